// Package gateway speaks Discord's gateway for one shard: it keeps a session across its connections, so that what happened between two of
// them comes when the session is resumed. What an event means, when a session may begin, and how long to wait between connections is its
// caller's: see [Client.Connect].
package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// How long the other side may say nothing where it owes something. A connection that is given up for that costs a resume, which loses nothing.
const (
	helloWithin = 10 * time.Second // and for the connection before it
	readyWithin = 30 * time.Second // for the first event, and between those that a resume brings
	ackWithin   = 15 * time.Second // for a heartbeat's answer
	writeWithin = 10 * time.Second
)

// A Client has the session of one shard. It is one goroutine's.
type Client struct {
	Address string // where sessions begin, such as wss://gateway.discord.gg
	Token   string
	Intents int
	Shard   [2]int // its number, and of how many
	Dialer  *websocket.Dialer
	// Event takes what Discord tells, in its order. It must not wait: heartbeats do so meanwhile.
	Event func(kind string, data json.RawMessage)

	session session
}

// A session is what is needed to resume one; the zero value is none.
type session struct {
	id      string
	address string // where it is resumed
	last    int64  // the number of its last event
}

// Resumes says whether the next connection goes on with a session; else it begins one, of which Discord grants a number a day.
func (c *Client) Resumes() bool { return c.session.id != "" }

// A FatalError says that Discord closed a connection for a reason that the next one meets again.
type FatalError struct{ Code int }

func (e *FatalError) Error() string {
	return fmt.Sprintf("gateway: Discord closed the connection for good (%d): %s", e.Code, fatal[e.Code])
}

// fatal are the close codes of a FatalError. 4004, an unknown token, is none: it comes in Discord's outages too, and REST knows for certain.
var fatal = map[int]string{
	4010: "this shard does not exist: look at the number of shards",
	4011: "the bot is in too many servers for so few shards: begin with more",
	4012: "this version of the gateway is spoken no more: Parley is too old",
	4013: "these intents do not exist: Parley is too old",
	4014: "an intent was switched off in the Developer Portal: start Parley again, so that it does without",
}

// endsSession are the close codes after which a session cannot be resumed.
var endsSession = map[int]bool{4003: true, 4004: true, 4007: true, 4009: true}

// Why a connection ended where Discord did not say it by a close code.
var (
	errSilent    = errors.New("gateway: nothing was said in time")
	errZombie    = errors.New("gateway: a heartbeat was not answered")
	errReconnect = errors.New("gateway: Discord asks to connect again")
	errInvalid   = errors.New("gateway: Discord does not know the session (any more)")
)

// Connect makes one connection and serves it until it ends; it returns why. It resumes the session where there is one, and begins one
// otherwise. ready is called once, when Discord has taken that; what was missed has come before. When ctx ends, so does the session.
func (c *Client) Connect(ctx context.Context, ready func(resumed bool)) error {
	ws, err := c.dial(ctx)
	if err != nil {
		return err
	}
	defer ws.Close()
	opening := time.NewTimer(helloWithin)
	defer opening.Stop()
	ws.SetCloseHandler(func(int, string) error { return nil }) // to answer a 1001 by itself would end the session
	o := &connection{Client: c, ws: ws, ready: ready, opening: opening, beat: stopped(), ack: stopped()}
	defer o.beat.Stop()
	defer o.ack.Stop()
	err = o.serve(ctx)
	code := 4000 // any but 1000 and 1001, which end the session
	if ctx.Err() != nil {
		code = websocket.CloseNormalClosure
	}
	ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	return err
}

// dial reaches the gateway: the one of the session, or, where that is gone and the ordinary one is there, the ordinary one.
func (c *Client) dial(ctx context.Context) (*websocket.Conn, error) {
	if c.session.address != "" {
		if ws, err := c.dialTo(ctx, c.session.address); err == nil {
			return ws, nil
		}
	}
	return c.dialTo(ctx, c.Address)
}

func (c *Client) dialTo(ctx context.Context, address string) (*websocket.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, helloWithin)
	defer cancel()
	ws, _, err := c.Dialer.DialContext(ctx, strings.TrimRight(address, "/")+"/?v=9&encoding=json", nil)
	if err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	return ws, nil
}

func stopped() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

