package attribution

import (
	"slices"
	"strings"
	"unicode"

	"parley/summarize/attribution/language"
)

// readByRules reads a text that the learned tables know nothing of: they are English. What a language's lexicon tells,
// and where the words stand, decides. Without a lexicon the quotations are found, and nobody is named.
func readByRules(text string, lex *lexicon, skip []Span) *Reading {
	if lex == nil {
		lex = &lexicon{}
	}
	s := newScan(text, lex, skip)
	s.trimQuotations()
	s.tagByRules()
	s.dialogue()
	s.mentions = s.phrasesByRules()
	s.indexMentions()
	s.foldCases()
	s.resolveNames()
	s.cuesByRules()
	s.goOnByRules()
	s.resolveByRules()
	s.chooseByRules()
	r := &Reading{Text: text, Language: lex.Code, Sentences: s.sentences}
	s.assemble(r)
	r.addUnclear(s)
	return r
}

// minSpeech is the fewest words of a quotation that counts as speech when nobody is named for it.
const minSpeech = 4

// addUnclear gives the quotations that are long enough to be speech, and have no speaker, an attribution that names
// nobody. In scripts that do not part their words, letters are counted.
func (r *Reading) addUnclear(s *scan) {
	for i := range r.Quotations {
		q := &r.Quotations[i]
		if q.Attribution >= 0 || speechLength(r.Text[q.Start:q.End]) < minSpeech || s.lex.Code != "" && s.embedded(i) || s.namesSomething(s.quoteTokens(i)) {
			continue
		}
		q.Speech, q.Attribution = true, len(r.Attributions)
		empty := Span{q.Start, q.Start}
		r.Attributions = append(r.Attributions, Attribution{Kind: Direct, Source: empty, Cue: empty, Content: []Span{q.Span},
			Speaker: -1, Sentences: r.sentencesIn(q.Span), Quotations: []int{i}})
	}
}

// embedded reports whether words of the reporter's run on into quotation q and out of it, as around a title.
func (s *scan) embedded(q int) bool {
	from, to := s.quoteTokens(q)
	return from > 0 && to < len(s.tokens) && s.tokens[from-1].kind == word && s.tokens[from-1].sent == s.tokens[from].sent &&
		s.tokens[to].kind == word && s.tokens[to].sent == s.tokens[to-1].sent
}

// speechLength is a text's length in words, two letters of a script that puts no space between words counting as one.
func speechLength(text string) int {
	words, wide, inside := 0, 0, false
	for _, r := range text {
		if r >= 0x2E80 || unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan) {
			wide++
		} else if letter := isLetter(r); letter && !inside {
			words, inside = words+1, true
		} else if isSpace(r) {
			inside = false
		}
	}
	return words + wide/2
}

// sentencesIn are the indices of the sentences that a span touches.
func (r *Reading) sentencesIn(sp Span) []int {
	n, _ := slices.BinarySearchFunc(r.Sentences, sp.Start, func(s Sentence, at int) int {
		if s.End <= at {
			return -1
		}
		return 1
	})
	var out []int
	for ; n < len(r.Sentences) && r.Sentences[n].Start < sp.End; n++ {
		out = append(out, n)
	}
	return out
}

// tagByRules tags what the lexicon knows, and tells names by their capitals: in the middle of a sentence, or at its
// start when the text never writes the word small and another such word follows or stands elsewhere.
func (s *scan) tagByRules() {
	small, large := map[uint64]bool{}, map[uint64]bool{} // large: in the middle of a sentence
	for i := range s.tokens {
		if t := &s.tokens[i]; t.kind == word && !t.is(capital) {
			small[t.hash] = true
		} else if t.kind == word && !s.opens(i) {
			large[t.hash] = true
		}
	}
	s.compoundTitles()
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case t.kind == number:
			t.tag = tagNumber
		case t.kind != word:
		case t.in(personal) && !(t.in(determiner) && s.followedByNoun(i)):
			t.tag = tagPronoun
		case t.is(capital) && t.class&plainWords == 0 && !(s.opens(i) && (small[t.hash] || !large[t.hash] && !s.capitalNext(i))):
			t.tag = tagName
		default:
			t.tag = t.plainTag()
		}
	}
}

