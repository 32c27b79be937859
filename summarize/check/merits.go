package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/summarize/words"
)

// What a quotation is worth to somebody who reads nothing else.
const (
	Whole    = "sentence" // opens and ends as a sentence does
	Fragment = "fragment" // a part of one
)

// FormOf says whether a quotation is a sentence, or more than one, or a fragment. Where a language puts the comma outside the marks,
// the last word need not end with a sign.
func FormOf(text, language string) string {
	const least = 4 // words of a sentence that no sign ends
	trimmed := strings.TrimLeft(text, words.QuotationMarks+"'‘([ ")
	first, _ := utf8.DecodeRuneInString(trimmed)
	all := strings.Fields(text)
	if len(all) < 2 || hasHole(text) || unicode.IsLower(first) || isTitle(all, language) {
		return Fragment
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, words.QuotationMarks+"'’)] "))
	if last == ':' {
		return Fragment
	}
	if strings.ContainsRune(".!?,…。！？", last) || len(all) >= least && strings.ContainsAny(text, ".!?") {
		return Whole
	}
	if len(all) >= least && (language != "en" || words.Any(words.FoldedSet(text), func(word string) bool { return usualVerbs[word] })) {
		return Whole
	}
	return Fragment
}

// isTitle says whether most longer words of a short text have capitals, as those of a book have.
func isTitle(all []string, language string) bool {
	const longer, most = 4, 10 // letters, words
	if language == "de" || len(all) > most {
		return false
	}
	long, capitals := 0, 0
	for _, word := range all {
		if first, _ := utf8.DecodeRuneInString(word); utf8.RuneCountInString(word) >= longer {
			long++
			if unicode.IsUpper(first) {
				capitals++
			}
		}
	}
	return long > 1 && capitals*3 > long*2
}

// usualVerbs are words that tell a clause from a name.
var usualVerbs = words.List(`is are was were am be have has had do does did will would can could should may might must it’s that’s we’re i’m
	they’re you’re he’s she’s don’t doesn’t didn’t won’t can’t isn’t aren’t wasn’t weren’t i’ve we’ve i’ll we’ll need want know think go get make see`)

// backward are words that open what only the text before explains: of English, and of the other languages that Parley reads.
var (
	backward      = words.List("he she they it him her them his their its that this these those such so and or but because which who then therefore also still yet")
	backwardOther = words.List(`er sie es das dies diese dieser dieses und oder aber denn weil il elle ils elles ce cela ça cette ces et ou mais donc car él ella
		ellos ellas eso esto ese esta y o pero porque lui lei loro questo quello e ma perché ele ela eles isso isto esse essa mas hij zij ze dat dit deze en
		maar want on ona oni to i ale bo він вона вони це і але бо он она они это и но`)
)

// StandsAlone says whether a quotation can be understood without the sentence before it: it opens with no word that points back.
func StandsAlone(text, language string) bool {
	first, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(words.First(text)), "'", "’"), "’")
	if language == "en" {
		return !backward[first]
	}
	return !backwardOther[first]
}
