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

// Of what body somebody is: where his role only points at it, or where he has no role but that.

// ownerNamed names whose a role is, where the text only points at it: "the company's chief engineer" is its company's, or the chief
// engineer.
func ownerNamed(r *attribution.Reading, role string, e *attribution.Entity) string {
	if kin[strings.ToLower(role)] {
		return "" // whose son?
	}
	first, rest, found := strings.Cut(role, " ")
	owner, possessive := strings.CutSuffix(strings.ReplaceAll(first, "'", "’"), "’s")
	if !found || !possessive || strings.ToLower(owner) != owner {
		return role
	}
	body := e.Party.Name
	if !IsProper(body) || strings.EqualFold(body, e.Name) || !bodies[owner] && !strings.EqualFold(headOf(body), owner) {
		body = soleEntity(r, func(other *attribution.Entity) bool { return isCalled(other, owner) })
	}
	if body == "" && (bodies[owner] || owner == "group") {
		body = bodyBefore(r, e, owner == "company")
	}
	if body != "" {
		if strings.ContainsAny(body, "'’") {
			return rest + " of the " + body // not "the Workers’ Union’s secretary"
		}
		return possessiveOf(body) + " " + rest
	}
	return rest
}

// hisOffice ends on what somebody is to whom a pronoun means.
var hisOffice = pattern.Lazy(`\b([Hh]is|[Hh]er) ([\p{L} -]{3,40}?),? $`)

// ofHis is somebody's role, with the name of whose it is where the text has a pronoun: of "his chief aide, Ada Berg", Lund’s chief aide.
func ofHis(r *attribution.Reading, e *attribution.Entity) string {
	if e.Role == "" {
		return ""
	}
	for _, m := range e.Mentions {
		start := m.Start + max(0, strings.LastIndex(r.Text[m.Start:m.End], e.Name))
		from := max(0, start-maxOwner)
		at := hisOffice.FindStringSubmatchIndex(r.Text[from:start])
		if at == nil || !strings.EqualFold(r.Text[from+at[4]:from+at[5]], e.Role) {
			continue
		}
		if owner := personAt(r, attribution.Span{Start: from + at[2], End: from + at[3]}); owner != "" && owner != e.Name {
			if lastName(owner) != lastName(e.Name) {
				owner = lastName(owner)
			}
			return possessiveOf(owner) + " " + e.Role
		}
	}
	return e.Role
}

// personAt is the name of the person whom a pronoun means, or "".
func personAt(r *attribution.Reading, pronoun attribution.Span) string {
	for _, e := range r.Entities {
		if e.Kind == attribution.Person && IsProper(e.Name) && slices.Contains(e.Mentions, pronoun) {
			return e.Name
		}
	}
	return ""
}

// lastField is the last word of a name as a text has it, with the apostrophe of "O’Hallor".
func lastField(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }

// lastName is a name without what stands before the family name: of "Ada Berg Jr.", Berg.
func lastName(name string) string {
	all := strings.Fields(name)
	for last := len(all) - 1; last > 0; last-- {
		if !titles[strings.ToLower(strings.Trim(all[last], ".,"))] && !isNumeral(all[last]) {
			return all[last]
		}
	}
	return name
}

func possessiveOf(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "’"
	}
	return name + "’s"
}

// ofThePast is somebody's role, a former one where the text calls him so: of "President Berg" who is "the former president", too.
func ofThePast(r *attribution.Reading, e *attribution.Entity) string {
	title := strings.ToLower(e.Role)
	if strings.Contains(title, " ") || !IsTitle(title) || !slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
		return strings.EqualFold(r.Text[m.Start:m.End], "the former "+title)
	}) {
		return e.Role
	}
	return "former " + title
}

// stateOffice is an office in a state of the US, of which the role does not say in which: "Senator", "former governor".
var stateOffice = pattern.Lazy(`(?i)^((?:former )?(?:U\.S\. )?(?:(?:republican|democratic|independent) )?)(senator|sen\.?|representative|rep\.?|congressman|congresswoman|governor|gov\.?)$`)

