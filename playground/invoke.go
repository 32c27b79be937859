package playground

import (
	"net/http"
	"slices"
)

// This file is what an [Actor] does with a bot's commands, buttons, menus and forms.

// An Invocation is a command with what was filled in.
type Invocation struct {
	Channel, Command string         // Command is its id, as it is registered
	Path             []string       // the subcommand: add, or group and add
	Options          map[string]any // by name, as typed: a text, a number, a bool, an Attachment, an id of what was chosen
	Target           string         // the id of the message or person that a menu command is run on
}

// nested puts the options below their subcommand, as maps within maps.
func (i Invocation) nested() map[string]any {
	options := i.Options
	if options == nil {
		options = map[string]any{}
	}
	for _, step := range slices.Backward(i.Path) {
		options = map[string]any{step: options}
	}
	return options
}

// Command runs a command, and returns the interaction's id.
func (a Actor) Command(i Invocation) (string, error) {
	return a.invoke(i, interactionCommand, func(v *invocation) { v.strict = true })
}

// Autocomplete asks the bot for choices of the option that is being typed; all options so far go with it.
func (a Actor) Autocomplete(i Invocation, focused string) (string, error) {
	i.Target = ""
	return a.invoke(i, interactionAutocomplete, func(v *invocation) { v.focused = focused })
}

// invoke sends the bot an interaction of a kind with a command's options, read as set says.
func (a Actor) invoke(i Invocation, kind int, set func(*invocation)) (string, error) {
	a.server.mu.Lock()
	defer a.server.mu.Unlock()
	command, refusal := a.command(i)
	if refusal != nil {
		return "", refusal
	}
	v := a.server.invocation(i.Channel, a.user)
	set(v)
	data, refusal := v.commandData(command, i.nested(), i.Target)
	if refusal != nil {
		return "", refusal
	}
	return a.interact(Interaction{kind: kind, Name: text(command, "name"), command: command, channel: i.Channel}, data), nil
}

// command is the command that is meant, where this person may run it in the channel.
func (a Actor) command(i Invocation) (object, *Refusal) {
	s := a.server
	if refusal := a.may(i.Channel, PermissionView|PermissionCommands); refusal != nil {
		return nil, refusal
	}
	guild := text(s.state.channels[i.Channel], "guild_id")
	for _, place := range []string{guild, ""} {
		for _, command := range s.state.commands[place] {
			if command["id"] == i.Command {
				return command, s.usable(command, guild, a.user)
			}
		}
	}
	return nil, errUnknownCommand
}

// commandData is what the bot is told of a command. Without strictness, what Discord would refuse goes out, too.
func (v *invocation) commandData(command object, given map[string]any, target string) (object, *Refusal) {
	data := object{"id": command["id"], "name": command["name"], "type": commandType(command)}
	if guild := command["guild_id"]; guild != nil {
		data["guild_id"] = guild
	}
	switch commandType(command) {
	case commandMessage:
		m := v.state.messages[target]
		if m == nil || m.Deleted || m.ChannelID != v.channel || !v.sees(v.person, m) {
			return nil, errUnknownMessage
		}
		data["target_id"] = target
		v.note("messages", target, m.Raw) // whole, whatever the intents
	case commandUser:
		if !v.resolveUser(target) {
			return nil, errUnknownUser
		}
		data["target_id"] = target
	default:
		data["options"] = v.options(&v.problems, list(command["options"]), given)
	}
	if v.strict {
		if refusal := v.problems.refusal(); refusal != nil {
			return nil, refusal
		}
	}
	if len(v.resolved) > 0 {
		data["resolved"] = v.resolved
	}
	return data, nil
}

