package corpora

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// outcome tells what a test meets that asks for a file: its path, that it is skipped, or that it fails.
func outcome(t *testing.T, elements ...string) (found string) {
	t.Helper()
	found = "failed"
	tb := &recorder{TB: t}
	done := make(chan struct{})
	go func() { // Fatal and Skip end their goroutine
		defer close(done)
		defer func() {
			if tb.skipped {
				found = "skipped"
			}
		}()
		found = Path(tb, elements...)
	}()
	<-done
	return found
}

// A recorder is a test whose skipping and failing are looked at.
type recorder struct {
	testing.TB
	skipped bool
}

func (r *recorder) Helper()               {}
func (r *recorder) Skipf(string, ...any)  { r.skipped = true; runtime.Goexit() }
func (r *recorder) Fatalf(string, ...any) { runtime.Goexit() }

func TestAMachineWithoutCorporaSkips(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "there"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CI", "true") // which changes nothing
	t.Setenv("PARLEY_SHARED", folder)
	if got := outcome(t, "there"); got != filepath.Join(folder, "there") {
		t.Errorf("a file of the folder that is named: %s", got)
	}
	if got := outcome(t, "missing"); got != "failed" {
		t.Errorf("a file that the folder lacks: %s", got)
	}
	t.Setenv("PARLEY_SHARED", "")
	if got := outcome(t, "no such corpus"); got != "skipped" {
		t.Errorf("a corpus that lies nowhere: %s", got)
	}
}
