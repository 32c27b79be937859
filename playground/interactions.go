package playground

import (
	"context"
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Interaction types and callback types (https://discord.com/developers/docs/interactions/receiving-and-responding).
const (
	interactionCommand, interactionComponent, interactionAutocomplete, interactionModal = 2, 3, 4, 5

	callbackMessage, callbackDeferred, callbackDeferredUpdate = 4, 5, 6
	callbackUpdate, callbackChoices, callbackModal            = 7, 8, 9
)

// tokenLife is how long after an interaction the bot may still answer.
const tokenLife = 15 * time.Minute

// An Interaction is a command or a click and what the bot answered. Read it with [Server.Interaction].
type Interaction struct {
	ID        string
	Callback  int            // the type of the first answer; 0: none yet
	Data      map[string]any // of the first answer: a modal, or choices
	Failed    bool           // no answer came in time: the person reads "This interaction failed"
	Ephemeral bool           // the first answer is for its user alone
	Answer    Message        // the original response as it stands; its ID is "" before there is one, and while it is deferred
	FollowUps []Message

	kind      int
	name      string // of the command
	user      User
	channel   string
	source    *Message // the message that was clicked
	original  *Message
	followUps []*Message
	began     time.Time
	event     object        // as the bot was told
	answered  chan struct{} // closed by the first answer
}

// Interaction is the present state of an interaction.
func (s *Server) Interaction(id string) Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.state.interactions[id]
	if known == nil {
		return Interaction{}
	}
	i := *known
	if i.original != nil && i.original.Flags&flagLoading == 0 {
		i.Answer = i.original.copy()
	}
	for _, m := range known.followUps {
		i.FollowUps = append(i.FollowUps, m.copy())
	}
	return i
}

// WaitInteraction waits until an interaction is as it should be, and returns it.
func (s *Server) WaitInteraction(ctx context.Context, id string, fits func(Interaction) bool) (Interaction, error) {
	err := s.Wait(ctx, func() bool { return fits(s.Interaction(id)) })
	return s.Interaction(id), err
}

// Slash runs a chat command for a person and returns the interaction's id. An option's value is a string, an int, a
// float64, a bool, a User, a Role, a Channel, an Attachment, which is uploaded, or a map of options: then its name is a
// subcommand's. As at Discord, a channel is resolved, with what the person may do in it, where it is one of the server's.
func (s *Server) Slash(channel string, user User, name string, options map[string]any) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	resolved := object{}
	given := s.optionValues(channel, user, options, resolved)
	return s.interact(Interaction{kind: interactionCommand, name: name, channel: channel, user: user},
		s.commandData(channel, name, commandChat, object{"options": given, "resolved": resolved}))
}

// optionValues makes the options of a command; what ids stand for goes to resolved.
func (s *Server) optionValues(channel string, user User, options map[string]any, resolved object) []any {
	given := []any{}
	for _, name := range slices.Sorted(maps.Keys(options)) {
		option := object{"name": name, "value": options[name]}
		switch value := options[name].(type) {
		case map[string]any:
			option = object{"name": name, "type": 1, "options": s.optionValues(channel, user, value, resolved)}
		case int:
			option["type"] = 4
		case bool:
			option["type"] = 5
		case float64:
			option["type"] = 10
		case User:
			option["type"], option["value"] = 6, value.ID
			resolve(resolved, "users", value.ID, s.userObject(value.ID))
			resolve(resolved, "members", value.ID, s.actingMember(channel, value.ID))
		case Role:
			option["type"], option["value"] = 8, value.ID
			resolve(resolved, "roles", value.ID, roleObject(value, 1))
		case Channel:
			option["type"], option["value"] = 7, string(value)
			if c := s.state.channels[string(value)]; c != nil && c["guild_id"] == s.state.channels[channel]["guild_id"] {
				resolve(resolved, "channels", string(value), object{"id": c["id"], "type": c["type"], "name": c["name"], "parent_id": c["parent_id"],
					"permissions": strconv.FormatInt(s.permissionsIn(string(value), user.ID), 10)})
			}
		case Attachment:
			kept := s.keep(channel, []Attachment{value})[0].(object)
			option["type"], option["value"] = 11, kept["id"]
			resolve(resolved, "attachments", text(kept, "id"), kept)
		default:
			option["type"] = 3
		}
		given = append(given, option)
	}
	return given
}

