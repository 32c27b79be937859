package playground

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/gorilla/websocket"
)

// Gateway opcodes and close codes (https://discord.com/developers/docs/topics/opcodes-and-status-codes).
const (
	opDispatch, opHeartbeat, opIdentify, opPresence = 0, 1, 2, 3
	opVoice, opResume, opReconnect, opMembers       = 4, 6, 7, 8
	opInvalid, opHello, opAck                       = 9, 10, 11

	closeUnknownOp           = 4001
	closeDecode              = 4002
	closeNotAuthenticated    = 4003
	closeAuthentication      = 4004
	closeAlreadyIdentified   = 4005
	closeSequence            = 4007
	closeShard               = 4010
	closeInvalidIntents      = 4013
	closeDisallowedIntents   = 4014
	maxFrame                 = 4096 // bytes that a client may send at once
	maxMissed                = 1000 // events that a session keeps for a resume
	maxSessions              = 64   // that can be resumed
	intentGuilds             = 1 << 0
	intentMembers            = 1 << 1
	intentMessages           = 1 << 9
	intentReactions          = 1 << 10
	intentTyping             = 1 << 11
	intentDirectMessages     = 1 << 12
	intentDirectReactions    = 1 << 13
	intentDirectTyping       = 1 << 14
	intentMessageContent     = 1 << 15
	intentsKnown             = 1<<26 - 1
	applicationMessageIntent = 1 << 18 // the application flag that allows the message content intent
)

// gateway is the websocket side of the server; the server's lock guards it.
type gateway struct {
	connections map[*connection]bool
	sessions    map[string]*session
	order       []string // of session ids, oldest first

	refuseResume, reconnectOnResume, silent bool
	shown                                   int // sessions that watchers were told of
}

func newGateway() gateway {
	return gateway{connections: map[*connection]bool{}, sessions: map[string]*session{}}
}

// A session outlives its connections: a resume finds the events that it missed.
type session struct {
	id            string
	intents       int
	shard, shards int
	sequence      int
	events        [][]byte // the latest dispatches; the last one has the session's sequence
	conn          *connection
}

// A connection has one reader, which handles frames under the server's lock, and one writer, which keeps frames apart and
// never holds the lock: a client that does not read harms nobody.
type connection struct {
	ws      *websocket.Conn
	out     chan frame // closed by the reader, under the lock
	ended   bool
	session *session
}

// A frame is what is sent: JSON, the end with a close code, or the end without a word.
type frame struct {
	data  []byte
	close int
	cut   bool
}

var upgrader = websocket.Upgrader{}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // answered by Upgrade
	}
	c := &connection{ws: ws, out: make(chan frame, 2*maxMissed)}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		ws.Close()
		return
	}
	s.gateway.connections[c] = true
	s.send(c, object{"op": opHello, "t": nil, "s": nil, "d": object{"heartbeat_interval": s.options.Heartbeat.Milliseconds()}})
	s.mu.Unlock()
	s.work.Go(c.write)
	s.end(c, s.read(c))
}

// write sends until the connection ends.
func (c *connection) write() {
	const patience = 10 * time.Second
	defer c.ws.Close()
	for f := range c.out {
		c.ws.SetWriteDeadline(time.Now().Add(patience))
		if f.cut {
			c.ws.Close() // the reader ends too
		} else if f.close != 0 {
			c.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(f.close, ""))
			c.ws.SetReadDeadline(time.Now().Add(patience)) // for the client's farewell
		} else if c.ws.WriteMessage(websocket.TextMessage, f.data) != nil {
			c.ws.Close() // the reader notices
		}
	}
}

// read handles frames until the connection fails, and returns why.
func (s *Server) read(c *connection) error {
	c.ws.SetReadLimit(1 << 20)
	for {
		_, data, err := c.ws.ReadMessage()
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.receive(c, data)
		s.mu.Unlock()
	}
}

// end forgets a connection. One that the client closed with 1000 or 1001 takes its session along, as at Discord.
func (s *Server) end(c *connection, why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.ended = true
	close(c.out)
	delete(s.gateway.connections, c)
	if live := c.session; live != nil && live.conn == c {
		live.conn = nil
		if websocket.IsCloseError(why, websocket.CloseNormalClosure, websocket.CloseGoingAway) {
			delete(s.gateway.sessions, live.id)
		}
	}
	s.showBot()
}

// send queues a frame. The lock is held.
func (s *Server) send(c *connection, value object) { s.queue(c, frame{data: encode(value)}) }

func (s *Server) shut(c *connection, code int) { s.queue(c, frame{close: code}) }

func (s *Server) queue(c *connection, f frame) {
	if c == nil || c.ended || s.gateway.silent && !f.cut {
		return
	}
	select {
	case c.out <- f:
	default:
		c.ws.Close() // too slow
	}
}

