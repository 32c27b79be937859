package feed

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

var update = flag.Bool("update", false, "write the golden parts of testdata/documents again")

func TestParseDocuments(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/documents/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Parse(archive.Files[0].Data, "application/xml", "https://lakesidepost.example/feeds/all.xml", noon)
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.MarshalIndent(doc, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				archive.Files = append(archive.Files[:1], txtar.File{Name: "document", Data: append(got, '\n')})
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), string(got)+"\n"); diff != "" {
				t.Errorf("Parse (-want +got):\n%s", diff)
			}
		})
	}
}

// rss returns an RSS document of items with the given inner texts.
func rssOf(items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>Lakeside Post</title><item>` +
		strings.Join(items, "</item>\n<item>") + "</item></channel></rss>"
}

func titles(doc *Document) string {
	var all []string
	for _, item := range doc.Items {
		all = append(all, item.Title)
	}
	return strings.Join(all, "|")
}

func TestParseSurvivesBrokenDocuments(t *testing.T) {
	t.Parallel()
	two := rssOf("<title>Ferry</title><link>https://lakesidepost.example/1</link>", "<title>Bridge</title><link>https://lakesidepost.example/2</link>")
	for _, row := range []struct{ name, document, want string }{
		{"whole", two, "Ferry|Bridge"},
		{"truncated after the items", strings.TrimSuffix(two, "</channel></rss>"), "Ferry|Bridge"},
		{"truncated in an item", two[:strings.Index(two, "Bridge")+3], "Ferry"},
		{"truncated in a tag", two[:strings.Index(two, "</item></channel>")+4], "Ferry"},
		{"warning before the document", "<br />\n<b>Warning</b>: cannot connect in /srv/feed.php\n" + two, "Ferry|Bridge"},
		{"text after the document", two + "<!-- cached --> served in 3 ms", "Ferry|Bridge"},
		{"blank lines before the declaration", "\n\n" + two, "Ferry|Bridge"},
		{"tag left open in one item", strings.Replace(two, "Bridge</title>", "Bridge", 1), "Ferry|Bridge https://lakesidepost.example/2"},
		{"unescaped ampersand", strings.Replace(two, "Ferry", "Ferry & bus", 1), "Ferry & bus|Bridge"},
		{"unknown entity", strings.Replace(two, "Ferry", "Ferry&nbsp;&hellip;", 1), "Ferry …|Bridge"},
		{"control characters", strings.Replace(two, "Ferry", "Fer\x00\x01ry", 1), "Ferry|Bridge"},
		{"bytes that are no UTF-8", strings.Replace(two, "Ferry", "Færry \xff\xfe", 1), "Færry \uFFFD|Bridge"},
		{"external entity", `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>` + strings.Replace(two, "Ferry", "Ferry &x;", 1), "Ferry &x;|Bridge"},
		{"entity bomb", `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>` + strings.Replace(two, "Ferry", "&b;", 1), "&b;|Bridge"},
		{"control characters in the root, truncated", strings.Replace(two[:strings.Index(two, "Bridge")+3], "<rss", "<rss "+strings.Repeat("\x01", 40), 1), "Ferry"},
		{"a forbidden number in the root, truncated", strings.Replace(two[:strings.Index(two, "Bridge")+3], "<rss", `<rss a="`+strings.Repeat("&#0;", 10)+`"`, 1), "Ferry"},
		{"a directive in one item", strings.Replace(two, "Bridge</title>", "Bridge</title><!DOCTYPE html>", 1), "Ferry"},
		{"a declaration of another encoding in the text", strings.Replace(strings.Replace(two, "<item>", `<?xml version="1.0" encoding="koi8-r"?><item>`, 1), "Ferry", "Færry", 1), "Færry|Bridge"},
		{"root with a prefix of its own", strings.NewReplacer("<rss", "<x:rss", "</rss", "</x:rss").Replace(two), "Ferry|Bridge"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			document := row.document
			if strings.Contains(row.name, "no UTF-8") {
				document = strings.Replace(document, `version="1.0"`, `version="1.0" encoding="utf-8"`, 1)
			}
			doc, err := Parse([]byte(document), "text/xml", "https://lakesidepost.example/rss", noon)
			if err != nil {
				t.Fatalf("Parse: %v", err)
			}
			if got := titles(doc); got != row.want {
				t.Errorf("titles = %q, want %q", got, row.want)
			}
		})
	}
}

func TestARootThatShrinksIsBroken(t *testing.T) {
	t.Parallel()
	for _, document := range []string{
		"<rss " + strings.Repeat("\x01", 40) + "><item>",
		`<rss a="` + strings.Repeat("&#0;", 10) + `"><item>`,
		"<rss\fversion='2.0'><item>",
		"<rss\fversion='2.0'><item><rss><item>",
	} {
		doc, err := Parse([]byte(document), "", "https://lakesidepost.example/rss", noon)
		var known *Error
		if !errors.As(err, &known) || known.Kind != Broken || strings.Contains(err.Error(), "panicked") {
			t.Errorf("Parse(%q) = %+v, %v; want that it is broken", document, doc, err)
		}
	}
}

func TestAPanicCostsOneFeed(t *testing.T) {
	t.Parallel()
	parsing := func() (doc *Document, err error) {
		defer recovered(&doc, &err)
		panic("a bug")
	}
	var known *Error
	if doc, err := parsing(); doc != nil || !errors.As(err, &known) || known.Kind != Broken {
		t.Errorf("a panic gives %+v, %v; want that the feed is broken", doc, err)
	}
}

