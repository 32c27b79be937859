package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// patience is how long a step may take before people are told what they wait for.
const patience = time.Second

// A progress names the step that is under way, once the step has taken longer than a second. Only a person at a
// terminal waits: to a file or a pipe nothing is written, so what a program says there does not depend on its speed.
type progress struct {
	w     *os.File // nil: nobody to tell
	mu    sync.Mutex
	timer *time.Timer
	done  bool
}

func startProgress(stderr io.Writer) *progress { return &progress{w: terminal(stderr)} }

// step ends the step before it and begins the next.
func (p *progress) step(what string) {
	if p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil {
		p.timer.Stop()
	}
	p.timer = time.AfterFunc(patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if !p.done {
			fmt.Fprintf(p.w, "%s …\n", clean(what))
		}
	})
}

// stop ends the last step; nothing is written afterwards. It may be called twice.
func (p *progress) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done = true
	if p.timer != nil {
		p.timer.Stop()
	}
}
