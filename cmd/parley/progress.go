package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// patience is how long a step may take before people are told what they wait for.
const patience = time.Second

// A progress names the step that is under way on stderr, once the step has taken longer than a second.
type progress struct {
	w     io.Writer
	mu    sync.Mutex
	timer *time.Timer
	done  bool
}

func startProgress(w io.Writer) *progress { return &progress{w: w} }

// step ends the step before it and begins the next.
func (p *progress) step(what string) {
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
