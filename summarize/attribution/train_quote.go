package attribution

// parts is how many parts the corpus is cut into so that cues can be found in articles not learned from.
const parts = 4

// readUnseen finds the cues of every text with models trained on the other parts, as it will be when Parley reads what
// it has not seen: what is learned on top of cues must know how wrong they can be.
func (m *models) readUnseen(texts []*annotated) {
	for part := range parts {
		var seen, unseen []*annotated
		for i, a := range texts {
			if i%parts == part {
				unseen = append(unseen, a)
			} else {
				seen = append(seen, a)
			}
		}
		partial := *m
		partial.learnCues(seen, 1./6, func(string, ...any) {})
		for _, a := range unseen {
			a.cues = a.cues[:0]
			a.findCues(&partial)
			a.sign()
		}
	}
}

// learnQuotes trains the quotation model.
func (m *models) learnQuotes(texts []*annotated, log func(string, ...any)) {
	var out []sample
	for _, a := range texts {
		out = append(out, a.quoteSamples()...)
	}
	m.learn(modelQuote, out, 1, log)
}

// learnCues trains the models of cues and sources, with a share of their fits.
func (m *models) learnCues(texts []*annotated, share float64, log func(string, ...any)) {
	m.learn(modelCue, cueSamples(texts, true), share, log)
	m.learn(modelStatement, cueSamples(texts, false), share, log)
	m.learn(modelSource, sourceSamples(texts), share, log)
}

// quoteSamples are the choices of the quotation model: right is the gold cue, and any cue whose source is the same
// speaker; the quotations before are taken as the gold has them.
func (a *annotated) quoteSamples() []sample {
	var out []sample
	before, beforeWho := choice{cue: -1, kind: byNobody}, uint64(0)
	for q := range a.quotations {
		if cue := a.signedCue(q); cue >= 0 {
			before, beforeWho = choice{cue: cue}, a.cueWho(cue)
			continue
		}
		from, to := a.quoteTokens(q)
		g := a.goldOf(from, to)
		who := uint64(0)
		if g != nil {
			who = goldWho(g)
		}
		sm := sample{weight: 1}
		next := choice{cue: -1, kind: byNobody}
		options := a.quoteChoices(nil, q, from, to)
		for _, c := range options {
			right := false
			switch c.kind {
			case byNobody:
				right = g == nil
			case byBefore:
				right = g != nil && who != 0 && who == beforeWho
			case byCue:
				right = g != nil && (int(a.cues[c.cue].head) == g.head || who != 0 && a.cueWho(c.cue) == who)
				if right && (next.kind != byCue || int(a.cues[c.cue].head) == g.head) {
					next = c
				}
			}
			sm.features = append(sm.features, a.quoteFeatures(nil, q, from, to, c, before))
			sm.right = append(sm.right, right)
		}
		if g != nil && next.kind == byNobody {
			next = before
		}
		before, beforeWho = next, who
		if a.quotations[q].End-a.quotations[q].Start > 12 {
			out = append(out, sm)
		}
	}
	return out
}

// goldOf is the gold attribution whose content holds most of the words of tokens [from, to), or nil.
func (a *annotated) goldOf(from, to int) *goldTokens {
	var best *goldTokens
	top := (to - from) / 3
	for k := range a.gold {
		n := 0
		for _, i := range a.gold[k].content {
			n += boolInt(int(i) >= from && int(i) < to)
		}
		if n > top {
			best, top = &a.gold[k], n
		}
	}
	return best
}

// goldWho identifies a gold source by its last name.
func goldWho(g *goldTokens) uint64 {
	if g.SourceResolved != "" {
		return lastName(g.SourceResolved)
	}
	if g.SourceKind == "name" || g.SourceKind == "nominal" {
		return lastName(g.SourceText)
	}
	return 0
}

// cueWho identifies the source of a cue that was found.
func (a *annotated) cueWho(c int32) uint64 {
	m := a.cues[c].source
	if m == noSource || a.mentions[m].entity < 0 {
		return 1
	}
	return a.entityLast(a.mentions[m].entity)
}
