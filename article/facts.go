package article

import (
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/pattern"
)

// facts are what a page says of itself: its JSON-LD first, then its meta elements.
type facts struct {
	linked    linkedArticle
	title     string
	bylines   []string // as the page gives them, the surest first
	site      string
	teaser    string // how the page sums itself up
	image     string
	link      string
	language  string
	published time.Time
	paid      bool

	ogType, generator, section string
	declaredDate               bool // the page itself says when its article was published
	isArticleType              bool // JSON-LD describes an article
}

// What is taken of one thing that a page says of itself, in bytes. It is looked for in the whole text.
const (
	maxMeta = maxLink + 1 // a link that is longer counts for nothing
	maxName = 500         // a headline, a byline, a site
)

// readFacts reads doc before anything is taken out of it.
func readFacts(doc *html.Node, base *url.URL) facts {
	linked := readLinked(doc)
	m := readMeta(doc)
	f := facts{
		linked: linked,
		title:  firstText(linked.headline, m["og:title"], m["twitter:title"], m["parsely-title"], m["title element"]),
		bylines: []string{linked.author, m["author"], m["article:author"], m["parsely-author"], m["sailthru.author"],
			m["dc.creator"], m["byl"], pageByline(doc)},
		site:     firstText(m["og:site_name"], linked.site, m["application-name"]),
		teaser:   firstText(m["og:description"], m["description"], linked.teaser),
		language: firstLanguage(m["html lang"], linked.language, m["og:locale"], m["content-language"]),
		paid:     linked.paid || strings.EqualFold(m["isaccessibleforfree"], "false"),
	}
	if f.site == "" && base != nil {
		f.site = strings.TrimPrefix(cleanLine(base.Hostname()), "www.") // a caller may have any link
	}
	f.site = clip(f.site, maxName)
	f.title = clip(withoutSite(f.title, f.site), maxName)
	f.ogType, f.generator = m["og:type"], m["generator"]
	f.section = firstText(linked.section, m["article:section"], m["parsely-section"], m["section"])
	f.declaredDate = firstText(linked.published, m["article:published_time"], m["og:article:published_time"], m["parsely-pub-date"], m["time published"]) != ""
	f.isArticleType = linked.isArticle
	for _, date := range []string{linked.published, m["article:published_time"], m["og:article:published_time"],
		m["datepublished"], m["parsely-pub-date"], m["sailthru.date"], m["pubdate"], m["publishdate"], m["dc.date.issued"],
		m["dcterms.created"], m["date"], m["time published"]} {
		if f.published = parseDate(date); !f.published.IsZero() {
			break
		}
	}
	for _, image := range []string{m["og:image:secure_url"], m["og:image"], linked.image, m["twitter:image"], m["twitter:image:src"]} {
		if f.image = absolute(base, image); f.image != "" {
			break
		}
	}
	f.link = canonical(base, m["canonical"], m["og:url"], linked.link)
	return f
}

// readMeta collects what the head says, under lower-case names; the first of a name counts.
func readMeta(doc *html.Node) map[string]string {
	found := map[string]string{}
	note := func(name, value string) {
		name = strings.ToLower(strings.TrimSpace(name))
		if value = strings.TrimSpace(value); name != "" && value != "" && found[name] == "" {
			found[name] = clip(value, maxMeta)
		}
	}
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.Meta:
			for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
				note(attr(n, key), attr(n, "content"))
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				note("canonical", attr(n, "href"))
			}
		case atom.Html:
			note("html lang", firstText(attr(n, "lang"), attr(n, "xml:lang")))
		case atom.Title:
			if n.Namespace == "" {
				note("title element", cleanLine(textOf(n)))
			}
		case atom.Time:
			if strings.EqualFold(attr(n, "itemprop"), "datePublished") || hasAttr(n, "pubdate") {
				note("time published", attr(n, "datetime"))
			}
		}
	}
	return found
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func firstText(all ...string) string {
	for _, s := range all {
		if s = cleanLine(s); s != "" {
			return s
		}
	}
	return ""
}

