package transcript

import (
	"slices"

	"parley/summarize/attribution"
)

// Notice tells people so where Parley does not know the language of a source, or cannot tell it of so short a text; else it is "".
func (s Source) Notice() string {
	if s.Reading.Language != "" || len(s.Reading.Sentences) == 0 {
		return ""
	}
	return "Parley cannot tell this text’s language, or does not read it yet: it finds what stands between quotation marks, but not who said it."
}

// Shows says whether who reads the source's page sees the words of a span just so: nothing was taken out from among them, and they
// do not stand in the page's data alone.
func (s Source) Shows(span attribution.Span) bool {
	for _, gap := range s.Article.Gaps {
		if span.Start < gap && gap < span.End {
			return false
		}
	}
	for _, line := range s.Article.Unseen {
		if line.Start < span.End && span.Start < line.End {
			return false
		}
	}
	return true
}

// Hides says whether an attribution has words for its content that the page does not show so.
func (s Source) Hides(a attribution.Attribution) bool {
	return a.Kind != attribution.Indirect && slices.ContainsFunc(a.Content, func(c attribution.Span) bool { return !s.Shows(c) })
}

// markUnshown makes asides of the sentences with a part of a quotation that the page does not show so: a line copied from one would
// bring its marks along.
func (t *Transcript) markUnshown() {
	for _, source := range t.Sources {
		if len(source.Article.Gaps)+len(source.Article.Unseen) == 0 {
			continue
		}
		for _, q := range source.Reading.Quotations {
			if source.Shows(q.Outer) {
				continue
			}
			for _, n := range sentencesOf(source.Reading, q.Outer) {
				t.Sentences[source.First-1+n].Aside = true
			}
		}
	}
}

// sentencesOf are the sentences, by index, that a span touches.
func sentencesOf(r *attribution.Reading, span attribution.Span) (all []int) {
	for n := max(0, sentenceAt(r, span.Start)); n < len(r.Sentences) && r.Sentences[n].Start < span.End; n++ {
		all = append(all, n)
	}
	return all
}
