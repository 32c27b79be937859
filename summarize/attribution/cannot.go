package attribution

import (
	"slices"
	"strings"
)

// What cannot be: hard rules of who speaks and of whom a pronoun means. Each holds for any article, and stands before the
// learned tables, which know only what is likely.

// hashWords is the set of the hashes of the words of a list.
func hashWords(words ...string) map[uint64]bool {
	set := make(map[uint64]bool, len(words))
	for _, w := range words {
		set[hashWord(w)] = true
	}
	return set
}

var (
	subjectPronouns = hashWords("he", "she", "they", "it")
	clauseBreaks    = hashWords("when", "while", "after", "before", "because", "since", "although", "though", "as", "until", "if", "whereas")
	fronters        = hashWords("when", "while", "after", "before", "because", "although", "though", "as", "if", "once")
)

// isSubjectPronoun reports whether mention m is "he", "she", "they" or "it" before a verb.
func (s *scan) isSubjectPronoun(m int32) bool {
	x := &s.mentions[m]
	if x.kind != pronoun || !subjectPronouns[s.tokens[x.head].hash] {
		return false
	}
	n := s.around(int(x.head), 1)
	if n.tag == tagAdverb || n.in(negation) {
		n = s.around(int(x.head), 2)
	}
	return n.tag.isFinite() || n.in(auxiliary|modal|speech)
}

// reachOf is the token at which what the subject at mention m commands ends: its clause with the clauses that are objects
// in it. A comma, a conjunction of clauses, an adverbial clause or a quotation end it.
func (s *scan) reachOf(m int32) int {
	x := &s.mentions[m]
	i := int(x.to)
	for ; i < len(s.tokens) && s.tokens[i].sent == s.tokens[x.head].sent; i++ {
		t := &s.tokens[i]
		if t.quote >= 0 || t.kind == mark || t.sign == ',' || t.sign == ';' || t.sign == ':' || isDash(t.sign) || t.in(conjunction) || clauseBreaks[t.hash] {
			break
		}
	}
	return i
}

// namedByOwnVerb reports whether entity e is named in the reach of the subject pronoun at mention m. A subject pronoun is
// nobody who is named there: in "she accused Tall Ship" she is not Tall Ship, and in "he said Doe would win" he is not Doe.
// Reporters break the rule with possessors far off only: "he says the board found that Doe's microphone failed".
func (s *scan) namedByOwnVerb(m, e int32, reach int) bool {
	for k := m + 1; k < int32(len(s.mentions)) && int(s.mentions[k].from) < reach; k++ {
		y := &s.mentions[k]
		if y.kind == named && y.entity == e && (s.around(int(y.to)-1, 1).tag != tagEnding || s.finiteBetween(int(s.mentions[m].to)+1, int(y.from)) == 0) {
			return true
		}
	}
	return false
}

// finiteBetween counts the verbs in tokens [from, to) that can be their clauses' own.
func (s *scan) finiteBetween(from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		n += boolInt(s.tokens[i].tag.isFinite() || s.tokens[i].in(auxiliary))
	}
	return n
}

// Endings of plurals that mean people nearly always, and words that end so and do not.
var (
	peopleEndings = []string{"ers", "ors", "ists", "ians", "crats", "men", "women", "ees", "ants", "people", "folk", "cans", "tives", "kers", "youths", "teens"}
	otherPeople   = hashWords("advocates", "diplomats", "academics", "scholars", "skeptics", "sceptics", "advocate", "announcer", "anthropologist", "attendee",
		"boy", "caller", "cashier", "centrist", "checker", "child", "co-founder", "commenter", "confidant", "confidante", "custodian", "dean", "designer",
		"documentarian", "editor", "employer", "fact-checker", "fan", "foe", "graduate", "guard", "guy", "gunman", "heckler", "impostor", "incumbent",
		"insider", "interviewer", "introducer", "investor", "leadership", "lobbyist", "look-alike", "management", "narrator", "occupier", "opposition",
		"partner", "pediatrician", "pilot", "politician", "producer", "proponent", "prosecution", "questioner", "radioman", "reader", "revolutionary",
		"shareholder", "speechwriter", "spouse", "staff", "staffer", "user", "viewer", "winner")
	notPeople = hashWords("papers", "numbers", "orders", "offers", "matters", "letters", "powers", "errors", "factors", "doors", "floors", "colors",
		"colours", "rumors", "rumours", "wonders", "answers", "dollars", "towers", "servers", "computers", "barriers", "borders", "centers",
		"quarters", "headquarters", "chapters", "disasters", "posters", "stickers", "banners", "covers", "fingers", "shoulders", "tears",
		"motors", "sectors", "indicators", "behaviors", "flavors", "favors", "mirrors", "initiatives", "motives", "narratives", "perspectives",
		"alternatives", "incentives", "objectives", "directives", "negatives", "positives", "archives", "pants", "grants", "plants", "restaurants",
		"committees", "fees", "trees", "degrees", "guarantees", "specimen", "regimen", "others", "newspapers", "flyers", "fliers", "transfers", "figures",
		"markers", "trailers", "containers", "filters", "registers", "sweaters", "bombers", "trackers", "stakes", "measures", "tenders", "ladders", "meters",
		"variants", "accelerants", "pollutants", "tankers", "steamers", "boosters", "burners", "corners", "manners", "summers",
		"winters", "dinners", "suppers", "waters", "layers", "theaters", "theatres", "semesters", "monitors", "processors", "reactors", "tractors",
		"vectors", "corridors", "metaphors", "ships")
)

