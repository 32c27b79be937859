package card

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/summarize"
)

// More says how a card was made, in as many facts as one message holds. mayDelete is for who asked and for moderators; message is the card, "" where nobody may.
func More(b *summarize.Brief, o Options, ref, asker, message string, mayDelete bool) []discordgo.MessageComponent {
	p := penFor(o.In)
	title, told := p.line("### ", p.Say("how_made")), ""
	for _, fact := range p.facts(b, o) {
		if more := told + "\n" + p.line("- ", fact); Fits(title + more) {
			told = more
		}
	}
	buttons := []discordgo.MessageComponent{button(p.Say("sources"), ActionSources, ref, asker, message), button(p.Say("report"), ActionReport, ref, asker, message)}
	if mayDelete {
		buttons = append(buttons, button(p.Say("delete"), ActionDelete, asker, message))
	}
	return []discordgo.MessageComponent{container(text(title, strings.TrimPrefix(told, "\n"))), row(buttons...)}
}

// backToMore leads back to how a card was made.
func (p pen) backToMore(ref, asker, message string) discordgo.MessageComponent {
	return row(button(p.Say("back"), ActionHow, ref, asker, message))
}

// facts are what was read, what is word for word, who wrote, and what did not stand.
func (p pen) facts(b *summarize.Brief, o Options) []string {
	count := 0
	for _, from := range b.Sources {
		count += from.Words
	}
	read := p.Count("read_many", len(b.Sources), "Words", strconv.Itoa(count))
	if len(b.Sources) == 1 {
		read = p.Count("read_whole", count)
		if b.Sources[0].Partial {
			read = p.Count("read_part", count)
		}
	}
	facts := []string{read}
	if minutes := (count + wordsAMinute/2) / wordsAMinute; minutes > 0 {
		facts = append(facts, p.Count("reading_time", minutes))
	}
	if n := len(b.Quotes); n > 0 {
		facts = append(facts, p.Count("quotes_checked", n))
	}
	facts = append(facts, p.written(b)...)
	facts = append(facts, p.severalFacts(b, chosen(b, o))...)
	if silent := named(b.NotHeard); len(silent) > maxSilent {
		names := make([]string, 0, len(silent))
		for _, a := range silent[:min(len(silent), 20)] {
			names = append(names, p.plain(shown(a.Name, maxName))+p.bracket(p.why(a)))
		}
		facts = append(facts, p.after(p.Say("not_heard"), p.list(names)))
	}
	return facts
}

const wordsAMinute = 230 // the usual figure for adults

func (p pen) written(b *summarize.Brief) (facts []string) {
	if b.Writer.Name != "model" {
		facts = []string{p.Say("written_by_nobody")}
		if slices.Contains(failures, b.Writer.Failure) {
			facts = append(facts, p.Say(b.Writer.Failure))
		}
	} else {
		checked := "checked_once"
		if isSure(b) {
			checked = "checked_twice"
		}
		facts = []string{p.Say("written_by", "Model", p.plain(cut(b.Writer.Model, 60))), p.Say(checked)}
	}
	if n := len(b.Checks.Dropped); n > 0 {
		facts = append(facts, p.Say("lines_out", "N", strconv.Itoa(n)))
	}
	if n := b.Checks.Untranslated; n > 0 {
		facts = append(facts, p.Say("untranslated", "N", strconv.Itoa(n)))
	}
	if note := b.Writer.Note; note != "" && b.Writer.Failure == "" {
		facts = append(facts, p.plain(Clip(note, 120)))
	}
	return facts
}

// Sources are all articles of a brief, each with its site, its domain, its byline and its length. ref, asker and message lead back.
func Sources(b *summarize.Brief, o Options, ref, asker, message string) []discordgo.MessageComponent {
	p := penFor(o.In)
	var texts []string
	for _, from := range b.Sources[:min(len(b.Sources), 20)] {
		at, style := published(from)
		stamp := ""
		if style != "" {
			stamp = p.stamp(fmt.Sprintf("<t:%d:D>", at.Unix()))
		}
		head := joined(Source(from.Site, from.Link), p.plain(cut(PersonName(from.Byline), 60)), stamp, p.Count("words", from.Words))
		entry := p.line("- ", head)
		if notice := p.notice(from); notice != "" {
			entry += "\n  " + p.line("-# ", notice)
		}
		texts = append(texts, entry)
	}
	return []discordgo.MessageComponent{container(text(p.titled(p.Say("sources"), b)), text(texts...)), p.backToMore(ref, asker, message)}
}

// partial are the phrases for why only a part of an article was read.
var partial = map[article.Partial]string{article.Paywalled: "source_paywall", article.Thin: "source_thin", article.LiveBlog: "source_live", article.Cut: "source_cut"}

// notice is what is to be known of a source: what summarize.Origin.Notice tells in English.
func (p pen) notice(from summarize.Origin) string {
	var told []string
	if from.Kind != "" && !from.Kind.IsArticle() {
		told = append(told, p.Say("source_no_article"))
	} else {
		if from.Unlike {
			told = append(told, p.Say("source_unlike"))
		}
		if phrase := partial[from.Why]; phrase != "" {
			told = append(told, p.Say(phrase))
		}
	}
	if from.Copy {
		told = append(told, p.Say("source_copy"))
	}
	if from.Language == "" && from.Words > 0 {
		told = append(told, p.Say("source_language"))
	}
	return strings.Join(told, " ")
}

// OnlyDelete is what is left behind More for a card whose brief cannot be had; why is the phrase for that.
func OnlyDelete(o Options, why, asker, message string, mayDelete bool) []discordgo.MessageComponent {
	components := []discordgo.MessageComponent{Small(o, o.In.Say(why))}
	if mayDelete {
		components = append(components, row(button(o.In.Say("delete"), ActionDelete, asker, message)))
	}
	return components
}
