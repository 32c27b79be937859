package newsroom

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"parley/digest"
	"parley/feed"
	"parley/store"
)

const (
	maxDigests = 25 // of one server
	maxFollows = 200
	// runFor is how long an issue that was asked for may take to appear.
	runFor = 30 * time.Minute
	// keepIssue is how long the menu of a posted issue opens its stories: an issue takes some 50 kB.
	keepIssue = 3 * 24 * time.Hour
)

// planOf reads what the store keeps of a digest.
func planOf(d store.Digest) (digest.Plan, error) {
	plan := digest.Plan{ID: d.ID, Guild: d.Guild, Channel: d.Channel, Name: d.Name, CreatedBy: d.CreatedBy, Paused: d.Paused, Rests: d.Rests, Next: d.Next, Version: d.Version}
	if err := json.Unmarshal(d.Settings, &plan.Settings); err != nil {
		return plan, fmt.Errorf("newsroom: settings of digest %q: %w", d.ID, err)
	}
	return plan, nil
}

func digestOf(plan digest.Plan) (store.Digest, error) {
	settings, err := json.Marshal(plan.Settings)
	return store.Digest{
		ID: plan.ID, Guild: plan.Guild, Channel: plan.Channel, Name: plan.Name, CreatedBy: plan.CreatedBy,
		Settings: settings, Next: plan.Next, Paused: plan.Paused, Version: plan.Version,
	}, err
}

// Digests returns a server's digests in the order in which they were created.
func (r *Room) Digests(ctx context.Context, guild string) ([]digest.Plan, error) {
	all, err := r.DB.Digests(ctx, guild)
	if err != nil {
		return nil, err
	}
	var plans []digest.Plan
	for _, d := range all {
		plan, err := planOf(d)
		if err != nil {
			return nil, err
		}
		last, err := r.DB.Posts(ctx, d.ID, 1)
		if err != nil {
			return nil, err
		}
		if len(last) > 0 {
			plan.Trouble = last[0].Reason // that of one on its way, too
		}
		plans = append(plans, plan)
	}
	return plans, nil
}

// SaveDigest keeps a new digest, which has no ID, or an edited one, and says when it comes. Its errors are
// complaints where a person can do something about them.
func (r *Room) SaveDigest(ctx context.Context, plan digest.Plan) (digest.Plan, error) {
	if !digest.IsID(plan.Guild) || !digest.IsID(plan.Channel) {
		return plan, digest.Complain("not_in_server", 0, "A digest is posted in a channel of a server: choose one.")
	}
	if err := plan.Validate(); err != nil {
		return plan, err
	}
	if err := r.knowsFeeds(ctx, plan); err != nil {
		return plan, err
	}
	plan.Next = plan.Settings.Schedule.Next(r.Now()).Due
	d, err := digestOf(plan)
	if err != nil {
		return plan, err
	}
	if plan.ID == "" {
		all, err := r.DB.Digests(ctx, plan.Guild)
		if err != nil {
			return plan, err
		}
		if len(all) >= maxDigests {
			return plan, digest.Complain("not_more_digests", maxDigests, fmt.Sprintf("A server has at most %d digests. Delete one first.", maxDigests))
		}
		d.Created = r.Now()
		d, err = r.DB.CreateDigest(ctx, d)
		plan.ID, plan.Version = d.ID, d.Version
		return plan, saveComplaint(err)
	}
	d, err = r.DB.UpdateDigest(ctx, d)
	if err != nil {
		return plan, saveComplaint(err)
	}
	plan.Version, plan.Rests, plan.Trouble = d.Version, d.Rests, "" // whoever edits it has seen to what was refused
	return plan, nil
}

func saveComplaint(err error) error {
	switch {
	case errors.Is(err, store.ErrExists):
		return digest.Complain("not_new_name", 0, "There is a digest of that name already. Choose another name, or /digest edit that one.")
	case errors.Is(err, store.ErrConflict):
		return digest.Complain("not_changed_by_you", 0, "Somebody else changed or deleted this digest just now. Look at /digest list and try again.")
	}
	return err
}

