package card

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
	"github.com/getkin/kin-openapi/openapi3"

	"parley/article"
	"parley/bot/phrases"
	"parley/playground/playgroundtest"
	"parley/summarize"
	"parley/summarize/check"
)

// A dice makes briefs as no writer would: texts that repeat each other, many names, scripts with long encodings.
type dice struct {
	*rand.Rand
	sentences []string
}

func (d dice) sentence() string {
	if d.IntN(3) == 0 {
		return d.sentences[d.IntN(len(d.sentences))] // told before
	}
	words := strings.Fields("ferry council vote price boats harbour winter 採決は費用の見積もり школа рішення we will not sign *this* @everyone before March 3 <@1>")
	var text []string
	for range 1 + d.IntN(30) {
		text = append(text, words[d.IntN(len(words))])
	}
	return strings.Join(text, " ") + "."
}

func (d dice) name() string {
	return []string{"Ada Lind", "Per Holm", "Traders’ Association", "ليلى حداد", "田所亜紀", "a tram driver", ""}[d.IntN(7)] + strings.Repeat(" of the North", d.IntN(5)) + " " + fmt.Sprint(d.IntN(40))
}

func (d dice) brief() *summarize.Brief {
	d.sentences = nil
	for range 6 {
		d.sentences = append(d.sentences, fmt.Sprintf("the %d boats of the northern line stay in the harbour until the ice is %d days old", d.IntN(9), d.IntN(9)))
	}
	kinds := []article.PageKind{article.Report, article.Report, article.Report, article.Opinion, article.PressRelease, article.Live, article.Product}
	b := &summarize.Brief{Headline: d.sentence(), Kind: kinds[d.IntN(len(kinds))], Question: d.sentence(), Writer: summarize.Author{Name: []string{"model", "extractive"}[d.IntN(2)], Model: "m"}}
	if d.IntN(2) == 0 {
		b.Checks.SecondReading = trusted(3)
	}
	for range 1 + d.IntN(7) {
		b.Sources = append(b.Sources, summarize.Origin{Link: "https://x.example/" + strings.Repeat("p", d.IntN(500)), Site: d.name(), Words: 2000, Language: "en", Published: at(1795630200), Partial: d.IntN(9) == 0})
	}
	for range d.IntN(4) {
		b.Gist = append(b.Gist, summarize.Claim{Text: d.sentence()})
	}
	for range d.IntN(9) {
		p := party(d.name(), d.name(), "opposes", d.sentence(), d.sentence())
		p.Positions[0].Act = []string{check.Speech, check.Wish, check.Deed}[d.IntN(3)]
		b.Parties = append(b.Parties, p)
	}
	for range d.IntN(30) {
		q := quoted(d.name(), d.name(), "", d.sentence())
		if n := len(b.Parties); n > 0 && d.IntN(2) == 0 {
			q.Party = b.Parties[d.IntN(n)].Name
		}
		q.Source, q.Alone = d.IntN(len(b.Sources)), d.IntN(2) == 0
		b.Quotes = append(b.Quotes, q)
	}
	for range d.IntN(6) {
		b.NotHeard = append(b.NotHeard, summarize.Absent{Name: d.name(), Why: "declined"})
	}
	return numbered(b)
}

func TestEveryCardKeepsTheRules(t *testing.T) {
	t.Parallel()
	schema := playgroundtest.Document(t).Components.Schemas["MessageCreateRequest"].Value
	d := dice{Rand: rand.New(rand.NewPCG(1, 2))}
	for n := range 200 {
		b := d.brief()
		o := Options{In: phrases.In([]string{"en", "de"}[n%2])}
		message := WithButtons(b, o, "12345678901234567890:3", "98765432109876543210")
		text := texts(message...)
		for _, fault := range []string{limitsOf(text), budgetOf(b), toldTwice(text), hidden(b, o, text, message[1])} {
			if fault != "" {
				t.Fatalf("card %d: %s\n%s", n, fault, text)
			}
		}
		if n%20 == 0 { // the document's schema takes some 10 ms a message
			if err := schema.VisitJSON(asJSON(t, map[string]any{"flags": 1 << 15, "components": message}), openapi3.EnableJSONSchema2020()); err != nil {
				t.Fatalf("card %d breaks Discord's document: %v", n, err)
			}
		}
	}
}

