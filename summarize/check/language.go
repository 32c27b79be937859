package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/summarize/attribution"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// asksNobody wants a text that tells nobody to pay, to call or to visit, nor what is to stand in a brief: that is no news and
// nobody's position. A toll or a fee of which its sentences have somebody speak is one.
func asksNobody(t *transcript.Transcript, claim DraftClaim, _ string) finding {
	if t.Solicits(claim.Text, claim.Sentences) {
		return fall("tells people what to do")
	}
	return finding{}
}

// keepsLanguage wants a text in the language and the letters of its articles, and in an order in which words can follow one
// another: a model that obeyed a cipher, translated half of a line or turned its words around has another.
func keepsLanguage(t *transcript.Transcript, claim DraftClaim, cited string) finding {
	own := t.LanguageOf(claim.Sentences)
	spoken := words.Folded(claim.Text)
	switch {
	case !keepsScript(claim.Text, cited):
		return fall("is in other letters than its sentences")
	case turnsToAnother(t, own, spoken):
		return fall("is in another language than its sentences")
	case own == "en" && isUnknown(t, spoken):
		return fall("is in no words that Parley knows")
	case own == "en" && misplaces(words.Split(unhyphened(claim.Text)), words.Folded(unhyphened(cited))), isTurnedAround(spoken, words.Folded(cited)):
		return fall("has its words in another order than sentences do")
	}
	return finding{}
}

// unhyphened makes one word of those that a hyphen joins: "the by-election" has no article before "by".
func unhyphened(text string) string { return strings.ReplaceAll(text, "-", "") }

// keepsScript says whether a text is mostly letters, figures aside ("won 12,345 votes (51.2%) to 11,802 (48.8%)"), and those of scripts that
// its sentences have, Latin's aside, which names have everywhere.
func keepsScript(text, cited string) bool {
	letters, figures, all := 0, 0, 0
	for _, r := range text {
		if unicode.IsSpace(r) || unicode.IsMark(r) {
			continue
		}
		all++
		if unicode.IsDigit(r) {
			figures++
		}
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if script := scriptOf(r); script != "Latin" && script != "" && !strings.ContainsFunc(cited, func(c rune) bool { return scriptOf(c) == script }) {
			return false
		}
	}
	return all < 12 || 2*letters >= all-figures && 4*letters >= all
}

// scripts are those that are told apart; Han and the two of Japan stand together.
var scripts = []string{"Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Devanagari", "Hangul", "Thai", "Armenian", "Georgian", "Han", "Hiragana", "Katakana"}

func scriptOf(r rune) string {
	if r < utf8.RuneSelf {
		if unicode.IsLetter(r) {
			return "Latin"
		}
		return ""
	}
	for _, name := range scripts {
		if unicode.Is(unicode.Scripts[name], r) {
			if name == "Hiragana" || name == "Katakana" {
				return "Han"
			}
			return name
		}
	}
	return ""
}

// particles stand within names everywhere.
var particles = words.List("de la del du van von der den el al di da do dos das")

// turnsToAnother says whether a text has words of another language's grammar: a few, which the articles do not have. A word that two
// languages have tells nothing of either.
func turnsToAnother(t *transcript.Transcript, own string, spoken []string) bool {
	const few = 2
	grammar := grammarOf(own)
	for _, language := range words.Languages() {
		if language == own || grammar == nil {
			continue
		}
		found := map[string]bool{}
		for _, word := range spoken {
			if grammarOf(language)[word] && !grammar[word] && !particles[word] && !t.Has(word) {
				found[word] = true
			}
		}
		if len(found) >= few && len(found)*8 >= len(spoken) {
			return true
		}
	}
	return false
}

func grammarOf(language string) map[string]bool {
	if l := words.In(language); l != nil {
		return l.Grammar
	}
	return nil
}

// isUnknown says whether half of an English text's words are neither the articles' nor common ones.
func isUnknown(t *transcript.Transcript, spoken []string) bool {
	unknown, all := 0, 0
	for _, word := range spoken {
		if strings.ContainsFunc(word, unicode.IsDigit) {
			continue
		}
		all++
		if !t.Has(word) && !words.Stop[word] && !attribution.CommonWord(word) {
			unknown++
		}
	}
	return all >= 4 && 2*unknown >= all
}

var (
	articles   = words.List("the a an")
	afterNoThe = words.List("of to at by for from with and or but the a an is was were are has have had would that which who")
)

// misplaces says whether an English text has an article before a word that none stands before, or at its end, as its sentences
// have not. An "A" within it is a letter: "vitamin A".
func misplaces(written, cited []string) bool {
	for i, word := range written {
		folded := strings.ToLower(word)
		if !articles[folded] || word == "A" && i > 0 {
			continue
		}
		if i+1 == len(written) {
			return true
		}
		if next := strings.ToLower(written[i+1]); afterNoThe[next] && !follows(cited, folded, next) {
			return true
		}
	}
	return false
}

func follows(all []string, first, second string) bool {
	for i := 1; i < len(all); i++ {
		if all[i-1] == first && all[i] == second {
			return true
		}
	}
	return false
}

// isTurnedAround says whether more neighbours of a text stand the other way round in its sentences than as they do there.
func isTurnedAround(spoken, cited []string) bool {
	const few = 3
	same, turned := 0, 0
	for i := 1; i < len(spoken); i++ {
		switch {
		case spoken[i-1] == spoken[i]:
		case follows(cited, spoken[i-1], spoken[i]):
			same++
		case follows(cited, spoken[i], spoken[i-1]):
			turned++
		}
	}
	return turned >= few && turned > same
}

// IsIn says whether a text may be in a language, by its words of grammar; of a language without a list, and of a text of few words,
// it cannot be told.
func IsIn(text, language string) bool {
	grammar := grammarOf(language)
	if grammar == nil {
		return true
	}
	spoken := words.Folded(text)
	own, most := countIn(grammar, spoken), 0
	for _, other := range words.Languages() {
		most = max(most, countIn(grammarOf(other), spoken))
	}
	return most < 2 || own*3 >= most*2
}

func countIn(list map[string]bool, spoken []string) (n int) {
	for _, word := range spoken {
		if list[word] {
			n++
		}
	}
	return n
}
