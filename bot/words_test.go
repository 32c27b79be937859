package bot

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/bwmarrin/discordgo"

	"parley/bot/phrases"
)

// silent are the calls whose texts no reader sees, and the one who says them.
var silent = map[string]string{
	"Debug": "the log", "Info": "the log", "Warn": "the log", "Error": "the log", "DebugContext": "the log", "InfoContext": "the log", "WarnContext": "the log", "ErrorContext": "the log", "About": "the log", "Log": "the log", "Errorf": "an error, for the log", "New": "an error, for the log",
	"work": "the log, when it panics", "begin": "the log, when it panics", "panic": "nobody",
	"MustCompile": "a pattern", "Compile": "patterns", "Fields": "a list of names", "List": "words of languages that articles are in", "allow": "a key",
}

const kept = "kept as text with the post that failed, and told by a phrase"

// allowed are the declarations whose words are not in the catalogue, and why.
var allowed = map[string]string{
	"whoSaidName": "the name of a command, by which Discord knows it",
	"commands":    "what commands say of themselves; Discord is given translations with them",
	"choices":     "keys",
	"Diagnose":    "for the operator's terminal", "needed": "for the operator's terminal", "serverFindings": "for the operator's terminal", "shardFinding": "for the operator's terminal",
	"writtenElsewhere": kept, "inNoServer": kept, "tokenUnknown": kept, "mayNotWrite": kept, "channelGone": kept, "notTaken": kept,
	"Error": "for the log", "String": "for the log",
}

var twoWords = regexp.MustCompile(`\p{L}['’]?\p{L}*[,.:;]? \p{L}{2}`)

// Discord's limits of what a component says, by the component's type and the text's name, in characters.
var limits = map[string]int{"2 label": 80, "3 placeholder": 150, "8 placeholder": 150, "6 placeholder": 150, "option label": 100, "option description": 100,
	"4 label": 45, "4 placeholder": 100, "modal title": 45, "10 content": 4000}

func TestEveryLanguageFitsDiscord(t *testing.T) {
	t.Parallel()
	met := map[string]bool{}
	for _, language := range phrases.Languages() {
		var shown []any
		for _, m := range everyMessage(language) {
			shown = append(shown, m)
		}
		for _, f := range everyForm(language) {
			shown = append(shown, map[string]any{"type": "modal", "title": f.Title, "components": f.Components})
		}
		for _, one := range shown {
			data, err := json.Marshal(one)
			var drawn any
			if err == nil {
				err = json.Unmarshal(data, &drawn)
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, complaint := range tooLong(drawn, "", met) {
				t.Errorf("%s: %s", language, complaint)
			}
		}
		for _, button := range []string{"forget_me", "forget_server"} { // drawn for who may press them alone
			if text := phrases.In(language).Say(button); characters(text) > limits["2 label"] {
				t.Errorf("%s: %s is too long for a button: %q", language, button, text)
			}
		}
	}
	for _, what := range []string{"2 label", "3 placeholder", "8 placeholder", "option label", "4 label", "4 placeholder", "modal title", "10 content"} {
		if !met[what] {
			t.Errorf("no %s was looked at", what)
		}
	}
}

// Every command, option and choice says in every language what it is, within Discord's hundred characters. Names stay English.
func TestCommandsSayWhatTheyAreInEveryLanguage(t *testing.T) {
	t.Parallel()
	b := newBot(t.Context(), Options{Newsroom: &leaver{}})
	said := func(what, english string, others map[discordgo.Locale]string) {
		t.Helper()
		for _, code := range phrases.Languages() {
			text, known := others[discordgo.Locale(code)]
			if code == "en" {
				text, known = english, true
			}
			if n := characters(text); !known || n == 0 || n > 100 {
				t.Errorf("%s in %s: %q, of %d characters; want 1 to 100", what, code, text, n)
			}
		}
	}
	var look func(where string, options []*discordgo.ApplicationCommandOption)
	look = func(where string, options []*discordgo.ApplicationCommandOption) {
		for _, o := range options {
			what := where + " " + o.Name
			said(what, o.Description, o.DescriptionLocalizations)
			for _, c := range o.Choices {
				if o.Name != "language" { // each in itself
					said(fmt.Sprint(what, " ", c.Value), c.Name, c.NameLocalizations)
				}
			}
			look(what, o.Options)
		}
	}
	for _, c := range b.commands() {
		if c.Type == discordgo.ChatApplicationCommand {
			said("/"+c.Name, c.Description, *c.DescriptionLocalizations)
			look("/"+c.Name, c.Options)
		}
	}
}

func characters(text string) int { return len(utf16.Encode([]rune(text))) }

// tooLong complains of each text within what is drawn that is longer than Discord takes. kind is that of what has no type.
func tooLong(drawn any, kind string, met map[string]bool) (complaints []string) {
	switch drawn := drawn.(type) {
	case []any:
		for _, one := range drawn {
			complaints = append(complaints, tooLong(one, kind, met)...)
		}
	case map[string]any:
		if drawn["type"] != nil {
			kind = fmt.Sprint(drawn["type"])
		}
		for name, value := range drawn {
			what := kind + " " + name
			if text, ok := value.(string); ok && limits[what] > 0 {
				met[what] = true
				if n := characters(text); n > limits[what] {
					complaints = append(complaints, fmt.Sprintf("%s has %d characters; Discord takes %d: %q", what, n, limits[what], text))
				}
			}
			within := kind
			if name == "options" {
				within = "option"
			}
			complaints = append(complaints, tooLong(value, within, met)...)
		}
	}
	return complaints
}

func TestEveryWordIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	var files []string
	for _, pattern := range []string{"*.go", "card/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 40 {
		t.Fatalf("read %d files; want all of the bot", len(files))
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range wordsIn(file) {
			t.Errorf("%s: %s is said in English to everybody: put it into bot/phrases", set.Position(found.Pos()), found.Value)
		}
	}
}

// wordsIn are the texts of two words or more that may be shown to somebody.
func wordsIn(file *ast.File) (found []*ast.BasicLit) {
	var above []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			above = above[:len(above)-1]
			return true
		}
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, _ := strconv.Unquote(lit.Value)
			if twoWords.MatchString(text) && !slices.ContainsFunc(above, unseen) {
				found = append(found, lit)
			}
		}
		above = append(above, n)
		return true
	})
	return found
}

// unseen says whether nobody reads what stands within a part of a program, or it is allowed there.
func unseen(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		name := fmt.Sprint(n.Fun)
		if of, ok := n.Fun.(*ast.SelectorExpr); ok {
			name = of.Sel.Name
		}
		return silent[name] != ""
	case *ast.FuncDecl:
		return allowed[n.Name.Name] != ""
	case *ast.ValueSpec:
		return allowed[n.Names[0].Name] != ""
	case *ast.Field, *ast.ImportSpec:
		return true
	}
	return false
}
