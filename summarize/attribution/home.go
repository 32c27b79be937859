package attribution

import "slices"

// settleHome gives "President Doe" without a country to the United States, where an English article names that state: it
// is the one whose president English news names so. Presidents of anything else are named with it ("of Example Corp"),
// and other states' with theirs ("French President"). Nothing is said of who holds the office today.
func settleHome(r *Reading) {
	if r.Language != "en" {
		return
	}
	home := slices.IndexFunc(r.Entities, func(e Entity) bool { return e.Kind == State && e.Party.Name == "United States" })
	if home < 0 {
		return
	}
	for i := range r.Entities {
		if e := &r.Entities[i]; e.Kind == Person && e.Party.Name == e.Name && e.Role == "President" {
			e.Party = r.Entities[home].Party
		}
	}
}
