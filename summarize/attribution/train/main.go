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

	"parley/score"
	"parley/summarize/attribution"
)

func main() {
	corpus := flag.String("corpus", "", "the corpus, a JSON object a line")
	out := flag.String("out", "../weights.bin", "where the weights go")
	fold := flag.Int("fold", -1, "leave out every fifth article from this one on (0 to 4), for cross-validation")
	flag.Parse()
	if err := run(*corpus, *out, *fold); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(corpus, out string, fold int) error {
	f, err := os.Open(corpus)
	if err != nil {
		return err
	}
	defer f.Close()
	weights, err := attribution.Train(f, newTagger().tag, score.SameSpeaker, func(i int) bool { return i%5 == fold }, func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, format+"\n", args...)
	})
	if err != nil {
		return err
	}
	return os.WriteFile(out, weights, 0o644)
}
