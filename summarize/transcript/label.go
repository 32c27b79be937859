package transcript

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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

// tidyName makes a name one that the text has, without what is no part of it.
func tidyName(r *attribution.Reading, e *attribution.Entity) {
	e.Name = withoutHalfBrackets(pastStop(strings.TrimLeft(inSmall(r.Text, e), "(")))
	rename(e, wholePortfolio(r.Text, e))
	rename(e, wholeMinistry(r.Text, e))
	rename(e, wholeOwned(r.Text, e.Name))
	rename(e, commonName(r.Text, e))
	if e.Kind == attribution.Person && !strings.Contains(e.Name, " ") {
		rename(e, peer(r.Text, e))
	}
}

// wholeOwned is a name that a reading has cut behind an owner, with what is his as the text tells it: "veterans of Norvia’s" coast guard.
func wholeOwned(text, name string) string {
	if !endsOnPossessor.MatchString(name) {
		return name
	}
	for _, behind := range strings.Split(text, name[1:])[1:] {
		if owned := ownedBehind.FindStringSubmatch(behind[:min(len(behind), maxOwner)]); owned != nil {
			return name + owned[1]
		}
	}
	return name
}

var (
	endsOnPossessor = pattern.Lazy(`^\p{L}\p{Ll}+ .*\pL[’']s$`)
	// ownedBehind is what somebody has, up to a verb that shows where it ends.
	ownedBehind = pattern.Lazy(`^((?: [\p{Ll}-]+){1,4}?) (?:have|has|had|say|says|said|are|were|is|was|want|wants|wanted|fear|feared|warn|warned|argue|argued|believe|hope|hoped|told|called|urged|will|would|did|do)\b`)
)

// peer is the name of somebody who goes by a title and one name: "Lord Lund". Without the title the name is a place's or another one's.
func peer(text string, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		before := text[max(0, m.Start-len("Baroness ")):m.End]
		if at := strings.LastIndex(before, " "); at > 0 && before[at+1:] == e.Name && peerages[words.Last(before[:at])] {
			return words.Last(before[:at]) + " " + e.Name
		}
	}
	return e.Name
}

var peerages = words.List("Lord Lady Baroness")

