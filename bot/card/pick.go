package card

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/summarize"
	"parley/summarize/words"
)

// candidates are the quotations that may stand on a card, the best first: of each side one, then of other people, then more of the same.
func candidates(b *summarize.Brief, headline said, shown []summarize.Quote) []summarize.Quote {
	all := slices.Clone(b.Quotes)
	for i := range all {
		all[i].Text = opening(all[i].Text)
	}
	all = slices.DeleteFunc(all, func(q summarize.Quote) bool { return !mayStand(q, headline) })
	worth := map[int]int{} // by the quotation's ID
	for _, q := range all {
		worth[q.ID] = merit(b, q, shown)
	}
	slices.SortStableFunc(all, func(x, y summarize.Quote) int { return worth[y.ID] - worth[x.ID] })
	var first, later []summarize.Quote
	known := map[string]bool{"": true} // who is not known stands only where nobody else does
	for _, q := range all {
		who := cmp.Or(q.Party, q.Speaker)
		if units(q.Shown()) > maxQuote || known[who] || known[PersonName(q.Speaker)] {
			later = append(later, q)
			continue
		}
		known[who], known[q.Speaker] = true, true
		first = append(first, q)
	}
	return pick(first, later)
}

// pick takes up to three of different people, or two of one; a long one, or one of who is not known, only alone.
func pick(first, later []summarize.Quote) (chosen []summarize.Quote) {
	for i, q := range slices.Concat(first, later) {
		told := func(other summarize.Quote) bool { return saidIn(q.Text).repeats(saidIn(other.Text)) }
		isLast := units(q.Shown()) > maxQuote || PersonName(q.Speaker) == "" || i >= len(first) && len(chosen) > 1
		if len(chosen) < 3 && !(isLast && len(chosen) > 0) && !slices.ContainsFunc(chosen, told) {
			chosen = append(chosen, q)
		}
	}
	return chosen
}

// goesOn stands where a quotation of several sentences goes on.
const goesOn = " …"

// sentenceEnd is where one surely ends: not behind an initial, a title or an abbreviation.
var sentenceEnd = regexp.MustCompile(`(?:\p{Ll}{4,}|\d)[.!?] |[。！？]`)

// opening is a quotation whole, or of a long one its first whole sentences.
func opening(text string) string {
	if units(text) <= maxQuote {
		return text
	}
	end, room := 0, maxQuote
	for _, at := range sentenceEnd.FindAllStringIndex(text, -1) {
		if room -= units(text[end:at[1]]); room < 0 {
			break
		}
		end = at[1]
	}
	if words.Count(text[:end]) < leastWords {
		return text
	}
	return strings.TrimSpace(text[:end]) + goesOn
}

func mayStand(q summarize.Quote, headline said) bool {
	text := q.Shown()
	return units(text) <= maxLone && words.Count(text) >= leastWords && !saidIn(text).repeats(headline) && utf8.ValidString(text)
}

// merit is what a quotation is worth to somebody who reads nothing else, and has perhaps read some of them already.
func merit(b *summarize.Brief, q summarize.Quote, shown []summarize.Quote) (points int) {
	for _, good := range []struct {
		worth int
		has   bool
	}{
		{128, PersonName(q.Speaker) != ""},
		{64, slices.ContainsFunc(shown, func(s summarize.Quote) bool { return s.ID == q.ID })},
		{32, q.Alone},
		{16, !strings.HasSuffix(q.Text, goesOn)},
		{8, q.Form == "sentence"},
		{4, q.Side},
		{2, slices.ContainsFunc(b.Parties, func(p summarize.Party) bool { return slices.Contains(p.Quotes, q.ID) })},
		{1, words.Count(q.Text) >= tellingWords},
	} {
		if good.has {
			points += good.worth
		}
	}
	return points
}
