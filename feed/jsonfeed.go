package feed

import (
	"cmp"
	"encoding/json"
	"errors"
	"strings"

	"github.com/mmcdole/gofeed"
)

// parseJSON reads a JSON Feed, and what sloppy writers make of one: numbers for texts, one value for a list, no version, line
// breaks within texts, commas too many, a document cut short. The library that reads the XML feeds refuses all of these.
func parseJSON(text string) (parsed *gofeed.Feed, lost int, err error) {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, "{") {
		return nil, 0, &Error{Kind: NotFeed}
	}
	if err := withinJSONBounds(text); err != nil {
		return nil, 0, &Error{Kind: Broken, Err: err}
	}
	fields, entries, err := readJSON(tidyJSON(text))
	parsed = &gofeed.Feed{Title: jsonText(fields["title"]), Language: jsonText(fields["language"]), Link: jsonText(fields["home_page_url"])}
	for _, entry := range entries {
		object, _ := entry.(map[string]any)
		if item := jsonItem(object); item.Title+item.Link+item.Content+item.Description != "" {
			parsed.Items = append(parsed.Items, item)
		}
	}
	lost = len(entries) - len(parsed.Items)
	if err != nil {
		lost++
	}
	switch named := strings.Contains(jsonText(fields["version"]), "jsonfeed.org"); {
	case len(parsed.Items) == 0 && !named:
		return nil, 0, &Error{Kind: NotFeed}
	case len(parsed.Items) == 0 && lost > 0:
		return nil, 0, &Error{Kind: Broken, Err: cmp.Or(err, errors.New("no entry is one"))}
	}
	return parsed, lost, nil
}

// readJSON returns an object's fields, and apart from them its list "items", as far as they can be read.
func readJSON(text string) (fields map[string]any, items []any, err error) {
	fields = map[string]any{}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if _, err = d.Token(); err != nil {
		return fields, nil, err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return fields, items, err
		}
		if name == "items" {
			items, err = readList(d)
		} else {
			var value any
			err = d.Decode(&value)
			fields[name.(string)] = value
		}
		if err != nil {
			return fields, items, err
		}
	}
	_, err = d.Token()
	return fields, items, err
}

// readList returns the values of a list, up to the first that cannot be read.
func readList(d *json.Decoder) (values []any, err error) {
	opening, err := d.Token()
	if err != nil || opening == nil {
		return nil, err // null is an empty list
	}
	if opening != json.Delim('[') {
		return nil, errors.New("items is no list")
	}
	for d.More() {
		var value any
		if err := d.Decode(&value); err != nil {
			return values, err
		}
		values = append(values, value)
	}
	_, err = d.Token()
	return values, err
}

func jsonItem(entry map[string]any) *gofeed.Item {
	first := func(names ...string) string {
		for _, name := range names {
			if text := jsonText(entry[name]); text != "" {
				return text
			}
		}
		return ""
	}
	item := &gofeed.Item{
		GUID: first("id"), Title: first("title"), Link: first("url", "external_url", "link"),
		Description: first("summary"), Content: first("content_html", "content_text"),
		Published: first("date_published"), Updated: first("date_modified"),
	}
	switch tags := entry["tags"].(type) {
	case []any:
		for _, tag := range tags {
			item.Categories = append(item.Categories, jsonText(tag))
		}
	case string:
		item.Categories = strings.Split(tags, ",")
	}
	return item
}

// jsonText returns a text or a number as it is written, "" for anything else.
func jsonText(value any) string {
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	}
	return ""
}

// tidyJSON makes spaces of control characters, which JSON forbids within texts, and drops commas before a closing bracket.
func tidyJSON(text string) string {
	out := make([]byte, 0, len(text))
	within, comma := false, -1 // in a text; where a comma stands in out, with nothing but space after it
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c < ' ':
			c = ' '
		case within && c == '\\' && i+1 < len(text) && text[i+1] >= ' ':
			out = append(out, c)
			i++
			c = text[i]
		case c == '"':
			within, comma = !within, -1
		case within:
		case c == ',':
			comma = len(out)
		case (c == '}' || c == ']') && comma >= 0:
			out[comma], comma = ' ', -1
		case c != ' ':
			comma = -1
		}
		out = append(out, c)
	}
	return string(out)
}
