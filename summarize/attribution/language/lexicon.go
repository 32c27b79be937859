package language

import (
	"embed"
	"slices"
	"strings"
	"unicode/utf8"
)

// The lexicons: one readable file a language.
//
//go:embed words/*.txt
var files embed.FS

// A Class is a set of what the lexicon says of a word. Each section of a file is a class of its own, or several.
type Class uint64

// A Trait is something that a language does with all its words or clauses.
type Trait uint8

const (
	CapitalNouns    Trait = 1 << iota // every noun has a capital: one alone makes no name
	BareClauses                       // a clause that tells what was said needs no "that": "er sagte, die Stadt habe …"
	LateParticiples                   // a participle ends its clause, behind its objects: "hat ein Gesetz angekündigt"
)

var traits = map[string]Trait{"capital-nouns": CapitalNouns, "bare-clauses": BareClauses, "late-participles": LateParticiples}

// An Entry is what is known of one word.
type Entry struct {
	Class Class
	Lemma uint64 // hash of its dictionary form
}

// A Lexicon is what is known of one language's words. It is not changed after it is made. The zero Lexicon knows nothing.
type Lexicon struct {
	Code   string // ISO 639-1
	traits Trait

	words         map[uint64]Entry
	lemmas        map[uint64]Class // classes of a word in all its forms, written with @
	abbreviations map[uint64]bool
	nicknames     map[[2]uint64]bool    // pairs of given names, both ways round
	offices       map[uint64]uint64     // of a title's words, the same for all: "senator", "sen."
	elisions      map[uint64]bool       // words that end in an apostrophe: "l'", "qu'"
	dashes        map[uint64]bool       // that lead a paragraph of speech
	names         map[uint64][][]string // of bodies that read as something else, each cut at its words and signs, by the first one
	enclitics     []string              // pronouns joined to a verb, longest first: "-t-il"
	titleEnds     []string              // of compounds that are titles, longest first: "-ministerin"
	caseEnds      []string              // of names in the cases of Slavic languages, longest first
	nounEnds      []nounEnd             // of compounds
	own, foreign  string                // letters that any text of the language has, and of the same script those that none has
}

// A nounEnd is the end of compounds and the class that it gives them.
type nounEnd struct {
	end   string
	class Class
}

// read reads an embedded lexicon; a test reads them all, so that a fault in one cannot ship.
func read(code string, classes map[string]Class) *Lexicon {
	data, err := files.ReadFile("words/" + code + ".txt")
	if err != nil {
		return &Lexicon{Code: code}
	}
	return parse(code, string(data), classes)
}

// parse reads "[section]" lines and the words under them; "#" begins a comment. Sections that are neither a class nor known
// here are passed over.
func parse(code, data string, classes map[string]Class) *Lexicon {
	l := &Lexicon{Code: code, words: map[uint64]Entry{}, lemmas: map[uint64]Class{}, abbreviations: map[uint64]bool{},
		nicknames: map[[2]uint64]bool{}, offices: map[uint64]uint64{}, elisions: map[uint64]bool{}, dashes: map[uint64]bool{}, names: map[uint64][][]string{}}
	section := ""
	for line := range strings.Lines(data) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			section = strings.Trim(line, "[]")
			continue
		}
		if words := strings.Fields(line); len(words) > 0 && !l.addRule(section, words, classes) {
			l.addWords(section, words, classes[section])
		}
	}
	for _, list := range []*[]string{&l.enclitics, &l.titleEnds, &l.caseEnds} {
		slices.SortStableFunc(*list, func(a, b string) int { return len(b) - len(a) })
	}
	return l
}

// addRule adds a line of a section that is no class of words; it is false for any other section.
func (l *Lexicon) addRule(section string, words []string, classes map[string]Class) bool {
	switch section {
	case "trait":
		for _, w := range words {
			l.traits |= traits[w]
		}
	case "nickname":
		for k := 0; k+1 < len(words); k += 2 {
			a, b := Hash(words[k]), Hash(words[k+1])
			l.nicknames[[2]uint64{a, b}], l.nicknames[[2]uint64{b, a}] = true, true
		}
	case "office":
		for _, w := range words {
			l.offices[Stem(w)] = Stem(words[0])
		}
	case "abbreviation":
		addAll(l.abbreviations, words)
	case "elision":
		addAll(l.elisions, words)
	case "dialogue-dash":
		addAll(l.dashes, words)
	case "whole-name":
		l.names[Hash(words[0])] = append(l.names[Hash(words[0])], words)
	case "enclitic":
		l.enclitics = append(l.enclitics, words...)
	case "title-ending":
		l.titleEnds = append(l.titleEnds, words...)
	case "case-ending":
		l.caseEnds = append(l.caseEnds, words...)
	case "own-letter":
		l.own += strings.Join(words, "")
	case "foreign-letter":
		l.foreign += strings.Join(words, "")
	default:
		class, ok := strings.CutSuffix(section, "-ending")
		for _, w := range words {
			if ok {
				l.nounEnds = append(l.nounEnds, nounEnd{w, classes[class]})
			}
		}
		return ok
	}
	return true
}

