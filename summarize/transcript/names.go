package transcript

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// titles stand before a name and are no part of it.
var titles = words.List(`mr mrs ms miss dr prof professor sir dame lord lady president vice premier prime minister chancellor king queen
	prince princess pope father sister rabbi imam sen senator rep representative gov governor mayor congressman congresswoman
	secretary judge justice attorney general gen admiral adm colonel col captain capt lieutenant lt sergeant sgt chief chairman
	chairwoman chair director former ex acting the a an herr frau monsieur madame señor señora
	jr sr ii iii`)

// IsTitle says whether a word in small letters stands before names and is no part of them.
func IsTitle(word string) bool { return titles[strings.Trim(word, ".")] }

// bare is a name's words in small letters, without titles and without compounds that are none, such as "Oscar-winner".
func bare(name string) []string {
	name = strings.Join(slices.DeleteFunc(strings.Fields(name), func(field string) bool {
		last, _ := utf8.DecodeRuneInString(field[strings.LastIndexByte(field, '-')+1:])
		return strings.Contains(field, "-") && unicode.IsLower(last)
	}), " ")
	return slices.DeleteFunc(words.Folded(name), func(word string) bool { return titles[strings.Trim(word, ".")] })
}

// Means says whether a name means an entity. A person's must have the family name, and no given name that is another one: Karl
// Berg is not Anna Berg. Of a body, one of the two must have all words of the other, or be another name for it.
func Means(name string, e *attribution.Entity) bool {
	if e.Kind == attribution.Person {
		return samePerson(name, e.Name) || name != "" && (strings.EqualFold(name, e.Party.Name) || strings.EqualFold(name, e.Role))
	}
	if shares(aliases.Of(name), aliases.Of(e.Name)) {
		return true
	}
	given, own, known := words.Stems(name), words.Stems(e.Name), words.Stems(e.Name+" "+e.Party.Name)
	return holds(known, given) || holds(given, own)
}

func holds(set, part map[string]bool) bool {
	return len(part) > 0 && !words.Any(part, func(word string) bool { return !set[word] })
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(id string) bool { return slices.Contains(b, id) })
}

// samePerson says whether two names may be one person's.
func samePerson(a, b string) bool {
	x, y := bare(a), bare(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) == 1 || len(y) == 1 { // a family name alone, or a given name alone
		return slices.Contains(x, y[len(y)-1]) || slices.Contains(y, x[len(x)-1])
	}
	last, lastThere := x[len(x)-1], y[len(y)-1]
	if last != lastThere && !shares(aliases.Of(words.Last(a)), aliases.Of(words.Last(b))) {
		return holds(setOf(x), setOf(y)) || holds(setOf(y), setOf(x)) // names in another order, or cut short
	}
	return slices.ContainsFunc(x[:len(x)-1], func(given string) bool {
		return slices.ContainsFunc(y[:len(y)-1], func(other string) bool { return aliases.SameGiven(given, other) })
	}) || !properGiven(x) || !properGiven(y)
}

// SameThing says whether two names are known for one thing.
func SameThing(a, b string) bool { return shares(aliases.Of(a), aliases.Of(b)) }

// IsGiven says whether a word in small letters is a given name.
func IsGiven(word string) bool { return aliases.IsGiven(word) }

// BaseForm is the base form of an irregular form of an English word; any other word comes back as it is.
func BaseForm(word string) string { return aliases.Base(word) }

func setOf(list []string) map[string]bool {
	set := map[string]bool{}
	for _, word := range list {
		set[word] = true
	}
	return set
}

// properGiven says whether a name has a word before its last one that is a given name, and not a role: "spokesman Karl Berg".
func properGiven(name []string) bool {
	return slices.ContainsFunc(name[:len(name)-1], func(word string) bool { return !attribution.CommonWord(word) || aliases.IsGiven(word) })
}

// Fuller is the one of two names for the same speaker that should be shown: the draft's, which is never replaced by a shorter or
// by another one, or the article's where the draft has the family name alone. What stands before that in the article's must be a
// given name, and not a role or a place that the reading took in: "Britain Liu Xiaming".
func Fuller(drafted, inArticle string) string {
	own, article := bare(drafted), bare(inArticle)
	if len(own) != 1 || len(article) < 2 || own[0] != article[len(article)-1] || !IsProper(inArticle) {
		return drafted
	}
	for _, word := range words.Split(inArticle)[:len(article)-1] {
		if aliases.IsPlace(word) || attribution.CommonWord(strings.ToLower(word)) && !aliases.IsGiven(word) {
			return drafted
		}
	}
	return inArticle
}

