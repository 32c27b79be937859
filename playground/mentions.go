package playground

import (
	"regexp"
	"slices"
)

var (
	mentionOfUser     = regexp.MustCompile(`<@!?(\d+)>`)
	mentionOfRole     = regexp.MustCompile(`<@&(\d+)>`)
	mentionOfEveryone = regexp.MustCompile(`@(everyone|here)\b`)
)

// notify works out whom a message notifies: those whom its text mentions and whom allowed_mentions lets through. Where
// allowed_mentions is left out, that is everybody; a null list in it is read as left out, the worse of the two readings.
func (s *Server) notify(m *Message) {
	words := text(m.Raw, "content") + "\n" + textDisplays(m.Raw["components"])
	allowed, limited := m.Raw["allowed_mentions"].(object)
	delete(m.Raw, "allowed_mentions") // a message does not show it
	parse := list(allowed["parse"])
	everything := !limited || allowed["parse"] == nil && allowed["users"] == nil && allowed["roles"] == nil
	passes := func(kind, id string) bool {
		return everything || slices.Contains(parse, any(kind)) || slices.Contains(list(allowed[kind]), any(id))
	}
	m.Pings = nil
	for _, found := range mentionOfUser.FindAllStringSubmatch(words, -1) {
		if passes("users", found[1]) {
			m.Pings = append(m.Pings, found[1])
		}
	}
	if reply, ok := m.Raw["referenced_message"].(object); ok && (!limited || allowed["replied_user"] == true) {
		m.Pings = append(m.Pings, text(reply["author"].(object), "id"))
	}
	slices.Sort(m.Pings)
	m.Pings = slices.Compact(m.Pings)
	mentioned, roles := []any{}, []any{}
	for _, id := range m.Pings {
		mentioned = append(mentioned, s.userObject(id))
	}
	for _, found := range mentionOfRole.FindAllStringSubmatch(words, -1) {
		if passes("roles", found[1]) && s.mayMention(m, found[1]) && !slices.Contains(roles, any(found[1])) {
			roles = append(roles, found[1])
			m.Pings = append(m.Pings, found[1])
		}
	}
	all := mentionOfEveryone.MatchString(words) && (everything || slices.Contains(parse, any("everyone"))) && s.mayMention(m, "")
	if all {
		m.Pings = append(m.Pings, "everyone")
	}
	m.Raw["mentions"], m.Raw["mention_roles"], m.Raw["mention_everyone"] = mentioned, roles, all
}

// mayMention says whether a message's author may notify a role, or, with "", everybody. For the bot that is left out: what its
// message would notify where it may is what a test must see.
func (s *Server) mayMention(m *Message, role string) bool {
	if m.AuthorID == BotID || s.permissionsIn(m.ChannelID, m.AuthorID)&PermissionMention != 0 {
		return true
	}
	return slices.ContainsFunc(s.state.roles, func(r Role) bool { return r.ID == role && r.Mentionable })
}

// textDisplays joins the texts of components that can mention somebody: labels of buttons cannot.
func textDisplays(value any) (words string) {
	for _, item := range list(value) {
		component, _ := item.(object)
		if number(component["type"]) == typeText {
			words += text(component, "content") + "\n"
		}
		words += textDisplays(component["components"])
	}
	return words
}
