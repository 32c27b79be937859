package article

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
)

// The blocks of the article are found in two rounds. In the first each block is judged by what is seen of it and of
// where it stands; in the second again, with what the first round made of the blocks around it and in the same
// containers. What a clue is worth was learned from pages whose articles people marked (docs/quality.md); TestTrain
// writes the table.

//go:embed weights.txt
var weightsFile string

// weights are what each clue is worth in the two rounds, in log-odds.
var weights = readWeights(weightsFile)

// keepFrom is the score from which a block is kept: a little less than as likely as not, since a line too many can still
// fall as furniture, and one that is lost is lost.
const keepFrom = -.25

func readWeights(file string) map[string][2]float64 {
	all := map[string][2]float64{}
	for line := range strings.Lines(file) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 {
			continue
		}
		first, _ := strconv.ParseFloat(fields[1], 64)
		second, _ := strconv.ParseFloat(fields[2], 64)
		all[fields[0]] = [2]float64{first, second}
	}
	return all
}

// body returns the blocks that are the article's.
func (s *sighting) body() []block {
	first, second := make([]float64, len(s.blocks)), make([]float64, len(s.blocks))
	for i := range s.blocks {
		s.clues(i, func(name string, value float64) {
			worth := weights[name]
			first[i] += worth[0] * value
			second[i] += worth[1] * value
		})
	}
	var kept []block
	around := s.around(first)
	for i, b := range s.blocks {
		around.clues(i, func(name string, value float64) { second[i] += weights[name][1] * value })
		if second[i] > keepFrom {
			kept = append(kept, b)
		}
	}
	return kept
}

// A company is what the first round says of the blocks that stand together.
type company struct {
	blocks []block
	score  []float64
	likely []float64 // the score as a probability
	places map[*place]*expected
	all    float64
}

// expected are the bytes of a place, and those of them that belong to the article as far as the first round can tell.
type expected struct{ kept, text float64 }

func (s *sighting) around(score []float64) company {
	c := company{blocks: s.blocks, score: score, places: map[*place]*expected{}}
	for i, b := range s.blocks {
		likely, size := 1/(1+math.Exp(-score[i])), float64(len(b.text))
		c.likely = append(c.likely, likely)
		c.all += likely * size
		for p := b.in; p != nil; p = p.up {
			if c.places[p] == nil {
				c.places[p] = new(expected)
			}
			c.places[p].kept += likely * size
			c.places[p].text += size
		}
	}
	return c
}

// clues tells what the second round looks at beside the clues of the first.
func (c company) clues(i int, say clue) {
	say("first round", c.score[i])
	for _, far := range []int{1, 2, 5} {
		c.mean(i, -1, far, say)
		c.mean(i, 1, far, say)
	}
	depth := 0
	for p := c.blocks[i].in; p != nil && depth < 6; p = p.up {
		d, e := strconv.Itoa(depth), c.places[p]
		say("first round of "+d, e.kept/e.text)
		say("first round of page in "+d, e.kept/max(1, c.all))
		depth++
	}
}

// mean says how likely the next blocks in one direction are, by their size.
func (c company) mean(i, step, far int, say clue) {
	sum, size := 0.0, 0.0
	for d := 1; d <= far; d++ {
		if j := i + step*d; j >= 0 && j < len(c.blocks) {
			n := float64(len(c.blocks[j].text) + 10)
			sum += c.likely[j] * n
			size += n
		}
	}
	if size > 0 {
		say("first round near "+strconv.Itoa(step*far), sum/size)
	}
}
