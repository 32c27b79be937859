package score

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
)

// straight turns typographic quotation marks into plain ones. White space and quotation marks are all that a comparison
// word for word forgives.
var straight = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`, "″", `"`,
	"‘", "'", "’", "'", "‚", "'", "‛", "'", "′", "'", "´", "'", "`", "'")

// normal folds white space and quotation marks.
func normal(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(straight.Replace(s), "''", `"`)), " ")
}

// A folded text is normal but for white space at its ends, with the way back.
type folded struct {
	text string
	raw  []int // for each byte of text, and its end, the code point of the original
}

func fold(original []rune) folded {
	var out strings.Builder
	var f folded
	put := func(s string, at int) {
		out.WriteString(s)
		for range len(s) {
			f.raw = append(f.raw, at)
		}
	}
	blank := true // a leading blank is left out, as is every one after another
	for i := 0; i < len(original); i++ {
		c := straight.Replace(string(original[i]))
		switch {
		case c == "'" && i+1 < len(original) && straight.Replace(string(original[i+1])) == "'":
			put(`"`, i)
			i++
			blank = false
		case unicode.IsSpace(original[i]):
			if !blank {
				put(" ", i)
			}
			blank = true
		default:
			put(c, i)
			blank = false
		}
	}
	f.text = out.String()
	f.raw = append(f.raw, len(original))
	return f
}

// bare is a normal text without the quotation marks around it.
func bare(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || !strings.ContainsAny(s[:1]+s[len(s)-1:], `"'`) {
		return s
	}
	return strings.TrimSpace(strings.Trim(strings.TrimSpace(strings.Trim(s, `"`)), "'"))
}

var token = pattern.Lazy(`[a-z0-9]+(?:'[a-z]+)?`)

func tokens(s string) []string { return token.FindAllString(strings.ToLower(normal(s)), -1) }

// tokenF1 is the harmonic mean of the shares of tokens that each text has in common with the other.
func tokenF1(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	count := map[string]int{}
	for _, t := range a {
		count[t]++
	}
	shared := 0
	for _, t := range b {
		if count[t] > 0 {
			count[t]--
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}

func contains(long, short []string) bool {
	for i := 0; i+len(short) <= len(long); i++ {
		if slices.Equal(long[i:i+len(short)], short) {
			return true
		}
	}
	return false
}

// abbreviations end with a full stop that ends no sentence.
var abbreviations = set(`mr mrs ms dr sen rep gov gen lt col capt sgt maj rev hon prof st jr sr vs no inc corp co ltd
jan feb mar apr jun jul aug sept sep oct nov dec ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass
mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo d r i u.s u.n u.k d.c n.y n.j n.h n.c s.c
a.m p.m e.g i.e ph.d etc pres atty sens reps govs messrs ft mt`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, word := range strings.Fields(words) {
		m[word] = true
	}
	return m
}

var initials = pattern.Lazy(`^(?:[a-z]|(?:[a-z]\.)+[a-z])$`)

// sentences are the spans of a text's sentences; a line break always ends one.
func sentences(text []rune) []Span {
	var spans []Span
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && text[end] != '\n' {
			end++
		}
		spans = append(spans, lineSentences(text, start, end)...)
		start = end + 1
	}
	return spans
}

func lineSentences(text []rune, start, end int) (spans []Span) {
	from := start
	add := func(to int) {
		a, b := from, to
		for a < b && unicode.IsSpace(text[a]) {
			a++
		}
		for b > a && unicode.IsSpace(text[b-1]) {
			b--
		}
		if b > a {
			spans = append(spans, Span{a, b})
		}
		from = to
	}
	for i := start; i < end; {
		marks := run(text[i:end], ".!?…")
		if marks == 0 {
			i++
			continue
		}
		stop := i + marks
		stop += run(text[stop:end], "\"'”’)]")
		if opens(text[stop:end]) && !(stop-i == 1 && text[i] == '.' && abbreviated(text[from:i])) {
			add(stop)
		}
		i = stop
	}
	add(end)
	return spans
}

// run counts the runes at the front that are among those given.
func run(text []rune, among string) int {
	n := 0
	for n < len(text) && strings.ContainsRune(among, text[n]) {
		n++
	}
	return n
}

// opens says whether a sentence may begin after a blank here.
func opens(text []rune) bool {
	n := 0
	for n < len(text) && unicode.IsSpace(text[n]) {
		n++
	}
	if n == 0 {
		return false
	}
	n += run(text[n:], "\"'“‘([—-")
	return n < len(text) && (text[n] >= 'A' && text[n] <= 'Z' || text[n] >= '0' && text[n] <= '9')
}

var lastWord = pattern.Lazy(`[A-Za-z][A-Za-z.]*$`)

func abbreviated(text []rune) bool {
	word := strings.ToLower(lastWord.FindString(string(text)))
	return abbreviations[word] || initials.MatchString(word)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }

// touched are the numbers of the sentences that share a word with one of the spans.
func touched(text []rune, sentences []Span, spans ...Span) map[int]bool {
	hit := map[int]bool{}
	for _, span := range spans {
		inWord := false
		for i := max(0, span[0]); i < min(span[1], len(text)); i++ {
			word := isWord(text[i])
			if word && !inWord {
				at := sort.Search(len(sentences), func(n int) bool { return sentences[n][1] > i })
				if at < len(sentences) && sentences[at][0] <= i {
					hit[at] = true
				}
			}
			inWord = word
		}
	}
	return hit
}

// find is the places of a normal text in a folded one, at word boundaries, the first twenty at most, in code points of the
// original.
func (f folded) find(part string) []Span {
	var found []Span
	for at := 0; len(found) < 20; at++ {
		next := strings.Index(f.text[at:], part)
		if next < 0 {
			break
		}
		at += next
		end := at + len(part)
		if !joined(f.text[:at], part) && !joined(part, f.text[end:]) {
			found = append(found, Span{f.raw[at], f.raw[end]})
		}
	}
	return found
}

// joined says whether the seam between two texts runs through a word.
func joined(left, right string) bool {
	before, _ := utf8.DecodeLastRuneInString(left)
	after, _ := utf8.DecodeRuneInString(right)
	return left != "" && right != "" && isWord(before) && before != '_' && isWord(after) && after != '_'
}
