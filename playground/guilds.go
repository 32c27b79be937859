package playground

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// This file is what a bot reads of itself, of servers and of channels.

func (c *call) getGateway() (any, *apiError) {
	if c.request.URL.Path == "/gateway" {
		return object{"url": c.socket()}, nil
	}
	return object{"url": c.socket(), "shards": 1,
		"session_start_limit": object{"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}}, nil
}

func (c *call) getSelf() (any, *apiError) {
	u := c.userObject(BotID)
	u["mfa_enabled"], u["locale"], u["verified"], u["email"] = true, "en-US", true, nil
	return u, nil
}

func (c *call) getApplication() (any, *apiError) {
	return object{"id": BotID, "name": botName, "description": "", "icon": nil, "cover_image": nil, "type": nil, "flags": c.applicationFlags(),
		"bot_public": true, "bot_require_code_grant": false, "verify_key": "", "max_participants": nil, "tags": []any{},
		"bot": c.userObject(BotID), "owner": c.userObject(ownerID), "team": nil, "redirect_uris": []any{},
		"interactions_endpoint_url": nil, "role_connections_verification_url": nil, "approximate_guild_count": len(c.state.guilds),
		"integration_types_config": object{"0": object{}, "1": object{}}}, nil
}

// guildIDs are the servers, in the order in which they came to be.
func (s *Server) guildIDs() []string {
	return slices.SortedFunc(maps.Keys(s.state.guilds), func(a, b string) int {
		return cmp.Or(len(a)-len(b), strings.Compare(a, b))
	})
}

func (s *Server) guildChannels(guild string) []any {
	found := []any{}
	for _, id := range slices.Sorted(maps.Keys(s.state.channels)) {
		if c := s.state.channels[id]; c["guild_id"] == guild && number(c["type"]) == channelText {
			found = append(found, c)
		}
	}
	return found
}

func (s *Server) guildEvent(id string) object {
	return object{"id": id, "name": s.state.guilds[id], "owner_id": ownerID, "channels": s.guildChannels(id), "members": []any{},
		"roles": s.roleObjects(id), "threads": []any{}, "presences": []any{}, "emojis": []any{}, "large": false, "unavailable": false, "member_count": len(s.state.users) + 1}
}

func (c *call) getGuilds() (any, *apiError) {
	found := []any{}
	for _, id := range c.guildIDs() {
		found = append(found, object{"id": id, "name": c.state.guilds[id], "icon": nil, "banner": nil, "owner": false,
			"permissions": strconv.FormatInt(PermissionsMember, 10), "features": []any{}})
	}
	return found, nil
}

func (c *call) getGuild() (any, *apiError) {
	id := c.path("guild")
	if c.state.guilds[id] == "" {
		return nil, errUnknownGuild
	}
	guild := c.guildEvent(id)
	for _, onlyEvent := range []string{"channels", "members", "threads", "presences", "large", "unavailable", "member_count"} {
		delete(guild, onlyEvent)
	}
	return guild, nil
}

func (c *call) getGuildChannels() (any, *apiError) {
	if c.state.guilds[c.path("guild")] == "" {
		return nil, errUnknownGuild
	}
	return c.guildChannels(c.path("guild")), nil
}

func (c *call) getMember() (any, *apiError) {
	id := c.path("user")
	if _, known := c.state.users[id]; !known && id != BotID {
		return nil, &apiError{Status: http.StatusNotFound, Code: 10007, Message: "Unknown Member"}
	}
	member := c.memberObject(c.path("guild"), id)
	member["user"] = c.userObject(id)
	return member, nil
}

// channel is the channel in the path, where the bot sees it.
func (c *call) channel() (object, *apiError) {
	channel := c.state.channels[c.path("channel")]
	if channel == nil {
		return nil, errUnknownChannel
	}
	if !c.may(c.path("channel"), PermissionView) {
		return nil, errAccess
	}
	return channel, nil
}

func (c *call) getChannel() (any, *apiError) {
	channel, err := c.channel()
	if err != nil {
		return nil, err
	}
	return channel, nil
}

func (c *call) openDM() (any, *apiError) {
	user := text(c.body, "recipient_id")
	if _, known := c.state.users[user]; !known {
		return nil, &apiError{Status: http.StatusBadRequest, Code: 50033, Message: "Invalid Recipient(s)"}
	}
	return c.state.channels[c.dm(user)], nil
}

func (c *call) typing() (any, *apiError) {
	if _, err := c.channel(); err != nil {
		return nil, err
	}
	if !c.may(c.path("channel"), PermissionSend) {
		return nil, errPermissions
	}
	return nil, nil
}

// createThread begins a thread below a message, whose id it takes, or one on its own.
func (c *call) createThread() (any, *apiError) {
	parent, err := c.channel()
	if err != nil {
		return nil, err
	}
	if !c.may(c.path("channel"), PermissionStartThreads) {
		return nil, errPermissions
	}
	var p problems
	p.length("name", text(c.body, "name"), 1, 100)
	if err := p.refusal(); err != nil {
		return nil, err
	}
	id := c.id()
	if c.path("message") != "" {
		m, err := c.message()
		if err != nil {
			return nil, err
		}
		if id = m.ID; c.state.channels[id] != nil {
			return nil, &apiError{Status: http.StatusBadRequest, Code: 160004, Message: "A thread has already been created for this message"}
		}
	}
	minutes := number(c.body["auto_archive_duration"])
	if minutes == 0 {
		minutes = 1440
	}
	thread := object{"id": id, "type": channelThread, "guild_id": parent["guild_id"], "parent_id": c.path("channel"), "name": c.body["name"],
		"owner_id": BotID, "flags": 0, "last_message_id": nil, "message_count": 0, "member_count": 1, "total_message_sent": 0, "rate_limit_per_user": 0,
		"thread_metadata": object{"archived": false, "auto_archive_duration": minutes, "archive_timestamp": c.timestamp(), "locked": false}}
	c.state.channels[id] = thread
	c.dispatch("THREAD_CREATE", id, thread)
	c.touch()
	return created{thread}, nil
}
