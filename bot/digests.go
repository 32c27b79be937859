package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/digest"
	"parley/feed"
)

const digestName = "digest"

// digestCommand is /digest. Discord shows it to who may manage the server, unless that server decides otherwise; who may use it
// is decided in authority.go.
func digestCommand() *discordgo.ApplicationCommand {
	existing := textOption("name", "option_which")
	existing.Required, existing.Autocomplete = true, true
	one := []*discordgo.ApplicationCommandOption{existing}
	named := textOption("name", "option_name")
	named.Required = true
	renamed := textOption("rename", "option_rename")
	return guildCommand(digestName, "command_digest",
		subcommand("create", "digest_create", append([]*discordgo.ApplicationCommandOption{named}, settingOptions()...)...),
		subcommand("edit", "digest_edit", append([]*discordgo.ApplicationCommandOption{existing, renamed}, settingOptions()...)...),
		subcommand("list", "digest_list"),
		subcommand("preview", "digest_preview", one...),
		subcommand("run", "digest_run", one...),
		subcommand("pause", "digest_pause", one...),
		subcommand("resume", "digest_resume", one...),
		subcommand("delete", "digest_delete", one...),
	)
}

func settingOptions() []*discordgo.ApplicationCommandOption {
	channel := described(discordgo.ApplicationCommandOptionChannel, "channel", "option_channel")
	channel.ChannelTypes = []discordgo.ChannelType{discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews}
	zone := textOption("zone", "option_zone")
	zone.Autocomplete = true
	every := described(discordgo.ApplicationCommandOptionInteger, "every", "option_every")
	least := 1.0
	every.MinValue, every.MaxValue = &least, 168
	most := described(discordgo.ApplicationCommandOptionInteger, "most", "option_most", "N", strconv.Itoa(digest.DefaultMost))
	most.MinValue, most.MaxValue = &least, digest.MaxMost
	return []*discordgo.ApplicationCommandOption{
		channel,
		textOption("time", "option_time"),
		zone,
		textOption("days", "option_days"),
		every,
		choiceOption("from", "option_from",
			[2]string{"from_both", string(digest.Both)}, [2]string{"from_feeds", string(digest.Feeds)}, [2]string{"from_links", string(digest.Links)}),
		textOption("feeds", "option_feeds"),
		textOption("topics", "option_topics"),
		most,
		choiceOption("length", "option_stories",
			[2]string{"stories_short", string(digest.Short)}, [2]string{"stories_normal", string(digest.Normal)}, [2]string{"stories_long", string(digest.Long)}),
		choiceOption("asides", "option_asides",
			[2]string{"asides_sorted", string(digest.Sorted)}, [2]string{"asides_last", string(digest.Last)}, [2]string{"asides_out", string(digest.Out)}),
		choiceOption("layout", "option_layout",
			[2]string{"layout_post", string(digest.OnePost)}, [2]string{"layout_thread", string(digest.OneThread)},
			[2]string{"layout_threads", string(digest.StoryThreads)}),
		textOption("language", "option_briefs"),
		described(discordgo.ApplicationCommandOptionRole, "mention", "option_mention"),
		described(discordgo.ApplicationCommandOptionBoolean, "mention-nobody", "option_nobody"),
		described(discordgo.ApplicationCommandOptionBoolean, "quiet", "option_quiet"),
		described(discordgo.ApplicationCommandOptionInteger, "late", "option_late"),
	}
}

