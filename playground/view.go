package playground

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// This file is what a person sees: whose id is "" sees everything.

// seesChannel says whether a person sees a channel.
func (s *Server) seesChannel(person, channel string) bool {
	c := s.state.channels[channel]
	switch {
	case c == nil:
		return false
	case person == "":
		return true
	case text(c, "guild_id") == "":
		return slices.ContainsFunc(list(c["recipients"]), func(r any) bool { return r.(object)["id"] == person })
	}
	return s.permissionsIn(channel, person)&PermissionView != 0
}

// sees says whether a person sees a message.
func (s *Server) sees(person string, m *Message) bool {
	return (person == "" || m.only == "" || m.only == person) && s.seesChannel(person, m.ChannelID)
}

// shownMessage is a message as a person sees it: with their own reactions marked, their own nonces, and links to files that
// hold wherever the playground is reached from.
func (s *Server) shownMessage(person string, m *Message) object {
	shown := s.event(m)
	shown["author"] = s.shownUser(m.AuthorID)
	if m.AuthorID != person && person != "" {
		delete(shown, "nonce")
	}
	if reactions := s.reactionsOf(m, person); len(reactions) > 0 {
		shown["reactions"] = reactions
	}
	shown["attachments"] = s.relative(shown["attachments"])
	if m.Raw["poll"] != nil {
		shown["poll"] = s.pollFor(m, person)
	}
	if metadata, ok := shown["interaction_metadata"].(object); ok {
		if i := s.state.interactions[text(metadata, "id")]; i != nil && (person == "" || i.user.ID == person) {
			metadata = maps.Clone(metadata)
			metadata["nonce"] = i.Nonce
			if i.kind == interactionComponent {
				metadata["used"] = i.event["data"] // Discord does not say which of a message's components it was
			}
			shown["interaction_metadata"] = metadata
		}
	}
	if reply, ok := shown["referenced_message"].(object); ok {
		shown["referenced_message"] = s.withRelative(reply)
	}
	if snapshots := list(shown["message_snapshots"]); len(snapshots) > 0 {
		original, _ := snapshots[0].(object)["message"].(object)
		shown["message_snapshots"] = []any{object{"message": s.withRelative(original)}}
	}
	return shown
}

func (s *Server) withRelative(message object) object {
	message = maps.Clone(message)
	message["attachments"] = s.relative(message["attachments"])
	return message
}

// relative takes the address out of files' links.
func (s *Server) relative(attachments any) []any {
	files := []any{}
	for _, item := range list(attachments) {
		file := maps.Clone(item.(object))
		for _, field := range []string{"url", "proxy_url"} {
			file[field] = strings.TrimPrefix(text(file, field), s.URL())
		}
		files = append(files, file)
	}
	return files
}

// shownUser is a person or the bot, with a link to their picture.
func (s *Server) shownUser(id string) object {
	u := s.userObject(id)
	u["avatar_url"] = nil
	if hash := text(u, "avatar"); hash != "" {
		u["avatar_url"] = "/avatars/" + id + "/" + hash
	}
	return u
}

func (s *Server) shownMember(guild, id string) object {
	member := s.memberObject(guild, id)
	member["guild_id"], member["user"] = guild, s.shownUser(id)
	return member
}

// shownChannel is a channel with what a person may do there.
func (s *Server) shownChannel(person, id string) object {
	c := maps.Clone(s.state.channels[id])
	c["my_permissions"] = strconv.FormatInt(s.permissionsIn(id, person), 10)
	return c
}

func (w *Watcher) guild(id string) object {
	s := w.server
	channels, threads := []any{}, []any{}
	for _, channel := range s.channelsOf(id) {
		if !s.seesChannel(w.view.As, channel) {
			continue
		}
		if number(s.state.channels[channel]["type"]) == channelThread {
			threads = append(threads, s.shownChannel(w.view.As, channel))
		} else {
			channels = append(channels, s.shownChannel(w.view.As, channel))
		}
	}
	members := []any{s.shownMember(id, BotID)}
	for _, user := range s.userIDs() {
		members = append(members, s.shownMember(id, user))
	}
	return object{"id": id, "name": s.state.guilds[id], "owner_id": ownerID, "roles": s.roleObjects(id), "channels": channels, "threads": threads, "members": members,
		"my_permissions": strconv.FormatInt(s.permissionsOf(id, w.view.As), 10)}
}

