package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"parley/article"
	"parley/bot"
	"parley/summarize"
)

type doctorCommand struct{}

// A finding is one thing that doctor looked at.
type finding struct {
	state state
	what  string
	fix   string // what to do; "" when all is well
}

type state string

const (
	good    state = "ok"
	bad     state = "fix"
	skipped state = "skip" // not set up, and that is fine
)

func (c *doctorCommand) Run(sh *shell) error {
	config, err := sh.config()
	if err != nil {
		return err
	}
	progress := startProgress(sh.stderr)
	defer progress.stop()
	sick := false
	for _, check := range []struct {
		what string
		find func(context.Context, Config) []finding
	}{
		{"Checking the network guard", checkGuard},
		{"Asking Discord", checkDiscord},
		{"Asking the model server", checkModel},
	} {
		progress.step(check.what)
		for _, found := range check.find(sh.ctx, config) {
			sick = sick || found.state == bad
			printFinding(sh.stdout, found)
		}
	}
	if sick {
		return reportedError{errors.New("something needs fixing")}
	}
	return nil
}

func printFinding(w io.Writer, f finding) {
	fmt.Fprintf(w, "%-5s %s\n", f.state, clean(f.what))
	if f.fix != "" {
		fmt.Fprintf(w, "      → %s\n", clean(f.fix))
	}
}

// checkGuard tries addresses that no article may be fetched from: this machine, a cloud's metadata service, a home router.
func checkGuard(ctx context.Context, config Config) []finding {
	fetcher := fetchFlags{}.fetcher(config)
	for _, link := range []string{"http://127.0.0.1/", "http://169.254.169.254/", "http://192.168.0.1/", "http://[::1]/"} {
		_, err := fetcher.Fetch(ctx, link)
		var known *article.Error
		if !errors.As(err, &known) || known.Kind != article.Refused {
			return []finding{{bad, "the network guard let a request to " + link + " through", "do not run the bot; report this as a bug"}}
		}
	}
	return []finding{{good, "the network guard refuses private addresses", ""}}
}

func checkDiscord(ctx context.Context, config Config) []finding {
	if config.DiscordToken == "" {
		return []finding{{skipped, "Discord: no token (DISCORD_TOKEN), so parley run cannot start", ""}}
	}
	var findings []finding
	for _, d := range bot.Diagnose(ctx, config.DiscordToken, config.DiscordURL) {
		f := finding{good, "Discord: " + d.What, d.Fix}
		if !d.OK {
			f.state = bad
		}
		findings = append(findings, f)
	}
	return findings
}

// doctorArticle is what the model is tried on.
const doctorArticle = `The town council put off its vote on the new bridge.
“We will not sign a cheque that nobody has read,” said Mayor Ada Lind.
Per Holm of the traders' association said a delay would close shops.`

func checkModel(ctx context.Context, config Config) []finding {
	if !config.HasModel() {
		return []finding{{skipped, "model: none is set (OPENAI_MODEL); Parley writes on its own", ""}}
	}
	name := fmt.Sprintf("model %s at %s", config.ModelName, config.ModelURL)
	sample, err := article.FromText(doctorArticle)
	if err != nil {
		return []finding{{bad, name, err.Error()}}
	}
	// The model's own error is for people here; the log of the summarizer would say it twice.
	summarizer := newSummarizer(&shell{stderr: io.Discard}, config)
	summarizer.Log = slog.New(slog.DiscardHandler)
	start := time.Now()
	brief, err := summarizer.Brief(ctx, []*article.Article{sample}, nil)
	switch {
	case err != nil:
		return []finding{{bad, name, err.Error()}}
	case brief.Writer.Name != "model":
		return []finding{{bad, name + ": " + brief.Writer.Note, "check OPENAI_BASE_URL, OPENAI_MODEL and OPENAI_API_KEY, and that the server runs"}}
	}
	return []finding{{good, modelReport(name, brief, time.Since(start)), ""}}
}

func modelReport(name string, b *summarize.Brief, took time.Duration) string {
	return fmt.Sprintf("%s answered in %s (%d tokens in, %d out)",
		name, took.Round(10*time.Millisecond), b.Writer.TokensIn, b.Writer.TokensOut)
}
