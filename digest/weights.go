package digest

import (
	_ "embed"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// background is how many of how many English news articles have a stem; a stem that few have is not listed. A test makes it anew
// from the training articles of PolNeAR and compares.
//
//go:embed background.txt
var background string

const (
	leadWords  = 160 // of an article's text that are compared, after its title
	wholeText  = 80  // words of a text that is more than a feed's description
	leadWeight = 0.5 // of a stem in the text, against one in the title
	pairWeight = 0.8 // of two neighbouring words, against the mean of the two
	mostTerms  = 48  // the heaviest terms of an article that are compared

	// backgroundShare is the background's part in a term's weight; the rest is the articles at hand. These alone would take the
	// words of the largest story for common ones, and of a few articles they know nothing.
	backgroundShare = 0.5
	weightPower     = 0.7 // flattens the weights: a rare word is not to drown a headline's others
)

// An entry is one component of a sparse vector.
type entry struct {
	term   int32
	weight float32
}

// A vector is sparse and in the order of its terms.
type vector []entry

// A document is an article as terms.
type document struct {
	terms    vector // unweighted
	names    []int32
	language string
	whole    bool // enough of its text is at hand to tell what it is about, and not a title and a line or two
}

// A vocabulary numbers terms, and knows how common they are in the news at large.
type vocabulary struct {
	ids        map[string]int32
	words      []string
	background []float32 // weight in the news at large
	common     map[string]float64
	articles   float64 // that the background was counted in
}

func newVocabulary() *vocabulary {
	v := &vocabulary{ids: map[string]int32{}, common: map[string]float64{}}
	for line := range strings.Lines(background) {
		word, count, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, _ := strconv.ParseFloat(count, 64) // a test holds the file to its form
		if word == "*" {
			v.articles = n
			continue
		}
		v.common[word] = n
	}
	return v
}

// id numbers a single word.
func (v *vocabulary) id(word string) int32 {
	if id, known := v.ids[word]; known {
		return id
	}
	weight := math.Log((v.articles + 1) / (v.common[word] + 0.5))
	return v.add(word, float32(max(0, weight)))
}

// pair numbers two neighbouring words, as common as the two are in the mean.
func (v *vocabulary) pair(a, b int32) int32 {
	word := v.words[a] + " " + v.words[b]
	if id, known := v.ids[word]; known {
		return id
	}
	return v.add(word, (v.background[a]+v.background[b])/2)
}

func (v *vocabulary) add(word string, weight float32) int32 {
	id := int32(len(v.words))
	v.ids[word] = id
	v.words = append(v.words, word)
	v.background = append(v.background, weight)
	return id
}

// document reads an article.
func (v *vocabulary) document(t *tokenizer, a Article) document {
	weights := map[int32]float32{}
	names := map[string]bool{}
	d := document{language: languageOf(t, a)}
	for i, part := range []string{a.Title, a.Text} {
		weight := float32(1)
		if i == 1 {
			weight = leadWeight
		}
		last := int32(-1)
		tokens := t.read(part, d.language, leadWords)
		for _, tok := range tokens {
			if tok.name != "" {
				names[tok.name] = true
			}
			if tok.stem == "" {
				continue
			}
			id := v.id(tok.stem)
			weights[id] = max(weights[id], weight)
			if last >= 0 {
				both := v.pair(last, id)
				weights[both] = max(weights[both], weight*pairWeight)
			}
			last = id
		}
		d.whole = len(tokens) >= wholeText
	}
	for id, weight := range weights {
		d.terms = append(d.terms, entry{id, weight})
	}
	sortVector(d.terms)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		d.names = append(d.names, v.id("\x00"+name))
	}
	slices.Sort(d.names)
	return d
}

// languageOf is the code of an article's language without its region, or "".
func languageOf(t *tokenizer, a Article) string {
	code := strings.ToLower(a.Language)
	if at := strings.IndexAny(code, "-_"); at >= 0 {
		code = code[:at]
	}
	if code == "" {
		code = t.language(a.Title + "\n" + a.Text)
	}
	return code
}

// weigh returns the documents as vectors of length 1.
func (v *vocabulary) weigh(documents []document) []vector {
	had := make([]float64, len(v.words)) // documents that have a term
	for _, d := range documents {
		for _, e := range d.terms {
			had[e.term]++
		}
	}
	idf := make([]float32, len(v.words))
	for i := range idf {
		local := max(0, math.Log((float64(len(documents))+1)/(had[i]+0.5)))
		idf[i] = float32(math.Pow((1-backgroundShare)*local+backgroundShare*float64(v.background[i]), weightPower))
	}
	vectors := make([]vector, len(documents))
	for i, d := range documents {
		vectors[i] = weighted(d.terms, idf)
	}
	return vectors
}

// weighted is terms times idf, the heaviest of them, at length 1.
func weighted(terms vector, idf []float32) vector {
	w := make(vector, len(terms))
	for i, e := range terms {
		w[i] = entry{e.term, e.weight * idf[e.term]}
	}
	return heaviest(w, mostTerms)
}

// heaviest keeps the most heaviest terms of w, which it reorders, and makes its length 1.
func heaviest(w vector, most int) vector {
	if len(w) > most {
		slices.SortFunc(w, func(a, b entry) int {
			switch {
			case a.weight > b.weight:
				return -1
			case a.weight < b.weight:
				return 1
			}
			return int(a.term - b.term)
		})
		w = slices.Clone(w[:most])
		sortVector(w)
	}
	if length := float32(math.Sqrt(float64(dot(w, w)))); length > 0 {
		for i := range w {
			w[i].weight /= length
		}
	}
	return w
}

func sortVector(v vector) { slices.SortFunc(v, func(a, b entry) int { return int(a.term - b.term) }) }

// dot is the product of two vectors. When one is much longer, it looks the shorter one's terms up in it.
func dot(a, b vector) float32 {
	if len(a) > len(b) {
		a, b = b, a
	}
	var sum float32
	if len(b) > 8*len(a) {
		for _, e := range a {
			at, found := slices.BinarySearchFunc(b, e.term, func(x entry, term int32) int { return int(x.term - term) })
			if found {
				sum += e.weight * b[at].weight
			}
			b = b[at:]
		}
		return sum
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].term < b[j].term:
			i++
		case a[i].term > b[j].term:
			j++
		default:
			sum += a[i].weight * b[j].weight
			i, j = i+1, j+1
		}
	}
	return sum
}

// plus is the sum of two vectors.
func plus(a, b vector) vector {
	sum := make(vector, 0, len(a)+len(b))
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i].term < b[j].term:
			sum = append(sum, a[i])
			i++
		case a[i].term > b[j].term:
			sum = append(sum, b[j])
			j++
		default:
			sum = append(sum, entry{a[i].term, a[i].weight + b[j].weight})
			i, j = i+1, j+1
		}
	}
	return append(append(sum, a[i:]...), b[j:]...)
}
