package playground

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// Gateway opcodes and close codes (https://discord.com/developers/docs/topics/opcodes-and-status-codes).
const (
	opDispatch, opHeartbeat, opIdentify, opResume = 0, 1, 2, 6
	opReconnect, opInvalid, opHello, opAck        = 7, 9, 10, 11

	closeAuthentication    = 4004
	closeDisallowedIntents = 4014
)

const intentMessageContent = 1 << 15

const heartbeat = 41250 * time.Millisecond

// gatewayFaults is how the gateway misbehaves; the lock guards it.
type gatewayFaults struct {
	refuseResume bool
	reconnectOn  bool // answer a RESUME with op 7
}

// A session outlives its connections: a resume finds the events that it missed.
type session struct {
	id      string
	intents int
	events  []object // all dispatches, in order; Seq is the index + 1
	conn    *websocket.Conn
}

// DropGateway cuts every gateway connection without a word. Sessions can be resumed.
func (s *Server) DropGateway() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, session := range s.sessions {
		if session.conn != nil {
			session.conn.Close()
		}
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
	s.gateway.reconnectOn = true
}

// Connected says whether a bot is connected.
func (s *Server) Connected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, session := range s.sessions {
		if session.conn != nil {
			return true
		}
	}
	return false
}

// Dispatch sends an event of any shape to the bot, for events that no bot should fall over.
func (s *Server) Dispatch(kind string, data any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dispatch(kind, data)
}

// dispatch sends an event to every session that asked for its kind. The lock is held, which keeps frames apart.
func (s *Server) dispatch(kind string, data any) {
	for _, session := range s.sessions {
		frame := object{"op": opDispatch, "t": kind, "s": len(session.events) + 1, "d": session.view(kind, data)}
		session.events = append(session.events, frame)
		if session.conn != nil {
			session.conn.WriteJSON(frame) // a dead connection is found by its reader
		}
	}
}

// view hides the content of others' messages from a session without the intent.
func (s *session) view(kind string, data any) any {
	raw, ok := data.(object)
	if !ok || kind != "MESSAGE_CREATE" && kind != "MESSAGE_UPDATE" || s.intents&intentMessageContent != 0 {
		return data
	}
	hidden := object{}
	for key, value := range raw {
		hidden[key] = value
	}
	hidden["content"], hidden["attachments"], hidden["embeds"], hidden["components"] = "", []any{}, []any{}, []any{}
	return hidden
}

var upgrader = websocket.Upgrader{}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	s.work.Add(1)
	defer s.work.Done()
	defer conn.Close()
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		select {
		case <-s.ctx.Done():
			conn.Close()
		case <-stop:
		}
	}()
	s.mu.Lock()
	conn.WriteJSON(object{"op": opHello, "d": object{"heartbeat_interval": heartbeat.Milliseconds()}})
	s.mu.Unlock()
	var current *session
	for {
		var frame struct {
			Op int             `json:"op"`
			D  json.RawMessage `json:"d"`
		}
		if err := conn.ReadJSON(&frame); err != nil {
			break
		}
		if current = s.frame(conn, current, frame.Op, frame.D); current == nil && frame.Op != opHeartbeat && frame.Op != opResume {
			break
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if current != nil && current.conn == conn {
		current.conn = nil
		s.touch()
	}
}

// frame answers one frame of the client and returns the session that the connection is now part of.
func (s *Server) frame(conn *websocket.Conn, current *session, op int, data []byte) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch op {
	case opHeartbeat:
		conn.WriteJSON(object{"op": opAck})
	case opIdentify:
		return s.identify(conn, data)
	case opResume:
		return s.resume(conn, data)
	}
	return current
}

func (s *Server) identify(conn *websocket.Conn, data []byte) *session {
	var in struct {
		Token   string
		Intents int
	}
	if json.Unmarshal(data, &in) != nil || in.Token != "Bot "+s.options.Token && in.Token != s.options.Token {
		closeWith(conn, closeAuthentication, "Authentication failed.")
		return nil
	}
	if s.options.NoMessageContent && in.Intents&intentMessageContent != 0 {
		closeWith(conn, closeDisallowedIntents, "Disallowed intent(s).")
		return nil
	}
	live := &session{id: s.id(), intents: in.Intents, conn: conn}
	s.sessions = map[string]*session{live.id: live}
	channels := []any{}
	for _, c := range s.state.channels {
		channels = append(channels, c)
	}
	s.dispatch("READY", object{"v": 9, "session_id": live.id, "user": s.userObject(BotID), "resume_gateway_url": "ws://" + s.listener.Addr().String(),
		"guilds": []any{object{"id": GuildID, "unavailable": true}}, "application": object{"id": BotID, "flags": 0}, "private_channels": []any{}})
	s.dispatch("GUILD_CREATE", object{"id": GuildID, "name": "Playground", "owner_id": "1", "channels": channels, "members": []any{}, "roles": []any{},
		"threads": []any{}, "presences": []any{}, "emojis": []any{}})
	s.touch()
	return live
}

func (s *Server) resume(conn *websocket.Conn, data []byte) *session {
	var in struct {
		SessionID string `json:"session_id"`
		Seq       int
	}
	if json.Unmarshal(data, &in) != nil {
		return nil
	}
	if s.gateway.reconnectOn {
		s.gateway.reconnectOn = false
		conn.WriteJSON(object{"op": opReconnect, "d": nil})
		return nil
	}
	session := s.sessions[in.SessionID]
	if session == nil || s.gateway.refuseResume {
		conn.WriteJSON(object{"op": opInvalid, "d": false})
		return nil
	}
	session.conn = conn
	for _, missed := range session.events[min(max(in.Seq, 0), len(session.events)):] {
		conn.WriteJSON(missed)
	}
	frame := object{"op": opDispatch, "t": "RESUMED", "s": len(session.events) + 1, "d": object{}}
	session.events = append(session.events, frame)
	conn.WriteJSON(frame)
	s.touch()
	return session
}

func closeWith(conn *websocket.Conn, code int, reason string) {
	conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), time.Now().Add(time.Second))
}
