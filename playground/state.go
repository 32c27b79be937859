package playground

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// object is a JSON object of Discord's, kept whole: fields that this program does not know survive.
type object = map[string]any

// The bot, and the server ("guild") that every playground begins with.
const (
	BotID   = "1000"
	GuildID = "2000"
	botName = "Parley"
	ownerID = "1"
)

// Permissions, as bits (https://discord.com/developers/docs/topics/permissions).
const (
	PermissionAdministrator  = 1 << 3
	PermissionManageChannels = 1 << 4
	PermissionManageServer   = 1 << 5
	PermissionReact          = 1 << 6
	PermissionView           = 1 << 10
	PermissionSend           = 1 << 11
	PermissionManageMessages = 1 << 13
	PermissionEmbed          = 1 << 14
	PermissionAttach         = 1 << 15
	PermissionHistory        = 1 << 16
	PermissionMention        = 1 << 17 // @everyone, @here and all roles
	PermissionCommands       = 1 << 31
	PermissionStartThreads   = 1 << 35
	PermissionSendInThreads  = 1 << 38
	PermissionPin            = 1 << 51

	// PermissionsMember is what everybody may, the bot too.
	PermissionsMember = PermissionReact | PermissionView | PermissionSend | PermissionEmbed | PermissionAttach |
		PermissionHistory | PermissionCommands | PermissionStartThreads | PermissionSendInThreads
	// PermissionsModerator is what a moderator may beyond that.
	PermissionsModerator = PermissionManageMessages | PermissionManageServer | PermissionMention | PermissionPin

	permissionsAll = 1<<53 - 1
)

// Channel types, and message types.
const (
	channelText, channelDM, channelThread                                   = 0, 1, 11
	messageOrdinary, messagePinned, messageReply, messageSlash, messageMenu = 0, 6, 19, 20, 23
)

// Message flags (https://discord.com/developers/docs/resources/message).
const (
	flagSuppressEmbeds = 1 << 2
	flagHasThread      = 1 << 5
	flagEphemeral      = 1 << 6
	flagLoading        = 1 << 7 // "Parley is thinking…"
	flagV2             = 1 << 15
)

// A User is a person who acts in the playground, a member of all its servers.
type User struct {
	ID, Name  string
	Moderator bool // may PermissionsModerator, in every server
}

// A Message as it stands in a channel.
type Message struct {
	ID, ChannelID, AuthorID, Content string

	Flags   int
	ReplyTo string
	Pings   []string // who was notified: ids of people and roles, "everyone"
	Raw     object   // all of it, to be read only
	Deleted bool

	only      string // the one person who sees it; "" is everybody
	pinnedAt  time.Time
	pollEnds  time.Time
	votes     map[int][]string // people by answer; replaced, never changed
	reactions []reaction
}

// Text is everything that a person can read in the message, a line for each text.
func (m Message) Text() string { return readable(m.Raw) }

// An Attachment is a file on a message or in a command.
type Attachment struct {
	Name, ContentType string
	Data              []byte

	field string // of the form that it came in, as files[0]
}

type state struct {
	last         int64 // snowflake
	lastOwn      int64 // see ownID
	users        map[string]User
	guilds       map[string]string // name by id
	channels     map[string]object
	permissions  map[string]int64 // of the bot by channel, where it is not PermissionsMember
	roles        []Role
	members      map[string][]string // ids of roles by user
	messages     map[string]*Message
	order        []string          // of message ids
	newest       map[string]string // by channel: the message that everybody sees there
	attachments  map[string]Attachment
	commands     map[string][]object // by guild; "" are the global ones
	interactions map[string]*Interaction
	nonces       map[string]nonce
	nicks        map[[2]string]string // by server and person
	avatars      map[string]string    // by person: the hash, by which the picture is kept
	pictures     map[string]Attachment
	open         map[string]bool // names of commands that a server opened to everybody
}