func addAll(set map[uint64]bool, words []string) {
	for _, w := range words {
		set[Hash(w)] = true
	}
}

// addWords adds a line of words of a class. A line of verbs of speech is the forms of one verb.
func (l *Lexicon) addWords(section string, words []string, c Class) {
	lemma := uint64(0)
	for _, w := range words {
		if verb, ok := strings.CutPrefix(w, "@"); ok {
			l.lemmas[Stem(verb)] |= c
			continue
		}
		e := l.words[Hash(w)]
		e.Class |= c
		if section == "speech" {
			if lemma == 0 {
				lemma = Stem(w)
			}
			e.Lemma = lemma
		}
		l.words[Hash(w)] = e
	}
}

// Has reports whether the language has the trait.
func (l *Lexicon) Has(t Trait) bool { return l.traits&t != 0 }

// Word is what is known of the word with the given hash.
func (l *Lexicon) Word(w string, hash uint64) Entry {
	e := l.words[hash]
	if e.Lemma == 0 {
		e.Lemma = Stem(w)
	}
	e.Class |= l.lemmas[e.Lemma]
	return e
}

// Class is the class of the very word with the given hash.
func (l *Lexicon) Class(hash uint64) Class { return l.words[hash].Class }

// Abbreviates reports whether a full stop behind the word belongs to it.
func (l *Lexicon) Abbreviates(w string) bool { return l.abbreviations[Hash(w)] }

// Elides reports whether the word, its apostrophe at its end, is one of its own before another.
func (l *Lexicon) Elides(w string) bool { return len(l.elisions) > 0 && l.elisions[Hash(w)] }

// LeadsSpeech reports whether the sign with the given hash can lead a paragraph of speech.
func (l *Lexicon) LeadsSpeech(hash uint64) bool { return l.dashes[hash] }

// WholeNames are the names of bodies that read as something else and that begin with the word of a hash, each cut at its words and signs.
func (l *Lexicon) WholeNames(first uint64) [][]string { return l.names[first] }

// Nicknames reports whether one of the given names, by their hashes, is short for the other.
func (l *Lexicon) Nicknames(a, b uint64) bool { return l.nicknames[[2]uint64{a, b}] }

// Office is the same for all words of one office, by their lemmas; 0 for other words.
func (l *Lexicon) Office(lemma uint64) uint64 { return l.offices[lemma] }

// Enclitic finds the pronoun joined to a verb ("dit-il"): where the verb ends and where the pronoun begins, or 0.
func (l *Lexicon) Enclitic(w string) (verb, pronoun int) {
	for _, end := range l.enclitics {
		if cut := len(w) - len(end); cut > 0 && w[cut:] == end {
			return cut, cut + strings.LastIndexByte(end, '-') + 1
		}
	}
	return 0, 0
}

// Title is the class of the title that a compound ends in, and whether it ends in one.
func (l *Lexicon) Title(w string) (Class, bool) {
	for _, end := range l.titleEnds {
		if len(w) > len(end)+2 && strings.HasSuffix(w, end) {
			return l.words[Hash(end)].Class, true
		}
	}
	return 0, false
}

// NounEnd is the classes that a noun's end tells.
func (l *Lexicon) NounEnd(w string) Class {
	c := Class(0)
	for _, n := range l.nounEnds {
		if strings.HasSuffix(w, n.end) {
			c |= n.class
		}
	}
	return c
}

// Declines reports whether names have cases that their ends tell.
func (l *Lexicon) Declines() bool { return len(l.caseEnds) > 0 }

// CaseStem is the hash of a word without the ending of its case.
func (l *Lexicon) CaseStem(w string) uint64 {
	const least = 3 // letters that stay
	for _, end := range l.caseEnds {
		if bare, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(bare) >= least {
			return Hash(bare)
		}
	}
	return Hash(w)
}
