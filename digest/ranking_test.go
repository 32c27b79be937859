package digest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/article"
)

// ranked makes a story of so many sources, each with one article of an age.
func ranked(id string, sources int, age time.Duration) Story {
	s := Story{Sources: sources}
	for n := range sources {
		s.Articles = append(s.Articles, Article{ID: fmt.Sprintf("%s%d", id, n), Title: id, Published: monday.Add(-age)})
	}
	return s
}

func titles(stories []Story) []string {
	var all []string
	for _, s := range stories {
		all = append(all, s.Articles[0].Title)
	}
	return all
}

func TestRankOrdersByWhatMatters(t *testing.T) {
	t.Parallel()
	half := ranked("half", 4, 0)
	half.Articles[0].Title, half.Articles[1].Title = "half roof", "half roof"
	timeless := ranked("timeless", 2, 0)
	for i := range timeless.Articles {
		timeless.Articles[i].Published = time.Time{}
	}
	tests := map[string]struct {
		stories []Story
		topics  func(Article) bool
		want    []string
	}{
		"more independent sources come first": {[]Story{ranked("two", 2, 0), ranked("five", 5, 0), ranked("one", 1, 0)}, nil, []string{"five", "two", "one"}},
		"the fresher of equals comes first":   {[]Story{ranked("old", 2, 20*time.Hour), ranked("new", 2, time.Hour)}, nil, []string{"new", "old"}},
		"a great story of yesterday beats a small one of today": {
			[]Story{ranked("small", 1, 0), ranked("great", 12, 24*time.Hour)}, nil, []string{"great", "small"}},
		"an hour does not outweigh a source": {[]Story{ranked("two", 2, 0), ranked("three", 3, time.Hour)}, nil, []string{"three", "two"}},
		"a story wholly on topic beats one that touches it": {
			[]Story{half, ranked("roof", 4, 0)}, func(a Article) bool { return strings.Contains(a.Title, "roof") }, []string{"roof", "half roof"}},
		"the future counts as now, and no time too": {
			[]Story{ranked("future", 1, -48*time.Hour), timeless, ranked("now", 3, 0)}, nil, []string{"now", "timeless", "future"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kept, off := Rank(test.stories, monday, test.topics)
			if got := titles(kept); !cmp.Equal(got, test.want) {
				t.Errorf("Rank gives %v, want %v", got, test.want)
			}
			if len(off) != 0 {
				t.Errorf("off topic: %v, want none", titles(off))
			}
		})
	}
}

func TestRankPutsWhatIsOffTopicApart(t *testing.T) {
	t.Parallel()
	stories := []Story{ranked("football", 9, 0), ranked("one", 3, 0), ranked("two", 4, 0)}
	on, off := Rank(stories, monday, func(a Article) bool { return a.Title != "football" })
	if got, want := titles(on), []string{"two", "one"}; !cmp.Equal(got, want) {
		t.Errorf("Rank gives %v, want %v", got, want)
	}
	if got, want := titles(off), []string{"football"}; !cmp.Equal(got, want) {
		t.Errorf("off topic: %v, want %v", got, want)
	}
}

// carried makes a story of articles on sites, of which the second and further ones are copies of the first.
func carried(id string, kind article.PageKind, sites ...string) Story {
	s := Story{Sources: 1}
	for n, site := range sites {
		a := Article{ID: id + site, Title: id, Source: site, Kind: kind, Published: monday}
		if n == 0 {
			s.Articles = append(s.Articles, a)
			continue
		}
		s.Copies = append(s.Copies, a)
	}
	return s
}

func TestWhatEditorsChoseCountsMore(t *testing.T) {
	t.Parallel()
	agency, twice := carried("agency", "", "a", "b", "c"), carried("one site", "", "a", "a", "A")
	both := ranked("two voices", 2, 0)
	live, view := carried("live", article.Live, "a", "b", "c", "d"), carried("view", article.Opinion, "a", "b", "c", "d", "e")
	on, _ := Rank([]Story{view, live, twice, both, agency}, monday, nil)
	if got, want := titles(on), []string{"agency", "two voices", "one site", "live", "view"}; !cmp.Equal(got, want) {
		t.Errorf("Rank gives %v, want %v", got, want)
	}
}
