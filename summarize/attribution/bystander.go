package attribution

// Who stands beside a verb of saying and is not who says it: who is told, who looks on, who is only named there.

// isFronted reports whether mention m stands in words that open the sentence, as a clause with "when" or "asked whether", and another one
// is the subject of the verb behind them and their comma: in "Asked whether Doe lied, Roe smiled, saying …" it is Roe who says.
func (s *scan) isFronted(i int, m int32) bool {
	x := &s.mentions[m]
	first := &s.tokens[s.first[s.tokens[i].sent]]
	if s.tokens[x.head].sent != s.tokens[i].sent || int(x.to) > i || !fronters[first.hash] && first.tag != tagPart && first.tag != tagGerund {
		return false
	}
	for k := int(x.to); k < i; k++ {
		if s.tokens[k].quote < 0 && s.tokens[k].sign == ',' && s.clauseOpens(k+1, i) {
			return true
		}
	}
	return false
}

// isTold reports whether the verb at token i, in the passive, is of what the subject at mention m is told: "parents were warned".
func (s *scan) isTold(i int, m int32) bool {
	x := &s.mentions[m]
	before := s.around(i, -1)
	if before.tag == tagAdverb {
		before = s.around(i, -2)
	}
	return told[s.tokens[i].hash] && passives[before.hash] && int(x.to) <= i && x.kind != pronoun
}

var (
	told     = hashWords("told", "warned", "informed", "advised", "reminded", "notified", "urged", "asked", "ordered", "instructed", "assured")
	passives = hashWords("was", "were", "been", "being", "be")
)

// isInRelative reports whether mention m stands in a clause with "which" or "who" and its comma, behind which the verb at token i goes
// on with the noun before the clause: "A study, which was paid for by Lund and Berg, found".
func (s *scan) isInRelative(i int, m int32) bool {
	const most = 30 // tokens of the clause
	x := &s.mentions[m]
	if int(x.to) > i-1 || s.tokens[i-1].sign != ',' || !s.tokens[i].tag.isFinite() || x.kind == pronoun {
		return false
	}
	for k := int(x.from) - 1; k > 0 && k > i-most && s.tokens[k].sent == s.tokens[i].sent && s.tokens[k].quote < 0; k-- {
		t, next := &s.tokens[k], s.around(k, 1)
		if t.sign == ',' && (next.tag.isFinite() || next.tag == tagConj) {
			return false // the clause has ended there
		}
		if t.hash == whichHash || t.hash == whoHash {
			return s.tokens[k-1].sign == ',' && s.finiteBetween(k+1, int(x.from)) > 0 && s.ends[max(0, k-2)] != m
		}
	}
	return false
}

// isOnlooker reports whether mention m is who sees or hears another, who does what the gerund at token i tells: "Doe heard a man shouting".
func (s *scan) isOnlooker(i int, m int32) bool {
	x := &s.mentions[m]
	if s.tokens[i].tag != tagGerund || int(x.to) > i || s.tokens[x.head].sent != s.tokens[i].sent {
		return false
	}
	if s.hasSign(int(x.to), i, ',') || s.hasSign(int(x.to), i, ';') {
		return false
	}
	for k := int(x.to); k < i-1; k++ {
		if seen := s.mentionAt(k + 1); perceptions[s.tokens[k].lemma] && seen != noSource && int(s.mentions[seen].to) <= i && s.isSomebody(&s.mentions[seen]) {
			return true
		}
	}
	return false
}

var perceptions = map[uint64]bool{stem("see"): true, stem("saw"): true, stem("hear"): true, stem("heard"): true, stem("overhear"): true, stem("watch"): true, stem("record"): true,
	stem("film"): true, stem("catch"): true, stem("caught"): true}

// isSomebody reports whether a mention means people, as far as its own words tell.
func (s *scan) isSomebody(x *mention) bool {
	h := &s.tokens[x.head]
	switch x.kind {
	case named:
		return x.entity >= 0 && s.entities[x.entity].kind == Person
	case nominal:
		return s.ofPeople(h)
	}
	return h.in(proHe | proShe | proThey)
}

