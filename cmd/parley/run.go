package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"parley/article"
	"parley/bot"
	"parley/digest"
	"parley/feed"
	"parley/newsroom"
	"parley/store"
	"parley/summarize"
	"parley/web"
)

type runCommand struct {
	Role string `help:"What this process does: answer on Discord (gateway), work on digests in the background (worker), or both (all)." enum:"all,gateway,worker" default:"all"`
	fetchFlags
}

func (c *runCommand) Run(sh *shell) error {
	config, err := sh.botConfig()
	if err == nil {
		err = settingsError(config.idleProblems())
	}
	if err != nil {
		return err
	}
	if config.DiscordToken == "" {
		return usageError{errors.New("the bot needs a token: set DISCORD_TOKEN in the environment or in .env (see .env.example)")}
	}
	log := sh.logger(config)
	log.Info("starting", "version", version(), "model", config.ModelName, "role", c.Role)
	if proxy := config.DiscordProxy; strings.HasPrefix(proxy, "http://") && !isLoopbackURL(proxy) {
		log.Warn("the bot's token goes to PARLEY_DISCORD_PROXY unencrypted: use https, or a network that nobody else is in")
	}
	return endsWithin(sh.ctx, config.Drain+letGo, func() error { return c.serve(sh, config, log) })
}

// letGo is how long after the drain a stop may take at most. What hangs longer ends with the process.
const letGo = 5 * time.Second

// endsWithin returns what do returns, and no later than a time after ctx has ended.
func endsWithin(ctx context.Context, within time.Duration, do func() error) error {
	ended := make(chan error, 1)
	go func() { ended <- do() }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case err := <-ended:
		return err
	case <-timer.C:
		return fmt.Errorf("stopped, though something still waited after %v; what was not done is done by another process, or at the next start", within)
	}
}

// serve is the bot with its database, until the shell's context ends.
func (c *runCommand) serve(sh *shell, config Config, log *slog.Logger) error {
	db, err := openDatabase(sh.ctx, sh, config)
	if err != nil {
		return err
	}
	// A database that hangs is not waited for: what it has not taken by now it will not.
	defer endsWithin(sh.ctx, time.Second/2, db.Close)
	// What the migrations took is of no use any more: pools are emptied by the second collection, and an idle bot has none for minutes.
	runtime.GC()
	debug.FreeOSMemory()
	vars, err := sh.env()
	if err != nil {
		return err
	}
	systemd := notifierOf(vars)
	metrics := newMetrics()
	sh.models = metrics.around("model", sh.models)
	summarizer, err := newSummarizer(sh, config, newsroom.NewAnswers(db, now))
	if err != nil {
		return err
	}
	summarizer.Recorder = metrics
	guard := article.Guard{AllowLoopback: c.AllowLoopback}
	asked, linked := config.fetchers(article.Options{Transport: metrics.around("page", article.NewTransport(guard))})
	return service{config: config, db: db, guard: guard, asked: asked, linked: linked, summarizer: summarizer, metrics: metrics, systemd: systemd, log: log}.run(sh.ctx, c.Role)
}

// now is the clock of what is done by the calendar. A test lets it jump.
var now = time.Now

// A service is the bot with its newsroom.
type service struct {
	config     Config
	db         *store.DB
	guard      article.Guard
	asked      *article.Fetcher // for links that people paste
	linked     *article.Fetcher // for those of feeds
	summarizer *summarize.Summarizer
	metrics    *metrics
	systemd    notifier
	log        *slog.Logger
	perMinute  int // briefs that a member may ask for; 0: as the bot says
}

