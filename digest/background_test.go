package digest

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"parley/corpora"
)

var update = flag.Bool("update", false, "write background.txt anew from the training articles of PolNeAR")

// commonFrom is the fewest articles with a stem that is listed: fewer are little more than none.
const commonFrom = 8

func TestBackgroundIsCountedInTheTrainingArticles(t *testing.T) {
	t.Parallel()
	file, err := os.Open(corpora.Path(t, "polnear", "train.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	count := map[string]int{}
	articles := 0
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	tokens := theTokenizer()
	for lines.Scan() {
		var one struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		articles++
		had := map[string]bool{}
		for _, tok := range tokens.read(one.Text, "en", len(one.Text)) {
			if tok.stem != "" && !had[tok.stem] {
				had[tok.stem] = true
				count[tok.stem]++
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	var rows []string
	for stem, n := range count {
		if n >= commonFrom {
			rows = append(rows, fmt.Sprintf("%s %d\n", stem, n))
		}
	}
	slices.Sort(rows)
	want := fmt.Sprintf("* %d\n", articles) + strings.Join(rows, "")
	if *update {
		if err := os.WriteFile("background.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if background != want {
		t.Error("background.txt is not what the corpus gives; run this test with -update and look at the figures")
	}
}
