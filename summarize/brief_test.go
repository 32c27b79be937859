package summarize

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"parley/article"
	"parley/summarize/transcript"
)

var update = flag.Bool("update", false, "write what comes out to testdata and docs")

func pasted(t testing.TB, text string) *article.Article {
	t.Helper()
	a, err := article.FromText(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func extractive(t testing.TB, articles ...*article.Article) *Brief {
	t.Helper()
	brief, err := (&Summarizer{}).Brief(t.Context(), articles, nil)
	if err != nil {
		t.Fatal(err)
	}
	return brief
}

// TestBriefs reads each article of testdata/briefs and compares what comes out: the transcript as a model sees it, and the
// brief.
func TestBriefs(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/briefs/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles in testdata/briefs: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a := pasted(t, string(archive.Files[0].Data))
			got := strings.Join(transcript.Read(a).Lines(0), "\n") + "\n\n" + outline(extractive(t, a))
			if *update {
				archive.Files = []txtar.File{archive.Files[0], {Name: "brief.txt", Data: []byte(got)}}
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
				t.Errorf("brief (-want +got):\n%s", diff)
			}
		})
	}
}

// outline writes a brief for people who read a test.
func outline(b *Brief) string {
	var out strings.Builder
	fmt.Fprintf(&out, "headline: %s (%s)\n", b.Headline, b.Kind)
	for _, claim := range b.Gist {
		fmt.Fprintf(&out, "gist %v: %s\n", claim.Sentences, claim.Text)
	}
	for _, party := range b.Parties {
		fmt.Fprintf(&out, "party %s (%s) role %q tag %q quotes %v\n", party.Name, party.Kind, party.Role, party.Tag, party.Quotes)
		for _, position := range party.Positions {
			fmt.Fprintf(&out, "  [%d] %s — %s, %s\n", position.Sentences[0].Number, position.Text, position.Speaker, position.Role)
			fmt.Fprintf(&out, "      %s, short %q, cut %v\n", position.Act, position.Short, position.Cut)
		}
	}
	for _, q := range b.Quotes {
		fmt.Fprintf(&out, "quote %d %d-%d “%s” — %s, %s, of %s", q.ID, q.Start, q.End, q.Text, q.Speaker, q.Role, q.Party)
		fmt.Fprintf(&out, ", [%d] %s, alone %v, side %v", q.Number, q.Form, q.Alone, q.Side)
		if q.Channel != "" {
			fmt.Fprintf(&out, ", by way of %s", q.Channel)
		}
		fmt.Fprintln(&out)
	}
	for _, absent := range b.NotHeard {
		fmt.Fprintf(&out, "not heard: %s, %s\n", absent.Name, absent.Why)
	}
	fmt.Fprintf(&out, "checks: %d quotations, %d kept, dropped %v\n", b.Checks.Quotations, b.Checks.Kept, b.Checks.Dropped)
	return out.String()
}

func TestTheSameArticleGivesTheSameBrief(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile("testdata/briefs/harbour.txtar")
	if err != nil {
		t.Fatal(err)
	}
	a := pasted(t, string(archive.Files[0].Data))
	first := extractive(t, a)
	for range 20 {
		if again := extractive(t, a); !reflect.DeepEqual(first, again) {
			t.Fatalf("the second brief differs:\n%s", cmp.Diff(first, again))
		}
	}
}

func TestABriefOverTwoArticlesNamesEachSource(t *testing.T) {
	t.Parallel()
	first := pasted(t, "“We will not pay for the bridge,” said Mayor Ada Lind of Halvik, who opened the meeting on Monday evening.\n")
	second := pasted(t, "“The bridge is paid for already,” said Per Lund, the treasurer of Halvik, at his office on Tuesday morning.\n")
	first.Link, second.Link = "https://one.example/a", "https://two.example/b"
	brief := extractive(t, first, second)
	if len(brief.Sources) != 2 || len(brief.Quotes) != 2 {
		t.Fatalf("brief has %d sources and %d quotes; want 2 and 2", len(brief.Sources), len(brief.Quotes))
	}
	for _, q := range brief.Quotes {
		i := 0
		if q.Speaker == "Per Lund" {
			i = 1
		}
		text := []rune([]*article.Article{first, second}[i].Text)
		if q.Source != i || string(text[q.Start:q.End]) != q.Text || !strings.HasPrefix(q.Link, brief.Sources[i].Link) {
			t.Errorf("quote %d = %+v; want the words of source %d at its own place", q.ID, q, i)
		}
	}
}

func TestNothingToRead(t *testing.T) {
	t.Parallel()
	if _, err := (&Summarizer{}).Brief(t.Context(), []*article.Article{{Text: " \n "}}, nil); err != ErrNothing {
		t.Errorf("Brief of white space = %v; want ErrNothing", err)
	}
}

