package summarize

import (
	"context"

	"parley/summarize/check"
	"parley/summarize/transcript"
)

// The plain data of a brief, as package check makes it.
type (
	// A Brief is the answer to "who said what?".
	Brief = check.Brief
	// A Claim is one sentence of the gist.
	Claim = check.Claim
	// A Difference is one thing that articles tell differently.
	Difference = check.Difference
	// A Version is what one article or several say of it.
	Version = check.Version
	// A Party is a side with a stake.
	Party = check.Party
	// A Position is what a party wants or holds.
	Position = check.Position
	// Evidence is a sentence of a source.
	Evidence = check.Evidence
	// A Quote is a quotation with its speaker.
	Quote = check.Quote
	// A Place is where an article has words.
	Place = check.Place
	// An Origin is what a reader should know of one source.
	Origin = check.Origin
	// Checks says what was held against the articles.
	Checks = check.Checks
	// A Dropped item of a draft.
	Dropped = check.Dropped
	// An Author says who wrote the brief.
	Author = check.Author
	// An Absent party is named in the articles but not heard.
	Absent = transcript.Absent
)

// Usage is what a draft cost; zero for the extractive writer.
type Usage struct {
	Model               string
	Prompt              string   // version of the prompt
	TokensIn, TokensOut int      // as the servers counted them, of all requests for this draft
	Cost                *float64 // in US dollars, of those who have a price; nil when no price is known; nothing for a draft that was there already
	Cached              bool     // the draft had been written before
	Note                string   // for people: what was not read, or what is missing; "" when all is well
}

// A Writer makes a draft. Both writers are held to the same checks. Its usage says what was spent even when there is an error.
type Writer interface {
	Write(ctx context.Context, t *transcript.Transcript) (check.Draft, Usage, error)
}
