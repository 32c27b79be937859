package digest

import (
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	sameRun    = 5 // words in a row that two texts have in common when one repeats the other
	newInLine  = 3 // words that a line has to have beyond those that were told, to tell anything
	newInQuote = 2 // and somebody's own
)

// A memo is what is told of one story, so that nothing is told twice.
type memo struct {
	*tokenizer
	runs  map[uint64]bool
	stems map[string]bool
}

func newMemo(texts ...string) *memo {
	m := &memo{theTokenizer(), map[uint64]bool{}, map[string]bool{}}
	for _, text := range texts {
		m.tell(text)
	}
	return m
}

func (m *memo) tell(text string) {
	for _, run := range runsOf(text) {
		m.runs[run] = true
	}
	for _, stem := range m.stemsOf(text) {
		m.stems[stem] = true
	}
}

// adds says whether a text tells something that was not told: it has no run of words in common with what was, and at least some words of its own.
func (m *memo) adds(text string, least int) bool {
	for _, run := range runsOf(text) {
		if m.runs[run] {
			return false
		}
	}
	fresh := slices.DeleteFunc(m.stemsOf(text), func(stem string) bool { return m.stems[stem] })
	return len(fresh) >= least
}

// shared counts the words that were told and that a text has, be it with another ending.
func (m *memo) shared(text string) (count int) {
	own := m.stemsOf(text)
	for told := range m.stems {
		if slices.ContainsFunc(own, func(stem string) bool { return isLike(stem, told) }) {
			count++
		}
	}
	return count
}

// unlike counts the words of a text that are no form of one that was told.
func (m *memo) unlike(text string) int {
	told := slices.Collect(maps.Keys(m.stems))
	return len(slices.DeleteFunc(m.stemsOf(text), func(own string) bool {
		return slices.ContainsFunc(told, func(stem string) bool { return isLike(own, stem) })
	}))
}

// stemsOf are the words of a text that say what it is about, each once.
func (m *memo) stemsOf(text string) (stems []string) {
	for _, tok := range m.read(text, "", leadWords) {
		if tok.stem != "" && !slices.Contains(stems, tok.stem) {
			stems = append(stems, tok.stem)
		}
	}
	return stems
}

// isLike says whether two stems are forms of one word: "fault" and "faulty", "burns" and "burnt".
func isLike(a, b string) bool {
	const same, ending = 4, 2 // letters
	shared := 0
	for shared < min(len(a), len(b)) && a[shared] == b[shared] {
		shared++
	}
	return a == b || shared >= same && max(len(a), len(b))-shared <= ending
}

// breaksOff says whether words end in the middle of something: with a stop word, and no mark behind it.
func (m *memo) breaksOff(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	tokens := m.read(text, "", leadWords)
	return len(tokens) > 0 && len(tokens) < leadWords && tokens[len(tokens)-1].stem == "" && !unicode.IsPunct(last)
}

// runsOf are hashes of a text's words in rows.
func runsOf(text string) (runs []uint64) {
	words := foldedWords(text, leadWords)
	for i := range max(0, len(words)-sameRun+1) {
		runs = append(runs, hash(words[i:i+sameRun]...))
	}
	return runs
}
