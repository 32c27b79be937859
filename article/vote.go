package article

import (
	"hash/maphash"
	"math"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// Two libraries read each page, and a paragraph stays when both saw it. They err in different places: readability keeps
// what stands beside the article, trafilatura leaves out parts of it. The constants are those at which the vote is flat.
const (
	window     = 16  // runes that two texts must share to count as the same words
	shareSeen  = .5  // of a block's windows, for the block to be seen
	tooFew     = 250 // runes under which readability found no article
	truncated  = 1.8 // times as much from readability: trafilatura lost the rest
	unreliable = .4  // of the smaller reading left: the readings are of different places
)

// A reading is what the libraries make of a page.
type reading struct {
	blocks []block
	meta   trafilatura.Metadata // zero when trafilatura did not run
	byline string
	title  string
}

// read lets the libraries read doc, and readability changes it. Trafilatura is quadratic in the text, so it runs on
// pages of ordinary size alone. teaser is how the page sums itself up, or "".
func read(doc *html.Node, base *url.URL, teaser string, ordinary bool) reading {
	var got reading
	var seen []block
	if ordinary {
		result, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
			OriginalURL: base, ExcludeComments: true, HtmlDateMode: trafilatura.Fast,
		})
		if err == nil {
			got.meta = result.Metadata
			seen = readBlocks(result.ContentNode)
		}
	}
	parser := readability.NewParser()
	page, err := parser.ParseAndMutate(doc, base)
	if err == nil {
		got.byline, got.title = page.Byline(), page.Title()
	}
	got.blocks = vote(readBlocks(page.Node), seen, teaser)
	return got
}

// vote joins the blocks of the two readings. The first paragraph is what trafilatura loses most, and what news pages
// repeat as their teaser, so a paragraph that opens like the teaser has its second vote from there.
func vote(read, seen []block, teaser string) []block {
	r, t := float64(runes(read)), float64(runes(seen))
	switch {
	case t == 0 || r < tooFew:
		// Of short pages trafilatura returns the text twice over and without its paragraphs.
		if 3*r >= t {
			return read
		}
		return seen
	case r > truncated*t:
		return read
	}
	known := newWindows(seen)
	var kept []block
	for _, b := range read {
		if known.have(b.text) || opensLike(b.text, teaser) {
			kept = append(kept, b)
		}
	}
	if float64(runes(kept)) < unreliable*math.Min(r, t) {
		return seen
	}
	return kept
}

// opensLike reports whether two texts share a beginning of some ten words.
func opensLike(text, teaser string) bool {
	const enough = 50
	text, teaser = letters(text), letters(teaser)
	return len(teaser) >= enough && strings.HasPrefix(text, strings.ToValidUTF8(teaser[:enough], ""))
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
	w := windows{seed: maphash.MakeSeed(), set: map[uint64]bool{}, text: all.String()}
	eachWindow(w.text, func(s string) { w.set[maphash.String(w.seed, s)] = true })
	return w
}

// have reports whether most of s stands in the text.
func (w windows) have(s string) bool {
	s = letters(s)
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
