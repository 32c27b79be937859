package attribution

import "strings"

// Read tells what the text says and who says it. It never fails: bytes that are not UTF-8, unbalanced marks and
// unknown languages give a poorer reading, with spans that are still right.
func Read(text string, o Options) *Reading {
	return read(text, o, embedded(), nil)
}

// A watcher is told of each decision of an English reading: what is learnt from it, and why it is so.
type watcher interface {
	meaning(s *scan, pronoun int32)                             // before it is resolved
	judged(s *scan, a *Attribution, c *cueing, probably *clues) // nil where the speaker is unclear
}

// read reads a text by the models; w may be nil.
func read(text string, o Options, m *models, w watcher) *Reading {
	lex := vocabulary().Choose(text, o.Language)
	if lex == nil || lex.Code != "en" {
		return readByRules(text, lex, o.Skip)
	}
	s := m.scan(text, lex, o.Skip)
	s.watcher = w
	s.findCues(m)
	s.sign()
	s.findTurns()
	s.resolveRest(m)
	s.chooseStatements()
	s.chooseQuotes(m)
	s.findChannels()
	r := &Reading{Text: text, Language: lex.Code, Sentences: s.sentences}
	s.assemble(r)
	assumeHome(r)
	return r
}

// scan reads an English text up to the names in it: what cues are looked for in, when reading and when training alike.
func (m *models) scan(text string, lex *lexicon, skip []Span) *scan {
	s := newScan(text, lex, skip)
	s.common, s.models = m.common, m
	s.truecase(m.common)
	m.tagTokens(s.tokens)
	s.mendTags()
	s.joinWholeNames()
	s.findSignatures()
	s.findMentions()
	s.resolveNames()
	return s
}

// Speaker is the name of the speaker of attribution i, or "" when it is unclear.
func (r *Reading) Speaker(i int) string {
	if e := r.Attributions[i].Speaker; e >= 0 {
		return r.Entities[e].Name
	}
	return ""
}

// A scan is a text cut up and tagged: what all later steps work on.
type scan struct {
	text       string
	lex        *lexicon
	tokens     []token
	sentences  []Sentence
	quotations []Quotation
	namePairs  map[uint64]bool // two words that stand with capitals inside a sentence, "Time Warner": the first is a part of the name at a sentence's start, too
	names      map[uint64]bool // words that end a name inside a sentence: with a capital they are names at its start too
	headlines  []bool          // of each sentence whether nearly all its words have a capital
	first      []int32         // of each sentence its first token, and the number of tokens at the end

	mentions      []mention
	entities      []entity
	mentionsFrom  []int32  // of each sentence its first mention, and the number of mentions at the end
	startsMention []bool   // of each token
	ends          []int32  // of each token the mention that ends at it, or -1
	options       []option // room for antecedents
	cues          []cueing
	speaks        []bool   // of each mention whether it is the source of a likely cue
	lastSpeaker   int32    // entity, while pronouns are resolved
	choices       []choice // of each quotation
	signatures    []signature
	signedBy      map[int]int32   // the head of the cue of each quotation that is signed
	common        map[uint64]bool // words that are commonly written small
	asNoun        map[uint64]bool // see nouns; only where rules alone read
	models        *models         // nil where rules read
	watcher       watcher
	fullNames     map[uint64]bool // words of names that are told from nouns, where nouns have capitals
}

func newScan(text string, lex *lexicon, skip []Span) *scan {
	s := &scan{text: text, lex: lex}
	z := tokenizer{text: text, lex: lex, tokens: make([]token, 0, strings.Count(text, " ")*4/3+16)}
	s.signedBy = map[int]int32{}
	for i, p := range paragraphs(text, skip) {
		z.paragraph(p, i)
	}
	s.tokens = z.tokens
	s.sentences = sentences(text, s.tokens)
	s.quotations = quotations(s.tokens)
	for i := range s.tokens {
		if i == 0 || s.tokens[i].sent != s.tokens[i-1].sent {
			s.first = append(s.first, int32(i))
		}
	}
	s.first = append(s.first, int32(len(s.tokens)))
	return s
}

// findMentions fills in the scan's mentions and their index.
func (s *scan) findMentions() {
	s.tagFirstNames()
	s.tagMonthNames()
	s.tagNameWords()
	s.mentions = mentions(s)
	s.indexMentions()
}

// indexMentions fills in the ways to find mentions.
func (s *scan) indexMentions() {
	s.startsMention = make([]bool, len(s.tokens))
	s.mentionsFrom = make([]int32, 0, len(s.sentences)+1)
	for i := range s.mentions {
		m := &s.mentions[i]
		s.startsMention[m.from] = true
		for int32(len(s.mentionsFrom)) <= s.tokens[m.head].sent {
			s.mentionsFrom = append(s.mentionsFrom, int32(i))
		}
	}
	for len(s.mentionsFrom) <= len(s.sentences) {
		s.mentionsFrom = append(s.mentionsFrom, int32(len(s.mentions)))
	}
	s.ends = s.mentionEnds()
}
