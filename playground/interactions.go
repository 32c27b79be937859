package playground

import (
	"cmp"
	"context"
	"encoding/base64"
	"maps"
	"strconv"
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
	Name      string         // of the command
	Nonce     string         // of whoever acted
	Token     string         // by which the bot answers
	Failed    bool           // no answer came in time: the person reads "This interaction failed"
	Refused   *Refusal       // why it never reached the bot
	Ephemeral bool           // the first answer is for its user alone
	Answer    Message        // the original response as it stands; its ID is "" before there is one, and while it is deferred
	FollowUps []Message

	kind      int
	locale    string // of the person's program; "" is en-US
	command   object // as it was registered
	user      User
	channel   string
	source    *Message     // the message that was clicked
	opened    *Interaction // the one whose form was sent off
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

// interact sends an interaction to the bot and waits, elsewhere, for its first answer. The lock is held.
func (s *Server) interact(i Interaction, data object) string {
	i.ID, i.began, i.answered = s.id(), s.now(), make(chan struct{})
	i.Token = s.token(i.ID)
	s.state.interactions[i.ID] = &i
	s.showInteraction(&i, "sent", nil)
	guild := text(s.state.channels[i.channel], "guild_id")
	event := object{"id": i.ID, "application_id": BotID, "type": i.kind, "token": i.Token, "version": 1, "channel_id": i.channel,
		"locale": cmp.Or(i.locale, "en-US"), "data": data, "channel": s.state.channels[i.channel], "entitlements": []any{}, "context": 1, "attachment_size_limit": maxFile,
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
			s.showInteraction(i, "failed", object{"error": "This interaction failed"})
			s.touch()
		}
	case <-i.answered:
	case <-s.ctx.Done():
	}
}

// token is the interaction's secret: who has it answers, without the bot's own token.
func (s *Server) token(id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte("interaction:" + id + ":" + s.secret))
}

// showInteraction tells whoever acted what became of it.
func (s *Server) showInteraction(i *Interaction, status string, more object) {
	event := object{"id": i.ID, "nonce": i.Nonce, "status": status, "kind": i.kind, "name": i.Name,
		"channel_id": i.channel, "user_id": i.user.ID}
	maps.Copy(event, more)
	s.showPerson(i.user.ID, "interaction", event)
}

// fullName is a command's name with those of its group and subcommand.
func fullName(command object) string {
	name, options := text(command, "name"), list(command["options"])
	for len(options) == 1 {
		option, _ := options[0].(object)
		if kind := number(option["type"]); kind != optionSubcommand && kind != optionGroup {
			break
		}
		name, options = name+" "+text(option, "name"), list(option["options"])
	}
	return name
}

// metadata is what a message says of the interaction that it answers.
func (s *Server) metadata(i *Interaction) object {
	m := object{"id": i.ID, "type": i.kind, "user": s.userObject(i.user.ID),
		"authorizing_integration_owners": i.event["authorizing_integration_owners"]}
	data, _ := i.event["data"].(object)
	switch i.kind {
	case interactionCommand:
		m["name"], m["command_type"] = fullName(data), data["type"]
		if target := text(data, "target_id"); target != "" && number(data["type"]) == commandMessage {
			m["target_message_id"] = target
		} else if target != "" {
			m["target_user"] = s.userObject(target)
		}
	case interactionComponent:
		m["interacted_message_id"] = i.source.ID
	case interactionModal:
		m["triggering_interaction_metadata"] = s.metadata(i.opened)
	}
	return m
}
