package playground

import (
	"encoding/json"
	"net/http"
	"slices"
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
	closeRateLimited         = 4008
	closeShard               = 4010
	closeVersion             = 4012
	closeInvalidIntents      = 4013
	closeDisallowedIntents   = 4014
	maxFrame                 = 4096 // bytes that a client may send at once
	maxSends                 = 120  // frames of a client in a window
	sendWindow               = time.Minute
	maxIdentifies            = 1000 // a day
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
	intentPolls              = 1 << 24
	intentDirectPolls        = 1 << 25
	intentsKnown             = 1<<26 - 1
	applicationMessageIntent = 1 << 18 // the application flag that allows the message content intent
)

// gateway is the websocket side of the server; the server's lock guards it.
type gateway struct {
	connections map[*connection]bool
	sessions    map[string]*session
	order       []string // of session ids, oldest first

	refuseResume, reconnectOnResume, silent, away bool
	shown                                         int // sessions that watchers were told of
	dialled, identified, resumed, heartbeats      int
	tooSoon                                       int               // identifies that were refused for that
	last                                          map[int]time.Time // identifies of each bucket
}

func newGateway() gateway {
	return gateway{connections: map[*connection]bool{}, sessions: map[string]*session{}, last: map[int]time.Time{}}
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
	number  int  // of the connection, as the wire log has it
	zipped  bool // the client asked for compression
	mute    bool // it is told nothing any more
	sent    int  // frames that the client sent since
	since   time.Time
}

// A frame is what is sent: JSON, the end with a close code, or the end without a word.
type frame struct {
	data   []byte
	zipped bool
	close  int
	cut    bool
}

var upgrader = websocket.Upgrader{}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.gateway.dialled++
	number, away := s.gateway.dialled, s.gateway.away
	s.touch()
	s.mu.Unlock()
	if away {
		http.Error(w, "the gateway is away", http.StatusServiceUnavailable)
		return
	}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // answered by Upgrade
	}
	c := &connection{ws: ws, out: make(chan frame, 2*maxMissed), number: number}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		ws.Close()
		return
	}
	s.gateway.connections[c] = true
	s.send(c, object{"op": opHello, "t": nil, "s": nil, "d": object{"heartbeat_interval": s.options.Heartbeat.Milliseconds()}})
	if query := r.URL.Query(); !spoken(query.Get("v"), "", "9", "10") || !spoken(query.Get("encoding"), "", "json") {
		s.shut(c, closeVersion)
	}
	s.mu.Unlock()
	s.work.Go(c.write)
	s.end(c, s.read(c))
}

func spoken(asked string, known ...string) bool { return slices.Contains(known, asked) }

// write sends until the connection ends.
func (c *connection) write() {
	const patience = 10 * time.Second
	defer c.ws.Close()
	var zip zipper
	for f := range c.out {
		c.ws.SetWriteDeadline(time.Now().Add(patience))
		if f.cut {
			c.ws.Close() // the reader ends too
		} else if f.close != 0 {
			c.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(f.close, ""))
			c.ws.SetReadDeadline(time.Now().Add(patience)) // for the client's farewell
		} else if kind, data := zip.pack(f); c.ws.WriteMessage(kind, data) != nil {
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
	if c == nil || c.ended || (c.mute || s.gateway.silent) && !f.cut {
		return
	}
	f.zipped = c.zipped
	if f.data != nil {
		s.logFrame(c, "out", f.data)
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
	s.logFrame(c, "in", data)
	if now := time.Now(); now.Sub(c.since) > sendWindow {
		c.since, c.sent = now, 0
	}
	if c.sent++; c.sent > maxSends {
		s.shut(c, closeRateLimited)
		return
	}
	if len(data) > maxFrame || json.Unmarshal(data, &in) != nil || in.Op == nil {
		s.shut(c, closeDecode)
		return
	}
	switch op := *in.Op; {
	case op == opHeartbeat:
		s.gateway.heartbeats++
		s.send(c, object{"op": opAck})
		s.touch()
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
		Token    string
		Intents  int
		Shard    []int
		Compress bool
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
	case s.gateway.identified >= maxIdentifies && !s.options.Unlimited:
		return closeAuthentication // Discord takes the token back
	case in.Intents < 0 || in.Intents > intentsKnown:
		return closeInvalidIntents
	case s.options.NoMessageContent && in.Intents&intentMessageContent != 0:
		return closeDisallowedIntents
	case len(in.Shard) != 2 || in.Shard[0] < 0 || in.Shard[0] >= in.Shard[1]:
		return closeShard
	case s.hurries(in.Shard[0]):
		s.send(c, object{"op": opInvalid, "d": false})
		return 0
	}
	live := &session{id: s.ownID(), intents: in.Intents, shard: in.Shard[0], shards: in.Shard[1], conn: c}
	c.session, c.zipped = live, in.Compress
	s.gateway.identified++
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

// identifyWindow is the time in which a bucket of shards may identify once.
const identifyWindow = 5 * time.Second

// hurries says whether a shard identifies sooner than its bucket may.
func (s *Server) hurries(shard int) bool {
	if s.options.MaxConcurrency == 0 {
		return false
	}
	bucket, now := shard%s.options.MaxConcurrency, time.Now()
	if now.Sub(s.gateway.last[bucket]) < identifyWindow {
		s.gateway.tooSoon++
		return true
	}
	s.gateway.last[bucket] = now
	return false
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
	s.gateway.resumed++
	s.showBot()
	return 0
}
