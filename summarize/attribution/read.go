package attribution

// Read tells what the text says and who says it. It never fails: bytes that are not UTF-8, unbalanced marks and
// unknown languages give a poorer reading, with spans that are still right.
func Read(text string, o Options) *Reading {
	lex := english()
	r := &Reading{Text: text, Language: lex.language}
	z := tokenizer{text: text, lex: lex, tokens: make([]token, 0, len(text)/5+16)}
	for i, p := range paragraphs(text, o.Skip) {
		z.paragraph(p, i)
	}
	r.Sentences = sentences(text, z.tokens)
	r.Quotations = quotations(z.tokens)
	return r
}
