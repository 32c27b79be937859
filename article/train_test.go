package article

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"parley/corpora"
)

var train = flag.Bool("train", false, "learn weights.txt from the pages of PARLEY_SHARED, and say how well it does on pages left out")

// A marked page is one whose article people marked: its blocks, their clues, and which of them are the article's.
type markedPage struct {
	set, truth string
	*sighting
	title string
	gold  []bool
	cost  []float64        // what a mistake about a block costs
	clues [][]weightedClue // of the first round; the second round's are added
}

type weightedClue struct {
	id    int
	value float64
}

// TestTrain learns what clues are worth by logistic regression, in two rounds: the second one sees what a first round
// says that was trained without the page. The same pages give the same table.
//
//	go test -run TestTrain -train -timeout 1h ./article
func TestTrain(t *testing.T) {
	if !*train {
		t.Skip("learns weights.txt only when asked with -train")
	}
	pages := markedPages(t)
	names := &clueNames{ids: map[string]int{}}
	for _, p := range pages {
		for i := range p.blocks {
			p.clues = append(p.clues, names.collect(func(say clue) { p.sighting.clues(i, say) }))
		}
	}
	first := fit(pages, len(names.all))
	left := leaveOut(pages, len(names.all))
	for n, p := range pages {
		around := p.around(left[n])
		for i := range p.blocks {
			p.clues[i] = append(p.clues[i], names.collect(func(say clue) { around.clues(i, say) })...)
		}
	}
	second := fit(pages, len(names.all))
	report(t, pages, leaveOut(pages, len(names.all)))

	var table []string
	for i, name := range names.all {
		one := 0.0
		if i < len(first) {
			one = first[i]
		}
		table = append(table, fmt.Sprintf("%s\t%.3f\t%.3f\n", name, one, second[i]))
	}
	slices.Sort(table)
	if err := os.WriteFile("weights.txt", []byte(strings.Join(table, "")), 0o644); err != nil {
		t.Fatal(err)
	}
}

type clueNames struct {
	ids map[string]int
	all []string
}

func (c *clueNames) collect(tell func(clue)) (clues []weightedClue) {
	tell(func(name string, value float64) {
		id, ok := c.ids[name]
		if !ok {
			id = len(c.all)
			c.ids[name] = id
			c.all = append(c.all, name)
		}
		clues = append(clues, weightedClue{id, value})
	})
	// Some are told in the order of a map.
	slices.SortFunc(clues, func(a, b weightedClue) int { return strings.Compare(c.all[a.id], c.all[b.id]) })
	return clues
}

