package check

import (
	"cmp"
	"slices"
	"strings"

	"parley/summarize/attribution"
	"parley/summarize/transcript"
)

// position is a line of a party as the brief has it.
func (p *Proof) position(l *line) Position {
	return Position{
		Text: l.Text, Short: l.Short, Cut: l.cut, Clause: keepClause(l.Text, l.By, p.transcript.LanguageOf(l.Sentences)), Act: cmp.Or(l.Act, actOf(p.transcript, l.DraftClaim)), Speaker: l.By,
		Role: p.roleOf(l.By), Sentences: evidence(p.transcript, supporting(p.transcript, l.DraftClaim)), CarriedBy: carriedBy(p.transcript, l.DraftClaim),
	}
}

// roleOf is what a person is by the articles, or "".
func (p *Proof) roleOf(name string) string { return dropPossessive(p.transcript.RoleOf(name)) }

// whoIs is the role of a party that is a person, and whom he belongs to without being the voice of it.
func (p *Proof) whoIs(party Party) (role, tag string) {
	e := p.transcript.EntityNamed(party.Name)
	if party.Kind != "person" || e == nil || e.Kind != attribution.Person {
		return "", ""
	}
	if body, _ := transcript.PartyOf(e); !strings.EqualFold(body, e.Name) && !strings.Contains(strings.ToLower(party.Name), strings.ToLower(body)) {
		tag = body
	}
	return p.roleOf(party.Name), tag
}

// actOf is what a position is that a model wrote: a wish where the reading of its sentences has one by the same speaker, speech where it
// has words of his, else a deed.
func actOf(t *transcript.Transcript, claim DraftClaim) string {
	act := Deed
	for _, source := range t.Sources {
		for _, a := range source.Reading.Attributions {
			speaker := source.Speaker(a)
			if speaker == nil || !transcript.Means(claim.By, speaker) || !shareSentence(source.Numbers(a.Sentences), claim.Sentences) {
				continue
			}
			if a.Position {
				return Wish
			}
			act = Speech
		}
	}
	return act
}

func shareSentence(a, b []int) bool {
	return slices.ContainsFunc(a, func(number int) bool { return slices.Contains(b, number) })
}

// byRoom orders parties by how many sentences of the articles are theirs: in which they speak, or are named; in doubt by who comes
// first. It asks the reading alone, so that the order is the same whoever wrote.
func byRoom(t *transcript.Transcript, parties []Party) {
	room, first := map[string]int{}, map[string]int{}
	for _, party := range parties {
		room[party.Name], first[party.Name] = roomOf(t, party)
	}
	slices.SortStableFunc(parties, func(a, b Party) int {
		return cmp.Or(room[b.Name]-room[a.Name], first[a.Name]-first[b.Name])
	})
}

// roomOf counts the sentences in which a party or one of its speakers speaks, and tells the first sentence that the brief shows of it.
func roomOf(t *transcript.Transcript, party Party) (room, first int) {
	first = len(t.Sentences) + 1
	speakers := []string{party.Name}
	for _, position := range party.Positions {
		first = min(first, position.Sentences[0].Number)
		speakers = append(speakers, position.Speaker)
	}
	for _, id := range party.Quotes {
		first = min(first, t.SentencesOf(t.Quotations[id-1])[0])
		if speaker := t.SpeakerOf(id); speaker != nil {
			speakers = append(speakers, speaker.Name)
		}
	}
	said := map[int]bool{}
	for _, source := range t.Sources {
		for _, a := range source.Reading.Attributions {
			speaker := source.Speaker(a)
			if speaker == nil || !slices.ContainsFunc(speakers, func(name string) bool { return strings.EqualFold(name, speaker.Name) }) {
				continue
			}
			for _, number := range source.Numbers(a.Sentences) {
				said[number] = true
			}
		}
	}
	return len(said), first
}
