package summarize

import (
	"maps"
	"math"
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// Who speaks for whom: the words of a role that make somebody the voice of a body. A party's member, a state's citizen and
// somebody who studies either speak for themselves.
var (
	spokes = words.List(`spokesman spokeswoman spokesperson spokesmen spokespeople spokespersons sprecher sprecherin portavoz
		portavoce portavoz porta-voz porte-parole woordvoerder woordvoerster rzecznik rzeczniczka речник речниця пресс-секретарь`)
	ofState = words.List(`president minister premier chancellor secretary king queen ambassador envoy
		präsident präsidentin ministerin außenminister außenministerin kanzler kanzlerin botschafter
		presidente presidenta ministro ministra primer président présidente ministre prezydent minister президент міністр министр премьер`)
	// bystanders take a body for their subject, or are one of many in it.
	bystanders = words.List(`scholar expert analyst historian professor teacher critic correspondent voter fan reporter columnist author editor
		student lecturer fellow observer specialist watcher economist researcher scientist citizen resident native refugee former ex ex-president
		ex-minister then-president candidate nominee hopeful front-runner frontrunner opposition shadow deputy-designate elect`)
	// officials are groups that speak for a state when the article calls them by it: "Norvian officials".
	officials = words.List("officials authorities diplomats negotiators government ministers administration regierung behörden autoridades")
)

// complements stand between what somebody is and whose.
var complements = pattern.Lazy(` (?:of|for|at|in|to|with|from|under|on) `)

// speaksFor says whether a role makes its holder the voice of a party of the given kind: a spokesman is of any body, and who holds an office
// of a state is the state's abroad. Whoever leads a body has a name, and may have views of his own: he speaks for himself. Nobody's words are
// another person's, not even his spokesman's. What counts is what somebody is, not whose: a president's adviser is no president.
func speaksFor(role, kind string) bool {
	head := complements.Split(strings.ReplaceAll(role, "'", "’"), 2)[0]
	head = head[max(0, strings.LastIndex(head, "’s ")):]
	own := words.Folded(head)
	has := func(set map[string]bool) bool {
		return slices.ContainsFunc(own, func(word string) bool { return set[strings.Trim(word, ".")] })
	}
	switch {
	case has(bystanders), kind == "person":
		return false
	case kind == "state" || kind == "government":
		return has(spokes) || has(ofState) && len(words.Folded(role)) > 1 // "President" alone is one at home
	}
	return has(spokes)
}

// seats are where a government sits; what is said there is told under the name that the article gives it.
var seats = []string{"White House", "Kremlin", "Downing Street", "Élysée", "Pentagon"}

// servedBy is the body whose spokesman a role is by its first words: of "Halvik Data spokeswoman", Halvik Data; of "Tideway's health
// spokesman", Tideway. One word may be somebody's family name.
func servedBy(role string) string {
	all := strings.Fields(role)
	if len(all) < 3 || strings.Contains(role, "former ") || !spokes[strings.ToLower(all[len(all)-1])] || !words.StartsUpper(all[0]) || transcript.IsPartisan(strings.ToLower(all[0])) {
		return ""
	}
	body := all[:len(all)-1]
	if owner := slices.IndexFunc(body, func(word string) bool { return ownerEnd.MatchString(word) }); owner >= 0 {
		return ownerEnd.ReplaceAllString(strings.Join(body[:owner+1], " "), "")
	}
	for len(body) > 1 && portfolios[body[len(body)-1]] {
		body = body[:len(body)-1] // what he speaks of: "Tideway health spokesman"
	}
	return strings.Join(body, " ")
}

// portfolios are what a party's spokesmen speak of.
var portfolios = words.List("health education home foreign local government affairs justice finance treasury economic economy defence transport environment energy culture housing immigration pensions welfare trade industry business agriculture")

// ownerEnd is the end of a possessor.
var ownerEnd = pattern.Lazy(`[’']s$`)

// unnamedSpokesman is one whom an article does not name, with the body whose he is behind or before.
var unnamedSpokesman = pattern.Lazy(`^(?:an?|one|another) (?:\p{Ll}[\p{Ll}-]* )?spokes(?:man|woman|person) (?:for|of) (?:the )?(\p{Lu}.*)$|^(?:an?|one|another) (\p{Lu}.*) spokes(?:man|woman|person)$`)

// spokenFor is the body of a spokesman who is not named: Tern Marine of "a spokesman for Tern Marine" and "a Tern Marine spokesman". "" for
// anybody else, a person's spokesman too. One word may be a family name.
func spokenFor(name string) string {
	found := unnamedSpokesman.FindStringSubmatch(name)
	if found == nil {
		return ""
	}
	body := found[1] + found[2]
	first := strings.ToLower(words.First(body))
	if len(strings.Fields(body)) == 1 && strings.ToUpper(body) != body || transcript.IsGiven(first) || transcript.IsTitle(first) || transcript.IsPartisan(first) {
		return ""
	}
	return body
}

// sideOf is whose line a speaker's words are: the person's own, or the body's that the speaker is or is the voice of.
func sideOf(e *attribution.Entity) (name, kind string) {
	party, kind := transcript.PartyOf(e)
	switch body := servedBody(e, party); {
	case body != "":
		return body, "institution"
	case strings.EqualFold(party, e.Name):
		return party, kind
	case e.Kind == attribution.Person && isVoiceOf(e, party, kind), e.Kind != attribution.Person && isItself(e, party):
		return party, kind
	case e.Kind == attribution.Person:
		return e.Name, "person"
	case e.Kind == attribution.Group:
		return e.Name, "group"
	}
	return e.Name, "institution"
}

// servedBody is the body that somebody is the spokesman of by what he is called, or whose seat stands for it; else "".
func servedBody(e *attribution.Entity, party string) string {
	for _, seat := range seats {
		if strings.TrimPrefix(e.Name, "the ") == seat || strings.Contains(e.Role, seat) && words.Any(words.FoldedSet(e.Role), func(word string) bool { return spokes[word] }) {
			return seat
		}
	}
	if body := spokenFor(e.Name); body != "" {
		return body
	}
	if strings.EqualFold(party, e.Name) {
		return servedBy(e.Role)
	}
	return ""
}

// isVoiceOf says whether a person's words are those of his party.
func isVoiceOf(e *attribution.Entity, party, kind string) bool {
	if kind != "state" && kind != "government" && !isOfBody(e, party) {
		return false
	}
	return speaksFor(e.Role, kind) || !transcript.IsProper(e.Name) && speaksFor(e.Name, kind) || isOfficial(e)
}

// isItself says whether people or a body are their party under another name: not "Ohio Democratic Party", which is not the Democratic Party, and no
// office of a state.
func isItself(e *attribution.Entity, party string) bool {
	if e.Kind == attribution.Organisation && strings.HasSuffix(e.Name, " "+party) {
		return false
	}
	return transcript.SameThing(e.Name, party) || e.Kind == attribution.Group && officials[words.Last(strings.ToLower(e.Name))] ||
		e.Kind == attribution.State && !slices.ContainsFunc(words.Folded(e.Name), func(word string) bool { return offices[word] })
}

// offices are parts of a state that speak for themselves.
var offices = words.List("department ministry office agency committee council court parliament senate congress commission bureau ministerium behörde gericht")

// isOfBody says whether somebody's role, or what he is called, names the body that he would speak for, and not one like it: Disney's
// chairman is not the Disney Channel's. Who heads a department of a school speaks for himself.
func isOfBody(e *attribution.Entity, party string) bool {
	if len(words.Split(party)) == 1 && cutBodies[strings.ToLower(party)] {
		return false // "Coalition" is what is left of "Coalition to Stop the Ferry"
	}
	if regions[strings.ToLower(words.Last(party))] {
		return false // a party's chairman in a county is not the county's voice
	}
	names := transcript.Capitalised([]string{e.Role}) != "" // "its chairman" names no other body
	called := words.Stems(e.Role + " " + e.Name)
	for _, word := range words.Split(party) {
		folded := strings.ToLower(word)
		if academic[folded] || names && folded != word && !words.Stop[folded] && !called[words.Stem(word)] {
			return false
		}
	}
	return true
}

// cutBodies are kinds of bodies that no name is without the words behind it.
var cutBodies = words.List("coalition alliance campaign committee group association league society friends citizens americans people voices families")

var regions = words.List("county city town village district township province region ward borough")

var academic = words.List("program programme institute center centre university laboratory lab school college faculty magazine project study clinic")

// writings are no speakers, though they say much.
var writings = words.List("editorial statement report letter ad story article column tweet memo lawsuit poll survey study book documents emails e-mail email")

// nobody are words for people that leave open which.
var nobody = words.List("first second third fourth fifth finally lastly meanwhile moreover furthermore groups group families relatives officers officials people members others companies firms scientists researchers scholars economists historians critics supporters opponents allies rivals advocates skeptics sceptics")

var (
	// sources are people by whom a paper knows, and no side.
	sources = words.List("aides analysts experts insiders observers sources strategists pundits")
	// anothers is of somebody who is not named: "the president's campaign".
	anothers = pattern.Lazy(`^[Tt]he \p{Ll}+[’']s `)
	// opposed are people of whom only the name of somebody else tells who they are.
	opposed = pattern.Lazy(`^\S+[’']s? (?:critics|supporters|opponents|rivals|allies)$`)
	// someGroup is people of whom the name does not tell which: "the rights group", "one Democrat".
	someGroup = pattern.Lazy(`^(?:[Tt]he (?:[\p{Ll}-]+ ?){1,3}|[Oo]ne .*)$`)
)

// oneOffice is an office of which a state has one: "the interior ministry", "the central bank".
var oneOffice = pattern.Lazy(`^[Tt]he (?:interior|foreign|finance|defen[cs]e|health|education|justice|labou?r|energy|transport|trade|agriculture|environment|economy|culture|` +
	`central|supreme|high|national|constitutional|federal|weather|electoral|election|audit|meteorological)(?: (?:\p{Ll}+))? (?:ministry|bank|court|service|commission|office|department|agency|authority)$`)

// brokenName has the bytes of one letter read as two: "FranÃ".
var brokenName = pattern.Lazy(`\p{Ll}[ÃÂ]|Ã[^\pL]|â€`)

// isSide says whether an entity can have lines: somebody with a name, a body, or people of a kind. "A woman" and "the front-runner"
// have none, whatever is known of them.
func isSide(e *attribution.Entity) bool {
	if !transcript.IsSide(e) || brokenName.MatchString(e.Name) || isSomebody(e) || isKindOnly(e) || isOfNobody(e) {
		return false
	}
	if e.Kind == attribution.Person {
		return isSurelyPerson(e)
	}
	return !someGroup.MatchString(e.Name) || oneOffice.MatchString(e.Name)
}

// isSomebody says whether a name is of one of many, of whom nobody knows which: "another skipper", "the Norvian liberal".
func isSomebody(e *attribution.Entity) bool {
	switch strings.ToLower(words.First(e.Name)) {
	case "a", "another", "one":
		return spokenFor(e.Name) == "" && !voiceOfOne.MatchString(e.Name) && !isVoiceOfAnother(e)
	case "an":
		return e.Kind != attribution.Person
	case "the":
		return transcript.IsPartisan(strings.ToLower(words.Last(e.Name)))
	}
	return false
}

// oneOfAKind is a kind of body alone: "heritage group".
var oneOfAKind = pattern.Lazy(`^\p{Ll}[\p{Ll}-]* (?:group|company|firm|charity|chain)$`)

// isKindOnly says whether a name tells what people or things are, and not which: "critics", "three senators", "a report".
func isKindOnly(e *attribution.Entity) bool {
	bare := strings.TrimPrefix(strings.ToLower(e.Name), "the ")
	if nobody[bare] || transcript.IsPartisan(bare) || writings[words.First(bare)] && !transcript.IsProper(words.First(e.Name)) {
		return true
	}
	if oneOfAKind.MatchString(e.Name) || transcript.IsTitle(strings.ToLower(e.Name)) && e.Kind == attribution.Organisation {
		return true
	}
	return e.Kind == attribution.Group && (sources[words.Last(bare)] || strings.ContainsAny(words.First(e.Name), "0123456789"))
}

// isOfNobody says whether whose an entity is cannot be told: a spokesman of a body that is not named, "Lund's critics".
func isOfNobody(e *attribution.Entity) bool {
	if spokes[strings.ToLower(e.Role)] && (e.Party.Name == "" || strings.EqualFold(e.Party.Name, e.Name)) {
		return true
	}
	return e.Kind == attribution.Group && (anothers.MatchString(e.Name) || opposed.MatchString(e.Name))
}

// isVoiceOfAnother says whether an entity is a spokesman without a name whose body the text names, or a state's official.
func isVoiceOfAnother(e *attribution.Entity) bool {
	if e.Party.Name == "" || strings.EqualFold(e.Party.Name, e.Name) || e.Party.Kind == "person" {
		return false
	}
	return spokes[words.Last(e.Name)] || ofOneBody.MatchString(e.Name) || isOfficial(e)
}

// isOfficial says whether somebody without a name is one of a state's officials: "a Norvian official", who speaks for it as they do.
func isOfficial(e *attribution.Entity) bool {
	return e.Kind == attribution.Person && e.Party.Kind == "state" && anOfficial.MatchString(e.Name)
}

var (
	anOfficial = pattern.Lazy(`^an? (?:[\pL.-]+ ){0,3}\p{Lu}[\pL.-]* (?:\p{Ll}+ ){0,2}(?:official|diplomat)$`)
	ofOneBody  = pattern.Lazy(`^(?:an? (?:[\pL-]+ )?)?spokes(?:man|woman|person) (?:for|of) (?:the )?\p{Lu}\S*$`)
)

// voiceOfOne is somebody who is not named and speaks for a person who is, or for a body of one word: "Ada Berg’s lawyer", "a spokesman for Berg",
// "a de Lund spokeswoman".
var voiceOfOne = pattern.Lazy(`^(?:\p{Lu}[\pL.’'-]* ){0,2}\p{Lu}[\pL.-]*[’']s? (?:rep|reps|representative|publicist|lawyer|attorney|agent|manager|spokes(?:man|woman|person))$|` +
	`^an? (?:rep|representative|publicist|lawyer|attorney|agent|spokes(?:man|woman|person)) for (?:\p{Lu}[\pL.’'-]*(?: |$)){1,3}$|` +
	`^an? (?:\p{Ll}{2,3} )?\p{Lu}[\pL.’'-]* spokes(?:man|woman|person)$`)

// isSurelyPerson says whether what a reading takes for a person has the name of one, or speaks for a body.
func isSurelyPerson(e *attribution.Entity) bool {
	given, last := strings.ToLower(words.First(e.Name)), strings.ToLower(words.Last(e.Name))
	switch whole := strings.Contains(e.Name, " "); {
	case voiceOfOne.MatchString(e.Name), isVoiceOfAnother(e):
		return true
	case !whole && e.Role == "" && attribution.CommonWord(last) && !transcript.IsGiven(last):
		return false // "Node", at the start of a sentence
	case whole && transcript.IsTitle(last) && !transcript.IsGiven(given):
		return false // "Indiana Governor": who is that?
	case transcript.IsProper(e.Name):
		return true
	}
	name, _ := sideOf(e)
	return !strings.EqualFold(name, e.Name)
}

// Media only tell what others say; their reporters, too.
var (
	outletWords = words.List(`news newspaper times post journal herald tribune gazette telegraph chronicle guardian reuters bloomberg magazine press
		observer courier inquirer examiner sentinel cnn nbc abc cbs bbc npr pbs msnbc cnbc politico huffpost axios buzzfeed afp ap dpa tass xinhua
		kyodo radio television tv mediaite variety deadline tmz gawker vox slate salon breitbart caller beast broadcaster network daily weekly zeitung spiegel tagesschau monde figaro pais mundo repubblica stampa
		globo folha volkskrant telegraaf gazeta wyborcza pravda atlas almanac yearbook advocate`)
	reporting = words.List(`reporter reporters correspondent journalist columnist editor anchor host insider presenter blogger moderator
		journalistin reporterin korrespondent korrespondentin periodista journaliste giornalista jornalista dziennikarz журналіст журналист`)
)

// heroes tells whom the articles are about: even a host or a paper has a line where the headline names it, or where nobody else says half as
// much. Who only passes on news seldom does.
func heroes(t *transcript.Transcript) func(*attribution.Entity) bool {
	const several = 4 // attributions
	said := map[string]int{}
	for _, source := range t.Sources {
		for _, a := range source.Reading.Attributions {
			if speaker := source.Speaker(a); speaker != nil && a.Sure {
				said[speaker.Name]++
			}
		}
	}
	counts := slices.Sorted(maps.Values(said))
	most := slices.Max(append(counts, several))
	if n := len(counts); n > 1 && 2*counts[n-2] > most {
		most = math.MaxInt // one of two: he asks, and another one answers
	}
	title := check.Headline(t)
	return func(e *attribution.Entity) bool {
		return namesAgain(title, e.Name) || e.Kind == attribution.Person && transcript.IsProper(e.Name) && said[e.Name] == most
	}
}

// isOutlet says whether an entity is a medium, or somebody who writes for one.
func isOutlet(r *attribution.Reading, e *attribution.Entity) bool {
	const most = 100 // mentions that are looked at: a medium is told to be one where it is named first
	mentions := e.Mentions[:min(len(e.Mentions), most)]
	all := words.Folded(e.Name)
	if len(all) > 0 && len(all) < 5 && outletWords[all[len(all)-1]] && (e.Kind != attribution.Person || len(all) == 1) || len(all) == 2 && outletWords[all[0]] && (all[1] == "news" || all[1] == "pollster") {
		return true
	}
	if station.MatchString(e.Name) {
		return true
	}
	if e.Kind != attribution.Person {
		// "The Hill" alone is a paper; the same word in outletWords would take everybody of that family for one.
		return e.Name == "Hill" || slices.ContainsFunc(mentions, func(m attribution.Span) bool { return asMedium.MatchString(r.Text[m.End:min(len(r.Text), m.End+60)]) })
	}
	head := complements.Split(e.Role, 2)[0] // "chairman of the Host Committee" is no host
	if slices.ContainsFunc(words.Folded(head), func(word string) bool { return reporting[word] }) || len(all) > 2 && slices.ContainsFunc(all[:2], func(word string) bool { return outletWords[word] }) {
		return true // also "Fox News Ann Lee"
	}
	if slices.ContainsFunc(words.Folded(head), func(word string) bool { return executives[word] || spokes[word] }) {
		return false // who runs a network does not report for it
	}
	return slices.ContainsFunc(mentions, func(m attribution.Span) bool {
		behind := ofOutlet.FindString(r.Text[m.End:min(len(r.Text), m.End+60)])
		before := whoseMan.FindStringSubmatch(r.Text[max(0, m.Start-40):m.End])
		return outletWords[strings.ToLower(words.Last(behind))] || before != nil && outletWords[strings.ToLower(before[1])]
	})
}

var executives = words.List("president chairman chairwoman chair ceo chief executive owner lawyer attorney")

// station is one of a network's: "CBS DFW", "Fox 4".
var station = pattern.Lazy(`^(?:CBS|NBC|ABC|FOX|Fox|CW|NPR|BBC)(?:[ -]?\d{1,2}| [A-Z]{2,4})$`)

// asMedium is what a medium is called behind its name: "The Hill, a political publication".
var asMedium = pattern.Lazy(`^, (?:an? |the )+(?:[\pL-]+ ){0,3}(?:(?:news )?(?:site|website|outlet|agency|service)|newspaper|paper|publication|magazine|blog|tabloid)\b`)

// ofOutlet is where a reporter writes: "Ann Lee of the Dunby Times".
var ofOutlet = pattern.Lazy(`^,? (?:of|for|at|in|with|from) (?:the |The )?(?:\p{Lu}[\pL’'.]* ?)+`)

// whoseMan ends on somebody whom a paper or a channel has: "CNN’s Ann Lee".
var whoseMan = pattern.Lazy(`(\pL+)[’']s (?:\p{Lu}[\pL’'.-]* ?){1,3}$`)

// endorsing is what a paper does in its own name.
var endorsing = stemsOf("endorse back support oppose urge")

// onlyReports says whether somebody's line would be news that he passes on, and no view of his own.
func onlyReports(r *attribution.Reading, e *attribution.Entity, cue string) bool {
	own := wanting
	if outletWords[strings.ToLower(words.Last(e.Name))] {
		own = endorsing
	}
	return isOutlet(r, e) && (cue == "" || !isOf(own, cue))
}
