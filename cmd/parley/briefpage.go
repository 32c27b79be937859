package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"parley/article"
	"parley/bot/card"
	"parley/summarize"
)

// writeBrief shows a brief to a person at a terminal.
func writeBrief(p *page, b *summarize.Brief) error {
	p.line("", bold, b.Headline)
	for _, source := range b.Sources {
		p.line("", faint, sourceLine(source))
		if source.Notice != "" {
			p.line("", faint, source.Notice)
		}
	}
	if len(b.Gist) > 0 {
		p.blank()
		p.line("", plain, gistText(b))
	}
	if b.Question != "" {
		p.blank()
		p.line("", plain, "In dispute: "+b.Question)
	}
	writePositions(p, b)
	writeQuotes(p, b)
	if line := b.NothingSure(); line != "" {
		p.blank()
		p.line("", plain, line)
	}
	if line := notHeardLine(b); line != "" {
		p.blank()
		p.line("", plain, line)
	}
	p.blank()
	p.line("", faint, footer(b))
	return p.flush()
}

func writePositions(p *page, b *summarize.Brief) {
	heading := false
	for _, party := range b.Parties {
		if len(party.Positions) == 0 || card.PersonName(party.Name) == "" {
			continue
		}
		if !heading {
			p.blank()
			p.line("", bold, "POSITIONS")
			heading = true
		}
		p.line("  ", bold, partyTitle(party))
		for _, position := range party.Positions {
			p.line("    ", plain, positionLine(party, position))
		}
	}
}

func writeQuotes(p *page, b *summarize.Brief) {
	quotes, more := shownQuotes(b)
	if len(quotes) == 0 {
		return
	}
	p.blank()
	p.line("", bold, "IN THEIR WORDS")
	for _, quote := range quotes {
		p.line("  ", plain, "“"+quote.Shown()+"”")
		p.line("    ", faint, "— "+byline(quote))
	}
	if more > 0 {
		p.line("  ", faint, fmt.Sprintf("… and %d more: --json lists them all", more))
	}
}

// shownQuotes are the key quotations, in the order of the article, and how many are left out.
func shownQuotes(b *summarize.Brief) (shown []summarize.Quote, more int) {
	key := map[int]bool{}
	for _, party := range b.Parties {
		for _, id := range party.Quotes {
			key[id] = true
		}
	}
	for _, quote := range b.Quotes {
		if key[quote.ID] {
			shown = append(shown, quote)
		}
	}
	return shown, len(b.Quotes) - len(shown)
}

func gistText(b *summarize.Brief) string {
	var texts []string
	for _, claim := range b.Gist {
		texts = append(texts, claim.Text)
	}
	text := strings.Join(texts, " ")
	if b.Kind == article.Opinion && text != "" {
		return cmp.Or(soleByline(b), "The author") + " argues: " + text
	}
	return text
}

// soleByline is who wrote the one article of a brief, or "".
func soleByline(b *summarize.Brief) string {
	if len(b.Sources) != 1 {
		return ""
	}
	byline := card.PersonName(b.Sources[0].Byline)
	if _, name, found := strings.Cut(byline, " by "); found {
		return name
	}
	return byline
}

func partyTitle(party summarize.Party) string {
	title := card.PersonName(party.Name)
	if role := card.PersonName(party.Role); role != "" {
		title += ", " + role
	}
	if stance := stanceWord(party.Stance); stance != "" {
		title += " · " + stance
	}
	return title
}

// stanceWord is empty where a party takes no side: silence is not a finding.
func stanceWord(stance string) string {
	if stance == "none" {
		return ""
	}
	return stance
}

// positionLine names the speaker where the party's name does not do so already.
func positionLine(party summarize.Party, position summarize.Position) string {
	speaker := card.PersonName(position.Speaker)
	if speaker == "" || position.Speaker == party.Name {
		return position.Text
	}
	return position.Text + " (" + speaker + ")"
}

func byline(quote summarize.Quote) string {
	parts := []string{cmp.Or(card.PersonName(quote.Speaker), "speaker unclear")}
	if role := card.PersonName(quote.Role); role != "" {
		parts = append(parts, role)
	}
	if channel := card.PersonName(quote.Channel); channel != "" {
		parts = append(parts, "passed on by "+channel)
	}
	return strings.Join(parts, ", ")
}

func sourceLine(source summarize.Origin) string {
	var parts []string
	for _, part := range []string{siteName(source.Site, source.Link), card.PersonName(source.Byline), publishedDay(source)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if kind := source.KindWord(); kind != "" {
		parts = append(parts, kind)
	}
	amount := "full text"
	if source.Partial {
		amount = "part of the text"
	}
	parts = append(parts, fmt.Sprintf("%s, %d words", amount, source.Words))
	return strings.Join(parts, " · ")
}

// siteName is what a site calls itself, where that may be shown, and always whose it is. What comes from no link tells nothing of it.
func siteName(name, link string) string {
	site, domain := card.SiteName(name, link)
	if site == "" {
		return domain
	}
	return site + " (" + domain + ")"
}

// publishedDay is the day of publication, marked where it was only scanned from the page.
func publishedDay(source summarize.Origin) string {
	day, _, _ := strings.Cut(source.Published, "T")
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	text := at.Format("2 January 2006")
	if source.PublishedGuessed {
		return "around " + text
	}
	return text
}

func notHeardLine(b *summarize.Brief) string {
	var absent []string
	for _, a := range b.NotHeard {
		if name := card.PersonName(a.Name); name != "" {
			absent = append(absent, fmt.Sprintf("%s (%s)", name, a.Reason()))
		}
	}
	if len(absent) == 0 {
		return ""
	}
	return "Not heard: " + strings.Join(absent, ", ")
}

// quotationCount tells where the quotations are to be had if none is shown: a reader must not be left to look for them.
func quotationCount(b *summarize.Brief) string {
	shown, _ := shownQuotes(b)
	switch n := b.Checks.Quotations; {
	case n == 0:
		return "nobody is quoted by name"
	case n == 1 && len(shown) == 0:
		return "1 quotation: --json lists it"
	case len(shown) == 0:
		return fmt.Sprintf("%d quotations: --json lists them all", n)
	case n == 1:
		return "1 quotation, word for word"
	default:
		return fmt.Sprintf("%d quotations, word for word", n)
	}
}

// footer says what was checked and who wrote.
func footer(b *summarize.Brief) string {
	parts := []string{quotationCount(b)}
	if n := len(b.Checks.Dropped); n > 0 {
		parts = append(parts, fmt.Sprintf("left out as unsupported: %d", n))
	}
	if n := b.Checks.Untranslated; n > 0 {
		parts = append(parts, fmt.Sprintf("left untranslated: %d", n))
	}
	if b.Writer.Name == "model" {
		parts = append(parts, "written by "+b.Writer.Model+", which may be wrong", b.Checks.Reading())
	} else {
		parts = append(parts, "no AI used")
	}
	if b.Writer.Note != "" {
		parts = append(parts, b.Writer.Note)
	}
	return strings.Join(parts, " · ")
}
