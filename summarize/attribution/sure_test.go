package attribution

import (
	"math"
	"strings"
	"testing"
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

func TestAPronounIsSurerWhereNobodyElseCanBeMeant(t *testing.T) {
	t.Parallel()
	probability := func(second string) float32 {
		r := Read("Anna Holm opened the bridge on Monday. "+second+" stood beside the mayor.\n\n“We have looked at every beam,” she said.\n", Options{Language: "en"})
		for i, a := range r.Attributions {
			if r.Speaker(i) == "Anna Holm" {
				return a.Probability
			}
		}
		return 0
	}
	if alone, beside := probability("Olaf Quill"), probability("Eva Brandt"); alone <= beside {
		t.Errorf("“she” is Anna Holm by %v where a man is named beside her, and by %v beside a woman", alone, beside)
	}
}

// Who passes on what another says is not sure of it, and who is named in his own words is where nobody else could be meant.
func TestWhoseWordsArePassedOn(t *testing.T) {
	t.Parallel()
	const about = "Mayor Karl Holm and Senator Ida Lund met in Port Vell on Monday. Holm said the pier is safe. "
	for text, want := range map[string]bool{
		"“We will build the new pier in May,” Mr. Holm recalled.":                                                   true,
		"“We will build the new pier in May,” Mr. Holm recalled the senator telling him.":                           false,
		"“We will build the new pier in May,” Mr. Holm told the senator in Port Vell.":                              true,
		"“We will build the new pier in May,” Ida Lund replied, according to Mr. Holm.":                             false,
		"“We will build the new pier in May,” according to Mr. Holm.":                                               true,
		"Holm, in his summary on Monday, mailed a news article reporting that “the new pier will be built in May.”": false,
		"Holm opened the pier. “You would cheer anybody else but Karl Holm,” he said.":                              true,
		"Holm denied that he had left and said, “We will build the new pier in May.”":                               true,
		"Holm called it a lie that hurt him and said, “We will build the new pier in May.”":                         true,
		"It is a lie that Mr. Holm said, “We will build the new pier in May.”":                                      false,
		"“We will build the new pier in May.” Holm said Jonas Lie would stay.":                                      false,
		"Holm met Jonas Lie there. “Nobody will cheer for Karl Holm,” he said.":                                     false,
	} {
		r := Read(about+text, Options{Language: "en"})
		if len(r.Quotations) != 1 || r.Quotations[0].Attribution < 0 {
			t.Fatalf("%s: no quotation with an attribution", text)
		}
		if i := r.Quotations[0].Attribution; r.Attributions[i].Sure != want {
			t.Errorf("%s: %s (%.2f), sure: %v, want %v", text, r.Speaker(i), r.Attributions[i].Probability, !want, want)
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

func TestCalibrationsAreReadAsWritten(t *testing.T) {
	t.Parallel()
	want := [2]calibration{{least: 0.5}, {least: 0.25}}
	for k := range clueCount {
		want[0].weights[k], want[1].weights[k] = float32(k)/8, -float32(k)/4
	}
	file := string(encodeCalibrations(want))
	if got, err := decodeCalibrations(file); err != nil || got != want {
		t.Errorf("decode(encode()) = %+v and %v, want %+v", got, err, want)
	}
	for name, broken := range map[string]string{
		"cut short":      file[:len(file)/2],
		"no number":      strings.Replace(file, "0.1250", "much", 1),
		"another clue":   strings.Replace(file, clueNames[2], "the moon", 1),
		"a column short": strings.Replace(file, "\t0.2500\n", "\n", 1),
	} {
		if _, err := decodeCalibrations(broken); err == nil {
			t.Errorf("calibrations are read from a file with %s", name)
		}
	}
}

func TestEmbeddedModelsAreWhole(t *testing.T) {
	t.Parallel()
	if _, err := readModels(); err != nil {
		t.Error(err)
	}
}
