package card

import (
	"fmt"
	"slices"
	"strings"

	"parley/article"
	"parley/summarize"
)

// aside is what is to be known of a page on which only one speaks, or of which only a part was read.
func (p pen) aside(b *summarize.Brief, c choice) string {
	switch {
	case b.Kind == article.Opinion:
		line := "**" + p.Say("one_opinion") + "**"
		if quoted := p.alsoQuoted(b, c); quoted != "" {
			line = p.after(line, p.after(p.Say("also_quoted"), quoted))
		}
		return p.line("", line)
	case beginningOnly(b):
		return p.line("", p.Say("paywall"))
	case slices.ContainsFunc(b.Sources, func(o summarize.Origin) bool { return o.Unlike }):
		return p.line("", "**"+p.Say("unlike")+"**")
	case isPart(b):
		return p.line("", p.Say("partial"))
	case len(b.Sources) == 1 && b.Sources[0].Language == "" && len(b.Quotes) > 0 && b.Sources[0].Words > 0:
		return p.line("", p.Say("unread_language"))
	case c.onlyOne != "":
		line := "**" + p.Say("only_speaker", "Name", p.plain(c.onlyOne)) + "**"
		if silent := p.silent(c.silent); silent != "" {
			line = p.after(line, p.after(p.Say("not_heard"), silent))
		}
		return p.line("", line)
	}
	return ""
}

// alsoQuoted are the people whom an opinion quotes, but for its author and those whose words are shown.
func (p pen) alsoQuoted(b *summarize.Brief, c choice) string {
	known := map[string]bool{"": true, author(b): true}
	for _, q := range c.quotes {
		known[q.Speaker] = true
	}
	var names []string
	for _, q := range b.Quotes {
		name := PersonName(q.Speaker)
		if name == "" || known[q.Speaker] {
			continue
		}
		known[q.Speaker] = true
		name = p.name(name, maxName, q.Link)
		if role := PersonName(q.Role); role != "" && units(role) <= maxRole {
			name += p.Say("comma") + p.plain(role)
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return ""
	}
	return p.some(names, maxNamed)
}

// footer says what is word for word and who wrote the rest.
func (p pen) footer(b *summarize.Brief, o Options) string {
	var parts []string
	if b.Kind == article.Live {
		parts = append(parts, p.Say("may_have_changed"))
	}
	exact := "exact"
	if len(b.Quotes) == 0 {
		exact = "nobody"
	}
	return p.line("-# ", strings.Join(append(parts, p.after(p.Say(exact), p.writer(b, o))), " "))
}

func (p pen) writer(b *summarize.Brief, o Options) string {
	switch {
	case b.Writer.Name == "model":
		return p.Say("ai")
	case o.Waiting != "":
		return p.Say("waiting", "Model", p.plain(cut(o.Waiting, maxName)))
	case !o.Fresh.IsZero():
		return p.Say("budget_spent", "Time", p.stamp(fmt.Sprintf("<t:%d:R>", o.Fresh.Unix())))
	case slices.Contains(failures, b.Writer.Failure):
		return p.Say(b.Writer.Failure)
	}
	return p.Say("no_ai")
}

// failures are the reasons of package summarize for which no model wrote; each has a phrase of its name.
var failures = []string{"refused", "error", "useless", "long", "down", "late", "unreachable"}
