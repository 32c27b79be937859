package playground

import (
	"maps"
	"net/http"
	"slices"
	"strings"
)

// A reaction is one emoji on a message.
type reaction struct {
	emoji string
	id    string // of a server's own emoji
	by    []string
}

func emojiName(emoji string) string {
	name, _, _ := strings.Cut(emoji, ":")
	return name
}

func (r reaction) object() object {
	o := object{"id": nil, "name": r.emoji}
	if r.id != "" {
		o["id"] = r.id
	}
	return o
}

// reactionsOf are a message's reactions as somebody sees them.
func (s *Server) reactionsOf(m *Message, person string) []any {
	all := []any{}
	for _, r := range m.reactions {
		all = append(all, object{"emoji": r.object(), "count": len(r.by), "me": slices.Contains(r.by, person), "me_burst": false,
			"burst_colors": []any{}, "count_details": object{"burst": 0, "normal": len(r.by)}})
	}
	return all
}

// react puts somebody's reaction on a message, or takes it away, and tells of it where anything changed.
func (s *Server) react(m *Message, emoji, who string, on bool) *Refusal {
	name, id, _ := strings.Cut(emoji, ":")
	if name == "" || len(name) > 64 {
		return &Refusal{Status: http.StatusBadRequest, Code: 10014, Message: "Unknown Emoji"}
	}
	r := reaction{emoji: name, id: id}
	i := slices.IndexFunc(m.reactions, func(r reaction) bool { return r.emoji == name })
	if i >= 0 {
		r = m.reactions[i]
	}
	if slices.Contains(r.by, who) == on {
		return nil
	}
	if on && i < 0 && len(m.reactions) >= maxReactions {
		return &Refusal{Status: http.StatusForbidden, Code: 30010, Message: "Maximum number of reactions reached (20)"}
	}
	if on {
		r.by = append(slices.Clone(r.by), who)
	} else {
		r.by = slices.DeleteFunc(slices.Clone(r.by), func(id string) bool { return id == who })
	}
	m.reactions = slices.Clone(m.reactions)
	switch {
	case i < 0:
		m.reactions = append(m.reactions, r)
	case len(r.by) == 0:
		m.reactions = slices.Delete(m.reactions, i, i+1)
	default:
		m.reactions[i] = r
	}
	m.Raw["reactions"] = s.reactionsOf(m, BotID)
	kind := "MESSAGE_REACTION_REMOVE"
	if on {
		kind = "MESSAGE_REACTION_ADD"
	}
	s.tellReaction(kind, m, s.inGuild(m.ChannelID, object{"user_id": who, "message_id": m.ID, "channel_id": m.ChannelID, "emoji": r.object(),
		"message_author_id": m.AuthorID, "burst": false, "type": 0}))
	return nil
}

// tellReaction tells the bot, and each watcher what the message's reactions are now.
func (s *Server) tellReaction(kind string, m *Message, event object) {
	if kind == "MESSAGE_REACTION_ADD" {
		if guild := text(event, "guild_id"); guild != "" {
			member := s.memberObject(guild, text(event, "user_id"))
			member["user"] = s.userObject(text(event, "user_id"))
			event["member"] = member
		}
	}
	if m.only == "" {
		s.dispatch(kind, m.ChannelID, event)
	}
	s.showMessage(kind, m, func(person string) any {
		shown := maps.Clone(event)
		shown["reactions"] = s.reactionsOf(m, person)
		return shown
	})
	s.touch()
}

// putReaction is the bot's own.
func (c *call) putReaction() (any, *Refusal) {
	m, err := c.message()
	if err != nil {
		return nil, err
	}
	needed := int64(PermissionHistory)
	if c.request.Method == http.MethodPut && m.reactors(c.path("emoji")) == nil {
		needed |= PermissionReact
	}
	if !c.may(m.ChannelID, needed) {
		return nil, errPermissions
	}
	return nil, c.react(m, c.path("emoji"), BotID, c.request.Method == http.MethodPut)
}

// removeReaction is another's, taken away by a bot that may manage messages.
func (c *call) removeReaction() (any, *Refusal) {
	m, err := c.managed()
	if err != nil {
		return nil, err
	}
	return nil, c.react(m, c.path("emoji"), c.path("user"), false)
}

// managed is a message that the bot may manage.
func (c *call) managed() (*Message, *Refusal) {
	m, err := c.message()
	if err == nil && !c.may(m.ChannelID, PermissionManageMessages) {
		return nil, errPermissions
	}
	return m, err
}

// clearReactions takes away all reactions of a message, or all of one emoji.
func (c *call) clearReactions() (any, *Refusal) {
	m, err := c.managed()
	if err != nil {
		return nil, err
	}
	kind, event := "MESSAGE_REACTION_REMOVE_ALL", c.inGuild(m.ChannelID, object{"message_id": m.ID, "channel_id": m.ChannelID})
	keep := []reaction(nil)
	if emoji := c.path("emoji"); emoji != "" {
		kind = "MESSAGE_REACTION_REMOVE_EMOJI"
		for _, r := range m.reactions {
			if r.emoji == emojiName(emoji) {
				event["emoji"] = r.object()
			} else {
				keep = append(keep, r)
			}
		}
		if event["emoji"] == nil {
			return nil, nil
		}
	}
	m.reactions = keep
	m.Raw["reactions"] = c.reactionsOf(m, BotID)
	c.tellReaction(kind, m, event)
	return nil, nil
}

// listReactors are the people who reacted with an emoji.
func (c *call) listReactors() (any, *Refusal) {
	m, err := c.message()
	if err != nil {
		return nil, err
	}
	people := []any{}
	for _, id := range m.reactors(c.path("emoji")) {
		people = append(people, c.userObject(id))
	}
	return people, nil
}
