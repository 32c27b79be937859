package newsroom

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"parley/digest"
	"parley/feed"
	"parley/store"
)

// Feeds returns the feeds that a server follows, in the order in which they were added.
func (r *Room) Feeds(ctx context.Context, guild string) ([]feed.Feed, error) {
	followed, err := r.DB.Subscriptions(ctx, guild)
	if err != nil {
		return nil, err
	}
	var feeds []feed.Feed
	for _, s := range followed {
		feeds = append(feeds, s.Feed.Feed)
	}
	return feeds, nil
}

// Follow has a server follow feeds, and returns how many it did not follow before. They are read in the background.
func (r *Room) Follow(ctx context.Context, guild, by string, urls ...string) (added int, err error) {
	followed, err := r.DB.Subscriptions(ctx, guild)
	if err != nil {
		return 0, err
	}
	for _, url := range urls {
		if len(followed)+added >= maxFollows {
			return added, digest.Complain("not_more_feeds", maxFollows,
				fmt.Sprintf("A server follows at most %d feeds; %d were added now. Remove some first.", maxFollows, added), "Added", strconv.Itoa(added))
		}
		_, err := r.DB.Subscribe(ctx, guild, by, feed.Feed{URL: url}, r.Now())
		switch {
		case errors.Is(err, store.ErrExists):
		case err != nil:
			return added, err
		default:
			added++
		}
	}
	return added, nil
}

// Unfollow ends that a server follows a feed, named by its link.
func (r *Room) Unfollow(ctx context.Context, guild, url string) error {
	followed, err := r.DB.Subscriptions(ctx, guild)
	if err != nil {
		return err
	}
	for _, s := range followed {
		if feed.Canonical(s.Feed.URL) == feed.Canonical(url) || strings.EqualFold(s.Feed.Title, url) {
			return r.DB.Unsubscribe(ctx, guild, s.Feed.ID)
		}
	}
	return digest.Complain("not_followed", 0, "This server does not follow that feed: /feeds list shows which it does.")
}

// FindFeeds returns the feeds behind a link, or those of the starter list with such a name; at least one.
func (r *Room) FindFeeds(ctx context.Context, wanted string) ([]feed.Subscription, error) {
	var named []feed.Subscription
	for _, s := range feed.Starter() {
		if s.URL == wanted || strings.EqualFold(s.Title, wanted) {
			named = append(named, s)
		}
	}
	if len(named) > 0 {
		return named, nil
	}
	if !strings.Contains(wanted, "://") && strings.Contains(wanted, ".") {
		wanted = "https://" + wanted
	}
	return r.Fetcher.Discover(ctx, wanted, r.Now())
}

// SampleFeed reads a feed without keeping anything.
func (r *Room) SampleFeed(ctx context.Context, url string) (feed.Feed, []feed.Item, error) {
	result, err := r.Fetcher.Fetch(ctx, feed.Feed{URL: url}, r.Now())
	return result.Feed, result.Items, err
}
