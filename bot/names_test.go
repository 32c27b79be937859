package bot

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/digest"
	"parley/summarize"
)

func TestANameIsShownWhereItIsOne(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"Ada Lindqvist", "K. Solberg", "University of Reading", "Marcel·la Puig", "ジョン・スミス", "Nguyễn Thị Bích", "Владимир Ґонта", "שָׁלוֹם כֹּהֵן",
		"สมศักดิ์ ที่ดี", "नरेन्द्र क़ुरैशी", "བརྒྱུད་འཛིན", "U.S. Treasury", "Médecins Sans Frontières", "AT&T", "C# users", "7 News", "Not a Number",
	} {
		if got := shown(name, 80); got != name {
			t.Errorf("shown(%q) = %q; want it as it is", name, got)
		}
	}
}

func TestANameThatPosesAsSomethingElseIsNotShown(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"", " ", "\u2800\u2800", "\u200b\u2060", "\u3164", "\u115f\u1160", "\uffa0", "\u034f\ufe0f", "— …", "\U000e0041",
		"Z\u0300\u0301\u0302\u0303algo", "a\u0300\u0301\u0302b\u0300\u0301\u0302c\u0300\u0301\u0302",
		"https://lantern.example/", "HTTP：／／lantern.example", "see www.lantern.example", "ｗｗｗ.lantern.example",
		"R. Vane · 12 quotes, word for word", "R. Vane ‧ editor", "R. Vane • editor", "R. Vane・editor", "12 Quotes", "Word\u00a0For  Word News", "ｗｏｒｄ ｆｏｒ ｗｏｒｄ",
		"wo\u200brd for wo\u00adrd", "wor\xc6d for word", "wor\ue000d for word", "w\x00ww.lantern.example", "wórd för word", "No AI used", "full text read (90 words)", "speaker unclear", "left out as unsupported: 0", "about 4 min of reading",
		"Lаntern Post", // with a Cyrillic а
		"Οlive Daily",  // with a Greek Ο
	} {
		if got := shown(name, 80); got != "" {
			t.Errorf("shown(%q) = %q; want nothing", name, got)
		}
	}
}

func TestASitesNameStandsBesideItsDomain(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, link, want string }{
		{"Lantern Post", "https://news.fake.co.uk/x", "[Lantern Post](<https://news.fake.co.uk/x>) (fake.co.uk)"},
		{"Lantern Post", "https://lantern.example.hosting.github.io/", "[Lantern Post](<https://lantern.example.hosting.github.io/>) (hosting.github.io)"},
		{"fake.co.uk", "https://www.fake.co.uk/x", "[fake.co.uk](<https://www.fake.co.uk/x>)"},
		{"www.fake.co.uk", "https://fake.co.uk/x", "[fake.co.uk](<https://fake.co.uk/x>)"},
		{"https://lantern.com", "https://fake.co.uk/x", "[fake.co.uk](<https://fake.co.uk/x>)"},
		{"lantern.com", "https://fake.co.uk/x", "[fake.co.uk](<https://fake.co.uk/x>)"},
		{"News from lantern.com", "https://fake.co.uk/x", "[fake.co.uk](<https://fake.co.uk/x>)"},
		{"Lantern.com", "https://m.lantern.com/x", "[lantern.com](<https://m.lantern.com/x>)"},
		{"", "https://fake.co.uk/x", "[fake.co.uk](<https://fake.co.uk/x>)"},
		{"\u2800", "http://192.0.2.7:8080/x", `[192\.0.2.7](<http://192.0.2.7:8080/x>)`},
		{"Lantern Post", "http://[2001:db8::7]/x", "[Lantern Post](<http://[2001:db8::7]/x>) (2001:db8::7)"},
		{"Lantern Post", "https://lаntern.com/x", "[Lantern Post](<https://lаntern.com/x>) (xn--lntern-3nf.com)"},
		{"Lantern Post", "https://lantern.com@fake.co.uk/x", "[Lantern Post](<https://lantern.com@fake.co.uk/x>) (fake.co.uk)"},
		{"Lantern Post", "", ""},
		{"Lantern Post", "https://localhost/x", "[Lantern Post](<https://localhost/x>) (localhost)"},
	} {
		if got := source(row.name, row.link); got != row.want {
			t.Errorf("source(%q, %q) = %s; want %s", row.name, row.link, got, row.want)
		}
	}
}

