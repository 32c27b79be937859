package main

import (
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
