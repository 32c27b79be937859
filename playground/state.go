package playground

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
)

// object is a JSON object of Discord's, kept whole: fields that this program does not know survive.
type object = map[string]any

// The bot and the one server ("guild") that every playground has.
const (
	BotID   = "1000"
	GuildID = "2000"
	botName = "Parley"
)

// Moderate is the permission that a moderator has beyond a member: to manage messages.
const moderate = 1 << 13

const memberPermissions = 1<<10 | 1<<11 | 1<<14 | 1<<15 | 1<<16 | 1<<31 // view, send, embed, attach, history, commands

// A User is a person who acts in the playground.
type User struct {
	ID, Name  string
	Moderator bool
}

// A Message as it stands in a channel.
type Message struct {
	ID, ChannelID, AuthorID, Content string
	Flags                            int
	ReplyTo                          string
	Raw                              object // all of it
	Deleted                          bool
}

// Text is everything that a person can read in the message, a line for each text.
func (m Message) Text() string { return readable(m.Raw) }

// An Attachment is a file on a message or in a command.
type Attachment struct {
	Name, ContentType string
	Data              []byte
}

type state struct {
	next         int64
	users        map[string]User
	channels     map[string]object
	messages     map[string]*Message
	order        []string // of message ids
	attachments  map[string]Attachment
	commands     []object
	interactions map[string]*Interaction
	nonces       map[string]string // nonce to message id
}

func newState() state {
	return state{
		next: 10_000, users: map[string]User{}, channels: map[string]object{}, messages: map[string]*Message{},
		attachments: map[string]Attachment{}, interactions: map[string]*Interaction{}, nonces: map[string]string{},
	}
}

// id makes the next snowflake. The lock is held.
func (s *Server) id() string {
	s.state.next++
	return strconv.FormatInt(s.state.next, 10)
}

// AddUser adds a person.
func (s *Server) AddUser(name string, moderator bool) User {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := User{s.id(), name, moderator}
	s.state.users[u.ID] = u
	return u
}

// AddChannel adds a text channel and tells the bot.
func (s *Server) AddChannel(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.id()
	s.state.channels[id] = object{"id": id, "type": 0, "guild_id": GuildID, "name": name}
	s.dispatch("CHANNEL_CREATE", s.state.channels[id])
	return id
}

// Post writes a message for a person.
func (s *Server) Post(channel string, author User, content string, attachments ...Attachment) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.addMessage(channel, author.ID, object{"content": content, "attachments": s.keep(attachments)})
	s.dispatch("MESSAGE_CREATE", m.Raw)
	return *m
}

// Delete deletes a message for a person.
func (s *Server) Delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.state.messages[id]; m != nil {
		s.deleteMessage(m)
	}
}

// Messages are those of a channel that stand, in order.
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Message
	for _, id := range s.state.order {
		if m := s.state.messages[id]; m.ChannelID == channel && !m.Deleted {
			found = append(found, m.copy())
		}
	}
	return found
}

// Commands are the names of the commands that the bot has registered.
func (s *Server) Commands() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for _, c := range s.state.commands {
		names = append(names, fmt.Sprint(c["name"]))
	}
	return names
}

func (m *Message) copy() Message {
	c := *m
	c.Raw = maps.Clone(m.Raw)
	return c
}

// addMessage stores a message and fills in what Discord adds. The lock is held.
func (s *Server) addMessage(channel, author string, raw object) *Message {
	m := &Message{ID: s.id(), ChannelID: channel, AuthorID: author, Raw: raw}
	raw["id"], raw["channel_id"], raw["author"] = m.ID, channel, s.userObject(author)
	raw["timestamp"], raw["edited_timestamp"], raw["type"] = time.Now().UTC().Format(time.RFC3339), nil, 0
	raw["tts"], raw["mention_everyone"], raw["pinned"] = false, false, false
	for _, list := range []string{"mentions", "mention_roles", "attachments", "embeds", "components"} {
		if raw[list] == nil {
			raw[list] = []any{}
		}
	}
	if s.state.channels[channel]["guild_id"] != nil {
		raw["guild_id"] = GuildID
		raw["member"] = s.memberObject(author)
	}
	m.read()
	s.state.messages[m.ID] = m
	s.state.order = append(s.state.order, m.ID)
	s.touch()
	return m
}

// read takes the typed fields from the raw ones.
func (m *Message) read() {
	m.Content, _ = m.Raw["content"].(string)
	m.Flags = number(m.Raw["flags"])
	if reference, ok := m.Raw["message_reference"].(object); ok {
		m.ReplyTo, _ = reference["message_id"].(string)
		reference["channel_id"] = m.ChannelID
	}
}

func (s *Server) deleteMessage(m *Message) {
	m.Deleted = true
	event := object{"id": m.ID, "channel_id": m.ChannelID}
	if m.Raw["guild_id"] != nil {
		event["guild_id"] = GuildID
	}
	s.dispatch("MESSAGE_DELETE", event)
	s.touch()
}

func (s *Server) userObject(id string) object {
	if id == BotID {
		return object{"id": BotID, "username": botName, "discriminator": "0000", "avatar": nil, "global_name": nil, "bot": true}
	}
	return object{"id": id, "username": s.state.users[id].Name, "discriminator": "0", "avatar": nil, "global_name": nil}
}

func (s *Server) memberObject(id string) object {
	permissions := int64(memberPermissions)
	if s.state.users[id].Moderator {
		permissions |= moderate
	}
	return object{"roles": []any{}, "joined_at": "2026-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0,
		"permissions": strconv.FormatInt(permissions, 10)}
}

// keep stores files and returns their attachment objects. The lock is held.
func (s *Server) keep(files []Attachment) []any {
	kept := []any{}
	for _, f := range files {
		id := s.id()
		s.state.attachments[id] = f
		kept = append(kept, object{"id": id, "filename": f.Name, "size": len(f.Data), "content_type": f.ContentType,
			"url": s.URL() + "/attachments/" + id, "proxy_url": s.URL() + "/attachments/" + id})
	}
	return kept
}

// readable gathers all texts of a message or component, depth first.
func readable(value any) string {
	var lines []string
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case object:
			if text, ok := v["content"].(string); ok && text != "" {
				lines = append(lines, text)
			}
			if label, ok := v["label"].(string); ok {
				lines = append(lines, "["+label+"]")
			}
			walk(v["components"])
			walk(v["accessory"])
		case []any:
			for _, item := range v {
				walk(item)
			}
		}
	}
	walk(value)
	out := ""
	for _, line := range lines {
		out += line + "\n"
	}
	return out
}

func number(v any) int {
	switch v := v.(type) {
	case float64:
		return int(v)
	case json.Number:
		n, _ := v.Int64()
		return int(n)
	case int:
		return v
	}
	return 0
}

// WaitMessage waits for a message of a channel that fits, and returns it.
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
