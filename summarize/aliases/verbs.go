package aliases

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed verbs.txt
var verbsText string

var bases = sync.OnceValue(func() map[string]string {
	bases := map[string]string{}
	for _, g := range mustParse(verbsText) {
		for _, form := range g.names[1:] {
			bases[form] = g.label
		}
	}
	return bases
})

// Base returns the base form, in small letters, of an irregular form of an English verb ("took": "take") or of an irregular plural
// ("women": "woman"). Any other word, a regular form too, comes back as it is. A form that is also another word is taken
// as the verb's: "left" is "leave".
func Base(word string) string {
	if base, known := bases()[strings.ToLower(word)]; known {
		return base
	}
	return word
}
