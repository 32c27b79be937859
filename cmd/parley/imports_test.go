package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport lists, for each room, the rooms below it. docs/architecture.md draws the same picture.
var mayImport = map[string][]string{
	"pattern":                        {},
	"web":                            {},
	"flight":                         {},
	"article":                        {"flight", "pattern", "web"},
	"feed":                           {"pattern", "web"},
	"digest":                         {"article", "feed", "summarize"},
	"corpora":                        {},
	"desk":                           {},
	"prompts":                        {},
	"settings":                       {},
	"score":                          {"pattern"},
	"summarize/attribution/language": {},
	"summarize/attribution":          {"summarize/attribution/language"},
	"summarize/attribution/train":    {"score", "summarize/attribution"},
	"summarize/model":                {},
	"summarize/aliases":              {},
	"summarize/words":                {"summarize/aliases"},
	"summarize/transcript":           {"article", "pattern", "summarize/aliases", "summarize/attribution", "summarize/words"},
	"summarize/check":                {"article", "pattern", "summarize/aliases", "summarize/attribution", "summarize/transcript", "summarize/words"},
	"summarize":                      {"article", "flight", "pattern", "prompts", "summarize/attribution", "summarize/check", "summarize/model", "summarize/transcript", "summarize/words"},
	"summarize/modeltest":            {},
	"summarize/growthtest":           {},
	"playground":                     {},
	"playground/playgroundtest":      {"playground"},
	"playground/pagetest":            {},
	"store":                          {"desk", "feed"},
	"store/storetest":                {"store"},
	"newsroom":                       {"article", "digest", "feed", "flight", "settings", "store", "summarize"},
	"bot/phrases":                    {},
	"bot/gateway":                    {},
	"bot/card":                       {"article", "bot/phrases", "digest", "pattern", "summarize", "summarize/words"},
	"bot":                            {"article", "bot/card", "bot/gateway", "bot/phrases", "desk", "digest", "feed", "settings", "summarize"},
	"cmd/playground":                 {"playground"},
	"cmd/parley":                     {"article", "bot", "bot/card", "desk", "digest", "feed", "newsroom", "playground", "prompts", "score", "store", "summarize", "summarize/attribution", "summarize/transcript", "web"},
	"third_party/dateparser":         {},
	"third_party/domdistiller":       {},
	"third_party/gomoji":             {},
	"third_party/readability":        {},
	"third_party/whatlanggo":         {},
}

// onlyIn lists the libraries that one room keeps to itself.
var onlyIn = map[string][]string{
	"github.com/bwmarrin/discordgo":     {"bot", "bot/card", "playground"},
	"github.com/gorilla/websocket":      {"bot", "bot/gateway", "playground"},
	"github.com/nicksnyder/go-i18n":     {"bot/phrases"},
	"github.com/sashabaranov/go-openai": {"summarize/model"},
	"github.com/mmcdole/gofeed":         {"feed"},
	"github.com/jimsmart/grobotstxt":    {"web"},
	"github.com/riverqueue/river":       {"store"},
	"github.com/jackc/pgx":              {"store", "store/storetest"},
	"modernc.org/sqlite":                {"store"},
	"github.com/joho/godotenv":          {"cmd/parley"},
	"github.com/caarlos0/env":           {"cmd/parley"},
	"github.com/prometheus":             {"cmd/parley"},
}

func TestImportsPointDownwards(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		seen++
		checkImports(t, filepath.ToSlash(relative), path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("read %d files; want the whole repository", seen)
	}
}

func checkImports(t *testing.T, name, path string) {
	room := name[:strings.LastIndexByte(name, '/')]
	below, known := mayImport[room]
	if !known {
		t.Errorf("%s: the room %q is not on the plan (mayImport)", name, room)
		return
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		if ours, ok := strings.CutPrefix(imported, "parley/"); ok && !slices.Contains(below, ours) {
			t.Errorf("%s imports %s, which is not below it", name, imported)
		}
		for library, rooms := range onlyIn {
			if strings.HasPrefix(imported, library) && !slices.Contains(rooms, room) {
				t.Errorf("%s imports %s, which belongs to %v", name, library, rooms)
			}
		}
	}
}
