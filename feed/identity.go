package feed

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
)

// alike is the Sørensen–Dice coefficient over pairs of letters from which two titles count as versions of one.
// Edited headlines in the tests lie above, different headlines of one feed below.
const alike = 0.6

// maxGUID is the longest guid kept as it is, in bytes; longer ones are hashed.
const maxGUID = 300

// A Change is an item that Reconcile found new or edited.
type Change struct {
	Item  Item
	Known int // index of the known item that this one is a new version of; -1 for a new item
}

// Reconcile compares the items of a document with those known of the same feed, and returns what is new or edited, in the
// order of the document. Dates never make a change, and what was old news stays so.
//
// Two items are the same when
//   - their canonical links are equal, whatever happened to guid, title and date; or
//   - their guids are equal, and one has no link or their titles are alike: a page that moved. A guid that comes back with
//     another link and another title was used again for something else; or
//   - their contents are equal, and neither link nor guid speaks against it, or they bear the same date: a site that
//     moved with all its pages; or stand on the same page.
//
// Fragments of links count where a document has several items on one page.
//
// Links and guids that several items of one document share, and links to the site's front page, do not count.
func Reconcile(known, items []Item) []Change {
	all := newIndex(known)
	var changes []Change
	for _, item := range items {
		at := all.find(item)
		switch {
		case at < 0:
			changes = append(changes, Change{Item: item, Known: -1})
			all.add(item)
		case at < len(known) && known[at].Identity.Content != item.Identity.Content:
			item.Old = known[at].Old
			changes = append(changes, Change{Item: item, Known: at})
		}
	}
	return changes
}

// An index finds the items that may be the same as another.
type index struct {
	items  []Item
	byPart map[string][]int // "l" + link, "g" + guid, "c" + content
}

func newIndex(items []Item) *index {
	x := &index{byPart: make(map[string][]int, 3*len(items))}
	for _, item := range items {
		x.add(item)
	}
	return x
}

func (x *index) add(item Item) {
	for _, part := range item.Identity.parts() {
		x.byPart[part] = append(x.byPart[part], len(x.items))
	}
	x.items = append(x.items, item)
}

// find returns the index of the item that is the same as item, or -1. An equal link is preferred to an equal guid, and
// that to equal content.
func (x *index) find(item Item) int {
	for _, part := range item.Identity.parts() {
		for _, at := range x.byPart[part] {
			if same(x.items[at], item) {
				return at
			}
		}
	}
	return -1
}

func (id Identity) parts() []string {
	var parts []string
	if id.Link != "" {
		parts = append(parts, "l"+id.Link)
	}
	if id.GUID != "" {
		parts = append(parts, "g"+id.GUID)
	}
	return append(parts, "c"+id.Content)
}

// same is the rule that Reconcile states.
func same(a, b Item) bool {
	x, y := a.Identity, b.Identity
	bothLinks, bothGUIDs := x.Link != "" && y.Link != "", x.GUID != "" && y.GUID != ""
	switch {
	case bothLinks && x.Link == y.Link:
		return true
	case bothGUIDs && x.GUID == y.GUID:
		return !bothLinks || likeness(a.Title, b.Title) >= alike
	case x.Content == y.Content:
		return !bothLinks && !bothGUIDs || !a.Published.IsZero() && a.Published.Equal(b.Published) ||
			bothLinks && Canonical(a.Link) == Canonical(b.Link)
	}
	return false
}

// identify sets the identities of a document's items, which have links, titles and summaries already, and makes their links
// openable; guids are theirs as the feed gives them, and site is the link of the feed's site. Items that are the same within the
// document are returned once, the first of them.
func identify(items []Item, guids []string, site string) []Item {
	front := Canonical(site)
	links, ids := sharing{}, sharing{}
	crowded := crowdedPages(items)
	for i := range items {
		item := &items[i]
		id := Identity{Link: Canonical(item.Link), GUID: canonicalGUID(guids[i]), Content: contentHash(*item)}
		fragment := fragmentOf(item.Link)
		if u := parseLink(item.Link); u != nil {
			item.Link = openable(u)
		}
		if fragment != "" && crowded[id.Link] {
			item.Link += fragment
			id.Link, id.GUID = id.Link+fragment, cutGUID(guids[i])
		}
		if !strings.ContainsAny(id.Link, "/?#") || id.Link == front {
			id.Link = ""
		}
		item.Identity = id
		links.note(id.Link, cmp.Or(id.GUID, id.Content), id.Content)
		ids.note(id.GUID, cmp.Or(id.Link, id.Content), id.Content)
	}
	once := newIndex(nil)
	for _, item := range items {
		if links.among(item.Identity.Link) {
			item.Identity.Link = ""
		}
		if ids.among(item.Identity.GUID) {
			item.Identity.GUID = ""
		}
		if once.find(item) < 0 {
			once.add(item)
		}
	}
	return once.items
}

