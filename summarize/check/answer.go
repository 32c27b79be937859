package check

import (
	"slices"
	"strings"

	"parley/summarize/transcript"
	"parley/summarize/words"
)

// Apply does what the second reading says of a question's rows. Where it overlooked the spoilt ones it is not trusted, and
// nothing is done but to note that. model is whose reading it was.
func (p *Proof) Apply(q *Question, marks []Mark, model string) {
	found := map[int]Mark{}
	for _, mark := range marks {
		if _, twice := found[mark.N]; !twice && mark.N >= 1 && mark.N <= len(q.rows) {
			found[mark.N] = mark
		}
	}
	p.Unread(q, model)
	if !q.read(found) {
		return
	}
	p.second, p.asked.Trusted = p.asked, true
	for i := range p.parties { // a stance that nobody was asked about
		if !slices.ContainsFunc(q.rows, func(r row) bool { return r.line == nil && r.quote == nil && r.dispute == nil && r.stance == i }) {
			p.parties[i].Stance = "none"
		}
	}
	for i := range q.rows {
		if mark, wrong := found[i+1]; wrong && !q.rows[i].spoilt {
			p.correct(&q.rows[i], mark)
		}
	}
}

// Unread notes that the second reading was asked for and brought nothing.
func (p *Proof) Unread(q *Question, model string) {
	p.asked = &SecondReading{Model: model}
	for i := range q.rows {
		if !q.rows[i].spoilt {
			p.asked.Asked++
		}
	}
}

// enoughToTell is how many rows are too many for all of them to be false.
const enoughToTell = 4

// read says whether an answer comes from somebody who has read: the spoilt row is marked. One whose own line is marked too
// shows nothing, for a false line spoilt may be true; then the marks themselves show it. Who marks everything has not read either.
func (q *Question) read(marks map[int]Mark) bool {
	if len(marks) == len(q.rows) && len(q.rows) >= enoughToTell {
		return false
	}
	wrong := map[*line]bool{}
	for n := range marks {
		if r := q.rows[n-1]; !r.spoilt && r.line != nil {
			wrong[r.line] = true
		}
	}
	shows := len(marks) > 0
	for i, r := range q.rows {
		if _, marked := marks[i+1]; r.spoilt && !marked && !wrong[r.line] {
			return false
		}
	}
	return shows
}

// correct does what a mark says of a row.
func (p *Proof) correct(r *row, m Mark) {
	var mended bool
	switch {
	case r.dispute != nil:
		r.dispute.gone = true // two sides cannot be put right by one text
	case r.line != nil:
		if m.Why == "unclear" && len(r.line.doubts) == 0 {
			return
		}
		mended = p.mend(r.line, r.shown, m)
		r.line.gone = !mended
	case r.quote != nil:
		if mended = p.vote(r.quote, m); !mended && !r.quote.gone {
			return
		}
	default:
		stance := oneOf(strings.ToLower(strings.TrimSpace(m.Text)), stances, "none")
		mended = stance != "none"
		p.parties[r.stance].Stance = stance
	}
	if mended {
		p.asked.Mended++
		return
	}
	p.asked.Dropped++
	p.drop(r.what(p), "the second reading found it wrong", "")
}

func (r *row) what(p *Proof) string {
	switch {
	case r.line != nil:
		return r.line.what
	case r.dispute != nil:
		return r.dispute.what
	case r.quote != nil:
		return r.quote.what()
	}
	return "the stance of " + p.parties[r.stance].Name
}

