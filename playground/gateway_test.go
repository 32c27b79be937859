package playground

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"
)

const everyIntent = intentsKnown

// A listener is a gateway client that a test drives frame by frame.
type listener struct {
	*testing.T
	ws *websocket.Conn
}

type received struct {
	Op int
	T  string
	S  int
	D  json.RawMessage
}

// dialled connects and reads hello.
func dialled(t *testing.T, s *Server) *listener {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(s.socket()+"/?v=9&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	ws.SetReadDeadline(time.Now().Add(patience))
	l := &listener{t, ws}
	if hello := l.next(); hello.Op != opHello {
		t.Fatalf("first frame = %+v; want hello", hello)
	}
	return l
}

func (l *listener) send(op int, data any) {
	l.Helper()
	if err := l.ws.WriteJSON(object{"op": op, "d": data}); err != nil {
		l.Fatal(err)
	}
}

func (l *listener) next() (in received) {
	l.Helper()
	if err := l.ws.ReadJSON(&in); err != nil {
		l.Fatal(err)
	}
	return in
}

// until reads to the first event of a kind and returns it.
func (l *listener) until(kind string) received {
	l.Helper()
	for {
		if in := l.next(); in.T == kind {
			return in
		}
	}
}

// closed reads to the end and returns its close code.
func (l *listener) closed() int {
	l.Helper()
	for {
		_, _, err := l.ws.ReadMessage()
		var end *websocket.CloseError
		if errors.As(err, &end) {
			return end.Code
		}
		if err != nil {
			l.Fatalf("the connection ended with %v; want a close code", err)
		}
	}
}

func identity(intents int) object {
	return object{"token": "Bot playground", "intents": intents, "properties": object{}}
}

// identified is a listener with a session, after its guild came.
func identified(t *testing.T, s *Server, intents int) (l *listener, session string, sequence int) {
	t.Helper()
	l = dialled(t, s)
	l.send(opIdentify, identity(intents))
	var ready struct {
		SessionID string `json:"session_id"`
	}
	if err := json.Unmarshal(l.until("READY").D, &ready); err != nil || ready.SessionID == "" {
		t.Fatalf("READY has no session: %v", err)
	}
	return l, ready.SessionID, l.until("GUILD_CREATE").S
}

func TestAHeartbeatIsAnswered(t *testing.T) {
	t.Parallel()
	s, _ := started(t, Options{})
	l := dialled(t, s)
	l.send(opHeartbeat, nil)
	if got := l.next(); got.Op != opAck {
		t.Errorf("answer to a heartbeat = %+v; want op %d", got, opAck)
	}
}

func TestAResumeBringsWhatWasMissed(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	ada := s.AddUser("Ada", false)
	_, session, sequence := identified(t, s, everyIntent)
	s.DropGateway()
	if err := s.Wait(patient(t), func() bool { return !s.Connected() }); err != nil {
		t.Fatal(err)
	}
	s.Post(channel, ada, "first")
	s.Post(channel, ada, "second")
	l := dialled(t, s)
	l.send(opResume, object{"token": "playground", "session_id": session, "seq": sequence})
	var missed []string
	for in := l.next(); in.T != "RESUMED"; in = l.next() {
		var message struct{ Content string }
		if err := json.Unmarshal(in.D, &message); err != nil {
			t.Fatal(err)
		}
		missed = append(missed, message.Content)
	}
	if got := strings.Join(missed, " "); got != "first second" {
		t.Errorf("missed events = %q; want first second", got)
	}
}

func TestResumesThatFail(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		prepare  func(*Server)
		session  string // "" is the real one
		sequence int
		want     int // the opcode of the answer, or the close code
	}{
		"an unknown session":      {session: "none", want: opInvalid},
		"a sequence ahead":        {sequence: 1 << 20, want: closeSequence},
		"resumes are refused":     {prepare: (*Server).RefuseResume, want: opInvalid},
		"op 7 right after RESUME": {prepare: (*Server).ReconnectOnResume, want: opReconnect},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := started(t, Options{})
			_, session, sequence := identified(t, s, everyIntent)
			if row.prepare != nil {
				row.prepare(s)
			}
			if row.session != "" {
				session = row.session
			}
			l := dialled(t, s)
			l.send(opResume, object{"token": "playground", "session_id": session, "seq": sequence + row.sequence})
			got := 0
			if row.want >= 4000 {
				got = l.closed()
			} else {
				got = l.next().Op
			}
			if got != row.want {
				t.Errorf("answer = %d; want %d", got, row.want)
			}
		})
	}
}

