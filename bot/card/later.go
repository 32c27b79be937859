package card

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/summarize"
)

// What comes after a card: more of its story, a correction, a withdrawal. The earlier card is changed in place and keeps its place.

// An Earlier card is one that was shown before.
type Earlier struct {
	Link string // of its message
	At   time.Time
}

// A Value is what an outlet says, with the link that opens it there.
type Value struct{ Text, Outlet, Link string }

// A Change is a value that is another one now.
type Change struct{ Before, Now Value }

// An Update is what is new in a story since an earlier card.
type Update struct {
	Since   Earlier
	Changed []Change
	New     map[string]bool // sides that were not on the earlier card; the others say something else now
}

// Draw draws the card of a story that was told before: only what is new. The brief has nothing else.
func (u Update) Draw(b *summarize.Brief, o Options) discordgo.Container {
	p, c := penFor(o.In), choose(b)
	since := "**" + p.Say("new_since") + "** " + p.card(u.Since, "t")
	var sides []string
	for _, s := range c.sides {
		word := p.Say("changed")
		if u.New[s.party.Name] {
			word = p.Say("new")
		}
		sides = append(sides, p.sideLine(s, word))
	}
	return container(
		text(p.line("### ", p.plain(c.headline))+"\n"+p.line("-# ", joined(p.small(b, o), since))),
		text(p.happened(b, c)),
		text(p.changes(u)),
		p.block(sides...),
		p.block(p.quotes(b, c.quotes)...),
		text(p.footer(b, o)),
	)
}

func (p pen) changes(u Update) string {
	var changes []string
	for _, change := range u.Changed {
		at := p.stamp(fmt.Sprintf("<t:%d:t>", u.Since.At.Unix()))
		changes = append(changes, p.value(change.Now)+"; "+at+" "+p.value(change.Before))
	}
	if len(changes) == 0 {
		return ""
	}
	return p.line("", p.after("**"+p.Say("changed_line")+"**", p.list(changes)))
}

func (p pen) value(v Value) string {
	return p.plain(cut(v.Text, maxLine)) + p.bracket(p.outlet(v.Outlet, v.Link))
}

// card is a link to an earlier card; the only link of a card whose text is no name.
func (p pen) card(e Earlier, style string) string {
	if !strings.HasPrefix(e.Link, "https://discord.com/channels/") {
		return p.Say("card_of", "Time", fmt.Sprintf("<t:%d:%s>", e.At.Unix(), style))
	}
	return "[" + p.Say("card_of", "Time", fmt.Sprintf("<t:%d:%s>", e.At.Unix(), style)) + "](" + e.Link + ")"
}

// MoreSince is the footer that an earlier card gets.
func MoreSince(b *summarize.Brief, o Options, later Earlier) discordgo.MessageComponent {
	p := penFor(o.In)
	footer := strings.TrimPrefix(p.footer(b, o), "-# ")
	return discordgo.TextDisplay{Content: "-# " + p.after(p.line("", p.Say("more_since", "Card", p.card(later, "t"))), footer)}
}

// PaperCorrected is the reply to a card whose article says something else now.
func PaperCorrected(o Options, of Earlier, said string, now Value) discordgo.Container {
	p := penFor(o.In)
	return p.correction(of, "paper_changed", text(
		p.line("", p.after("**"+p.Say("it_said")+"**", p.plain(cut(said, maxLine))))+"\n"+
			p.line("", p.after("**"+p.Say("it_says")+"**", p.value(now))),
		p.line("-# ", p.Say("rest_stands"))))
}

// WrongSpeaker is the reply to a card that gave a quotation to somebody else.
func WrongSpeaker(b *summarize.Brief, o Options, of Earlier, q summarize.Quote, wrong string) discordgo.Container {
	p := penFor(o.In)
	return p.correction(of, "our_mistake", text(
		p.quote(b, q, false),
		p.line("", p.Say("wrong_name", "Wrong", p.plain(shown(wrong, maxName)), "Right", p.plain(shown(q.Speaker, maxName))))))
}

func (p pen) correction(of Earlier, whose string, what block) discordgo.Container {
	head := p.line("### ", p.Say("correction")) + "\n" + p.line("-# ", joined(p.Say("correction_to", "Card", p.card(of, "f")), p.Say(whose)))
	return container(text(head), what)
}

// Withdrawn is a card whose article the paper took back: its quotations are gone.
func Withdrawn(b *summarize.Brief, o Options, at time.Time) discordgo.Container {
	p := penFor(o.In)
	small := joined("**"+p.Say("withdrawn")+"**", p.stamp(fmt.Sprintf("<t:%d:R>", at.Unix())), p.outlets(b))
	return container(text(p.line("### ", p.plain(cut(b.Headline, maxHeadline)))+"\n"+p.line("-# ", small)), text(p.line("", p.Say("is_withdrawn"))))
}

