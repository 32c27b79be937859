package transcript

import (
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// Whose office or title somebody has, by the words before his name or by the sentence before it.

// officeOwned is what somebody is by somebody's or some body's office that stands before his name and a comma, within a sentence too: "Norvia's chief
// negotiator, Rear Admiral Bo Lund,". A mark must stand behind the name, or the next words may tell what another one does: "After meeting Norvia's
// mayor, Bo Lund said".
func officeOwned(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		start, behind := m.Start+strings.LastIndex(r.Text[m.Start:m.End], e.Name), r.Text[m.End:min(len(r.Text), m.End+maxBehind)]
		if start < m.Start || !closesName.MatchString(behind) || joinsList.MatchString(behind) {
			continue
		}
		before := paragraphBefore(r, start, maxBefore)
		office := endsOnOwned.FindStringSubmatch(before[:len(before)-len(endsOnRanks.FindString(before))])
		if office != nil && IsRole(office[3]) && !isOfSeveral(office[3]) {
			return pastOpening(office[1]) + " " + onTheCase.ReplaceAllString(office[2], "")
		}
	}
	return ""
}

// pastOpening is an owner's name without the word that opens its sentence: "Later Norvia's".
func pastOpening(owner string) string {
	first, rest, several := strings.Cut(strings.TrimPrefix(owner, "the "), " ")
	if several && attribution.CommonWord(strings.ToLower(first)) && !inTitles[first] {
		return rest
	}
	return strings.TrimPrefix(owner, "the ")
}

var (
	// endsOnOwned ends on an office, behind whose it is.
	endsOnOwned = pattern.Lazy(`(?:^|[ “"(—])((?:the \p{Ll}+|(?:\p{Lu}[\pL&-]*\.? ){0,3}\p{Lu}[\pL&.-]*)[’']s?) ((?:[\pL-]+ ){0,5}?([\pL-]+)(?: (?:of|for|on|at|in|to) [\pL’'& -]{2,60}?)?), $`)
	// endsOnRanks are a rank or title before a name, in letters or in words.
	endsOnRanks = pattern.Lazy(`(?:(?:(?:Rear|Vice|Major|Lieutenant|Brigadier|Staff) )?(?:Admiral|General|Colonel|Captain|Major|Commander|Lieutenant|Sergeant|Brigadier)|(?:(?:Lt|Maj|Brig|Rear)\.? )?(?:Gen|Adm|Col|Capt|Lt|Maj|Cmdr|Sgt|Dr|Prof|Rev)\.|Sir|Dame|Lord|Lady|Baroness|Dr|Professor|Mr|Mrs|Ms) $`)
	closesName  = pattern.Lazy(`^(?:,? (?:QC|KC|MP)\b)?[,.;:)—–”"]`)
	onTheCase   = pattern.Lazy(` (?:on|in) the (?:case|matter|inquiry|investigation|trial|lawsuit|project|talks)$`)
)

// ofBodyTold is a bare title with the name of the body of which the paragraph tells right before: "The TSU wants a quay. General secretary Bo Lund
// said", "Tern said no. “We sail,” President Bo Lund said". "" where it tells of none, or the role that somebody has by other words is more than a title.
func ofBodyTold(r *attribution.Reading, e *attribution.Entity, role string) string {
	if role != "" && !isBareTitle(role) || e.Party.Kind == "state" {
		return ""
	}
	for _, m := range e.Mentions {
		start := m.Start + max(0, strings.LastIndex(r.Text[m.Start:m.End], e.Name))
		if !strings.Contains(e.Name, " ") || !strings.HasPrefix(r.Text[start:], e.Name) {
			continue
		}
		title := endsOnBodysTitle.FindStringSubmatch(r.Text[max(0, start-maxOwner):start])
		behind := r.Text[m.End:min(len(r.Text), m.End+maxOwner)]
		if title == nil || answers.MatchString(behind) || ofBodyBehindName.MatchString(behind) {
			continue
		}
		if voice := spokesmanTold.FindStringSubmatch(paragraphBefore(r, start, maxBefore)); voice != nil && isSpokesman(title[1]) {
			return voice[1] + " " + strings.ToLower(title[1])
		}
		body := subjectBefore(r, start)
		if body == "" || mayRule(title[1]) && (strings.Contains(r.Text, "he president") || !isAbout(r, body)) {
			return ""
		}
		return strings.ToLower(title[1]) + " of " + body
	}
	return ""
}

