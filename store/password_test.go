package store_test

import (
	"encoding/binary"
	"io"
	"log/slog"
	"net"
	"testing"

	"parley/store"
)

// A password with any characters reaches PostgreSQL as it is, from PGPASSWORD, as compose.yaml gives it.
func TestAPasswordOfTheEnvironmentReachesPostgres(t *testing.T) { // not parallel: it sets the environment
	const password = "p@ss/w%rd?#:&"
	t.Setenv("PGPASSWORD", password)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	given := make(chan string, 1)
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		read := func(header int) []byte { // a message: perhaps a letter, its length with the length's own four bytes, the rest
			head := make([]byte, header+4)
			io.ReadFull(conn, head)
			rest := make([]byte, max(0, int(binary.BigEndian.Uint32(head[header:]))-4))
			io.ReadFull(conn, rest)
			return rest
		}
		read(0)                                         // startup
		conn.Write([]byte{'R', 0, 0, 0, 8, 0, 0, 0, 3}) // the password, please, as it is
		given <- string(read(1))
	}()
	_, err = store.Open(t.Context(), "postgres://parley@"+listener.Addr().String()+"/parley?sslmode=disable", slog.New(slog.DiscardHandler))
	if err == nil {
		t.Fatal("Open = nil error; the server hung up")
	}
	if got := <-given; got != password+"\x00" {
		t.Errorf("PostgreSQL got the password %q, want %q", got, password)
	}
}