// A connection is one, from its hello to its end. All of it but reading happens in one goroutine.
type connection struct {
	*Client
	ws    *websocket.Conn
	ready func(resumed bool)

	every    time.Duration // between heartbeats
	opening  *time.Timer   // fires where hello, or the next event until all is ready, is not there in time
	beat     *time.Timer   // fires when a heartbeat is due
	ack      *time.Timer   // fires where its answer is not there in time
	isReady  bool
	resuming bool
}

func (c *connection) serve(ctx context.Context) error {
	done := make(chan struct{})
	defer close(done)
	frames, ended := make(chan frame), make(chan error, 1)
	go func() { ended <- read(c.ws, frames, done) }()
	for {
		var err error
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-c.opening.C:
			c.session.address = "" // perhaps the ordinary one speaks
			return errSilent
		case <-c.ack.C:
			return errZombie
		case <-c.beat.C:
			err = c.heartbeat()
		case f := <-frames:
			err = c.take(f)
		case err = <-ended:
			return c.ended(err)
		}
		if err != nil {
			return err
		}
	}
}

// ended makes of why reading ended what it means for the session.
func (c *connection) ended(err error) error {
	var closed *websocket.CloseError
	if errors.Is(err, errUnreadable) {
		c.session = session{} // a resume would bring the same again
	}
	if !errors.As(err, &closed) {
		return err
	}
	if endsSession[closed.Code] || fatal[closed.Code] != "" {
		c.session = session{}
	}
	if fatal[closed.Code] != "" {
		return &FatalError{closed.Code}
	}
	return fmt.Errorf("gateway: %w", err)
}

// take handles one frame.
func (c *connection) take(f frame) error {
	switch f.Op {
	case opDispatch:
		return c.dispatch(f)
	case opHeartbeat:
		return c.heartbeat()
	case opAck:
		c.ack.Stop()
	case opHello:
		return c.greet(f.D)
	case opReconnect:
		return errReconnect
	case opInvalid:
		if string(f.D) != "true" { // whether it may be resumed
			c.session = session{}
		}
		return errInvalid
	}
	return nil
}

// greet answers hello, and begins with heartbeats: the first one at a random time, so that not all bots have theirs at once.
func (c *connection) greet(data json.RawMessage) error {
	var hello struct {
		Interval int64 `json:"heartbeat_interval"`
	}
	if err := json.Unmarshal(data, &hello); err != nil || hello.Interval <= 0 {
		return fmt.Errorf("gateway: hello without a heartbeat: %s", data)
	}
	c.every = time.Duration(hello.Interval) * time.Millisecond
	c.beat.Reset(jitter(c.every))
	c.opening.Reset(readyWithin)
	if c.resuming = c.Resumes(); c.resuming {
		return c.send(opResume, map[string]any{"token": c.Token, "session_id": c.session.id, "seq": c.session.last})
	}
	return c.send(opIdentify, map[string]any{"token": c.Token, "intents": c.Intents, "shard": c.Shard, "compress": true,
		"properties": map[string]string{"os": runtime.GOOS, "browser": "parley", "device": "parley"}})
}

func (c *connection) heartbeat() error {
	c.beat.Reset(c.every)
	c.ack.Reset(min(ackWithin, c.every/2))
	if c.session.last == 0 {
		return c.send(opHeartbeat, nil)
	}
	return c.send(opHeartbeat, c.session.last)
}

// dispatch hands an event on.
func (c *connection) dispatch(f frame) error {
	if f.T == "READY" {
		var ready struct {
			ID      string `json:"session_id"`
			Address string `json:"resume_gateway_url"`
		}
		if err := json.Unmarshal(f.D, &ready); err != nil || ready.ID == "" {
			return errors.New("gateway: READY without a session")
		}
		c.session = session{id: ready.ID, address: ready.Address}
	}
	c.session.last = f.S
	switch {
	case f.T == "READY" || f.T == "RESUMED":
		c.opening.Stop()
		c.isReady = true
		c.ready(c.resuming)
	case !c.isReady:
		c.opening.Reset(readyWithin)
	}
	c.Event(f.T, f.D)
	return nil
}

func (c *connection) send(op int, data any) error {
	c.ws.SetWriteDeadline(time.Now().Add(writeWithin))
	if err := c.ws.WriteJSON(map[string]any{"op": op, "d": data}); err != nil {
		return fmt.Errorf("gateway: %w", err)
	}
	return nil
}
