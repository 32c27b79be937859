package playground

import (
	"context"
	"slices"
)

// This file is what people write in a playground, for tests: no rights are asked (see [Server.As]), and what stands there.

// Post writes a message for a person.
func (s *Server) Post(channel string, author User, content string, attachments ...Attachment) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.addMessage(channel, author.ID, "", object{"content": content, "attachments": s.keep(channel, attachments)})
	s.announce("MESSAGE_CREATE", m)
	return m.copy()
}

// Reply writes a message for a person, below another.
func (s *Server) Reply(to Message, author User, content string) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.addMessage(to.ChannelID, author.ID, "", object{"content": content, "message_reference": object{"message_id": to.ID}})
	s.announce("MESSAGE_CREATE", m)
	return m.copy()
}

// Forward writes a message for a person that forwards another, and has no text of its own.
func (s *Server) Forward(channel string, author User, original Message) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	snapshot := object{"type": messageOrdinary, "content": original.Content, "embeds": []any{}, "attachments": original.Raw["attachments"],
		"timestamp": original.Raw["timestamp"], "edited_timestamp": nil, "flags": 0, "mentions": []any{}, "mention_roles": []any{}, "components": []any{}}
	m := s.addMessage(channel, author.ID, "", object{"message_snapshots": []any{object{"message": snapshot}}})
	m.Raw["message_reference"] = object{"type": 1, "channel_id": original.ChannelID, "message_id": original.ID}
	s.announce("MESSAGE_CREATE", m)
	return m.copy()
}

// Edit changes the text of a person's message.
func (s *Server) Edit(id, content string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.state.messages[id]; m != nil && !m.Deleted {
		s.rewrite(m, content)
	}
}

func (s *Server) rewrite(m *Message, content string) {
	m.Raw["content"], m.Raw["edited_timestamp"] = content, s.timestamp()
	s.notify(m)
	m.read()
	s.announce("MESSAGE_UPDATE", m)
}

// Delete deletes a message for a person.
func (s *Server) Delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.state.messages[id]; m != nil && !m.Deleted {
		s.remove(m)
	}
}

// Purge deletes messages of one channel at once, as another bot would.
func (s *Server) Purge(channel string, ids ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.purge(channel, ids)
}

func (s *Server) purge(channel string, ids []string) {
	for _, id := range ids {
		if m := s.state.messages[id]; m != nil {
			m.Deleted = true
		}
	}
	gone := s.inGuild(channel, object{"ids": ids, "channel_id": channel})
	s.dispatch("MESSAGE_DELETE_BULK", channel, gone)
	s.showIn(channel, "MESSAGE_DELETE_BULK", gone)
	s.touch()
}

// Messages are those of a channel that stand and that everybody sees, in order.
func (s *Server) Messages(channel string) []Message {
	return s.Seen(channel, User{})
}

// Seen are the messages of a channel that stand and that a person sees: ephemeral ones too, where they are for this one.
func (s *Server) Seen(channel string, by User) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Message
	for _, id := range s.state.order {
		if m := s.state.messages[id]; m.ChannelID == channel && !m.Deleted && (m.only == "" || m.only == by.ID) {
			found = append(found, m.copy())
		}
	}
	return found
}

// Message is a message by its id, also a deleted one; false when there never was one.
func (s *Server) Message(id string) (Message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.state.messages[id]
	if m == nil {
		return Message{}, false
	}
	return m.copy(), true
}

// WaitMessage waits for a message of a channel that everybody sees and that fits, and returns it.
func (s *Server) WaitMessage(ctx context.Context, channel string, fits func(Message) bool) (Message, error) {
	var found Message
	err := s.Wait(ctx, func() bool {
		all := s.Messages(channel)
		i := slices.IndexFunc(all, fits)
		if i >= 0 {
			found = all[i]
		}
		return i >= 0
	})
	return found, err
}

// Commands are the names of the commands that the bot has registered everywhere.
func (s *Server) Commands() []string {
	var names []string
	for _, c := range s.RegisteredCommands("") {
		names = append(names, text(c, "name"))
	}
	return names
}

// RegisteredCommands are the commands of a server, whole; "" are those everywhere.
func (s *Server) RegisteredCommands(guild string) []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.state.commands[guild])
}
