//go:build unix

package storetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

const superuser = "parley"

// migratedName is the database that others are copied from.
const migratedName = "migrated"

var errNoPostgres = errors.New("initdb and postgres are not installed")

// A cluster is a running PostgreSQL server.
type cluster struct {
	socket string         // the folder of its socket
	alive  io.WriteCloser // what its keeper reads. It is never closed but by the system; to be collected would close it
}

// theCluster starts this binary's cluster at the first call. It is kept here, and not by the tests, so that those of one
// package share it without a TestMain.
var theCluster = sync.OnceValues(func() (*cluster, error) { return startCluster("off") })

// keeper runs the server, again whenever it ends, until its standard input ends, which it does with the test binary, even when that is killed.
// Nothing has to be kept on the disk but for the queries to find it, so fsync is off; what was committed outlives the end of the server alone
// where synchronous_commit ($3) is on.
const keeper = `while "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off \
	-c synchronous_commit="$3" -c max_connections=300 >>"$2/log" 2>&1 </dev/null || :; do sleep 0.1; done &
read -r _
kill $!
kill -QUIT "$(head -n 1 "$2/data/postmaster.pid")"
wait
rm -rf "$2"`

func startCluster(durable string) (*cluster, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	who, err := unprivileged()
	if err != nil {
		return nil, err
	}
	// Not a test's own folder: others than the user of the tests must reach it, and a socket's path must be short.
	dir, err := os.MkdirTemp("", "parley-pg")
	if err != nil {
		return nil, err
	}
	if who != nil {
		if err := os.Chown(dir, int(who.Uid), int(who.Gid)); err != nil {
			return nil, err
		}
	}
	as := &syscall.SysProcAttr{Credential: who, Setpgid: true} // own group: ^C ends the tests first
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", filepath.Join(dir, "data"),
		"-U", superuser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
	initdb.SysProcAttr, initdb.Dir = as, dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	server := exec.Command("/bin/sh", "-c", keeper, "sh", bin, dir, durable)
	server.SysProcAttr, server.Dir = as, dir
	alive, err := server.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	if err := awaitServer(dir); err != nil {
		return nil, err
	}
	c := &cluster{socket: dir, alive: alive}
	if err := c.do("CREATE DATABASE " + migratedName); err != nil {
		return nil, err
	}
	return c, migrate(address(dir, migratedName))
}

// crash ends the server at once, which drops all connections, and returns when its keeper has started it again.
func (c *cluster) crash() error {
	text, err := os.ReadFile(filepath.Join(c.socket, "data", "postmaster.pid"))
	if err != nil {
		return err
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		return err
	}
	for err = syscall.Kill(pid, syscall.SIGQUIT); err == nil; err = syscall.Kill(pid, 0) {
		<-time.After(20 * time.Millisecond)
	}
	if !errors.Is(err, syscall.ESRCH) {
		return err
	}
	return awaitServer(c.socket)
}

// binaries returns the folder of the newest PostgreSQL: that on the PATH, else Debian's.
func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errNoPostgres
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
	return filepath.Dir(newest), nil
}

func version(initdb string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(initdb))))
	return n
}

// unprivileged returns the user to run the server as: PostgreSQL refuses root. Nil: as ourselves.
func unprivileged() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		found, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.ParseUint(found.Uid, 10, 32)
		if err != nil {
			return nil, err
		}
		gid, err := strconv.ParseUint(found.Gid, 10, 32)
		if err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("there is neither a user postgres nor nobody to run PostgreSQL as")
}

// awaitServer returns when the server answers.
func awaitServer(dir string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, address(dir, "postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-ctx.Done():
			log, _ := os.ReadFile(filepath.Join(dir, "log"))
			return fmt.Errorf("%w: %s", err, log)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
