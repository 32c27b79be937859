package attribution

// Read tells what the text says and who says it. It never fails: bytes that are not UTF-8, unbalanced marks and
// unknown languages give a poorer reading, with spans that are still right.
func Read(text string, o Options) *Reading {
	return read(text, o, embedded())
}

func read(text string, o Options, m *models) *Reading {
	lex := english()
	s := newScan(text, lex, o.Skip)
	m.tagTokens(s.tokens)
	return &Reading{Text: text, Language: lex.language, Sentences: s.sentences, Quotations: s.quotations}
}

// A scan is a text cut up and tagged: what all later steps work on.
type scan struct {
	text       string
	lex        *lexicon
	tokens     []token
	sentences  []Sentence
	quotations []Quotation
}

func newScan(text string, lex *lexicon, skip []Span) *scan {
	s := &scan{text: text, lex: lex}
	z := tokenizer{text: text, lex: lex, tokens: make([]token, 0, len(text)/5+16)}
	for i, p := range paragraphs(text, skip) {
		z.paragraph(p, i)
	}
	s.tokens = z.tokens
	s.sentences = sentences(text, s.tokens)
	s.quotations = quotations(s.tokens)
	return s
}
