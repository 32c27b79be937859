package gateway

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"github.com/gorilla/websocket"
)

// Opcodes (https://discord.com/developers/docs/topics/opcodes-and-status-codes).
const (
	opDispatch, opHeartbeat, opIdentify, opResume = 0, 1, 2, 6
	opReconnect, opInvalid, opHello, opAck        = 7, 9, 10, 11
)

// A frame is what Discord sends: of a kind, and for an event its name and number.
type frame struct {
	Op int
	T  string
	S  int64
	D  json.RawMessage
}

var errUnreadable = errors.New("gateway: a frame could not be read")

// read hands frames on until the connection ends, or done, and returns why.
func read(ws *websocket.Conn, frames chan<- frame, done <-chan struct{}) error {
	var u unpacker
	for {
		kind, data, err := ws.ReadMessage()
		if err != nil {
			return err
		}
		f, err := u.unpack(kind, data)
		if err != nil {
			return fmt.Errorf("%w: %w", errUnreadable, err)
		}
		select {
		case frames <- f:
		case <-done:
			return nil
		}
	}
}

// An unpacker reads frames. Discord compresses those that are worth it, each on its own; the reader of one, with its window of 32 KB, serves for
// the next. Its zero value is ready.
type unpacker struct{ zip io.ReadCloser }

func (u *unpacker) unpack(kind int, data []byte) (f frame, err error) {
	if kind == websocket.BinaryMessage {
		if data, err = u.inflate(data); err != nil {
			return f, err
		}
	}
	return f, json.Unmarshal(data, &f)
}

func (u *unpacker) inflate(data []byte) ([]byte, error) {
	packed, err := bytes.NewReader(data), error(nil)
	if u.zip == nil {
		u.zip, err = zlib.NewReader(packed)
	} else {
		err = u.zip.(zlib.Resetter).Reset(packed, nil)
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(u.zip)
}

// jitter is a random part of a time.
func jitter(d time.Duration) time.Duration { return time.Duration(rand.Int64N(int64(d) + 1)) }
