package card

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"parley/digest"
	"parley/summarize"
)

// ActionStory opens a story of a digest: story:POST, the menu's value is the story's number.
const ActionStory = "story"

const (
	quotedStories = 3 // of a digest of ordinary length, those with a quotation; the first has its sides, too
	storySides    = 2
)

// Issue is a digest in one post: the first story with its sides and a quotation, some with a quotation, the rest with a title. What does not
// fit is left out from the end, whole stories at a time.
func Issue(issue *digest.Issue, s digest.Settings, o Options) discordgo.Container {
	p := penFor(o.In)
	head, foot := p.issueHead(issue), p.issueFoot(issue)
	runes, bytes := utf8.RuneCountInString(head+foot), len(head+foot)
	blocks := []block{text(head)}
	for n, entry := range issue.Stories {
		story := p.entry(entry, n, s)
		runes, bytes = runes+utf8.RuneCountInString(story)+1, bytes+len(story)+1
		if runes > MaxRunes-80 || bytes > MaxBytes-200 {
			foot = p.line("-# ", p.Count("did_not_fit", len(issue.Stories)-n)) + "\n" + foot
			break
		}
		if n <= quotedStories && s.Length != digest.Short || n == 0 {
			blocks = append(blocks, p.block(story))
			continue
		}
		blocks = append(blocks, text(story))
	}
	return container(append(blocks, p.block(foot))...)
}

// IssueHead is a digest's post where each of its stories has one of its own.
func IssueHead(issue *digest.Issue, o Options) discordgo.Container {
	p := penFor(o.In)
	return container(text(p.issueHead(issue)), text(p.issueFoot(issue)))
}

// NothingNew is one line in place of a digest without stories.
func NothingNew(issue *digest.Issue, o Options) discordgo.MessageComponent {
	p := penFor(o.In)
	line := p.after("**"+p.plain(cut(issue.Name, 80))+":**", p.Say("nothing_new", "Time", p.stamp(fmt.Sprintf("<t:%d:f>", issue.From.Unix()))))
	if out := p.leftOut(issue); out != "" {
		line = p.after(line, p.Say("left_out", "List", out))
	}
	return discordgo.TextDisplay{Content: p.line("", line)}
}

func (p pen) issueHead(issue *digest.Issue) string {
	late := ""
	if issue.Late {
		late = p.Say("late_digest")
	}
	day := p.Say("news_of", "Day", p.stamp(fmt.Sprintf("<t:%d:D>", issue.To.Unix())))
	return p.line("## ", p.plain(cut(issue.Name, 80))) + "\n" + p.line("-# ", joined(day, p.Count("stories", len(issue.Stories)), late))
}

func (p pen) issueFoot(issue *digest.Issue) string {
	foot := p.Say("no_ai")
	for _, entry := range issue.Stories {
		if entry.Brief != nil && entry.Brief.Writer.Name == "model" {
			foot = p.after(p.Say("exact"), p.Say("ai"))
		}
	}
	if out := p.leftOut(issue); out != "" {
		foot = p.after(p.Say("left_out", "List", out), foot)
	}
	return p.line("-# ", foot)
}

// reasons are the phrases for what became of articles.
var reasons = map[string]string{
	digest.WhyDuplicate: "out_duplicate", digest.WhyOld: "out_old", digest.WhyUndated: "out_undated", digest.WhyOffTopic: "out_topics",
	digest.WhyTold: "out_told", digest.WhyMinor: "out_minor", digest.WhyPaywall: "out_paywall", digest.WhyUnread: "out_unread",
	digest.WhyNoArticle: "out_other", digest.WhyRead: "in_read", digest.WhyOthersRead: "in_others", digest.WhyInUnread: "in_unread",
	digest.WhyInPaywall: "in_paywall", digest.NoticeUnread: "in_failed", digest.NoticeEmpty: "in_empty",
}

// Reason says why so many articles are in an issue or not: the words of an issue that another version wrote are as they are.
func Reason(o Options, why string, n int) string {
	p := penFor(o.In)
	switch phrase := reasons[why]; {
	case phrase == "":
		return p.plain(Clip(why, 100))
	case strings.HasPrefix(phrase, "in_"):
		return p.Say(phrase)
	default:
		return p.Count(phrase, n)
	}
}

