package bot

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/feed"
)

const (
	feedsName   = "feeds"
	shownFeeds  = 30
	shownSample = 8
)

// feedsCommand is /feeds.
func feedsCommand() *discordgo.ApplicationCommand {
	required := func(o *discordgo.ApplicationCommandOption, complete bool) *discordgo.ApplicationCommandOption {
		o.Required, o.Autocomplete = true, complete
		return o
	}
	return guildCommand(feedsName, "command_feeds",
		subcommand("add", "feeds_add", required(textOption("link", "option_new_feed"), true)),
		subcommand("remove", "feeds_remove", required(textOption("link", "option_which_feed"), true)),
		subcommand("list", "feeds_list"),
		subcommand("preview", "feeds_preview", required(textOption("link", "option_any_feed"), true)),
		subcommand("import", "feeds_import", required(described(discordgo.ApplicationCommandOptionAttachment, "file", "option_opml"), false)),
		subcommand("export", "feeds_export"),
	)
}

// onFeeds answers /feeds.
func (b *bot) onFeeds(ctx context.Context, i *interaction, action string, given options) ([]message, error) {
	switch action {
	case "add":
		return b.addFeed(ctx, i, strings.TrimSpace(given.text("link")))
	case "remove":
		if err := b.Newsroom.Unfollow(ctx, i.GuildID, strings.TrimSpace(given.text("link"))); err != nil {
			return nil, err
		}
		return text(i.inPrivate().In.Say("feed_removed")), nil
	case "preview":
		return b.sampleFeed(ctx, i, strings.TrimSpace(given.text("link")))
	case "import":
		return b.importFeeds(ctx, i, given.text("file"))
	}
	feeds, err := b.Newsroom.Feeds(ctx, i.GuildID)
	if err != nil {
		return nil, err
	}
	if action == "export" {
		return exportFeeds(i.inPrivate().In, feeds)
	}
	return text(feedList(i.inPrivate().In, feeds)), nil
}

// addFeed follows the first feed behind a link, and names the others.
func (b *bot) addFeed(ctx context.Context, i *interaction, wanted string) ([]message, error) {
	found, err := b.Newsroom.FindFeeds(ctx, wanted)
	if err != nil {
		return nil, err
	}
	added, err := b.Newsroom.Follow(ctx, i.GuildID, i.asker(), found[0].URL)
	if err != nil {
		return nil, err
	}
	in, phrase := i.inPrivate().In, "feed_added"
	if added == 0 {
		phrase = "feed_known"
	}
	line := in.Say(phrase, "Feed", feedName(found[0].Title, found[0].URL))
	if others := found[1:]; len(others) > 0 {
		line += "\n" + in.Say("feed_others")
		for _, other := range others[:min(len(others), shownSample)] {
			line += "\n- " + feedName(other.Title, other.URL) + " · " + card.Escape(other.URL)
		}
	}
	return text(line), nil
}

func feedName(title, url string) string {
	return "**" + card.Source(title, url) + "**"
}

func (b *bot) sampleFeed(ctx context.Context, i *interaction, wanted string) ([]message, error) {
	found, err := b.Newsroom.FindFeeds(ctx, wanted)
	if err != nil {
		return nil, err
	}
	f, items, err := b.Newsroom.SampleFeed(ctx, found[0].URL)
	if err != nil {
		return nil, err
	}
	lines := []string{i.inPrivate().In.Say("feed_sample", "Feed", feedName(f.Title, f.URL), "N", strconv.Itoa(len(items)))}
	for _, item := range items[:min(len(items), shownSample)] {
		line := "- " + card.Link(card.Clip(item.Title, 120), item.Link)
		if !item.Published.IsZero() {
			line += " · " + stamp(item.Published, "R")
		}
		lines = append(lines, line)
	}
	for _, notice := range notices(i.inPrivate().In, f.Notice) {
		lines = append(lines, "-# "+notice)
	}
	return text(strings.Join(lines, "\n")), nil
}

