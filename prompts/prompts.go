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

// builtInVersion names this state of the prompts.
const builtInVersion = "brief-3"

// Schema is the strict JSON schema of a model's answer, the same for every server. summarize.Draft is its Go form. It
// keeps to the subset that all servers enforce: all keys required, no additional ones, no limits, no references.
//
//go:embed brief.schema.json
var Schema json.RawMessage

//go:embed *.tmpl
var files embed.FS

// The files of a set. An operator's folder may hold any of them.
const (
	systemFile = "brief.system.tmpl" // the rules; rendered with nothing, the same for each request
	userFile   = "brief.user.tmpl"   // the articles; rendered with a Request
	repairFile = "repair.user.tmpl"  // what is wrong with an answer; rendered with a list of complaints

	translationFile = "translation.system.tmpl" // how to translate; rendered with nothing
	textsFile       = "translation.user.tmpl"   // what, and into which language
)

// A Set is the texts of one version.
type Set struct {
	Version string // every brief that a model writes records it
	system  string
	user    *template.Template
	repair  *template.Template

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
	Title string
	Lines []string // numbered sentences with their quotations tagged: 12| “<q3>We will</q3>,” she said.
}

// BuiltIn is the set that ships with Parley.
func BuiltIn() *Set {
	set, err := parse(nil)
	if err != nil { // a broken text of our own; TestBuiltInSetIsSound keeps it from happening
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
	for _, name := range []string{systemFile, userFile, repairFile, translationFile, textsFile} {
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
	set := &Set{Version: builtInVersion, system: texts[systemFile], translation: texts[translationFile]}
	if folder != nil {
		set.Version += "+" + hex.EncodeToString(digest.Sum(nil))[:8]
	}
	for name, to := range map[string]**template.Template{userFile: &set.user, repairFile: &set.repair, textsFile: &set.texts} {
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
	const line, nonce, complaint = "1| The council met.", "k7f3qx", "quotation 9 does not exist"
	system, user, err := s.Brief(Request{Nonce: nonce, Articles: []Article{{Title: "Ferry vote", Lines: []string{line}}}})
	if err != nil {
		return fmt.Errorf("prompts: %w", err)
	}
	repair, err := s.Repair([]string{complaint})
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
