package playground

import "errors"

// This file is what a test does to the gateway, and asks of it.

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

// Dialled counts the connections to the gateway that were tried, Identified those that began a session, and Resumed those that went on
// with one.
func (s *Server) Dialled() int { return s.counted(func(g *gateway) int { return g.dialled }) }

// Identified is explained at [Server.Dialled].
func (s *Server) Identified() int { return s.counted(func(g *gateway) int { return g.identified }) }

// Resumed is explained at [Server.Dialled].
func (s *Server) Resumed() int { return s.counted(func(g *gateway) int { return g.resumed }) }

// Heartbeats counts those of all connections.
func (s *Server) Heartbeats() int { return s.counted(func(g *gateway) int { return g.heartbeats }) }

func (s *Server) counted(count func(*gateway) int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return count(&s.gateway)
}

// TooSoon counts the identifies that came sooner than Options.MaxConcurrency allows.
func (s *Server) TooSoon() int { return s.counted(func(g *gateway) int { return g.tooSoon }) }

// Shards are those that are connected, as a bot identifies them: its number and of how many. They are in the order in which they came.
func (s *Server) Shards() (connected [][2]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range s.gateway.order {
		if live := s.gateway.sessions[id]; live != nil && live.conn != nil {
			connected = append(connected, [2]int{live.shard, live.shards})
		}
	}
	return connected
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

// Mute makes the connections that there are stay open and tell nothing any more, as one whose other end was lost: a bot notices it by its
// heartbeats. New ones are served.
func (s *Server) Mute() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.gateway.connections {
		c.mute = true
	}
}

// Outage cuts every connection and lets none come about, or ends that. Sessions can be resumed.
func (s *Server) Outage(on bool) {
	s.mu.Lock()
	s.gateway.away = on
	s.mu.Unlock()
	if on {
		s.DropGateway()
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
