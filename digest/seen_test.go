package digest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var monday = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// storyOf is the one story of the own set that has an article.
func storyOf(t *testing.T, stories []Story, id string) Story {
	t.Helper()
	for _, s := range stories {
		if slices.ContainsFunc(s.all(), func(a Article) bool { return a.ID == id }) {
			return s
		}
	}
	t.Fatalf("no story has %q", id)
	return Story{}
}

func without(articles []Article, prefix, but string) []Article {
	return slices.DeleteFunc(slices.Clone(articles), func(a Article) bool { return strings.HasPrefix(a.ID, prefix) && a.ID != but })
}

func ids(articles []Article) []string {
	var all []string
	for _, a := range articles {
		all = append(all, a.ID)
	}
	return all
}

// tellAll tells a channel all stories, and takes what it has seen through JSON, as a store does.
func tellAll(t *testing.T, stories []Story, seen []Seen, now time.Time) []Seen {
	t.Helper()
	var told []Seen
	for _, s := range stories {
		told = append(told, News(s, seen).Tell(nil, now))
	}
	data, err := json.Marshal(told)
	if err != nil {
		t.Fatal(err)
	}
	var back []Seen
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(told, back); diff != "" {
		t.Fatalf("what a channel has seen does not survive JSON (-want +got):\n%s", diff)
	}
	return back
}

func TestAStoryThatWasToldHasNothingNew(t *testing.T) {
	t.Parallel()
	stories := Group(ownStories(t).articles)
	seen := tellAll(t, stories, nil, monday)
	for _, s := range stories {
		n := News(s, seen)
		if len(n.New) != 0 || n.Continues == nil || len(n.Old) != len(s.Articles) {
			t.Errorf("%s: new %v, continues %v; want nothing new", s.Articles[0].ID, ids(n.New), n.Continues != nil)
		}
	}
}

func TestANewArticleOfAKnownStoryIsNew(t *testing.T) {
	t.Parallel()
	all := ownStories(t).articles
	first := Group(without(without(all, "election/analyst", ""), "storm/", ""))
	seen := tellAll(t, first, nil, monday)
	told := News(storyOf(t, first, "election/capital-wire.en"), nil)

	today := Group(without(all, "election/capital-wire", ""))
	election := News(storyOf(t, today, "election/analyst.en"), seen)
	if want := []string{"election/analyst.en"}; !cmp.Equal(ids(election.New), want) {
		t.Errorf("new of the election: %v, want %v", ids(election.New), want)
	}
	if election.Continues == nil || election.Key != told.Key {
		t.Errorf("the election's key is %q, want that of the day before, %q", election.Key, told.Key)
	}
	storm := News(storyOf(t, today, "storm/south-herald.en"), seen)
	if storm.Continues != nil || len(storm.New) != 3 || len(storm.Old) != 0 {
		t.Errorf("the storm: continues %v, %d new, %d old; want a new story of 3", storm.Continues != nil, len(storm.New), len(storm.Old))
	}
}

func TestAStoryIsKnownAgainByItsWordsAlone(t *testing.T) {
	t.Parallel()
	all := ownStories(t).articles
	seen := tellAll(t, Group(without(all, "ferry/", "ferry/harbour-post.en")), nil, monday)
	n := News(storyOf(t, Group(without(all, "ferry/harbour-post", "")), "ferry/coastline.en"), seen)
	if n.Continues == nil || len(n.New) != 3 || len(n.Old) != 0 {
		t.Errorf("the ferry: continues %v, %d new, %d old; want what it was, with 3 new", n.Continues != nil, len(n.New), len(n.Old))
	}
}

func TestACopyOfWhatWasToldIsNotNew(t *testing.T) {
	t.Parallel()
	title := "Pellworth council votes to rebuild swimming hall"
	seen := tellAll(t, Group([]Article{{ID: "1", Source: "a", Title: title, Text: agency}}), nil, monday)
	for name, a := range map[string]Article{
		"the same title elsewhere": {ID: "2", Source: "b", Title: title + " - Pellworth Post"},
		"the same text elsewhere":  {ID: "2", Source: "b", Title: "A new swimming hall", Text: agency},
	} {
		if n := News(Group([]Article{a})[0], seen); len(n.New) != 0 {
			t.Errorf("%s: counts as new", name)
		}
	}
}

