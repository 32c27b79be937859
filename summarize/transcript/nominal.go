package transcript

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// An office is what a noun phrase without a name tells of somebody, or a text of somebody whom it names.
type office struct {
	state  string          // the id of a state of the US, "" where none is told
	party  string          // the name of a political party, "" where none is told
	ranks  map[string]bool // what ranks tells: "senator"
	former bool
}

// ranks are the nouns of who holds or seeks an office, each with what it is asked by. A lawmaker is a senator or a representative.
var ranks = map[string]string{
	"senator": "senator", "sen": "senator", "governor": "governor", "gov": "governor",
	"congressman": "representative", "congresswoman": "representative", "representative": "representative", "rep": "representative",
	"lawmaker": "lawmaker", "legislator": "lawmaker", "nominee": "nominee", "front-runner": "front-runner", "frontrunner": "front-runner",
	"candidate": "candidate", "hopeful": "candidate", "contender": "candidate",
}

// leaningParties are the parties that the words for their people and people's leanings name.
var leaningParties = map[string]string{"republican": "Republican Party", "gop": "Republican Party", "democrat": "Democratic Party", "democratic": "Democratic Party"}

// fillers say nothing of who somebody is that has to be borne out.
var fillers = words.List("presumptive presumed presidential likely current longtime veteran senior junior incumbent freshman independent first-term two-term")

// mergeNominals gives what somebody without a name says ("the Vermont senator", "the presumptive Republican nominee") to the one person
// of whom the text tells that he is that. Where it tells it of nobody, or of two, the words stay. English only.
func mergeNominals(r *attribution.Reading) {
	into := map[int]int{}
	var holders []office
	for i := range r.Entities {
		wanted, understood := nominalOffice(&r.Entities[i])
		if !understood {
			if who := holderOfTitle(r, i); who >= 0 {
				into[i] = who
			}
			continue
		}
		if holders == nil {
			holders = holdersOf(r)
		}
		who := soleHolder(r, holders, wanted)
		if who == none {
			who = holderBefore(r, holders, wanted, r.Entities[i].Mentions[0])
		}
		if who >= 0 {
			into[i] = who
		}
	}
	if len(into) > 0 {
		mergeEntities(r, into)
	}
}

// holderOfTitle is the index of the one person whose role is the title that an entity without a name goes by, in the body that it has before it: "the Tern
// boss" is the chief executive of Tern Marine. Of two, it is the one of whom the sentence before tells. none where there is none, or they are two still.
func holderOfTitle(r *attribution.Reading, nominal int) int {
	title := bodysTitle.FindStringSubmatch(r.Entities[nominal].Name)
	if title == nil {
		return none
	}
	var holders []int
	for i := range r.Entities {
		if e := &r.Entities[i]; i != nominal && e.Kind == attribution.Person && isWholeName(e.Name) && hasTitleIn(e.Role, title[1], sameTitles[strings.ToLower(title[2])]) {
			holders = append(holders, i)
		}
	}
	if len(holders) > 1 {
		told := r.Entities[nominal].Mentions[0].Start
		before := attribution.Span{Start: r.Sentences[max(0, sentenceAt(r, told)-1)].Start, End: told}
		holders = slices.DeleteFunc(holders, func(i int) bool { return !isMentionedIn(&r.Entities[i], before) })
	}
	if len(holders) != 1 {
		return none
	}
	return holders[0]
}

// hasTitleIn says whether a role is one of the titles, in a body whose name begins so.
func hasTitleIn(role, body string, titles *pattern.Expression) bool {
	before, behind, found := strings.Cut(role, body)
	other := strings.ToLower(before + behind)
	if ofPart := headOfPart.MatchString(strings.ToLower(before)); !found || ofPart || isPast(role) || strings.Contains(other, "deputy ") {
		return false
	}
	return titles.MatchString(other)
}

// headOfPart is of who leads a part of a body: "head of fish research at" Tern Marine.
var headOfPart = pattern.Lazy(` (?:of|for) .* (?:at|of|in|with|for) (?:the )?$`)

// bodysTitle is a body and the title of its first.
var bodysTitle = pattern.Lazy(`^(?:the )?(\p{Lu}[\pL&-]+(?: \p{Lu}[\pL&-]+)?) (CEO|boss|chief executive|[Cc]hairman|[Cc]hairwoman|chief|head|coach|manager)$`)

// sameTitles are the titles that each title may mean.
var sameTitles = map[string]*pattern.Expression{
	"ceo": anyChief, "boss": anyChief, "chief executive": anyChief, "chief": anyChief, "head": anyChief,
	"chairman": pattern.Lazy(`\bchairman\b`), "chairwoman": pattern.Lazy(`\bchairwoman\b`), "coach": pattern.Lazy(`\bcoach\b`), "manager": pattern.Lazy(`\bmanager\b`),
}

