package digest

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"parley/article"
	"parley/summarize"
)

// An Issue is one period's digest, ready to be shown: plain data with a stable JSON form.
type Issue struct {
	Name    string    `json:"name"`
	From    time.Time `json:"from"` // what was first seen from From to To
	To      time.Time `json:"to"`
	Late    bool      `json:"late,omitempty"` // it is shown well after it was due
	Stories []Entry   `json:"stories"`        // the most important first
	LeftOut []LeftOut `json:"left_out"`
	Items   []Verdict `json:"items"` // every article that was looked at, and what became of it
	Cost    Cost      `json:"cost"`
}

// An Entry is one story of an issue.
type Entry struct {
	Key       string           `json:"key"` // the story's own id, by which a channel's memory knows it
	Title     string           `json:"title"`
	Sources   []Source         `json:"sources"`             // independent ones, the most telling first
	Continued bool             `json:"continued,omitempty"` // the channel was told of it before; this is what is new
	Wants     []Want           `json:"wants,omitempty"`     // who wants what, of the first parties; of a continued story only what is new
	Brief     *summarize.Brief `json:"brief,omitempty"`     // over the articles that could be read; nil when none could
	Notice    string           `json:"notice,omitempty"`    // for people: why there is no brief
}

// KindWord says for people what sort of page a story was told from; "" for plain reports.
func (e Entry) KindWord() string {
	if e.Brief == nil || e.Brief.Kind == "" || e.Brief.Kind == article.Report {
		return ""
	}
	return e.Brief.Kind.Word()
}

// A Source is one article of a story.
type Source struct {
	Name string `json:"name"`
	Link string `json:"link"`
}

// LeftOut counts articles or stories that are not in an issue for one reason.
type LeftOut struct {
	Why   string `json:"why"` // as in "6 duplicates"
	Count int    `json:"count"`
}

// A Verdict says what became of one article.
type Verdict struct {
	Title string `json:"title"`
	Link  string `json:"link"`
	In    bool   `json:"in"`
	Why   string `json:"why"`
}

// Cost is what a model was paid for an issue's briefs; all zero when none was asked.
type Cost struct {
	TokensIn  int     `json:"tokens_in"`
	TokensOut int     `json:"tokens_out"`
	Dollars   float64 `json:"dollars"`
	Unpriced  bool    `json:"unpriced,omitempty"` // no price is known for some of them
}

func (c *Cost) add(a summarize.Author) {
	if a.Name != "model" {
		return
	}
	c.TokensIn += a.TokensIn
	c.TokensOut += a.TokensOut
	if a.Cost == nil {
		c.Unpriced = true
		return
	}
	c.Dollars += *a.Cost
}

// String is the cost in a few words, or "no AI used".
func (c Cost) String() string {
	switch {
	case c.TokensIn+c.TokensOut == 0:
		return "no AI used"
	case c.Unpriced:
		return fmt.Sprintf("%d tokens", c.TokensIn+c.TokensOut)
	}
	return fmt.Sprintf("%d tokens, $%.4f", c.TokensIn+c.TokensOut, c.Dollars)
}

// LeftOutText is, in English, what is not in the issue, in one line, or "".
func (i *Issue) LeftOutText() string {
	var parts []string
	for _, out := range i.LeftOut {
		why := out.Why
		if out.Count == 1 && why == WhyDuplicate {
			why = "duplicate"
		}
		parts = append(parts, fmt.Sprintf("%d %s", out.Count, why))
	}
	return strings.Join(parts, ", ")
}

// A Want is what one party of a story wants, shortened to a line.
type Want struct {
	Party string `json:"party"`
	Text  string `json:"text"`
}

const (
	wantsShown = 3   // parties on the line of who wants what
	longLine   = 240 // runes of a quotation on a list; a longer one is not shown, for quotations are never cut
)

// Quote is the story's best quotation for a list: the first key one that is short enough, or nil.
func (e Entry) Quote() *summarize.Quote {
	if e.Brief == nil {
		return nil
	}
	for _, party := range e.Brief.Parties {
		for _, id := range party.Quotes {
			for i := range e.Brief.Quotes {
				q := &e.Brief.Quotes[i]
				if q.ID == id && q.Speaker != "" && utf8.RuneCountInString(q.Text) <= longLine {
					return q
				}
			}
		}
	}
	return nil
}
