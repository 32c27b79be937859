package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"time"

	"parley/article"
	"parley/bot"
	"parley/store"
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
	config, err := sh.botConfig()
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
		{"Opening the database", checkDatabase},
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

// checkDatabase opens the database without touching its tables. A SQLite file that is not there yet is made by parley run.
func checkDatabase(ctx context.Context, config Config) []finding {
	kind := "PostgreSQL"
	if path, local, _ := store.SQLitePath(config.Database); local {
		kind = "SQLite, " + path
	}
	if isNewFile(config.Database) {
		return []finding{{good, "database: " + kind + ", made at the first start", ""}}
	}
	db, err := store.Open(ctx, config.database(), slog.New(slog.DiscardHandler))
	if err == nil {
		err = errors.Join(db.Ping(ctx), db.Close())
	}
	if err != nil {
		return []finding{{bad, "database: " + err.Error(), "check DATABASE_URL, and that the database is up"}}
	}
	return []finding{{good, "database: " + kind, ""}}
}

// isNewFile says whether a database is a SQLite file that is not there yet.
func isNewFile(database string) bool {
	path, local, _ := store.SQLitePath(database)
	_, err := os.Stat(path)
	return local && errors.Is(err, fs.ErrNotExist)
}

func checkDiscord(ctx context.Context, config Config) []finding {
	if config.DiscordToken == "" {
		return []finding{{skipped, "Discord: no token (DISCORD_TOKEN), so parley run cannot start", ""}}
	}
	var findings []finding
	for _, d := range bot.Diagnose(ctx, config.discord()) {
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
	if idle := config.idleProblems(); len(idle) > 0 {
		return []finding{{bad, "model: none is set", strings.Join(idle, "; ")}}
	}
	if !config.HasModel() {
		return []finding{{skipped, "model: none is set (OPENAI_MODEL); Parley writes on its own", ""}}
	}
	model, err := newModel(&shell{stderr: io.Discard}, config, nil)
	if err != nil {
		return []finding{{bad, "model: " + err.Error(), "see .env.example"}}
	}
	sample, err := article.FromText(doctorArticle)
	if err != nil {
		return []finding{{bad, "model", err.Error()}}
	}
	trying, cancel := context.WithTimeout(ctx, 2*config.ModelTimeout)
	defer cancel()
	var findings []finding
	writes := false
	for _, trial := range model.Try(trying, sample) {
		findings = append(findings, modelFindings(trial)...)
		writes = writes || trial.Problem == ""
	}
	return append(findings, checkReading(ctx, config, model, writes)...)
}

// modelFindings says what a server can do, a line a subject.
func modelFindings(t summarize.Trial) []finding {
	name := fmt.Sprintf("model %s at %s", t.Model, withoutQuery(t.BaseURL))
	if t.Problem != "" {
		return []finding{{bad, name + ": " + t.Problem, t.Hint}}
	}
	findings := []finding{
		{good, fmt.Sprintf("%s answered in %s", name, t.Took.Round(10*time.Millisecond)) + speed(t), ""},
		{good, fmt.Sprintf("model: asked by %s; takes %s", t.Format, strings.Join(t.Parameters, ", ")), ""},
		windowFinding(t),
	}
	if t.Cost == nil {
		return append(findings, finding{skipped, "model: no price is known (PARLEY_PRICES), so briefs do not say what they cost", ""})
	}
	return append(findings, finding{good, fmt.Sprintf("model: a brief of an average article costs about $%.4f", *t.Cost), ""})
}

// withoutQuery leaves out where some servers want their key.
func withoutQuery(link string) string {
	link, _, _ = strings.Cut(link, "?")
	link, _, _ = strings.Cut(link, "#")
	return link
}

func speed(t summarize.Trial) string {
	text := fmt.Sprintf(" (%d tokens in, %d out", t.TokensIn, t.TokensOut)
	if seconds := t.Took.Seconds(); seconds >= 0.01 {
		text += fmt.Sprintf(", %.0f a second", float64(t.TokensOut)/seconds)
	}
	return text + ")"
}

func windowFinding(t summarize.Trial) finding {
	if t.Cuts {
		return finding{
			bad, fmt.Sprintf("model: the server cuts questions to about %d tokens without saying so", t.Window),
			"raise its context (Ollama: OLLAMA_CONTEXT_LENGTH), then set OPENAI_CONTEXT to it; until then Parley reads long articles in part",
		}
	}
	counted := "estimated"
	if t.Counted {
		counted = "counted"
	}
	return finding{good, fmt.Sprintf("model: Parley counts on %d tokens of context (OPENAI_CONTEXT), tokens are %s", t.Window, counted), ""}
}

// checkReading tries the model that reads a second time, and beside it the one that writes, where that one writes at all. Each
// has the time of one brief.
func checkReading(ctx context.Context, config Config, writer *summarize.Model, writes bool) []finding {
	reader, err := secondReader(&shell{stderr: io.Discard}, config, writer, nil)
	switch {
	case err != nil:
		return []finding{{bad, "model: " + err.Error(), "see .env.example"}}
	case reader == nil:
		return []finding{{skipped, "model: no second reading (PARLEY_SECOND_READING is off)", ""}}
	}
	try := func(reader summarize.SecondReader) summarize.ReadingTrial {
		ctx, cancel := context.WithTimeout(ctx, config.ModelTimeout)
		defer cancel()
		return summarize.TryReading(ctx, reader)
	}
	var findings []finding
	alone := config.CheckName == ""
	if writes && !alone {
		findings = append(findings, writerFinding(try(writer)))
	}
	if writes || !alone {
		findings = append(findings, readerFinding(try(reader), alone))
	}
	return findings
}

// writerFinding is how well a model tells lines that another one is asked about: nothing that needs fixing.
func writerFinding(t summarize.ReadingTrial) finding {
	name := "model " + t.Model + ", which writes"
	if t.Problem != "" {
		return finding{skipped, name + notTried + t.Problem, ""}
	}
	return finding{good, fmt.Sprintf("%s: told "+ofPlanted, name, t.Told, t.Of), ""}
}

// readerFinding is how well the model tells them that reads a second time, alone where it writes too.
func readerFinding(t summarize.ReadingTrial, alone bool) finding {
	name, hint := "model "+t.Model, t.Hint
	if !alone {
		name, hint = name+", which reads again", forCheckSettings.Replace(hint)
	}
	switch {
	case t.Problem != "":
		return finding{bad, name + notTried + t.Problem, hint}
	case !t.Good():
		what := fmt.Sprintf("%s: told only "+ofPlanted, name, t.Told, t.Of)
		return finding{bad, what, "set OPENAI_CHECK_MODEL to a stronger model, or PARLEY_SECOND_READING=off"}
	}
	return finding{good, fmt.Sprintf("%s: told "+ofPlanted, name, t.Told, t.Of), ""}
}

const (
	ofPlanted = "%d of %d planted lines right"
	notTried  = ": no result on planted lines: "
)

// forCheckSettings names, in a hint, the settings of the model that reads.
var forCheckSettings = strings.NewReplacer(
	"OPENAI_API_KEY", "OPENAI_CHECK_API_KEY", "OPENAI_MODEL", "OPENAI_CHECK_MODEL", "OPENAI_BASE_URL", "OPENAI_CHECK_BASE_URL",
)
