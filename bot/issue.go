package bot

import (
	"encoding/json"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/digest"
)

// A Part is one message of an issue, ready for [Publisher.Post].
type Part struct {
	Body  json.RawMessage
	Under int // the index of an earlier part in whose thread this one stands, -1: in the channel itself

	message message
}

// issueOptions are those of an issue's cards: it is told in the language of its digest.
func issueOptions(s digest.Settings) card.Options { return card.Options{In: phrases.In(s.Language)} }

// issuePrefix is before the name of a post where else a request's key names a brief: that one is a story of the post's issue.
const issuePrefix = "d"

// storyRef names a story of a post, for the buttons of its card; "" where there is no post.
func storyRef(post string, n int) string {
	if post == "" {
		return ""
	}
	return fmt.Sprintf("%s%s:%d", issuePrefix, post, n)
}

// RenderIssue draws an issue as its plan wants it. id names the post, for the menu that opens a story and the buttons of stories; "" leaves
// both out. No parts: there is nothing to say, and the plan wants silence then.
func RenderIssue(issue *digest.Issue, s digest.Settings, id string) []Part {
	if len(issue.Stories) == 0 {
		if s.Quiet {
			return nil
		}
		return []Part{part(-1, "", "", card.NothingNew(issue, issueOptions(s)))}
	}
	switch s.Layout {
	case digest.OneThread:
		parts := []Part{part(-1, "", s.Role, card.Issue(issue, s, issueOptions(s)))}
		for n := range issue.Stories {
			parts = append(parts, part(0, issue.Name, "", card.Story(issue, n, storyRef(id, n), issueOptions(s))...))
		}
		return parts
	case digest.StoryThreads:
		return storyThreads(issue, s, id)
	}
	components := []discordgo.MessageComponent{card.Issue(issue, s, issueOptions(s))}
	if id != "" {
		components = append(components, card.StoryMenu(issue, id, issueOptions(s)))
	}
	return []Part{part(-1, "", s.Role, components...)}
}

// storyThreads gives each story a message of its own, with its brief in a thread under it.
func storyThreads(issue *digest.Issue, s digest.Settings, id string) []Part {
	parts := []Part{part(-1, "", s.Role, card.IssueHead(issue, issueOptions(s)))}
	for n, entry := range issue.Stories {
		parts = append(parts, part(-1, "", "", card.Entry(entry, n, s, issueOptions(s))))
		if entry.Brief != nil {
			parts = append(parts, part(len(parts)-1, card.Title(entry), "", card.Story(issue, n, storyRef(id, n), issueOptions(s))...))
		}
	}
	return parts
}

// A publication is the body of a part.
type publication struct {
	Message message `json:"message"`
	Thread  string  `json:"thread,omitempty"` // name of the thread that it may have to open
}

// part is a message of an issue, in the channel or in a thread under another. role is the only mention that Parley ever
// makes.
func part(under int, thread, role string, components ...discordgo.MessageComponent) Part {
	m := componentMessage(components...)
	if role != "" {
		m.AllowedMentions = mentions{role}
		m.Components = append([]discordgo.MessageComponent{discordgo.TextDisplay{Content: "<@&" + role + ">"}}, m.Components...)
	}
	body, err := json.Marshal(publication{m, threadName(thread)})
	if err != nil { // components of our own making; every value of theirs has a JSON form
		panic(err)
	}
	return Part{body, under, m}
}
