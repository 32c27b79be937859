package digest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// A Plan is a digest as a server has set it up.
type Plan struct {
	ID        string // "" for one that is not kept yet
	Guild     string
	Channel   string
	Name      string // unique within the server
	CreatedBy string // the member
	Paused    bool
	Rests     bool      // Discord has refused it for hours, and it is tried once a day
	Next      time.Time // when it is next due; zero: never
	Settings  Settings
	Version   int64  // counts edits; whoever keeps plans sets it
	Trouble   string // for people: why the last issue did not appear; "" when it did
}

// Settings say what goes into a digest, when, and how it looks. Their JSON is what is kept.
type Settings struct {
	Schedule Schedule      `json:"schedule"`
	Feeds    []string      `json:"feeds,omitempty"`    // URLs of feeds; none: all that the server follows
	From     Origin        `json:"from,omitempty"`     // "" means Both
	Topics   string        `json:"topics,omitempty"`   // see ParseTopics; "": everything
	Most     int           `json:"most,omitempty"`     // stories; 0: DefaultMost
	Length   Length        `json:"length,omitempty"`   // "" means Normal
	Language string        `json:"language,omitempty"` // of the briefs, where a model writes; "": that of the articles
	Layout   Layout        `json:"layout,omitempty"`   // "" means OnePost
	Role     string        `json:"role,omitempty"`     // id of a role that is mentioned; "": nobody
	Asides   Aside         `json:"asides,omitempty"`   // "" means Sorted
	Quiet    bool          `json:"quiet,omitempty"`    // say nothing when there is nothing to say
	Grace    time.Duration `json:"grace,omitempty"`    // how late an issue may still appear; 0: DefaultGrace
}

// An Origin says where a digest's articles come from.
type Origin string

// The origins of articles.
const (
	Both  Origin = "both"
	Feeds Origin = "feeds"
	Links Origin = "links" // pasted in the digest's channel
)

// A Length says how much is shown of each story.
type Length string

// The lengths.
const (
	Short  Length = "short"  // title and sources
	Normal Length = "normal" // and what happened; in a channel, who wants what of the first and a quotation of the first three
	Long   Length = "long"   // and who wants what and a quotation of each
)

// A Layout says how an issue stands in its channel.
type Layout string

// The layouts.
const (
	OnePost      Layout = "post"    // one list; the briefs open from a menu
	OneThread    Layout = "thread"  // one list with a thread that holds the briefs
	StoryThreads Layout = "threads" // a message for each story, with its brief in a thread
)

// Limits and defaults of settings.
const (
	DefaultMost  = 5
	MaxMost      = 10
	DefaultGrace = 3 * time.Hour
	maxGrace     = 24 * time.Hour
	maxName      = 60 // runes
	maxFeeds     = 100
)

// A Complaint is a mistake in what somebody asked for: a sentence for them in English, and the phrase for it in their own language.
type Complaint struct {
	English string
	Phrase  string
	N       int      // what the phrase counts; 0: nothing
	Values  []string // for the phrase's other gaps, each after its name; they come from outside
}

func (c Complaint) Error() string { return c.English }

// Complain makes a [Complaint].
func Complain(phrase string, n int, english string, values ...string) error {
	return Complaint{english, phrase, n, values}
}

// Validate returns a [Complaint] about the first setting that cannot be, or nil.
func (p Plan) Validate() error {
	s := p.Settings
	switch name := strings.TrimSpace(p.Name); {
	case name == "" || utf8.RuneCountInString(name) > maxName:
		return Complain("not_name", maxName, fmt.Sprintf("Give the digest a name of 1 to %d characters.", maxName))
	case s.Most < 0 || s.Most > MaxMost:
		return Complain("not_stories", MaxMost, fmt.Sprintf("A digest holds 1 to %d stories.", MaxMost))
	case s.Grace < 0 || s.Grace > maxGrace:
		return Complain("not_late", 0, "A late digest may be posted up to 24 hours after its time.")
	case len(s.Feeds) > maxFeeds:
		return Complain("not_feeds", maxFeeds, fmt.Sprintf("Name at most %d feeds, or none to take all that this server follows.", maxFeeds))
	case s.Role != "" && (!IsID(s.Role) || s.Role == p.Guild): // the server's own id is the role that everybody has
		return Complain("not_role", 0, "That role cannot be mentioned.")
	case !slices.Contains([]Origin{"", Both, Feeds, Links}, s.From):
		return Complain("not_from", 0, "The articles come from feeds, links or both.")
	case !slices.Contains([]Aside{"", Sorted, Last, Out}, s.Asides):
		return Complain("not_asides", 0, "What is no report is sorted, last or out.")
	case !slices.Contains([]Length{"", Short, Normal, Long}, s.Length):
		return Complain("not_length", 0, "The length is short, normal or long.")
	case !slices.Contains([]Layout{"", OnePost, OneThread, StoryThreads}, s.Layout):
		return Complain("not_layout", 0, "The layout is post, thread or threads.")
	}
	if _, err := language.Parse(s.Language); s.Language != "" && err != nil {
		return Complain("not_language", 0, "The language is a code such as de, fr or pt-BR.")
	}
	if _, err := ParseTopics(s.Topics); err != nil {
		return err
	}
	return s.Schedule.Validate()
}

// IsID says whether text is an id of Discord's, a number of 64 bits. Nothing else may become part of an address.
func IsID(text string) bool {
	n, err := strconv.ParseUint(text, 10, 64)
	return err == nil && n > 0 && strconv.FormatUint(n, 10) == text
}

// most is how many stories an issue holds.
func (s Settings) most() int {
	if s.Most == 0 {
		return DefaultMost
	}
	return s.Most
}

// Lateness is how late an issue may still appear.
func (s Settings) Lateness() time.Duration {
	if s.Grace == 0 {
		return DefaultGrace
	}
	return s.Grace
}
