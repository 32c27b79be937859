package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"net"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
	"github.com/joho/godotenv"
	"golang.org/x/text/language"

	"parley/bot"
	"parley/store"
)

// Config is every setting that the environment or a .env file gives. It is read once, here; packages get values.
// .env.example lists the same variables for people; a test holds the two together.
type Config struct {
	DiscordToken string   `env:"DISCORD_TOKEN"`
	DiscordURL   string   `env:"PARLEY_DISCORD_URL"` // a playground on this machine; "" means Discord itself
	Channels     []string `env:"PARLEY_CHANNELS"`    // ids; empty means every channel that the bot can read
	DevGuild     string   `env:"PARLEY_DEV_GUILD"`   // the id of a server that alone has the commands; "" means all

	ShardCount   int    `env:"SHARD_COUNT"`          // of all processes; 0 means as many as Discord advises
	ShardIDs     string `env:"SHARD_IDS"`            // those of this process, such as 0-3,7; "" means all
	DiscordProxy string `env:"PARLEY_DISCORD_PROXY"` // the base of all REST calls; "" means Discord itself

	ModelURL     string        `env:"OPENAI_BASE_URL" envDefault:"https://api.openai.com/v1"`
	ModelKey     string        `env:"OPENAI_API_KEY"`
	ModelName    string        `env:"OPENAI_MODEL"`
	ModelTimeout time.Duration `env:"OPENAI_TIMEOUT" envDefault:"60s"`
	ModelEffort  string        `env:"OPENAI_REASONING_EFFORT"`
	ModelWindow  int           `env:"OPENAI_CONTEXT"`    // tokens; 0: as the table of models says, else guessed
	ModelAtOnce  int           `env:"OPENAI_CONCURRENT"` // requests; 0: 1 for this machine, 4 for others

	FallbackURL  string `env:"OPENAI_FALLBACK_BASE_URL"`
	FallbackKey  string `env:"OPENAI_FALLBACK_API_KEY"`
	FallbackName string `env:"OPENAI_FALLBACK_MODEL"`

	SecondReading string `env:"PARLEY_SECOND_READING" envDefault:"on"` // on or off
	CheckURL      string `env:"OPENAI_CHECK_BASE_URL"`                 // "" means OPENAI_BASE_URL
	CheckKey      string `env:"OPENAI_CHECK_API_KEY"`                  // "" means OPENAI_API_KEY, on the same server only
	CheckName     string `env:"OPENAI_CHECK_MODEL"`                    // "" means that the model which writes reads too

	Language string `env:"PARLEY_LANGUAGE"` // of what a model writes; "" means that of the articles
	Prompts  string `env:"PARLEY_PROMPTS"`  // a folder; "" means the built-in ones
	Prices   string `env:"PARLEY_PRICES"`   // a file; its lines go before the built-in ones

	Database string `env:"DATABASE_URL" envDefault:"parley.db"` // a PostgreSQL address, or the path of a SQLite file
	Password string `env:"PGPASSWORD"`                          // of the PostgreSQL user, where the address has none

	UserAgent string        `env:"PARLEY_USER_AGENT"`                // "" means Parley with its version
	Robots    string        `env:"PARLEY_ROBOTS" envDefault:"feeds"` // feeds or all: whether links that people paste honour robots.txt too
	LogLevel  string        `env:"PARLEY_LOG_LEVEL" envDefault:"info"`
	LogFormat string        `env:"PARLEY_LOG_FORMAT" envDefault:"text"` // text or json
	Drain     time.Duration `env:"PARLEY_DRAIN" envDefault:"20s"`
	Listen    string        `env:"PARLEY_LISTEN"`                 // host:port of /livez, /readyz and /metrics; "" means none
	Profiles  string        `env:"PARLEY_PPROF" envDefault:"off"` // on or off: whether profiles are served there too
}

// leastWindow is the fewest tokens in which the rules, a short article and an answer have room.
const leastWindow = 2048

// HasModel says whether the settings name a model to write with.
func (c Config) HasModel() bool { return c.ModelName != "" }

