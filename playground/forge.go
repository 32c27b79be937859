package playground

import (
	"maps"
	"strings"
)

// This file sends a bot interactions as a test wants them: of anybody, whatever they may do, with values that Discord would not
// let through. They are typed by what the bot registered, as Discord does; a command that it did not register is refused.
// [Server.As] asks for rights.

// Slash runs a chat command for a person and returns the interaction's id. An option's value is a text, a number, a bool, a
// User, a Role, a Channel, an Attachment, which is uploaded, or a map of options: then its name is a subcommand's.
func (s *Server) Slash(channel string, user User, name string, options map[string]any) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.forge(Interaction{kind: interactionCommand, channel: channel, user: user}, commandChat, name, options, "", "")
}

// Autocomplete types into an option of a chat command; "add link" is the option link of the subcommand add.
func (s *Server) Autocomplete(channel string, user User, name, option, typed string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	path := strings.Fields(option)
	focused := path[len(path)-1]
	i := Invocation{Path: path[:len(path)-1], Options: map[string]any{focused: typed}}
	return s.forge(Interaction{kind: interactionAutocomplete, channel: channel, user: user}, commandChat, name, i.nested(), focused, "")
}

// ContextMenu runs a message command on a message. Its target is shown whole, whatever the intents.
func (s *Server) ContextMenu(user User, name, message string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	target := s.state.messages[message]
	if target == nil {
		return ""
	}
	return s.forge(Interaction{kind: interactionCommand, channel: target.ChannelID, user: user}, commandMessage, name, nil, "", message)
}

// forge sends a command as it is registered. One that is not, or that has no such target, is an interaction that failed.
func (s *Server) forge(i Interaction, kind int, name string, options map[string]any, focused, target string) string {
	i.Name = name
	for _, place := range []string{text(s.state.channels[i.channel], "guild_id"), ""} {
		if i.command = s.find(place, name, kind); i.command != nil {
			break
		}
	}
	v := s.invocation(i.channel, i.user.ID)
	v.focused = focused
	data, refusal := v.commandData(i.command, options, target)
	if i.command == nil {
		refusal = errUnknownCommand
	}
	if refusal != nil {
		i.ID, i.Failed, i.Refused = s.id(), true, refusal
		s.state.interactions[i.ID] = &i
		s.touch()
		return i.ID
	}
	return s.interact(i, data)
}

// Click presses a button of a message, or chooses values in a menu.
func (s *Server) Click(user User, message, customID string, values ...string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.state.messages[message]
	if m == nil {
		return ""
	}
	i := Interaction{kind: interactionComponent, channel: m.ChannelID, user: user, source: m}
	found := component(m.Raw["components"], customID)
	if found != nil && (number(found["type"]) == typeButton) == (values == nil) {
		return s.interact(i, s.invocation(m.ChannelID, user.ID).componentData(found, values))
	}
	data := object{"custom_id": customID, "component_type": typeButton}
	if values != nil {
		data["component_type"], data["values"] = typeSelect, values
	}
	return s.interact(i, data)
}

// Submit fills in the form that an interaction was answered with: values by custom id, as with [Actor.Submit].
func (s *Server) Submit(user User, interaction string, values map[string]any) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	opened := s.state.interactions[interaction]
	if opened == nil || opened.Callback != callbackModal {
		return ""
	}
	data := s.invocation(opened.channel, user.ID).modalData(opened.Data, maps.Clone(values))
	return s.interact(Interaction{kind: interactionModal, channel: opened.channel, user: user, source: opened.source, opened: opened}, data)
}

// Replay tells the bot of an interaction once more.
func (s *Server) Replay(interaction string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.state.interactions[interaction]; i != nil && i.event != nil {
		s.hand(i)
	}
}