// anyChief is a title of who leads a firm or an office.
var anyChief = pattern.Lazy(`\b(?:ceo|chief executive(?: officer)?|boss|head|chief|managing director|director general)(?: of| at|$|,)`)

// nominalOffice reads the office off the name of an entity that has none: "the Republican senator". It is understood where every word is,
// and there are enough of them to tell somebody from others.
func nominalOffice(e *attribution.Entity) (told office, understood bool) {
	rest, found := strings.CutPrefix(e.Name, "the ")
	all := strings.Fields(rest)
	if !found || len(all) < 2 || len(all) > 6 {
		return office{}, false
	}
	told.ranks = map[string]bool{}
	for at := 0; at < len(all); {
		used := told.take(all[at:])
		if used == 0 {
			return office{}, false
		}
		at += used
	}
	last := strings.ToLower(all[len(all)-1])
	return told, (ranks[last] != "" || leaningParties[last] != "") && (told.state != "" || told.party != "" && len(told.ranks) > 0)
}

// take adds what the first words tell, and says how many they are: 0 where it does not know them.
func (o *office) take(all []string) int {
	for n := min(2, len(all)); n > 0; n-- {
		if id := stateID(strings.Join(all[:n], " ")); id != "" {
			o.state = id
			return n
		}
	}
	word := strings.ToLower(all[0])
	switch {
	case ranks[word] != "":
		o.ranks[ranks[word]] = true
	case leaningParties[word] != "":
		o.party = leaningParties[word]
	case word == "former":
		o.former = true
	case !fillers[word]:
		return 0
	}
	return 1
}

// stateID is the id of the state of the US that a name is of, or "".
func stateID(name string) string {
	for _, id := range aliases.Of(name) {
		if strings.HasPrefix(id, "usstate:") {
			return id
		}
	}
	return ""
}

// holdersOf are the offices that a reading tells of its entities, an empty one of what is no person.
func holdersOf(r *attribution.Reading) []office {
	holders := make([]office, len(r.Entities))
	for i := range r.Entities {
		if e := &r.Entities[i]; e.Kind == attribution.Person && words.StartsUpper(e.Name) {
			holders[i] = officeOf(r, e)
		}
	}
	return holders
}

var (
	// stateBehind is the state behind a name: " (R-Ky.)", ", D-Ohio,", ", a Republican from Ohio,", " of New Mexico".
	stateBehind = pattern.Lazy(`^,? (?:\(?([RDI]-)|\([RD]\) ?of |\(|(?:(?:an? )?(?:Republican|Democrat|independent) )?(?:of|from) )(\p{Lu}[\pL.]+(?: \p{Lu}\pL+)?)`)
	// partisanBehind is one in front of a party's people: ", a New Mexico Republican who".
	partisanBehind = pattern.Lazy(`^(?:, | \()an? (\p{Lu}\pL+(?: \p{Lu}\pL+)?) (?:Republican|Democrat|independent)\b`)
)

// officeOf is all that the words at the names of somebody tell of his office.
func officeOf(r *attribution.Reading, e *attribution.Entity) office {
	o := office{ranks: map[string]bool{}}
	if e.Party.Kind == "political party" {
		o.party = e.Party.Name
	}
	o.tell(e.Role)
	for _, m := range e.Mentions {
		text := r.Text[m.Start:m.End]
		o.tell(strings.TrimSuffix(text, e.Name))
		if o.state == "" {
			o.state = stateAt(behindName(r, m, e.Name))
		}
	}
	return o
}

// behindName is what stands behind the last word of a name in a mention, which may go on: "Senator Ada Berg of Ohio". "" where the mention
// has no such word.
func behindName(r *attribution.Reading, m attribution.Span, name string) string {
	const behind = 40 // bytes
	at := strings.LastIndex(r.Text[m.Start:m.End], lastField(name))
	if at < 0 {
		return ""
	}
	end := m.Start + at + len(lastField(name))
	return r.Text[end:min(len(r.Text), end+behind)]
}

// stateAt is the id of the state that the words behind a name tell, or "".
func stateAt(rest string) string {
	if found := stateBehind.FindStringSubmatch(rest); found != nil {
		if id := cmp.Or(stateID(found[2]), stateID(words.First(found[2]))); id != "" || found[1] == "" {
			return id
		}
		return stateID("D-" + found[2]) // a code that is a word elsewhere: "OK", "OR"
	}
	if found := partisanBehind.FindStringSubmatch(rest); found != nil {
		return cmp.Or(stateID(found[1]), stateID(words.First(found[1])))
	}
	return ""
}

