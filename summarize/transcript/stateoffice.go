package transcript

import (
	"cmp"
	"strings"

	"parley/pattern"
	"parley/summarize/attribution"
)

// Of which state or town somebody is, where his office is one of many.

// stateOffice is an office in a state of the US, of which the role does not say in which: "Senator", "former governor".
var stateOffice = pattern.Lazy(`(?i)^((?:former )?(?:U\.S\. )?(?:(?:republican|democratic|independent) )?)(senator|sen\.?|representative|rep\.?|congressman|congresswoman|governor|gov\.?)$`)

// ofState is somebody's role, with the state of his office as the text tells it beside his name: "senator from Ohio".
func ofState(r *attribution.Reading, e *attribution.Entity) string {
	if short, office, found := strings.Cut(e.Role, " "); found && strings.HasSuffix(short, ".") && len(short) > 4 && stateID(short) != "" {
		return stateName(stateID(short)) + " " + office // "Wash. governor"
	}
	if strings.EqualFold(e.Role, "mayor") {
		return e.Role + ofTown(r, e)
	}
	office := stateOffice.FindStringSubmatch(e.Role)
	if office == nil {
		return e.Role
	}
	id := stateBeside(r, e)
	if id == "" || id == "usstate:district of columbia" {
		return e.Role // the district has neither
	}
	noun := strings.TrimSuffix(strings.ToLower(office[2]), ".")
	noun = cmp.Or(map[string]string{"sen": "senator", "rep": "representative", "gov": "governor"}[noun], noun)
	if noun == "governor" {
		return office[1] + "governor of " + stateName(id)
	}
	return office[1] + noun + " from " + stateName(id)
}

// stateBeside is the id of the state that the text tells behind somebody's name, or by calling him "the Ohio senator"; else "".
func stateBeside(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		if id := stateAt(behindName(r, m, e.Name)); id != "" {
			return id
		}
		if called := calledByState.FindStringSubmatch(r.Text[m.Start:m.End]); called != nil && stateID(called[1]) != "" {
			return stateID(called[1])
		}
	}
	return ""
}

var calledByState = pattern.Lazy(`^[Tt]he (\p{Lu}\pL+(?: \p{Lu}\pL+)?) (?:senator|governor|congressman|congresswoman|Republican|Democrat)$`)

// ofTown is " of" the town that the text names behind a name.
func ofTown(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		if town := townBehind.FindStringSubmatch(behindName(r, m, e.Name)); town != nil && !isPersons(r, town[2]) {
			return town[1]
		}
	}
	return ""
}

var townBehind = pattern.Lazy(`^( of (\p{Lu}[\pL’-]+(?: \p{Lu}[\pL’-]+){0,2}))\b`)

// asState is a word behind a town if it names a state of the US, without the full stop of its sentence; "" for any other.
func asState(word string) string {
	whole := strings.TrimSuffix(word, ".")
	if id := stateID(whole); id != "" && strings.EqualFold(stateName(id), whole) {
		return whole
	}
	if stateID(word) == "" {
		return ""
	}
	return word
}

// stateName is the name of a state by its id.
func stateName(id string) string {
	all := strings.Fields(strings.TrimPrefix(id, "usstate:"))
	for i, word := range all {
		all[i] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(all, " ")
}
