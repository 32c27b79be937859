package bot

import (
	"bufio"
	"encoding/json"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"parley/corpora"
	"parley/feed"
)

// linkRows are messages with the links that they share, apart by spaces.
var linkRows = map[string]string{
	"see https://news.example/one. And (https://news.example/two)!": "https://news.example/one https://news.example/two",
	"https://news.example/h_(y) twice https://news.example/h_(y)":   "https://news.example/h_(y)",
	"<https://news.example/one>":                                    "https://news.example/one",
	"hTTps://News.Example/One":                                      "hTTps://News.Example/One",
	strings.Repeat("https://news.example/n ", 3) + "http://b.org/1": "https://news.example/n http://b.org/1",

	// Masked links.
	"[the mill](https://news.example/mill)s":                              "https://news.example/mill",
	"[the mill](<https://news.example/mill> 'a title')":                   "https://news.example/mill",
	"[a](https://news.example/mill_(race)), [b](https://news.example/b)!": "https://news.example/mill_(race) https://news.example/b",
	"[https://news.example/mill](https://news.example/mill?fbclid=1)":     "https://news.example/mill",
	"[https://news.example/mill](https://other.example/trap)":             "https://news.example/mill https://other.example/trap",

	// What closes, in any script.
	"«https://news.example/a» „https://news.example/b“ 「https://news.example/c」":        "https://news.example/a https://news.example/b https://news.example/c",
	"’https://news.example/a’ {https://news.example/b}":                                 "https://news.example/a https://news.example/b",
	"读https://news.example/a！还有https://news.example/b、":                                 "https://news.example/a https://news.example/b",
	"https://news.example/a؟ https://news.example/b। https://news.example/c—so":         "https://news.example/a https://news.example/b https://news.example/c",
	"https://news.example/a🔥 →https://news.example/b→":                                  "https://news.example/a https://news.example/b",
	"https://de.news.example/Köln–Aachen_L’Aquila https://news.example/it’":             "https://de.news.example/Köln–Aachen_L’Aquila https://news.example/it",
	"https://news.example/a\u200b https://news.example/b\ufeffc":                        "https://news.example/a https://news.example/b",
	"https://news.example/می\u200cخواهم":                                                "https://news.example/می\u200cخواهم",
	"https://news.example/a\xe3 https://news.example/b\xff":                             "https://news.example/a https://news.example/b",
	"https://news.example/a;https://news.example/b":                                     "https://news.example/a https://news.example/b",
	"https://cache.example/?u=https://news.example/a https://cache.example/http://b.c/": "https://cache.example/?u=https://news.example/a https://cache.example/http://b.c/",

	// Markdown around links, and in them.
	"_https://news.example/a_ ***https://news.example/b*** ~~old https://news.example/c~~": "https://news.example/a https://news.example/b https://news.example/c",
	"a snake_case https://news.example/a_ and 2 * 3 https://news.example/?q=b*":            "https://news.example/a_ https://news.example/?q=b*",
	"**bold** https://news.example/?q=a*":                                                  "https://news.example/?q=a*",
	"||https://news.example/secret|| `https://news.example/code`":                          "",
	"```\nhttps://news.example/code\n``` https://news.example/a":                           "https://news.example/a",
	"``a ` https://news.example/code`` \\|| https://news.example/a ||":                     "https://news.example/a",
	"\\`https://news.example/a\\` | https://news.example/b | https://news.example/?q=c|d|": "https://news.example/a https://news.example/b https://news.example/?q=c|d",

	// One article is one link.
	"https://www.news.example/a/ http://news.example/a?utm_medium=x#top https://news.example/a/amp":                                 "https://www.news.example/a/",
	"https://news.example/a https://www.google.com/amp/s/news.example/a https://news-example.cdn.ampproject.org/c/s/news.example/a": "https://news.example/a",
	"https://news.example/a?page=1 https://news.example/a?page=2":                                                                   "https://news.example/a?page=1 https://news.example/a?page=2",

	// Links that are let be.
	"https://news.example/cat.PNG https://youtu.be/1 https://x.com/u/status/1 https://mobile.twitter.com/u":      "",
	"https://discord.gg/abc https://discord.com/channels/1/2/3":                                                  "",
	"https://user:pass@news.example/ http:// https:// https://... https://intranet/a git+https://news.example/a": "",
}

func TestArticleLinks(t *testing.T) {
	t.Parallel()
	for text, want := range linkRows {
		if diff := cmp.Diff(strings.Fields(want), articleLinks(text), cmp.Transformer("nil", func(s []string) string { return strings.Join(s, " ") })); diff != "" {
			t.Errorf("articleLinks(%q) (-want +got):\n%s", text, diff)
		}
	}
}

func TestArticleLinksOfTheSharedCases(t *testing.T) {
	t.Parallel()
	file, err := os.Open(corpora.Path(t, "cases", "messages", "links.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, right := 0, 0
	for lines := bufio.NewScanner(file); lines.Scan(); all++ {
		var row struct {
			Message string
			Links   []string
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		if got := articleLinks(row.Message); slices.Equal(got, row.Links) {
			right++
		} else {
			t.Errorf("articleLinks(%q) = %q, want %q", row.Message, got, row.Links)
		}
	}
	if all < 40 {
		t.Errorf("%d shared messages, want 40 at least", all)
	}
	t.Logf("%d of %d shared messages come out right", right, all)
}

func TestAForwardedMessageSharesItsLinksAndFiles(t *testing.T) {
	t.Parallel()
	const event = `{"content": "", "message_reference": {"type": 1}, "message_snapshots": [{"message": {"content": "see https://news.example/a",
		"attachments": [{"id": "1", "filename": "mill.txt"}]}}, {}]}`
	var m discordgo.Message
	if err := json.Unmarshal([]byte(event), &m); err != nil {
		t.Fatal(err)
	}
	text, files := shared(&m)
	if links := articleLinks(text); !slices.Equal(links, []string{"https://news.example/a"}) || len(files) != 1 || files[0].Filename != "mill.txt" {
		t.Errorf("a forwarded message shares %q and %v", text, files)
	}
}

func FuzzArticleLinks(f *testing.F) {
	for text := range linkRows {
		f.Add(text)
	}
	for _, seed := range []string{"||https://a.example/|| `http://b`", "https://user:pass@a.example/", "https://[::1]:80/%zz", "http://a\\b@c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		links := articleLinks(text)
		if len(links) > maxLinks {
			t.Errorf("%d links", len(links))
		}
		known := map[string]bool{}
		for _, link := range links {
			if u, err := url.Parse(link); err != nil || u.User != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
				t.Errorf("articleLinks(%q) has %q", text, link)
			}
			id := feed.Canonical(link)
			if id == "" || known[id] || !strings.Contains(text, link) {
				t.Errorf("articleLinks(%q) has %q: no link, one that was there already, or none of the text's", text, link)
			}
			known[id] = true
			// A link alone is itself, whatever stood around it.
			if again := articleLinks("<" + link + ">"); !slices.Equal(again, []string{link}) {
				t.Errorf("articleLinks(<%s>) = %q", link, again)
			}
		}
	})
}