// canonical returns the first link that stays on the page's own site: any other could send readers elsewhere. It falls
// back to the page's own link.
func canonical(base *url.URL, links ...string) string {
	if base == nil || base.Host == "" {
		for _, link := range links {
			if link = absolute(nil, link); link != "" {
				return link
			}
		}
		return ""
	}
	for _, link := range links {
		link = absolute(base, link)
		u, err := url.Parse(link)
		// Many a sloppy page names its front page as the canonical link of everything.
		if link != "" && err == nil && sameSite(u.Hostname(), base.Hostname()) && (len(u.Path) > 1 || len(base.Path) <= 1) {
			return link
		}
	}
	return absolute(nil, base.String())
}

// withoutSite cuts " - The Site" off a title.
func withoutSite(title, site string) string {
	for _, mark := range []string{" - ", " | ", " – ", " — ", " :: ", " » "} {
		i := strings.LastIndex(title, mark)
		if i <= 0 {
			continue
		}
		tail := letters(title[i+len(mark):])
		if name := letters(site); tail != "" && name != "" && (strings.Contains(name, tail) || strings.Contains(tail, name)) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// layouts are the ways in which pages write a date for machines.
var layouts = []string{
	time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04:05",
	"2006-01-02T15:04", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 MST",
	"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006/01/02 15:04:05", "2006/01/02", "20060102",
	time.RFC1123, time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 MST", "Mon Jan 2 15:04:05 MST 2006",
	"January 2, 2006", "Jan 2, 2006", "2 January 2006", "January 2, 2006 15:04:05", "Jan 2, 2006 3:04 PM",
}

// parseDate returns the zero time for what is no date of the age of web pages.
func parseDate(s string) time.Time {
	s = strings.TrimSpace(s)
	if len(s) > 64 || !strings.ContainsAny(s, "0123456789") {
		return time.Time{}
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, s, time.UTC); err == nil && t.Year() >= 1900 && t.Year() < 2200 {
			return inNamedZone(t)
		}
	}
	return time.Time{}
}

// zones are the named ones that RFC 822 defines, in hours from UTC.
var zones = map[string]int{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}

// inNamedZone mends what the library makes of a zone that it knows by name alone: it takes all for UTC. Of a time in a zone that
// several countries call so, the day is kept.
func inNamedZone(t time.Time) time.Time {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	switch name, offset := t.Zone(); {
	case zones[name] != 0:
		return time.Date(year, month, day, hour, minute, second, t.Nanosecond(), time.FixedZone(name, zones[name]*60*60))
	case offset == 0 && name != "" && name != "UTC" && name != "GMT" && name != "UT":
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	}
	return t
}

var (
	bylineStart = pattern.Lazy(`(?i)^(?:written |posted |reported |words )?(?:by|von|par|por|di)\b:?\s+`)
	bylineEnd   = pattern.Lazy(`(?i)\s*(?:[|•·,–—-]\s*)?(?:(?:published|updated|posted|last)\b.*|(?:on |at )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d.*|\d{1,2}[./ ]\S+[./ ]\d{4}.*|\d{4}-\d\d.*))$`)
)

// maxByline is the longest byline that is believed, in characters.
const maxByline = 120

// firstByline returns the first of the candidates that looks like a person's name, or several; else the first that looks
// like a name at all. The page's own outlet is no byline.
func firstByline(outlet string, candidates ...string) string {
	other := ""
	for _, s := range candidates {
		s = cleanByline(s)
		if s == "" || letters(s) == letters(outlet) {
			continue
		}
		if !isBody.MatchString(s) {
			return s
		}
		other = firstOf(other, s)
	}
	return other
}

var (
	bylineLabel = pattern.Lazy(`(?i)^(?:veröffentlicht|publi[ée]|publicado|pubblicato|gepubliceerd|opublikowano|опубліковано|опубликовано|published|posted|updated|aktualisiert|erstellt)\b.*?\s(?:by|von|par|por|di|da|door|przez|od)\s+`)
	bylineRole  = pattern.Lazy(`^(?:\p{Ll}[\p{L}-]* ){1,5}(\p{Lu}\S* \p{Lu})`)
	noByline    = pattern.Lazy(`(?i)^(?:admin(?:istrator)?|staff|editors?|authors?|webmaster|guest|user|unknown|anonymous|null|undefined|none|n/?a|no author|name|e-?mail|website|follow|share|by|` +
		`news ?desk|editorial (?:team|staff|board)|redaktion|redaction|rédaction|redacción|redazione|redação|redactie|redakcja|редакція|редакция|staff (?:writer|reporter)s?|` +
		`veröffentlicht(?: am)?|published(?: on)?|posted(?: on)?|publié(?: le)?|publicado(?: el)?|updated|contributor|more from this author|view all posts?|about the author)$`)
	domain = pattern.Lazy(`(?i)^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|de|fr|es|it|pt|nl|pl|ua|ru|uk|eu|info|news|tv|io|co|at|ch|be|br|test)$`)
	isBody = pattern.Lazy(`(?i)\b(?:corporation|broadcasting|media|news|network|agency|agentur|press|presse|times|post|herald|tribune|gazette|journal|magazine|zeitung|team|desk|staff|redaktion|inc|ltd|llc|gmbh|group|association|institute|foundation)\b\.?`)
)

// cleanByline takes "By", a role and a trailing date off, and returns "" for what does not look like names: links,
// addresses, accounts, labels of forms, and lines without a capital letter.
func cleanByline(s string) string {
	s = bylineLabel.ReplaceAllString(cleanLine(clip(s, maxMeta)), "")
	s = bylineStart.ReplaceAllString(s, "")
	s = bylineRole.ReplaceAllString(s, "$1")
	s = strings.Trim(bylineEnd.ReplaceAllString(s, ""), " ,|•·-–—/:")
	if i := strings.IndexAny(s, "|•·"); i > 0 { // what follows is no name
		s = strings.TrimSpace(s[:i])
	}
	if s == "" || utf8.RuneCountInString(s) > maxByline || strings.ContainsAny(s, "@<>{}=_#") || strings.Contains(s, "://") ||
		strings.HasPrefix(s, "/") || strings.Contains(strings.ToLower(s), "www.") || noByline.MatchString(s) || domain.MatchString(s) {
		return ""
	}
	named := strings.ContainsFunc(s, func(r rune) bool { return unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) })
	digits := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if !named || digits > 3 {
		return ""
	}
	return s
}

