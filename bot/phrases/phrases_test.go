package phrases

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// messages are those of a file, each with its forms.
func messages(t *testing.T, name string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for id, message := range raw {
		switch message := message.(type) {
		case string:
			all[id] = message
		case map[string]any:
			all[id], _ = message["other"].(string)
		}
		if all[id] == "" {
			t.Errorf("%s: %s says nothing", name, id)
		}
	}
	return all
}

var gaps = regexp.MustCompile(`\{\{\.\w+\}\}`)

func gapsOf(text string) []string {
	found := gaps.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// Every file is whole: it says what the English one says, with the same gaps in every form.
func TestEveryLanguageIsWhole(t *testing.T) {
	t.Parallel()
	english := messages(t, "en.json")
	for _, code := range Languages() {
		own := messages(t, code+".json")
		for id, text := range english {
			if own[id] == "" {
				t.Errorf("%s lacks %s: %q", code, id, text)
			} else if !slices.Equal(gapsOf(text), gapsOf(own[id])) {
				t.Errorf("%s: %s has other gaps than in English: %q, %q", code, id, text, own[id])
			}
		}
		for id := range own {
			if english[id] == "" {
				t.Errorf("%s: nothing says %s", code, id)
			}
		}
	}
	if len(Languages()) < 2 {
		t.Errorf("languages: %v; want English and German at least", Languages())
	}
}

var asked = regexp.MustCompile(`(?:Say|Count|say|plainError|Complaint|Complain|complain)[({](?:ctx, i, )?"(\w+)"`)

// Every phrase that the code asks for by its name is there, and none that it never names.
func TestEveryPhraseIsKnownAndUsed(t *testing.T) {
	t.Parallel()
	english, code := messages(t, "en.json"), ""
	for _, folder := range []string{"..", "../card", "../../settings", "../../digest", "../../newsroom"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if data, err := os.ReadFile(file); err == nil && !strings.HasSuffix(file, "_test.go") {
				code += string(data)
			}
		}
	}
	for _, found := range asked.FindAllStringSubmatch(code, -1) {
		if english[found[1]] == "" {
			t.Errorf("no phrase %q", found[1])
		}
	}
	for id := range english {
		if !strings.Contains(code, `"`+id+`"`) {
			t.Errorf("the phrase %s is used nowhere", id)
		}
	}
}

func TestAFurtherLanguageIsOneFile(t *testing.T) {
	t.Parallel()
	c, err := With(fstest.MapFS{"pl.json": {Data: []byte(`{"more": "Więcej",
		"stories": {"one": "{{.N}} temat", "few": "{{.N}} tematy", "many": "{{.N}} tematów", "other": "{{.N}} tematu"}}`)}})
	if err != nil {
		t.Fatal(err)
	}
	polish := c.In("pl-PL")
	for want, got := range map[string]string{
		"Więcej": polish.Say("more"), "1 temat": polish.Count("stories", 1), "3 tematy": polish.Count("stories", 3), "5 tematów": polish.Count("stories", 5),
		"Sources": polish.Say("sources"), // not in the file
		"Mehr":    c.In("de-AT").Say("more"), "More": c.In("xx").Say("more"), "1 story": c.In("").Count("stories", 1),
	} {
		if got != want {
			t.Errorf("got %q; want %q", got, want)
		}
	}
}
