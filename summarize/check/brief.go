package check

import (
	"slices"
	"strings"

	"parley/article"
	"parley/summarize/transcript"
)

// A Brief is the answer to "who said what?": plain data with a stable JSON form (`parley summarize --json`). Every
// quotation in it is copied from an article by offset; every other text has passed [Check].
type Brief struct {
	Headline string              `json:"headline"`
	Kind     article.PageKind    `json:"kind"` // of its sources, where all are of one; else "report". What the gist of an opinion says is its author's view
	Gist     []Claim             `json:"gist"`
	Question string              `json:"question"`           // what is in dispute; "" when nothing is
	Agreed   []Claim             `json:"agreed,omitempty"`   // what several articles tell alike, each on its own
	Disputed []Difference        `json:"disputed,omitempty"` // what they tell differently
	Parties  []Party             `json:"parties"`            // first those that have most room in the articles
	Quotes   []Quote             `json:"quotes"`             // all attributed quotations; the key ones are those that the parties list
	NotHeard []transcript.Absent `json:"not_heard"`
	Sources  []Origin            `json:"sources"`
	Checks   Checks              `json:"checks"`
	Writer   Author              `json:"writer"`
}

// NothingSure says so for people where a brief has nothing else to show; else it is "".
func (b *Brief) NothingSure() string {
	switch {
	case len(b.Gist)+len(b.Parties) > 0 || b.Question != "":
		return ""
	case len(b.Quotes) > 0 && !slices.ContainsFunc(b.Quotes, func(q Quote) bool { return q.Speaker != "" }):
		return "Parley is sure of nobody's words here."
	}
	return "Parley found nothing here that it is sure enough of to tell."
}

// A Claim is one sentence of the gist with the numbers of the transcript's sentences that carry it.
type Claim struct {
	Text      string `json:"text"`
	Sentences []int  `json:"sentences"`
	Sources   []int  `json:"sources"`              // indices into Brief.Sources: whose sentences they are
	CarriedBy int    `json:"carried_by,omitempty"` // how many sources say it for themselves, copies of one text once; from two on
}

// A Difference is one thing that articles tell differently, the version of the newest one first.
type Difference struct {
	Versions []Version `json:"versions"`
}

// A Version is what one article or several say of it.
type Version struct {
	Text      string     `json:"text"`
	Sentences []Evidence `json:"sentences"`
}

// A Party is a side with a stake, what it wants, and the ids of its key quotes.
type Party struct {
	Name      string     `json:"name"`
	Kind      string     `json:"kind"`
	Role      string     `json:"role"` // of a person, as the article words it, or ""
	Tag       string     `json:"tag"`  // the political party, state or body that a person belongs to and does not speak for, or ""
	Stance    string     `json:"stance"`
	Positions []Position `json:"positions"`
	Quotes    []int      `json:"quotes"`
}

// A Position is what a party wants or holds, with the sentences that show it.
type Position struct {
	Text      string     `json:"text"`
	Short     string     `json:"short,omitempty"`  // at most 45 characters of it, without the speaker's name and the verb of saying; "" when none is sure
	Cut       bool       `json:"cut,omitempty"`    // Short leaves out a part that can be left out; else it is the whole clause
	Clause    string     `json:"clause,omitempty"` // the whole clause, likewise, of at most 280 characters; "" when none is sure
	Act       string     `json:"act"`              // "speech", "wish", or "deed": told by the article itself
	Speaker   string     `json:"speaker"`          // other than the party's name: who speaks for it
	Role      string     `json:"role"`             // of the speaker, as the article words it, or ""
	Sentences []Evidence `json:"sentences"`
	CarriedBy int        `json:"carried_by,omitempty"` // as of a Claim
}

// Evidence is a sentence of a source, word for word.
type Evidence struct {
	Source int    `json:"source"` // index into Brief.Sources
	Number int    `json:"number"` // the sentence's number in the transcript
	Text   string `json:"text"`
	Link   string `json:"link,omitempty"` // opens the article at this sentence
}

// A Quote is a quotation with its speaker. Start and End are Unicode code points into the source's text.
type Quote struct {
	ID      int    `json:"id"` // the quotation's number in the transcript
	Text    string `json:"text"`
	Speaker string `json:"speaker"`
	Role    string `json:"role"`    // as the article words it, or ""
	Party   string `json:"party"`   // name of its party, or of the one that the speaker belongs to
	Side    bool   `json:"side"`    // the party is one of the brief's: the words are its line
	Form    string `json:"form"`    // "sentence" or "fragment"
	Alone   bool   `json:"alone"`   // can be understood without the sentence before it
	Channel string `json:"channel"` // who passed it on, or ""
	Source  int    `json:"source"`
	Number  int    `json:"number"` // of the transcript's sentence that it begins in
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Link    string `json:"link"` // opens the article at these words; "" for a paste

	Paragraph string `json:"paragraph,omitempty"` // of the article, around it; of a long one the words nearest to it

	Also      []Place `json:"also,omitempty"`       // where other articles have the same words, or some of them
	CarriedBy int     `json:"carried_by,omitempty"` // as of a Claim
}