// plainWords are never names by their capital alone.
const plainWords = determiner | preposition | according | conjunction | thatWord | title | groupNoun | day | month | function | speech

// plainTag is the tag of a word that is no name, by what the lexicon knows of it.
func (t *token) plainTag() tag {
	switch {
	case t.in(determiner):
		return tagDet
	case t.in(preposition | according):
		return tagPrep
	case t.in(conjunction | thatWord):
		return tagConj
	case t.in(title | groupNoun):
		return tagNoun
	case t.in(speech):
		return tagVerb
	}
	return tagNone
}

// capitalNext reports whether the word after token i has a capital, as in a name of several words.
func (s *scan) capitalNext(i int) bool {
	return i+1 < len(s.tokens) && s.tokens[i+1].sent == s.tokens[i].sent && s.tokens[i+1].kind == word && s.tokens[i+1].is(capital)
}

// compoundTitles makes titles of the words that end in one, and tells those who speak from things by the ends of their nouns.
func (s *scan) compoundTitles() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.kind != word || t.in(title) {
			continue
		}
		w := s.text[t.Start:t.End]
		noun := s.lex.Has(language.CapitalNouns) && t.is(capital)
		if noun {
			w = strings.ToLower(w)
		}
		if c, ok := s.lex.Title(w); ok {
			t.class |= title | c&(male|female)
		} else if noun {
			t.class |= s.nounClass(t, w)
		}
	}
}

// nounClass is the class that a noun's end tells, where the lexicon does not know the noun itself.
func (s *scan) nounClass(t *token, w string) class {
	end := s.lex.NounEnd(w)
	c := end & feminine
	switch {
	case t.in(speaker | groupNoun):
		return c | speaker
	case t.in(thing):
		return c | thing
	case end&speaker != 0, s.speaksInGenitive(w):
		return c | speaker
	}
	return c | end&thing
}

// speaksInGenitive reports whether a noun is the genitive of one who speaks: "des Gerichts", "des Verbandes".
func (s *scan) speaksInGenitive(w string) bool {
	bare, ok := strings.CutSuffix(w, "s")
	speaks := func(w string) bool {
		return s.lex.NounEnd(w)&speaker != 0 || s.lex.Class(hashWord(w))&(speaker|groupNoun|title) != 0
	}
	return ok && (speaks(bare) || speaks(strings.TrimSuffix(bare, "e")))
}

// trimQuotations leaves the blanks beside the marks out of the words: « mots ».
func (s *scan) trimQuotations() {
	for i := range s.quotations {
		q := &s.quotations[i]
		words := s.text[q.Start:q.End]
		q.End = q.Start + len(strings.TrimRightFunc(words, isSpace))
		q.Start = q.End - len(strings.TrimLeftFunc(s.text[q.Start:q.End], isSpace))
	}
}

// followedByNoun reports whether a word stands after token i that can be a determiner's noun: "la ministra", "die Stadt".
func (s *scan) followedByNoun(i int) bool {
	if i+1 == len(s.tokens) || s.tokens[i+1].sent != s.tokens[i].sent {
		return false
	}
	n := &s.tokens[i+1]
	return n.kind == word && (n.in(title|groupNoun) || n.is(capital))
}

// opens reports whether token i is the first word of a sentence or of a quotation.
func (s *scan) opens(i int) bool {
	for i--; i >= 0 && s.tokens[i].sent == s.tokens[i+1].sent; i-- {
		if s.tokens[i].kind == mark || s.tokens[i].sign == ':' {
			return true
		}
		if s.tokens[i].kind != punct {
			return false
		}
	}
	return true
}

// foldCases lets the forms of one name in a Slavic language meet: the hash of a name's words leaves out the endings of
// the cases. "Петрова" may be a woman, or a man in the genitive: a surname alone meets only those named in full before.
func (s *scan) foldCases() {
	if !s.lex.Declines() {
		return
	}
	for i := range s.mentions {
		x := &s.mentions[i]
		if x.kind != named {
			continue
		}
		for k := x.name; k <= x.head; k++ {
			t := &s.tokens[k]
			t.hash = s.lex.CaseStem(s.text[t.Start:t.End])
		}
	}
}
