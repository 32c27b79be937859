package digest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"parley/corpora"
)

// labelled is articles, and the story that people put each one into.
type labelled struct {
	articles []Article
	story    map[string]string // by ID
}

// headlines is the labelled headlines of 2014 that are kept beside the repository.
func headlines(t testing.TB) labelled { return labelledIn(t, "clustering", "headlines-dev.jsonl") }

// wholeTexts is the stories of three articles each that are kept there.
func wholeTexts(t testing.TB) labelled { return labelledIn(t, "stories", "articles.jsonl") }

func labelledIn(t testing.TB, elements ...string) labelled {
	t.Helper()
	file, err := os.Open(corpora.Path(t, elements...))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	set := labelled{story: map[string]string{}}
	for lines := json.NewDecoder(file); lines.More(); {
		var one struct {
			ID, Title, Host, Story, Text string
			Time                         int64 `json:"time_ms"`
		}
		if err := lines.Decode(&one); err != nil {
			t.Fatal(err)
		}
		set.articles = append(set.articles, Article{
			ID: one.ID, Title: one.Title, Text: one.Text, Source: one.Host, Language: "en", Published: time.UnixMilli(one.Time),
		})
		set.story[one.ID] = one.Story
	}
	return set
}

// ownStories is the invented news of testdata/stories.txtar.
func ownStories(t testing.TB) labelled {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "stories.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	set := labelled{story: map[string]string{}}
	for _, file := range archive.Files {
		story, rest, _ := strings.Cut(file.Name, "/")
		source, language, _ := strings.Cut(rest, ".")
		lines := strings.SplitN(string(file.Data), "\n", 3)
		published, err := time.Parse(time.RFC3339, lines[1])
		if err != nil {
			t.Fatalf("%s: %v", file.Name, err)
		}
		set.articles = append(set.articles, Article{
			ID: file.Name, Title: lines[0], Text: lines[2], Source: source, Language: language, Published: published,
		})
		set.story[file.Name] = story
	}
	return set
}

// bCubed is the precision and recall of stories, in the mean over articles: of an article's story, the share that belongs with it,
// and of what belongs with it, the share that is there (Bagga and Baldwin 1998).
func (set labelled) bCubed(stories []Story) (precision, recall float64) {
	size := map[string]float64{}
	for _, name := range set.story {
		size[name]++
	}
	articles := 0.0
	for _, s := range stories {
		members := s.all()
		count := map[string]float64{}
		for _, a := range members {
			count[set.story[a.ID]]++
		}
		for name, n := range count {
			precision += n * n / float64(len(members))
			recall += n * n / size[name]
		}
		articles += float64(len(members))
	}
	return precision / articles, recall / articles
}

func harmonic(a, b float64) float64 { return 2 * a * b / (a + b) }
