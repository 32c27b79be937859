// Package prompts holds what a model is told: templates rendered by typed functions, and the schema of the answer. The
// static part comes first, so that servers can cache it. Start with [BuiltIn] and [Set.Brief]. Change a text, and raise
// the version.
package prompts

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"text/template"
)

// Each question has a version of its own; together they name this state of the prompts. The repair and the translation
// count as parts of the brief.
const (
	briefVersion   = "brief-8"
	readingVersion = "reading-4"
	builtInVersion = briefVersion + "+" + readingVersion
)

// The strict JSON schemas of a model's answers, the same for every server: Schema of [Set.Brief], ReadingSchema of
// [Set.Reading]. They keep to the subset that all servers enforce: all keys required, no additional ones, no limits, no
// references. What a model leaves out is "" or [] there.
var (
	//go:embed brief.schema.json
	Schema json.RawMessage
	//go:embed reading.schema.json
	ReadingSchema json.RawMessage
)

//go:embed *.tmpl
var files embed.FS

// The files of a set. An operator's folder may hold any of them.
const (
	systemFile = "brief.system.tmpl" // the rules; rendered with nothing, the same for each request
	userFile   = "brief.user.tmpl"   // the articles; rendered with a Request
	repairFile = "repair.user.tmpl"  // what is wrong with an answer; rendered with a list of complaints

	readingFile = "reading.system.tmpl" // the rules of the second question; rendered with nothing
	rowsFile    = "reading.user.tmpl"   // sentences and the lines to check; rendered with a ReadingRequest

	translationFile = "translation.system.tmpl" // how to translate; rendered with nothing
	textsFile       = "translation.user.tmpl"   // what, and into which language
)

// A Set is the texts of one version.
type Set struct {
	Version string // every brief that a model writes records it
	system  string
	user    *template.Template
	repair  *template.Template

	reading string
	rows    *template.Template

	translation string
	texts       *template.Template
}

// A Request is what one brief is asked with.
type Request struct {
	Nonce    string // marks the articles' lines; new for each request, so that no article can know it
	Articles []Article
}

// An Article is one source as the model sees it.
type Article struct {
	Title, Site, Date string   // as far as they are known, else ""; like the lines, without marks that imitate ours
	Lines             []string // numbered sentences with their quotations tagged: 12| “<q3>We will</q3>,” she said.
}

// Label is what stands in the first line of an article, so far as it is known, on one line: "1 of 2, harbour.example,
// 2026-11-03: Title". A single article is not counted.
func (r Request) Label(i int) string {
	article := r.Articles[i]
	var about []string
	if len(r.Articles) > 1 {
		about = append(about, fmt.Sprintf("%d of %d", i+1, len(r.Articles)))
	}
	for _, part := range []string{article.Site, article.Date} {
		if part = oneLine(part); part != "" {
			about = append(about, part)
		}
	}
	label, title := strings.Join(about, ", "), oneLine(article.Title)
	if label != "" && title != "" {
		label += ": "
	}
	return label + title
}

