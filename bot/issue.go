package bot

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"parley/digest"
)

// A Part is one message of an issue, ready for [Publisher.Post].
type Part struct {
	Body  json.RawMessage
	Under int // the index of an earlier part in whose thread this one stands, -1: in the channel itself

	message message
}

const (
	actionStory   = "story" // story:POST, the menu's value is the story's number
	quotedStories = 3       // of a digest of ordinary length
	shownSources  = 5       // of a story on a list
	shownWant     = 140     // runes of one position on a list
)

// RenderIssue draws an issue as its plan wants it. id names the post, for the menu that opens a story; "" leaves the menu
// out. No parts: there is nothing to say, and the plan wants silence then.
func RenderIssue(issue *digest.Issue, s digest.Settings, id string) []Part {
	if len(issue.Stories) == 0 {
		if s.Quiet {
			return nil
		}
		return []Part{part(-1, "", "", emptyCard(issue))}
	}
	switch s.Layout {
	case digest.OneThread:
		parts := []Part{part(-1, "", s.Role, listCard(issue, s))}
		for n := range issue.Stories {
			parts = append(parts, part(0, issue.Name, "", storyCard(issue, n)))
		}
		return parts
	case digest.StoryThreads:
		return storyThreads(issue, s)
	}
	components := []discordgo.MessageComponent{listCard(issue, s)}
	if menu := storyMenu(issue, id); menu != nil {
		components = append(components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{menu}})
	}
	return []Part{part(-1, "", s.Role, components...)}
}

// storyThreads gives each story a message of its own, with its brief in a thread under it.
func storyThreads(issue *digest.Issue, s digest.Settings) []Part {
	parts := []Part{part(-1, "", s.Role, textCard(issueHead(issue), issueFoot(issue)))}
	for n, entry := range issue.Stories {
		parts = append(parts, part(-1, "", "", entryCard(entry, n, s)))
		if entry.Brief != nil {
			parts = append(parts, part(len(parts)-1, entry.Title, "", storyCard(issue, n)))
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
	body, err := json.Marshal(publication{m, clip(thread, 90)})
	if err != nil { // components of our own making; every value of theirs has a JSON form
		panic(err)
	}
	return Part{body, under, m}
}

func textCard(blocks ...string) discordgo.Container {
	colour := accent
	card := discordgo.Container{AccentColor: &colour}
	for _, block := range blocks {
		if block != "" {
			card.Components = append(card.Components, discordgo.TextDisplay{Content: block})
		}
	}
	return card
}

func emptyCard(issue *digest.Issue) discordgo.MessageComponent {
	text := fmt.Sprintf("**%s:** nothing new since <t:%d:f>.", escape(clip(issue.Name, 80)), issue.From.Unix())
	if out := issue.LeftOutText(); out != "" {
		text += " Looked at and left out: " + escape(out) + "."
	}
	return discordgo.TextDisplay{Content: text}
}

// listCard is the numbered list of an issue's stories. What does not fit is left out from the end, whole stories at a time.
func listCard(issue *digest.Issue, s digest.Settings) discordgo.Container {
	head, foot := issueHead(issue), issueFoot(issue)
	runes, bytes := utf8.RuneCountInString(head+foot), len(head+foot)
	blocks := []string{head}
	for n, entry := range issue.Stories {
		block := strings.Join(entryLines(entry, n, s), "\n")
		if runes+utf8.RuneCountInString(block) > maxTextRunes-60 || bytes+len(block) > maxTextBytes-120 {
			foot = fmt.Sprintf("-# %d more did not fit\n", len(issue.Stories)-n) + foot
			break
		}
		runes += utf8.RuneCountInString(block)
		bytes += len(block)
		blocks = append(blocks, block)
	}
	return textCard(append(blocks, foot)...)
}

func issueHead(issue *digest.Issue) string {
	head := fmt.Sprintf("## %s\n-# <t:%d:f> to <t:%d:f>", escape(clip(issue.Name, 80)), issue.From.Unix(), issue.To.Unix())
	if issue.Late {
		head += " · late: Parley was away when it was due"
	}
	return head
}

// entryLines are a story on a list: its title, who wants what, the best quotation, the sources.
func entryLines(e digest.Entry, n int, s digest.Settings) []string {
	lines := []string{fmt.Sprintf("**%d. %s**", n+1, escape(clip(e.Title, 150)))}
	if s.Length != digest.Short {
		var wants []string
		for _, want := range e.Wants {
			if party := shown(want.Party, 60); party != "" {
				wants = append(wants, "**"+escape(party)+":** "+escape(clip(want.Text, shownWant)))
			}
		}
		if len(wants) > 0 {
			lines = append(lines, strings.Join(wants, " · "))
		}
		if quote := e.Quote(); quote != nil && (n < quotedStories || s.Length == digest.Long) {
			lines = append(lines, quoteLines(*quote))
		}
	}
	return append(lines, "-# "+sourcesLine(e))
}

func sourcesLine(e digest.Entry) string {
	var parts []string
	for _, from := range e.Sources[:min(len(e.Sources), shownSources)] {
		if site := source(from.Name, from.Link); site != "" {
			parts = append(parts, site)
		}
	}
	if more := len(e.Sources) - shownSources; more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", more))
	}
	if kind := e.KindWord(); kind != "" {
		parts = append(parts, escape(clip(kind, 40)))
	}
	if e.Continued {
		parts = append(parts, "new since the last digest")
	}
	if e.Notice != "" {
		parts = append(parts, escape(clip(e.Notice, 100)))
	}
	return strings.Join(parts, " · ")
}

func issueFoot(issue *digest.Issue) string {
	parts := []string{fmt.Sprintf("stories: %d", len(issue.Stories))}
	if out := issue.LeftOutText(); out != "" {
		parts = append(parts, "left out: "+escape(out))
	}
	return "-# " + strings.Join(append(parts, issue.Cost.String()), " · ")
}

// storyCard is a story's brief, as under a pasted link, or what is known of the story where it has none.
func storyCard(issue *digest.Issue, n int) discordgo.MessageComponent {
	entry := issue.Stories[n]
	if entry.Brief == nil {
		return entryCard(entry, n, digest.Settings{})
	}
	return Render(entry.Brief)
}

// entryCard is a story's lines on the list as a card of their own; what does not fit is left out before its sources.
func entryCard(entry digest.Entry, n int, s digest.Settings) discordgo.Container {
	lines := entryLines(entry, n, s)
	last := len(lines) - 1
	return textCard(fit([]string{strings.Join(lines[:last], "\n")}, lines[last])...)
}

func storyMenu(issue *digest.Issue, id string) discordgo.MessageComponent {
	if id == "" {
		return nil
	}
	var options []discordgo.SelectMenuOption
	for n, entry := range issue.Stories[:min(len(issue.Stories), 25)] {
		label := clip(fmt.Sprintf("%d. %s", n+1, entry.Title), 90)
		options = append(options, discordgo.SelectMenuOption{Label: label, Value: strconv.Itoa(n)})
	}
	return discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, Placeholder: "Read a story's brief", Options: options,
		CustomID: actionStory + ":" + id}
}