// markedPages reads the articles of both sets, in the order of their names.
func markedPages(t *testing.T) (pages []*markedPage) {
	for _, set := range []string{"extraction", "pages"} {
		folder := corpora.Path(t, set)
		data, err := os.ReadFile(filepath.Join(folder, "ground-truth.json"))
		if err != nil {
			t.Fatal(err)
		}
		var truth map[string]struct {
			ArticleBody string `json:"articleBody"`
			MainContent string `json:"main_content"`
			Type        string `json:"type"`
		}
		if err := json.Unmarshal(data, &truth); err != nil {
			t.Fatal(err)
		}
		for _, name := range sortedKeys(truth) {
			body := truth[name].ArticleBody + truth[name].MainContent
			if kind := truth[name].Type; kind != "" && kind != "article" || body == "" {
				continue
			}
			if p := markPage(t, filepath.Join(folder, "html", name+".html.gz"), body, set); p != nil {
				pages = append(pages, p)
			}
		}
	}
	return pages
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func unzipped(t *testing.T, name string) []byte {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func markPage(t *testing.T, name, truth, set string) *markedPage {
	doc, err := parse(context.Background(), decode(unzipped(t, name), "text/html"))
	if err != nil {
		return nil
	}
	base := &url.URL{}
	of := readFacts(doc, base)
	removeHidden(t.Context(), doc)
	if !isOrdinary(doc) {
		return nil
	}
	blocks := readBlocks(doc)
	got := read(doc, base, of, true)
	p := &markedPage{set: set, truth: truth, title: of.title, sighting: sight(blocks, got.trafilatura, got.readability, of)}
	p.mark()
	return p
}

// mark says which blocks stand in the marked article: long ones by most of their words, short ones as a line of their own,
// each once.
func (p *markedPage) mark() {
	all := newWindows([]block{{text: p.truth}})
	lines, used := map[string]bool{}, map[string]bool{}
	for line := range strings.Lines(p.truth) {
		lines[letters(line)] = true
	}
	size := float64(len(wordsOf(p.truth)))
	for i, b := range p.blocks {
		words := letters(b.text)
		gold := lines[words]
		if p.near[i] >= 0 {
			gold = all.have(words) && !used[words]
		}
		used[words] = used[words] || gold
		p.gold = append(p.gold, gold)
		n := float64(len(wordsOf(b.text)))
		if p.set == "extraction" {
			n *= 3
		}
		p.cost = append(p.cost, (math.Pow(n, .75)+1)/math.Sqrt(size+50))
	}
}

// fit is logistic regression by AdaGrad, averaged over the second half of its rounds.
func fit(pages []*markedPage, n int) []float64 {
	const rounds, rate, decay = 8, .3, 1e-5
	w, mean, square := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range square {
		square[i] = 1e-3
	}
	var order [][2]int
	for at, p := range pages {
		for i := range p.blocks {
			order = append(order, [2]int{at, i})
		}
	}
	random := rand.New(rand.NewSource(1))
	for round := range rounds {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, at := range order {
			p, i := pages[at[0]], at[1]
			off := 1 / (1 + math.Exp(-sum(w, p.clues[i])))
			if p.gold[i] {
				off--
			}
			for _, c := range p.clues[i] {
				g := off*p.cost[i]*c.value + decay*w[c.id]
				square[c.id] += g * g
				w[c.id] -= rate * g / math.Sqrt(square[c.id])
			}
		}
		if round >= rounds/2 {
			for i := range w {
				mean[i] += w[i] / (rounds - rounds/2)
			}
		}
	}
	return mean
}

func sum(w []float64, clues []weightedClue) (z float64) {
	for _, c := range clues {
		z += w[c.id] * c.value
	}
	return z
}

// leaveOut scores each fifth of the pages with what the other four teach.
func leaveOut(pages []*markedPage, n int) [][]float64 {
	scores := make([][]float64, len(pages))
	for fold := range 5 {
		var others []*markedPage
		for i, p := range pages {
			if i%5 != fold {
				others = append(others, p)
			}
		}
		w := fit(others, n)
		for i, p := range pages {
			if i%5 == fold {
				for _, clues := range p.clues {
					scores[i] = append(scores[i], sum(w, clues))
				}
			}
		}
	}
	return scores
}

// report logs the mean F1 over words of each set, furniture taken out, by scores of pages that were left out.
func report(t *testing.T, pages []*markedPage, scores [][]float64) {
	sums, counts := map[string]float64{}, map[string]int{}
	for n, p := range pages {
		var kept []block
		for i, b := range p.blocks {
			if scores[n][i] > keepFrom {
				kept = append(kept, b)
			}
		}
		f, _, _ := wordF1(joinBlocks(dropFurniture(kept, p.title)), p.truth)
		sums[p.set] += f
		counts[p.set]++
	}
	for set, n := range counts {
		t.Logf("%s: F1 over words %.4f on %d pages, each left out of what it was read with", set, sums[set]/float64(n), n)
	}
}

// wordF1 compares two texts as multisets of words.
func wordF1(got, want string) (f1, precision, recall float64) {
	count := func(s string) map[string]int {
		words := map[string]int{}
		for _, w := range wordsOf(strings.ToLower(s)) {
			words[w]++
		}
		return words
	}
	g, w := count(got), count(want)
	common := 0
	for s, n := range w {
		common += min(n, g[s])
	}
	if common == 0 {
		return 0, 0, 0
	}
	precision, recall = float64(common)/float64(total(g)), float64(common)/float64(total(w))
	return 2 * precision * recall / (precision + recall), precision, recall
}

// TestPagesOfTheOpenWeb holds what the weights make of the pages that they were learned from, and the kinds of the others.
func TestPagesOfTheOpenWeb(t *testing.T) {
	t.Parallel()
	folder := corpora.Path(t, "pages")
	data, err := os.ReadFile(filepath.Join(folder, "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truth map[string]struct {
		MainContent string `json:"main_content"`
		Type        string `json:"type"`
	}
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	f1, articles, mistaken, others, told := 0.0, 0, 0, 0, 0
	var counting sync.Mutex
	t.Run("page", func(t *testing.T) { // they take minutes under the race detector, so side by side
		for _, name := range sortedKeys(truth) {
			want := truth[name]
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				a, err := Extract(unzipped(t, filepath.Join(folder, "html", name+".html.gz")), "text/html", "")
				f := 0.0
				if err == nil && want.Type == "article" {
					f, _, _ = wordF1(a.Text, want.MainContent)
				}
				noArticle := err != nil || !a.Kind.IsArticle()
				counting.Lock()
				defer counting.Unlock()
				switch {
				case want.Type != "article":
					others++
					if noArticle {
						told++
					}
				case want.MainContent != "":
					articles++
					f1 += f
					if noArticle {
						mistaken++
					}
				}
			})
		}
	})
	f1 /= float64(articles)
	t.Logf("%d articles: F1 %.4f, %d taken for none; %d of %d others told apart", articles, f1, mistaken, told, others)
	if f1 < .94 || mistaken > 5 || 10*told < 6*others {
		t.Error("want F1 .94 or better, at most 5 articles taken for none, and 6 of 10 others told apart")
	}
}
