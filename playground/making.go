package playground

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// This file makes people, servers, channels and roles, and gives them other names. Nobody's rights are asked.

// AddUser adds a person. A moderator may also manage messages and the server, and mention every role.
func (s *Server) AddUser(name string, moderator bool) User {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := User{s.id(), name, moderator}
	s.state.users[u.ID] = u
	for _, guild := range s.guildIDs() {
		event := s.memberObject(guild, u.ID)
		event["guild_id"], event["user"] = guild, s.userObject(u.ID)
		s.dispatchIn(guild, "GUILD_MEMBER_ADD", event)
		s.show("GUILD_MEMBER_ADD", s.shownMember(guild, u.ID))
	}
	return u
}

// AddGuild adds a server, beside the one that there is, and tells the bot.
func (s *Server) AddGuild(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.id()
	s.id() // its moderators' role
	s.state.guilds[id] = name
	s.dispatchIn(id, "GUILD_CREATE", s.guildEvent(id))
	for w := range s.watchers {
		w.add("GUILD_CREATE", w.guild(id))
	}
	s.showCommands()
	return id
}

// AddChannel adds a text channel to the playground's first server and tells the bot.
func (s *Server) AddChannel(name string) string { return s.AddChannelTo(GuildID, name) }

// AddChannelTo adds a text channel to a server and tells the bot.
func (s *Server) AddChannelTo(guild, name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.id()
	s.state.channels[id] = object{"id": id, "type": channelText, "guild_id": guild, "name": name, "flags": 0, "position": 0,
		"parent_id": nil, "topic": nil, "last_message_id": nil, "permission_overwrites": []any{}}
	s.dispatch("CHANNEL_CREATE", id, s.state.channels[id])
	s.showChannels()
	return id
}

// AddDM is the channel of direct messages between a person and the bot.
func (s *Server) AddDM(user User) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dm(user.ID)
}

// dm is a person's channel with the bot; it comes to be when it is first needed.
func (s *Server) dm(user string) string {
	for id, c := range s.state.channels {
		if recipients := list(c["recipients"]); len(recipients) == 1 && recipients[0].(object)["id"] == user {
			return id
		}
	}
	id := s.id()
	s.state.channels[id] = object{"id": id, "type": channelDM, "recipients": []any{s.userObject(user)}, "flags": 0, "last_message_id": nil}
	s.showChannels()
	return id
}

// Permit sets what the bot may do in a channel; without it that is PermissionsMember.
func (s *Server) Permit(channel string, permissions int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.permissions[channel] = permissions
	s.overwrite(channel, BotID, permissions, PermissionsMember&^permissions)
}

// People are those who can be acted for, in the order in which they came.
func (s *Server) People() []User {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []User
	for _, id := range s.userIDs() {
		all = append(all, s.state.users[id])
	}
	return all
}

func (s *Server) userIDs() []string { return byAge(maps.Keys(s.state.users)) }

