package transcript

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// tidyNames makes the names of a reading ones that a reader would write: a role before a name is no part of it ("company CEO Rune
// Moberg"), nor is an adverb behind it, and who somebody is stands in an apposition more fully than in a title ("Scott Aker, Ostra
// Light's chief forecaster"). English only: other languages' rules know where a role ends.
func tidyNames(r *attribution.Reading) {
	if r.Language != "en" {
		return
	}
	pointAtNamed(r)
	index := sync.OnceValue(func() nameIndex { return indexNames(r) })
	for i := range r.Entities {
		e := &r.Entities[i]
		tidyName(r, e)
		if !IsProper(e.Name) && !isAdverb(words.Last(e.Name)) {
			rename(e, inCapitals(r.Text, withoutClause(e.Name)))
			continue
		}
		if full := index().fullName(e); full != "" && !isAnother(r, full, e) {
			rename(e, full)
		}
		tidyPerson(r, e, index)
	}
	for i := range r.Entities {
		tidyKind(&r.Entities[i])
	}
	serveBodies(r)
	mergeNominals(r)
	for i := range r.Entities {
		if e := &r.Entities[i]; e.Kind == attribution.Person {
			e.Role = ofThePast(r, e)
			e.Role = ofState(r, e)
			e.Role = ofHis(r, e)
		}
	}
}

// tidyPerson parts a person's name from his role, and finds the role in the text. What a reading takes for no person is one where a role stands
// before the name.
func tidyPerson(r *attribution.Reading, e *attribution.Entity, index func() nameIndex) {
	role, name := splitRole(e.Name)
	if e.Kind != attribution.Person && (role == "" || name == e.Name) && !isNamedByOffice(e) {
		return
	}
	own := isOwnParty(e)
	e.Kind = attribution.Person
	if notRoles[strings.ToLower(e.Role)] || ofHeadline(r, e.Role) {
		e.Role = ""
	}
	if name != e.Name && (strings.Contains(name, " ") || !isTaken(r, name)) {
		e.Name = name
		e.Name = cmp.Or(index().fullName(e), name)
		e.Role = cmp.Or(e.Role, ofOne(role))
		if own {
			e.Party.Name = e.Name
		}
	}
	if letters := withoutLetters.FindStringSubmatch(e.Name); letters != nil {
		rename(e, strings.TrimSuffix(e.Name, letters[0]))
		e.Role = cmp.Or(e.Role, letters[1])
	}
	if town := nameOfTown.FindStringSubmatch(e.Name); town != nil {
		rename(e, town[1])
	}
	if e.Party.Name == e.Name {
		e.Party.Kind = "person"
	}
	e.Role = roleOf(r, withNamed(r, e))
}

// ofOne is a role of several as that of the one whose name stands behind it: "Singer-guitarists".
func ofOne(role string) string {
	last := words.Last(role)
	if single, plural := strings.CutSuffix(last, "s"); plural && IsRole(single) && !roleNouns[strings.ToLower(last)] {
		return strings.TrimSuffix(role, "s")
	}
	return role
}

// isNamedByOffice says whether what a reading takes for a body has a title that only a person has: "Former Norvian President Vicente Post".
func isNamedByOffice(e *attribution.Entity) bool {
	return strings.Contains(e.Name, " ") && IsTitle(strings.ToLower(words.Last(e.Role))) && !isFirm.MatchString(e.Name)
}

// withoutLetters are those behind a name for what somebody is or has: "Bo Lund MP".
var withoutLetters = pattern.Lazy(`(?:,? (?:(MP|MSP|MLA|MEP)|QC|KC|SC|OBE|MBE|CBE|PhD|Ph\.D\.?|M\.?D\.?|Esq\.?))+$`)

// isOwnParty says whether somebody speaks for himself: his party goes by his name, or by his family name.
func isOwnParty(e *attribution.Entity) bool {
	return strings.EqualFold(e.Party.Name, e.Name) || e.Kind == attribution.Person && strings.EqualFold(e.Party.Name, words.Last(e.Name))
}

