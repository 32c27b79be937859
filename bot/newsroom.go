package bot

import (
	"context"

	"parley/digest"
	"parley/feed"
)

// A Newsroom keeps what servers follow and what they are sent. Its errors that are a [digest.Complaint] or a [*feed.Error]
// are told to who asked; others are logged.
type Newsroom interface {
	Digests(ctx context.Context, guild string) ([]digest.Plan, error)
	SaveDigest(ctx context.Context, plan digest.Plan) (digest.Plan, error) // a new one where it has no ID
	DeleteDigest(ctx context.Context, plan digest.Plan) error
	RunDigest(ctx context.Context, plan digest.Plan) error                        // now, outside its schedule
	PreviewDigest(ctx context.Context, plan digest.Plan) (*digest.Issue, error)   // what RunDigest would post; nothing is kept
	Issue(ctx context.Context, guild, post string) (*digest.Issue, error)         // nil when it is too old
	Feeds(ctx context.Context, guild string) ([]feed.Feed, error)                 // in the order in which they were added
	Follow(ctx context.Context, guild, by string, urls ...string) (int, error)    // how many were not followed before
	Unfollow(ctx context.Context, guild, url string) error                        //
	FindFeeds(ctx context.Context, link string) ([]feed.Subscription, error)      // behind a link, or of that name in the starter list
	SampleFeed(ctx context.Context, url string) (feed.Feed, []feed.Item, error)   // what it holds now
	LinksPasted(ctx context.Context, guild, channel string, links []string) error // for digests of pasted links
	ForgetGuild(ctx context.Context, guild string) error                          // the bot was turned out of it
}
