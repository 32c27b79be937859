package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"parley/store"
)

type jobsCommand struct {
	State string `help:"Which to list: waiting, running, retrying, dead or done." enum:"waiting,running,retrying,dead,done" default:"dead"`
	Most  int    `help:"Most to list." default:"20"`
	Retry int64  `help:"Work the job of this number again, now."`
	JSON  bool   `help:"Print as JSON."`
}

func (c *jobsCommand) Run(sh *shell) error {
	config, err := sh.botConfig()
	if err != nil {
		return err
	}
	if c.Most < 1 || c.Most > 10_000 {
		return usageError{errors.New("--most is 1 to 10000")}
	}
	if isNewFile(config.Database) {
		if c.Retry != 0 {
			return noJob(c.Retry)
		}
		return c.write(sh, jobsReport{})
	}
	db, err := config.openDatabase(sh.ctx, sh.logger(config)) // as it is: bringing it up to date is for who works on it
	if err != nil {
		return err
	}
	defer db.Close()
	queue, err := db.NewQueue(store.Options{Now: time.Now})
	if err != nil {
		return err
	}
	if c.Retry != 0 {
		return c.retry(sh, queue)
	}
	report, err := c.look(sh.ctx, db, queue)
	if err != nil {
		return fmt.Errorf("the background work cannot be read; a database that is new, or an older version's, is brought up to date by parley run: %w", err)
	}
	return c.write(sh, report)
}

func (c *jobsCommand) write(sh *shell, report jobsReport) error {
	if !c.JSON {
		return report.write(newPage(sh.stdout), c.State, time.Now())
	}
	return writeJSON(sh.stdout, jobsReport{filled(report.Processes), filled(report.Counts), filled(report.Jobs)})
}

// filled is a list that is no null in JSON.
func filled[T any](list []T) []T { return append([]T{}, list...) }

// A jobsReport is what is shown of the background work.
type jobsReport struct {
	Processes []store.Process  `json:"processes"`
	Counts    []store.JobCount `json:"counts"`
	Jobs      []store.JobView  `json:"jobs"` // of one state
}

func (c *jobsCommand) look(ctx context.Context, db *store.DB, queue *store.Queue) (r jobsReport, err error) {
	if r.Processes, err = db.Processes(ctx); err != nil {
		return r, err
	}
	if r.Counts, err = db.JobCounts(ctx); err != nil {
		return r, err
	}
	r.Jobs, err = queue.Jobs(ctx, store.JobState(c.State), c.Most)
	return r, err
}

func (c *jobsCommand) retry(sh *shell, queue *store.Queue) error {
	err := queue.Retry(sh.ctx, c.Retry)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return noJob(c.Retry)
	case errors.Is(err, store.ErrExists):
		return fmt.Errorf("job %d is not tried again: a newer one for the same is waiting already", c.Retry)
	case errors.Is(err, store.ErrConflict):
		return fmt.Errorf("job %d is being worked on already", c.Retry)
	case err != nil:
		return err
	}
	fmt.Fprintf(sh.stdout, "Job %d is worked again as soon as a worker is free.\n", c.Retry)
	return nil
}

func noJob(id int64) error { return usageError{fmt.Errorf("there is no job %d", id)} }

// write shows who works, how many jobs there are and for how long, and those of one state with why they failed.
func (r jobsReport) write(p *page, state string, now time.Time) error {
	if len(r.Counts)+len(r.Processes) == 0 {
		p.line("", plain, "No background work yet: parley run does it.")
		return p.flush()
	}
	for _, process := range r.Processes {
		p.line("", plain, processLine(process, now))
	}
	if len(r.Processes) == 0 {
		p.line("", bold, "No process works in the background: parley run does it.")
	}
	p.blank()
	for _, count := range r.Counts {
		p.line("", plain, fmt.Sprintf("%s %s: %d, %s", count.Kind, count.State, count.Jobs, since(count, now)))
	}
	p.blank()
	if len(r.Jobs) == 0 {
		p.line("", plain, "None is "+state+".")
	}
	for _, job := range r.Jobs {
		writeJob(p, job, now)
	}
	return p.flush()
}

func writeJob(p *page, job store.JobView, now time.Time) {
	p.line("", bold, fmt.Sprintf("%d %s %s · attempts: %d · made %s ago", job.ID, job.Kind, job.Key, job.Attempts, span(now.Sub(job.Made))))
	if job.Process != "" {
		p.line("   ", plain, fmt.Sprintf("begun %s ago by process %s", span(now.Sub(job.Begun)), shortID(job.Process)))
	}
	if !job.Next.IsZero() {
		p.line("   ", faint, "next at "+job.Next.Local().Format(time.DateTime))
	}
	if job.Reason != "" {
		p.line("   ", plain, job.Failed.Local().Format(time.DateTime)+"  "+job.Reason)
	}
}

// processLine says of a process whether it is alive.
func processLine(process store.Process, now time.Time) string {
	line := fmt.Sprintf("process %s · beat %s ago · works on %d", shortID(process.ID), span(now.Sub(process.Beat)), process.Jobs)
	if !process.Alive(now) {
		line += " · died, or its clock is wrong; others take up its jobs"
	}
	return line
}

// shortID is enough of a process's id to tell it from the others.
func shortID(id string) string { return id[:min(6, len(id))] }

// since says for how long the first of some jobs has been so, or when it is due.
func since(count store.JobCount, now time.Time) string {
	switch age := now.Sub(count.Since); {
	case age < 0:
		return "the first is due in " + span(-age)
	case count.State == store.Waiting || count.State == store.Retrying:
		return "the first is due for " + span(age)
	case count.State == store.Running:
		return "the longest for " + span(age)
	default:
		return "the oldest " + span(age) + " ago"
	}
}

// span is a time in its one or two largest units.
func span(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", max(0, int(d.Seconds())))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
	}
	return fmt.Sprintf("%d days", int(d.Hours())/24)
}
