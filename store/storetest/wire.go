package storetest

import (
	"io"
	"net"
	"path/filepath"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// A Wire stands between a process and its PostgreSQL, and may be frozen: it then takes connections and hands nothing on.
type Wire struct {
	to     string // the socket of the server
	frozen sync.RWMutex
}

// Freeze lets nothing through any more, and Thaw all again.
func (w *Wire) Freeze() { w.frozen.Lock() }
func (w *Wire) Thaw()   { w.frozen.Unlock() }

// NewWire is a wire to the server of an address that [Postgres] gave, and the address by way of it.
func NewWire(tb testing.TB, address string) (*Wire, string) {
	tb.Helper()
	config, err := pgx.ParseConfig(address)
	if err != nil {
		tb.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	w := &Wire{to: filepath.Join(config.Host, ".s.PGSQL.5432")}
	tb.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go w.carry(conn)
		}
	}()
	return w, "postgres://" + config.User + "@" + listener.Addr().String() + "/" + config.Database + "?sslmode=disable"
}

func (w *Wire) carry(conn net.Conn) {
	defer conn.Close()
	far, err := net.Dial("unix", w.to)
	if err != nil {
		return
	}
	defer far.Close()
	go func() {
		defer far.Close() // what a process that died held is let go
		w.hand(far, conn)
	}()
	w.hand(conn, far)
}

func (w *Wire) hand(to io.Writer, from io.Reader) {
	part := make([]byte, 32<<10)
	for {
		n, err := from.Read(part)
		if err != nil {
			return
		}
		w.frozen.RLock()
		_, err = to.Write(part[:n])
		w.frozen.RUnlock()
		if err != nil {
			return
		}
	}
}
