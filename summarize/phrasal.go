package summarize

import (
	"strings"

	"parley/pattern"
	"parley/summarize/attribution"
)

// Verbs that only the words behind them make one of saying or wanting. The reading has the verb alone for the cue, and the rest of the phrase
// in what is said: "made | clear that the ferry must go".

var (
	tellingPhrase = pattern.Lazy(`(?i)^(?:(?:made|makes?|making) (?:it )?(?:(?:very|quite|abundantly|\w+ly) )?(?:clear|plain|known))\b`)
	wantingPhrase = pattern.Lazy(`(?i)^(?:(?:c[ao]m(?:e|es|ing)|sp(?:oke|eaks?|eaking|oken)) out (?:\w+ly )?(?:against|for|in (?:favou?r|support) of)` +
		`|(?:threw|throws?|thrown|throwing) (?:his|her|its|their) (?:weight|support) behind|rul(?:ed|es|e|ing) out|(?:warn|caution|advis|argu)(?:ed|es?|s) against|(?:express|voic|offer)(?:ed|es) (?:\p{Ll}+ )?(?:support for|opposition to|concerns? (?:about|over)|doubts? (?:about|over))|push(?:ed|es|ing)? for|push(?:ed|es|ing)? back (?:on|against))\b`)
)

// withPhrase is an attribution with its whole cue, where that is a phrase.
func withPhrase(r *attribution.Reading, a attribution.Attribution) attribution.Attribution {
	if r.Language != "en" || len(a.Content) == 0 || a.Content[0].Start < a.Cue.End || a.Cue.End == a.Cue.Start {
		return a
	}
	from := r.Text[a.Cue.Start:a.Content[0].End]
	phrase := max(len(tellingPhrase.FindString(from)), len(wantingPhrase.FindString(from)))
	if end := a.Cue.Start + phrase; end > a.Cue.End && end < a.Content[0].End {
		content := a.Content[0]
		content.Start = max(content.Start, a.Content[0].End-len(strings.TrimLeft(r.Text[end:a.Content[0].End], " ")))
		a.Content = append([]attribution.Span{content}, a.Content[1:]...)
		a.Cue.End = end
	}
	return a
}

// wants says whether a cue is of wanting or judging, and takes an object or an infinitive.
func wants(cue string) bool { return isOf(wanting, cue) || wantingPhrase.MatchString(cue) }

// tells says whether a cue is of saying or holding, and wants a clause.
func tells(cue string) bool {
	return tellingPhrase.MatchString(cue) || isOf(telling, cue) && !wantingPhrase.MatchString(cue)
}
