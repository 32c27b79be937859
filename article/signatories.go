package article

import (
	"strings"
	"unicode/utf8"

	"parley/pattern"
)

// signed heads the list of those who put their names under a letter or an appeal, in the languages that Parley reads.
var signed = pattern.Compile(`^(?:(?:the |first |initial |co-)?signator(?:y|ies)|(?:co-)?signed(?: by)?|the undersigned|(?:erst)?unterzeichn(?:er|et von)\S*|die unterzeichne\S+|` +
	`(?:premiers )?signataires|firmantes|firmado por|(?:primi )?firmatari|signatários|assinam|ondertekenaars|ondertekend door|sygnatariusze|підписанти|підписали|подписанты|подписали)\b.{0,40}$`)

// isSentence reports what ends in a full stop and is too long for a name with its initials.
func isSentence(line string) bool {
	return strings.HasSuffix(line, ".") && len(strings.Fields(line)) > 6
}

// withoutSignatories leaves out a list of signatories with its heading: names and what their bearers are, a line each. They are no
// part of what a text says.
func withoutSignatories(blocks []block) []block {
	const (
		several = 5   // lines of a list; fewer may be a letter's end
		longest = 160 // characters of a line
	)
	for i, b := range blocks {
		if utf8.RuneCountInString(b.text) > 60 || !signed.Match(strings.TrimRight(b.text, ": ")) {
			continue
		}
		end := i + 1
		for end < len(blocks) && !blocks[end].heading && utf8.RuneCountInString(blocks[end].text) <= longest && !isSentence(blocks[end].text) {
			end++
		}
		if end-i > several {
			return append(blocks[:i:i], withoutSignatories(blocks[end:])...)
		}
	}
	return blocks
}
