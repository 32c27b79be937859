package attribution

import (
	"strings"

	"parley/summarize/attribution/language"
)

// A place is where a phrase stands that may be a source.
type place uint8

const (
	bySubject  place = iota // before its verb, or near it
	farOff                  // a subject, with words between it and its verb
	behindSaid              // right behind the verb that follows a quotation
	byNoun                  // beside "laut", "so" or a colon
)

// couldSpeak reports whether mention m can be the source of what is said. In a language whose nouns have classes, that is
// somebody known as a person, a body or a group, or a name that is no noun; a noun that is not known speaks only where it
// can hardly be anything else, and never one that stands for a thing.
func (s *scan) couldSpeak(m int32, at place) bool {
	if m == noSource || !s.lex.Has(language.CapitalNouns) {
		return m != noSource
	}
	x := &s.mentions[m]
	if x.kind == pronoun {
		return !s.tokens[x.head].in(oblique) && !s.governed(int(x.from)) // "Für sie fordert …"
	}
	if at != byNoun && !s.isSubject(x) {
		return false
	}
	if x.kind == named {
		return s.isProperName(x) && !s.isCompared(x)
	}
	return (at == byNoun || !s.isJoinedBare(x)) && s.nounCouldSpeak(x, at)
}

// isJoinedBare reports whether a conjunction stands right before a noun without an article: "die Rolle der Länder und Gemeinden".
func (s *scan) isJoinedBare(x *mention) bool {
	return s.tokens[x.from].tag != tagDet && s.around(int(x.from), -1).in(conjunction)
}

// nounCouldSpeak reports whether the noun of a nominal that stands where a source can stand may be one.
func (s *scan) nounCouldSpeak(x *mention, at place) bool {
	h := &s.tokens[x.head]
	bare := s.determinerOf(x) < 0
	switch {
	case h.in(title | groupNoun | bodyNoun | speaker), h.is(allCaps):
		return true
	case h.in(thing | work | day | month):
		return false
	case bare && x.from == x.head:
		return at != farOff && !s.isCompared(x) && s.looksLikeName(int(x.head))
	}
	return at == behindSaid && !bare
}

// looksLikeName reports whether the text never writes the word at token i as nouns are written: with a determiner or a number.
func (s *scan) looksLikeName(i int) bool { return !s.nouns()[s.tokens[i].hash] }

// nouns tells of each word of the text whether it is written somewhere as nouns are. It is asked of word after word, and looks once.
func (s *scan) nouns() map[uint64]bool {
	if s.asNoun == nil {
		s.asNoun = make(map[uint64]bool, len(s.tokens))
		for k := range s.tokens {
			h := s.tokens[k].hash
			s.asNoun[h] = s.asNoun[h] || k > 0 && (s.tokens[k-1].tag == tagDet || s.tokens[k-1].kind == number ||
				s.isInflected(k-1) && k > 1 && (s.tokens[k-2].tag == tagDet || s.tokens[k-2].tag == tagPrep))
		}
	}
	return s.asNoun
}

// isInflected reports whether the word at token i is a small adjective with the ending of a case: "jüngsten".
func (s *scan) isInflected(i int) bool {
	t := &s.tokens[i]
	if !s.isModifier(i) || t.is(capital) {
		return false
	}
	w := s.text[t.Start:t.End]
	return len(w) > 4 && (strings.HasSuffix(w, "e") || strings.HasSuffix(w, "en") || strings.HasSuffix(w, "er") || strings.HasSuffix(w, "es") || strings.HasSuffix(w, "em"))
}

// isCompared reports whether a phrase follows a small word such as "als", which makes it say what something is taken for.
func (s *scan) isCompared(x *mention) bool {
	return x.from > 0 && s.tokens[x.from-1].sent == s.tokens[x.from].sent && s.tokens[x.from-1].in(oblique)
}

// isProperName reports whether a name of several words is one: it has a title or a given name, or none of its words is a thing.
func (s *scan) isProperName(x *mention) bool {
	if x.name > x.from && s.tokens[x.name-1].in(title|groupNoun|speaker) || s.opensWithGivenName(x) {
		return true
	}
	if s.tokens[x.head].in(speaker) {
		return true
	}
	for k := x.name; k <= x.head; k++ {
		const long = 9 // letters: the end of a shorter word may be that of a name
		t := &s.tokens[k]
		if t.in(thing) && (t.End-t.Start >= long || s.lex.Class(t.hash)&thing != 0) || t.in(day|month) {
			return false
		}
	}
	first := &s.tokens[x.name]
	bare, genitive := strings.CutSuffix(s.text[first.Start:first.End], "s")
	return !genitive || x.head == x.name || !s.hasWord(hashWord(bare)) // "Rabes Auftrag"
}

func (s *scan) hasWord(h uint64) bool {
	_, has := s.nouns()[h]
	return has
}

