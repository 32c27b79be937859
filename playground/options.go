package playground

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file makes the options of an interaction from what a person gave and what the bot registered.

const (
	optionBoolean, optionUser, optionChannel = 5, 6, 7
	optionRole, optionMentionable            = 8, 9

	maxOptionText = 6000    // where the bot names no other length
	maxWhole      = 1 << 53 // beyond, a number is not exact in JSON
)

// An invocation is a command, or a component, on its way to the bot.
type invocation struct {
	*Server
	channel, person string
	resolved        object // what ids stand for
	focused         string // the option that is being typed
	strict          bool   // what Discord refuses is refused
	problems        problems
}

func (s *Server) invocation(channel, person string) *invocation {
	return &invocation{Server: s, channel: channel, person: person, resolved: object{}}
}

// options types the values by what is registered. A map of options is a subcommand's, or a group's.
func (v *invocation) options(p *problems, registered []any, given map[string]any) []any {
	made := []any{}
	known := map[string]bool{}
	nested := 0
	for _, item := range registered {
		definition, _ := item.(object)
		name, kind := text(definition, "name"), number(definition["type"])
		known[name] = true
		value, present := given[name]
		inner, isMap := value.(map[string]any)
		switch {
		case kind == optionSubcommand || kind == optionGroup:
			if isMap || present && value == nil {
				nested++
				made = append(made, object{"name": name, "type": kind, "options": v.options(p.at(name), list(definition["options"]), inner)})
			}
		case !present || value == "" && name != v.focused:
			if definition["required"] == true {
				p.required(name)
			}
		case name == v.focused:
			made = append(made, object{"name": name, "type": kind, "value": value, "focused": true})
		default:
			made = append(made, object{"name": name, "type": kind, "value": v.value(p.at(name), definition, value)})
		}
	}
	if nests(registered) && nested != 1 {
		p.add("", "APPLICATION_COMMAND_SUBCOMMAND_REQUIRED", "Choose one of the subcommands")
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !known[name] {
			p.add(name, "APPLICATION_COMMAND_OPTION_UNKNOWN", "The command has no such option")
		}
	}
	return made
}

func nests(options []any) bool {
	return slices.ContainsFunc(options, func(o any) bool { return number(o.(object)["type"]) <= optionGroup })
}

// value types one value, and resolves what its id stands for.
func (v *invocation) value(p *problems, definition object, value any) any {
	kind := number(definition["type"])
	switch kind {
	case optionString:
		return v.text(p, definition, fmt.Sprint(value))
	case optionInteger, optionNumber:
		return v.number(p, definition, value, kind == optionInteger)
	case optionBoolean:
		if on, err := strconv.ParseBool(fmt.Sprint(value)); err == nil {
			return on
		}
		p.add("", "BASE_TYPE_BOOLEAN", "Must be either true or false.")
		return value
	case optionAttachment:
		return v.file(p, value)
	}
	id := idOf(value)
	if !v.resolve(kind, id, list(definition["channel_types"])) {
		p.add("", "ENTITY_NOT_FOUND", fmt.Sprintf("%q is nothing that can be chosen here.", id))
	}
	return id
}

func idOf(value any) string {
	switch value := value.(type) {
	case User:
		return value.ID
	case Role:
		return value.ID
	case Channel:
		return string(value)
	}
	return fmt.Sprint(value)
}

func (v *invocation) text(p *problems, definition object, value string) string {
	least, most := number(definition["min_length"]), maxOptionText
	if definition["max_length"] != nil {
		most = number(definition["max_length"])
	}
	if n := utf8.RuneCountInString(value); n < least || n > most {
		p.add("", "BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", least, most))
	}
	v.chosen(p, definition, func(choice any) bool { return choice == value })
	return value
}

// chosen holds a value against the choices, where there are any.
func (v *invocation) chosen(p *problems, definition object, same func(any) bool) {
	choices := list(definition["choices"])
	if len(choices) > 0 && !slices.ContainsFunc(choices, func(c any) bool { return same(c.(object)["value"]) }) {
		p.add("", "BASE_TYPE_CHOICES", "Must be one of the choices.")
	}
}

