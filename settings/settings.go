// Package settings is what the owner of a server has decided about Parley: where it answers and how, whom and which sites, what a day
// may cost, when it is quiet. Start with [Server]: plain data with a stable JSON form, whose zero value is a server that has
// decided nothing. It knows neither Discord nor a database.
package settings

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Server is what has been decided for one server. Ids are Discord's.
type Server struct {
	Mode        Mode     `json:"mode,omitempty"` // of all channels but these
	Channels    []string `json:"channels,omitempty"`
	ChannelMode Mode     `json:"channel_mode,omitempty"` // of these, and of the threads in them

	Threads  bool   `json:"threads,omitempty"`  // answers stand in a thread of the message, not as replies
	Length   Length `json:"length,omitempty"`   // of the cards
	Language string `json:"language,omitempty"` // of the bot's own words and what a model writes, such as "de"; "" is that of the server

	NoModel bool   `json:"no_model,omitempty"` // cards and digests are made without AI, whatever the operator has set up
	Budget  Budget `json:"budget,omitzero"`

	Allowed []string `json:"allowed,omitempty"` // sites that pasted links are read from; none: all
	Blocked []string `json:"blocked,omitempty"` // sites that are not read, whoever asks

	Askers   string `json:"askers,omitempty"`   // the role that may have articles read; "" is everybody
	Managers string `json:"managers,omitempty"` // the role that may change this, besides who has Manage Server
	Quiet    Quiet  `json:"quiet,omitzero"`

	Reports   string `json:"reports,omitempty"`   // the channel that mistakes are reported to; "" leaves them to the operator's log
	Retention int    `json:"retention,omitempty"` // days for which cards can be opened; 0 is [DefaultRetention]
}

// A Mode says what has a pasted link read.
type Mode string

const (
	Every    Mode = ""        // being pasted
	Reaction Mode = "react"   // a 📰 under it
	Mention  Mode = "mention" // the bot's name in the message
	Off      Mode = "off"     // nothing; commands still work
)

// Modes are all of them, as they are offered.
func Modes() []Mode { return []Mode{Every, Reaction, Mention, Off} }

// A Length says how much a card shows before it folds.
type Length string

const (
	Normal Length = ""
	Short  Length = "short" // without quotations but one
)

// A Budget is the most of a day, from midnight UTC. 0 sets no bound.
type Budget struct {
	Cards     int     `json:"cards,omitempty"`      // that are made for the server
	UserCards int     `json:"user_cards,omitempty"` // that are made for one member
	Dollars   float64 `json:"dollars,omitempty"`    // that a model may cost
}

// Quiet are the hours in which pasted links are let be, in minutes of the day in a zone. From and To alike: none.
type Quiet struct {
	From int    `json:"from,omitempty"`
	To   int    `json:"to,omitempty"`
	Zone string `json:"zone,omitempty"`
}

// DefaultRetention is for how many days cards can be opened where a server has not decided; MaxRetention is the longest.
const (
	DefaultRetention = 30
	MaxRetention     = 365
)

// MaxChannels is how many channels may differ: as many as one menu of Discord's chooses.
const MaxChannels = 25

const (
	maxSites   = 100 // of each list
	maxCards   = 1_000_000
	maxDollars = 100_000
)

// A Complaint is a mistake in a setting. People read the phrase that it names, which who shows settings has in their language.
type Complaint struct {
	Phrase string
	Most   int // what the phrase counts; 0: nothing
}

func (c Complaint) Error() string { return fmt.Sprintf("settings: %s %d", c.Phrase, c.Most) }

// ModeOf is the mode of a channel, or of a thread of the channel parent.
func (s Server) ModeOf(channel, parent string) Mode {
	if slices.Contains(s.Channels, channel) || slices.Contains(s.Channels, parent) {
		return s.ChannelMode
	}
	return s.Mode
}

// MayAsk says whether somebody with these roles may have articles read.
func (s Server) MayAsk(roles []string) bool {
	return s.Askers == "" || slices.Contains(roles, s.Askers)
}

// IsManager says whether these roles let somebody change settings who has not the permission.
func (s Server) IsManager(roles []string) bool {
	return s.Managers != "" && slices.Contains(roles, s.Managers)
}

// KeptFor is how long cards can be opened.
func (s Server) KeptFor() time.Duration {
	days := s.Retention
	if days == 0 {
		days = DefaultRetention
	}
	return time.Duration(days) * 24 * time.Hour
}

