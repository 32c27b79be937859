package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/jdkato/prose/tag"
)

// A tagger reads the weights of prose's tagger in a fixed order. Prose's own Tag adds floats and breaks ties in the order
// of Go's maps, so that now and then a word gets another tag in another run, and other weights are learnt from it.
type tagger struct {
	classes []string             // sorted
	known   map[string]string    // words with one tag
	weights map[string][]float64 // of each feature, by class
}

func newTagger() *tagger {
	model := tag.NewPerceptronTagger()
	classes := slices.Sorted(slices.Values(model.Classes()))
	t := &tagger{classes: classes, known: model.TagMap(), weights: map[string][]float64{}}
	for feature, byClass := range model.Weights() {
		row := make([]float64, len(classes))
		for k, class := range classes {
			row[k] = byClass[class]
		}
		t.weights[feature] = row
	}
	return t
}

// tag gives the words of a sentence, none of them empty, their parts of speech.
func (t *tagger) tag(words []string) []string {
	context := []string{"-START-", "-START2-"}
	for _, w := range words {
		context = append(context, normalize(w))
	}
	context = append(context, "-END-", "-END2-")
	out := make([]string, len(words))
	before, beforeThat := "-START-", "-START2-"
	for i, w := range words {
		name, ok := t.known[w]
		if !ok {
			name = t.predict(features(context[i:i+5], w, before, beforeThat))
		}
		out[i] = name
		before, beforeThat = name, before
	}
	return out
}

func (t *tagger) predict(features []string) string {
	scores := make([]float64, len(t.classes))
	for _, f := range features {
		for k, w := range t.weights[f] {
			scores[k] += w
		}
	}
	best := 0
	for k, v := range scores {
		if v > scores[best] {
			best = k
		}
	}
	return t.classes[best]
}

// features names what prose's model knows of word w: context is the normalized words from two before it to two after it.
func features(context []string, w, before, beforeThat string) []string {
	end := func(w string) string { return w[len(w)-min(len(w), 3):] }
	return []string{
		"bias", "i suffix " + end(w), "i pref1 " + string(rune(w[0])), "i-1 tag " + before, "i-2 tag " + beforeThat, "i tag+i-2 tag " + before + " " + beforeThat,
		"i word " + context[2], "i-1 tag+i word " + before + " " + context[2], "i-1 word " + context[1], "i-1 suffix " + end(context[1]), "i-2 word " + context[0],
		"i+1 word " + context[3], "i+1 suffix " + end(context[3]), "i+2 word " + context[4],
	}
}

// normalize is what prose's model calls a word.
func normalize(w string) string {
	_, err := strconv.Atoi(w)
	switch {
	case strings.Contains(w, "-") && w[0] != '-':
		return "!HYPHEN"
	case err == nil && len(w) == 4:
		return "!YEAR"
	case '0' <= w[0] && w[0] <= '9':
		return "!DIGITS"
	}
	return strings.ToLower(w)
}
