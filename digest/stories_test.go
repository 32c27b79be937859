package digest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestHeadlinesAreGroupedAsPeopleGroupThem(t *testing.T) {
	t.Parallel()
	set := headlines(t)
	best, bestAt := 0.0, 0.0
	for hundredths := 6; hundredths <= 30; hundredths += 2 {
		threshold := float64(hundredths) / 100
		stories := groupBy(set.articles, at(threshold))
		precision, recall := set.bCubed(stories)
		f1 := harmonic(precision, recall)
		t.Logf("| %.2f | %.3f | %.3f | %.3f | %d |", threshold, precision, recall, f1, len(stories))
		if f1 > best {
			best, bestAt = f1, threshold
		}
	}
	if best < 0.89 {
		t.Errorf("best B³ F1 = %.3f at %.2f, want 0.89", best, bestAt)
	}
	precision, recall := set.bCubed(Group(set.articles))
	if precision < 0.939 || harmonic(precision, recall) < 0.877 {
		t.Errorf("at what ships: B³ precision %.3f, F1 %.3f; want 0.939 and 0.877", precision, harmonic(precision, recall))
	}
}

// at is one threshold for all.
func at(least float64) threshold { return func(int, bool) float64 { return least } }

// crowded is a set with each of its stories moved to some moment of so many days.
func (set labelled) crowded(days int) labelled {
	rng := rand.New(rand.NewPCG(9, 10))
	moved := map[string]time.Time{}
	crowded := labelled{slices.Clone(set.articles), set.story}
	for i, a := range crowded.articles {
		story := set.story[a.ID]
		if moved[story].IsZero() {
			moved[story] = monday.Add(time.Duration(rng.IntN(days*24)) * time.Hour)
		}
		crowded.articles[i].Published = moved[story]
	}
	return crowded
}

// Whole texts of political stories: of years, and as if all were of one week or of one day.
func TestWholeTextsAreGroupedAsPeopleGroupThem(t *testing.T) {
	t.Parallel()
	set := wholeTexts(t)
	for _, row := range []struct {
		name                 string
		set                  labelled
		precision, harmonic1 float64 // floors
	}{
		{"years", set, .97, .93}, {"a week", set.crowded(7), .95, .87}, {"a day", set.crowded(1), .95, .85},
	} {
		for _, threshold := range []float64{.10, .12, .14, .16, .18, .20, .22} {
			precision, recall := row.set.bCubed(groupBy(row.set.articles, at(threshold)))
			t.Logf("| %s, %.2f | %.3f | %.3f | %.3f |", row.name, threshold, precision, recall, harmonic(precision, recall))
		}
		precision, recall := row.set.bCubed(Group(row.set.articles))
		t.Logf("| %s, what ships | %.3f | %.3f | %.3f |", row.name, precision, recall, harmonic(precision, recall))
		if precision < row.precision || harmonic(precision, recall) < row.harmonic1 {
			t.Errorf("%s: B³ precision %.3f, F1 %.3f; want %.2f and %.2f", row.name, precision, harmonic(precision, recall), row.precision, row.harmonic1)
		}
	}
}

func TestTheMoreArticlesThereAreTheMoreAlikeAStoryIs(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	among := crowds([]time.Time{monday, monday.Add(day), monday.Add(30 * day), {}, monday.Add(31 * day), monday.Add(-60 * day)})
	if want := []int{3, 3, 3, 6, 3, 2}; !slices.Equal(among, want) {
		t.Errorf("crowds = %v, want %v", among, want)
	}
	last := 0.0
	for _, n := range []int{0, 1, 10, 30, 100, 300, 10_000} {
		now := thresholdAmong(n, true)
		if short := thresholdAmong(n, false); short != mostThreshold {
			t.Errorf("the threshold of short texts among %d is %.3f", n, short)
		}
		if now < last || now < leastThreshold || now > mostThreshold {
			t.Errorf("the threshold among %d is %.3f, among fewer %.3f", n, now, last)
		}
		last = now
	}
}