func (v *invocation) number(p *problems, definition object, value any, whole bool) any {
	n, err := strconv.ParseFloat(strings.TrimSpace(fmt.Sprint(value)), 64)
	if err != nil || math.IsNaN(n) || math.Abs(n) > maxWhole || whole && n != math.Trunc(n) {
		p.add("", "NUMBER_TYPE_COERCE", fmt.Sprintf("Value %q is not a number that fits.", fmt.Sprint(value)))
		return value
	}
	if least := definition["min_value"]; least != nil && n < float(least) {
		p.add("", "NUMBER_TYPE_MIN", fmt.Sprintf("Must be at least %v.", least))
	}
	if most := definition["max_value"]; most != nil && n > float(most) {
		p.add("", "NUMBER_TYPE_MAX", fmt.Sprintf("Must be at most %v.", most))
	}
	v.chosen(p, definition, func(choice any) bool { return float(choice) == n })
	if whole {
		return int64(n)
	}
	return n
}

func float(value any) float64 {
	n, _ := strconv.ParseFloat(fmt.Sprint(value), 64)
	return n
}

// file uploads a file. Its value is the id by which it is resolved.
func (v *invocation) file(p *problems, value any) any {
	file, ok := value.(Attachment)
	if !ok {
		p.add("", "ATTACHMENT_NOT_FOUND", "Choose a file.")
		return value
	}
	p.file(file)
	kept := v.keep(v.channel, []Attachment{file})[0].(object)
	v.note("attachments", text(kept, "id"), kept)
	return kept["id"]
}

// resolve notes what an id stands for; false where it is none of the kind.
func (v *invocation) resolve(kind int, id string, channelTypes []any) bool {
	switch kind {
	case optionUser:
		return v.resolveUser(id)
	case optionRole:
		return v.resolveRole(id)
	case optionMentionable:
		return v.resolveUser(id) || v.resolveRole(id)
	case optionChannel:
		return v.resolveChannel(id, channelTypes)
	}
	return false
}

func (v *invocation) resolveUser(id string) bool {
	if _, known := v.state.users[id]; !known && id != BotID {
		return false
	}
	v.note("users", id, v.userObject(id))
	if text(v.state.channels[v.channel], "guild_id") != "" {
		v.note("members", id, v.actingMember(v.channel, id))
	}
	return true
}

func (v *invocation) resolveRole(id string) bool {
	for _, item := range v.roleObjects(text(v.state.channels[v.channel], "guild_id")) {
		if role := item.(object); role["id"] == id {
			v.note("roles", id, role)
			return true
		}
	}
	return false
}

// resolveChannel knows the channels of this server alone, as Discord does.
func (v *invocation) resolveChannel(id string, types []any) bool {
	c := v.state.channels[id]
	if c == nil || c["guild_id"] != v.state.channels[v.channel]["guild_id"] {
		return false
	}
	if len(types) > 0 && !slices.ContainsFunc(types, func(t any) bool { return number(t) == number(c["type"]) }) {
		return false
	}
	shown := object{"id": id, "type": c["type"], "name": c["name"], "parent_id": c["parent_id"], "flags": c["flags"],
		"permissions": strconv.FormatInt(v.permissionsIn(id, v.person), 10)}
	if number(c["type"]) == channelThread {
		shown["thread_metadata"] = c["thread_metadata"]
	}
	v.note("channels", id, shown)
	return true
}

func (v *invocation) note(kind, id string, value object) {
	if v.resolved[kind] == nil {
		v.resolved[kind] = object{}
	}
	v.resolved[kind].(object)[id] = value
}

// usable is why a person may not run a command in a server, "" being direct messages; nil where they may.
func (s *Server) usable(command object, guild, person string) *Refusal {
	context := 0
	if guild == "" {
		context = 1
	}
	here := text(command, "guild_id") == "" || text(command, "guild_id") == guild
	if contexts, limited := command["contexts"].([]any); limited {
		here = here && slices.ContainsFunc(contexts, func(c any) bool { return number(c) == context })
	}
	if !here {
		return errUnknownCommand
	}
	if person == "" || guild == "" || s.state.open[text(command, "name")] {
		return nil
	}
	needed := permissionBits(command["default_member_permissions"])
	has := s.permissionsOf(guild, person)
	closed := needed == 0 && command["default_member_permissions"] != nil // to all but administrators
	if has&needed != needed || closed && has&PermissionAdministrator == 0 {
		return errPermissions
	}
	return nil
}

// permissionBits reads permissions, which Discord writes as text and takes as a number, too.
func permissionBits(value any) int64 {
	if n, ok := value.(json.Number); ok {
		value = string(n)
	}
	s, _ := value.(string)
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}
