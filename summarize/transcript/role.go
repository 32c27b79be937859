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

// fullestRole is, of what a reading takes for somebody's role, what stands behind his name and what before it, the one that tells most and is
// true today. A party's name alone tells least.
func fullestRole(own, told, before string) string {
	if partisans[strings.ToLower(own)] && told+before != "" {
		own = ""
	}
	if isLesser(told) && own+before != "" {
		told = ""
	}
	if isLesser(before) && own+told != "" {
		before = ""
	}
	within := func(role string) bool {
		return own != "" && strings.Contains(strings.ToLower(role), strings.ToLower(own))
	}
	switch {
	case told != "" && (before == "" && own == "" || !isPast(told) && !partisans[strings.ToLower(told)] || within(told)):
		return told
	case own == "" || within(before):
		return before
	}
	return own
}

// isLesser says whether the first that a role tells is of what party or on whose side somebody is, which tells less than any office: "Lund
// supporter", "Democrat from Halvik".
func isLesser(role string) bool {
	all := strings.Fields(strings.ToLower(role))
	for i, word := range all {
		ends := i+1 == len(all) || roleLinks[all[i+1]]
		if sided[word] || partisans[word] && ends {
			return i == 0 || !rankings[all[i-1]]
		}
		if IsRole(word) {
			return false
		}
	}
	return false
}

// sided are people by whose side they are on.
var sided = words.List("supporter backer donor surrogate ally friend rival opponent foe fan critic loyalist booster challenger contender confidant confidante contributor volunteer runner-up")

// namesOwner says whether a role that is nobody's alone tells whose it is: "close friend of Lund", and not "Democratic rival".
func namesOwner(role string) bool {
	return slices.ContainsFunc(strings.Fields(role), func(word string) bool {
		return words.StartsUpper(word) && !partisans[strings.ToLower(word)] && word != "GOP" && !aliases.IsPlace(word)
	})
}

// plainRole takes out of a role what is the writer's word or a second one; "" where it tells nothing of one person: "city officials", "rival".
func plainRole(role string) string {
	role = furtherRole.Split(role, 2)[0]
	if two := twoRoles.FindStringSubmatch(role); two != nil && IsRole(words.Last(role)) {
		role = two[1]
	}
	if rest, capital := strings.CutPrefix(role, "Former "); capital {
		role = "former " + rest
	}
	if small := strings.ToLower(role); roleNouns[small] && !IsTitle(small) && small[1:] == role[1:] {
		role = small // at the start of a sentence: "Actor Bo Lund"
	}
	head := roleLink.Split(role, 2)[0]
	if first := strings.ToLower(words.First(role)); first == "most" || first == "only" || strings.HasPrefix(strings.ToLower(role), "one of ") || isOfSeveral(role) || isVague[strings.ToLower(role)] || isCut[words.Last(strings.ToLower(head))] {
		return ""
	}
	if isNobodys[words.Last(strings.ToLower(head))] && !namesOwner(role) {
		return ""
	}
	return role
}

var (
	furtherRole = pattern.Lazy(` and an? | from (?:19|20)\d\d\b`)
	twoRoles    = pattern.Lazy(`^(.*\b(?:candidate|hopeful|nominee|front-runner)) \p{Lu}`) // "presidential candidate Ohio Senator"
	roleLink    = pattern.Lazy(` (?:of|for|at|to) `)
	isVague     = words.List("co-director secretary candidate challenger contender front-runner frontrunner runner-up delegate")
	isCut       = words.List("presidential congressional gubernatorial senatorial")
	isNobodys   = words.List("rival opponent foe colleague friend ally counterpart fan supporter backer surrogate loyalist confidant confidante critic employee neighbor neighbour") // but somebody's
)

// ruling are the last words of the roles of who is a country's, or at home.
var ruling = words.List("minister president chancellor king queen premier")

// behindRuler is the country that a text names behind a ruler's name: "Prime Minister Ada Berg of Norvia".
var behindRuler = pattern.Lazy(`^ of (\p{Lu}\pL+(?: \p{Lu}\pL+)?)`)

