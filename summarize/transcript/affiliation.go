package transcript

import (
	"cmp"
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// Of what body or place somebody is who has no role but that.

// officeBefore is what somebody is by the words that stand before his name and a comma at the start of a sentence: "The head of Tern Marine, Bo
// Lund, said". In a list the name would be another one's, so what follows it counts, too.
func officeBefore(r *attribution.Reading, e *attribution.Entity) string {
	if called := calledBefore(r, e); called != "" {
		return called
	}
	for _, m := range e.Mentions {
		own, behind := r.Text[m.Start:m.End], r.Text[m.End:min(len(r.Text), m.End+maxBehind)]
		if !strings.HasSuffix(strings.TrimSuffix(own, withoutLetters.FindString(own)), e.Name) {
			continue
		}
		paragraph := paragraphBefore(r, m.Start, maxBefore)
		if office := officeAtEnd(paragraph[:len(paragraph)-len(endsOnRanks.FindString(paragraph))], behind); office != "" {
			return office
		}
	}
	return ""
}

// officeAtEnd is the office on which the words before a name and its comma end, where what stands behind the name shows that it is no list's.
func officeAtEnd(before, behind string) string {
	if title := endsOnTitleAlone.FindStringSubmatch(before); title != nil && goesOn.MatchString(behind) && !joinsList.MatchString(behind) && isTitleOfOne(title[1], title[2]) {
		return acronymInOffice.ReplaceAllString(pastOpening(title[1]), "")
	}
	if office := endsOnOfficeAndBody.FindStringSubmatch(before); office != nil && goesOn.MatchString(behind) && !joinsList.MatchString(behind) && isOfOne(office[2]) && nounOfBody.MatchString(office[3]) {
		return acronymInOffice.ReplaceAllString(pastOpening(office[1])+", "+office[3], "")
	}
	if !endsName.MatchString(behind) {
		return ""
	}
	for _, ends := range []*pattern.Expression{opensOnOffice, ownedOffice, officeWithin, officeInUnnamed} {
		office, within := ends.FindStringSubmatch(before), ends == officeWithin || ends == officeInUnnamed
		if office != nil && isOfOne(words.Last(office[2])) && !ofVagueBody.MatchString(office[1]) && !(within && joinsList.MatchString(behind)) {
			return office[1]
		}
	}
	return ""
}

// isOfOne says whether a noun is what one person is.
func isOfOne(noun string) bool {
	small := strings.ToLower(noun)
	single, plural := strings.CutSuffix(small, "s")
	return IsRole(noun) && !(plural && roleNouns[single] && !roleNouns[small])
}

// isTitleOfOne says whether words with capitals are one person's office with what it is of, and not a name: "Halvik Harbour Director".
func isTitleOfOne(title, noun string) bool {
	return isOfOne(noun) && strings.Contains(title, " ") && !slices.ContainsFunc(strings.Fields(title), aliases.IsGiven)
}

const maxBefore = 400 // bytes before a name that are looked at; an office with its body has fewer

// paragraphBefore is what stands before a place in its paragraph, of a long one the last bytes.
func paragraphBefore(r *attribution.Reading, at, most int) string {
	before := r.Text[max(0, at-most):at]
	return before[strings.LastIndexByte(before, '\n')+1:]
}

// calledBefore is what a mention calls somebody whose name stands behind it and a comma: "the coroner, Bo Lund".
func calledBefore(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		if !opensNominal.MatchString(r.Text[m.Start:m.End]) {
			continue
		}
		phrase, behind, _ := strings.Cut(r.Text[m.Start:min(len(r.Text), m.Start+maxBehind)], ", ")
		if strings.HasPrefix(withoutStyles.ReplaceAllString(behind, ""), e.Name) && !strings.ContainsAny(phrase, roleEnds) && !ofUnnamed.MatchString(phrase) && !endsOnAnother(strings.Fields(phrase), headEnd(strings.Fields(phrase))) {
			return plainRole(nounPhrase(phrase))
		}
	}
	return ""
}

// ofUnnamed is what is somebody's whom the text names elsewhere.
var ofUnnamed = pattern.Lazy(`^[Tt]he [^A-Z]*[’']`)

// withoutStyles are those before a name that say nothing: "the Rt Rev".
var withoutStyles = pattern.Lazy(`^(?:the )?(?:(?:Rt|Right|Most|Very|Rev|Reverend|Hon|Dr|Sir|Dame|Mr|Mrs|Ms)\.? )*`)

