package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"parley/article"
	"parley/summarize"
)

type summarizeCommand struct {
	Articles []string `arg:"" name:"article" help:"A link, a file, or - for standard input. Several articles make one brief."`
	JSON     bool     `help:"Print the brief as JSON." xor:"form"`
	Markdown bool     `help:"Print the brief as Markdown." xor:"form"`
	Writer   string   `help:"Who writes: a model, Parley alone (extractive), or a model where one is set up (auto)." enum:"auto,model,extractive" default:"auto"`
	fetchFlags
}

func (c *summarizeCommand) Run(sh *shell) error {
	config, err := sh.config()
	if err != nil {
		return err
	}
	if c.Writer == "model" && !config.HasModel() {
		return usageError{errors.New("--writer model needs a model: set OPENAI_MODEL (and OPENAI_API_KEY, OPENAI_BASE_URL), see .env.example")}
	}
	progress := startProgress(sh.stderr)
	defer progress.stop()

	fetcher := c.fetcher(config)
	var articles []*article.Article
	for _, name := range c.Articles {
		progress.step("Reading " + name)
		got, err := openArticle(sh.ctx, fetcher, sh.stdin, name)
		if err != nil {
			return err
		}
		articles = append(articles, got)
	}
	progress.step("Writing the brief")
	summarizer := newSummarizer(sh, config)
	if c.Writer == "extractive" {
		summarizer.Model = nil
	}
	brief, err := summarizer.Brief(sh.ctx, articles, nil)
	if err != nil {
		return err
	}
	progress.stop()
	switch {
	case c.JSON:
		return writeJSON(sh.stdout, brief)
	case c.Markdown:
		return writeMarkdown(sh.stdout, brief)
	}
	return writeBrief(newPage(sh.stdout), brief)
}

// newSummarizer wires the model of the settings, if they name one.
func newSummarizer(sh *shell, config Config) *summarize.Summarizer {
	s := &summarize.Summarizer{Log: sh.logger(config.LogLevel), Timeout: config.ModelTimeout}
	if config.HasModel() {
		s.Model = summarize.NewModel(summarize.ModelConfig{
			BaseURL:    config.ModelURL,
			Key:        config.ModelKey,
			Model:      config.ModelName,
			HTTPClient: &http.Client{Timeout: config.ModelTimeout},
		})
	}
	return s
}

func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
