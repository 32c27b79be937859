package article

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/andybalholm/cascadia"
	input "github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/pattern"
)

// What a page's own style may cost.
const (
	maxStyle   = 1 << 20   // bytes of <style> that are read
	maxRules   = 6000      // rules that are kept
	maxMatches = 2_000_000 // trials of a rule on an element, as many as 64 bytes of selector or attribute take
	maxValue   = 1000      // bytes of a declaration's value; longer ones are pictures
)

// A sheet holds the rules of a page's own <style> elements that can hide something, or show it again. Style sheets that
// are linked are not fetched.
type sheet struct {
	rules   map[string][]styleRule // by the pseudo-element and the last id, class or element of the selector; "*" for the rest
	names   map[string]bool        // ".class" and "#id" of every element of the page
	open    map[string]int         // those of the element that is looked at and of all around it, with how many have them
	defined map[string]bool        // classes that some rule names last
	adds    bool                   // some rule writes before or after an element
	linked  bool                   // there are other sheets, which nobody read

	scattered bool // between two elements stand so many comments that to look for the one before takes long
	order     int
	trials    int
}

type styleRule struct {
	parts       []part // of the selector, the last first: each asks for an element somewhere around the one before
	specificity int
	needs       []string // of sheet.open
	set         []declaration
	order       int
}

// A part of a selector stands between its descendant combinators. cascadia, given all of them, tries every way to spread them over
// the elements around, hundreds of millions on a deep page; the nearest element for each is enough.
type part struct {
	cascadia.Sel
	height int // elements that it asks for, one in the other
	cost   int
}

type declaration struct {
	name, value string
	important   bool
}

// A style is what holds for one element: the value of each property that was declared, and how strongly.
type style map[string]struct {
	value string
	rank  [5]int // important, inline, specificity, order: the greater one wins; specificity is two numbers here
}

// telling are the properties that hide or show text.
var telling = map[string]bool{
	"display": true, "visibility": true, "opacity": true, "font-size": true, "font": true, "color": true, "background": true,
	"background-color": true, "background-image": true, "-webkit-text-fill-color": true, "clip": true, "clip-path": true, "transform": true, "scale": true,
	"height": true, "width": true, "max-height": true, "max-width": true, "overflow": true, "overflow-x": true, "overflow-y": true,
	"position": true, "left": true, "top": true, "right": true, "bottom": true, "text-indent": true, "margin-left": true,
	"margin-top": true, "content-visibility": true, "content": true, "filter": true, "translate": true,
}

// readSheet reads doc's <style> elements.
func readSheet(doc *html.Node) *sheet {
	s := &sheet{rules: map[string][]styleRule{}, names: map[string]bool{}, open: map[string]int{}, defined: map[string]bool{}}
	run := 0 // of comments and pieces of text
	for n := range doc.Descendants() {
		if run++; n.Type == html.ElementNode {
			run = 0
		}
		s.scattered = s.scattered || run > 50
		for name := range namesOf(n) {
			s.names[name] = true
		}
	}
	left := maxStyle
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Link && strings.Contains(strings.ToLower(attr(n, "rel")), "stylesheet"):
			s.linked = true
		case n.DataAtom == atom.Style && n.FirstChild != nil && isForScreens(attr(n, "media")):
			text := n.FirstChild.Data
			if left -= len(text); left < 0 {
				return s
			}
			s.read(text)
		}
	}
	return s
}

// namesOf yields an element's "#id" and ".class" names.
func namesOf(n *html.Node) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				if !yield("#" + a.Val) {
					return
				}
			case "class":
				for class := range strings.FieldsSeq(a.Val) {
					if !yield("." + class) {
						return
					}
				}
			}
		}
	}
}

// enter and leave tell the sheet which elements are open. Most rules ask for a name around their element that is not there, and to
// look for it up the tree takes long.
func (s *sheet) enter(n *html.Node) { s.count(n, 1) }
func (s *sheet) leave(n *html.Node) { s.count(n, -1) }

func (s *sheet) count(n *html.Node, by int) {
	if len(s.rules) == 0 {
		return
	}
	for name := range namesOf(n) {
		s.open[name] += by
	}
}

