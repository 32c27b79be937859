package attribution

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
)

// A Tagger gives each word of a sentence its part of speech in the Penn Treebank's names. [Train] needs a good one; the
// reading itself uses a small model that is trained to agree with it.
type Tagger func(words []string) []string

// An example is a line of the corpus: a text and its attributions, offsets in code points.
type example struct {
	ID           string
	Text         string
	Attributions []gold
	Quotes       []goldQuote
}

type gold struct {
	Type           string
	Content        [][2]int
	Source         [][2]int
	Cue            [][2]int
	SourceText     string `json:"source_text"`
	SourceKind     string `json:"source_kind"`
	SourceResolved string `json:"source_resolved"`
	CueClass       string `json:"cue_class"`
}

type goldQuote struct {
	Span            [2]int
	Attribution     int
	Speaker         string
	SpeakerKind     string `json:"speaker_kind"`
	SpeakerResolved string `json:"speaker_resolved"`
}

// readExamples reads a corpus in the form of PolNeAR's train.jsonl.
func readExamples(r io.Reader) ([]example, error) {
	var out []example
	d := json.NewDecoder(bufio.NewReaderSize(r, 1<<20))
	for d.More() {
		var e example
		if err := d.Decode(&e); err != nil {
			return nil, fmt.Errorf("attribution: corpus line %d: %w", len(out)+1, err)
		}
		out = append(out, e)
	}
	return out, nil
}

// pennTags maps the Treebank's names to ours.
var pennTags = map[string]tag{
	"NN": tagNoun, "NNS": tagNoun, "NNP": tagName, "NNPS": tagName, "VB": tagVerb, "VBP": tagVerb, "VBZ": tagVerbS,
	"VBD": tagPast, "VBN": tagPart, "VBG": tagGerund, "MD": tagModal, "JJ": tagAdj, "JJR": tagAdj, "JJS": tagAdj, "RB": tagAdverb,
	"RBR": tagAdverb, "RBS": tagAdverb, "RP": tagAdverb, "UH": tagAdverb, "DT": tagDet, "PDT": tagDet, "IN": tagPrep,
	"CC": tagConj, "PRP": tagPronoun, "PRP$": tagPossessive, "TO": tagTo, "WDT": tagWh, "WP": tagWh, "WP$": tagWh, "WRB": tagWh,
	"CD": tagNumber, "POS": tagEnding, "EX": tagPronoun, "FW": tagNoun,
}

// silverTags tags tokens sentence by sentence with a Tagger.
func silverTags(text string, tokens []token, tagger Tagger) {
	for i := 0; i < len(tokens); {
		j := i
		var words []string
		for ; j < len(tokens) && tokens[j].sent == tokens[i].sent; j++ {
			w := text[tokens[j].Start:tokens[j].End]
			if tokens[j].kind == mark {
				w = "''"
			}
			words = append(words, w)
		}
		for k, name := range tagger(words) {
			t := &tokens[i+k]
			switch {
			case t.kind == number:
				t.tag = tagNumber
			case t.kind != word:
				t.tag = tagPunct
			case t.in(modal):
				t.tag = tagModal
			case t.in(auxiliary) && t.in(negation):
				t.tag = tagPast
			default:
				t.tag = pennTags[name]
				if t.tag == tagNone {
					t.tag = tagNoun
				}
			}
		}
		i = j
	}
}

// An averaged is a weight table under training by the averaged perceptron (Collins 2002).
type averaged struct {
	w, sum []float32
	step   float32
}

func newAveraged(n int) *averaged { return &averaged{w: make([]float32, n), sum: make([]float32, n)} }

func (a *averaged) add(i int, d float32) {
	a.w[i] += d
	a.sum[i] += d * a.step
}

// mean is the average of the weights over all steps.
func (a *averaged) mean() []float32 {
	out := make([]float32, len(a.w))
	for i := range out {
		out[i] = a.w[i] - a.sum[i]/max(a.step, 1)
	}
	return out
}

// quantise packs weights into bytes; the largest 0.02 % are clipped so that the rest keep their detail.
func quantise(w []float32, bias float32) linear {
	var mags []float32
	for _, v := range w {
		if v != 0 {
			mags = append(mags, float32(math.Abs(float64(v))))
		}
	}
	if len(mags) == 0 {
		return linear{weights: make([]byte, len(w)), bias: bias}
	}
	slices.Sort(mags)
	top := mags[len(mags)-1-len(mags)/5000]
	m := linear{weights: make([]byte, len(w)), scale: top / 127, bias: bias}
	for i, v := range w {
		m.weights[i] = byte(int8(max(-127, min(127, math.Round(float64(v/m.scale))))))
	}
	return m
}

// encode writes the models as [decodeModels] reads them, the calibrations aside.
func (m *models) encode() []byte {
	var out []byte
	for _, l := range m.linear {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(l.weights)))
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(l.scale))
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(l.bias))
		out = append(out, l.weights...)
	}
	list := map[uint64]byte{}
	for h, t := range m.tags {
		list[h] = byte(t)
	}
	for h := range m.common {
		list[h] |= commonBit
	}
	for _, h := range slices.Sorted(maps.Keys(list)) {
		out = binary.LittleEndian.AppendUint64(out, h)
		out = append(out, list[h])
	}
	return out
}