// ofCountry is " of" the country that a ruler without one in his role is of, as the text has it behind his name; else "".
func ofCountry(r *attribution.Reading, e *attribution.Entity) string {
	if !ruling[strings.ToLower(words.Last(e.Role))] || strings.EqualFold(e.Role, "vice president") {
		return ""
	}
	for _, m := range e.Mentions {
		found := behindRuler.FindStringSubmatch(r.Text[m.End:min(len(r.Text), m.End+maxBehind)])
		for ; found != nil && found[1] != ""; found[1], _, _ = strings.Cut(found[1], " ") {
			if aliases.IsPlace(found[1]) {
				return " of " + found[1]
			}
			if !strings.Contains(found[1], " ") {
				break
			}
		}
	}
	return ""
}

// IsRole says whether a word is a noun of what somebody is: "governor", "economist".
func IsRole(word string) bool {
	word = strings.ToLower(strings.Trim(word, ".,"))
	if len(word) > 5 && slices.ContainsFunc([]string{"ologist", "scientist", "ician", "itian", "ographer", "nalist", "writer", "surgeon", "physicist"}, func(end string) bool { return strings.HasSuffix(word, end) }) {
		return true
	}
	return roleNouns[word] || roleNouns[strings.TrimSuffix(word, "s")] || len(word) > 4 && roleNouns[word[strings.LastIndexByte(word, '-')+1:]]
}

// roleNouns are the nouns of what somebody is that an apposition is of.
var roleNouns = words.List(`president vice-president minister premier chancellor secretary undersecretary ambassador envoy senator congressman
	congresswoman representative governor mayor lawmaker legislator councillor councilor councilman councilwoman alderman commissioner
	chief head director chair chairman chairwoman chairperson leader ceo cfo coo cto founder co-founder owner partner principal manager
	executive officer boss deputy vp svp evp spokesman spokeswoman spokesperson strategist adviser advisor aide counsel attorney lawyer prosecutor
	judge justice sheriff detective agent sergeant captain lieutenant general admiral colonel commander superintendent
	professor lecturer teacher scientist researcher scholar fellow historian economist analyst expert specialist engineer architect
	doctor physician surgeon nurse psychologist biologist ecologist geologist chemist physicist forecaster meteorologist epidemiologist
	publisher author co-author writer editor reporter correspondent journalist columnist anchor host presenter producer filmmaker photographer
	actor actress singer musician rapper artist comedian designer player coach quarterback goalkeeper striker midfielder defender trainer
	pastor bishop archbishop cardinal priest rabbi imam activist campaigner organizer organiser advocate consultant lobbyist
	farmer fisherman driver pilot worker student pensioner retiree resident voter veteran survivor member candidate nominee
	king queen prince princess pope chairwoman treasurer coordinator administrator investigator inspector trustee dean provost rector
	therapist winner champion developer entrepreneur investor banker trader broker dealer contractor insider pollster blogger
	speaker official diplomat negotiator staffer assistant associate administrator whip operative cartoonist playwright novelist poet translator hotelier boxer
	delegate superdelegate supporter backer donor mega-donor megadonor fundraiser contributor surrogate employee committeeman committeewoman assemblyman
	assemblywoman selectman freeholder magistrate clerk challenger contender incumbent frontrunner front-runner runner-up appointee loyalist booster adherent
	salesman saleswoman salesperson firefighter fireman policeman policewoman constable soldier trooper ranger waiter waitress bartender barista chef plumber carpenter
	machinist miner rancher grower grocer janitor paramedic dentist pharmacist veterinarian psychiatrist pathologist librarian curator archivist educator homemaker housewife
	preacher clergyman chaplain deacon missionary evangelist theologian televangelist barrister solicitor paralegal jurist litigator accountant auditor bookkeeper
	financier industrialist restaurateur landlord realtor programmer technologist inventor biographer essayist satirist critic commentator pundit broadcaster podcaster
	composer pianist violinist organist cellist dancer choreographer sculptor athlete golfer cyclist pitcher catcher linebacker wrestler oligarch dictator refugee immigrant
	adoptee protester protestor demonstrator contestant eyewitness juror inmate parishioner alumnus neighbor neighbour customer shopper tourist teenager capitalist ethicist
	philosopher linguist demographer geophysicist whistleblower envoy emissary astronaut chairperson confidant confidante guru maven patriarch matriarch
	nephew niece cousin uncle aunt grandson granddaughter grandfather grandmother stepson stepdaughter girlfriend boyfriend fiancé fiancée
	guitarist keyboardist drummer bassist frontman singer-songwriter tem icon legend pioneer elect designate billionaire businessman businesswoman mogul magnate tycoon heir heiress philanthropist mother father brother sister son daughter wife husband widow`)

