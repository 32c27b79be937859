package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/summarize/attribution"
	"parley/summarize/transcript"
)

// A quote is a quotation that a draft chose, on its way into a brief.
//
// Whose words it is, two of three decide: the writer, the reading of the article (attribution), and the second reading. Where
// nobody reads a second time, writer and reading must agree; where the reading names nobody, the writer's speaker counts only
// if he is named right there. What is not settled is unclear, and shown under nobody.
type quote struct {
	DraftQuote
	party   int
	speaker string // as it will be shown
	doubt   string // why it falls where no second reading is trusted; "" when writer and reading agree
	gone    bool
}

func (q *quote) what() string { return fmt.Sprintf("quotation %d", q.Quotation) }

const (
	unclearSpeaker = "has a speaker whom the article leaves unclear"
	otherSpeaker   = "has another speaker in the article"
)

// addQuote adds a quotation of a draft, of the party at the given index; -1 is a party that fell.
func (p *Proof) addQuote(party int, draft DraftQuote) {
	what := fmt.Sprintf("quotation %d", draft.Quotation)
	if draft.Quotation < 1 || draft.Quotation > len(p.transcript.Quotations) {
		p.drop(what, "does not exist", fmt.Sprintf("does not exist; there are %d", len(p.transcript.Quotations)))
		return
	}
	draft.Quotation = p.transcript.Copies(draft.Quotation)[0]
	if draft.By = strings.TrimSpace(draft.By); draft.By == "" && party >= 0 {
		draft.By = p.parties[party].Name
	}
	if !isPlainName(draft.By) || !p.transcript.Occurs(draft.By) || !p.transcript.OccursWhole(draft.By) {
		p.drop(what, "names a speaker who is not in the articles", "‘"+draft.By+"’ is in no sentence; name the speaker as the articles do")
		return
	}
	if TurnedRound(p.transcript, draft.Quotation) {
		p.drop(what, "is turned round by a word outside its marks", "")
		return
	}
	q := &quote{DraftQuote: draft, party: party}
	q.speaker, q.doubt = p.firstVote(draft)
	if reader := p.reader(q); reader != nil && transcript.Means(draft.By, reader) {
		if side, _ := transcript.PartyOf(reader); p.partyNamed(side) >= 0 && q.party < 0 {
			q.party = p.partyNamed(side)
		}
	}
	if q.party < 0 {
		p.drop(what, "belongs to none of the draft's parties", "")
		return
	}
	if first := slices.IndexFunc(p.quotes, func(q *quote) bool { return q.Quotation == draft.Quotation }); first >= 0 {
		if p.quotes[first].doubt != "" && q.doubt == "" {
			p.quotes[first] = q
		}
		p.drop(what, "is used twice", "")
		return
	}
	p.quotes = append(p.quotes, q)
}

// reader is whom the reading of the article names for a quotation, if that is a proper name; else nil.
func (p *Proof) reader(q *quote) *attribution.Entity {
	speaker := p.transcript.SpeakerOf(q.Quotation)
	if speaker == nil || !transcript.IsProper(speaker.Name) {
		return nil
	}
	return speaker
}

// firstVote is the speaker of a draft's quotation, by the writer and the reading alone, and what speaks against it.
func (p *Proof) firstVote(draft DraftQuote) (speaker, against string) {
	reader := p.reader(&quote{DraftQuote: draft})
	switch {
	case reader != nil && transcript.Means(draft.By, reader):
		return transcript.Fuller(draft.By, reader.Name), ""
	case reader != nil:
		return draft.By, otherSpeaker
	}
	switch vague := p.transcript.SpeakerOf(draft.Quotation); {
	case vague == nil:
	case transcript.Means(draft.By, vague):
		return draft.By, ""
	case p.transcript.SurelySpoken(draft.Quotation) && isUnnamedOther(p.transcript, draft.By, vague):
		return draft.By, otherSpeaker
	}
	quotation := p.transcript.Quotations[draft.Quotation-1]
	numbers := p.transcript.SentencesOf(quotation)
	if before := numbers[0] - 1; before >= p.transcript.Sources[quotation.Source].First {
		numbers = append([]int{before}, numbers...)
	}
	name := p.transcript.FullName(draft.By, numbers)
	if !transcript.HasName(p.transcript.Cited(numbers), draft.By) {
		return name, unclearSpeaker
	}
	return name, ""
}

