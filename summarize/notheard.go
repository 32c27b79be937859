package summarize

import (
	"regexp"
	"slices"
	"strings"

	"parley/summarize/attribution"
)

// silences are the ways in which English news says that somebody was asked and gave no answer.
var silences = []struct {
	word    string // in all that the pattern finds; looked for first, for speed
	pattern *regexp.Regexp
	why     string
}{
	{"eclined", regexp.MustCompile(`(?i)\bdeclined (?:\w+ )?(?:to comment|to be interviewed|to discuss|an interview|comment)\b`), "declined to comment"},
	{" not ", regexp.MustCompile(`(?i)\b(?:did|has|have) not (?:immediately )?(?:respond|replied|reply|responded|return|returned|answer|answered)\b[^.]*\b(?:request|comment|call|message|email|question)`), "did not respond"},
	{"reached", regexp.MustCompile(`(?i)\bcould not (?:immediately )?be reached\b`), "could not be reached"},
}

// silent says whether a sentence tells of somebody who gave no answer.
func silent(sentence string) bool {
	for _, silence := range silences {
		if strings.Contains(sentence, silence.word) && silence.pattern.MatchString(sentence) {
			return true
		}
	}
	return false
}

// notHeard lists who was asked and gave no answer, by the article's own words.
func notHeard(t *Transcript) []Absent {
	absent := []Absent{}
	for i, sentence := range t.Sentences {
		for _, silence := range silences {
			if sentence.Order || !strings.Contains(sentence.Text, silence.word) {
				continue
			}
			at := silence.pattern.FindStringIndex(sentence.Text)
			if at == nil {
				continue
			}
			name := t.lastNamedBefore(i+1, at[0])
			if name == "" || slices.ContainsFunc(absent, func(a Absent) bool { return a.Name == name }) {
				continue
			}
			absent = append(absent, Absent{name, silence.why})
		}
	}
	return absent
}

// lastNamedBefore is the entity whose mention ends last before the given offset of a sentence; pronouns count. Where the
// reading knows none, it is the capitalised words that end there.
func (t *Transcript) lastNamedBefore(number, offset int) string {
	at := t.Sentences[number-1]
	reading := t.Sources[at.Source].Reading
	start := reading.Sentences[at.Index].Start
	name, end := "", -1
	t.eachEntityIn([]int{number}, func(e *attribution.Entity) {
		for _, m := range e.Mentions {
			if m.Start >= start && m.End <= start+offset && m.End > end {
				name, end = e.Name, m.End
			}
		}
	})
	if name == "" {
		name = capitalisedEnd(at.Text[:offset])
	}
	return name
}

func capitalisedEnd(text string) string {
	words := strings.Fields(strings.TrimRight(text, " ,"))
	from := len(words)
	for from > 0 && strings.ToLower(words[from-1]) != words[from-1] && !strings.HasSuffix(words[from-1], ",") {
		from--
	}
	return strings.Trim(strings.Join(words[from:], " "), ",")
}
