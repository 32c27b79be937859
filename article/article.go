// Package article gets news articles: from a link, behind a guard that keeps every request out of private networks, or
// from a paste or a file. Start with [Fetcher.Fetch] for links, [FromText] and [FromFile] for what people hand over, and
// [Extract] for HTML that is at hand already. An [Article] is plain data; nothing is stored here.
package article

import "time"

// An Article is the text of one page or paste, with what the page says of itself. Everything in it is untrusted.
type Article struct {
	Link     string // canonical link; "" for a paste or a file
	Title    string
	Byline   string
	Site     string
	Image    string // link of the lead image, or ""
	Language string // ISO 639-1 code such as "en"; "" when unknown

	Published        time.Time // zero when unknown
	PublishedGuessed bool      // Published was scanned from the text or the link: never to be shown as certain

	// Text is the whole article as valid UTF-8 in Unicode NFC, free of invisible characters. Paragraphs are lines:
	// "\n" ends one, and an empty line may stand between two. Offsets elsewhere are offsets into this very string.
	Text string

	// Gaps are the offsets in Text at which something that the page hides was taken out of a paragraph, in ascending order:
	// no quotation may span one. Unseen are the lines of Text that stand in the page's JSON-LD alone, where no reader of the
	// page sees them: no quotation may be taken from one.
	Gaps   []int  `json:",omitempty"`
	Unseen []Span `json:",omitempty"`

	Kind    PageKind `json:",omitempty"` // of page; "" for a paste or a file of plain text
	Unlike  bool     `json:",omitempty"` // Text has no word in common with the headline and the description
	Partial Partial  // why Text is likely not the whole article; "" when it seems whole
}

// PublishedText is Published as RFC 3339, the day alone where the page gave no time of day; "" when unknown.
func (a *Article) PublishedText() string {
	hour, minute, second := a.Published.Clock()
	switch {
	case a.Published.IsZero():
		return ""
	case hour+minute+second == 0: // in the page's own zone, else the day would be the one before
		return a.Published.Format(time.DateOnly)
	}
	return a.Published.Format(time.RFC3339)
}

// Partial names a reason why an article's text is not the whole of it.
type Partial string

const (
	Paywalled Partial = "paywall"   // a teaser: the page says so itself, or the text ends in a subscription notice
	Thin      Partial = "thin"      // too little text for the page that it stands on
	LiveBlog  Partial = "live blog" // a running page: entries come and go
	Cut       Partial = "cut"       // longer than Parley reads; the rest was left out
)

// A Span is a half-open range of byte offsets into an article's text.
type Span struct{ Start, End int }
