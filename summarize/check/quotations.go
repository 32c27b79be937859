package check

import (
	"parley/summarize/transcript"
	"parley/summarize/words"
	"slices"
	"strings"
)

const (
	minCopied = 3 // words in a row of a quotation that make a copy of it
	maxSwap   = 2 // words in place of as many, within a copy, that make it an altered one
)

// keepsQuotationsWhole holds a text against the quotations in the sentences that it cites. It may use their words without
// the marks, as reported speech does, but neither put other words between them nor join the words of two.
func keepsQuotationsWhole(t *transcript.Transcript, claim DraftClaim, cited string) finding {
	text := words.Folded(claim.Text)
	quotations := quotedIn(t, claim.Sentences)
	if len(quotations) == 0 {
		return finding{}
	}
	known := words.Stems(cited + " " + claim.By + " " + strings.Join(t.NamesIn(claim.Sentences), " "))
	for word := range languageOf(t.LanguageOf(claim.Sentences)).Denial {
		known[words.Stem(word)] = true // a lost or added one is the business of keepsNegation
	}
	for _, q := range quotations {
		if alters(text, q.words, known) {
			return doubt("alters a quotation")
		}
	}
	source := words.Folded(cited)
	for i, a := range quotations {
		for _, b := range quotations[i+1:] {
			if !a.goesOn(b) && splices(text, a.words, b.words, source) || splices(text, b.words, a.words, source) {
				return doubt("joins two quotations")
			}
		}
	}
	return finding{}
}

// A quoted is a quotation's words, with where it stands.
type quoted struct {
	source, index int
	sentence      int // of the given ones, the first that holds a part of it
	attribution   int // -1: none
	words         []string
}

// goesOn says whether another quotation is the rest of this one, broken off by its cue: “We will not,” she said, “sign.”
func (q quoted) goesOn(other quoted) bool {
	return q.source == other.source && q.sentence == other.sentence && q.index+1 == other.index &&
		q.attribution >= 0 && q.attribution == other.attribution
}

// quotedIn are all quotations, attributed or not, that stand in the given sentences in whole or in part.
func quotedIn(t *transcript.Transcript, numbers []int) []quoted {
	var found []quoted
	for _, number := range numbers {
		if number < 1 || number > len(t.Sentences) {
			continue
		}
		at := t.Sentences[number-1]
		reading := t.Sources[at.Source].Reading
		sentence := reading.Sentences[at.Index]
		for i, q := range reading.Quotations {
			known := slices.ContainsFunc(found, func(f quoted) bool { return f.source == at.Source && f.index == i })
			if known || q.Start >= sentence.End || q.End <= sentence.Start {
				continue
			}
			if spoken := words.Folded(reading.Text[q.Start:q.End]); len(spoken) > minCopied {
				found = append(found, quoted{at.Source, i, number, q.Attribution, spoken})
			}
		}
	}
	return found
}

// alters says whether a text copies a quotation but for a word or two. Words that the quotation's sentences have elsewhere
// (a name for "he"), other forms of the same word and function words may change: reported speech needs them to.
func alters(text, quotation []string, known map[string]bool) bool {
	for i := range text {
		for swap := 1; swap <= maxSwap && i+swap <= len(text) && foreign(text[i:i+swap], known); swap++ {
			for j := range quotation {
				for instead := 0; instead <= maxSwap && j+instead <= len(quotation); instead++ {
					before := matchBack(text[:i], quotation[:j])
					after := matchOn(text[i+swap:], quotation[j+instead:])
					if before+after > minCopied && isSwap(before, after, i, len(text)-i-swap, quotation[j:j+instead]) {
						return true
					}
				}
			}
		}
	}
	return false
}

// isSwap says whether words that stand between before and after copied ones replace a part of the copy, and do not only
// stand at its edge: there they are a swap when the text begins or ends with them, and a content word gives way ("it is a
// shame" may become "the tax is a shame").
func isSwap(before, after, from, rest int, replaced []string) bool {
	if before > 0 && after > 0 {
		return true
	}
	content := slices.ContainsFunc(replaced, func(word string) bool { return !words.Stop[word] })
	return content && (before > 0 || from == 0) && (after > 0 || rest == 0)
}

// foreign says whether every word is a content word that is not known.
func foreign(run []string, known map[string]bool) bool {
	return !slices.ContainsFunc(run, func(word string) bool { return words.Stop[word] || known[words.Stem(word)] })
}

func matchBack(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

func matchOn(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// splices says whether words of one quotation run straight on into words of another, where the article does not.
func splices(text, front, back, source []string) bool {
	for i := minCopied; i+minCopied <= len(text); i++ {
		if before, after := longestEnd(text[:i], front), longestStart(text[i:], back); before >= minCopied && after >= minCopied &&
			!containsRun(source, text[i-minCopied:i+minCopied]) && before+after > 2*minCopied {
			return true
		}
	}
	return false
}

// longestEnd is how many of the last words of a text stand in a row in a quotation.
func longestEnd(text, quotation []string) int {
	longest := 0
	for j := range quotation {
		longest = max(longest, matchBack(text, quotation[:j+1]))
	}
	return longest
}

// longestStart is how many of the first words of a text stand in a row in a quotation.
func longestStart(text, quotation []string) int {
	longest := 0
	for j := range quotation {
		longest = max(longest, matchOn(text, quotation[j:]))
	}
	return longest
}

func containsRun(all, run []string) bool {
	for i := 0; i+len(run) <= len(all); i++ {
		if slices.Equal(all[i:i+len(run)], run) {
			return true
		}
	}
	return false
}
