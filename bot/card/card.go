// Package card draws everything that Parley shows in Discord: briefs, what stands behind their buttons, digests, the welcome, settings and
// corrections. Its functions are pure: from plain data and a language to components. It posts nothing and remembers nothing.
//
// A card is read on a phone in five seconds, so it says nothing twice: choose decides what stands on it, and the rest draws that. Text from
// outside goes through [Escape], names through [PersonName] and [SiteName]; the Markdown of a card is its own alone.
package card

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/bot/phrases"
	"parley/summarize"
	"parley/summarize/words"
)

// Limits of one message (docs/architecture.md names the sources). The text of a card is held below both.
const (
	MaxRunes = 3800 // of 4,000 over all text displays
	MaxBytes = 9000 // of about 9,500: beyond, Discord fails on scripts with long encodings
)

// Fits says whether a text is one that a message holds.
func Fits(text string) bool { return utf8.RuneCountInString(text) < MaxRunes && len(text) < MaxBytes }

// Options of a brief's card.
type Options struct {
	In      phrases.Language
	Read    time.Time        // when a live page was read; zero: not told
	Before  *summarize.Brief // whose card stood in this one's place; nil: none
	Short   bool             // half a screen
	Since   time.Time        // when its story was told last, of one that goes on; zero: it is new
	News    string           // in that case, what is new in it
	Waiting string           // the model that is still reading; "" when none is
	Fresh   time.Time        // when the budget for models starts anew; zero: it is not spent
}

// Brief draws the card of a brief: what stands in the channel, without its buttons.
func Brief(b *summarize.Brief, o Options) discordgo.Container {
	return penFor(o.In).brief(b, chosen(b, o), o)
}

// WithButtons is the card of a brief with its buttons below it; what they open is shown to one reader, and changed in place by the next.
func WithButtons(b *summarize.Brief, o Options, ref, asker string) []discordgo.MessageComponent {
	p, c := penFor(o.In), chosen(b, o)
	return []discordgo.MessageComponent{p.brief(b, c, o), p.buttons(b, c, ref, asker)}
}

func (p pen) brief(b *summarize.Brief, c choice, o Options) discordgo.Container {
	return container(
		text(p.head(b, c, o)),
		text(p.newSince(o), p.happened(b, c), p.differ(b, c.differ)),
		p.block(p.sides(b, c)...),
		p.block(p.quotes(b, c.quotes)...),
		text(p.aside(b, c)),
		text(p.footer(b, o)),
	)
}

// A block is what stands between two separators. One without content has none.
type block []discordgo.MessageComponent

// container joins blocks; what has no content leaves no trace.
func container(blocks ...block) discordgo.Container {
	var card discordgo.Container
	for _, b := range blocks {
		card.Components = append(card.Components, b...)
	}
	return fitted(card)
}

// text is one text display for each text that is not empty.
func text(texts ...string) (b block) {
	for _, text := range texts {
		if text != "" {
			b = append(b, discordgo.TextDisplay{Content: text})
		}
	}
	return b
}

// block is text displays behind a line.
func (p pen) block(texts ...string) block {
	b := text(texts...)
	if len(b) == 0 {
		return nil
	}
	return append(block{line()}, b...)
}

func line() discordgo.Separator {
	divider, small := true, discordgo.SeparatorSpacingSizeSmall
	return discordgo.Separator{Divider: &divider, Spacing: &small}
}

// fitted leaves out whole components from the end where a message would not hold all; the last one, the footer, always has its place.
// A quotation is never kept without the sides before it, nor a line with nothing behind it.
func fitted(card discordgo.Container) discordgo.Container {
	last := len(card.Components) - 1
	if last < 1 {
		return card
	}
	body, footer := card.Components[:last], card.Components[last]
	runes, bytes := sizeOf(footer)
	for i, c := range body {
		r, n := sizeOf(c)
		if runes, bytes = runes+r, bytes+n; runes > MaxRunes || bytes > MaxBytes {
			card.Components = append(withoutLines(body[:i:i]), footer)
			break
		}
	}
	return card
}

