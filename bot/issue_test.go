package bot

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/digest"
	"parley/playground/playgroundtest"
)

func ferryIssue() *digest.Issue {
	from := time.Date(2026, 1, 6, 7, 0, 0, 0, time.UTC)
	return &digest.Issue{
		Name: "Morning *news*", From: from, To: from.Add(24 * time.Hour),
		Stories: []digest.Entry{
			{Key: "a", Title: "Council puts off ferry vote", What: "The council put off a vote on its ferries until 3 March.", Brief: ferryBrief(),
				Sources: []digest.Source{{Name: "gazette.example", Link: "https://gazette.example/ferry"}, {Name: "isle.example", Link: "https://isle.example/1"}, {Name: "Post", Link: "https://post.example/1", Same: true}},
				Wants:   []digest.Want{{Party: "Ada Lindqvist", Text: "Lindqvist still wanted the electric boats before October."}}},
			{Key: "b", Title: "A tunnel closes @everyone", Notice: "behind a paywall", Continued: true,
				Sources: []digest.Source{{Name: "rail.example", Link: "https://rail.example/t"}}},
		},
		LeftOut: []digest.LeftOut{{Why: "duplicates", Count: 6}, {Why: "behind a paywall", Count: 1}},
	}
}

// render is an issue as text, a line before each part.
func render(t *testing.T, issue *digest.Issue, s digest.Settings) string {
	t.Helper()
	var out strings.Builder
	for n, part := range RenderIssue(issue, s, "post1") {
		fmt.Fprintf(&out, "== %d under %d, mentions %q\n%s", n, part.Under, part.message.AllowedMentions.role, texts(part.message.Components...))
	}
	return out.String()
}

func TestIssuesLookAsIntended(t *testing.T) {
	t.Parallel()
	empty := &digest.Issue{Name: "Morning", From: ferryIssue().From, To: ferryIssue().To, LeftOut: []digest.LeftOut{{Why: "told before", Count: 2}}}
	late := ferryIssue()
	late.Late = true
	var got strings.Builder
	for _, row := range []struct {
		name  string
		issue *digest.Issue
		s     digest.Settings
	}{
		{"one post", ferryIssue(), digest.Settings{}},
		{"titles alone, with a role, late", late, digest.Settings{Length: digest.Short, Role: "42"}},
		{"a thread", ferryIssue(), digest.Settings{Layout: digest.OneThread}},
		{"a thread for each story", ferryIssue(), digest.Settings{Layout: digest.StoryThreads}},
		{"nothing new", empty, digest.Settings{Role: "42"}},
		{"nothing new, and quiet", empty, digest.Settings{Quiet: true}},
	} {
		fmt.Fprintf(&got, "######## %s\n%s\n", row.name, render(t, row.issue, row.s))
	}
	golden := filepath.Join("testdata", "issue.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("issues (-want +got):\n%s", diff)
	}
}

func TestEveryIssueKeepsDiscordsLimits(t *testing.T) {
	t.Parallel()
	schema := playgroundtest.Document(t).Components.Schemas["MessageCreateRequest"].Value
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 27 { // three of each length in each layout
		issue := &digest.Issue{Name: bigBrief(r).Headline, From: time.Unix(1e9, 0), To: time.Unix(1.1e9, 0)}
		for range 1 + r.IntN(digest.MaxMost) {
			brief := bigBrief(r)
			entry := digest.Entry{Title: brief.Headline, Brief: brief, Notice: brief.Question}
			for _, source := range brief.Sources {
				entry.Sources = append(entry.Sources, digest.Source{Name: source.Site, Link: source.Link})
			}
			for _, party := range brief.Parties {
				entry.Wants = append(entry.Wants, digest.Want{Party: party.Name, Text: party.Name})
			}
			issue.Stories = append(issue.Stories, entry)
		}
		s := digest.Settings{Role: "42", Length: []digest.Length{digest.Short, digest.Normal, digest.Long}[n%3],
			Layout: []digest.Layout{digest.OnePost, digest.OneThread, digest.StoryThreads}[n/3%3]}
		for _, part := range RenderIssue(issue, s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
			text := texts(part.message.Components...)
			if utf8.RuneCountInString(text) > 4000 || len(text) > 9500 {
				t.Fatalf("issue %d has a part of %d characters in %d bytes", n, utf8.RuneCountInString(text), len(text))
			}
			if n < 9 && n%4 == 0 { // each layout once: the schema takes some 10 ms a message
				var body struct{ Message any }
				if err := json.Unmarshal(part.Body, &body); err != nil {
					t.Fatal(err)
				}
				if err := schema.VisitJSON(body.Message, openapi3.EnableJSONSchema2020()); err != nil {
					t.Fatalf("issue %d breaks Discord's document: %v", n, err)
				}
			}
		}
	}
}

