package article

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/pattern"
)

// gapMark stands in the tree where something that cannot be seen was taken out of a line. [finish] turns it into the
// article's gaps. It is a private character, so that no text holds it by right.
const gapMark = "\uE0FF"

// A hiding is a way of hiding text. What holds most of a page's text is not hidden, whatever it says: pages fade in, or
// come in pieces that a script puts into place. So each way is judged by all that it would take out of the page.
type hiding string

const (
	unhidden  hiding = ""
	neverSeen hiding = "never" // scripts and their like: no text, whatever their share
	hiddenBy  hiding = "attribute"
	closed    hiding = "closed" // dialogs, popovers, details
	named     hiding = "class"
	styled    hiding = "style"
	faded     hiding = "opacity"   // apart from other styles, for it is what pages fade in with
	unseen    hiding = "inherited" // visibility, font size, colour: what stands inside may be shown again
	withdrawn hiding = "del"
)

// removeHidden takes out of doc what a reader of the page does not see: comments, scripts, and what the page hides by
// attributes, by inline style, by the rules of its own <style>, or by a class whose very name says so. Text that a rule's
// content property adds is put in. Linked style sheets and scripts are not read. It breaks off when ctx ends.
func removeHidden(ctx context.Context, doc *html.Node) {
	h := hider{sheet: readSheet(doc), shown: map[hiding]bool{}, done: func() bool { return ctx.Err() != nil }}
	all := proseSize(doc)
	for range 8 { // as many as there are ways
		h.found, h.added, h.size, h.wordy = nil, nil, map[hiding]int{}, 0
		h.walk(doc, look{})
		if h.done() {
			return
		}
		again := false
		for way, size := range h.size {
			if 2*size > all && way != neverSeen && way != withdrawn {
				h.shown[way], again = true, true
			}
		}
		if !again {
			break
		}
	}
	for _, a := range h.added { // first, while the nodes that they stand before are there
		a.to.InsertBefore(a.text, a.before)
	}
	for _, f := range h.found {
		f.remove()
	}
	removeSilent(doc)
	for n := range doc.Descendants() { // what is left is seen, but the libraries go by these
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" || a.Key == "aria-hidden" || a.Key == "style" })
	}
}

// removeSilent takes out what says nothing and every walk would meet, nearly half of a page's nodes: white space between elements that
// browsers lay out as blocks, drawings without words, and the head's links to style sheets and icons. says tells whether n has words.
func removeSilent(n *html.Node) (says bool) {
	for c := n.FirstChild; c != nil; {
		next, silent := c.NextSibling, false
		switch {
		case c.Type == html.TextNode && isBlank(c.Data):
			silent = endsLine(c.PrevSibling, n) && endsLine(next, n)
		case c.Type == html.TextNode, c.DataAtom == atom.Pre:
			says = true
		case c.DataAtom == atom.Link:
			silent = attr(c, "rel") != "canonical"
		default:
			inside := removeSilent(c)
			says = says || inside
			silent = c.DataAtom == atom.Svg && !inside
		}
		if silent {
			n.RemoveChild(c)
		}
		c = next
	}
	return says
}

func isBlank(s string) bool { return strings.TrimLeft(s, " \t\r\n\f") == "" }

// endsLine reports a neighbour, or the end of the element around, at which a line of text ends.
func endsLine(n, around *html.Node) bool {
	if n == nil {
		n = around
	}
	return n.Type == html.ElementNode && breaksLine(n.DataAtom)
}

// proseSize counts the characters of a page outside links and scripts, without white space at the ends.
func proseSize(n *html.Node) int {
	size := 0
	if n.Type == html.TextNode {
		return len(strings.TrimSpace(n.Data))
	}
	if n.Type == html.ElementNode && (n.DataAtom == atom.A || n.DataAtom == atom.Head || isNoText(n)) {
		return 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		size += proseSize(c)
	}
	return size
}

type hider struct {
	sheet *sheet
	shown map[hiding]bool // ways that hold most of the page, and so hide nothing
	found []hiddenNode
	added []addedText // what rules write before and after elements
	size  map[hiding]int
	wordy int         // bytes of what was added
	done  func() bool // nobody waits any more
}

type hiddenNode struct {
	node *html.Node
	way  hiding
}

