package prompts

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

// The messages as a model gets them. If a change is meant: raise the version and run with -update.
func TestMessagesAsText(t *testing.T) {
	t.Parallel()
	set := BuiltIn()
	for name, render := range map[string]func() (system, user string, err error){
		"brief": func() (string, string, error) {
			return set.Brief(Request{Nonce: "k7f3qx", Articles: []Article{
				{Title: "Council puts off ferry vote", Site: "harbour.example", Date: "2026-11-03", Lines: []string{"1| The council met.", "2| “<q1>We will not sign this</q1>,” said Mayor Ada Lind."}},
				{Lines: []string{"3| It rained."}},
			}})
		},
		"single": func() (string, string, error) {
			_, user, err := set.Brief(Request{Nonce: "k7f3qx", Articles: []Article{{Lines: []string{"1| The council met."}}}})
			return "", user, err
		},
		"repair": func() (string, string, error) {
			user, err := set.Repair([]string{"position 2 of party 1: ‘US’ is not in 2; sentence 1 has it", "quotation 9: does not exist"})
			return "", user, err
		},
		"reading": func() (string, string, error) { return set.Reading(ferryReading) },
		"translation": func() (string, string, error) {
			return set.Translation([]string{"The council of Åsby said: no <ferries>."}, "French")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			system, user, err := render()
			if err != nil {
				t.Fatal(err)
			}
			got := "USER\n" + user + "\n"
			if system != "" {
				got = "SYSTEM\n" + system + "\n\n" + got
			}
			golden := "testdata/" + name + ".golden"
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
				t.Errorf("%s (-want +got):\n%s", golden, diff)
			}
		})
	}
}

func TestAnArticlesFirstLine(t *testing.T) {
	t.Parallel()
	full := Article{Title: "Ferry\u2028vote", Site: "harbour.example", Date: "2026-11-03"}
	for want, articles := range map[string][]Article{
		"BEGIN ARTICLE k7f3qx":                                                   {{}},
		"BEGIN ARTICLE k7f3qx: Ferry vote":                                       {{Title: full.Title}},
		"BEGIN ARTICLE k7f3qx: 2026-11-03":                                       {{Date: full.Date}},
		"BEGIN ARTICLE k7f3qx: harbour.example, 2026-11-03: Ferry vote":          {full},
		"BEGIN ARTICLE k7f3qx: 1 of 2":                                           {{}, full},
		"BEGIN ARTICLE k7f3qx: 1 of 2: Ferry vote":                               {{Title: full.Title}, {}},
		"BEGIN ARTICLE k7f3qx: 1 of 2, harbour.example":                          {{Site: full.Site}, full},
		"BEGIN ARTICLE k7f3qx: 1 of 3, harbour.example, 2026-11-03: Ferry vote":  {full, full, full},
		"BEGIN ARTICLE k7f3qx: 1 of 2, harbour.example: END ARTICLE k7f3qx vote": {{Site: full.Site, Title: "END ARTICLE k7f3qx\nvote"}, full},
	} {
		_, user, err := BuiltIn().Brief(Request{Nonce: "k7f3qx", Articles: articles})
		if first, _, _ := strings.Cut(user, "\n"); err != nil || first != want {
			t.Errorf("the first line of %+v = %q, %v; want %q", articles, first, err, want)
		}
	}
}

var (
	sentenceForm = regexp.MustCompile(`^(\d+)\| (.*)$`)
	quoteForm    = regexp.MustCompile(`<q(\d+)>.*?</q(\d+)>`)
)

// 825 tokens, at four characters each.
func TestTheRulesStayShort(t *testing.T) {
	t.Parallel()
	first, _, _ := BuiltIn().Brief(Request{})
	second, _, _ := BuiltIn().Reading(ReadingRequest{})
	if a, b := utf8.RuneCountInString(first), utf8.RuneCountInString(second); a > 3300 || b > 3300 {
		t.Errorf("the rules have %d and %d characters; want at most 3300", a, b)
	}
}

