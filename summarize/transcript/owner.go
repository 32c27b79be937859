package transcript

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// Whose somebody is, where the text has a pronoun or a noun for that.

// ownerNamed names whose a role is, where the text only points at it: "the company's chief engineer" is its company's, or the chief
// engineer.
func ownerNamed(r *attribution.Reading, role string, e *attribution.Entity) string {
	if kin[strings.ToLower(role)] {
		return "" // whose son?
	}
	first, office, found := strings.Cut(role, " ")
	if !found {
		return role
	}
	if first != "IT" && pointing[strings.ToLower(first)] {
		return officeOfPointed(r, first, office, e)
	}
	owner, possessive := strings.CutSuffix(strings.ReplaceAll(first, "'", "’"), "’s")
	if !possessive {
		return role
	}
	told := strings.Index(r.Text, role) // where the text has it
	if told < 0 {
		told = len(r.Text)
	}
	switch {
	case words.StartsUpper(owner):
		if body := soleCalled(r, owner, told); body != "" {
			return officeIn(office, body) // of "the Chamber's lawyer", where one body is a chamber
		}
		if small := strings.ToLower(owner); bodies[small] {
			return officeOwnedBy(office, ownerMeant(r, small, told, e)) // "the Company’s geologist"
		}
		return role
	case strings.ToLower(owner) != owner:
		return role
	}
	return officeOwnedBy(office, ownerMeant(r, owner, told, e))
}

// officeOfPointed is an office without the pronoun for whose it is: "its director" is that of the body named before.
func officeOfPointed(r *attribution.Reading, pronoun, office string, e *attribution.Entity) string {
	if !strings.EqualFold(pronoun, "its") {
		return office
	}
	if body := bodyBefore(r, e, true); body != "" {
		return office + " of " + body
	}
	return office
}

// ownerMeant is the body that the text by a place in it means by a noun for the owner of somebody's office: his own party, or the one of that kind.
// "" where it tells none.
func ownerMeant(r *attribution.Reading, noun string, by int, e *attribution.Entity) string {
	if isPartyCalled(e, noun) {
		return e.Party.Name
	}
	body := soleCalled(r, noun, by)
	if body == "" && (bodies[noun] || noun == "group") {
		body = bodyBefore(r, e, noun == "company")
	}
	if body == "" {
		body = longerNoun(r, noun, by)
	}
	return body
}

// isPartyCalled says whether a noun may mean somebody's party: any noun for a body, or the one that its name ends on.
func isPartyCalled(e *attribution.Entity, noun string) bool {
	party := e.Party.Name
	return IsProper(party) && !strings.EqualFold(party, e.Name) && (bodies[noun] || strings.EqualFold(headOf(party), noun))
}

// soleCalled is the one body that the text has named by a place in it and that has a noun for its kind; "" where there is none, or two.
func soleCalled(r *attribution.Reading, noun string, by int) string {
	return soleEntity(r, func(other *attribution.Entity) bool { return isCalled(other, noun, by) })
}

// officeIn is an office with the name of a body behind it.
func officeIn(office, body string) string {
	return office + " of the " + strings.TrimPrefix(body, "the ")
}

// officeOwnedBy is an office with the name of its owner, where that is known.
func officeOwnedBy(office, owner string) string {
	switch {
	case owner == "":
		return office
	case strings.HasPrefix(owner, "the "), strings.ContainsAny(owner, "'’"):
		return officeIn(office, owner) // not "the Workers’ Union’s secretary"
	}
	return possessiveOf(owner) + " " + office
}

// longerNoun is how the text before calls in more words the one that it means by the owner of a role: "the hospital’s director" is the director of "the
// island hospital". It is "" where it has no more words, or two of that kind.
func longerNoun(r *attribution.Reading, owner string, by int) string {
	names := namesOn(r.Text[:by], owner, func(before, _ string) string {
		capitals := capitalsBefore(before)
		which, the := strings.CutPrefix(capitals, "The ")
		if which == "" || !the && !strings.HasSuffix(strings.TrimSuffix(before, capitals), "the ") {
			return ""
		}
		return which + owner
	})
	if len(names) == 0 {
		names = entitiesOn(r, owner, by)
	}
	if len(names) != 1 || ofAnother[words.First(names[0])] {
		return ""
	}
	return "the " + names[0]
}

