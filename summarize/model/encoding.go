package model

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"io"
	"math"

	"github.com/dlclark/regexp2/v2" // the patterns look ahead, which Go's own cannot
)

// The vocabularies of OpenAI's public encodings (github.com/openai/tiktoken, MIT): the tokens by rank, each behind a byte with its length, deflated.
// As the tables of a tokenizer library they would take nine megabytes of the program; so they take one and a half. A test writes them and
// holds them, and what is counted by them, against such a library.
var (
	//go:embed o200k.vocabulary
	o200kVocabulary []byte
	//go:embed cl100k.vocabulary
	cl100kVocabulary []byte
)

const (
	o200kPattern = `[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|` +
		`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|` +
		`\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`
	cl100kPattern = `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
)

// An encoding cuts a text into pieces, and each piece into the tokens of its vocabulary.
type encoding struct {
	ranks  map[string]uint32
	pieces *regexp2.Regexp
}

func o200k() *encoding {
	return &encoding{ranksOf(o200kVocabulary), regexp2.MustCompile(o200kPattern, regexp2.None)}
}
func cl100k() *encoding {
	return &encoding{ranksOf(cl100kVocabulary), regexp2.MustCompile(cl100kPattern, regexp2.None)}
}

// ranksOf unpacks a vocabulary. It is the program's own and is not checked again: a test reads both.
func ranksOf(packed []byte) map[string]uint32 {
	all, _ := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	ranks := map[string]uint32{}
	for text := string(all); text != ""; {
		size := 1 + int(text[0])
		ranks[text[1:size]] = uint32(len(ranks))
		text = text[size:]
	}
	return ranks
}

// count is the number of tokens of a text; not ok where the pattern fails on it.
func (e *encoding) count(text string) (tokens int, ok bool) {
	match, err := e.pieces.FindStringMatch(text)
	for match != nil && err == nil {
		tokens += e.countPiece(match.String())
		match, err = e.pieces.FindNextMatch(match)
	}
	return tokens, err == nil
}

// longPiece is how many bytes of a piece are merged at a time: the time for a piece grows with its square, and a text of strangers may be one
// piece. Where a longer one is cut, a token more may be counted.
const longPiece = 1000

func (e *encoding) countPiece(piece string) (tokens int) {
	for ; len(piece) > longPiece; piece = piece[longPiece:] {
		tokens += e.merge(piece[:longPiece])
	}
	return tokens + e.merge(piece)
}

// merge is byte-pair encoding (Sennrich, Haddow and Birch 2016): of all neighbours those with the lowest rank together become one, until none
// have a rank.
func (e *encoding) merge(piece string) (tokens int) {
	const none = math.MaxUint32
	if _, whole := e.ranks[piece]; whole {
		return 1
	}
	starts := make([]int, len(piece)+1) // of the tokens, and the end of the last one
	for i := range starts {
		starts[i] = i
	}
	rank := func(i int) uint32 { // of a token with the one behind it
		if i < 0 || i+2 >= len(starts) {
			return none
		}
		if r, known := e.ranks[piece[starts[i]:starts[i+2]]]; known {
			return r
		}
		return none
	}
	ranks := make([]uint32, len(piece))
	for i := range ranks {
		ranks[i] = rank(i)
	}
	for {
		lowest := 0
		for i, r := range ranks {
			if r < ranks[lowest] {
				lowest = i
			}
		}
		if len(ranks) == 0 || ranks[lowest] == none {
			return len(ranks)
		}
		starts = append(starts[:lowest+1], starts[lowest+2:]...)
		ranks = append(ranks[:lowest+1], ranks[lowest+2:]...)
		ranks[lowest] = rank(lowest)
		if lowest > 0 {
			ranks[lowest-1] = rank(lowest - 1)
		}
	}
}