// notices are what of a feed could not be read, a line each.
func notices(in phrases.Language, n feed.Notice) (lines []string) {
	if n.Empty {
		lines = append(lines, in.Say("feed_empty"))
	}
	if n.Lost > 0 {
		lines = append(lines, in.Say("feed_lost", "N", strconv.Itoa(n.Lost)))
	}
	switch values := []string{"N", strconv.Itoa(n.Undated), "Of", strconv.Itoa(n.Of), "Date", card.Escape(n.Date)}; {
	case n.Undated > 0 && n.Date != "":
		lines = append(lines, in.Say("feed_misdated", values...))
	case n.Undated > 0:
		lines = append(lines, in.Say("feed_undated", values...))
	}
	return lines
}

// feedList is every feed of a server, those in trouble with the reason.
func feedList(in phrases.Language, feeds []feed.Feed) string {
	if len(feeds) == 0 {
		return in.Say("feeds_empty")
	}
	lines := []string{in.Say("feeds_title", "N", strconv.Itoa(len(feeds)))}
	for n, f := range feeds {
		line := "- " + feedName(f.Title, f.URL) + " · " + feedState(in, f)
		if n == shownFeeds || !card.Fits(strings.Join(append(lines, line), "\n")) {
			return strings.Join(append(lines, "-# "+in.Count("feeds_more", len(feeds)-n)), "\n")
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func feedState(in phrases.Language, f feed.Feed) string {
	reason := f.Reason
	if why := f.Why(); why != nil {
		reason, _ = complaint(in, why)
	}
	switch {
	case f.Stopped:
		return in.Say("feed_stopped", "Why", card.Escape(reason))
	case f.Failures > 0:
		return in.Say("feed_failing", "Time", stamp(f.FailingSince, "R"), "Why", card.Escape(reason))
	case f.Fetched.IsZero():
		return in.Say("feed_unread")
	}
	return in.Say("read_at", "Time", stamp(f.Fetched, "R"))
}

// stamp is a time that Discord shows in its reader's own zone and language.
func stamp(t time.Time, style string) string { return fmt.Sprintf("<t:%d:%s>", t.Unix(), style) }

func (b *bot) importFeeds(ctx context.Context, i *interaction, attachment string) ([]message, error) {
	data := i.ApplicationCommandData()
	if data.Resolved == nil || data.Resolved.Attachments[attachment] == nil {
		return nil, plainError("import_gone")
	}
	body, err := b.download(ctx, fileOf(data.Resolved.Attachments[attachment]))
	if err != nil {
		return nil, err
	}
	subscriptions, skipped, err := feed.ReadOPML(bytes.NewReader(body))
	if err != nil {
		return nil, plainError("import_none")
	}
	var urls []string
	for _, s := range subscriptions {
		urls = append(urls, s.URL)
	}
	added, err := b.Newsroom.Follow(ctx, i.GuildID, i.asker(), urls...)
	if err != nil {
		return nil, err
	}
	in := i.inPrivate().In
	line := in.Say("imported", "N", strconv.Itoa(len(urls)), "New", strconv.Itoa(added))
	if skipped > 0 {
		line += " " + in.Say("import_skipped", "N", strconv.Itoa(skipped))
	}
	return text(line), nil
}

func exportFeeds(in phrases.Language, feeds []feed.Feed) ([]message, error) {
	if len(feeds) == 0 {
		return nil, plainError("export_empty")
	}
	var subscriptions []feed.Subscription
	for _, f := range feeds {
		subscriptions = append(subscriptions, feed.Subscription{URL: f.URL, Title: f.Title, Site: f.Site})
	}
	var file bytes.Buffer
	if err := feed.WriteOPML(&file, in.Say("opml_title"), subscriptions); err != nil {
		return nil, err
	}
	m := text(in.Say("exported", "N", strconv.Itoa(len(feeds))))
	m[0].file = &upload{"feeds.opml", "text/x-opml", file.Bytes()}
	m[0].Components = append(m[0].Components, discordgo.FileComponent{File: discordgo.UnfurledMediaItem{URL: "attachment://feeds.opml"}})
	return m, nil
}