var (
	opensOnOffice = pattern.Lazy(`(?:^|[.!?][”"]? )(?:The |One |A )?((?:\p{Lu}[\pL-]+[’']s )?((?:\p{L}[\pL-]+ ){0,3}\p{L}[\pL-]+)(?: (?:of|for|at) (?:the )?\p{Lu}[\pL&’'-]+(?: (?:of |for |and |the )?\p{Lu}[\pL&’'-]+){0,5})), $`)
	ownedOffice   = pattern.Lazy(`(?:^|[.!?][”"]? )(\p{Lu}[\pL-]+[’']s (?:\p{Ll}[\pL-]+ ){0,3}?(\p{Ll}[\pL-]+)), $`)
	// officeWithin is such words within a sentence, where a list is more likely, so that they must tell of what the office is.
	officeWithin = pattern.Lazy(`\bthe ((?:[\pL-]+ ){0,3}?([\pL-]+) (?:of|for|at) (?:the )?\p{Lu}[\pL&’'-]+(?: (?:of |for |and |the )?\p{Lu}[\pL&’'-]+){0,5}), $`)
	// officeInUnnamed is an office in a body that goes by what it does, in small letters: "the head of the search and rescue agency".
	officeInUnnamed = pattern.Lazy(`\b[Tt]he ((?:[\pL-]+ ){0,3}?(\p{Ll}[\pL-]+) (?:of|for) the (?:(?:[\p{Ll}]+ ){1,4}|\p{Lu}\pL+ (?:\p{Ll}+ ){0,4})(?:agency|committee|commission|council|board|union|association|federation|ministry|department|authority|bureau|institute|league|chamber|delegation|service)), $`)
	ofVagueBody     = pattern.Lazy(` (?:of|for) the (?:same|new|local|ruling|governing|opposition|said|other|rival|whole|entire)\b`)
	// endsOnTitleAlone ends on an office with its capitals and no article, as some papers have it: "But Tern Marine Chief Executive Officer, Bo Lund".
	endsOnTitleAlone = pattern.Lazy(`(?:^|[.!?][”"]? |\b(?:But|And|Meanwhile|by|said|says|told|while|that|according to) )((?:\p{Lu}[\pL’'&-]*\.? (?:\(\p{Lu}+\) )?(?:(?:of|for|and|&|the) ){0,2}){1,8}?(\p{Lu}[\pL-]+)), $`)
	// endsOnOfficeAndBody ends on an office and, behind a comma, its body: "the Chairman, Halvik Harbour Union".
	endsOnOfficeAndBody = pattern.Lazy(`(?:^|[.!?][”"]? |\b(?:[Tt]he|[Bb]y|said) )((?:\p{Lu}[\pL-]+ ){0,3}(\p{Lu}[\pL-]+)), ((?:\p{Lu}[\pL&’'-]* (?:(?:of|for|and|on|the) ){0,2}){1,6}\p{Lu}[\pL’'-]*(?: \(\p{Lu}+\))?), $`)
	nounOfBody          = pattern.Lazy(`\b(?:` + bodyNouns + `|` + officeNouns + `)\b`)
	acronymInOffice     = pattern.Lazy(` \(\p{Lu}+\)`)
	goesOn              = pattern.Lazy(`^(?: \p{Ll}|, \p{Ll}|[.;:](?:[ \n]|$))`)
	joinsList           = pattern.Lazy(`^,? (?:and|or)\b`)
	endsName            = pattern.Lazy(`^(?: (?:QC|KC|MP))?(?:, (?:\p{Ll}|$)|,? (?:said|says|told|is|was|has|had|called|urged|warned|wrote|argued)\b|[.;:](?:[ \n]|$))`)
)

