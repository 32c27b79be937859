package feed

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var noon = time.Date(2031, 3, 4, 12, 0, 0, 0, time.UTC)

// made returns the items of a document as Parse would identify them.
func made(entries ...[4]string) []Item { // link, guid, title, summary
	var all []Item
	var guids []string
	for _, e := range entries {
		all = append(all, Item{Link: e[0], Title: e[2], Summary: e[3], Published: noon})
		guids = append(guids, e[1])
	}
	return identify(all, guids, "https://lakesidepost.example/")
}

func TestReconcileTellsNewEditedAndKnown(t *testing.T) {
	t.Parallel()
	const (
		ferry  = "Ferry service to Alder Island resumes after storm"
		lede   = "The harbour office said boats would leave every hour."
		bridge = "Council votes to close the old mill bridge"
	)
	known := [4]string{"https://lakesidepost.example/2031/ferry", "id-1", ferry, lede}
	for _, row := range []struct {
		name string
		now  [4]string
		want string
	}{
		{"nothing changed", known, "known"},
		{"guid changed", [4]string{known[0], "id-99", ferry, lede}, "known"},
		{"guid lost", [4]string{known[0], "", ferry, lede}, "known"},
		{"guid and title changed, link kept", [4]string{known[0], "id-99", "Hourly boats again", lede}, "edited"},
		{"tracking parameters added", [4]string{known[0] + "?utm_source=rss&utm_campaign=morning", "id-1", ferry, lede}, "known"},
		{"moved to https and another page name, same guid", [4]string{"https://lakesidepost.example/2031/ferry-resumes", "id-1", ferry, lede}, "known"},
		{"title edited", [4]string{known[0], "id-1", "Ferry to Alder Island resumes, hourly, after storm", lede}, "edited"},
		{"summary edited", [4]string{known[0], "id-1", ferry, lede + " Fares stay the same."}, "edited"},
		{"title and page name edited, same guid", [4]string{"https://lakesidepost.example/2031/ferry-2", "id-1", "Ferry service to Alder Island resumes after the storm", lede}, "edited"},
		{"only case and spacing changed", [4]string{known[0], "id-1", "FERRY service  to Alder Island resumes after storm", lede}, "known"},
		{"guid used again for another story", [4]string{"https://lakesidepost.example/2031/bridge", "id-1", bridge, "Traffic goes by the dam."}, "new"},
		{"link lost, same guid", [4]string{"", "id-1", ferry, lede}, "known"},
		{"link and guid lost, same words", [4]string{"", "", ferry, lede}, "known"},
		{"whole site moved, same words and date", [4]string{"https://newlakeside.example/n/17", "n-17", ferry, lede}, "known"},
		{"another story", [4]string{"https://lakesidepost.example/2031/bridge", "id-2", bridge, "Traffic goes by the dam."}, "new"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := outcome(Reconcile(made(known), made(row.now))); got != row.want {
				t.Errorf("Reconcile(%q, %q) = %s, want %s", known, row.now, got, row.want)
			}
		})
	}
}

func outcome(changes []Change) string {
	switch {
	case len(changes) == 0:
		return "known"
	case len(changes) > 1:
		return "several"
	case changes[0].Known == 0:
		return "edited"
	}
	return "new"
}

func TestReconcilePassesOverDates(t *testing.T) {
	t.Parallel()
	known := made([4]string{"https://lakesidepost.example/a", "a", "Rain expected", ""})
	later := made([4]string{"https://lakesidepost.example/a", "a", "Rain expected", ""})
	later[0].Published = noon.Add(5 * time.Hour)
	if changes := Reconcile(known, later); len(changes) != 0 {
		t.Errorf("Reconcile with a later date = %v, want no change", changes)
	}
}

func TestReconcileKeepsRepeatedFormsApart(t *testing.T) {
	t.Parallel()
	today := made([4]string{"https://lakesidepost.example/w/4", "w4", "Weather tomorrow", "Our forecast for the valley."})
	tomorrow := made([4]string{"https://lakesidepost.example/w/5", "w5", "Weather tomorrow", "Our forecast for the valley."})
	tomorrow[0].Published = noon.Add(24 * time.Hour)
	if got := outcome(Reconcile(today, tomorrow)); got != "new" {
		t.Errorf("Reconcile of the same form a day later = %s, want new", got)
	}
}