func resolve(resolved object, kind, id string, value object) {
	if resolved[kind] == nil {
		resolved[kind] = object{}
	}
	resolved[kind].(object)[id] = value
}

// Autocomplete types into an option of a chat command; "add link" is the option link of the subcommand add.
func (s *Server) Autocomplete(channel string, user User, name, option, typed string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	subcommand, inner, nested := strings.Cut(option, " ")
	if nested {
		option = inner
	}
	given := []any{object{"name": option, "type": 3, "value": typed, "focused": true}}
	if nested {
		given = []any{object{"name": subcommand, "type": 1, "options": given}}
	}
	return s.interact(Interaction{kind: interactionAutocomplete, name: name, channel: channel, user: user},
		s.commandData(channel, name, commandChat, object{"options": given}))
}

// ContextMenu runs a message command on a message. Its target is shown whole, whatever the intents.
func (s *Server) ContextMenu(user User, name, message string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	target := s.state.messages[message]
	if target == nil {
		return ""
	}
	return s.interact(Interaction{kind: interactionCommand, name: name, channel: target.ChannelID, user: user},
		s.commandData(target.ChannelID, name, commandMessage, object{"target_id": message, "resolved": object{"messages": object{message: target.Raw}}}))
}

// commandData names the command as it is registered; a bot may be tried before it has registered anything.
func (s *Server) commandData(channel, name string, kind int, data object) object {
	data["id"], data["name"], data["type"] = "1", name, kind
	for _, place := range []string{text(s.state.channels[channel], "guild_id"), ""} {
		if command := s.find(place, name, kind); command != nil {
			data["id"] = command["id"]
			break
		}
	}
	return data
}

// Click presses a button of a message, or chooses values in a menu.
func (s *Server) Click(user User, message, customID string, values ...string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.state.messages[message]
	if m == nil {
		return ""
	}
	data := object{"custom_id": customID, "component_type": typeButton}
	if values != nil {
		data["component_type"], data["values"] = typeSelect, values
	}
	return s.interact(Interaction{kind: interactionComponent, channel: m.ChannelID, user: user, source: m}, data)
}

// Submit fills in the modal that an interaction was answered with: values by custom_id.
func (s *Server) Submit(user User, interaction string, values map[string]string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	opened := s.state.interactions[interaction]
	if opened == nil || opened.Callback != callbackModal {
		return ""
	}
	var filled []any
	for _, item := range list(opened.Data["components"]) {
		outer, _ := item.(object)
		fill := func(input object) object {
			id := text(input, "custom_id")
			return object{"type": input["type"], "custom_id": id, "value": values[id]}
		}
		row := object{"type": outer["type"]}
		if input, ok := outer["component"].(object); ok {
			row["component"] = fill(input)
		} else if inputs := list(outer["components"]); len(inputs) > 0 {
			row["components"] = []any{fill(inputs[0].(object))}
		}
		filled = append(filled, row)
	}
	return s.interact(Interaction{kind: interactionModal, channel: opened.channel, user: user, source: opened.source},
		object{"custom_id": opened.Data["custom_id"], "components": filled})
}

