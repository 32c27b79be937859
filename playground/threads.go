package playground

import (
	"maps"
	"net/http"
)

// This file is threads, and who is typing.

func (s *Server) guildThreads(guild string) []any { return s.channelsOfType(guild, channelThread) }

func (c *call) typingCall() (any, *Refusal) {
	if _, err := c.channel(); err != nil {
		return nil, err
	}
	if !c.may(c.path("channel"), c.sending(c.path("channel"))) {
		return nil, errPermissions
	}
	c.typing(c.path("channel"), BotID)
	return nil, nil
}

// typing tells that somebody is typing.
func (s *Server) typing(channel, who string) {
	event := s.inGuild(channel, object{"channel_id": channel, "user_id": who, "timestamp": s.now().Unix()})
	if guild := text(event, "guild_id"); guild != "" {
		member := s.memberObject(guild, who)
		member["user"] = s.userObject(who)
		event["member"] = member
	}
	s.dispatch("TYPING_START", channel, event)
	s.showIn(channel, "TYPING_START", event)
}

// createThread begins a thread below a message, whose id it takes, or one on its own.
func (c *call) createThread() (any, *Refusal) {
	if _, err := c.channel(); err != nil {
		return nil, err
	}
	if !c.may(c.path("channel"), PermissionStartThreads) {
		return nil, errPermissions
	}
	if c.path("message") != "" {
		if _, err := c.message(); err != nil {
			return nil, err
		}
	}
	thread, err := c.startThread(c.path("channel"), c.path("message"), text(c.body, "name"), BotID, number(c.body["auto_archive_duration"]))
	if err != nil {
		return nil, err
	}
	return created{thread}, nil
}

func (s *Server) startThread(channel, message, name, owner string, minutes int) (object, *Refusal) {
	var p problems
	p.length("name", name, 1, 100)
	parent := s.state.channels[channel]
	if number(parent["type"]) != channelText {
		return nil, &Refusal{Status: http.StatusBadRequest, Code: 50024, Message: "Cannot execute action on this channel type"}
	}
	if err := p.refusal(); err != nil {
		return nil, err
	}
	id := message
	if id == "" {
		id = s.id()
	}
	if s.state.channels[id] != nil {
		return nil, &Refusal{Status: http.StatusBadRequest, Code: 160004, Message: "A thread has already been created for this message"}
	}
	if minutes == 0 {
		minutes = 1440
	}
	thread := object{"id": id, "type": channelThread, "guild_id": parent["guild_id"], "parent_id": channel, "name": name,
		"owner_id": owner, "flags": 0, "last_message_id": nil, "message_count": 0, "member_count": 1,
		"total_message_sent": 0, "rate_limit_per_user": 0,
		"thread_metadata": object{"archived": false, "auto_archive_duration": minutes, "archive_timestamp": s.timestamp(), "locked": false}}
	s.state.channels[id] = thread
	fresh := maps.Clone(thread)
	fresh["newly_created"] = true
	s.dispatch("THREAD_CREATE", id, fresh)
	s.showChannels()
	s.markThread(message, thread)
	s.touch()
	return thread, nil
}

// markThread shows a thread on the message that it began at.
func (s *Server) markThread(message string, thread object) {
	m := s.state.messages[message]
	if m == nil {
		return
	}
	m.Raw["thread"], m.Raw["flags"] = thread, number(m.Raw["flags"])|flagHasThread
	m.read()
	s.announce("MESSAGE_UPDATE", m)
}

// editChannel renames or archives a thread of the bot's own, or a channel where it may manage channels.
func (c *call) editChannel() (any, *Refusal) {
	channel, err := c.managedChannel()
	if err != nil {
		return nil, err
	}
	fields := object{}
	var p problems
	if name, given := c.body["name"]; given {
		p.length("name", text(c.body, "name"), 1, 100)
		fields["name"] = name
	}
	if topic, given := c.body["topic"]; given {
		p.length("topic", text(c.body, "topic"), 0, 1024)
		fields["topic"] = topic
	}
	if err := p.refusal(); err != nil {
		return nil, err
	}
	if metadata, ok := channel["thread_metadata"].(object); ok {
		metadata = maps.Clone(metadata)
		for _, field := range []string{"archived", "locked", "auto_archive_duration"} {
			if value, given := c.body[field]; given {
				metadata[field] = value
			}
		}
		fields["thread_metadata"] = metadata
	}
	c.changeChannel(c.path("channel"), fields)
	return c.state.channels[c.path("channel")], nil
}

// managedChannel is the channel in the path, where the bot may change it.
func (c *call) managedChannel() (object, *Refusal) {
	channel, err := c.channel()
	if err != nil {
		return nil, err
	}
	own := number(channel["type"]) == channelThread && channel["owner_id"] == BotID
	if !own && !c.may(c.path("channel"), PermissionManageChannels) {
		return nil, errPermissions
	}
	return channel, nil
}

func (c *call) removeChannel() (any, *Refusal) {
	channel, err := c.channel()
	if err != nil {
		return nil, err
	}
	if !c.may(c.path("channel"), PermissionManageChannels) {
		return nil, errPermissions
	}
	c.deleteChannel(c.path("channel"))
	return channel, nil
}

func (c *call) activeThreads() (any, *Refusal) {
	if c.state.guilds[c.path("guild")] == "" {
		return nil, errUnknownGuild
	}
	return object{"threads": c.guildThreads(c.path("guild")), "members": []any{}, "has_more": false}, nil
}
