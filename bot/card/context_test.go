package card

import (
	"fmt"
	"strings"
	"testing"

	"parley/bot/phrases"
	"parley/digest"
	"parley/summarize"
)

// Before and After go through the passages of one article in its own order, whatever that of the quotations.
func TestBeforeAndAfterFollowTheArticle(t *testing.T) {
	t.Parallel()
	all := []summarize.Quote{
		{Start: 50, Paragraph: "second"}, {Start: 10, Paragraph: "first"}, {Start: 20, Paragraph: "first"},
		{Start: 30, Paragraph: "elsewhere", Source: 1}, {Start: 90, Paragraph: "third"}, {Start: 120}, {Start: 130},
	}
	for n, want := range [][2]int{{1, 4}, {-1, 0}, {-1, 0}, {-1, -1}, {0, 5}, {4, 6}, {5, -1}} {
		if before, after := passagesBeside(all, n); before != want[0] || after != want[1] {
			t.Errorf("beside quotation %d stand %d and %d; want %v", n, before, after, want)
		}
	}
}

// Pages with long quotations hold fewer; the way back from each is the way there.
func TestPagesOfQuotationsLeadBack(t *testing.T) {
	t.Parallel()
	b := tramBrief(false)
	for n := range 30 {
		b.Quotes = append(b.Quotes, quoted("Per Holm", "", "", strings.Repeat("We waited for years on this quay. ", 1+n%7*8)))
	}
	p := penFor(phrases.In("en"))
	from, previous, pages := 0, -1, 0
	for from < len(b.Quotes) {
		_, next := p.quotePage(b, b.Quotes, from)
		for n := from; n < next; n++ {
			if got := p.pageOf(b, n); got != from {
				t.Fatalf("quotation %d is on the page from %d; want %d", n, got, from)
			}
		}
		if drawn := tree(Quotes(b, Options{In: p.Language}, "7:0", from)...); from > 0 && !strings.Contains(drawn, fmt.Sprintf("quotes:7:0:%d\n", previous)) {
			t.Fatalf("from %d nothing leads back to %d:\n%s", from, previous, drawn)
		}
		from, previous, pages = next, from, pages+1
	}
	if pages <= len(b.Quotes)/QuotesPage+1 {
		t.Errorf("%d pages for %d quotations: none holds fewer than %d, so this shows nothing", pages, len(b.Quotes), QuotesPage)
	}
}

// Words whose speaker is unclear do not stand for a story of a digest; its card has them.
func TestAStoryIsNotToldInNobodysWords(t *testing.T) {
	t.Parallel()
	const words = "Nobody will ever sail from this harbour again."
	issue, o := morning(), Options{In: phrases.In("en")}
	issue.Stories[1].Brief.Quotes = []summarize.Quote{quoted("", "", "", words)}
	if listed := texts(Issue(issue, digest.Settings{}, o)); strings.Contains(listed, words) {
		t.Errorf("the digest has words of nobody knows whom:\n%s", listed)
	}
	if opened := texts(Story(issue, 1, "", o)...); !strings.Contains(opened, words) {
		t.Errorf("the story's card lacks them:\n%s", opened)
	}
}
