package attribution

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
	"sync"
)

// The weights that the program in train learns. They are numbers only: features are hashed (Weinberger et al. 2009),
// no word of the corpus is in them.
//
//go:embed weights.bin
var weightsFile []byte

// A linear is a linear model over hashed features: a table of small weights and their common scale. Its score is a
// log-odds for the models that decide, and a utility for those that rank.
type linear struct {
	weights []byte // a power of two of them, each an int8
	scale   float32
	bias    float32 // added to every score: where the decision lies
}

// A feature is the hash of one thing that is true of a candidate; its highest byte is the number of its template.
type feature uint32

const templateBits = 24

func (f feature) template() int { return int(f >> templateBits) }

// feat makes a feature of a template's number and a value.
func feat(template uint32, value uint64) feature {
	x := value ^ uint64(template)*0x9E3779B97F4A7C15
	x ^= x >> 32
	x *= 0xD6E8FEB86659FD93
	x ^= x >> 32
	return feature(x)&(1<<templateBits-1) | feature(template)<<templateBits
}

// pair joins two values to one.
func pair(a, b uint64) uint64 { return (a^0x517CC1B727220A95)*0x2545F4914F6CDD1D ^ b }

func (m *linear) score(fs []feature) float32 {
	if len(m.weights) == 0 {
		return m.bias
	}
	mask := feature(len(m.weights) - 1)
	sum := int32(0)
	for _, f := range fs {
		sum += int32(int8(m.weights[f&mask]))
	}
	return float32(sum)*m.scale + m.bias
}

// sigmoid turns log-odds into a probability.
func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// The models, in the order of the weights file.
const (
	modelTag       = iota // part of speech
	modelCue              // is this word the head of a cue?
	modelStatement        // of one whose content is not all quoted?
	modelSource           // which mention is the source of this cue?
	modelQuote            // whose words is this quotation?
	modelRefer            // which entity does this pronoun mean?
	modelCount
)

// models are what the weights file holds.
type models struct {
	linear [modelCount]linear
	// calibrations make probabilities of speakers: of attributions with quotations, and of those without
	calibrations [2]calibration
	tags         map[uint64]tag  // words that the corpus shows with one tag only
	common       map[uint64]bool // words that are commonly written small
}

// embedded is the weights file read; a test reads it too, so that a broken one cannot ship.
var embedded = sync.OnceValue(func() *models {
	m, err := readModels()
	if err != nil {
		return &models{}
	}
	return m
})

func readModels() (*models, error) {
	m, err := decodeModels(weightsFile)
	if err == nil {
		m.calibrations, err = decodeCalibrations(surenessFile)
	}
	return m, err
}

// commonBit marks a common word in the list of words, beside its tag.
const commonBit = 0x80

// decodeModels reads what [models.encode] wrote: all but the calibrations.
func decodeModels(data []byte) (*models, error) {
	m := &models{tags: map[uint64]tag{}, common: map[uint64]bool{}}
	for i := range m.linear {
		if len(data) < 12 {
			return nil, fmt.Errorf("attribution: weights: model %d is missing", i)
		}
		n := int(binary.LittleEndian.Uint32(data))
		scale, bias := math.Float32frombits(binary.LittleEndian.Uint32(data[4:])), math.Float32frombits(binary.LittleEndian.Uint32(data[8:]))
		data = data[12:]
		if n < 0 || n > len(data) || i != modelTag && n&(n-1) != 0 || i == modelTag && n%tagStride != 0 {
			return nil, fmt.Errorf("attribution: weights: model %d claims %d weights, %d bytes are left", i, n, len(data))
		}
		m.linear[i] = linear{weights: data[:n:n], scale: scale, bias: bias}
		data = data[n:]
	}
	if len(data)%9 != 0 {
		return nil, fmt.Errorf("attribution: weights: the tag list has %d bytes, want a multiple of 9", len(data))
	}
	for ; len(data) > 0; data = data[9:] {
		h := binary.LittleEndian.Uint64(data)
		if only := tag(data[8] &^ commonBit); only != tagNone {
			m.tags[h] = only
		}
		if data[8]&commonBit != 0 {
			m.common[h] = true
		}
	}
	return m, nil
}

// CommonWord reports whether English news commonly writes a word small: "officials", but not "Oslo". It knows the words
// that the training corpus shows at least twice.
func CommonWord(word string) bool { return embedded().common[hashWord(word)] }