// onDigest answers /digest. Its errors are worded by manage.
func (b *bot) onDigest(ctx context.Context, i *interaction, action string, given options) ([]message, error) {
	all, err := b.Newsroom.Digests(ctx, i.GuildID)
	if err != nil {
		return nil, err
	}
	s := &standing{b: b, interaction: i}
	plans, hidden, err := s.visible(ctx, all)
	if err != nil {
		return nil, err
	}
	switch action {
	case "list":
		return text(digestList(s.inPrivate().In, plans, hidden)), nil
	case "create":
		plan := digest.Plan{Guild: i.GuildID, Channel: i.ChannelID, Name: strings.TrimSpace(given.text("name")), CreatedBy: i.asker()}
		return b.changeDigest(ctx, s, plan, given)
	}
	at := slices.IndexFunc(plans, func(p digest.Plan) bool { return strings.EqualFold(p.Name, strings.TrimSpace(given.text("name"))) })
	if at < 0 {
		return nil, plainError("digest_unknown")
	}
	if action == "run" || action == "preview" {
		b.awaitFeeds(ctx, i.GuildID)
	}
	return b.onOneDigest(ctx, s, action, plans[at], given)
}

// awaitFeeds waits a while for feeds that were followed just now: they are read in the background, and who follows one and has a digest posted at
// once would be told that there is nothing new.
func (b *bot) awaitFeeds(ctx context.Context, guild string) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	look := time.NewTicker(200 * time.Millisecond)
	defer look.Stop()
	isUnread := func(f feed.Feed) bool { return f.Fetched.IsZero() && f.Failures == 0 && !f.Stopped }
	for {
		feeds, err := b.Newsroom.Feeds(ctx, guild)
		if err != nil || !slices.ContainsFunc(feeds, isUnread) {
			return
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return
		}
	}
}

// onOneDigest carries out what is asked of a digest that the asker may see.
func (b *bot) onOneDigest(ctx context.Context, s *standing, action string, plan digest.Plan, given options) ([]message, error) {
	switch action {
	case "edit":
		if name := strings.TrimSpace(given.text("rename")); name != "" {
			plan.Name = name
		}
		return b.changeDigest(ctx, s, plan, given)
	case "pause":
		plan.Paused = true
		return b.saveDigest(ctx, s, plan)
	case "resume":
		plan.Paused = false
		if err := s.mayMention(ctx, plan); err != nil {
			return nil, err
		}
		return b.saveDigest(ctx, s, plan)
	case "delete":
		if err := b.Newsroom.DeleteDigest(ctx, plan); err != nil {
			return nil, err
		}
		return text(s.inPrivate().In.Say("digest_deleted", "Name", card.Escape(plan.Name))), nil
	case "run":
		if err := s.mayMention(ctx, plan); err != nil {
			return nil, err
		}
		repeat, err := b.Newsroom.RunDigest(ctx, plan)
		if err != nil {
			return nil, err
		}
		in := s.inPrivate().In
		if repeat != nil {
			return text(repeats(in, plan, repeat)), nil
		}
		return text(in.Say("digest_running", "Name", card.Escape(plan.Name), "Channel", channelName(in, plan.Channel))), nil
	case "preview":
		return b.previewDigest(ctx, s.inPrivate().In, plan)
	}
	return nil, plainError("command_unknown")
}

// changeDigest puts what was given into a plan and keeps it.
func (b *bot) changeDigest(ctx context.Context, s *standing, plan digest.Plan, given options) ([]message, error) {
	if err := given.apply(&plan); err != nil {
		return nil, err
	}
	if err := s.mayPost(ctx, plan); err != nil {
		return nil, err
	}
	return b.saveDigest(ctx, s, plan)
}

func (b *bot) saveDigest(ctx context.Context, s *standing, plan digest.Plan) ([]message, error) {
	plan, err := b.Newsroom.SaveDigest(ctx, plan)
	if err != nil {
		return nil, err
	}
	return text(digestLine(s.inPrivate().In, plan)), nil
}

