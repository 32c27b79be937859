package feed

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"

	"parley/pattern"
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
	Notice   Notice        `json:",omitzero"` // what of it could not be read
}

// Parse reads an RSS, Atom or JSON feed. from is the link that it came from, against which relative links are resolved; now
// is the time after which no item can have been published. Broken XML is repaired as far as whole items can be read. Errors
// are an [*Error] of kind NotFeed or Broken.
func Parse(body []byte, contentType, from string, now time.Time) (doc *Document, err error) {
	defer recovered(&doc, &err)
	text := decode(body, contentType)
	parsed, lost, err := parseText(text)
	if err != nil {
		return nil, err
	}
	doc = &Document{
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
	doc.Notice = noticed(doc.Items, lost, unread)
	return doc, nil
}

// recovered is deferred where untrusted bytes are parsed: a bug there must cost one feed, not the bot.
func recovered(doc **Document, err *error) {
	if cause := recover(); cause != nil {
		*doc, *err = nil, &Error{Kind: Broken, Err: fmt.Errorf("parsing panicked: %v", cause)}
	}
}

// A Notice is what of a feed could not be read: the zero value where that is nothing.
type Notice struct {
	Empty       bool   // there is no entry with a title, a text or a link
	Lost        int    // entries that were too broken
	Undated, Of int    // entries without a usable date, of so many
	Date        string // one of theirs, as it is written; "" where there is none
}

// noticed gathers what was not read. unread is a date that could not be.
func noticed(items []Item, lost int, unread string) Notice {
	n := Notice{Empty: len(items) == 0, Lost: lost}
	for _, item := range items {
		if item.Published.IsZero() {
			n.Undated++
		}
	}
	if n.Undated > 0 {
		n.Of, n.Date = len(items), unread
	}
	return n
}

// String words it for people; "" where there is nothing to say.
func (n Notice) String() string {
	var told []string
	if n.Empty {
		told = append(told, "The feed holds no entry with a title, a text or a link.")
	}
	if n.Lost > 0 {
		told = append(told, fmt.Sprintf("Broken entries, left out: %d.", n.Lost))
	}
	if n.Undated > 0 {
		line := fmt.Sprintf("Entries without a usable date: %d of %d", n.Undated, n.Of)
		if n.Date != "" {
			line += ", such as “" + n.Date + "”"
		}
		told = append(told, line+".")
	}
	return strings.Join(told, " ")
}

// MarshalText writes its words.
func (n Notice) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

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

// root finds the first tag of an XML feed.
var root = pattern.Lazy(`(?i)<(?:[a-z][\w.-]{0,40}:)?(?:rss|rdf|feed)(?:\s[^<>]*)?>`)

// parseText parses a decoded document, and returns how many entries of it were too broken. Whatever stands before the root is cut
// off, warnings of scripts and definitions of entities alike.
func parseText(text string) (parsed *gofeed.Feed, lost int, err error) {
	head := text[:min(len(text), 64<<10)]
	at := root.FindStringIndex(head)
	if page := strings.Index(strings.ToLower(head), "<html"); page >= 0 && (at == nil || page < at[0]) {
		return nil, 0, &Error{Kind: NotFeed}
	}
	if at == nil {
		return parseJSON(text)
	}
	text = repair(head[:at[0]], strings.Map(readable, text[at[0]:]))
	if parsed, err = parse(text); err == nil {
		return parsed, 0, nil
	}
	if crowded(text) {
		err = errBounds
	}
	if errors.Is(err, errBounds) {
		return nil, 0, &Error{Kind: Broken, Err: err}
	}
	if parsed, lost = salvage(text); parsed == nil {
		return nil, 0, &Error{Kind: Broken, Err: err}
	}
	return parsed, lost, nil
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

var (
	itemStart = pattern.Lazy(`(?i)<((?:[a-z][\w.-]{0,40}:)?(?:item|entry))(?:\s[^<>]*)?>`)
	tagName   = pattern.Lazy(`^<([^\s>]+)`)
)

// maxRoot is the longest root tag, in bytes, that salvage puts before each item.
const maxRoot = 8000

// salvage reads the items of a broken document one by one, and leaves out those that cannot be read. Of the head of the
// document it keeps the root tag, with which the text begins, and what else can be read. It returns nil when nothing can, and
// how many items cannot.
func salvage(text string) (whole *gofeed.Feed, lost int) {
	at := root.FindStringIndex(text) // as repair left it
	starts := itemStart.FindAllStringSubmatchIndex(text, maxItems)
	if at == nil || at[0] > 0 || at[1] > maxRoot || len(starts) == 0 {
		return nil, 0
	}
	opening, name := text[:at[1]], tagName.FindStringSubmatch(text)[1]
	end := "</" + name + ">"
	if strings.EqualFold(name, "rss") {
		end = "</channel>" + end
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
		part, err := parse(opening + entry + closing + end)
		if !closed || err != nil {
			lost++
			continue
		}
		whole.Items = append(whole.Items, part.Items...)
	}
	if len(whole.Items) == 0 {
		return nil, 0
	}
	return whole, lost
}
