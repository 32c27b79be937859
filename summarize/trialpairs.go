package summarize

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"parley/summarize/check"
)

//go:embed pairs.txt
var pairsFile string

// A plantedPair is sentences and a line that rests on them, of which is known whether it is right.
type plantedPair struct {
	sentences []string
	line      string // as a row has it, without its number and those of its sentences
	wrong     string // why, in a word of the second reading; "" when it is right
}

// plantedPairs reads pairs.txt, whose head says what its form is.
func plantedPairs(file string) ([]plantedPair, error) {
	var pairs []plantedPair
	var p plantedPair
	for text := range strings.Lines(file) {
		text = strings.TrimSpace(text)
		verdict, line, _ := strings.Cut(text, ": ")
		why, wrong := strings.CutPrefix(verdict, "wrong ")
		switch {
		case strings.HasPrefix(text, "#"), text == "" && len(p.sentences) == 0:
		case text == "":
			return nil, fmt.Errorf("pairs.txt: no line rests on %q", p.sentences[0])
		case verdict != "right" && !wrong:
			p.sentences = append(p.sentences, text)
		case len(p.sentences) == 0:
			return nil, fmt.Errorf("pairs.txt: no sentences above %q", text)
		default:
			p.line = line
			if wrong {
				p.wrong = why
			}
			pairs, p = append(pairs, p), plantedPair{}
		}
	}
	if len(p.sentences) > 0 {
		return nil, fmt.Errorf("pairs.txt: no line rests on %q", p.sentences[0])
	}
	return pairs, nil
}

// pairsQuestion asks about all pairs at once. Row i+1 is the line of pairs[i]; a number is left out between the sentences of two.
func pairsQuestion(pairs []plantedPair) *check.Question {
	q := &check.Question{}
	number := 0
	for i, p := range pairs {
		var cites []string
		for _, sentence := range p.sentences {
			number++
			q.Sentences = append(q.Sentences, fmt.Sprintf("%d| %s", number, sentence))
			cites = append(cites, strconv.Itoa(number))
		}
		number++
		q.Rows = append(q.Rows, fmt.Sprintf("%d (%s) %s", i+1, strings.Join(cites, ","), p.line))
	}
	return q
}

// toldRight counts the wrong lines that are marked and the right ones that are not.
func toldRight(pairs []plantedPair, marks []check.Mark) int {
	marked := map[int]bool{}
	for _, mark := range marks {
		marked[mark.N] = true
	}
	told := 0
	for i, p := range pairs {
		if marked[i+1] == (p.wrong != "") {
			told++
		}
	}
	return told
}
