package playground

import (
	"maps"
	"slices"
	"strconv"
)

// This file is who may do what: roles, and what channels allow and deny, counted as Discord counts them
// (https://discord.com/developers/docs/topics/permissions#permission-overwrites).

// A Role of a server. The role that everybody has bears the server's id.
type Role struct {
	ID, Guild, Name string
	Permissions     int64
	Mentionable     bool // by everybody
}

// A Channel is a channel as the value of a command's option.
type Channel string

// AddRole adds a role to a server.
func (s *Server) AddRole(guild, name string, permissions int64, mentionable bool) Role {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := Role{s.id(), guild, name, permissions, mentionable}
	s.state.roles = append(s.state.roles, r)
	s.tellRole("GUILD_ROLE_CREATE", r)
	return r
}

// tellRole tells of a role that is new or changed.
func (s *Server) tellRole(kind string, r Role) {
	roles := s.roleObjects(r.Guild)
	i := slices.IndexFunc(roles, func(o any) bool { return o.(object)["id"] == r.ID })
	event := object{"guild_id": r.Guild, "role": roles[i]}
	s.dispatchIn(r.Guild, kind, event)
	s.show(kind, event)
	s.showRights()
}

// Give gives a person a role.
func (s *Server) Give(role Role, user User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.state.members[user.ID], role.ID) {
		s.state.members[user.ID] = append(slices.Clone(s.state.members[user.ID]), role.ID)
		s.tellMember(role.Guild, user.ID)
	}
}

// Take takes a role from a person.
func (s *Server) Take(role Role, user User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.members[user.ID] = slices.DeleteFunc(slices.Clone(s.state.members[user.ID]), func(id string) bool { return id == role.ID })
	s.tellMember(role.Guild, user.ID)
}

// setModerator makes a person a moderator, or no longer.
func (s *Server) setModerator(user string, moderator bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.state.users[user]
	u.Moderator = moderator
	s.state.users[user] = u
	for _, guild := range s.guildIDs() {
		s.tellMember(guild, user)
	}
}

// tellMember tells of a member whose name or roles changed.
func (s *Server) tellMember(guild, user string) {
	event := s.memberObject(guild, user)
	event["guild_id"], event["user"] = guild, s.userObject(user)
	s.dispatchIn(guild, "GUILD_MEMBER_UPDATE", event)
	s.show("GUILD_MEMBER_UPDATE", s.shownMember(guild, user))
	s.showRights()
}

// Open has every server let everybody run a command, whatever permissions it asks for; or no longer.
func (s *Server) Open(command string, open bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.open[command] = open
	s.showRights()
}

// Overwrite has a channel allow and deny people things: those of a role, or one of them. It does not concern the bot: see
// [Server.Permit].
func (s *Server) Overwrite(channel, roleOrUser string, allow, deny int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.overwrite(channel, roleOrUser, allow, deny)
}

func (s *Server) overwrite(channel, id string, allow, deny int64) {
	kind := 0
	if _, person := s.state.users[id]; person || id == BotID {
		kind = 1
	}
	changed := maps.Clone(s.state.channels[channel])
	others := slices.DeleteFunc(slices.Clone(list(changed["permission_overwrites"])), func(o any) bool { return o.(object)["id"] == id })
	changed["permission_overwrites"] = append(others, object{"id": id, "type": kind,
		"allow": strconv.FormatInt(allow, 10), "deny": strconv.FormatInt(deny, 10)})
	s.state.channels[channel] = changed
	s.dispatch("CHANNEL_UPDATE", channel, changed)
	s.showRights()
}

// rolesOf are the ids of a person's roles in a server, but for the one that everybody has.
func (s *Server) rolesOf(guild, user string) []any {
	ids := []any{}
	for _, r := range s.state.roles {
		if r.Guild == guild && slices.Contains(s.state.members[user], r.ID) {
			ids = append(ids, r.ID)
		}
	}
	if s.state.users[user].Moderator {
		ids = append(ids, moderatorRole(guild).ID)
	}
	return ids
}

// moderatorRole is what makes a person a moderator, in every server.
func moderatorRole(guild string) Role {
	n, _ := strconv.ParseInt(guild, 10, 64)
	return Role{strconv.FormatInt(n+1, 10), guild, "Moderators", PermissionsModerator, false}
}

// roleObjects are a server's roles.
func (s *Server) roleObjects(guild string) []any {
	all := []Role{{guild, guild, "@everyone", PermissionsMember, false}, moderatorRole(guild)}
	found := []any{}
	for _, r := range append(all, s.state.roles...) {
		if r.Guild == guild {
			found = append(found, roleObject(r, len(found)))
		}
	}
	return found
}

func roleObject(r Role, position int) object {
	return object{"id": r.ID, "name": r.Name, "permissions": strconv.FormatInt(r.Permissions, 10), "position": position, "color": 0,
		"colors": object{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil}, "icon": nil, "unicode_emoji": nil,
		"hoist": false, "managed": false, "mentionable": r.Mentionable, "flags": 0}
}

// permissionsOf is what a person may do in a server, before its channels; "" is somebody who may do everything.
func (s *Server) permissionsOf(guild, user string) int64 {
	has, roles := int64(PermissionsMember), s.rolesOf(guild, user)
	for _, r := range append(slices.Clone(s.state.roles), moderatorRole(guild)) {
		if slices.Contains(roles, any(r.ID)) {
			has |= r.Permissions
		}
	}
	if has&PermissionAdministrator != 0 || user == "" {
		return permissionsAll
	}
	return has
}

// permissionsIn is what a person may do in a channel; what everybody may in direct messages.
func (s *Server) permissionsIn(channel, user string) int64 {
	c := s.state.channels[channel]
	guild := text(c, "guild_id")
	has, roles := s.permissionsOf(guild, user), s.rolesOf(guild, user)
	if has == permissionsAll {
		return has
	}
	if parent := text(c, "parent_id"); parent != "" {
		c = s.state.channels[parent]
	}
	var everybody, theirs, own [2]int64 // allowed, denied
	for _, item := range list(c["permission_overwrites"]) {
		o := item.(object)
		allow, _ := strconv.ParseInt(text(o, "allow"), 10, 64)
		deny, _ := strconv.ParseInt(text(o, "deny"), 10, 64)
		switch id := text(o, "id"); {
		case id == guild:
			everybody = [2]int64{allow, deny}
		case id == user:
			own = [2]int64{allow, deny}
		case slices.Contains(roles, any(id)):
			theirs = [2]int64{theirs[0] | allow, theirs[1] | deny}
		}
	}
	for _, step := range [][2]int64{everybody, theirs, own} {
		has = has&^step[1] | step[0]
	}
	return has
}

// botPermissions is what the bot may do in a channel.
func (s *Server) botPermissions(channel string) int64 {
	if has, limited := s.state.permissions[channel]; limited {
		return has
	}
	if parent := text(s.state.channels[channel], "parent_id"); parent != "" {
		return s.botPermissions(parent)
	}
	return PermissionsMember
}
