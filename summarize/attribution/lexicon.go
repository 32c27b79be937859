package attribution

import (
	"embed"
	"slices"
	"strings"
)

// The lexicons: one readable file a language.
//
//go:embed lang/*.txt
var langFiles embed.FS

// A class is a set of what the lexicon says of a word.
type class uint64

const (
	abbreviation class = 1 << iota
	title
	honorific
	male
	female
	starter
	maleName
	femaleName
	proHe
	proShe
	proThey
	proIt
	proI
	proWe
	proYou
	relative
	indefinite
	possessive
	determiner
	preposition
	conjunction
	subordinator
	auxiliary
	modal
	negation
	month
	day
	joiner
	bodyWord
	groupNoun
	speech
	partisan
	nameSuffix
	bodyNoun
	definite
	stance
	opener
	complement
	companyWord
	partOf
	function
	according
	elision
	dialogueDash
	thatWord
	leads
	makesWork
	inView
	oblique
	speaker
	thing
	work
	feminine
	genitive
	passive
	postposition
	thus
	reportedBy
)

const personal = proHe | proShe | proThey | proIt | proI | proWe | proYou

var classNames = map[string]class{
	"abbreviation": abbreviation, "title": title, "honorific": honorific, "male": male, "female": female, "starter": starter,
	"male-name": maleName, "female-name": femaleName,
	"he": proHe, "she": proShe, "they": proThey, "it": proIt, "i": proI, "we": proWe, "you": proYou,
	"relative": relative, "indefinite": indefinite, "possessive": possessive, "determiner": determiner,
	"preposition": preposition, "conjunction": conjunction, "subordinator": subordinator, "auxiliary": auxiliary,
	"modal": modal, "negation": negation, "month": month, "day": day, "place-in-name": joiner,
	"organisation-word": bodyWord, "group-noun": groupNoun, "speech": speech, "partisan": partisan, "name-suffix": nameSuffix, "body-noun": bodyNoun, "definite": definite, "stance": stance, "opener": opener, "complement": complement, "company-word": companyWord, "part-of": partOf,
	"function": function, "according": according, "elision": elision, "dialogue-dash": dialogueDash, "that": thatWord, "leads": leads, "makes-work": makesWork, "in-view": inView, "oblique": oblique, "speaker": speaker, "thing": thing, "work": work, "genitive": genitive, "passive": passive, "postposition": postposition, "thus": thus, "reported-by": reportedBy,
}

// The sections of endings that tell a noun's class.
var nounEndings = map[string]class{"speaker-ending": speaker, "thing-ending": thing, "feminine-ending": feminine}

type entry struct {
	class class
	lemma uint64 // hash of the first form on its line, for verbs
}

// A lexicon is what is known of one language's words. It is not changed after it is made.
type lexicon struct {
	language  string
	words     map[uint64]entry
	nicknames map[uint64]bool    // pairs of given names, both ways round
	lemmas    map[uint64]class   // classes of a word in all its forms, written with @
	offices   map[uint64]uint64  // of a title's words, the same for all: "senator", "sen."
	elides    bool               // some words end in an apostrophe: "l'", "qu'"
	enclitics []string           // pronouns joined to a verb, longest first: "-t-il"
	titleEnds []string           // of compounds that are titles: "-ministerin"
	endings   []string           // of names in the cases of Slavic languages, longest first
	nounEnds  map[class][]string // of compounds that are speakers, things or of the female gender; nil where nouns have no classes
}

// mustLexicon reads an embedded lexicon; a test reads them all, so that a fault in one cannot ship.
func mustLexicon(language string) *lexicon {
	data, err := langFiles.ReadFile("lang/" + language + ".txt")
	if err != nil {
		return &lexicon{language: language, words: map[uint64]entry{}}
	}
	return parseLexicon(language, string(data))
}

// parseLexicon reads "[class]" lines and the words under them; "#" begins a comment. Words under a class that the
// engine does not know are passed over.
func parseLexicon(language, data string) *lexicon {
	lex := &lexicon{language: language, words: make(map[uint64]entry), nicknames: map[uint64]bool{}, lemmas: map[uint64]class{}, offices: map[uint64]uint64{}}
	var c class
	section := ""
	for line := range strings.Lines(data) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			section = strings.Trim(line, "[]")
			c = classNames[section]
			continue
		}
		if section == "nickname" {
			names := strings.Fields(line)
			for k := 0; k+1 < len(names); k += 2 {
				a, b := hashWord(names[k]), hashWord(names[k+1])
				lex.nicknames[pair(a, b)], lex.nicknames[pair(b, a)] = true, true
			}
			continue
		}
		if section == "office" {
			words := strings.Fields(line)
			for _, w := range words {
				lex.offices[stem(w)] = stem(words[0])
			}
			continue
		}
		if c, ok := nounEndings[section]; ok {
			if lex.nounEnds == nil {
				lex.nounEnds = map[class][]string{}
			}
			lex.nounEnds[c] = append(lex.nounEnds[c], strings.Fields(line)...)
			continue
		}
		if section == "enclitic" || section == "case-ending" || section == "title-ending" {
			list := &lex.enclitics
			switch section {
			case "case-ending":
				list = &lex.endings
			case "title-ending":
				list = &lex.titleEnds
			}
			*list = append(*list, strings.Fields(line)...)
			slices.SortStableFunc(*list, func(a, b string) int { return len(b) - len(a) })
			continue
		}
		lex.elides = lex.elides || c == elision && line != ""
		lemma := uint64(0)
		for w := range strings.FieldsSeq(line) {
			if verb, ok := strings.CutPrefix(w, "@"); ok {
				lex.lemmas[stem(verb)] |= c
				continue
			}
			h := hashWord(w)
			if c == speech && lemma == 0 {
				lemma = stem(w)
			}
			if c == abbreviation {
				h = (h ^ '.') * fnvPrime // known with its full stop
			}
			e := lex.words[h]
			e.class |= c
			if c == speech {
				e.lemma = lemma
			}
			lex.words[h] = e
		}
	}
	return lex
}
