package digest

import (
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
	m := &memo{newTokenizer(), map[uint64]bool{}, map[string]bool{}}
	for _, text := range texts {
		m.tell(text)
	}
	return m
}

func (m *memo) tell(text string) {
	for _, run := range runsOf(text) {
		m.runs[run] = true
	}
	for _, tok := range m.read(text, "", leadWords) {
		if tok.stem != "" {
			m.stems[tok.stem] = true
		}
	}
}

// adds says whether a text tells something that was not told: it has no run of words in common with what was, and at least some words of its own.
func (m *memo) adds(text string, least int) bool {
	for _, run := range runsOf(text) {
		if m.runs[run] {
			return false
		}
	}
	fresh := map[string]bool{}
	for _, tok := range m.read(text, "", leadWords) {
		if tok.stem != "" && !m.stems[tok.stem] {
			fresh[tok.stem] = true
		}
	}
	return len(fresh) >= least
}

// againIn is 1 where a text has nearly all words that were told, else 0.
func (m *memo) againIn(text string) int {
	const nearly = 0.8
	there := map[string]bool{}
	for _, tok := range m.read(text, "", leadWords) {
		if tok.stem != "" && m.stems[tok.stem] {
			there[tok.stem] = true
		}
	}
	if float64(len(there)) >= nearly*float64(len(m.stems)) {
		return 1
	}
	return 0
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
