package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// keepsNames wants every capitalised word within a text to stand in the sentences it cites, under that name or another one
// for the same, or to name its speaker or somebody whom those sentences mention ("he" may become the name). A name that
// stands elsewhere in the article is doubted, for "the group" may be it; so is a place that stands nowhere, which a reader of
// news knows from a bishop or a river, and a noun where nouns have capitals. Any other name that no article has is wrong.
func keepsNames(t *transcript.Transcript, claim DraftClaim, cited string) finding {
	here := namesOf(cited + " " + t.Cited(t.Before(claim.Sentences)) + " " + claim.By + " " + strings.Join(t.NamesIn(claim.Sentences), " "))
	all := words.Split(claim.Text)
	opens := openings(claim.Text)
	found := finding{}
	for i, word := range all {
		if !mayBeName(word) || here.has(word) || here.hasPhrase(all, i) || opens[i] && mayOpen(t, word, claim.Sentences) {
			continue
		}
		switch {
		case inArticles(t, word):
			found = doubt("has a name from elsewhere in the article")
		case isInitial(all, i):
			found = doubt("has an initial that its sentences lack")
		case placeAt(all, i):
			found = doubt("has a place that its sentences lack")
		case opens[i] && !opensName(all[i:]):
			found = doubt("opens with a word that may be a name")
		case languageOf(t.LanguageOf(claim.Sentences)).NounsUpper && !isSurelyName(t, all, i):
			found = doubt("has a noun that its sentences lack")
		default:
			return finding{falls, "has a name that its sentences lack", lacking(t, claim, word)}
		}
	}
	return found
}

// openings are the words of a text, by index, that open a sentence, or stand behind a colon: they have a capital in any case. Behind a short
// word with one, or a title, a full stop may be an abbreviation's.
func openings(text string) map[int]bool {
	const long = 5 // letters
	opens := map[int]bool{0: true}
	n := 0
	for field := range strings.FieldsSeq(text) {
		all := words.Split(field)
		n += len(all)
		last := words.Last(field)
		ends := strings.HasSuffix(field, ".") && !transcript.IsTitle(strings.ToLower(last)) && (!words.StartsUpper(last) || utf8.RuneCountInString(last) >= long)
		if ends || strings.HasSuffix(field, ":") {
			opens[n] = true
		}
	}
	return opens
}

// isSurelyName says whether a word, of which nothing is known, is a name and no noun: a given name, an acronym, or one beside another such word.
func isSurelyName(t *transcript.Transcript, all []string, i int) bool {
	unknown := func(at int) bool { return at >= 0 && at < len(all) && mayBeName(all[at]) && !inArticles(t, all[at]) }
	return aliases.IsGiven(all[i]) || isAcronym(all[i]) || unknown(i-1) || unknown(i+1)
}

// isInitial says whether the word at i is the first letter of a given name before another name: "W. Holt".
func isInitial(all []string, i int) bool {
	return utf8.RuneCountInString(all[i]) == 1 && i+1 < len(all) && mayBeName(all[i+1])
}

// mayBeName says whether a word has a capital and is neither a title, a date nor an abbreviation that is a word by now.
func mayBeName(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	folded := strings.ToLower(word)
	return unicode.IsUpper(first) && !words.Stop[folded] && !isContraction(folded) && !transcript.IsTitle(folded) && !abbreviations[folded] && englishDates[folded] == "" && !otherDates[folded]
}

// isContraction tells "don't" and "we'll" from a name with an apostrophe, such as O'Hara.
func isContraction(folded string) bool {
	before, _, cut := strings.Cut(folded, "'")
	return cut && (strings.HasSuffix(folded, "n't") || len(before) > 1 && words.Stop[before] || before == "i")
}

var abbreviations = words.List("tv ceo cfo pm mp mps ai dna hiv aids ok id vip dvd pc")

// opensName says whether a text's first word, of which nothing is known, begins a name: it is a given one, or goes on in capitals.
func opensName(all []string) bool {
	return aliases.IsGiven(all[0]) || len(all) > 1 && mayBeName(all[1])
}