func TestAColumnOfTheSameTitleIsNewEveryDay(t *testing.T) {
	t.Parallel()
	title := "Five things to know in Pellworth this morning"
	own := ownStories(t).articles
	seen := tellAll(t, Group([]Article{{ID: "1", Source: "a", Title: title, Text: agency}}), nil, monday)
	n := News(Group([]Article{{ID: "2", Source: "a", Title: title, Text: own[0].Text}})[0], seen)
	if len(n.New) != 1 {
		t.Error("the next day's column counts as told")
	}
}

func TestClaimsAreNewOnce(t *testing.T) {
	t.Parallel()
	story := Group([]Article{{ID: "1", Title: "Pellworth council votes to rebuild swimming hall"}})[0]
	claims := []string{"The mayor wants a timber roof.", "The opposition wants new schools first."}
	fresh := News(story, nil)
	if got := fresh.NewClaims(claims); !cmp.Equal(got, claims) {
		t.Errorf("new claims of a new story: %q, want all", got)
	}
	later := News(story, []Seen{fresh.Tell(claims, monday)})
	got := later.NewClaims([]string{"the Mayor wants a roof of timber", "The mayor offers a vote on the roof."})
	if want := []string{"The mayor offers a vote on the roof."}; !cmp.Equal(got, want) {
		t.Errorf("new claims: %q, want %q", got, want)
	}
}

func TestAMemoryStaysSmallAndExpires(t *testing.T) {
	t.Parallel()
	title := "Pellworth council votes to rebuild swimming hall "
	seen := News(Group([]Article{{ID: "first", Title: title}})[0], nil).Tell(nil, monday)
	key := seen.Key
	for day := range 100 {
		var articles []Article
		for n := range 20 {
			id := string(rune('a'+n)) + strings.Repeat("x", day)
			articles = append(articles, Article{ID: id, Source: id, Title: title + id})
		}
		novelty := News(Group(articles)[0], []Seen{seen})
		if novelty.Continues == nil {
			t.Fatalf("day %d does not continue the story", day)
		}
		seen = novelty.Tell([]string{"claim " + strings.Repeat("y", day)}, monday.Add(time.Duration(day)*24*time.Hour))
	}
	data, err := json.Marshal(seen)
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 24<<10 {
		t.Errorf("after 100 days a story's memory takes %d bytes, want 24 kB at most", len(data))
	}
	if seen.Key != key {
		t.Errorf("the story's key became %q", seen.Key)
	}
}

// Every second headline was told; the others are the next day's.
func TestContinuedHeadlinesAreKnownAgain(t *testing.T) {
	t.Parallel()
	set := headlines(t)
	var days [2][]Article
	for i, a := range set.articles {
		days[i%2] = append(days[i%2], a)
	}
	labels := map[string]string{}
	var seen []Seen
	for _, s := range Group(days[0]) {
		one := News(s, nil).Tell(nil, monday)
		seen = append(seen, one)
		labels[one.Key] = set.label(s)
	}
	var right, wrong float64
	for _, s := range Group(days[1]) {
		switch n := News(s, seen); {
		case n.Continues == nil:
		case labels[n.Key] == set.label(s):
			right += float64(len(s.all()))
		default:
			wrong += float64(len(s.all()))
		}
	}
	precision, recall := right/(right+wrong), right/float64(len(days[1]))
	t.Logf("headlines in a story that is known again: precision %.3f, recall %.3f", precision, recall)
	if precision < 0.98 || recall < 0.9 {
		t.Errorf("known again: precision %.3f, recall %.3f; want 0.98 and 0.90", precision, recall)
	}
}

// label is the story that most of a story's articles belong to.
func (set labelled) label(s Story) string {
	count := map[string]int{}
	best := ""
	for _, a := range s.all() {
		name := set.story[a.ID]
		if count[name]++; count[name] > count[best] {
			best = name
		}
	}
	return best
}
