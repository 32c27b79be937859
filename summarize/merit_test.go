package summarize

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/article"
	"parley/corpora"
	"parley/summarize/attribution"
	"parley/summarize/transcript"
)

var lineKindNames = [lineKinds]string{"position", "quotation", "gist"}

// A judgedLine is one that a reader has judged.
type judgedLine struct {
	kind    lineKind
	article string
	number  int    // of its sentence, of a quotation its own
	line    uint32 // FNV-1a of its text
	verdict string
}

func judgedLines(t *testing.T) map[string][]judgedLine {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "merit.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	judged := map[string][]judgedLine{}
	for _, row := range rows[1:] {
		number, err := strconv.Atoi(row[2])
		line, failed := strconv.ParseUint(row[3], 16, 32)
		kind := slices.Index(lineKindNames[:], row[1])
		if err := cmp.Or(err, failed); err != nil || kind < 0 {
			t.Fatalf("%q: %v", row, err)
		}
		judged[row[0]] = append(judged[row[0]], judgedLine{lineKind(kind), row[0], number, uint32(line), row[4]})
	}
	return judged
}

// A weighed is a judged line with its clues.
type weighed struct {
	judgedLine
	clues
	fold int // of its article
}

// right is what a verdict counts: a line that one editor would leave and another would not is a little more right than wrong.
func (w weighed) right() float64 { return map[string]float64{"ok": 1, "weak": 0.6}[w.verdict] }

// ofName says whether a verdict is on whom a line stands under, and not on the line.
func (j judgedLine) ofName() bool { return j.verdict == "label" || j.verdict == "wrong-speaker" }

func (w weighed) wrong() bool { return w.verdict != "ok" && w.verdict != "weak" }

const meritFolds = 5

// weighedLines are the judged lines that the writer still offers. What it no longer writes so has no clues.
func weighedLines(t *testing.T) (lines []weighed) {
	t.Helper()
	judged, fold := judgedLines(t), 0
	weigh := func(id string, a *article.Article) {
		fold++
		offered := offeredLines(transcript.Read(a))
		for _, j := range judged[id] {
			if x := offered[lineKey{j.kind, j.number, j.line}]; x != nil && !j.ofName() {
				lines = append(lines, weighed{j, x, fold % meritFolds})
			}
		}
	}
	texts := judgedTexts(t)
	for _, id := range slices.Sorted(maps.Keys(judged)) {
		if corpus, name, isPage := strings.Cut(id, "/"); isPage {
			weigh(id, pageOf(t, corpora.Path(t, corpus, "html", name)))
		} else {
			weigh(id, pasted(t, texts[id]))
		}
	}
	return lines
}

