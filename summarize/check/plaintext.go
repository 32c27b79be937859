package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// isShortPlainText wants a text that can be shown as it is: short, with nothing unseen in it and nothing that formats. A
// quotation mark is a promise that code alone can keep.
func isShortPlainText(_ *transcript.Transcript, claim DraftClaim, cited string) finding {
	text := strings.TrimSpace(claim.Text)
	limit := MaxText + bracketed(claim)
	if bare := strings.TrimPrefix(strings.TrimSuffix(text, "."), "["+claim.By+"] "); strings.Contains(cited, bare) || strings.Contains(words.Unquoted(cited), bare) {
		limit = MaxCopied
	}
	switch {
	case text == "" || !utf8.ValidString(text):
		return fall("is empty")
	case utf8.RuneCountInString(text) > limit:
		return fall("is too long")
	case hasHole(text):
		return fall("has a hole")
	case words.Unquoted(text) != text:
		return fall("holds a quotation mark")
	case strings.ContainsAny(text, "*_`~|<>#\\") || strings.ContainsFunc(text, invisible):
		return fall("holds markup")
	}
	return finding{}
}

// hole is where a page's text has lost a word before a full stop: "her new book, ." The dots of words left out are none.
var hole = pattern.Lazy(`(?:[^.\s…] |, ?)\.(?:[”"’')\s]|$)`)

// hasHole says whether a text has lost a word.
func hasHole(text string) bool { return hole.MatchString(strings.ReplaceAll(text, ". . .", "…")) }

// bracketed is the room that a name in brackets takes where the article has a pronoun.
func bracketed(claim DraftClaim) int {
	if strings.HasPrefix(claim.Text, "["+claim.By+"]") {
		return utf8.RuneCountInString(claim.By) + 2
	}
	return 0
}

// invisible are characters that a reader does not see: controls, format characters, private use, unassigned.
func invisible(r rune) bool { return !unicode.IsGraphic(r) }

// isPlainName says whether a name is one that can be shown: short, and with nothing in it that acts.
func isPlainName(name string) bool {
	claim := DraftClaim{Text: name}
	return isShortPlainText(nil, claim, "").outcome == stands && carriesNoLinkOrMention(nil, claim, "").outcome == stands
}

// IsPlainText says whether a text of 280 characters at most can be shown as it is: nothing unseen in it, nothing that formats
// or acts, and no quotation mark.
func IsPlainText(text string) bool {
	claim := DraftClaim{Text: text}
	return isShortPlainText(nil, claim, text).outcome == stands && carriesNoLinkOrMention(nil, claim, "").outcome == stands
}

// unmark takes the quotation marks off a text whose marked words all stand in its sentences, letter by letter: reported
// speech may use them without the marks. Others it leaves as they are, to fall.
func unmark(text, cited string) string {
	plain := words.Unquoted(text)
	if plain == text {
		return text
	}
	spoken := words.Unquoted(cited)
	for _, marked := range words.Quoted(text) {
		if !strings.Contains(spoken, strings.TrimRight(marked, ".,;:!? ")) {
			return text
		}
	}
	return plain
}
