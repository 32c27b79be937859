package card

import (
	"slices"
	"strings"

	"parley/summarize"
)

// Of several articles: what they tell differently, on the card, and what they tell alike, behind its button.

const (
	maxDiffer = 2 // differences on a card
	maxAgreed = 4 // lines behind it that several carry
)

// differing are the differences that have room on a card: a version is never cut.
func differing(b *summarize.Brief) (fit []summarize.Difference) {
	for _, d := range b.Disputed {
		small := true
		for _, v := range d.Versions {
			small = small && units(v.Text) <= maxLine
		}
		if small && len(fit) < maxDiffer {
			fit = append(fit, d)
		}
	}
	return fit
}

// differ are lines of differences, each version with its outlet and time.
func (p pen) differ(b *summarize.Brief, differences []summarize.Difference) string {
	var texts []string
	for _, d := range differences {
		var versions []string
		for _, v := range d.Versions {
			versions = append(versions, p.plain(strings.TrimSuffix(v.Text, "."))+p.bracket(p.list(p.toldIn(b, v))))
		}
		texts = append(texts, p.line("", p.after("**"+p.Say("sources_differ")+"**", p.list(versions))))
	}
	return strings.Join(texts, "\n")
}

// toldIn are the outlets of a version, each once, with when they told it.
func (p pen) toldIn(b *summarize.Brief, v summarize.Version) (outlets []string) {
	known := map[int]bool{}
	for _, sentence := range v.Sentences {
		if known[sentence.Source] || sentence.Source < 0 || sentence.Source >= len(b.Sources) {
			continue
		}
		known[sentence.Source] = true
		from := b.Sources[sentence.Source]
		for _, part := range []string{p.outlet(from.Site, sentence.Link), p.stamp(stampOf(from))} {
			if part != "" {
				outlets = append(outlets, part)
			}
		}
	}
	return outlets
}

// severalFacts are the differences that are not on the card, and what several sources tell alike.
func (p pen) severalFacts(b *summarize.Brief, c choice) (facts []string) {
	for _, d := range b.Disputed {
		onCard := func(shown summarize.Difference) bool { return shown.Versions[0].Text == d.Versions[0].Text }
		if !slices.ContainsFunc(c.differ, onCard) {
			facts = append(facts, p.differ(b, []summarize.Difference{d}))
		}
	}
	lines := 0
	for _, claim := range slices.Concat(b.Agreed, b.Gist) {
		if claim.CarriedBy < 2 || lines == maxAgreed {
			continue
		}
		lines++
		var names []string
		for _, source := range claim.Sources {
			if source >= 0 && source < len(b.Sources) {
				names = append(names, p.outlet(b.Sources[source].Site, b.Sources[source].Link))
			}
		}
		facts = append(facts, p.after(p.Say("sources_agree"), p.plain(Clip(claim.Text, maxOne))+p.bracket(p.some(names, maxOutlets))))
	}
	return facts
}