// Whatever an article says, the only mention is the role that was chosen.
func TestAnIssueMentionsNobodyElse(t *testing.T) {
	t.Parallel()
	issue := ferryIssue()
	issue.Name, issue.Stories[0].Title, issue.Stories[0].Wants[0].Text = "@everyone", "<@&1> @here", "<@2> [x](https://evil.example)"
	for _, part := range RenderIssue(issue, digest.Settings{Role: "42", Layout: digest.StoryThreads}, "p") {
		text := strings.ReplaceAll(texts(part.message.Components...), "<@&42>", "")
		if strings.Contains(text, "@everyone") || strings.Contains(text, "@here") || strings.Contains(strings.ReplaceAll(text, `\<`, ""), "<@") || strings.Contains(text, "](https://evil") {
			t.Errorf("a part is active:\n%s", text)
		}
	}
}

func TestAPreviewSaysOfEachArticleWhy(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ items, messages int }{{1, 1}, {42, 2}, {1000, mostReasons}} {
		issue := &digest.Issue{}
		for n := range row.items {
			issue.Items = append(issue.Items, digest.Verdict{Title: fmt.Sprintf("Article %d", n), Link: "https://gazette.example/" + strings.Repeat("n", 60), Why: digest.WhyLive})
		}
		all := reasons(phrases.In("en"), digest.Plan{}, issue)
		if len(all) != row.messages {
			t.Errorf("%d articles take %d messages, want %d", row.items, len(all), row.messages)
		}
		for _, text := range all {
			if !card.Fits(text) {
				t.Errorf("%d articles: a message of %d characters", row.items, utf8.RuneCountInString(text))
			}
		}
		said := strings.Count(strings.Join(all, "\n"), ": live blog")
		if left := row.items - said; left > 0 != (row.items == 1000) || left > 0 && !strings.Contains(all[len(all)-1], fmt.Sprintf("and %d more", left)) {
			t.Errorf("%d articles: %d have their reason; the last message ends in %q", row.items, said, all[len(all)-1][len(all[len(all)-1])-40:])
		}
	}
}

// Ten stories that have much to tell all stand in one post: the last ones say less.
func TestAPostHasRoomForItsStories(t *testing.T) {
	t.Parallel()
	issue := ferryIssue()
	story := issue.Stories[0]
	story.What += strings.Repeat(" The council of Northmark met until midnight.", 4)
	issue.Stories = nil
	for n := range digest.MaxMost {
		issue.Stories = append(issue.Stories, story)
		brief := *story.Brief
		brief.Headline = fmt.Sprintf("Council number %d puts off ferry vote", n)
		issue.Stories[n].Title, issue.Stories[n].Brief = brief.Headline, &brief
	}
	text := render(t, issue, digest.Settings{Length: digest.Long})
	if !strings.Contains(text, "**10 · Council number 9") || strings.Contains(text, "did not fit") {
		t.Errorf("a story is missing:\n%s", text)
	}
	if n := strings.Count(text, "met until midnight"); n < 4*2 || n >= 4*digest.MaxMost {
		t.Errorf("%d stories say what happened, want some of the first", n/4)
	}
}
