package summarize

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// negations turn a sentence around. Those that hang on a verb ("n't", "cannot", "without") are cut off by polarWords.
var negations = wordList(`not no never nor neither none nobody nothing nicht kein keine keinen keiner keinem nie niemals pas jamais
	ne nunca jamás ningún ninguna não nem nenhum nenhuma non mai nessun nessuna niet geen nooit ні не немає никто никогда нет nie
	nigdy żaden żadna`)

// A polarWord is a word with its sign: negated when a negation stands right before it.
type polarWord struct {
	word    string // small letters; "." for a break
	negated bool
}

// verbOfNegation undoes the forms that a verb takes before "n't".
var verbOfNegation = map[string]string{"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall", "ain't": "is"}

// polarWords reads a text as words with signs. A break stands at each end, and where the punctuation has one.
func polarWords(text string) []polarWord {
	words := []polarWord{{".", false}}
	negated := false
	add := func(word string) {
		words = append(words, polarWord{word, negated})
		negated = false
	}
	for field := range strings.FieldsSeq(text) {
		for _, token := range tokens(field) {
			folded := strings.ToLower(token)
			verb, contracted := strings.CutSuffix(folded, "n't")
			if other := verbOfNegation[folded]; other != "" {
				verb, contracted = other, true
			}
			switch {
			case contracted:
				add(verb)
				negated = true
			case folded == "without":
				negated = true
				add("with")
			case folded == "longer" && negated: // "no longer"
			case negations[folded]:
				negated = true
			default:
				add(folded)
			}
		}
		end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(field, quotationMarks+"'’)"))
		if strings.ContainsRune(".;:!?—–", end) {
			add(".")
		}
	}
	if negated || words[len(words)-1].word != "." {
		add(".")
	}
	return words
}

// keepsNegation holds the signs of a text against those of its sentences, in two ways: two words that stand side by side in
// both must have a negation between them in both or in neither; and a content word that both have must be near a negation
// in both or in neither. A sentence that has the words both ways decides nothing.
func keepsNegation(_ *Transcript, claim DraftClaim, cited string) string {
	text, source := polarWords(claim.Text), polarWords(cited)
	plain, negated := neighbours(text)
	plainThere, negatedThere := neighbours(source)
	switch {
	case anyOf(plain, func(pair [2]string) bool { return negatedThere[pair] && !plainThere[pair] }):
		return "loses a negation"
	case anyOf(negated, func(pair [2]string) bool { return plainThere[pair] && !negatedThere[pair] }):
		return "adds a negation"
	}
	const next, near = 1, 4 // content words
	isNext, _ := reached(text, next)
	_, isFar := reached(text, near)
	nextThere, notNextThere := reached(source, next)
	nearThere, farThere := reached(source, near)
	switch {
	case anyOf(isFar, func(word string) bool { return nextThere[word] && !notNextThere[word] }):
		return "loses a negation"
	case anyOf(isNext, func(word string) bool { return farThere[word] && !nearThere[word] }):
		return "adds a negation"
	}
	return ""
}

func hasNegation(text string) bool {
	return slices.ContainsFunc(polarWords(text), func(w polarWord) bool { return w.negated })
}

func anyOf[K comparable](set map[K]bool, holds func(K) bool) bool {
	for key := range set {
		if holds(key) {
			return true
		}
	}
	return false
}

// neighbours are the pairs of stems that stand side by side, and those with a negation between them.
func neighbours(words []polarWord) (plain, negated map[[2]string]bool) {
	plain, negated = map[[2]string]bool{}, map[[2]string]bool{}
	for i := 1; i < len(words); i++ {
		pair := [2]string{stem(words[i-1].word), stem(words[i].word)}
		if words[i].negated {
			negated[pair] = true
		} else if !slices.Contains(pair[:], ".") {
			plain[pair] = true
		}
	}
	for i := 1; i < len(words); i++ { // "…, he does." has lost its "not" at the end
		if words[i].word == "." && !words[i].negated {
			plain[[2]string{stem(words[i-1].word), "."}] = true
		}
	}
	return plain, negated
}

// reached are the stems of the content words that stand within reach of a negation, counted in content words of the same
// clause, and of those that stand beyond it.
func reached(words []polarWord, reach int) (within, beyond map[string]bool) {
	within, beyond = map[string]bool{}, map[string]bool{}
	left := 0
	for _, w := range words {
		if w.negated {
			left = reach
		}
		switch {
		case w.word == ".":
			left = 0
		case stopwords[w.word]:
		case left > 0:
			within[stem(w.word)] = true
			left--
		default:
			beyond[stem(w.word)] = true
		}
	}
	return within, beyond
}