// TurnedRound says whether a quotation that is no whole sentence hangs on a negation in front of its marks: she "wasn't “willing to
// talk”" is not her willingness.
func TurnedRound(t *transcript.Transcript, number int) bool {
	const near = 3 // words
	q := t.Quotations[number-1]
	found, reading := t.Found(q), t.Sources[q.Source].Reading
	first, _ := utf8.DecodeRuneInString(q.Text)
	if unicode.IsUpper(first) {
		return false
	}
	sentence := reading.Sentences[t.AttributionOf(q).Sentences[0]]
	before := strings.Fields(reading.Text[min(sentence.Start, found.Outer.Start):found.Outer.Start])
	return Negated(strings.Join(before[max(0, len(before)-near):], " "), reading.Language)
}

// allQuotes are the quotations of the articles that somebody is taken to have said, in order, the brief's own with the speakers
// that were settled.
func (p *Proof) allQuotes(brief *Brief) []Quote {
	t := p.transcript
	quotes := []Quote{}
	for i, q := range t.Quotations {
		chosen := slices.IndexFunc(p.quotes, func(c *quote) bool { return c.Quotation == i+1 })
		if t.IsCopy(i + 1) {
			continue
		}
		attributed := t.Found(q).Attribution >= 0
		if !attributed && (chosen < 0 || p.quotes[chosen].gone) {
			continue
		}
		place := p.placeOf(i + 1)
		own := Quote{
			ID:      i + 1,
			Text:    q.Text,
			Channel: t.AttributionOf(q).Channel,
			Form:    FormOf(q.Text, t.Sources[q.Source].Reading.Language),
			Alone:   StandsAlone(q.Text, t.Sources[q.Source].Reading.Language),
			Source:  q.Source,
			Number:  t.NumberOf(q),
			Start:   place.Start,
			End:     place.End,
			Link:    place.Link,

			Paragraph: paragraphAround(t, q),
		}
		for _, copied := range t.Copies(i + 1)[1:] {
			own.Also = append(own.Also, p.placeOf(copied))
		}
		own.CarriedBy = p.quotedBy(own)
		if speaker := t.SpeakerOf(i + 1); speaker != nil && !transcript.Carries(speaker) && t.SurelySpoken(i+1) {
			own.Speaker, own.Role = speaker.Name, dropPossessive(speaker.Role)
			own.Party, _ = transcript.PartyOf(speaker)
		}
		if chosen >= 0 {
			p.settled(&own, p.quotes[chosen], brief)
		}
		isSide := func(name string) bool {
			return name != "" && slices.ContainsFunc(brief.Parties, func(party Party) bool { return party.Name == name })
		}
		if !isSide(own.Party) && isSide(own.Speaker) {
			own.Party = own.Speaker // who has lines of his own, whatever body he is of
		}
		own.Side = isSide(own.Party)
		quotes = append(quotes, own)
	}
	return quotes
}

// quotedBy is how many sources have a quotation, copies of one text once; 0 for fewer than two.
func (p *Proof) quotedBy(q Quote) int {
	voices := map[int]bool{p.transcript.Original(q.Source): true}
	for _, place := range q.Also {
		voices[p.transcript.Original(place.Source)] = true
	}
	if len(voices) > 1 {
		return len(voices)
	}
	return 0
}

// placeOf is where a quotation stands.
func (p *Proof) placeOf(number int) Place {
	q := p.transcript.Quotations[number-1]
	source := p.transcript.Sources[q.Source]
	start := source.RunesBefore(p.transcript.Found(q).Start)
	return Place{Source: q.Source, Text: q.Text, Start: start, End: start + utf8.RuneCountInString(q.Text), Link: fragmentLink(source.Article.Link, q.Text)}
}

// settled puts into a quotation of a brief what was settled of it: the speaker and party, or that it is unclear.
func (p *Proof) settled(own *Quote, chosen *quote, brief *Brief) {
	reader := p.transcript.SpeakerOf(own.ID)
	agree := reader != nil && transcript.Means(chosen.speaker, reader)
	switch {
	case chosen.gone && !agree:
		own.Speaker, own.Role, own.Party = "", "", ""
	case !chosen.gone:
		if !agree {
			own.Role = dropPossessive(p.transcript.RoleOf(chosen.speaker))
		}
		own.Speaker = chosen.speaker
		own.Party = p.parties[chosen.party].Name
	}
}
