package main

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what comes out to the README")

// TestReadmeShowsWhatComesOut holds the sample brief of the README to the program.
func TestReadmeShowsWhatComesOut(t *testing.T) {
	t.Parallel()
	const readme, command = "../../README.md", "\ngo run ./cmd/parley summarize examples/ferry.txt\n```\n\n```\n"
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(data), command)
	sample, after, found := strings.Cut(rest, "```\n")
	if !found {
		t.Fatalf("the README has no sample after %q", command)
	}
	got := runParley(t, nil, "", "summarize", "../../examples/ferry.txt")
	if *update {
		if err := os.WriteFile(readme, []byte(before+command+got+"```\n"+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(sample, got); diff != "" {
		t.Errorf("sample brief (-README +program):\n%s", diff)
	}
}
