package transcript

import (
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// Who somebody is by the words behind his name.

// apposition is who somebody is by the words behind a name of his, whole: ", chief executive of Tern Marine,". "" where there is none
// that is surely his.
func apposition(r *attribution.Reading, e *attribution.Entity) (told string) {
	for _, m := range e.Mentions {
		if !isNamedBy(r.Text[m.Start:m.End], e.Name) {
			continue
		}
		if role := appositionAt(r, e, m); told == "" || tellsMore(role, told+" ") {
			told = role // one that is cut where he is named first may stand whole further on
		}
	}
	return told
}

// appositionAt is who somebody is by the words behind one mention of him.
func appositionAt(r *attribution.Reading, e *attribution.Entity, m attribution.Span) string {
	before, rest := r.Text[:m.Start], r.Text[m.End:min(len(r.Text), m.End+maxBehind)]
	rest = rest[len(nameSuffix.FindString(rest)):]
	rest = rest[len(partyMark.FindString(rest)):]
	if role := roleOfTwo(before, rest); role != "" {
		return role
	}
	joint := besides.FindString(rest)
	if joint == "" {
		return ""
	}
	return roleBeside(before, companyNamed(r, e, rest[len(joint):]))
}

// isNamedBy says whether a mention has somebody's family name, or is his given one: what stands behind "the mayor" may be another's.
func isNamedBy(mention, name string) bool {
	mention = strings.TrimSuffix(mention, ".")
	last := strings.TrimSuffix(lastField(name), ".")
	return strings.HasSuffix(mention, last) || strings.HasSuffix(mention, lastName(name)) || mention == words.First(name)
}

// roleBeside is what the words behind a name and its comma call somebody, or what a clause there says that he is, was, runs or leads.
func roleBeside(before, rest string) string {
	if inPassing.MatchString(rest) {
		return ""
	}
	if seeks := whoSeeks.FindString(rest); seeks != "" && !again.MatchString(rest) {
		return roleIn("candidate for " + rest[len(seeks):])
	}
	if then := whoThen.FindString(rest); then != "" {
		return formerly(roleIn(rest[len(then):]))
	}
	if led := whoHeaded.FindStringSubmatch(rest); led != nil {
		return formerly(roleIn(doers[led[1]] + " of " + led[2] + rest[len(led[0]):]))
	}
	if today := sinceThen.FindString(rest); today != "" {
		if role := roleIn(rest[len(today):]); role != "" {
			return role
		}
	}
	who := whoIs.FindString(rest)
	rest = rest[len(who):]
	if runs := whoRuns.FindStringSubmatch(rest); runs != nil && strings.Contains(before, words.Last(runs[1])) {
		return "head of " + runs[1]
	}
	if made := whoMade.FindStringSubmatchIndex(rest); made != nil {
		rest = doers[rest[made[2]:made[3]]] + " of " + rest[made[4]:]
	}
	if leads := whoLeads.FindStringSubmatch(rest); leads != nil && !roleLinks[words.First(rest[len(leads[0]):])] { // "who leads in the polls" leads nothing
		rest = doers[leads[1]] + " of " + rest[len(leads[0]):]
	}
	role := roleIn(bodyNamed(before, rest))
	if role != "" && (pastVerb.MatchString(who) || turnedInto.MatchString(rest)) {
		return formerly(role)
	}
	return role
}

// inPassing opens what a writer adds of somebody in passing, which is not what he is here: "Berg, herself a Lund nominee, said".
var inPassing = pattern.Lazy(`^(?:himself|herself|themselves) `)

// whoThen opens what somebody was when what is told happened: "Ada Berg, then the mayor of Dunby,".
var whoThen = pattern.Lazy(`^then (?:(?:the|an?|his|her|its|their) )?`)

// whoHeaded opens a clause that tells of what somebody was the first once.
var whoHeaded = pattern.Lazy(`^who (?:had |once |previously |formerly )?(headed|chaired) (the |\p{Lu})`)

// sinceThen tells of what somebody was, and opens what he has been since: "a former mayor of Dunby who has spent nine years as a senator".
var sinceThen = pattern.Lazy(`^an? former [^,.;:—–“”"()\n]{3,80}? who(?:[’']s| has) (?:(?:(?:since|now) (?:served|worked)|spent)(?: [\pL\d-]+){0,6}? as|(?:also )?served as|since been) (?:(?:an?|the|its|their) )?`)

// turnedInto tells behind what somebody is that he was it once: "an army officer who became a writer".
var turnedInto = pattern.Lazy(`^[^,.;:]{3,60} who (?:later |then |eventually |subsequently )?(?:became|turned|defected|switched|deserted)\b`)

// roleOfTwo is the role of each of two whom a noun in the plural stands behind: "Ada Berg and Bo Lund, sociologists at Halvik College,".
func roleOfTwo(before, rest string) string {
	second := secondOfTwo.FindString(rest)
	found := pluralBehind.FindStringSubmatch(rest[len(second):])
	if found == nil || second == "" && !firstOfTwo.MatchString(before[max(0, len(before)-maxBefore):]) || !IsRole(found[2]) || roleNouns[found[2]+"s"] {
		return ""
	}
	return roleIn(found[1] + found[2] + rest[len(second)+len(found[0]):])
}

var (
	pluralBehind = pattern.Lazy(`^, (?:both )?((?:[\pL-]+ ){0,3}?)(\p{Ll}+)s\b`)
	firstOfTwo   = pattern.Lazy(`\p{Lu}[\pL.’'-]+ \p{Lu}[\pL’'-]+,? and $`)
)

// nameSuffix is what a mention may have left out at the end of a name.
var nameSuffix = pattern.Lazy(`^,? (?:Jr\.|Sr\.|III?\b|IV\b|PhD\b|Ph\.D\.|M\.D\.|RN\b|IPS\b|IAS\b|QC\b|KC\b|SC\b)`)

// partyMark is what tells of what party and state somebody is, behind a name: " (R-Ohio)", ", D-Calif.".
var partyMark = pattern.Lazy(`^(?: \([RDI]-[\pL.]+\)| \((?:left|right|centre|center|pictured)\)|, [RDI]-\pL[\pL.]+)`)

// theBody ends a role in a body that the text before has named: "a spokeswoman for the department,".
var theBody = pattern.Lazy(`^[^,.;]{3,40} (?:for|of|at|with) (the (department|foundation|agency|association|institute|university|committee|council|union|bureau|ministry))[,.]`)

// bodyNamed puts the name of a body for "the department" in the words behind a name, where the text before has named just one such.
func bodyNamed(before, rest string) string {
	at := theBody.FindStringSubmatchIndex(rest)
	if at == nil {
		return rest
	}
	noun := strings.ToUpper(rest[at[4]:at[4]+1]) + rest[at[4]+1:at[5]]
	names := namesOn(before, noun, func(before, behind string) string {
		if which := strings.TrimPrefix(capitalsBefore(before), "The "); which != "" {
			return which + noun
		}
		if what := ofWhat.FindString(behind); what != "" {
			return noun + what
		}
		return ""
	})
	if len(names) != 1 {
		return rest
	}
	return rest[:at[2]] + "the " + names[0] + rest[at[3]:]
}

// ofWhat tells which body is meant, behind its noun: "Department of Fish".
var ofWhat = pattern.Lazy(`^ of (?:the )?\p{Lu}\pL+(?: (?:and )?\p{Lu}\pL+)*`)

// theCompany ends a role in a company that the text names elsewhere.
var theCompany = pattern.Lazy(`^[^,.;]{3,40} (?:for|of|at|with) (the (?:[\p{Ll}-]+ )?(?:company|firm|giant|retailer|carmaker|automaker|airline|start-up|startup))[,.]`)

// companyNamed puts the name of a company for "the tech giant" in the words behind a name, where the text before names one company alone.
func companyNamed(r *attribution.Reading, e *attribution.Entity, rest string) string {
	at := theCompany.FindStringSubmatchIndex(rest)
	if at == nil {
		return rest
	}
	if body := bodyBefore(r, e, true); body != "" {
		return rest[:at[2]] + body + rest[at[3]:]
	}
	return rest
}

var (
	// besides joins a name and what somebody is, with how old he is in between: ", 22, ".
	besides = pattern.Lazy(`^(?:, (?:\d{1,3}, )?(?:of \p{Lu}[\pL’-]+(?: \p{Lu}[\pL’-]+)?, (?:an?|who) )?| ?[—–] ?| - )`)
	// whoIs opens a clause that tells what somebody is or was: ", who was the chief of staff to …,", ", who serves as …".
	whoIs    = pattern.Lazy(`^who (?:(?:now|also|currently|still|once|previously|later) )?(?:is|was|has been|took over as|(?:serve|work)[sd]? as|worked as)(?: (?:now|also|currently|once))? (?:(?:the|an?) )?`)
	pastVerb = pattern.Lazy(`\b(?:was|served|worked)\b`)
)

// whoRuns tells of a thing that the text has named that somebody has it in hand: ", who has run the fair for ten years".
var whoRuns = pattern.Lazy(`^who (?:has run|runs) (the \p{Ll}+)(?: (?:for|since|with)\b|[,.])`)

// whoLeads opens a clause that tells of what somebody is the first: ", who leads the union,".
var whoLeads = pattern.Lazy(`^who (?:now |also |currently )?(leads|heads|chairs|owns|founded|co-founded|directs|manages|coaches) `)

var (
	// whoSeeks opens a clause that tells what office somebody wants.
	whoSeeks = pattern.Lazy(`^who is running for `)
	again    = pattern.Lazy(`^who is running for re-?election\b`) // he holds an office, which tells more
	// whoMade opens a clause that tells of a work by its title, or of the study that the text is about.
	whoMade = pattern.Lazy(`^who (wrote|co-wrote|directed|created|co-created|produced|co-authored|led) ((?:the (?:book|film|play|novel|show|series|song|documentary|podcast) )?[“"]|the (?:study|research|report|paper)\b)`)
)

var doers = map[string]string{"leads": "leader", "heads": "head", "chairs": "chair", "owns": "owner", "founded": "founder", "co-founded": "co-founder",
	"directs": "director", "manages": "manager", "coaches": "coach", "wrote": "author", "co-wrote": "co-author", "directed": "director", "created": "creator", "co-created": "co-creator", "produced": "producer",
	"co-authored": "co-author", "led": "leader", "headed": "head", "chaired": "chair"}

const (
	maxBehind = 220 // bytes behind a name that are looked at
	maxRole   = 90  // runes of a role; a card may have room for less
)

const roleEnds = ",.;:—–\n“”\"()" // one of them ends a role

// phraseOf is what the words behind a name say up to where a role ends. "" where it does not end.
func phraseOf(rest string) string {
	if aside, _, dash := strings.Cut(rest, " - "); dash {
		rest = aside + ","
	}
	end := phraseEnd(rest)
	if end <= 0 {
		return ""
	}
	if title := quotedTitle.FindStringSubmatch(rest[end:]); title != nil && rest[end-1] == ' ' {
		return rest[:end] + "“" + title[1] + "”"
	}
	for _, lengthOf := range continuations {
		end += lengthOf(rest[:end], rest[end:])
	}
	return rest[:end]
}

// phraseEnd is where the first mark that ends a phrase stands, or -1.
func phraseEnd(rest string) int {
	end := strings.IndexAny(rest, roleEnds)
	for end > 0 && !endsPhrase(rest, end) {
		next := strings.IndexAny(rest[end+1:], roleEnds)
		if next < 0 {
			return -1
		}
		end += 1 + next
	}
	return end
}

// continuations tell how much of what stands behind a phrase and its comma is a part of it, too.
var continuations = []func(phrase, behind string) int{lengthOfTown, lengthOfList, lengthOfState, lengthOfCampus, lengthOfRoles, lengthOfBody}

// lengthOfTown is that of the state of a town that a phrase opens on, and of what somebody is there: "a Dunby", "Ohio, lawyer".
func lengthOfTown(phrase, behind string) int {
	state := stateAndRole.FindStringSubmatch(behind)
	if state == nil || asState(state[1]) == "" || !townAlone.MatchString(phrase) {
		return 0
	}
	return len(state[0])
}

var (
	townAlone    = pattern.Lazy(`^an? \p{Lu}[\pL-]+(?: \p{Lu}[\pL-]+){0,2}$`)
	stateAndRole = pattern.Lazy(`^, (\p{Lu}\.\p{Lu}\.|\p{Lu}\p{Ll}+\.?), \p{Ll}[^,.;:—–\n“”"()]{2,60}`)
)

// lengthOfList is that of the rest of what somebody is in charge of: "secretary for boats, fish and quays".
func lengthOfList(phrase, behind string) int {
	if !listOpens.MatchString(phrase) {
		return 0
	}
	return len(listBehind.FindString(behind))
}

// lengthOfState is that of a town's state, where it has room: "mayor of Halvik, Ohio".
func lengthOfState(phrase, behind string) int {
	town := stateOfTown.FindStringSubmatch(behind)
	if town == nil || len(phrase) >= maxRole-len("a , Mass.") || !endsOnTown.MatchString(phrase) || asState(town[1]) == "" {
		return 0
	}
	return len(", " + asState(town[1]))
}

// lengthOfCampus is that of where a university has its campus: "University of California, San Diego", but not of who is named next.
func lengthOfCampus(phrase, behind string) int {
	campus := campusBehind.FindStringSubmatch(behind)
	if campus == nil || !endsOnUniversity.MatchString(phrase) || aliases.IsGiven(words.First(campus[1])) {
		return 0
	}
	return len(", " + campus[1])
}

// lengthOfRoles is that of what else somebody was once: "a former first lady, secretary of state and senator".
func lengthOfRoles(phrase, behind string) int {
	list := rolesBehind.FindStringSubmatch(behind)
	if list == nil || !wasOnce.MatchString(phrase) || !IsRole(list[2]) || !IsRole(words.First(list[1])) {
		return 0
	}
	return len(list[0])
}

// lengthOfBody is that of the body behind a bare title, as business papers have it: "Director, Tern Securities". Another person may stand there in a
// list, and a town.
func lengthOfBody(phrase, behind string) int {
	found := bodyBehind.FindStringSubmatch(behind)
	if found == nil || !bareOffice.MatchString(phrase) || !IsRole(headNoun(phrase)) {
		return 0
	}
	body := found[1]
	isList := slices.ContainsFunc(strings.Fields(body), isRoleWord) || aliases.IsGiven(words.First(body)) || aliases.IsPlace(body) || isDoing(words.First(body)) || dated[words.First(body)]
	if isList && !isFirm.MatchString(body) || strings.Contains(phrase, " ") && strings.ToLower(phrase) == phrase && !isFirm.MatchString(body) {
		return 0
	}
	return len(", " + strings.TrimSuffix(body, "."))
}

var (
	bareOffice = pattern.Lazy(`^(?:\p{Lu}[\pL& -]*|(?:(?:senior|executive|managing|chief|vice|head|director|partner|fund|research) )*[\pL-]+)$`)
	bodyBehind = pattern.Lazy(`^, ((?:The )?\p{Lu}[\pL\d&’'-]+(?: (?:(?:of|and|for|&) )?(?:\p{Lu}[\pL\d&’'-]*|&))*)(?:[.;\n]|,? (?:said|says|told|in an?|on|at|who|as|added|wrote|which|based|where|while|after|has|is|was|the)\b|,? ?$)`)
	dated      = words.List("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December")
)

// endsPhrase says whether a mark ends the phrase before it: a full stop within a name does not.
func endsPhrase(rest string, at int) bool {
	if rest[at] == '.' && at+1 < len(rest) && rest[at+1] != ' ' && rest[at+1] != '\n' {
		return false
	}
	return !isInitial(rest[:at+1])
}

var (
	quotedTitle      = pattern.Lazy(`^[“"](\p{Lu}[^“”".;\n]{1,50}?)[,.]?[”"]`) // of ‘author of “The Boats,”’
	listOpens        = pattern.Lazy(` (?:for|of) \p{Ll}+$`)
	listBehind       = pattern.Lazy(`^(?:, \p{Ll}+)+,? and \p{Ll}+\b`)
	rolesBehind      = pattern.Lazy(`^, (\p{Ll}+(?: of \pL+)?),? and (\p{Ll}+)\b`)
	endsOnTown       = pattern.Lazy(` (?:from|in|of|near) (?:\p{Lu}[\pL’-]+ ?)+$`)
	endsOnUniversity = pattern.Lazy(`\bUniversity of \p{Lu}\pL+$`)
	campusBehind     = pattern.Lazy(`^, (\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)(?:[,.;]|$)`)
	stateOfTown      = pattern.Lazy(`^, ((?:\p{Lu}\.\p{Lu}\.)|\p{Lu}\p{Ll}+\.?)(?:[,. \n]|$)`)
)

// andNow joins what somebody is today to what he was.
var andNow = pattern.Lazy(` and (?:is )?(?:now|currently) `)

// nowWhere opens where somebody is today: "a former Tern Marine lawyer now at the Coastal Institute".
var nowWhere = pattern.Lazy(` (?:and )?now( (?:at|with|of) )(?:the )?\p{Lu}`)

// ofToday is what a phrase tells of somebody today, of two things. Where the first says itself that it is past, it may stand.
func ofToday(phrase string) string {
	if at := nowWhere.FindStringSubmatchIndex(phrase); at != nil {
		if wasOnce.MatchString(phrase) {
			return phrase[:at[0]]
		}
		return phrase[:at[0]] + phrase[at[2]:]
	}
	at := andNow.FindStringIndex(phrase)
	switch {
	case at == nil:
		return phrase
	case wasOnce.MatchString(phrase):
		return phrase[:at[0]]
	}
	return phrase[at[1]:]
}

var wasOnce = pattern.Lazy(`^(?:(?:an?|the) )?(?:former|onetime|one-time|retired) `)

// roleIn reads a role from the start of the words behind a name and its comma: a noun phrase whose head is what somebody is. A phrase
// too long for a byline is cut before what it is of.
func roleIn(rest string) string {
	phrase := ofToday(phraseOf(rest))
	if byThen.MatchString(phrase) {
		return "" // what he was by then, he may be no more
	}
	if at := ofOnce.FindStringIndex(phrase); at != nil {
		if role := nounPhrase(phrase[:at[0]]); role != "" {
			return formerly(role)
		}
		return ""
	}
	return nounPhrase(phrase)
}