// A digest has a few dozen headlines and not thousands.
func TestAFewHeadlinesAreGroupedToo(t *testing.T) {
	t.Parallel()
	set := headlines(t)
	rng := rand.New(rand.NewPCG(1, 2))
	for _, size := range []int{60, 120, 300} {
		var precision, recall float64
		const samples = 20
		for range samples {
			sample := labelled{story: map[string]string{}}
			for _, i := range rng.Perm(len(set.articles))[:size] {
				a := set.articles[i]
				sample.articles = append(sample.articles, a)
				sample.story[a.ID] = set.story[a.ID]
			}
			p, r := sample.bCubed(Group(sample.articles))
			precision, recall = precision+p/samples, recall+r/samples
		}
		t.Logf("| %d | %.3f | %.3f | %.3f |", size, precision, recall, harmonic(precision, recall))
		if precision < 0.93 || recall < 0.6 {
			t.Errorf("%d headlines: B³ precision %.3f, recall %.3f; want 0.93 and 0.60", size, precision, recall)
		}
	}
}

// In the corpus, the headlines of a story stand seconds apart, as they were crawled. Grouping must not live on that.
func TestGroupingDoesNotLiveOnTheTimesOfTheCorpus(t *testing.T) {
	t.Parallel()
	set := headlines(t)
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range set.articles {
		set.articles[i].Published = time.Unix(1394470000+rng.Int64N(86400), 0)
	}
	precision, recall := set.bCubed(Group(set.articles))
	if precision < 0.93 || recall < 0.80 {
		t.Errorf("with random times within a day: B³ precision %.3f, recall %.3f; want 0.93 and 0.80", precision, recall)
	}
}

func TestInventedNewsInFiveLanguagesIsGrouped(t *testing.T) {
	t.Parallel()
	set := ownStories(t)
	precision, recall := set.bCubed(Group(set.articles))
	if precision < 0.97 || recall < 0.97 {
		t.Errorf("B³ precision %.3f, recall %.3f; want 0.97 each", precision, recall)
	}
	unlabelled := slices.Clone(set.articles)
	for i := range unlabelled {
		unlabelled[i].Language = ""
	}
	if precision, recall = set.bCubed(Group(unlabelled)); precision < 0.97 || recall < 0.97 {
		t.Errorf("languages guessed: B³ precision %.3f, recall %.3f; want 0.97 each", precision, recall)
	}
}

func TestTheResultDoesNotDependOnTheOrderOfArticles(t *testing.T) {
	t.Parallel()
	articles := ownStories(t).articles
	want := Group(articles)
	rng := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		rng.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		if diff := cmp.Diff(want, Group(articles)); diff != "" {
			t.Fatalf("another order, another result (-want +got):\n%s", diff)
		}
	}
}

func TestStoriesComeInTheOrderOfTheirFirstPublication(t *testing.T) {
	t.Parallel()
	var last time.Time
	for _, s := range Group(ownStories(t).articles) {
		first := slices.MinFunc(s.all(), earlier).Published
		if first.Before(last) {
			t.Errorf("story %q of %v stands after one of %v", s.Articles[0].ID, first, last)
		}
		last = first
	}
}

const agency = `The town council of Pellworth has agreed to rebuild the old swimming hall after a debate of five hours. Mayor Hetty
Castellane said the roof would be made of timber from the town's own forest. The hall was closed in 2019 because of damp. Opponents
said that the money would be missing for schools. Building is to begin next spring and to take two years.`

func TestCopiesCountAsOneSource(t *testing.T) {
	t.Parallel()
	own := `A swimming hall with a timber roof: that is what Pellworth will have in three years. Councillors were in good spirits when
Mayor Hetty Castellane brought out the plans on Tuesday night. The old hall has been empty since 2019. "My children learn to swim in a
lake," said Oswin Pardoe, who had come to listen. Some would rather mend the roofs of schools first.`
	title := "Pellworth council votes to rebuild swimming hall"
	tests := map[string]struct {
		articles              []Article
		kept, copies, sources int
	}{
		"the same text on three sites": {[]Article{
			{ID: "1", Source: "a", Title: title, Text: agency},
			{ID: "2", Source: "b", Title: "Swimming hall: Pellworth council to rebuild", Text: agency},
			{ID: "3", Source: "c", Title: title, Text: agency + " The next meeting is in May."},
		}, 1, 2, 1},
		"an agency's text and one of a site's own": {[]Article{
			{ID: "1", Source: "a", Title: title, Text: agency},
			{ID: "2", Source: "b", Title: "Timber roof for Pellworth swimming hall", Text: own},
		}, 2, 0, 2},
		"two texts of one site": {[]Article{
			{ID: "1", Source: "Post", Title: title, Text: agency},
			{ID: "2", Source: "post", Title: "Timber roof for Pellworth swimming hall", Text: own},
		}, 2, 0, 1},
		"one title with and without the site's name": {[]Article{
			{ID: "1", Source: "a", Title: title},
			{ID: "2", Source: "b", Title: title + " | The Pellworth Post"},
		}, 1, 1, 1},
		"one ID twice": {[]Article{
			{ID: "1", Source: "a", Title: title},
			{ID: "1", Source: "b", Title: title},
		}, 1, 0, 1},
		"sources without a name are each their own": {[]Article{
			{ID: "1", Title: title, Text: agency},
			{ID: "2", Title: "Timber roof for Pellworth swimming hall", Text: own},
		}, 2, 0, 2},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stories := Group(test.articles)
			if len(stories) != 1 {
				t.Fatalf("Group gives %d stories, want 1", len(stories))
			}
			s := stories[0]
			if len(s.Articles) != test.kept || len(s.Copies) != test.copies || s.Sources != test.sources {
				t.Errorf("Group gives %d articles, %d copies, %d sources; want %d, %d, %d",
					len(s.Articles), len(s.Copies), s.Sources, test.kept, test.copies, test.sources)
			}
		})
	}
}