func TestAnInvalidSessionIdentifiesAnewOnTheSameConnection(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	l, first, _ := identified(t, s, everyIntent)
	s.Invalidate(false)
	if got := l.next(); got.Op != opInvalid || string(got.D) != "false" {
		t.Fatalf("frame = %+v; want op 9, not resumable", got)
	}
	l.send(opIdentify, identity(everyIntent))
	if ready := l.until("READY"); strings.Contains(string(ready.D), first) {
		t.Error("the ended session came back")
	}
	s.Post(channel, s.AddUser("Ada", false), "hello")
	l.until("MESSAGE_CREATE")
}

func TestWrongFramesCloseWithDiscordsCodes(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		frame string
		want  int
	}{
		"not JSON":                 {`{"op":`, closeDecode},
		"no opcode":                {`{"d":1}`, closeDecode},
		"too long":                 {`{"op":1,"d":"` + strings.Repeat("x", maxFrame) + `"}`, closeDecode},
		"unknown opcode":           {`{"op":77}`, closeUnknownOp},
		"presence before identify": {`{"op":3,"d":{}}`, closeNotAuthenticated},
		"a wrong token":            {`{"op":2,"d":{"token":"Bot other","intents":1}}`, closeAuthentication},
		"intents that are none":    {`{"op":2,"d":{"token":"playground","intents":-1}}`, closeInvalidIntents},
		"an intent that is off":    {`{"op":2,"d":{"token":"playground","intents":32768}}`, closeDisallowedIntents},
		"a shard that is none":     {`{"op":2,"d":{"token":"playground","intents":1,"shard":[3,2]}}`, closeShard},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := started(t, Options{NoMessageContent: true})
			l := dialled(t, s)
			if err := l.ws.WriteMessage(websocket.TextMessage, []byte(row.frame)); err != nil {
				t.Fatal(err)
			}
			if got := l.closed(); got != row.want {
				t.Errorf("close code = %d; want %d", got, row.want)
			}
		})
	}
}

func TestABotThatIdentifiesTooOftenLosesItsToken(t *testing.T) {
	t.Parallel()
	s := servePage(t)
	s.mu.Lock()
	s.gateway.identified = maxIdentifies - 1
	s.mu.Unlock()
	identified(t, s, everyIntent)
	late := dialled(t, s)
	late.send(opIdentify, identity(everyIntent))
	if got := late.closed(); got != closeAuthentication {
		t.Errorf("close code = %d; want %d", got, closeAuthentication)
	}
}

func TestShardsOfABucketIdentifyOneAfterTheOther(t *testing.T) {
	t.Parallel()
	s, err := Start(Options{Shards: 4, MaxConcurrency: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	first := make([]*listener, 4)
	for n := range first {
		first[n] = dialled(t, s)
		who := identity(everyIntent)
		who["shard"] = []int{n, 4}
		first[n].send(opIdentify, who)
		if answer := first[n].next(); (answer.Op == opInvalid) != (n >= 2) {
			t.Errorf("shard %d, of a bucket that was used %t: op %d", n, n >= 2, answer.Op)
		}
	}
	if got := s.TooSoon(); got != 2 {
		t.Errorf("%d identifies too soon; want 2", got)
	}
	if diff := cmp.Diff([][2]int{{0, 4}, {1, 4}}, s.Shards()); diff != "" {
		t.Errorf("shards (-want +got):\n%s", diff)
	}
}

func TestIntentsDecideWhatIsSent(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		intents int
		want    string
	}{
		"with the content":    {intentGuilds | intentMessages | intentMessageContent, `"content":"hello"`},
		"without the content": {intentGuilds | intentMessages, `"content":""`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, channel := started(t, Options{})
			l, _, _ := identified(t, s, row.intents)
			s.Post(channel, s.AddUser("Ada", false), "hello")
			if got := l.until("MESSAGE_CREATE"); !strings.Contains(string(got.D), row.want) {
				t.Errorf("MESSAGE_CREATE = %s; want %s in it", got.D, row.want)
			}
		})
	}
}

func TestFramesAreCompressedForWhoAsks(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	l := dialled(t, s)
	asking := identity(everyIntent)
	asking["compress"] = true
	l.send(opIdentify, asking)
	if err := s.Wait(patient(t), s.Connected); err != nil {
		t.Fatal(err)
	}
	s.Post(channel, s.AddUser("Ada", false), strings.Repeat("long ", 200))
	seen := map[int]bool{}
	for {
		kind, data, err := l.ws.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		seen[kind] = true
		if kind == websocket.BinaryMessage {
			unzipped, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if data, err = io.ReadAll(unzipped); err != nil {
				t.Fatal(err)
			}
		}
		var in received
		if err := json.Unmarshal(data, &in); err != nil {
			t.Fatalf("a frame that is no JSON: %v", err)
		}
		if in.T == "MESSAGE_CREATE" {
			break
		}
	}
	if !seen[websocket.BinaryMessage] {
		t.Error("no frame was compressed")
	}
}