func (p pen) leftOut(issue *digest.Issue) string {
	var parts []string
	for _, out := range issue.LeftOut {
		parts = append(parts, p.Say("counted", "N", strconv.Itoa(out.Count), "What", Reason(Options{In: p.Language}, out.Why, out.Count)))
	}
	return p.list(parts)
}

// entry is a story on a list: its title, its sides and a quotation where it has room for them, its outlets.
func (p pen) entry(e digest.Entry, n int, s digest.Settings) string {
	lines := []string{p.line("", fmt.Sprintf("**%d · %s**", n+1, p.plain(cut(Title(e), maxHeadline))))}
	if e.Brief != nil && s.Length != digest.Short {
		c, full := choose(e.Brief), s.Length == digest.Long
		for _, side := range c.sides[:min(len(c.sides), storySides)] {
			if n == 0 || full {
				lines = append(lines, p.sideLine(side, ""))
			}
		}
		if quotes := spoken(c.quotes); len(quotes) > 0 && (n < quotedStories || full) {
			lines = append(lines, p.quote(e.Brief, quotes[0], false))
		}
	}
	if small := p.entrySmall(e); small != "" {
		lines = append(lines, p.line("-# ", small))
	}
	return strings.Join(lines, "\n")
}

// spoken are the quotations whose speaker is known: words of nobody knows whom tell nothing on a list.
func spoken(quotes []summarize.Quote) []summarize.Quote {
	return slices.DeleteFunc(slices.Clone(quotes), func(q summarize.Quote) bool { return PersonName(q.Speaker) == "" })
}

func (p pen) entrySmall(e digest.Entry) string {
	var outlets []string
	for _, from := range e.Sources {
		if name := p.outlet(siteOf(e, from), from.Link); name != "" {
			outlets = append(outlets, name)
		}
	}
	kind, since := "", ""
	if e.Brief != nil {
		kind = p.kind(&summarize.Brief{Kind: e.Brief.Kind})
	}
	if e.Continued {
		since = p.Say("new_since_last")
	}
	return joined(kind, p.some(outlets, maxOutlets), since, Reason(Options{In: p.Language}, e.Notice, 1))
}

// siteOf is what an outlet calls itself on the page that was read; feeds often know no more than its host.
func siteOf(e digest.Entry, from digest.Source) string {
	if e.Brief != nil {
		for _, origin := range e.Brief.Sources {
			if origin.Link == from.Link && origin.Site != "" {
				return origin.Site
			}
		}
	}
	return from.Name
}

// Story is a story's card, as under a pasted link, or what is known of it where it has no brief. Its buttons name it by ref; where that is
// "", it has none.
func Story(issue *digest.Issue, n int, ref string, o Options) []discordgo.MessageComponent {
	b := issue.Stories[n].Brief
	if b == nil {
		return []discordgo.MessageComponent{Entry(issue.Stories[n], n, digest.Settings{}, o)}
	}
	if ref == "" {
		return []discordgo.MessageComponent{Brief(b, o)}
	}
	return []discordgo.MessageComponent{Brief(b, o), Buttons(b, o, ref, "")}
}

// Title is what a story is called everywhere: as its card is, where it has one.
func Title(e digest.Entry) string {
	if e.Brief != nil {
		return cmp.Or(e.Brief.Headline, e.Title)
	}
	return e.Title
}

// Entry is a story's lines on the list as a card of their own.
func Entry(e digest.Entry, n int, s digest.Settings, o Options) discordgo.Container {
	return container(text(penFor(o.In).entry(e, n, s)))
}

// StoryMenu opens the stories of a posted digest; Discord takes 25 entries.
func StoryMenu(issue *digest.Issue, post string, o Options) discordgo.MessageComponent {
	var options []discordgo.SelectMenuOption
	for n, entry := range issue.Stories[:min(len(issue.Stories), 25)] {
		options = append(options, discordgo.SelectMenuOption{Label: Clip(fmt.Sprintf("%d · %s", n+1, Title(entry)), 90), Value: strconv.Itoa(n)})
	}
	return row(discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, Placeholder: o.In.Say("open_story"), Options: options, CustomID: ActionStory + ":" + post})
}