// withoutHalfBrackets is a name without its brackets, where one of them has no other.
func withoutHalfBrackets(name string) string {
	if strings.Count(name, "(") == strings.Count(name, ")") {
		return name
	}
	return strings.Join(strings.Fields(strings.NewReplacer("(", "", ")", "").Replace(name)), " ")
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

// rename gives an entity a name, and its party too where that goes by the old one.
func rename(e *attribution.Entity, name string) {
	if strings.EqualFold(e.Party.Name, e.Name) {
		e.Party.Name = name
	}
	e.Name = name
}

// commonName is a name as the text mostly has it, without what it has in one place: of "Lund’s 2008 campaign", which is "the Lund campaign" elsewhere,
// "Lund’s campaign"; of “Tidal Feed” between marks, which is "Feed" elsewhere, that.
func commonName(text string, e *attribution.Entity) string {
	if campaign := ofOneRace.FindStringSubmatch(e.Name); campaign != nil && mentions(text, e, func(own string) bool {
		return strings.HasSuffix(own, "campaign") && !strings.Contains(own, campaign[2])
	}) > 0 {
		return campaign[1] + " campaign"
	}
	const mostly = 4
	last := lastField(e.Name)
	calls := func(name string) int { return mentions(text, e, func(own string) bool { return own == name }) }
	if e.Kind == attribution.Organisation && last != e.Name && IsProper(last) && calls(e.Name) == 1 && calls(last) >= mostly && isMarkedFirst(text, e.Name) {
		return last
	}
	return e.Name
}

// isMarkedFirst says whether a name stands behind an opening mark where a text has it first.
func isMarkedFirst(text, name string) bool {
	at := max(0, strings.Index(text, name))
	return endsOnMark.MatchString(text[max(0, at-utf8.UTFMax):at])
}

var (
	// ofOneRace is a name of a campaign with when or where it was.
	ofOneRace  = pattern.Lazy(`^(.*\p{Lu}\pL+[’']s?) ((?:\d{4}|\p{Lu}\pL+(?: \p{Lu}\pL+)?)(?: \p{Ll}+)?) campaign$`)
	endsOnMark = pattern.Lazy(`[“"‘']$`)
)

// mentions is how many of an entity's in a text are as they are wanted.
func mentions(text string, e *attribution.Entity, wanted func(string) bool) (count int) {
	for _, m := range e.Mentions {
		if wanted(text[m.Start:m.End]) {
			count++
		}
	}
	return count
}

// nameOfTown is a person's name with where that person is from: "Bo Lund of Halvik".
var nameOfTown = pattern.Lazy(`^(\p{Lu}\pL+(?: \p{Lu}[\pL.’'-]+)+) of \p{Lu}\pL+$`)

// inCapitals is a name in small letters with the capital of the people or country in its first word: "arab lawmakers".
func inCapitals(text, name string) string {
	first, rest, _ := strings.Cut(name, " ")
	if first == "" || first == "the" {
		return name
	}
	upper := strings.ToUpper(first[:1]) + first[1:]
	if root, _, _ := strings.Cut(upper, "-"); (aliases.IsPlace(root) || words.StartsUpper(rest)) && strings.Contains(text, upper) && !strings.Contains(text, " "+first) {
		return strings.TrimSpace(upper + " " + rest)
	}
	return name
}

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

// pastStop cuts off a name what stands before a full stop: "bill. Ada Berg".
func pastStop(name string) string {
	if before, rest, found := strings.Cut(name, ". "); found && len(before) > 2 && strings.ToLower(before) == before {
		return rest
	}
	return name
}

func isAdverb(word string) bool {
	return strings.ToLower(word) == word && strings.HasSuffix(word, "ly")
}

// inSmall is a name as the text writes it in running words, where a heading has it in capitals throughout.
func inSmall(text string, e *attribution.Entity) string {
	const longest = 5 // letters of an abbreviation
	_, size := utf8.DecodeRuneInString(e.Name)
	if strings.ToUpper(e.Name) != e.Name || len(e.Name) <= longest && !aliases.IsPlace(e.Name[:size]+strings.ToLower(e.Name[size:])) {
		return e.Name
	}
	best := ""
	for _, m := range e.Mentions {
		own := text[m.Start:m.End]
		if first, _ := utf8.DecodeRuneInString(own); unicode.IsUpper(first) && strings.ToUpper(own) != own && len(own) > len(best) && len(own) > 3 && len(own) <= len(e.Name) {
			best = own
		}
	}
	if best == "" {
		return e.Name
	}
	return best
}

// withoutClause cuts the verb of a clause off a name in small letters: of "the doctors pleaded with the board", the doctors.
func withoutClause(name string) string {
	if at := itsDoing.FindStringIndex(name); at != nil && IsProper(name[:at[0]]) {
		return name[:at[0]]
	}
	all := strings.Fields(name)
	if at := slices.IndexFunc(all, func(word string) bool { return verbsBehind[word] }); at > 0 {
		return strings.Join(all[:at], " ")
	}
	return name
}

// itsDoing opens what a text tells of somebody whom a proper name names: "Halvik Committee for their handling of it".
var itsDoing = pattern.Lazy(` (?:for|over|about|with|in|on) (?:its|their|his|her) `)

var verbsBehind = words.List("pleaded argued warned said say says agreed voted refused called urged hoped wanted claimed insisted complained protested")

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

// splitRole parts what stands before somebody's given name from the name. What has no word of a role stays whole.
func splitRole(name string) (role, bare string) {
	all := strings.Fields(name)
	for len(all) > 1 && isAdverb(all[len(all)-1]) {
		all = all[:len(all)-1]
	}
	if opensOnOffices(all) {
		return "", strings.Join(all[1:], " ")
	}
	at := roleWords(all)
	return strings.Join(all[:at], " "), strings.Join(all[at:], " ")
}

// opensOnOffices says whether the first word is the end of what an office is of: "Secretary of State Lund", "envoy to Ukraine Kurt Volker".
func opensOnOffices(all []string) bool {
	return len(all) > 1 && ministries[all[0]] || len(all) > 2 && aliases.IsPlace(all[0]) && !aliases.IsGiven(all[0]) && (aliases.IsGiven(all[1]) || familyFirst[all[1]])
}

// roleWords is how many words before a whole name tell who somebody is.
func roleWords(all []string) int {
	if len(all) < 3 {
		return 0
	}
	if isLongTitle(all[0]) {
		return 1
	}
	if from := slices.IndexFunc(all, fromWhere.MatchString); from >= 0 && from+2 < len(all) && words.StartsUpper(all[from+1]) {
		return from + 1
	}
	if aliases.IsGiven(all[0]) {
		return 0
	}
	if from := len(all) - 2; isShort(all[from-1]) && IsRole(all[from-1]) {
		return from // "BJP MLA Anil Desai"
	}
	for i := 1; i+1 < len(all); i++ {
		if !opensName(all[i:]) {
			continue
		}
		if servesAnother(all[:i]) {
			return 0
		}
		if slices.ContainsFunc(all[:i], IsRole) || isShort(all[i-1]) || slices.Contains(partiesFirst, strings.Join(all[:i], " ")) {
			return i
		}
	}
	return 0
}

// partiesFirst are parties of two words whose members are told by them.
var partiesFirst = []string{"Lib Dem", "Liberal Democrat", "Plaid Cymru", "Sinn Fein", "Sinn Féin", "Ulster Unionist"}

// isLongTitle says whether a word is a title that is no abbreviation, which a reading takes for a given name.
func isLongTitle(word string) bool {
	return clerics[word] || locals[word] || elected.MatchString(word)
}

// opensName says whether words open on a given name, with what may be a family name behind it.
func opensName(all []string) bool {
	return aliases.IsGiven(all[0]) && !isNumeral(all[1]) && !IsRole(all[0])
}

// servesAnother says whether a role is that of somebody who serves the one who is named behind it: neither "a spokesman for candidate Bo Lund" nor
// "attorneys for Bo Lund" are Bo Lund.
func servesAnother(role []string) bool {
	whom := slices.IndexFunc(role, func(word string) bool { return servings[word] })
	return whom > 0 && IsRole(role[whom-1]) && (whom == len(role)-1 || IsRole(role[len(role)-1]))
}

// servings join somebody and whom he serves.
var servings = words.List("for to of with")

// fromWhere is a word for where somebody is from: "Norvian-born".
var fromWhere = pattern.Lazy(`^\p{Lu}[\pL.]*-(?:born|raised|based|educated)$`)

var clerics = words.List("Rabbi Imam Pastor Bishop Archbishop Ayatollah Sheikh Monsignor")

var locals = words.List("Assemblyman Assemblywoman Councilman Councilwoman Councilmember Alderman Selectman Sheriff")

// elected is a title of who has not taken his office yet: "Senator-elect".
var elected = pattern.Lazy(`^\p{Lu}\p{Ll}+-(?:elect|designate|to-be)$`)

var ministries = words.List("State Treasury Defense Staff Police")

func isNumeral(word string) bool { return strings.Trim(word, "IVX") == "" }

// isShort says whether a word is letters for what somebody is: "CEO", "DL".
func isShort(word string) bool {
	return len(word) > 1 && len(word) < 5 && strings.ToUpper(word) == word && !strings.Contains(word, ".")
}
