package article

import (
	"hash/maphash"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	window    = 16  // runes that two texts must share to count as the same words
	shareSeen = .5  // of a block's windows, for the block to be seen
	tooFew    = 250 // runes under which no article was found
)

// A reading is what the libraries make of a page.
type reading struct {
	trafilatura, readability []block
	meta                     trafilatura.Metadata // zero when trafilatura did not run
	byline                   string
	title                    string
}

// read lets the libraries read doc, and readability changes it. Trafilatura is quadratic in the text, so it runs on
// pages of ordinary size alone; and it looks for a date where the page has declared none.
func read(doc *html.Node, base *url.URL, of facts, ordinary bool) reading {
	var got reading
	if ordinary {
		result, err := readWithTrafilatura(doc, base, of)
		if err == nil {
			got.meta = result.Metadata
			got.trafilatura = readBlocks(result.ContentNode)
		}
	}
	parser := readability.NewParser()
	page, err := parser.ParseAndMutate(doc, base)
	if err == nil {
		got.byline, got.title = page.Byline(), page.Title()
		got.readability = readBlocks(page.Node)
	}
	return got
}

// readWithTrafilatura tells the library in the page's head what it would else search all of the page for, again and again, and nobody
// reads: sections, keywords, and an author where one is known.
func readWithTrafilatura(doc *html.Node, base *url.URL, of facts) (*trafilatura.ExtractResult, error) {
	options := trafilatura.Options{OriginalURL: base, ExcludeComments: true, HtmlDateMode: trafilatura.Fast}
	if !of.published.IsZero() {
		options.HtmlDateMode = trafilatura.Disabled
	}
	told := `{"@type":"Article","articleSection":"any","keywords":"any"}`
	if byline := firstByline(of.site, of.bylines...); byline != "" && !isBody.MatchString(byline) {
		told = `{"@type":"Article","articleSection":"any","keywords":"any","author":"Any Body"}`
	}
	if head := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Head }); head != nil {
		script := &html.Node{Type: html.ElementNode, Data: "script", DataAtom: atom.Script, Attr: []html.Attribute{{Key: "type", Val: "application/ld+json"}}}
		script.AppendChild(&html.Node{Type: html.TextNode, Data: told})
		head.AppendChild(script)
		defer head.RemoveChild(script)
	}
	return trafilatura.ExtractDocument(doc, options)
}

// longer returns one library's reading where no blocks of the page could be told to be the article. Of short pages
// trafilatura returns the text twice over and without its paragraphs.
func (got reading) longer() []block {
	if 3*runes(got.readability) >= runes(got.trafilatura) {
		return got.readability
	}
	return got.trafilatura
}

// opening returns the letters of a text's first ten words or so, by which it is known again; "" of what is shorter.
func opening(text string) string {
	const enough = 50
	text = letters(text)
	if len(text) < enough {
		return ""
	}
	return strings.ToValidUTF8(text[:enough], "")
}

// windows is the set of all runs of letters in a text, and the text for what is shorter than one run.
type windows struct {
	seed maphash.Seed
	set  map[uint64]bool
	text string
}

func newWindows(blocks []block) windows {
	var all strings.Builder
	for _, b := range blocks {
		all.WriteString(letters(b.text))
	}
	w := windows{seed: maphash.MakeSeed(), set: make(map[uint64]bool, all.Len()), text: all.String()}
	eachWindow(w.text, func(s string) { w.set[maphash.String(w.seed, s)] = true })
	return w
}

// have reports whether most of s, which is letters, stands in the text.
func (w windows) have(s string) bool {
	all, found := 0, 0
	eachWindow(s, func(part string) {
		all++
		if w.set[maphash.String(w.seed, part)] {
			found++
		}
	})
	if all == 0 {
		return strings.Contains(w.text, s)
	}
	return float64(found) >= shareSeen*float64(all)
}

// eachWindow calls f with every run of window runes in s.
func eachWindow(s string, f func(string)) {
	var starts [window]int // of the last runes, as a ring
	n := 0
	for i := range s {
		if n >= window {
			f(s[starts[n%window]:i])
		}
		starts[n%window] = i
		n++
	}
	if n >= window {
		f(s[starts[n%window]:])
	}
}