// A ReadingRequest is what one second reading is asked with.
type ReadingRequest struct {
	Nonce     string   // marks the sentences; new for each request
	Sentences []string // that the lines may rest on: 14| “We will,” she said.
	Rows      []string // the lines to check, numbered from 1: 2 (9,10) [Green Party; Ada Lind] Lind wants the ferry kept.
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func oneLineEach(texts []string) []string {
	lines := make([]string, len(texts))
	for i, text := range texts {
		lines[i] = oneLine(text)
	}
	return lines
}

// BuiltIn is the set that ships with Parley.
func BuiltIn() *Set {
	set, err := parse(nil)
	if err != nil { // a broken text of our own, which every test here would meet
		panic(err)
	}
	return set
}

// Load is the built-in set with the files of a folder in place of its own, checked: they must parse and render, and keep
// what the rest of Parley counts on. Its error names the file. The version tells sets of different texts apart.
func Load(folder fs.FS) (*Set, error) { return parse(folder) }

func parse(folder fs.FS) (*Set, error) {
	texts := map[string]string{}
	digest := sha256.New()
	for _, name := range []string{systemFile, userFile, repairFile, readingFile, rowsFile, translationFile, textsFile} {
		own, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if folder != nil {
			switch theirs, err := fs.ReadFile(folder, name); {
			case err == nil:
				own = theirs
				fmt.Fprintf(digest, "%s %d\n%s", name, len(theirs), theirs)
			case !errors.Is(err, fs.ErrNotExist):
				return nil, fmt.Errorf("prompts: %w", err)
			}
		}
		texts[name] = strings.TrimSpace(string(own))
	}
	set := &Set{Version: builtInVersion, system: texts[systemFile], reading: texts[readingFile], translation: texts[translationFile]}
	if folder != nil {
		set.Version += "+" + hex.EncodeToString(digest.Sum(nil))[:8]
	}
	for name, to := range map[string]**template.Template{
		userFile: &set.user, repairFile: &set.repair, rowsFile: &set.rows, textsFile: &set.texts,
	} {
		parsed, err := template.New(name).Parse(texts[name])
		if err != nil {
			return nil, fmt.Errorf("prompts: %w", err)
		}
		*to = parsed
	}
	return set, set.check()
}

// check renders a set once and looks for what must be there.
func (s *Set) check() error {
	const (
		line, nonce, complaint = "1| The council met.", "k7f3qx", "quotation 9 does not exist"
		row                    = "1 (1) The council met at noon."
	)
	system, user, err := s.Brief(Request{Nonce: nonce, Articles: []Article{{Title: "Ferry vote", Lines: []string{line}}}})
	if err != nil {
		return fmt.Errorf("prompts: %w", err)
	}
	repair, err := s.Repair([]string{complaint})
	if err != nil {
		return fmt.Errorf("prompts: %w", err)
	}
	judging, rows, err := s.Reading(ReadingRequest{Nonce: nonce, Sentences: []string{line}, Rows: []string{row}})
	if err != nil {
		return fmt.Errorf("prompts: %w", err)
	}
	rules, lines, err := s.Translation([]string{line}, "Norwegian")
	if err != nil {
		return fmt.Errorf("prompts: %w", err)
	}
	for _, rule := range []struct {
		ok        bool
		file, why string
	}{
		{strings.Contains(system, "JSON"), systemFile, "does not say JSON, without which servers refuse JSON mode"},
		{strings.Contains(system, `"gist"`) && strings.Contains(system, `"parties"`), systemFile, "does not show the shape of the answer"},
		{strings.Contains(user, line), userFile, "leaves out the articles' lines"},
		{strings.Contains(user, nonce), userFile, "leaves out .Nonce, which marks the articles"},
		{strings.Contains(repair, complaint), repairFile, "leaves out the complaints"},
		{strings.Contains(judging, "JSON"), readingFile, "does not say JSON, without which servers refuse JSON mode"},
		{strings.Contains(judging, `"bad"`), readingFile, "does not show the shape of the answer"},
		{strings.Contains(rows, line), rowsFile, "leaves out .Sentences"},
		{strings.Contains(rows, row), rowsFile, "leaves out .Rows"},
		{strings.Contains(rows, nonce), rowsFile, "leaves out .Nonce, which marks the sentences"},
		{strings.Contains(rules, "JSON") && strings.Contains(rules, `"texts"`), translationFile, "does not show the shape of the answer in JSON"},
		{strings.Contains(lines, "The council met."), textsFile, "leaves out .Texts"},
		{strings.Contains(lines, "Norwegian"), textsFile, "leaves out .Language"},
	} {
		if !rule.ok {
			return fmt.Errorf("prompts: %s %s", rule.file, rule.why)
		}
	}
	return nil
}

// Brief renders the two messages that ask for a brief. The first is the same for every request. Quotations are never
// translated, for the model cannot write any.
func (s *Set) Brief(r Request) (system, user string, err error) {
	var out strings.Builder
	err = s.user.Execute(&out, r)
	return s.system, strings.TrimSpace(out.String()), err
}

// Repair renders the message that sends an answer back.
func (s *Set) Repair(complaints []string) (string, error) {
	var out strings.Builder
	err := s.repair.Execute(&out, complaints)
	return strings.TrimSpace(out.String()), err
}

// Reading renders the two messages that ask which lines of a brief are not what their sentences say. The first is the same
// for every request. Sentences and rows stand on one line each, whatever is in them.
func (s *Set) Reading(r ReadingRequest) (system, user string, err error) {
	r.Sentences, r.Rows = oneLineEach(r.Sentences), oneLineEach(r.Rows)
	var out strings.Builder
	err = s.rows.Execute(&out, r)
	return s.reading, strings.TrimSpace(out.String()), err
}

// Translation renders the two messages that ask for texts in another language, named in English.
func (s *Set) Translation(texts []string, language string) (system, user string, err error) {
	list, err := json.Marshal(map[string][]string{"texts": texts})
	if err != nil {
		return "", "", err
	}
	var out strings.Builder
	err = s.texts.Execute(&out, struct{ Texts, Language string }{string(list), language})
	return s.translation, strings.TrimSpace(out.String()), err
}