// ofBodyBehindName tells behind a name of what body he is himself.
var ofBodyBehindName = pattern.Lazy(`^,? (?:of|at|from|with) (?:the )?\p{Lu}`)

// mayRule says whether a title is one of who heads a state, too: then his company must be what the text is about, and nobody in it "the president".
func mayRule(title string) bool { return strings.EqualFold(title, "president") }

// answers opens what somebody says against what was told before him: he is of another body.
var answers = pattern.Lazy(`^ (?:has |have )?(?:denie[sd]|rejects?|rejected|dismisse[sd]|disputes?|disputed|countered|counters|disagree[sd]|hit back|responded|responds|replied|retorted|defended)\b`)

func isSpokesman(title string) bool { return strings.HasPrefix(strings.ToLower(title), "spokes") }

// spokesmanTold is whose spokesman a paragraph has told of without his name, before it names him: "A Tern Marine spokesman said no."
var spokesmanTold = pattern.Lazy(`(?:^|[.!?][”"]? )An? ((?:de |van |von )?\p{Lu}[\pL’'&-]*(?: (?:of |for |and )?\p{Lu}[\pL’'&-]*){0,4}) spokes(?:man|woman|person)\b`)

// endsOnBodysTitle ends on a title that somebody has in a body, and with no word of which before it.
var endsOnBodysTitle = pattern.Lazy(`(?:^|[.,!?][”"’']? |[”"] |\n|\bsaid )((?:[Dd]eputy |[Aa]ssistant |[Vv]ice )?(?:[Gg]eneral [Ss]ecretary|[Ss]ecretary[ -][Gg]eneral|[Pp]resident|[Cc]hair(?:man|woman|person)?|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|[Dd]irector(?:[ -][Gg]eneral)?|[Mm]anaging [Dd]irector|[Ss]pokes(?:man|woman|person))) (?:Sir |Dame |Dr |Lord |Lady |Baroness )?$`)

// subjectBefore is the body of which the nearest sentence tells that opens on one, up to a place in its paragraph: "The Harbour Union says". "" where the
// nearest such name is no body's.
func subjectBefore(r *attribution.Reading, at int) string {
	const most = 3 // sentences
	last := max(0, sentenceAt(r, at))
	for n := last; n >= 0 && n > last-most && r.Sentences[n].Paragraph == r.Sentences[last].Paragraph; n-- {
		found := opensOnBody.FindStringSubmatch(r.Text[r.Sentences[n].Start:min(at, r.Sentences[n].End)])
		switch {
		case found == nil:
			continue
		case found[3] != "":
			return "the " + found[3]
		case isBodyOfTitles(r, found[2]):
			return strings.ToLower(found[1]) + found[2]
		}
		return ""
	}
	return ""
}

// opensOnBody is the name that a sentence opens on, with what it says or has.
var opensOnBody = pattern.Lazy(`^(?:(?:And|But) )?(?:(The )?(\p{Lu}[\pL&’'-]*(?: (?:of |for |and |the )*\p{Lu}[\pL&’'-]*){0,6})(?:, (?:an?|the) [^,.;“”"]{3,70},)? (?:said|says|has|have|had|is|was|warned|argued|believes|claims|claimed|wants|hopes|welcomed|condemned|announced|praised|urged|called|told|wrote|plans|will|also)\b|(?:A|The) (?:\pL+ )?(?:report|study|survey|poll|inquiry) (?:by|from) the ((?:[\pL]+ ){0,5}(?:committee|commission|board|council|panel|Committee|Commission|Board|Council|Panel)) )`)

// isBodyOfTitles says whether a name is of a body that has a president or a secretary of its own: no place, no seat of a state, no person.
func isBodyOfTitles(r *attribution.Reading, name string) bool {
	if aliases.IsPlace(name) || aliases.IsGiven(words.First(name)) || ofStates[words.Last(name)] || isPersons(r, name) {
		return false
	}
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool {
		if strings.TrimPrefix(e.Name, "the ") != name {
			return false // to look through the text for every entity takes as long as their number by its length
		}
		isBody := e.Kind == attribution.Organisation || e.Kind == attribution.Person && e.Role == "" && !strings.Contains(name, " ") && isAbout(r, name)
		return isBody && e.Party.Kind != "state"
	})
}

// ofStates are the last words of names of what has no president of its own, whoever is one.
var ofStates = words.List("House Kremlin Street Pentagon Senate Congress Parliament Government Commons Republicans Democrats Republican Democrat Administration")