// apposition is who somebody is by the words behind a name of his, whole: ", chief executive of Tern Marine,". "" where there is none
// that is surely his.
func apposition(r *attribution.Reading, e *attribution.Entity) string {
	first, last := words.First(e.Name), words.Last(e.Name)
	for _, m := range e.Mentions {
		if m.End > len(r.Text) || !strings.HasSuffix(strings.TrimSuffix(r.Text[m.Start:m.End], "."), last) && r.Text[m.Start:m.End] != first {
			continue
		}
		rest := r.Text[m.End:min(len(r.Text), m.End+maxBehind)]
		rest = rest[len(partyMark.FindString(rest)):]
		joint := besides.FindString(rest)
		if joint == "" {
			continue
		}
		rest = rest[len(joint):]
		who, was := whoIs.FindString(rest), false
		if who != "" {
			rest, was = rest[len(who):], pastVerb.MatchString(who)
		}
		if runs := whoRuns.FindStringSubmatch(rest); runs != nil && strings.Contains(r.Text[:m.Start], words.Last(runs[1])) {
			return "head of " + runs[1]
		}
		if leads := whoLeads.FindStringSubmatch(rest); leads != nil {
			rest = doers[leads[1]] + " of " + rest[len(leads[0]):]
		}
		rest = bodyNamed(r.Text[:m.Start], rest)
		if role := roleIn(rest); role != "" && was {
			return formerly(role)
		} else if role != "" {
			return role
		}
	}
	return ""
}

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

// formerly makes a role one that somebody had.
func formerly(role string) string {
	if isPast(role) {
		return role
	}
	owner, office, owned := strings.Cut(strings.ReplaceAll(role, "'s ", "’s "), "’s ")
	if owned && !roleLink.MatchString(owner) && !strings.Contains(owner, " under ") {
		return owner + "’s former " + office
	}
	return "former " + role
}

// isPast says whether a role is one that somebody had.
func isPast(role string) bool {
	first := strings.ToLower(words.First(role))
	return first == "former" || first == "ex" || first == "onetime" || first == "one-time" || first == "retired"
}

// cleanRole takes off a role what a sentence has before it ("Last week State Department official", "re-electing Representative"); "" where
// no word of it says what somebody is.
func cleanRole(role string) string {
	all := strings.Fields(beforeStop(role))
	for len(all) > 1 && opinions[strings.ToLower(all[0])] {
		all = all[1:]
	}
	for len(all) > 0 && !IsRole(all[0]) {
		first := strings.ToLower(all[0])
		if !beforeRole[first] && !verbsBefore[first] && (!strings.HasSuffix(first, "ing") || inRole[first]) {
			break
		}
		all = all[1:]
	}
	if len(all) > 1 && bodies[all[0]] && isShort(all[1]) {
		all = all[1:] // "company CEO"
	}
	all = withoutSecondTitle(fromTitle(all))
	if !slices.ContainsFunc(all, IsRole) && !slices.ContainsFunc(all, isTitleWord) || pointsElsewhere(all) || strings.HasSuffix(all[len(all)-1], "ing") {
		return ""
	}
	if role := strings.Join(all, " "); !leanings[strings.ToLower(role)] {
		return role
	}
	return ""
}

// beforeStop cuts a role at the full stop behind its noun, which a reading may take for that of an abbreviation: "first governor. In 1997".
func beforeStop(role string) string {
	all := strings.Fields(role)
	for i, word := range all {
		if noun, stops := strings.CutSuffix(word, "."); stops && len(noun) > 4 && strings.ToLower(noun) == noun && IsRole(noun) {
			return strings.Join(append(all[:i:i], noun), " ")
		}
	}
	return role
}

