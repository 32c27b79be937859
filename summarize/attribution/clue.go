package attribution

import (
	"math"
	"strings"
)

// What tells how likely the chosen speaker is right, beside the shares of the candidates. Each clue has two weights in sureness.txt, one for
// attributions with quotations and one for those without.
const (
	clueAlways = iota
	clueShare  // log-odds of the speaker among the candidates
	clueClose  // how far the share is from a clear one
	clueNext   // logarithm of the next one's share
	clueNobody // share of somebody whom the text does not name
	clueStatement
	clueRuled
	clueMixed
	clueQuotations
	clueSpeech
	clueAccording
	clueNoun
	clueFinite
	clueHeShe
	clueThey
	clueIt
	clueRelative
	cluePronounShare
	clueParagraphs
	clueSubject
	clueNominal
	cluePrepared
	clueAfter
	clueDistance
	clueDoubtful
	clueNoPeople
	clueThing
	clueGroup
	clueGender
	clueNamed
	clueSaid
	clueShort
	clueAgain
	clueOthers
	clueBeside
	clueRivals
	clueSole
	clueBehindName
	clueCited
	clueCount
)

// clueNames say in words what speaks for or against the speaker.
var clueNames = [clueCount]string{
	clueAlways: "as a rule", clueShare: "the share among the candidates", clueNext: "the share of the next one", clueClose: "a close race", clueNobody: "somebody unnamed may be meant",
	clueSubject:   "the subject before",
	clueStatement: "how surely something is stated", clueRuled: "the frame leaves no choice", clueMixed: "quotations inside a statement",
	clueQuotations: "several quotations with one cue", clueSpeech: "a verb of speech", clueAccording: "“according to”", clueNoun: "the cue is a noun",
	clueFinite: "the cue is a verb of its clause", clueHeShe: "“he” or “she”", clueThey: "“they”", clueIt: "“it”", clueRelative: "“who” or “which”",
	cluePronounShare: "whom the pronoun means", clueParagraphs: "paragraphs back to the name", clueNominal: "no name but a noun", cluePrepared: "a preposition before the source",
	clueAfter: "the source stands after the cue", clueDistance: "words between source and cue", clueDoubtful: "nothing tells that the name is a person’s",
	clueNoPeople: "the noun does not mean people", clueThing: "the name looks like a thing’s", clueGroup: "a group", clueGender: "the gender is known",
	clueNamed: "how often the speaker is named", clueSaid: "how often the speaker speaks", clueShort: "only a short name is known",
	clueAgain: "speaks close by, too", clueOthers: "others speak close by", clueBeside: "another source in the sentence",
	clueRivals: "others whom the pronoun can mean", clueSole: "nobody else whom the pronoun can mean",
	clueBehindName: "“who” right behind a name", clueCited: "“according to” another",
}

// clues are the values of all clues of one attribution.
type clues [clueCount]float32

func (x *clues) set(clue int, is bool) { x[clue] = float32(boolInt(is)) }

// clearShare is a share that leaves little doubt.
const clearShare = 0.9

// logOdds of a probability, within what a few thousand examples can tell.
func logOdds(p float32) float32 {
	p = min(max(p, 0.002), 0.9995)
	return float32(math.Log(float64(p / (1 - p))))
}

func logOf(n float32) float32 { return float32(math.Log(float64(n))) }

// cluesOf collects what tells whether a, whose cue is c, has the right speaker, the entity best.
func (s *scan) cluesOf(a *Attribution, c *cueing, who split, best share) *clues {
	x := &clues{}
	second := float32(0)
	for k := range a.Others {
		second = max(second, a.Others[k].Share)
	}
	x[clueAlways] = 1
	x[clueShare] = logOdds(best.part)
	x[clueClose] = max(0, clearShare-best.part)
	x[clueNext] = logOf(second + 0.003)
	x[clueNobody] = who.of(-1)
	x[clueQuotations] = float32(min(len(a.Quotations), 4))
	x.set(clueMixed, a.Kind == Mixed)
	s.cueClues(x, c)
	if c.source != noSource {
		s.sourceClues(x, c, best)
	}
	s.speakerClues(x, &s.entities[best.entity])
	s.nearClues(x, a, c, best.entity)
	return x
}

// isBesideQuotation reports whether the source of cue c and the cue stand side by side and beside a quotation of a: what else says something in the
// sentence does not come between them.
func (s *scan) isBesideQuotation(a *Attribution, c *cueing) bool {
	if c.source == noSource || len(a.Quotations) == 0 {
		return false
	}
	m := &s.mentions[c.source]
	if m.to != c.head && m.from != c.head+1 {
		return false
	}
	return s.isQuotedBeside(int(min(m.from, c.head))-1, -1) || s.isQuotedBeside(int(max(m.to, c.head+1)), 1)
}

// isQuotedBeside reports whether the token is of a quotation, or a comma or colon and the next one in a direction is.
func (s *scan) isQuotedBeside(token, direction int) bool {
	t := s.around(token, 0)
	if t.quote < 0 && (t.sign == ',' || t.sign == ':') {
		t = s.around(token, direction)
	}
	return t.quote >= 0
}