// ofState is somebody's role, with the state of his office as the text tells it beside his name: "senator from Ohio".
func ofState(r *attribution.Reading, e *attribution.Entity) string {
	if strings.EqualFold(e.Role, "mayor") {
		return e.Role + ofTown(r, e)
	}
	office := stateOffice.FindStringSubmatch(e.Role)
	if office == nil {
		return e.Role
	}
	id := stateBeside(r, e)
	if id == "" || id == "usstate:district of columbia" {
		return e.Role // the district has neither
	}
	noun := strings.TrimSuffix(strings.ToLower(office[2]), ".")
	noun = cmp.Or(map[string]string{"sen": "senator", "rep": "representative", "gov": "governor"}[noun], noun)
	if noun == "governor" {
		return office[1] + "governor of " + stateName(id)
	}
	return office[1] + noun + " from " + stateName(id)
}

// stateBeside is the id of the state that the text tells behind somebody's name, or by calling him "the Ohio senator"; else "".
func stateBeside(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		if id := stateAt(behindName(r, m, e.Name)); id != "" {
			return id
		}
		if called := calledByState.FindStringSubmatch(r.Text[m.Start:m.End]); called != nil && stateID(called[1]) != "" {
			return stateID(called[1])
		}
	}
	return ""
}

var calledByState = pattern.Lazy(`^[Tt]he (\p{Lu}\pL+(?: \p{Lu}\pL+)?) (?:senator|governor|congressman|congresswoman|Republican|Democrat)$`)

// ofTown is " of" the town that the text names behind a name.
func ofTown(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		if town := townBehind.FindStringSubmatch(behindName(r, m, e.Name)); town != nil && !isPersons(r, town[2]) {
			return town[1]
		}
	}
	return ""
}

var townBehind = pattern.Lazy(`^( of (\p{Lu}[\pL’-]+(?: \p{Lu}[\pL’-]+){0,2}))\b`)

// asState is a word behind a town if it names a state of the US, without the full stop of its sentence; "" for any other.
func asState(word string) string {
	whole := strings.TrimSuffix(word, ".")
	if id := stateID(whole); id != "" && strings.EqualFold(stateName(id), whole) {
		return whole
	}
	if stateID(word) == "" {
		return ""
	}
	return word
}

// stateName is the name of a state by its id.
func stateName(id string) string {
	all := strings.Fields(strings.TrimPrefix(id, "usstate:"))
	for i, word := range all {
		all[i] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(all, " ")
}

// ofIts is what somebody is by "its president, Ada Berg", of the one body that the paragraph has named before, or by "the authority's
// director, Ada Berg", of the one authority that the text has; else "".
func ofIts(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		paragraph := r.Text[strings.LastIndexByte(r.Text[:m.Start], '\n')+1 : m.Start]
		office := itsOffice.FindStringSubmatch(paragraph)
		if office == nil || !IsRole(words.Last(office[2])) || isOfSeveral(office[2]) {
			continue
		}
		body := soleEntity(r, func(other *attribution.Entity) bool {
			named := office[1] == "" && strings.Contains(paragraph, other.Name) && (other.Kind == attribution.Organisation || other.Kind == attribution.State)
			return named || isCalled(other, office[1])
		})
		if body != "" {
			return office[2] + " of the " + strings.TrimPrefix(body, "the ")
		}
	}
	return ""
}

// isCalled says whether a body has a noun for its kind: of the Halvik Fund and the Bureau of Fish, "fund" and "bureau".
func isCalled(e *attribution.Entity, noun string) bool {
	return e.Kind == attribution.Organisation && strings.Contains(e.Name, " ") && strings.EqualFold(headOf(e.Name), noun)
}

// bodyBefore is the one body that the paragraph of a whole name has named before it: of "Tern Marine sails on. But Bo Lund, the company's
// director", Tern Marine. A single word is more often a company's name than another body's. "" where there is none, or another one.
func bodyBefore(r *attribution.Reading, e *attribution.Entity, company bool) string {
	for _, m := range e.Mentions {
		if !strings.HasSuffix(r.Text[m.Start:m.End], e.Name) {
			continue
		}
		paragraph := r.Text[strings.LastIndexByte(r.Text[:m.Start], '\n')+1 : m.Start]
		return soleEntity(r, func(other *attribution.Entity) bool {
			body := other.Kind == attribution.Organisation && other.Party.Kind != "political party" && !aliases.IsPlace(other.Name)
			return body && (company || strings.Contains(other.Name, " ") || isShort(other.Name)) && strings.Contains(paragraph, other.Name)
		})
	}
	return ""
}

