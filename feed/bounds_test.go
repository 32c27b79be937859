package feed

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// hostileFeeds are documents as long as Parley reads, made to take as much memory as can be.
func hostileFeeds() map[string]string {
	fill := func(before, piece string) string {
		return before + strings.Repeat(piece, (defaultMaxBytes-len(before))/len(piece))
	}
	numbered := func(before, piece string) string {
		var b strings.Builder
		b.WriteString(before)
		for i := 0; b.Len() < defaultMaxBytes-40; i++ {
			fmt.Fprintf(&b, piece, i)
		}
		return b.String()
	}
	const rss, most = "<rss><channel><item>", mostTags - 100
	limited := func(before, piece string, times int) string {
		return before + strings.Repeat(piece, times) + "</item></channel></rss>"
	}
	return map[string]string{
		"nested elements":                      fill(rss, "<a>"),
		"nested behind a control":              fill(rss+"<!\x01-- -->", "<a>"),
		"nested behind a directive":            fill(rss+"<!x <!-- ' --> >", "<x:y>"),
		"nested behind a directive, Atom":      fill(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><!x <!-- ' --> >`, "<x:y>"),
		"items behind a directive":             fill("<rss><channel><!x <!-- ' --> >", "<item/>"),
		"items behind a directive of a quote":  fill("<rss><channel><!'>", "<item/>"),
		"items behind another encoding":        fill(`<rss><channel><?xml version="1.0" encoding="Shift_JIS"?><title><![CDATA[あ]]></title><a b="]]></title>`, "<item/>"),
		"elements in items behind a quote":     "<rss><channel><a b='" + strings.Repeat("<item><title>a</title>"+strings.Repeat("<x:a/>", 1700)+"</item>", 500),
		"elements in items behind a directive": "<rss><channel><!x>" + strings.Repeat("<item><title>a</title>"+strings.Repeat("<x:a/>", 1700)+"</item>", 500),
		"nested, then closed":                  rss + strings.Repeat("<a>", 1<<20) + strings.Repeat("</a>", 1<<19),
		"nested in each item":                  fill("<rss><channel>", "<item>"+strings.Repeat("<x>", 2000)+"</item>"),
		"elements side by side":                fill(rss, "<a/>"),
		"as many as may be":                    limited(rss, "<x:a/>", most),
		"items":                                fill("<rss><channel>", "<item/>"),
		"as many items as may be":              "<rss><channel>" + strings.Repeat("<item/>", most/(itemTags+1)) + "</channel></rss>",
		"attributes":                           numbered(rss+"<a ", "b%d='' ") + "/>",
		"attributes as may be":                 rss + "<x:a " + strings.Repeat("b='' ", most) + "/></item></channel></rss>",
		"comments":                             fill(rss+"<a>", "a<!---->"),
		"names":                                numbered(rss, "<x:a%d/>"),
		"a tag without an end":                 fill(rss+"<a b=\"", "<item><a>"),
		"entries of Atom":                      fill(`<feed xmlns="http://www.w3.org/2005/Atom">`, "<entry/>"),
		"lists in JSON":                        fill(`{"version":"https://jsonfeed.org/version/1","items":`, "["),
		"items in JSON":                        fill(`{"version":"https://jsonfeed.org/version/1","items":[`, "{},") + "{}]}",
		"as many items of JSON":                `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat("{},", most/itemTags-9) + "{}]}",
		"one long description":                 rss + "<description>" + strings.Repeat("&lt;b&gt;a", defaultMaxBytes/10) + "</description></item></channel></rss>",
		"one long text, untouched":             rss + "<description>" + strings.Repeat("a", defaultMaxBytes-80) + "</description></item></channel></rss>",
	}
}

func TestADocumentBeyondBoundsIsNotParsed(t *testing.T) {
	t.Parallel()
	for name, text := range hostileFeeds() {
		if strings.Contains(name, "may be") || strings.HasPrefix(name, "one long") || name == "as many items of JSON" {
			continue
		}
		if _, err := Parse([]byte(text), "", "https://lakesidepost.example/rss", noon); !errors.Is(err, errBounds) {
			t.Errorf("%s: error %v; want that it is beyond bounds", name, err)
		}
	}
	if _, _, err := ReadOPML(strings.NewReader("<opml>" + strings.Repeat("<outline>", deepestOPML+1))); !errors.Is(err, errBounds) {
		t.Errorf("an OPML file of %d levels: error %v", deepestOPML+1, err)
	}
}

func TestADirectiveBehindTheRootIsNotParsed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]error{
		"<rss><!x <!-- ' --> >":                  errDirective,
		"<rss><!'><item/>":                       errDirective,
		"<rss><!DOCTYPE html></rss>":             errDirective,
		"<rss><!x":                               errDirective,
		"<rss><!":                                nil, // what a cut leaves of a comment or of CDATA
		"<rss><!-":                               nil,
		"<rss><![CDA":                            nil,
		"<rss><![if x]></rss>":                   nil,
		"<rss><![CDATA[<!x>]]></rss><!--<!x>-->": nil,
	} {
		if err := withinBounds(text, deepest); !errors.Is(err, want) {
			t.Errorf("%s: error %v; want %v", text, err, want)
		}
	}
	const list = `<outline xmlUrl="https://lakesidepost.example/rss"/></opml>`
	if found, _, err := ReadOPML(strings.NewReader(`<!DOCTYPE opml PUBLIC "-//a//b" 'c' [<!ENTITY d "<opml>">]><opml>` + list)); err != nil || len(found) != 1 {
		t.Errorf("a list behind a directive: %+v, %v", found, err)
	}
	if _, _, err := ReadOPML(strings.NewReader("<opml><!x <!-- ' --> >" + list)); !errors.Is(err, errDirective) {
		t.Errorf("a directive in a list: error %v; want %v", err, errDirective)
	}
}

func TestALargeFeedIsWithinBounds(t *testing.T) {
	t.Parallel()
	var items []string
	for i := range 2000 {
		items = append(items, fmt.Sprintf(`<title><![CDATA[Hour %d & more]]></title><link>https://lakesidepost.example/%d</link><guid isPermaLink="false">%d</guid>`+
			`<description><p>Unclosed<br>lines<br>of HTML<hr></description><x:a b="c" d="e"/><x:b/><enclosure url="u" type="audio/mpeg" length="1"/><!-- why -->`, i, i, i))
	}
	if err := withinBounds(rssOf(items...), deepest); err != nil {
		t.Error(err)
	}
}