// interact sends an interaction to the bot and waits, elsewhere, for its first answer. The lock is held.
func (s *Server) interact(i Interaction, data object) string {
	i.ID, i.began, i.answered = s.id(), s.options.Now(), make(chan struct{})
	s.state.interactions[i.ID] = &i
	guild := text(s.state.channels[i.channel], "guild_id")
	event := object{"id": i.ID, "application_id": BotID, "type": i.kind, "token": token(i.ID), "version": 1, "channel_id": i.channel,
		"locale": "en-US", "data": data, "channel": s.state.channels[i.channel], "entitlements": []any{}, "context": 1,
		"authorizing_integration_owners": object{"0": "0"}, "app_permissions": strconv.FormatInt(s.botPermissions(i.channel), 10)}
	if guild == "" {
		event["user"] = s.userObject(i.user.ID)
	} else {
		member := s.actingMember(i.channel, i.user.ID)
		member["user"] = s.userObject(i.user.ID)
		event["member"], event["guild_id"], event["guild_locale"], event["context"] = member, guild, "en-US", 0
		event["authorizing_integration_owners"] = object{"0": guild}
	}
	if i.source != nil {
		event["message"] = i.source.Raw
	}
	i.event = event
	s.hand(&i)
	if !s.closed {
		s.work.Go(func() { s.expire(&i) })
	}
	return i.ID
}

// Replay tells the bot of an interaction once more.
func (s *Server) Replay(interaction string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.state.interactions[interaction]; i != nil {
		s.hand(i)
	}
}

// hand tells the bot of an interaction, whatever it may see in the channel.
func (s *Server) hand(i *Interaction) {
	guild := text(i.event, "guild_id")
	for _, live := range s.gateway.sessions {
		if live.serves(guild) {
			s.deliver(live, "INTERACTION_CREATE", i.event)
		}
	}
}

// expire notes that an interaction failed when its first answer does not come in time.
func (s *Server) expire(i *Interaction) {
	timer := time.NewTimer(s.options.AnswerWithin)
	defer timer.Stop()
	select {
	case <-timer.C:
		s.mu.Lock()
		defer s.mu.Unlock()
		if i.Callback == 0 {
			i.Failed = true
			s.touch()
		}
	case <-i.answered:
	case <-s.ctx.Done():
	}
}

// token is the interaction's secret, as long as a real one's kind.
func token(id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte("interaction:" + id))
}

// callback is the first answer to an interaction.
func (c *call) callback() (any, *apiError) {
	i := c.state.interactions[c.path("interaction")]
	if i == nil || c.path("token") != token(i.ID) || i.Failed {
		return nil, &apiError{Status: http.StatusNotFound, Code: 10062, Message: "Unknown interaction"}
	}
	if i.Callback != 0 {
		return nil, &apiError{Status: http.StatusBadRequest, Code: 40060, Message: "Interaction has already been acknowledged."}
	}
	data, _ := c.body["data"].(object)
	if data == nil {
		data = object{}
	}
	kind := number(c.body["type"])
	if err := c.checkCallback(i, kind, data); err != nil {
		return nil, err
	}
	i.Data, i.Ephemeral = maps.Clone(data), number(data["flags"])&flagEphemeral != 0
	switch kind {
	case callbackMessage:
		c.withFiles(i.channel, data, nil)
		i.original = c.answerMessage(i, data)
	case callbackDeferred:
		i.original = c.answerMessage(i, object{"flags": number(data["flags"])&flagEphemeral | flagLoading})
	case callbackUpdate:
		if _, err := c.edit(i.source, data); err != nil {
			return nil, err
		}
		i.original = i.source
	case callbackDeferredUpdate:
		i.original = i.source
	}
	i.Callback = kind
	close(i.answered)
	c.touch()
	if c.request.URL.Query().Get("with_response") == "true" {
		return c.callbackResponse(i), nil
	}
	return nil, nil
}

