package playground

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"
)

// This file is what a person writes and does to messages, as Discord's own program allows it.

const (
	maxActorNonce = 100
	maxReactions  = 20 // different ones on a message
)

var (
	errUnknownUser = &Refusal{Status: http.StatusNotFound, Code: 10013, Message: "Unknown User"}
	errComponent   = &Refusal{Status: http.StatusBadRequest, Code: 50035, Message: "That cannot be used any more."}
	errNotTheirs   = &Refusal{Status: http.StatusForbidden, Code: 50005, Message: "Cannot edit a message authored by another user"}
)

// An Actor acts for a person. What Discord would not let that person do is refused, with a [*Refusal].
type Actor struct {
	server      *Server
	user, nonce string
	locale      string // see [Actor.Speaking]
}

// As acts for a person. Whatever comes of it carries the nonce, which is the caller's own.
func (s *Server) As(user, nonce string) Actor {
	if utf8.RuneCountInString(nonce) > maxActorNonce {
		nonce = string([]rune(nonce)[:maxActorNonce])
	}
	return Actor{server: s, user: user, nonce: nonce}
}

// Speaking is the actor with a program in a language, as browsers name it; Discord's nearest is told to the bot.
func (a Actor) Speaking(tag string) Actor {
	a.locale = localeOf(tag)
	return a
}

// may refuses what the person has no permission for in a channel. The lock is held.
func (a Actor) may(channel string, permissions int64) *Refusal {
	s := a.server
	if _, known := s.state.users[a.user]; !known {
		return errUnknownUser
	}
	if s.state.channels[channel] == nil {
		return errUnknownChannel
	}
	if !s.seesChannel(a.user, channel) {
		return errAccess
	}
	if s.permissionsIn(channel, a.user)&permissions != permissions {
		return errPermissions
	}
	return nil
}

// message is one that the person sees.
func (a Actor) message(id string) (*Message, *Refusal) {
	m := a.server.state.messages[id]
	if m == nil || m.Deleted || !a.server.sees(a.user, m) {
		return nil, errUnknownMessage
	}
	return m, nil
}

// A Draft is a message that a person is about to send.
type Draft struct {
	Channel, Content string
	ReplyTo          string // the id of a message
	Files            []Attachment
}

// Post sends a message.
func (a Actor) Post(d Draft) (Message, error) {
	s := a.server
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := a.mayPost(d); err != nil {
		return Message{}, err
	}
	body := object{"content": strings.TrimSpace(d.Content)}
	if a.nonce != "" {
		body["nonce"] = a.nonce
	}
	if d.ReplyTo != "" {
		body["message_reference"] = object{"message_id": d.ReplyTo}
	}
	if err := checkMessage(body, d.Files); err != nil {
		return Message{}, err
	}
	body["attachments"] = s.keep(d.Channel, d.Files)
	m := s.addMessage(d.Channel, a.user, "", body)
	s.announce("MESSAGE_CREATE", m)
	return m.copy(), nil
}

func (a Actor) mayPost(d Draft) error {
	s := a.server
	needed := s.sending(d.Channel)
	if len(d.Files) > 0 {
		needed |= PermissionAttach
	}
	if refusal := a.may(d.Channel, needed); refusal != nil {
		return refusal
	}
	var p problems
	p.files(d.Files)
	p.length("nonce", a.nonce, 0, maxActorNonce)
	if d.ReplyTo != "" {
		if m, err := a.message(d.ReplyTo); err != nil || m.ChannelID != d.Channel || m.only != "" {
			p.add("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
		}
	}
	return p.refusal().or(nil)
}

// sending is the permission that it takes to write in a channel.
func (s *Server) sending(channel string) int64 {
	if number(s.state.channels[channel]["type"]) == channelThread {
		return PermissionSendInThreads
	}
	return PermissionSend
}

// Edit changes a message of the person's own.
func (a Actor) Edit(message, content string) error {
	s := a.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := a.message(message)
	if err != nil {
		return err
	}
	if m.AuthorID != a.user {
		return errNotTheirs
	}
	changed := object{"content": strings.TrimSpace(content), "attachments": m.Raw["attachments"]}
	if err := checkMessage(changed, nil); err != nil {
		return err
	}
	s.rewrite(m, text(changed, "content"))
	return nil
}

// Delete deletes a message of the person's own, or another's for who may manage messages. One that they alone see is dismissed.
func (a Actor) Delete(message string) error {
	s := a.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := a.message(message)
	if err != nil {
		return err
	}
	if m.AuthorID != a.user && m.only != a.user && s.permissionsIn(m.ChannelID, a.user)&PermissionManageMessages == 0 {
		return errPermissions
	}
	s.remove(m)
	return nil
}

// React puts a reaction on a message, or takes it away. An emoji is a character, or name:id for a server's own.
func (a Actor) React(message, emoji string, on bool) error {
	s := a.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := a.message(message)
	if err != nil {
		return err
	}
	if m.only != "" { // it is not really there
		return errUnknownMessage
	}
	needed := int64(PermissionHistory)
	if on && m.reactors(emoji) == nil {
		needed |= PermissionReact // joining in on another's needs less
	}
	if err := a.may(m.ChannelID, needed); err != nil {
		return err
	}
	return s.react(m, emoji, a.user, on).or(nil)
}

// Typing shows that the person is typing.
func (a Actor) Typing(channel string) error {
	a.server.mu.Lock()
	defer a.server.mu.Unlock()
	if err := a.may(channel, a.server.sending(channel)); err != nil {
		return err
	}
	a.server.typing(channel, a.user)
	return nil
}

// StartThread begins a thread below a message, or, where that is "", on its own; it returns its id.
func (a Actor) StartThread(channel, message, name string) (string, error) {
	a.server.mu.Lock()
	defer a.server.mu.Unlock()
	if err := a.may(channel, PermissionStartThreads); err != nil {
		return "", err
	}
	if message != "" {
		if m, err := a.message(message); err != nil || m.ChannelID != channel {
			return "", errUnknownMessage
		}
	}
	thread, err := a.server.startThread(channel, message, name, a.user, 0)
	return text(thread, "id"), err.or(nil)
}

// OpenDM is the channel of the person's direct messages with the bot.
func (a Actor) OpenDM() string {
	a.server.mu.Lock()
	defer a.server.mu.Unlock()
	id := a.server.dm(a.user)
	a.server.showChannels()
	return id
}

// reactors are those who reacted to a message with an emoji.
func (m *Message) reactors(emoji string) []string {
	i := slices.IndexFunc(m.reactions, func(r reaction) bool { return r.emoji == emojiName(emoji) })
	if i < 0 {
		return nil
	}
	return m.reactions[i].by
}
