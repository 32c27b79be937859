package article

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/corpora"
)

func TestFurnitureIsToldFromTheArticle(t *testing.T) {
	t.Parallel()
	rows, err := os.ReadFile(filepath.Join("testdata", "furniture.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for row := range strings.Lines(string(rows)) {
		mark, line, _ := strings.Cut(strings.TrimSpace(row), " ")
		if mark != "+" && mark != "-" {
			continue
		}
		if got := len(Furniture(line)) == 1; got != (mark == "+") {
			t.Errorf("Furniture(%q) found it %t, want %t", line, got, mark == "+")
		}
	}
}

func TestFurnitureSpansAreWholeLines(t *testing.T) {
	t.Parallel()
	const text = "Åda Lind said no.\n\nRead more\nPer Holm said yes.\nPhoto: Per Sand"
	var got []string
	for _, s := range Furniture(text) {
		got = append(got, text[s.Start:s.End])
	}
	if diff := cmp.Diff([]string{"Read more", "Photo: Per Sand"}, got); diff != "" {
		t.Errorf("Furniture(%q) differs (-want +got):\n%s", text, diff)
	}
}

// TestFurnitureCarriesNoAttributions holds Furniture to real political news: hardly anything that someone is said to
// have said may go.
func TestFurnitureCarriesNoAttributions(t *testing.T) {
	t.Parallel()
	file, err := os.Open(filepath.Join(corpora.Path(t, "polnear"), "train.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	attributions, lost, lines := 0, 0, 0
	in := bufio.NewScanner(file)
	in.Buffer(nil, 16<<20)
	for in.Scan() {
		var row struct {
			Text         string
			Attributions []struct{ Content [][2]int } // code points
		}
		if err := json.Unmarshal(in.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		spans := Furniture(row.Text)
		lines += len(spans)
		offsets := make([]int, 0, len(row.Text))
		for i := range row.Text {
			offsets = append(offsets, i)
		}
		for _, a := range row.Attributions {
			attributions++
			for _, c := range a.Content {
				if overlaps(spans, offsets[c[0]], offsets[c[1]-1]) {
					lost++
					break
				}
			}
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d lines of furniture; %d of %d attributions lost", lines, lost, attributions)
	if lost*1000 > 2*attributions {
		t.Errorf("%d of %d attributions lost, want at most 0.2 %%", lost, attributions)
	}
}

func overlaps(spans []Span, start, end int) bool {
	for _, s := range spans {
		if start < s.End && s.Start < end {
			return true
		}
	}
	return false
}

func FuzzFurniture(f *testing.F) {
	f.Add("Read more\n“No,” she said.\r\n\n© 2024")
	f.Fuzz(func(t *testing.T, text string) {
		end := -1
		for _, s := range Furniture(text) {
			if s.Start <= end || s.End <= s.Start || s.End > len(text) || strings.Contains(text[s.Start:s.End], "\n") {
				t.Fatalf("Furniture(%q) has span %v after %d", text, s, end)
			}
			end = s.End
		}
	})
}