// receive handles one frame of a client. The lock is held.
func (s *Server) receive(c *connection, data []byte) {
	var in struct {
		Op *int            `json:"op"`
		D  json.RawMessage `json:"d"`
	}
	if len(data) > maxFrame || json.Unmarshal(data, &in) != nil || in.Op == nil {
		s.shut(c, closeDecode)
		return
	}
	switch op := *in.Op; {
	case op == opHeartbeat:
		s.send(c, object{"op": opAck})
	case op == opIdentify && c.session != nil:
		s.shut(c, closeAlreadyIdentified)
	case op == opIdentify:
		if code := s.identify(c, in.D); code != 0 {
			s.shut(c, code)
		}
	case op == opResume:
		if code := s.resume(c, in.D); code != 0 {
			s.shut(c, code)
		}
	case op != opPresence && op != opVoice && op != opMembers:
		s.shut(c, closeUnknownOp)
	case c.session == nil:
		s.shut(c, closeNotAuthenticated)
	}
}

// identify begins a session, or returns the code to close with.
func (s *Server) identify(c *connection, data []byte) (code int) {
	var in struct {
		Token   string
		Intents int
		Shard   []int
	}
	if json.Unmarshal(data, &in) != nil {
		return closeDecode
	}
	if len(in.Shard) == 0 {
		in.Shard = []int{0, 1}
	}
	switch {
	case !s.knows(in.Token):
		return closeAuthentication
	case in.Intents < 0 || in.Intents > intentsKnown:
		return closeInvalidIntents
	case s.options.NoMessageContent && in.Intents&intentMessageContent != 0:
		return closeDisallowedIntents
	case len(in.Shard) != 2 || in.Shard[0] < 0 || in.Shard[0] >= in.Shard[1]:
		return closeShard
	}
	live := &session{id: s.id(), intents: in.Intents, shard: in.Shard[0], shards: in.Shard[1], conn: c}
	c.session = live
	s.gateway.sessions[live.id] = live
	s.gateway.order = append(s.gateway.order, live.id)
	s.forget()
	guilds := []any{}
	for _, id := range s.guildIDs() {
		if live.serves(id) {
			guilds = append(guilds, object{"id": id, "unavailable": true})
		}
	}
	s.deliver(live, "READY", object{"v": 9, "session_id": live.id, "user": s.userObject(BotID), "resume_gateway_url": s.socket(),
		"guilds": guilds, "shard": in.Shard, "application": object{"id": BotID, "flags": s.applicationFlags()}, "private_channels": []any{}})
	for _, id := range s.guildIDs() {
		if live.serves(id) && live.intents&intentGuilds != 0 {
			s.deliver(live, "GUILD_CREATE", s.guildEvent(id))
		}
	}
	s.showBot()
	return 0
}

// forget drops the oldest sessions that nobody is connected to.
func (s *Server) forget() {
	g := &s.gateway
	g.order = slices.DeleteFunc(g.order, func(id string) bool {
		old := g.sessions[id]
		if old != nil && old.conn == nil && len(g.sessions) > maxSessions {
			delete(g.sessions, id)
		}
		return g.sessions[id] == nil
	})
}

func (s *Server) knows(token string) bool {
	return token == s.options.Token || token == "Bot "+s.options.Token
}

func (s *Server) socket() string { return "ws://" + s.listener.Addr().String() }

func (s *Server) applicationFlags() int {
	if s.options.NoMessageContent {
		return 0
	}
	return applicationMessageIntent
}

// resume continues a session with the events that it missed, or returns the code to close with.
func (s *Server) resume(c *connection, data []byte) (code int) {
	var in struct {
		Token     string
		SessionID string `json:"session_id"`
		Seq       int
	}
	if json.Unmarshal(data, &in) != nil {
		return closeDecode
	}
	if !s.knows(in.Token) {
		return closeAuthentication
	}
	if s.gateway.reconnectOnResume {
		s.gateway.reconnectOnResume = false
		s.send(c, object{"op": opReconnect, "d": nil})
		return 0
	}
	live := s.gateway.sessions[in.SessionID]
	if live == nil || s.gateway.refuseResume {
		s.send(c, object{"op": opInvalid, "d": false})
		return 0
	}
	missed := live.sequence - in.Seq
	if missed < 0 {
		return closeSequence
	}
	if missed > len(live.events) {
		s.send(c, object{"op": opInvalid, "d": false})
		return 0
	}
	if live.conn != nil && live.conn != c {
		live.conn.ws.Close()
	}
	live.conn, c.session = c, live
	for _, event := range live.events[len(live.events)-missed:] {
		s.queue(c, frame{data: event})
	}
	s.deliver(live, "RESUMED", object{})
	s.showBot()
	return 0
}

// dispatch sends an event to every session that asked for its kind and serves its channel; "" is everywhere.
func (s *Server) dispatch(kind, channel string, data object) {
	guild := text(s.state.channels[channel], "guild_id")
	if channel != "" && !s.may(channel, PermissionView) && kind != "CHANNEL_UPDATE" {
		return
	}
	for _, live := range s.gateway.sessions {
		needed := intentOf(kind, guild == "")
		if live.intents&needed == needed && live.serves(guild) {
			s.deliver(live, kind, live.view(kind, guild == "", data))
		}
	}
}

