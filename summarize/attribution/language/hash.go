package language

import "unicode"

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// Hash is the hash of a word's lower-case letters: FNV-1a over its runes, curly apostrophes read as straight ones.
func Hash(s string) uint64 {
	h := uint64(fnvOffset)
	for _, r := range s {
		h = (h ^ uint64(Fold(r))) * fnvPrime
	}
	return h
}

// Fold is the lower-case form of a letter.
func Fold(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < 0x80:
		return r
	case r == '’':
		return '\''
	}
	return unicode.ToLower(r)
}

// IsLetter reports whether r is part of a word, marks such as accents included.
func IsLetter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0x80 && (unicode.IsLetter(r) || unicode.IsMark(r))
}

// Stem is the hash of a word without the endings of English verbs and plurals. It is crude: only equal stems matter.
func Stem(w string) uint64 {
	for _, end := range [...]string{"ing", "ied", "ies", "ed", "es", "s"} {
		if n := len(w) - len(end); n >= 3 && w[n:] == end {
			w = w[:n]
			break
		}
	}
	if n := len(w); n > 3 && (w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'l' || w[n-1] == 'e' || w[n-1] == 'y') {
		w = w[:n-1]
	}
	return Hash(w)
}