func (s *scan) cueClues(x *clues, c *cueing) {
	t := &s.tokens[c.head]
	x[clueStatement] = min(max(c.statement, -4), 4)
	x.set(clueRuled, c.sources.n == 0)
	x.set(clueSpeech, t.in(speech))
	x.set(clueAccording, t.hash == accordingHash)
	x.set(clueNoun, t.tag == tagNoun)
	x.set(clueFinite, t.tag.isFinite() || s.isAbsolute(c))
}

func (s *scan) sourceClues(x *clues, c *cueing, best share) {
	m := &s.mentions[c.source]
	h := &s.tokens[m.head]
	x[clueDistance] = float32(level(int(max(m.from-c.head, c.head-m.to))))
	x.set(clueAfter, m.from > c.head)
	x.set(cluePrepared, s.around(int(m.from), -1).tag == tagPrep && !s.isAbsolute(c))
	x.set(clueNominal, m.kind == nominal)
	if m.kind != pronoun {
		return
	}
	x.set(clueHeShe, h.in(proHe|proShe))
	x.set(clueThey, h.in(proThey))
	x.set(clueIt, h.in(proIt))
	x.set(clueRelative, h.in(relative) && !s.isBehindName(m))
	x.set(clueBehindName, h.in(relative) && s.isBehindName(m))
	x[cluePronounShare] = logOdds(best.part)
	x[clueParagraphs] = s.paragraphsBack(c.source, best.entity)
	if h.in(proHe | proShe) {
		rivals := s.rivals(c.source, best.entity)
		x[clueRivals] = logOf(1 + float32(rivals))
		x.set(clueSole, rivals == 0)
	}
	switch s.subjectBefore(c.source) {
	case -1:
	case best.entity:
		x[clueSubject] = 1
	default:
		x[clueSubject] = -1
	}
}

// isBehindName reports whether the relative pronoun m stands right behind a name and its comma: "Ida Lund, who".
func (s *scan) isBehindName(m *mention) bool {
	at := int(m.from) - 1
	if at >= 0 && s.tokens[at].sign == ',' {
		at--
	}
	if at < 0 {
		return false
	}
	k := s.ends[at]
	return k >= 0 && s.mentions[k].kind == named && s.mentions[k].entity == m.entity
}

// rivals is how many others the pronoun m can mean instead of the entity, named in its paragraph and the two before.
func (s *scan) rivals(m, entity int32) int {
	const near = 2 // paragraphs
	n := 0
	para := s.tokens[s.mentions[m].head].para
	for _, o := range s.antecedents(m) {
		if o.entity != entity && para-s.tokens[s.mentions[o.mention].head].para <= near {
			n++
		}
	}
	return n
}

// isAbsolute reports whether the source and its cue are a clause of their own within a sentence: ", with Prime Minister Lund saying …".
func (s *scan) isAbsolute(c *cueing) bool {
	if c.source == noSource {
		return false
	}
	m, t := &s.mentions[c.source], &s.tokens[c.head]
	return m.kind == named && m.to == c.head && strings.HasSuffix(s.text[t.Start:t.End], "ing") && s.around(int(m.from), -1).hash == withHash
}

var withHash = hashWord("with")

// paragraphsBack is how far before pronoun m its entity was last named.
func (s *scan) paragraphsBack(m, entity int32) float32 {
	const most = 5
	for k := m - 1; k >= 0 && k > m-maxReach; k-- {
		if y := &s.mentions[k]; y.entity == entity && y.kind != pronoun {
			return float32(min(s.tokens[s.mentions[m].from].para-s.tokens[y.from].para, most-1))
		}
	}
	return most
}

func (s *scan) speakerClues(x *clues, e *entity) {
	kind := e.mentionKind(s)
	name := &s.mentions[e.mention]
	x.set(clueDoubtful, s.isDoubtful(e))
	x.set(clueNoPeople, kind == nominal && !s.ofPeople(&s.tokens[name.head]))
	x.set(clueThing, kind == named && s.seemsThing(e))
	x.set(clueGroup, e.kind == Group)
	x.set(clueGender, e.gender != 0 && kind != nominal)
	x.set(clueShort, kind == named && name.name == name.head)
	x[clueNamed] = logOf(1 + float32(e.count))
	x[clueSaid] = logOf(1 + float32(e.said))
}

// nearClues looks at the cues in the paragraphs around cue c: whether they have the same source, or others.
func (s *scan) nearClues(x *clues, a *Attribution, c *cueing, entity int32) {
	const reach = 24 // cues
	var again, others, beside, cited float32
	at := s.cueAt(c.head)
	t := &s.tokens[c.head]
	apart := s.isBesideQuotation(a, c)
	for i := max(0, at-reach); i < min(len(s.cues), at+reach); i++ {
		o := &s.cues[i]
		h := &s.tokens[o.head]
		if o.head == c.head || h.para < t.para-1 || h.para > t.para+1 || !s.hasSpeaker(o) || !o.states && o.odds < 0 {
			continue
		}
		switch m := &s.mentions[o.source]; {
		case m.entity == entity:
			again++
		case h.sent == t.sent && !s.isAbsolute(c):
			switch {
			case h.hash == accordingHash:
				cited++
			case !apart:
				beside++
			}
		case m.kind == named:
			others++
		}
	}
	x[clueAgain], x[clueOthers], x[clueBeside], x[clueCited] = logOf(1+again), logOf(1+others), logOf(1+beside), logOf(1+cited)
}