// knowsFeeds wants the feeds that a plan names to be among those that its server follows, and there to be something to read.
func (r *Room) knowsFeeds(ctx context.Context, plan digest.Plan) error {
	if plan.Settings.From == digest.Links {
		return nil
	}
	followed, err := r.DB.Subscriptions(ctx, plan.Guild)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, s := range followed {
		for _, url := range s.URLs() {
			known[feed.Canonical(url)] = true
		}
	}
	for _, url := range plan.Settings.Feeds {
		if !known[feed.Canonical(url)] {
			return digest.Complain("not_its_feed", 0, fmt.Sprintf("This server does not follow %s: /feeds add it first, or look at /feeds list.", url), "Feed", url)
		}
	}
	if len(followed) == 0 && plan.Settings.From == digest.Feeds {
		return digest.Complain("not_any_feed", 0, "This server follows no feed yet: /feeds add one first.")
	}
	return nil
}

// DeleteDigest deletes a digest; issues of it that are not out are called off.
func (r *Room) DeleteDigest(ctx context.Context, plan digest.Plan) error {
	err := r.DB.DeleteDigest(ctx, plan.Guild, plan.ID, r.Now())
	if errors.Is(err, store.ErrNotFound) {
		return digest.Complain("not_there", 0, "That digest is gone already.")
	}
	return err
}

// runAgain is how long after an issue was asked for another one of the same digest would only repeat it.
const runAgain = time.Minute

// RunDigest has an issue posted now. Asked again within a minute, it posts none and returns what another would repeat, unless the digest was
// edited in between.
func (r *Room) RunDigest(ctx context.Context, plan digest.Plan) (*digest.Repeat, error) {
	now := r.Now()
	asked := fmt.Sprintf("asked for of version %d at ", plan.Version)
	last, err := r.DB.Posts(ctx, plan.ID, 5)
	if err != nil {
		return nil, err
	}
	for _, p := range last {
		if strings.HasPrefix(p.Period, asked) && now.Sub(p.Due) < runAgain {
			issue, err := r.Issue(ctx, p.Guild, p.Channel, p.ID)
			return &digest.Repeat{Asked: p.Due, Issue: issue}, err
		}
	}
	// The period has the minute, so that of two who ask at the same moment one posts and the other finds that it does.
	added, err := r.DB.AddPost(ctx, store.Post{
		Digest: plan.ID, Period: asked + now.UTC().Format("2006-01-02 15:04"), Guild: plan.Guild, Channel: plan.Channel,
		Due: now, NotAfter: now.Add(runFor),
	})
	if err == nil && !added {
		return &digest.Repeat{Asked: now}, nil
	}
	return nil, err
}

// leftFor is how long a server is kept that turned the bot out: some do so by mistake, or to invite it with other rights.
const leftFor = 7 * 24 * time.Hour

// GuildLeft has all that is kept of a server forgotten in a week.
func (r *Room) GuildLeft(ctx context.Context, guild string) error {
	return r.DB.LeaveGuild(ctx, guild, r.Now().Add(leftFor))
}

// GuildIsBack keeps a server that asked the bot back.
func (r *Room) GuildIsBack(ctx context.Context, guild string) error {
	return r.DB.GuildIsBack(ctx, guild)
}

// LinksPasted keeps links for those digests of a channel that read what is pasted there; where there is none, nothing is kept, nor of
// sites that the server does not have read.
func (r *Room) LinksPasted(ctx context.Context, guild, channel string, links []string) error {
	all, err := r.DB.Digests(ctx, guild)
	if err != nil || len(all) == 0 {
		return err
	}
	server, err := r.Settings(ctx, guild)
	if err != nil {
		return err
	}
	for _, d := range all {
		plan, err := planOf(d)
		if err != nil || plan.Channel != channel || plan.Settings.From == digest.Feeds {
			continue
		}
		for _, link := range links {
			if !server.Reads(link, true) {
				continue
			}
			if err := r.DB.AddLink(ctx, guild, channel, link, r.Now()); err != nil {
				return err
			}
		}
		return nil
	}
	return nil
}