type addedText struct{ to, text, before *html.Node }

// remove takes the node out and leaves a mark if a reader could miss it, or take it for a part of the line.
func (f hiddenNode) remove() {
	parent := f.node.Parent
	if f.way != neverSeen && strings.ContainsFunc(textOf(f.node), isLetterOrDigit) {
		parent.InsertBefore(&html.Node{Type: html.TextNode, Data: gapMark}, f.node)
	}
	parent.RemoveChild(f.node)
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// A look is what text inherits from the elements around it.
type look struct {
	invisible, tiny   bool
	color, background string
}

// walk notes what is hidden below n, the outermost alone.
func (h *hider) walk(n *html.Node, above look) {
	for c := n.FirstChild; c != nil && !h.done(); c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			if h.hidesText(above) && strings.TrimSpace(c.Data) != "" {
				h.note(c, unseen)
			}
			continue
		case html.CommentNode:
			h.found = append(h.found, hiddenNode{c, neverSeen})
			continue
		case html.ElementNode:
		default:
			h.walk(c, above)
			continue
		}
		h.sheet.enter(c)
		h.element(c, above)
		h.sheet.leave(c)
	}
}

func (h *hider) element(n *html.Node, above look) {
	s := h.sheet.of(n, "")
	if way := h.hides(n, s); way != unhidden {
		h.note(n, way)
		return
	}
	h.walk(n, above.with(s))
	h.addContent(n)
}

func (h *hider) note(n *html.Node, way hiding) {
	h.found = append(h.found, hiddenNode{n, way})
	h.size[way] += proseSize(n)
}

// picture stands for a background that is not known: nothing is of its colour.
const picture = "a picture"

// with returns the look inside an element of style s.
func (l look) with(s style) look {
	if len(s) == 0 {
		return l
	}
	switch s.get("visibility") {
	case "hidden", "collapse":
		l.invisible = true
	case "visible":
		l.invisible = false
	}
	if size := firstOf(s.get("font-size"), fontSize(s.get("font"))); size != "" {
		l.tiny = isNought(size, 1) || l.tiny && relativeSize.MatchString(size)
	}
	if color := firstOf(s.get("-webkit-text-fill-color"), s.get("color")); color != "" && color != "inherit" {
		l.color = colorOf(color)
	}
	if background := firstOf(s.get("background-color"), s.get("background")); background != "" {
		l.background = firstOf(colorOf(background), picture)
	}
	if image := s.get("background-image"); image != "" && image != "none" {
		l.background = picture
	}
	return l
}

// hidesText reports text of no size, of no colour, or of the colour that it stands on. The page is white where nothing
// else could have coloured it.
func (h *hider) hidesText(l look) bool {
	if h.shown[unseen] {
		return false
	}
	background := l.background
	if background == "" && !h.sheet.linked {
		background = "#ffffff"
	}
	return l.invisible || l.tiny || l.color == transparent || l.color != "" && l.color == background
}

// hides tells in what way an element is hidden with all that stands in it.
func (h *hider) hides(n *html.Node, s style) hiding {
	if isNoText(n) {
		return neverSeen
	}
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body:
		return unhidden // hidden while a script loads, then shown
	case atom.Del:
		return withdrawn
	}
	display, visible := s.get("display"), false
	if _, visible = s["display"]; visible && display == "none" {
		return h.unless(styled)
	}
	switch {
	case !visible && hasAttr(n, "hidden"):
		return h.unless(hiddenBy)
	case !visible && isClosed(n):
		return h.unless(closed)
	case !visible && h.classHides(n):
		return h.unless(named)
	case isNought(s.get("opacity"), .05) || strings.HasPrefix(s.get("filter"), "opacity(0"):
		return h.unless(faded)
	case styleHides(s):
		return h.unless(styled)
	}
	return unhidden
}

func (h *hider) unless(way hiding) hiding {
	if h.shown[way] {
		return unhidden
	}
	return way
}

// isNoText reports elements whose content is never text of the page.
func isNoText(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Object, atom.Canvas, atom.Rt, atom.Rp, atom.Datalist:
		return true
	case atom.Title, atom.Desc:
		return n.Namespace == "svg"
	}
	switch n.Data {
	case "defs", "metadata", "symbol":
		return n.Namespace == "svg"
	case "annotation", "annotation-xml":
		return n.Namespace == "math"
	}
	return false
}

