package feed

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"unicode"

	"parley/corpora"
)

// The shared cases: each feed gives the items named here, with titles and links that are whole, and a date where it writes one.
func TestSharedCases(t *testing.T) {
	t.Parallel()
	want := map[string]int{"40": 2, "41": 4, "45": 2, "51": 2, "58": 1, "59": 2, "80": 1}
	dated := map[string]bool{"58": true, "80": true}
	files, err := filepath.Glob(filepath.Join(corpora.Path(t, "cases", "feeds"), "*.*"))
	if err != nil || len(files) < len(want) {
		t.Fatalf("%d shared feeds, %v", len(files), err)
	}
	leftOver := regexp.MustCompile(`&#?\w+;|[<>]`)
	for _, file := range files {
		number := filepath.Base(file)[:2]
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Parse(body, "", "https://lakesidepost.example/rss", noon)
		if err != nil || len(doc.Items) != want[number] {
			t.Errorf("%s: %+v, %v; want %d items", file, doc, err, want[number])
			continue
		}
		links := map[string]bool{}
		for _, item := range doc.Items {
			links[item.Link] = item.Link != ""
			for _, r := range item.Title + item.Summary {
				if unicode.IsControl(r) {
					t.Errorf("%s: a control character in %q, %q", file, item.Title, item.Summary)
				}
			}
			if item.Title == "" || leftOver.MatchString(item.Title) || item.Published.IsZero() == dated[number] {
				t.Errorf("%s: title %q, published %s", file, item.Title, item.Published)
			}
		}
		if len(links) != want[number] || links[""] {
			t.Errorf("%s: links %v, want each item's own", file, links)
		}
	}
}