func TestParseDecodes(t *testing.T) {
	t.Parallel()
	declared := func(name string) string {
		return strings.Replace(rssOf("<title>Größe: Брод</title>"), `version="1.0"`, `version="1.0" encoding="`+name+`"`, 1)
	}
	latin := strings.Replace(rssOf("<title>Größe</title>"), `version="1.0"`, `version="1.0" encoding="iso-8859-1"`, 1)
	cyrillic := strings.ReplaceAll(declared("windows-1251"), "Größe: ", "")
	for _, row := range []struct {
		name, text, contentType string
		encoding                encoding.Encoding // nil: UTF-8
		want                    string
	}{
		{"UTF-8", declared("utf-8"), "text/xml", nil, "Größe: Брод"},
		{"UTF-8 with a mark", "\uFEFF" + declared("utf-8"), "text/xml", nil, "Größe: Брод"},
		{"UTF-8 that claims another", declared("iso-8859-1"), "text/xml; charset=iso-8859-1", nil, "Größe: Брод"},
		{"declared in the document", cyrillic, "text/xml", charmap.Windows1251, "Брод"},
		{"declared in the header", rssOf("<title>Брод</title>"), "text/xml; charset=koi8-r", charmap.KOI8R, "Брод"},
		{"header claims UTF-8, the document knows better", cyrillic, "text/xml; charset=utf-8", charmap.Windows1251, "Брод"},
		{"Latin 1", latin, "application/rss+xml", charmap.ISO8859_1, "Größe"},
		{"declared nowhere", rssOf("<title>Größe</title>"), "text/xml", charmap.Windows1252, "Größe"},
		{"an encoding that does not exist", strings.ReplaceAll(latin, "iso-8859-1", "x-none"), "text/xml", charmap.Windows1252, "Größe"},
		{"UTF-16 with a mark", declared("utf-16"), "text/xml", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "Größe: Брод"},
		{"UTF-16 without one", declared("utf-16"), "text/xml", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "Größe: Брод"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			body := []byte(row.text)
			if row.encoding != nil {
				var err error
				if body, err = row.encoding.NewEncoder().Bytes(body); err != nil {
					t.Fatal(err)
				}
			}
			doc, err := Parse(body, row.contentType, "", noon)
			if err != nil {
				t.Fatalf("Parse: %v", err)
			}
			if got := titles(doc); got != row.want {
				t.Errorf("titles = %q, want %q", got, row.want)
			}
		})
	}
}

func TestParseRefusesWhatIsNoFeed(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, body string
		want       Kind
	}{
		{"nothing", "", NotFeed},
		{"a web page", "<!doctype html><html><body>an <rss> tag</body></html>", NotFeed},
		{"text", "Service unavailable", NotFeed},
		{"JSON of another kind", `{"a":1}`, NotFeed},
		{"JSON with other items", `{"items":[{"sku":"1"}]}`, NotFeed},
		{"JSON whose items are no list", `{"version":"https://jsonfeed.org/version/1.1","items":{"id":"1"}}`, Broken},
		{"a JSON feed cut off", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"`, Broken},
		{"another XML", `<?xml version="1.0"?><opml version="2.0"></opml>`, NotFeed},
		{"a root alone", `<rss version="2.0"><channel><title>Lakeside`, Broken},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := Parse([]byte(row.body), "text/xml", "https://lakesidepost.example/rss", noon)
			var known *Error
			if !errors.As(err, &known) || known.Kind != row.want {
				t.Errorf("Parse(%q) = %v, want an Error of kind %q", row.body, err, row.want)
			}
		})
	}
}

func TestParseSaysThatAFeedIsEmpty(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`<rss version="2.0"><channel><title>Lakeside Post</title></channel></rss>`,
		`{"version":"https://jsonfeed.org/version/1.1","title":"Lakeside Post","items":null}`,
		`{"version":"https://jsonfeed.org/version/1.1","title":"Lakeside Post"}`,
	} {
		doc, err := Parse([]byte(body), "", "", noon)
		if want := "The feed holds no entry with a title, a text or a link."; err != nil || doc.Notice.String() != want {
			t.Errorf("Parse(%s) = %+v, %v; want the notice %q", body, doc, err, want)
		}
	}
}

func TestParseKeepsTheNewestOfHugeFeeds(t *testing.T) {
	t.Parallel()
	var items []string
	for i := range 2 * maxItems {
		date := noon.AddDate(0, 0, i-2*maxItems).Format("2006-01-02T15:04:05Z")
		items = append(items, fmt.Sprintf("<title>Story %d</title><guid>%d</guid><pubDate>%s</pubDate>", i, i, date))
	}
	doc, err := Parse([]byte(rssOf(items...)), "text/xml", "", noon)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := doc.Items[0].Title, fmt.Sprintf("Story %d", 2*maxItems-1); len(doc.Items) != maxItems || got != want {
		t.Errorf("%d items, the first %q; want %d, the first %q", len(doc.Items), got, maxItems, want)
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, in string
		limit    int
		want     string
	}{
		{"tags within a word", "<b>H</b>ello", 100, "Hello"},
		{"paragraphs", "<p>One.</p><p>Two.</p>", 100, "One. Two."},
		{"style and script", "<style>p{}</style>Text<script>x<y</script>", 100, "Text"},
		{"less than", "3 < 4 &amp; 5", 100, "3 < 4 & 5"},
		{"invisible characters", "a\u200Bb\tc\r\nd", 100, "a b c d"},
		{"cut after a word", "one two three four", 14, "one two…"},
		{"cut within letters of several bytes", "ååååååå", 8, "åå…"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := plain(row.in, row.limit); got != row.want || len(got) > row.limit {
				t.Errorf("plain(%q, %d) = %q, want %q", row.in, row.limit, got, row.want)
			}
		})
	}
}