// snapshot is all that there is but messages. The watcher notes which channels and commands it was shown.
func (w *Watcher) snapshot() object {
	s := w.server
	users, guilds, private := []any{}, []any{}, []any{}
	for _, id := range s.userIDs() {
		users = append(users, s.shownUser(id))
	}
	for _, id := range s.guildIDs() {
		guilds = append(guilds, w.guild(id))
	}
	for _, id := range s.channelsOf("") {
		if s.seesChannel(w.view.As, id) {
			private = append(private, s.shownChannel(w.view.As, id))
		}
	}
	for _, id := range s.channelIDs() {
		if s.seesChannel(w.view.As, id) {
			w.channels[id] = s.shownChannel(w.view.As, id)
		}
	}
	bot := s.shownUser(BotID)
	bot["sessions"], bot["connected"] = s.connected(), s.connected() > 0
	shot := object{"me": nil, "bot": bot, "users": users, "guilds": guilds, "private_channels": private, "commands": w.allCommands(),
		"told": []any{}, "wire": []any{}}
	if w.view.As != "" {
		shot["me"] = s.shownUser(w.view.As)
	}
	if w.view.Operator {
		shot["told"], shot["wire"] = append([]toldThing{}, s.told...), append([]object{}, s.wire...)
	}
	return shot
}

// showChannels tells every watcher which channels came into its sight, changed there, or went out of it.
func (s *Server) showChannels() {
	for w := range s.watchers {
		for id, before := range w.channels {
			if !s.seesChannel(w.view.As, id) {
				delete(w.channels, id)
				w.add(channelEvent(before, "DELETE"),
					object{"id": id, "type": before["type"], "guild_id": before["guild_id"], "parent_id": before["parent_id"]})
			}
		}
		for _, id := range s.channelIDs() {
			if !s.seesChannel(w.view.As, id) {
				continue
			}
			before, now := w.channels[id], s.shownChannel(w.view.As, id)
			w.channels[id] = now
			if before == nil {
				w.add(channelEvent(now, "CREATE"), now)
			} else if !reflect.DeepEqual(before, now) {
				w.add(channelEvent(now, "UPDATE"), now)
			}
		}
	}
}

func channelEvent(c object, what string) string {
	if number(c["type"]) == channelThread {
		return "THREAD_" + what
	}
	return "CHANNEL_" + what
}

// allCommands are the bot's commands by server, each with the places where the watcher's person may run it.
func (w *Watcher) allCommands() object {
	all := object{}
	for place := range w.server.state.commands {
		shown := w.placeCommands(place)
		w.commands[place] = string(encode(shown))
		all[place] = shown
	}
	return all
}

func (w *Watcher) placeCommands(place string) []any {
	s := w.server
	shown := []any{}
	for _, command := range s.state.commands[place] {
		command = maps.Clone(command)
		usable := []any{}
		for _, guild := range append(s.guildIDs(), "") {
			if s.usable(command, guild, w.view.As) != nil {
				continue
			}
			if guild == "" {
				guild = "@me"
			}
			usable = append(usable, guild)
		}
		command["usable_in"] = usable
		shown = append(shown, command)
	}
	return shown
}

// showCommands tells watchers of commands that are others than before, or usable by others.
func (s *Server) showCommands() {
	for w := range s.watchers {
		for place := range s.state.commands {
			shown := w.placeCommands(place)
			if now := string(encode(shown)); now != w.commands[place] {
				w.commands[place] = now
				w.add("commands", object{"guild_id": place, "commands": shown})
			}
		}
	}
}

// showRights tells watchers what changed when somebody may do more or less than before.
func (s *Server) showRights() {
	s.showChannels()
	s.showCommands()
	s.touch()
}
