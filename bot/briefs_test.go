package bot

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/bwmarrin/discordgo"

	"parley/summarize"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

func ferryBrief() *summarize.Brief {
	link := "https://gazette.example/ferry"
	return &summarize.Brief{
		Headline: "Council puts off *ferry* vote",
		Gist:     []summarize.Claim{{Text: "The council put off a vote on its ferries until 3 March.", Sentences: []int{1}}},
		Parties: []summarize.Party{
			{Name: "Ada Lindqvist", Kind: "person", Stance: "conditional", Quotes: []int{1}, Positions: []summarize.Position{
				{Text: "Lindqvist still wanted the electric boats before October.", Clause: "still wanted the electric boats before October", Speaker: "Ada Lindqvist", Sentences: []summarize.Evidence{{Number: 3, Link: link + "#:~:text=Lindqvist"}}}}},
			{Name: "Islanders’ Association", Kind: "group", Stance: "opposes", Quotes: []int{2}, Positions: []summarize.Position{
				{Text: "The delay would not help his members.", Clause: "the delay would not help his members", Speaker: "Lars Holm", Sentences: []summarize.Evidence{{Number: 4, Link: link + "#:~:text=Lars"}}}}},
		},
		Quotes: []summarize.Quote{
			{ID: 1, Text: "We will not sign a cheque that nobody has read,", Speaker: "Ada Lindqvist", Role: "Mayor", Party: "Ada Lindqvist", Link: link + "#:~:text=We%20will"},
			{ID: 2, Text: "You are asking a pensioner to wait for a spreadsheet,", Speaker: "Lars Holm", Role: "chairman", Party: "Islanders’ Association", Link: link + "#:~:text=You"},
		},
		NotHeard: []summarize.Absent{{Name: "Tern Marine", Why: "declined"}},
		Sources:  []summarize.Origin{{Link: link, Site: "The Gazette", Byline: "K. Solberg", Published: "2026-01-06", Words: 812}},
		Checks:   summarize.Checks{Quotations: 2, Kept: 2},
		Writer:   summarize.Author{Name: "extractive"},
	}
}

func texts(components ...discordgo.MessageComponent) string {
	var out strings.Builder
	for _, c := range components {
		switch c := c.(type) {
		case discordgo.Container:
			out.WriteString(texts(c.Components...))
		case discordgo.TextDisplay:
			out.WriteString(c.Content + "\n")
		}
	}
	return out.String()
}

// bigBrief is a brief at the edge of what Discord takes: many parties, long names, scripts with long encodings.
func bigBrief(r *rand.Rand) *summarize.Brief {
	alphabets := []string{"abcdefgh ", "политика ", "新聞記者說了什麼", "🙂🙃 ", "*_`@<#:> ", "]( [x](y) "}
	if r.IntN(4) == 0 {
		alphabets = alphabets[2:4] // the longest encodings alone
	}
	text := func(most int) string {
		letters := []rune(alphabets[r.IntN(len(alphabets))])
		runes := make([]rune, r.IntN(most))
		for i := range runes {
			runes[i] = letters[r.IntN(len(letters))]
		}
		return string(runes)
	}
	b := &summarize.Brief{Headline: text(400), Question: text(300), Writer: summarize.Author{Name: "model", Model: text(100), Note: text(200)}}
	for range r.IntN(4) {
		b.Gist = append(b.Gist, summarize.Claim{Text: text(400)})
	}
	for range 1 + r.IntN(5) {
		b.Sources = append(b.Sources, summarize.Origin{Link: "https://x.example/" + text(80), Site: text(200), Byline: text(200), Words: r.IntN(5000), Notice: text(400)})
	}
	for i := range r.IntN(30) {
		party := summarize.Party{Name: fmt.Sprint(i) + text(300), Stance: "mixed"}
		for range r.IntN(4) {
			party.Positions = append(party.Positions, summarize.Position{Text: text(500), Speaker: text(300)})
		}
		for range r.IntN(3) {
			id := len(b.Quotes) + 1
			party.Quotes = append(party.Quotes, id)
			b.Quotes = append(b.Quotes, summarize.Quote{ID: id, Text: text(4000), Speaker: text(300), Role: text(300), Party: party.Name})
		}
		b.Parties = append(b.Parties, party)
	}
	return b
}

// active finds what Discord would read as a mention or a link in escaped text.
func active(text string) string {
	for _, mark := range []string{"@everyone", "@here", "<@", "<#", "<t:", "<:", "://", "](", "\n"} {
		if strings.Contains(strings.ReplaceAll(text, `\<`, ""), mark) {
			return mark
		}
	}
	return ""
}