// isClosed reports what opens at a click alone.
func isClosed(n *html.Node) bool {
	switch {
	case n.DataAtom == atom.Dialog:
		return !hasAttr(n, "open")
	case hasAttr(n, "popover"):
		return true
	case n.Parent != nil && n.Parent.DataAtom == atom.Details && !hasAttr(n.Parent, "open"):
		return n.DataAtom != atom.Summary
	case strings.EqualFold(attr(n, "aria-hidden"), "true"):
		return attr(n, "role") == "dialog" || aside.MatchString(attr(n, "class"))
	}
	return false
}

// aside matches the names of what lies over a page or beside it until it is called. aria-hidden itself hides nothing from
// those who see.
var aside = pattern.Lazy(`(?i)(?:^|[\s_-])(?:modal|dialog|popup|drawer|overlay|offcanvas|lightbox)`)

// hidingClasses are the class names by which the common style sheets hide text.
var hidingClasses = wordSet(`sr-only visually-hidden visuallyhidden screenreader screen-reader screenreader-text screen-reader-text
	screenreader-only screen-reader-only element-invisible offscreen off-screen hidden d-none hide invisible is-hidden is-hide
	is-invisible u-hidden u-hide u-invisible uk-hidden uk-hide uk-invisible js-hidden js-hide js-invisible c-hidden c-hide c-invisible
	display-none hidden-xs-up a11y-hidden vh assistive-text`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// showingClass matches the class names by which they show it again on wide screens.
var showingClass = pattern.Lazy(`(?i)^(?:(?:sm|md|lg|xl|2xl):(?:block|flex|inline|inline-block|inline-flex|grid|table|visible|not-sr-only)|` +
	`d-(?:sm|md|lg|xl)-(?:block|flex|inline|inline-block|inline-flex|grid|table)|visible-(?:md|lg))$`)

// classHides reports a usual hiding class that the page neither defines in its own way nor takes back.
func (h *hider) classHides(n *html.Node) bool {
	classes := strings.Fields(attr(n, "class"))
	return slices.ContainsFunc(classes, func(class string) bool { return hidingClasses[strings.ToLower(class)] && !h.sheet.defined[class] }) &&
		!slices.ContainsFunc(classes, showingClass.MatchString)
}

// hiddenByItself reports what an element's own tag, attributes and classes hide, where there is no tree to look at.
func hiddenByItself(n *html.Node) bool {
	h := hider{sheet: &sheet{}}
	s := h.sheet.of(n, "")
	return h.hides(n, s) != unhidden || h.hidesText(look{}.with(s))
}

// What rules may write before or after one element and into a page, in bytes: labels are short.
const (
	maxContent    = 500
	maxAllContent = 20_000
)

// addContent notes what rules write before and after an element.
func (h *hider) addContent(n *html.Node) {
	if !h.sheet.adds {
		return
	}
	for _, place := range []string{"before", "after"} {
		s := h.sheet.of(n, place)
		text := contentText(n, s.get("content"))
		if h.wordy+len(text) > maxAllContent || !strings.ContainsFunc(text, unicode.IsLetter) || styleHides(s) || s.get("display") == "none" || isNought(s.get("opacity"), .05) || h.hidesText(look{}.with(s)) {
			continue
		}
		added := addedText{to: n, text: &html.Node{Type: html.TextNode, Data: text}}
		if place == "before" {
			added.before = n.FirstChild
		}
		h.added = append(h.added, added)
		h.wordy += len(text)
	}
}

var contentPart = pattern.Lazy(`"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|attr\(\s*([\w-]+)\s*\)`)

// contentText reads the strings and attributes of a content property. Strings with escapes are icons, mostly, and pass.
func contentText(n *html.Node, value string) string {
	var b strings.Builder
	for _, m := range contentPart.FindAllStringSubmatch(value, -1) {
		if text := m[1] + m[2]; !strings.Contains(text, `\`) {
			b.WriteString(text)
		}
		if m[3] != "" {
			b.WriteString(clip(attr(n, m[3]), maxContent))
		}
	}
	return clip(b.String(), maxContent)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
