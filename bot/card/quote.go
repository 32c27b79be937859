package card

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/summarize"
)

func (p pen) quotes(b *summarize.Brief, quotes []summarize.Quote) (texts []string) {
	told := map[string]bool{}
	for _, q := range quotes {
		texts = append(texts, p.quote(b, q, told[q.Speaker]))
		told[q.Speaker] = q.Speaker != ""
	}
	return texts
}

// quote is the quotation, whole, and below it whose it is.
func (p pen) quote(b *summarize.Brief, q summarize.Quote, known bool) string {
	return p.line("> ", p.apart(q.Text, Escape(inMarks(q.Shown(), languageOf(b, q))))) + "\n" + p.line("> -# ", p.byline(b, q, known))
}

func languageOf(b *summarize.Brief, q summarize.Quote) string {
	if q.Source >= 0 && q.Source < len(b.Sources) {
		return b.Sources[q.Source].Language
	}
	return ""
}

// byline is whose words they are. known leaves out what the reader was told of them above.
func (p pen) byline(b *summarize.Brief, q summarize.Quote, known bool) string {
	name := PersonName(q.Speaker)
	if name == "" {
		return joined(p.Say("unclear"), p.outletOf(b, q.Source, q.Link))
	}
	parts := []string{p.name(name, 60, q.Link)}
	role := p.belongs(q)
	switch first, _ := utf8.DecodeRuneInString(name); {
	case strings.ToLower(string(first)) == string(first) && strings.ToUpper(string(first)) != string(first):
		parts = append(parts, p.Say("not_named"))
	case role != "" && !known:
		parts = append(parts, p.plain(role))
	}
	if channel := PersonName(q.Channel); channel != "" {
		parts = append(parts, p.Say("passed_on", "Name", p.plain(cut(channel, maxName))))
	}
	also := p.alsoIn(b, q)
	if also != "" {
		also = p.Say("also_in", "Names", also)
	}
	return joined(p.list(parts), also)
}

// belongs is a speaker's role, or the side that they speak for where the role does not tell it.
func (p pen) belongs(q summarize.Quote) string {
	role, side := PersonName(q.Role), PersonName(q.Party)
	if q.Side && side != "" && !strings.EqualFold(q.Party, q.Speaker) && !strings.Contains(strings.ToLower(role), strings.ToLower(side)) {
		role = side
	}
	return cut(role, maxName)
}

// outletOf is the outlet of a source, its link at the words.
func (p pen) outletOf(b *summarize.Brief, source int, link string) string {
	if source < 0 || source >= len(b.Sources) {
		return ""
	}
	return p.outlet(b.Sources[source].Site, cmp.Or(link, b.Sources[source].Link))
}

// alsoIn are the other outlets that carry the same quotation.
func (p pen) alsoIn(b *summarize.Brief, q summarize.Quote) string {
	var names []string
	for _, place := range q.Also {
		if place.Source != q.Source {
			names = append(names, p.outletOf(b, place.Source, place.Link))
		}
	}
	return p.list(slices.Compact(names))
}