// isInApposition reports whether mention m tells in an apposition where the person before it works or is from, and the verb at token i is that
// person's: in "Jane Doe, a doctor at Halvik Hospital in Brenna told" neither the hospital nor Brenna tells.
func (s *scan) isInApposition(i int, m int32) bool {
	const most = 20 // tokens back to the person
	x := &s.mentions[m]
	if x.kind == pronoun || int(x.to) > i || s.around(int(x.from), -1).tag != tagPrep || !s.tokens[i].tag.isFinite() || s.finiteBetween(int(x.to), i) > 0 {
		return false
	}
	for k := int(x.from) - 1; k > 0 && k > int(x.from)-most && s.tokens[k].sent == s.tokens[i].sent && s.tokens[k].quote < 0; k-- {
		t := &s.tokens[k]
		if t.tag.isFinite() || t.in(auxiliary|modal|relative) || t.sign == ';' || t.tag == tagConj {
			return false
		}
		if who := s.ends[k-1]; t.sign == ',' && who >= 0 && s.isPerson(who) {
			next := s.around(k, 1)
			return int(x.from) > k+1 && next.tag == tagDet && !next.in(definite) && s.isFrontName(who)
		}
	}
	return false
}

// isFrontName reports whether the name at mention m opens its sentence, or stands right behind a quotation.
func (s *scan) isFrontName(m int32) bool {
	from := s.mentions[m].from
	return from == s.first[s.tokens[from].sent] || s.tokens[from-1].quote >= 0
}

// clauseOpens reports whether a subject, no pronoun, and its verb open a clause at token k, before token i.
func (s *scan) clauseOpens(k, i int) bool {
	m := s.mentionAt(k)
	if m == noSource {
		return false
	}
	x := &s.mentions[m]
	return int(x.to) <= i && x.kind != pronoun && s.verbFollows(x)
}

// titled is whom a quotation with tokens [from, to) names with a title in its opening words, behind a greeting or none, or -1: in "Hi, Congressman
// Doe" and "Senator Doe, you lied" Doe is spoken to, and nobody speaks of himself so.
func (s *scan) titled(from, to int) int32 {
	const most = 4 // tokens of a greeting
	for i := from + 1; i < min(to, from+2+most); i++ {
		if m := s.mentionAt(i); m != noSource && s.mentions[m].kind == named {
			if x := &s.mentions[m]; x.name > x.from && s.tokens[x.from].in(title) {
				return x.entity
			}
			return -1
		}
		if t := &s.tokens[i]; t.sign != ',' && !greetings[t.hash] {
			return -1
		}
	}
	return -1
}

var greetings = hashWords("hi", "hello", "hey", "dear", "thank", "thanks", "you", "well", "look", "listen", "so", "but", "no", "yes", "and", "good", "morning", "evening",
	"afternoon", "with", "respect", "sorry", "please", "oh", "welcome")

var tellLemma = stem("tell")

// isAddressee reports whether mention m is who something is told: what stands right behind "told" is never who tells, be it
// a person or the medium spoken to ("Doe told the Herald").
func (s *scan) isAddressee(i int, m int32) bool {
	return s.tokens[i].lemma == tellLemma && int(s.mentions[m].from) == i+1 && s.tokens[i].tag != tagPart
}

// isPassedOver reports whether mention m stands behind a preposition, and after a comma another one stands free before the
// verb at token i: in "born in Brenna in 1889, Austria argued" it is Austria that argues.
func (s *scan) isPassedOver(i int, m int32) bool {
	x := &s.mentions[m]
	if int(x.to) > i || !s.tokens[i].tag.isFinite() || s.around(int(x.from), -1).tag != tagPrep {
		return false
	}
	for k := int(x.to); k < i; k++ {
		n := s.ends[k]
		if n >= 0 && s.mentions[n].from >= x.to && s.tokens[k].quote < 0 && s.standsFree(&s.mentions[n], i) {
			return true
		}
	}
	return false
}

// standsFree reports whether a name or pronoun stands behind a comma, with no verb and no other comma before the verb at token i.
func (s *scan) standsFree(y *mention, i int) bool {
	return y.kind != nominal && s.around(int(y.from), -1).sign == ',' && s.finiteBetween(int(y.to), i) == 0 && !s.hasSign(int(y.to), i, ',')
}

// hasSign reports whether the sign stands among tokens [from, to).
func (s *scan) hasSign(from, to int, sign rune) bool {
	for i := from; i < to; i++ {
		if s.tokens[i].sign == sign {
			return true
		}
	}
	return false
}

// isHeap reports whether the mention counts things, as "its latest group of letters" does: it is no body that "the group"
// could mean.
func (s *scan) isHeap(x *mention) bool {
	of, n := s.around(int(x.to)-1, 1), s.around(int(x.to)-1, 2)
	return of.in(partOf) && n.tag == tagNoun && documents[n.hash]
}