// affiliation is the body that somebody is of by the words beside his name: "Bo Lund of the Coastal Policy Institute", "said Bo Lund of
// data firm Ostra", "Gallup’s Bo Lund". "" where there is none that is surely one.
func affiliation(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		behind := r.Text[m.End:min(len(r.Text), m.End+maxBehind)]
		for _, of := range []*pattern.Expression{ofBody, ofOffice, ofFirm, ofTold} {
			if body := of.FindStringSubmatch(behind); body != nil && !isOnlyThere(r, m, behind) {
				return body[1]
			}
		}
		if party := forParty.FindStringSubmatch(behind); party != nil && isPoliticalParty(party[1]) {
			return party[1]
		}
		if body := ofKnown.FindStringSubmatch(behind); body != nil && isBody(r, body[1]) && !isOnlyThere(r, m, behind) {
			return body[1]
		}
		start := m.Start + max(0, strings.LastIndex(r.Text[m.Start:m.End], e.Name))
		owner := ownerOf.FindStringSubmatch(r.Text[max(0, start-maxOwner):start])
		if owner != nil && isBody(r, strings.TrimPrefix(owner[1], "The ")) {
			return owner[1]
		}
	}
	return ""
}

// isOnlyThere says whether a text tells by "at" where somebody is or was heard, and not of what body he is: "the sound of Lund at the Halvik Center".
func isOnlyThere(r *attribution.Reading, m attribution.Span, behind string) bool {
	return strings.HasPrefix(behind, " at ") && !beforeSpeaker.MatchString(r.Text[max(0, m.Start-maxOwner):m.Start])
}

// beforeSpeaker ends on what stands before the name of who speaks, told with his trade.
var beforeSpeaker = pattern.Lazy(`\b(?:said|says|to|by|adds|added|argued|argues|warned|warns|notes|noted|explained|explains|wrote|writes) (?:[\p{Ll}-]+ ){0,3}(?:(?:Dr|Prof)\. |Professor )?$`)

// isPoliticalParty says whether a name is known as a political party's.
func isPoliticalParty(name string) bool {
	return slices.ContainsFunc(aliases.Of(name), func(id string) bool { return strings.HasPrefix(id, "party:") })
}

// ofBodyBehind is of what body somebody with a mere title is, as the text has it behind his name: " of the Halvik Police Department".
func ofBodyBehind(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		if !isNamedBy(r.Text[m.Start:m.End], e.Name) {
			continue
		}
		behind := r.Text[m.End:min(len(r.Text), m.End+maxBehind)]
		if body := cmp.Or(ofBody.FindString(behind), ofOffice.FindString(behind)); body != "" && len(body)+len(e.Role) < maxRole {
			return strings.TrimPrefix(body, ",")
		}
	}
	return ""
}

// clauseOf is what a clause behind a whole name tells of somebody who has no role: "who teaches at the Halvik school", "whose father was the harbour
// pastor", or where he is from: "of Dunby, Ohio". "" where it tells of what stands elsewhere.
func clauseOf(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		if !strings.Contains(e.Name, " ") || strings.HasSuffix(r.Text[:m.Start], " of ") {
			continue
		}
		behind := r.Text[m.End:min(len(r.Text), m.End+maxBehind)]
		if own := r.Text[m.Start:m.End]; strings.HasSuffix(e.Name, " "+own) && strings.HasSuffix(own, lastName(e.Name)) && strings.Contains(r.Text[:m.Start], e.Name) {
			if told := roleAfterIs(behind); told != "" {
				return told
			}
		}
		if !strings.HasSuffix(r.Text[m.Start:m.End], e.Name) {
			continue
		}
		if told := cmp.Or(placeOfSpeaker(r, m, behind), roleAfterIs(behind), clauseThatTells(r, behind), townInState(behind)); told != "" {
			return told
		}
	}
	return ""
}

// placeOfSpeaker is the "of Halvik" with which a sentence ends behind who said something.
func placeOfSpeaker(r *attribution.Reading, speaker attribution.Span, behind string) string {
	found := ofPlace.FindStringSubmatch(behind)
	if found == nil || !strings.HasSuffix(r.Text[:speaker.Start], " said ") || isPersons(r, found[2]) && (strings.Count(found[2], " ") < 2 || aliases.IsGiven(words.First(found[2]))) {
		return ""
	}
	return found[1]
}

// roleAfterIs is the role that a sentence tells of its subject, where that is of something: "Bo Lund is director of the bank".
func roleAfterIs(behind string) string {
	rest, is := strings.CutPrefix(behind, " is ")
	if !is {
		return ""
	}
	if role := plainRole(roleIn(rest)); !isMere(role) {
		return role
	}
	return ""
}

