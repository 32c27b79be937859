package bot

import (
	"context"

	"parley/digest"
	"parley/feed"
	"parley/settings"
)

// A Newsroom keeps what servers follow and what they are sent; it is all that /digest and /feeds can do. Its errors that are
// a [digest.Complaint], a [settings.Complaint] or a [*feed.Error] are told to who asked; others are logged.
type Newsroom interface {
	// Digests are a server's, in the order in which they were created.
	Digests(ctx context.Context, guild string) ([]digest.Plan, error)
	// SaveDigest keeps an edited plan, or a new one where it has no ID, and says when it comes.
	SaveDigest(ctx context.Context, plan digest.Plan) (digest.Plan, error)
	DeleteDigest(ctx context.Context, plan digest.Plan) error
	// RunDigest posts an issue now, outside its schedule, or returns the one of a moment ago that it would repeat; PreviewDigest is what it would post.
	RunDigest(ctx context.Context, plan digest.Plan) (*digest.Repeat, error)
	PreviewDigest(ctx context.Context, plan digest.Plan) (*digest.Issue, error)
	// Issue is one that was posted in a channel of a server; nil when it is too old.
	Issue(ctx context.Context, guild, channel, post string) (*digest.Issue, error)

	// Feeds are those that a server follows, in the order in which they were added.
	Feeds(ctx context.Context, guild string) ([]feed.Feed, error)
	// Follow returns how many feeds were not followed before.
	Follow(ctx context.Context, guild, by string, urls ...string) (int, error)
	Unfollow(ctx context.Context, guild, url string) error
	// FindFeeds are the feeds behind a link, or of that name in the starter list: at least one.
	FindFeeds(ctx context.Context, link string) ([]feed.Subscription, error)
	// SampleFeed is what a feed holds now.
	SampleFeed(ctx context.Context, url string) (feed.Feed, []feed.Item, error)

	// LinksPasted keeps links for digests of what is pasted in a channel.
	LinksPasted(ctx context.Context, guild, channel string, links []string) error
	// GuildLeft forgets a server that the bot was turned out of, unless it is asked back soon; GuildIsBack says that it is there.
	GuildLeft(ctx context.Context, guild string) error
	GuildIsBack(ctx context.Context, guild string) error
	// ForgetGuild forgets a server at once.
	ForgetGuild(ctx context.Context, guild string) error

	// Settings are what has been decided for a server; ChangeSettings changes that at once, in all processes, unless change fails.
	Settings(ctx context.Context, guild string) (settings.Server, error)
	ChangeSettings(ctx context.Context, guild, by string, change func(*settings.Server) error) (settings.Server, error)
	// Greet says whether a server has not been greeted before, once.
	Greet(ctx context.Context, guild string) (bool, error)
	// TakeCard counts a card that a member asks for, unless the budget has none left today.
	TakeCard(ctx context.Context, guild, member string, b settings.Budget) (bool, error)
	// Spend notes what a card took that a member asked for, with -1 for one that was counted and not made; Used is what a server took in the last days, today included, and
	// UsedBy what a member took there today.
	Spend(ctx context.Context, guild, member string, u settings.Usage) error
	Used(ctx context.Context, guild string, days int) (settings.Usage, error)
	UsedBy(ctx context.Context, guild, member string) (settings.Usage, error)
	// ForgetMember takes somebody out of all that is kept.
	ForgetMember(ctx context.Context, member string) error
}