// isOfSeveral says whether a role is that of several people: "city officials".
func isOfSeveral(role string) bool {
	last := words.Last(role)
	single, plural := strings.CutSuffix(last, "s")
	return plural && !words.StartsUpper(last) && roleNouns[single] && !roleNouns[last] && !slices.ContainsFunc(strings.Fields(role), func(word string) bool { return roleLinks[word] })
}

// verbsBefore are verbs that a reading takes for a part of the role that they have for an object: "endorsed Republican candidate".
var verbsBefore = words.List("endorsed backed supported nominated interviewed attacked criticized mocked defeated urged asked joined slammed praised picked chose beat")

// withoutSecondTitle takes a short title off the end of a role that tells more: "Harbor Committee Chairman Rep.".
func withoutSecondTitle(role []string) []string {
	last := len(role) - 1
	if last > 0 && secondTitles[role[last]] && slices.ContainsFunc(role[:last], IsRole) {
		return role[:last]
	}
	return role
}

var secondTitles = words.List("Rep. Sen. Gov. Dr. Representative Senator")

// opinions are what a writer thinks of somebody, or how he came to him: no part of what somebody is.
var opinions = words.List("fellow controversial outspoken famed notorious infamous embattled powerful bombastic tough-talking beloved disgraced influential prominent")

// leanings say what somebody thinks, and not what he is.
var leanings = words.List("liberal conservative democratic socialist green progressive")

// fromTitle cuts off what stands in small letters before a title with a capital: of "the deal President Obama struck", President. What is a
// part of the title stays: "former President".
func fromTitle(role []string) []string {
	if len(role) < 2 || !words.StartsUpper(role[len(role)-1]) || !IsTitle(strings.ToLower(role[len(role)-1])) {
		return role
	}
	from := len(role) - 1
	for from > 0 && (words.StartsUpper(role[from-1]) || inTitle[role[from-1]] || partisans[role[from-1]]) {
		from--
	}
	return role[from:]
}

var inTitle = words.List("former vice deputy assistant acting interim associate senior state house party campaign committee company board union council first prime and of the")

// IsPartisan says whether a word in small letters is one of a party's people or a leaning: "democrat" is nobody.
func IsPartisan(word string) bool { return partisans[word] }

var kin = words.List("mother father brother sister son daughter wife husband widow nephew niece cousin uncle aunt grandson granddaughter grandfather grandmother stepson stepdaughter girlfriend boyfriend fiancé fiancée neighbor neighbour employee supporter backer confidant confidante assistant aide")

func isTitleWord(word string) bool {
	return IsTitle(strings.ToLower(word)) || partisans[strings.ToLower(word)]
}

var (
	beforeRole = words.List("last this next week month year yesterday today monday tuesday wednesday thursday friday saturday sunday real fellow of for in on at by that")
	inRole     = words.List("acting managing ranking leading sitting founding incoming outgoing presiding housing banking building engineering training marketing")
	partisans  = words.List("republican democrat democratic independent libertarian socialist conservative liberal green")
)

// roleBefore is who somebody is by the words that lead up to his name, more of them than a title: "Salesforce founder and co-CEO".
func roleBefore(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		at := strings.LastIndex(r.Text[m.Start:m.End], e.Name)
		if at < 0 || headlineOf(r) == 0 && m.Start < r.Sentences[0].End {
			continue // a headline's verb looks like a part of a role: "Endorses House Speaker Lund"
		}
		before := r.Text[max(0, m.Start+at-maxBehind) : m.Start+at]
		if role := ofBoth(before, r.Text[m.End:min(len(r.Text), m.End+maxBehind)]); role != "" {
			return role
		}
		if title := listTitle.FindStringSubmatch(before); title != nil {
			return map[string]string{"Reps": "representative", "Sens": "senator", "Govs": "governor"}[title[1]]
		}
		before = before[strings.LastIndexAny(before, ".,;:—–\n“”\"()")+1:]
		all := strings.Fields(strings.ReplaceAll(before, "chief of staff", chiefOfStaff))
		from := len(all)
		for from > 0 && leadsUp(all[from-1]) {
			from--
		}
		for from < len(all) && strings.ToLower(all[from]) == "and" {
			from++
		}
		if and := slices.Index(all[from:], "and"); and > 0 && !IsRole(all[from+and-1]) {
			from += and + 1 // "of Ohio and Senator Lund"
		}
		role := strings.Join(all[from:], " ")
		role = strings.ReplaceAll(role, chiefOfStaff, "chief of staff")
		if from < len(all) && IsRole(all[len(all)-1]) && !IsTitle(strings.ToLower(role)) && utf8.RuneCountInString(role) <= maxRole {
			return role
		}
	}
	return ""
}

