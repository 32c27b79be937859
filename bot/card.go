package bot

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/summarize"
)

// What a card shows before it folds. The rest is behind its buttons.
const (
	cardParties   = 4
	cardPositions = 2 // a party
	cardQuotes    = 5
	cardGist      = 3
	longQuote     = 280 // runes; a longer quotation is left to "All quotes", for it is never trimmed inside
	accent        = 0x5B6B7B
)

// Limits of one message (docs/architecture.md names the sources). The text of a card is held below both.
const (
	maxTextRunes = 3800 // of 4,000 over all text displays
	maxTextBytes = 9000 // of about 9,500: beyond, Discord fails on scripts with long encodings
)

// Render draws the card of a brief: what stands in the channel, without its buttons. It is pure, and valid for every
// brief: what does not fit is left out from the end, whole lines at a time.
func Render(b *summarize.Brief) discordgo.Container {
	blocks := []string{headBlock(b)}
	for _, block := range []string{gistBlock(b), positionsBlock(b), quotesBlock(b), notHeardBlock(b)} {
		if block != "" {
			blocks = append(blocks, block)
		}
	}
	if line := b.NothingSure(); line != "" {
		blocks = append(blocks, line)
	}
	blocks = fit(blocks, footerBlock(b))
	colour := accent
	card := discordgo.Container{AccentColor: &colour}
	for _, block := range blocks {
		card.Components = append(card.Components, discordgo.TextDisplay{Content: block})
	}
	return card
}

// fit keeps whole lines, in order, until the limits of a message are reached; the footer always has its place.
func fit(blocks []string, footer string) []string {
	runes, bytes := utf8.RuneCountInString(footer), len(footer)
	var kept []string
	for _, block := range blocks {
		var lines []string
		for _, line := range strings.Split(block, "\n") {
			runes += utf8.RuneCountInString(line) + 1
			bytes += len(line) + 1
			if runes > maxTextRunes || bytes > maxTextBytes {
				break
			}
			lines = append(lines, line)
		}
		if text := strings.TrimSpace(strings.Join(lines, "\n")); text != "" {
			kept = append(kept, text)
		}
	}
	return append(kept, footer)
}

func headBlock(b *summarize.Brief) string {
	lines := []string{"## " + escape(clip(b.Headline, 150))}
	for i, from := range b.Sources {
		if i == 5 {
			break
		}
		lines = append(lines, "-# "+sourceLine(from))
		if from.Notice != "" {
			lines = append(lines, "-# "+escape(clip(from.Notice, 300)))
		}
	}
	return strings.Join(lines, "\n")
}

func sourceLine(from summarize.Origin) string {
	var parts []string
	if site := source(from.Site, from.Link); site != "" {
		parts = append(parts, site)
	}
	if byline := shown(from.Byline, 80); byline != "" {
		parts = append(parts, escape(byline))
	}
	if day := day(from); day != "" {
		parts = append(parts, day)
	}
	if kind := from.KindWord(); kind != "" {
		parts = append(parts, escape(clip(kind, 40)))
	}
	amount := "full text read"
	if from.Partial {
		amount = "part of the text read"
	}
	return strings.Join(append(parts, fmt.Sprintf("%s (%d words)", amount, from.Words)), " · ")
}

// day shows a date in the reader's own zone; one that was only scanned from the page is marked.
func day(source summarize.Origin) string {
	date, _, _ := strings.Cut(source.Published, "T")
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	// A day without a time of day must not slip to the day before in the west.
	stamp := fmt.Sprintf("<t:%d:d>", at.Add(12*time.Hour).Unix())
	if source.PublishedGuessed {
		return "around " + stamp
	}
	return stamp
}

func gistBlock(b *summarize.Brief) string {
	var texts []string
	for _, claim := range b.Gist[:min(len(b.Gist), cardGist)] {
		texts = append(texts, escape(clip(claim.Text, 300)))
	}
	if b.Kind == article.Opinion && len(texts) > 0 {
		texts[0] = "The author argues: " + texts[0]
	}
	if b.Question != "" {
		texts = append(texts, "**In dispute:** "+escape(clip(b.Question, 200)))
	}
	return strings.Join(texts, " ")
}

func positionsBlock(b *summarize.Brief) string {
	lines := []string{"### Positions"}
	count := 0
	for _, party := range b.Parties {
		name := shown(party.Name, 80)
		if len(party.Positions) == 0 || name == "" {
			continue
		}
		if count++; count > cardParties {
			continue
		}
		lines = append(lines, "**"+escape(name)+"**"+stance(party.Stance))
		for _, position := range party.Positions[:min(len(party.Positions), cardPositions)] {
			lines = append(lines, positionLine(party, position))
		}
	}
	if more := count - cardParties; more > 0 {
		lines = append(lines, fmt.Sprintf("-# and %d more: see the menu below", more))
	}
	if count == 0 {
		return ""
	}
	return strings.Join(lines, "\n")
}

func stance(word string) string {
	if word == "" || word == "none" {
		return ""
	}
	return " · " + escape(word)
}

