package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"parley/article"
	"parley/newsroom"
	"parley/playground"
	"parley/store"
)

type playgroundCommand struct {
	Listen  string `help:"Address to serve on. Where the port is taken, the next free one is." default:"127.0.0.1:8080"`
	Network bool   `help:"Let other machines in: whoever reaches the address can act as everybody here, and as the bot."`
	Keep    string `placeholder:"FILE" help:"Keep feeds and digests in this file; else they go when the program ends."`
}

const (
	playgroundToken = "playground" // the bot's, in its own Discord

	portsTried    = 20
	visitorsLimit = 1000 // briefs that one person may ask for in a minute: who tries things out must not be stopped
)

// Run starts the small Discord and the bot beside it, in one process.
func (c *playgroundCommand) Run(sh *shell) error {
	config, err := c.config(sh)
	if err != nil {
		return err
	}
	server, err := c.start(playground.Options{Log: sh.logger(config), Token: playgroundToken, Network: c.Network, Unlimited: true})
	if err != nil {
		return err
	}
	defer server.Close()
	furnish(server)
	server.ServePage()
	config.DiscordToken, config.DiscordURL = playgroundToken, server.URL()
	forget, err := c.database(&config)
	if err != nil {
		return err
	}
	defer forget()
	db, err := openDatabase(sh.ctx, sh, config)
	if err != nil {
		return err
	}
	defer db.Close()
	s, err := tellingService(sh, config, server, db)
	if err != nil {
		return err
	}
	var greeting sync.WaitGroup
	defer greeting.Wait()
	ctx, stop := context.WithCancel(sh.ctx)
	defer stop()
	greeting.Go(func() {
		if server.Wait(ctx, server.Connected) == nil { // who comes earlier would not be heard
			greet(sh, config, server)
		}
	})
	return s.run(ctx, "all")
}

// tellingService is the bot for the playground: it tells the page what goes on, and reaches of this machine the playground alone.
func tellingService(sh *shell, config Config, server *playground.Server, db *store.DB) (service, error) {
	teller := newTeller(server)
	sh.models = teller
	summarizer, err := newSummarizer(sh, config, newsroom.NewAnswers(db, now))
	if err != nil {
		return service{}, err
	}
	summarizer.Recorder = teller
	guard := article.Guard{Also: own(server)}
	transport := article.NewTransport(guard)
	transport.DialContext = toThePapers(transport.DialContext, guard.Also)
	asked, linked := config.fetchers(article.Options{Transport: transport, Timed: teller.fetched})
	return service{config: config, db: db, guard: guard, asked: asked, linked: linked, summarizer: summarizer, metrics: newMetrics(), log: sh.logger(config), perMinute: visitorsLimit}, nil
}

// config are the settings without those of the real Discord, and with a quiet log: the terminal is for the link.
func (c *playgroundCommand) config(sh *shell) (Config, error) {
	vars, err := sh.env()
	if err != nil {
		return Config{}, err
	}
	vars = withoutBot(vars)
	if vars["PARLEY_LOG_LEVEL"] == "" {
		vars["PARLEY_LOG_LEVEL"] = "warn"
	}
	return parseConfig(vars)
}

// start serves on the address, or on the next port that is free.
func (c *playgroundCommand) start(o playground.Options) (*playground.Server, error) {
	host, first, err := net.SplitHostPort(c.Listen)
	port, numberErr := strconv.Atoi(first)
	if err != nil || numberErr != nil {
		return nil, usageError{fmt.Errorf("--listen is an address such as 127.0.0.1:8080, not %q", c.Listen)}
	}
	if c.Network {
		host = "0.0.0.0"
	}
	for try := range portsTried {
		o.Addr = net.JoinHostPort(host, strconv.Itoa(port+try))
		server, startErr := playground.Start(o)
		if startErr == nil {
			return server, nil
		}
		err = startErr
		var taken *net.OpError
		if !errors.As(err, &taken) {
			return nil, usageError{fmt.Errorf("%s is not this machine's own address. The playground keeps to this machine: whoever reaches it can act as everybody in it, and as the bot. --network lets others in all the same, on every address", c.Listen)}
		}
	}
	return nil, err
}

// database is a file of its own, which forget deletes, or the one to keep.
func (c *playgroundCommand) database(config *Config) (forget func(), err error) {
	if c.Keep != "" {
		config.Database = c.Keep
		return func() {}, nil
	}
	folder, err := os.MkdirTemp("", "parley-playground-")
	if err != nil {
		return nil, fmt.Errorf("there is no place for the playground's database: %w", err)
	}
	config.Database = filepath.Join(folder, "parley.db")
	return func() { os.RemoveAll(folder) }, nil
}

// furnish puts in what a newcomer finds.
func furnish(server *playground.Server) {
	server.Topic(server.AddChannel("news"), "For links to the news")
	server.AddChannel("general")
	server.Topic(server.AddChannel("morning-digest"), "A place for a digest")
	server.AddUser("you", true)
	server.AddUser("mara", true)
	server.AddUser("jonas", false)
}

// own is the playground's address on this machine, the only one of it that the bot may fetch from.
func own(server *playground.Server) netip.AddrPort {
	u, err := url.Parse(server.URL())
	if err != nil {
		return netip.AddrPort{}
	}
	address, _ := netip.ParseAddrPort(u.Host)
	return address
}

// toThePapers leads the names of the playground's papers to its own address, as browsers do: each has a host of its own, so that outlets
// are told apart, and no resolver need know them.
func toThePapers(dial func(context.Context, string, string) (net.Conn, error), own netip.AddrPort) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if host, _, err := net.SplitHostPort(address); err == nil && playground.IsPaper(host) {
			address = own.String()
		}
		return dial(ctx, network, address)
	}
}

// greet prints the link.
func greet(sh *shell, config Config, server *playground.Server) {
	writer := "Briefs are written without a model."
	if config.HasModel() {
		writer = "Briefs are written by " + config.ModelName + "."
	}
	fmt.Fprintf(sh.stdout, "A Discord of your own, with Parley in it:\n\n  %s\n\nOpen it in a browser and paste a link. %s Ctrl-C ends it.\n", server.PageURL(), writer)
}
