package transcript

import "parley/summarize/attribution"

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
