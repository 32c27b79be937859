// Package pattern matches texts against lists of regular expressions that mind no case. Such an expression is slow, and most texts
// have nothing of it: so a text is first searched for what every match of an expression holds, which is read off the expression
// itself. Start with [Compile].
package pattern

import (
	"cmp"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// A List is some expressions, of which a text may match any. They are compiled when a text first asks for them: a program that
// starts for something else need not wait.
type List struct{ sorted func() sorted }

// sorted are a list's expressions by what a text can be asked at once.
type sorted struct {
	opening map[string][]*pattern // those whose matches all begin a text, by the first two bytes
	others  []*pattern
}

type pattern struct {
	expression func() *regexp.Regexp
	needs      []need // a match holds one text of each
}

type need struct {
	texts []string // as fold leaves them
	opens bool     // the text begins with it
}

// grams are the runs of three bytes of a text, as bits that some may share: one that is missing is in no part of the text.
type grams [32]uint64

func gramBit(text string) uint32 {
	return (uint32(text[0])<<16 | uint32(text[1])<<8 | uint32(text[2])) * 2654435769 >> 21
}

func gramsOf(text string) *grams {
	var all grams
	for i := 0; i+3 <= len(text); i++ {
		bit := gramBit(text[i:])
		all[bit/64] |= 1 << (bit % 64)
	}
	return &all
}

// may is false where no part of the text can be the given one.
func (g *grams) may(part string) bool {
	if len(part) < 3 {
		return true
	}
	bit := gramBit(part)
	return g[bit/64]&(1<<(bit%64)) != 0
}

// Compile makes a list. Its use panics, as [regexp.MustCompile] does, where one of them is no expression.
func Compile(expressions ...string) List {
	return List{sync.OnceValue(func() sorted { return sort(expressions) })}
}

func sort(expressions []string) sorted {
	all := sorted{opening: map[string][]*pattern{}}
	for _, expression := range expressions {
		p := newPattern(`(?i)` + expression)
		openings := p.openings()
		if openings == nil {
			all.others = append(all.others, p)
		}
		for opening := range openings {
			all.opening[opening] = append(all.opening[opening], p)
		}
	}
	return all
}

func newPattern(expression string) *pattern {
	tree, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		panic(err)
	}
	return &pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) }), needs(tree)}
}

// openings are the first two bytes of the texts that match, or nil where they are not known.
func (p *pattern) openings() map[string]bool {
	if len(p.needs) == 0 || !p.needs[0].opens {
		return nil
	}
	all := map[string]bool{}
	for _, text := range p.needs[0].texts {
		if len(text) < 2 {
			return nil
		}
		all[text[:2]] = true
	}
	return all
}

// Match reports whether the text has a match of one of the expressions.
func (l List) Match(text string) bool {
	folded, all := strings.Map(fold, text), l.sorted()
	has := gramsOf(folded)
	matches := func(p *pattern) bool { return p.isPossible(folded, has) && p.expression().MatchString(text) }
	return slices.ContainsFunc(all.others, matches) || len(folded) > 1 && slices.ContainsFunc(all.opening[folded[:2]], matches)
}

// isPossible reports whether a text, folded, holds what every match does.
func (p *pattern) isPossible(folded string, has *grams) bool {
	for i := range p.needs {
		if !p.needs[i].isMet(folded, has) {
			return false
		}
	}
	return true
}

func (n *need) isMet(folded string, has *grams) bool {
	holds := strings.Contains
	if n.opens {
		holds = strings.HasPrefix
	}
	return slices.ContainsFunc(n.texts, func(text string) bool { return has.may(text) && holds(folded, text) })
}

// fold is one letter for all those that an expression takes for the same.
func fold(r rune) rune {
	least := r
	for other := unicode.SimpleFold(r); r > unicode.MaxASCII && other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	return unicode.ToLower(least)
}

// needs are what every match of an expression holds. Neighbouring parts that match a few texts only are taken together where that
// makes no more texts of them than it must.
func needs(re *syntax.Regexp) []need {
	parts := []*syntax.Regexp{re}
	if re.Op == syntax.OpConcat {
		parts = re.Sub
	}
	var all []need
	run, opens := []string{""}, parts[0].Op == syntax.OpBeginText
	end := func() {
		if !slices.Contains(run, "") {
			all = append(all, need{texts: run, opens: opens})
		}
		run, opens = []string{""}, false
	}
	for _, part := range parts {
		some := texts(part)
		if longer := join(run, some); longer != nil && (len(some) == 1 || slices.Contains(run, "")) {
			run = longer
			continue
		}
		end()
		if some != nil {
			run = some
		} else if part.Op == syntax.OpAlternate || part.Op == syntax.OpCapture || part.Op == syntax.OpPlus {
			run = needsOne(part.Sub)
			end()
		}
	}
	end()
	return all
}

// needsOne are texts of which each match of any of the expressions holds one.
func needsOne(alternatives []*syntax.Regexp) []string {
	var all []string
	for _, re := range alternatives {
		own := needs(re)
		if len(own) == 0 {
			return []string{""}
		}
		all = append(all, slices.MaxFunc(own, func(a, b need) int { return cmp.Compare(a.shortest(), b.shortest()) }).texts...)
	}
	return all
}

// shortest is how long the shortest text of a need is: the longer, the fewer texts have one.
func (n need) shortest() int {
	return len(slices.MinFunc(n.texts, func(a, b string) int { return cmp.Compare(len(a), len(b)) }))
}

// texts are all that an expression matches, or nil where they are more than a few.
func texts(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{strings.Map(fold, string(re.Rune))}
	case syntax.OpCharClass:
		return ofClass(re.Rune)
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}
	case syntax.OpQuest:
		if all := texts(re.Sub[0]); all != nil {
			return append(all, "")
		}
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			some := texts(sub)
			if some == nil {
				return nil
			}
			all = append(all, some...)
		}
		return all
	case syntax.OpConcat:
		all := []string{""}
		for _, sub := range re.Sub {
			all = join(all, texts(sub))
		}
		return all
	}
	return nil
}

// ofClass are the characters between each two of the bounds, or nil where they are many.
func ofClass(bounds []rune) []string {
	const few = 8
	var all []string
	for i := 0; i < len(bounds); i += 2 {
		if bounds[i+1]-bounds[i] >= few || len(all) >= few {
			return nil
		}
		for r := bounds[i]; r <= bounds[i+1]; r++ {
			if text := string(fold(r)); !slices.Contains(all, text) {
				all = append(all, text)
			}
		}
	}
	return all
}

// join are all beginnings with all endings, or nil where one of them is missing or they are many.
func join(beginnings, endings []string) []string {
	const many = 300
	if len(beginnings)*len(endings) > many {
		return nil
	}
	var all []string
	for _, beginning := range beginnings {
		for _, ending := range endings {
			all = append(all, beginning+ending)
		}
	}
	return all
}
