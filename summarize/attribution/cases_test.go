package attribution

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

func TestInventedCases(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile("testdata/cases.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		in, want := archive.Files[i], archive.Files[i+1]
		t.Run(in.Name, func(t *testing.T) {
			t.Parallel()
			if want.Name != in.Name+".want" {
				t.Fatalf("the case is followed by %q", want.Name)
			}
			if diff := cmp.Diff(string(want.Data), quotationLines(Read(string(in.Data), Options{Language: "en"}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// quotationLines lists the attributed quotations of a reading: "Speaker, Role | words".
func quotationLines(r *Reading) string {
	var lines strings.Builder
	for _, q := range r.Quotations {
		if q.Attribution < 0 {
			continue
		}
		who := "speaker unclear"
		if speaker := r.Attributions[q.Attribution].Speaker; speaker >= 0 {
			who = r.Entities[speaker].Name
			if role := r.Entities[speaker].Role; role != "" {
				who += ", " + role
			}
		}
		lines.WriteString(who + " | " + r.Text[q.Start:q.End] + "\n")
	}
	return lines.String()
}
