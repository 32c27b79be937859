package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley/pattern"
)

// A Subscription is a feed as lists of feeds name it.
type Subscription struct {
	URL   string
	Title string   // may be ""
	Site  string   // link of the site, or ""
	Path  []string // the folders that it lies in, outermost first
}

const (
	maxOPML          = 5 << 20 // bytes
	maxSubscriptions = 5000
	maxDepth         = 20      // folders within folders
	deepestOPML      = 100_000 // elements within elements that are read at all
)

var opmlRoot = pattern.Lazy(`(?i)<opml[\s>]`)

// errNotOPML is returned for what cannot be read as a list of feeds.
var errNotOPML = errors.New("not an OPML file with feeds in it")

// ReadOPML reads a list of feeds as other readers export it, of at most 5 MiB and 5,000 feeds. Each URL is returned once.
// skipped counts the entries that name no web link. It fails when there is no feed at all; a file that breaks off gives
// the feeds up to there.
func ReadOPML(r io.Reader) (subscriptions []Subscription, skipped int, err error) {
	data, err := io.ReadAll(io.LimitReader(r, maxOPML))
	if err != nil {
		return nil, 0, fmt.Errorf("feed: read OPML: %w", err)
	}
	var list opml
	if cause := list.read(decode(data, "")); len(list.subscriptions) == 0 {
		return nil, list.skipped, fmt.Errorf("feed: read OPML: %w", errors.Join(errNotOPML, cause))
	}
	return list.subscriptions, list.skipped, nil
}

// opml is a list being read.
type opml struct {
	subscriptions []Subscription
	skipped       int
	known         map[string]bool
	open          []string // names of the outlines around, "" for one that is a feed itself
	deep          int      // outlines within those, which are not named any more
}

func (l *opml) read(text string) error {
	l.known = map[string]bool{}
	text = strings.Map(readable, text)
	if at := opmlRoot.FindStringIndex(text); at != nil {
		text = text[at[0]:]
	}
	if err := withinBounds(text, deepestOPML); err != nil {
		return err
	}
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict, d.Entity = false, xml.HTMLEntity
	for len(l.subscriptions) < maxSubscriptions {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if strings.EqualFold(t.Name.Local, "outline") {
				l.begin(t)
			}
		case xml.EndElement:
			if strings.EqualFold(t.Name.Local, "outline") {
				l.end()
			}
		}
	}
	return nil
}

func (l *opml) begin(t xml.StartElement) {
	name := plain(firstOf(value(t, "title"), value(t, "text")), maxTitle)
	if link := strings.TrimSpace(value(t, "xmlUrl")); link != "" {
		l.add(link, name, t)
		name = ""
	}
	if len(l.open) == maxDepth {
		l.deep++
		return
	}
	l.open = append(l.open, name)
}

func (l *opml) end() {
	switch {
	case l.deep > 0:
		l.deep--
	case len(l.open) > 0:
		l.open = l.open[:len(l.open)-1]
	}
}

func (l *opml) add(link, name string, t xml.StartElement) {
	// Some programs write the scheme that once opened feed readers: feed://host/path and feed:https://host/path.
	if rest, ok := strings.CutPrefix(link, "feed:"); ok {
		if link = rest; strings.HasPrefix(rest, "//") {
			link = "https:" + rest
		}
	}
	u := parseLink(link)
	if u == nil {
		l.skipped++
		return
	}
	s := Subscription{URL: u.String(), Title: name}
	if l.known[s.URL] {
		return
	}
	l.known[s.URL] = true
	if site := parseLink(value(t, "htmlUrl")); site != nil {
		s.Site = site.String()
	}
	for _, folder := range l.open {
		if folder != "" {
			s.Path = append(s.Path, folder)
		}
	}
	l.subscriptions = append(l.subscriptions, s)
}

// value returns an attribute, however its name is capitalised.
func value(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if strings.EqualFold(a.Name.Local, name) {
			return a.Value
		}
	}
	return ""
}

// An outline is an element of OPML 2.0 as it is written.
type outline struct {
	XMLName  xml.Name `xml:"outline"`
	Text     string   `xml:"text,attr"`
	Type     string   `xml:"type,attr,omitempty"`
	XMLURL   string   `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string   `xml:"htmlUrl,attr,omitempty"`
	Outlines []*outline
}

// WriteOPML writes a list of feeds as OPML 2.0, with the title given, folders as outlines. [ReadOPML] reads it back.
func WriteOPML(w io.Writer, title string, subscriptions []Subscription) error {
	var top outline
	for _, s := range subscriptions {
		folder := &top
		for _, name := range s.Path {
			folder = folder.folder(name)
		}
		folder.Outlines = append(folder.Outlines, &outline{Text: firstOf(s.Title, s.URL), Type: "rss", XMLURL: s.URL, HTMLURL: s.Site})
	}
	file := struct {
		XMLName xml.Name   `xml:"opml"`
		Version string     `xml:"version,attr"`
		Title   string     `xml:"head>title"`
		Body    []*outline `xml:"body>outline"`
	}{Version: "2.0", Title: title, Body: top.Outlines}
	text, err := xml.MarshalIndent(file, "", "  ")
	if err == nil {
		_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, text)
	}
	if err != nil {
		return fmt.Errorf("feed: write OPML: %w", err)
	}
	return nil
}

// folder returns the folder of that name within o, and makes it if there is none.
func (o *outline) folder(name string) *outline {
	at := slices.IndexFunc(o.Outlines, func(other *outline) bool { return other.XMLURL == "" && other.Text == name })
	if at >= 0 {
		return o.Outlines[at]
	}
	made := &outline{Text: name}
	o.Outlines = append(o.Outlines, made)
	return made
}
