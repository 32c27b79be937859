package article

import (
	"iter"
	"math"
	"math/bits"
	"net/url"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/cespare/xxhash/v2"
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

// readWithTrafilatura runs the library on a page that tells it what it would else search all of the page for.
func readWithTrafilatura(doc *html.Node, base *url.URL, of facts) (*trafilatura.ExtractResult, error) {
	options := trafilatura.Options{OriginalURL: base, ExcludeComments: true, HtmlDateMode: trafilatura.Fast}
	if !of.published.IsZero() {
		options.HtmlDateMode = trafilatura.Disabled
	}
	if head := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Head }); head != nil {
		for _, n := range unread(of) {
			head.AppendChild(n)
			defer head.RemoveChild(n)
		}
	}
	return trafilatura.ExtractDocument(doc, options)
}

// unread returns made-up sections, keywords and a licence, and an author where one is known: nobody reads what the library says of them.
func unread(of facts) []*html.Node {
	told := `{"@type":"Article","articleSection":"any","keywords":"any"}`
	if byline := firstByline(of.site, of.bylines...); byline != "" && !isBody.MatchString(byline) {
		told = `{"@type":"Article","articleSection":"any","keywords":"any","author":"Any Body"}`
	}
	script := &html.Node{Type: html.ElementNode, Data: "script", DataAtom: atom.Script, Attr: []html.Attribute{{Key: "type", Val: "application/ld+json"}}}
	script.AppendChild(&html.Node{Type: html.TextNode, Data: told})
	licence := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{
		{Key: "rel", Val: "license"}, {Key: "href", Val: "https://creativecommons.org/licenses/by/4.0/"},
	}}
	return []*html.Node{script, licence}
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

// windows are all runs of letters in a text, and the text for what is shorter than one run. The set is a Bloom filter of two hashes: a
// run that is not in the text seems to be in some one case of 1,000, and half of a block's never do.
type windows struct {
	set  []uint64
	text string
}

func newWindows(blocks []block) windows {
	var all strings.Builder
	for _, b := range blocks {
		all.WriteString(letters(b.text))
	}
	w := windows{set: make([]uint64, 1<<bits.Len(uint(all.Len()))), text: all.String()}
	for run := range eachWindow(w.text) {
		word, mask := w.place(run)
		*word |= mask
	}
	return w
}

// place returns the two bits that stand for a run, of one word.
func (w windows) place(run string) (word *uint64, mask uint64) {
	hash := xxhash.Sum64String(run)
	return &w.set[hash>>12&uint64(len(w.set)-1)], 1<<(hash&63) | 1<<(hash>>6&63)
}

// have reports whether most of s, which is letters, stands in the text.
func (w windows) have(s string) bool {
	all := utf8.RuneCountInString(s) - window + 1
	if all <= 0 {
		return strings.Contains(w.text, s)
	}
	need := int(math.Ceil(shareSeen * float64(all)))
	for run := range eachWindow(s) {
		if word, mask := w.place(run); *word&mask == mask {
			need--
		}
		if all--; need <= 0 || need > all {
			break
		}
	}
	return need <= 0
}

// eachWindow yields every run of window runes in s.
func eachWindow(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var starts [window]int // of the last runes, as a ring
		n := 0
		for i := range s {
			if n >= window && !yield(s[starts[n%window]:i]) {
				return
			}
			starts[n%window] = i
			n++
		}
		if n >= window {
			yield(s[starts[n%window]:])
		}
	}
}
