package card

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/article"
	"parley/bot/phrases"
	"parley/corpora"
	"parley/summarize"
)

var (
	targets  = regexp.MustCompile(`\]\(<[^>]*>\)`)
	stamped  = regexp.MustCompile(`<t:-?\d+:[a-zA-Z]>`)
	lineMark = regexp.MustCompile(`(?m)^(?:> )?(?:-# |### |## |- )?`)
	marksOf  = strings.NewReplacer("**", "", "\\", "", "[", "", rightToLeft, "", itsOwn, "", endOfIt, "")
)

// seen is what a reader sees of Markdown.
func seen(text string) string {
	text = stamped.ReplaceAllString(targets.ReplaceAllString(text, ""), "4 hours ago")
	return marksOf.Replace(lineMark.ReplaceAllString(text, ""))
}

// A realPage is a page of the open web, with what Parley makes of it.
type realPage struct {
	name  string
	text  string
	brief *summarize.Brief
}

func realPages(t *testing.T) (pages []realPage) {
	t.Helper()
	folder := corpora.Path(t, "extraction")
	data, err := os.ReadFile(filepath.Join(folder, "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truth map[string]struct{ URL string }
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	for name, about := range truth {
		zipped, err := os.ReadFile(filepath.Join(folder, "html", name+".html.gz"))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(bytes.NewReader(zipped))
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		a, err := article.Extract(page, "", about.URL)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b, err := (&summarize.Summarizer{Log: slog.New(slog.DiscardHandler)}).Brief(t.Context(), []*article.Article{a}, nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		pages = append(pages, realPage{name, a.Text, b})
	}
	slices.SortFunc(pages, func(a, b realPage) int { return strings.Compare(a.name, b.name) })
	return pages
}

// TestRealPagesHaveSmallCards holds cards to the length that the design measured: read on a phone in one look.
func TestRealPagesHaveSmallCards(t *testing.T) {
	t.Parallel()
	pages := realPages(t)
	var lengths []int
	withQuote, withSides, withAlso := 0, 0, 0
	speaking := 0
	for _, page := range pages {
		worth := Worth(page.brief)
		if worth && slices.ContainsFunc(silentPages, func(start string) bool { return strings.HasPrefix(page.name, start) }) {
			t.Errorf("%s has a card, and nobody speaks on it: %q", page.name, page.brief.Headline)
		}
		if Speaks(page.brief) {
			speaking++
		}
		if !worth {
			continue
		}
		c := choose(page.brief)
		withQuote, withSides, withAlso = withQuote+min(1, len(c.quotes)), withSides+min(1, len(c.sides)), withAlso+min(1, len(c.also))
		shown := seen(texts(Brief(page.brief, Options{In: phrases.In("en")})))
		length := utf8.RuneCountInString(shown)
		lengths = append(lengths, length)
		if article := utf8.RuneCountInString(page.text); 10*length >= 6*article {
			t.Errorf("%s: the card of %.40q has %d characters, its article %d", page.name, page.brief.Headline, length, article)
		}
	}
	slices.Sort(lengths)
	p50, p90 := lengths[len(lengths)/2], lengths[len(lengths)*9/10]
	t.Logf("%d of %d pages have a card: p50 %d, p90 %d characters; %d with quotations, %d with sides, %d with others heard", len(lengths), len(pages), p50, p90, withQuote, withSides, withAlso)
	if p50 > 500 || p90 > 750 {
		t.Errorf("characters of a card: p50 %d, p90 %d; want at most 500 and 750", p50, p90)
	}
	if 10*len(lengths) < 8*speaking {
		t.Errorf("%d pages have a card, of %d on which somebody speaks; want 80 %%", len(lengths), speaking)
	}
}

// silentPages are pages on which nobody speaks, read by eye: recipes, a hike, deals, lists of numbers, a schedule.
var silentPages = []string{"4219d0", "0e014d", "20b2b6", "6a72de", "c4a363", "612cd2", "ac3c03", "85439e"}
