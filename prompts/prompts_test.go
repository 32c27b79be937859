package prompts

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

func TestBriefRendersAsText(t *testing.T) {
	t.Parallel()
	set := BuiltIn()
	system, user, err := set.Brief(Request{Nonce: "k7f3qx", Articles: []Article{
		{Title: "Council puts off ferry vote", Lines: []string{"1| The council met.", "2| “<q1>We will not sign this</q1>,” said Mayor Ada Lind."}},
		{Title: "", Lines: []string{"3| It rained."}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	repair, err := set.Repair([]string{"quotation 9: does not exist", "party 2: is not in the articles"})
	if err != nil {
		t.Fatal(err)
	}
	rules, texts, err := set.Translation([]string{"The council of Åsby said: no <ferries>."}, "French")
	if err != nil {
		t.Fatal(err)
	}
	got := "SYSTEM\n" + system + "\n\nUSER\n" + user + "\n\nREPAIR\n" + repair + "\n\nTRANSLATION\n" + rules + "\n\nTEXTS\n" + texts + "\n"
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
		t.Errorf("Brief (-want +got):\n%s\nIf it is meant: raise the version and run with -update.", diff)
	}
}

// The first message is what servers may keep: it must be the same whatever is asked.
func TestTheStaticPartComesFirst(t *testing.T) {
	t.Parallel()
	set := BuiltIn()
	one, _, _ := set.Brief(Request{Nonce: "aaaaaa"})
	other, user, err := set.Brief(Request{Nonce: "bbbbbb", Articles: []Article{{Title: "T", Lines: []string{"1| x"}}}})
	if err != nil || one != other || !strings.Contains(user, "bbbbbb") {
		t.Errorf("the system messages of two requests differ, or the nonce is missing (%v):\n%s\n%s", err, one, other)
	}
}

func TestAnOperatorsFolderIsChecked(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		folder fstest.MapFS
		why    string // in the error; "" when the set is sound
	}{
		"an empty folder":             {fstest.MapFS{}, ""},
		"rules of one's own":          {fstest.MapFS{systemFile: {Data: []byte(`Answer in JSON: {"gist":[],"question":"","parties":[]}`)}}, ""},
		"rules that do not say JSON":  {fstest.MapFS{systemFile: {Data: []byte(`Answer with "gist" and "parties".`)}}, "does not say JSON"},
		"rules without the shape":     {fstest.MapFS{systemFile: {Data: []byte("Answer in JSON.")}}, "shape"},
		"a template that is broken":   {fstest.MapFS{userFile: {Data: []byte("{{range .Articles}}")}}, userFile},
		"a field that does not exist": {fstest.MapFS{userFile: {Data: []byte("{{.Author}}")}}, "Author"},
		"articles left out":           {fstest.MapFS{userFile: {Data: []byte("{{.Nonce}}")}}, "articles' lines"},
		"no mark around the articles": {fstest.MapFS{userFile: {Data: []byte("{{range .Articles}}{{range .Lines}}{{.}}{{end}}{{end}}")}}, ".Nonce"},
		"complaints left out":         {fstest.MapFS{repairFile: {Data: []byte("Try again.")}}, "complaints"},
		"no language":                 {fstest.MapFS{textsFile: {Data: []byte("{{.Texts}}")}}, ".Language"},
		"a folder in a file's place":  {fstest.MapFS{userFile + "/x": {Data: []byte("x")}}, userFile},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			set, err := Load(row.folder)
			switch {
			case row.why == "" && (err != nil || set.Version == BuiltIn().Version):
				t.Errorf("Load = %+v, %v; want a set with a version of its own", set, err)
			case row.why != "" && (err == nil || !strings.Contains(err.Error(), row.why)):
				t.Errorf("Load error = %v; want one with %q", err, row.why)
			}
		})
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
