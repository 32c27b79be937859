package digest

import (
	"cmp"
	"fmt"
	"strings"
	"time"

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
	Sources   []Source         `json:"sources"`             // its outlets, the most telling first
	Continued bool             `json:"continued,omitempty"` // the channel was told of it before; this is what is new
	Since     time.Time        `json:"since,omitzero"`      // when it was told last, of one that goes on
	What      string           `json:"what,omitempty"`      // happened, in one sentence that can be read alone; "" where none is sure
	Wants     []Want           `json:"wants,omitempty"`     // who wants what, of the first parties
	Said      *summarize.Quote `json:"said,omitempty"`      // the best quotation for a list; nil where none is short enough and its speaker sure
	Brief     *summarize.Brief `json:"brief,omitempty"`     // over the articles that could be read, without what was told before; nil when none could
	Whole     *summarize.Brief `json:"whole,omitempty"`     // Brief with what was told before; nil where that is the same
	Notice    string           `json:"notice,omitempty"`    // for people: why there is no brief
}

// saysNothing says whether a story goes on with nothing that was not told: it was read, and there is no line of it.
func (e Entry) saysNothing() bool {
	return e.Continued && e.Brief != nil && e.What == "" && e.Said == nil && len(e.Wants) == 0
}

// Opened is the brief of a story for who opens it: with what the list leaves out because it was told before. It is nil where none could be made.
func (e Entry) Opened() *summarize.Brief { return cmp.Or(e.Whole, e.Brief) }

// ToldBefore is how many lines and quotations of a story were told before.
func (e Entry) ToldBefore() int {
	if e.Whole == nil {
		return 0
	}
	return len(claims(e.Whole)) - len(claims(e.Brief))
}

// KindWord says for people what sort of page a story was told from; "" for plain reports.
func (e Entry) KindWord() string {
	if e.Brief == nil || e.Brief.Kind == "" || e.Brief.Kind == article.Report {
		return ""
	}
	return e.Brief.Kind.Word()
}

// A Source is an outlet that carries a story, by what it calls itself or its host, with its article.
type Source struct {
	Name string `json:"name"`
	Link string `json:"link"`
	Same bool   `json:"same,omitempty"` // its text is that of another one, such as an agency's
}

// LeftOut counts articles or stories that are not in an issue for one reason.
type LeftOut struct {
	Why   string `json:"why"` // as in "6 duplicates"
	Count int    `json:"count"`
}

// A Repeat is an issue that was asked for a moment ago: another would say the same.
type Repeat struct {
	Asked time.Time
	Issue *Issue // nil while it is being written
}

// A Verdict says what became of one article.
type Verdict struct {
	Title  string `json:"title"`
	Link   string `json:"link"`
	Outlet string `json:"outlet,omitempty"` // by what it calls itself or its host
	In     bool   `json:"in"`
	Story  int    `json:"story,omitempty"` // which it is in, from 1; 0 where it is in none
	Why    string `json:"why"`
}

// Reason is Why in English, of this one article.
func (v Verdict) Reason() string { return cmp.Or(oneOf[v.Why], v.Why) }

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

// oneOf is how it is said of a single article, where that differs.
var oneOf = map[string]string{
	WhyDuplicate: "duplicate", WhyLive: "live blog", WhyOpinion: "opinion piece", WhyQuiz: "quiz or horoscope", WhyVideo: "video without a text",
	WhyResults: "table of results", WhyNewsletter: "newsletter",
}

// LeftOutText is, in English, what is not in the issue, in one line, or "".
func (i *Issue) LeftOutText() string {
	var parts []string
	for _, out := range i.LeftOut {
		why := out.Why
		if one := oneOf[why]; out.Count == 1 && one != "" {
			why = one
		}
		parts = append(parts, fmt.Sprintf("%d %s", out.Count, why))
	}
	return strings.Join(parts, ", ")
}

// InStories counts the articles that the issue's stories are told from.
func (i *Issue) InStories() (count int) {
	for _, item := range i.Items {
		if item.In {
			count++
		}
	}
	return count
}

// A Want is what one party of a story wants or says: a whole clause that goes on behind the party's name.
type Want struct {
	Party   string `json:"party"`
	Role    string `json:"role,omitempty"`
	Text    string `json:"text"`
	Speaker string `json:"speaker,omitempty"` // who says so for the party
	Link    string `json:"link,omitempty"`    // opens the article at the sentence
}

const (
	wantsShown = 3   // parties
	longLine   = 240 // runes of a line
)
