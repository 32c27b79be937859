// Package attribution reads a news article and says which words are whose, with no model and no network: sentences,
// quotations, and attributions (source, cue, content) with their speakers resolved. The same text always gives the same
// reading. Start with [Read].
package attribution

// A Span is a half-open range of byte offsets into the text, always on rune boundaries.
type Span struct{ Start, End int }

// A Reading is what [Read] understood of a text. Its parts refer to each other by index.
type Reading struct {
	Text         string
	Language     string // ISO 639-1 code whose rules were used; "" when none fits
	Sentences    []Sentence
	Quotations   []Quotation
	Attributions []Attribution
	Entities     []Entity
}

// A Sentence is a numbered unit of the text; a quotation that holds several sentences does not merge them.
type Sentence struct {
	Span
	Paragraph int // from 0
}

// A Quotation is text between quotation marks. A quotation that runs over several paragraphs, its opening mark repeated,
// is several of them, one a paragraph, chained by Continues; so it is where the paragraphs were run together.
type Quotation struct {
	Span             // the words, without the marks
	Outer       Span // with the marks; equal to Span's end where the closing mark is missing
	Paragraph   int
	Continues   int  // index of the quotation that this one continues, or -1
	Attribution int  // index of its attribution, or -1: a title, a scare quote, or nobody's
	Speech      bool // false for titles, names and scare quotes
}

// GoesOn reports whether the next quotation continues quotation q.
func (r *Reading) GoesOn(q int) bool {
	return q+1 < len(r.Quotations) && r.Quotations[q+1].Continues == q
}

// Kind says how an attribution renders its content.
type Kind string

const (
	Direct   Kind = "direct"   // the content stands between quotation marks
	Mixed    Kind = "mixed"    // partly so
	Indirect Kind = "indirect" // not at all
)

// An Attribution is a source, the cue that ties it to a content, and that content.
type Attribution struct {
	Kind        Kind
	Source      Span        // the words that name the source here ("he", "the ministry"); empty when it is only implied
	Cue         Span        // "said", "according to"; empty for a colon, a transcript's label or plain continuation
	Content     []Span      // in the order of the text
	Speaker     int         // index of the entity that the source is resolved to, or -1: unclear
	Probability float32     // that the speaker is right, were the words somebody's
	Others      []Candidate // who else may be the speaker, the most likely first
	Sure        bool        // the speaker is hardly wrong; else Speaker is the best guess, which should not be shown as certain
	Channel     string      // for second-hand words, who passed them on ("a person briefed on the talks"); else ""
	Sentences   []int       // the sentences that hold the content, ascending
	Quotations  []int       // the quotations in the content, ascending
	Position    bool        // the content is something that the source wants, holds, promises or refuses
}

// A Candidate may be the speaker of an attribution.
type Candidate struct {
	Entity int     // index
	Share  float32 // how likely the tables find it
}

// EntityKind tells persons from bodies.
type EntityKind string

const (
	Person       EntityKind = "person"
	Organisation EntityKind = "organisation" // a body that can speak: a ministry, a company, a court, a newspaper
	State        EntityKind = "state"
	Group        EntityKind = "group" // "residents", "two officials"
)

// An Entity is somebody or some body that the article names, its mentions merged.
type Entity struct {
	Kind     EntityKind
	Name     string // the fullest name the article gives, without honorifics: "Vladimir Putin"
	Role     string // as the article words it: "Russian President"; "" when it gives none
	Party    Party
	Mentions []Span // every mention of the text, pronouns included, in order
}

// A Party is the side that an entity speaks for: by the article's own words first, by a table of states and parties
// second, else the entity itself.
type Party struct {
	Name string // "Russia", "Republican Party", "Example Corp"
	Kind string // "state", "government", "political party", "institution", "company", "group", "person"
}

// Options of [Read].
type Options struct {
	Language string // ISO 639-1; "" lets Read tell by the words
	Skip     []Span // paragraphs to pass over (the furniture of a page), ascending
}
