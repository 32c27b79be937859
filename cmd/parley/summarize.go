package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"parley/article"
	"parley/digest"
)

type summarizeCommand struct {
	Articles []string `arg:"" name:"article" help:"A link, a file, or - for standard input. Several articles make one brief."`
	JSON     bool     `help:"Print the brief as JSON." xor:"form"`
	Markdown bool     `help:"Print the brief as Markdown." xor:"form"`
	Writer   string   `help:"Who writes: a model, Parley alone (extractive), or a model where one is set up (auto)." enum:"auto,model,extractive" default:"auto"`
	fetchFlags
}

var errNoModel = usageError{errors.New("--writer model needs a model: set OPENAI_MODEL (and OPENAI_API_KEY, OPENAI_BASE_URL), see .env.example")}

func (c *summarizeCommand) Run(sh *shell) error {
	config, err := sh.config()
	if err != nil {
		return err
	}
	if c.Writer == "model" && !config.HasModel() {
		return errNoModel
	}
	progress := startProgress(sh.stderr)
	defer progress.stop()

	fetcher := c.fetcher(config)
	var articles []*article.Article
	for _, name := range c.Articles {
		progress.step("Reading " + name)
		got, err := openArticle(sh.ctx, fetcher, sh.stdin, name)
		var known *article.Error
		if errors.As(err, &known) && len(c.Articles) > 1 && sh.ctx.Err() == nil {
			return fmt.Errorf("%s: %s", name, article.Sentence(err))
		}
		if err != nil {
			return err
		}
		articles = append(articles, got)
	}
	progress.step("Writing the brief")
	summarizer, err := newSummarizer(sh, config, nil)
	if err != nil {
		return err
	}
	if c.Writer == "extractive" {
		summarizer.Model = nil
	}
	brief, err := summarizer.Brief(sh.ctx, articles, nil)
	if err != nil {
		return err
	}
	progress.stop()
	if n := digest.Apart(articles); n > 1 {
		fmt.Fprintf(sh.stderr, "parley: these articles seem to tell %d stories, not one. Each is clearer in a brief of its own: give one at a time.\n", n)
	}
	switch {
	case c.JSON:
		return writeJSON(sh.stdout, brief)
	case c.Markdown:
		return writeMarkdown(sh.stdout, brief)
	}
	return writeBrief(newPage(sh.stdout), brief)
}

func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
