package summarize

import "context"

// A Draft is what a writer makes of a transcript, before [Check]: numbers that point into the transcript, and short texts
// of the writer's own. The JSON is the model's answer; its schema stands in package prompts. Nothing in it is trusted.
type Draft struct {
	Gist     []DraftClaim `json:"gist"`
	Question string       `json:"question"` // what is in dispute; "" when nothing is
	Parties  []DraftParty `json:"parties"`
}

// A DraftClaim is one sentence of a writer's own with the numbers of the sentences that carry it.
type DraftClaim struct {
	Sentences []int  `json:"s"`
	By        string `json:"by,omitempty"` // the speaker, for a position
	Text      string `json:"t"`
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

// Usage is what a draft cost; zero for the extractive writer.
type Usage struct {
	Model               string
	Prompt              string   // version of the prompt
	TokensIn, TokensOut int      // as the server counted them, of all requests for this draft
	Cost                *float64 // in US dollars; nil when no price is known; nothing for a draft that was there already
	Cached              bool     // the draft had been written before
	Note                string   // for people: what was not read, or what is missing; "" when all is well
}

// A Writer makes a draft. Both writers are held to the same checks.
type Writer interface {
	Write(ctx context.Context, t *Transcript) (Draft, Usage, error)
}
