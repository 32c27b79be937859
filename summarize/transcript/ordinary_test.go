package transcript

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/article"
	"parley/corpora"
)

// ordinary are the articles of a corpus, where it lies.
func ordinary(t *testing.T, corpus string) []*article.Article {
	t.Helper()
	folder := corpora.Path(t, corpus)
	if corpus == "polnear" {
		return ofLines(t, filepath.Join(folder, "train.jsonl"))
	}
	names, err := filepath.Glob(filepath.Join(folder, "html", "*.gz"))
	if err != nil {
		t.Fatal(err)
	}
	var articles []*article.Article
	const most = 100 // pages: under the race detector each costs a second
	for i := 0; i < len(names); i += max(1, len(names)/most) {
		name := names[i]
		if a, err := article.Extract(unzipped(t, name), "text/html", "https://lakesidepost.example/a"); err == nil {
			articles = append(articles, a)
		}
	}
	return articles
}

func unzipped(t *testing.T, name string) []byte {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	zipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(zipped)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func ofLines(t *testing.T, name string) []*article.Article {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var articles []*article.Article
	lines := bufio.NewScanner(file)
	for lines.Buffer(nil, 1<<24); lines.Scan(); {
		var row struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		articles = append(articles, &article.Article{Text: row.Text, Language: "en"})
	}
	return articles
}

// Of what ordinary articles say, next to nothing is taken for an order.
func TestFewSentencesOfOrdinaryArticlesAreOrders(t *testing.T) {
	t.Parallel()
	for corpus, most := range map[string]float64{"polnear": 0.003, "extraction": 0.003, "pages": 0.003} {
		t.Run(corpus, func(t *testing.T) {
			t.Parallel()
			orders, all := 0, 0
			var found []string
			for _, a := range ordinary(t, corpus) {
				for _, s := range Read(a).Sentences {
					all++
					if s.Order {
						orders++
						mark := "  "
						if IsSoliciting(s.Text) {
							mark = "S "
						}
						found = append(found, mark+strings.Join(strings.Fields(s.Text), " "))
					}
				}
			}
			share := float64(orders) / float64(max(all, 1))
			t.Logf("%d of %d sentences (%.2f %%)", orders, all, 100*share)
			if share > most {
				t.Errorf("%.2f %% of the sentences are taken for orders; at most %.1f %% may be", 100*share, 100*most)
			}
			if testing.Verbose() {
				t.Log(strings.Join(found, "\n"))
			}
		})
	}
}
