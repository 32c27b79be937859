package transcript

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// Who somebody is by the words behind his name.

// apposition is who somebody is by the words behind a name of his, whole: ", chief executive of Tern Marine,". "" where there is none
// that is surely his.
func apposition(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		if !isNamedBy(r.Text[m.Start:m.End], e.Name) {
			continue
		}
		before, rest := r.Text[:m.Start], r.Text[m.End:min(len(r.Text), m.End+maxBehind)]
		rest = rest[len(nameSuffix.FindString(rest)):]
		rest = rest[len(partyMark.FindString(rest)):]
		if role := roleOfTwo(before, rest); role != "" {
			return role
		}
		joint := besides.FindString(rest)
		if joint == "" {
			continue
		}
		if role := roleBeside(before, rest[len(joint):]); role != "" {
			return role
		}
	}
	return ""
}

// isNamedBy says whether a mention has somebody's family name, or is his given one: what stands behind "the mayor" may be another's.
func isNamedBy(mention, name string) bool {
	mention = strings.TrimSuffix(mention, ".")
	last := strings.TrimSuffix(lastField(name), ".")
	return strings.HasSuffix(mention, last) || strings.HasSuffix(mention, lastName(name)) || mention == words.First(name)
}

// roleBeside is what the words behind a name and its comma call somebody, or what a clause there says that he is, was, runs or leads.
func roleBeside(before, rest string) string {
	who := whoIs.FindString(rest)
	rest = rest[len(who):]
	if runs := whoRuns.FindStringSubmatch(rest); runs != nil && strings.Contains(before, words.Last(runs[1])) {
		return "head of " + runs[1]
	}
	if leads := whoLeads.FindStringSubmatch(rest); leads != nil && !roleLinks[words.First(rest[len(leads[0]):])] { // "who leads in the polls" leads nothing
		rest = doers[leads[1]] + " of " + rest[len(leads[0]):]
	}
	role := roleIn(bodyNamed(before, rest))
	if role != "" && pastVerb.MatchString(who) {
		return formerly(role)
	}
	return role
}

// roleOfTwo is the role of each of two whom a noun in the plural stands behind: "Ada Berg and Bo Lund, sociologists at Halvik College,".
func roleOfTwo(before, rest string) string {
	second := secondOfTwo.FindString(rest)
	found := pluralBehind.FindStringSubmatch(rest[len(second):])
	if found == nil || second == "" && !firstOfTwo.MatchString(before) || !IsRole(found[2]) || roleNouns[found[2]+"s"] {
		return ""
	}
	return roleIn(found[1] + found[2] + rest[len(second)+len(found[0]):])
}

var (
	pluralBehind = pattern.Lazy(`^, (?:both )?((?:[\pL-]+ ){0,3}?)(\p{Ll}+)s\b`)
	firstOfTwo   = pattern.Lazy(`\p{Lu}[\pL.’'-]+ \p{Lu}[\pL’'-]+,? and $`)
)

// nameSuffix is what a mention may have left out at the end of a name.
var nameSuffix = pattern.Lazy(`^,? (?:Jr\.|Sr\.|III?\b|IV\b)`)

// partyMark is what tells of what party and state somebody is, behind a name: " (R-Ohio)", ", D-Calif.".
var partyMark = pattern.Lazy(`^(?: \([RDI]-[\pL.]+\)|, [RDI]-\pL[\pL.]+)`)

// theBody ends a role in a body that the text before has named: "a spokeswoman for the department,".
var theBody = pattern.Lazy(`^[^,.;]{3,40} (?:for|of|at|with) (the (department|foundation|agency|association|institute|university|committee|council|union|bureau|ministry))[,.]`)

// bodyNamed puts the name of a body for "the department" in the words behind a name, where the text before has named just one such.
func bodyNamed(before, rest string) string {
	at := theBody.FindStringSubmatchIndex(rest)
	if at == nil {
		return rest
	}
	noun := strings.ToUpper(rest[at[4]:at[4]+1]) + rest[at[4]+1:at[5]]
	named := regexp.MustCompile(`(?:The )?` + noun + ` of (?:the )?\p{Lu}\pL+(?: (?:and )?\p{Lu}\pL+)*|(?:\p{Lu}[\pL’'-]+ )+` + noun + `\b`)
	names := map[string]bool{}
	for _, name := range named.FindAllString(before, -1) {
		names[strings.TrimPrefix(name, "The ")] = true
	}
	delete(names, noun)
	if len(names) != 1 {
		return rest
	}
	for name := range names {
		rest = rest[:at[2]] + "the " + name + rest[at[3]:]
	}
	return rest
}