// loadEnvironment merges the process's environment over the .env file at path, which may be missing.
func loadEnvironment(environ []string, path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, usageError{fmt.Errorf("%s cannot be read: %w", path, errors.Unwrap(err))}
	}
	vars, err := godotenv.UnmarshalBytes(bytes.TrimPrefix(data, []byte("\uFEFF"))) // Windows' editors put it before
	if err != nil {
		// godotenv's errors quote the line, which may hold a key.
		return nil, usageError{fmt.Errorf("%s cannot be read as a list of NAME=value lines", path)}
	}
	maps.Copy(vars, env.ToMap(environ))
	// "NAME=" is how people leave a setting out: it must not beat the default.
	maps.DeleteFunc(vars, func(_, value string) bool { return strings.TrimSpace(value) == "" })
	return vars, nil
}

// botSettings are those of the bot, which other commands do not read: what is wrong with them, or meant for another program, stops none.
var botSettings = []string{"DISCORD_TOKEN", "PARLEY_DISCORD_URL", "PARLEY_DISCORD_PROXY", "PARLEY_CHANNELS", "PARLEY_DEV_GUILD", "SHARD_COUNT", "SHARD_IDS",
	"DATABASE_URL", "PGPASSWORD", "PARLEY_LISTEN", "PARLEY_PPROF"}

// withoutBot are settings without the bot's.
func withoutBot(vars map[string]string) map[string]string {
	vars = maps.Clone(vars)
	for _, name := range botSettings {
		delete(vars, name)
	}
	return vars
}

// parseConfig reads and checks the settings. Its error is a usageError that names every problem at once.
func parseConfig(vars map[string]string) (Config, error) {
	config, err := env.ParseAsWithOptions[Config](env.Options{Environment: vars})
	var problems []string
	var aggregate env.AggregateError
	switch {
	case errors.As(err, &aggregate):
		for _, e := range aggregate.Errors {
			problems = append(problems, settingProblem(e))
		}
	case err != nil:
		problems = append(problems, err.Error())
	}
	problems = append(problems, config.problems()...)
	config.UserAgent = cmp.Or(config.UserAgent, "ParleyBot/"+version()+" (news brief bot; reads pages that people ask for and feeds that they follow)")
	return config, settingsError(problems)
}

// settingsError is a usageError that names problems; nil where there is none.
func settingsError(problems []string) error {
	if len(problems) == 0 {
		return nil
	}
	return usageError{errors.New("these settings need a look (.env.example explains each):\n  " + strings.Join(problems, "\n  "))}
}

// settingProblem words a parse error by the variable's name, without its value, which may be a secret.
func settingProblem(err error) string {
	var parse env.ParseError
	if !errors.As(err, &parse) {
		return err.Error()
	}
	field, _ := reflect.TypeFor[Config]().FieldByName(parse.Name)
	if parse.Type.Kind() == reflect.Int {
		return field.Tag.Get("env") + " is a whole number"
	}
	return fmt.Sprintf("%s cannot be read as a %s (a time looks like 30s)", field.Tag.Get("env"), parse.Type)
}

// language is the one that a model's texts are put into; [language.Und] leaves them in that of the articles.
func (c Config) language() language.Tag { return languageOf(c.Language) }

func languageOf(code string) language.Tag { return language.Make(code) }

// openDatabase opens the database as it is.
func (c Config) openDatabase(ctx context.Context, log *slog.Logger) (*store.DB, error) {
	db, err := store.Open(ctx, c.database(), log)
	if err != nil {
		return nil, fmt.Errorf("the database cannot be opened (DATABASE_URL): %w", err)
	}
	return db, nil
}

// database is the address of the database with the password that stands apart from it, in .env too, where PostgreSQL's driver does not look.
func (c Config) database() string {
	u, err := url.Parse(strings.TrimSpace(c.Database))
	if _, local, bad := store.SQLitePath(c.Database); local || errors.Join(err, bad) != nil || c.Password == "" {
		return c.Database
	}
	if _, has := u.User.Password(); has || u.Query().Has("password") {
		return c.Database
	}
	// In front of the host it would need a user's name. The driver takes a "+" as it is.
	password := "password=" + strings.ReplaceAll(url.QueryEscape(c.Password), "+", "%20")
	u.RawQuery = strings.TrimPrefix(u.RawQuery+"&"+password, "&")
	return u.String()
}