// clauseThatTells is a clause behind a name that tells who somebody is by what stands in it, and by nothing elsewhere.
func clauseThatTells(r *attribution.Reading, behind string) string {
	for _, tells := range []*pattern.Expression{whoWorks, whoseKin, whoseLoss, whomSent} {
		if found := tells.FindStringSubmatch(behind); found != nil && tellsByItself(found[1]) {
			return withWholeName(r, cutInTown.ReplaceAllString(found[1], ""))
		}
	}
	return ""
}

// withWholeName is a clause that ends on a family name, with the whole name of the one of that family: "who represents Bo Lund".
func withWholeName(r *attribution.Reading, clause string) string {
	family := words.Last(clause)
	if !words.StartsUpper(family) || !strings.HasSuffix(clause, " "+family) || words.StartsUpper(words.Last(strings.TrimSuffix(clause, " "+family))) {
		return clause
	}
	if whole := soleEntity(r, func(e *attribution.Entity) bool {
		return e.Kind == attribution.Person && strings.HasSuffix(e.Name, " "+family)
	}); whole != "" {
		return strings.TrimSuffix(clause, family) + whole
	}
	return clause
}

// cutInTown is what is left of a town at the full stop in its name: "in St" of "in St. Ann".
var cutInTown = pattern.Lazy(` (?:in|of|at|near) (?:St|Ft|Mt)$`)

func tellsByItself(clause string) bool {
	all := strings.Fields(clause)
	points := slices.ContainsFunc(all, func(word string) bool { return pointing[word] })
	return !points && !pointsElsewhere(all) && !IsTitle(strings.ToLower(words.Last(clause)))
}

// townInState is the "of Dunby, Ohio" behind a name.
func townInState(behind string) string {
	found := fromTown.FindStringSubmatch(behind)
	if found == nil {
		return ""
	}
	state := asState(found[2])
	if state == "" {
		return ""
	}
	return strings.TrimSuffix(found[1], found[2]) + state
}

var (
	whoWorks  = pattern.Lazy(`^(?:, \d{1,3})?, (who (?:(?:now|also|currently|still) )?(?:works|worked|prosecuted|investigated|negotiated|drafted|designed|advises|advised|manages|appraises|sells|treats|grew up|is running against|teaches|taught|studies|farms|runs|represents|volunteers|volunteered|oversees|covers|coordinates|plays|coaches|swims|trains|witnessed|survived|escaped|sponsored) (?:at|for|in|as|on|with|near|an?|the|\p{Lu}\pL+|\p{Ll}+(?: and \p{Ll}+| \p{Ll}+)* (?:at|for)) ?[^,.;:—–“”"()\n]{3,70}?)(?: ?[—–]|,|\.[ \n]|\.$)`)
	whoseKin  = pattern.Lazy(`^(?:, \d{1,3})?, (whose (?:father|mother|son|daughter|husband|wife|brother|sister) (?:is|was) (?:the|an?) (?:[\pL’'-]+ ){0,4}?[\pL-]+)(?: (?:at|in|of|who|when|for|and|from)\b|,|\.[ \n])`)
	whoseLoss = pattern.Lazy(`^(?:, \d{1,3})?, (whose (?:[\p{Ll}\d-]+ ){1,4}(?:was|were) (?:killed|shot|injured|murdered|stabbed|abducted|destroyed|damaged) [^,.;:—–“”"()\n]{3,60})(?:,|\.[ \n]|\.$)`)
	whomSent  = pattern.Lazy(`^, (whom (?:[\pL.’'-]+ ){1,4}(?:appointed|named|nominated|chose) [^,.;:—–“”"()\n]{3,60})(?:,|\.[ \n]|\.$)`)
	fromTown  = pattern.Lazy(`^(?:, \d{1,3},)?,? (of \p{Lu}[\pL’-]+(?: \p{Lu}[\pL’-]+)?, (\p{Lu}\.\p{Lu}\.|\p{Lu}\p{Ll}+\.?(?: \p{Lu}\p{Ll}+)?))`)
)

// ofPlace is where somebody is from or whom he works for, with nothing that tells which.
var ofPlace = pattern.Lazy(`^(?:, \d{1,3},)? (of (\p{Lu}[\pL’-]+(?: \p{Lu}[\pL’-]+){0,3}))(?:\.(?:[ \n]|$)|, (?:who|an?|the) )`)