// ofBoth is the role of each of two whom a noun in the plural stands before: "former Norvian presidents Ada Berg and Bo Lund". "" where the name
// between the words before and behind it is not one of the two.
func ofBoth(before, behind string) string {
	found := pluralFirst.FindStringSubmatch(before)
	if found == nil || found[3] == "" && !secondOfTwo.MatchString(behind) {
		return ""
	}
	noun := strings.TrimSuffix(found[2], "s")
	if !roleNouns[noun] || !leadsUp(words.First(found[1]+noun)) {
		return ""
	}
	return strings.TrimPrefix(found[1], "the ") + noun
}

var (
	pluralFirst = pattern.Lazy(`(?:^|[\n.,;“”"] ?|\b(?:said|by|from|to|with|and|while|as|that|like|of) )((?:[Ff]ormer |vice |deputy |state |presidential |\p{Lu}[\pL-]+ ){0,4})(\p{Ll}+s) (\p{Lu}[\pL.’'-]+(?: \p{Lu}[\pL.’'-]+){1,2} and )?$`)
	secondOfTwo = pattern.Lazy(`^ and \p{Lu}[\pL.’'-]+(?: \p{Lu}[\pL.’'-]+){1,2}`)
)

// chiefOfStaff is one word, so that its "of" ends no role.
const chiefOfStaff = "staff-chief"

// listTitle is the title of all whom a list names, before one of them: "Reps. Ada Berg (Calif.), Bo Lund (Wis.) and".
var listTitle = pattern.Lazy(`\b(Reps|Sens|Govs)\. (?:\p{Lu}[\pL.'’ -]+(?: \([^)]*\))?,? (?:and )?)*$`)

// leadsUp says whether a word may stand in a role before a name: a noun of what somebody is, a name, or an adjective by its ending.
func leadsUp(word string) bool {
	if beforeRole[strings.ToLower(word)] || strings.HasSuffix(word, "ing") && !inRole[word] {
		return false
	}
	if IsRole(word) || word == "and" || word == "vice" || strings.EqualFold(word, "former") || word == "deputy" || word == "senior" {
		return true
	}
	if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
		return !attribution.CommonWord(strings.ToLower(word)) || isShort(word)
	}
	return len(word) > 5 && slices.ContainsFunc([]string{"ive", "al", "ant", "aging"}, func(end string) bool { return strings.HasSuffix(word, end) })
}

// notRoles are what the words beside a name seem to call him and do not.
var notRoles = words.List("reports report says said writes wrote told news")

const (
	maxBehind = 220 // bytes behind a name that are looked at
	maxRole   = 90  // runes of a role; a card may have room for less
)

const roleEnds = ",.;:—–\n“”\"()" // one of them ends a role