// problems are what ails the settings, a sentence each.
func (c Config) problems() []string {
	return slices.Concat(c.discordProblems(), c.shardProblems(), c.modelProblems(), c.fallbackProblems(), c.checkProblems(), c.serviceProblems())
}

// A fault is a sentence on a setting, and whether it is true.
type fault struct {
	is       bool
	sentence string
}

func trueOnes(faults ...fault) (found []string) {
	for _, f := range faults {
		if f.is {
			found = append(found, f.sentence)
		}
	}
	return found
}

func (c Config) discordProblems() []string {
	isNoID := func(id string) bool { return id == "" || strings.Trim(id, "0123456789") != "" }
	proxy := ""
	if c.DiscordProxy != "" {
		proxy = checkProxy(c.DiscordProxy)
	}
	return trueOnes(
		fault{c.DiscordURL != "" && !isLoopbackURL(c.DiscordURL), "PARLEY_DISCORD_URL is for a playground on this machine only, such as http://127.0.0.1:8080"},
		fault{slices.ContainsFunc(c.Channels, isNoID), "PARLEY_CHANNELS is a list of channel ids (numbers) with commas between them"},
		fault{c.DevGuild != "" && isNoID(c.DevGuild), "PARLEY_DEV_GUILD is the id of a server (a number)"},
		fault{proxy != "", "PARLEY_DISCORD_PROXY " + proxy},
	)
}

func (c Config) modelProblems() []string {
	link := checkURL(c.ModelURL)
	_, badLanguage := language.Parse(c.Language)
	return trueOnes(
		fault{link != "", "OPENAI_BASE_URL " + link},
		fault{c.ModelWindow < 0 || c.ModelWindow > 0 && c.ModelWindow < leastWindow, fmt.Sprintf("OPENAI_CONTEXT is a number of tokens, %d or more", leastWindow)},
		fault{c.ModelAtOnce < 0, "OPENAI_CONCURRENT is a number of requests, such as 4"},
		fault{c.ModelTimeout <= 0, "OPENAI_TIMEOUT is a time above zero, such as 60s"},
		fault{c.Language != "" && badLanguage != nil, "PARLEY_LANGUAGE is the code of a language, such as de or pt-BR"},
	)
}

func (c Config) fallbackProblems() []string {
	if c.FallbackName == "" {
		return trueOnes(fault{c.FallbackURL != "" || c.FallbackKey != "", "OPENAI_FALLBACK_MODEL is missing: name the model of the fallback server, or unset its link and key"})
	}
	link := checkURL(c.FallbackURL)
	return trueOnes(fault{link != "", "OPENAI_FALLBACK_BASE_URL " + link})
}

// idleProblems are those of settings that are of no use because no model is named. They are no matter to who does without one.
func (c Config) idleProblems() []string {
	if c.HasModel() {
		return nil
	}
	return trueOnes(
		fault{c.ModelKey != "", "OPENAI_API_KEY is set but OPENAI_MODEL is not: name the model to write with, or unset the key"},
		fault{c.FallbackName != "", "OPENAI_FALLBACK_MODEL is set but OPENAI_MODEL is not: a fallback needs something to fall back from"},
		fault{c.CheckName != "", "OPENAI_CHECK_MODEL is set but OPENAI_MODEL is not: there is nothing to read a second time"},
	)
}

