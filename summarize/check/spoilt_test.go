package check

import (
	"fmt"
	"strings"
	"testing"

	"parley/article"
	"parley/summarize/transcript"
)

// gistProof has lines on the strait's first sentence that no rule has held.
func gistProof(texts ...string) *Proof {
	p := &Proof{transcript: transcriptOf(strait)}
	for _, text := range texts {
		p.lines = append(p.lines, &line{DraftClaim: DraftClaim{Sentences: []int{fee}, Text: text}, party: -1})
	}
	return p
}

func TestFourWaysToSpoil(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ text, want string }{
		"a digit":                         {"The fee rose to 40 crowns.", "The fee rose to 43 crowns."},
		"the last of two digits":          {"The fee rose from 39 to 48 crowns.", "The fee rose from 39 to 41 crowns."},
		"a digit before an auxiliary":     {"The fee will rise to 40.", "The fee will rise to 43."},
		"an auxiliary":                    {"The fee could cost jobs.", "The fee could not cost jobs."},
		"the first of two auxiliaries":    {"The fee has been raised and will stay.", "The fee has not been raised and will stay."},
		"an auxiliary in front":           {"Will the fee stay", "Will not the fee stay"},
		"an auxiliary that is German too": {"The council will vote.", "The council will not vote."},
		"a noun that is a verb in German": {"The price war ended.", "The price war did not ended."},
		"a German auxiliary":              {"Die Gebühr wird steigen.", "Die Gebühr wird nicht steigen."},
		"a German auxiliary with a mark":  {"Die Fähren müssen warten.", "Die Fähren müssen nicht warten."},
		"a plain verb":                    {"The council raised the fee.", "The council did not raised the fee."},
		"a verb of saying":                {"Berg says the fee hurts.", "Berg did not says the fee hurts."},
		"a verb in the present":           {"Berg opposes the fee.", "Berg did not opposes the fee."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proof := gistProof(row.text)
			if strings.HasPrefix(row.text, "Die ") {
				proof.transcript = transcript.Read(&article.Article{Text: "Die Gebühr steigt auf 40 Kronen.", Language: "de"})
			}
			spoilt := spoiltRows(proof.Question())
			if len(spoilt) != 1 || spoilt[0].text != row.want {
				t.Errorf("%q is spoilt as %s, want %q", row.text, textsOf(spoilt), row.want)
			}
		})
	}
}

func TestSpoiltSpeaker(t *testing.T) {
	t.Parallel()
	p := gistProof("No wish for fees.", "No fee for Anna.")
	p.parties = []Party{{Name: "Green Party"}, {Name: "Ship owners"}}
	for i, by := range []string{"Anna Berg", "Ship owners"} {
		p.lines[i].party, p.lines[i].By = i, by
	}
	spoilt := spoiltRows(p.Question())
	if len(spoilt) != 1 || spoilt[0].bracket == spoilt[0].of.bracket || spoilt[0].text != spoilt[0].of.text {
		t.Errorf("two lines of two parties are spoilt as %s, want one of them in the other's mouth", textsOf(spoilt))
	}
	p.lines[1].party = 0
	if spoilt := spoiltRows(p.Question()); len(spoilt) != 0 {
		t.Errorf("two lines of one party are spoilt as %s, want none", textsOf(spoilt))
	}
}

// "O presidente do not conselho" is no sentence that an honest reader must find wrong.
func TestNoGibberishIsPlanted(t *testing.T) {
	t.Parallel()
	for language, text := range map[string]string{"pt": "O presidente do conselho quer a taxa.", "pl": "Rada wróciła do rozmów.", "fi": "Has vain."} {
		p := gistProof(text, text)
		p.transcript = transcript.Read(&article.Article{Text: text, Language: language})
		p.parties = []Party{{Name: "Green Party"}, {Name: "Ship owners"}}
		for i, by := range []string{"Anna Berg", "Anna Berg"} {
			p.lines[i].party, p.lines[i].By = i, by
		}
		if spoilt := spoiltRows(p.Question()); len(spoilt) != 0 {
			t.Errorf("%q is spoilt as %s, want nothing", text, textsOf(spoilt))
		}
		p.lines[1].By = "Ship owners"
		if spoilt := spoiltRows(p.Question()); len(spoilt) != 1 || spoilt[0].text != text || spoilt[0].bracket == spoilt[0].of.bracket {
			t.Errorf("%q is spoilt as %s, want it by another speaker", text, textsOf(spoilt))
		}
	}
}

