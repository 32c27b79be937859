package transcript

import (
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// fullestRole is, of what a reading takes for somebody's role, what stands behind his name and what before it, the one that tells most and is
// true today. A party's name alone tells least.
func fullestRole(own, told, before string) string {
	if honours[own] || partisans[strings.ToLower(own)] && told+before != "" {
		own = ""
	}
	if strings.HasPrefix(told, own) {
		own = "" // a reading has cut it: "member of the Halvik 10 crew"
	}
	if isOutdone(told, own, before) {
		told = ""
	}
	if isLesser(before) && own+told != "" {
		before = ""
	}
	switch {
	case told != "" && (own+before == "" || goesBefore(told, own)):
		return told
	case own == "" || tellsMore(before, own) || before != "" && ofRank[strings.ToLower(strings.TrimSuffix(own, "."))]:
		return before
	}
	return own
}

// isOutdone says whether what stands behind a name tells less than another role.
func isOutdone(told, own, before string) bool {
	return isLesser(told) && own+before != "" || isMere(told) && holdsOffice(own) || tellsMore(before, told)
}

// goesBefore says whether what stands behind a name is to be told before somebody's own role: he is it today, or his own is a rank or a part of it.
func goesBefore(told, own string) bool {
	today := !isPast(told) && !partisans[strings.ToLower(told)]
	return today || ofRank[strings.ToLower(strings.TrimSuffix(own, "."))] || tellsMore(told, own)
}

// tellsMore says whether a role has another one in it.
func tellsMore(role, other string) bool {
	return other != "" && strings.Contains(strings.ToLower(role), strings.ToLower(other))
}

// ofRank are ranks that somebody keeps when he has left, and that tell less than what he was.
var ofRank = words.List("general gen admiral adm colonel col captain capt major lieutenant lt sergeant sgt")

// honours are what somebody is called for his merits, which says nothing of what he is.
var honours = words.List("Sir Dame Lord Lady Dr Dr.")

// isLesser says whether the first that a role tells is of what party or on whose side somebody is, which tells less than any office: "Lund
// supporter", "Democrat from Halvik", "veteran of two campaigns", "the nation's highest-ranking Democrat".
func isLesser(role string) bool {
	all := strings.Fields(strings.ToLower(role))
	for i, word := range all {
		ends := i+1 == len(all) || roleLinks[all[i+1]]
		if sided[word] || (partisans[word] || word == "veteran" || word == "member") && ends {
			return i == 0 || all[i-1] != "cabinet" && (i+1 == len(all) || !rankings[all[i-1]])
		}
		if IsRole(word) {
			return false
		}
	}
	return false
}

// isMere says whether a role names nothing of which it is, and leads nothing: "career politician", "owner of a farm".
func isMere(role string) bool {
	return role != "" && !leads[words.Last(role)] && strings.ToLower(role) == role && (!roleLink.MatchString(role) || strings.Contains(role, " of a "))
}

// holdsOffice says whether a role ends in the title of an office that is voted or appointed to.
func holdsOffice(role string) bool {
	return offices[strings.ToLower(strings.TrimSuffix(words.Last(role), "."))]
}

var leads = words.List("leader whip chairman chairwoman chair speaker president")

var offices = words.List("sen senator rep representative congressman congresswoman gov governor mayor secretary minister")

// sided are people by whose side they are on.
var sided = words.List("supporter backer donor surrogate ally friend rival opponent foe fan critic loyalist booster challenger contender hopeful incumbent confidant confidante contributor volunteer runner-up")

// namesOwner says whether a role that is nobody's alone tells whose it is: "close friend of Lund", and not "Democratic rival" or "North
// Halvik colleague".
func namesOwner(role string) bool {
	all := strings.Fields(role)
	for i, word := range all {
		ofPlace := aliases.IsPlace(word) || i+1 < len(all) && aliases.IsPlace(word+" "+all[i+1]) || i > 0 && aliases.IsPlace(all[i-1]+" "+word)
		if words.StartsUpper(word) && !partisans[strings.ToLower(word)] && word != "GOP" && !ofPlace {
			return true
		}
	}
	return false
}

// isOnlyNobodys says whether all that a role calls somebody is nobody's alone: "colleague and ex-rival in the race".
func isOnlyNobodys(role string) bool {
	found := false
	for word := range strings.FieldsSeq(strings.ToLower(role)) {
		word = strings.TrimPrefix(word, "ex-")
		if IsRole(word) && !isNobodys[word] {
			return false
		}
		found = found || isNobodys[word]
	}
	return found
}

// plainRole takes out of a role what is the writer's word or a second one; "" where it tells nothing of one person: "city officials", "rival".
func plainRole(role string) string {
	role = strings.Join(pastOpinions(strings.Fields(withoutHanging(furtherRole.Split(role, 2)[0]))), " ")
	if two := twoRoles.FindStringSubmatch(role); two != nil && IsRole(words.Last(role)) {
		role = two[1]
	}
	role = newInIt.ReplaceAllString(strings.Replace(role, " from nearby ", " from ", 1), "$1")
	role = withoutCapital(sinceNew(role[len(partyFirst.FindString(role)):]))
	role = strings.TrimRight(role[len(newest.FindString(role)):], ",")
	if isOfMany(role) || isUnfinished(role) || lacksOwner(role) {
		return ""
	}
	return role
}

// newInIt is how new somebody is to what he is, behind whose that is: "Halvik's newly elected mayor".
var newInIt = pattern.Lazy(`^((?:.*[’']s )?)(?:newly|recently)[ -](?:appointed|elected|re-elected|named|installed) `)

// sinceNew is a role without the "New" that opens a sentence: "New Home Secretary", but "New Norland governor".
func sinceNew(role string) string {
	rest, isNew := strings.CutPrefix(role, "New ")
	if first := words.First(rest); isNew && (portfolios[strings.ToLower(first)] || IsRole(first)) && !aliases.IsPlace("New "+first) {
		return rest
	}
	return role
}

// withoutCapital is a role without the capital that its first word has from the start of a sentence: "Presidential candidate Bo Lund", "Actor Bo
// Lund". That of a title stays.
func withoutCapital(role string) string {
	first, rest, found := strings.Cut(role, " ")
	if found && (neverNames[first] || IsRole(first) && !isShort(first) && strings.HasPrefix(rest, "and ") || atStart[first] && strings.ToLower(rest) == rest && !(first == "Conservative" && partyOffices[words.Last(rest)])) {
		return strings.ToLower(first) + " " + rest
	}
	if small := strings.ToLower(role); (roleNouns[small] || doubleRole.MatchString(small) && IsRole(small)) && !strings.HasSuffix(small, "-elect") && !IsTitle(small) && !capitals[small] && small[1:] == role[1:] {
		return small
	}
	return role
}

// partyOffices are what somebody is of the Conservative Party: a conservative writer may be of none.
var partyOffices = words.List("leader spokesman spokeswoman backbencher frontbencher whip chairman peer secretary chancellor minister councillor")

// capitals are words that keep theirs before a name.
var capitals = words.List("speaker cllr supt insp det taoiseach reverend")

// isOfMany says whether a role is that of several people, or tells one from others who are not named.
func isOfMany(role string) bool {
	first := strings.ToLower(words.First(role))
	return first == "most" || first == "only" || strings.HasPrefix(strings.ToLower(role), "one of ") || isOfSeveral(role)
}

// isUnfinished says whether a role lacks what it is of, or its noun.
func isUnfinished(role string) bool {
	return isVague[strings.ToLower(role)] || heroOf.MatchString(role) || ofSomeBody.MatchString(role) || isCut[headNoun(role)]
}

// lacksOwner says whether a role is somebody's who is not told: "rival".
func lacksOwner(role string) bool {
	return (isNobodys[headNoun(role)] || isOnlyNobodys(role)) && !namesOwner(role)
}

// headNoun is what a role says that somebody is, without of what: of "director of the bank", director.
func headNoun(role string) string {
	return words.Last(strings.ToLower(roleLink.Split(role, 2)[0]))
}

var (
	// neverNames are words that open a role and are no part of a title.
	neverNames = words.List("Former Onetime Retired Presumptive Longtime Veteran Interim")
	// atStart are words that are a part of a title before another capital: "Deputy Secretary", but "deputy manager".
	atStart = words.List("Presidential Congressional Gubernatorial Senatorial Conservative Campaign Political Legal Senior Top Deputy Local Police Chief General Shadow Public Junior Housing Education Health Environment Finance Transport Prime Foreign Trade Defence Defense Schools Energy Culture Justice Immigration Agriculture Interior Opposition")
)

var (
	furtherRole = pattern.Lazy(` for (?:the (?:past|last) )?(?:\d+|more than \pL+|\p{Ll}+) (?:years|months|decades)\b| since [\pL\d]+| and an? | and (?:later|then|eventually) | and one of | and (?:runs|heads|leads|hosts|writes|teaches|works|owns) | from (?:19|20)\d\d\b`)
	partyFirst  = pattern.Lazy(`^(?:Republican|Democrat|Libertarian) and (?:an? |the )?`)  // "a Republican and former governor"
	twoRoles    = pattern.Lazy(`^(.*\b(?:candidate|hopeful|nominee|front-runner)) \p{Lu}`) // "presidential candidate Ohio Senator"
	roleLink    = pattern.Lazy(` (?:of|for|at|to) `)
	ofSomeBody  = pattern.Lazy(`(?i)^(?:sub)?(?:committee|council|board|union|panel|commission) (?:chair(?:man|woman|person)?|head|leader|president|member)$`) // of which, the text before tells
	doubleRole  = pattern.Lazy(`^\p{Ll}{3,}-\p{Ll}+$`)                                                                                                         // "singer-guitarist"
	newest      = pattern.Lazy(`^(?:newest|latest) (?:\d{4} )?`)
	heroOf      = pattern.Lazy(`(?i)\b(?:hero|darling|face|icon|symbol|bane|scourge) of the `) // a writer's word
	isVague     = words.List("head boss co-director secretary chief chairman chairwoman chair candidate challenger contender front-runner frontrunner runner-up delegate")
	isCut       = words.List("presidential congressional gubernatorial senatorial")
	isNobodys   = words.List("rival opponent foe colleague friend ally counterpart fan supporter backer surrogate loyalist confidant confidante critic employee neighbor neighbour tactician firebrand maverick") // but somebody's
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
		if !isNamedBy(r.Text[m.Start:m.End], e.Name) {
			continue // "the president of Norvia" may be another
		}
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
	single := strings.TrimSuffix(word, "s")
	return roleNouns[word] || roleNouns[single] || len(word) > 4 && (roleNouns[word[strings.LastIndexByte(word, '-')+1:]] || roleNouns[single[strings.LastIndexByte(single, '-')+1:]])
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
	delegate superdelegate constituent supporter backer donor mega-donor megadonor fundraiser contributor surrogate employee committeeman committeewoman assemblyman
	assemblywoman selectman freeholder magistrate clerk challenger contender incumbent frontrunner front-runner runner-up appointee loyalist booster adherent
	salesman saleswoman salesperson firefighter fireman policeman policewoman constable soldier trooper ranger waiter waitress bartender barista chef plumber carpenter
	machinist miner rancher grower grocer janitor paramedic dentist pharmacist veterinarian psychiatrist pathologist librarian curator archivist educator homemaker housewife
	preacher clergyman chaplain deacon missionary evangelist theologian televangelist barrister solicitor paralegal jurist litigator accountant auditor bookkeeper
	financier industrialist restaurateur landlord realtor programmer technologist inventor biographer essayist satirist critic commentator pundit broadcaster podcaster
	composer pianist violinist organist cellist dancer choreographer sculptor athlete golfer cyclist pitcher catcher linebacker wrestler oligarch dictator refugee immigrant
	adoptee protester protestor demonstrator contestant eyewitness juror inmate parishioner alumnus neighbor neighbour customer shopper tourist teenager capitalist ethicist
	philosopher linguist demographer geophysicist whistleblower envoy emissary astronaut chairperson confidant confidante guru maven patriarch matriarch
	shopkeeper medallist medalist youtuber steward cmd dci hopeful backbencher frontbencher mp mla mlc msp mep dcp acp coroner headteacher headmaster headmistress foreman forewoman ombudsman taoiseach vicar archdeacon reverend registrar
	vocalist percussionist saxophonist trumpeter conductor soprano tenor baritone frontwoman screenwriter showrunner animator illustrator stylist hairdresser
	sprinter swimmer skier skater gymnast rower batsman all-rounder wicketkeeper winger flanker defenseman goaltender shortstop outfielder infielder baseman
	lineman cornerback halfback fullback kicker punter jockey skipper receiver
	mechanic welder carer caretaker lifeguard instructor midwife botanist geneticist astronomer conservationist environmentalist naturalist
	supt insp det cllr liaison alum alumna councilmember policymaker
	nephew niece cousin uncle aunt grandson granddaughter grandfather grandmother stepson stepdaughter girlfriend boyfriend fiancé fiancée
	guitarist keyboardist drummer bassist frontman singer-songwriter tem icon legend pioneer elect designate billionaire businessman businesswoman mogul magnate tycoon heir heiress philanthropist mother father brother sister son daughter wife husband widow`)

// formerly makes a role one that somebody had.
func formerly(role string) string {
	if role == "" || isPast(role) {
		return role
	}
	owner, office, owned := strings.Cut(strings.ReplaceAll(role, "'s ", "’s "), "’s ")
	if owned && isPast(office) {
		return role
	}
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
	all := withoutOpinion(strings.Fields(beforeStop(role)))
	for len(all) > 0 && honorifics[strings.Trim(all[len(all)-1], ".")] {
		all = all[:len(all)-1] // "Auditor General Sir"
	}
	for len(all) > 0 && isBeforeRole(all) {
		all = all[1:]
	}
	if len(all) > 1 && bodies[all[0]] && isShort(all[1]) {
		all = all[1:] // "company CEO"
	}
	all = withoutSecondTitle(fromTitle(all))
	if !slices.ContainsFunc(all, isRoleWord) || pointsElsewhere(all) || strings.HasSuffix(all[len(all)-1], "ing") {
		return ""
	}
	if role := strings.Join(all, " "); !leanings[strings.ToLower(role)] {
		return role
	}
	return ""
}

// honorifics are titles that say nothing of what somebody is.
var honorifics = words.List("Sir Dame Lord Lady Baroness Mr Mrs Ms Miss Dr Hon")

// pastOpinions is a role without what a writer thinks of somebody.
func pastOpinions(all []string) []string {
	for len(all) > 1 && opinions[strings.ToLower(all[0])] && !roleLinks[all[1]] {
		all = all[1:]
	}
	return all
}

// withoutOpinion is a role without that, and without what a sentence has before what he was: "Count former mayor Bo Lund among them".
func withoutOpinion(all []string) []string {
	all = pastOpinions(all)
	if len(all) > 1 && all[1] == "former" {
		return all[1:]
	}
	return all
}

// isBeforeRole says whether the first word stands before a role and is no part of it, as the one of "real estate mogul" is.
func isBeforeRole(all []string) bool {
	if IsRole(all[0]) || len(all) > 1 && all[1] == "estate" {
		return false
	}
	first := strings.ToLower(all[0])
	return beforeRole[first] || verbsBefore[first] || isDoing(first) || isDateline(all[0])
}

// isDateline says whether a word is a place as a dateline has it: "WASHINGTON Republican candidate Bo Lund said".
func isDateline(word string) bool {
	const least = 5 // letters; fewer are an abbreviation
	return len(word) >= least && strings.ToUpper(word) == word && aliases.IsPlace(word[:1]+strings.ToLower(word[1:]))
}

// isDoing says whether a word tells what somebody does: "calling", but not the "acting" of a role.
func isDoing(word string) bool {
	word = strings.ToLower(word)
	return strings.HasSuffix(word, "ing") && !inRole[word]
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

var secondTitles = words.List("Rep. Sen. Gov. Dr. Gen. Gen Adm. Col. Lt. Representative Senator")

// opinions are what a writer thinks of somebody, or how he came to him: no part of what somebody is.
var opinions = words.List("dear eccentric flamboyant colorful colourful brash beleaguered legendary acclaimed renowned celebrated fiery firebrand soft-spoken accomplished proud fellow controversial outspoken famed notorious infamous embattled powerful bombastic tough-talking beloved disgraced influential prominent")

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

var inTitle = words.List("former retired vice deputy assistant acting interim associate senior state house party campaign committee company board union council first prime and of the")

// IsPartisan says whether a word in small letters is one of a party's people or a leaning: "democrat" is nobody.
func IsPartisan(word string) bool { return partisans[word] }

var kin = words.List("mother father brother sister son daughter wife husband widow nephew niece cousin uncle aunt grandson granddaughter grandfather grandmother stepson stepdaughter girlfriend boyfriend fiancé fiancée neighbor neighbour employee supporter backer confidant confidante assistant aide")

// isRoleWord says whether a word tells by itself what somebody is: a noun of that, a title or a party's.
func isRoleWord(word string) bool {
	small := strings.ToLower(word)
	return IsRole(word) || IsTitle(small) || partisans[small]
}

var (
	beforeRole = words.List(`well oh yes no okay hello dear last this next week month year yesterday today monday tuesday wednesday thursday friday saturday sunday
		january february march april may june july august september october november december real fellow of for in on at by that`)
	inRole    = words.List("mining shipping racing acting managing ranking leading sitting founding incoming outgoing presiding housing banking building engineering training marketing")
	partisans = words.List("republican democrat democratic independent libertarian socialist conservative liberal green")
)

// notRoles are what the words beside a name seem to call him and do not.
var notRoles = words.List("reports report says said writes wrote told news")
