package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"parley/article"
	"parley/score"
	"parley/summarize"
	"parley/summarize/transcript"
)

type evalCommand struct {
	Corpus string `arg:"" help:"Labelled articles, a JSON line each (the package score describes the form)."`
	Writer string `default:"extractive" enum:"extractive,model" help:"extractive: what Parley reads on its own. model: the briefs of the model that is set, which costs a call an article."`
	JSON   bool   `help:"Print the figures as JSON."`
	Errors int    `default:"-1" placeholder:"N" help:"Also print each kind of fault with its count and N examples."`
	Yes    bool   `help:"Go ahead with a model without asking what it costs."`
}

func (c *evalCommand) Run(sh *shell) error {
	file, err := os.Open(c.Corpus)
	if err != nil {
		return fmt.Errorf("the corpus cannot be opened: %w", err)
	}
	defer file.Close()
	gold, err := score.ReadGold(file)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Corpus, err)
	}
	read := func(_ context.Context, g score.Gold) (score.Output, error) {
		return outputOf(newReadLine(g.ID, transcript.Read(&article.Article{Text: g.Text}))), nil
	}
	var unwritten atomic.Int32
	if c.Writer == "model" {
		if read, err = c.modelReader(sh, gold, &unwritten); err != nil {
			return err
		}
	}
	output, err := evaluate(sh, gold, read)
	if err != nil {
		return err
	}
	if err := c.write(sh.stdout, score.Score(gold, output)); err != nil {
		return err
	}
	if n := unwritten.Load(); n > 0 {
		return fmt.Errorf("the model wrote nothing that stood of %d of %d articles, which count as if it had found nothing in them", n, len(gold))
	}
	return nil
}

func (c *evalCommand) write(out io.Writer, report score.Report) error {
	if c.JSON {
		return writeJSON(out, report)
	}
	if err := report.WriteTable(out); err != nil || c.Errors < 0 {
		return err
	}
	fmt.Fprintln(out)
	return report.WriteMisses(out, c.Errors)
}

// evaluate reads all articles, as many at once as there are processors.
func evaluate(sh *shell, gold []score.Gold, read func(context.Context, score.Gold) (score.Output, error)) (map[string]score.Output, error) {
	progress := startProgress(sh.stderr)
	defer progress.stop()
	progress.step(fmt.Sprintf("Reading %d articles", len(gold)))
	lines := make([]score.Output, len(gold))
	work, ctx := errgroup.WithContext(sh.ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i, g := range gold {
		work.Go(func() (err error) {
			if err = ctx.Err(); err == nil {
				lines[i], err = read(ctx, g)
			}
			return err
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	output := map[string]score.Output{}
	for _, line := range lines {
		output[line.ID] = line
	}
	return output, nil
}

// outputOf is a line of `read --jsonl` in the words of the measure.
func outputOf(line readLine) score.Output {
	out := score.Output{ID: line.ID}
	for _, q := range line.Quotes {
		span := score.Span(q.Span)
		out.Quotes = append(out.Quotes, score.Item{Text: q.Text, Speaker: q.Speaker, Span: &span, Probability: &q.Probability, Sure: &q.Sure})
	}
	for _, s := range line.Statements {
		out.Statements = append(out.Statements, score.Item{Text: s.Text, Speaker: s.Speaker, Evidence: s.Evidence, Probability: &s.Probability, Sure: &s.Sure})
	}
	for _, p := range line.Parties {
		party := score.Party{Name: p.Name}
		for _, position := range p.Positions {
			party.Positions = append(party.Positions, score.Item{Text: position.Text, Evidence: position.Evidence})
		}
		out.Parties = append(out.Parties, party)
	}
	return out
}

// tokensAround is what a request costs beside the article, and its answer: the prompt and the schema, and a usual draft.
const (
	tokensOfPrompt = 900
	tokensOfAnswer = 600
)

// modelReader asks the model for a brief of each article. It says first what that will cost, and goes no further without
// --yes. A brief chooses: its recall is that of what it shows, by design. What the model did not write is none of its briefs, and counted.
func (c *evalCommand) modelReader(sh *shell, gold []score.Gold, unwritten *atomic.Int32) (func(context.Context, score.Gold) (score.Output, error), error) {
	config, err := sh.config()
	if err != nil {
		return nil, err
	}
	if !config.HasModel() {
		return nil, usageError{errors.New("--writer model needs a model: set OPENAI_MODEL")}
	}
	in := 0
	for _, g := range gold {
		in += utf8.RuneCountInString(g.Text)/4 + tokensOfPrompt
	}
	fmt.Fprintf(sh.stderr, "%d articles to %s at %s: about %d tokens in, %d out.\n", len(gold), config.ModelName, withoutQuery(config.ModelURL), in, len(gold)*tokensOfAnswer)
	if !c.Yes {
		return nil, usageError{errors.New("add --yes to go ahead")}
	}
	summarizer, err := newSummarizer(sh, config, nil)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, g score.Gold) (score.Output, error) {
		brief, err := summarizer.Brief(ctx, []*article.Article{{Text: g.Text}}, nil)
		if errors.Is(err, summarize.ErrNothing) {
			return score.Output{ID: g.ID}, nil
		}
		if err != nil {
			return score.Output{}, err
		}
		if brief.Writer.Failure != "" {
			unwritten.Add(1)
			return score.Output{ID: g.ID}, nil
		}
		return briefOutput(g.ID, brief), nil
	}, nil
}

func briefOutput(id string, b *summarize.Brief) score.Output {
	out := score.Output{ID: id}
	for _, q := range b.Quotes {
		out.Quotes = append(out.Quotes, score.Item{Text: q.Text, Speaker: q.Speaker, Span: &score.Span{q.Start, q.End}})
	}
	for _, p := range b.Parties {
		for _, position := range p.Positions {
			item := score.Item{Text: position.Text, Speaker: position.Speaker, Evidence: position.Sentences[0].Text}
			out.Statements = append(out.Statements, item)
			out.Parties = append(out.Parties, score.Party{Name: position.Speaker, Positions: []score.Item{item}})
		}
	}
	return out
}
