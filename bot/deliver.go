package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"parley/article"
	"parley/desk"
	"parley/settings"
	"parley/summarize"
)

// each calls do for all numbers below n at once. A panic is the error of its own call: it must not end the process.
func each(n int, do func(i int) error) []error {
	errs := make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					errs[i] = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
				}
			}()
			errs[i] = do(i)
		})
	}
	wait.Wait()
	return errs
}

// fetchAll gets all links at once; the articles and errors are those of the links.
func (b *bot) fetchAll(ctx context.Context, p *reply, links []string) ([]*article.Article, []error) {
	articles := make([]*article.Article, len(links))
	errs := each(len(links), func(i int) error {
		if !p.server.Reads(links[i], false) {
			return plainError("blocked_here")
		}
		a, err := b.fetch(ctx, turn(p.request), links[i])
		switch {
		case err != nil:
			return err
		case !p.server.Reads(a.Link, false): // to which the link led
			return plainError("blocked_here")
		}
		articles[i] = a
		return nil
	})
	for _, err := range errs {
		if err != nil {
			b.Log.InfoContext(ctx, "an article could not be had", "error", private(err))
		}
	}
	return articles, errs
}

// fetch gets one link, when its site, and who asks, have a place left.
func (b *bot) fetch(ctx context.Context, t desk.Turn, link string) (*article.Article, error) {
	if u, err := url.Parse(link); err == nil {
		t.Site = strings.ToLower(u.Host)
	}
	leave, err := b.fetching.Enter(ctx, t)
	if err != nil {
		return nil, err
	}
	defer leave()
	return b.Fetcher.Fetch(ctx, link)
}

// deliver makes a brief and shows it: the extractive one first where a model is at work, then the model's in its place. A place among
// those that compose is held for that alone; whoever waits for a model holds one of the model's, and nobody's preview waits for it.
func (b *bot) deliver(ctx context.Context, p *reply, articles []*article.Article) error {
	reading, stop := context.WithCancel(ctx)
	defer stop()
	composed, err := b.composing.Enter(ctx, turn(p.request))
	if err != nil {
		return err
	}
	defer composed()
	if !b.takeCard(ctx, p.request, p.server.Budget) {
		composed()
		return p.cardsSpent(ctx)
	}
	summarizer, renewed := b.summarizer(p.server, b.used(ctx, p.request.Guild, p.server.Budget))
	p.options.Fresh = renewed
	var failed error
	var unpaid *summarize.Brief // the preview, where the money for a model went to others meanwhile
	brief, err := summarizer.Brief(reading, articles, func(preview *summarize.Brief) {
		composed()
		if failed = p.showBrief(ctx, preview, stillReading(p.options)); errors.Is(failed, errGone) || refusedForGood(failed) {
			stop() // a model's brief would not be taken either
			return
		}
		if leave, err := b.composing.Enter(ctx, turn(p.request)); err == nil {
			leave() // whoever waits for a first card comes before the work of asking
		}
		if asked, err := b.asking.Enter(ctx, turn(p.request)); err == nil {
			context.AfterFunc(reading, asked)
		}
		if !p.server.Budget.TakesModel(b.used(ctx, p.request.Guild, p.server.Budget)) {
			unpaid = preview
			stop()
			return
		}
		p.options.Before = preview
	})
	composed()
	if unpaid != nil && ctx.Err() == nil {
		brief, err, p.options.Fresh = unpaid, nil, settings.Renewed(time.Now())
	}
	if err != nil {
		brief = nil
	}
	b.spend(ctx, p.request, brief)
	switch {
	case errors.Is(err, summarize.ErrNothing):
		return p.say(ctx, p.options.In.Say("no_text"))
	case err != nil && failed != nil:
		return failed
	case err != nil:
		return err
	}
	return p.showBrief(ctx, brief, p.options)
}