// dispatchIn sends an event of a server as a whole.
func (s *Server) dispatchIn(guild, kind string, data object) {
	for _, live := range s.gateway.sessions {
		needed := intentOf(kind, false)
		if live.serves(guild) && live.intents&needed == needed {
			s.deliver(live, kind, data)
		}
	}
}

// deliver makes the frame at once: what is sent later must not show what changed since.
func (s *Server) deliver(live *session, kind string, data any) {
	live.sequence++
	event := encode(object{"op": opDispatch, "t": kind, "s": live.sequence, "d": data})
	live.events = append(live.events, event)
	if len(live.events) > maxMissed {
		live.events = live.events[1:]
	}
	s.queue(live.conn, frame{data: event})
}

// serves says whether a guild's events go to the session's shard. Direct messages ("") go to the first.
func (live *session) serves(guild string) bool {
	id, _ := strconv.ParseInt(guild, 10, 64)
	return int((id>>22)%int64(live.shards)) == live.shard
}

// intentOf is the intent that a kind of event needs.
func intentOf(kind string, direct bool) int {
	switch kind {
	case "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
		if direct {
			return intentDirectMessages
		}
		return intentMessages
	case "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE", "MESSAGE_REACTION_REMOVE_ALL", "MESSAGE_REACTION_REMOVE_EMOJI":
		if direct {
			return intentDirectReactions
		}
		return intentReactions
	case "TYPING_START":
		if direct {
			return intentDirectTyping
		}
		return intentTyping
	case "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE":
		return intentMembers
	case "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE",
		"GUILD_CREATE", "GUILD_UPDATE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE":
		return intentGuilds
	}
	return 0
}

// view hides the content of others' messages from a session without the intent, but for direct messages and those that
// mention the bot.
func (live *session) view(kind string, direct bool, data object) object {
	author, _ := data["author"].(object)
	if kind != "MESSAGE_CREATE" && kind != "MESSAGE_UPDATE" || live.intents&intentMessageContent != 0 || direct || author["id"] == BotID {
		return data
	}
	for _, user := range list(data["mentions"]) {
		if user.(object)["id"] == BotID {
			return data
		}
	}
	hidden := maps.Clone(data)
	hidden["content"], hidden["attachments"], hidden["embeds"], hidden["components"] = "", []any{}, []any{}, []any{}
	delete(hidden, "poll")
	return hidden
}

// Connected says whether a bot is connected and has identified.
func (s *Server) Connected() bool { return s.Sessions() > 0 }

// Sessions counts the sessions that are connected.
func (s *Server) Sessions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.connected()
}

func (s *Server) connected() (n int) {
	for _, live := range s.gateway.sessions {
		if live.conn != nil {
			n++
		}
	}
	return n
}

// showBot tells watchers whether the bot is there.
func (s *Server) showBot() {
	if n := s.connected(); n != s.gateway.shown {
		s.gateway.shown = n
		s.show("bot", object{"connected": n > 0, "sessions": n})
	}
	s.touch()
}

// Dispatch sends an event of any shape to every session, for events that no bot should fall over.
func (s *Server) Dispatch(kind string, data any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, live := range s.gateway.sessions {
		s.deliver(live, kind, data)
	}
}

// DropGateway cuts every gateway connection without a word, after what was sent on it before. Sessions can be resumed.
func (s *Server) DropGateway() { s.toAll(frame{cut: true}) }

// CloseGateway closes every connection with a close code, such as 4004 or 4009.
func (s *Server) CloseGateway(code int) error {
	if code < 1000 || code > 4999 {
		return errors.New("playground: a close code is from 1000 to 4999")
	}
	s.toAll(frame{close: code})
	return nil
}

// Reconnect asks every connection to come back (op 7).
func (s *Server) Reconnect() { s.toAll(frame{data: encode(object{"op": opReconnect, "d": nil})}) }

// Invalidate ends every session (op 9). Where it is resumable, the bot may come back to it; else it must identify anew, on
// the same connection or on another.
func (s *Server) Invalidate(resumable bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.gateway.connections {
		if c.session == nil {
			continue
		}
		s.send(c, object{"op": opInvalid, "d": resumable})
		c.session.conn = nil
		if !resumable {
			delete(s.gateway.sessions, c.session.id)
		}
		c.session = nil
	}
	s.showBot()
}

func (s *Server) toAll(f frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.gateway.connections {
		s.queue(c, f)
	}
}

// RefuseResume makes every RESUME from now on be answered with op 9: the bot must identify anew.
func (s *Server) RefuseResume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.refuseResume = true
}

// ReconnectOnResume makes the next RESUME be answered with op 7.
func (s *Server) ReconnectOnResume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.reconnectOnResume = true
}

// Silence makes the gateway accept connections and frames and say nothing, not even hello; or speak again.
func (s *Server) Silence(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.silent = on
}
