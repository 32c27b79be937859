package article

import (
	"encoding/json"
	"html"
	"slices"
	"strings"
	"unicode"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A linkedArticle is what a page says of its article in JSON-LD, by the vocabulary of schema.org.
type linkedArticle struct {
	headline, author, published, site, image, language, teaser, body, link string
	live                                                                   bool
	paid                                                                   bool // isAccessibleForFree is false, for the whole or a part

	isArticle bool     // there is one
	section   string   // of the paper
	types     []string // of all that the page describes, article or not
}

// readLinked returns the first article that a page's JSON-LD describes; the zero value when there is none. Objects,
// arrays and @graph are all walked, and articles inside other things, in the page's order.
func readLinked(doc *xhtml.Node) linkedArticle {
	var found linkedArticle
	var types []string
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Script || n.FirstChild == nil || !isLinkedData(attr(n, "type")) {
			continue
		}
		var data any
		if json.Unmarshal([]byte(tidyJSON(n.FirstChild.Data)), &data) != nil {
			continue
		}
		types = append(types, typesOf(data, 0)...)
		if object := findArticle(data, 0); object != nil && !found.isArticle {
			found = newLinkedArticle(object, byID(data, 0, map[string]any{}))
		}
	}
	found.types = types
	return found
}

// typesOf returns the types of the things that a page is about, not of the things that these have.
func typesOf(data any, depth int) (types []string) {
	if depth > 4 {
		return nil
	}
	switch data := data.(type) {
	case []any:
		for _, item := range data[:min(len(data), 50)] {
			types = append(types, typesOf(item, depth+1)...)
		}
	case map[string]any:
		types = append(types, stringsOf(data["@type"])...)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			types = append(types, typesOf(data[key], depth+1)...)
		}
	}
	return types
}

// byID collects the things that others point at with {"@id": …}.
func byID(data any, depth int, found map[string]any) map[string]any {
	if depth > 8 || len(found) > 1000 {
		return found
	}
	switch data := data.(type) {
	case []any:
		for _, item := range data {
			byID(item, depth+1, found)
		}
	case map[string]any:
		if id, ok := data["@id"].(string); ok && len(data) > 1 {
			found[id] = data
		}
		for _, value := range data {
			byID(value, depth+1, found)
		}
	}
	return found
}

func isLinkedData(mediaType string) bool {
	mediaType, _, _ = strings.Cut(strings.ToLower(mediaType), ";")
	return strings.TrimSpace(mediaType) == "application/ld+json"
}

// tidyJSON mends what pages get wrong most: line ends inside strings, comments and CDATA around the object, a semicolon.
func tidyJSON(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	from, to := strings.IndexAny(s, "{["), strings.LastIndexAny(s, "}]")
	if from < 0 || to < from {
		return ""
	}
	return s[from : to+1]
}

// findArticle returns the first object of an article type in data.
func findArticle(data any, depth int) map[string]any {
	if depth > 8 {
		return nil
	}
	switch data := data.(type) {
	case []any:
		for _, item := range data {
			if found := findArticle(item, depth+1); found != nil {
				return found
			}
		}
	case map[string]any:
		if isArticleType(data["@type"]) {
			return data
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if found := findArticle(data[key], depth+1); found != nil {
				return found
			}
		}
	}
	return nil
}

func isArticleType(value any) bool {
	return slices.ContainsFunc(stringsOf(value), func(name string) bool {
		return strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "BlogPosting") || strings.HasSuffix(name, "Report") ||
			name == "ReportageNewsArticle" || name == "OpinionNewsArticle"
	})
}

func newLinkedArticle(o, things map[string]any) linkedArticle {
	return linkedArticle{
		headline:  said(o["headline"], o["name"]),
		author:    strings.Join(authors(o["author"], things), ", "),
		section:   said(o["articleSection"]),
		isArticle: true,
		published: said(o["datePublished"]),
		site:      strings.Join(names(o["publisher"]), ", "),
		image:     imageOf(o["image"]),
		language:  said(o["inLanguage"]),
		teaser:    said(o["description"]),
		body:      clip(firstString(o["articleBody"]), maxText),
		link:      firstString(o["url"], o["mainEntityOfPage"]),
		live:      slices.Contains(stringsOf(o["@type"]), "LiveBlogPosting"),
		paid:      isPaid(o, 0),
	}
}

// said is firstString, in the length of metadata.
func said(values ...any) string { return clip(firstString(values...), maxMeta) }

// blocks returns the article's body as the JSON-LD gives it: text, or HTML in a string.
func (l linkedArticle) blocks() []block {
	body := html.UnescapeString(l.body)
	if looksHTML(body) {
		return rawBlocks(body)
	}
	var blocks []block
	for line := range strings.Lines(body) {
		if line = cleanLine(line); line != "" {
			blocks = append(blocks, block{text: line})
		}
	}
	return blocks
}

// isPaid looks for isAccessibleForFree: false, which some write as a string and some for parts alone.
func isPaid(value any, depth int) bool {
	switch value := value.(type) {
	case []any:
		return depth < 4 && slices.ContainsFunc(value, func(item any) bool { return isPaid(item, depth+1) })
	case map[string]any:
		switch free := value["isAccessibleForFree"].(type) {
		case bool:
			if !free {
				return true
			}
		case string:
			if strings.EqualFold(strings.TrimSpace(free), "false") {
				return true
			}
		}
		return depth < 4 && isPaid(value["hasPart"], depth+1)
	}
	return false
}

func stringsOf(value any) []string {
	switch value := value.(type) {
	case string:
		return []string{value}
	case []any:
		var all []string
		for _, item := range value {
			if s, ok := item.(string); ok {
				all = append(all, s)
			}
		}
		return all
	}
	return nil
}

// firstString returns the first value that is text, or that holds one as its name or identifier.
func firstString(values ...any) string {
	for _, value := range values {
		switch v := value.(type) {
		case string:
			if s := strings.TrimSpace(html.UnescapeString(v)); s != "" {
				return s
			}
		case []any:
			if s := firstString(v...); s != "" {
				return s
			}
		case map[string]any:
			if s := firstString(v["name"], v["@id"], v["alternateName"]); s != "" {
				return s
			}
		}
	}
	return ""
}

// names returns the names in an author or publisher, however it is written.
func names(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{html.UnescapeString(v)}
	case []any:
		var all []string
		for _, item := range v {
			all = append(all, names(item)...)
		}
		return all
	case map[string]any:
		return names(v["name"])
	}
	return nil
}

// authors returns the names of persons; of others only where there is no person. What is but an @id is looked up.
func authors(value any, things map[string]any) []string {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var persons, others []string
	for _, item := range list {
		if o, ok := item.(map[string]any); ok && o["name"] == nil {
			if id, ok := o["@id"].(string); ok && things[id] != nil {
				item = things[id]
			}
		}
		o, ok := item.(map[string]any)
		if ok && slices.ContainsFunc(stringsOf(o["@type"]), func(t string) bool { return strings.HasSuffix(t, "Organization") || t == "Corporation" }) {
			others = append(others, names(item)...)
			continue
		}
		persons = append(persons, names(item)...)
	}
	if len(persons) > 0 {
		return persons
	}
	return others
}

func imageOf(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return imageOf(v[0])
		}
	case map[string]any:
		if s := firstString(v["url"], v["contentUrl"]); s != "" {
			return s
		}
		return firstString(v["@id"])
	}
	return ""
}