// serviceProblems are those of how the program runs: where it keeps things, what it logs, where it is asked how it is.
func (c Config) serviceProblems() []string {
	_, _, badDatabase := store.SQLitePath(c.Database)
	_, port, badAddress := net.SplitHostPort(c.Listen)
	_, badPort := net.LookupPort("tcp", port)
	_, isLevel := logLevels[c.LogLevel]
	return trueOnes(
		fault{badDatabase != nil, fmt.Sprintf("DATABASE_URL: %v", badDatabase)},
		fault{!isLevel, "PARLEY_LOG_LEVEL is one of debug, info, warn, error"},
		fault{c.LogFormat != "text" && c.LogFormat != "json", "PARLEY_LOG_FORMAT is text or json"},
		fault{c.Robots != "feeds" && c.Robots != "all", "PARLEY_ROBOTS is feeds (what nobody asked for by its link) or all"},
		fault{c.Listen != "" && errors.Join(badAddress, badPort) != nil, "PARLEY_LISTEN is a port with a colon before it, such as :8086, or an address such as 0.0.0.0:8086"},
		fault{c.Profiles != "on" && c.Profiles != "off", "PARLEY_PPROF is on or off"},
		fault{c.Profiles == "on" && c.Listen == "", "PARLEY_PPROF is on, but PARLEY_LISTEN does not say where"},
		fault{c.Drain < 0, "PARLEY_DRAIN is a time, such as 20s"},
	)
}

// maxShards is beyond any bot's: Discord wants one for 2,500 servers.
const maxShards = 10_000

func (c Config) shardProblems() (found []string) {
	if c.ShardCount < 0 || c.ShardCount > maxShards {
		return []string{fmt.Sprintf("SHARD_COUNT is a number of shards from 1 to %d; leave it out to have as many as Discord advises", maxShards)}
	}
	if c.ShardIDs == "" {
		return nil
	}
	if c.ShardCount == 0 {
		return []string{"SHARD_IDS needs SHARD_COUNT: how many shards all processes have together"}
	}
	if c.shardIDs() == nil {
		return []string{fmt.Sprintf("SHARD_IDS is a list of numbers from 0 to %d (SHARD_COUNT less one), such as 0-3,7", c.ShardCount-1)}
	}
	return nil
}

// shardIDs are those of this process; nil for all of them, or where they are no list of some.
func (c Config) shardIDs() (ids []int) {
	if c.ShardIDs == "" {
		return nil
	}
	for run := range strings.SplitSeq(c.ShardIDs, ",") {
		first, last, isRun := strings.Cut(run, "-")
		from, err := strconv.Atoi(strings.TrimSpace(first))
		to, alsoErr := from, err
		if isRun {
			to, alsoErr = strconv.Atoi(strings.TrimSpace(last))
		}
		if errors.Join(err, alsoErr) != nil || from < 0 || to < from || to >= c.ShardCount {
			return nil
		}
		for id := from; id <= to; id++ {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// discord says where Discord is, and which part of it is this process's.
func (c Config) discord() bot.Options {
	return bot.Options{Token: c.DiscordToken, DiscordURL: c.DiscordURL, Proxy: c.DiscordProxy, ShardCount: c.ShardCount, ShardIDs: c.shardIDs()}
}

// checkProblems are those of the settings of the second reading.
func (c Config) checkProblems() []string {
	var found []string
	if c.SecondReading != "on" && c.SecondReading != "off" {
		found = append(found, "PARLEY_SECOND_READING is on or off")
	}
	if c.CheckName == "" && (c.CheckURL != "" || c.CheckKey != "") {
		found = append(found, "OPENAI_CHECK_MODEL is missing: name the model that reads a second time, or unset its link and key")
	}
	if c.CheckURL != "" {
		if problem := checkURL(c.CheckURL); problem != "" {
			found = append(found, "OPENAI_CHECK_BASE_URL "+problem)
		}
	}
	return found
}

func checkURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "is not a link such as https://api.openai.com/v1"
	}
	if u.User != nil {
		return "must not carry a user name or password"
	}
	return ""
}

// checkProxy is what is wrong with the address of a proxy. The bot's token goes there, so an unprotected one is to be said in full.
func checkProxy(raw string) string {
	u, err := url.Parse(raw)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return "is not a link such as http://127.0.0.1:3000"
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return "must not carry a user name, a password or a query"
	case strings.Contains(u.Path, "/api"):
		return "is the link before /api: Parley adds the rest"
	}
	return ""
}

func isLoopbackURL(raw string) bool {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}