// entitiesOn are the names of bodies that end on a noun and that the text has by a place in it.
func entitiesOn(r *attribution.Reading, noun string, by int) (names []string) {
	for i := range r.Entities {
		e := &r.Entities[i]
		name := strings.TrimPrefix(e.Name, "the ")
		of := len(name) - len(noun) - 1
		if e.Kind == attribution.Person || of < 1 || name[of] != ' ' || !strings.EqualFold(name[of+1:], noun) || slices.Contains(names, name) {
			continue
		}
		if isNamedBefore(e, by) {
			names = append(names, name)
		}
	}
	return names
}

// isNamedBefore says whether a text mentions an entity before a place in it.
func isNamedBefore(e *attribution.Entity, by int) bool {
	return slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool { return m.Start < by })
}

// namesOn are the names of bodies that the end of a text has on a noun, two at most; named tells which one is there by the words before and
// behind the noun, or "". What it looks at is bounded, for it is asked once for each of those who may be thousands.
func namesOn(text, noun string, named func(before, behind string) string) (names []string) {
	const near, most = 20 << 10, 100 // bytes, and times that the noun stands there
	end := len(text)
	start := max(0, end-near)
	for range most {
		at := start + strings.LastIndex(text[start:end], noun)
		if at < start || len(names) > 1 {
			break
		}
		end = at
		behind := text[at+len(noun):]
		if next, _ := utf8.DecodeRuneInString(behind); unicode.IsLetter(next) {
			continue
		}
		if name := named(text[max(start, at-maxBefore):at], behind); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// capitalsBefore is the words with capitals that a text ends on, with the space behind them.
func capitalsBefore(text string) string {
	start := len(text)
	for start > 0 && text[start-1] == ' ' {
		from := strings.LastIndexFunc(text[:start-1], isOutsideName) + 1
		if !words.StartsUpper(text[from : start-1]) {
			break
		}
		start = from
	}
	return text[start:]
}

// isOutsideName says whether no word of a name has a sign.
func isOutsideName(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("’'-", r) }

// ofAnother tells one from another that is not named.
var ofAnother = words.List("another other each every no any a an his her their its our my this that second first next")

// hisOffice ends on what somebody is to whom a pronoun means.
var hisOffice = pattern.Lazy(`\b([Hh]is|[Hh]er) ([\p{L} -]{3,40}?),? $`)

// ofHis is somebody's role, with the name of whose it is where the text has a pronoun: of "his chief aide, Ada Berg", Lund’s chief aide.
func ofHis(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		start := m.Start + max(0, strings.LastIndex(r.Text[m.Start:m.End], e.Name))
		from := max(0, start-maxOwner)
		at := hisOffice.FindStringSubmatchIndex(r.Text[from:start])
		if at == nil {
			continue
		}
		office, owner := r.Text[from+at[4]:from+at[5]], whoIsSpokenOf(r, start)
		if !strings.EqualFold(office, e.Role) && (e.Role != "" || !kin[office] || strings.Contains(e.Name, " ") && owner == "") {
			continue
		}
		owner = cmp.Or(owner, personAt(r, attribution.Span{Start: from + at[2], End: from + at[3]}))
		if owner != "" && owner != e.Name {
			if lastName(owner) != lastName(e.Name) {
				owner = lastName(owner)
			}
			return possessiveOf(owner) + " " + cmp.Or(e.Role, office)
		}
	}
	return e.Role
}

// whoIsSpokenOf is the one person on whose given name a quotation opens that somebody says who is kin to him, up to a place in the text: “Bo left when he
// was young,” said his daughter. The pronouns have to agree. "" where there is none, or two of that name.
func whoIsSpokenOf(r *attribution.Reading, at int) string {
	found := saidByKin.FindStringSubmatch(paragraphBefore(r, at, maxBefore))
	if found == nil || !kin[found[4]] || !agrees[strings.ToLower(found[3])].MatchString(found[2]) {
		return ""
	}
	return soleEntity(r, func(other *attribution.Entity) bool {
		return other.Kind == attribution.Person && strings.HasPrefix(other.Name, found[1]+" ")
	})
}

// saidByKin ends on who said a quotation that opens on a name, told by whose kin he is.
var saidByKin = pattern.Lazy(`^[“"](\p{Lu}\p{Ll}+)( [^“”"]*)[,.!?][”"] (?:said|says|recalled|recalls) (his|her) ([\p{Ll}-]+),? $`)

// agrees are the pronouns in a quotation that go with the one behind it.
var agrees = map[string]*pattern.Expression{"his": pattern.Lazy(`\b(?:he|him|himself)\b`), "her": pattern.Lazy(`\b(?:she|herself)\b`)}

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

// ofIts is what somebody is by "its president, Ada Berg", of the one body that the paragraph has named before, or by "the authority's
// director, Ada Berg", of the one authority that the text has; else "".
func ofIts(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		paragraph := r.Text[strings.LastIndexByte(r.Text[:m.Start], '\n')+1 : m.Start]
		office := itsOffice.FindStringSubmatch(paragraphBefore(r, m.Start, maxBefore))
		if office == nil || !IsRole(words.Last(office[2])) || isOfSeveral(office[2]) {
			continue
		}
		body := soleEntity(r, func(other *attribution.Entity) bool {
			named := office[1] == "" && strings.Contains(paragraph, other.Name) && (other.Kind == attribution.Organisation || other.Kind == attribution.State)
			return named || isCalled(other, office[1], m.Start)
		})
		if body != "" {
			return officeIn(office[2], body)
		}
	}
	return ""
}