// read takes in the rules of one <style>. Rules inside @media count when they hold for a wide screen.
func (s *sheet) read(text string) {
	p := css.NewParser(input.NewInputString(text), false)
	var selectors []string
	var set []declaration
	away := 0   // depth in at-rules that do not hold
	errors := 0 // after each the parser goes on
	for errors < 1000 {
		grammar, _, data := p.Next()
		switch grammar {
		case css.ErrorGrammar:
			if errors++; !p.HasParseError() {
				return
			}
		case css.BeginAtRuleGrammar:
			if away > 0 || !holds(string(data), tokens(p.Values())) {
				away++
			}
		case css.EndAtRuleGrammar:
			away = max(0, away-1)
		case css.BeginRulesetGrammar:
			selectors, set = splitSelectors(tokens(p.Values())), nil
		case css.DeclarationGrammar:
			if name := strings.ToLower(string(data)); telling[name] {
				set = append(set, newDeclaration(name, tokens(p.Values())))
			}
		case css.EndRulesetGrammar:
			if away == 0 {
				for _, selector := range selectors {
					s.add(selector, set)
				}
			}
			set = nil
		}
	}
}

// splitSelectors splits at the commas that stand in no brackets.
func splitSelectors(group string) (selectors []string) {
	depth, from := 0, 0
	for i, r := range group {
		switch {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case r == ',' && depth == 0:
			selectors = append(selectors, group[from:i])
			from = i + 1
		}
	}
	return append(selectors, group[from:])
}

func tokens(values []css.Token) string {
	var b strings.Builder
	for _, v := range values {
		b.Write(v.Data)
	}
	return b.String()
}

func newDeclaration(name, value string) declaration {
	if name != "content" {
		value = strings.ToLower(value)
	}
	value, important := strings.CutSuffix(strings.ReplaceAll(strings.TrimSpace(value), "! important", "!important"), "!important")
	return declaration{name, strings.TrimSpace(clip(value, maxValue)), important}
}

// add keeps a rule under the id, class or element that its selector ends in. Selectors that cost too much to try, those
// that need a mouse, and those of other pages of the site are left out.
func (s *sheet) add(selector string, set []declaration) {
	if s.order++; s.order > maxRules || len(selector) > 500 {
		return
	}
	key := lastKey(selector)
	if strings.HasPrefix(key, ".") {
		s.defined[key[1:]] = true
	}
	if len(set) == 0 || strings.ContainsAny(selector, "~&") || costlySelector.MatchString(selector) {
		return
	}
	if s.scattered && strings.Contains(selector, "+") {
		return
	}
	needs := namesIn(selector)
	if slices.ContainsFunc(needs, func(name string) bool { return !s.names[name] }) {
		return
	}
	if strings.Contains(selector, "+") {
		needs = nil // may be a sibling's
	}
	rule := styleRule{needs: needs, set: set, order: s.order}
	for i, text := range splitParts(selector) {
		parsed, err := cascadia.ParseWithPseudoElement(text)
		if err != nil || i > 0 && parsed.PseudoElement() != "" {
			return
		}
		weight := parsed.Specificity()
		rule.specificity += weight[0]<<16 + weight[1]<<8 + weight[2]
		rule.parts = append(rule.parts, part{parsed, 1 + strings.Count(text, ">"), 1 + len(text)/32})
	}
	pseudo := rule.parts[0].PseudoElement()
	s.adds = s.adds || pseudo != "" && slices.ContainsFunc(set, func(d declaration) bool { return d.name == "content" })
	s.rules[pseudo+key] = append(s.rules[pseudo+key], rule)
}

// splitParts splits a selector at its descendant combinators, the last part first.
func splitParts(selector string) (parts []string) {
	selector = strings.TrimSpace(selector)
	depth, to := 0, len(selector)
	for i := len(selector) - 1; i > 0; i-- {
		switch selector[i] {
		case ')', ']':
			depth++
		case '(', '[':
			depth--
		case ' ', '\t', '\n', '\r', '\f':
			before, after := strings.TrimSpace(selector[:i]), strings.TrimSpace(selector[i:to])
			if depth == 0 && after != "" && !strings.ContainsAny(before[len(before)-1:]+after[:1], ">+") {
				parts = append(parts, after)
				to = i
			}
		}
	}
	return append(parts, strings.TrimSpace(selector[:to]))
}

