// Package desk is what is asked of Parley: requests with their answers, as plain data, and the order in which they are worked on, so
// that one slow site, one busy channel or one large server holds up itself alone. Start with [Request] and [Lanes]. It knows neither
// Discord nor a database; whoever answers and whoever keeps share its words.
package desk

import (
	"encoding/json"
	"errors"
	"time"
)

// ErrAway says that the database hangs or is not there any more: what was asked of it may be asked again later.
var ErrAway = errors.New("the database does not answer")

// A Request is what somebody asks for. While it is open, one process at a time has it; when that dies, another takes it up.
type Request struct {
	ID      string
	Message string // the one that asks and whose end is the request's; "" for a command
	Guild   string // "" outside of servers
	Channel string
	Asker   string
	Wish    json.RawMessage // what is asked, in the form of whoever answers
	Asked   time.Time
	Tries   int // how often it was taken up, set by whoever keeps it
}

// An Answer is one message that answers a request.
type Answer struct {
	Request string
	N       int // the request's answers are counted by the links that they are about
	Channel string
	Brief   json.RawMessage // a JSON value, null where it says only a sentence
	Links   []string        // the articles that it is about, in their canonical form
	Message string          // Discord's id; "" until it is known, Deleted when it is no more
	Tried   time.Time       // since when it may be on Discord without our knowing
}

// KeptTold is the kind of what is kept of who was told that a server's budget is spent. Its name is the server's id and theirs, with a space
// between, so that it can be forgotten with either.
const KeptTold = "spent"

// Deleted stands for the message of an answer that somebody deleted: it is not to be posted again.
const Deleted = "deleted"

// Why a post is not out that nobody refused, as it is kept with it.
const (
	PostedTooLate = "It could not be posted in time."
	PerhapsPosted = "It may have been posted, and Parley could not look whether it is there."
)