// roleIn reads a role from the start of the words behind a name and its comma: a noun phrase whose head is what somebody is. A phrase
// too long for a byline is cut before what it is of.
func roleIn(rest string) string {
	if aside, _, dash := strings.Cut(rest, " - "); dash {
		rest = aside + ","
	}
	end := strings.IndexAny(rest, roleEnds)
	for end > 0 && rest[end] == '.' && end+1 < len(rest) && rest[end+1] != ' ' && rest[end+1] != '\n' || end > 0 && isInitial(rest[:end+1]) {
		next := strings.IndexAny(rest[end+1:], roleEnds)
		if next < 0 {
			return ""
		}
		end += 1 + next
	}
	if end <= 0 {
		return ""
	}
	all := strings.Fields(rest[:end])
	told := slices.IndexFunc(all, func(word string) bool { return clauseWords[strings.ToLower(word)] })
	if told >= 0 {
		all = all[:told]
	}
	if len(all) > 0 && (all[0] == "then" || all[0] == "later" || all[0] == "now") {
		return ""
	}
	if len(all) > 0 && (roleArticles[strings.ToLower(all[0])]) {
		all = all[1:]
	}
	if len(all) == 0 || strings.HasSuffix(all[0], "ing") && !inRole[all[0]] {
		return "" // "Lund, calling the plan his own"
	}
	head := slices.IndexFunc(all, func(word string) bool { return roleLinks[strings.ToLower(word)] })
	if head < 0 {
		head = len(all)
	}
	if head > 0 && head+1 < len(all) && words.StartsUpper(all[head-1]) && words.StartsUpper(all[head+1]) && IsRole(all[len(all)-1]) {
		head = len(all) // "Halvik College of Law professor"
	}
	if told := slices.IndexFunc(all[:head], isParticiple); told > 0 && IsRole(all[told-1]) {
		if superlative[strings.ToLower(all[0])] {
			return "" // of "first mayor elected in May", first mayor
		}
		return strings.Join(all[:told], " ") // "pollster working for the campaign", whatever that is
	}
	if head == 0 || !isSomebody(all[head-1]) && !isPartys(all[:head]) || slices.ContainsFunc(all[:head], notInRole) || head+1 < len(all) && pointing[strings.ToLower(all[head+1])] {
		return ""
	}
	if told > head+1 && head > 1 && strings.ToLower(all[head+1]) == "the" && !slices.ContainsFunc(all[head:], words.StartsUpper) {
		all = all[:head] // of "history teacher at the school that held the meeting", which school is not told without its clause
	}
	if pointsElsewhere(all) {
		return ""
	}
	role := strings.Join(all, " ")
	if strings.Contains(role, "''") {
		if !makers[strings.ToLower(all[head-1])] {
			return ""
		}
		role = strings.Join(all[:head], " ") // of "author of ''The Boats", which breaks off in a title
	}
	if at := strings.LastIndex(role, " at "); at > 0 && utf8.RuneCountInString(role) > maxRole {
		role = role[:at] // what somebody is of tells more than where that is
	}
	if utf8.RuneCountInString(role) > maxRole {
		role = strings.Join(all[:head], " ")
	}
	if utf8.RuneCountInString(role) > maxRole || roleLinks[strings.ToLower(words.Last(role))] {
		return ""
	}
	return role
}

// isParticiple says whether a word behind a noun may open what somebody does: "working", "arrested".
func isParticiple(word string) bool {
	if word == "currently" || word == "recently" || word == "formerly" {
		return true
	}
	return len(word) > 4 && strings.ToLower(word) == word && (strings.HasSuffix(word, "ing") || strings.HasSuffix(word, "ed")) && !inRole[word] && word != "based"
}

// isSomebody says whether a word is a noun of what somebody is, behind a name; before one, some of them are more often verbs.
func isSomebody(word string) bool {
	word = strings.ToLower(word)
	return IsRole(word) || alsoVerbs[word] || isNobodys[word]
}

var (
	alsoVerbs   = words.List("guard cook star model witness marshal volunteer graduate intern native sophomore freshman hero celebrity professional runner-up lifer victim passenger cop soldier sailor marine tutor")
	pointing    = words.List("it them this that these those his her their its")
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
	word = strings.ToLower(word)
	return slices.Contains([]string{"he", "she", "they", "it", "we", "i", "you", "said", "says", "told", "was", "is", "were", "are", "has", "had", "have", "never", "not", "like", "unlike"}, word)
}

var (
	roleArticles = words.List("the a an one another")
	makers       = words.List("author co-author writer co-writer creator star")
	roleLinks    = words.List("of for at in on over with to from by under and")
	clauseWords  = words.List("who whose whom which that said says told when where after before while as during but because told was is has had were are will wrote added stated noted explained argued")
)
