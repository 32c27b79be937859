package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/bwmarrin/discordgo"

	"parley/digest"
)

// Who may do what is decided here and nowhere else. What Discord lets through is not trusted to be allowed: who may see
// a command is a server's to change, and custom ids and option values are sent by the asker's own program, which may be
// any. What Discord itself vouches for is who asks, where, on which message, and what they may do there.

// A right says whether an asker has it: nil, or why not, which [complaint] words.
type right func(context.Context, *interaction) error

// everybody may ask for a brief: it says only what the asker has shown the bot.
func everybody(context.Context, *interaction) error { return nil }

// managers set up where Parley answers, and what a server follows and is sent: who has the permission, or the role that was chosen for it.
func (b *bot) managers(ctx context.Context, i *interaction) error {
	switch {
	case i.GuildID == "" || i.Member == nil:
		return plainError("server_only")
	case i.may(discordgo.PermissionManageGuild):
		return nil
	}
	server, err := b.Newsroom.Settings(ctx, i.GuildID)
	if err == nil && !server.IsManager(i.Member.Roles) {
		err = plainError("managers_only")
	}
	return err
}

// whoeverSeesIt may open what stands on a message: [bot.allowed] has seen to it that it does.
func whoeverSeesIt(context.Context, *interaction) error { return nil }

// askerOrModerator may delete an answer: its asker stands in the button.
func askerOrModerator(_ context.Context, i *interaction) error {
	if i.argument(1) == i.asker() || i.may(discordgo.PermissionManageMessages) {
		return nil
	}
	return plainError("asker_only")
}

// may says whether the asker has a permission in the channel where they ask.
func (i *interaction) may(permission int64) bool {
	return i.Member != nil && i.Member.Permissions&(permission|discordgo.PermissionAdministrator) != 0
}

func (i *interaction) asker() string { return asker(i.Interaction) }

// allowed says whether an interaction may be answered: nil, or a sentence for its asker. A component must stand on the message that
// it came from. A modal's custom id is its sender's word, and nothing stands behind it: its route must look at what it names.
func (b *bot) allowed(ctx context.Context, i *interaction, who right) error {
	if i.Type == discordgo.InteractionMessageComponent && !b.standsOnItsMessage(i) {
		return plainError("not_its_message")
	}
	return who(ctx, i)
}

// standsOnItsMessage says whether a component that was used is on its message, which is the bot's own, in this channel, and the
// asker's alone if only they see it. The message comes from Discord; the custom id and the choice come from the asker's program,
// which may send those of another message, or none that ever was.
func (b *bot) standsOnItsMessage(i *interaction) bool {
	m := i.Message
	if m == nil || m.Author == nil || m.Author.ID != b.id || m.ChannelID != i.ChannelID {
		return false
	}
	if m.Flags&discordgo.MessageFlagsEphemeral != 0 {
		from := m.InteractionMetadata
		if from == nil || from.User == nil || from.User.ID != i.asker() {
			return false
		}
	}
	return offers(m.Components, i.customID, i.MessageComponentData())
}

// offers says whether components hold the one that was used, with the values that were chosen.
func offers(components []discordgo.MessageComponent, customID string, used discordgo.MessageComponentInteractionData) bool {
	return slices.ContainsFunc(components, func(c discordgo.MessageComponent) bool {
		switch c := c.(type) {
		case *discordgo.Container:
			return offers(c.Components, customID, used)
		case *discordgo.ActionsRow:
			return offers(c.Components, customID, used)
		case *discordgo.Section:
			return offers([]discordgo.MessageComponent{c.Accessory}, customID, used)
		case *discordgo.Button:
			return c.CustomID == customID && len(used.Values) == 0
		case *discordgo.SelectMenu:
			return c.CustomID == customID && len(used.Values) <= max(c.MaxValues, 1) &&
				!slices.ContainsFunc(used.Values, func(v string) bool { return !offered(c, v, used.Resolved) })
		}
		return false
	})
}