// judgedTexts are the texts of PolNeAR's training part.
func judgedTexts(t *testing.T) map[string]string {
	t.Helper()
	file, err := os.Open(corpora.Path(t, "polnear", "train.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	texts := map[string]string{}
	input := bufio.NewScanner(file)
	input.Buffer(nil, 1<<26)
	for input.Scan() {
		var a struct{ ID, Text string }
		if err := json.Unmarshal(input.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		texts[a.ID] = a.Text
	}
	return texts
}

// pageOf is the article of a packed page.
func pageOf(t *testing.T, path string) *article.Article {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var page []byte
	packed, err := gzip.NewReader(file)
	if err == nil {
		page, err = io.ReadAll(packed)
	}
	if err != nil {
		t.Fatal(err)
	}
	a, err := article.Extract(page, "text/html", "")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

type lineKey struct {
	kind   lineKind
	number int
	line   uint32
}

func keyOf(kind lineKind, number int, text string) lineKey {
	h := fnv.New32a()
	h.Write([]byte(text))
	return lineKey{kind, number, h.Sum32()}
}

// offeredLines are the clues of all that may be a line of one article.
func offeredLines(t *transcript.Transcript) map[lineKey]clues {
	e, source, all := newEditor(t), t.Sources[0], map[lineKey]clues{}
	for i := range source.Reading.Sentences[:min(len(source.Reading.Sentences), earlyEnough)] {
		if o := gistSentenceAt(source, i); o.text != "" {
			all[keyOf(gistLine, source.First+i, o.text)] = e.gistClues(o)
		}
	}
	for i, q := range t.Quotations {
		if t.SpeakerOf(i+1) != nil && quotable(t, i+1, e.isTopic) {
			all[keyOf(quotationLine, i+1, q.Text)] = e.quotationClues(i + 1)
		}
	}
	hero := heroes(t)
	for i, a := range source.Reading.Attributions {
		if speaker, claim, ok := told(t, source, i, hero); ok {
			name, _ := sideOf(speaker)
			all[keyOf(positionLine, claim.Sentences[0], claim.Text)] = e.positionClues(name, claim, a.Kind == attribution.Mixed)
		}
	}
	for _, c := range commitments(source) {
		all[keyOf(positionLine, c.claim.Sentences[0], c.claim.Text)] = e.positionClues(c.party, c.claim, false)
	}
	return all
}

// TestMerit learns the weights from the judged lines and holds merit.txt to them; with -update it writes them. What it logs stands in docs/quality.md.
func TestMerit(t *testing.T) {
	t.Parallel()
	lines := weighedLines(t)
	learnt := map[string]*[lineKinds]float64{}
	for kind := range lineKinds {
		own := slices.DeleteFunc(slices.Clone(lines), func(w weighed) bool { return w.kind != kind })
		for clue, weight := range logistic(own) {
			if learnt[clue] == nil {
				learnt[clue] = &[lineKinds]float64{}
			}
			learnt[clue][kind] = weight
		}
		logCurve(t, kind, own)
	}
	var out strings.Builder
	for _, clue := range slices.Sorted(maps.Keys(learnt)) {
		fmt.Fprintf(&out, "%s", clue)
		for _, weight := range learnt[clue] {
			fmt.Fprintf(&out, "\t%.3f", weight)
		}
		fmt.Fprintln(&out)
	}
	if *update {
		if err := os.WriteFile("merit.txt", []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := decodeMerit(meritFile)
	if err != nil {
		t.Fatal(err)
	}
	if len(kept) != len(learnt) {
		t.Errorf("merit.txt has %d clues, %d are learnt", len(kept), len(learnt))
	}
	for clue, of := range learnt {
		for kind, weight := range of {
			const near = 0.3 // rules change what is offered, and the weights a little with it: then write them anew
			if math.Abs(kept[clue][kind]-weight) > near {
				t.Errorf("%s: %.3f, learnt %.3f: run with -update", clue, kept[clue], weight)
			}
		}
	}
}

// logCurve logs what part of the lines is wrong among those of most merit, each weighed by what is learnt from the articles of other folds.
func logCurve(t *testing.T, kind lineKind, lines []weighed) {
	t.Helper()
	type chance struct {
		merit float64
		wrong bool
	}
	var all []chance
	for fold := range meritFolds {
		weights := logistic(slices.DeleteFunc(slices.Clone(lines), func(w weighed) bool { return w.fold == fold }))
		for _, w := range lines {
			if w.fold == fold {
				all = append(all, chance{probability(weights, w.clues), w.wrong()})
			}
		}
	}
	slices.SortFunc(all, func(a, b chance) int { return cmp.Compare(b.merit, a.merit) })
	wrong := 0
	for i, c := range all {
		if c.wrong {
			wrong++
		}
		if next := (i + 1) * 10 / len(all); next > i*10/len(all) {
			t.Logf("%s: of the %d %% of most merit (from %.2f on) %.1f %% are wrong", lineKindNames[kind], next*10, c.merit, 100*float64(wrong)/float64(i+1))
		}
	}
}

func probability(weights map[string]float64, x clues) float64 {
	sum := 0.0
	for clue, value := range x {
		sum += weights[clue] * value
	}
	return 1 / (1 + math.Exp(-sum))
}

// logistic fits a logistic regression by Newton's method, with a penalty so that a rare clue learns little.
func logistic(lines []weighed) map[string]float64 {
	const rounds, penalty = 8, 15
	names := map[string]float64{}
	for _, w := range lines {
		maps.Copy(names, w.clues)
	}
	order := slices.Sorted(maps.Keys(names))
	weights := map[string]float64{}
	for range rounds {
		rows := make([][]float64, len(order)) // the Hessian and, last, the gradient
		for k := range rows {
			rows[k] = make([]float64, len(order)+1)
			rows[k][k] = penalty
			rows[k][len(order)] = -penalty * weights[order[k]]
		}
		for _, w := range lines {
			p := probability(weights, w.clues)
			for k, name := range order {
				v := w.clues[name]
				if v == 0 {
					continue
				}
				rows[k][len(order)] += (w.right() - p) * v
				for j, other := range order {
					rows[k][j] += p * (1 - p) * v * w.clues[other]
				}
			}
		}
		for k, step := range solved(rows) {
			weights[order[k]] += step
		}
	}
	return weights
}

// A sum of fractions depends on its order in the last bits, and two lines of one merit then change places from run to run.
func TestMeritIsTheSameInAnyOrder(t *testing.T) {
	t.Parallel()
	weights, err := meritWeights()
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Sorted(maps.Keys(weights))
	for line := range 500 {
		x := clues{}
		for i, name := range names {
			x[name] = 1 / float64(i+line+3)
		}
		for range 10 {
			if first, again := x.merit(quotationLine), x.merit(quotationLine); first != again {
				t.Fatalf("the same clues have the merits %v and %v", first, again)
			}
		}
	}
}

// solved solves linear equations by elimination: each row has its coefficients and, last, its right side.
func solved(rows [][]float64) []float64 {
	for c := range rows {
		for r := range rows {
			if r == c {
				continue
			}
			f := rows[r][c] / rows[c][c]
			for k := c; k < len(rows[r]); k++ {
				rows[r][k] -= f * rows[c][k]
			}
		}
	}
	x := make([]float64, len(rows))
	for c := range rows {
		x[c] = rows[c][len(rows)] / rows[c][c]
	}
	return x
}
