package attribution

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBallotKeepsTheBestAndSharesOutTheWhole(t *testing.T) {
	t.Parallel()
	var b ballot
	scores := []float32{-1, 3, 0, 2, -5}
	all := 0.0
	for who, score := range scores {
		b.add(int32(who), score)
		all += math.Exp(float64(score))
	}
	if b.n != few || b.who != [few]int32{1, 3, 2} || b.lead() != 1 {
		t.Errorf("ballot keeps %v with a lead of %v, want [1 3 2] and 1", b.who[:b.n], b.lead())
	}
	for k := range b.n {
		if got, want := float64(b.share(k)), math.Exp(float64(scores[b.who[k]]))/all; math.Abs(got-want) > 1e-6 {
			t.Errorf("share of candidate %d = %v, want %v", b.who[k], got, want)
		}
	}
}

func TestSplitAddsUp(t *testing.T) {
	t.Parallel()
	var who split
	who.add(4, 0.3)
	who.addAll(split{{5, 0.5}, {4, 0.1}, {-1, 0.4}}, 0.5)
	if got := [3]float32{who.of(4), who.of(5), who.of(-1)}; got[0] < 0.34 || got[0] > 0.36 || got[1] != 0.25 || got[2] != 0.2 {
		t.Errorf("the split is %v", who)
	}
	if who.named(0).entity != 4 || who.named(1).entity != 5 || who.named(2).entity != -1 {
		t.Errorf("the order of the named ones in %v is wrong", who)
	}
}

// A clue that tells right from wrong gets the probabilities of its two classes; the threshold leaves the worse one out.
func TestLogisticFindsProbabilities(t *testing.T) {
	t.Parallel()
	var all []judgement
	for i := range 1000 {
		j := judgement{right: i%10 != 0} // nine of ten
		j.clues[clueAlways] = 1
		if i%2 == 0 {
			j.clues[clueDoubtful] = 1
			j.right = i%4 == 0 // one of two
		}
		all = append(all, j)
	}
	c := calibration{weights: logistic(all)}
	certain, doubtful := &all[1].clues, &all[0].clues
	if p := c.probability(certain); p < 0.97 {
		t.Errorf("probability of those that are always right = %v", p)
	}
	if p := c.probability(doubtful); p < 0.47 || p > 0.53 {
		t.Errorf("probability of those of which half are right = %v", p)
	}
	least, shown := c.threshold(all, 0.9)
	if shown < 500 || shown > 700 || least > c.probability(certain) {
		t.Errorf("%d speakers are shown from %v on; want the 500 that are right and a few of the others", shown, least)
	}
}

func TestTheSameSpeakerByTwoWaysIsLikelier(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, speaker, other string }{
		{"Mayor Jane Holm met Tom Hale in Port Vell on Friday. “We have looked at every beam,” he said.", "Tom Hale", ""},
		{"Peter Holm met Tom Hale in Port Vell. “We have looked at every beam of the bridge,” he said.", "Peter Holm", "Tom Hale"},
	} {
		r := Read(c.text, Options{Language: "en"})
		if len(r.Attributions) != 1 || r.Speaker(0) != c.speaker {
			t.Errorf("%s: speakers %q, want %s alone", c.text, r.speakers(), c.speaker)
			continue
		}
		var others []string
		for _, o := range r.Attributions[0].Others {
			others = append(others, r.Entities[o.Entity].Name)
		}
		if c.other != "" && (len(others) == 0 || others[0] != c.other) {
			t.Errorf("%s: others %q, want %s first", c.text, others, c.other)
		}
	}
}