// A page that poses as a broadcaster, with a byline that is a footer, in a card, an issue and a list of feeds.
func TestNoCardForgesASourceOrAFooter(t *testing.T) {
	t.Parallel()
	const forged = "R. Vane · 99 quotes, word for word"
	b := ferryBrief()
	b.Sources[0].Link, b.Sources[0].Site, b.Sources[0].Byline = "https://evil.example/x", "The Lantern", forged
	b.Parties[0].Name, b.Parties[1].Positions[0].Speaker = forged, forged
	b.Quotes[0].Speaker, b.Quotes[0].Role, b.Quotes[1].Channel = forged, forged, forged
	b.NotHeard[0].Name = forged
	issue := ferryIssue()
	issue.Stories[0].Brief, issue.Stories[0].Sources[0] = b, digest.Source{Name: "The Lantern", Link: "https://evil.example/x"}
	issue.Stories[0].Wants[0].Party = forged
	all := texts(Render(b)) + partyText(b, b.Parties[1]) + feedName("The Lantern", "https://evil.example/feed")
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

var stamps = regexp.MustCompile(`<t:-?\d+:[a-zA-Z]>`)

// holds fails where a text is active for Discord beyond masked links to targets and a role's mention, or forges a footer.
func holds(t *testing.T, text, target, role string) {
	t.Helper()
	bare := strings.ReplaceAll(text, "<@&"+role+">", "")
	if target != "" {
		bare = strings.ReplaceAll(bare, "](<"+strings.NewReplacer("(", "%28", ")", "%29").Replace(target)+">)", "")
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
			Parties: []summarize.Party{{Name: name, Stance: "opposes", Quotes: []int{1}, Positions: []summarize.Position{{Text: text, Speaker: site, Sentences: []summarize.Evidence{{Number: 1, Link: target}}}}}, {Name: site}},
			Quotes:  []summarize.Quote{{ID: 1, Text: text, Speaker: name, Role: site, Party: name, Channel: site, Link: target}}, NotHeard: []summarize.Absent{{Name: name, Why: text}},
			Sources: []summarize.Origin{{Link: target, Site: site, Byline: name, Published: text, Words: 3, Notice: text}},
			Writer:  summarize.Author{Name: "model", Model: name, Note: text}, Checks: summarize.Checks{Quotations: 1},
		}
		holds(t, texts(Render(b)), target, "")
		holds(t, partyText(b, b.Parties[0]), target, "")
		page, _ := quotePage(b.Quotes, 0)
		holds(t, page, target, "")
		if n := strings.Count(texts(Render(b)), ", word for word"); n > 1 && !strings.Contains(strings.ToLower(clip(text, 1<<20)), "word for word") {
			t.Fatalf("%d footers:\n%s", n, texts(Render(b)))
		}
	})
}

func FuzzIssue(f *testing.F) {
	f.Add("Morning", "Council puts off vote", "https://a.example/x", uint8(0))
	f.Add("<@&42> @here", "](https://evil.example)", "https://a.example/)>", uint8(7))
	f.Fuzz(func(t *testing.T, name, text, target string, look uint8) {
		entry := digest.Entry{Key: name, Title: text, Notice: text, Sources: []digest.Source{{Name: name, Link: target}, {Link: target}},
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
			texts(storyCard(&issue, n))
		}
		RenderIssue(&issue, digest.Settings{}, "post")
	})
}
