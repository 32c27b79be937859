package newsroom

import (
	"context"
	"math"

	"parley/article"
	"parley/settings"
	"parley/summarize"
)

// A briefer makes the briefs of a server's digests, as far as the server lets a model write, and notes what that took.
type briefer struct {
	room     *Room
	guild    string
	server   settings.Server
	language string
}

// Brief is that of [summarize.Summarizer]. It looks at the budget for each story: a digest must not take more than is left. When the money is
// spent, what a model wrote before is shown, for that costs nothing: it may be what was prepared for this very issue.
func (b briefer) Brief(ctx context.Context, articles []*article.Article, preview func(*summarize.Brief)) (*summarize.Brief, error) {
	s := *b.room.Briefs(b.language)
	switch b.server.Asking(b.used(ctx)) {
	case settings.Never:
		s.Model = nil
	case settings.Spent:
		s = *s.Kept()
	}
	brief, err := s.Brief(ctx, articles, preview)
	if err == nil {
		b.spend(ctx, brief.Writer)
	}
	return brief, err
}

// used is what the server has had today, where a budget asks for it. Where that cannot be read, its money is taken for spent.
func (b briefer) used(ctx context.Context) (used settings.Usage) {
	if b.server.Budget.Dollars == 0 {
		return used
	}
	used, err := b.room.Used(ctx, b.guild, 1)
	if err != nil {
		b.room.Log.ErrorContext(ctx, "what a server has used could not be read; no model is asked for its digest", "guild", b.guild, "error", err)
		used.Dollars = math.Inf(1)
	}
	return used
}

// spend notes what a model took for a story, as nobody's: no member asked, and it is no card of the budget's.
func (b briefer) spend(ctx context.Context, author summarize.Author) {
	var u settings.Usage
	if !author.Cached { // a digest is prepared first and posted from what was kept then
		u.Tokens = author.TokensIn + author.TokensOut
	}
	if author.Cost != nil {
		u.Dollars = *author.Cost
	}
	if u == (settings.Usage{}) {
		return
	}
	if err := b.room.Spend(ctx, b.guild, "", u); err != nil {
		b.room.Log.WarnContext(ctx, "what a digest took was not noted", "guild", b.guild, "error", err)
	}
}
