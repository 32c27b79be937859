package main

import (
	"context"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"parley/summarize"
	"parley/summarize/transcript"
)

// metrics counts what happens in this process, for /metrics. What rooms count themselves and what the database knows is asked for when somebody
// looks; see watched. Labels have few values, all of them ours or the operator's: nothing that strangers wrote, and nobody's id.
type metrics struct {
	registry *prometheus.Registry

	requests *prometheus.HistogramVec // to others
	late     prometheus.Histogram

	briefs, failures, dropped, readings *prometheus.CounterVec
	mended                              prometheus.Counter
}

// How a request to somebody else ended.
const (
	outcomeOK      = "ok"
	outcomeLimited = "limited" // 429
	outcomeRefused = "refused" // another 4xx
	outcomeBroken  = "broken"  // 5xx
	outcomeFailed  = "failed"  // no answer
)

// To whom requests go.
var asked = []string{"discord", "page", "feed", "model"}

func newMetrics() *metrics {
	counter := func(name, help string) prometheus.CounterOpts {
		return prometheus.CounterOpts{Name: "parley_" + name, Help: help}
	}
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "parley_outgoing_request_duration_seconds", Help: "Requests to others, until their answer was read.",
			Buckets: []float64{.05, .1, .25, .5, 1, 2.5, 5, 10, 20, 60},
		}, []string{"to", "outcome"}),
		late: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "parley_digest_lateness_seconds", Help: "How long after it was due an issue of a digest stood on Discord.",
			Buckets: []float64{1, 2, 5, 10, 30, 60, 300, 900, 3600, 3 * 3600},
		}),
		briefs:   prometheus.NewCounterVec(counter("briefs_total", "Briefs by who wrote them: a model, or Parley itself where none is set or it failed."), []string{"writer"}),
		failures: prometheus.NewCounterVec(counter("model_failures_total", "Briefs that no model wrote though one was asked, by the reason."), []string{"why"}),
		dropped:  prometheus.NewCounterVec(counter("checks_dropped_total", "Lines of models that did not stand, by the rule that they broke."), []string{"rule"}),
		mended:   prometheus.NewCounter(counter("checks_mended_total", "Lines of models that the second reading put right.")),
		readings: prometheus.NewCounterVec(counter("second_readings_total", "Second readings, by whether they could be trusted."), []string{"trusted"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "parley_build_info", Help: "1, with the version of the program.",
		ConstLabels: prometheus.Labels{"version": version(), "goversion": runtime.Version()},
	})
	build.Set(1)
	m.registry.MustRegister(m.requests, m.late, m.briefs, m.failures, m.dropped, m.mended, m.readings, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.begin()
	return m
}

// begin has each series there from the start, as 0: a rate knows no first rise from nothing.
func (m *metrics) begin() {
	for _, to := range asked {
		for _, outcome := range []string{outcomeOK, outcomeLimited, outcomeRefused, outcomeBroken, outcomeFailed} {
			m.requests.WithLabelValues(to, outcome)
		}
	}
	for _, writer := range []string{"model", "parley"} {
		m.briefs.WithLabelValues(writer)
	}
	for _, trusted := range []string{"true", "false"} {
		m.readings.WithLabelValues(trusted)
	}
	for _, why := range summarize.Failures() {
		m.failures.WithLabelValues(why)
	}
}

// handler serves the metrics. Several who look at once share one look.
func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError, CoalesceGather: true})
}

// posted hears of an issue that stands on Discord.
func (m *metrics) posted(late time.Duration) { m.late.Observe(max(0, late.Seconds())) }

// around measures what goes through a transport to somebody.
func (m *metrics) around(to string, base http.RoundTripper) http.RoundTripper {
	if base == nil {
		base = http.DefaultTransport
	}
	return measured{base, to, m.requests}
}

type measured struct {
	base     http.RoundTripper
	to       string
	requests *prometheus.HistogramVec
}

// RoundTrip makes a request; it ends when its answer is closed.
func (t measured) RoundTrip(r *http.Request) (*http.Response, error) {
	began := time.Now()
	ended := func(outcome string) { t.requests.WithLabelValues(t.to, outcome).Observe(time.Since(began).Seconds()) }
	answer, err := t.base.RoundTrip(r)
	if err != nil {
		if r.Context().Err() != context.Canceled { // who asked did not give up
			ended(outcomeFailed)
		}
		return nil, err
	}
	answer.Body = &measuredBody{ReadCloser: answer.Body, outcome: outcomeOf(answer.StatusCode), ended: ended}
	return answer, nil
}

// A measuredBody tells once how its request ended.
type measuredBody struct {
	io.ReadCloser
	outcome string
	ended   func(outcome string)
	once    sync.Once
}

// Read reads; an answer that breaks off is none.
func (b *measuredBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		b.once.Do(func() { b.ended(outcomeFailed) })
	}
	return n, err
}

// Close ends the request.
func (b *measuredBody) Close() error {
	b.once.Do(func() { b.ended(b.outcome) })
	return b.ReadCloser.Close()
}

func outcomeOf(status int) string {
	switch {
	case status == http.StatusTooManyRequests:
		return outcomeLimited
	case status >= 500:
		return outcomeBroken
	case status >= 400:
		return outcomeRefused
	}
	return outcomeOK
}

// Begin is [summarize.Recorder]'s.
func (m *metrics) Begin(ctx context.Context, _ *transcript.Transcript) context.Context { return ctx }

// Made is [summarize.Recorder]'s. Where there is a model, the first form of a brief is not the one that counts.
func (m *metrics) Made(r summarize.Record) {
	if !r.Final {
		return
	}
	writer := r.Brief.Writer
	if why := writer.Failure; why != "" {
		m.failures.WithLabelValues(why).Inc()
	}
	if writer.Name != "model" {
		m.briefs.WithLabelValues("parley").Inc()
		return
	}
	m.briefs.WithLabelValues("model").Inc()
	checks := r.Brief.Checks
	for _, line := range checks.Dropped {
		m.dropped.WithLabelValues(strings.ToValidUTF8(line.Why, "")).Inc()
	}
	if again := checks.SecondReading; again != nil {
		m.readings.WithLabelValues(map[bool]string{true: "true", false: "false"}[again.Trusted]).Inc()
		m.mended.Add(float64(again.Mended))
	}
}
