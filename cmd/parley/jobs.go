package main

import (
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
	config, err := sh.config()
	if err != nil {
		return err
	}
	if c.Most < 1 || c.Most > 10_000 {
		return usageError{errors.New("--most is 1 to 10000")}
	}
	if isNewFile(config.Database) {
		return writeJobs(newPage(sh.stdout), c.State, nil, nil)
	}
	db, err := openDatabase(sh.ctx, sh, config)
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
	jobs, err := queue.Jobs(sh.ctx, store.JobState(c.State), c.Most)
	if err != nil {
		return err
	}
	counts, err := queue.Counts(sh.ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(sh.stdout, map[string]any{"counts": counts, "jobs": jobs})
	}
	return writeJobs(newPage(sh.stdout), c.State, counts, jobs)
}

func (c *jobsCommand) retry(sh *shell, queue *store.Queue) error {
	err := queue.Retry(sh.ctx, c.Retry)
	if errors.Is(err, store.ErrNotFound) {
		return usageError{fmt.Errorf("there is no job %d", c.Retry)}
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(sh.stdout, "Job %d is worked again as soon as a worker is free.\n", c.Retry)
	return nil
}

// writeJobs shows how many jobs there are, and those of one state with why they failed.
func writeJobs(p *page, state string, counts []store.JobCount, jobs []store.JobView) error {
	if len(counts) == 0 {
		p.line("", plain, "No background work yet: parley run does it.")
		return p.flush()
	}
	for _, count := range counts {
		p.line("", plain, fmt.Sprintf("%-8s %-9s %d", count.Kind, count.State, count.Jobs))
	}
	p.blank()
	if len(jobs) == 0 {
		p.line("", plain, "None is "+state+".")
	}
	for _, job := range jobs {
		p.line("", bold, fmt.Sprintf("%d  %s %s · attempts: %d", job.ID, job.Kind, job.Key, job.Attempts))
		if !job.Next.IsZero() {
			p.line("   ", faint, "next at "+job.Next.Local().Format(time.DateTime))
		}
		if job.Reason != "" {
			p.line("   ", plain, job.Failed.Local().Format(time.DateTime)+"  "+job.Reason)
		}
	}
	return p.flush()
}