// phrasesAround are the phrases of two and three words that have the word at i.
func phrasesAround(all []string, i int) []string {
	var phrases []string
	for from := max(0, i-2); from <= i; from++ {
		for to := max(from+2, i+1); to <= min(from+3, len(all)); to++ {
			phrases = append(phrases, strings.Join(all[from:to], " "))
		}
	}
	return phrases
}

// placeAt says whether the word at i is a place, or a part of its name: "White House".
func placeAt(all []string, i int) bool {
	return aliases.IsPlace(all[i]) || slices.ContainsFunc(phrasesAround(all, i), aliases.IsPlace)
}

// A nameSet is what a text names, to ask of single words.
type nameSet struct {
	words  map[string]bool // folded
	things aliases.Set
	text   string
}

func namesOf(text string) nameSet {
	return nameSet{words.FoldedSet(text), aliases.In(text), text}
}

// has says whether the text has a name: as it stands, in the plural or as a given name's other form, by an alias, or as the
// first letters of a longer name.
func (s nameSet) has(word string) bool {
	folded := strings.ToLower(word)
	bare := strings.TrimSuffix(folded, "s")
	if s.words[folded] || s.words[bare] || s.words[folded+"s"] || s.words[strings.ReplaceAll(folded, ".", "")] {
		return true
	}
	if words.Any(s.words, func(known string) bool { return isForm(folded, known) }) {
		return true
	}
	if slices.ContainsFunc(aliases.Of(word), func(thing string) bool { return s.things[thing] }) {
		return true
	}
	if utf8.RuneCountInString(folded) == 1 {
		return words.Any(s.words, func(known string) bool { return strings.HasPrefix(known, folded) && aliases.IsGiven(known) })
	}
	if isAcronym(word) && transcript.Initials(s.text, word) {
		return true
	}
	return words.Any(s.words, func(known string) bool { return len(folded) > 2 && len(known) > 2 && aliases.SameGiven(folded, known) })
}

// nameEndings are what the name of a body, a belief or a place differs in from its people and its adjective.
var nameEndings = words.List("s e es al ial or ors an ans ist ists ism ic")

// isForm says whether two words are forms of one name, such as "Senate" and "senators": they differ in such an ending alone. Niger
// and Nigeria do not.
func isForm(a, b string) bool {
	const least = 5 // letters in common
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= least && (a[n:] == "" || nameEndings[a[n:]]) && (b[n:] == "" || nameEndings[b[n:]])
}

// hasPhrase says whether the text names what a phrase around the word at i means.
func (s nameSet) hasPhrase(all []string, i int) bool {
	return slices.ContainsFunc(phrasesAround(all, i), func(phrase string) bool {
		return slices.ContainsFunc(aliases.Of(phrase), func(thing string) bool { return s.things[thing] })
	})
}

// isAcronym says whether a word is two or more capitals, with dots or without.
func isAcronym(word string) bool {
	letters := strings.ReplaceAll(word, ".", "")
	return len(letters) >= 2 && strings.ToUpper(letters) == letters
}

// inArticles says whether a name stands anywhere in the articles, under any form.
func inArticles(t *transcript.Transcript, word string) bool {
	return t.Has(word) || t.Has(strings.ToLower(word)) || t.Names(word)
}

// mayOpen says whether a text's first word, which has a capital in any case, is a word and no name: one that is commonly
// written small. Of languages other than English too little is known; there it is one that the articles do not have.
func mayOpen(t *transcript.Transcript, word string, cited []int) bool {
	folded := strings.ToLower(word)
	if words.Stop[folded] || isNumberWord(folded) {
		return true
	}
	if t.LanguageOf(cited) == "en" {
		return !t.IsName(word) && attribution.CommonWord(folded)
	}
	return !t.Has(word)
}

// lacking says for the writer which word its sentences lack, and where it stands.
func lacking(t *transcript.Transcript, claim DraftClaim, word string) string {
	cites := strings.Trim(strings.Join(strings.Fields(fmt.Sprint(claim.Sentences)), ", "), "[]")
	if at := t.SentenceWith(word); at > 0 {
		return fmt.Sprintf("‘%s’ is not in %s; sentence %d has it", word, cites, at)
	}
	return fmt.Sprintf("‘%s’ is not in %s, nor in any other sentence", word, cites)
}
