package transcript

import (
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// ofOneWord is a spokesman without a name, and the one word of whose he is: "a Tidefeed spokesman", "a spokeswoman for Tidefeed".
var ofOneWord = pattern.Lazy(`^an? (\p{Lu}[\pL\d.&’'-]+) spokes(?:man|woman|person)$|^(?:an? (?:[\pL-]+ )?)?spokes(?:man|woman|person) (?:for|of) (?:the )?(\p{Lu}[\pL\d.&-]+)$`)

// serveBodies lets spokesmen without a name speak for a body of one word that the text names and no person of it has: "Berg" may be either.
func serveBodies(r *attribution.Reading) {
	for i := range r.Entities {
		e := &r.Entities[i]
		found := ofOneWord.FindStringSubmatch(e.Name)
		if found == nil || !isOwnParty(e) {
			continue
		}
		if body := bodyOf(r, strings.TrimRight(found[1]+found[2], ".’'")); body != nil {
			e.Party = attribution.Party{Name: body.Name, Kind: "institution"}
		}
	}
}

// bodyOf is the body of a text with a name of one word; nil where there is none, or a person has that name, too.
func bodyOf(r *attribution.Reading, name string) *attribution.Entity {
	isNamed := func(e attribution.Entity) bool {
		return e.Kind == attribution.Person && IsProper(e.Name) && words.Last(e.Name) == name && (e.Name != name || e.Role != "")
	}
	if slices.ContainsFunc(r.Entities, isNamed) {
		return nil
	}
	at := slices.IndexFunc(r.Entities, func(e attribution.Entity) bool { return e.Name == name })
	if at < 0 {
		return nil
	}
	return &r.Entities[at]
}
