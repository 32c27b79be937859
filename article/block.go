package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A block is one paragraph, heading, list item or table cell of a page: a line of the article to be.
type block struct {
	text    string
	linked  int  // bytes of text inside links
	caption bool // stands in a figure
	heading bool
	in      *place // the element that it stands in; nil when it was not read from a tree
}

// A place is an element that holds blocks, with the ones around it. It outlives what the libraries do to the tree.
type place struct {
	tag   atom.Atom
	names string // its class, id and role
	up    *place

	read  bool // found is set
	found mark
}

func (p *place) marks() mark {
	if !p.read {
		p.read, p.found = true, readMarks(p.names)
	}
	return p.found
}

// readBlocks cuts what stands below root into blocks.
func readBlocks(root *html.Node) []block {
	if root == nil {
		return nil
	}
	var r blockReader
	r.walk(root)
	r.end()
	return r.blocks
}

type blockReader struct {
	blocks []block
	text   strings.Builder
	now    block // of the text so far
	links  int   // how deep in links
	figure int
	header int
	in     *place
}

// walk recurses as deep as the tree is, and the parser refuses more than 512 levels.
func (r *blockReader) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.add(n.Data)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	if n.DataAtom == atom.Br {
		r.end()
		return
	}
	breaks := breaksLine(n.DataAtom)
	if breaks {
		r.end()
		r.in = &place{tag: n.DataAtom, names: attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "role"), up: r.in}
		defer func(up *place) { r.in = up }(r.in.up)
	}
	level := r.level(n.DataAtom)
	if level != nil {
		*level++
	}
	if n.DataAtom == atom.Sup || n.DataAtom == atom.Sub || n.Data == "text" && n.Namespace == "svg" {
		r.apart(n)
	}
	quoted := n.DataAtom == atom.Q && !isMarked(n)
	if quoted {
		r.add("“")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(c)
	}
	if quoted {
		r.add("”")
	}
	if breaks {
		r.end()
	}
	if level != nil {
		*level--
	}
}

// apart puts a space before a note or a number that is set higher or lower than the number before it: 12 and its note 1
// are not 121. Letters and exponents of letters stay where they are: 1st, m2.
func (r *blockReader) apart(n *html.Node) {
	last, _ := utf8.DecodeLastRuneInString(r.text.String())
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(textOf(n)))
	if unicode.IsDigit(last) && !unicode.IsLetter(first) || n.DataAtom != atom.Sup && n.DataAtom != atom.Sub {
		r.text.WriteByte(' ')
	}
}

// isMarked reports a <q> whose text brings the marks that browsers draw around it.
func isMarked(q *html.Node) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(textOf(q)))
	return strings.ContainsRune("“„«»\"‘‚'「『", first)
}

func (r *blockReader) level(a atom.Atom) *int {
	switch a {
	case atom.A:
		return &r.links
	case atom.Figure, atom.Figcaption:
		return &r.figure
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return &r.header
	}
	return nil
}

func (r *blockReader) add(text string) {
	r.text.WriteString(text)
	if r.links > 0 {
		r.now.linked += len(strings.TrimSpace(text))
	}
	if strings.TrimSpace(text) != "" {
		r.now.caption = r.figure > 0
		r.now.heading = r.header > 0
	}
}

func (r *blockReader) end() {
	r.now.text = cleanLine(r.text.String())
	if r.now.text != "" {
		r.now.in = r.in
		r.blocks = append(r.blocks, r.now)
	}
	r.text.Reset()
	r.now = block{}
}

// breaksLine reports the elements that browsers lay out as blocks, and table cells.
func breaksLine(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl,
		atom.Dt, atom.Dd, atom.Blockquote, atom.Pre, atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr,
		atom.Td, atom.Th, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Hr,
		atom.Figure, atom.Figcaption, atom.Address, atom.Form, atom.Fieldset, atom.Details, atom.Summary, atom.Center,
		atom.Body, atom.Option, atom.Hgroup, atom.Menu, atom.Title:
		return true
	}
	return false
}

// runes counts the characters of blocks.
func runes(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n += utf8.RuneCountInString(b.text)
	}
	return n
}

// joinBlocks sets blocks as lines.
func joinBlocks(blocks []block) string {
	lines := make([]string, len(blocks))
	for i, b := range blocks {
		lines[i] = b.text
	}
	return strings.Join(lines, "\n")
}

// letters keeps of s what two extractors must agree on: letters and digits, in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
