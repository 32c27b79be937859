package feed

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzParse(f *testing.F) {
	f.Add([]byte(rssOf(ferryItem)), "text/xml")
	f.Add([]byte(rssOf(ferryItem)[:90]), "text/xml; charset=koi8-r")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">&lt;b&gt;A</title><link href="../a"/></entry></feed>`), "")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"/a"}]}`), "application/feed+json")
	f.Add([]byte("{\"items\":[{\"id\":1,\"title\":\"a\nb\",\"tags\":\"x,y\",\"date_published\":1930377600,},],}"), "")
	f.Add([]byte(`<!DOCTYPE rss [<!ENTITY a "b">]>`+rssOf(`<title>&a; &#8; &amp;amp;</title><link>/a#1</link>`, `<title>C</title><link>/a#2</link><pubDate>mar, 4 mar 2031</pubDate>`)), "")
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00>\x00"), "")
	f.Add([]byte("<rss "+strings.Repeat("\x01", 40)+"><item>"), "")
	f.Add([]byte(`<rss a="`+strings.Repeat("&#0;", 10)+`"><item>`), "")
	f.Add([]byte("<rss><channel><!x <!-- ' --> ><item><title>A</title></item></channel></rss>"), "")
	f.Add([]byte(`<rss><channel><?xml version="1.0" encoding="Shift_JIS"?><title><![CDATA[あ]]></title><a b="]]></title><item>`), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		doc, err := Parse(body, contentType, "https://lakesidepost.example/feeds/rss.xml", noon)
		if err != nil {
			if Sentence(err) == "" {
				t.Errorf("no sentence for %v", err)
			}
			if strings.Contains(err.Error(), "panicked") {
				t.Error(err)
			}
			return
		}
		for _, item := range doc.Items {
			if item.Link != "" && parseLink(item.Link) == nil {
				t.Errorf("link %q is no web link", item.Link)
			}
			if len(item.Title) > maxTitle || len(item.Summary) > maxSummary || !utf8.ValidString(item.Title+item.Summary+item.Identity.GUID) {
				t.Errorf("texts too long or no UTF-8: %q, %q", item.Title, item.Summary)
			}
			if item.Published.After(noon) {
				t.Errorf("published at %s, after %s", item.Published, noon)
			}
		}
		if changes := Reconcile(doc.Items, doc.Items); len(changes) != 0 {
			t.Errorf("a document changed against itself: %+v", changes)
		}
	})
}

func FuzzReadOPML(f *testing.F) {
	f.Add([]byte(`<opml><body><outline text="a"><outline xmlUrl="https://a.example/rss"/></outline></body></opml>`))
	f.Add([]byte(`<outline xmlUrl="feed://a.example`))
	f.Add([]byte(`<!DOCTYPE opml><opml><!x <!-- ' --> ><outline xmlUrl="https://a.example/rss"/></opml>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, _, err := ReadOPML(bytes.NewReader(data))
		if err != nil {
			return
		}
		var file bytes.Buffer
		if err := WriteOPML(&file, "", list); err != nil {
			t.Fatal(err)
		}
		again, skipped, err := ReadOPML(&file)
		if err != nil || skipped != 0 || len(again) != len(list) {
			t.Errorf("%d feeds, read back %d, %d skipped, %v", len(list), len(again), skipped, err)
		}
	})
}

func FuzzLinks(f *testing.F) {
	f.Add(`<link rel=alternate type="application/rss+xml" href="/rss">`)
	f.Fuzz(func(t *testing.T, page string) {
		for _, s := range links(page, parseLink("https://lakesidepost.example/")) {
			if parseLink(s.URL) == nil {
				t.Errorf("found %q, which is no web link", s.URL)
			}
		}
	})
}

func FuzzCanonical(f *testing.F) {
	f.Add("https://www.lakesidepost.example/a/amp/?utm_source=x#y")
	f.Fuzz(func(t *testing.T, link string) {
		u := parseLink(link)
		if u == nil {
			return
		}
		if got, want := Canonical(openable(u)), Canonical(link); got != want {
			t.Errorf("Canonical(%q) = %q, but without trackers it is %q", link, want, got)
		}
	})
}