// run does what a role has to do, until ctx ends.
func (s service) run(ctx context.Context, role string) error {
	options := s.config.discord()
	options.Around = func(base http.RoundTripper) http.RoundTripper { return s.metrics.around("discord", base) }
	posts := discordPosts{bot.NewPublisher(options)}
	room, err := newsroom.New(newsroom.Options{
		DB:       s.db,
		Fetcher:  feed.NewFetcher(web.HonourRobots(s.metrics.around("feed", article.NewTransport(s.guard)), nil), feed.Options{UserAgent: s.config.UserAgent}),
		Articles: s.linked,
		Briefs:   inLanguage(s.summarizer),
		Render:   renderIssue,
		Posts:    posts,
		Tell:     posts.tell,
		Posted:   s.metrics.posted,
		Now:      now, Log: s.log, Drain: max(s.config.Drain, time.Millisecond), // 0 would be the queue's own
	})
	if err != nil {
		return err
	}
	// Either of the two ends the other: a process that only half works would not be started again.
	running, ctx := errgroup.WithContext(ctx)
	options.Channels, options.DevGuild = s.config.Channels, s.config.DevGuild
	options.Fetcher, options.Summarizer, options.Desk, options.Newsroom = s.asked, s.summarizer, s.db, room
	options.Log, options.Drain, options.PerMinute = s.log, s.config.Drain, s.perMinute
	options.AskAtOnce, options.ModelName = s.config.ModelAtOnce, s.config.ModelName
	told := &health{database: s.db.Ping, ticked: room.Ticked, role: role, metrics: s.metrics.handler(), profiles: s.config.Profiles == "on"}
	s.metrics.registry.MustRegister(&watched{ctx: ctx, health: told, db: s.db, room: room, models: s.models()})
	options.Watch = told.watch
	if s.config.Listen != "" {
		running.Go(func() error { return told.serve(ctx, s.config.Listen) })
	}
	running.Go(func() error { s.systemd.report(ctx, told); return nil })
	part := func(run func() error) {
		running.Go(func() error {
			err := run()
			if err != nil { // the group returns the first one alone
				s.log.Error("a part of Parley ended", "error", err)
			}
			return err
		})
	}
	if role != "gateway" {
		part(func() error { return room.Run(ctx) })
	}
	if role == "worker" {
		part(func() error { return bot.Work(ctx, options) })
	} else {
		part(func() error { return bot.Run(ctx, options) })
	}
	err = running.Wait()
	if errors.Is(err, bot.ErrToken) {
		return usageError{errors.New("the bot's token is unknown to Discord: copy it anew from the Developer Portal (Bot, Reset Token) into DISCORD_TOKEN")}
	}
	return err
}

// models are those that are asked, by what they do.
func (s service) models() map[string]*summarize.Model {
	models := map[string]*summarize.Model{}
	writer, _ := s.summarizer.Model.(*summarize.Model)
	if writer != nil {
		models["write"] = writer
	}
	if reader, _ := s.summarizer.Second.(*summarize.Model); reader != nil && reader != writer {
		models["check"] = reader
	}
	return models
}

// openDatabase opens the database and brings it up to date.
func openDatabase(ctx context.Context, sh *shell, config Config) (*store.DB, error) {
	db, err := config.openDatabase(ctx, sh.logger(config))
	if err != nil {
		return nil, err
	}
	if err := db.Migrate(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("the database cannot be brought up to date (DATABASE_URL): %w", err), db.Close())
	}
	return db, nil
}

// inLanguage makes briefs in the language of a digest, where it has one.
func inLanguage(s *summarize.Summarizer) func(string) *summarize.Summarizer {
	return func(code string) *summarize.Summarizer {
		own := *s
		if code != "" {
			own.Language = languageOf(code)
		}
		return &own
	}
}

func renderIssue(issue *digest.Issue, s digest.Settings, post string) []store.Part {
	var parts []store.Part
	for _, part := range bot.RenderIssue(issue, s, post) {
		parts = append(parts, store.Part{Body: part.Body, Under: part.Under})
	}
	return parts
}

// discordPosts is the outbox's way to Discord: the rooms of both know nothing of one another.
type discordPosts struct{ publisher *bot.Publisher }

// Post sends a message.
func (d discordPosts) Post(ctx context.Context, m store.Message) (string, error) {
	id, err := d.publisher.Post(ctx, m.Guild, m.Channel, m.Under, m.Part.Body, m.Nonce)
	return id, storeError(err)
}

// Find looks for a message that may have been sent.
func (d discordPosts) Find(ctx context.Context, m store.Message) (string, error) {
	id, err := d.publisher.Find(ctx, m.Guild, m.Channel, m.Under, m.Nonce, m.Since)
	return id, storeError(err)
}

// tell tells a server that a digest does not come.
func (d discordPosts) tell(ctx context.Context, n newsroom.Notice) error {
	return storeError(d.publisher.Tell(ctx, bot.Notice(n)))
}

func storeError(err error) error {
	var known *bot.PublishError
	switch {
	case !errors.As(err, &known):
		return err
	case known.RetryAfter > 0:
		return &store.BusyError{RetryAfter: known.RetryAfter, Err: err}
	}
	return &store.RefusedError{Reason: known.Reason, Named: known.Named, Err: err}
}