func TestTheSameWordsWeeksApartAreTwoStories(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	first := Article{ID: "1", Title: "Pellworth council debates the swimming hall budget", Published: day}
	later := Article{ID: "2", Title: "Pellworth council debates swimming hall budget once more", Published: day.Add(24 * time.Hour)}
	if got := len(Group([]Article{first, later})); got != 1 {
		t.Errorf("a day apart: %d stories, want 1", got)
	}
	later.Published = day.Add(21 * 24 * time.Hour)
	if got := len(Group([]Article{first, later})); got != 2 {
		t.Errorf("three weeks apart: %d stories, want 2", got)
	}
}

// One headline on thousands of sites has more neighbours than are looked at for each.
func TestAFloodOfOneHeadlineIsOneStory(t *testing.T) {
	t.Parallel()
	for name, title := range map[string]string{
		"the same title":  "Ferry Marlene runs aground off Kestrel Point",
		"almost the same": "Ferry Marlene runs aground off Kestrel Point %d",
	} {
		var articles []Article
		for i := range 2_000 {
			a := Article{ID: fmt.Sprint(i), Source: fmt.Sprint(i % 50), Title: title}
			if strings.Contains(title, "%d") {
				a.Title = fmt.Sprintf(title, i)
			}
			articles = append(articles, a)
		}
		if got := len(Group(articles)); got != 1 {
			t.Errorf("%s: %d stories, want 1", name, got)
		}
	}
}

func TestNothingAndOddArticlesAreNoTrouble(t *testing.T) {
	t.Parallel()
	if got := Group(nil); len(got) != 0 {
		t.Errorf("Group(nil) = %v, want none", got)
	}
	odd := []Article{{ID: "empty"}, {ID: "marks", Title: "?!"}, {ID: "broken", Title: "\xff\xfe", Text: "\xff"}, {ID: "stop words", Title: "the of and"}}
	if got := len(Group(odd)); got != len(odd) {
		t.Errorf("%d stories of %d articles that say nothing, want each its own", got, len(odd))
	}
}

func FuzzGroup(f *testing.F) {
	f.Add("Ferry runs aground off Kestrel Point\nFerry aground at Kestrel Point\n東京で地震\n地震が東京で", "de")
	f.Add("Зеленський 1,8 млн\n1.8m Zelenskyy ''s\n\xff\x00", "")
	f.Fuzz(func(t *testing.T, text, language string) {
		var articles []Article
		for i, line := range strings.Split(text, "\n") {
			title, body, _ := strings.Cut(line, "\t")
			articles = append(articles, Article{ID: fmt.Sprint(i), Title: title, Text: body, Language: language, Source: body})
		}
		stories := Group(articles)
		count := 0
		for _, s := range stories {
			if len(s.Articles) == 0 || s.Sources < 1 || s.Sources > len(s.all()) {
				t.Errorf("a story of %d articles, %d copies, %d sources", len(s.Articles), len(s.Copies), s.Sources)
			}
			count += len(s.all())
			told := News(s, nil).Tell([]string{text}, time.Unix(0, 0))
			if again := News(s, []Seen{told}); len(again.New) > 0 || again.Continues == nil {
				t.Errorf("a story that was told has %d new articles", len(again.New))
			}
		}
		if count != len(articles) {
			t.Errorf("%d articles in stories, want %d", count, len(articles))
		}
		if diff := cmp.Diff(stories, Group(articles)); diff != "" {
			t.Errorf("the same articles, another result:\n%s", diff)
		}
	})
}
