package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPagesOfOneNameKeepTheirFolders(t *testing.T) {
	t.Parallel()
	got := memberNames([]string{"a/x.html", "b/x.html", "c/y.html.gz", "https://courier.test/x", "c/y.html.gz"})
	want := map[string]string{"a/x.html": "a/x.html", "b/x.html": "b/x.html", "c/y.html.gz": "y", "https://courier.test/x": "https://courier.test/x"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("memberNames differs (-want +got):\n%s", diff)
	}
}

// A page that was named and cannot be read is a failure, whatever else could be; one of a folder is a finding.
func TestANamedPageThatCannotBeRead(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	page := "<title>Ferry resumes</title><article>" + strings.Repeat("<p>The ferry to Halvik sails again from Monday, the council said, after a winter in the dock.</p>", 8) + "</article>"
	for name, text := range map[string]string{"a.html": page, "empty.html": "<p></p>"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	whole, empty := filepath.Join(folder, "a.html"), filepath.Join(folder, "empty.html")
	for _, row := range []struct {
		pages []string
		want  int
	}{
		{[]string{folder}, exitOK},
		{[]string{whole}, exitOK},
		{[]string{empty, whole}, exitFailed},
		{[]string{"--json", whole, empty}, exitFailed},
	} {
		var told bytes.Buffer
		sh := shell{ctx: t.Context(), stdout: io.Discard, stderr: &told, env: func() (map[string]string, error) { return nil, nil }}
		if code := run(append([]string{"extract"}, row.pages...), sh); code != row.want {
			t.Errorf("parley extract %q = %d, want %d: %s", row.pages, code, row.want, told.String())
		}
	}
	var told bytes.Buffer // of several articles, summarize says which one
	sh := shell{ctx: t.Context(), stdout: io.Discard, stderr: &told, env: func() (map[string]string, error) { return nil, nil }}
	if code := run([]string{"summarize", whole, empty}, sh); code != exitFailed || !strings.Contains(told.String(), empty+": ") {
		t.Errorf("parley summarize of a page that cannot be read = %d: %s", code, told.String())
	}
}
