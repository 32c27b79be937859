package playground

import (
	"fmt"
	"net/http"
)

// Interaction types and callback types (https://discord.com/developers/docs/interactions/receiving-and-responding).
const (
	interactionCommand   = 2
	interactionComponent = 3

	callbackMessage        = 4
	callbackDeferred       = 5
	callbackDeferredUpdate = 6
	callbackUpdate         = 7
)

// An Interaction is a command or a click and what the bot answered. Read it with [Server.Interaction].
type Interaction struct {
	ID        string
	Callback  int     // the type of the first answer; 0: none yet
	Ephemeral bool    // the first answer is for its user alone
	Answer    Message // the original response as it stands; its ID is "" before there is one
	FollowUps []Message

	user    User
	channel string
	source  *Message // the message that was clicked
	message *Message
}

// Interaction is the present state of an interaction.
func (s *Server) Interaction(id string) Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := *s.state.interactions[id]
	if i.message != nil {
		i.Answer = i.message.copy()
	}
	return i
}

// Slash runs a chat command for a person. Options are strings; an option of type Attachment is uploaded.
func (s *Server) Slash(channel string, user User, name string, options map[string]any) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	given, attachments := []any{}, object{}
	for option, value := range options {
		if file, ok := value.(Attachment); ok {
			kept := s.keep([]Attachment{file})[0].(object)
			attachments[kept["id"].(string)] = kept
			given = append(given, object{"name": option, "type": 11, "value": kept["id"]})
			continue
		}
		given = append(given, object{"name": option, "type": 3, "value": value})
	}
	return s.interact(interactionCommand, channel, user, nil, object{"id": "1", "name": name, "type": 1, "options": given,
		"resolved": object{"attachments": attachments}})
}

// ContextMenu runs a message command on a message.
func (s *Server) ContextMenu(user User, name, message string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	target := s.state.messages[message]
	return s.interact(interactionCommand, target.ChannelID, user, nil, object{"id": "1", "name": name, "type": 3, "target_id": message,
		"resolved": object{"messages": object{message: target.Raw}}})
}

// Click presses a button, or chooses values in a menu, of a message.
func (s *Server) Click(user User, message, customID string, values ...string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.state.messages[message]
	kind := 2
	if values != nil {
		kind = 3
	}
	return s.interact(interactionComponent, m.ChannelID, user, m, object{"custom_id": customID, "component_type": kind, "values": values})
}

// interact sends an interaction to the bot. The lock is held.
func (s *Server) interact(kind int, channel string, user User, source *Message, data object) string {
	id := s.id()
	s.state.interactions[id] = &Interaction{ID: id, user: user, channel: channel, source: source}
	member := s.memberObject(user.ID)
	member["user"] = s.userObject(user.ID)
	event := object{"id": id, "application_id": BotID, "type": kind, "token": token(id), "version": 1, "channel_id": channel,
		"guild_id": GuildID, "member": member, "locale": "en-US", "guild_locale": "en-US", "data": data,
		"channel": s.state.channels[channel], "entitlements": []any{}, "app_permissions": fmt.Sprint(memberPermissions)}
	if source != nil {
		event["message"] = source.Raw
	}
	s.dispatch("INTERACTION_CREATE", event)
	return id
}

// callback is the first answer to an interaction.
func (c *call) callback(id, secret string) (int, any) {
	s := c.server
	i := s.state.interactions[id]
	if i == nil || secret != token(id) {
		return http.StatusNotFound, apiError{10062, "Unknown interaction"}
	}
	if i.Callback != 0 {
		return http.StatusBadRequest, apiError{40060, "Interaction has already been acknowledged."}
	}
	data, _ := c.body["data"].(object)
	if data == nil {
		data = object{}
	}
	kind := number(c.body["type"])
	switch kind {
	case callbackMessage:
		if problem := checkMessage(data, len(c.files)); problem != "" {
			return http.StatusBadRequest, formError(problem)
		}
		i.message = s.answer(i, s.withFiles(data, c.files))
	case callbackUpdate:
		if i.source == nil {
			return http.StatusBadRequest, formError("type: only a component can update its message")
		}
		inner := call{server: s, body: data, files: c.files}
		if status, reply := inner.edit(i.source); status != http.StatusOK {
			return status, reply
		}
		i.message = i.source
	case callbackDeferredUpdate:
		i.message = i.source
	case callbackDeferred:
	default:
		return http.StatusBadRequest, formError("type: unknown")
	}
	i.Callback = kind
	i.Ephemeral = number(data["flags"])&flagEphemeral != 0
	s.touch()
	return http.StatusNoContent, nil
}

// answer stores a message that answers an interaction; one for a single person stands in no channel.
func (s *Server) answer(i *Interaction, body object) *Message {
	channel := i.channel
	ephemeral := i.Ephemeral || number(body["flags"])&flagEphemeral != 0
	if ephemeral {
		channel = "ephemeral:" + i.user.ID
	}
	m := s.addMessage(channel, BotID, body)
	if !ephemeral {
		s.dispatch("MESSAGE_CREATE", m.Raw)
	}
	return m
}

// webhook serves the original response and follow-ups of an interaction.
func (c *call) webhook(method string) (int, any) {
	s := c.server
	var i *Interaction
	for id, candidate := range s.state.interactions {
		if token(id) == c.parts[2] {
			i = candidate
		}
	}
	if i == nil || i.Callback == 0 {
		return http.StatusNotFound, apiError{10015, "Unknown Webhook"}
	}
	if len(c.parts) == 3 && method == http.MethodPost {
		if problem := checkMessage(c.body, len(c.files)); problem != "" {
			return http.StatusBadRequest, formError(problem)
		}
		m := s.answer(i, s.withFiles(c.body, c.files))
		i.FollowUps = append(i.FollowUps, m.copy())
		return http.StatusOK, m.Raw
	}
	if len(c.parts) != 5 || c.parts[4] != "@original" {
		return http.StatusNotFound, unknownMessage
	}
	switch {
	case method == http.MethodPatch && i.message == nil: // a deferred answer takes its first form
		if problem := checkMessage(c.body, len(c.files)); problem != "" {
			return http.StatusBadRequest, formError(problem)
		}
		i.message = s.answer(i, s.withFiles(c.body, c.files))
		return http.StatusOK, i.message.Raw
	case i.message == nil || i.message.Deleted:
		return http.StatusNotFound, unknownMessage
	}
	return c.message(method, i.message)
}
