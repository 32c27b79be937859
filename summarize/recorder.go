package summarize

import (
	"context"
	"time"

	"parley/summarize/check"
	"parley/summarize/transcript"
)

// A Recorder looks on while briefs are made, for people who work on rules and prompts. It must be safe for concurrent use.
type Recorder interface {
	// Begin is told of a brief's transcript. The context that it returns goes along to the model's servers.
	Begin(ctx context.Context, t *transcript.Transcript) context.Context
	// Made is told of each form of the brief: the extractive one, and the model's.
	Made(r Record)
}

// A Record is how one form of a brief came to be.
type Record struct {
	Transcript *transcript.Transcript
	Brief      *Brief
	Drafted    []check.Line // what no hard rule dropped, as it was drafted
	Standing   []check.Line // the same lines in the end
	Steps      []Step
	Final      bool // no other form follows
}

// A Step is a part of the work.
type Step struct {
	Name  string
	Began time.Time
	Took  time.Duration
}

// A diary notes the steps of one brief; without a recorder it notes them for nobody.
type diary struct {
	recorder   Recorder
	transcript *transcript.Transcript
	steps      []Step
}

// step notes a step that ends now.
func (d *diary) step(name string, began time.Time) {
	d.steps = append(d.steps, Step{name, began, time.Since(began)})
}

// made hands over a form of the brief.
func (d *diary) made(brief *Brief, drafted []check.Line, proof *check.Proof, final bool) {
	if d.recorder != nil {
		d.recorder.Made(Record{d.transcript, brief, drafted, proof.Lines(), append([]Step(nil), d.steps...), final})
	}
}
