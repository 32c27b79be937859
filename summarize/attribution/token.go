package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/summarize/attribution/language"
)

// A kind is the rough sort of a token.
type kind uint8

const (
	word kind = iota
	number
	punct
	mark // a quotation mark, or an apostrophe that stands where one could
)

// A shape is what can be seen of a word without knowing it.
type shape uint8

const (
	capital    shape = 1 << iota // begins with an upper-case letter
	allCaps                      // has two or more letters, all of them upper-case
	dotted                       // ends in a full stop that belongs to it: "Mr.", "U.S."
	spaced                       // white space or the paragraph's start stands before it
	spaceAfter                   // white space or the paragraph's end stands after it
	hyphened                     // holds a hyphen
	plural                       // ends in s
	reopening                    // a mark that opens again, within it, the quotation that it stands in
)

// A token is a word, number, mark or sign of the text. Possessive and verbal endings ("'s", "'ll") are tokens of
// their own.
type token struct {
	Span
	hash   uint64 // of the lower-case word, by which the lexicon and the models know it
	suffix uint64 // of its last three letters
	lemma  uint64 // of its dictionary form, where the lexicon gives one, else of its stem
	class  class  // what the lexicon says of it
	kind   kind
	shape  shape
	tag    tag
	sign   rune  // the character of a punct or mark; for '' and `` the straight double mark
	para   int32 // paragraph
	sent   int32 // sentence
	quote  int32 // index of the quotation that it stands in, its marks included, or -1
}

func (t *token) is(s shape) bool { return t.shape&s != 0 }
func (t *token) in(c class) bool { return t.class&c != 0 }

// A tokenizer cuts one text into tokens. The words are folded and hashed as they are read, so that nothing after it
// needs their letters.
type tokenizer struct {
	text   string
	lex    *lexicon
	tokens []token
	known  [512]known // by the end of their hashes, for most words of a text come again
}

// A known is a word that the lexicon has been asked for.
type known struct {
	word  string // as it is written: the lexicon minds capitals
	entry language.Entry
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// hashWord is the hash of a word's lower-case letters.
func hashWord(w string) uint64 { return language.Hash(w) }

// stem is the hash of a word without its ending.
func stem(w string) uint64 { return language.Stem(w) }

func isLetter(r rune) bool { return language.IsLetter(r) }

// paragraph appends the tokens of text[p.Start:p.End].
func (z *tokenizer) paragraph(p Span, index int) {
	for i := p.Start; i < p.End; {
		r, n := utf8.DecodeRuneInString(z.text[i:p.End])
		if isSpace(r) {
			i += n
			continue
		}
		first := len(z.tokens)
		i = z.next(i, p.End, r, n)
		for j := first; j < len(z.tokens); j++ {
			t := &z.tokens[j]
			t.para, t.quote = int32(index), -1
			if z.spaceBefore(t.Start, p.Start) {
				t.shape |= spaced
			}
			if t.End >= p.End || z.spaceAt(t.End) {
				t.shape |= spaceAfter
			}
		}
	}
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\r' || r == '\u00a0' || r == '\u200b' || r >= 0x80 && (unicode.IsSpace(r) || unicode.Is(unicode.Zs, r))
}

func (z *tokenizer) spaceBefore(i, start int) bool {
	if i <= start {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(z.text[start:i])
	return isSpace(r)
}

func (z *tokenizer) spaceAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(z.text[i:])
	return isSpace(r) || r == '\n'
}

// next appends the token (or the word and its ending) that begins at i with the rune r of n bytes, and returns where
// it ends.
func (z *tokenizer) next(i, end int, r rune, n int) int {
	if isLetter(r) || unicode.IsDigit(r) || (r == '@' || r == '#') && i+1 < end && isLetter(rune(z.text[i+1])) {
		return z.word(i, end)
	}
	t := token{Span: Span{i, i + n}, kind: punct, sign: r}
	if sign, size := readMark(z.text[i:end], z.spaceBefore(i, 0) || z.text[i-1] == '\n'); size > 0 {
		t.kind, t.sign, t.End = mark, sign, i+size
	}
	switch r {
	case '.': // an ellipsis is one sign
		for t.End < end && z.text[t.End] == '.' {
			t.End++
		}
	}
	t.hash = hashWord(z.text[i:t.End])
	t.tag = tagPunct
	z.tokens = append(z.tokens, t)
	return t.End
}

// A wordScan is what the letters of a word show as they are read.
type wordScan struct {
	letters, uppers, digits int
	shape                   shape
	ending                  int  // where an ending such as 's begins, or -1
	last                    rune // the letter, digit or sign before
}

// add takes in a letter or digit; it is false for any other sign.
func (w *wordScan) add(r rune) bool {
	switch {
	case isLetter(r):
		w.letters++
		w.uppers += boolInt(r < utf8.RuneSelf && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r))
	case unicode.IsDigit(r):
		w.digits++
	default:
		return false
	}
	return true
}

// word reads the word or number that begins at i.
func (z *tokenizer) word(i, end int) int {
	w := wordScan{ending: -1}
	j := i
	for j < end {
		r, n := utf8.DecodeRuneInString(z.text[j:end])
		if !w.add(r) && j > i { // a sign; @name and #tag begin with one
			next, _ := utf8.DecodeRuneInString(z.text[j+n : end])
			if !joins(r, w.last, next, j+n < end) {
				break
			}
			switch r {
			case '-', '‑':
				w.shape |= hyphened
			case '\'', '’':
				if z.elided(i, j, n, next) {
					z.add(i, j+n, elidedShape(z.text[i:]), w.letters, w.digits)
					return j + n
				}
				w.ending = j
			}
		}
		w.last = r
		j += n
	}
	if w.ending > i && !isEnding(z.text[w.ending:j]) {
		w.ending = -1
	}
	return z.endWord(&w, i, j, end)
}

