package playground

import (
	"maps"
	"net/http"
	"strconv"
	"time"
)

// This file is what a bot reads of itself, of servers and of channels.

func (c *call) getGateway() (any, *Refusal) {
	if c.request.URL.Path == "/gateway" {
		return object{"url": c.socket()}, nil
	}
	const day = 24 * time.Hour
	left := max(0, maxIdentifies-c.gateway.identified)
	if c.options.Unlimited {
		left = maxIdentifies
	}
	return object{"url": c.socket(), "shards": max(1, c.options.Shards), "session_start_limit": object{"total": maxIdentifies,
		"remaining": left, "reset_after": day.Milliseconds(), "max_concurrency": max(1, c.options.MaxConcurrency)}}, nil
}

func (c *call) getSelf() (any, *Refusal) {
	u := c.userObject(BotID)
	u["mfa_enabled"], u["locale"], u["verified"], u["email"] = true, "en-US", true, nil
	return u, nil
}

func (c *call) getApplication() (any, *Refusal) {
	return object{"id": BotID, "name": botName, "description": "", "icon": nil, "type": nil, "flags": c.applicationFlags(),
		"bot_public": true, "bot_require_code_grant": false, "verify_key": "", "tags": []any{},
		"bot": c.userObject(BotID), "owner": c.userObject(ownerID), "team": nil, "redirect_uris": []any{},
		"interactions_endpoint_url": nil, "role_connections_verification_url": nil, "approximate_guild_count": len(c.state.guilds),
		"flags_new": strconv.Itoa(c.applicationFlags()), "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
		"explicit_content_filter": 0, "eligible_oauth2_scopes": []any{},
		"integration_types_config": object{"0": object{}, "1": object{}}}, nil
}

// guildIDs are the servers, in the order in which they came to be.
func (s *Server) guildIDs() []string {
	return byAge(maps.Keys(s.state.guilds))
}

func (s *Server) guildChannels(guild string) []any { return s.channelsOfType(guild, channelText) }

// channelsOfType are a server's channels of one type, with the message that was posted last in each.
func (s *Server) channelsOfType(guild string, kind int) []any {
	found := []any{}
	for _, id := range s.channelsOf(guild) {
		if c := s.state.channels[id]; number(c["type"]) == kind {
			c = maps.Clone(c)
			if newest := s.state.newest[id]; newest != "" {
				c["last_message_id"] = newest
			}
			found = append(found, c)
		}
	}
	return found
}

// guildObject is a server as REST has it; guildEvent is what the gateway adds.
func (s *Server) guildObject(id string) object {
	guild := object{"id": id, "name": s.state.guilds[id], "owner_id": ownerID, "roles": s.roleObjects(id), "emojis": []any{}, "stickers": []any{},
		"features": []any{}, "preferred_locale": "en-US", "region": "deprecated", "afk_timeout": 300, "max_members": 500000,
		"max_video_channel_users": 25, "max_stage_video_channel_users": 50, "nsfw": false, "widget_enabled": false, "premium_progress_bar_enabled": false}
	for _, field := range []string{"icon", "splash", "banner", "description", "home_header", "discovery_splash", "application_id", "afk_channel_id",
		"system_channel_id", "widget_channel_id", "vanity_url_code", "rules_channel_id", "safety_alerts_channel_id", "public_updates_channel_id",
		"max_presences", "incidents_data"} {
		guild[field] = nil
	}
	for _, field := range []string{"verification_level", "default_message_notifications", "explicit_content_filter", "mfa_level", "nsfw_level",
		"premium_tier", "premium_subscription_count", "system_channel_flags"} {
		guild[field] = 0
	}
	return guild
}

func (s *Server) guildEvent(id string) object {
	guild := s.guildObject(id)
	maps.Copy(guild, object{"channels": s.guildChannels(id), "threads": s.guildThreads(id), "members": []any{}, "presences": []any{},
		"large": false, "unavailable": false, "member_count": len(s.state.users) + 1})
	return guild
}

func (c *call) getGuilds() (any, *Refusal) {
	found := []any{}
	for _, id := range c.guildIDs() {
		found = append(found, object{"id": id, "name": c.state.guilds[id], "icon": nil, "banner": nil, "owner": false,
			"permissions": strconv.FormatInt(PermissionsMember, 10), "features": []any{}})
	}
	return found, nil
}

func (c *call) getGuild() (any, *Refusal) {
	id := c.path("guild")
	if c.state.guilds[id] == "" {
		return nil, errUnknownGuild
	}
	return c.guildObject(id), nil
}

func (c *call) getGuildChannels() (any, *Refusal) {
	if c.state.guilds[c.path("guild")] == "" {
		return nil, errUnknownGuild
	}
	return c.guildChannels(c.path("guild")), nil
}

func (c *call) getMember() (any, *Refusal) {
	id := c.path("user")
	if _, known := c.state.users[id]; !known && id != BotID {
		return nil, &Refusal{Status: http.StatusNotFound, Code: 10007, Message: "Unknown Member"}
	}
	member := c.memberObject(c.path("guild"), id)
	member["user"] = c.userObject(id)
	return member, nil
}

func (c *call) getUser() (any, *Refusal) {
	id := c.path("user")
	if _, known := c.state.users[id]; !known && id != BotID {
		return nil, errUnknownUser
	}
	return c.userObject(id), nil
}

func (c *call) getRoles() (any, *Refusal) {
	if c.state.guilds[c.path("guild")] == "" {
		return nil, errUnknownGuild
	}
	return c.roleObjects(c.path("guild")), nil
}

// listMembers are a server's members by id, a page of them.
func (c *call) listMembers() (any, *Refusal) {
	if c.state.guilds[c.path("guild")] == "" {
		return nil, errUnknownGuild
	}
	query := c.request.URL.Query()
	limit, err := pageSize(query.Get("limit"), 1, 1000)
	if err != nil {
		return nil, err
	}
	members := []any{}
	for _, id := range append([]string{BotID}, c.userIDs()...) {
		if snowflake(id) > snowflake(query.Get("after")) && len(members) < limit {
			member := c.memberObject(c.path("guild"), id)
			member["user"] = c.userObject(id)
			members = append(members, member)
		}
	}
	return members, nil
}

// channel is the channel in the path, where the bot sees it.
func (c *call) channel() (object, *Refusal) {
	channel := c.state.channels[c.path("channel")]
	if channel == nil {
		return nil, errUnknownChannel
	}
	if !c.may(c.path("channel"), PermissionView) {
		return nil, errAccess
	}
	return channel, nil
}

func (c *call) getChannel() (any, *Refusal) {
	channel, err := c.channel()
	if err != nil {
		return nil, err
	}
	return channel, nil
}

func (c *call) openDM() (any, *Refusal) {
	user := text(c.body, "recipient_id")
	if _, known := c.state.users[user]; !known {
		return nil, &Refusal{Status: http.StatusBadRequest, Code: 50033, Message: "Invalid Recipient(s)"}
	}
	return c.state.channels[c.dm(user)], nil
}
