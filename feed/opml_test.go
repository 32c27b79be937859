package feed

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadOPML(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, body string
		want       []Subscription
		skipped    int
	}{
		{"folders", `<outline text="North"><outline title="Papers" text="x"><outline text="Post" xmlUrl="https://a.example/rss" htmlUrl="https://a.example/"/></outline></outline><outline text="Radio" xmlUrl="https://b.example/rss"/>`,
			[]Subscription{{URL: "https://a.example/rss", Title: "Post", Site: "https://a.example/", Path: []string{"North", "Papers"}}, {URL: "https://b.example/rss", Title: "Radio"}}, 0},
		{"names in other capitals", `<OUTLINE TEXT="Post" XMLURL="https://a.example/rss"></OUTLINE>`, []Subscription{{URL: "https://a.example/rss", Title: "Post"}}, 0},
		{"one feed twice", `<outline xmlUrl="https://a.example/rss"/><outline xmlUrl="https://a.example/rss"/>`, []Subscription{{URL: "https://a.example/rss"}}, 0},
		{"links that are no feeds", `<outline xmlUrl="javascript:alert(1)"/><outline xmlUrl="https://u:p@a.example/"/><outline xmlUrl="https://a.example/rss"/>`, []Subscription{{URL: "https://a.example/rss"}}, 2},
		{"the feed scheme", `<outline xmlUrl="feed://a.example/rss"/><outline xmlUrl="feed:http://b.example/rss"/>`, []Subscription{{URL: "https://a.example/rss"}, {URL: "http://b.example/rss"}}, 0},
		{"unescaped ampersand", `<outline text="Hill & dale" xmlUrl="https://a.example/rss?a=1&b=2"/>`, []Subscription{{URL: "https://a.example/rss?a=1&b=2", Title: "Hill & dale"}}, 0},
		{"a feed with feeds in it", `<outline text="Post" xmlUrl="https://a.example/rss"><outline text="Sport" xmlUrl="https://a.example/sport"/></outline>`,
			[]Subscription{{URL: "https://a.example/rss", Title: "Post"}, {URL: "https://a.example/sport", Title: "Sport"}}, 0},
		{"deeper than anyone sorts", strings.Repeat(`<outline text="f">`, 50000) + `<outline xmlUrl="https://a.example/rss"/>` + strings.Repeat(`</outline>`, 50000) + `<outline xmlUrl="https://b.example/rss"/>`,
			[]Subscription{{URL: "https://a.example/rss", Path: strings.Split(strings.Repeat("f", maxDepth), "")}, {URL: "https://b.example/rss"}}, 0},
		{"broken off", `<outline xmlUrl="https://a.example/rss"/><outline xmlUrl="https://b.exam`, []Subscription{{URL: "https://a.example/rss"}}, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, skipped, err := ReadOPML(strings.NewReader(`<?xml version="1.0"?><opml version="2.0"><head><title>List</title></head><body>` + row.body + `</body></opml>`))
			if err != nil || skipped != row.skipped {
				t.Errorf("ReadOPML: %d skipped, %v; want %d", skipped, err, row.skipped)
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("ReadOPML (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadOPMLRefusesOtherFiles(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "shopping list", "<html><body>outline</body></html>", rssOf(ferryItem), "<opml><body/></opml>"} {
		if got, _, err := ReadOPML(strings.NewReader(text)); err == nil {
			t.Errorf("ReadOPML(%q) = %v, want an error", text, got)
		}
	}
}

func TestOPMLThereAndBack(t *testing.T) {
	t.Parallel()
	want := []Subscription{
		{URL: "https://a.example/rss?x=1&y=2", Title: `Hill <& "dale">`, Site: "https://a.example/", Path: []string{"North", "Papers"}},
		{URL: "https://b.example/rss", Title: "Radio", Path: []string{"North"}},
		{URL: "https://c.example/rss", Title: "島の新聞"},
	}
	var file bytes.Buffer
	if err := WriteOPML(&file, "My feeds", want); err != nil {
		t.Fatal(err)
	}
	got, skipped, err := ReadOPML(&file)
	if err != nil || skipped != 0 {
		t.Fatalf("ReadOPML: %d skipped, %v", skipped, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
	}
}

func TestStarterIsALiveList(t *testing.T) {
	t.Parallel()
	_, skipped, err := ReadOPML(bytes.NewReader(starter))
	if err != nil || skipped != 0 {
		t.Fatalf("starter.opml: %d skipped, %v", skipped, err)
	}
	list := Starter()
	if named := strings.Count(string(starter), "xmlUrl="); len(list) != named {
		t.Errorf("Starter() has %d feeds, want the %d of the file, each once", len(list), named)
	}
	for _, s := range list {
		if s.Title == "" || s.Site == "" || len(s.Path) != 2 || !strings.HasPrefix(s.URL, "https://") {
			t.Errorf("suggestion %+v lacks a title, a site, a region and topic, or https", s)
		}
	}
}
