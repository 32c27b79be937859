package check

import "encoding/json"

// A Draft is what a writer makes of a transcript, before [Check]: numbers that point into the transcript, and short texts
// of the writer's own. The JSON is the model's answer; its schema stands in package prompts. Nothing in it is trusted.
type Draft struct {
	Gist     []DraftClaim  `json:"gist"`
	Question DraftQuestion `json:"question"`
	Parties  []DraftParty  `json:"parties"`

	Agreed   []DraftClaim   `json:"agreed,omitempty"`   // what several articles tell alike
	Disputed []DraftDispute `json:"disputed,omitempty"` // and what they tell differently
}

// A DraftDispute is one thing as several articles tell it, each version with sentences of its own articles.
type DraftDispute struct {
	Versions []DraftClaim `json:"versions"`
}

// A DraftClaim is one sentence of a writer's own with the numbers of the sentences that carry it.
type DraftClaim struct {
	Sentences Numbers `json:"s"`
	By        string  `json:"by,omitempty"` // the speaker, for a position
	Text      string  `json:"t"`
	Short     string  `json:"short,omitempty"` // of a position: a cut of its text
	Act       string  `json:"-"`               // of a position: speech, wish or deed; "" when the writer does not know
}

// A DraftQuestion is what is in dispute, a question of yes or no, with the sentences that raise it; its text is "" when nothing
// is. In JSON the text alone will do.
type DraftQuestion struct {
	Sentences Numbers `json:"s"`
	Text      string  `json:"t"`
}

// UnmarshalJSON reads an object, or the text alone.
func (q *DraftQuestion) UnmarshalJSON(data []byte) error {
	type plain DraftQuestion
	if json.Unmarshal(data, (*plain)(q)) != nil {
		*q = DraftQuestion{}
		_ = json.Unmarshal(data, &q.Text) // what is no question is none
	}
	return nil
}

// A DraftParty is a side with its positions and the quotations that show them.
type DraftParty struct {
	Name      string       `json:"name"`
	Kind      string       `json:"kind"`
	Stance    string       `json:"stance"` // supports, opposes, conditional, mixed, none
	Positions []DraftClaim `json:"positions"`
	Quotes    []DraftQuote `json:"quotes"`
}

// A DraftQuote points at a quotation by its number and says whose it is.
type DraftQuote struct {
	Quotation int    `json:"q"`
	By        string `json:"by"`
}

// UnmarshalJSON reads a number however it is written.
func (q *DraftQuote) UnmarshalJSON(data []byte) error {
	var plain struct {
		Q  number `json:"q"`
		By string `json:"by"`
	}
	_ = json.Unmarshal(data, &plain) // what has no number falls by a rule
	*q = DraftQuote{int(plain.Q), plain.By}
	return nil
}