// soleEntity is the name of the one entity with a proper name that is as it is wanted; "" where there is none, or two.
func soleEntity(r *attribution.Reading, wanted func(*attribution.Entity) bool) string {
	found := ""
	for i := range r.Entities {
		if e := &r.Entities[i]; IsProper(e.Name) && words.StartsUpper(e.Name) && wanted(e) {
			if found != "" {
				return ""
			}
			found = e.Name
		}
	}
	return found
}

// officeBefore is what somebody is by the words that stand before his name and a comma at the start of a sentence: "The head of Tern Marine, Bo
// Lund, said". In a list the name would be another one's, so what follows it counts, too.
func officeBefore(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		if !strings.HasSuffix(r.Text[m.Start:m.End], e.Name) || !endsName.MatchString(r.Text[m.End:min(len(r.Text), m.End+maxBehind)]) {
			continue
		}
		paragraph := r.Text[strings.LastIndexByte(r.Text[:m.Start], '\n')+1 : m.Start]
		for _, ends := range []*pattern.Expression{opensOnOffice, ownedOffice, officeWithin} {
			office := ends.FindStringSubmatch(paragraph)
			if office != nil && IsRole(words.Last(office[2])) && !isOfSeveral(office[2]) && (ends != officeWithin || !joinsList.MatchString(r.Text[m.End:])) {
				return office[1]
			}
		}
	}
	return ""
}

var (
	opensOnOffice = pattern.Lazy(`(?:^|[.!?][”"]? )(?:The |One |A )?((?:\p{Lu}[\pL-]+[’']s )?((?:\p{L}[\pL-]+ ){0,3}\p{Ll}[\pL-]+)(?: (?:of|for|at) (?:the )?\p{Lu}[\pL&’'-]+(?: (?:of |for |and |the )?\p{Lu}[\pL&’'-]+){0,5})), $`)
	ownedOffice   = pattern.Lazy(`(?:^|[.!?][”"]? )(\p{Lu}[\pL-]+[’']s (?:\p{Ll}[\pL-]+ ){0,3}?(\p{Ll}[\pL-]+)), $`)
	// officeWithin is such words within a sentence, where a list is more likely, so that they must tell of what the office is.
	officeWithin = pattern.Lazy(`\bthe ((?:[\pL-]+ ){0,3}?(\p{Ll}[\pL-]+) (?:of|for|at) (?:the )?\p{Lu}[\pL&’'-]+(?: (?:of |for |and |the )?\p{Lu}[\pL&’'-]+){0,5}), $`)
	joinsList    = pattern.Lazy(`^,? (?:and|or)\b`)
	endsName     = pattern.Lazy(`^(?:, (?:\p{Ll}|$)|,? (?:said|says|told|is|was|has|had|called|urged|warned|wrote|argued)\b)`)
)

// itsOffice ends on what somebody is of a body that was named before.
var itsOffice = pattern.Lazy(`\b(?:[Ii]ts|[Tt]he (\p{Ll}+)[’']s) (\p{Ll}[\p{Ll} -]{2,30}), $`)