// IsProper says whether a name is a proper one: its last word has a capital. "The Russian leader" is none.
func IsProper(name string) bool {
	all := strings.Fields(name)
	if len(all) == 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(all[len(all)-1], "(“\"'’"))
	return !unicode.IsLower(first)
}

// FullName is the articles' own name for a speaker, where somebody whom the given sentences mention goes by a fuller one.
func (t *Transcript) FullName(name string, numbers []int) string {
	full := name
	t.EachEntityIn(numbers, func(e *attribution.Entity) {
		if Means(name, e) && e.Kind == attribution.Person && samePerson(name, e.Name) {
			full = Fuller(full, e.Name)
		}
	})
	return full
}

// EntityNamed is the entity that a name means, the most mentioned one first; nil when there is none.
func (t *Transcript) EntityNamed(name string) *attribution.Entity {
	if known, ok := t.named.Load(name); ok {
		return known.(*attribution.Entity)
	}
	found := t.entityNamed(name)
	t.named.Store(name, found)
	return found
}

func (t *Transcript) entityNamed(name string) *attribution.Entity {
	var places []int
	for key := range nameKeys(name) {
		places = append(places, t.ranked().places[key]...)
	}
	slices.Sort(places)
	var found *attribution.Entity
	for _, place := range slices.Compact(places) {
		switch e := t.ranked().entities[place]; {
		case strings.EqualFold(e.Name, name):
			return e // and not a namesake who is mentioned more
		case found == nil && Means(name, e):
			found = e
		}
	}
	return found
}

// A ranking is the entities of all sources, the most mentioned first, with their places in it by the words and other names that
// they share with whatever may mean them.
type ranking struct {
	entities []*attribution.Entity
	places   map[string][]int
}

func (t *Transcript) rank() ranking {
	const most = 64 // that share a word: only an invented text has more
	r := ranking{places: map[string][]int{}}
	for _, source := range t.Sources {
		for i := range source.Reading.Entities {
			r.entities = append(r.entities, &source.Reading.Entities[i])
		}
	}
	slices.SortStableFunc(r.entities, func(a, b *attribution.Entity) int { return len(b.Mentions) - len(a.Mentions) })
	for place, e := range r.entities {
		for key := range nameKeys(e.Name, e.Party.Name, e.Role) {
			if len(r.places[key]) < most {
				r.places[key] = append(r.places[key], place)
			}
		}
	}
	return r
}

// nameKeys are the stems of all words of names, and the ids of what they may mean. Whatever [Means] takes for one has one in common.
func nameKeys(names ...string) map[string]bool {
	keys := map[string]bool{}
	for _, name := range names {
		for _, word := range words.Folded(name) {
			keys[words.Stem(word)] = true
		}
		for _, id := range append(aliases.Of(name), aliases.Of(words.Last(name))...) {
			keys["="+id] = true
		}
	}
	return keys
}

// RoleOf is the role of the entity that a name means, as the article words it, or "".
func (t *Transcript) RoleOf(name string) string {
	if e := t.EntityNamed(name); e != nil && e.Kind == attribution.Person && samePerson(name, e.Name) {
		return e.Role
	}
	return ""
}

// KindOf is what kind of party a name is, as far as the reading knows; else "group".
func (t *Transcript) KindOf(name string) string {
	e := t.EntityNamed(name)
	if e == nil {
		return "group"
	}
	if party, kind := PartyOf(e); strings.EqualFold(party, name) || e.Kind != attribution.Person {
		return kind
	}
	return "person"
}

// HasName says whether a text has all words of a name that have a capital, in any form, or other names for them. Of a
// political party, the word "Party" may be left out. A name without capitals is a group's; of it all words count.
func HasName(text, name string) bool {
	wanted := words.Split(Capitalised([]string{name}))
	if wanted = slices.DeleteFunc(wanted, func(w string) bool { return w == "Party" || titles[strings.ToLower(w)] }); len(wanted) == 0 {
		wanted = slices.DeleteFunc(words.Split(name), func(w string) bool { return words.Stop[strings.ToLower(w)] })
	}
	if len(wanted) == 0 {
		return false
	}
	things := aliases.In(text)
	if slices.ContainsFunc(aliases.Of(name), func(id string) bool { return things[id] }) {
		return true
	}
	stems := words.Stems(text)
	return !slices.ContainsFunc(wanted, func(word string) bool { return !stems[words.Stem(word)] && !anyOf(things, aliases.Of(word)) })
}