// withoutLines is components without the lines at their end.
func withoutLines(components []discordgo.MessageComponent) []discordgo.MessageComponent {
	end := len(components)
	for end > 0 && components[end-1].Type() == discordgo.SeparatorComponent {
		end--
	}
	return components[:end:end]
}

func sizeOf(c discordgo.MessageComponent) (runes, bytes int) {
	if display, ok := c.(discordgo.TextDisplay); ok {
		return utf8.RuneCountInString(display.Content) + 1, len(display.Content) + 1
	}
	return 0, 0
}

func (p pen) head(b *summarize.Brief, c choice, o Options) string {
	var head []string
	if c.headline != "" {
		head = append(head, p.line("### ", p.plain(c.headline)))
	}
	if small := p.small(b, o); small != "" {
		head = append(head, p.line("-# ", small))
	}
	return strings.Join(head, "\n")
}

// small is what sort of page it is, when it appeared, and where.
func (p pen) small(b *summarize.Brief, o Options) string {
	kind, at := p.kind(b), p.stamp(when(b))
	if b.Kind == article.Live && !o.Read.IsZero() {
		kind, at = kind+p.Say("comma")+p.Say("read_at", "Time", p.stamp(fmt.Sprintf("<t:%d:R>", o.Read.Unix()))), ""
	}
	return joined(kind, at, p.outlets(b))
}

// joined is the parts of a small line that are not empty.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " · ")
}

// kindPhrases are the kinds of pages that a reader must know before the first sentence.
var kindPhrases = map[article.PageKind]string{article.Opinion: "opinion", article.PressRelease: "press_release", article.Live: "live",
	article.Quiz: "quiz", article.VideoOnly: "video"}

func (p pen) kind(b *summarize.Brief) string {
	switch {
	case kindPhrases[b.Kind] != "":
		return "**" + p.Say(kindPhrases[b.Kind]) + "**"
	case b.Kind != "" && !b.Kind.IsArticle():
		return "**" + p.Say("no_article") + "**"
	case beginningOnly(b) && len(b.Sources) == 1 && b.Sources[0].Paragraphs > 0:
		return "**" + p.Count("beginning", b.Sources[0].Paragraphs) + "**"
	case isPart(b) && len(b.Sources) == 1:
		return "**" + p.Say("part") + "**"
	}
	return ""
}

// when is the time of the newest article, in the reader's own language and zone; "" where it is not known or only guessed.
func when(b *summarize.Brief) string {
	newest, stamp := time.Time{}, ""
	for _, from := range b.Sources {
		if at, style := published(from); style != "" && at.After(newest) {
			newest, stamp = at, stampOf(from)
		}
	}
	return stamp
}

// stampOf is when an article appeared; "" where that is not known or only guessed.
func stampOf(from summarize.Origin) string {
	at, style := published(from)
	if style == "" {
		return ""
	}
	return fmt.Sprintf("<t:%d:%s>", at.Unix(), style)
}

// published is when an article appeared, with Discord's style for it: how long ago, or the day where only that is known. A day must not
// slip to the day before in the west, so it is noon.
func published(from summarize.Origin) (at time.Time, style string) {
	if from.PublishedGuessed {
		return time.Time{}, ""
	}
	if at, err := time.Parse(time.RFC3339, from.Published); err == nil {
		return at, "R"
	}
	day, err := time.Parse(time.DateOnly, from.Published)
	if err != nil {
		return time.Time{}, ""
	}
	return day.Add(12 * time.Hour), "d"
}