// mend puts a line right as a mark says; false when nothing can be saved. What it brings is held against the sentences that were
// shown, by the hard rules: it is a model's word, too. A text that is new must be beyond the worst doubts as well, for nobody reads it
// again.
func (p *Proof) mend(l *line, shown []int, m Mark) bool {
	claim, cited := l.DraftClaim, p.transcript.Cited(shown)
	party := l.party
	text, speaker, side := strings.TrimSpace(m.Text), strings.TrimSpace(m.Speaker), strings.TrimSpace(m.Party)
	if (text == "" || text == l.Text) && (party < 0 || speaker == "" && side == "") {
		return false
	}
	if text != "" {
		claim.Text = text
	}
	if party >= 0 && speaker != "" {
		if !isPlainName(speaker) || !transcript.HasName(cited, speaker) || !p.transcript.OccursWhole(speaker) {
			return false
		}
		claim.By = p.transcript.FullName(speaker, shown)
		if opensWith(claim.Text, l.By, claim.By) {
			return false // "Lind wants …", which Roe is found to have said, names Lind still
		}
	}
	if party >= 0 && (speaker != "" || side != "") {
		if party = p.partyFor(side, claim.By); party < 0 {
			return false
		}
	}
	rules, unread := lineRules, unreadRules
	if party == ofAgreed {
		rules, unread = agreedRules, agreedRules
	}
	if fault, _ := hold(p.transcript, claim, cited, rules); fault != nil {
		return false
	}
	if _, doubts := hold(p.transcript, claim, cited, unread); claim.Text != l.Text && len(doubts) > 0 {
		return false
	}
	claim.Short, l.cut = keepShort(claim.Short, claim.Text, claim.By, p.transcript.LanguageOf(claim.Sentences))
	l.DraftClaim, l.party = claim, party
	return true
}

// opensWith says whether one of the first few words of a text is of a speaker's name, and not of the other one's.
func opensWith(text, name, other string) bool {
	const few = 4
	first := words.Folded(text)
	own, others := words.FoldedSet(name), words.FoldedSet(other)
	return slices.ContainsFunc(first[:min(len(first), few)], func(word string) bool { return own[word] && !others[word] && !words.Stop[word] })
}

// partyFor is the index of the party that a mark moves something to: the one that it names, else the speaker's own, else that
// of the speaker for himself; -1 where none can be shown. A party that the draft lacks is added.
func (p *Proof) partyFor(side, speaker string) int {
	if side == "" {
		if e := p.transcript.EntityNamed(speaker); e != nil {
			side, _ = transcript.PartyOf(e)
		} else {
			side = speaker
		}
	}
	if at := p.partyNamed(side); at >= 0 {
		return at
	}
	for i := range p.parties {
		if transcript.HasName(p.parties[i].Name, side) || transcript.HasName(side, p.parties[i].Name) {
			return i
		}
	}
	if !MayBeParty(p.transcript, side) || len(p.parties) >= maxParties {
		return -1
	}
	p.parties = append(p.parties, Party{Name: side, Kind: p.transcript.KindOf(side), Stance: "none", Positions: []Position{}, Quotes: []int{}})
	return len(p.parties) - 1
}

// vote settles whose words a quotation is, of which the second reading says that they are not the writer's speaker's: whom it
// names himself, if the reading of the article names him too; or the writer's, if those two agree and it names nobody. Else they
// are unclear.
func (p *Proof) vote(q *quote, m Mark) (mended bool) {
	reader := p.reader(q)
	speaker := strings.TrimSpace(m.Speaker)
	switch {
	case speaker == "" && strings.TrimSpace(m.Party) != "":
		if party := p.partyFor(strings.TrimSpace(m.Party), q.speaker); party >= 0 {
			q.party = party
			return true
		}
	case strings.EqualFold(speaker, q.By) && strings.TrimSpace(m.Party) != "": // two of three; the party is another one
		if party := p.partyFor(strings.TrimSpace(m.Party), q.speaker); party >= 0 {
			q.party = party
			return true
		}
	case reader != nil && transcript.Means(q.By, reader):
		return false // two of three
	case reader != nil && transcript.Means(speaker, reader) && isPlainName(speaker) && p.transcript.OccursWhole(speaker):
		if party := p.partyFor(strings.TrimSpace(m.Party), reader.Name); party >= 0 {
			q.party, q.speaker = party, transcript.Fuller(speaker, reader.Name)
			return true
		}
	}
	q.gone = true
	return false
}
