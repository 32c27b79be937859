package attribution

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// checkReading fails the test when the reading breaks a promise that holds for any bytes.
func checkReading(t *testing.T, r *Reading) {
	t.Helper()
	inside := func(what string, s Span) {
		t.Helper()
		if s.Start < 0 || s.End < s.Start || s.End > len(r.Text) {
			t.Fatalf("%s: span %v outside a text of %d bytes", what, s, len(r.Text))
		}
		for _, i := range []int{s.Start, s.End} {
			if utf8.ValidString(r.Text) && i < len(r.Text) && !utf8.RuneStart(r.Text[i]) {
				t.Fatalf("%s: span %v cuts a rune", what, s)
			}
		}
	}
	end := 0
	for i, s := range r.Sentences {
		inside("sentence", s.Span)
		if s.Start < end {
			t.Fatalf("sentence %d begins at %d, before %d where the last ended", i, s.Start, end)
		}
		end = s.End
	}
	for i, q := range r.Quotations {
		inside("quotation", q.Span)
		inside("quotation with marks", q.Outer)
		if q.Continues >= i || q.Continues < -1 || q.Attribution < -1 || q.Attribution >= len(r.Attributions) {
			t.Fatalf("quotation %d: continues %d, attribution %d of %d", i, q.Continues, q.Attribution, len(r.Attributions))
		}
	}
	for i, a := range r.Attributions {
		inside("source", a.Source)
		inside("cue", a.Cue)
		if len(a.Content) == 0 || len(a.Sentences) == 0 || a.Speaker < -1 || a.Speaker >= len(r.Entities) {
			t.Fatalf("attribution %d: %+v", i, a)
		}
		for _, c := range a.Content {
			inside("content", c)
		}
		for _, s := range a.Sentences {
			if s < 0 || s >= len(r.Sentences) {
				t.Fatalf("attribution %d: sentence %d of %d", i, s, len(r.Sentences))
			}
		}
		for _, o := range a.Others {
			if o.Entity < 0 || o.Entity >= len(r.Entities) || o.Entity == a.Speaker {
				t.Fatalf("attribution %d: others %+v of %d entities, speaker %d", i, a.Others, len(r.Entities), a.Speaker)
			}
		}
		for _, q := range a.Quotations {
			if q < 0 || q >= len(r.Quotations) {
				t.Fatalf("attribution %d: quotation %d of %d", i, q, len(r.Quotations))
			}
		}
	}
	for _, e := range r.Entities {
		if strings.TrimSpace(e.Name) == "" {
			t.Fatalf("entity without a name: %+v", e)
		}
		for _, m := range e.Mentions {
			inside("mention", m)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "“", "\"", "''", "“a “b” c", "“One.\n“Two,” said Ann Orr.", "Mr. Doe said.", "\xff\xfe“\xc3” said \x80", "a's b's c's 's",
		"‘tis the ’90s", "TRUMP: Yes.\nQ. Why?\nA. No.", "「はい」と田中氏は述べた。", "„Ja“, sagte Anna Berg.", "« Oui », a dit Luc.",
		"Jane Doe, R-Ohio, said the U.S. would “never, ever” agree; “Why?” she asked. He didn't.",
		"Ann Orr said: \"We go. \"They stay. \"So be it.\n\n\"Yes. \"No.\" She left.", "“We go. “They “stay” here. “No.” “",
	} {
		f.Add(seed, "")
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		o := Options{Language: language}
		r := Read(text, o)
		checkReading(t, r)
		for i, a := range r.Attributions {
			if !(a.Probability >= 0 && a.Probability <= 1) || a.Sure && a.Speaker < 0 {
				t.Fatalf("attribution %d: probability %v, sure %v, speaker %d", i, a.Probability, a.Sure, a.Speaker)
			}
			if w := Explain(r, o, i); w.Speaker != r.Speaker(i) || !w.ByRules && len(w.Speakers) == 0 {
				t.Fatalf("attribution %d: %+v explains %q", i, w, r.Speaker(i))
			}
		}
	})
}

func FuzzParties(f *testing.F) {
	f.Add("Norland | state | Norlander")
	f.Fuzz(func(_ *testing.T, data string) { parseParties(data) })
}

func FuzzWeights(f *testing.F) {
	f.Add(weightsFile[:64])
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := decodeModels(data); err == nil {
			checkReading(t, read("“Yes, of course,” said Ann Orr. He agreed.", Options{}, m, nil))
		}
	})
}
