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
// language, about as long, has the same numbers, weekdays, months and persons, and a negation where the original has one. It cannot see a word that
// is exchanged for its opposite.
func (tr Translation) SaysTheSame(t *transcript.Transcript) bool {
	return IsPlainText(tr.Answer) && (!transcript.IsSoliciting(tr.Answer) || transcript.IsSoliciting(tr.Original)) &&
		tr.isLongEnough() && tr.isInItsLanguage() &&
		slices.Equal(figures(tr.Original, tr.From), figures(tr.Answer, tr.To)) && tr.datesTheSame() && tr.namesTheSame(t) && tr.negatesTheSame()
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
	return (wanted == nil || own > others) && IsIn(tr.Answer, codeOf(tr.To))
}

// figures are the numbers that stand in digits, with their sizes, sorted: their order differs by language.
func figures(text string, tag language.Tag) []string {
	var figures []string
	for _, n := range numbersOf(text, codeOf(tag)) {
		if n.digits {
			figures = append(figures, n.key())
		}
	}
	slices.Sort(figures)
	return figures
}

func codeOf(tag language.Tag) string {
	base, _ := tag.Base()
	return base.String()
}

// datesTheSame wants the weekdays and months of either text in the other one. What may be a name ("May said") need not be there.
func (tr Translation) datesTheSame() bool {
	from, to := words.In(codeOf(tr.From)), words.In(codeOf(tr.To))
	if from == nil || to == nil {
		return true
	}
	return sameDates(tr.Original, tr.Answer, from, to, func(l *words.Language) map[string]int { return l.Days }) &&
		sameDates(tr.Original, tr.Answer, from, to, func(l *words.Language) map[string]int { return l.Months })
}

func sameDates(original, answer string, from, to *words.Language, names func(*words.Language) map[string]int) bool {
	if names(from) == nil || names(to) == nil {
		return true
	}
	one, other := placesIn(original, from, names(from)), placesIn(answer, to, names(to))
	lacks := func(some, others map[int]bool) bool {
		return words.Any(some, func(place int) bool { _, there := others[place]; return some[place] && !there })
	}
	return !lacks(one, other) && !lacks(other, one)
}

// beforeDate stand before a month of English.
var beforeDate = words.List("in on of by since until till from to next last this early late mid during and between before after through")

// placesIn are the weekdays, or the months, that a text names, and whether each is sure to be one.
func placesIn(text string, l *words.Language, names map[string]int) map[int]bool {
	found := map[int]bool{}
	all := words.Split(text)
	for i, word := range all {
		place := placeOf(strings.ToLower(word), names)
		if place == 0 || l == words.In("en") && !words.StartsUpper(word) {
			continue
		}
		beside := func(at int) bool {
			return at >= 0 && at < len(all) && strings.ContainsFunc(all[at], unicode.IsDigit)
		}
		sure := l != words.In("en") || place > 8 || strings.HasSuffix(strings.ToLower(word), "day") || beside(i-1) || beside(i+1) || i > 0 && beforeDate[strings.ToLower(all[i-1])]
		found[place] = found[place] || sure
	}
	return found
}

// placeOf is the place of a word among names; a longer word may go on from a long name: "Montagabend", "mandagen".
func placeOf(word string, names map[string]int) int {
	const long = 6 // letters
	if place := names[word]; place > 0 {
		return place
	}
	for name, place := range names {
		if utf8.RuneCountInString(name) >= long && strings.HasPrefix(word, name) {
			return place
		}
	}
	return 0
}

// namesTheSame wants each person whom either text names by the last name in the other one too. Texts in different scripts
// cannot be held against each other so.
func (tr Translation) namesTheSame(t *transcript.Transcript) bool {
	if scriptTag(tr.From) != scriptTag(tr.To) {
		return true
	}
	one, other := words.Split(tr.Original), words.Split(tr.Answer)
	for _, source := range t.Sources {
		for _, e := range source.Reading.Entities {
			name := words.Last(e.Name)
			if e.Kind == attribution.Person && name != "" && !isMonth(name) && hasForm(one, name) != hasForm(other, name) {
				return false
			}
		}
	}
	return true
}

// isMonth says whether a name is an English month, too: "May".
func isMonth(name string) bool { return words.In("en").Months[strings.ToLower(name)] > 0 }

// hasForm says whether words have a name, with an ending of a case at most: "Lindqvists", "Lindqvistin". Of a short name more would be another
// word.
func hasForm(all []string, name string) bool {
	most := 3
	if utf8.RuneCountInString(name) < 5 {
		most = 1
	}
	return slices.ContainsFunc(all, func(word string) bool {
		ending, begins := strings.CutPrefix(word, name)
		return begins && utf8.RuneCountInString(ending) <= most
	})
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
	name := codeOf(tag)
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
		if negated && !(name == "en" && word == "nor") {
			found++
		}
	}
	return found, true
}
