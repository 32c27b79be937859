package bot

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"

	"parley/digest"
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
	return guildCommand(feedsName, "The news feeds that this server's digests read",
		subcommand("add", "Follow a feed", required(textOption("link", "A feed, a news site, or a name from the list that comes up"), true)),
		subcommand("remove", "Follow a feed no more", required(textOption("link", "Which feed"), true)),
		subcommand("list", "Show the feeds, and which of them are in trouble"),
		subcommand("preview", "See what a feed holds, without following it", required(textOption("link", "A feed or a news site"), true)),
		subcommand("import", "Follow all feeds of an OPML file, as other readers export it", required(option(discordgo.ApplicationCommandOptionAttachment, "file", "The OPML file"), false)),
		subcommand("export", "Get this server's feeds as an OPML file"),
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
		return text("That feed is no longer followed here."), nil
	case "preview":
		return b.sampleFeed(ctx, strings.TrimSpace(given.text("link")))
	case "import":
		return b.importFeeds(ctx, i, given.text("file"))
	}
	feeds, err := b.Newsroom.Feeds(ctx, i.GuildID)
	if err != nil {
		return nil, err
	}
	if action == "export" {
		return exportFeeds(feeds)
	}
	return text(feedList(feeds)), nil
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
	line := "Following " + feedName(found[0].Title, found[0].URL) + ". Its news come from now on."
	if added == 0 {
		line = "This server follows " + feedName(found[0].Title, found[0].URL) + " already."
	}
	if others := found[1:]; len(others) > 0 {
		line += "\nThe site has more feeds:"
		for _, other := range others[:min(len(others), shownSample)] {
			line += "\n- " + feedName(other.Title, other.URL) + " · " + card.Escape(other.URL)
		}
	}
	return text(line), nil
}

func feedName(title, url string) string {
	return "**" + card.Source(title, url) + "**"
}

func (b *bot) sampleFeed(ctx context.Context, wanted string) ([]message, error) {
	found, err := b.Newsroom.FindFeeds(ctx, wanted)
	if err != nil {
		return nil, err
	}
	f, items, err := b.Newsroom.SampleFeed(ctx, found[0].URL)
	if err != nil {
		return nil, err
	}
	lines := []string{fmt.Sprintf("%s · items: %d", feedName(f.Title, f.URL), len(items))}
	for _, item := range items[:min(len(items), shownSample)] {
		line := "- " + card.Link(card.Clip(item.Title, 120), item.Link)
		if !item.Published.IsZero() {
			line += fmt.Sprintf(" · <t:%d:R>", item.Published.Unix())
		}
		lines = append(lines, line)
	}
	if f.Notice != "" {
		lines = append(lines, "-# "+card.Escape(f.Notice))
	}
	return text(strings.Join(lines, "\n")), nil
}

// feedList is every feed of a server, those in trouble with the reason.
func feedList(feeds []feed.Feed) string {
	if len(feeds) == 0 {
		return "This server follows no feed yet. /feeds add takes a news site's link, or a name from its list."
	}
	lines := []string{fmt.Sprintf("Feeds: %d", len(feeds))}
	for n, f := range feeds {
		line := "- " + feedName(f.Title, f.URL)
		switch {
		case f.Stopped:
			line += " · gone: " + card.Escape(f.Reason)
		case f.Failures > 0:
			line += fmt.Sprintf(" · failing since <t:%d:R>: %s", f.FailingSince.Unix(), card.Escape(f.Reason))
		case f.Fetched.IsZero():
			line += " · not read yet"
		default:
			line += fmt.Sprintf(" · read <t:%d:R>", f.Fetched.Unix())
		}
		if n == shownFeeds || !card.Fits(strings.Join(append(lines, line), "\n")) {
			return strings.Join(append(lines, fmt.Sprintf("-# and %d more: /feeds export has all", len(feeds)-n)), "\n")
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func (b *bot) importFeeds(ctx context.Context, i *interaction, attachment string) ([]message, error) {
	data := i.ApplicationCommandData()
	if data.Resolved == nil || data.Resolved.Attachments[attachment] == nil {
		return nil, digest.Complaint("That file cannot be read any more. Please attach it again.")
	}
	body, err := b.download(ctx, fileOf(data.Resolved.Attachments[attachment]))
	if err != nil {
		return nil, err
	}
	subscriptions, skipped, err := feed.ReadOPML(bytes.NewReader(body))
	if err != nil {
		return nil, digest.Complaint("That is no OPML file with feeds in it. Other readers export one under Settings.")
	}
	var urls []string
	for _, s := range subscriptions {
		urls = append(urls, s.URL)
	}
	added, err := b.Newsroom.Follow(ctx, i.GuildID, i.asker(), urls...)
	if err != nil {
		return nil, err
	}
	line := fmt.Sprintf("Feeds in the file: %d; newly followed: %d.", len(urls), added)
	if skipped > 0 {
		line += fmt.Sprintf(" Entries without a web link, left out: %d.", skipped)
	}
	return text(line), nil
}

func exportFeeds(feeds []feed.Feed) ([]message, error) {
	if len(feeds) == 0 {
		return nil, digest.Complaint("This server follows no feed yet, so there is nothing to export.")
	}
	var subscriptions []feed.Subscription
	for _, f := range feeds {
		subscriptions = append(subscriptions, feed.Subscription{URL: f.URL, Title: f.Title, Site: f.Site})
	}
	var file bytes.Buffer
	if err := feed.WriteOPML(&file, "Feeds that Parley follows", subscriptions); err != nil {
		return nil, err
	}
	m := text(fmt.Sprintf("Feeds in the file: %d.", len(feeds)))
	m[0].file = &discordgo.File{Name: "feeds.opml", ContentType: "text/x-opml", Reader: &file}
	m[0].Components = append(m[0].Components, discordgo.FileComponent{File: discordgo.UnfurledMediaItem{URL: "attachment://feeds.opml"}})
	return m, nil
}