// outlets are the names of the outlets, each once, with their links.
func (p pen) outlets(b *summarize.Brief) string {
	var names []string
	for _, from := range b.Sources {
		if name := p.outlet(from.Site, from.Link); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return p.some(names, maxOutlets)
}

// some are the first names of a list, and how many more there are.
func (p pen) some(names []string, most int) string {
	if more := len(names) - most; more > 0 {
		names = append(slices.Clone(names[:most]), p.Count("more_names", more))
	}
	return p.list(names)
}

// newSince is the line of what is new in a story that goes on, or "".
func (p pen) newSince(o Options) string {
	if o.Since.IsZero() || o.News == "" {
		return ""
	}
	return p.line("", p.news(o.Since, Clip(o.News, maxOne)))
}

// news is what happened, behind when its story was told last, where it was.
func (p pen) news(since time.Time, what string) string {
	if since.IsZero() {
		return p.plain(what)
	}
	return p.after("**"+p.Say("news_since", "Time", p.stamp(fmt.Sprintf("<t:%d:R>", since.Unix())))+"**", p.plain(what))
}

func (p pen) happened(b *summarize.Brief, c choice) string {
	if len(c.gist) == 0 {
		return ""
	}
	texts := strings.Join(c.gist, " ")
	if b.Kind != article.Opinion {
		return p.line("", p.plain(texts))
	}
	argues := p.Say("author_argues")
	if name := author(b); name != "" {
		argues = p.Say("argues", "Name", p.name(name, maxName, b.Sources[0].Link))
	}
	return p.line("", p.after("**"+argues+"**", p.plain(smallStart(texts))))
}

// author is who wrote the one article of a brief, or "".
func author(b *summarize.Brief) string {
	if len(b.Sources) != 1 {
		return ""
	}
	byline := PersonName(b.Sources[0].Byline)
	if _, name, found := strings.Cut(byline, " by "); found {
		return name
	}
	return byline
}

// smallStart writes a text's first word small where it is a common one: it goes on behind a colon.
func smallStart(text string) string {
	first := words.First(text)
	if opening := strings.ToLower(first); words.Stop[opening] && first != "I" {
		return opening + text[len(first):]
	}
	return text
}

// sides are the question, a line for each side, and who else was heard or not.
func (p pen) sides(b *summarize.Brief, c choice) (texts []string) {
	if c.onlyOne != "" || b.Kind == article.Opinion {
		return nil // said below the words
	}
	if c.question != "" && len(c.sides) > 0 {
		texts = append(texts, p.line("", "**"+p.plain(c.question)+"**"))
	}
	for _, s := range c.sides {
		word := ""
		if c.question != "" {
			word = p.stance(s.party.Stance)
		}
		texts = append(texts, p.sideLine(s, word))
	}
	if len(c.also) > 0 {
		texts = append(texts, p.line("-# ", p.after(p.Say("also_heard"), p.some(p.partyNames(b, c.also), maxNamed))))
	}
	if line := p.silent(c.silent); line != "" {
		texts = append(texts, p.line("", p.after("**"+p.Say("not_heard")+"**", line)))
	}
	return texts
}

// sideLine is "name, role (word): text", the one form of every side. The word is a stance, or what is new of it.
func (p pen) sideLine(s side, word string) string {
	line := "**" + p.name(shown(s.party.Name, maxName), maxName, s.link) + "**"
	if role := roleOf(s.party); role != "" {
		line += p.Say("comma") + p.plain(role)
	}
	return p.line("", line+p.bracket(word)+p.Say("colon")+p.plain(s.text))
}

// stance is a word for a side's answer to the question; none for a side that has none, which is never "neutral".
func (p pen) stance(stance string) string {
	switch stance {
	case "supports", "opposes", "conditional", "mixed":
		return p.Say(stance)
	}
	return ""
}

func (p pen) partyNames(b *summarize.Brief, parties []summarize.Party) (names []string) {
	for _, party := range parties {
		link := ""
		for _, position := range party.Positions {
			if len(position.Sentences) > 0 {
				link = cmp.Or(link, position.Sentences[0].Link)
			}
		}
		for _, q := range quotesOf(b.Quotes, party) {
			link = cmp.Or(link, q.Link)
		}
		names = append(names, p.name(shown(party.Name, maxName), maxName, link))
	}
	return names
}

// silent are those that were not heard, each with why.
func (p pen) silent(absent []summarize.Absent) string {
	var names []string
	for _, a := range absent {
		names = append(names, p.plain(shown(a.Name, maxName))+p.bracket(p.why(a)))
	}
	return p.some(names, maxSilent)
}

func (p pen) why(a summarize.Absent) string {
	switch a.Why {
	case "declined", "no_answer", "not_reached":
		return p.Say(a.Why)
	}
	return ""
}
