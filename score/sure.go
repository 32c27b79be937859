package score

import (
	"cmp"
	"math"
	"slices"
)

// NoSpeaker is what some labels of PolNeAR have for the speaker of a quotation, the verb beside him: 8 of dev, 12 of train. Whoever
// names the speaker is wrong by them, so they tell nothing of what is shown; the corpus's own figures count them.
const NoSpeaker = "said"

// Sureness is what is shown of the speakers that the labels tell, and whether the probabilities can be trusted.
type Sureness struct {
	N      int    `json:"n"`
	Shown  Figure `json:"shown"` // share of those whose speaker is sure
	ShownN int    `json:"n_shown"`
	Right  Figure `json:"right"` // of the shown
	// Calibration is the expected calibration error: by how much, in the mean, the probability of a speaker is off the share that is
	// right of all with a like one, in ten classes.
	Calibration Figure  `json:"calibration_error"`
	Curve       []Point `json:"curve,omitempty"`
}

// A Point says what share of speakers would be right if only the given share were shown, the most likely ones.
type Point struct {
	Shown Figure `json:"shown"`
	Right Figure `json:"right"`
}

// An outcome is what was said of one speaker.
type outcome struct {
	probability float64
	measured    bool // there is a probability
	sure, right bool
}

func (i Item) outcome(right bool) outcome {
	o := outcome{sure: i.Speaker != "" && (i.Sure == nil || *i.Sure), right: right, measured: i.Probability != nil}
	if o.measured {
		o.probability = min(max(*i.Probability, 0), 1)
	}
	return o
}

func sureness(all []outcome) Sureness {
	s := Sureness{N: len(all), Calibration: Figure(math.NaN())}
	right := 0
	for _, o := range all {
		s.ShownN += boolInt(o.sure)
		right += boolInt(o.sure && o.right)
	}
	s.Shown, s.Right = share(s.ShownN, s.N), share(right, s.ShownN)
	if len(all) == 0 || slices.ContainsFunc(all, func(o outcome) bool { return !o.measured }) {
		return s
	}
	s.Calibration, s.Curve = calibrationError(all), curve(all)
	return s
}

func calibrationError(all []outcome) Figure {
	const classes = 10
	var off [classes]float64
	for _, o := range all {
		class := min(int(o.probability*classes), classes-1)
		off[class] += o.probability - float64(boolInt(o.right))
	}
	sum := 0.0
	for _, d := range off {
		sum += math.Abs(d)
	}
	return Figure(sum / float64(len(all)))
}

func curve(all []outcome) []Point {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b outcome) int { return cmp.Compare(b.probability, a.probability) })
	var points []Point
	for tenths := 5; tenths <= 10; tenths++ {
		n, right := len(sorted)*tenths/10, 0
		for _, o := range sorted[:n] {
			right += boolInt(o.right)
		}
		points = append(points, Point{share(n, len(sorted)), share(right, n)})
	}
	return points
}