// isCalled says whether a body that the text has named by a place in it has a noun for its kind: of the Halvik Fund and the Bureau of Fish, "fund" and
// "bureau".
func isCalled(e *attribution.Entity, noun string, by int) bool {
	if noun == "" || e.Kind != attribution.Organisation || !strings.Contains(e.Name, " ") || !isNamedBefore(e, by) {
		return false
	}
	return hasWord(e.Name, noun) && strings.EqualFold(headOf(e.Name), noun) // the first takes a tenth of the time
}

// hasWord says whether a word of a name begins as a noun does, whatever its capitals.
func hasWord(name, noun string) bool {
	for word := range strings.FieldsSeq(name) {
		if len(word) >= len(noun) && strings.EqualFold(word[:len(noun)], noun) {
			return true
		}
	}
	return false
}

// bodyBefore is the one body that the paragraph of a whole name has named before it, or the one company that the text has: of "Tern Marine sails on.
// But Bo Lund, the company's director", Tern Marine. A single word is more often a company's name than another body's. "" where there is none, or
// another one.
func bodyBefore(r *attribution.Reading, e *attribution.Entity, company bool) string {
	for _, m := range e.Mentions {
		if !strings.HasSuffix(r.Text[m.Start:m.End], e.Name) {
			continue
		}
		from := func(start int) string {
			return soleEntity(r, func(other *attribution.Entity) bool {
				return (company || strings.Contains(other.Name, " ") || isShort(other.Name)) && isNamedIn(r, other, start, m.Start) && isCompany(other)
			})
		}
		if company {
			if about := companyAbout(r, m.Start); about != "" {
				return about
			}
		}
		near := from(strings.LastIndexByte(r.Text[:m.Start], '\n') + 1)
		if near == "" && company {
			return from(0)
		}
		return near
	}
	return ""
}

// companyAbout is the one company that a headline names by its first word and the text has named by a place in it; "" where there is none, or two.
func companyAbout(r *attribution.Reading, by int) string {
	title := headlineOf(r)
	if title < 0 {
		return ""
	}
	headline := words.Split(withoutPossessive.Replace(r.Text[r.Sentences[title].Start:r.Sentences[title].End]))
	return soleEntity(r, func(e *attribution.Entity) bool {
		first := words.First(e.Name)
		return slices.Contains(headline, first) && isNamedIn(r, e, 0, by) && !aliases.IsPlace(first) && !isPublic(e.Name) && (isFirm.MatchString(e.Name) || isCompany(e))
	})
}

