package attribution

import (
	"cmp"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// What the clues weigh, a line each, as the program in train learns them.
//
//go:embed sureness.txt
var surenessFile string

// A calibration turns clues into a probability.
type calibration struct {
	weights clues
	least   float32 // the probability from which a speaker counts as sure
}

func (c *calibration) probability(x *clues) float32 {
	sum := float32(0)
	for i, w := range c.weights {
		sum += w * x[i]
	}
	return sigmoid(sum)
}

// calibrationOf is the index of the calibration for attributions like a.
func calibrationOf(a *Attribution) int { return boolInt(len(a.Quotations) == 0) }

// surenessLine is the last line of the file: the probability from which a speaker counts as sure.
const surenessLine = "sure from"

// decodeCalibrations reads what [encodeCalibrations] wrote: each clue's name and its weights, tabs between, in the order of the clues.
func decodeCalibrations(text string) (of [2]calibration, err error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != clueCount+1 {
		return of, fmt.Errorf("attribution: sureness: %d lines, want %d", len(lines), clueCount+1)
	}
	for i, line := range lines {
		fields := strings.Split(line, "\t")
		if len(fields) != 1+len(of) || fields[0] != lineName(i) {
			return of, fmt.Errorf("attribution: sureness: line %d is not of %q", i+1, lineName(i))
		}
		for k := range of {
			w, failed := strconv.ParseFloat(fields[1+k], 32)
			if i < clueCount {
				of[k].weights[i] = float32(w)
			} else {
				of[k].least = float32(w)
			}
			err = cmp.Or(err, failed)
		}
	}
	return of, err
}

func lineName(i int) string {
	if i == clueCount {
		return surenessLine
	}
	return clueNames[i]
}
