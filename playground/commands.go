package playground

import (
	"net/http"
	"slices"
)

// Command types.
const (
	commandChat, commandUser, commandMessage = 1, 2, 3
)

// The most commands of each type that a bot may have in one place.
var maxCommands = map[int]int{commandChat: 100, commandUser: 15, commandMessage: 15}

var errUnknownCommand = &Refusal{Status: http.StatusNotFound, Code: 10063, Message: "Unknown application command"}

func (c *call) listCommands() (any, *Refusal) {
	found := []any{}
	for _, command := range c.state.commands[c.path("guild")] {
		found = append(found, command)
	}
	return found, nil
}

// overwriteCommands replaces all commands of a place. One that keeps its name and type keeps its id.
func (c *call) overwriteCommands() (any, *Refusal) {
	var p problems
	kept := []object{}
	for i, item := range c.list {
		command, _ := item.(object)
		p.at(i).command(command)
		kept = append(kept, command)
	}
	if err := p.refusal(); err != nil {
		return nil, err
	}
	if err := countCommands(kept); err != nil {
		return nil, err
	}
	place := c.path("guild")
	for _, command := range kept {
		id := ""
		if old := c.find(place, text(command, "name"), commandType(command)); old != nil {
			id = text(old, "id")
		}
		c.complete(command, place, id)
	}
	c.state.commands[place] = kept
	c.showCommands()
	c.touch()
	return c.listCommands()
}

func countCommands(all []object) *Refusal {
	counts := map[int]int{}
	for _, command := range all {
		kind := commandType(command)
		if counts[kind]++; counts[kind] > maxCommands[kind] {
			return &Refusal{Status: http.StatusBadRequest, Code: 30032, Message: "Maximum number of application commands reached"}
		}
	}
	seen := map[string]bool{}
	for i, command := range all {
		key := string(rune('0'+commandType(command))) + text(command, "name")
		if seen[key] {
			var p problems
			p.at(i).add("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
			return p.refusal()
		}
		seen[key] = true
	}
	return nil
}

// createCommand adds a command, or replaces the one of the same name and type.
func (c *call) createCommand() (any, *Refusal) {
	var p problems
	p.command(c.body)
	if err := p.refusal(); err != nil {
		return nil, err
	}
	place := c.path("guild")
	old := c.find(place, text(c.body, "name"), commandType(c.body))
	if old != nil {
		c.complete(c.body, place, text(old, "id"))
		c.replace(place, text(old, "id"), c.body)
		return c.body, nil
	}
	if err := countCommands(append(slices.Clone(c.state.commands[place]), c.body)); err != nil {
		return nil, err
	}
	c.complete(c.body, place, "")
	c.state.commands[place] = append(c.state.commands[place], c.body)
	c.showCommands()
	c.touch()
	return created{c.body}, nil
}

// complete fills in what Discord adds to a command. "" makes a new id.
func (c *call) complete(command object, guild, id string) {
	if id == "" {
		id = c.ownID()
	}
	command["id"], command["application_id"], command["version"] = id, BotID, c.ownID()
	command["type"] = commandType(command)
	if guild != "" {
		command["guild_id"] = guild
	}
	if command["options"] == nil {
		delete(command, "options")
	}
	defaults := object{"description": "", "default_member_permissions": nil, "nsfw": false}
	for field, value := range defaults {
		if command[field] == nil {
			command[field] = value
		}
	}
}

// find is a command by name and type, nil where there is none.
func (s *Server) find(guild, name string, kind int) object {
	for _, command := range s.state.commands[guild] {
		if text(command, "name") == name && commandType(command) == kind {
			return command
		}
	}
	return nil
}

func (c *call) command() object {
	for _, command := range c.state.commands[c.path("guild")] {
		if command["id"] == c.path("command") {
			return command
		}
	}
	return nil
}

func (c *call) getCommand() (any, *Refusal) {
	command := c.command()
	if command == nil {
		return nil, errUnknownCommand
	}
	return command, nil
}

// commandPermissions are what a server decided about a command: here, that everybody may run it.
func (c *call) commandPermissions() (any, *Refusal) {
	guild := c.path("guild")
	for _, command := range append(slices.Clone(c.state.commands[guild]), c.state.commands[""]...) {
		if command["id"] == c.path("command") && c.state.open[text(command, "name")] {
			return object{"id": command["id"], "application_id": BotID, "guild_id": guild,
				"permissions": []any{object{"id": guild, "type": 1, "permission": true}}}, nil
		}
	}
	return nil, &Refusal{Status: http.StatusNotFound, Code: 10066, Message: "Unknown application command permissions"}
}

func (c *call) editCommand() (any, *Refusal) {
	old := c.command()
	if old == nil {
		return nil, errUnknownCommand
	}
	changed := object{}
	for _, from := range []object{old, c.body} {
		for field, value := range from {
			changed[field] = value
		}
	}
	var p problems
	p.command(changed)
	if err := p.refusal(); err != nil {
		return nil, err
	}
	c.complete(changed, c.path("guild"), text(old, "id"))
	c.replace(c.path("guild"), text(old, "id"), changed)
	return changed, nil
}

func (c *call) deleteCommand() (any, *Refusal) {
	if c.command() == nil {
		return nil, errUnknownCommand
	}
	c.replace(c.path("guild"), c.path("command"), nil)
	return nil, nil
}

// replace puts another command in the place of one; nil takes it out. Lists that were handed out stay as they are.
func (s *Server) replace(guild, id string, by object) {
	var changed []object
	for _, command := range s.state.commands[guild] {
		if command["id"] != id {
			changed = append(changed, command)
		} else if by != nil {
			changed = append(changed, by)
		}
	}
	s.state.commands[guild] = changed
	s.showCommands()
	s.touch()
}

func commandType(command object) int {
	if kind := number(command["type"]); kind != 0 {
		return kind
	}
	return commandChat
}
