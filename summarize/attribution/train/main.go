// Command train learns the weights that package attribution embeds, from a corpus in the form of PolNeAR's train.jsonl:
//
//	go run -C summarize/attribution/train . -corpus $PWD/../shared/polnear/train.jsonl
//
// It is a module of its own so that the tagger that it learns parts of speech from stays out of Parley's dependencies.
// The same corpus gives the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"parley/score"
	"parley/summarize/attribution"
)

func main() {
	corpus := flag.String("corpus", "", "the corpus, a JSON object a line")
	out := flag.String("out", "..", "the folder where weights.bin and sureness.txt go")
	fold := flag.Int("fold", -1, "leave out every fifth article from this one on (0 to 4), for cross-validation")
	keep := flag.Bool("keep", false, "keep the tables that are embedded and learn only how sure a speaker is")
	flag.Parse()
	if err := run(*corpus, *out, *fold, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(corpus, out string, fold int, keep bool) error {
	f, err := os.Open(corpus)
	if err != nil {
		return err
	}
	defer f.Close()
	weights, sureness, err := attribution.Train(attribution.Training{
		Corpus: f, Tagger: newTagger().tag, Same: score.SameSpeaker, Keep: keep,
		Skip: func(i int) bool { return i%5 == fold },
		Log:  func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) },
	})
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "sureness.txt"), sureness, 0o644); err != nil || keep {
		return err
	}
	return os.WriteFile(filepath.Join(out, "weights.bin"), weights, 0o644)
}