var (
	// besides joins a name and what somebody is, with how old he is in between: ", 22, ".
	besides = pattern.Lazy(`^(?:, (?:\d{1,3}, )?| ?[—–] ?| - )`)
	// whoIs opens a clause that tells what somebody is or was: ", who was the chief of staff to …,", ", who serves as …".
	whoIs    = pattern.Lazy(`^who (?:(?:now|also|currently|still|once|previously|later) )?(?:is|was|(?:serve|work)[sd]? as|worked as)(?: (?:now|also|currently|once))? (?:(?:the|an?) )?`)
	pastVerb = pattern.Lazy(`\b(?:was|served|worked)\b`)
)

// whoRuns tells of a thing that the text has named that somebody has it in hand: ", who has run the fair for ten years".
var whoRuns = pattern.Lazy(`^who (?:has run|runs) (the \p{Ll}+)(?: (?:for|since|with)\b|[,.])`)

// whoLeads opens a clause that tells of what somebody is the first: ", who leads the union,".
var whoLeads = pattern.Lazy(`^who (?:now |also |currently )?(leads|heads|chairs|owns|founded|co-founded|directs|manages|coaches) `)

var doers = map[string]string{"leads": "leader", "heads": "head", "chairs": "chair", "owns": "owner", "founded": "founder", "co-founded": "co-founder",
	"directs": "director", "manages": "manager", "coaches": "coach"}

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
var continuations = []func(phrase, behind string) int{lengthOfList, lengthOfState, lengthOfCampus, lengthOfRoles}

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

// endsPhrase says whether a mark ends the phrase before it: a full stop within a name does not.
func endsPhrase(rest string, at int) bool {
	if rest[at] == '.' && at+1 < len(rest) && rest[at+1] != ' ' && rest[at+1] != '\n' {
		return false
	}
	return !isInitial(rest[:at+1])
}