func spoiltRows(q *Question) []row {
	var spoilt []row
	for _, r := range q.rows {
		if r.spoilt {
			spoilt = append(spoilt, r)
		}
	}
	return spoilt
}

func textsOf(rows []row) string {
	var texts []string
	for _, r := range rows {
		texts = append(texts, r.bracket+r.text)
	}
	return fmt.Sprintf("%q", texts)
}

func TestOneRowIsSpoilt(t *testing.T) {
	t.Parallel()
	texts := []string{"The fee rose to 40.", "The fee could cost jobs.", "The council raised it.", "Berg says no."}
	for n := 1; n <= len(texts); n++ {
		question := gistProof(texts[:n]...).Question()
		if spoilt := spoiltRows(question); len(spoilt) != 1 || len(question.rows) != n+1 {
			t.Errorf("of %d rows %s are spoilt, want one", n, textsOf(spoilt))
		}
	}
}

func TestSpoiltIsBestWhatNoRuleDoubts(t *testing.T) {
	t.Parallel()
	p := gistProof("The fee rose to 40.", "The fee rose to 41.", "The fee rose to 42.")
	p.lines[0].doubts, p.lines[2].doubts = []string{"a", "b"}, []string{"a"}
	if spoilt := spoiltRows(p.Question()); len(spoilt) != 1 || spoilt[0].line != p.lines[1] {
		t.Errorf("spoilt is %s, want the line of 41", textsOf(spoilt))
	}
}

func TestSpoiltRowSaysSomethingElse(t *testing.T) {
	t.Parallel()
	for _, r := range spoiltRows(proofOf(t, answerDraft, strait).Question()) {
		if r.of.write(1) == r.write(1) || r.line != r.of.line {
			t.Errorf("%q is spoilt as %q", r.of.write(1), r.write(1))
		}
	}
}

// Whatever an answer says of a spoilt row, no brief has it.
func TestSpoiltRowIsNeverShown(t *testing.T) {
	t.Parallel()
	marks := map[string]func(n int, r row) []Mark{
		"found wrong":               func(n int, _ row) []Mark { return []Mark{{N: n, Why: "number"}} },
		"put right":                 func(n int, r row) []Mark { return []Mark{{N: n, Text: r.of.text}} },
		"put right in its own text": func(n int, r row) []Mark { return []Mark{{N: n, Text: r.text}} },
		"given to somebody":         func(n int, _ row) []Mark { return []Mark{{N: n, Speaker: "Mads Thorne", Party: "Castle Rail"}} },
		"unclear":                   func(n int, _ row) []Mark { return []Mark{{N: n, Why: "unclear"}} },
		"overlooked":                func(int, row) []Mark { return nil },
	}
	for name, of := range marks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proof := proofOf(t, answerDraft, strait)
			question := proof.Question()
			want := strings.Join(lines(applied(t, caught(question))), "\n")
			var said []Mark
			for i, r := range question.rows {
				if r.spoilt {
					said = append(said, of(i+1, r)...)
				}
			}
			if len(said) == 0 {
				want = strings.Join(lines(applied(t, nil)), "\n")
			}
			proof.Apply(question, said, "reader")
			got := strings.Join(lines(proof.Brief(Author{})), "\n")
			if got != want {
				t.Errorf("the brief is\n%s\nwant\n%s", got, want)
			}
			for _, r := range spoiltRows(question) {
				if r.text != r.of.text && strings.Contains(got, r.text) {
					t.Errorf("the brief has %q", r.text)
				}
			}
		})
	}
}

// applied is the brief of answerDraft with an answer.
func applied(t *testing.T, marks []Mark) *Brief {
	t.Helper()
	proof := proofOf(t, answerDraft, strait)
	proof.Apply(proof.Question(), marks, "reader")
	return proof.Brief(Author{})
}