func anyOf(things aliases.Set, ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return things[id] })
}

// Occurs says whether every word of a name that is one stands in the articles, under that or another name for the same thing. A
// group without a name, such as "analysts", may go by any words; see [Transcript.OccursWhole].
func (t *Transcript) Occurs(name string) bool {
	all := words.Split(name)
	if len(all) == 0 {
		return false
	}
	if anyOf(t.things(), aliases.Of(name)) || t.EntityNamed(name) != nil {
		return true
	}
	names := slices.DeleteFunc(slices.Clone(all), func(word string) bool {
		folded := strings.ToLower(word)
		return folded == word || attribution.CommonWord(folded) && !t.IsName(word) && (t.hasStem(word) || groupWords[folded])
	})
	return !slices.ContainsFunc(names, func(word string) bool { return !t.knows(word) })
}

// OccursWhole says whether all words of a name stand in the articles, those without a capital too. A given name or a place before
// them may come from outside, as every reader knows it: "Barack" of Obama, "Minnesota" of a team.
func (t *Transcript) OccursWhole(name string) bool {
	all := words.Split(name)
	if anyOf(t.things(), aliases.Of(name)) {
		return true
	}
	for i, word := range all {
		folded := strings.ToLower(word)
		before := i < len(all)-1 && (aliases.IsGiven(word) || aliases.IsPlace(word))
		if !before && !t.knows(word) && !t.hasStem(word) && !words.Stop[folded] && !groupWords[folded] {
			return false
		}
	}
	return true
}

// groupWords are what readers call people who have no name in common, in whatever words the article has them.
var groupWords = words.List(`analysts experts economists scientists researchers historians officials critics supporters opponents rivals allies
	voters residents activists campaigners protesters lawmakers members attendees columnist columnists writer author editors board campaign
	government administration officials workers unions industry`)

func (t *Transcript) knows(word string) bool {
	folded := strings.ToLower(word)
	return t.words[folded] || titles[folded] || words.Stop[folded] || t.Names(word)
}

// Names says whether the articles name the same thing or person as a word, under another name.
func (t *Transcript) Names(word string) bool {
	if anyOf(t.things(), aliases.Of(word)) || len(word) > 1 && strings.ToUpper(word) == word && slices.ContainsFunc(t.Sentences, func(s Sentence) bool { return !s.Order && Initials(s.Text, word) }) {
		return true
	}
	folded := strings.ToLower(word)
	return aliases.IsGiven(folded) && words.Any(t.words, func(known string) bool { return len(known) > 2 && t.IsName(known) && aliases.SameGiven(folded, known) })
}

func (t *Transcript) hasStem(word string) bool { return t.stems()[words.Stem(word)] }

// SentenceWith is the number of the first sentence that has a word, under any name; 0 when none has.
func (t *Transcript) SentenceWith(word string) int {
	return 1 + slices.IndexFunc(t.Sentences, func(s Sentence) bool { return !s.Order && HasName(s.Text, word) })
}

// Initials says whether capitalised words that stand in a row in a text begin with the letters of an acronym; small words
// between them are passed over.
func Initials(text, acronym string) bool {
	letters := []rune(strings.ToLower(strings.ReplaceAll(acronym, ".", "")))
	at := 0
	for _, word := range words.Split(text) {
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case at < len(letters) && unicode.IsUpper(first) && unicode.ToLower(first) == letters[at]:
			at++
		case words.Stop[word] && at > 0:
		case unicode.IsUpper(first) && unicode.ToLower(first) == letters[0]:
			at = 1
		default:
			at = 0
		}
		if at == len(letters) {
			return at > 1
		}
	}
	return false
}

// Capitalised joins the words of names that have a capital: of "residents of Halvik", Halvik.
func Capitalised(names []string) string {
	all := strings.Fields(strings.Join(names, " "))
	return strings.Join(slices.DeleteFunc(all, func(word string) bool { return strings.ToLower(word) == word }), " ")
}

// IsSide tells who can have a stake from what only carries words: persons, bodies and people of a kind, with a capital or not; no
// reports, polls, documents, images, and not "a young woman".
func IsSide(e *attribution.Entity) bool {
	name, _ := PartyOf(e)
	own := headOf(e.Name)
	if Carries(e) || carriers[headOf(name)] && !IsProper(e.Name) {
		return false
	}
	if first := words.First(e.Name); e.Kind != attribution.Person && ownings[first] {
		return false // "neither Republicans"
	}
	if strings.ToLower(name) != name && (!opensOnly(name) || !peopleNoun(own) || !strings.EqualFold(name, e.Name)) {
		return true // "the Norvian government" is of Norvia, "Drivers" of nobody
	}
	return isGroupName(name)
}

