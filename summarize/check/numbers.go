package check

import (
	"strings"

	"parley/summarize/transcript"
	"parley/summarize/words"
)

// numbersIn is the set of a text's numbers in one form each, with whether each stands there in digits.
func numbersIn(text, language string) map[string]bool {
	set := map[string]bool{}
	for _, n := range numbersOf(text, language) {
		set[n.key()] = set[n.key()] || n.digits
	}
	return set
}

// keepsNumbers wants each number of a text in its sentences. One in digits that they lack is wrong; one in words may be
// counted ("two ministers") or a way of speaking ("half the town"), and is only doubted.
func keepsNumbers(t *transcript.Transcript, claim DraftClaim, cited string) finding {
	language := t.LanguageOf(claim.Sentences)
	known := knownNumbers(cited, language)
	found := finding{}
	for _, n := range numbersOf(claim.Text, language) {
		switch {
		case known.have(n):
		case n.digits:
			return finding{falls, "has a number that its sentences lack", lacking(t, claim, n.written)}
		default:
			found = doubt("has a number that its sentences lack")
		}
	}
	return found
}

// A numberSet is what numbers a text gives right to.
type numberSet map[string]bool

func (s numberSet) have(n amount) bool {
	return s[n.key()] || n.alone > 0 && s[keyOf(n.alone)] || fractions[n.name] != "" && s[fractions[n.name]]
}

// knownNumbers are the numbers that sentences give right to: 1 where they have "one" or "a", "millions" and "several million" where they
// have "3 million", a third where they have "third".
func knownNumbers(cited, language string) numberSet {
	known := numberSet{}
	for _, n := range numbersOf(cited, language) {
		known[n.key()], known[n.size] = true, true
		if n.alone > 0 {
			known[keyOf(n.alone)] = true
		}
		for name, size := range vague {
			if n.value < 1000*size {
				known[strings.TrimSuffix(name, "s")] = known[strings.TrimSuffix(name, "s")] || n.value >= size
				known[name] = known[name] || n.value >= 2*size
			}
		}
	}
	for word := range words.FoldedSet(cited) {
		if ones[word] {
			known["1"] = true
		}
		if fraction := fractions[word]; fraction != "" {
			known[fraction] = true
		}
	}
	return known
}