// tidyKind makes a body of a person whose name is one's, and makes nobody speak for a place that is no state.
func tidyKind(e *attribution.Entity) {
	if e.Kind == attribution.Person && isNobody(e.Name) {
		e.Kind, e.Role = attribution.Organisation, ""
		if e.Party.Name == e.Name {
			e.Party.Kind = "institution"
		}
	}
	if speaksForPlace(e) {
		e.Party = ownParty(e)
	}
}

// ownParty is the party of who speaks for nobody else.
func ownParty(e *attribution.Entity) attribution.Party {
	if e.Kind == attribution.Person {
		return attribution.Party{Name: e.Name, Kind: "person"}
	}
	return attribution.Party{Name: e.Name, Kind: "group"}
}

// roleOf is what a text tells of who somebody is, as far as what he is himself.
func roleOf(r *attribution.Reading, e *attribution.Entity) string {
	e.Role = cleanRole(pastEvent(r, e, firstKind(r, e)+wholeState(r, e)))
	told := apposition(r, e)
	if rank := strings.TrimSuffix(strings.ToLower(words.Last(e.Role)), "."); told == "" && (e.Role == "" || ofRank[rank]) {
		told = officeOwned(r, e)
	}
	role := plainRole(ownerNamed(r, fullestRole(e.Role, told, roleBefore(r, e)), e)) + ofCountry(r, e)
	if isBareTitle(role) || role != "" && strings.ToLower(role) == role && !roleLink.MatchString(role) {
		role += ofBodyBehind(r, e)
	}
	role = ofOpeningCompany(r, e, withTeam(r, e, role))
	return cmp.Or(ofIts(r, e), ofBodyTold(r, e, role), role, officeBefore(r, e), affiliation(r, e), titleBefore(r, e), clauseOf(r, e))
}

// wholeState is somebody's role with the word before it that a reading has taken for none of the state's name: "showing North Carolina Rep. Bo Lund".
func wholeState(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		if whole := wholeOffice(r, e, m); whole != "" {
			return whole
		}
		if first := words.Last(r.Text[max(0, m.Start-maxOwner):m.Start]); e.Role != "" && inTitles[first] && strings.HasPrefix(r.Text[m.Start:], e.Role) && aliases.IsPlace(first+" "+words.First(e.Role)) {
			return first + " " + e.Role
		}
	}
	return e.Role
}

// pastEvent is a role without what a sentence opens with before it: "After the announcement union spokesman Bo Lund said".
func pastEvent(r *attribution.Reading, e *attribution.Entity, role string) string {
	first, rest, several := strings.Cut(role, " ")
	if !several || IsRole(first) || words.StartsUpper(first) || !words.StartsUpper(rest) {
		return role
	}
	for _, m := range e.Mentions {
		before, behind := r.Text[max(0, m.Start-maxOwner):m.Start], strings.TrimPrefix(r.Text[m.Start:], "the ")
		if strings.HasPrefix(behind, role) && opensOnWhen.MatchString(before+strings.TrimSuffix(r.Text[m.Start:], behind)) {
			return rest
		}
	}
	return role
}

var opensOnWhen = pattern.Lazy(`\b(?:[Aa]fter|[Bb]efore|[Dd]uring|[Ff]ollowing|[Ss]ince) the $`)

// firstKind is the first of two words for what kind of something somebody is, where a reading begins his role at the second: "Christian and "
// of "Christian and corporate speaker".
func firstKind(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		kind := kindAnd.FindStringSubmatch(r.Text[max(0, m.Start-maxOwner):m.Start])
		if kind != nil && e.Role != "" && strings.HasPrefix(r.Text[m.Start:], e.Role) && strings.Contains(e.Role, " ") && !IsRole(kind[1]) && !IsRole(words.First(e.Role)) {
			return kind[0]
		}
	}
	return ""
}