func positionLine(party summarize.Party, position summarize.Position) string {
	line := escape(clip(position.Text, 260))
	speaker := shown(position.Speaker, 80)
	if speaker != "" && !strings.EqualFold(position.Speaker, party.Name) && !strings.Contains(position.Text, position.Speaker) {
		line += " (" + escape(speaker) + ")"
	}
	for _, sentence := range position.Sentences[:min(len(position.Sentences), 1)] {
		if sentence.Link != "" {
			line += " " + link(fmt.Sprintf("[%d]", sentence.Number), sentence.Link)
		}
	}
	return line
}

func quotesBlock(b *summarize.Brief) string {
	quotes := keyQuotes(b)
	if len(quotes) == 0 {
		return ""
	}
	lines := []string{"### In their words"}
	for _, quote := range quotes {
		lines = append(lines, quoteLines(quote))
	}
	if more := len(b.Quotes) - len(quotes); more > 0 {
		lines = append(lines, fmt.Sprintf("-# and %d more behind the button", more))
	}
	return strings.Join(lines, "\n")
}

// quoteLines are the quotation, whole, and whose it is. They stay one line for fit: a quotation is never without its
// speaker.
func quoteLines(quote summarize.Quote) string {
	return "> “" + escape(quote.Shown()) + "” — " + link(byline(quote), quote.Link)
}

func byline(quote summarize.Quote) string {
	who := shown(quote.Speaker, 100)
	if who == "" {
		who = "speaker unclear"
	}
	if role := shown(quote.Role, 80); role != "" {
		who += ", " + role
	}
	if channel := shown(quote.Channel, 80); channel != "" {
		who += ", passed on by " + channel
	}
	return who
}

// keyQuotes are the quotations that the parties list, one a party and round again, then in the order of the article; a
// long one is passed over.
func keyQuotes(b *summarize.Brief) []summarize.Quote {
	chosen := map[int]bool{}
	for round := 0; len(chosen) < cardQuotes && round < 5; round++ {
		for _, party := range b.Parties {
			if round < len(party.Quotes) && len(chosen) < cardQuotes {
				chosen[party.Quotes[round]] = true
			}
		}
	}
	var quotes []summarize.Quote
	for _, quote := range b.Quotes {
		if chosen[quote.ID] && utf8.RuneCountInString(quote.Text) <= longQuote {
			quotes = append(quotes, quote)
		}
	}
	return quotes
}

func notHeardBlock(b *summarize.Brief) string {
	var absent []string
	for _, a := range b.NotHeard[:min(len(b.NotHeard), 5)] {
		if name := shown(a.Name, 80); name != "" {
			absent = append(absent, escape(name)+" ("+escape(a.Reason())+")")
		}
	}
	if len(absent) == 0 {
		return ""
	}
	return "-# Not heard: " + strings.Join(absent, ", ")
}

func footerBlock(b *summarize.Brief) string {
	parts := []string{fmt.Sprintf("%d quotes, word for word", b.Checks.Quotations)}
	if b.Checks.Quotations == 1 {
		parts[0] = "1 quote, word for word"
	}
	if n := len(b.Checks.Dropped); n > 0 {
		parts = append(parts, fmt.Sprintf("left out as unsupported: %d", n))
	}
	if n := b.Checks.Untranslated; n > 0 {
		parts = append(parts, fmt.Sprintf("left untranslated: %d", n))
	}
	if b.Writer.Name == "model" {
		parts = append(parts, "written by "+escape(clip(b.Writer.Model, 60))+", may be wrong", b.Checks.Reading())
	} else {
		parts = append(parts, "no AI used")
	}
	if b.Writer.Note != "" {
		parts = append(parts, escape(clip(b.Writer.Note, 120)))
	}
	if minutes := minutesSaved(b); minutes > 0 {
		parts = append(parts, fmt.Sprintf("about %d min of reading", minutes))
	}
	return "-# " + strings.Join(parts, " · ")
}

// minutesSaved is the reading time of the articles at 230 words a minute, the usual figure for adults.
func minutesSaved(b *summarize.Brief) int {
	words := 0
	for _, source := range b.Sources {
		words += source.Words
	}
	return (words + 115) / 230
}

// link writes a masked link to one of the sources, or the bare label where the link is none that may be shown.
func link(label, target string) string {
	shown := strings.NewReplacer(`\[`, "", `\]`, "", "[", "", "]", "").Replace(escape(label))
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || len(target) > 400 || strings.ContainsFunc(target, unsafeInTarget) {
		return shown
	}
	return "[" + shown + "](<" + strings.NewReplacer("(", "%28", ")", "%29").Replace(target) + ">)"
}

func unsafeInTarget(r rune) bool { return r <= ' ' || r == '<' || r == '>' || r == '\\' || r == 0x7f }

func host(target string) string {
	u, err := url.Parse(target)
	if err != nil {
		return "source"
	}
	return strings.TrimPrefix(u.Host, "www.")
}
