package prompts

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

func TestBriefRendersAsText(t *testing.T) {
	t.Parallel()
	system, user, err := Brief("Norwegian", []Article{
		{Title: "Council puts off ferry vote", Lines: []string{"1| The council met.", "2| “<q1>We will not sign this</q1>,” said Mayor Ada Lind."}},
		{Title: "", Lines: []string{"3| It rained."}},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := "SYSTEM\n" + system + "\n\nUSER\n" + user + "\n"
	const golden = "testdata/brief.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("Brief (-want +got):\n%s\nIf it is meant: raise Version and run with -update.", diff)
	}
}

// Servers that enforce a schema refuse it, or worse ignore it, when it leaves the subset that they share.
func TestSchemaKeepsToTheStrictSubset(t *testing.T) {
	t.Parallel()
	var root map[string]any
	if err := json.Unmarshal(Schema, &root); err != nil {
		t.Fatal(err)
	}
	if root["type"] != "object" {
		t.Errorf("the root is a %v; want an object", root["type"])
	}
	lint(t, "$", root)
}

func lint(t *testing.T, at string, node map[string]any) {
	for key := range node {
		if !slices.Contains([]string{"type", "additionalProperties", "required", "properties", "items", "enum"}, key) {
			t.Errorf("%s: %q is outside the subset", at, key)
		}
	}
	if items, ok := node["items"].(map[string]any); ok {
		lint(t, at+"[]", items)
	}
	properties, ok := node["properties"].(map[string]any)
	if !ok {
		return
	}
	if node["additionalProperties"] != false {
		t.Errorf("%s: additionalProperties is not false", at)
	}
	if required := node["required"].([]any); len(required) != len(properties) {
		t.Errorf("%s: %d of %d properties are required", at, len(required), len(properties))
	}
	for name, property := range properties {
		if !slices.Contains(node["required"].([]any), any(name)) {
			t.Errorf("%s: %q is not required", at, name)
		}
		lint(t, fmt.Sprintf("%s.%s", at, name), property.(map[string]any))
	}
}