// namesIn returns the classes and ids that a selector asks for. Names in brackets, which may ask for the opposite, and escaped
// ones are left out.
func namesIn(selector string) (names []string) {
	if end := strings.IndexAny(selector, `([\`); end >= 0 {
		selector = selector[:strings.LastIndexAny(selector[:end], " >+.#:")+1]
	}
	for at := strings.IndexAny(selector, ".#"); at >= 0; at = strings.IndexAny(selector, ".#") {
		size := 1 + max(0, strings.IndexFunc(selector[at+1:]+" ", endsName))
		names = append(names, selector[at:at+size])
		selector = selector[at+size:]
	}
	return names
}

func endsName(r rune) bool { return !isLetterOrDigit(r) && r != '-' && r != '_' && r < utf8.RuneSelf }

// costlySelector matches what looks at many elements to judge one.
var costlySelector = pattern.Lazy(`(?i):(?:has|haschild|contains|containsown|matches|matchesown|nth-|last-|only-)`)

// lastKey returns "#id", ".class" or "element" of what a selector ends in, or "*".
func lastKey(selector string) string {
	depth, from := 0, 0
	for i, r := range selector {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ' ', '>', '+', '~':
			if depth == 0 && i+1 < len(selector) {
				from = i + 1
			}
		}
	}
	last := selector[from:]
	if i := strings.IndexAny(last, ":["); i >= 0 {
		last = last[:i]
	}
	for _, mark := range "#." {
		if i := strings.IndexRune(last, mark); i >= 0 {
			name := last[i+1:]
			if j := strings.IndexAny(name, "#."); j >= 0 {
				name = name[:j]
			}
			return string(mark) + name
		}
	}
	if last = strings.ToLower(strings.TrimSpace(last)); last != "" {
		return last
	}
	return "*"
}

// of returns what holds for n, or for n's pseudo-element of a name. n is the element that was entered last.
func (s *sheet) of(n *html.Node, pseudo string) style {
	var found style
	put := func(d declaration, rank [5]int) {
		if d.important {
			rank[0] = 1
		}
		if found == nil {
			found = style{}
		}
		if old, ok := found[d.name]; !ok || !less(rank, old.rank) {
			found[d.name] = struct {
				value string
				rank  [5]int
			}{d.value, rank}
		}
	}
	try := func(key string) {
		for _, rule := range s.rules[pseudo+key] {
			if s.trials += 1 + len(rule.needs)/8; s.trials > maxMatches {
				return
			}
			if s.isOpen(rule.needs) && s.matches(rule.parts, n) {
				s.trials += len(rule.set)
				for _, d := range rule.set {
					put(d, [5]int{0, 0, rule.specificity, rule.order})
				}
			}
		}
	}
	if len(s.rules) > 0 {
		try("*")
		try(n.Data)
		for name := range namesOf(n) {
			try(name)
		}
	}
	if pseudo == "" {
		for _, d := range inline(attr(n, "style")) {
			put(d, [5]int{0, 1})
		}
	}
	return found
}

// matches looks for the nearest element that fits each part of a selector.
func (s *sheet) matches(parts []part, n *html.Node) bool {
	for i, p := range parts {
		for !s.fits(p, n) {
			if i == 0 || n == nil {
				return false
			}
			n = n.Parent
		}
		for up := 0; up < p.height && n != nil; up++ {
			n = n.Parent
		}
	}
	return true
}

// fits tries a part of a selector on an element. When that has cost too much for the page, nothing fits any more.
func (s *sheet) fits(p part, n *html.Node) bool {
	if n == nil {
		return false
	}
	size := 1 + len(n.Attr)/16
	for _, a := range n.Attr {
		size += len(a.Val) / 64
	}
	s.trials += p.cost * size
	return s.trials <= maxMatches && p.Match(n)
}

func (s *sheet) isOpen(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return s.open[name] == 0 })
}

func less(a, b [5]int) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

// inline reads a style attribute.
func inline(text string) []declaration {
	if text == "" {
		return nil
	}
	var set []declaration
	p := css.NewParser(input.NewInputString(text), true)
	for errors := 0; errors < 100; {
		grammar, _, data := p.Next()
		switch grammar {
		case css.ErrorGrammar:
			if errors++; !p.HasParseError() {
				return set
			}
		case css.DeclarationGrammar:
			if name := strings.ToLower(string(data)); telling[name] {
				set = append(set, newDeclaration(name, tokens(p.Values())))
			}
		}
	}
	return set
}

// get returns the value of a property, "" where none is declared.
func (s style) get(name string) string { return s[name].value }
