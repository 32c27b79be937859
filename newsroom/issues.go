package newsroom

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"parley/digest"
	"parley/feed"
	"parley/store"
)

const (
	// maxPeriod bounds what one issue covers, however long its digest was paused or away.
	maxPeriod = 7 * 24 * time.Hour
	// lateAfter is how long after its time an issue is said to be late.
	lateAfter = 10 * time.Minute
)

// compose says what a post says, for the outbox.
func (r *Room) compose(ctx context.Context, p store.Post) (store.Content, error) {
	d, err := r.DB.Digest(ctx, p.Digest)
	if err != nil {
		return store.Content{}, err
	}
	plan, err := planOf(d)
	if err != nil {
		return store.Content{}, err
	}
	// A digest that was moved meanwhile tells nothing of its new channel in the old one.
	plan.Guild, plan.Channel = p.Guild, p.Channel
	to := p.Due
	late := r.Now().Sub(p.Due) > lateAfter
	if late {
		to = r.Now() // what came meanwhile is news; the next issue knows that it was told
	}
	issue, told, err := r.issue(ctx, plan, to)
	if err != nil {
		return store.Content{}, err
	}
	issue.Late = late
	content := store.Content{Parts: r.Render(issue, plan.Settings, p.ID), Until: r.Now().Add(keepIssue)}
	if content.Issue, err = keptOf(p, issue); err != nil {
		return store.Content{}, err
	}
	for _, story := range told {
		data, err := json.Marshal(story)
		if err != nil {
			return store.Content{}, err
		}
		content.Memories = append(content.Memories, store.Memory{Story: story.Key, Told: data})
	}
	return content, nil
}

// PreviewDigest is what would be posted now. Nothing is kept but the articles and the model's answers, so that the post itself
// costs nothing more.
func (r *Room) PreviewDigest(ctx context.Context, plan digest.Plan) (*digest.Issue, error) {
	issue, _, err := r.issue(ctx, plan, r.Now())
	return issue, err
}

// issue composes what a digest says at a time: what is new since its last issue.
func (r *Room) issue(ctx context.Context, plan digest.Plan, to time.Time) (*digest.Issue, []digest.Seen, error) {
	server, err := r.Settings(ctx, plan.Guild)
	if err != nil {
		return nil, nil, err
	}
	from, err := r.since(ctx, plan, to)
	if err != nil {
		return nil, nil, err
	}
	candidates, err := r.candidates(ctx, plan, from, to)
	if err != nil {
		return nil, nil, err
	}
	seen, err := r.memories(ctx, plan, to)
	if err != nil {
		return nil, nil, err
	}
	return r.editor.Compose(ctx, digest.Job{
		Name: plan.Name, Settings: plan.Settings, From: from, To: to,
		Candidates: slices.DeleteFunc(candidates, func(c digest.Candidate) bool { return !server.Reads(c.Link, c.Pasted) }), Seen: seen,
		Briefer: briefer{r, plan.Guild, server, plan.Settings.Language},
	})
}

// since is where the last issue that appeared ended; what a missed one would have said is not lost.
func (r *Room) since(ctx context.Context, plan digest.Plan, to time.Time) (time.Time, error) {
	earliest := to.Add(-maxPeriod)
	last, err := r.DB.LastAppeared(ctx, plan.ID, to)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return plan.Settings.Schedule.Last(to.Add(-time.Second)).From, nil
	case err != nil || last.Due.Before(earliest):
		return earliest, err
	}
	return last.Due, nil
}

// candidates are what the digest's feeds brought, and what was pasted in its channel, in a period.
func (r *Room) candidates(ctx context.Context, plan digest.Plan, from, to time.Time) ([]digest.Candidate, error) {
	var found []digest.Candidate
	if plan.Settings.From != digest.Links {
		items, err := r.items(ctx, plan, from, to)
		if err != nil {
			return nil, err
		}
		found = append(found, items...)
	}
	if plan.Settings.From != digest.Feeds {
		links, err := r.DB.Links(ctx, plan.Guild, plan.Channel, from)
		if err != nil {
			return nil, err
		}
		for _, link := range links {
			if !link.Pasted.After(to) {
				found = append(found, digest.Candidate{Link: link.URL, Seen: link.Pasted, Pasted: true})
			}
		}
	}
	return found, nil
}

func (r *Room) items(ctx context.Context, plan digest.Plan, from, to time.Time) ([]digest.Candidate, error) {
	feeds, err := r.chosenFeeds(ctx, plan)
	if err != nil {
		return nil, err
	}
	items, err := r.DB.Items(ctx, plan.Guild, from)
	if err != nil {
		return nil, err
	}
	var found []digest.Candidate
	for _, item := range items {
		if f, ok := feeds[item.Feed]; ok && !item.Seen.After(to) {
			found = append(found, digest.FromFeed(f, item.Item, item.Seen))
		}
	}
	return found, nil
}

// chosenFeeds are the feeds that a digest reads, by ID: those that its plan names, by any URL that they had, or all that its server follows.
func (r *Room) chosenFeeds(ctx context.Context, plan digest.Plan) (map[string]feed.Feed, error) {
	followed, err := r.DB.Subscriptions(ctx, plan.Guild)
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	for _, url := range plan.Settings.Feeds {
		wanted[feed.Canonical(url)] = true
	}
	chosen := map[string]feed.Feed{}
	for _, s := range followed {
		if len(wanted) == 0 || slices.ContainsFunc(s.URLs(), func(url string) bool { return wanted[feed.Canonical(url)] }) {
			chosen[s.Feed.ID] = s.Feed.Feed
		}
	}
	return chosen, nil
}

func (r *Room) memories(ctx context.Context, plan digest.Plan, now time.Time) ([]digest.Seen, error) {
	all, err := r.DB.Memories(ctx, plan.Guild, plan.Channel, now.Add(-digest.RememberFor))
	if err != nil {
		return nil, err
	}
	var seen []digest.Seen
	for _, m := range all {
		var one digest.Seen
		if err := json.Unmarshal(m.Told, &one); err != nil {
			return nil, fmt.Errorf("newsroom: what channel %q was told of a story: %w", plan.Channel, err)
		}
		seen = append(seen, one)
	}
	return seen, nil
}

// A keptIssue is an issue as its menu opens it.
type keptIssue struct {
	Guild, Channel string
	Issue          *digest.Issue
}

// keptOf is what is kept of a post's issue.
func keptOf(p store.Post, issue *digest.Issue) ([]byte, error) {
	opened := *issue
	opened.Items = nil // which its menu does not show
	return json.Marshal(keptIssue{p.Guild, p.Channel, &opened})
}

// Issue returns an issue that was posted in a channel of a server, or nil when it is too old or was posted elsewhere.
func (r *Room) Issue(ctx context.Context, guild, channel, post string) (*digest.Issue, error) {
	data, err := r.DB.Kept(ctx, store.KeptIssue, post, r.Now())
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	issue, err := openIssue(data, guild, channel)
	if err != nil {
		return nil, fmt.Errorf("newsroom: issue of post %q: %w", post, err)
	}
	return issue, nil
}

func openIssue(data []byte, guild, channel string) (*digest.Issue, error) {
	var kept keptIssue
	if err := json.Unmarshal(data, &kept); err != nil {
		return nil, err
	}
	if kept.Guild != guild || kept.Channel != channel {
		return nil, nil
	}
	return kept.Issue, nil
}