// apply puts the options that were given into a plan. Its errors are for people.
func (o options) apply(plan *digest.Plan) error {
	s := &plan.Settings
	for name, value := range map[string]*string{"channel": &plan.Channel, "mention": &s.Role} {
		if o.has(name) {
			*value = o.text(name)
		}
	}
	if o.flag("mention-nobody") {
		s.Role = ""
	}
	for name, take := range map[string]func(string){
		"from":     func(v string) { s.From = digest.Origin(v) },
		"length":   func(v string) { s.Length = digest.Length(v) },
		"asides":   func(v string) { s.Asides = digest.Aside(v) },
		"layout":   func(v string) { s.Layout = digest.Layout(v) },
		"topics":   func(v string) { s.Topics = unless(v, "all") },
		"language": func(v string) { s.Language = unless(v, "original") },
		"feeds": func(v string) {
			s.Feeds = strings.FieldsFunc(unless(v, "all"), func(r rune) bool { return r == ' ' || r == ',' })
		},
	} {
		if o.has(name) {
			take(strings.TrimSpace(o.text(name)))
		}
	}
	if o.has("most") {
		s.Most = o.number("most")
	}
	if o.has("late") {
		s.Grace = time.Duration(o.number("late")) * time.Hour
	}
	if o.has("quiet") {
		s.Quiet = o.flag("quiet")
	}
	return o.applySchedule(&s.Schedule)
}

// applySchedule makes a schedule of the options about time. What is left out stays as it is.
func (o options) applySchedule(s *digest.Schedule) (err error) {
	if o.has("every") {
		if o.has("time") || o.has("days") {
			return plainError("digest_not_both")
		}
		*s = digest.Schedule{Every: o.number("every")}
		return nil
	}
	if o.has("time") {
		s.Every = 0
		if s.Hour, s.Minute, err = digest.ParseTime(o.text("time")); err != nil {
			return err
		}
	} else if *s == (digest.Schedule{}) {
		return plainError("digest_when")
	}
	if o.has("days") {
		if s.Days, err = digest.ParseDays(o.text("days")); err != nil {
			return err
		}
	}
	if o.has("zone") {
		s.Zone = strings.TrimSpace(o.text("zone"))
		if found := digest.Zones(s.Zone, 2); len(found) == 1 { // "berlin", typed and not taken from the list
			s.Zone = found[0]
		}
	}
	return nil
}

func unless(value, nothing string) string {
	if strings.EqualFold(value, nothing) {
		return ""
	}
	return value
}

// repeats says what a digest would tell again that was posted a moment ago.
func repeats(in phrases.Language, plan digest.Plan, before *digest.Repeat) string {
	lines := []string{in.Say("digest_repeats", "Name", card.Escape(plan.Name), "Channel", channelName(in, plan.Channel), "Left", stamp(before.Asked, "R"))}
	if before.Issue != nil {
		for n, story := range before.Issue.Stories {
			lines = append(lines, fmt.Sprintf("%d · %s", n+1, card.Escape(card.Clip(card.Title(story), 90))))
		}
	}
	return strings.Join(lines, "\n")
}

// digestList is the digests that somebody may see, a few lines each.
func digestList(in phrases.Language, plans []digest.Plan, hidden int) string {
	if len(plans)+hidden == 0 {
		return in.Say("digests_empty")
	}
	var lines []string
	for n, plan := range plans {
		line := digestLine(in, plan)
		if !card.Fits(strings.Join(append(lines, line), "\n")) {
			lines = append(lines, "-# "+in.Count("and_more", len(plans)-n))
			break
		}
		lines = append(lines, line)
	}
	if hidden > 0 {
		lines = append(lines, "-# "+in.Say("digests_hidden", "N", strconv.Itoa(hidden)))
	}
	return strings.Join(lines, "\n")
}

// channelName is how Discord shows a channel by its id.
func channelName(in phrases.Language, id string) string {
	if !digest.IsID(id) {
		return in.Say("no_channel")
	}
	return "<#" + id + ">"
}

