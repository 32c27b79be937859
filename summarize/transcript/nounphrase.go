package transcript

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/words"
)

// What a noun phrase calls somebody.

// nounPhrase is the role that a phrase opens with: what somebody is, and of what. "" where it opens with none.
func nounPhrase(phrase string) string {
	if town := ofTownFirst.FindStringSubmatch(phrase); town != nil && asState(town[2]) != "" {
		if role := nounPhrase(town[3]); role != "" && !isTooLong(town[1]+role) {
			return town[1] + role
		}
	}
	if office, body, found := strings.Cut(phrase, ", "); found && words.StartsUpper(body) && bareOffice.MatchString(office) {
		role := nounPhrase(office)
		if whole := role + ", " + body; role != "" && !isTooLong(whole) {
			return whole
		}
		return role
	}
	all, clause := beforeClause(strings.Fields(suchAs.Split(phrase, 2)[0]))
	if len(all) > 0 && timeAdverbs[all[0]] {
		return ""
	}
	all = withoutOpening(all)
	if isTitleFirst(all) {
		return strings.Join(all, " ")
	}
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

// ofTownFirst opens on a town with its state, of which somebody is what follows: "a Dunby, Ohio, lawyer".
var ofTownFirst = pattern.Lazy(`^an? (\p{Lu}[\pL-]+(?: \p{Lu}[\pL-]+){0,2}, (\p{Lu}\.\p{Lu}\.|\p{Lu}\p{Ll}+\.?), )(\p{Ll}.*)$`)

// isTitleFirst says whether a phrase is a title with the firm or the region behind it that somebody has it in: "President Tern North America".
func isTitleFirst(all []string) bool {
	if len(all) < 3 || len(all) > 6 || !IsRole(all[0]) || aliases.IsGiven(all[1]) || slices.ContainsFunc(all, func(word string) bool { return !words.StartsUpper(word) }) {
		return false
	}
	last := len(all) - 1
	return isFirm.MatchString(strings.Join(all, " ")) || aliases.IsPlace(all[last]) || continents[all[last]]
}

var continents = words.List("America Americas Europe Asia Africa EMEA APAC Asia-Pacific")

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
	case len(all) > 2 && all[0] == "also" && roleArticles[all[1]]:
		return all[2:]
	case roleArticles[strings.ToLower(all[0])]:
		return pastArrival(all)
	case isDoing(all[0]):
		return nil
	}
	return all
}

// pastArrival is a noun phrase behind its article, and behind a writer's word or how new somebody is to what he is: "the globe-trotting secretary",
// "the recently appointed chief".
func pastArrival(all []string) []string {
	switch {
	case len(all) > 2 && strings.Contains(all[1], "-") && (isDoing(all[1]) || arrival.MatchString(all[1])):
		return all[2:]
	case len(all) > 3 && arrival.MatchString(all[1]+"-"+all[2]):
		return all[3:]
	}
	return all[1:]
}

// arrival tells how new somebody is to what he is.
var arrival = pattern.Lazy(`^(?:newly|recently|freshly|just)-(?:appointed|elected|re-elected|named|installed|promoted|hired|chosen|confirmed|anointed|crowned|minted)$`)

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
	return at > 0 && at+1 < len(all) && !IsRole(all[at-1]) && words.StartsUpper(all[at-1]) && words.StartsUpper(all[at+1]) && IsRole(all[len(all)-1])
}

// shortened is a role that is too long without what else somebody is, or without where that is, of which it tells least.
func shortened(role string) string {
	if also := alsoIs.FindStringSubmatchIndex(role); also != nil && isTooLong(role) && IsRole(role[also[2]:also[3]]) {
		role = role[:also[0]]
	}
	if one := furtherRole.Split(role, 2)[0]; isTooLong(role) && roleLink.MatchString(one) {
		role = one
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
	alsoVerbs   = words.List("guard cook star model witness marshal volunteer graduate intern sponsor pupil junior freshman baker butcher brewer gardener cleaner abbot monk nun bowler native sophomore freshman hero celebrity professional runner-up lifer victim passenger cop soldier sailor marine tutor carrier plaintiff stewardess comic")
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
	return at > 0 && at+2 == len(role) && !ownWorks[role[len(role)-1]] && !slices.ContainsFunc(role, words.StartsUpper) && !IsRole(role[len(role)-1])
}

// owners are nouns for a body that somebody is of, where its name stands elsewhere.
const owners = `(?:giant|company|firm|retailer|carmaker|automaker|airline|lender|start-up|startup|conglomerate|manufacturer|maker|group|club|team|charity)`

// hanging is of what somebody is in words that do not tell it: one of several, or of the party in power, wherever that is.
var hanging = pattern.Lazy(` (?:of|for|at|with|to) (?:one of (?:the )?[\p{Ll}\d ]+|the (?:governing|ruling|opposition|same|new|local) [\p{Ll} ]+|the agency|the (?:[\p{Ll}-]+ )*` + owners + `)$| with (?:a|his|her) (?:tattoo|penchant|reputation|knack|history|flair|taste|passion|habit|record)\b.*$`)

// ownWorks are what a text itself tells of: "lead author of the study", "whose son was killed in the crash".
var ownWorks = words.List("study report paper research review crash attack shooting fire explosion blast collapse disaster flood storm massacre bombing war bill victim deceased lawsuit suit case")

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
	clauseWords  = words.List("who who’s who's whose whom which that said says told when where after before while until as during but because told was is has had were are will wrote added stated noted explained argued")
)