// opensOnly says whether only the first letter of a name is a capital.
func opensOnly(name string) bool {
	_, size := utf8.DecodeRuneInString(name)
	return strings.ToLower(name[size:]) == name[size:]
}

// isGroupName says whether a name in small letters is one of people: "opponents of the closure", "the drivers’ union". A body needs
// a word that tells which; people without any ("officials") are nobody.
func isGroupName(name string) bool {
	all := words.Folded(name)
	if len(all) > 0 && (all[0] == "the" || all[0] == "a" || all[0] == "an") {
		all = all[1:]
	}
	if len(all) == 0 || ownings[all[0]] {
		return false
	}
	head := headOf(name)
	return people[head] || bodies[head] && len(all) > 1
}

func peopleNoun(head string) bool { return people[head] || bodies[head] }

var ownings = words.List("his her their its my our your some many most other others several those these two three four five six both such all no any more neither either none")

// isLabel is a firm that calls itself by what it puts out: "Halvik Records".
var isLabel = pattern.Lazy(`^(?:The )?\p{Lu}\S*(?: \p{Lu}\S*)* (?:Records|Pictures|Books)$`)

// Carries says whether an entity is a thing that words stand in or that shows something, so that somebody else speaks: a poll, a
// statement, "anything".
func Carries(e *attribution.Entity) bool {
	return carriers[headOf(e.Name)] && !isLabel.MatchString(e.Name) && (e.Kind != attribution.Person || !IsProper(e.Name) || len(strings.Fields(e.Name)) == 1 && carriers[strings.ToLower(e.Name)])
}

// headOf is the noun that a name is of: of "opponents of the closure", opponents.
func headOf(name string) string {
	all := strings.Fields(strings.ToLower(name))
	if at := slices.IndexFunc(all, func(word string) bool { return complements[word] }); at > 0 {
		all = all[:at]
	}
	if len(all) == 0 {
		return ""
	}
	return strings.Trim(all[len(all)-1], ",.’'")
}

var (
	complements = words.List("of for from in at on by near against with to who that behind around across outside")
	// carriers are what words stand in, or what shows something: they hold no view.
	carriers = words.List(`image images footage video videos data report reports poll polls survey surveys statement statements document documents
		email emails e-mail e-mails letter letters study studies analysis analyses figure figures evidence record records filing filings lawsuit
		complaint bill rule rules article articles story stories book film movie photo photos photograph photographs picture pictures tweet tweets
		post posts message messages memo transcript recording recordings ad ads advert adverts website websites results result findings statistics
		test tests map maps chart index audit review inquiry probe investigation agreement deal plan proposal decision ruling debate strategy policy move attack incident interview
		speech remarks comments anything nothing something everything nobody point law laws indictment affidavit sign signs`)
	people = words.List(`advocates opponents supporters critics residents prosecutors lawyers attorneys workers drivers teachers students doctors nurses
		parents farmers investigators experts scientists researchers economists analysts activists campaigners protesters protestors demonstrators
		organisers organizers unions employers employees lawmakers legislators senators councillors councilors conservatives liberals neighbours
		neighbors owners traders investors shareholders fishermen pilots dockers miners police detectives conservationists environmentalists
		scholars historians developers landlords tenants passengers commuters survivors relatives families rebels separatists insurgents militants
		rights-groups groups charities businesses retailers exporters importers producers growers regulators watchdogs backers rivals allies
		firefighters officers paramedics academics clergy bishops priests volunteers donors creditors prisoners refugees migrants pensioners`)
	bodies = words.List(`union group association council committee board coalition campaign company government administration ministry office department
		agency court commission organisation organization club league foundation hospital school university bank regulator watchdog charity
		federation alliance party authority service network institute firm society chamber parliament opposition`)
)

// PartyOf is the party that an entity speaks for, or the entity itself.
func PartyOf(e *attribution.Entity) (name, kind string) {
	if e.Party.Name != "" {
		return e.Party.Name, e.Party.Kind
	}
	switch e.Kind {
	case attribution.State:
		return e.Name, "state"
	case attribution.Organisation:
		return e.Name, "institution"
	case attribution.Group:
		return e.Name, "group"
	}
	return e.Name, "person"
}
