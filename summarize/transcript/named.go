package transcript

import (
	"maps"
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// Who said something, where a reading has stopped short of his name.

// pointAtNamed gives what a reading takes for the words of a body, or of "the coroner", to the person whose name the same words end on: "said
// Gulls quarterback Bo Lund", "said the coroner, Bo Lund,". English only.
func pointAtNamed(r *attribution.Reading) {
	into := map[int]int{}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		who := namedBehind(r, a)
		if who < 0 {
			continue
		}
		if isSame(r, a, who) {
			into[a.Speaker] = who
		}
		a.Speaker = who
		a.Others = slices.DeleteFunc(a.Others, func(c attribution.Candidate) bool { return c.Entity == who })
	}
	for _, from := range slices.Sorted(maps.Keys(into)) {
		if _, gone := into[into[from]]; gone {
			delete(into, from)
		}
	}
	if len(into) > 0 {
		mergeEntities(r, into)
	}
}

// isSame says whether all that a reading has of an attribution's speaker is of the named person, and not of another one or of his club: a name that
// ends on his, or one of nobody: "the coroner", "Archbishop of Halvik".
func isSame(r *attribution.Reading, a *attribution.Attribution, who int) bool {
	e := &r.Entities[a.Speaker]
	if !IsProper(e.Name) || strings.HasSuffix(e.Name, r.Entities[who].Name) {
		return true
	}
	return e.Kind != attribution.Person && len(e.Mentions) == 1 && IsRole(words.Last(r.Text[a.Source.Start:a.Source.End]))
}

// namedBehind is the index of the person whose name the words of an attribution's source go on to; none where they do not.
func namedBehind(r *attribution.Reading, a *attribution.Attribution) int {
	if a.Speaker < 0 || a.Source.End <= a.Source.Start || !slices.Contains(r.Entities[a.Speaker].Mentions, a.Source) {
		return none
	}
	for i := range r.Entities {
		e := &r.Entities[i]
		if i == a.Speaker || e.Kind != attribution.Person {
			continue
		}
		for _, m := range e.Mentions {
			near := m.Start >= a.Source.End && m.Start-a.Source.End < maxOwner
			if near && (a.Cue.End <= a.Source.Start || a.Cue.Start >= m.End) && isWholeName(e.Name) && leadsToName(r.Text, a.Source, m, e) {
				return i
			}
		}
	}
	return none
}

// isWholeName says whether a name is that of a person with a given one.
func isWholeName(name string) bool {
	return strings.Contains(name, " ") && words.StartsUpper(name) && !aliases.IsPlace(name)
}

// leadsToName says whether the words from a source to the name in a mention behind it tell what the named one is.
func leadsToName(text string, source, m attribution.Span, e *attribution.Entity) bool {
	_, name := splitRole(e.Name)
	at := strings.LastIndex(text[m.Start:m.End], name)
	if at < 0 {
		return false
	}
	first, between := text[source.Start:source.End], text[source.End:m.Start+at]
	if ranks, found := strings.CutPrefix(between, ". "); found {
		return abbreviated[first] && (ranks == "" || IsTitle(strings.ToLower(strings.Trim(ranks, ". "))))
	}
	phrase, apposed := strings.CutSuffix(between, ", ")
	body, ofBody := strings.CutPrefix(phrase, ", ")
	switch {
	case apposed && ofBody && isTitleSaid(text, source) && allCapitals.MatchString(body) && nounOfBody.MatchString(body):
		return isOfOne(words.Last(first)) && endsApposed.MatchString(text[m.End:]) // "said Permanent Secretary, Ministry of Fish, Bo Lund."
	case strings.ContainsAny(phrase, "\n,;:—–“”\"()"):
		return false
	case apposed:
		return (opensNominal.MatchString(first) || endsOnThe.MatchString(text[:source.Start]) || isTitleSaid(text, source) || opensOnTitle(text, source)) && isNamedLater(strings.Fields(first), strings.Fields(phrase)) && endsApposed.MatchString(text[m.End:])
	}
	return isOfficeWith(strings.Fields(first), strings.Fields(between))
}

