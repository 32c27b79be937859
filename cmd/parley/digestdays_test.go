package main

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"parley/article"
	"parley/bot/card"
	"parley/digest"
	"parley/feed"
	"parley/summarize"
)

// papers are the invented sites of testdata/digest/news.txtar, on the wire: the feed of each at /feed.xml, and its pages.
type papers struct {
	names map[string]string // by host
	hosts []string
	pages []paperPage
	today int // the day up to which there is news
}

// A paperPage is one page, and what the feed says of it.
type paperPage struct {
	day              int
	host, path, text string
	says             map[string]string // title, at, about, kind, section
}

func readPapers(t *testing.T) *papers {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "digest", "news.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	p := &papers{names: map[string]string{}}
	byName := map[string]paperPage{}
	for _, file := range archive.Files {
		text := strings.TrimSpace(string(file.Data))
		if file.Name == "sites" {
			for line := range strings.Lines(text) {
				host, name, _ := strings.Cut(strings.TrimSpace(line), " ")
				p.hosts, p.names[host] = append(p.hosts, host), name
			}
			continue
		}
		head, text, _ := strings.Cut(text, "\n\n")
		page := paperPage{text: text, says: map[string]string{}}
		for line := range strings.Lines(head) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			page.says[key] = value
		}
		if original, copied := byName[page.says["same"]]; copied {
			page.text, page.says["about"] = original.text, original.says["about"]
		}
		var link string
		if _, err := fmt.Sscanf(file.Name, "%d %s", &page.day, &link); err != nil {
			t.Fatalf("%q: %v", file.Name, err)
		}
		page.host, page.path, _ = strings.Cut(link, "/")
		byName[file.Name], p.pages = page, append(p.pages, page)
	}
	return p
}

// firstDay is a Thursday.
var firstDay = time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)

func (p paperPage) published(t time.Time) time.Time {
	at, _ := time.Parse("15:04", p.says["at"])
	return t.AddDate(0, 0, p.day-1).Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute)
}

func (p *papers) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := &http.Response{StatusCode: http.StatusNotFound, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Request: r, ProtoMajor: 1, ProtoMinor: 1}
	body := ""
	if r.URL.Path == "/feed.xml" {
		answer.StatusCode, body = http.StatusOK, p.feed(r.URL.Host)
		answer.Header.Set("Content-Type", "application/rss+xml")
	}
	for _, page := range p.pages {
		if page.host == r.URL.Host && "/"+page.path == r.URL.Path && page.day <= p.today {
			answer.StatusCode, body = http.StatusOK, page.html(p.names[page.host])
		}
	}
	answer.Body = io.NopCloser(strings.NewReader(body))
	return answer, nil
}

func (p *papers) feed(host string) string {
	var out strings.Builder
	fmt.Fprintf(&out, `<rss version="2.0"><channel><title>%s: news</title><language>en</language>`, p.names[host])
	for _, page := range p.pages {
		if page.host == host && page.day <= p.today {
			fmt.Fprintf(&out, "<item><title>%s</title><link>https://%s/%s</link><description>%s</description><category>%s</category><pubDate>%s</pubDate></item>",
				html.EscapeString(page.says["title"]), host, page.path, html.EscapeString(page.says["about"]), page.says["section"], page.published(firstDay).Format(time.RFC1123Z))
		}
	}
	return out.String() + "</channel></rss>"
}