// A Training says what [Train] learns from.
type Training struct {
	Corpus io.Reader              // in the form of PolNeAR's train.jsonl
	Tagger Tagger                 // a good one
	Same   func(a, b string) bool // whether two names are one speaker's
	Skip   func(i int) bool       // articles to leave out, for cross-validation; nil leaves out none
	Keep   bool                   // keep the embedded tables, and learn only what the clues to a speaker weigh
	Log    func(format string, args ...any)
}

// Train learns the weights and returns the files to embed: the tables, and what the clues weigh. The same corpus and tagger give the same bytes.
func Train(t Training) (weights, sureness []byte, err error) {
	all, err := readExamples(t.Corpus)
	if err != nil {
		return nil, nil, err
	}
	var examples []example
	for i, e := range all {
		if t.Skip == nil || !t.Skip(i) {
			examples = append(examples, e)
		}
	}
	m, err := decodeModels(weightsFile)
	if !t.Keep {
		m = learnTables(examples, t.Tagger, t.Log)
	} else if err != nil {
		return nil, nil, err
	}
	m.calibrate(judgements(examples, t.Tagger, t.Same), t.Log)
	return m.encode(), encodeCalibrations(m.calibrations), nil
}

// learnTables learns all but the calibrations.
func learnTables(examples []example, tagger Tagger, log func(format string, args ...any)) *models {
	m := &models{}
	m.learnTags(examples, tagger, log)
	texts := make([]*annotated, len(examples))
	for i := range examples {
		texts[i] = annotate(m.scan(examples[i].Text, lexicons()[0], nil), &examples[i])
	}
	chooseHeads(texts)
	m.learnCues(texts, 1, log)
	m.readUnseen(texts)
	m.learnReference(texts, log)
	m.learnQuotes(texts, log)
	return m
}

// plan says how each model is trained: rounds over the samples, and how many fits, each with its own order of the samples,
// are averaged. One fit's errors depend on its order; the average's hardly do.
var plan = [modelCount]struct {
	name                  string
	buckets, rounds, fits int
}{
	modelCue:       {"cue", 1 << 17, 3, 12},
	modelStatement: {"statement", 1 << 17, 2, 12},
	modelSource:    {"source", 1 << 16, 2, 12},
	modelQuote:     {"quotation", 1 << 16, 3, 16},
	modelRefer:     {"reference", 1 << 15, 5, 16},
}

// learn trains a model with a share of its fits, one at least.
func (m *models) learn(which int, samples []sample, share float64, log func(string, ...any)) {
	p := plan[which]
	fits := max(1, int(share*float64(p.fits)))
	mean := make([]float32, p.buckets)
	for k := range fits {
		for i, w := range fit(samples, p.buckets, p.rounds, 0.1, 1e-6, uint64(which+modelCount*k)) {
			mean[i] += w / float32(fits)
		}
	}
	m.linear[which] = quantise(mean, 0)
	log("%s: %d samples, %.3f right on them", p.name, len(samples), m.linear[which].accuracy(samples))
}

// accuracy is the share of samples decided rightly.
func (l *linear) accuracy(samples []sample) float64 {
	ok := 0
	for _, s := range samples {
		if len(s.features) == 1 {
			ok += boolInt(l.score(s.features[0]) > 0 == s.right[0])
			continue
		}
		best, top := 0, float32(0)
		for k, fs := range s.features {
			if v := l.score(fs); k == 0 || v > top {
				best, top = k, v
			}
		}
		ok += boolInt(s.right[best])
	}
	return float64(ok) / float64(max(len(samples), 1))
}

func (m *models) learnTags(examples []example, tagger Tagger, log func(string, ...any)) {
	m.common = commonWords(examples)
	texts := make([][]token, len(examples))
	for i, e := range examples {
		s := newScan(e.Text, lexicons()[0], nil)
		s.truecase(m.common)
		silverTags(e.Text, s.tokens, tagger)
		texts[i] = s.tokens
	}
	m.linear[modelTag], m.tags = trainTags(texts, 5)
	log("tags: %d words with one tag; %.4f agreement", len(m.tags), m.tagAgreement(texts))
}

// learnReference trains in two rounds: in the second, pronouns between are resolved as the first learned it.
func (m *models) learnReference(texts []*annotated, log func(string, ...any)) {
	for range 2 {
		m.learn(modelRefer, referSamples(texts, m), 1, log)
	}
	for _, a := range texts {
		a.forget()
		a.resolveNames()
		a.resolveRest(m)
	}
}

// forget undoes what resolving did.
func (s *scan) forget() {
	s.entities = s.entities[:0]
	for i := range s.mentions {
		s.mentions[i].entity, s.mentions[i].means = -1, nil
	}
}

// tagAgreement is the share of words that get the tag they carry.
func (m *models) tagAgreement(texts [][]token) float64 {
	same, all := 0, 0
	for _, tokens := range texts {
		own := slices.Clone(tokens)
		m.tagTokens(own)
		for i := range own {
			if own[i].kind == word {
				all++
				same += boolInt(own[i].tag == tokens[i].tag)
			}
		}
	}
	return float64(same) / float64(max(all, 1))
}
