// Package phrases holds what the bot itself says, in a file per language. Another language is another file: its name is its code, and
// what it lacks is said in English. The plural rules are CLDR's, by go-i18n.
package phrases

import (
	"embed"
	"io/fs"
	"slices"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"
)

//go:embed *.json
var files embed.FS

// own are the languages that Parley ships, read when something is said.
var own = sync.OnceValue(func() *Catalogue { return must(With()) })

func must(c *Catalogue, err error) *Catalogue {
	if err != nil { // files of our own, which a test reads as well
		panic(err)
	}
	return c
}

// A Catalogue is a set of languages.
type Catalogue struct{ bundle *i18n.Bundle }

// With is the languages that Parley ships and those of further folders, a file each.
func With(folders ...fs.FS) (*Catalogue, error) {
	bundle := i18n.NewBundle(language.English)
	for _, folder := range append([]fs.FS{files}, folders...) {
		names, err := fs.Glob(folder, "*.json")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if _, err := bundle.LoadMessageFileFS(folder, name); err != nil {
				return nil, err
			}
		}
	}
	return &Catalogue{bundle}, nil
}

// In is the language of a code such as "de" or "de-AT", or the nearest there is; English where there is none near.
func In(code string) Language { return own().In(code) }

// In is like the function [In], for the languages of c.
func (c *Catalogue) In(code string) Language {
	return Language{localizer: i18n.NewLocalizer(c.bundle, code, "en")}
}

// Languages are the codes of those that Parley ships, English first.
func Languages() (codes []string) {
	for _, tag := range own().bundle.LanguageTags() {
		codes = append(codes, tag.String())
	}
	return slices.Compact(codes)
}

// A Language says phrases.
type Language struct{ localizer *i18n.Localizer }

// Say is the phrase of an id. Values come in pairs, each after its name in the phrase; what comes from outside is to be escaped before.
func (l Language) Say(id string, values ...string) string { return l.say(id, nil, values) }

// Count is a phrase with a number N in it, in the form that the language has for such a number.
func (l Language) Count(id string, n int, values ...string) string { return l.say(id, n, values) }

func (l Language) say(id string, count any, values []string) string {
	data := map[string]any{}
	if count != nil {
		data["N"] = count
	}
	for pair := range slices.Chunk(values, 2) {
		data[pair[0]] = pair[1]
	}
	text, err := l.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: count, TemplateData: data})
	if err != nil && text == "" {
		return id // a test finds every id in the files; a person would rather see this than nothing
	}
	return text
}

// RightToLeft says whether a text begins in a script that is written so.
func RightToLeft(text string) bool {
	for _, r := range text {
		properties, _ := bidi.LookupRune(r)
		switch properties.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}