// html is the page as its site shows it.
func (p paperPage) html(site string) string {
	kind := map[string]string{"live": "LiveBlogPosting", "opinion": "OpinionNewsArticle", "video": "VideoObject"}[p.says["kind"]]
	if kind == "" {
		kind = "NewsArticle"
	}
	free := "true"
	if p.says["kind"] == "paywall" {
		free = "false"
	}
	title := html.EscapeString(p.says["title"])
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><title>%s | %s</title><meta property="og:site_name" content="%s">
<script type="application/ld+json">{"@context":"https://schema.org","@type":%q,"headline":%q,"datePublished":%q,"isAccessibleForFree":%s}</script></head>
<body><article><h1>%s</h1><p>%s</p></article></body></html>`,
		title, site, site, kind, p.says["title"], p.published(firstDay).Format(time.RFC3339), free, title, strings.ReplaceAll(html.EscapeString(p.text), "\n\n", "</p>\n<p>"))
}

// issue is what `parley digest --state` tells on the evening of a day.
func (p *papers) issue(t *testing.T, day int, settings digest.Settings, state string) *digest.Issue {
	t.Helper()
	p.today = day
	now := firstDay.AddDate(0, 0, day-1).Add(18 * time.Hour)
	g := gathering{
		fetcher: feed.NewFetcher(p, feed.Options{Now: func() time.Time { return now }, Sleep: func(context.Context, time.Duration) error { return nil }}),
		now:     now, since: 24 * time.Hour, progress: startProgress(io.Discard), warn: func(source, why string) { t.Logf("%s: %s", source, why) },
	}
	var sources []string
	for _, host := range p.hosts {
		sources = append(sources, "https://"+host+"/feed.xml")
	}
	candidates, err := g.all(t.Context(), sources)
	if err != nil {
		t.Fatal(err)
	}
	seen, err := readState(state, now)
	if err != nil {
		t.Fatal(err)
	}
	editor := digest.NewEditor(article.NewFetcher(article.Options{Transport: p}), slog.New(slog.DiscardHandler))
	issue, told, err := editor.Compose(t.Context(), digest.Job{
		Name: "Digest", Settings: settings, From: now.Add(-24 * time.Hour), To: now, Candidates: candidates, Seen: seen, Briefer: &summarize.Summarizer{},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := keepState(state, seen, told); err != nil {
		t.Fatal(err)
	}
	return issue
}

func TestTwoDaysOfNews(t *testing.T) {
	t.Parallel()
	papers := readPapers(t)
	state := filepath.Join(t.TempDir(), "state.json")
	settings := digest.Settings{Most: 10}
	var got bytes.Buffer
	for _, day := range []int{1, 2} {
		issue := papers.issue(t, day, settings, state)
		issue.Name = fmt.Sprintf("Day %d", day)
		if err := writeIssue(newPage(&got), issue, settings, true); err != nil {
			t.Fatal(err)
		}
		got.WriteString("\n")
		if day == 2 { // the same as Markdown
			if err := writeIssueMarkdown(&got, issue, settings); err != nil {
				t.Fatal(err)
			}
		}
	}
	golden := filepath.Join("testdata", "digest", "told.golden")
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("two days of news (-want +got):\n%s", diff)
	}
}

func TestWhatIsNoReportIsSetAside(t *testing.T) {
	t.Parallel()
	const fair, hotels, letters = "Oberhalden cheese fair moves to the lake", "Hotels will live with 20 crowns", "Letters to the editor: buses, benches and a lost dog"
	sorted := []string{fair, hotels, letters}
	for aside, want := range map[digest.Aside][]string{
		"": sorted, digest.Sorted: sorted, digest.Out: {fair}, digest.Last: {fair, hotels, letters, "Five things to know this morning", "Your stars for Thursday"},
	} {
		papers := readPapers(t)
		papers.pages = slices.DeleteFunc(papers.pages, func(p paperPage) bool {
			return !slices.Contains([]string{"a/cheese-fair", "opinion/hotels", "letters", "stars/thursday", "morning"}, p.path)
		})
		var got []string
		for _, story := range papers.issue(t, 1, digest.Settings{Most: 10, Asides: aside}, "").Stories {
			got = append(got, story.Title)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("asides %q (-want +got):\n%s", aside, diff)
		}
	}
}

func TestEveryArticleOfADayHasItsReason(t *testing.T) {
	t.Parallel()
	papers := readPapers(t)
	issue := papers.issue(t, 1, digest.Settings{Most: 10}, "")
	for path, reason := range map[string]string{
		"/life/horoscope": "quiz or horoscope", "/stars/thursday": "quiz or horoscope", "/fun/quiz": "quiz or horoscope", "/shopping/kettles": "on shopping",
		"/a/raincoats": "on shopping", "/briefing/thursday": "newsletter", "/morning": "newsletter", "/sport/results": "table of results", "/video/depot": "video without a text",
		"/live/gullhaven-fire": "live blog", "/opinion/ferries": "opinion piece", "/opinion/hotels": "opinion piece", "/letters": "opinion piece",
		"/premium/pensions": "behind a paywall", "/money/budget-analysis": "behind a paywall", "/wire/bank-workers": "duplicate",
	} {
		at := slices.IndexFunc(issue.Items, func(v digest.Verdict) bool { return strings.HasSuffix(v.Link, path) })
		if item := issue.Items[at]; item.In || item.Reason() != reason {
			t.Errorf("%s: in %v, %q; want it left out as %q", path, item.In, item.Reason(), reason)
		}
	}
	for _, story := range issue.Stories {
		for _, source := range story.Sources {
			if source.Name != papers.names[card.Host(source.Link)] {
				t.Errorf("%q names %q, want the name of its site", story.Title, source.Name)
			}
			if strings.Contains(source.Link, "/live/") || strings.Contains(source.Link, "/opinion/") {
				t.Errorf("%q is told from %q, which is no report", story.Title, source.Link)
			}
		}
	}
}

// Of one story no five words in a row are told twice, and every story says what happened.
func TestADigestTellsNothingTwice(t *testing.T) {
	t.Parallel()
	for _, story := range readPapers(t).issue(t, 1, digest.Settings{Most: 10}, "").Stories {
		lines := []string{story.Title, story.What}
		for _, want := range story.Wants {
			lines = append(lines, want.Text)
		}
		if story.Said != nil {
			lines = append(lines, story.Said.Text)
		}
		var told card.Memory
		for _, line := range lines {
			if told.Again(line) {
				t.Errorf("%q tells %q again", story.Title, line)
			}
		}
		if story.What == "" {
			t.Errorf("%q does not say what happened", story.Title)
		}
	}
}
