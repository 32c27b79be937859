package digest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
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
			kept, out := Rank(test.stories, monday, test.topics, 10)
			if got := titles(kept); !cmp.Equal(got, test.want) {
				t.Errorf("Rank gives %v, want %v", got, test.want)
			}
			if len(out.OffTopic)+len(out.Minor) != 0 {
				t.Errorf("Rank left out %v and %v, want none", titles(out.OffTopic), titles(out.Minor))
			}
		})
	}
}

func TestRankTellsWhatItLeftOut(t *testing.T) {
	t.Parallel()
	copied := ranked("copied", 1, 0)
	copied.Copies = []Article{{ID: "c1"}, {ID: "c2"}}
	stories := []Story{ranked("football", 9, 0), ranked("one", 3, 0), copied, ranked("two", 4, 0)}
	kept, out := Rank(stories, monday, func(a Article) bool { return a.Title != "football" }, 2)
	if got, want := titles(kept), []string{"two", "one"}; !cmp.Equal(got, want) {
		t.Errorf("Rank keeps %v, want %v", got, want)
	}
	if got, want := titles(out.OffTopic), []string{"football"}; !cmp.Equal(got, want) {
		t.Errorf("off topic: %v, want %v", got, want)
	}
	if got, want := titles(out.Minor), []string{"copied"}; !cmp.Equal(got, want) {
		t.Errorf("in smaller stories: %v, want %v", got, want)
	}
	if kept, _ := Rank(stories, monday, nil, 0); len(kept) != 0 {
		t.Errorf("Rank with most 0 keeps %v", titles(kept))
	}
}
