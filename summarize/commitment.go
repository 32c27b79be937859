package summarize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// A commitment is what an article itself says that a side has taken on, refused or waits for, with no cue of speech:
// "Germany and Spain have not committed to sending troops". The line is the article's sentence from its subject on.
type commitment struct {
	party, kind string
	claim       check.DraftClaim
}

// committing reads what follows a sentence's subject: auxiliaries and adverbs, then a verb that commits. English only. The
// passive is left out, for its subject is not the one who acts.
var committing = pattern.Lazy(`^(?:, [^,.;]{1,30},)?(?: (?:has|have|had|will|would|does|do|did|not|never|also|still|now|already|both|all|so far|\w+ly))*` +
	` (?:committed|pledged|promised|refused|refuses?|rejects?|ruled out|oppose[sd]?|back(?:s|ed)|support(?:s|ed)|vowed|` +
	`demands?|demanded|insists?|insisted|endorsed|endorses?|condemned|calls? for|called for|wants?|wanted|push(?:es|ed|ing) for|` +
	`rebuff(?:s|ed) (?:\p{Ll}+ )?(?:pressure|calls|demands|requests|appeals|suggestions|criticism|claims|accusations|offers|proposals)|(?:is|are) waiting)\b`)

var (
	// noAnswer is what somebody refuses who says nothing.
	noAnswer = pattern.Lazy(`\brefuse[sd]? to (?:comment|answer|provide|say|discuss|disclose|identify|name|elaborate|give|tell|talk|speak|respond|reveal|confirm|release|testify)\b`)
	// goesOn tells what somebody did next.
	goesOn = pattern.Lazy(` and (?:then |later |eventually )?(?:went|won|lost|left|became|took|returned|began|moved|got|made)\b`)
)

// wished ends what says what somebody wants to be, not only what he has taken on.
var wished = pattern.Lazy(`(?:wants?|wanted|demand(?:s|ed)?|oppose[sd]?|support(?:s|ed)|back(?:s|ed)|calls? for|called for)$`)

// lead is what may stand before the subject: nothing, or a word or two and a comma.
var lead = pattern.Lazy(`^(?:[\pL\d]+(?: [\pL\d]+){0,2}, )?$`)

// commitments are those of a source that no attribution covers, one a sentence at most.
func commitments(s transcript.Source) []commitment {
	var found []commitment
	headline, named := s.Headline(), namings(s)
	for i, sentence := range s.Reading.Sentences {
		if c, ok := wishBeside(s, i, named); ok && i != headline {
			found = append(found, c)
		}
		if i == headline || s.Quoted(sentence) {
			continue
		}
		if c, ok := commitmentIn(s, i, named); ok && !attributed(s, c, i) {
			found = append(found, c)
		}
	}
	return found
}

// besideName ends a sentence with what somebody wants whom it has just named: "said Ada Berg, who wants an audit before the vote."
var besideName = pattern.Lazy(`, who ((?:wants|demands|opposes|supports|favou?rs|rejects) [^,.;:“”"]{12,140})\.$`)

// wishBeside reads such an end. English only; the line leaves out the "who".
func wishBeside(s transcript.Source, index int, named []naming) (commitment, bool) {
	sentence := s.Reading.Sentences[index]
	at := besideName.FindStringSubmatchIndex(s.Reading.Text[sentence.Start:sentence.End])
	if s.Reading.Language != "en" || at == nil {
		return commitment{}, false
	}
	n := slices.IndexFunc(named, func(n naming) bool { return n.End == sentence.Start+at[0] })
	if n > 0 && s.Reading.Text[named[n-1].End:named[n].Start] == " of " {
		n-- // "Ada Berg of Ohio"
	}
	if n < 0 || named[n].entity.Kind != attribution.Person || !transcript.IsProper(named[n].entity.Name) {
		return commitment{}, false
	}
	wish := s.Reading.Text[sentence.Start+at[2] : sentence.Start+at[3]]
	if hasDemonstrative(wish) || heOrShe[strings.ToLower(words.First(wish[strings.Index(wish, " ")+1:]))] || farAway.MatchString(wish) {
		return commitment{}, false
	}
	e := named[n].entity
	party, kind := sideOf(e)
	text := words.Last(e.Name) + " " + wish + "."
	return commitment{party, kind, check.DraftClaim{Sentences: s.Numbers([]int{index}), By: e.Name, Text: text, Act: check.Wish}}, true
}