// A nonce is the message that was sent with it, and when.
type nonce struct {
	message string
	sent    time.Time
}

func newState() state {
	return state{
		users: map[string]User{}, guilds: map[string]string{GuildID: "Playground"}, channels: map[string]object{},
		members: map[string][]string{}, permissions: map[string]int64{}, messages: map[string]*Message{},
		newest: map[string]string{}, attachments: map[string]Attachment{},
		commands: map[string][]object{}, interactions: map[string]*Interaction{}, nonces: map[string]nonce{},
		nicks: map[[2]string]string{}, avatars: map[string]string{}, pictures: map[string]Attachment{}, open: map[string]bool{},
	}
}

// may says whether the bot has all of the permissions in a channel. The lock is held.
func (s *Server) may(channel string, permissions int64) bool {
	return s.botPermissions(channel)&permissions == permissions
}

// addMessage stores a message and fills in what Discord adds. The lock is held; raw is the server's from here on.
func (s *Server) addMessage(channel, author, only string, raw object) *Message {
	m := &Message{ID: s.id(), ChannelID: channel, AuthorID: author, Raw: raw, only: only}
	raw["id"], raw["channel_id"], raw["author"] = m.ID, channel, s.userObject(author)
	raw["timestamp"], raw["edited_timestamp"] = s.timestamp(), nil
	raw["tts"], raw["mention_everyone"], raw["pinned"] = false, false, false
	if raw["type"] == nil {
		raw["type"] = messageOrdinary
	}
	if raw["content"] == nil {
		raw["content"] = ""
	}
	if only != "" {
		raw["flags"] = number(raw["flags"]) | flagEphemeral
	}
	raw["flags"] = number(raw["flags"])
	for _, list := range []string{"mentions", "mention_roles", "attachments", "embeds", "components"} {
		if raw[list] == nil {
			raw[list] = []any{}
		}
	}
	if reference, ok := raw["message_reference"].(object); ok {
		s.refer(m, reference)
	}
	numberComponents(raw["components"], new(int))
	s.ask(m)
	s.notify(m)
	m.read()
	s.state.messages[m.ID] = m
	s.state.order = append(s.state.order, m.ID)
	if only == "" {
		s.state.newest[channel] = m.ID
	}
	s.touch()
	return m
}

// refer completes a reply. One to a message that is gone stays an ordinary message, as it does at Discord.
func (s *Server) refer(m *Message, reference object) {
	target := s.state.messages[text(reference, "message_id")]
	if target == nil || target.Deleted {
		delete(m.Raw, "message_reference")
		return
	}
	m.ReplyTo = target.ID
	m.Raw["type"] = messageReply
	m.Raw["message_reference"] = object{"type": 0, "message_id": target.ID, "channel_id": m.ChannelID}
	shown := maps.Clone(target.Raw)
	delete(shown, "referenced_message")
	m.Raw["referenced_message"] = shown
}

// read takes the typed fields from the raw ones.
func (m *Message) read() {
	m.Content = text(m.Raw, "content")
	m.Flags = number(m.Raw["flags"])
}

// copy is the message as it stands now. Objects within Raw are replaced, never changed, so that they may be shared.
func (m *Message) copy() Message {
	c := *m
	c.Raw = maps.Clone(m.Raw)
	c.Pings = slices.Clone(m.Pings)
	return c
}

// event is what the gateway says of a message: a little more than REST does. The lock is held.
func (s *Server) event(m *Message) object {
	event := maps.Clone(m.Raw)
	event["nonce"] = m.Raw["nonce"]
	if guild := text(s.state.channels[m.ChannelID], "guild_id"); guild != "" {
		event["guild_id"], event["member"] = guild, s.memberObject(guild, m.AuthorID)
	}
	return event
}

// announce tells the bot of a message, unless it is one that only a single person sees.
func (s *Server) announce(kind string, m *Message) {
	if m.only == "" {
		s.dispatch(kind, m.ChannelID, s.event(m))
	}
	s.showMessage(kind, m, func(person string) any { return s.shownMessage(person, m) })
	s.touch()
}

