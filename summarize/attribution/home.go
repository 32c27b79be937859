package attribution

import "strings"

// home is the state whose president English news names without it.
const home = "United States"

// assumeHome gives "President Doe" without a country to the United States, where an English article names no state more often: it
// is the one whose president English news names so. Presidents of anything else are named with it ("of Example Corp"),
// and other states' with theirs ("French President"), but at home: an article about Russia calls its president so, too.
// Nothing is said of who holds the office today.
func assumeHome(r *Reading) {
	if r.Language != "en" {
		return
	}
	named := map[Party]int{}
	for _, e := range r.Entities {
		if e.Kind == State {
			named[e.Party] += len(e.Mentions)
		}
	}
	state := Party{}
	for party, count := range named {
		if count > named[state] || count == named[state] && party.Name == home {
			state = party
		}
	}
	if state.Name != home {
		return
	}
	for i := range r.Entities {
		if e := &r.Entities[i]; e.Kind == Person && e.Party.Name == e.Name && e.Role == "President" && !isOfBody(r, e) {
			e.Party = state
		}
	}
}

// isOfBody reports whether a name stands before a title of somebody, of whose body it is: "Federation of Teachers President Ida Lund".
func isOfBody(r *Reading, e *Entity) bool {
	for _, m := range e.Mentions {
		if !strings.HasPrefix(r.Text[m.Start:m.End], e.Role) {
			continue
		}
		before := strings.TrimRight(r.Text[:m.Start], " ")
		word := before[strings.LastIndexAny(before, " \n")+1:]
		if len(before) < m.Start && isUpper(word) && !strings.ContainsAny(word, ".,:;!?“”\"") && !CommonWord(strings.ToLower(word)) {
			return true
		}
	}
	return false
}
