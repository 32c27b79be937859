package digest

import "strings"

const (
	leastConsonants = 3 // that tell a name from others
	mostConsonants  = 4 // that are compared: endings differ with case and language (Zelenskyy, Зеленского)
)

// latin spells letters of other scripts in Latin ones, roughly as newspapers do; what is a vowel does not matter here.
var latin = strings.NewReplacer(
	"а", "a", "б", "b", "в", "v", "г", "g", "ґ", "g", "д", "d", "е", "e", "є", "e", "ж", "zh", "з", "z", "и", "i", "і", "i", "ї", "i",
	"й", "i", "к", "k", "л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f", "х", "h",
	"ц", "ts", "ч", "ch", "ш", "sh", "щ", "sch", "ъ", "", "ы", "i", "ь", "", "э", "e", "ю", "iu", "я", "ia",
	"α", "a", "β", "v", "γ", "g", "δ", "d", "ε", "e", "ζ", "z", "η", "i", "θ", "th", "ι", "i", "κ", "k", "λ", "l", "μ", "m", "ν", "n",
	"ξ", "x", "ο", "o", "π", "p", "ρ", "r", "σ", "s", "ς", "s", "τ", "t", "υ", "i", "φ", "f", "χ", "h", "ψ", "ps", "ω", "o",
)

// sounds maps spellings of one consonant to one letter, longest first.
var sounds = strings.NewReplacer(
	"tsch", "s", "sch", "s", "tch", "s", "kh", "h", "ch", "s", "sh", "s", "zh", "s", "cz", "s", "sz", "s", "rz", "s", "ts", "s", "tz", "s",
	"ph", "f", "th", "t", "ck", "k", "qu", "k", "x", "ks", "c", "k", "q", "k", "z", "s", "w", "v", "j", "", "y", "",
)

// skeleton is the form in which a folded name is compared across languages: its consonants, so that Zelenskyy, Selenskyj and
// Зеленський are one. It is "" when too few are left to tell names apart.
func skeleton(word string) string {
	consonants := strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiou", r) {
			return -1
		}
		return r
	}, sounds.Replace(latin.Replace(word)))
	var b strings.Builder
	var last rune
	letters := 0
	for _, r := range consonants {
		if r != last && letters < mostConsonants {
			b.WriteRune(r)
			letters++
		}
		last = r
	}
	if letters < leastConsonants {
		return ""
	}
	return b.String()
}
