package card

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/article"
	"parley/summarize"
	"parley/summarize/words"
)

// The room that each part of a card has, in units (the lengths of a phone's lines, see lineUnits).
const (
	maxHeadline = 110
	maxGist     = 160 // two sentences together
	maxOne      = 240 // or one alone
	maxQuestion = 60
	maxName     = 40
	maxRole     = 30
	maxLine     = 90 // what a side holds; never cut
	maxQuote    = 140
	maxLone     = 280 // where there is no other
	leastWords  = 4   // of a quotation that says anything alone

	tellingWords = 8 // of one that says more

	maxSides   = 5 // or one less, and the rest are named
	maxNamed   = 4 // names in a row
	maxSilent  = 3
	maxOutlets = 4

	budget     = 19.0 // lines of a screen for headline, what happened, sides, silences and quotations
	shortQuote = 100  // two such always stand
)

// A choice is what stands on a card. No two of its texts have five words in a row in common; of two that want the same ones, a
// quotation keeps them.
type choice struct {
	headline string
	gist     []string
	question string
	sides    []side
	also     []summarize.Party
	silent   []summarize.Absent
	quotes   []summarize.Quote
	onlyOne  string // the one who speaks on a page that is about others, too
	voices   int
}

// A side is one line: who, and what they hold.
type side struct {
	party summarize.Party
	text  string
	link  string
}

// choose decides what stands on a brief's card. It is pure, and the same for the same brief.
func choose(b *summarize.Brief) choice { return chooseAfter(b, nil) }

// chooseAfter is choose for a card that takes another one's place: its quotations stay where they can, so that nothing jumps.
func chooseAfter(b, before *summarize.Brief) choice {
	heard := Heard(b)
	c := choice{headline: cut(b.Headline, maxHeadline), voices: voices(b, heard)}
	taken := []said{saidIn(c.headline)}
	var shown []summarize.Quote
	if before != nil {
		shown = choose(before).quotes
	}
	quotes := candidates(b, taken[0], shown)
	c.quotes = quotes[:min(len(quotes), 3)]
	for _, quote := range c.quotes {
		taken = append(taken, saidIn(quote.Text))
	}
	if b.Kind != article.Opinion && !beginningOnly(b) && (c.voices > 1 || len(c.quotes) == 0) {
		if asked := question(b); asked != "" && !isTold(asked, taken) {
			c.question, taken = asked, append(taken, saidIn(asked))
		}
		c.sides, c.also = linesOf(heard, taken)
	}
	for _, s := range c.sides {
		taken = append(taken, saidIn(s.text))
	}
	c.gist = gist(b, taken)
	if !isPart(b) {
		c.silent = named(b.NotHeard)
	}
	if c.voices == 1 && b.Kind != article.Opinion && (b.Kind == article.PressRelease || len(c.silent) > 0) && len(c.sides) == 0 {
		c.onlyOne = onlyVoice(b, heard)
	}
	c.fit()
	if length(b) >= fewWords {
		c.staysBelow(mostShare * float64(length(b)))
	}
	c.also = slices.DeleteFunc(c.also, func(p summarize.Party) bool {
		return slices.ContainsFunc(c.quotes, func(q summarize.Quote) bool { return q.Party == p.Name || q.Speaker == p.Name })
	})
	return c
}

// chosen is what stands on a card of the length that is wanted. A short one has two sides and a quotation; the rest is behind its buttons.
func chosen(b *summarize.Brief, o Options) choice {
	c := chooseAfter(b, o.Before)
	if !o.Short {
		return c
	}
	const sides, quotes = 2, 1
	for _, s := range c.sides[min(len(c.sides), sides):] {
		c.also = append(c.also, s.party)
	}
	c.sides, c.quotes = c.sides[:min(len(c.sides), sides)], c.quotes[:min(len(c.quotes), quotes)]
	return c
}

// Worth says whether a brief has a card that says more than the link's own preview, and less than the article: somebody speaks in it.
func Worth(b *summarize.Brief) bool {
	c := choose(b)
	return (len(c.sides) > 0 || slices.ContainsFunc(c.quotes, isSpeech)) && float64(c.words()) < mostShare*float64(length(b))
}

// isSpeech tells a quotation from the title of a book: its speaker is known, or it ends as a sentence does.
func isSpeech(q summarize.Quote) bool {
	return PersonName(q.Speaker) != "" || strings.ContainsAny(q.Text[max(0, len(q.Text)-3):], ".!?,…。！？")
}