// At says whether a time is within the quiet hours.
func (q Quiet) At(now time.Time) bool {
	zone, err := time.LoadLocation(q.Zone)
	if err != nil || q.From == q.To {
		return false
	}
	now = now.In(zone)
	minute := now.Hour()*60 + now.Minute()
	if q.From < q.To {
		return q.From <= minute && minute < q.To
	}
	return q.From <= minute || minute < q.To
}

// A Usage is what cards took, and what a model took to write digests.
type Usage struct {
	Cards   int
	Asked   int // of them, those that a model was asked for
	Tokens  int // in and out
	Dollars float64
}

// An Asking says whether a model is asked.
type Asking int

// Whether a model is asked, and why not.
const (
	Asked Asking = iota
	Spent        // the money of the day is
	Never        // whatever it costs
)

// Asking says whether a model may be asked for the server, where it has spent this today.
func (s Server) Asking(used Usage) Asking {
	switch {
	case s.NoModel:
		return Never
	case !s.Budget.TakesModel(used):
		return Spent
	}
	return Asked
}

// Day is the day that a budget counts at a time, and Renewed when the next one begins.
func Day(now time.Time) string { return now.UTC().Format(time.DateOnly) }

// Renewed is when the budget of the day of a time begins anew.
func Renewed(now time.Time) time.Time { return now.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour) }

// TakesModel says whether a model may still be asked, where the server has spent this today; without money a card is made without AI.
func (b Budget) TakesModel(server Usage) bool { return b.Dollars == 0 || server.Dollars < b.Dollars }

// Validate returns a [Complaint] about the first setting that cannot be, or nil.
func (s Server) Validate() error {
	switch {
	case !slices.Contains(Modes(), s.Mode) || !slices.Contains(Modes(), s.ChannelMode):
		return Complaint{"wrong_mode", 0}
	case len(s.Channels) > MaxChannels:
		return Complaint{"wrong_channels", MaxChannels}
	case s.Length != Normal && s.Length != Short:
		return Complaint{"wrong_length", 0}
	case len(s.Allowed) > maxSites || len(s.Blocked) > maxSites:
		return Complaint{"wrong_sites", maxSites}
	case s.Retention < 0 || s.Retention > MaxRetention:
		return Complaint{"wrong_days", MaxRetention}
	}
	if err := s.Budget.validate(); err != nil {
		return err
	}
	return s.Quiet.validate()
}

func (b Budget) validate() error {
	switch {
	case b.Cards < 0 || b.Cards > maxCards || b.UserCards < 0 || b.UserCards > maxCards:
		return Complaint{"wrong_cards", 0}
	case !(b.Dollars >= 0 && b.Dollars <= maxDollars): // NaN is neither
		return Complaint{"wrong_dollars", 0}
	}
	return nil
}

func (q Quiet) validate() error {
	if q == (Quiet{}) {
		return nil
	}
	const day = 24 * 60
	if q.From < 0 || q.From >= day || q.To < 0 || q.To >= day {
		return Complaint{"wrong_hour", 0}
	}
	if _, err := time.LoadLocation(q.Zone); err != nil || q.Zone == "Local" || q.Zone == "" {
		return Complaint{"wrong_zone", 0}
	}
	return nil
}

// ParseQuiet reads quiet hours as people type them, such as 22:00-7:30, in a zone; nothing typed is none. Its error is a [Complaint].
func ParseQuiet(hours, zone string) (Quiet, error) {
	if hours = strings.TrimSpace(hours); hours == "" {
		return Quiet{}, nil
	}
	from, to, _ := strings.Cut(strings.ReplaceAll(hours, "–", "-"), "-")
	begin, err := minuteOf(from)
	end, err2 := minuteOf(to)
	if err != nil || err2 != nil || begin == end {
		return Quiet{}, Complaint{"wrong_hours", 0}
	}
	q := Quiet{From: begin, To: end, Zone: strings.TrimSpace(zone)}
	return q, q.validate()
}

func minuteOf(typed string) (int, error) {
	at, err := time.Parse("15:04", strings.TrimSpace(typed))
	return at.Hour()*60 + at.Minute(), err
}

// Hours are the quiet hours as they are typed; "" for none.
func (q Quiet) Hours() string {
	if q.From == q.To {
		return ""
	}
	return fmt.Sprintf("%d:%02d-%d:%02d", q.From/60, q.From%60, q.To/60, q.To%60)
}