// A Place is where an article has words, which stand there so. Start and End are Unicode code points into the source's text.
type Place struct {
	Source int    `json:"source"` // index into Brief.Sources
	Text   string `json:"text"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Link   string `json:"link"` // opens the article at these words; "" for a paste
}

// Shown is the quotation as it is shown to people: whole, but for the comma with which English articles join it to "she said".
func (q Quote) Shown() string { return strings.TrimSuffix(q.Text, ",") }

// An Origin is what a reader should know of one source.
type Origin struct {
	Link             string           `json:"link"`
	Kind             article.PageKind `json:"kind"`
	Site             string           `json:"site"`
	Title            string           `json:"title"`
	Byline           string           `json:"byline"`
	Published        string           `json:"published"` // RFC 3339 date or time; "" when unknown
	PublishedGuessed bool             `json:"published_guessed,omitempty"`
	Language         string           `json:"language"`
	Words            int              `json:"words"`
	Partial          bool             `json:"partial"`
	Why              article.Partial  `json:"why,omitempty"`        // it is partial
	Paragraphs       int              `json:"paragraphs,omitempty"` // of a partial one, those that could be read
	Unlike           bool             `json:"unlike,omitempty"`     // its text has little to do with its headline
	Copy             bool             `json:"copy,omitempty"`       // another source has much the same text; the two count as one
	TextHash         string           `json:"text_hash,omitempty"`  // the first half of the SHA-256 of the text as it was read
	Notice           string           `json:"notice,omitempty"`     // for people: why it is partial or not what it seems and what to do, or that its language is not read
}

// KindWord says for people what sort of article it is; "" for a plain report, and for what is none, of which Notice tells.
func (o Origin) KindWord() string {
	if o.Kind == "" || o.Kind == article.Report || !o.Kind.IsArticle() {
		return ""
	}
	return o.Kind.Word()
}

// Checks says what was held against the articles, and what did not stand.
type Checks struct {
	Quotations int       `json:"quotations"` // in the articles that somebody is taken to have said
	Kept       int       `json:"kept"`       // of the draft's quotations, those that stood
	Dropped    []Dropped `json:"dropped"`

	Untranslated int `json:"untranslated,omitempty"` // own texts that stay in the article's language, for their translation says something else

	SecondReading *SecondReading `json:"second_reading,omitempty"` // absent when nobody was asked
}

// A SecondReading says what a model found that read the lines of a brief again, each against its sentences.
type SecondReading struct {
	Model   string `json:"model"`
	Asked   int    `json:"asked"`   // lines, quotations and stances
	Mended  int    `json:"mended"`  // of those, put right in words, speaker, party or stance
	Dropped int    `json:"dropped"` // of those, found wrong
	Trusted bool   `json:"trusted"` // false: there was no answer, or one that overlooked planted mistakes; then doubted lines fell
}

// Reading says in three words for people how often the lines of a model were held against the articles.
func (c Checks) Reading() string {
	if c.SecondReading != nil && c.SecondReading.Trusted {
		return "lines checked twice"
	}
	return "lines checked once"
}

// A Dropped item of a draft, with the name of the rule that it broke.
type Dropped struct {
	What string `json:"what"`
	Why  string `json:"why"`

	hint string // for the writer alone: the offending word, and where it stands
}

// An Author says who wrote the brief, and when it was not the writer that was asked, why.
type Author struct {
	Name      string   `json:"name"` // "extractive" or "model"
	Model     string   `json:"model"`
	Prompt    string   `json:"prompt"`
	TokensIn  int      `json:"tokens_in"`
	TokensOut int      `json:"tokens_out"`
	Cost      *float64 `json:"cost,omitempty"`    // of this brief in US dollars; absent when no price is known
	Cached    bool     `json:"cached,omitempty"`  // the model had written it before, for somebody else
	Note      string   `json:"note,omitempty"`    // for people: "the model did not answer in time"
	Failure   string   `json:"failure,omitempty"` // why no model wrote though one was asked: "late", "down" and so on
}

// Add adds what a further question cost.
func (a *Author) Add(tokensIn, tokensOut int, cost *float64) {
	a.TokensIn += tokensIn
	a.TokensOut += tokensOut
	if a.Cost != nil && cost != nil {
		sum := *a.Cost + *cost
		a.Cost = &sum
	}
}

// What a position is: something said, something wanted, or something that the article itself says somebody did or has not done.
const (
	Speech = "speech"
	Wish   = "wish"
	Deed   = "deed"
)