func asJSON(t *testing.T, value any) (body any) {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &body); err != nil {
		t.Fatal(err)
	}
	return body
}

func limitsOf(text string) string {
	if utf8.RuneCountInString(text) > 4000 || len(text) > 9500 {
		return fmt.Sprintf("%d characters in %d bytes", utf8.RuneCountInString(text), len(text))
	}
	return ""
}

// budgetOf counts the lines of a phone that a card takes: two quotations of 100 units stand whatever it says, and so does the only one.
func budgetOf(b *summarize.Brief) string {
	c := choose(b)
	sum := c.lines()
	for i, q := range c.quotes {
		if units(q.Shown()) > shortQuote && len(c.quotes)+len(c.sides) > 1 || i > 1 {
			sum += lines(q.Shown()) + 1.2
		}
	}
	if sum > 19 {
		return fmt.Sprintf("%.1f lines", sum)
	}
	return ""
}

var bylines = regexp.MustCompile(`(?m)^(> )?-# .*$`)

// toldTwice looks for five words in a row that stand twice on a card, apart from bylines and small print.
func toldTwice(text string) string {
	known := map[string]bool{}
	for line := range strings.SplitSeq(bylines.ReplaceAllString(text, ""), "\n") {
		line = seen(line)
		if _, held, isSide := strings.Cut(line, ": "); isSide {
			line = held // its name and role are no sentence
		}
		words := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return strings.ContainsRune(" .,“”…", r) })
		own := map[string]bool{}
		for i := range words {
			if i+5 > len(words) {
				break
			}
			run := strings.Join(words[i:i+5], " ")
			if known[run] {
				return "twice: " + run
			}
			own[run] = true
		}
		for run := range own {
			known[run] = true
		}
	}
	return ""
}

var counted = regexp.MustCompile(`\((\d+)\)|(?:and|und) (\d+) (?:more|mehr)`)

// hidden looks for a number on the card of which not all is behind one of its buttons.
func hidden(b *summarize.Brief, o Options, text string, buttons discordgo.MessageComponent) string {
	all := texts(More(b, o, "1:0", "", "", false)...) + texts(Sources(b, o, "1:0", "", "")...)
	for _, c := range buttons.(discordgo.ActionsRow).Components {
		button := c.(discordgo.Button)
		opened, n := "", 0
		switch action, _, _ := strings.Cut(button.CustomID, ":"); action {
		case ActionQuotes:
			for from := 0; from < len(b.Quotes); {
				shown, next := penFor(o.In).quotePage(b, b.Quotes, from)
				opened, n, from = opened+strings.Join(shown, "\n"), n+len(shown), next
			}
		case ActionSides:
			for i := range Heard(b) {
				opened, n = opened+texts(Side(b, o, "1:0", i)...), n+1
			}
		}
		if found := counted.FindStringSubmatch(button.Label); found != nil && found[1] != strconv.Itoa(n) {
			return fmt.Sprintf("%s opens %d", button.Label, n)
		}
		all += opened
	}
	for line := range strings.SplitSeq(text, "\n") {
		if !counted.MatchString(line) {
			continue
		}
		for _, name := range namesBehind(b, o, line) {
			if !strings.Contains(all, name) {
				return fmt.Sprintf("%q is in none of what the buttons open, but is counted in %q", name, line)
			}
		}
	}
	return ""
}

// namesBehind are the names that a line with "and 2 more" stands for.
func namesBehind(b *summarize.Brief, o Options, line string) (names []string) {
	switch {
	case strings.Contains(line, o.In.Say("not_heard")):
		for _, a := range named(b.NotHeard) {
			names = append(names, Escape(shown(a.Name, maxName)))
		}
	case strings.Contains(line, o.In.Say("also_heard")):
		for _, party := range choose(b).also {
			names = append(names, Escape(cut(shown(party.Name, maxName), maxName)))
		}
	}
	return names
}