// BenchmarkHostile parses each hostile feed eight times at once. peak/allowed is how many times the bytes of the eight documents
// the heap grew by at most: it fails above 20.
func BenchmarkHostile(b *testing.B) {
	const atOnce, most = 8, 20
	for name, text := range hostileFeeds() {
		b.Run(name, func(b *testing.B) {
			worst := 0.0
			for b.Loop() {
				before := heap()
				var peak atomic.Uint64
				done := make(chan struct{})
				go func() {
					for {
						select {
						case <-done:
							return
						case <-time.After(time.Millisecond):
							peak.Store(max(peak.Load(), allocated()))
						}
					}
				}()
				var parsing sync.WaitGroup
				for range atOnce {
					parsing.Go(func() {
						_, _ = Parse([]byte(text), "", "https://lakesidepost.example/rss", noon)
						peak.Store(max(peak.Load(), allocated()))
					})
				}
				parsing.Wait()
				close(done)
				worst = max(worst, (float64(peak.Load())-float64(before))/atOnce/defaultMaxBytes)
			}
			b.ReportMetric(worst, "peak/allowed")
			if worst > most {
				b.Errorf("the heap grows by %.1f times the bytes that are allowed, at most %d may be", worst, most)
			}
		})
	}
}

func heap() uint64 {
	runtime.GC()
	return allocated()
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
