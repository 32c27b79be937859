package feed

import (
	"errors"
	"net/url"
	"regexp"
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
}

// Parse reads an RSS, Atom or JSON feed. from is the link that it came from, against which relative links are resolved; now
// is the time after which no item can have been published. Broken XML is repaired as far as whole items can be read. Errors
// are an [*Error] of kind NotFeed or Broken.
func Parse(body []byte, contentType, from string, now time.Time) (*Document, error) {
	text := decode(body, contentType)
	parsed, err := parseText(text)
	if err != nil {
		return nil, err
	}
	doc := &Document{
		Title:    plain(parsed.Title, maxTitle),
		Language: cut(strings.TrimSpace(parsed.Language), 35), // the longest tag that RFC 5646, 4.4.1 wants room for
		Asks:     asks(parsed),
	}
	base := parseLink(from)
	if site := absolute(base, parsed.Link); site != nil {
		doc.Site, base = site.String(), site
	}
	doc.Items = items(parsed.Items, base, doc.Site, now)
	return doc, nil
}

func items(entries []*gofeed.Item, base *url.URL, site string, now time.Time) []Item {
	if len(entries) > maxItems {
		entries = newest(entries)
	}
	all := make([]Item, 0, len(entries))
	guids := make([]string, 0, len(entries))
	for _, entry := range entries {
		item := Item{
			Title:      plain(entry.Title, maxTitle),
			Summary:    plain(firstOf(entry.Description, entry.Content), maxSummary),
			Categories: categories(entry.Categories),
			Published:  published(entry, now),
		}
		if link := linkOf(entry, base); link != nil {
			item.Link = openable(link)
		}
		if item.Title == "" && item.Summary == "" && item.Link == "" {
			continue
		}
		all = append(all, item)
		guids = append(guids, entry.GUID)
	}
	return identify(all, guids, site)
}

// newest returns as many entries as are read, those without a date last.
func newest(entries []*gofeed.Item) []*gofeed.Item {
	date := func(e *gofeed.Item) time.Time {
		if e.PublishedParsed != nil {
			return *e.PublishedParsed
		}
		return time.Time{}
	}
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b *gofeed.Item) int { return date(b).Compare(date(a)) })
	return entries[:maxItems]
}

// published prefers the date of publication to that of the last edit.
func published(entry *gofeed.Item, now time.Time) time.Time {
	if date := plausible(entry.PublishedParsed, now); !date.IsZero() {
		return date
	}
	return plausible(entry.UpdatedParsed, now)
}

// linkOf returns the first link of an entry that leads to a web page, or nil. FeedBurner keeps the site's own link apart; a
// guid that is a link is the page's as RSS 2.0 has it.
func linkOf(entry *gofeed.Item, base *url.URL) *url.URL {
	var links []string
	for _, extension := range entry.Extensions["feedburner"]["origLink"] {
		links = append(links, extension.Value)
	}
	links = append(append(links, entry.Link), entry.Links...)
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

// root finds the first tag of an XML feed.
var root = regexp.MustCompile(`(?i)<(?:[a-z][\w.-]{0,40}:)?(?:rss|rdf|feed)(?:\s[^<>]*)?>`)

// parseText parses a decoded document. Whatever stands before the root is cut off, warnings of scripts and definitions of
// entities alike.
func parseText(text string) (*gofeed.Feed, error) {
	head := text[:min(len(text), 64<<10)]
	at := root.FindStringIndex(head)
	if page := strings.Index(strings.ToLower(head), "<html"); page >= 0 && (at == nil || page < at[0]) {
		return nil, &Error{Kind: NotFeed}
	}
	if at == nil {
		return parseJSON(text)
	}
	text = strings.Map(readable, text[at[0]:])
	parsed, err := parse(text)
	if err == nil {
		return parsed, nil
	}
	if errors.Is(err, errBounds) {
		return nil, &Error{Kind: Broken, Err: err}
	}
	if parsed = salvage(text, at[1]-at[0]); parsed == nil {
		return nil, &Error{Kind: Broken, Err: err}
	}
	return parsed, nil
}

// parse is the one way to the library's parser of XML.
func parse(text string) (*gofeed.Feed, error) {
	if err := withinBounds(text, deepest); err != nil {
		return nil, err
	}
	return parser().ParseString(text)
}

func parser() *gofeed.Parser {
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	return p
}

// readable drops the control characters that the parser would pass over, so that [withinBounds] sees what it sees.
func readable(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' {
		return -1
	}
	return r
}

// parseJSON refuses JSON that is no feed, which the library takes for one without items.
func parseJSON(text string) (*gofeed.Feed, error) {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, "{") || !strings.Contains(text, "jsonfeed.org/version") {
		return nil, &Error{Kind: NotFeed}
	}
	if err := withinJSONBounds(text); err != nil {
		return nil, &Error{Kind: Broken, Err: err}
	}
	parsed, err := parser().ParseString(text)
	if err != nil {
		return nil, &Error{Kind: Broken, Err: err}
	}
	return parsed, nil
}

var (
	itemStart = regexp.MustCompile(`(?i)<((?:[a-z][\w.-]{0,40}:)?(?:item|entry))(?:\s[^<>]*)?>`)
	tagName   = regexp.MustCompile(`^<([^\s>]+)`)
)

// maxRoot is the longest root tag, in bytes, that salvage puts before each item.
const maxRoot = 8000

// salvage reads the items of a broken document one by one, and leaves out those that cannot be read. Of the head of the
// document it keeps the root tag, which is rootLen bytes long, and what else can be read. It returns nil when nothing can.
func salvage(text string, rootLen int) *gofeed.Feed {
	opening, name := text[:rootLen], tagName.FindStringSubmatch(text)[1]
	end := "</" + name + ">"
	if strings.EqualFold(name, "rss") {
		end = "</channel>" + end
	}
	starts := itemStart.FindAllStringSubmatchIndex(text, maxItems)
	if len(starts) == 0 || rootLen > maxRoot {
		return nil
	}
	whole, err := parse(text[:starts[0][0]] + end)
	if err != nil {
		whole = &gofeed.Feed{}
	}
	if strings.EqualFold(name, "rss") {
		opening += "<channel>"
	}
	whole.Items = nil
	for i, start := range starts {
		stop := len(text)
		if i+1 < len(starts) {
			stop = starts[i+1][0]
		}
		closing := "</" + text[start[2]:start[3]] + ">"
		entry, _, closed := strings.Cut(text[start[0]:stop], closing)
		if !closed {
			continue
		}
		if part, err := parse(opening + entry + closing + end); err == nil {
			whole.Items = append(whole.Items, part.Items...)
		}
	}
	if len(whole.Items) == 0 {
		return nil
	}
	return whole
}
