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

// Issue is a digest in one post: each story with what happened, the first with its sides and a quotation, some with a quotation. Where that does not
// fit, the last ones have their titles and outlets alone; what still does not is left out from the end, whole stories at a time.
func Issue(issue *digest.Issue, s digest.Settings, o Options) discordgo.Container {
	p := penFor(o.In)
	head, foot := p.issueHead(issue), p.issueFoot(issue)
	stories := p.entries(issue, s, len(head)+len(foot), utf8.RuneCountInString(head+foot))
	blocks := []block{text(head)}
	for n, story := range stories {
		if n <= quotedStories && s.Length != digest.Short || n == 0 {
			blocks = append(blocks, p.block(story))
			continue
		}
		blocks = append(blocks, text(story))
	}
	if left := len(issue.Stories) - len(stories); left > 0 {
		foot = p.line("-# ", p.Count("did_not_fit", left)) + "\n" + foot
	}
	return container(append(blocks, p.block(foot))...)
}

// entries are the stories of a post that has so many bytes and characters already.
func (p pen) entries(issue *digest.Issue, s digest.Settings, bytes, runes int) (stories []string) {
	titles := s
	titles.Length = digest.Short
	for whole := len(issue.Stories); whole >= 0; whole-- {
		stories = nil
		bytes, runes := bytes, runes
		for n, entry := range issue.Stories {
			story := p.entry(entry, n, s)
			if n >= whole {
				story = p.entry(entry, n, titles)
			}
			runes, bytes = runes+utf8.RuneCountInString(story)+1, bytes+len(story)+1
			if runes > MaxRunes-80 || bytes > MaxBytes-200 {
				break
			}
			stories = append(stories, story)
		}
		if len(stories) == len(issue.Stories) {
			break
		}
	}
	return stories
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
	digest.WhyLive: "out_live", digest.WhyOpinion: "out_opinion", digest.WhyQuiz: "out_quiz", digest.WhyShopping: "out_shopping",
	digest.WhyVideo: "out_video", digest.WhyResults: "out_results", digest.WhyNewsletter: "out_newsletter",
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

// entry is a story on a list: its title, what happened, its sides and a quotation where it has room for them, its outlets.
func (p pen) entry(e digest.Entry, n int, s digest.Settings) string {
	lines := []string{p.line("", fmt.Sprintf("**%d · %s**", n+1, p.plain(cut(Title(e), maxHeadline))))}
	if s.Length != digest.Short {
		lines = append(lines, p.entryLines(e, n, s.Length == digest.Long)...)
	}
	if small := p.entrySmall(e); small != "" {
		lines = append(lines, p.line("-# ", small))
	}
	return strings.Join(lines, "\n")
}

func (p pen) entryLines(e digest.Entry, n int, full bool) (lines []string) {
	taken := []said{saidIn(Title(e))}
	if e.Brief != nil {
		c := choose(e.Brief)
		for _, side := range c.sides[:min(len(c.sides), storySides)] {
			if n == 0 || full {
				lines, taken = append(lines, p.sideLine(side, "")), append(taken, saidIn(side.text))
			}
		}
		if quotes := spoken(c.quotes); len(quotes) > 0 && (n < quotedStories || full) {
			lines, taken = append(lines, p.quote(e.Brief, quotes[0], false)), append(taken, saidIn(quotes[0].Text))
		}
	}
	if e.What != "" && units(e.What) <= maxOne && !isTold(e.What, taken) {
		lines = append([]string{p.line("", p.news(e.Since, Clip(e.What, maxOne)))}, lines...)
	}
	return lines
}

// spoken are the quotations whose speaker is known: words of nobody knows whom tell nothing on a list.
func spoken(quotes []summarize.Quote) []summarize.Quote {
	return slices.DeleteFunc(slices.Clone(quotes), func(q summarize.Quote) bool { return PersonName(q.Speaker) == "" })
}

func (p pen) entrySmall(e digest.Entry) string {
	var outlets, same []string
	for _, from := range e.Sources {
		switch name := p.outlet(siteOf(e, from), from.Link); {
		case name == "":
		case from.Same:
			same = append(same, name)
		default:
			outlets = append(outlets, name)
		}
	}
	kind, since, copies := "", "", ""
	if e.Brief != nil {
		kind = p.kind(&summarize.Brief{Kind: e.Brief.Kind})
	}
	if e.Continued && (e.Since.IsZero() || e.What == "") { // else it is said at the line of what is new
		since = p.Say("new_since_last")
	}
	if len(same) > 0 {
		copies = p.Say("same_text", "Names", p.some(same, maxOutlets))
	}
	return joined(kind, p.some(outlets, maxOutlets), copies, since, Reason(Options{In: p.Language}, e.Notice, 1))
}

// OutletName is an outlet's name for people elsewhere than in Discord, not escaped: its domain stands beside it where the name does not agree
// with it, and in its place where it is not to be shown.
func OutletName(name, target string) string {
	name, domain := SiteName(name, target)
	switch {
	case name == "":
		return domain
	case agrees(name, domain):
		return name
	}
	return name + " (" + domain + ")"
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

// Story is a story's card, as under a pasted link, with what was told before below the line of what is new, or what is known of it where it has no brief. Its buttons name it by ref; where that is
// "", it has none.
func Story(issue *digest.Issue, n int, ref string, o Options) []discordgo.MessageComponent {
	b := issue.Stories[n].Opened()
	o.Since, o.News = issue.Stories[n].Since, issue.Stories[n].What
	if b == nil {
		return []discordgo.MessageComponent{Entry(issue.Stories[n], n, digest.Settings{}, o)}
	}
	if ref == "" {
		return []discordgo.MessageComponent{Brief(b, o)}
	}
	return WithButtons(b, o, ref, "")
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