// isTitleSaid says whether a source is an office with its capitals and no article right behind the verb of who said it: "said District Director".
func isTitleSaid(text string, source attribution.Span) bool {
	return allCapitals.MatchString(text[source.Start:source.End]) && endsOnSaid.MatchString(text[max(0, source.Start-maxOwner):source.Start])
}

// opensOnTitle says whether a source is an office without an article that opens its sentence: "Director, Bo Lund, said".
func opensOnTitle(text string, source attribution.Span) bool {
	return IsRole(text[source.Start:source.End]) && opensSentence.MatchString(text[max(0, source.Start-4):source.Start])
}

var opensSentence = pattern.Lazy(`(?:^|\n|[.!?][”"’']? )$`)

// isNamedLater says whether the words for somebody, and those behind them up to the comma, are what one person is: "the mayor" and "of Halvik".
func isNamedLater(first, behind []string) bool {
	all := withoutOpening(append(slices.Clone(first), behind...))
	head := headEnd(all)
	goesOn := len(behind) == 0 || roleLinks[behind[0]] && behind[0] != "and" || head == len(all)
	return goesOn && head > 0 && !endsOnAnother(all, head) && isSomebody(all[head-1]) && !slices.ContainsFunc(all, notInRole)
}

// endsOnAnother says whether what somebody is ends on what another one is, whose name the next may be: "the wife of the mayor".
func endsOnAnother(all []string, head int) bool {
	return head < len(all) && isSomebody(all[len(all)-1])
}

// isOfficeWith says whether the name of a body or an office and the words behind it are what one person is: "Gulls" and "wide receiver",
// "Superintendent" and "of Police", "former sailor" and "and Halvik mayor".
func isOfficeWith(first, behind []string) bool {
	if len(behind) == 0 {
		return false
	}
	own, last := first[len(first)-1], behind[len(behind)-1]
	switch {
	case behind[0] == "of" && len(behind) > 1:
		return ofNamed[strings.ToLower(own)] && (behind[1] == "the" || !IsTitle(strings.ToLower(behind[1])))
	case behind[0] == "to" && len(behind) > 1:
		return isSomebody(own) && aliases.IsPlace(strings.Join(behind[1:], " "))
	case behind[0] == "and":
		return len(behind) > 1 && isSomebody(own) && IsRole(last)
	}
	return (IsRole(last) || beforeName[last]) && !isOfSeveral(last) && !slices.ContainsFunc(behind[:len(behind)-1], func(word string) bool { return !leadsUp(word) && !beforeName[word] || word == "and" })
}

// ofNamed are offices that are named with what they are of before a name; whoever else is of something named serves it.
var ofNamed = words.List("chairman chairwoman chair chief secretary minister superintendent commissioner director speaker")

var (
	// abbreviated are ranks whose full stop ends no sentence.
	abbreviated = words.List("Insp Det Supt Brig Maj Cmdr Cpl Pte Pvt Cllr Rev Fr Hon Ald Asst Dep Ambassador")
	// beforeName are words that are more often something else, and before a name what somebody is.
	beforeName = words.List("forward guard center centre back tackle receiver wide star winger fullback cornerback safety lineman linebacker frontman lead running tight end fly scrum half prop hooker lock opener seed gold silver bronze")
	// opensNominal opens what is called by what he is, and whose name an apposition tells.
	opensNominal = pattern.Lazy(`^(?:[Tt]he \pL|\p{Lu}\pL+[’']s )`)
	allCapitals  = pattern.Lazy(`^\p{Lu}[\pL-]+(?: (?:(?:of|and|for) )?\p{Lu}[\pL-]+)+$`)
	endsOnSaid   = pattern.Lazy(`\b(?:said|says|added|explained|argued|noted|warned|according to) $`)
	endsOnThe    = pattern.Lazy(`\b[Tt]he (?:then )?$`)
	endsApposed  = pattern.Lazy(`^(?:[,.;:]|$| (?:said|says|told|has|was|is|wrote|added|warned|confirmed)\b)`)
)