// headOf is mention m, or what it belongs to: "Ana Ruiz vom Institut" for the institute, "der Obmann der Partei" for the party.
func (s *scan) headOf(m int32) int32 {
	const most = 3
	for range most {
		if m == noSource || !s.lex.Has(language.CapitalNouns) {
			return m
		}
		x := &s.mentions[m]
		start := int(x.from)
		det := s.determinerOf(x)
		if det >= 0 {
			start = min(start, det)
		}
		for start > 0 && s.isInflected(start-1) && s.tokens[start-1].sent == s.tokens[start].sent {
			start--
		}
		if start == 0 || s.tokens[start-1].sent != s.tokens[start].sent {
			return m
		}
		switch p := &s.tokens[start-1]; {
		case p.tag == tagPrep && p.in(complement):
			start--
		case det >= 0 && s.tokens[det].in(genitive):
		default:
			return m
		}
		if start == 0 || s.ends[start-1] < 0 {
			return m
		}
		m = s.ends[start-1]
	}
	return m
}

// holderApposed is the name of several words that stands between commas behind the title at token head and the words that say what it
// is of: "der Leiter des Wetteramts in Neuburg, Karl Weiß,". Its kind is zero where there is none.
func (s *scan) holderApposed(from, head int) (mention, bool) {
	const reach = 14
	if !s.lex.Has(language.CapitalNouns) || !s.tokens[head].in(title|speaker) {
		return mention{}, false
	}
	for k := head + 1; k < head+reach && s.within(k, from); k++ {
		t := &s.tokens[k]
		if t.sign == ',' {
			begin := k + 1
			for s.within(begin, from) && s.tokens[begin].in(title|speaker) && s.tokens[begin].is(capital) {
				begin++ // "…, General Karl Weiß"
			}
			n := s.nameFrom(begin, from)
			if n < begin+2 || begin == k+1 && n < len(s.tokens) && s.tokens[n].kind == word && s.tokens[n].sent == t.sent {
				return mention{}, false
			}
			m := namedMention(from, begin, n)
			return m, s.isProperName(&m)
		}
		if t.kind != word && t.kind != number || t.in(speech|auxiliary|thatWord) || t.tag == tagPronoun {
			return mention{}, false
		}
	}
	return mention{}, false
}

// isPassive reports whether the word at token i is a participle of the passive voice, whose subject is who is spoken of: "wird als „…“
// bezeichnet".
func (s *scan) isPassive(i int) bool {
	if i+1 < len(s.tokens) && s.tokens[i+1].sent == s.tokens[i].sent && s.tokens[i+1].in(passive) {
		return true
	}
	for k := i - 1; k >= int(s.first[s.tokens[i].sent]); k-- {
		t := &s.tokens[k]
		if t.quote < 0 && (t.in(passive) && k+1 < i) {
			return true
		}
		if t.quote < 0 && (t.kind == punct || t.in(speech)) {
			return false
		}
	}
	return false
}

// isReport reports whether the word at token i, "laut", "zufolge" or a noun such as "Angaben", stands as it does before or behind a
// source: the noun after "nach", over its adjectives, or before it ("meiner Meinung nach").
func (s *scan) isReport(i int) bool {
	if !s.lex.Has(language.CapitalNouns) || !s.tokens[i].is(capital) || s.tokens[i].in(preposition) {
		return true
	}
	for k := i - 1; k >= 0 && k >= i-maxAdjectives && s.tokens[k].sent == s.tokens[i].sent; k-- {
		t := &s.tokens[k]
		if t.in(reportedBy) {
			return true
		}
		if t.kind != word || t.is(capital) || t.tag == tagPrep {
			break
		}
	}
	return false
}

const maxAdjectives = 3

// determinerOf is the token of a phrase's determiner, found over the adjectives before it, or -1.
func (s *scan) determinerOf(x *mention) int {
	if s.tokens[x.from].tag == tagDet {
		return int(x.from)
	}
	for k := int(x.head); k >= 0 && k >= int(x.from)-maxAdjectives-1 && s.tokens[k].sent == s.tokens[x.head].sent; k-- {
		switch t := &s.tokens[k]; {
		case t.tag == tagDet:
			return k
		case k < int(x.from) && (!t.isUnknown() || t.is(capital)):
			return -1
		}
	}
	return -1
}

// isSubject reports whether a phrase can be a subject by its case: no preposition governs it, it is in no oblique case, and
// no genitive.
func (s *scan) isSubject(x *mention) bool {
	start := int(x.from)
	det := s.determinerOf(x)
	if det >= 0 {
		start = min(start, det)
		d, h := &s.tokens[det], &s.tokens[x.head]
		if x.kind == named && x.name > x.from {
			h = &s.tokens[x.name-1]
		}
		if d.in(oblique) || d.in(definite) && h.in(female|feminine) && !h.in(male) { // "der Zeitung"
			return false
		}
		return !s.governed(start) && !(d.in(definite) && d.in(genitive) && s.isGenitive(det))
	}
	return !s.governed(start)
}

// governed reports whether a preposition stands before token i, over the adjectives there.
func (s *scan) governed(i int) bool {
	for k := i - 1; k >= 0 && k >= i-maxAdjectives && s.tokens[k].sent == s.tokens[min(i, len(s.tokens)-1)].sent; k-- {
		t := &s.tokens[k]
		if t.tag == tagPrep {
			return true
		}
		if !s.isInflected(k) {
			return false
		}
	}
	return false
}

// isGenitive reports whether the phrase that the determiner at token det opens belongs to a noun right before it.
func (s *scan) isGenitive(det int) bool {
	if det == 0 || s.tokens[det-1].sent != s.tokens[det].sent {
		return false
	}
	t := &s.tokens[det-1]
	return t.kind == word && t.is(capital) && !t.in(speech|auxiliary|function|day|month)
}
