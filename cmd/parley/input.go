package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"

	"parley/article"
	"parley/web"
)

// maxFile is the most that is read of a file or of standard input, in bytes: as much as of a link.
const maxFile = 8 << 20

// fetchFlags are the flags of every command that may fetch a link.
type fetchFlags struct {
	AllowLoopback bool `help:"Also fetch from this machine (127.0.0.1), for trying things out."`
}

func (f fetchFlags) transport() *http.Transport {
	return article.NewTransport(article.Guard{AllowLoopback: f.AllowLoopback})
}

// transports are those for what somebody asked for by its link, and for what feeds link to: that is read as each site's robots.txt wishes.
func (c Config) transports(base http.RoundTripper) (asked, linked http.RoundTripper) {
	linked = web.HonourRobots(base, nil)
	if c.Robots == "all" {
		return linked, linked
	}
	return base, linked
}

// fetchers are those over [Config.transports].
func (c Config) fetchers(o article.Options) (asked, linked *article.Fetcher) {
	o.UserAgent = c.UserAgent
	of := func(transport http.RoundTripper) *article.Fetcher {
		o.Transport = transport
		return article.NewFetcher(o)
	}
	forAsked, forLinked := c.transports(o.Transport)
	return of(forAsked), of(forLinked)
}

// fetcher gets what an argument names.
func (f fetchFlags) fetcher(config Config) *article.Fetcher {
	asked, _ := config.fetchers(article.Options{Transport: f.transport()})
	return asked
}

// openArticle gets the article that an argument names: a link, a file, or "-" for standard input.
func openArticle(ctx context.Context, fetcher *article.Fetcher, stdin io.Reader, name string) (*article.Article, error) {
	switch {
	case name == "-":
		data, err := readCapped(stdin)
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		return article.FromText(string(data))
	case isLink(name):
		return fetcher.Fetch(ctx, name)
	}
	return openFile(name)
}

func isLink(name string) bool {
	scheme, _, found := strings.Cut(name, "://")
	return found && !strings.ContainsAny(scheme, `/\.`)
}

func openFile(name string) (*article.Article, error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usageError{fmt.Errorf("there is no file %q (a link starts with https://, and - reads standard input)", name)}
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, usageError{fmt.Errorf("%q is a folder: name the files in it", name)}
	}
	data, err := readCapped(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return article.FromFile(name, data)
}

func readCapped(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("longer than the %d MiB that Parley reads", maxFile>>20)
	}
	return data, err
}