// byAge sorts ids: a longer one is a later one.
func byAge(ids iter.Seq[string]) []string {
	return slices.SortedFunc(ids, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
}

func (s *Server) channelIDs() []string { return byAge(maps.Keys(s.state.channels)) }

// channelsOf are a server's channels and threads, or, with "", those of direct messages.
func (s *Server) channelsOf(guild string) (found []string) {
	for _, id := range s.channelIDs() {
		if text(s.state.channels[id], "guild_id") == guild {
			found = append(found, id)
		}
	}
	return found
}

// checkName is a name without the blanks around it, or Discord's refusal of it.
func checkName(name string) (string, *Refusal) {
	var p problems
	name = strings.TrimSpace(name)
	p.length("name", name, 1, 100)
	return name, p.refusal()
}

// Rename gives a person, a server, a channel, a thread or a role another name.
func (s *Server) Rename(id, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	name, refusal := checkName(name)
	if refusal != nil {
		return refusal
	}
	if u, known := s.state.users[id]; known {
		u.Name = name
		s.state.users[id] = u
		s.tellUser(id)
		return nil
	}
	if s.state.guilds[id] != "" {
		s.state.guilds[id] = name
		s.dispatchIn(id, "GUILD_UPDATE", s.guildObject(id))
		for w := range s.watchers {
			w.add("GUILD_UPDATE", w.guild(id))
		}
		return nil
	}
	if s.state.channels[id] != nil {
		s.changeChannel(id, object{"name": name})
		return nil
	}
	return s.renameRole(id, name).or(nil)
}

func (s *Server) renameRole(id, name string) *Refusal {
	i := slices.IndexFunc(s.state.roles, func(r Role) bool { return r.ID == id })
	if i < 0 {
		return errNotFound
	}
	s.state.roles = slices.Clone(s.state.roles)
	s.state.roles[i].Name = name
	s.tellRole("GUILD_ROLE_UPDATE", s.state.roles[i])
	return nil
}

// Topic sets what stands above a channel.
func (s *Server) Topic(channel, topic string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var p problems
	p.length("topic", topic, 0, 1024)
	if refusal := p.refusal(); refusal != nil {
		return refusal
	}
	if s.state.channels[channel] == nil {
		return errUnknownChannel
	}
	s.changeChannel(channel, object{"topic": topic})
	return nil
}

// changeChannel replaces fields of a channel and tells of it.
func (s *Server) changeChannel(id string, fields object) {
	changed := maps.Clone(s.state.channels[id])
	maps.Copy(changed, fields)
	s.state.channels[id] = changed
	s.dispatch(channelEvent(changed, "UPDATE"), id, changed)
	s.showChannels()
	s.touch()
}

// DeleteChannel deletes a channel with its threads, or a thread.
func (s *Server) DeleteChannel(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.channels[id] == nil {
		return errUnknownChannel
	}
	s.deleteChannel(id)
	return nil
}

func (s *Server) deleteChannel(id string) {
	for _, thread := range s.channelIDs() {
		if s.state.channels[thread]["parent_id"] == id {
			s.deleteChannel(thread)
		}
	}
	c := s.state.channels[id]
	s.dispatch(channelEvent(c, "DELETE"), id, c)
	delete(s.state.channels, id)
	for _, m := range s.state.messages {
		m.Deleted = m.Deleted || m.ChannelID == id
	}
	s.showChannels()
	s.touch()
}

// SetNick sets what a person is called in a server; "" takes it away.
func (s *Server) SetNick(guild, user, nick string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var p problems
	p.length("nick", nick, 0, 32)
	if refusal := p.refusal(); refusal != nil {
		return refusal
	}
	if s.state.guilds[guild] == "" {
		return errUnknownGuild
	}
	s.state.nicks[[2]string{guild, user}] = nick
	s.tellMember(guild, user)
	return nil
}

func (s *Server) nick(guild, user string) any {
	if nick := s.state.nicks[[2]string{guild, user}]; nick != "" {
		return nick
	}
	return nil
}

// SetAvatar gives a person, or the bot, a picture; one without data takes it away.
func (s *Server) SetAvatar(user string, picture Attachment) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(picture.Data) == 0 {
		delete(s.state.avatars, user)
		s.tellUser(user)
		return nil
	}
	var p problems
	p.at("avatar").file(picture)
	kind := http.DetectContentType(picture.Data)
	if !slices.Contains([]string{"image/png", "image/jpeg", "image/gif", "image/webp"}, kind) {
		p.add("avatar", "IMAGE_INVALID", "A picture is a PNG, JPEG, GIF or WebP file.")
	}
	if refusal := p.refusal(); refusal != nil {
		return refusal
	}
	sum := sha256.Sum256(picture.Data)
	hash := hex.EncodeToString(sum[:16])
	picture.ContentType = kind
	s.state.avatars[user], s.state.pictures[hash] = hash, picture
	s.tellUser(user)
	return nil
}

// tellUser tells of a person whose name or picture changed. Bots learn it as a change of a member.
func (s *Server) tellUser(id string) {
	s.show("USER_UPDATE", s.shownUser(id))
	for _, direct := range s.channelsOf("") {
		if recipient := list(s.state.channels[direct]["recipients"])[0].(object); recipient["id"] == id {
			changed := maps.Clone(s.state.channels[direct])
			changed["recipients"] = []any{s.userObject(id)}
			s.state.channels[direct] = changed
		}
	}
	for _, guild := range s.guildIDs() {
		s.tellMember(guild, id)
	}
}

func (s *Server) serveAvatar(w http.ResponseWriter, r *http.Request) {
	hash, _, _ := strings.Cut(r.PathValue("name"), ".")
	s.mu.Lock()
	picture, ok := s.state.pictures[hash]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", picture.ContentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Write(picture.Data)
}
