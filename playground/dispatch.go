package playground

import (
	"maps"
	"strconv"
)

// This file is the events that bots are sent: to which session, and with what.

// dispatch sends an event to every session that asked for its kind and serves its channel; "" is everywhere.
func (s *Server) dispatch(kind, channel string, data object) {
	guild := text(s.state.channels[channel], "guild_id")
	if channel != "" && !s.may(channel, PermissionView) && kind != "CHANNEL_UPDATE" {
		return
	}
	for _, live := range s.gateway.sessions {
		needed := intentOf(kind, guild == "")
		if live.intents&needed == needed && live.serves(guild) {
			s.deliver(live, kind, live.view(kind, guild == "", data))
		}
	}
}

// dispatchIn sends an event of a server as a whole.
func (s *Server) dispatchIn(guild, kind string, data object) {
	for _, live := range s.gateway.sessions {
		needed := intentOf(kind, false)
		if live.serves(guild) && live.intents&needed == needed {
			s.deliver(live, kind, data)
		}
	}
}

// deliver makes the frame at once: what is sent later must not show what changed since.
func (s *Server) deliver(live *session, kind string, data any) {
	live.sequence++
	event := encode(object{"op": opDispatch, "t": kind, "s": live.sequence, "d": data})
	live.events = append(live.events, event)
	if len(live.events) > maxMissed {
		live.events = live.events[1:]
	}
	s.queue(live.conn, frame{data: event})
}

// serves says whether a guild's events go to the session's shard. Direct messages ("") go to the first.
func (live *session) serves(guild string) bool {
	id, _ := strconv.ParseInt(guild, 10, 64)
	return int((id>>22)%int64(live.shards)) == live.shard
}

// intentOf is the intent that a kind of event needs.
func intentOf(kind string, direct bool) int {
	switch kind {
	case "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
		if direct {
			return intentDirectMessages
		}
		return intentMessages
	case "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE", "MESSAGE_REACTION_REMOVE_ALL", "MESSAGE_REACTION_REMOVE_EMOJI":
		if direct {
			return intentDirectReactions
		}
		return intentReactions
	case "MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE":
		if direct {
			return intentDirectPolls
		}
		return intentPolls
	case "TYPING_START":
		if direct {
			return intentDirectTyping
		}
		return intentTyping
	case "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE":
		return intentMembers
	case "CHANNEL_PINS_UPDATE":
		if direct {
			return intentDirectMessages
		}
		return intentGuilds
	case "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE",
		"GUILD_CREATE", "GUILD_UPDATE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE":
		return intentGuilds
	}
	return 0
}

// view hides the content of others' messages from a session without the intent, but for direct messages and those that
// mention the bot.
func (live *session) view(kind string, direct bool, data object) object {
	author, _ := data["author"].(object)
	if kind != "MESSAGE_CREATE" && kind != "MESSAGE_UPDATE" || live.intents&intentMessageContent != 0 || direct || author["id"] == BotID {
		return data
	}
	for _, user := range list(data["mentions"]) {
		if user.(object)["id"] == BotID {
			return data
		}
	}
	hidden := maps.Clone(data)
	hidden["content"], hidden["attachments"], hidden["embeds"], hidden["components"] = "", []any{}, []any{}, []any{}
	delete(hidden, "poll")
	return hidden
}
