package attribution

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestTrainGivesTheSameBytesTwiceAndWhatItLearns(t *testing.T) {
	t.Parallel()
	corpus := inventedCorpus(t)
	first, second := trainOn(t, corpus), trainOn(t, corpus)
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
	var lines []string
	_, err := Train(bytes.NewReader(inventedCorpus(t)), plainTagger, sameName, func(i int) bool { return i > 0 }, func(format string, _ ...any) { lines = append(lines, format) })
	if err != nil || len(lines) == 0 {
		t.Fatalf("Train() of one article = %v, with %d lines of log", err, len(lines))
	}
	if bytes.Equal(trainOn(t, inventedCorpus(t)[:bytes.IndexByte(inventedCorpus(t), '\n')+1]), trainOn(t, inventedCorpus(t))) {
		t.Error("one article and all articles give the same weights")
	}
}

func TestTrainTellsWhichLineItCannotRead(t *testing.T) {
	t.Parallel()
	_, err := Train(strings.NewReader("{}\n{"), plainTagger, sameName, nil, func(string, ...any) {})
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

func trainOn(t *testing.T, corpus []byte) []byte {
	t.Helper()
	weights, err := Train(bytes.NewReader(corpus), plainTagger, sameName, nil, func(string, ...any) {})
	if err != nil {
		t.Fatal(err)
	}
	return weights
}

// inventedCorpus has a few articles of the same make, with labels.
func inventedCorpus(t *testing.T) []byte {
	t.Helper()
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
			t.Fatal(err)
		}
	}
	return out.Bytes()
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
