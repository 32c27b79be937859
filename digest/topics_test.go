package digest

import (
	"errors"
	"strings"
	"testing"
)

func TestTopicsMatch(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		topics, text string
		want         bool
	}{
		"nothing asked":                 {"", "Ferries run late", true},
		"a word":                        {"ferries", "Ferries run late", true},
		"not a part of a word":          {"ferr", "Ferries run late", false},
		"the beginning of a word":       {"ferr*", "Ferries run late", true},
		"words side by side":            {"ferries late", "Late again: the ferries", true},
		"one of them missing":           {"ferries early", "Ferries run late", false},
		"either, with a comma":          {"trains, ferries", "Ferries run late", true},
		"either, with a word":           {"trains or boats", "Ferries run late", false},
		"a phrase in order":             {`"run late"`, "Ferries run late", true},
		"a phrase in another order":     {`"late run"`, "Ferries run late", false},
		"curly marks":                   {"“run late”", "Ferries run late", true},
		"not":                           {"ferries not football", "Ferries and football", false},
		"a hyphen for not":              {"ferries -football", "Ferries and football", false},
		"a hyphen within a word":        {"e-bikes", "New e-bikes", true},
		"parentheses":                   {"(tax or levy) and climate", "A climate levy", true},
		"or binds less than and":        {"a b or c", "c", true},
		"not binds most":                {"not a b", "b", true},
		"case and width":                {"ÖPNV ｔａｘ", "öpnv TAX", true},
		"another alphabet":              {"мито", "Нове мито", true},
		"operators in capitals":         {"tax AND NOT levy", "a tax", true},
		"a phrase across two texts":     {`"late the"`, "run late\nThe board", true},
		"an unclosed phrase to the end": {`"run late`, "Ferries run late", true},
	} {
		topics, err := ParseTopics(row.topics)
		if err != nil {
			t.Errorf("%s: ParseTopics(%q): %v", name, row.topics, err)
			continue
		}
		if got := topics.Match(row.text); got != row.want {
			t.Errorf("%s: %q on %q = %v, want %v", name, row.topics, row.text, got, row.want)
		}
	}
}

func TestTopicsThatCannotBeReadAreExplained(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"and":                        `"and" at character 1`,
		"tax or":                     "missing at the end",
		"(tax":                       "closing parenthesis",
		"tax)":                       `")" at character 4`,
		"a ***":                      "no letter",
		"not":                        "missing at the end",
		strings.Repeat("(", 30):      "too deep",
		strings.Repeat("word ", 200): "too long",
	} {
		_, err := ParseTopics(text)
		var complaint Complaint
		if !errors.As(err, &complaint) || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseTopics(%.20q) = %v, want a complaint with %q", text, err, want)
		}
	}
}

// The limit is told in characters, and is one of characters in every script.
func TestTopicsAreCountedInCharacters(t *testing.T) {
	t.Parallel()
	if _, err := ParseTopics(strings.Repeat("ф", maxTopics)); err != nil {
		t.Errorf("ParseTopics of as many characters as may be = %v", err)
	}
}

func FuzzTopics(f *testing.F) {
	for _, text := range []string{"climate and (tax or levy) not football", `"run late" -x*`, "((", "a, b", "not not a", "“a"} {
		f.Add(text, "a climate tax")
	}
	f.Fuzz(func(t *testing.T, text, article string) {
		topics, err := ParseTopics(text)
		if err != nil {
			return
		}
		again, err := ParseTopics(topics.String())
		if len(topics.String()) > maxTopics {
			return // written out with all its parentheses it may be too long to read again
		}
		if err != nil || again.String() != topics.String() || again.Match(article) != topics.Match(article) {
			t.Errorf("ParseTopics(%q) = %s, read again = %s, %v", text, topics, again, err)
		}
	})
}
