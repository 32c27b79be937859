package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/digest"
)

// digestOf runs `parley digest` and returns what it prints.
func digestOf(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	ctx, cancel := context.WithTimeout(context.Background(), botPatience)
	defer cancel()
	code = run(append([]string{"digest", "--allow-loopback"}, args...), shell{
		ctx: ctx, stdout: &out, stderr: &errs, env: func() (map[string]string, error) { return nil, nil },
	})
	return code, out.String(), errs.String()
}

func TestADigestInATerminal(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 2)
	opml := filepath.Join(t.TempDir(), "feeds.opml")
	list := fmt.Sprintf(`<opml version="2.0"><body><outline text="Post" xmlUrl="%s/feed.xml"/></body></opml>`, site.URL)
	if err := os.WriteFile(opml, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		args      []string
		want, not []string
	}{
		"a feed":                {[]string{site.URL + "/feed.xml"}, []string{"1. ", "puts off ferry vote", "wants an honest number before the spring", "Mirela Dragan", "2 stories from 2 of 2 articles", "no AI used"}, nil},
		"an OPML file":          {[]string{opml}, []string{"puts off ferry vote", "2 stories"}, nil},
		"a feed and an article": {[]string{site.URL + "/feed.xml", site.URL + "/2"}, []string{"cheese fair", "3 stories from 3 of 3"}, nil},
		"topics":                {[]string{"--topics", "railway, tunnel", "--why", site.URL + "/feed.xml"}, []string{"Kestrel Valley", "1 filtered by topic", "Northmark council puts off ferry vote (filtered by"}, []string{"cheque"}},
		"one story at most":     {[]string{"--most", "1", site.URL + "/feed.xml"}, []string{"1 story from 1 of 2", "1 in smaller stories"}, nil},
		"titles alone":          {[]string{"--length", "short", site.URL + "/feed.xml"}, []string{"puts off ferry vote"}, []string{"cheque"}},
		"Markdown":              {[]string{"--markdown", site.URL + "/feed.xml"}, []string{"# Digest", "## 1. ", "> “"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, stdout, stderr := digestOf(t, row.args...)
			if code != exitOK {
				t.Fatalf("exit code %d: %s", code, stderr)
			}
			for _, text := range row.want {
				if !strings.Contains(stdout, text) {
					t.Errorf("the digest lacks %q:\n%s", text, stdout)
				}
			}
			for _, text := range row.not {
				if strings.Contains(stdout, text) {
					t.Errorf("the digest holds %q:\n%s", text, stdout)
				}
			}
		})
	}
}

func TestADigestRemembers(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 2)
	state := filepath.Join(t.TempDir(), "told.json")
	for n, row := range []struct {
		items     int32
		want, not []string
	}{
		{2, []string{"puts off ferry vote", "Kestrel Valley", "2 stories"}, nil},
		{2, []string{"nothing new", "2 told before"}, []string{"Kestrel Valley"}},
		{3, []string{"cheese fair", "1 story", "2 told before"}, []string{"Kestrel Valley", "ferry"}},
	} {
		site.items.Store(row.items)
		code, stdout, stderr := digestOf(t, "--state", state, site.URL+"/feed.xml")
		if code != exitOK {
			t.Fatalf("run %d: exit code %d: %s", n, code, stderr)
		}
		for _, text := range row.want {
			if !strings.Contains(stdout, text) {
				t.Errorf("run %d lacks %q:\n%s", n, text, stdout)
			}
		}
		for _, text := range row.not {
			if strings.Contains(stdout, text) {
				t.Errorf("run %d tells %q again:\n%s", n, text, stdout)
			}
		}
	}
	kept, err := os.ReadFile(state)
	if err != nil || strings.Contains(string(kept), "Lindqvist said") || strings.Contains(string(kept), site.URL) {
		t.Errorf("%v; the memory holds text or links: %s", err, kept)
	}
}

