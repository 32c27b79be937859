package pattern

import (
	"regexp"
	"strings"
	"testing"
)

// FuzzMatch holds what is looked for first to the expressions themselves: it may save work, never a match.
func FuzzMatch(f *testing.F) {
	for _, expression := range []string{
		`^(?:please )?(?:read|see) (?:more|also)(?:\s*[:|].{0,200}|[.!]?)$`, `\bcontributed (?:to this|research)\b|^@\w{2,30}$`, `^.{0,150}[/|(] ?(?:AP|Reuters)\)?$`,
		`(?:^|["“:,] ?|\bplease )(?:call|pay(?:ez|er)|zahl\w*)\b.{0,60}(?:https?://|\d{3})`, `(?:a|b)+c{2,3}(?-i:D)`, `x*|`, `[k-m]é`, `(?s).`, `[^\pL]`, ``, `a{0}b`,
	} {
		for _, text := range []string{"", "READ MORE", "Please see also: K\u212a", "ſee more", "Photo: Ada Berg/AP", "call now: https://example.com", "@adaberg", "abccD", "LÉ", "\xff"} {
			f.Add(expression, text)
		}
	}
	f.Fuzz(func(t *testing.T, expression, text string) {
		want, err := regexp.Compile(`(?i)` + expression)
		if err != nil {
			t.Skip()
		}
		if list := Compile(expression); list.Match(text) != want.MatchString(text) {
			t.Errorf("%q matches %q: %t, but %t with what it needs: %v", text, expression, want.MatchString(text), !want.MatchString(text), newPattern(`(?i)`+expression).needs)
		}
	})
}

func TestWhatAMatchNeeds(t *testing.T) {
	t.Parallel()
	for expression, want := range map[string]string{
		`^(?:please )?read\b`:            "please read|read, first",
		`\b(?:ha(?:s|ve)|must) \w+ be\b`: "has |have |must ; be",
		`(?:pay\w*|call) .*@`:            "pay|call; ;@",
		`^.{2,60} contributed (?:to|by)`: " contributed ;to|by",
		`[ab]x|\d`:                       "",
	} {
		var all []string
		for _, need := range newPattern(`(?i)` + expression).needs {
			text := strings.Join(need.texts, "|")
			if need.opens {
				text += ", first"
			}
			all = append(all, text)
		}
		if got := strings.Join(all, ";"); got != want {
			t.Errorf("%s needs %q, want %q", expression, got, want)
		}
	}
}
