package check

import (
	"parley/summarize/attribution"
	"parley/summarize/transcript"
	"parley/summarize/words"
	"strings"
)

// namesKnownSpeaker wants a speaker whom the articles know. A group may go by other words than theirs, and is only doubted.
func namesKnownSpeaker(t *transcript.Transcript, claim DraftClaim, _ string) finding {
	const why = "names a speaker who is not in the articles"
	switch {
	case !isPlainName(claim.By) || !t.Occurs(claim.By):
		return finding{falls, why, "‘" + claim.By + "’ is in no sentence; name the speaker as the articles do"}
	case !t.OccursWhole(claim.By):
		return doubt(why)
	}
	return finding{}
}

// speaksForItself wants the speaker of a position to be one whom the articles give words or a stance in the sentences that it
// cites. Where they give them to nobody by a proper name, one who is named there or in the few sentences before will do. A family
// name alone is any namesake's: which one the reading took it for is a guess.
func speaksForItself(t *transcript.Transcript, claim DraftClaim, cited string) finding {
	others := false
	for _, e := range t.SpeakersIn(claim.Sentences) {
		if transcript.Means(claim.By, e) || isNamesake(claim.By, e.Name) && !transcript.HasName(cited, e.Name) {
			return finding{}
		}
		others = others || transcript.IsProper(e.Name) || isUnnamedOther(t, claim.By, e) && !transcript.HasName(cited, claim.By)
	}
	if !others && t.Mentions(t.Context(claim.Sentences), claim.By) {
		return finding{}
	}
	return doubt("is somebody else's position")
}

// isUnnamedOther says whether an entity without a proper name is surely not the person of a name: "a dock worker" and "critics" are not
// Karl Roe. "The president" may be he, and "an official" may speak for a body.
func isUnnamedOther(t *transcript.Transcript, name string, e *attribution.Entity) bool {
	named := t.EntityNamed(name)
	if named == nil || named.Kind != attribution.Person || !isNamesake(name, named.Name) || transcript.IsProper(e.Name) || transcript.Carries(e) || transcript.Means(name, e) {
		return false
	}
	first := strings.ToLower(words.First(e.Name))
	return indefinite[first] || e.Kind == attribution.Group && first != "the"
}

var indefinite = words.List("a an one another")

func isNamesake(a, b string) bool { return strings.EqualFold(words.Last(a), words.Last(b)) }
