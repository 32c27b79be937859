package main

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"parley/summarize"
	"parley/summarize/attribution"
)

// speakerColours tell the speakers of an article apart, in order of appearance; they stand out on light and dark.
var speakerColours = []ansi.BasicColor{ansi.Cyan, ansi.Yellow, ansi.Magenta, ansi.Green, ansi.Blue, ansi.Red}

// writeTranscript shows what Parley read: the numbered sentences with the quotations in their speakers' colours, then
// who said what.
func writeTranscript(p *page, t *summarize.Transcript) error {
	colours := map[string]ansi.Style{}
	for _, source := range t.Sources {
		for i := range source.Reading.Attributions {
			if name := speakerName(source.Reading, i); name != "" && colours[name] == nil {
				colours[name] = ansi.NewStyle().ForegroundColor(speakerColours[len(colours)%len(speakerColours)])
			}
		}
	}
	digits := len(fmt.Sprint(len(t.Sentences)))
	paragraph := -1
	for i, sentence := range t.Sentences {
		reading := t.Sources[sentence.Source].Reading
		if found := reading.Sentences[sentence.Index]; found.Paragraph != paragraph {
			if paragraph >= 0 {
				p.blank()
			}
			paragraph = found.Paragraph
		}
		number := fmt.Sprintf("%*d  ", digits, i+1)
		p.wrap(p.styled(faint, number), strings.Repeat(" ", len(number)), p.colourQuotations(reading, reading.Sentences[sentence.Index].Span, colours))
	}
	p.blank()
	p.line("", bold, "WHO SAID WHAT")
	for _, source := range t.Sources {
		writeAttributions(p, source.Reading, colours)
	}
	return p.flush()
}

// colourQuotations is a sentence's text with the attributed quotations in it in their speakers' colours.
func (p *page) colourQuotations(r *attribution.Reading, sentence attribution.Span, colours map[string]ansi.Style) string {
	var out strings.Builder
	for _, part := range cutAtQuotations(r, sentence) {
		out.WriteString(p.styled(colours[part.speaker], cleanPart(part.text)))
	}
	return strings.TrimSpace(out.String())
}

// A sentencePart is a piece of a sentence: an attributed quotation with its marks, or what stands between two.
type sentencePart struct {
	text    string
	quoted  bool
	speaker string // "" when unclear, and outside quotations
}

func cutAtQuotations(r *attribution.Reading, sentence attribution.Span) []sentencePart {
	var parts []sentencePart
	at := sentence.Start
	for _, q := range r.Quotations {
		start, end := max(q.Outer.Start, at), min(q.Outer.End, sentence.End)
		if start >= end || q.Attribution < 0 {
			continue
		}
		parts = append(parts, sentencePart{text: r.Text[at:start]},
			sentencePart{text: r.Text[start:end], quoted: true, speaker: speakerName(r, q.Attribution)})
		at = end
	}
	return append(parts, sentencePart{text: r.Text[at:sentence.End]})
}

// cleanPart is clean for a part of a line: it keeps one blank at either end where there was white space.
func cleanPart(text string) string {
	const mark = "x"
	joined := clean(mark + text + mark)
	return joined[len(mark) : len(joined)-len(mark)]
}

func writeAttributions(p *page, r *attribution.Reading, colours map[string]ansi.Style) {
	for i, found := range r.Attributions {
		name := speakerName(r, i)
		label := name
		if name == "" {
			label = "speaker unclear"
		} else if role := r.Entities[found.Speaker].Role; role != "" {
			label += ", " + role
		}
		p.wrap("", "", p.styled(colours[name], clean(label))+p.styled(faint, " ("+string(found.Kind)+") ")+clean(contentText(r, found)))
	}
	if len(r.Attributions) == 0 {
		p.line("", plain, "Nobody is quoted in this text.")
	}
}