func TestAQuotationLinksToItsWords(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ link, text, want string }{
		"a short text stands whole":       {"https://a.example/x", "We will pay", "https://a.example/x#:~:text=We%20will%20pay"},
		"a long text is its two ends":     {"https://a.example/x", "one two three four five six seven eight nine ten eleven", "https://a.example/x#:~:text=one%20two%20three,nine%20ten%20eleven"},
		"an own fragment gives way":       {"https://a.example/x?y=1#top", "We will pay", "https://a.example/x?y=1#:~:text=We%20will%20pay"},
		"marks of the syntax are encoded": {"https://a.example/", "We pay a-b, c&d", "https://a.example/#:~:text=We%20pay%20a%2Db%2C%20c%26d"},
		"other scripts are encoded":       {"https://a.example/", "We pay й", "https://a.example/#:~:text=We%20pay%20%D0%B9"},
		"a paste has no link":             {"", "We will pay", ""},
	} {
		a := pasted(t, "“"+row.text+"”, said Mayor Ada Lind of Halvik, who opened the meeting on Monday evening.\n")
		a.Link = row.link
		brief := extractive(t, a)
		if len(brief.Quotes) != 1 || brief.Quotes[0].Link != row.want {
			t.Errorf("%s: the quotations of %q are %+v; want one with the link %s", name, a.Text, brief.Quotes, row.want)
		}
	}
}

func TestGistText(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ sentence, want string }{
		"a plain sentence stands":         {"The council put off a vote on its ferries.", "The council put off a vote on its ferries."},
		"the dateline goes":               {"HALVIK — The council put off a vote on its ferries.", "The council put off a vote on its ferries."},
		"a word that points back":         {"Meanwhile the council put off a vote on its ferries.", ""},
		"a pronoun":                       {"She put off a vote on the ferries of the council.", ""},
		"a name right behind its pronoun": {"In one of her last speeches, Ada Lind told the council to put off its vote.", "In one of her last speeches, Ada Lind told the council to put off its vote."},
		"no name behind it":               {"In one of her last speeches, the mayor told the council to put off its vote.", ""},
		"a site's own label":              {"UPDATED: The council put off a vote on its ferries.", "The council put off a vote on its ferries."},
		"too short":                       {"The council met.", ""},
		"a quotation":                     {"The council said “we will not pay” for the ferries.", ""},
		"one who was asked and is silent": {"The council did not respond to a request for comment.", ""},
	} {
		if got := gistText(row.sentence, fewOwn, "en"); got != row.want {
			t.Errorf("%s: gistText(%q) = %q, want %q", name, row.sentence, got, row.want)
		}
	}
}

func TestEvents(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Ada Lind used her own money for the harbour of Ostrand": true,
		"Ada Lind used to know each skipper of Ostrand":          false,
		"The harbour of Ostrand lies in the north":               false,
	} {
		if got := isEvent(text); got != want {
			t.Errorf("isEvent(%q) = %v, want %v", text, got, want)
		}
	}
	for text, want := range map[string]bool{"Lind leads the movement of skippers.": false, "Skippers welcomed the move.": true} {
		if got := farAway.MatchString(text); got != want {
			t.Errorf("%q hangs on the text before: %v, want %v", text, got, want)
		}
	}
}

func TestCommitments(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ sentence, want string }{
		"several sides in one breath": {"Germany, Italy and Spain have not officially committed to sending ground forces.", "Germany, Italy and Spain: Germany, Italy and Spain have not officially committed to sending ground forces."},
		"one side is waiting":         {"Germany is waiting for the strait to open before it sends ships.", "Germany: Germany is waiting for the strait to open before it sends ships."},
		"words that are attributed":   {"Germany has refused to send more than two ships to the strait.", ""},
		"the passive says nothing":    {"Germany was offered a seat at the table of the ten.", ""},
		"who wants it is named":       {"“We will not pay,” said Ada Berg, who wants an independent estimate before the vote.", "Ada Berg: Berg wants an independent estimate before the vote."},
		"who wants something else":    {"“We will not pay,” said Ada Berg, who wants this to end before the vote.", ""},
		"a side pushes for it":        {"Germany has also pushed for a bridge over the strait.", "Germany: Germany has also pushed for a bridge over the strait."},
		"a side will not hear of it":  {"Germany rebuffed calls for a bridge over the strait.", "Germany: Germany rebuffed calls for a bridge over the strait."},
		"somebody is rebuffed":        {"Germany rebuffed a man at the end of the bridge.", ""},
		"no commitment":               {"Germany has a coast on two seas and many islands.", ""},
	} {
		got := ""
		for _, c := range commitments(transcript.Read(pasted(t, row.sentence)).Sources[0]) {
			got += c.party + ": " + c.claim.Text
		}
		if got != row.want {
			t.Errorf("%s: commitments(%q) = %q, want %q", name, row.sentence, got, row.want)
		}
	}
}

// BenchmarkBrief is the whole way from text to brief without a model.
func BenchmarkBrief(b *testing.B) {
	archive, err := txtar.ParseFile("testdata/briefs/harbour.txtar")
	if err != nil {
		b.Fatal(err)
	}
	a := pasted(b, string(archive.Files[0].Data))
	b.ReportAllocs()
	for b.Loop() {
		extractive(b, a)
	}
}