// refusals are the phrases for why a page cannot be read. What the guard refuses and what cannot be reached read the same on purpose:
// whoever posts links must not learn which names and ports there are in the network that Parley runs in.
var refusals = map[article.Kind]string{
	article.NotLink: "not_link", article.Unsupported: "unsupported", article.Refused: "unreachable_page", article.Unreachable: "unreachable_page",
	article.NotFound: "not_found", article.Blocked: "blocked", article.TimedOut: "timed_out", article.TooLarge: "too_large",
	article.Consent: "consent", article.Empty: "empty", article.NoArticle: "no_page_article",
}

// Refused is one small line for a page that cannot be read: no box and no button, for a failure must not be louder than an answer.
func Refused(o Options, err error) discordgo.MessageComponent {
	p := penFor(o.In)
	phrase, host := "went_wrong", p.Say("the_site")
	var known *article.Error
	switch {
	case errors.As(err, &known):
		phrase = cmp.Or(refusals[known.Kind], "no_page_article")
		if name := domainOf("https://" + strings.TrimPrefix(strings.TrimPrefix(known.Link, "https://"), "http://")); name != "" {
			host = p.plain(name)
		}
	case errors.Is(err, context.DeadlineExceeded):
		phrase = "timed_out"
	}
	return discordgo.TextDisplay{Content: p.line("-# ", p.Say(phrase, "Host", host))}
}

// Actions of the welcome and the settings.
const (
	ActionExample  = "example"
	ActionSettings = "panel"
	ActionDaily    = "daily"
)

// A Setup is what is so where Parley says of itself what it does.
type Setup struct {
	Model   string // that writes; "" for nobody
	NoLinks bool   // pasted links are not seen
	Alone   bool   // there are no settings and no digests
}

// Welcome is what Parley says of itself, once where it may first write, and when asked.
func Welcome(o Options, at Setup) []discordgo.MessageComponent {
	p, how, ai := penFor(o.In), "welcome_how", o.In.Say("know_no_ai")
	if at.NoLinks {
		how = "welcome_commands"
	}
	if at.Model != "" {
		ai = p.Say("know_ai", "Model", p.plain(cut(at.Model, maxName)))
	}
	buttons, know := []discordgo.MessageComponent{button(p.Say("example"), ActionExample)}, []string{"know_quotes", "know_limits", "know_delete"}
	if !at.Alone {
		know = append(know, "know_privacy")
		buttons = append(buttons, button(p.Say("settings"), ActionSettings), button(p.Say("daily_news"), ActionDaily))
	}
	return []discordgo.MessageComponent{
		container(
			text(p.line("## ", p.Say("welcome_title"))+"\n"+p.line("", p.Say(how))),
			p.block(p.bullets("other_ways", "way_command", "way_menu"), p.bullets("good_to_know", know...), p.line("-# ", ai)),
		),
		row(buttons...),
	}
}

func (p pen) bullets(title string, points ...string) string {
	lines := []string{p.line("", "**"+p.Say(title)+"**")}
	for _, point := range points {
		lines = append(lines, p.line("- ", p.Say(point)))
	}
	return strings.Join(lines, "\n")
}

// A Setting is what is so now, and the button that changes or opens it. Value is Markdown of ours; each of its lines is a small one.
type Setting struct {
	Name, Value string // in the reader's language
	Opens       bool   // the button opens something, rather than changing it in place
	ID          string // of the button
}

// Settings are those of a server, for who manages it. Trouble, which is Markdown of ours, comes first: what keeps Parley from its work.
func Settings(o Options, trouble []string, settings []Setting) discordgo.Container {
	p := penFor(o.In)
	rows := block{line()}
	for _, s := range settings {
		label := "change"
		if s.Opens {
			label = "open"
		}
		lines := []string{p.line("", "**"+p.plain(s.Name)+"**")}
		for value := range strings.SplitSeq(s.Value, "\n") {
			lines = append(lines, p.line("-# ", value))
		}
		display := discordgo.TextDisplay{Content: strings.Join(lines, "\n")}
		rows = append(rows, discordgo.Section{Components: []discordgo.MessageComponent{display}, Accessory: button(p.Say(label), s.ID)})
	}
	head := p.line("## ", p.Say("settings")) + "\n" + p.line("-# ", p.Say("settings_who"))
	return container(text(head), p.block(trouble...), rows, p.block(p.line("-# ", p.Say("settings_now"))))
}

// SettingPage is the page of one setting: what is so now, Markdown of ours, and below it what changes that.
func SettingPage(head string, controls ...discordgo.MessageComponent) discordgo.Container {
	if len(controls) == 0 {
		return container(text(head))
	}
	return container(append(text(head), line()), controls)
}