// kindAnd ends on an adjective and its "and".
var kindAnd = pattern.Lazy(`(\pL{2,}(?:ian|ish|al|ic|ive|ese|ary)) and $`)

// withNamed is somebody with the places of his whole name among his mentions, where a reading has only shorter ones: the role stands beside
// the whole one.
func withNamed(r *attribution.Reading, e *attribution.Entity) *attribution.Entity {
	isWhole := func(m attribution.Span) bool { return strings.Contains(r.Text[m.Start:m.End], e.Name) }
	if !strings.Contains(e.Name, " ") || slices.ContainsFunc(e.Mentions, isWhole) {
		return e
	}
	named := *e
	named.Mentions = slices.Clone(e.Mentions)
	for at := 0; ; {
		next := strings.Index(r.Text[at:], e.Name)
		if next < 0 {
			return &named
		}
		named.Mentions = append(named.Mentions, attribution.Span{Start: at + next, End: at + next + len(e.Name)})
		at += next + len(e.Name)
	}
}

// nameOfTown is a person's name with where that person is from: "Bo Lund of Halvik".
var nameOfTown = pattern.Lazy(`^(\p{Lu}\pL+(?: \p{Lu}[\pL.’'-]+)+) of \p{Lu}\pL+$`)

// isNobody says whether a name that a reading takes for a person's is one of a place, a paper or a site: "Connecticut", "TideFeed",
// "Halvik.com".
func isNobody(name string) bool {
	if strings.Contains(name, " ") {
		return !aliases.IsGiven(words.First(name)) && (aliases.IsPlace(name) || isFirm.MatchString(name)) // "New Mexico", "Tern Securities"
	}
	return site.MatchString(name) || compound.MatchString(name) && !strings.HasPrefix(name, "Fitz") || aliases.IsPlace(name) && !aliases.IsGiven(name)
}

var (
	isFirm   = pattern.Lazy(` (?:` + firmNouns + `|Limited|PLC|plc|Research)\.?$`)
	site     = pattern.Lazy(`\.(?:com|org|net|gov|info)$`)
	compound = pattern.Lazy(`^\p{Lu}\p{Ll}{3,}\p{Lu}\p{Ll}{2,}$`) // not "McAdam", "DeLund"
)

// speaksForPlace says whether the party of a person or of people is a place that is no state: nobody speaks for all of Ohio.
func speaksForPlace(e *attribution.Entity) bool {
	if e.Kind != attribution.Person && e.Kind != attribution.Group || e.Party.Kind == "state" || e.Party.Name == e.Name {
		return false
	}
	all := strings.Fields(e.Party.Name)
	for len(all) > 1 && strings.ToUpper(e.Party.Name) != e.Party.Name && strings.Contains(all[0], "-") {
		all = all[1:] // "Democratic-leaning New Jersey"
	}
	return aliases.IsPlace(strings.Join(all, " "))
}

// isTaken says whether another entity has the name: then it is not given to a second one.
func isTaken(r *attribution.Reading, name string) bool {
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool { return e.Name == name })
}

// isAnother says whether a whole name is that of another one of the family, whose role is another: not both are Liz Lund.
func isAnother(r *attribution.Reading, full string, e *attribution.Entity) bool {
	return slices.ContainsFunc(r.Entities, func(other attribution.Entity) bool {
		return other.Name == full && other.Role != "" && e.Role != "" && !words.Any(words.Stems(other.Role), func(word string) bool { return words.Stems(e.Role)[word] })
	})
}

// ofHeadline says whether a role stands in the headline alone and has more than a title in it: its verb looks like a part of one, "Endorses
// House Speaker Lund".
func ofHeadline(r *attribution.Reading, role string) bool {
	if role == "" || headlineOf(r) < 0 || IsRole(words.First(role)) {
		return false
	}
	return !strings.Contains(r.Text[r.Sentences[headlineOf(r)].End:], role)
}
