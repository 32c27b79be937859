package card

import (
	"strings"

	"parley/summarize"
	"parley/summarize/words"
)

// fit keeps the card to a screen. What is given up first is the second sentence of what happened, then the second difference, then sides beyond two, which are named,
// then all of what happened; quotations take the room that is left, and two short ones stand whatever there is.
func (c *choice) fit() {
	if c.lines() > budget && len(c.gist) > 1 {
		c.gist = c.gist[:1]
	}
	if c.lines() > budget && len(c.differ) > 1 {
		c.differ = c.differ[:1]
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
	for _, d := range c.differ {
		sum += lines(differText(d))
	}
	if len(c.silent) > 0 {
		sum += 1.5
	}
	return sum
}

// differText is about what a difference takes on a card: its versions, with room for an outlet and a time each.
func differText(d summarize.Difference) (text string) {
	const outlet = 26 // units
	for _, v := range d.Versions {
		text += v.Text + strings.Repeat(" ", outlet)
	}
	return text
}

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
	if float64(c.words()) >= most {
		c.differ = nil
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
	for _, d := range c.differ {
		texts = append(texts, differText(d))
	}
	for _, s := range c.sides {
		texts = append(texts, s.party.Name, s.party.Role, s.text)
	}
	for _, q := range c.quotes {
		texts = append(texts, q.Text, q.Speaker, q.Role)
	}
	return words.Count(strings.Join(texts, " "))
}
