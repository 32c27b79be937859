package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"parley/summarize/attribution"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// A Translation is one of a brief's own texts before and after.
type Translation struct {
	From, To         language.Tag
	Original, Answer string
}

// SaysTheSame is what can be seen of a translation without understanding it: it is plain text in the letters and the words of its
// language, about as long, has the same numbers and persons, and a negation where the original has one. It cannot see a word that
// is exchanged for its opposite.
func (tr Translation) SaysTheSame(t *transcript.Transcript) bool {
	return IsPlainText(tr.Answer) && !transcript.IsSoliciting(tr.Answer) &&
		tr.isLongEnough() && tr.isInItsLanguage() &&
		slices.Equal(figures(tr.Original), figures(tr.Answer)) && tr.namesTheSame(t) && tr.negatesTheSame()
}

// isLongEnough bounds how much a text may grow or shrink: Chinese takes a third of the characters of English, and Greek half more.
func (tr Translation) isLongEnough() bool {
	const least, most = 0.5, 2.2
	ratio := float64(utf8.RuneCountInString(tr.Answer)) / float64(max(utf8.RuneCountInString(tr.Original), 1))
	dense := func(tag language.Tag) bool {
		return slices.Contains([]string{"Hans", "Hant", "Jpan", "Kore"}, scriptTag(tag))
	}
	switch from, to := dense(tr.From), dense(tr.To); {
	case to && !from:
		return ratio >= least/4 && ratio <= 1
	case from && !to:
		return ratio >= 1 && ratio <= most*4
	}
	return ratio >= least && ratio <= most
}

func scriptTag(tag language.Tag) string {
	script, _ := tag.Script()
	return script.String()
}

// scriptsOf are the scripts of a language's letters, by the tag's code.
var scriptsOf = map[string][]string{
	"Latn": {"Latin"}, "Cyrl": {"Cyrillic"}, "Grek": {"Greek"}, "Arab": {"Arabic"}, "Hebr": {"Hebrew"}, "Deva": {"Devanagari"},
	"Hang": {"Hangul"}, "Kore": {"Hangul", "Han"}, "Jpan": {"Han"}, "Hans": {"Han"}, "Hant": {"Han"}, "Thai": {"Thai"}, "Armn": {"Armenian"}, "Geor": {"Georgian"},
}

// isInItsLanguage wants most letters in the language's script, and its words of grammar where they are known.
func (tr Translation) isInItsLanguage() bool {
	if strings.EqualFold(tr.Answer, tr.Original) {
		return false
	}
	wanted := scriptsOf[scriptTag(tr.To)]
	own, others := 0, 0
	for _, r := range tr.Answer {
		switch script := scriptOf(r); {
		case !unicode.IsLetter(r):
		case slices.Contains(wanted, script):
			own++
		default:
			others++
		}
	}
	base, _ := tr.To.Base()
	return (wanted == nil || own > others) && IsIn(tr.Answer, base.String())
}

// figures are the digits of each number, sorted: marks between them differ by language, and so does their order.
func figures(text string) []string {
	var numbers []string
	var digits strings.Builder
	runes := []rune(text + " ")
	for i, r := range runes {
		switch {
		case unicode.IsDigit(r):
			digits.WriteRune(r)
		case digits.Len() > 0 && strings.ContainsRune(".,'’\u00a0\u202f", r) && i+1 < len(runes) && unicode.IsDigit(runes[i+1]):
		case digits.Len() > 0:
			numbers = append(numbers, digits.String())
			digits.Reset()
		}
	}
	slices.Sort(numbers)
	return numbers
}

// namesTheSame wants each person whom either text names by the last name in the other one too. Texts in different scripts
// cannot be held against each other so.
func (tr Translation) namesTheSame(t *transcript.Transcript) bool {
	if scriptTag(tr.From) != scriptTag(tr.To) {
		return true
	}
	one, other := strings.ToLower(tr.Original), strings.ToLower(tr.Answer)
	for _, source := range t.Sources {
		for _, e := range source.Reading.Entities {
			name := strings.ToLower(words.Last(e.Name))
			if e.Kind == attribution.Person && name != "" && strings.Contains(one, name) != strings.Contains(other, name) {
				return false
			}
		}
	}
	return true
}

// half are words of English that another language may say with a negation: "unable" is "nicht in der Lage".
var half = words.List(`only unless unable refuse refuses refused fail fails failed deny denies denied lack lacks lacked few little hardly barely
	reject rejects rejected oppose opposes opposed prevent prevents prevented avoid illegal impossible unlikely unclear unknown`)

// negatesTheSame wants as many negations, or at least two for two, as the original has: a lost "not" is the worst that a translation
// can do. Of a language whose negations are not known, an original that has one stays as it is.
func (tr Translation) negatesTheSame() bool {
	before, known := countDenials(tr.Original, tr.From)
	if !known {
		return false
	}
	after, known := countDenials(tr.Answer, tr.To)
	if !known {
		return before == 0
	}
	soft := slices.ContainsFunc(words.Folded(tr.Original), func(word string) bool { return half[word] || strings.HasPrefix(word, "un") && len(word) > 5 })
	switch {
	case before == 0:
		return after == 0 || soft
	case before == 1:
		return after >= 1
	}
	return after >= 2
}

func countDenials(text string, tag language.Tag) (found int, known bool) {
	base, _ := tag.Base()
	name := base.String()
	l := words.In(name)
	if l == nil || l.Denial == nil && l.DenialParts == nil {
		return 0, false
	}
	for _, part := range l.DenialParts {
		found += strings.Count(text, part)
	}
	all := words.Folded(text)
	for _, word := range all {
		negated := l.Denial[word] || name == "en" && (strings.HasSuffix(word, "n't") || verbOfNegation[word] != "" && word != "cannot") ||
			name == "fr" && strings.HasPrefix(word, "n'")
		if negated && !(name == "en" && word == "nor" || name == "de" && word == "noch") {
			found++
		}
	}
	return found, true
}