// isPersons says whether a reading has a person of the family of a name: then "said Lund of Berg" tells of whom it was said.
func isPersons(r *attribution.Reading, name string) bool {
	family := words.Last(name)
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool {
		return e.Kind == attribution.Person && strings.Contains(e.Name, " ") && strings.Contains(e.Name, family) && words.Last(e.Name) == family
	})
}

const maxOwner = 60 // bytes before a name

// isBody says whether a reading knows a name as a body's and as nobody else's.
func isBody(r *attribution.Reading, name string) bool {
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool {
		return e.Name == name && e.Kind == attribution.Organisation
	}) && !aliases.IsPlace(name)
}

// bodyNouns are the nouns that the name of a body ends on, or has before what the body is for.
const bodyNouns = `(?:Institute|Institution|Federation|Association|Council|University|College|Center|Centre|Union|Foundation|League|Society|Coalition|Alliance|Chamber|Fund|Project|Campaign|` + firmNouns + `)`

// officeNouns are those of bodies at which somebody may be or act who is not of them: "Lund at the State Department".
const officeNouns = `(?:Department|Ministry|Agency|Bureau|Commission|Hospital|Trust|School|Academy|Authority|Police|Constabulary|Laboratory|Observatory|Museum|Court|Office|Network|Bank)`

// firmNouns are the nouns that only the names of firms end on.
const firmNouns = `Equities|Securities|Capital|Partners|Holdings|Markets|Analytics|Ventures|Advisors|Advisers|Associates|Investments|Ratings|Broking|Brokerage|Industries|Technologies|Inc|Ltd|LLC|LLP|Corp`

var (
	// ofBody is a body behind a name, known by its noun.
	ofBody = pattern.Lazy(`^(?: (?:of|from|at|with)|, (?:of|from)) (?:the )?((?:\p{Lu}[\pL&’'-]+ ){0,5}` + bodyNouns + `\b(?: (?:for|of|on|in) (?:the )?\p{Lu}[\pL’'-]+(?: (?:and )?\p{Lu}[\pL’'-]+){0,4})?)`)
	// ofOffice is a part of a state behind a name, or a like body.
	ofOffice = pattern.Lazy(`^,? (?:of|from) (?:the )?((?:\p{Lu}[\pL&’'-]+ ){0,5}` + officeNouns + `\b(?: (?:for|of|on|in) (?:the )?\p{Lu}[\pL’'-]+(?: (?:and )?\p{Lu}[\pL’'-]+){0,4})?)`)
	// ofFirm is a firm behind a name, which the text calls one.
	ofFirm = pattern.Lazy(`^(?: (?:of|from|at|with)|, (?:of|from)) (?:the )?((?:\p{Ll}+ ){0,3}(?:firm|company|group|agency|consultancy|bank|newspaper|magazine|network|body|charity|union|tank|start-up|startup|broker|brokerage) \p{Lu}[\pL&’'-]+(?: \p{Lu}[\pL&’'-]+){0,3})`)
	// ofTold is any name behind a name, of which the text goes on to tell that it is a body's: "of Tern Bridge, a Halvik-based research firm".
	ofTold = pattern.Lazy(`^ (?:of|from|at|with) (?:the )?(\p{Lu}[\pL&’'-]+(?: \p{Lu}[\pL’'&-]+){0,3}), (?:an?|the) (?:[\pL’'-]+ ){0,7}?(?:firm|company|group|tank|consultancy|bank|charity|nonprofit|organi[sz]ation|agency|network|publisher|start-?up|brokerage|association|union|coalition|newspaper|magazine|website|institute|watchdog)\b`)
	// forParty is for whom somebody speaks in a debate.
	forParty = pattern.Lazy(`^, (?:speaking )?(?:for|of) (?:the )?(\p{Lu}[\pL’'-]+(?: \p{Lu}[\pL’'-]+){0,3}),`)
	// ofKnown is any name behind a name, and what shows that nothing follows in it.
	ofKnown = pattern.Lazy(`^ (?:of|from|at|with) (?:the )?((?:The )?\p{Lu}[\pL&’'-]+(?: \p{Lu}[\pL’'-]+){0,3})(?:[,.]| (?:said|says|told|wrote|argued|added|tweeted|has|have|had)\b)`)
	// ownerOf ends on whose somebody is.
	ownerOf = pattern.Lazy(`(?:^|[^\pL.] ?)(\p{Lu}[\pL&-]+(?: \p{Lu}[\pL&-]+){0,3})[’'](?:s )? ?$`)
)
