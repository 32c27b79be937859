package article

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// A clue is something that can be seen of a block; its value is mostly 1. What clues are worth stands in weights.txt.
type clue func(name string, value float64)

// A sighting is a page's blocks with all that the clues look at.
type sighting struct {
	blocks              []block
	words               []string // the letters of each
	seen                []readers
	near                []float64 // the share of readers that saw a block; -1 where it is too short to tell
	again               []bool    // the same words stood above
	places              map[*place]*tally
	all                 tally  // of the page
	title, teaser, told string // letters of what the page says of itself; of the teaser its opening
	heading             int    // the block that is the title, or -1
	firstSeen, lastSeen int
	ratio               int // how much readability found for what trafilatura found, in classes
}

// readers are the libraries that saw a block.
type readers int

const (
	byTrafilatura readers = 1 << iota
	byReadability
)

// A tally sums up what stands in a place, in bytes.
type tally struct{ text, linked, prose, seen float64 }

// maxSought are the bytes through which all blocks of a page are looked for in its JSON-LD.
const maxSought = 100 << 20

// sight looks over a page's blocks, and where the two libraries found the same words.
func sight(blocks, trafilatura, readability []block, of facts) *sighting {
	s := &sighting{
		blocks: blocks, places: map[*place]*tally{}, heading: -1, firstSeen: -1, lastSeen: -1,
		title: letters(of.title), teaser: opening(of.teaser), told: clip(letters(of.linked.body), maxSought/(1+len(blocks))),
		ratio: ratioClass(float64(runes(readability)+1) / float64(runes(trafilatura)+1)),
	}
	t, r := newWindows(trafilatura), newWindows(readability)
	known := map[string]readers{}
	for i, b := range blocks {
		words := letters(b.text)
		by, again := known[words]
		if !again {
			by = seenBy(words, t, r)
			known[words] = by
		}
		s.words = append(s.words, words)
		s.seen = append(s.seen, by)
		s.again = append(s.again, again)
		s.note(i, words)
	}
	return s
}

func seenBy(words string, trafilatura, readability windows) (by readers) {
	if trafilatura.have(words) {
		by |= byTrafilatura
	}
	if readability.have(words) {
		by |= byReadability
	}
	return by
}

func ratioClass(ratio float64) int {
	class := 0
	for _, limit := range []float64{.5, .8, 1.25, 1.8} {
		if ratio >= limit {
			class++
		}
	}
	return class
}

// note takes one block into the tallies of the places that it stands in.
func (s *sighting) note(i int, words string) {
	b, size := s.blocks[i], float64(len(s.blocks[i].text))
	share := float64(bits.OnesCount(uint(s.seen[i]))) / 2
	add := tally{text: size, linked: float64(b.linked)}
	if !b.heading && b.linked*2 < len(b.text) && isProse(b.text) {
		add.prose = size
	}
	switch {
	case utf8.RuneCountInString(words) < window:
		share = -1
	case share > 0:
		add.seen = share * size
		s.lastSeen = i
		if s.firstSeen < 0 {
			s.firstSeen = i
		}
	}
	s.near = append(s.near, share)
	s.all.add(add)
	for p := b.in; p != nil; p = p.up {
		if s.places[p] == nil {
			s.places[p] = new(tally)
		}
		s.places[p].add(add)
	}
	if b.heading && words == s.title && s.heading < 0 {
		s.heading = i
	}
}

func (t *tally) add(o tally) {
	t.text += o.text
	t.linked += o.linked
	t.prose += o.prose
	t.seen += o.seen
}

// clues tells what is seen of block i itself and of where it stands.
func (s *sighting) clues(i int, say clue) {
	say("any", 1)
	s.cluesOfReaders(i, say)
	s.cluesOfText(i, say)
	s.cluesOfPlace(s.blocks[i].in, say)
}

// cluesOfReaders: which of the libraries saw the block, and the blocks around it. Of a short block's words any text may
// hold some.
func (s *sighting) cluesOfReaders(i int, say clue) {
	short := ""
	if s.near[i] < 0 {
		short = "short "
	}
	by := short + "seen by " + strconv.Itoa(int(s.seen[i]))
	say(by, 1)
	say(by+" at "+strconv.Itoa(s.ratio), 1)
	switch {
	case i < s.firstSeen:
		say("over all seen", 1)
	case i > s.lastSeen:
		say("under all seen", 1)
	}
	before, after := s.seenNear(i, -1), s.seenNear(i, 1)
	say("near", (before+after)/2)
	say("near min", min(before, after))
}

// seenNear is how much of the next three blocks that can tell was seen.
func (s *sighting) seenNear(i, step int) float64 {
	n, sum := 0, 0.0
	for j := i + step; j >= 0 && j < len(s.blocks) && n < 3; j += step {
		if s.near[j] >= 0 {
			n++
			sum += s.near[j]
		}
	}
	return sum / 3
}

