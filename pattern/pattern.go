// Package pattern matches texts against lists of regular expressions that mind no case. Such an expression is slow, and most texts
// have nothing of it: so a text is first searched for what every match of an expression holds, which is read off the expression
// itself. Start with [Compile].
package pattern

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// A List is some expressions, of which a text may match any.
type List []pattern

type pattern struct {
	expression *regexp.Regexp
	needs      []need // a match holds one text of each
}

type need struct {
	texts []string // as fold leaves them
	opens bool     // the text begins with it
}

// Compile panics, as [regexp.MustCompile] does, on what is no expression.
func Compile(expressions ...string) List {
	list := make(List, len(expressions))
	for i, expression := range expressions {
		list[i].expression = regexp.MustCompile(`(?i)` + expression)
		if tree, err := syntax.Parse(list[i].expression.String(), syntax.Perl); err == nil {
			list[i].needs = needs(tree)
		}
	}
	return list
}

// Match reports whether the text has a match of one of the expressions.
func (l List) Match(text string) bool {
	folded := strings.Map(fold, text)
	return slices.ContainsFunc(l, func(p pattern) bool { return p.isPossible(folded) && p.expression.MatchString(text) })
}

// isPossible reports whether a text, folded, holds what every match does.
func (p *pattern) isPossible(folded string) bool {
	for _, need := range p.needs {
		holds := strings.Contains
		if need.opens {
			holds = strings.HasPrefix
		}
		if !slices.ContainsFunc(need.texts, func(text string) bool { return holds(folded, text) }) {
			return false
		}
	}
	return true
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
			all = append(all, need{run, opens})
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
		all = append(all, own[0].texts...)
	}
	return all
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