func TestIdentifyDropsWhatItemsShare(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		items []Item
		want  []Identity // without content
	}{
		{"one guid for every item", made(
			[4]string{"https://lakesidepost.example/a", "feed", "Alder ferry", ""},
			[4]string{"https://lakesidepost.example/b", "feed", "Mill bridge", ""},
		), []Identity{{Link: "lakesidepost.example/a"}, {Link: "lakesidepost.example/b"}}},
		{"one link for every item", made(
			[4]string{"https://lakesidepost.example/live", "1", "Alder ferry", ""},
			[4]string{"https://lakesidepost.example/live", "2", "Mill bridge", ""},
		), []Identity{{GUID: "1"}, {GUID: "2"}}},
		{"the front page for one item", made(
			[4]string{"https://www.lakesidepost.example", "1", "Alder ferry", ""},
		), []Identity{{GUID: "1"}}},
		{"neither link nor guid", made(
			[4]string{"", "", "Alder ferry", ""},
			[4]string{"", "", "Mill bridge", ""},
		), []Identity{{}, {}}},
		{"one item listed twice", made(
			[4]string{"https://lakesidepost.example/a", "a", "Alder ferry", ""},
			[4]string{"https://lakesidepost.example/a?utm_medium=feed", "a", "Alder ferry", ""},
		), []Identity{{Link: "lakesidepost.example/a", GUID: "a"}}},
		{"versions numbered in a guid that is a link", made(
			[4]string{"https://lakesidepost.example/a", "https://lakesidepost.example/a#2", "Alder ferry", ""},
		), []Identity{{Link: "lakesidepost.example/a", GUID: "lakesidepost.example/a"}}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var got []Identity
			for _, item := range row.items {
				if item.Identity.Content == "" {
					t.Errorf("item %q has no content hash", item.Title)
				}
				got = append(got, Identity{Link: item.Identity.Link, GUID: item.Identity.GUID})
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("identities (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLikeness(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, a, b string
		alike      bool
	}{
		{"a word added", "Council votes to close bridge", "Council votes to close the old bridge", true},
		{"a number updated", "Storm leaves 12 homes without power", "Storm leaves 140 homes without power", true},
		{"script without spaces", "島の定期船が嵐のあと再開", "島の定期船が再開、嵐のあと", true},
		{"another story of the same council", "Council votes to close the old bridge", "Council chair resigns over library sale", false},
		{"another story", "Ferry service resumes", "Orchard growers fear late frost", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := likeness(row.a, row.b); got >= alike != row.alike {
				t.Errorf("likeness(%q, %q) = %.2f, want at least %.2f: %t", row.a, row.b, got, alike, row.alike)
			}
		})
	}
}

func TestReconcileTellsEntriesOfOnePageApart(t *testing.T) {
	t.Parallel()
	const page = "https://lakesidepost.example/day/4"
	ferry, bridge := [4]string{page + "#a", page + "#a", "Ferry resumes", ""}, [4]string{page + "#b", page + "#b", "Bridge to close", ""}
	rain := [4]string{page + "#c", page + "#c", "Rain expected", ""}
	undated := func(items []Item) []Item {
		for i := range items {
			items[i].Published = time.Time{}
		}
		return items
	}
	if items := made(ferry, bridge, rain); len(items) != 3 || items[1].Link != page+"#b" {
		t.Fatalf("items of one page = %+v, want three with their fragments", items)
	}
	// The first alone bears no fragment; it is known again beside the second.
	alone, both := undated(made(ferry)), undated(made(bridge, ferry))
	changes := Reconcile(alone, both)
	if len(changes) != 1 || changes[0].Known != -1 || changes[0].Item.Title != "Bridge to close" {
		t.Errorf("Reconcile = %+v, want the bridge alone, new", changes)
	}
}

func TestReconcileKeepsOldNewsOld(t *testing.T) {
	t.Parallel()
	known := made([4]string{"https://lakesidepost.example/a", "a", "Rain expected", "2 comments"})
	known[0].Old = true
	edited := made([4]string{"https://lakesidepost.example/a", "a", "Rain expected", "3 comments"})
	if changes := Reconcile(known, edited); len(changes) != 1 || !changes[0].Item.Old {
		t.Errorf("Reconcile = %+v, want one edited item, old news", changes)
	}
}
