package playground

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// The limits are those of Discord's documentation (resources/message, components/reference, interactions/
// application-commands), counted in characters. Which of them Discord answers how is from there and from its issue
// tracker, not measured.

const (
	maxContent      = 2000
	maxText         = 4000 // over all text displays of a message
	maxTextBytes    = 9500 // beyond about this Discord fails (discord-api-docs #8554)
	maxComponents   = 40   // nested ones counted
	maxEmbeds       = 10
	maxEmbedText    = 6000 // over all embeds of a message
	maxEmbedFields  = 25
	maxMentionedIDs = 100
	maxLink         = 512 // of a button
	maxNonce        = 25
	maxFiles        = 10
	maxFile         = 10 << 20 // bytes
)

// problems are what Discord would refuse, by field, in the shape in which Discord tells it. The zero value has none.
type problems struct {
	path []string
	root *problems // holds the tree; nil: this one
	tree object
}

// at is a list's item, or a field, whose problems go to the same answer.
func (p *problems) at(step any) *problems {
	root := p.root
	if root == nil {
		root = p
	}
	return &problems{path: append(slices.Clone(p.path), fmt.Sprint(step)), root: root}
}

// add notes a problem of a field; "" is the thing itself.
func (p *problems) add(field, code, message string) {
	if field != "" {
		p.at(field).add("", code, message)
		return
	}
	root := p.root
	if root == nil {
		root = p
	}
	if root.tree == nil {
		root.tree = object{}
	}
	node := root.tree
	for _, step := range p.path {
		if node[step] == nil {
			node[step] = object{}
		}
		node = node[step].(object)
	}
	node["_errors"] = append(list(node["_errors"]), object{"code": code, "message": message})
}

func (p *problems) required(field string) {
	p.add(field, "BASE_TYPE_REQUIRED", "This field is required")
}

// length holds a text against its limits; one of no characters at all is missing.
func (p *problems) length(field, s string, least, most int) {
	switch n := utf8.RuneCountInString(s); {
	case n < least && n == 0:
		p.required(field)
	case n < least || n > most:
		p.add(field, "BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", least, most))
	}
}

// count holds the number of items of a list against its limits.
func (p *problems) count(field string, n, least, most int) {
	if n < least || n > most {
		p.add(field, "BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", least, most))
	}
}

// refusal is Discord's answer to the problems, nil when there are none.
func (p *problems) refusal() *Refusal {
	if len(p.tree) == 0 {
		return nil
	}
	return &Refusal{Status: http.StatusBadRequest, Code: 50035, Message: "Invalid Form Body", Errors: p.tree}
}

// checkMessage is Discord's refusal of a message with these files, or nil.
func checkMessage(m object, files []Attachment) *Refusal {
	var p problems
	content := text(m, "content")
	embeds, components := list(m["embeds"]), list(m["components"])
	v2 := number(m["flags"])&flagV2 != 0
	if slices.ContainsFunc(files, func(f Attachment) bool { return len(f.Data) > maxFile }) {
		return errTooLarge
	}
	p.length("content", content, 0, maxContent)
	if m["nonce"] != nil {
		p.length("nonce", fmt.Sprint(m["nonce"]), 0, maxNonce)
	}
	p.files(files)
	p.embeds(embeds)
	p.mentions(m)
	if poll, asked := m["poll"].(object); asked {
		p.at("poll").poll(poll)
	}
	c := componentCheck{v2: v2, files: attachedNames(m, files), ids: map[string]bool{}}
	c.all(p.at("components"), placeTop(v2), components)
	if v2 {
		p.onlyComponents(m)
	} else {
		p.count("components", len(components), 0, 5)
	}
	if c.count > maxComponents {
		p.add("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", fmt.Sprintf("The total number of components cannot exceed %d.", maxComponents))
	}
	if c.runes > maxText {
		p.add("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", fmt.Sprintf("The total displayable text size cannot exceed %d.", maxText))
	}
	if err := p.refusal(); err != nil {
		return err
	}
	if v2 && c.bytes > maxTextBytes {
		return errInternal
	}
	empty := strings.TrimSpace(content) == "" && len(embeds) == 0 && len(files) == 0 && len(list(m["attachments"])) == 0 && m["poll"] == nil
	if v2 && len(components) == 0 || !v2 && empty && len(list(m["sticker_ids"])) == 0 {
		return &Refusal{Status: http.StatusBadRequest, Code: 50006, Message: "Cannot send an empty message"}
	}
	return nil
}