func TestAMemoryThatCannotBeRead(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 1)
	folder := t.TempDir()
	for name, text := range map[string]string{"notes.txt": "milk, bread", "other.json": `{"seen":[]}`, "newer.json": `{"parley_digest_state":99}`} {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		code, stdout, stderr := digestOf(t, "--state", file, site.URL+"/feed.xml")
		if code != exitUsage || stdout != "" || !strings.Contains(stderr, "holds no memory") {
			t.Errorf("%s: exit code %d, %q, %q", name, code, stdout, stderr)
		}
		if kept, err := os.ReadFile(file); err != nil || string(kept) != text {
			t.Errorf("%s was overwritten: %q, %v", name, kept, err)
		}
	}
	if code, _, stderr := digestOf(t, "--state", filepath.Join(folder, "nowhere", "told.json"), site.URL+"/feed.xml"); code != exitUsage || !strings.Contains(stderr, "--state") {
		t.Errorf("a folder that is not there: exit code %d, %q", code, stderr)
	}
}

func TestADigestAsJSON(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 2)
	code, stdout, stderr := digestOf(t, "--json", site.URL+"/feed.xml")
	var issue digest.Issue
	if err := json.Unmarshal([]byte(stdout), &issue); err != nil || code != exitOK {
		t.Fatalf("exit code %d, %v: %s", code, err, stderr)
	}
	if len(issue.Stories) != 2 || issue.Stories[0].Brief == nil || len(issue.Items) != 2 || !issue.Items[0].In {
		t.Errorf("issue = %+v; want two stories with briefs, and two articles that are in", issue)
	}
}

func TestADigestSaysWhyAFeedGivesNothing(t *testing.T) {
	t.Parallel()
	document := func(inside string) string {
		return `<rss version="2.0"><channel><title>Lakeside Post</title>` + inside + `</channel></rss>`
	}
	for name, row := range map[string]struct{ feed, want string }{
		"no entries":          {document(""), "holds no entry"},
		"left out":            {document("<item><title>Ferry</title><link>https://lakesidepost.example/1</link></item>"), "left out: 1 without a date"},
		"no date":             {document("<item><title>Ferry</title><link>https://lakesidepost.example/1</link></item>"), "No entry bears a date"},
		"a date nobody reads": {document("<item><title>Ferry</title><link>https://lakesidepost.example/1</link><pubDate>the ides</pubDate></item>"), "1 of 1, such as “the ides”"},
		"old news": {document("<item><title>Ferry</title><link>https://lakesidepost.example/1</link><pubDate>Di, 04 Mrz 2025 09:00 MEZ</pubDate></item>"),
			"No entry of the last 24h0m0s; the newest is of 4 March 2025"},
	} {
		file := filepath.Join(t.TempDir(), "feed.xml")
		if err := os.WriteFile(file, []byte(row.feed), 0o600); err != nil {
			t.Fatal(err)
		}
		if code, stdout, stderr := digestOf(t, file); code != exitOK || !strings.Contains(stderr+stdout, row.want) {
			t.Errorf("%s: exit code %d, %q, %q; want %q", name, code, stdout, stderr, row.want)
		}
	}
}

func TestADigestOfWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 2)
	notes := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(notes, []byte("milk, bread"), 0o600); err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(t.TempDir(), "feeds.opml")
	if err := os.WriteFile(list, []byte(`<opml><body><outline type="rss" xmlUrl="http://127.0.0.1:1/a"/><outline type="rss" xmlUrl="http://127.0.0.1:1/b"/></body></opml>`), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		args []string
		code int
		want string
	}{
		"feeds that are not there":  {[]string{list}, exitFailed, "http://127.0.0.1:1/b: "},
		"no such file":              {[]string{"nowhere.opml"}, exitUsage, "there is no file"},
		"a file that is no feed":    {[]string{notes}, exitUsage, "no feed and no OPML"},
		"topics that break off":     {[]string{"--topics", "tax or", site.URL + "/feed.xml"}, exitUsage, "missing at the end"},
		"too many stories":          {[]string{"--most", "99", site.URL + "/feed.xml"}, exitUsage, "1 to 10"},
		"no time at all":            {[]string{"--since", "0s", site.URL + "/feed.xml"}, exitUsage, "--since"},
		"a site that is not there":  {[]string{"http://127.0.0.1:1/feed"}, exitFailed, "http://127.0.0.1:1/feed: "},
		"a model that is not there": {[]string{"--writer", "model", site.URL + "/feed.xml"}, exitUsage, "OPENAI_MODEL"},
	} {
		code, stdout, stderr := digestOf(t, row.args...)
		if code != row.code || !strings.Contains(stderr, row.want) || stdout != "" {
			t.Errorf("%s: exit code %d, %q, %q; want %d and %q", name, code, stdout, stderr, row.code, row.want)
		}
	}
}
