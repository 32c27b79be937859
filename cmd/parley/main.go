// Command parley answers "who said what?" about news articles: in a terminal (summarize, read, extract) and as a Discord
// bot (run), which posts digests too. Main meets the outside world: arguments, environment, signals, exit codes. One file a command; start with
// cli below.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"parley/article"
)

// cli is the command line: the commands, in the order in which a newcomer meets them.
type cli struct {
	Playground playgroundCommand `cmd:"" help:"Try the bot in the browser: a Discord of one's own on this machine, without an account and a key."`
	Summarize  summarizeCommand  `cmd:"" help:"Write a brief of an article: the gist, who wants what, and the key quotes, word for word."`
	Read       readCommand       `cmd:"" help:"Show what Parley reads in an article: numbered sentences, quotations, and who said what."`
	Extract    extractCommand    `cmd:"" help:"Show the article that Parley finds on a page."`
	Eval       evalCommand       `cmd:"" help:"Measure who-said-what against labelled articles."`
	Digest     digestCommand     `cmd:"" help:"Put the news of some feeds or links into stories, each with who said what."`
	Run        runCommand        `cmd:"" help:"Run the Discord bot."`
	Jobs       jobsCommand       `cmd:"" help:"Show the background work: what waits, what failed, and why."`
	Doctor     doctorCommand     `cmd:"" help:"Check the settings, the Discord token, the model server and the network guard; say what to fix."`
	Health     healthCommand     `cmd:"" help:"Ask the bot that runs on this machine whether it is ready (PARLEY_LISTEN)."`
	Version    versionCommand    `cmd:"" help:"Print the version."`
}

// A shell is the outside world as the commands see it, so that tests can stand in for it.
type shell struct {
	ctx    context.Context
	env    func() (map[string]string, error)
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	models http.RoundTripper // to the models' servers; nil means Go's own
}

// Exit codes: 0 done, 1 it did not work out, 2 the command line or the settings are off.
const (
	exitOK = iota
	exitFailed
	exitUsage
)

// A usageError is a mistake in the command line or the settings: it ends in exit code 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

var logLevels = map[string]slog.Level{
	"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError,
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// After the first signal the default handling is back, so that a second one ends the program at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(os.Args[1:], shell{
		ctx:    ctx,
		env:    func() (map[string]string, error) { return loadEnvironment(os.Environ(), ".env") },
		stdin:  os.Stdin,
		stdout: os.Stdout,
		stderr: os.Stderr,
	}))
}

// run carries out one command line and returns the exit code.
func run(args []string, sh shell) int {
	var commands cli
	exit := -1
	parser, err := kong.New(&commands,
		kong.Name("parley"),
		kong.Description("Who said what? Parley reads a news article and answers with a brief: the gist, the position of each party, and key quotes, word for word."),
		kong.Writers(sh.stdout, sh.stderr),
		kong.Exit(func(code int) { exit = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(sh.stderr, "parley:", err)
		return exitFailed
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if exit >= 0 { // --help has printed and asked to leave
		return exit
	}
	if err != nil {
		fmt.Fprintf(sh.stderr, "parley: %v\nTry parley --help.\n", err)
		return exitUsage
	}
	return exitCode(sh, parsed.Run(&sh))
}

// exitCode prints what people should know of err, and says how to leave.
func exitCode(sh shell, err error) int {
	var usage usageError
	var reported reportedError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &reported):
		return exitFailed
	case errors.Is(err, context.Canceled) && sh.ctx.Err() != nil:
		fmt.Fprintln(sh.stderr, "parley: stopped")
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintln(sh.stderr, "parley:", err)
		return exitUsage
	}
	var known *article.Error
	if errors.As(err, &known) {
		fmt.Fprintln(sh.stderr, "parley:", article.Sentence(err))
		return exitFailed
	}
	fmt.Fprintln(sh.stderr, "parley:", err)
	return exitFailed
}

// A reportedError has been told to people already; only the exit code is left to say.
type reportedError struct{ error }

// config reads the settings for a command that is not about the bot.
func (sh *shell) config() (Config, error) {
	vars, err := sh.env()
	if err != nil {
		return Config{}, err
	}
	return parseConfig(withoutBot(vars))
}

// botConfig reads all settings.
func (sh *shell) botConfig() (Config, error) {
	vars, err := sh.env()
	if err != nil {
		return Config{}, err
	}
	return parseConfig(vars)
}

// logger writes to stderr for operators; levels below the configured one are left out, and so is what repeats itself.
func (sh *shell) logger(config Config) *slog.Logger {
	options := &slog.HandlerOptions{Level: logLevels[config.LogLevel]}
	lines := slog.Handler(slog.NewTextHandler(sh.stderr, options))
	if config.LogFormat == "json" {
		lines = slog.NewJSONHandler(sh.stderr, options)
	}
	return slog.New(naming{newTerse(lines)})
}