// ofPeople reports whether the noun at the token means people or a body, as far as the lexicon and its ending tell.
func (s *scan) ofPeople(h *token) bool {
	if h.in(groupNoun | title | bodyNoun | partisan | male | female | bodyWord | companyWord) {
		return !documents[h.hash]
	}
	if !h.is(plural) && h.tag != tagNoun || notPeople[h.hash] {
		return false
	}
	if otherPeople[h.hash] {
		return true
	}
	w := strings.ToLower(s.text[h.Start:h.End])
	for _, end := range peopleEndings {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// documents are the nouns of what people write, which the lexicon has among those that "say".
var documents = hashWords("report", "reports", "poll", "polls", "survey", "surveys", "study", "studies", "statement", "statements", "letter", "letters", "email",
	"emails", "e-mail", "memo", "memos", "document", "documents", "lawsuit", "lawsuits", "complaint", "complaints", "filing", "filings", "ad", "ads",
	"editorial", "editorials", "article", "articles", "rules", "text", "remarks", "speech", "affidavit", "indictment", "website", "site", "page", "book",
	"tweet", "tweets", "post", "posts", "headline", "headlines", "transcript", "transcripts", "images", "image", "footage", "video", "videos", "data",
	"figures", "numbers", "records", "evidence", "research", "analysis", "agreement", "deal", "order", "law", "bill", "ruling", "message", "messages",
	"release", "releases", "petition", "petitions", "summary", "column", "columns", "op-ed", "op-eds", "brief", "briefs", "clip", "clips", "film", "films",
	"movie", "memoir", "memoirs", "biography", "note", "notes", "readout", "legislation", "amendment", "publication", "documentary")

// frontedSubject is the subject of the clause that stands before the pronoun at mention m and its comma, in "When Doe met
// Roe at the summit, he said": two clauses joined so keep their subject. It is -1 where no such clause stands there.
func (s *scan) frontedSubject(m int32) int32 {
	x := &s.mentions[m]
	sent := s.tokens[x.head].sent
	first := s.first[sent]
	if x.from < first+4 || !fronters[s.tokens[first].hash] || s.tokens[x.from-1].sign != ',' || !s.isSubjectPronoun(m) {
		return -1
	}
	for k := s.mentionsFrom[sent]; k < m; k++ {
		if y := &s.mentions[k]; y.from == first+1 && y.kind != pronoun && s.verbFollows(y) {
			return k
		}
	}
	return -1
}

// soleSubject is the subject of the sentence before the pronoun at mention m where it is the only one there who agrees, the
// sentence stands in the same paragraph and is the reporter's own, and nobody is named since: "Mr. Doe was defiant. “Never,”
// he said". It is -1 else.
func (s *scan) soleSubject(m int32) int32 {
	h := &s.tokens[s.mentions[m].head]
	if !h.in(proHe|proShe|proThey) || !s.isSubjectPronoun(m) || !s.goesOnFromSentence(m) {
		return -1
	}
	k := s.firstNarrated(m, h.sent-1)
	if k < 0 || !s.isClearSubject(h, &s.mentions[k], h.sent-1) || s.hasRival(k, m) {
		return -1
	}
	return k
}

// goesOnFromSentence reports whether a sentence stands before that of mention m in its paragraph, or in the one before where m opens its own.
func (s *scan) goesOnFromSentence(m int32) bool {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	if h.sent == 0 {
		return false
	}
	before := s.tokens[s.first[h.sent-1]].para
	return before == h.para || before == h.para-1 && x.from == s.first[h.sent]
}

// firstNarrated is the first mention from the given sentence on that the reporter's own words hold, nominals that the pronoun at mention m
// cannot mean left out ("Last week Doe posted"), or -1 where none stands before m.
func (s *scan) firstNarrated(m, sent int32) int32 {
	for k := s.mentionsFrom[sent]; k < m; k++ {
		y := &s.mentions[k]
		if s.isNarrated(y) && (y.kind != nominal || s.agrees(&s.tokens[s.mentions[m].head], y)) {
			return k
		}
	}
	return -1
}

// isNarrated reports whether a mention stands in the reporter's own words and means somebody.
func (s *scan) isNarrated(y *mention) bool { return y.entity >= 0 && s.tokens[y.head].quote < 0 }

// isClearSubject reports whether y is a name that the pronoun h can mean, and the subject of the first verb from the given sentence on.
func (s *scan) isClearSubject(h *token, y *mention, sent int32) bool {
	if y.kind != named || s.isDoubtful(&s.entities[y.entity]) || !s.agrees(h, y) || h.in(proThey) && !s.entities[y.entity].plural {
		return false
	}
	return s.verbFollows(y) && s.around(int(y.from), -1).tag != tagPrep && s.finiteBetween(int(s.first[sent]), int(y.from)) == 0
}

// verbFollows reports whether a verb that can be its clause's own stands right behind the mention, or behind an age: "Doe, 44, agreed".
func (s *scan) verbFollows(x *mention) bool {
	n := s.around(int(x.to)-1, 1)
	if n.sign == ',' && s.around(int(x.to)-1, 2).kind == number && s.around(int(x.to)-1, 3).sign == ',' {
		n = s.around(int(x.to)-1, 4)
	}
	return n.tag.isFinite() || n.in(auxiliary|modal)
}

// hasRival reports whether the pronoun at mention m can mean another one than mention k does, whom the reporter names between the two.
func (s *scan) hasRival(k, m int32) bool {
	h := &s.tokens[s.mentions[m].head]
	for r := k + 1; r < m; r++ {
		if y := &s.mentions[r]; s.isNarrated(y) && y.entity != s.mentions[k].entity && s.agrees(h, y) {
			return true
		}
	}
	return false
}

// seemsThing reports whether nothing says that the entity of a person's kind is one, and something says that it is not: all
// words of its name are commonly written small ("Open Hand"), or "which" goes on about it ("Tall Ship, which was bought").
func (s *scan) seemsThing(e *entity) bool {
	return s.isDoubtful(e) && (e.which || s.smallWords(&s.mentions[e.mention]))
}

// isDoubtful reports whether the entity counts as a person only because nothing else is known of its name.
func (s *scan) isDoubtful(e *entity) bool {
	x := &s.mentions[e.mention]
	return x.kind == named && e.kind == Person && e.gender == 0 && e.role < 0 && x.name == x.from && !s.tokens[x.name].in(givenName)
}

// smallWords reports whether a name has several words, all of which are commonly written small.
func (s *scan) smallWords(x *mention) bool {
	if x.name == x.head {
		return false
	}
	for i := x.name; i <= x.head; i++ {
		if t := &s.tokens[i]; !s.common[t.hash] && !t.in(preposition|determiner|conjunction) {
			return false
		}
	}
	return true
}

var whichHash = hashWord("which")

// pluralVerbs are forms that only a plural has, or a body of which one speaks as of its people.
var pluralVerbs = hashWords("have", "haven't", "are", "aren't", "were", "weren't")

// places are words that end the names of places, and of no person.
var places = hashWords("reef", "island", "islands", "river", "bay", "square", "avenue", "road", "boulevard", "mountain", "mountains", "sea", "ocean", "strait", "beach",
	"peninsula", "canal", "airport", "stadium", "highway", "desert", "plaza", "station", "gulf", "creek", "falls")

// findThings marks the entities that end in a word of places or that a clause with "which" goes on about, and the names that are bodies, for they have a plural verb:
// "Halvik Lines have denied".
func (s *scan) findThings() {
	for i := range s.mentions {
		x := &s.mentions[i]
		if x.kind == named && x.entity >= 0 && pluralVerbs[s.around(int(x.to)-1, 1).hash] && x.from == s.first[s.tokens[x.head].sent] && s.isDoubtful(&s.entities[x.entity]) {
			s.entities[x.entity].kind, s.entities[x.entity].plural = Organisation, true
		}
		if x.kind == named && x.entity >= 0 && x.head > x.name && places[s.tokens[x.head].hash] {
			s.entities[x.entity].which = true
		}
		if x.kind == named && x.entity >= 0 && s.around(int(x.to)-1, 1).sign == ',' && s.around(int(x.to)-1, 2).hash == whichHash {
			s.entities[x.entity].which = true
		}
	}
}

// cannotBeSource reports whether mention m cannot be who the cue at token i is said of.
func (s *scan) cannotBeSource(i int, m int32) bool {
	return m != noSource && (s.isAddressee(i, m) || s.isPassedOver(i, m) || s.isFronted(i, m) || s.isWithin(i, m) || s.isOnlooker(i, m) || s.isTold(i, m) || s.isInRelative(i, m) || s.isInApposition(i, m))
}

// isWithin reports whether mention m stands within what somebody says, and the verb at token i, joined to that saying, goes on with its
// subject: in "they do not confirm that Doe knew, but indicate …" and "it did not say where the boat sank and said …" neither Doe nor
// the boat says anything.
func (s *scan) isWithin(i int, m int32) bool {
	x := &s.mentions[m]
	if int(x.to) > i || !s.around(i, -1).in(conjunction) || !s.tokens[i].in(speech) {
		return false
	}
	for k := int(x.from) - 1; k > int(s.first[s.tokens[i].sent]); k-- {
		if !s.tokens[k].in(subordinator) || !s.tokens[k-1].in(speech) {
			continue
		}
		return s.isDenied(k-1) && (x.kind == nominal && !s.ofPeople(&s.tokens[x.head]) || s.around(i, -2).sign == ',')
	}
	return false
}

// deniesThat reports whether cue c says that something was not said: "do not confirm that Doe knew" is not that Doe knew.
func (s *scan) deniesThat(c *cueing) bool {
	return plainVerbs[s.tokens[c.head].lemma] && s.isDenied(int(c.head)) && s.around(int(c.head), 1).hash == thatHash
}

var plainVerbs = map[uint64]bool{stem("say"): true, stem("confirm"): true, stem("announce"): true, stem("report"): true, stem("note"): true, stem("explain"): true}

// isDenied reports whether a negation stands right before the verb at token i, or one word before it: in English an adverb or auxiliary, or it
// is another verb's, "those who did not vote said".
func (s *scan) isDenied(i int) bool {
	between := s.around(i, -1)
	leadsUp := s.ruled() || between.tag == tagAdverb || between.tag == tagTo || between.in(auxiliary|modal)
	return between.in(negation) || leadsUp && s.around(i, -2).in(negation)
}

// isUnsaid reports whether the sentence tells of the verb of saying at token i that nobody has said so: "did not say, “…”", "denied saying", "should have
// said", "If Doe said", "It is false that Doe said", "In a parody, Doe says".
func (s *scan) isUnsaid(i int) bool {
	before, first := s.around(i, -1), int(s.first[s.tokens[i].sent])
	switch {
	case s.isDenied(i), denials[before.lemma], before.lemma == haveLemma && s.around(i, -2).in(modal):
		return true
	case s.tokens[first].hash == ifHash && s.tokens[first].quote < 0:
		return first < i && !slices.ContainsFunc(s.tokens[first:i], func(t token) bool { return t.sign == ',' })
	}
	for k := first; k < i; k++ {
		t := &s.tokens[k]
		if t.quote < 0 && (s.isDenial(k) && !s.leavesClause(k, i) || k <= first+2 && parodies[t.hash] && s.tokens[first].hash == inHash) {
			return true
		}
	}
	return false
}

// isDenial reports whether the word at token k tells of the clause with "that" behind it that it is not so: "denied that", "it is a lie that", not "a
// lie that hurt".
func (s *scan) isDenial(k int) bool {
	t := &s.tokens[k]
	isSo := s.around(k, -1).in(auxiliary) || s.around(k, -1).tag == tagDet && s.around(k, -2).in(auxiliary)
	return s.around(k, 1).hash == thatHash && (denials[t.lemma] || falsehoods[t.hash] && isSo)
}

// leavesClause reports whether the verb at token i is none of the clause behind token k: "denied that she had fled and said", "…, saying".
func (s *scan) leavesClause(k, i int) bool {
	return s.tokens[i].tag == tagGerund || s.tokens[i-1].tag == tagConj || s.hasSign(k, i, ',')
}

var (
	denials    = map[uint64]bool{stem("deny"): true}
	haveLemma  = stem("have")
	ifHash     = hashWord("if")
	falsehoods = hashWords("false", "untrue", "hoax", "lie", "myth")
	parodies   = hashWords("parody", "satire", "spoof", "sketch", "skit")
)
