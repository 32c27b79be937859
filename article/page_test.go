package article

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parley/corpora"
)

// hostilePages are what a page can do to a parser; each is made here and never stored.
var hostilePages = []struct {
	name string
	page func() string
	want Kind // "" for an article
}{
	{"an empty page", func() string { return "" }, Empty},
	{"white space alone", func() string { return " \n\t \u00a0" }, Empty},
	{"a body of white space", func() string { return "<!doctype html><body> \n &nbsp; </body>" }, Empty},
	{"52,000 paragraphs in 24 MB", func() string { return strings.Repeat("<p>"+strings.Repeat("some words. ", 38)+"</p>", 52_000) }, TooLarge},
	{"7 MB in 15,000 paragraphs", func() string {
		return document(strings.Repeat("<p>"+strings.Repeat("some words. ", 38)+"</p>", 15_000))
	}, ""},
	{"one paragraph of 7 MB", func() string { return document("<p>" + strings.Repeat("some words. ", 600_000)) }, ""},
	{"37,000 short paragraphs", func() string {
		return document(strings.Repeat("<p>One short paragraph of ordinary prose, with its full stop, and some more of it.</p>", 37_000))
	}, ""},
	{"90,000 links", func() string { return document(strings.Repeat(`<a href="/a">some linked words</a> `, 90_000)) }, NoArticle},
	{"500,000 spans", func() string { return document(strings.Repeat("<span>a</span>", 500_000)) }, ""},
	{"400,000 line breaks", func() string { return document(strings.Repeat("some words.<br>", 400_000)) }, ""},
	{"a script of 7 MB", func() string {
		return document("<script>" + strings.Repeat("var a = '<p>no</p>';", 350_000) + "</script>")
	}, NoArticle},
	{"an attribute of 7 MB", func() string { return document(`<p title="` + strings.Repeat("a", 7<<20) + `">x</p>` + invented) }, ""},
	{"100,000 nested elements", func() string { return document(strings.Repeat("<div>", 100_000) + invented) }, ""},
	{"400 nested elements", func() string { return document(strings.Repeat("<div>", 400) + invented) }, ""},
	{"300,000 end tags of nothing", func() string { return document(strings.Repeat("a</x>", 300_000) + invented) }, ""},
	{"open formatting before many paragraphs", func() string {
		var b strings.Builder
		for i := range 450 {
			fmt.Fprintf(&b, "<b id=%d>", i)
		}
		return document(b.String() + strings.Repeat("<p>x</p>", 95_000) + invented)
	}, ""},
	{"open formatting behind shields", func() string {
		var b strings.Builder
		for i := range 120 {
			fmt.Fprintf(&b, "<b id=%d><object><table></object></b></table></object>", i)
		}
		return document(b.String() + strings.Repeat("<p>x</p>", 95_000) + invented)
	}, ""},
	{"open formatting in the titles of pictures", func() string {
		var b strings.Builder
		for i := range 450 {
			fmt.Fprintf(&b, "<p><svg><title><b id=%d></title></svg></p>", i)
		}
		return document(b.String() + strings.Repeat("<p>x</p>", 95_000) + invented)
	}, ""},
	{"a body opened 90,000 times with new attributes", func() string {
		var b strings.Builder
		for i := range 90_000 {
			fmt.Fprintf(&b, "<body a%d=1>", i)
		}
		return document(b.String() + invented)
	}, ""},
	{"half a document of open tables", func() string { return document(strings.Repeat("<table><tr><td>", 150) + invented) }, ""},
	{"JSON-LD nested a hundred thousand deep", func() string {
		return `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 100_000) + `</script>` + document(invented)
	}, ""},
	{"a selector that descends through 200 elements", func() string {
		return `<style>q div div div div div div div div p{display:none}</style>` + document(strings.Repeat("<div>", 200)+invented)
	}, ""},
	{"a rule of 150,000 declarations for 20,000 elements", func() string {
		return `<style>p{` + strings.Repeat("top:1;", 150_000) + `}</style>` + document(invented+strings.Repeat("<p>x</p>", 20_000))
	}, ""},
	{"a class named a million times", func() string {
		return `<style>.b.z{display:none}</style>` + document(invented+`<div class="`+strings.Repeat("b ", 1_000_000)+`">x</div>`)
	}, ""},
	{"NULs and bytes that are no UTF-8", func() string { return document(strings.ReplaceAll(invented, "council", "coun\x00\xffcil")) }, ""},
	{"a PDF", func() string { return "%PDF-1.7\n" + strings.Repeat("\x00\x01\x02 obj", 1000) }, Unsupported},
	{"random bytes after a doctype", func() string { return "<!doctype html>" + strings.Repeat("\x01\x02\x8f\x03a", 10_000) }, Unsupported},
	{"JSON", func() string { return `{"articleBody": "no page"}` }, Unsupported},
}

// document is a page with a body.
func document(body string) string {
	return "<!doctype html><html><head><title>T</title></head><body>" + body
}

func TestHostilePagesEndInAnHonestAnswer(t *testing.T) {
	t.Parallel()
	for _, c := range hostilePages {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a, err := Extract([]byte(c.page()), "text/html", "")
			if kindOf(err) != c.want {
				t.Fatalf("Extract = %v, want %q", err, c.want)
			}
			if err == nil {
				checkText(t, a)
			}
		})
	}
}

// checkText holds an article's text to its contract.
func checkText(t *testing.T, a *Article) {
	t.Helper()
	if a.Text == "" || len(a.Text) > maxText || !utf8.ValidString(a.Text) || !norm.NFC.IsNormalString(a.Text) {
		t.Errorf("text of %d bytes is not as promised: %.200q", len(a.Text), a.Text)
	}
	for _, s := range []string{a.Text, a.Title, a.Byline, a.Site} {
		if cleanText(s) != s {
			t.Errorf("%.200q holds what a reader cannot see", s)
		}
	}
}

func BenchmarkHostilePages(b *testing.B) {
	for _, c := range hostilePages {
		page := []byte(c.page())
		b.Run(strings.ReplaceAll(c.name, " ", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Extract(page, "text/html", "")
			}
		})
	}
}

func BenchmarkExtract(b *testing.B) {
	page := []byte(document("<article>" + strings.Repeat(invented, 5) + "</article>"))
	b.Run("invented", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Extract(page, "text/html", "")
		}
	})
	b.Run("real", func(b *testing.B) {
		pages, _ := realPages(b)
		b.ReportAllocs()
		for b.Loop() {
			for _, page := range pages {
				Extract(page, "text/html", "")
			}
		}
		b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*len(pages)), "ms/page")
	})
}

// realPages returns the benchmark's pages and their article bodies, by name.
func realPages(tb testing.TB) (pages map[string][]byte, bodies map[string]string) {
	folder := corpora.Path(tb, "extraction")
	data, err := os.ReadFile(filepath.Join(folder, "ground-truth.json"))
	if err != nil {
		tb.Fatal(err)
	}
	var truth map[string]struct{ ArticleBody string }
	if err := json.Unmarshal(data, &truth); err != nil {
		tb.Fatal(err)
	}
	pages, bodies = map[string][]byte{}, map[string]string{}
	for name, article := range truth {
		zipped, err := os.ReadFile(filepath.Join(folder, "html", name+".html.gz"))
		if err != nil {
			tb.Fatal(err)
		}
		z, err := gzip.NewReader(bytes.NewReader(zipped))
		if err != nil {
			tb.Fatal(err)
		}
		if pages[name], err = io.ReadAll(z); err != nil {
			tb.Fatal(err)
		}
		bodies[name] = article.ArticleBody
	}
	return pages, bodies
}

// TestRealPages scores as the article-extraction-benchmark does: precision and recall over 4-word shingles, every page
// weighing the same, F1 of the two means.
func TestRealPages(t *testing.T) {
	t.Parallel()
	pages, bodies := realPages(t)
	var precision, recall float64
	for name, page := range pages {
		a, err := Extract(page, "", "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			a = new(Article)
		} else {
			checkText(t, a)
		}
		truth, got := shingles(bodies[name]), shingles(a.Text)
		common := 0
		for gram, n := range truth {
			common += min(n, got[gram])
		}
		precision += ratio(common, total(got))
		recall += ratio(common, total(truth))
	}
	precision /= float64(len(pages))
	recall /= float64(len(pages))
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("%d pages: F1 %.4f, precision %.4f, recall %.4f", len(pages), f1, precision, recall)
	if f1 < .975 {
		t.Errorf("F1 = %.4f, want at least .975", f1)
	}
}

// wordsOf returns the runs of letters, digits, marks and underscores. (A regular expression takes long under the race detector.)
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}

func shingles(text string) map[string]int {
	words := wordsOf(text)
	grams := map[string]int{}
	for i := range max(1, len(words)-3) {
		grams[strings.Join(words[i:min(len(words), i+4)], " ")]++
	}
	return grams
}

func total(grams map[string]int) int {
	n := 0
	for _, m := range grams {
		n += m
	}
	return n
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func FuzzExtract(f *testing.F) {
	f.Add([]byte(document(invented)), "text/html; charset=utf-8", "https://example.test/a")
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00a\x00"), "", "")
	f.Add([]byte(`<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"a"}</script>`), "", "http://[::1]/")
	f.Add([]byte("plain text\n\nin two paragraphs"), "text/plain; charset=shift_jis", "")
	f.Fuzz(func(t *testing.T, page []byte, contentType, link string) {
		a, err := Extract(page, contentType, link)
		if err == nil {
			checkText(t, a)
		} else if kindOf(err) == "foreign error" {
			t.Errorf("Extract = %v, want an *Error", err)
		}
	})
}