// pageByline returns what an element says that is marked as the author's: by rel, itemprop or class.
func pageByline(doc *html.Node) string {
	n := find(doc, func(n *html.Node) bool {
		class := " " + strings.ToLower(attr(n, "class")) + " "
		return strings.Contains(" "+attr(n, "rel")+" ", " author ") && n.DataAtom == atom.A || attr(n, "itemprop") == "author" && n.DataAtom != atom.Meta ||
			strings.Contains(class, " fn ") || strings.Contains(class, " byline ") || strings.Contains(class, " author-name ") || strings.Contains(class, " byline__name ")
	})
	if n == nil {
		return ""
	}
	if link := find(n, func(n *html.Node) bool { return n.DataAtom == atom.A }); link != nil {
		n = link
	}
	return textOf(n)
}

// firstLanguage returns the first declaration that begins with a two-letter code.
func firstLanguage(declared ...string) string {
	for _, s := range declared {
		code, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "_", "-"), "-")
		if len(code) == 2 && code[0] >= 'a' && code[0] <= 'z' && code[1] >= 'a' && code[1] <= 'z' {
			return code
		}
	}
	return ""
}

// textLanguage tells the language from the words, or returns "" when there are too few of them to be sure. Of 2,450 texts in nine
// languages, cut at 80 characters, it told 1,526, 4 of them wrong; cut at 120 1,980, one wrong; from 200 on none.
func textLanguage(text string) string {
	const enough, short, most = 80, 120, 1000 // characters; from more of them the library is less sure
	sure := .95
	characters := []rune(text)
	switch {
	case len(characters) < enough:
		return ""
	case len(characters) < short:
		sure = 1
	}
	info := whatlanggo.Detect(string(characters[:min(len(characters), most)]))
	if info.Confidence < sure {
		return ""
	}
	return info.Lang.Iso6391()
}
