package attribution

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
)

func TestTrainGivesTheSameBytesTwiceAndWhatItLearns(t *testing.T) {
	t.Parallel()
	first, second := must(learnt())(t), must(train(nil))(t)
	if !bytes.Equal(first, second) {
		t.Errorf("Train(corpus) gave %d bytes, then %d others", len(first), len(second))
	}
	m, err := decodeModels(first)
	if err != nil {
		t.Fatal(err)
	}
	r := read("Tove Aksel said that the pier was old.\n", Options{Language: "en"}, m, nil)
	if len(r.Attributions) != 1 || r.Speaker(0) != "Tove Aksel" {
		t.Errorf("a reading with what was learnt has %d attributions, the speakers %q; want one, of Tove Aksel", len(r.Attributions), r.speakers())
	}
}

func TestTrainLeavesOutTheFold(t *testing.T) {
	t.Parallel()
	if bytes.Equal(must(train(func(i int) bool { return i > 0 }))(t), must(learnt())(t)) {
		t.Error("one article and all articles give the same weights")
	}
}

func TestTrainTellsWhichLineItCannotRead(t *testing.T) {
	t.Parallel()
	_, _, err := Train(Training{Corpus: strings.NewReader("{}\n{"), Tagger: plainTagger, Same: sameName, Log: func(string, ...any) {}})
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("Train(broken corpus) = %v, want an error that names line 2", err)
	}
}

func TestWeightsStaySmall(t *testing.T) {
	t.Parallel()
	if most := 1 << 20; len(weightsFile) >= most {
		t.Errorf("weights.bin has %d bytes, want fewer than %d", len(weightsFile), most)
	}
}

func (r *Reading) speakers() []string {
	var out []string
	for i := range r.Attributions {
		out = append(out, r.Speaker(i))
	}
	return out
}

// Few fits prove what many do, and under the race detector all of them take a minute.
func init() {
	for i := range plan {
		plan[i].fits = 3
	}
}

// learnt is what all of the corpus gives, learnt once for all tests: under the race detector it takes some seconds.
var learnt = sync.OnceValues(func() ([]byte, error) { return train(nil) })

// train learns from the invented corpus without the articles to skip.
func train(skip func(i int) bool) ([]byte, error) {
	corpus, err := inventedCorpus()
	if err != nil {
		return nil, err
	}
	lines := 0
	weights, sureness, err := Train(Training{Corpus: bytes.NewReader(corpus), Tagger: plainTagger, Same: sameName, Skip: skip, Log: func(string, ...any) { lines++ }})
	if _, broken := decodeCalibrations(string(sureness)); err == nil && broken != nil {
		err = broken
	}
	if err == nil && lines == 0 {
		err = errors.New("the training has logged nothing")
	}
	return weights, err
}

func must(weights []byte, err error) func(*testing.T) []byte {
	return func(t *testing.T) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return weights
	}
}

// inventedCorpus has a few articles of the same make, with labels.
func inventedCorpus() ([]byte, error) {
	var out bytes.Buffer
	for _, who := range []string{"Ann Orr", "Tom Hale", "Mia Holm", "Ivo Tarrant", "Eva Brandt", "Olaf Quill"} {
		text := who + " said that the bridge was closed. The road goes on to the sea. “It is a good road,” " + who + " said.\n"
		at := func(part string, from int) [2]int {
			i := strings.Index(text[from:], part) + from
			begin := len([]rune(text[:i]))
			return [2]int{begin, begin + len([]rune(part))}
		}
		quote := strings.Index(text, "“")
		e := map[string]any{"id": who, "text": text, "attributions": []map[string]any{
			{"type": "indirect", "source": [][2]int{at(who, 0)}, "source_text": who, "source_kind": "name", "cue": [][2]int{at("said", 0)}, "cue_class": "speech", "content": [][2]int{at("that the bridge was closed", 0)}},
			{"type": "direct", "source": [][2]int{at(who, quote)}, "source_text": who, "source_kind": "name", "cue": [][2]int{at("said", quote)}, "cue_class": "speech", "content": [][2]int{at("“It is a good road,”", quote)}},
		}}
		if err := json.NewEncoder(&out).Encode(e); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// plainTagger knows the words of inventedCorpus.
func plainTagger(words []string) []string {
	tags := map[string]string{"said": "VBD", "was": "VBD", "is": "VBZ", "goes": "VBZ", "that": "IN", "to": "TO", "on": "RP", "the": "DT", "a": "DT", "closed": "JJ", "good": "JJ", "it": "PRP"}
	out := make([]string, len(words))
	for i, w := range words {
		switch tag, ok := tags[strings.ToLower(w)]; {
		case ok:
			out[i] = tag
		case w != strings.ToLower(w):
			out[i] = "NNP"
		default:
			out[i] = "NN"
		}
	}
	return out
}

// sameName compares names as inventedCorpus gives them.
func sameName(a, b string) bool { return a == b }
