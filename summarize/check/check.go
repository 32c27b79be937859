// Package check holds what a writer drafted against the articles, so that nothing reaches a reader that they do not carry.
//
// What can happen to a line of a draft:
//
//	falls    a hard rule objects: it cites nothing, acts, or names somebody of whom no article knows. It is dropped, counted
//	         with its reason, and the writer is told the offending word once.
//	doubted  a rule that compares words objects. Words are often right to differ, so a doubt alone drops nothing while a
//	         second reading looks at every line; where none does, a doubted line is dropped.
//	stands   no rule objects, or the second reading finds that its sentences say so.
//	mended   the second reading put it right: in other words, under another speaker, in another party. Nobody reads those words
//	         again, so they fall where they are doubted for a name, a negation, or what their sentences do not carry.
//	dropped  the second reading found it wrong, and past mending.
//
// Rules.go is the table of the rules, one a file. Start with [ByRules]; a [Proof] is a draft between its two readings, and
// [Proof.Brief] is what comes out.
package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/summarize/transcript"
)

// What a draft may hold at most.
const (
	MaxText   = 200 // runes in a text of a writer's own
	MaxCopied = 320 // runes in one that is copied from a sentence as it stands
	MaxCites  = 4   // sentences that one text may cite
	MaxClaims = 5   // lines of gist, and positions of one party

	maxParties = 25 // as many as a menu of Discord's has room for
)

// A Proof is a draft that has been through the rules: the lines that did not fall, each with its doubts. Read it a second
// time with [Proof.Question] and [Proof.Apply], or not, and make the brief. It belongs to one goroutine.
type Proof struct {
	transcript *transcript.Transcript
	parties    []Party // in the order of the draft, empty ones too
	lines      []*line // of gist, of what is agreed, and positions, in the order of the draft
	disputes   []*dispute
	quotes     []*quote
	question   string
	dropped    []Dropped
	items      int // of the draft

	second *SecondReading // nil: none was asked for, or none that could be trusted
	asked  *SecondReading // what came of asking
}

// A line is a claim on its way into a brief. Where it is no party's, its party is ofGist or ofAgreed.
type line struct {
	DraftClaim
	what   string // which line it was, in none of the draft's own words
	party  int
	cut    bool // its short form leaves something out
	doubts []string
	gone   bool
}

// ByRules holds a draft against the rules. It never fails; a draft of nothing but faults makes a brief with the articles'
// quotations and no more. Quotations are copied from the articles by offset; a draft only points at them.
func ByRules(t *transcript.Transcript, draft Draft) *Proof {
	p := &Proof{transcript: t, dropped: []Dropped{}}
	p.question = p.keepQuestion(draft.Question)
	p.addLines("line of the gist", ofGist, draft.Gist)
	p.addLines("line that articles agree on", ofAgreed, draft.Agreed)
	p.addDisputes(draft.Disputed)
	if over := len(draft.Parties) - maxParties; over > 0 {
		p.drop(fmt.Sprintf("%d parties", over), "are too many", "")
		draft.Parties = draft.Parties[:maxParties]
	}
	places := make([]int, len(draft.Parties))
	for i, party := range draft.Parties {
		places[i] = p.addParty(i, party)
	}
	for i, party := range draft.Parties { // quotations last: one may belong to a party further on
		for _, q := range party.Quotes[:min(len(party.Quotes), len(t.Quotations)+1)] {
			p.addQuote(places[i], q)
		}
	}
	return p
}

// drop counts an item that fell. what says which one it was and why what ails it, in none of the draft's own words; hint, for
// the writer's eyes alone, may have them.
func (p *Proof) drop(what, why, hint string) {
	p.dropped = append(p.dropped, Dropped{What: what, Why: why, hint: hint})
}

// addLines adds the claims that do not fall, of the first few, tidied.
func (p *Proof) addLines(what string, party int, claims []DraftClaim) {
	p.items += len(claims)
	if over := len(claims) - MaxClaims; over > 0 {
		p.drop(fmt.Sprintf("%s, %d of them", what, over), "are too many", "")
		claims = claims[:MaxClaims]
	}
	for i, claim := range claims {
		claim.Text = strings.TrimSpace(unmark(claim.Text, p.transcript.Cited(claim.Sentences)))
		claim.Sentences = slices.Compact(slices.Sorted(slices.Values(claim.Sentences)))
		l := &line{DraftClaim: claim, what: fmt.Sprintf("%s %d", what, i+1), party: party}
		l.By = p.speakerOf(claim, party)
		l.Short, l.cut = keepShort(claim.Short, claim.Text, l.By, p.transcript.LanguageOf(claim.Sentences))
		fault, doubts := hold(p.transcript, l.DraftClaim, p.transcript.Cited(l.Sentences), l.rules())
		if fault != nil {
			p.drop(l.what, fault.why, cmp.Or(fault.hint, fault.why))
			continue
		}
		l.doubts = doubts
		p.lines = append(p.lines, l)
	}
}

// speakerOf is the full name of a position's speaker; a group that speaks for itself needs no other. Of the gist it is "".
func (p *Proof) speakerOf(claim DraftClaim, party int) string {
	if party < 0 {
		return ""
	}
	by := strings.TrimSpace(claim.By)
	if by == "" {
		by = p.parties[party].Name
	}
	return p.transcript.FullName(by, claim.Sentences)
}

var (
	kinds   = []string{"state", "government", "political party", "institution", "company", "group", "person"}
	stances = []string{"supports", "opposes", "conditional", "mixed", "none"}
)

