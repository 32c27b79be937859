package main

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"parley/summarize/attribution"
	"parley/summarize/transcript"
)

// speakerColours tell the speakers of an article apart, in order of appearance; they stand out on light and dark.
var speakerColours = []ansi.BasicColor{ansi.Cyan, ansi.Yellow, ansi.Magenta, ansi.Green, ansi.Blue, ansi.Red}

// writeTranscript shows what Parley read: the numbered sentences with what is said in them in its speakers' colours, then
// who said what.
func writeTranscript(p *page, t *transcript.Transcript) error {
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
		p.wrap(p.styled(faint, number), strings.Repeat(" ", len(number)), p.colourSpeech(t.Sources[sentence.Source], reading.Sentences[sentence.Index].Span, colours))
	}
	p.blank()
	p.line("", bold, "WHO SAID WHAT")
	for _, source := range t.Sources {
		if notice := source.Notice(); notice != "" {
			p.wrap("", "", p.styled(faint, notice))
		}
		writeAttributions(p, source, colours)
	}
	return p.flush()
}

// colourSpeech is a sentence's text with what is said in it in its speakers' colours.
func (p *page) colourSpeech(source transcript.Source, sentence attribution.Span, colours map[string]ansi.Style) string {
	var out strings.Builder
	for _, part := range cutAtSpeech(source, sentence) {
		out.WriteString(p.styled(colours[part.speaker], cleanPart(part.text)))
	}
	return strings.TrimSpace(out.String())
}

// A sentencePart is a piece of a sentence: what somebody said, as a quotation with its marks or in the article's own words,
// or what stands between.
type sentencePart struct {
	text    string
	quoted  bool
	speaker string // "" when unclear, and where nobody speaks
	said    int    // index of the attribution in its reading, -1 where nobody speaks
}

// A stretch is what one speaker said, within a sentence.
type stretch struct {
	attribution.Span
	quoted  bool
	speaker string
	said    int
}

func cutAtSpeech(source transcript.Source, sentence attribution.Span) []sentencePart {
	var parts []sentencePart
	r, at := source.Reading, sentence.Start
	for _, s := range speech(source, sentence) {
		start := max(s.Start, at)
		if start >= s.End {
			continue
		}
		parts = append(parts, sentencePart{text: r.Text[at:start], said: -1}, sentencePart{r.Text[start:s.End], s.quoted, s.speaker, s.said})
		at = s.End
	}
	return append(parts, sentencePart{text: r.Text[at:sentence.End], said: -1})
}

// speech is what is said in a sentence, in order: its attributed quotations, and what is told outside of them.
func speech(source transcript.Source, sentence attribution.Span) []stretch {
	r := source.Reading
	clip := func(s attribution.Span) attribution.Span {
		return attribution.Span{Start: max(s.Start, sentence.Start), End: min(s.End, sentence.End)}
	}
	var quoted, all []stretch
	first := sort.Search(len(r.Quotations), func(n int) bool { return r.Quotations[n].Outer.End > sentence.Start })
	for n := first; n < len(r.Quotations) && r.Quotations[n].Outer.Start < sentence.End; n++ {
		q := r.Quotations[n]
		if s := clip(q.Outer); s.Start < s.End && q.Attribution >= 0 {
			quoted = append(quoted, stretch{s, true, speakerName(r, q.Attribution), q.Attribution})
		}
	}
	for _, i := range source.AttributionsAt(sentence.Start) {
		name := speakerName(r, i)
		for _, content := range r.Attributions[i].Content {
			rest := clip(content)
			if name == "" || rest.Start >= rest.End {
				continue
			}
			for _, q := range quoted {
				if q.Start < rest.End && q.End > rest.Start {
					all = append(all, stretch{attribution.Span{Start: rest.Start, End: q.Start}, false, name, i})
					rest.Start = q.End
				}
			}
			all = append(all, stretch{rest, false, name, i})
		}
	}
	all = append(all, quoted...)
	slices.SortStableFunc(all, func(a, b stretch) int { return a.Start - b.Start })
	return all
}

// cleanPart is clean for a part of a line: it keeps one blank at either end where there was white space.
func cleanPart(text string) string {
	const mark = "x"
	joined := clean(mark + text + mark)
	return joined[len(mark) : len(joined)-len(mark)]
}

func writeAttributions(p *page, source transcript.Source, colours map[string]ansi.Style) {
	r := source.Reading
	digits := len(fmt.Sprint(len(r.Attributions)))
	for i, found := range r.Attributions {
		if source.Hides(found) {
			continue
		}
		name := speakerName(r, i)
		label := guess(found, name)
		if label == "" {
			label = "speaker unclear"
		} else if role := r.Entities[found.Speaker].Role; role != "" {
			label += ", " + role
		}
		number := fmt.Sprintf("%*d  ", digits, i+1)
		p.wrap(p.styled(faint, number), strings.Repeat(" ", len(number)), p.styled(colours[name], clean(label))+p.styled(faint, " ("+string(found.Kind)+") ")+clean(shownContent(r, found)))
	}
	if len(r.Attributions) == 0 {
		p.line("", plain, "Nobody is quoted in this text.")
	}
}

// guess says so where a speaker's name is not sure.
func guess(a attribution.Attribution, name string) string {
	if name != "" && !a.Sure {
		return "perhaps " + name
	}
	return name
}

// shownContent is what was said, with a mark where the article's own words stand between: no one must read it as one
// quotation.
func shownContent(r *attribution.Reading, a attribution.Attribution) string {
	return strings.Join(contentParts(r, a), " … ")
}