// offered says whether a menu has a value: among its options, or, where it is one of channels or roles, among those that Discord knows.
func offered(c *discordgo.SelectMenu, value string, known discordgo.MessageComponentInteractionDataResolved) bool {
	switch c.MenuType {
	case discordgo.ChannelSelectMenu:
		return known.Channels[value] != nil
	case discordgo.RoleSelectMenu:
		return known.Roles[value] != nil
	}
	return slices.ContainsFunc(c.Options, func(o discordgo.SelectMenuOption) bool { return o.Value == value })
}

// A standing is what an asker may do in the channels of their server. What cannot be found out is not allowed: its errors end
// what was asked for.
type standing struct {
	b *bot
	*interaction
	server *discordgo.State // as Discord has it; asked for when it is first needed
}

// reading a channel is to see it with what was said before: that is what a digest of it tells.
const reading = discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory

// in is what the asker may do in a channel; nothing in one that is gone or another server's.
func (s *standing) in(ctx context.Context, channel string) (int64, error) {
	if s.may(discordgo.PermissionAdministrator) {
		return discordgo.PermissionAll, nil
	}
	if channel == s.ChannelID {
		return s.Member.Permissions, nil
	}
	if permissions, named := s.channels[channel]; named {
		return permissions, nil
	}
	server, err := s.look(ctx)
	if err != nil {
		return 0, err
	}
	permissions, err := server.UserChannelPermissions(s.asker(), channel)
	if err != nil { // it knows no such channel
		return 0, nil
	}
	return permissions, nil
}

// look asks Discord for the server's roles and channels.
func (s *standing) look(ctx context.Context) (*discordgo.State, error) {
	if s.server != nil {
		return s.server, nil
	}
	var guild discordgo.Guild
	err := s.b.ask(ctx, discordgo.EndpointGuild(s.GuildID), &guild)
	if err == nil {
		err = s.b.ask(ctx, discordgo.EndpointGuildChannels(s.GuildID), &guild.Channels)
	}
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", plainError("discord_silent"), err)
	}
	member := *s.Member
	member.GuildID = s.GuildID
	guild.Members = []*discordgo.Member{&member}
	s.server = discordgo.NewState()
	return s.server, s.server.GuildAdd(&guild)
}

// ask reads one thing from Discord.
func (b *bot) ask(ctx context.Context, endpoint string, answer any) error {
	body, err := b.call(ctx, http.MethodGet, endpoint, nil, endpoint)
	if err != nil {
		return err
	}
	return json.Unmarshal(body, answer)
}

// visible are the digests whose channels the asker may read, and the number of the others.
func (s *standing) visible(ctx context.Context, plans []digest.Plan) (seen []digest.Plan, hidden int, err error) {
	for _, plan := range plans {
		permissions, err := s.in(ctx, plan.Channel)
		if err != nil {
			return nil, 0, err
		}
		if permissions&reading == reading {
			seen = append(seen, plan)
		}
	}
	return seen, len(plans) - len(seen), nil
}

// mayPost complains unless the asker may have a digest posted where and as its plan says: in a channel of this server that
// takes digests and that they may read.
func (s *standing) mayPost(ctx context.Context, plan digest.Plan) error {
	server, err := s.look(ctx)
	if err != nil {
		return err
	}
	channel, err := server.Channel(plan.Channel)
	takes := err == nil && (channel.Type == discordgo.ChannelTypeGuildText || channel.Type == discordgo.ChannelTypeGuildNews)
	permissions, err := s.in(ctx, plan.Channel)
	switch {
	case err != nil:
		return err
	case !takes:
		return plainError("digest_no_channel")
	case permissions&reading != reading:
		return plainError("digest_unseen_channel")
	}
	return s.mayMention(ctx, plan)
}

// mayMention complains unless the asker could mention the role of a digest in its channel by hand, where it has one.
func (s *standing) mayMention(ctx context.Context, plan digest.Plan) error {
	if plan.Settings.Role == "" {
		return nil
	}
	permissions, err := s.in(ctx, plan.Channel)
	if err != nil || permissions&(discordgo.PermissionMentionEveryone|discordgo.PermissionAdministrator) != 0 {
		return err
	}
	server, err := s.look(ctx)
	if err != nil {
		return err
	}
	if role, err := server.Role(s.GuildID, plan.Settings.Role); err == nil && role.Mentionable {
		return nil
	}
	return plainError("digest_role")
}