// Click presses a button of a message, or chooses in a menu. What is chosen in a menu of people, roles or channels are ids.
func (a Actor) Click(message, customID string, values ...string) (string, error) {
	s := a.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.state.messages[message]
	if m == nil || m.Deleted || !s.sees(a.user, m) {
		return "", errUnknownMessage
	}
	component := component(m.Raw["components"], customID)
	if component == nil || m.AuthorID != BotID || component["disabled"] == true {
		return "", errComponent
	}
	v := s.invocation(m.ChannelID, a.user)
	data := v.componentData(component, values)
	if refusal := v.problems.refusal(); refusal != nil {
		return "", refusal
	}
	return a.interact(Interaction{kind: interactionComponent, channel: m.ChannelID, source: m}, data), nil
}

// componentData is what the bot is told of a component that was used.
func (v *invocation) componentData(component object, values []string) object {
	kind := number(component["type"])
	data := object{"id": component["id"], "custom_id": component["custom_id"], "component_type": kind}
	if kind == typeButton {
		if len(values) > 0 {
			v.problems.add("values", "BASE_TYPE_BAD_LENGTH", "A button has no values.")
		}
		return data
	}
	data["values"] = v.choose(&v.problems, component, values, 1)
	if len(v.resolved) > 0 {
		data["resolved"] = v.resolved
	}
	return data
}

// choose holds what was chosen in a menu against it, and resolves ids.
func (v *invocation) choose(p *problems, menu object, values []string, usual int) []any {
	chosen := []any{}
	least, most := usual, 1
	if menu["min_values"] != nil {
		least = number(menu["min_values"])
	}
	if menu["max_values"] != nil {
		most = number(menu["max_values"])
	} else if number(menu["type"]) == typeCheckboxes {
		most = len(list(menu["options"]))
	}
	p.count("values", len(values), least, most)
	for _, value := range values {
		chosen = append(chosen, value)
		if !v.offered(menu, value) {
			p.add("values", "BASE_TYPE_CHOICES", "Choose from the menu.")
		}
	}
	return chosen
}

// offered says whether a menu has a value to choose, and resolves it.
func (v *invocation) offered(menu object, value string) bool {
	kinds := map[int]int{typeUsers: optionUser, typeRoles: optionRole, typeMentionables: optionMentionable, typeChannels: optionChannel}
	if kind, ids := kinds[number(menu["type"])]; ids {
		return v.resolve(kind, value, list(menu["channel_types"]))
	}
	return slices.ContainsFunc(list(menu["options"]), func(item any) bool {
		option, _ := item.(object)
		return option["value"] == value
	})
}

// component finds the one with a custom id, nil where there is none.
func component(components any, customID string) object {
	for _, item := range list(components) {
		c, ok := item.(object)
		if !ok {
			continue
		}
		if c["custom_id"] == customID {
			return c
		}
		for _, inner := range []any{c["components"], []any{c["accessory"]}, []any{c["component"]}} {
			if found := component(inner, customID); found != nil {
				return found
			}
		}
	}
	return nil
}

// Submit fills in the form that an interaction of this person was answered with: by custom id a text, a bool, a choice or
// several, or the files of an upload.
func (a Actor) Submit(interaction string, fields map[string]any) (string, error) {
	s := a.server
	s.mu.Lock()
	defer s.mu.Unlock()
	opened := s.state.interactions[interaction]
	if opened == nil || opened.Callback != callbackModal || opened.user.ID != a.user {
		return "", &Refusal{Status: http.StatusNotFound, Code: 10062, Message: "Unknown interaction"}
	}
	v := s.invocation(opened.channel, a.user)
	data := v.modalData(opened.Data, fields)
	if refusal := v.problems.refusal(); refusal != nil {
		return "", refusal
	}
	return a.interact(Interaction{kind: interactionModal, channel: opened.channel, source: opened.source, opened: opened}, data), nil
}

// interact sends an interaction for the actor.
func (a Actor) interact(i Interaction, data object) string {
	i.user, i.Nonce, i.locale = a.server.state.users[a.user], a.nonce, a.locale
	return a.server.interact(i, data)
}