var (
	quotedTitle      = pattern.Lazy(`^[“"](\p{Lu}[^“”".;\n]{1,50}?),?[”"]`) // of ‘author of “The Boats,”’
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

// ofToday is what a phrase tells of somebody today, of two things. Where the first says itself that it is past, it may stand.
func ofToday(phrase string) string {
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

// nounPhrase is the role that a phrase opens with: what somebody is, and of what. "" where it opens with none.
func nounPhrase(phrase string) string {
	all, clause := beforeClause(strings.Fields(suchAs.Split(phrase, 2)[0]))
	if len(all) > 0 && timeAdverbs[all[0]] {
		return ""
	}
	all = withoutOpening(all)
	head := headEnd(all)
	if role, does := whoDoes(all[:head]); does {
		return role
	}
	if !namesSomebody(all, head) {
		return ""
	}
	if clause && needsClause(all, head) {
		all = all[:head]
	}
	if pointsElsewhere(all) {
		return ""
	}
	return roleOfLength(all, head)
}

// beforeClause is a phrase up to a clause within it, and whether it has one.
func beforeClause(all []string) (before []string, clause bool) {
	at := slices.IndexFunc(all, func(word string) bool { return clauseWords[strings.ToLower(word)] })
	if at < 0 {
		return all, false
	}
	return all[:at], true
}

// whoDoes is somebody without what he does, whatever that is: of "pollster working for the campaign", pollster. It is "" where he is nothing
// without it: of "first mayor elected in May", first mayor.
func whoDoes(all []string) (role string, does bool) {
	doing := slices.IndexFunc(all, isParticiple)
	if doing <= 0 || !IsRole(all[doing-1]) {
		return "", false
	}
	if superlative[strings.ToLower(all[0])] {
		return "", true
	}
	return strings.Join(all[:doing], " "), true
}

// namesSomebody says whether the words before the end of a phrase's head are what somebody is. Behind that it may not point at what stands
// elsewhere: "head of it".
func namesSomebody(all []string, head int) bool {
	if head == 0 || !isSomebody(all[head-1]) && !isPartys(all[:head]) {
		return false
	}
	points := head+1 < len(all) && pointing[strings.ToLower(all[head+1])]
	return !points && !slices.ContainsFunc(all[:head], notInRole)
}

// needsClause says whether only a clause would tell of what somebody is: of "history teacher at the school that held the meeting", which school.
func needsClause(all []string, head int) bool {
	return head > 1 && head+1 < len(all) && strings.ToLower(all[head+1]) == "the" && !slices.ContainsFunc(all[head:], words.StartsUpper)
}

// roleOfLength is a noun phrase as a role that has room, without what it is of where that is too long or breaks off in a title: "author of ”The
// Boats". "" where the rest is no role.
func roleOfLength(all []string, head int) string {
	role, bare := strings.Join(all, " "), strings.Join(all[:head], " ")
	if strings.Contains(role, "''") {
		if !makers[strings.ToLower(all[head-1])] {
			return ""
		}
		role = bare
	}
	if role = shortened(role); isTooLong(role) {
		role = bare
	}
	if isTooLong(role) || roleLinks[strings.ToLower(words.Last(role))] {
		return ""
	}
	return role
}

func isTooLong(role string) bool { return utf8.RuneCountInString(role) > maxRole }

// withoutOpening is a noun phrase without its article, and without a writer's word behind that: "the globe-trotting secretary". None are left
// of what somebody does: "Lund, calling the plan his own", but "a visiting fellow".
func withoutOpening(all []string) []string {
	switch {
	case len(all) == 0:
		return nil
	case roleArticles[strings.ToLower(all[0])]:
		if len(all) > 2 && strings.Contains(all[1], "-") && isDoing(all[1]) {
			return all[2:]
		}
		return all[1:]
	case isDoing(all[0]):
		return nil
	}
	return all
}

// headEnd is where the words end whose last is what somebody is: of "research and policy director of the bank", at "of".
func headEnd(all []string) int {
	head := 0
	for head < len(all) && (!roleLinks[strings.ToLower(all[head])] || joinsFields(all, head)) {
		head++
	}
	if linksName(all, head) {
		return len(all)
	}
	return head
}

// joinsFields says whether a word is the "and" between two things that somebody is busy with: "research and policy director".
func joinsFields(all []string, at int) bool {
	return all[at] == "and" && at > 0 && at+1 < len(all) && !isSomebody(all[at-1]) && !isSomebody(all[at+1]) && !roleArticles[all[at+1]]
}

// linksName says whether a word stands within a name of what somebody is of, before what he is: "Halvik College of Law professor".
func linksName(all []string, at int) bool {
	return at > 0 && at+1 < len(all) && words.StartsUpper(all[at-1]) && words.StartsUpper(all[at+1]) && IsRole(all[len(all)-1])
}

// shortened is a role that is too long without what else somebody is, or without where that is, of which it tells least.
func shortened(role string) string {
	if also := alsoIs.FindStringSubmatchIndex(role); also != nil && isTooLong(role) && IsRole(role[also[2]:also[3]]) {
		role = role[:also[0]]
	}
	if school := ofSchool.FindStringSubmatch(role); school != nil && isTooLong(role) {
		role = school[1]
	}
	if within := withinBody.FindStringSubmatch(role); within != nil && isTooLong(role) {
		role = within[1] + within[2]
	}
	for at := strings.LastIndex(role, " at "); at > 0 && isTooLong(role); at = strings.LastIndex(role, " at ") {
		role = role[:at]
	}
	return role
}

// withinBody is a role with a part of the body that it is at: "chair in fish in the Sea Program at the Halvik Institute".
var withinBody = pattern.Lazy(`^(.*) in the [\pL ]+ (?:Program|Programme|Department|Division|Center|Centre|Initiative)( at .*)$`)

// ofSchool is a role up to a school of which it names a part: "director at Halvik University’s Centre of Fish".
var ofSchool = pattern.Lazy(`^(.* (?:at|of) (?:[\pL.&-]+ ){0,4}(?:University|College|Institute|School))['’]s? `)

// alsoIs opens what else somebody is: " and author of …".
var alsoIs = pattern.Lazy(` and (?:an? |the )?(?:[\p{Ll}-]+ ){0,3}?(\p{Ll}[\p{Ll}-]+) (?:of|for|at|in|to|on) `)

var (
	// ofOnce opens what tells when somebody was something, who is it no more.
	ofOnce = pattern.Lazy(` (?:at the time|\p{Ll}+ years ago|(?:during|in) the \p{Lu}\pL+ (?:administration|years|presidency)|under (?:former )?Presidents? \p{Lu})\b`)
	byThen = pattern.Lazy(` by the time\b`)
	suchAs = pattern.Lazy(` such as\b`)
)

// isParticiple says whether a word behind a noun may open what somebody does: "working", "arrested".
func isParticiple(word string) bool {
	if word == "currently" || word == "recently" || word == "formerly" {
		return true
	}
	return len(word) > 4 && strings.ToLower(word) == word && (strings.HasSuffix(word, "ing") || strings.HasSuffix(word, "ed")) && !inRole[word]
}

// isSomebody says whether a word is a noun of what somebody is, behind a name; before one, some of them are more often verbs.
func isSomebody(word string) bool {
	word = strings.ToLower(word)
	return IsRole(word) && !isOfSeveral(word) || alsoVerbs[word] || isNobodys[word]
}

var (
	alsoVerbs   = words.List("guard cook star model witness marshal volunteer graduate intern native sophomore freshman hero celebrity professional runner-up lifer victim passenger cop soldier sailor marine tutor carrier plaintiff stewardess comic")
	pointing    = words.List("it them this that these those his her their its")
	timeAdverbs = words.List("then later now")
	superlative = words.List("first second only last latest youngest oldest highest-ranking")
)

// isPartys says whether words call somebody one of a party: "Democrat", "top Democrat", but not "the Democrat", who is told apart from others.
func isPartys(role []string) bool {
	return isRanking(role) || slices.Contains([]string{"Republican", "Democrat", "independent", "Libertarian"}, role[len(role)-1])
}

// isRanking says whether words call somebody one of a party's first in some body: "top Democrat".
func isRanking(role []string) bool {
	last := len(role) - 1
	return last > 0 && partisans[strings.ToLower(role[last])] && rankings[role[last-1]]
}

var rankings = words.List("top ranking senior leading highest-ranking")

// pointsElsewhere says whether a role is of something that only the text before names: "director at the company", and not "leader of the
// governing party".
func pointsElsewhere(role []string) bool {
	at := slices.Index(role, "the")
	return at > 0 && at+2 == len(role) && !slices.ContainsFunc(role, words.StartsUpper) && !IsRole(role[len(role)-1])
}

// hanging is of what somebody is in words that do not tell it: one of several, or of the party in power, wherever that is.
var hanging = pattern.Lazy(` (?:of|for|at|with|to) (?:one of (?:the )?[\p{Ll}\d ]+|the (?:governing|ruling|opposition|same|new|local) \p{Ll}+)$`)

// withoutHanging is a role without such words.
func withoutHanging(role string) string {
	if at := hanging.FindStringIndex(role); at != nil {
		return role[:at[0]]
	}
	return role
}

// isInitial says whether a text ends in a letter or a title with its full stop: "the U.", "chief of John F.", "adviser to Mr.".
func isInitial(text string) bool {
	letter, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(text, "."))
	before, _ := utf8.DecodeLastRuneInString(text[:max(0, len(text)-2)])
	word := text[strings.LastIndexByte(text, ' ')+1:]
	title := IsTitle(strings.ToLower(word)) && !IsRole(word) // "Mr.", but not the "director." that ends a sentence
	return strings.HasSuffix(text, ".") && (unicode.IsUpper(letter) && (before == ' ' || before == '.') || title || placeAbbreviations[word])
}

var placeAbbreviations = words.List("St. Ft. Mt.")

// notInRole are words that no noun phrase of a role has: a verb or a pronoun.
func notInRole(word string) bool {
	if word == "IT" {
		return false // "an IT specialist"
	}
	word = letters(strings.ToLower(word)) // of "you're", you
	return slices.Contains([]string{"he", "she", "they", "it", "we", "i", "you", "said", "says", "told", "was", "is", "were", "are", "has", "had", "have", "never", "not", "like", "unlike"}, word)
}

var (
	roleArticles = words.List("the a an one another")
	makers       = words.List("author co-author writer co-writer creator star")
	roleLinks    = words.List("of for at in on over with to from by under and based")
	clauseWords  = words.List("who whose whom which that said says told when where after before while as during but because told was is has had were are will wrote added stated noted explained argued")
)