// crowdedPages returns the pages, by canonical link, to which several items of a document lead, each to a fragment of its own and
// under another title: a page of the day, or a live report. An article's versions, which some sites number in the fragment,
// have like titles.
func crowdedPages(items []Item) map[string]bool {
	first, crowded := map[string]Item{}, map[string]bool{}
	for _, item := range items {
		fragment := fragmentOf(item.Link)
		if fragment == "" {
			continue
		}
		page := Canonical(item.Link)
		other, seen := first[page]
		if !seen {
			first[page] = item
		} else if fragmentOf(other.Link) != fragment && likeness(other.Title, item.Title) < alike {
			crowded[page] = true
		}
	}
	return crowded
}

// fragmentOf returns a link's fragment with its "#", "" for "#!", which names a page and belongs to the canonical link.
func fragmentOf(link string) string {
	u := parseLink(link)
	if u == nil || u.Fragment == "" || strings.HasPrefix(u.Fragment, "!") {
		return ""
	}
	return "#" + u.EscapedFragment()
}

// sharing notes, for each link or guid of a document, the first other mark and the first content that it came with, and
// whether others came after.
type sharing map[string]sharers

type sharers struct {
	mark, content           string
	otherMark, otherContent bool
}

func (s sharing) note(key, mark, content string) {
	seen, known := s[key]
	if !known {
		seen = sharers{mark: mark, content: content}
	}
	seen.otherMark = seen.otherMark || seen.mark != mark
	seen.otherContent = seen.otherContent || seen.content != content
	s[key] = seen
}

// among reports a key that stands for different items.
func (s sharing) among(key string) bool { return s[key].otherMark && s[key].otherContent }

// canonicalGUID returns a guid that is a link in the form of links: some sites number the versions of an article in its
// fragment.
func canonicalGUID(guid string) string {
	guid = strings.TrimSpace(guid)
	if canonical := Canonical(guid); canonical != "" {
		guid = canonical
	}
	return cutGUID(guid)
}

func cutGUID(guid string) string {
	guid = strings.TrimSpace(guid)
	if len(guid) > maxGUID {
		return hash(guid)
	}
	return guid
}

// contentHash stands for an item's title and summary, whatever their case and spacing; for its link if it has neither, lest
// all such items seem one.
func contentHash(item Item) string {
	text := normal(item.Title) + "\n" + normal(item.Summary)
	if text == "\n" {
		text = Canonical(item.Link)
	}
	return hash(text)
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// fingerprint stands for a document's items, whatever their order and dates.
func fingerprint(items []Item) string {
	lines := make([]string, len(items))
	for i, item := range items {
		lines[i] = item.Identity.Link + "\n" + item.Identity.Content
	}
	slices.Sort(lines)
	return hash(strings.Join(lines, "\n\n"))
}

// normal returns a text's letters and digits in lower case, words apart by one space.
func normal(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), " ")
}

// likeness is the Sørensen–Dice coefficient of two texts over their pairs of letters, which works in scripts with and
// without spaces: 0 for nothing in common, 1 for equal.
func likeness(a, b string) float64 {
	x, y := pairs(a), pairs(b)
	if len(x)+len(y) == 0 {
		return 1
	}
	left := map[[2]rune]int{}
	for _, p := range x {
		left[p]++
	}
	common := 0
	for _, p := range y {
		if left[p] > 0 {
			left[p]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(x)+len(y))
}

// pairs returns the pairs of neighbouring letters within the words of a text.
func pairs(text string) [][2]rune {
	var all [][2]rune
	for word := range strings.FieldsSeq(normal(text)) {
		previous := ' '
		for _, r := range word {
			all = append(all, [2]rune{previous, r})
			previous = r
		}
	}
	return all
}