// attributed says whether the reading has words of the same side in the sentence.
func attributed(s transcript.Source, c commitment, index int) bool {
	return slices.ContainsFunc(s.Reading.Attributions, func(a attribution.Attribution) bool {
		cue := strings.ToLower(s.Reading.Text[a.Cue.Start:a.Cue.End])
		return a.Speaker >= 0 && s.Speaker(a).Name == c.claim.By && slices.Contains(a.Sentences, index) && (s.Reading.Language != "en" || cue == "" || voices(cue))
	})
}

// commitmentIn reads one sentence.
func commitmentIn(s transcript.Source, index int, named []naming) (commitment, bool) {
	sentence := s.Reading.Sentences[index]
	subject, entities := subjectOf(s, sentence, named)
	if len(entities) == 0 || !committing.MatchString(s.Reading.Text[subject.End:sentence.End]) {
		return commitment{}, false
	}
	own := s.Reading.Text[subject.Start:sentence.End]
	if breaksIn(own) || hasDemonstrative(own) || pronounAway(s.Reading, subject.Start, sentence.End, entities[0]) || noAnswer.MatchString(own) || goesOn.MatchString(own) || strings.Contains(own, ", but ") {
		return commitment{}, false
	}
	text := standAlone(withoutAddition(own, subject.End-subject.Start, entities[0].Name))
	english := s.Reading.Language == "en"
	if text == "" || utf8.RuneCountInString(text) > check.MaxText || breaksOff(text) || strandedOpening(text) || english && !hasFiniteVerb(text) {
		return commitment{}, false
	}
	party, kind := sideOf(entities[0])
	by, act := entities[0].Name, check.Deed
	if wished.MatchString(committing.FindString(s.Reading.Text[subject.End:sentence.End])) {
		act = check.Wish
	}
	for _, e := range entities[1:] {
		if other, _ := sideOf(e); other != party {
			// Several sides in one breath stay together, as the article has them.
			by = strings.TrimPrefix(s.Reading.Text[subject.Start:subject.End], "the ")
			party = by
			break
		}
	}
	return commitment{party, kind, check.DraftClaim{Sentences: s.Numbers([]int{index}), By: by, Text: text, Act: act}}, true
}

// A naming is where an article names a side.
type naming struct {
	attribution.Span
	entity *attribution.Entity
}

// namings are those of a source that are no pronouns, in order.
func namings(s transcript.Source) []naming {
	var all []naming
	for i := range s.Reading.Entities {
		e := &s.Reading.Entities[i]
		if !isSide(e) {
			continue
		}
		for _, m := range e.Mentions {
			if !slices.Contains(pronouns, strings.ToLower(s.Reading.Text[m.Start:m.End])) {
				all = append(all, naming{wholeName(s.Reading.Text, m, e.Name), e})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b naming) int { return a.Start - b.Start })
	return all
}

// wholeName is the mention of a name with what its name has behind it: "The Valley Chamber" of Commerce.
func wholeName(text string, m attribution.Span, name string) attribution.Span {
	if at := strings.Index(text[m.Start:min(len(text), m.End+len(name))], name); at >= 0 && m.Start+at < m.End {
		m.End = max(m.End, m.Start+at+len(name))
	}
	return m
}

// subjectOf is the name, or the names joined by commas and "and", that a sentence opens with.
func subjectOf(s transcript.Source, sentence attribution.Sentence, named []naming) (attribution.Span, []*attribution.Entity) {
	from, _ := slices.BinarySearchFunc(named, sentence.Start, func(n naming, at int) int { return n.Start - at })
	var span attribution.Span
	var entities []*attribution.Entity
	for _, m := range named[from:] {
		if m.End > sentence.End {
			break
		}
		switch {
		case len(entities) == 0 && lead.MatchString(s.Reading.Text[sentence.Start:m.Start]):
			span = m.Span
		case len(entities) > 0 && m.Start >= span.End && slices.Contains([]string{", ", " and ", ", and "}, s.Reading.Text[span.End:m.Start]):
			span.End = m.End
		default:
			return span, entities
		}
		entities = append(entities, m.entity)
	}
	return span, entities
}