// digestLine says when and where a digest comes, in the reader's own zone.
func digestLine(in phrases.Language, plan digest.Plan) string {
	line := in.Say("digest_line", "Name", card.Escape(card.Clip(plan.Name, 80)), "Channel", channelName(in, plan.Channel),
		"When", card.Escape(schedule(in, plan.Settings.Schedule)))
	switch {
	case plan.Paused:
		line += " · " + in.Say("digest_paused")
	case !plan.Next.IsZero():
		line += " · " + in.Say("digest_next", "Time", stamp(plan.Next, "F"), "Left", stamp(plan.Next, "R"))
	}
	if topics := plan.Settings.Topics; topics != "" {
		line += " · " + in.Say("digest_about", "Topics", card.Escape(card.Clip(topics, 80)))
	}
	if digest.IsID(plan.Settings.Role) {
		line += " · " + in.Say("digest_mentions", "Role", "<@&"+plan.Settings.Role+">")
	}
	if plan.Trouble != "" {
		line += "\n-# " + in.Say("digest_trouble", "Why", card.Escape(card.Clip(trouble(in, plan.Trouble), 150)))
		if plan.Rests {
			line += " " + in.Say("digest_rests")
		}
	}
	return line
}

// weekday are the phrases of the days.
var weekday = [...]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// schedule says when a digest comes.
func schedule(in phrases.Language, s digest.Schedule) string {
	if s.Every > 0 {
		return in.Count("every_hours", s.Every)
	}
	return in.Say("digest_at", "Days", days(in, s.Days), "Time", fmt.Sprintf("%d:%02d", s.Hour, s.Minute), "Zone", s.Zone)
}

func days(in phrases.Language, d digest.Days) string {
	switch d {
	case 0, digest.Weekdays | digest.Weekend:
		return in.Say("every_day")
	case digest.Weekdays:
		return in.Say("weekdays")
	case digest.Weekend:
		return in.Say("weekend")
	}
	var names []string
	for day := range weekday {
		if n := (day + 1) % 7; d&(1<<n) != 0 { // a week begins on Monday
			names = append(names, in.Say(weekday[n]))
		}
	}
	return strings.Join(names, in.Say("comma"))
}

// cost says what a model took for an issue.
func cost(in phrases.Language, c digest.Cost) string {
	tokens := c.TokensIn + c.TokensOut
	switch {
	case tokens == 0:
		return in.Say("cost_none")
	case c.Unpriced:
		return in.Count("cost_tokens", tokens)
	}
	return in.Count("cost_tokens", tokens) + in.Say("comma") + in.Say("dollars", "Sum", decimal(in, c.Dollars, 4))
}

// previewDigest is all that a digest would post now, and then why each article is in or out.
func (b *bot) previewDigest(ctx context.Context, in phrases.Language, plan digest.Plan) ([]message, error) {
	issue, err := b.Newsroom.PreviewDigest(ctx, plan)
	if err != nil {
		return nil, err
	}
	settings := plan.Settings
	settings.Role = "" // nobody is called for a preview
	var messages []message
	for _, part := range RenderIssue(issue, settings, "") {
		messages = append(messages, part.message)
	}
	for _, why := range reasons(in, plan, issue) {
		messages = append(messages, text(why)...)
	}
	return messages, nil
}

// mostReasons is in how many messages a preview says why; of many feeds nobody reads more.
const mostReasons = 4

// reasons say what was looked at, and why it is in or out: a text for each message.
func reasons(in phrases.Language, plan digest.Plan, issue *digest.Issue) (texts []string) {
	lines := []string{in.Count("preview_why", len(issue.Items), "Cost", cost(in, issue.Cost))}
	if len(issue.Stories) == 0 && plan.Settings.Quiet {
		lines = append(lines, in.Say("preview_nothing"))
	}
	for n, item := range issue.Items {
		mark := in.Say("preview_out")
		if item.In {
			mark = in.Say("preview_in")
		}
		line := fmt.Sprintf("%s · %s: %s", mark, card.Link(card.Clip(item.Title, 90), item.Link), card.Reason(card.Options{In: in}, item.Why, 1))
		more := "-# " + in.Count("and_more", len(issue.Items)-n)
		if card.Fits(strings.Join(append(lines, line, more), "\n")) {
			lines = append(lines, line)
			continue
		}
		if len(texts) == mostReasons-1 {
			lines = append(lines, more)
			break
		}
		texts, lines = append(texts, strings.Join(lines, "\n")), []string{line}
	}
	return append(texts, strings.Join(lines, "\n"))
}
