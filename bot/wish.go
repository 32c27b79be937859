package bot

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/desk"
	"parley/feed"
	"parley/settings"
)

// A wish is what a request asks for: links, or else a file, or else a text.
type wish struct {
	Links []string `json:"links,omitempty"`
	File  *file    `json:"file,omitempty"`
	Text  string   `json:"text,omitempty"`

	Addressed bool `json:"addressed,omitempty"` // it was asked for in words, or by a 📰: even where nobody speaks there is an answer

	Compare bool `json:"compare,omitempty"` // its links are meant to tell one story

	// How the answer is to be, in place of what its server has decided.
	Language string `json:"language,omitempty"`
	Length   string `json:"length,omitempty"`
	Private  bool   `json:"private,omitempty"` // it is the asker's alone

	App    string `json:"app,omitempty"` // and Token are those of the command that is to be answered
	Token  string `json:"token,omitempty"`
	Locale string `json:"locale,omitempty"` // of its asker's program

	ServerLocale string `json:"server_locale,omitempty"` // as Discord said: a process without a gateway, or that has just begun, is not told
}

// A file is one that lies at Discord.
type file struct {
	Name string `json:"name"`
	URL  string `json:"url"`
	Size int    `json:"size"`
}

func (w wish) asksNothing() bool { return len(w.Links) == 0 && w.File == nil && w.Text == "" }

func (w wish) json() json.RawMessage {
	data, err := json.Marshal(w)
	if err != nil {
		return json.RawMessage("{}") // it is strings alone: this cannot be
	}
	return data
}

// done is what is kept of a wish that was fulfilled: neither texts nor what lets others answer.
func (w wish) done() json.RawMessage { return wish{Links: w.Links, Private: w.Private}.json() }

// over is what a server has decided, with what the wish has in its place. A choice is its sender's word: what is not offered is let be.
func (w wish) over(server settings.Server) settings.Server {
	if slices.Contains(languages(), w.Language) {
		server.Language = w.Language
	}
	switch w.Length {
	case lengthNormal:
		server.Length = settings.Normal
	case string(settings.Short):
		server.Length = settings.Short
	}
	return server
}

func wishOf(r desk.Request) (w wish) {
	if err := json.Unmarshal(r.Wish, &w); err != nil {
		return wish{} // written by another version: there is nothing in it to read
	}
	return w
}

// wished is what a command points at.
func wished(data discordgo.ApplicationCommandInteractionData) (wish, error) {
	if data.CommandType == discordgo.MessageApplicationCommand || data.TargetID != "" {
		if data.Resolved == nil || data.Resolved.Messages[data.TargetID] == nil {
			return wish{}, plainError("message_gone")
		}
		return wishedOf(data.Resolved.Messages[data.TargetID])
	}
	var w wish
	var err error
	for _, option := range data.Options {
		switch value, _ := option.Value.(string); option.Name {
		case "link", "links":
			w.Links, err = typedLinks(value)
		case "text":
			w.Text = value
		case "file":
			if data.Resolved != nil && data.Resolved.Attachments[value] != nil {
				w.File = fileOf(data.Resolved.Attachments[value])
			}
		case "language":
			w.Language = value
		case "length":
			w.Length = value
		case "private":
			w.Private = option.Value == true
		}
	}
	return w, err
}

// typedLinks reads links as people type them into an option: with spaces or commas between them, in <>, without a scheme.
func typedLinks(typed string) ([]string, error) {
	var links, known []string
	for _, word := range strings.FieldsFunc(typed, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>", r) }) {
		parts := []string{word}
		if !strings.Contains(word, "://") {
			parts = strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune(",;", r) })
			for i, part := range parts {
				parts[i] = "https://" + part
			}
		}
		for _, link := range linksIn(strings.Join(parts, " ")) {
			u, err := url.Parse(link)
			if id := feed.Canonical(link); err == nil && strings.ContainsAny(u.Hostname(), ".:") && !slices.Contains(known, id) {
				links, known = append(links, link), append(known, id)
			}
		}
	}
	switch {
	case len(links) == 0:
		return []string{strings.TrimSpace(typed)}, nil // why that is none is said where it is fetched
	case len(links) > maxLinks:
		return nil, plainError("too_many_links")
	}
	return links, nil
}

// wishedOf takes a message's links, else its first file that can be read, else its text when it is long. Pictures stand beside what is to be read.
func wishedOf(m *discordgo.Message) (wish, error) {
	text, files := shared(m)
	links := articleLinks(text)
	first := slices.IndexFunc(files, func(a *discordgo.MessageAttachment) bool { return article.ReadsFile(a.Filename) })
	switch {
	case len(links) > 0:
		return wish{Links: links}, nil
	case first >= 0:
		return wish{File: fileOf(files[first])}, nil
	case len([]rune(text)) < longText:
		return wish{}, plainError("nothing_in_message")
	}
	return wish{Text: text}, nil
}

func fileOf(a *discordgo.MessageAttachment) *file {
	return &file{Name: a.Filename, URL: a.URL, Size: a.Size}
}
