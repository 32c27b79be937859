package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"parley/article"
	"parley/bot/card"
	"parley/summarize"
)

// writeBrief shows a brief to a person at a terminal.
func writeBrief(p *page, b *summarize.Brief) error {
	t := tell(b)
	p.line("", bold, b.Headline)
	for i, source := range b.Sources {
		p.line("", faint, sourceLine(b, i))
		if source.Notice != "" {
			p.line("", faint, source.Notice)
		}
	}
	for _, line := range append(gistLines(b, t.gist), differLines(b)...) {
		paragraph(p, plain, line)
	}
	paragraph(p, bold, b.Question)
	writeSides(p, b, t.sides)
	paragraph(p, plain, notHeardLine(b))
	writeQuotes(p, b, t)
	paragraph(p, plain, b.NothingSure())
	paragraph(p, faint, footer(b, t))
	return p.flush()
}

// paragraph is a line after an empty one; nothing where it says nothing.
func paragraph(p *page, style ansi.Style, text string) {
	if text == "" {
		return
	}
	p.blank()
	p.line("", style, text)
}

func writeSides(p *page, b *summarize.Brief, sides []sideLine) {
	if len(sides) > 0 {
		p.blank()
	}
	for _, side := range sides {
		p.wrap("", "  ", p.styled(bold, clean(side.who))+": "+clean(side.text+outlets(b, side.carriedBy, shownIn(side.sentences)...)))
	}
}

func writeQuotes(p *page, b *summarize.Brief, t telling) {
	if len(t.quotes) == 0 {
		return
	}
	p.blank()
	for _, quote := range t.quotes {
		p.line("  ", plain, "“"+quote.Shown()+"”")
		p.line("    ", faint, byline(quote)+outlets(b, quote.CarriedBy, quotedIn(quote)...))
	}
	if t.more > 0 {
		p.line("", faint, fmt.Sprintf("… and %d more: --json lists them all", t.more))
	}
}

// outlets names, of several articles, those that carry a line, and how many of them do so for themselves where there are more than one.
func outlets(b *summarize.Brief, carriedBy int, sources ...int) string {
	if len(b.Sources) < 2 {
		return ""
	}
	sources = slices.Sorted(slices.Values(sources))
	var names []string
	for _, source := range slices.Compact(sources) {
		names = append(names, outletOf(b, source))
	}
	names = slices.Compact(names)
	text := strings.Join(names, ", ")
	if carriedBy > 1 && carriedBy < len(names) { // the others copy one of them
		text = fmt.Sprintf("%s, %d of them independent", text, carriedBy)
	} else if carriedBy > 1 {
		text = fmt.Sprintf("%d independent sources: %s", carriedBy, text)
	}
	return " · " + text
}

// outletOf is the name of a source's outlet.
func outletOf(b *summarize.Brief, source int) string {
	site, domain := card.SiteName(b.Sources[source].Site, b.Sources[source].Link)
	return cmp.Or(site, domain, fmt.Sprintf("article %d", source+1))
}

// differLines are what the articles tell differently, each version with its outlets and when they told it.
func differLines(b *summarize.Brief) (lines []string) {
	for _, difference := range b.Disputed {
		var versions []string
		for _, v := range difference.Versions {
			var told []string
			for _, source := range slices.Compact(slices.Sorted(slices.Values(shownIn(v.Sentences)))) {
				told = append(told, strings.TrimSuffix(outletOf(b, source)+", "+publishedAt(b.Sources[source]), ", "))
			}
			versions = append(versions, fmt.Sprintf("%s (%s)", strings.TrimSuffix(v.Text, "."), strings.Join(told, "; ")))
		}
		lines = append(lines, "Sources differ: "+strings.Join(versions, "; "))
	}
	return lines
}

func quotedIn(quote summarize.Quote) []int {
	sources := []int{quote.Source}
	for _, place := range quote.Also {
		sources = append(sources, place.Source)
	}
	return sources
}

func shownIn(sentences []summarize.Evidence) (sources []int) {
	for _, sentence := range sentences {
		sources = append(sources, sentence.Source)
	}
	return sources
}

// gistLines are what happened, with its outlets where there are several.
func gistLines(b *summarize.Brief, gist []summarize.Claim) (lines []string) {
	for _, claim := range gist {
		lines = append(lines, claim.Text+outlets(b, claim.CarriedBy, claim.Sources...))
	}
	if len(b.Sources) > 1 || len(lines) == 0 {
		return lines
	}
	text := strings.Join(lines, " ")
	if b.Kind == article.Opinion {
		text = cmp.Or(soleByline(b), "The author") + " argues: " + text
	}
	return []string{text}
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

// partyTitle is a side's name with its role, and its stance in brackets where it has one: silence is not a finding.
func partyTitle(party summarize.Party) string {
	title := card.PersonName(party.Name)
	if role := card.PersonName(cmp.Or(party.Role, party.Tag)); role != "" {
		title += ", " + role
	}
	if stance := stanceWords[party.Stance]; stance != "" {
		title += " (" + stance + ")"
	}
	return title
}

// stanceWords are the words for how a side answers the question.
var stanceWords = map[string]string{"supports": "for", "opposes": "against", "conditional": "with conditions", "mixed": "undecided"}

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

// sourceLine is what one article is. Of several that have no link, it says which is called article 1.
func sourceLine(b *summarize.Brief, index int) string {
	source := b.Sources[index]
	name := siteName(source.Site, source.Link)
	if name == "" && len(b.Sources) > 1 {
		name = strings.TrimSuffix(fmt.Sprintf("article %d: %s", index+1, card.Clip(source.Title, 60)), ": ")
	}
	var parts []string
	for _, part := range []string{source.KindWord(), name, card.PersonName(source.Byline), publishedDay(source)} {
		if part != "" {
			parts = append(parts, part)
		}
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

// publishedAt is publishedDay with the time of day, where that is known.
func publishedAt(source summarize.Origin) string {
	if at, err := time.Parse(time.RFC3339, source.Published); err == nil && !source.PublishedGuessed {
		return at.Format("2 January 2006 15:04 MST")
	}
	return publishedDay(source)
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
func quotationCount(b *summarize.Brief, shown []summarize.Quote) string {
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
func footer(b *summarize.Brief, t telling) string {
	parts := []string{quotationCount(b, t.quotes)}
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
