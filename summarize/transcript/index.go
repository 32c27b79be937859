package transcript

import (
	"sort"
	"unicode/utf8"

	"parley/summarize/attribution"
)

// An index tells of each sentence of a reading which entities it mentions and which attributions have content in it, by index
// and ascending: to look through all of them for each line takes minutes for a long text.
type index struct {
	entities, attributions [][]int
	runes                  []int // before each block of the text
}

func newIndex(r *attribution.Reading) index {
	ix := index{make([][]int, len(r.Sentences)), make([][]int, len(r.Sentences)), runesByBlock(r.Text)}
	for i, e := range r.Entities {
		for _, m := range e.Mentions {
			at := sentenceAt(r, m.Start)
			if at < 0 || m.End > r.Sentences[at].End {
				continue
			}
			if here := ix.entities[at]; len(here) == 0 || here[len(here)-1] != i {
				ix.entities[at] = append(here, i)
			}
		}
	}
	for i, a := range r.Attributions {
		for _, at := range a.Sentences {
			ix.attributions[at] = append(ix.attributions[at], i)
		}
	}
	return ix
}

const block = 1 << 10 // bytes

func runesByBlock(text string) []int {
	counts, count := make([]int, 0, len(text)/block+1), 0
	for from := 0; from <= len(text); from += block {
		counts = append(counts, count)
		count += runeStarts(text[from:min(len(text), from+block)])
	}
	return counts
}

// runeStarts is how many characters begin in a part of a text, which may be cut within one.
func runeStarts(part string) (count int) {
	for i := range len(part) {
		if utf8.RuneStart(part[i]) {
			count++
		}
	}
	return count
}

// RunesBefore is how many characters the source's text has before an offset.
func (s Source) RunesBefore(offset int) int {
	return s.index().runes[offset/block] + runeStarts(s.Reading.Text[offset-offset%block:offset])
}

// sentenceAt is the index of the sentence with the byte at an offset, or -1.
func sentenceAt(r *attribution.Reading, offset int) int {
	at := sort.Search(len(r.Sentences), func(n int) bool { return r.Sentences[n].End > offset })
	if at == len(r.Sentences) || r.Sentences[at].Start > offset {
		return -1
	}
	return at
}

// AttributionsAt are the attributions, by index, that have content in the sentence at an offset of the source's text.
func (s Source) AttributionsAt(offset int) []int {
	at := sentenceAt(s.Reading, offset)
	if at < 0 {
		return nil
	}
	return s.index().attributions[at]
}
