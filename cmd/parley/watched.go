package main

import (
	"context"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"parley/newsroom"
	"parley/store"
	"parley/summarize"
)

// watched is what is asked for when somebody looks at /metrics: the database, which knows the work of all processes, and what the rooms of this
// one count. A database that hangs is said to be away, and holds nobody up for longer than healthWithin.
type watched struct {
	ctx    context.Context
	health *health
	db     *store.DB
	room   *newsroom.Room
	models map[string]*summarize.Model // by what they do
}

func described(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("parley_"+name, help, labels, nil)
}

// Of the database: the same in all processes that share one.
var (
	databaseUp       = described("database_up", "Whether the database answered this look; if not, what it knows is left out.")
	outboxPosts      = described("outbox_posts", "Issues in the outbox, by how far they have come.", "state")
	outboxOldest     = described("outbox_oldest_seconds", "For how long the first issue has been due that is not on Discord yet.", "state")
	digestOverdue    = described("digest_overdue_seconds", "For how long the first digest has been due of which nothing is in the outbox yet; 0: none is.")
	requestsOpen     = described("requests_open", "What people asked and nobody has answered yet.")
	requestsOldest   = described("requests_oldest_seconds", "How long ago the first of these was asked.")
	jobsIn           = described("jobs", "Background jobs.", "kind", "state")
	jobsOldest       = described("jobs_oldest_seconds", "For how long the first of these jobs has been so; of those that wait, for how long it could have been worked.", "kind", "state")
	feedsFollowed    = described("feeds", "Feeds that somebody follows.")
	feedsStopped     = described("feeds_stopped", "Feeds that are fetched no more, for their site says that they are gone.")
	feedsOverdue     = described("feeds_overdue", "Feeds that should have been fetched by now.")
	feedsOldest      = described("feeds_overdue_oldest_seconds", "For how long the first of these has been due.")
	processesWorking = described("processes", "Processes that work in the background and are alive.")
)

// Of this process.
var (
	gatewayConnected = described("gateway_connected", "Whether all shards of this process are connected to Discord's gateway.")
	gatewaySessions  = described("gateway_sessions_total", "Sessions begun with Discord's gateway: each but a shard's first is one that could not be resumed.")
	gatewayResumes   = described("gateway_resumes_total", "Sessions with Discord's gateway that were taken up again where they were lost.")
	rescues          = described("rescues_total", "Jobs and requests that this process took up again: another had left them, or a try had failed.", "of")
	slotsTaken       = described("slots_taken", "Places that work is in.", "of")
	slotsWaiting     = described("slots_waiting", "What waits for a place.", "of")
	slotsMost        = described("slots_limit", "Places that there are.", "of")
	lastTick         = described("last_tick_timestamp_seconds", "When what is due was last looked for.")
	modelDown        = described("model_down", "Whether a model's server is let be for a while, after too many failures.", "use", "model")
	modelTokens      = described("model_tokens_total", "Tokens of answers, in and out.", "use", "model", "direction")
	modelDollars     = described("model_cost_dollars_total", "What answers cost, where the price of the model is known.", "use", "model")
)

// Describe lists what there is.
func (w *watched) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{databaseUp, outboxPosts, outboxOldest, digestOverdue, requestsOpen, requestsOldest, jobsIn, jobsOldest, feedsFollowed,
		feedsStopped, feedsOverdue, feedsOldest, processesWorking, gatewayConnected, gatewaySessions, gatewayResumes, rescues, slotsTaken, slotsWaiting,
		slotsMost, lastTick, modelDown, modelTokens, modelDollars} {
		out <- d
	}
}

// A sink takes samples.
type sink chan<- prometheus.Metric

func (s sink) gauge(d *prometheus.Desc, value float64, labels ...string) {
	s <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
}

func (s sink) counter(d *prometheus.Desc, value float64, labels ...string) {
	s <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, value, labels...)
}

// Collect asks.
func (w *watched) Collect(out chan<- prometheus.Metric) {
	w.collectBot(out)
	w.collectModels(out)
	jobs, requests := w.db.TakenUp()
	sink(out).counter(rescues, float64(jobs), "jobs")
	sink(out).counter(rescues, float64(requests), "requests")
	if ticked := w.room.Ticked(); !ticked.IsZero() {
		sink(out).gauge(lastTick, float64(ticked.UnixMilli())/1000)
	}
	ctx, cancel := context.WithTimeout(w.ctx, healthWithin)
	defer cancel()
	now := time.Now()
	stats, err := w.db.Stats(ctx, now)
	sink(out).gauge(databaseUp, truth(err == nil))
	if err == nil {
		collectStats(out, stats, now)
	}
}

func (w *watched) collectBot(out sink) {
	state := w.health.state()
	if w.health.role != "worker" {
		out.gauge(gatewayConnected, truth(state.Connected))
		out.counter(gatewaySessions, float64(state.Sessions))
		out.counter(gatewayResumes, float64(state.Resumes))
	}
	for of, use := range state.Slots {
		out.gauge(slotsTaken, float64(use.Taken), of)
		out.gauge(slotsWaiting, float64(use.Waiting), of)
		out.gauge(slotsMost, float64(use.Most), of)
	}
}

func (w *watched) collectModels(out sink) {
	for use, model := range w.models {
		for i, server := range model.Servers() {
			as := use
			if i > 0 {
				as = "fallback"
			}
			name := strings.ToValidUTF8(server.Model, "")
			out.gauge(modelDown, truth(server.Down), as, name)
			out.counter(modelTokens, float64(server.TokensIn), as, name, "in")
			out.counter(modelTokens, float64(server.TokensOut), as, name, "out")
			out.counter(modelDollars, server.Dollars, as, name)
			out.gauge(slotsTaken, float64(server.Busy), "model of "+as)
			out.gauge(slotsMost, float64(server.AtOnce), "model of "+as)
		}
	}
}

func collectStats(out sink, s store.Stats, now time.Time) {
	for state, posts := range s.Posts {
		out.gauge(outboxPosts, float64(posts.Rows), string(state))
		if state == store.Due || state == store.Composed {
			out.gauge(outboxOldest, age(posts.Oldest, now), string(state))
		}
	}
	for _, jobs := range s.Jobs {
		out.gauge(jobsIn, float64(jobs.Jobs), jobs.Kind, string(jobs.State))
		out.gauge(jobsOldest, age(jobs.Since, now), jobs.Kind, string(jobs.State))
	}
	out.gauge(digestOverdue, age(s.Digests.Oldest, now))
	out.gauge(requestsOpen, float64(s.Requests.Rows))
	out.gauge(requestsOldest, age(s.Requests.Oldest, now))
	out.gauge(feedsFollowed, float64(s.Feeds))
	out.gauge(feedsStopped, float64(s.Stopped))
	out.gauge(feedsOverdue, float64(s.Overdue.Rows))
	out.gauge(feedsOldest, age(s.Overdue.Oldest, now))
	out.gauge(processesWorking, float64(s.Alive))
}

// age is how long ago something was, in seconds; 0 where it was not, or is yet to be.
func age(of, now time.Time) float64 {
	if of.IsZero() {
		return 0
	}
	return max(0, now.Sub(of).Seconds())
}

func truth(is bool) float64 {
	if is {
		return 1
	}
	return 0
}
