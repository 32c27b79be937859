package article

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
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
	keep := make([]bool, len(s.blocks))
	around := s.around(first)
	for i := range s.blocks {
		around.clues(i, func(name string, value float64) { second[i] += weights[name][1] * value })
		keep[i] = second[i] > keepFrom
	}
	s.fillTables(keep)
	s.fill(keep)
	var kept []block
	for i, b := range s.blocks {
		if keep[i] {
			kept = append(kept, b)
		}
	}
	return kept
}

// fillTables makes tables whole of which most is kept: their cells are short, and say the same in many rows.
func (s *sighting) fillTables(keep []bool) {
	kept, all := map[*place]int{}, map[*place]int{}
	table := make([]*place, len(s.blocks))
	for i, b := range s.blocks {
		for p := b.in; p != nil; p = p.up {
			if p.tag == atom.Table {
				table[i] = p
				all[p] += len(b.text)
				if keep[i] {
					kept[p] += len(b.text)
				}
				break
			}
		}
	}
	for i, p := range table {
		keep[i] = keep[i] || p != nil && 2*kept[p] > all[p]
	}
}

// fill adds what no weight may leave out: prose in the middle of the article, though it be one link, and the lede above it.
func (s *sighting) fill(keep []bool) {
	first := slices.Index(keep, true)
	for i, b := range s.blocks {
		if keep[i] || s.again[i] || b.heading || b.caption || b.in == nil || !isProse(b.text) {
			continue
		}
		if i < first {
			keep[i] = first-i <= 5 && i > s.heading && s.heading >= 0 && isLede(b.in)
			continue
		}
		if b.in.isOf("comment", "side", "related", "foot", "nav", "social", "offer", "wall", "meta") {
			continue
		}
		before, after := nextKept(keep, i, -1), nextKept(keep, i, 1)
		between := before >= 0 && after >= 0 && near(b.in, s.blocks[before].in) && near(b.in, s.blocks[after].in)
		keep[i] = between || before >= 0 && before == i-1 && isSibling(b.in, s.blocks[before].in) && 2*b.linked < len(b.text)
	}
}

// isSibling reports two paragraphs right in one element.
func isSibling(a, b *place) bool {
	return b != nil && a.tag == atom.P && b.tag == atom.P && a.up == b.up && a.up != nil && a.up.tag != atom.Body
}

// nextKept returns the first of three blocks in one direction that is kept, or -1.
func nextKept(keep []bool, i, step int) int {
	for j := i + step; j >= 0 && j < len(keep) && j-i <= 3 && i-j <= 3; j += step {
		if keep[j] {
			return j
		}
	}
	return -1
}

// near reports places that have an element in common within three steps of each.
func near(a, b *place) bool {
	for range 3 {
		for up, n := b, 0; up != nil && n < 3; up, n = up.up, n+1 {
			if up == a {
				return a != nil && a.tag != atom.Body
			}
		}
		if a = a.up; a == nil {
			return false
		}
	}
	return false
}

// isLede reports what is named for the paragraph above a body.
func isLede(p *place) bool {
	return p.isOf("lede") && !p.isOf("comment", "side", "related", "foot", "nav", "social", "offer", "wall")
}

// isOf reports an element that one of the kinds of markWords names, itself or right around it.
func (p *place) isOf(kinds ...string) bool {
	for n := 0; p != nil && n < 3 && p.tag != atom.Body; p, n = p.up, n+1 {
		for i, row := range markWords {
			if p.marks()&(1<<i) != 0 && slices.Contains(kinds, row.kind) {
				return true
			}
		}
	}
	return false
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
	for p := c.blocks[i].in; p != nil && depth < depths; p = p.up {
		of, e := &namesOfDepth[depth], c.places[p]
		say(of.first, e.kept/e.text)
		say(of.firstOfPage, e.kept/max(1, c.all))
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