func (p *problems) files(all []Attachment) {
	p.count("files", len(all), 0, maxFiles)
	for i, file := range all {
		p.at("files").at(i).file(file)
	}
}

func (p *problems) file(f Attachment) {
	if f.Name == "" {
		p.required("filename")
	}
	if len(f.Data) > maxFile {
		p.add("", "FILE_TOO_LARGE", fmt.Sprintf("%s is larger than 10 MB.", f.Name))
	}
}

// onlyComponents refuses what cannot stand beside the Components V2 flag.
func (p *problems) onlyComponents(m object) {
	for _, field := range []string{"content", "embeds", "sticker_ids", "poll"} {
		if m[field] != nil && text(m, field)+fmt.Sprint(len(list(m[field]))) != "0" || field == "poll" && m[field] != nil {
			p.add(field, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The '"+field+"' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
		}
	}
}

// attachedNames are the names by which components may call a message's files.
func attachedNames(m object, files []Attachment) map[string]bool {
	names := map[string]bool{}
	for _, f := range files {
		names[f.Name] = true
	}
	for _, a := range list(m["attachments"]) {
		if o, ok := a.(object); ok {
			names[text(o, "filename")] = true
		}
	}
	return names
}

func (p *problems) mentions(m object) {
	allowed, ok := m["allowed_mentions"].(object)
	if !ok {
		return
	}
	p = p.at("allowed_mentions")
	parse := list(allowed["parse"])
	for i, kind := range parse {
		if kind != "users" && kind != "roles" && kind != "everyone" {
			p.at("parse").at(i).add("", "BASE_TYPE_CHOICES", "Value must be one of {'users', 'roles', 'everyone'}.")
		}
	}
	for _, kind := range []string{"users", "roles"} {
		ids := list(allowed[kind])
		p.count(kind, len(ids), 0, maxMentionedIDs)
		if len(ids) > 0 && slices.Contains(parse, any(kind)) {
			p.add("", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", fmt.Sprintf("parse:[%q] and %s: [ids...] are mutually exclusive.", kind, kind))
		}
	}
}

func (p *problems) embeds(all []any) {
	p.count("embeds", len(all), 0, maxEmbeds)
	total := 0
	for i, item := range all {
		embed, ok := item.(object)
		q := p.at("embeds").at(i)
		if !ok {
			q.add("", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
			continue
		}
		total += q.embed(embed)
	}
	if total > maxEmbedText {
		p.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", fmt.Sprintf("Embed size exceeds maximum size of %d", maxEmbedText))
	}
}

// embed checks one embed and returns how many characters of its count for all of them together.
func (p *problems) embed(embed object) (total int) {
	limited := func(q *problems, o object, field string, least, most int) {
		s := strings.TrimSpace(text(o, field))
		q.length(field, s, least, most)
		total += utf8.RuneCountInString(s)
	}
	limited(p, embed, "title", 0, 256)
	limited(p, embed, "description", 0, 4096)
	if footer, ok := embed["footer"].(object); ok {
		limited(p.at("footer"), footer, "text", 1, 2048)
	}
	if author, ok := embed["author"].(object); ok {
		limited(p.at("author"), author, "name", 1, 256)
	}
	fields := list(embed["fields"])
	p.count("fields", len(fields), 0, maxEmbedFields)
	for i, item := range fields {
		field, _ := item.(object)
		limited(p.at("fields").at(i), field, "name", 1, 256)
		limited(p.at("fields").at(i), field, "value", 1, 1024)
	}
	if link := text(embed, "url"); link != "" {
		p.link("url", link, "http", "https")
	}
	if total == 0 && embed["image"] == nil && embed["thumbnail"] == nil {
		p.required("description")
	}
	return total
}

// link refuses what is not an absolute link of one of the schemes.
func (p *problems) link(field, link string, schemes ...string) {
	u, err := url.Parse(link)
	switch {
	case err != nil || u.Scheme == "" || u.Host == "" && u.Opaque == "":
		p.add(field, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
	case !slices.Contains(schemes, u.Scheme):
		p.add(field, "URL_TYPE_INVALID_SCHEME", fmt.Sprintf("Scheme %q is not supported. Scheme must be one of %q.", u.Scheme, schemes))
	}
}