func TestExplain(t *testing.T) {
	t.Parallel()
	text := "Peter Holm met Tom Hale in Port Vell. “We have looked at every beam of the bridge,” he said."
	w := Explain(Read(text, Options{}), Options{}, 0)
	if w.Speaker != "Peter Holm" || w.Cue != "said" || w.Source != "he" || w.Kind != Direct {
		t.Errorf("Explain = %+v", w)
	}
	for name, list := range map[string][]Weight{"speakers": w.Speakers, "sources": w.Sources, "meanings": w.Meanings, "choice": w.Choice, "sourced": w.Sourced, "meant": w.Meant, "doubts": w.Doubts} {
		if len(list) == 0 || list[0].Name == "" {
			t.Errorf("%s: %v, want names with their weights", name, list)
		}
	}
	german := "„Wir haben jeden Balken geprüft“, sagte Anna Berg am Freitag in Halvik."
	o := Options{Language: "de"}
	if got := Explain(Read(german, o), o, 0); !got.ByRules || got.Cue != "sagte" || got.Speakers != nil {
		t.Errorf("Explain of German = %+v, want its cue, and no shares", got)
	}
}

// Every feature of the tables that choose speakers has a name.
func TestFeaturesHaveNames(t *testing.T) {
	t.Parallel()
	s := embedded().scan("Peter Holm met Tom Hale in Port Vell. “We have looked at every beam,” he said. “All of it.”\n", lexicons()[0], nil)
	s.findCues(embedded())
	s.resolveRest(embedded())
	for i := range s.cues {
		for _, m := range s.sourceCandidates(nil, int(s.cues[i].head)) {
			namedAll(t, "source", s.sourceFeatures(nil, int(s.cues[i].head), m), sourceReasons)
		}
	}
	for m := range s.mentions {
		if s.mentions[m].kind == pronoun {
			for _, c := range s.antecedents(int32(m)) {
				namedAll(t, "reference", s.referFeatures(nil, int32(m), c), referReasons)
			}
		}
	}
	for q := range s.quotations {
		from, to := s.quoteTokens(q)
		for _, c := range s.quoteChoices(nil, q, from, to) {
			namedAll(t, "quotation", s.quoteFeatures(nil, q, from, to, c, choice{cue: -1, kind: byNobody}), quoteReasons)
		}
	}
	for k, name := range clueNames {
		if strings.TrimSpace(name) == "" {
			t.Errorf("clue %d has no name", k)
		}
	}
}

func namedAll(t *testing.T, table string, fs []feature, names [templates]string) {
	t.Helper()
	for _, f := range fs {
		if f.template() >= templates || names[f.template()] == "" {
			t.Errorf("%s: template %d has no name", table, f.template())
		}
	}
}

func TestCalibrationIsReadAsWritten(t *testing.T) {
	t.Parallel()
	want := calibration{least: 0.5}
	for k := range want.weights {
		want.weights[k] = float32(k) / 8
	}
	data := want.encode(nil)
	var got calibration
	if rest := got.decode(append(data, 7)); len(rest) != 1 || rest[0] != 7 || !cmp.Equal(want, got, cmp.AllowUnexported(calibration{})) {
		t.Errorf("decode(encode()) = %+v with %v left, want %+v", got, rest, want)
	}
	if got.decode(data[:len(data)-1]) != nil {
		t.Error("a calibration that is cut short is read")
	}
}

// ", with Lund saying …" is a clause of its own: neither the preposition nor who else speaks in the sentence makes Lund less likely.
func TestWithSomebodySayingIsHis(t *testing.T) {
	t.Parallel()
	const text = "President Karl Berg said any foreign boats in Ostrand would be fair targets. Mr. Berg’s warning follows a meeting of 35 leaders in " +
		"Paris on Thursday, with French President Bo Lund saying 26 nations pledged to send boats to Ostrand. The agreement promises a fleet."
	r := Read(text, Options{Language: "en"})
	for _, a := range r.Attributions {
		if text[a.Cue.Start:a.Cue.End] == "saying" {
			if !a.Sure || r.Entities[a.Speaker].Name != "Bo Lund" {
				t.Errorf("said by %v (%.2f, sure: %v), want Bo Lund, surely", r.Entities[a.Speaker].Name, a.Probability, a.Sure)
			}
			return
		}
	}
	t.Errorf("nobody says anything in %q", text)
}
