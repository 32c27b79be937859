package feed

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
)

const (
	maxItems      = 500
	maxTitle      = 500  // bytes
	maxSummary    = 2000 // bytes
	maxCategories = 20
)

// A Document is what one answer of a site holds.
type Document struct {
	Title    string
	Site     string // link of the site that the feed belongs to, or ""
	Language string
	Asks     time.Duration // between two fetches, as <ttl> or sy:updatePeriod say; 0: nothing
	Items    []Item        // in the document's order; of more than 500 the newest
	Notice   string        `json:",omitempty"` // what of it could not be read, a sentence for people; "" if nothing
}

// Parse reads an RSS, Atom or JSON feed. from is the link that it came from, against which relative links are resolved; now
// is the time after which no item can have been published. Broken XML is repaired as far as whole items can be read. Errors
// are an [*Error] of kind NotFeed or Broken.
func Parse(body []byte, contentType, from string, now time.Time) (*Document, error) {
	text := decode(body, contentType)
	parsed, lost, err := parseText(text)
	if err != nil {
		return nil, err
	}
	doc := &Document{
		Title:    title(parsed.Title),
		Language: cut(strings.TrimSpace(parsed.Language), 35), // the longest tag that RFC 5646, 4.4.1 wants room for
		Asks:     asks(parsed),
	}
	base := parseLink(from)
	if site := absolute(base, parsed.Link); site != nil {
		doc.Site, base = site.String(), site
	}
	var unread string
	doc.Items, unread = items(parsed.Items, base, doc, now)
	doc.Notice = notice(doc.Items, lost, unread)
	return doc, nil
}

// notice words what was not read: entries that were too broken, and dates, of which one is shown.
func notice(items []Item, lost int, unread string) string {
	var told []string
	if len(items) == 0 {
		told = append(told, "The feed holds no entry with a title, a text or a link.")
	}
	if lost > 0 {
		told = append(told, fmt.Sprintf("Broken entries, left out: %d.", lost))
	}
	undated := 0
	for _, item := range items {
		if item.Published.IsZero() {
			undated++
		}
	}
	if undated > 0 {
		line := fmt.Sprintf("Entries without a usable date: %d of %d", undated, len(items))
		if unread != "" {
			line += ", such as “" + unread + "”"
		}
		told = append(told, line+".")
	}
	return strings.Join(told, " ")
}

// items returns a document's items, and the first date among theirs that could not be read, as it is written.
func items(entries []*gofeed.Item, base *url.URL, doc *Document, now time.Time) (_ []Item, unread string) {
	if len(entries) > maxItems {
		entries = newest(entries, doc.Language, now)
	}
	all := make([]Item, 0, len(entries))
	guids := make([]string, 0, len(entries))
	for _, entry := range entries {
		item := Item{
			Title:      title(entry.Title),
			Summary:    plain(firstOf(entry.Description, entry.Content), maxSummary),
			Categories: categories(entry.Categories),
		}
		if link := linkOf(entry, base); link != nil {
			item.Link = link.String()
		}
		if item.Title == "" && item.Summary == "" && item.Link == "" {
			continue
		}
		var text string
		item.Published, text = published(entry, doc.Language, now)
		unread = cmp.Or(unread, plain(text, 60))
		all = append(all, item)
		guids = append(guids, entry.GUID)
	}
	return identify(all, guids, doc.Site), unread
}

// newest returns as many entries as are read, those without a date last.
func newest(entries []*gofeed.Item, language string, now time.Time) []*gofeed.Item {
	dates := make(map[*gofeed.Item]time.Time, len(entries))
	for _, entry := range entries {
		dates[entry], _ = published(entry, language, now)
	}
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b *gofeed.Item) int { return dates[b].Compare(dates[a]) })
	return entries[:maxItems]
}

// published returns the first of an entry's dates that can be read and can be, or the zero time with the first that it writes.
func published(entry *gofeed.Item, language string, now time.Time) (at time.Time, text string) {
	for _, written := range datesOf(entry) {
		if at = plausible(readDate(written, language), now); !at.IsZero() {
			return at, ""
		}
		text = cmp.Or(text, strings.TrimSpace(written))
	}
	return time.Time{}, text
}

// datesOf returns what an entry writes for dates, that of publication before that of the last edit.
func datesOf(entry *gofeed.Item) []string {
	texts := []string{entry.Published}
	terms := func(names ...string) {
		for _, name := range names {
			for _, extension := range entry.Extensions["dcterms"][name] {
				texts = append(texts, extension.Value)
			}
		}
	}
	terms("issued", "created", "available", "date")
	texts = append(texts, entry.Custom["published"], entry.Custom["date"], entry.Custom["created"], entry.Updated)
	terms("modified")
	return texts
}

// linkOf returns the first link of an entry that leads to a web page, or nil. FeedBurner keeps the site's own link apart; a
// guid that is a link is the page's as RSS 2.0 has it; some RSS has Atom's links.
func linkOf(entry *gofeed.Item, base *url.URL) *url.URL {
	var links []string
	for _, extension := range entry.Extensions["feedburner"]["origLink"] {
		links = append(links, extension.Value)
	}
	links = append(append(links, entry.Link), entry.Links...)
	for _, extension := range entry.Extensions["atom"]["link"] {
		if rel := extension.Attrs["rel"]; rel == "" || rel == "alternate" {
			links = append(links, extension.Attrs["href"])
		}
	}
	for _, link := range links {
		if u := absolute(base, link); u != nil {
			return u
		}
	}
	return parseLink(entry.GUID)
}

func categories(names []string) []string {
	var kept []string
	for _, name := range names {
		if name = plain(name, 100); name != "" && !slices.Contains(kept, name) && len(kept) < maxCategories {
			kept = append(kept, name)
		}
	}
	return kept
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}

// asks returns how long the document wants to be left alone: RSS's ttl in minutes, or the syndication module's
// updatePeriod divided by updateFrequency.
func asks(parsed *gofeed.Feed) time.Duration {
	if original, ok := parsed.OriginalFeed().(*rss.Feed); ok {
		if minutes, err := strconv.ParseUint(strings.TrimSpace(original.TTL), 10, 16); err == nil && minutes > 0 {
			return time.Duration(minutes) * time.Minute
		}
	}
	value := func(name string) string {
		for _, extension := range parsed.Extensions["sy"][name] {
			return strings.TrimSpace(extension.Value)
		}
		return ""
	}
	period := map[string]time.Duration{"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour}[value("updatePeriod")]
	if frequency, err := strconv.ParseUint(value("updateFrequency"), 10, 16); err == nil && frequency > 0 {
		period /= time.Duration(frequency)
	}
	return period
}