// tell adds what a role tells: "Wisconsin Gov.".
func (o *office) tell(role string) {
	all := strings.Fields(strings.NewReplacer("’s", "", "'s", "", ",", "", "(", "", ")", "").Replace(role))
	for at := 0; at < len(all); {
		word := strings.TrimSuffix(strings.ToLower(all[at]), ".")
		if ranks[word] != "" && at > 0 && strings.EqualFold(all[at-1], "presidential") && at > 1 && strings.EqualFold(all[at-2], "vice") {
			at++
			continue
		}
		if ranks[word] != "" {
			o.ranks[ranks[word]] = true
		}
		at += max(1, o.take(all[at:]))
	}
}

const (
	none    = -1
	several = -2
)

// soleHolder is the index of the one entity who fits an office; none, or several.
func soleHolder(r *attribution.Reading, holders []office, wanted office) int {
	if wanted.ranks["candidate"] && strings.Contains(r.Text, "candidates") {
		return several // there are others, whether named so or not
	}
	found := none
	for i := range holders {
		if !holders[i].fits(wanted) {
			continue
		}
		if found >= 0 {
			return several
		}
		found = i
	}
	return found
}

// holderBefore is who alone is named in the sentence before the one of a mention and may hold the office, of whom the text tells an office
// but no state; none else. News names nobody so of whom it has not just spoken: "Speaker Ada Berg said no. The Ohio Republican …".
func holderBefore(r *attribution.Reading, holders []office, wanted office, m attribution.Span) int {
	at := sort.Search(len(r.Sentences), func(n int) bool { return r.Sentences[n].End > m.Start })
	if wanted.state == "" || at == 0 || at == len(r.Sentences) {
		return none
	}
	before, found := r.Sentences[at-1], none
	for i := range r.Entities {
		if holders[i].ranks == nil || !isMentionedIn(&r.Entities[i], attribution.Span{Start: before.Start, End: m.Start}) {
			continue
		}
		if found != none || !holders[i].mayHold(wanted, r.Entities[i].Role) {
			return none
		}
		found = i
	}
	return found
}

func isMentionedIn(e *attribution.Entity, span attribution.Span) bool {
	return slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool { return m.Start >= span.Start && m.End <= span.End })
}

// mayHold says whether somebody in a role of whom the text tells no state may hold an office of one.
func (o office) mayHold(wanted office, role string) bool {
	if o.state != "" || o.party != "" && wanted.party != "" && o.party != wanted.party {
		return false
	}
	if len(wanted.ranks) == 0 {
		return role != ""
	}
	wanted.state = ""
	return o.fits(wanted)
}

// fits says whether somebody holds an office as it is wanted.
func (o office) fits(wanted office) bool {
	isTold := len(o.ranks) > 0 || o.state != ""
	inState := wanted.state == "" || wanted.state == o.state
	atTime := len(wanted.ranks) == 0 || wanted.former == o.former
	return isTold && inState && atTime && o.fitsParty(wanted) && o.hasRanks(wanted.ranks)
}

// fitsParty says whether somebody is of the party of an office: in a state he may be of one that nobody told.
func (o office) fitsParty(wanted office) bool {
	return wanted.party == "" || o.party == wanted.party || o.party == "" && wanted.state != ""
}

// hasRanks says whether somebody has all ranks: senators and representatives are lawmakers, too.
func (o office) hasRanks(wanted map[string]bool) bool {
	for rank := range wanted {
		isLawmaker := rank == "lawmaker" && (o.ranks["senator"] || o.ranks["representative"])
		if !o.ranks[rank] && !isLawmaker {
			return false
		}
	}
	return true
}

// mergeEntities makes entities the same as others: what they say is theirs, and so is where they are mentioned.
func mergeEntities(r *attribution.Reading, into map[int]int) {
	place := make([]int, len(r.Entities))
	var kept []attribution.Entity
	for i, e := range r.Entities {
		if _, gone := into[i]; !gone {
			place[i] = len(kept)
			kept = append(kept, e)
		}
	}
	for from, to := range into {
		place[from] = place[to]
		e := &kept[place[to]]
		e.Mentions = append(slices.Clone(e.Mentions), r.Entities[from].Mentions...)
		slices.SortFunc(e.Mentions, func(a, b attribution.Span) int { return a.Start - b.Start })
	}
	r.Entities = kept
	for i := range r.Attributions {
		a := &r.Attributions[i]
		if a.Speaker >= 0 {
			a.Speaker = place[a.Speaker]
		}
		for k := range a.Others {
			a.Others[k].Entity = place[a.Others[k].Entity]
		}
		a.Others = slices.DeleteFunc(a.Others, func(c attribution.Candidate) bool { return c.Entity == a.Speaker })
	}
}