// affiliation is the body that somebody is of by the words beside his name: "Bo Lund of the Coastal Policy Institute", "said Bo Lund of
// data firm Ostra", "Gallup’s Bo Lund". "" where there is none that is surely one.
func affiliation(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		behind := r.Text[m.End:min(len(r.Text), m.End+maxBehind)]
		for _, of := range []*pattern.Expression{ofBody, ofFirm} {
			if body := of.FindStringSubmatch(behind); body != nil {
				return body[1]
			}
		}
		if body := ofKnown.FindStringSubmatch(behind); body != nil && isBody(r, body[1]) {
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

// clauseOf is what a clause behind a whole name tells of somebody who has no role: "who teaches at the Halvik school", "whose father was the harbour
// pastor", or where he is from: "of Dunby, Ohio". "" where it tells of what stands elsewhere.
func clauseOf(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		if !strings.HasSuffix(r.Text[m.Start:m.End], e.Name) || !strings.Contains(e.Name, " ") || strings.HasSuffix(r.Text[:m.Start], " of ") {
			continue
		}
		behind := r.Text[m.End:min(len(r.Text), m.End+maxBehind)]
		if found := ofPlace.FindStringSubmatch(behind); found != nil && strings.HasSuffix(r.Text[:m.Start], " said ") && !isPersons(r, found[2]) {
			return found[1]
		}
		if rest, is := strings.CutPrefix(behind, " is "); is {
			if role := plainRole(roleIn(rest)); role != "" && !isMere(role) {
				return role
			}
		}
		for _, tells := range []*pattern.Expression{whoWorks, whoseKin, whomSent, fromTown} {
			found := tells.FindStringSubmatch(behind)
			if tells == fromTown && found != nil {
				if state := asState(found[2]); state != "" {
					return strings.TrimSuffix(found[1], found[2]) + state
				}
				continue
			}
			if found != nil && !IsTitle(strings.ToLower(words.Last(found[1]))) && !slices.ContainsFunc(strings.Fields(found[1]), func(word string) bool { return pointing[word] }) && !pointsElsewhere(strings.Fields(found[1])) {
				return found[1]
			}
		}
	}
	return ""
}

var (
	whoWorks = pattern.Lazy(`^(?:, \d{1,3})?, (who (?:works|worked|teaches|taught|studies|lives|farms|runs|represents|volunteers|volunteered|oversees|covers|coordinates) (?:at|for|in|as|on|with|near|an?|the|\p{Lu}\pL+|\p{Ll}+ (?:at|for)) ?[^,.;:—–“”"()\n]{3,70})(?:,|\.[ \n]|\.$)`)
	whoseKin = pattern.Lazy(`^(?:, \d{1,3})?, (whose (?:father|mother|son|daughter|husband|wife|brother|sister) (?:is|was) (?:the|an?) (?:[\pL’'-]+ ){0,4}?[\pL-]+)(?: (?:at|in|of|who|when|for|and|from)\b|,|\.[ \n])`)
	whomSent = pattern.Lazy(`^, (whom (?:[\pL.’'-]+ ){1,4}(?:appointed|named|nominated|chose) [^,.;:—–“”"()\n]{3,60})(?:,|\.[ \n]|\.$)`)
	fromTown = pattern.Lazy(`^(?:, \d{1,3},)?,? (of \p{Lu}[\pL’-]+(?: \p{Lu}[\pL’-]+)?, (\p{Lu}\.\p{Lu}\.|\p{Lu}\p{Ll}+\.?(?: \p{Lu}\p{Ll}+)?))`)
)

// ofPlace is where somebody is from or whom he works for, with nothing that tells which.
var ofPlace = pattern.Lazy(`^ (of (\p{Lu}[\pL’-]+(?: \p{Lu}[\pL’-]+)?))\.(?:[ \n]|$)`)

// isPersons says whether a reading has a person of the family of a name: then "said Lund of Berg" tells of whom it was said.
func isPersons(r *attribution.Reading, name string) bool {
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool {
		return e.Kind == attribution.Person && strings.Contains(e.Name, " ") && words.Last(e.Name) == words.Last(name)
	})
}

const maxOwner = 60 // bytes before a name

// isBody says whether a reading knows a name as a body's and as nobody else's.
func isBody(r *attribution.Reading, name string) bool {
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool {
		return e.Name == name && e.Kind == attribution.Organisation
	}) && !aliases.IsPlace(name)
}

var (
	// ofBody is a body behind a name, known by its noun.
	ofBody = pattern.Lazy(`^ (?:of|from|at|with) (?:the )?((?:\p{Lu}[\pL&’'-]+ ){0,5}(?:Institute|Institution|Federation|Association|Council|University|College|Center|Centre|Union|Foundation|League|Society|Coalition|Alliance|Chamber|Fund|Project)(?: (?:for|of|on|in) (?:the )?\p{Lu}[\pL’'-]+(?: (?:and )?\p{Lu}[\pL’'-]+){0,4})?)`)
	// ofFirm is a firm behind a name, which the text calls one.
	ofFirm = pattern.Lazy(`^ (?:of|from|at|with) (?:the )?((?:\p{Ll}+ ){0,3}(?:firm|company|group|agency|consultancy|bank|newspaper|magazine|network) \p{Lu}[\pL&’'-]+(?: \p{Lu}[\pL&’'-]+){0,3})`)
	// ofKnown is any name behind a name, and what shows that nothing follows in it.
	ofKnown = pattern.Lazy(`^ (?:of|from|at|with) (?:the )?((?:The )?\p{Lu}[\pL&’'-]+(?: \p{Lu}[\pL’'-]+){0,3})(?:[,.]| (?:said|says|told|wrote|argued|added|tweeted|has|have|had)\b)`)
	// ownerOf ends on whose somebody is.
	ownerOf = pattern.Lazy(`(?:^|[^\pL.] ?)(\p{Lu}[\pL&-]+(?: \p{Lu}[\pL&-]+){0,3})[’'](?:s )? ?$`)
)
