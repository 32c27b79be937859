package playground

import (
	"bytes"
	"compress/gzip"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

var write = flag.Bool("write", false, "write the page's bundle")

// mostScript is the most bytes of the script, compressed.
const mostScript = 60 << 10

// bundle makes the page's files of their sources, by name.
func bundle(t *testing.T) map[string][]byte {
	t.Helper()
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{"page/main.ts", "page/page.css"}, EntryNames: "[name]",
		Outdir: "built", Bundle: true, Charset: api.CharsetUTF8, Target: api.ES2022,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone,
	})
	for _, problem := range append(result.Errors, result.Warnings...) {
		t.Errorf("%+v: %s", problem.Location, problem.Text)
	}
	files := map[string][]byte{}
	for _, file := range result.OutputFiles {
		name := filepath.Base(file.Path)
		if name == "main.js" {
			name = "page.js"
		}
		files[name] = file.Contents
	}
	return files
}

// TestThePageIsMadeOfItsSources holds what is served to what it is made of. No Node is needed: esbuild is a Go module.
func TestThePageIsMadeOfItsSources(t *testing.T) {
	t.Parallel()
	files := bundle(t)
	if len(files) != 2 {
		t.Fatalf("the bundle has %d files; want a script and a style", len(files))
	}
	for name, want := range files {
		path := filepath.Join("page", "built", name)
		if *write {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what its sources make (%v): run go generate ./playground", path, err)
		}
	}
	for name, file := range files {
		t.Logf("%s: %d bytes, compressed %d", name, len(file), compressed(file))
	}
	if size := compressed(files["page.js"]); size > mostScript {
		t.Errorf("the script has %d bytes, compressed; want at most %d", size, mostScript)
	}
}

func compressed(data []byte) int {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(data)
	w.Close()
	return out.Len()
}
