package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkStart is what each command costs before it does anything, beside a program that does nothing.
func BenchmarkStart(b *testing.B) {
	folder := b.TempDir()
	source := filepath.Join(folder, "empty.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() {}\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	empty, parley := filepath.Join(folder, "empty"), filepath.Join(folder, "parley")
	for program, of := range map[string]string{empty: source, parley: "."} {
		if out, err := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, of).CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
	}
	info, err := os.Stat(parley)
	if err != nil {
		b.Fatal(err)
	}
	var own, nothing time.Duration
	peak := 0
	for b.Loop() {
		nothing += processorTime(b, exec.Command(empty))
		own += processorTime(b, exec.Command(parley, "version"))
		peak = max(peak, peakOf(b, exec.Command(parley, "read", "--jsonl")))
	}
	b.ReportMetric(float64((own-nothing).Microseconds())/1000/float64(b.N), "ms-over-empty/start")
	b.ReportMetric(float64(peak)/1024, "MB-peak")
	b.ReportMetric(float64(info.Size())/1e6, "MB-program")
}

func processorTime(b *testing.B, command *exec.Cmd) time.Duration {
	if err := command.Run(); err != nil {
		b.Fatal(err)
	}
	return command.ProcessState.UserTime() + command.ProcessState.SystemTime()
}

// peakOf is how much memory a command took to start, in kB. Once it has answered a line that needs no reading, it waits.
func peakOf(b *testing.B, command *exec.Cmd) int {
	in, err := command.StdinPipe()
	out, failed := command.StdoutPipe()
	if err = errors.Join(err, failed, command.Start()); err != nil {
		b.Fatal(err)
	}
	defer command.Wait() //nolint:errcheck // the line could not be read
	defer in.Close()
	if _, err := fmt.Fprintln(in, "no JSON"); err != nil {
		b.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		b.Fatal(err)
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", command.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	return number(status, "VmHWM:")
}
