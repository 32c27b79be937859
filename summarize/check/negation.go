package check

import (
	"parley/summarize/transcript"
	"parley/summarize/words"
	"slices"
	"strings"
	"unicode/utf8"
)

// A polarWord is a word with its sign: negated when a negation stands right before it.
type polarWord struct {
	word    string // small letters; "." for a break
	negated bool
}

// breaks begin a clause to which no negation before them reaches.
var breaks = words.List("because while although")

// verbOfNegation undoes the forms that a verb takes before "n't".
var verbOfNegation = map[string]string{"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall", "ain't": "is"}

// polarWords reads a text as words with signs. A break stands at each end, and where the punctuation has one.
func polarWords(text, language string) []polarWord {
	l := languageOf(language)
	all := []polarWord{{".", false}}
	negated, neither := false, false
	add := func(word string) {
		all = append(all, polarWord{word, negated})
		negated = false
	}
	for field := range strings.FieldsSeq(text) {
		for _, token := range words.Split(field) {
			folded := strings.ToLower(token)
			verb, contracted := strings.CutSuffix(folded, "n't")
			if other := verbOfNegation[folded]; other != "" {
				verb, contracted = other, true
			}
			switch {
			case folded == "neither": // "neither A nor B has" is "A and B have not"
				neither = true
			case folded == "nor" && neither:
			case neither && auxiliaries.MatchString(folded):
				add(folded)
				negated, neither = true, false
			case breaks[folded]:
				add(".")
			case contracted:
				add(verb)
				negated = true
			case folded == "without":
				add("with")
				negated = true // "without evidence" is "with no evidence"
			case folded == "longer" && negated: // "no longer"
			case l.Denial[folded] || l.Beside[folded]:
				negated = true
			case l.Denial["n'"] && strings.HasPrefix(folded, "n'"): // "n'est"
				negated = true
				add(folded[len("n'"):])
			default:
				add(folded)
			}
		}
		end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(field, words.QuotationMarks+"'’)"))
		if strings.ContainsRune(".;:!?—–", end) {
			add(".")
		}
	}
	if negated || all[len(all)-1].word != "." {
		add(".")
	}
	return all
}

// keepsNegation holds the signs of a text against those of its sentences, in two ways: two words that stand side by side in
// both must have a negation between them in both or in neither; and a content word that both have must be near a negation
// in both or in neither. A sentence that has the words both ways decides nothing.
func keepsNegation(t *transcript.Transcript, claim DraftClaim, cited string) finding {
	language := t.LanguageOf(claim.Sentences)
	text, source := polarWords(claim.Text, language), polarWords(cited, language)
	plain, negated := neighbours(text)
	plainThere, negatedThere := neighbours(source)
	switch {
	case words.Any(plain, func(pair [2]string) bool { return negatedThere[pair] && !plainThere[pair] }):
		return doubt("loses a negation")
	case words.Any(negated, func(pair [2]string) bool { return plainThere[pair] && !negatedThere[pair] }):
		return doubt("adds a negation")
	}
	const next, near = 1, 4 // content words
	isNext, _ := reached(text, next)
	_, isFar := reached(text, near)
	nextThere, notNextThere := reached(source, next)
	nearThere, farThere := reached(source, near)
	switch {
	case words.Any(isFar, func(word string) bool { return nextThere[word] && !notNextThere[word] }):
		return doubt("loses a negation")
	case words.Any(isNext, func(word string) bool { return farThere[word] && !nearThere[word] }):
		return doubt("adds a negation")
	}
	return finding{}
}

// Negated says whether a text of a language has a negation.
func Negated(text, language string) bool {
	return slices.ContainsFunc(polarWords(text, language), func(w polarWord) bool { return w.negated })
}

// neighbours are the pairs of stems that stand side by side, and those with a negation between them.
func neighbours(all []polarWord) (plain, negated map[[2]string]bool) {
	plain, negated = map[[2]string]bool{}, map[[2]string]bool{}
	for i := 1; i < len(all); i++ {
		pair := [2]string{words.Stem(all[i-1].word), words.Stem(all[i].word)}
		if all[i].negated {
			negated[pair] = true
		} else if !slices.Contains(pair[:], ".") {
			plain[pair] = true
		}
	}
	for i := 1; i < len(all); i++ { // "…, he does." has lost its "not" at the end
		if all[i].word == "." && !all[i].negated {
			plain[[2]string{words.Stem(all[i-1].word), "."}] = true
		}
	}
	return plain, negated
}

// reached are the stems of the content words that stand within reach of a negation, counted in content words of the same
// clause, and of those that stand beyond it.
func reached(all []polarWord, reach int) (within, beyond map[string]bool) {
	within, beyond = map[string]bool{}, map[string]bool{}
	left := 0
	for _, w := range all {
		if w.negated {
			left = reach
		}
		switch {
		case w.word == ".":
			left = 0
		case words.Stop[w.word]:
		case left > 0:
			within[words.Stem(w.word)] = true
			left--
		default:
			beyond[words.Stem(w.word)] = true
		}
	}
	return within, beyond
}
