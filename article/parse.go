package article

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What a page may cost. Neither the parser nor the libraries take a context, so they get no page that is too much for them.
const (
	maxPage = 8 << 20   // bytes, decoded
	maxTags = 200_000   // for the parser and readability
	maxRoot = 64        // <html> and <body> tags: the parser merges their attributes in quadratic time
	maxCopy = 2_000_000 // copies of formatting elements that the parser might make, some 150 bytes each

	ordinaryText = 400 << 10 // bytes of text, and elements, up to which trafilatura runs: it is quadratic in both
	ordinaryTags = 15_000
)

var errTooCostly = errors.New("too costly to parse")

// parse returns a page's tree. It fails with errTooCostly, with the parser's error for what is nested deeper than 512
// elements, or with ctx's.
func parse(ctx context.Context, page string) (*html.Node, error) {
	if !isSmall(page) && costly(page) {
		return nil, errTooCostly
	}
	return html.Parse(untilDone{ctx, strings.NewReader(page)})
}

// untilDone is a reader that ends with its context, and with it the parser that reads from it.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}

// isSmall reports pages that cannot be costly, whatever their tags are: most are, and to count is faster than to look. Of n
// tags those that are formatting are copied at most once for each of the others, so n²/4 copies are the worst.
func isSmall(page string) bool {
	tags, roots := 0, 0
	for tag := range strings.SplitSeq(page, "<") {
		tags++
		if name := tag[:min(len(tag), 4)]; strings.EqualFold(name, "html") || strings.EqualFold(name, "body") {
			roots++
		}
	}
	return tags*tags/4 <= maxCopy && roots <= maxRoot
}

// costly reports pages with too many tags, or with formatting elements left open. The parser copies every one of those
// into every paragraph that follows, so that three megabytes of <b> and <p> make gigabytes of tree.
//
// It errs on the side of open: an end tag counts only if the parser is sure to heed it.
func costly(page string) bool {
	var open []atom.Atom // formatting elements, and what shields them from end tags
	loose, tags, copies, roots := 0, 0, 0, 0
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if tag != atom.Script && tag != atom.Style {
				z.NextIsNotRawText() // titles in SVG hold elements
			}
			switch {
			case isFormatting(tag):
				loose++
				open = append(open, tag)
			case isShield(tag):
				open = append(open, tag)
			case tag == atom.Html || tag == atom.Body:
				roots++
			}
			tags++
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if i := closes(open, tag); i >= 0 {
				open = slices.Delete(open, i, i+1)
				if isFormatting(tag) {
					loose--
				}
			}
			tags++
		}
		if copies += loose; tags > maxTags || copies > maxCopy || roots > maxRoot {
			return true
		}
	}
}

// closes returns the place of the element that an end tag closes for sure, or -1.
func closes(open []atom.Atom, tag atom.Atom) int {
	if !isFormatting(tag) && !isShield(tag) {
		return -1
	}
	for i := len(open) - 1; i >= max(0, len(open)-512); i-- {
		if open[i] == tag {
			return i
		}
		if isShield(open[i]) || isShield(tag) {
			return -1
		}
	}
	return -1
}

func isFormatting(a atom.Atom) bool {
	switch a {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike,
		atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}

// isShield reports the elements in which the parser may not heed the end tag of a formatting element outside.
func isShield(a atom.Atom) bool {
	switch a {
	case atom.Table, atom.Td, atom.Th, atom.Caption, atom.Object, atom.Applet, atom.Marquee, atom.Template, atom.Select,
		atom.Svg, atom.Math, atom.Frameset:
		return true
	}
	return false
}

func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// rawBlocks reads a page that the parser refuses, tag by tag: every visible line of it.
func rawBlocks(page string) []block {
	var r blockReader
	var hidden atom.Atom // the element that is being skipped
	depth := 0           // of elements of its kind in it
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			r.end()
			return r.blocks
		case html.TextToken:
			if depth == 0 {
				r.add(string(z.Text()))
			}
		case html.StartTagToken:
			t := z.Token()
			n := &html.Node{Type: html.ElementNode, DataAtom: t.DataAtom, Attr: t.Attr}
			switch {
			case depth > 0 && t.DataAtom == hidden:
				depth++
			case depth == 0 && (hiddenByItself(n) || t.DataAtom == atom.Title) && !isVoid(t.DataAtom):
				hidden, depth = t.DataAtom, 1
			case breaksLine(t.DataAtom) || t.DataAtom == atom.Br:
				r.end()
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if depth > 0 && tag == hidden {
				depth--
			}
			if breaksLine(tag) {
				r.end()
			}
		}
	}
}
