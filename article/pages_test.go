package article

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what the pages in testdata come to")

// TestPages reads each page in testdata/pages, found at https://www.courier.test/news/bridge, and compares the article,
// or the kind of the error.
func TestPages(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob(filepath.Join("testdata", "pages", "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			a, err := Extract(archive.Files[0].Data, "text/html; charset=utf-8", "https://www.courier.test/news/bridge")
			got := string(kindOf(err)) + "\n"
			if err == nil {
				data, err := json.MarshalIndent(a, "", "  ")
				if err != nil {
					t.Fatal(err)
				}
				got = string(data) + "\n"
			}
			if *update {
				archive.Files = append(archive.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
				t.Errorf("Extract differs (-want +got):\n%s", diff)
			}
		})
	}
}
