package main

import (
	"fmt"
	"strings"

	"parley/summarize/attribution"
)

// writeWhy tells in words why one of those who said what has its speaker.
func writeWhy(p *page, number int, w *attribution.Why) error {
	p.line("", bold, fmt.Sprintf("%d  %s", number, whoSpeaks(w)))
	p.wrap("", "", p.styled(faint, "("+string(w.Kind)+") ")+clean(w.Content))
	p.blank()
	p.wrap("", "", clean(whatTies(w)))
	if w.ByRules {
		p.line("", plain, "Rules alone read this language: they weigh nothing, so there are no shares.")
		return p.flush()
	}
	writeWeights(p, "Who may speak, with shares:", w.Speakers, share)
	writeWeights(p, "What may be the source of the cue:", w.Sources, share)
	writeWeights(p, fmt.Sprintf("Whom “%s” may mean:", w.Source), w.Meanings, share)
	writeWeights(p, "Why the quotation has this cue and not the next best:", w.Choice, logOdds)
	writeWeights(p, "Why the cue has this source and not the next best:", w.Sourced, logOdds)
	writeWeights(p, fmt.Sprintf("Why “%s” means this one and not the next best:", w.Source), w.Meant, logOdds)
	writeWeights(p, "What makes the speaker likely or not:", w.Doubts, logOdds)
	return p.flush()
}

func whoSpeaks(w *attribution.Why) string {
	switch {
	case w.Speaker == "":
		return "speaker unclear"
	case w.Sure:
		return fmt.Sprintf("%s, surely (%.2f)", w.Speaker, w.Probability)
	}
	return fmt.Sprintf("perhaps %s (%.2f), not sure enough to be named", w.Speaker, w.Probability)
}

// whatTies names the cue and the source.
func whatTies(w *attribution.Why) string {
	cue, source := "No word ties it to its source; ", "nobody is named there."
	if w.Cue != "" {
		cue = fmt.Sprintf("The cue is “%s”; ", w.Cue)
	}
	if w.Source != "" {
		source = fmt.Sprintf("the source is “%s”.", w.Source)
	}
	return cue + source
}

func share(v float32) string   { return fmt.Sprintf("%5.2f", v) }
func logOdds(v float32) string { return fmt.Sprintf("%+5.1f", v) }

// writeWeights lists what counts, without what would show as nothing.
func writeWeights(p *page, heading string, all []attribution.Weight, format func(float32) string) {
	headed := false
	for _, w := range all {
		shown := format(w.Value)
		if strings.Trim(shown, " +-0.") == "" {
			continue
		}
		if !headed {
			p.blank()
			p.line("", plain, heading)
			headed = true
		}
		p.wrap("  "+shown+"  ", strings.Repeat(" ", 9), clean(w.Name))
	}
}