// Speaks says whether anybody speaks in a brief, so that there is an answer for who asks.
func Speaks(b *summarize.Brief) bool { return len(b.Quotes)+len(Heard(b)) > 0 }

// mostShare is how much of an article's words its card may have. A longer one is no summary.
const mostShare = 0.5

// fewWords are those of a text that is as short as its card; who asks for that is told it all the same.
const fewWords = 60

func length(b *summarize.Brief) (words int) {
	for _, from := range b.Sources {
		words += from.Words
	}
	return words
}

// staysBelow leaves out what is not somebody's own words until the card of a short article is short, too.
func (c *choice) staysBelow(most float64) {
	if float64(c.words()) >= most {
		c.gist = nil
	}
	for len(c.sides) > 0 && float64(c.words()) >= most {
		last := len(c.sides) - 1
		c.also = append([]summarize.Party{c.sides[last].party}, c.also...)
		c.sides = c.sides[:last]
	}
	for len(c.quotes) > 1 && float64(c.words()) >= most {
		c.quotes = c.quotes[:len(c.quotes)-1]
	}
}

func (c choice) words() int {
	texts := append([]string{c.headline, c.question}, c.gist...)
	for _, s := range c.sides {
		texts = append(texts, s.party.Name, s.party.Role, s.text)
	}
	for _, q := range c.quotes {
		texts = append(texts, q.Text, q.Speaker, q.Role)
	}
	return words.Count(strings.Join(texts, " "))
}

// Heard are the sides that speak in a brief: a quotation, or speech or a wish that is told. What somebody only does is no side.
func Heard(b *summarize.Brief) (heard []summarize.Party) {
	for _, party := range b.Parties {
		if shown(party.Name, maxName) == "" {
			continue
		}
		quoted := slices.ContainsFunc(b.Quotes, func(q summarize.Quote) bool { return q.Party == party.Name })
		if quoted || slices.ContainsFunc(party.Positions, isSpoken) {
			heard = append(heard, party)
		}
	}
	return heard
}

func isSpoken(p summarize.Position) bool { return p.Act != deed }

// deed is what package check calls a position that the article itself tells.
const deed = "deed"

// voices counts who speaks: each side, and each speaker who has none.
func voices(b *summarize.Brief, heard []summarize.Party) int {
	all := map[string]bool{}
	for _, party := range heard {
		all[party.Name] = true
	}
	for _, q := range b.Quotes {
		all[cmp.Or(q.Party, q.Speaker)] = true // nobody knows whether unclear ones are one or many: they count as one
	}
	return len(all)
}

func onlyVoice(b *summarize.Brief, heard []summarize.Party) string {
	if len(heard) > 0 {
		return shown(heard[0].Name, maxName)
	}
	for _, q := range b.Quotes {
		return shown(cmp.Or(q.Party, q.Speaker), maxName)
	}
	return ""
}

// beginningOnly says whether only the start of the article could be read: nothing is shown that its end could overturn.
func beginningOnly(b *summarize.Brief) bool {
	return len(b.Sources) > 0 && !slices.ContainsFunc(b.Sources, func(o summarize.Origin) bool { return o.Why != article.Paywalled })
}

func isPart(b *summarize.Brief) bool {
	return slices.ContainsFunc(b.Sources, func(o summarize.Origin) bool { return o.Partial && o.Why != article.LiveBlog })
}

// isSure says whether a second reading stands behind what a model says of sides.
func isSure(b *summarize.Brief) bool {
	second := b.Checks.SecondReading
	return b.Writer.Name == "model" && second != nil && second.Trusted
}

func question(b *summarize.Brief) string {
	if !isSure(b) || units(b.Question) > maxQuestion {
		return ""
	}
	return b.Question
}

// linesOf are the sides that have a line, and those that do not. A side's line is never cut: what is too long has none.
func linesOf(heard []summarize.Party, taken []said) (sides []side, also []summarize.Party) {
	for _, party := range heard {
		s, ok := lineOf(party, taken)
		if !ok {
			also = append(also, party)
			continue
		}
		sides, taken = append(sides, s), append(slices.Clip(taken), saidIn(s.text))
	}
	if len(sides) > maxSides {
		for _, s := range sides[maxSides-1:] {
			also = append(also, s.party)
		}
		sides = sides[:maxSides-1]
	}
	return sides, also
}

