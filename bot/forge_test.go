package bot

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/digest"
	"parley/summarize"
)

var english = card.Options{In: phrases.In("en")}

// A page that poses as a broadcaster, with a byline that is a footer, in a card, an issue and a list of feeds.
func TestNoCardForgesASourceOrAFooter(t *testing.T) {
	t.Parallel()
	const forged = "R. Vane · 99 quotes, word for word"
	b := ferryBrief()
	b.Sources[0].Link, b.Sources[0].Site, b.Sources[0].Byline = "https://evil.example/x", "The Lantern", forged
	b.Parties[0].Name, b.Parties[1].Positions[0].Speaker = forged, forged
	b.Quotes[0].Speaker, b.Quotes[0].Role, b.Quotes[1].Channel = forged, forged, forged
	b.NotHeard[0].Name = forged
	for i := range b.Quotes {
		b.Quotes[i].Link, b.Parties[i].Positions[0].Sentences[0].Link = "https://evil.example/q", "https://evil.example/p"
	}
	issue := ferryIssue()
	issue.Stories[0].Brief, issue.Stories[0].Sources[0] = b, digest.Source{Name: "The Lantern", Link: "https://evil.example/x"}
	issue.Stories[0].Wants[0].Party = forged
	all := texts(everything(b)...) + feedName("The Lantern", "https://evil.example/feed")
	for _, layout := range []digest.Layout{digest.OnePost, digest.OneThread, digest.StoryThreads} {
		for _, part := range RenderIssue(issue, digest.Settings{Layout: layout, Length: digest.Long}, "p") {
			all += texts(part.message.Components...)
		}
	}
	if strings.Contains(all, "99 quotes") {
		t.Errorf("a forged footer is shown:\n%s", all)
	}
	if n, named := strings.Count(all, "[The Lantern]"), strings.Count(all, "(evil.example)"); n == 0 || n != named {
		t.Errorf("the site is named %d times, its domain beside it %d times:\n%s", n, named, all)
	}
}

// everything is all that can be opened of a brief.
func everything(b *summarize.Brief) (all []discordgo.MessageComponent) {
	o := english
	all = append(all, card.Brief(b, o))
	for n := range quotations(b) {
		all = append(append(all, card.Quotes(b, o, "1:0", n)...), card.Context(b, o, "1:0", n)...)
	}
	for n := range sidesOf(b) {
		all = append(all, card.Side(b, o, "1:0", n)...)
	}
	return append(append(all, card.More(b, o, "1:0", "2", "3", true)...), card.Sources(b, o, "1:0", "2", "3")...)
}

var stamps = regexp.MustCompile(`<t:-?\d+:[a-zA-Z]>`)

// holds fails where a text is active for Discord beyond masked links to targets and a role's mention, or forges a footer.
func holds(t *testing.T, text, target, role string) {
	t.Helper()
	bare := strings.ReplaceAll(text, "<@&"+role+">", "")
	if target != "" {
		page, _, _ := strings.Cut(target, "#:~:text=")
		for _, target := range []string{target, page} {
			bare = strings.ReplaceAll(bare, "](<"+strings.NewReplacer("(", "%28", ")", "%29").Replace(target)+">)", "")
		}
	}
	for line := range strings.SplitSeq(bare, "\n") {
		line = stamps.ReplaceAllString(line, "")
		if mark := active(line); mark != "" {
			t.Fatalf("a line holds %q:\n%s", mark, line)
		}
	}
	if utf8.RuneCountInString(text) > 4000 || len(text) > 9500 {
		t.Fatalf("%d characters in %d bytes", utf8.RuneCountInString(text), len(text))
	}
}

func FuzzCard(f *testing.F) {
	f.Add("Ada Lindqvist", "We will not sign", "https://a.example/x", "The Gazette")
	f.Add("@everyone <@1>", "](https://evil.example) \n-# 9 quotes, word for word", "https://a.example/(x)>", "https://www.lantern.example · 3 quotes")
	f.Add("\u2800", "a\nb\r\n> c", "javascript:alert(1)", "Z\u0300\u0301\u0302\u0303\u0304")
	f.Fuzz(func(t *testing.T, name, text, target, site string) {
		b := &summarize.Brief{
			Headline: text, Question: text, Gist: []summarize.Claim{{Text: text}, {Text: name}},
			Parties: []summarize.Party{{Name: name, Stance: "opposes", Quotes: []int{1}, Positions: []summarize.Position{{Text: text, Short: text, Clause: name, Speaker: site, Sentences: []summarize.Evidence{{Number: 1, Link: target}}}}}, {Name: site}},
			Quotes:  []summarize.Quote{{ID: 1, Text: text, Speaker: name, Role: site, Party: name, Channel: site, Link: target, Paragraph: site + text + name}}, NotHeard: []summarize.Absent{{Name: name, Why: text}},
			Sources: []summarize.Origin{{Link: target, Site: site, Byline: name, Published: text, Words: 3, Notice: text}},
			Writer:  summarize.Author{Name: "model", Model: name, Note: text}, Checks: summarize.Checks{Quotations: 1},
		}
		for _, drawn := range everything(b) {
			holds(t, texts(drawn), target, "")
		}
		footers := strings.Count(texts(card.Brief(b, english)), "word for word")
		if footers > 1 && !strings.Contains(strings.ToLower(card.Clip(text, 1<<20)), "word for word") {
			t.Fatalf("%d footers:\n%s", footers, texts(card.Brief(b, english)))
		}
	})
}

func FuzzIssue(f *testing.F) {
	f.Add("Morning", "Council puts off vote", "https://a.example/x", uint8(0))
	f.Add("<@&42> @here", "](https://evil.example)", "https://a.example/)>", uint8(7))
	f.Fuzz(func(t *testing.T, name, text, target string, look uint8) {
		entry := digest.Entry{Key: name, Title: text, What: text, Notice: text, Sources: []digest.Source{{Name: name, Link: target}, {Link: target}, {Name: name, Link: target, Same: true}},
			Wants: []digest.Want{{Party: name, Text: text}}, Brief: &summarize.Brief{Headline: text, Parties: []summarize.Party{{Name: name, Quotes: []int{1}}},
				Quotes: []summarize.Quote{{ID: 1, Text: text, Speaker: name, Link: target}}}}
		bare := entry
		bare.Brief = nil
		issue := &digest.Issue{Name: name, Stories: []digest.Entry{entry, bare, entry}, LeftOut: []digest.LeftOut{{Why: text, Count: 2}}}
		s := digest.Settings{Role: "42", Length: []digest.Length{digest.Short, digest.Normal, digest.Long}[look%3],
			Layout: []digest.Layout{digest.OnePost, digest.OneThread, digest.StoryThreads}[look/3%3]}
		for _, part := range RenderIssue(issue, s, "post") {
			holds(t, texts(part.message.Components...), target, "42")
		}
	})
}

// A kept issue that was spoilt in the database costs its menu, and no more.
func FuzzKeptIssue(f *testing.F) {
	f.Add([]byte(`{"name":"Morning","stories":[{"title":"A","brief":{"quotes":[{"text":"x"}],"parties":[{"quotes":[7]}]}},{}]}`))
	f.Add([]byte(`{"stories":[{"brief":{"parties":[{"positions":[{"sentences":[{}]}]}]}}],"cost":{"dollars":1e300}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var issue digest.Issue
		if json.Unmarshal(data, &issue) != nil {
			return
		}
		for n := range issue.Stories {
			texts(card.Story(&issue, n, storyRef("post", n), english)...)
		}
		RenderIssue(&issue, digest.Settings{}, "post")
	})
}