func (s *Server) remove(m *Message) {
	m.Deleted = true
	gone := s.inGuild(m.ChannelID, object{"id": m.ID, "channel_id": m.ChannelID})
	if m.only == "" {
		s.dispatch("MESSAGE_DELETE", m.ChannelID, gone)
	}
	s.showMessage("MESSAGE_DELETE", m, func(string) any { return gone })
	s.touch()
}

// inGuild adds the guild of a channel to an event, where it has one.
func (s *Server) inGuild(channel string, event object) object {
	if guild := text(s.state.channels[channel], "guild_id"); guild != "" {
		event["guild_id"] = guild
	}
	return event
}

func (s *Server) userObject(id string) object {
	u := object{"id": id, "username": s.state.users[id].Name, "discriminator": "0", "avatar": nil, "global_name": nil,
		"public_flags": 0, "flags": 0, "primary_guild": nil}
	if hash := s.state.avatars[id]; hash != "" {
		u["avatar"] = hash
	}
	if id == BotID {
		u["username"], u["discriminator"], u["bot"] = botName, "0000", true
	}
	return u
}

// memberObject is a person as a member of a server. What they may do is said in interactions alone.
func (s *Server) memberObject(guild, id string) object {
	return object{"roles": s.rolesOf(guild, id), "joined_at": "2026-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0, "nick": s.nick(guild, id),
		"avatar": nil, "banner": nil, "communication_disabled_until": nil, "pending": false, "premium_since": nil}
}

// actingMember is a member as an interaction in a channel has them.
func (s *Server) actingMember(channel, id string) object {
	member := s.memberObject(text(s.state.channels[channel], "guild_id"), id)
	member["permissions"] = strconv.FormatInt(s.permissionsIn(channel, id), 10)
	return member
}

// keep stores files of a channel and returns their attachment objects. The lock is held.
func (s *Server) keep(channel string, files []Attachment) []any {
	kept := []any{}
	for _, f := range files {
		id := s.id()
		s.state.attachments[id] = f
		url := s.URL() + "/attachments/" + channel + "/" + id + "/" + url.PathEscape(f.Name)
		kept = append(kept, object{"id": id, "filename": f.Name, "size": len(f.Data), "content_type": f.ContentType, "url": url, "proxy_url": url})
	}
	return kept
}

// numberComponents gives the components of a new message the ids that Discord gives them: 1, 2, 3, depth first.
func numberComponents(value any, next *int) {
	for _, item := range list(value) {
		component, ok := item.(object)
		if !ok {
			continue
		}
		*next++
		if number(component["id"]) == 0 {
			component["id"] = *next
		}
		if accessory, ok := component["accessory"]; ok {
			numberComponents([]any{accessory}, next)
		}
		if labelled, ok := component["component"]; ok {
			numberComponents([]any{labelled}, next)
		}
		numberComponents(component["components"], next)
	}
}

// readable gathers all texts of a message or component, depth first.
func readable(value any) string {
	var out strings.Builder
	var walk func(any)
	line := func(s string) {
		if s != "" {
			out.WriteString(s + "\n")
		}
	}
	walk = func(v any) {
		switch v := v.(type) {
		case object:
			for _, field := range []string{"content", "title", "description", "name", "value", "text"} {
				line(text(v, field))
			}
			if label := text(v, "label"); label != "" {
				line("[" + label + "]")
			}
			for _, part := range []string{"author", "embeds", "fields", "footer", "components", "accessory", "component"} {
				walk(v[part])
			}
		case []any:
			for _, item := range v {
				walk(item)
			}
		}
	}
	walk(value)
	return out.String()
}

// text, list and number read a field that may be absent or of another type.
func text(o object, field string) string {
	s, _ := o[field].(string)
	return s
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
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