var withoutPossessive = strings.NewReplacer("’s", "", "'s", "")

// isPublic says whether a body is one of a state or of several, by its name: no company.
func isPublic(name string) bool {
	return officeNoun.MatchString(name) || slices.ContainsFunc(aliases.Of(name), func(id string) bool { return strings.HasPrefix(id, "body:") })
}

var officeNoun = pattern.Lazy(`\b` + officeNouns + `\b`)

// ofOpeningCompany is the role of a company's first with the name of the company, where his sentence opens on that and the text is about it: "Tern
// sails on, CEO Bo Lund said".
func ofOpeningCompany(r *attribution.Reading, e *attribution.Entity, role string) string {
	if !companyTitle.MatchString(role) {
		return role
	}
	for _, m := range e.Mentions {
		at := sort.Search(len(r.Sentences), func(n int) bool { return r.Sentences[n].End > m.Start })
		if at == len(r.Sentences) || at == headlineOf(r) || !strings.HasSuffix(r.Text[m.Start:m.End], e.Name) {
			continue
		}
		company := opensOnName.FindStringSubmatch(r.Text[r.Sentences[at].Start:m.Start])
		if company != nil && isAbout(r, company[1]) && !aliases.IsPlace(company[1]) && !aliases.IsGiven(words.First(company[1])) && !isPersons(r, company[1]) {
			return officeOwnedBy(role, company[1])
		}
	}
	return role
}

var (
	// companyTitle is that of who leads a company, without its name.
	companyTitle = pattern.Lazy(`^(?:CEO|CFO|COO|CTO|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|[Cc]hief (?:[Ff]inancial|[Oo]perating|[Tt]echnology) [Oo]fficer)$`)
	// opensOnName is the name that a sentence opens on, up to its verb.
	opensOnName = pattern.Lazy(`^(\p{Lu}[\pL&-]+(?: \p{Lu}[\pL&-]+){0,2}) \p{Ll}`)
)

// isAbout says whether the headline has a name that the text has, or the text has it again and again.
func isAbout(r *attribution.Reading, name string) bool {
	const often = 4
	title := headlineOf(r)
	inTitle := title >= 0 && strings.Contains(r.Text[:r.Sentences[title].End], name)
	return isNamedWithin(r.Text, name) && (inTitle || strings.Count(r.Text, name) >= often)
}

// isNamedWithin says whether a text has a name within a sentence, too, so that its capital is its own.
func isNamedWithin(text, name string) bool {
	for at := strings.Index(text, " "+name); at > 0; {
		if last, _ := utf8.DecodeLastRuneInString(text[:at]); unicode.IsLower(last) {
			return true
		}
		next := strings.Index(text[at+1:], " "+name)
		if next < 0 {
			return false
		}
		at += 1 + next
	}
	return false
}

// isCompany says whether a body may be a company: no party, no place and no mere noun, "the Company".
func isCompany(e *attribution.Entity) bool {
	return !bodies[strings.ToLower(e.Name)] && e.Kind == attribution.Organisation && e.Party.Kind != "political party" && !aliases.IsPlace(e.Name)
}

// isNamedIn says whether a part of the text has the whole name of an entity.
func isNamedIn(r *attribution.Reading, e *attribution.Entity, from, to int) bool {
	return slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
		return from <= m.Start && m.End <= to && strings.Contains(r.Text[m.Start:m.End], e.Name)
	})
}

// soleEntity is the name of the one entity with a proper name that is as it is wanted; "" where there is none, or two.
func soleEntity(r *attribution.Reading, wanted func(*attribution.Entity) bool) string {
	found := ""
	for i := range r.Entities {
		if e := &r.Entities[i]; words.StartsUpper(e.Name) && wanted(e) && IsProper(e.Name) {
			if found != "" {
				return ""
			}
			found = e.Name
		}
	}
	return found
}

// itsOffice ends on what somebody is of a body that was named before.
var itsOffice = pattern.Lazy(`\b(?:[Ii]ts|[Tt]he (\p{Ll}+)[’']s) (\p{Ll}[\p{Ll} -]{2,30}), $`)