// cluesOfText: what the block says, and how it stands to what the page says of itself.
func (s *sighting) cluesOfText(i int, say clue) {
	b, words := s.blocks[i], s.words[i]
	sayIf := func(is bool, name string) {
		if is {
			say(name, 1)
		}
	}
	say("size "+strconv.Itoa(min(6, bits.Len(uint(len(b.text)))*10/13)), 1)
	say("linked "+strconv.Itoa(min(4, 5*b.linked/max(1, len(b.text)))), 1)
	sayIf(isProse(b.text), "prose")
	sayIf(b.caption, "caption")
	sayIf(b.heading, "heading")
	sayIf(s.again[i] && s.near[i] >= 0, "again")
	sayIf(s.again[i] && s.near[i] < 0, "short again") // cells of tables, mostly
	sayIf(words == s.title, "title")
	// Far from all that was seen nothing hangs on it, and the rules take long.
	sayIf(i >= s.firstSeen-5 && i <= s.lastSeen+5 && isFurniture(b.text), "furniture")
	sayIf(s.teaser != "" && strings.HasPrefix(words, s.teaser), "teaser")
	if s.told != "" {
		told := strings.Contains(s.told, words)
		sayIf(told, "in JSON-LD")
		sayIf(!told, "not in JSON-LD")
	}
	sayIf(s.heading >= 0 && i > s.heading, "under the title")
	sayIf(s.heading >= 0 && i <= s.heading, "over the title")
}

// cluesOfPlace: the elements around the block, their names, and what else stands in them.
func (s *sighting) cluesOfPlace(in *place, say clue) {
	if in != nil {
		say("tag "+in.tag.String(), 1)
	}
	depth := 0
	for p := in; p != nil; p = p.up {
		switch p.tag {
		case atom.Nav, atom.Footer, atom.Aside, atom.Header, atom.Form, atom.Figure, atom.Article, atom.Main, atom.Table,
			atom.Blockquote, atom.Li, atom.Details:
			say("in "+p.tag.String(), 1)
		}
		cluesOfNames(p, depth, say)
		if depth < depths {
			of, t := &namesOfDepth[depth], s.places[p]
			say(of.proseOfPage, t.prose/max(1, s.all.prose))
			say(of.seenOfPage, t.seen/max(1, s.all.seen))
			say(of.seen, t.seen/max(1, t.text))
			say(of.linked, t.linked/max(1, t.text))
		}
		depth++
	}
}

// depths are as many elements around a block as are looked at one by one.
const depths = 6

// namesOfDepth are the names of the clues about each, put together once.
var namesOfDepth = func() (all [depths]struct{ proseOfPage, seenOfPage, seen, linked, first, firstOfPage string }) {
	for depth := range all {
		d := strconv.Itoa(depth)
		of := &all[depth]
		of.proseOfPage, of.seenOfPage, of.seen, of.linked = "prose of page in "+d, "seen of page in "+d, "seen of "+d, "linked of "+d
		of.first, of.firstOfPage = "first round of "+d, "first round of page in "+d
	}
	return all
}()

func cluesOfNames(p *place, depth int, say clue) {
	if p.tag == atom.Body {
		return // its classes are switches
	}
	for found := p.marks(); found != 0; found &= found - 1 {
		of := &namesOfMark[bits.TrailingZeros32(uint32(found))]
		say(of.in, 1)
		if depth < 3 {
			say(of.rightIn, 1)
		}
	}
}

// namesOfMark are the names of the clues about each line of markWords.
var namesOfMark = func() (all [32]struct{ in, rightIn string }) {
	for i, row := range markWords {
		all[i].in, all[i].rightIn = "in a "+row.kind, "right in a "+row.kind
	}
	return all
}()

// A mark is what the names of an element say of its content: a bit for each line of markWords.
type mark uint32

// markWords are the words of classes, ids and roles that name the parts of pages.
var markWords = []struct{ kind, words string }{
	{"comment", "comment comments commenting disqus respond replies reply"},
	{"side", "sidebar aside rail widget widgets complementary"},
	{"related", "related recommend recommended recommendations more readnext popular trending also suggested latest teaser teasers promo promos card cards carousel"},
	{"foot", "footer foot copyright legal colophon contentinfo"},
	{"nav", "nav navigation navbar menu menus submenu breadcrumb breadcrumbs toc pagination pager tab tabs sitemap"},
	{"social", "share sharing social follow"},
	{"offer", "newsletter subscribe subscription signup optin cta banner advert advertisement sponsor sponsored ad ads"},
	{"wall", "cookie cookies consent gdpr modal popup dialog overlay login paywall"},
	{"meta", "author authors byline meta tag tags category categories date time bio credit caption profile"},
	{"head", "header masthead hero topbar title"},
	{"lede", "lede lead intro standfirst subtitle dek excerpt summary perex subheadline abstract"},
	{"code", "code highlight"},
	{"faq", "faq accordion collapse collapsible toggle"},
	{"list", "list grid row item items feed archive"},
	{"body", "article post entry story content body text main prose markdown rich blog"},
}

var markOf = func() map[string]mark {
	all := map[string]mark{}
	for i, row := range markWords {
		for word := range strings.FieldsSeq(row.words) {
			all[word] |= 1 << i
		}
	}
	return all
}()

// readMarks splits names such as "post__body related-links newsletterForm" into words and looks them up.
func readMarks(names string) (found mark) {
	start, last := -1, ' '
	for i, r := range names + " " {
		letter := unicode.IsLetter(r)
		if start >= 0 && (!letter || unicode.IsUpper(r) && unicode.IsLower(last)) {
			found |= markOf[strings.ToLower(names[start:i])]
			start = -1
		}
		if letter && start < 0 {
			start = i
		}
		last = r
	}
	return found
}