func TestAGatewayThatIsTalkedToTooMuchCloses(t *testing.T) {
	t.Parallel()
	s, _ := started(t, Options{})
	l := dialled(t, s)
	for range maxSends + 1 {
		l.send(opHeartbeat, nil)
	}
	if got := l.closed(); got != closeRateLimited {
		t.Errorf("close code = %d; want %d", got, closeRateLimited)
	}
}

func TestAnotherVersionOfTheGatewayIsRefused(t *testing.T) {
	t.Parallel()
	s, _ := started(t, Options{})
	for _, query := range []string{"?v=5", "?encoding=etf"} {
		ws, _, err := websocket.DefaultDialer.Dial(s.socket()+"/"+query, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer ws.Close()
		ws.SetReadDeadline(time.Now().Add(patience))
		l := &listener{t, ws}
		if got := l.closed(); got != closeVersion {
			t.Errorf("close code of %s = %d; want %d", query, got, closeVersion)
		}
	}
}

func TestASilentGatewaySaysNothing(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	l, _, _ := identified(t, s, everyIntent)
	s.Silence(true)
	s.Post(channel, s.AddUser("Ada", false), "unheard")
	s.Silence(false)
	s.Reconnect()
	if got := l.next(); got.Op != opReconnect {
		t.Errorf("first frame after the silence = %+v; want op 7", got)
	}
}

func TestAMuteConnectionIsToldNothingAndANewOneAll(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	_, session, sequence := identified(t, s, everyIntent)
	s.Mute()
	s.Post(channel, s.AddUser("Ada", false), "unheard")
	l := dialled(t, s)
	l.send(opResume, object{"token": "Bot playground", "session_id": session, "seq": sequence})
	l.until("MESSAGE_CREATE")
	l.until("RESUMED")
	if s.Identified() != 1 || s.Resumed() != 1 || s.Dialled() != 2 {
		t.Errorf("identified %d, resumed %d, dialled %d times; want 1, 1 and 2", s.Identified(), s.Resumed(), s.Dialled())
	}
}

func TestNobodyConnectsInAnOutage(t *testing.T) {
	t.Parallel()
	s, _ := started(t, Options{})
	l, session, sequence := identified(t, s, everyIntent)
	s.Outage(true)
	if _, _, err := l.ws.ReadMessage(); err == nil {
		t.Error("a connection outlived the beginning of an outage")
	}
	if _, answer, err := websocket.DefaultDialer.Dial(s.socket(), nil); err == nil || answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("dialling in an outage = %v", err)
	}
	s.Outage(false)
	l = dialled(t, s)
	l.send(opResume, object{"token": "Bot playground", "session_id": session, "seq": sequence})
	l.until("RESUMED")
}

func TestAStormLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	s, _ := started(t, Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if troubles := s.Storm(ctx, time.Millisecond); troubles == 0 || len(s.Faults()) > 0 {
		t.Errorf("%d troubles, and these faults are left: %v", troubles, s.Faults())
	}
}

// stopped is a listener that has an address and nothing else.
type stopped struct{ net.Listener }

func (stopped) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }

func FuzzFrames(f *testing.F) {
	f.Add([]byte(`{"op":2,"d":{"token":"playground","intents":513,"shard":[0,1]}}`), []byte(`{"op":1,"d":null}`))
	f.Add([]byte(`{"op":2,"d":{"token":"playground","intents":1}}`), []byte(`{"op":6,"d":{"token":"playground","session_id":"1","seq":-1}}`))
	f.Add([]byte(`{"op":6,"d":[]}`), []byte(`{"op":9}`))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		o := Options{}
		o.fill()
		s := newServer(o, stopped{})
		s.gateway.silent = true // nothing is listening
		c := &connection{}
		s.gateway.connections[c] = true
		s.receive(c, first)
		s.receive(c, second)
		s.dispatch("MESSAGE_CREATE", "", object{"id": "5", "author": object{"id": "6"}})
		for id, live := range s.gateway.sessions {
			if live.sequence < len(live.events) || live.id != id {
				t.Errorf("session %s has sequence %d and %d events", live.id, live.sequence, len(live.events))
			}
		}
	})
}