// endWord appends the word text[i:j] with the ending or full stop that belongs to it, and returns where it ends.
func (z *tokenizer) endWord(w *wordScan, i, j, end int) int {
	stop := j
	if w.ending > i {
		stop = w.ending
	} else if j < end && z.text[j] == '.' && z.ownsStop(i, j, end) {
		stop++
		j++
		w.shape |= dotted
	}
	if first, _ := utf8.DecodeRuneInString(z.text[i:]); unicode.IsUpper(first) {
		w.shape |= capital
		if n := z.ownersMark(j, end, w.last); n > 0 {
			j += n
			stop = j
		}
	}
	if w.uppers > 1 && w.uppers >= w.letters-1 && w.letters-w.uppers <= boolInt(w.ending > i) {
		w.shape |= allCaps
	}
	if w.shape&hyphened != 0 {
		if cut, pronoun := z.lex.Enclitic(z.text[i:stop]); cut > 0 {
			z.add(i, i+cut, w.shape&^hyphened, w.letters, w.digits)
			z.add(i+pronoun, stop, 0, w.letters, w.digits)
			return j
		}
	}
	z.add(i, stop, w.shape, w.letters, w.digits)
	if w.ending > i {
		z.add(w.ending, j, 0, 1, 0)
	}
	return j
}

// ownersMark is the length of an apostrophe at j that belongs to the name of a body: "Islanders’ Association".
func (z *tokenizer) ownersMark(j, end int, prev rune) int {
	if prev != 's' || j >= end {
		return 0
	}
	r, n := utf8.DecodeRuneInString(z.text[j:end])
	if r != '\'' && r != '’' {
		return 0
	}
	next, ok := strings.CutPrefix(z.text[j+n:end], " ")
	if word := strings.IndexFunc(next, func(r rune) bool { return !isLetter(r) }); word > 0 {
		next = next[:word]
	}
	first, _ := utf8.DecodeRuneInString(next)
	if !ok || !unicode.IsUpper(first) || z.lex.Class(hashWord(next))&bodyWord == 0 {
		return 0
	}
	return n
}

// elided reports whether the apostrophe at j ends a word of its own, such as French "l'", before another: not "L'Aquila".
func (z *tokenizer) elided(i, j, n int, next rune) bool {
	if !z.lex.Elides(z.text[i : j+n]) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(z.text[i:])
	return !unicode.IsUpper(first) || !unicode.IsUpper(next)
}

func elidedShape(w string) shape {
	if first, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(first) {
		return capital
	}
	return 0
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (z *tokenizer) add(i, j int, sh shape, letters, digits int) {
	t := token{Span: Span{i, j}, shape: sh, hash: hashWord(z.text[i:j])}
	if letters == 0 && digits > 0 {
		t.kind = number
	}
	tail := j
	for k := 0; k < 3 && tail > i; k++ {
		_, n := utf8.DecodeLastRuneInString(z.text[i:tail])
		tail -= n
	}
	t.suffix = hashWord(z.text[tail:j])
	if z.text[j-1] == 's' {
		t.shape |= plural
	}
	k := &z.known[t.hash%uint64(len(z.known))]
	if w := z.text[i:j]; k.word != w {
		*k = known{w, z.lex.Word(w, t.hash)}
	}
	t.class, t.lemma = k.entry.Class, k.entry.Lemma
	z.tokens = append(z.tokens, t)
}

// joins reports whether the sign r between prev and next belongs inside a word.
func joins(r, prev, next rune, more bool) bool {
	if !more {
		return false
	}
	switch r {
	case '\'', '’', '/':
		return isLetter(prev) && isLetter(next)
	case '-', '‑', '&', '_', '@':
		return isAlphanumeric(prev) && isAlphanumeric(next)
	case '.':
		return stopJoins(prev, next)
	case ',', ':':
		return unicode.IsDigit(prev) && unicode.IsDigit(next)
	}
	return false
}

func isAlphanumeric(r rune) bool { return isLetter(r) || unicode.IsDigit(r) }

// stopJoins reports whether a full stop between two signs belongs inside a word: "U.S", "example.com", "3.5"; but not "he said.Then".
func stopJoins(prev, next rune) bool {
	if unicode.IsDigit(prev) {
		return isLetter(next) || unicode.IsDigit(next)
	}
	return isLetter(prev) && isLetter(next) && (!unicode.IsUpper(next) || unicode.IsUpper(prev))
}

// isEnding reports whether s, which begins with an apostrophe, is an English ending that is a word of its own. "n't"
// stays with its verb.
func isEnding(s string) bool {
	_, n := utf8.DecodeRuneInString(s)
	switch s[n:] {
	case "s", "S", "ll", "re", "ve", "d", "m":
		return true
	}
	return false
}

// ownsStop reports whether the full stop at j belongs to the word text[i:j]: an abbreviation, an initial, or letters
// with stops between them.
func (z *tokenizer) ownsStop(i, j, end int) bool {
	w := z.text[i:j]
	if len(w) == 1 {
		return 'A' <= w[0] && w[0] <= 'Z' && w != "I" || z.lex.Abbreviates(w)
	}
	if r, n := utf8.DecodeRuneInString(w); n == len(w) && unicode.IsUpper(r) && z.lex.Code != "en" {
		return true // an initial of another script
	}
	if len(w) >= 3 && len(w)%2 == 1 && w[1] == '.' { // U.S, a.m
		for k := 1; k < len(w); k += 2 {
			if w[k] != '.' {
				return false
			}
		}
		return true
	}
	return z.lex.Abbreviates(w)
}
