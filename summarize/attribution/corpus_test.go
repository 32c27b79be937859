package attribution

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestCorpus holds the reader to invented articles, one file a language. Each article is followed by its labels:
//
//	quote Speaker | words           a quotation; "unclear": speech of somebody whom nobody names, "nobody": no speech
//	states Speaker | words          a statement whose content is in the sentence with these words
//	party Speaker | Party           the speaker's side
//	role Speaker | Role             what the article calls the speaker
//
// "…" at the end of the words stands for the rest of the quotation. A label with "miss" before it is right, but not met yet: the
// test fails when it is, so that the list stays true. A quotation with a speaker that no label lists fails too.
func TestCorpus(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/corpus/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	for _, file := range files {
		language := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			met, all := 0, 0
			for i := 0; i+1 < len(archive.Files); i += 2 {
				in, labels := archive.Files[i], archive.Files[i+1]
				if labels.Name != in.Name+".labels" {
					t.Fatalf("%q is followed by %q", in.Name, labels.Name)
				}
				m, n := checkLabels(t, in.Name, language, string(in.Data), string(labels.Data))
				met, all = met+m, all+n
			}
			t.Logf("%s: %d articles, %d of %d labels met", language, len(archive.Files)/2, met, all)
		})
	}
}

func checkLabels(t *testing.T, name, language, text, labels string) (met, all int) {
	t.Helper()
	r := Read(text, Options{})
	if want := strings.TrimPrefix(language, "other"); r.Language != want {
		t.Errorf("%s: Language = %q, want %q", name, r.Language, want)
	}
	listed := make([]bool, len(r.Quotations))
	for line := range strings.Lines(labels) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		label, miss := strings.CutPrefix(line, "miss ")
		got := r.checkLabel(label, listed)
		all++
		met += boolInt(got == "")
		switch {
		case got != "" && !miss:
			t.Errorf("%s: %s: %s", name, label, got)
		case got == "" && miss:
			t.Errorf("%s: %s: is met now; take the \"miss\" away", name, label)
		}
	}
	for i, q := range r.Quotations {
		if !listed[i] && q.Attribution >= 0 {
			t.Errorf("%s: no label for %q of %q", name, r.Text[q.Start:q.End], r.Speaker(q.Attribution))
		}
	}
	return met, all
}

// checkLabel says what is wrong with a reading by one label, or "".
func (r *Reading) checkLabel(label string, listed []bool) string {
	kind, rest, _ := strings.Cut(label, " ")
	speaker, words, ok := strings.Cut(rest, " | ")
	if !ok {
		return "not a label"
	}
	switch kind {
	case "quote":
		return r.checkQuote(speaker, words, listed)
	case "states":
		return r.checkStates(speaker, words)
	case "party", "role":
		for _, e := range r.Entities {
			if strings.EqualFold(e.Name, speaker) {
				if kind == "party" && e.Party.Name == words || kind == "role" && e.Role == words {
					return ""
				}
				return fmt.Sprintf("party %q, role %q", e.Party.Name, e.Role)
			}
		}
		return "nobody of that name"
	}
	return "unknown kind of label"
}

func (r *Reading) checkQuote(speaker, words string, listed []bool) string {
	begin, cut := strings.CutSuffix(words, "…")
	for i, q := range r.Quotations {
		text := r.Text[q.Start:q.End]
		if listed[i] || text != words && !(cut && strings.HasPrefix(text, begin)) {
			continue
		}
		listed[i] = true
		got := "nobody"
		if q.Attribution >= 0 {
			if got = r.Speaker(q.Attribution); got == "" {
				got = "unclear"
			}
		}
		if strings.EqualFold(got, speaker) {
			return ""
		}
		return fmt.Sprintf("speaker %q", got)
	}
	return "no such quotation"
}

func (r *Reading) checkStates(speaker, words string) string {
	at := strings.Index(r.Text, words)
	if at < 0 {
		return "the words are not in the article"
	}
	others := ""
	for i, a := range r.Attributions {
		if a.Kind == Direct || !slices.ContainsFunc(a.Sentences, func(n int) bool { return r.Sentences[n].Start <= at && at < r.Sentences[n].End }) {
			continue
		}
		if strings.EqualFold(r.Speaker(i), speaker) {
			return ""
		}
		others += fmt.Sprintf(" of %q", r.Speaker(i))
	}
	if others != "" {
		return "a statement" + others
	}
	return "no statement"
}