func lineOf(party summarize.Party, taken []said) (side, bool) {
	for _, position := range party.Positions {
		for _, text := range []string{position.Short, position.Clause} {
			if text == "" || !isSpoken(position) || units(text) > maxLine || isTold(text, taken) {
				continue
			}
			s := side{party: party, text: text}
			if len(position.Sentences) > 0 {
				s.link = position.Sentences[0].Link
			}
			return s, true
		}
	}
	return side{}, false
}

func isTold(text string, taken []said) bool {
	words := saidIn(text)
	return slices.ContainsFunc(taken, words.repeats)
}

// gist is what happened: two sentences, or a longer one, that say what nothing else on the card does.
func gist(b *summarize.Brief, taken []said) (texts []string) {
	total := 0
	for _, claim := range b.Gist {
		size := units(claim.Text)
		room := maxOne
		if len(texts) > 0 {
			room = maxGist - total
		}
		if size == 0 || size > room || isTold(claim.Text, taken) {
			continue
		}
		texts, taken, total = append(texts, Clip(claim.Text, maxOne)), append(slices.Clip(taken), saidIn(claim.Text)), total+size
		if len(texts) == 2 {
			break
		}
	}
	return texts
}

func named(absent []summarize.Absent) []summarize.Absent {
	return slices.DeleteFunc(slices.Clone(absent), func(a summarize.Absent) bool { return shown(a.Name, maxName) == "" })
}

// candidates are the quotations that may stand on a card, the best first: of each side one, then of other people, then more of the same.
func candidates(b *summarize.Brief, headline said, shown []summarize.Quote) []summarize.Quote {
	all := slices.Clone(b.Quotes)
	for i := range all {
		all[i].Text = opening(all[i].Text)
	}
	all = slices.DeleteFunc(all, func(q summarize.Quote) bool { return !mayStand(q, headline) })
	slices.SortStableFunc(all, func(x, y summarize.Quote) int { return merit(b, y, shown) - merit(b, x, shown) })
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
	end := 0
	for _, at := range sentenceEnd.FindAllStringIndex(text, -1) {
		if units(text[:at[1]]) <= maxQuote && at[1] < len(text) {
			end = at[1]
		}
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

// fit keeps the card to a screen. What is given up first is the second sentence of what happened, then sides beyond two, which are named,
// then all of what happened; quotations take the room that is left, and two short ones stand whatever there is.
func (c *choice) fit() {
	if c.lines() > budget && len(c.gist) > 1 {
		c.gist = c.gist[:1]
	}
	for c.lines() > budget && len(c.sides) > 2 {
		last := len(c.sides) - 1
		c.also = append([]summarize.Party{c.sides[last].party}, c.also...)
		c.sides = c.sides[:last]
	}
	if c.lines() > budget {
		c.gist = nil
	}
	room := budget - c.lines()
	most := 2
	if len(c.sides) <= 3 {
		most = 3
	}
	var quotes []summarize.Quote
	for _, q := range c.quotes {
		takes := lines(q.Shown()) + 1.2
		if len(quotes) < most && (takes <= room || len(quotes) < 2 && units(q.Shown()) <= shortQuote || len(quotes)+len(c.sides) == 0) {
			quotes, room = append(quotes, q), room-takes
		}
	}
	c.quotes = quotes
}

// lines is how many lines of a phone the card takes without its quotations.
func (c *choice) lines() float64 {
	sum := lines(c.headline) + lines(strings.Join(c.gist, " "))
	for _, s := range c.sides {
		sum += lines(whoIs(s.party)+s.text+"  ") + 0.4
	}
	if len(c.silent) > 0 {
		sum += 1.5
	}
	return sum
}

// whoIs is a side's name and what it is, as the line has them.
func whoIs(party summarize.Party) string {
	if role := roleOf(party); role != "" {
		return cut(party.Name, maxName) + ", " + role
	}
	return cut(party.Name, maxName)
}

// roleOf is a side's role, or whom a person belongs to, where there is room for it; it is never cut.
func roleOf(party summarize.Party) string {
	for _, role := range []string{party.Role, party.Tag} {
		if role = PersonName(role); role != "" && units(role) <= maxRole && !strings.Contains(party.Name, role) {
			return role
		}
	}
	return ""
}