// addParty adds a draft's party, the one at the given place, with its lines; -1 when it falls.
func (p *Proof) addParty(place int, draft DraftParty) int {
	name, what := strings.TrimSpace(draft.Name), fmt.Sprintf("party %d", place+1)
	p.items += len(draft.Quotes)
	fall := func(why string) int {
		p.items += len(draft.Positions)
		p.drop(what, why, fmt.Sprintf("‘%s’ %s; name it as they do", name, why))
		return -1
	}
	if !MayBeParty(p.transcript, name) {
		return fall("is not in the articles")
	}
	if p.partyNamed(name) >= 0 {
		return fall("is there already")
	}
	p.parties = append(p.parties, Party{Name: name, Kind: oneOf(draft.Kind, kinds, ""), Stance: oneOf(draft.Stance, stances, "none"), Positions: []Position{}, Quotes: []int{}})
	at := len(p.parties) - 1
	p.addLines("position of "+name, at, draft.Positions)
	return at
}

// MayBeParty says whether a name stands in the articles and can be shown.
func MayBeParty(t *transcript.Transcript, name string) bool {
	if !isPlainName(name) || !t.Occurs(name) {
		return false
	}
	e := t.EntityNamed(name) // "D-Eastmoor" is a Democrat's, whose party the text need not name
	return t.OccursWhole(name) || e != nil && strings.EqualFold(e.Party.Name, name) && !strings.EqualFold(e.Name, name)
}

// partyNamed is the index of the party of one of the names, or -1.
func (p *Proof) partyNamed(names ...string) int {
	return slices.IndexFunc(p.parties, func(party Party) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(party.Name, strings.TrimSpace(name)) })
	})
}

func oneOf(value string, known []string, otherwise string) string {
	if slices.Contains(known, value) {
		return value
	}
	return otherwise
}

// Standing is how many items of the draft no hard rule dropped, and how many it had.
func (p *Proof) Standing() (standing, items int) {
	return len(p.lines) + len(p.disputes) + len(p.quotes), p.items
}

// Complaints are what the writer is told of the items that fell and that it may put right, the offending word among it, at most
// the given number.
func (p *Proof) Complaints(most int) []string {
	var complaints []string
	for _, d := range p.dropped {
		if d.hint != "" && len(complaints) < most {
			complaints = append(complaints, d.What+": "+d.hint)
		}
	}
	return complaints
}

// Brief makes the brief. Where no second reading was trusted, what is doubted falls, and no stance is shown.
func (p *Proof) Brief(author Author) *Brief {
	if p.second == nil {
		p.dropDoubted()
	}
	brief := &Brief{Headline: Headline(p.transcript), Kind: KindOf(p.transcript), Gist: []Claim{}, Parties: []Party{}, Question: p.question, Writer: author}
	parties := slices.Clone(p.parties)
	for i := range parties {
		if brief.Question == "" || p.second == nil {
			parties[i].Stance = "none"
		}
	}
	for _, l := range p.lines {
		switch {
		case l.gone:
		case l.party == ofAgreed:
			brief.Agreed = append(brief.Agreed, p.claim(l))
		case l.party < 0:
			brief.Gist = append(brief.Gist, p.claim(l))
		default:
			parties[l.party].Positions = append(parties[l.party].Positions, p.position(l))
		}
	}
	for _, d := range p.disputes {
		if !d.gone {
			brief.Disputed = append(brief.Disputed, p.difference(d))
		}
	}
	kept := 0
	for _, q := range p.quotes {
		if !q.gone {
			parties[q.party].Quotes = append(parties[q.party].Quotes, q.Quotation)
			kept++
		}
	}
	parties = slices.DeleteFunc(parties, func(party Party) bool { return len(party.Positions)+len(party.Quotes) == 0 })
	for i := range parties {
		parties[i].Role, parties[i].Tag = p.whoIs(parties[i])
	}
	byRoom(p.transcript, parties)
	brief.Parties = append(brief.Parties, parties...)
	brief.Quotes = p.allQuotes(brief)
	brief.NotHeard = p.transcript.NotHeard()
	brief.Sources = origins(p.transcript)
	brief.Checks = Checks{Quotations: len(brief.Quotes), Kept: kept, Dropped: p.dropped, SecondReading: p.asked}
	return brief
}

func (p *Proof) claim(l *line) Claim {
	return Claim{Text: l.Text, Sentences: l.Sentences, Sources: p.sourcesOf(l.Sentences), CarriedBy: carriedBy(p.transcript, l.DraftClaim)}
}

// sourcesOf are the articles of sentences, each once.
func (p *Proof) sourcesOf(numbers []int) (sources []int) {
	for _, number := range numbers {
		if source := p.transcript.Sentences[number-1].Source; !slices.Contains(sources, source) {
			sources = append(sources, source)
		}
	}
	return sources
}

// dropDoubted drops the lines that nobody read a second time and that a rule doubts.
func (p *Proof) dropDoubted() {
	for _, l := range p.lines {
		if len(l.doubts) > 0 && !l.gone {
			l.gone = true
			p.drop(l.what, l.doubts[0], "")
		}
	}
	for _, d := range p.disputes {
		if len(d.doubts) > 0 && !d.gone {
			d.gone = true
			p.drop(d.what, d.doubts[0], "")
		}
	}
	for _, q := range p.quotes {
		if !q.gone && q.doubt != "" {
			q.gone = true
			p.drop(q.what(), q.doubt, "")
		}
	}
}