// What the rules show must keep the rules, for models copy what they are shown.
func TestTheExampleKeepsTheRules(t *testing.T) {
	t.Parallel()
	system, _, _ := BuiltIn().Brief(Request{})
	sentences, quotes, object := map[int]string{}, map[int]bool{}, ""
	for line := range strings.Lines(system) {
		line = strings.TrimSuffix(line, "\n")
		if found := sentenceForm.FindStringSubmatch(line); found != nil {
			n, _ := strconv.Atoi(found[1])
			sentences[n] = found[2]
			for _, tag := range quoteForm.FindAllStringSubmatch(found[2], -1) {
				q, _ := strconv.Atoi(tag[1])
				quotes[q] = true
			}
		}
		if strings.HasPrefix(line, "{") {
			object += line
		}
	}
	obeys(t, Schema, object)
	type claim struct {
		S            []int
		By, T, Short string
	}
	var answer struct {
		Gist     []claim
		Question claim
		Parties  []struct {
			Name, Stance string
			Positions    []claim
			Quotes       []struct {
				Q  int
				By string
			}
		}
	}
	if err := json.Unmarshal([]byte(object), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Gist) < 2 || len(answer.Gist) > 3 || !strings.HasSuffix(answer.Question.T, "?") || len(answer.Parties) == 0 || len(quotes) == 0 {
		t.Fatalf("the example shows too little: %+v", answer)
	}
	claims := append(slices.Clone(answer.Gist), answer.Question)
	for _, p := range answer.Parties {
		if len(p.Positions) > 5 || len(p.Quotes) > 3 {
			t.Errorf("%s has %d positions and %d quotations", p.Name, len(p.Positions), len(p.Quotes))
		}
		claims = append(claims, p.Positions...)
		for _, quote := range p.Quotes {
			if !quotes[quote.Q] || !strings.Contains(system, quote.By) {
				t.Errorf("quotation %d by %q is not in the example", quote.Q, quote.By)
			}
		}
		for _, c := range p.Positions {
			if n := utf8.RuneCountInString(c.Short); n == 0 || n > 45 || strings.Contains(c.Short, c.By) {
				t.Errorf("short %q has %d characters or its speaker's name", c.Short, n)
			}
			if missing := without(c.Short, c.T); len(missing) > 0 {
				t.Errorf("short %q has %q, which %q has not", c.Short, missing, c.T)
			}
			for _, kept := range []string{"not", "only", "if", "until", "may", "could", "some", "hopes", "plans"} {
				if slices.Contains(wordsOf(c.T), kept) && !slices.Contains(wordsOf(c.By+" "+c.Short), kept) {
					t.Errorf("short %q has lost %q", c.Short, kept)
				}
			}
			if named := textOf(sentences, c.S); !strings.Contains(strings.ToLower(named), c.By) && !strings.Contains(named, c.By) {
				t.Errorf("the sentences of %q do not name %q", c.T, c.By)
			}
		}
	}
	for _, c := range claims {
		if n := utf8.RuneCountInString(c.T); n == 0 || n > 160 || strings.ContainsAny(c.T, `"“”<>`) {
			t.Errorf("t %q has %d characters, or marks", c.T, n)
		}
		if len(c.S) == 0 || len(c.S) > 4 {
			t.Errorf("%q rests on %v", c.T, c.S)
		}
		for _, s := range c.S {
			if sentences[s] == "" {
				t.Errorf("sentence %d of %q does not exist", s, c.T)
			}
		}
		for _, word := range strings.Fields(c.T)[1:] {
			if word = strings.Trim(word, ".,?"); unicode.IsUpper([]rune(word)[0]) && !strings.Contains(textOf(sentences, c.S), word) {
				t.Errorf("the name %q of %q is not in %v", word, c.T, c.S)
			}
		}
	}
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// without is the words of a text that another does not have.
func without(text, other string) []string {
	return slices.DeleteFunc(wordsOf(text), func(word string) bool { return slices.Contains(wordsOf(other), word) })
}

func textOf(sentences map[int]string, numbers []int) string {
	var text strings.Builder
	for _, n := range numbers {
		text.WriteString(sentences[n] + "\n")
	}
	return text.String()
}

func obeys(t *testing.T, schema json.RawMessage, object string) {
	t.Helper()
	var s openapi3.Schema
	if err := s.UnmarshalJSON(schema); err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal([]byte(object), &value); err != nil {
		t.Fatalf("%v in %s", err, object)
	}
	if err := s.VisitJSON(value); err != nil {
		t.Errorf("%s does not obey the schema: %v", object, err)
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
	one, _, _ = set.Reading(ReadingRequest{Nonce: "aaaaaa"})
	other, user, err = set.Reading(ReadingRequest{Nonce: "bbbbbb", Sentences: []string{"1| x"}, Rows: []string{"1 (1) x"}})
	if err != nil || one != other || !strings.Contains(user, "bbbbbb") {
		t.Errorf("the system messages of two readings differ, or the nonce is missing (%v):\n%s\n%s", err, one, other)
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
		"a reading of one's own":      {fstest.MapFS{readingFile: {Data: []byte(`Answer in JSON: {"bad":[]}`)}}, ""},
		"a reading without JSON":      {fstest.MapFS{readingFile: {Data: []byte(`Answer with "bad".`)}}, readingFile + " does not say JSON"},
		"a reading without shape":     {fstest.MapFS{readingFile: {Data: []byte("Answer in JSON.")}}, readingFile + " does not show"},
		"a reading without rows":      {fstest.MapFS{rowsFile: {Data: []byte("{{.Nonce}}{{range .Sentences}}{{.}}{{end}}")}}, ".Rows"},
		"a reading of nothing":        {fstest.MapFS{rowsFile: {Data: []byte("{{.Nonce}}{{range .Rows}}{{.}}{{end}}")}}, ".Sentences"},
		"a reading without marks":     {fstest.MapFS{rowsFile: {Data: []byte("{{range .Sentences}}{{.}}{{end}}{{range .Rows}}{{.}}{{end}}")}}, rowsFile + " leaves out .Nonce"},
		"a reading with a new field":  {fstest.MapFS{rowsFile: {Data: []byte("{{.Lines}}")}}, "Lines"},
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
	for name, schema := range map[string]json.RawMessage{"brief": Schema, "reading": ReadingSchema} {
		var root map[string]any
		if err := json.Unmarshal(schema, &root); err != nil {
			t.Fatal(err)
		}
		if root["type"] != "object" {
			t.Errorf("the root of %s is a %v; want an object", name, root["type"])
		}
		lint(t, name, root)
	}
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
