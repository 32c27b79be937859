package card

import (
	"slices"
	"strings"

	"parley/article"
	"parley/summarize"
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
	differ   []summarize.Difference
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
	taken = c.takeSides(b, heard, taken)
	c.gist, c.differ = gist(b, taken), differing(b)
	if !isPart(b) {
		c.silent = named(b.NotHeard)
	}
	if c.hasOneVoice(b) {
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

// takeSides puts the question and the sides on a card that may have any, and returns what is taken then.
func (c *choice) takeSides(b *summarize.Brief, heard []summarize.Party, taken []said) []said {
	if b.Kind == article.Opinion || beginningOnly(b) || c.voices <= 1 && len(c.quotes) > 0 {
		return taken
	}
	if asked := question(b); asked != "" && !isTold(asked, taken) {
		c.question, taken = asked, append(taken, saidIn(asked))
	}
	c.sides, c.also = linesOf(heard, taken)
	for _, s := range c.sides {
		taken = append(taken, saidIn(s.text))
	}
	return taken
}

// hasOneVoice says whether one speaks alone on a page that is about others, too.
func (c *choice) hasOneVoice(b *summarize.Brief) bool {
	return c.voices == 1 && len(c.sides) == 0 && b.Kind != article.Opinion && (b.Kind == article.PressRelease || len(c.silent) > 0)
}

// chosen is what stands on a card of the length that is wanted. A short one has two sides and a quotation; the rest is behind its buttons.
func chosen(b *summarize.Brief, o Options) choice {
	c := chooseAfter(b, o.Before)
	if !o.Since.IsZero() { // what is new is said above it
		news := []said{saidIn(o.News)}
		c.gist = slices.DeleteFunc(c.gist, func(text string) bool { return isTold(text, news) })
	}
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