// checkCallback holds a first answer against the kind of interaction, and its data against Discord's limits.
func (c *call) checkCallback(i *Interaction, kind int, data object) *apiError {
	var p problems
	switch kind {
	case callbackMessage:
		if err := checkMessage(data, c.files); err != nil {
			return err
		}
	case callbackUpdate, callbackDeferredUpdate:
		if i.source == nil {
			p.add("type", "INTERACTION_TYPE_INVALID", "Only a component's interaction can update its message.")
		}
	case callbackChoices:
		p.choices(data)
	case callbackModal:
		if i.kind == interactionModal {
			p.add("type", "INTERACTION_TYPE_INVALID", "A modal cannot answer a modal.")
		}
		p.modal(data)
	case callbackDeferred:
	default:
		p.add("type", "BASE_TYPE_CHOICES", fmt.Sprintf("Value must be one of {1, 4, 5, 6, 7, 8, 9, 12}, not %d.", kind))
	}
	if (kind == callbackChoices) != (i.kind == interactionAutocomplete) {
		p.add("type", "INTERACTION_TYPE_INVALID", "Choices answer an autocomplete interaction, and nothing else does.")
	}
	return p.refusal()
}

func (c *call) callbackResponse(i *Interaction) object {
	response := object{"interaction": object{"id": i.ID, "type": i.kind, "response_message_loading": i.Callback == callbackDeferred,
		"response_message_ephemeral": i.Ephemeral}}
	if i.original != nil {
		response["interaction"].(object)["response_message_id"] = i.original.ID
		response["resource"] = object{"type": i.Callback, "message": i.original.Raw}
	}
	return response
}

// answerMessage stores a message that answers an interaction; one for a single person stands in no one else's channel.
func (s *Server) answerMessage(i *Interaction, body object) *Message {
	only := ""
	if number(body["flags"])&flagEphemeral != 0 {
		only = i.user.ID
	}
	body["application_id"], body["webhook_id"] = BotID, BotID
	body["interaction_metadata"] = object{"id": i.ID, "type": i.kind, "user": s.userObject(i.user.ID), "authorizing_integration_owners": object{}}
	if i.kind == interactionCommand {
		body["type"] = messageSlash
	}
	m := s.addMessage(i.channel, BotID, only, body)
	s.announce("MESSAGE_CREATE", m)
	return m
}

// interaction is the acknowledged one whose token is in the path.
func (c *call) interaction() (*Interaction, *apiError) {
	for id, i := range c.state.interactions {
		if token(id) != c.path("token") {
			continue
		}
		if i.Callback == 0 {
			break
		}
		if c.options.Now().Sub(i.began) > tokenLife {
			return nil, &apiError{Status: http.StatusUnauthorized, Code: 50027, Message: "Invalid Webhook Token"}
		}
		return i, nil
	}
	return nil, &apiError{Status: http.StatusNotFound, Code: 10015, Message: "Unknown Webhook"}
}

// followUp posts another answer. The first one after a deferral takes the place of "thinking…", as at Discord.
func (c *call) followUp() (any, *apiError) {
	i, err := c.interaction()
	if err != nil {
		return nil, err
	}
	if i.original != nil && i.original.Flags&flagLoading != 0 {
		return c.edit(i.original, c.body)
	}
	if err := checkMessage(c.body, c.files); err != nil {
		return nil, err
	}
	c.withFiles(i.channel, c.body, nil)
	m := c.answerMessage(i, c.body)
	i.followUps = append(i.followUps, m)
	return m.Raw, nil
}

// answer is the message in the path: the original response, or a follow-up.
func (c *call) answer() (*Message, *apiError) {
	i, err := c.interaction()
	if err != nil {
		return nil, err
	}
	found := i.original
	if id := c.path("message"); id != "@original" && (found == nil || found.ID != id) {
		found = nil
		for _, m := range i.followUps {
			if m.ID == id {
				found = m
			}
		}
	}
	if found == nil || found.Deleted {
		return nil, errUnknownMessage
	}
	return found, nil
}

func (c *call) getAnswer() (any, *apiError) {
	m, err := c.answer()
	if err != nil {
		return nil, err
	}
	return m.Raw, nil
}

func (c *call) editAnswer() (any, *apiError) {
	m, err := c.answer()
	if err != nil {
		return nil, err
	}
	return c.edit(m, c.body)
}

func (c *call) deleteAnswer() (any, *apiError) {
	m, err := c.answer()
	if err != nil {
		return nil, err
	}
	c.remove(m)
	return nil, nil
}
