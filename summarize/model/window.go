package model

import (
	"context"
	"errors"
	"regexp"
	"strconv"
	"strings"
)

const (
	// silentShare is the share of the tokens that were sent below which a server has cut the question: estimates of
	// unknown encodings are less far off (see Counter).
	silentShare = 0.6
	// enoughToTell is the fewest tokens of a question whose count says something.
	enoughToTell = 1000
	// smallestGuess is the fewest tokens of a window that a server only hints at: a refusal for another reason must not leave less
	// than the prompt takes.
	smallestGuess = 2048
	// perMessage is what a message's role and frame cost, in tokens.
	perMessage = 4
)

var (
	longComplaint = regexp.MustCompile(`(?i)context[ _](length|window|size)|exceed_context|prompt is too long|too many tokens|input is too long`)
	windowSaid    = regexp.MustCompile(`(?i)(?:context (?:length|window|size)[^0-9]{0,24}|n_ctx"?\s*[:=]\s*)(\d{3,8})`)
)

// fits makes a [*TooLong] of a question that a server refused for its length, or swallowed only a part of, and remembers
// the window that shows.
func (c *Client) fits(q Question, a Answer, err error) error {
	var failure *Failure
	shown, silent := 0, false
	sent := c.countQuestion(q)
	switch {
	case errors.As(err, &failure) && failure.Status < 500 && longComplaint.MatchString(failure.message):
		if found := windowSaid.FindStringSubmatch(failure.message); found != nil {
			shown, _ = strconv.Atoi(found[1])
		}
	case err == nil && a.TokensIn > 0 && sent >= enoughToTell && float64(a.TokensIn) < silentShare*float64(sent):
		shown, silent = a.TokensIn+a.TokensOut, true
	default:
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget()
	c.window = smaller(c.window, shown, sent, q.MaxTokens)
	return &TooLong{Window: c.window, Silent: silent}
}

// smaller is what is left of a window after a question that did not fit; shown is what the server said or showed of it, or 0.
func smaller(window, shown, sent, answer int) int {
	switch {
	case shown > 0 && shown < window:
		return shown
	case sent+answer > window: // it was no question for this window, and teaches nothing
		return window
	case shown == 0:
		return min(window, max(sent/2, smallestGuess))
	}
	return min(window, max(window*3/4, smallestGuess)) // it said no all the same
}

func (c *Client) countQuestion(q Question) int {
	count := 0
	for _, m := range q.Messages {
		count += c.Count(m.Content) + perMessage
	}
	return count
}

// probe bounds the question of [Client.Probe], in tokens.
const probe = 8000

// Probe asks a question that nearly fills the window, or a few thousand tokens of a large one. Its error is a [*TooLong]
// where the server did not take it whole.
func (c *Client) Probe(ctx context.Context) error {
	const line = "The ferry left the harbour in the morning and came back in the evening.\n"
	lines := min(c.Window(), probe) * 4 / 5 / c.Count(line)
	_, err := c.Ask(ctx, Question{
		Messages:  []Message{{"user", strings.Repeat(line, lines) + "Answer with the word OK."}},
		MaxTokens: 64,
	})
	return err
}
