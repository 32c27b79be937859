package playground

import (
	"context"
	"encoding/json"
	"io"
	"time"
)

// This file is the stream of events for those who look on: a page, or a test. What they see of it is in view.go.

const (
	maxBehind      = 10_000   // events that a watcher may leave unread
	maxBehindBytes = 64 << 20 // of them together; one alone may be larger
	maxTold        = 500      // told things that later watchers still get
	maxToldBytes   = 16 << 20 // of them together
	maxWire        = 200      // entries of the wire log that later watchers still get
)

// A View is what a watcher sees.
type View struct {
	As       string // id of a person, whose eyes it has; "" sees everything
	Operator bool   // sees also the wire log and what was told
}

// An Event is something that happened. Its kind is Discord's own name for it (MESSAGE_CREATE, …), with Discord's object as
// data; or one of the playground's, in small letters: snapshot, history, commands, interaction, bot, wire, told.
type Event struct {
	Seq  int64           `json:"seq"` // of this watcher: 1, 2, 3
	Time time.Time       `json:"time"`
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
}

// A Watcher reads events, in their order, beginning with a snapshot of what there was.
type Watcher struct {
	server *Server
	view   View

	// The rest is guarded by the server's lock.
	queue    []Event
	queued   int           // bytes of their data
	ready    chan struct{} // has one item when there may be something to read
	seq      int64
	ended    bool
	channels map[string]object // those that it was shown, as it was
	commands map[string]string // as it was shown them
}

// Watch begins to look on. The first event is a snapshot; what happens afterwards follows it.
func (s *Server) Watch(v View) *Watcher {
	s.mu.Lock()
	defer s.mu.Unlock()
	w := &Watcher{server: s, view: v, ready: make(chan struct{}, 1), channels: map[string]object{}, commands: map[string]string{}}
	w.add("snapshot", w.snapshot())
	s.watchers[w] = true
	return w
}

// Next waits for the next event. It returns io.EOF after Close, after the server's end, and for a watcher that does not read.
func (w *Watcher) Next(ctx context.Context) (Event, error) {
	for {
		if e, ok, ended := w.take(); ok {
			return e, nil
		} else if ended {
			return Event{}, io.EOF
		}
		select {
		case <-w.ready:
		case <-w.server.ctx.Done():
			w.Close()
		case <-ctx.Done():
			return Event{}, ctx.Err()
		}
	}
}

func (w *Watcher) take() (e Event, ok, ended bool) {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	if len(w.queue) == 0 {
		return Event{}, false, w.ended
	}
	e, w.queue = w.queue[0], w.queue[1:]
	w.queued -= len(e.Data)
	return e, true, false
}

// Close ends the watch. What was not read is lost. It may be called twice.
func (w *Watcher) Close() {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	w.end()
}

func (w *Watcher) end() {
	w.ended, w.queue = true, nil
	delete(w.server.watchers, w)
	w.wake()
}

func (w *Watcher) wake() {
	select {
	case w.ready <- struct{}{}:
	default:
	}
}

// add queues an event; data is encoded at once, for what it points to may change. The lock is held.
func (w *Watcher) add(kind string, data any) {
	if w.ended {
		return
	}
	e := Event{Seq: w.seq + 1, Time: w.server.now(), Kind: kind, Data: encode(data)}
	w.seq, w.queued = e.Seq, w.queued+len(e.Data)
	if len(w.queue) >= maxBehind || len(w.queue) > 0 && w.queued > maxBehindBytes {
		w.end()
		return
	}
	w.queue = append(w.queue, e)
	w.wake()
}

// History adds an event with messages of a channel that are older than one; before "" are the newest. As an event it stands
// where it belongs among the changes of these messages.
func (w *Watcher) History(channel, before string, limit int, nonce string) {
	s := w.server
	s.mu.Lock()
	defer s.mu.Unlock()
	limit = min(max(limit, 1), 200)
	found := []any{}
	more := false
	for i := len(s.state.order) - 1; i >= 0 && !more; i-- {
		m := s.state.messages[s.state.order[i]]
		if m.Deleted || m.ChannelID != channel || before != "" && snowflake(m.ID) >= snowflake(before) || !s.sees(w.view.As, m) {
			continue
		}
		if more = len(found) == limit; !more {
			found = append([]any{s.shownMessage(w.view.As, m)}, found...)
		}
	}
	w.add("history", object{"channel_id": channel, "nonce": nonce, "messages": found, "more": more})
}

// show tells all watchers of something that everybody sees.
func (s *Server) show(kind string, data any) {
	for w := range s.watchers {
		w.add(kind, data)
	}
}

// showPerson tells a person and the operator.
func (s *Server) showPerson(person, kind string, data any) {
	for w := range s.watchers {
		if w.view.As == "" || w.view.As == person {
			w.add(kind, data)
		}
	}
}

// showIn tells those who see a channel.
func (s *Server) showIn(channel, kind string, data any) {
	for w := range s.watchers {
		if s.seesChannel(w.view.As, channel) {
			w.add(kind, data)
		}
	}
}

// showMessage tells those who see a message; data makes what one person sees of it.
func (s *Server) showMessage(kind string, m *Message, data func(person string) any) {
	for w := range s.watchers {
		if s.sees(w.view.As, m) {
			w.add(kind, data(w.view.As))
		}
	}
}

// showOperators tells those who look at the machinery.
func (s *Server) showOperators(kind string, data any) {
	for w := range s.watchers {
		if w.view.Operator {
			w.add(kind, data)
		}
	}
}

// A toldThing is what the program around the playground told.
type toldThing struct {
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
}

// Tell hands watchers who are operators something of the program's own, which means nothing here. The latest stay for those
// who come later.
func (s *Server) Tell(kind string, data any) {
	t := toldThing{kind, encode(data)}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told = append(s.told, t)
	s.toldBytes += len(t.Data)
	for len(s.told) > maxTold || s.toldBytes > maxToldBytes {
		s.toldBytes -= len(s.told[0].Data)
		s.told = s.told[1:]
	}
	s.showOperators("told", t)
}

// wired notes an entry of the wire log, which must not change any more.
func (s *Server) wired(entry object) {
	s.wire = append(s.wire, entry)
	if len(s.wire) > maxWire {
		s.wire = s.wire[1:]
	}
	s.showOperators("wire", entry)
}
