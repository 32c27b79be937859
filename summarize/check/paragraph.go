package check

import (
	"unicode/utf8"

	"parley/summarize/attribution"
	"parley/summarize/transcript"
)

// maxParagraph is the most runes that are kept of the paragraph around a quotation.
const maxParagraph = 700

// paragraphAround is the paragraph that a quotation stands in, word for word: its own sentences, and of those before and after as many
// as there is room for. A sentence that speaks to who writes ends it on that side: it is shown nowhere else either.
func paragraphAround(t *transcript.Transcript, q transcript.Quotation) string {
	reading, first := t.Sources[q.Source].Reading, t.NumberOf(q)
	last := first
	for last < len(t.Sentences) && t.Sentences[last].Source == q.Source && spanOf(t, last).End < t.Found(q).End {
		last++
	}
	text := func(first, last int) string {
		return reading.Text[spanOf(t, first).Start:spanOf(t, last).End]
	}
	paragraph := func(number int) int { return reading.Sentences[t.Sentences[number-1].Index].Paragraph }
	mayGrow := func(number, first, last int) bool {
		return number >= 1 && number <= len(t.Sentences) && t.Sentences[number-1].Source == q.Source && t.Sentences[number-1].Carries() &&
			paragraph(number) == paragraph(t.NumberOf(q)) && utf8.RuneCountInString(text(first, last)) <= maxParagraph
	}
	for number := first; number <= last; number++ {
		if !mayGrow(number, first, last) {
			return ""
		}
	}
	for before, after := true, true; before || after; {
		if before = mayGrow(first-1, first-1, last); before {
			first--
		}
		if after = mayGrow(last+1, first, last+1); after {
			last++
		}
	}
	return text(first, last)
}

func spanOf(t *transcript.Transcript, number int) attribution.Span {
	at := t.Sentences[number-1]
	return t.Sources[at.Source].Reading.Sentences[at.Index].Span
}
