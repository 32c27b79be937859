package gateway

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"parley/playground"
)

// A bot is a client that a test connects, and what it hears.
type bot struct {
	*testing.T
	*Client
	heard chan string // the kinds of events
	ready chan bool   // whether the session was resumed
	ended chan error
	stop  context.CancelFunc
}

func newBot(t *testing.T, address string) *bot {
	b := &bot{T: t, heard: make(chan string, 1000), ready: make(chan bool, 10), ended: make(chan error, 1)}
	b.Client = &Client{Address: address, Token: "Bot playground", Intents: 1<<0 | 1<<9 | 1<<15, Shard: [2]int{0, 1}, Dialer: &websocket.Dialer{},
		Event: func(kind string, _ json.RawMessage) { b.heard <- kind }}
	return b
}

// connect begins a connection.
func (b *bot) connect() {
	ctx, stop := context.WithCancel(b.Context())
	b.stop = stop
	go func() { b.ended <- b.Connect(ctx, func(resumed bool) { b.ready <- resumed }) }()
}

// hears waits for an event.
func (b *bot) hears(kind string) {
	b.Helper()
	for {
		select {
		case heard := <-b.heard:
			if heard == kind {
				return
			}
		case err := <-b.ended:
			b.Fatalf("the connection ended before %s: %v", kind, err)
		case <-b.Context().Done():
			b.Fatalf("%s did not come", kind)
		}
	}
}

func started(t *testing.T) (s *playground.Server, address, channel string) {
	t.Helper()
	s, err := playground.Start(playground.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s, "ws" + s.URL()[len("http"):], s.AddChannel("news")
}

func TestASessionGoesOnWhereItsOwnGatewayIsGone(t *testing.T) {
	t.Parallel()
	s, address, channel := started(t)
	b := newBot(t, address)
	b.connect()
	b.hears("GUILD_CREATE")
	s.DropGateway()
	<-b.ended
	s.Post(channel, s.AddUser("Ada", false), "missed")
	b.session.address = "ws://127.0.0.1:1"
	b.connect()
	b.hears("MESSAGE_CREATE")
	b.hears("RESUMED")
	if <-b.ready {
		t.Error("a session that began was resumed")
	}
	if !<-b.ready {
		t.Error("the session was not resumed")
	}
}

func TestAStopEndsTheSession(t *testing.T) {
	t.Parallel()
	s, address, _ := started(t)
	b := newBot(t, address)
	b.connect()
	b.hears("READY")
	b.stop()
	if err := <-b.ended; !errors.Is(err, context.Canceled) {
		t.Errorf("Connect = %v", err)
	}
	if err := s.Wait(t.Context(), func() bool { return s.Sessions() == 0 }); err != nil {
		t.Fatal(err)
	}
	b.connect()
	if err := <-b.ended; !errors.Is(err, errInvalid) || b.Resumes() {
		t.Errorf("a session that was ended is resumed: %v", err)
	}
}

// A wire is a gateway of which a test speaks every frame, at the test's own time.
type wire struct{ conns chan net.Conn }

func (w wire) Accept() (net.Conn, error) {
	conn, ok := <-w.conns
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}
func (w wire) Close() error   { return nil }
func (w wire) Addr() net.Addr { return &net.UnixAddr{} }

// over has a bot that is connected to a gateway that speaks, and returns how long that took and the error with which it ended.
func over(t *testing.T, b *bot, speak func(*websocket.Conn)) (took time.Duration, err error) {
	t.Helper()
	w := wire{make(chan net.Conn, 1)}
	var upgrader websocket.Upgrader
	server := http.Server{Handler: http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		ws, err := upgrader.Upgrade(out, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer ws.Close()
		speak(ws)
		for err == nil {
			_, _, err = ws.ReadMessage()
		}
	})}
	go server.Serve(w)
	defer server.Close()
	defer close(w.conns)
	b.Dialer.NetDialContext = func(context.Context, string, string) (net.Conn, error) {
		near, far := net.Pipe()
		w.conns <- far
		return near, nil
	}
	began := time.Now()
	b.connect()
	defer b.stop()
	err = <-b.ended
	return time.Since(began), err
}

const (
	discordBeat = 41250 * time.Millisecond
	hello       = `{"op":10,"d":{"heartbeat_interval":41250}}`
	ready       = `{"op":0,"t":"READY","s":1,"d":{"session_id":"s","resume_gateway_url":"ws://resume.example"}}`
)

func says(frames ...string) func(*websocket.Conn) {
	return func(ws *websocket.Conn) {
		for _, f := range frames {
			ws.WriteMessage(websocket.TextMessage, []byte(f))
		}
	}
}

func TestWhoOwesAWordAndIsSilentIsLeft(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		speaks  []string
		why     error
		within  time.Duration
		resumes bool
	}{
		"no hello":                {nil, errSilent, helloWithin, false},
		"hello and nothing else":  {[]string{hello}, errSilent, readyWithin, false},
		"no answer to heartbeats": {[]string{hello, ready}, errZombie, discordBeat + ackWithin, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBot(t, "ws://gateway.example")
				took, err := over(t, b, says(row.speaks...))
				if !errors.Is(err, row.why) && !errors.Is(err, errZombie) || took > row.within {
					t.Errorf("left for %v after %v; want %v within %v", err, took, row.why, row.within)
				}
				if b.Resumes() != row.resumes {
					t.Errorf("the session can be resumed: %t", b.Resumes())
				}
			})
		})
	}
}

func TestFramesThatAreNotAsTheyShouldBe(t *testing.T) {
	t.Parallel()
	for name, frames := range map[string][]string{
		"no JSON":                 {hello, ready, "<html>"},
		"hello without interval":  {`{"op":10,"d":{}}`},
		"hello that is none":      {`{"op":10,"d":"at once"}`},
		"READY without a session": {hello, `{"op":0,"t":"READY","s":1,"d":{}}`},
		"op 9 of another shape":   {hello, ready, `{"op":9,"d":{}}`},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBot(t, "ws://gateway.example")
				if _, err := over(t, b, says(frames...)); err == nil || b.Resumes() {
					t.Errorf("ended with %v, the session can be resumed: %t", err, b.Resumes())
				}
			})
		})
	}
}

func TestFramesAreUnpacked(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	zip := zlib.NewWriter(&packed)
	zip.Write([]byte(`{"op":0,"t":"MESSAGE_CREATE","s":7,"d":{"id":"1"}}`))
	zip.Close()
	var u unpacker
	for range 2 { // the second with the reader of the first
		if f, err := u.unpack(websocket.BinaryMessage, packed.Bytes()); err != nil || f.T != "MESSAGE_CREATE" || f.S != 7 || string(f.D) != `{"id":"1"}` {
			t.Errorf("unpack = %+v, %v", f, err)
		}
	}
	if f, err := u.unpack(websocket.BinaryMessage, packed.Bytes()[:20]); err == nil {
		t.Errorf("half a frame is %+v", f)
	}
}
