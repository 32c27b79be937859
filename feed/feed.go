// Package feed reads news feeds: RSS, Atom and JSON Feed.
//
// Start with [Fetcher.Fetch]: it takes the state of a feed, asks the site for what is new, and gives back the state to keep
// and the items found. The package stores nothing: [Feed] and [Item] are plain data. [Reconcile] tells new and edited items
// from those already known, and its comment says what makes two items the same. [Fetcher.Discover] finds a site's feeds;
// [ReadOPML] and [WriteOPML] exchange lists of feeds with other programs; [Starter] is such a list to begin with.
package feed

import "time"

// A Feed is what is remembered of a feed between two fetches. The zero Feed with a URL is a feed never fetched.
type Feed struct {
	URL      string // where it is asked for
	MovedTo  string // where the last fetch was sent for good; the URL becomes this when the next one is too
	Title    string // as the feed names itself, plain text
	Site     string // link of the site that the feed belongs to, or ""
	Language string // as the feed declares it, a BCP 47 tag in most cases, or ""
	Notice   Notice `json:"-"` // what of the document that was just read could not be

	ETag         string // as the site sent it
	LastModified string // as the site sent it
	Fingerprint  string // stands for the items of the last document, whatever their order and dates

	Interval time.Duration // between two fetches, learnt from how often the feed changes; 0: not learnt yet
	Asks     time.Duration // what the document itself asks for between two fetches, 0: nothing
	Fetched  time.Time     // the last fetch that succeeded
	Changed  time.Time     // the last fetch that brought something new
	Due      time.Time     // the next fetch; see IsDue

	Late         bool      `json:",omitempty"` // takes long to answer, for whoever has many to ask; see IsSlow
	Failures     int       // failed fetches since the last that succeeded
	FailingSince time.Time // the first of them
	Reason       string    // why the last fetch failed, a sentence for people; "" when it succeeded
	Stopped      bool      // gone for good: not fetched again unless someone adds it again
}

// An Item is one entry of a feed. Its texts are plain, without markup, and cut to a sensible length.
type Item struct {
	Identity   Identity
	Link       string    // absolute, http or https, without tracking parameters; "" when the feed gives none
	Title      string    // may be ""
	Summary    string    // may be ""
	Categories []string  // as the feed names them
	Published  time.Time // zero when the feed gives no date that can be read, or one that cannot be: use the time at which the item was first seen
	Old        bool      `json:",omitempty"` // came without a date when its feed was first fetched: nobody knows how old it is, and it is no news
}

// An Identity is what an item is known by from one fetch to the next. A store keeps all three and looks items up by any
// of them; [Reconcile] says which agreement counts. A part is "" when the item lacks it, or shares it with other items.
type Identity struct {
	Link    string // Canonical form of the link
	GUID    string
	Content string // hash of the title and the summary; never ""
}
