package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/summarize/modeltest"
)

// doctorDraft is an answer to the first question that stands.
const doctorDraft = `{"gist":[{"s":[1],"t":"The town council put off its vote on the new bridge."}],"question":"","parties":[]}`

const lazyReading = `{"bad":[]}`

// perfectReading marks the wrong lines of the pairs that doctor asks about, but for the last ones.
func perfectReading(t *testing.T, overlooked int) string {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("..", "..", "summarize", "pairs.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var marks []string
	for i, found := range regexp.MustCompile(`(?m)^(right|wrong \w+): `).FindAllSubmatch(file, -1) {
		if string(found[1]) != "right" {
			marks = append(marks, fmt.Sprintf(`{"n":%d,"why":"what","speaker":"","party":"","text":""}`, i+1))
		}
	}
	return `{"bad":[` + strings.Join(marks[:len(marks)-overlooked], ",") + `]}`
}

// script answers the questions of doctor: for a brief, whether the window is whole, and to read again.
func script(t *testing.T, contents ...string) *modeltest.Server {
	t.Helper()
	var answers []modeltest.Answer
	for _, content := range contents {
		answers = append(answers, modeltest.Answer{Content: content})
	}
	server := modeltest.Start(answers...)
	t.Cleanup(server.Close)
	return server
}

var (
	spoken = regexp.MustCompile(`answered in \S+ \(.*\)`)
	local  = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
)

// modelReport is what doctor prints of the models, without what changes from run to run.
func modelReport(t *testing.T, settings map[string]string) string {
	t.Helper()
	config, err := parseConfig(settings)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, found := range checkModel(t.Context(), config) {
		printFinding(&out, found)
	}
	return local.ReplaceAllString(spoken.ReplaceAllString(out.String(), "answered"), "http://here")
}

func TestDoctorTriesTheModel(t *testing.T) {
	t.Parallel()
	server := script(t, doctorDraft, "OK", perfectReading(t, 0))
	out := runParley(t, map[string]string{"OPENAI_BASE_URL": server.BaseURL(), "OPENAI_MODEL": "scripted"}, "", "doctor")
	for _, want := range []string{
		"ok    the network guard", "ok    model scripted", "tokens in", "ok    model scripted: told 20 of 20 planted lines right\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("doctor does not say %q:\n%s", want, out)
		}
	}
}

const answeredWell = `ok    model small at http://here/v1 answered
ok    model: asked by strict JSON schema; takes max_tokens, seed, temperature
ok    model: Parley counts on 4096 tokens of context (OPENAI_CONTEXT), tokens are estimated
skip  model: no price is known (PARLEY_PRICES), so briefs do not say what they cost
`

func TestDoctorTriesWhoReadsASecondTime(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		writer, reader []string // what they answer; nil: no reader
		off            bool
		want           string
	}{
		"it tells most right": {
			writer: []string{doctorDraft, "OK", perfectReading(t, 1)},
			want:   "ok    model small: told 19 of 20 planted lines right\n",
		},
		"enough": {
			writer: []string{doctorDraft, "OK", perfectReading(t, 4)},
			want:   "ok    model small: told 16 of 20 planted lines right\n",
		},
		"too few": {
			writer: []string{doctorDraft, "OK", perfectReading(t, 5)},
			want: "fix   model small: told only 15 of 20 planted lines right\n" +
				"      → set OPENAI_CHECK_MODEL to a stronger model, or PARLEY_SECOND_READING=off\n",
		},
		"it finds nothing": {
			writer: []string{doctorDraft, "OK", lazyReading},
			want: "fix   model small: told only 10 of 20 planted lines right\n" +
				"      → set OPENAI_CHECK_MODEL to a stronger model, or PARLEY_SECOND_READING=off\n",
		},
		"nonsense": {
			writer: []string{doctorDraft, "OK", "They all look fine."},
			want: "fix   model small: no result on planted lines: the model's answer was of no use\n" +
				"      → this model does not keep to the form: take another one\n",
		},
		"nobody reads": {
			writer: []string{doctorDraft, "OK"}, off: true,
			want: "skip  model: no second reading (PARLEY_SECOND_READING is off)\n",
		},
		"another one reads": {
			writer: []string{doctorDraft, "OK", lazyReading}, reader: []string{perfectReading(t, 0)},
			want: "ok    model small, which writes: told 10 of 20 planted lines right\n" +
				"ok    model big, which reads again: told 20 of 20 planted lines right\n",
		},
		"another one reads, and should not": {
			writer: []string{doctorDraft, "OK", "They all look fine."}, reader: []string{lazyReading},
			want: "skip  model small, which writes: no result on planted lines: the model's answer was of no use\n" +
				"fix   model big, which reads again: told only 10 of 20 planted lines right\n" +
				"      → set OPENAI_CHECK_MODEL to a stronger model, or PARLEY_SECOND_READING=off\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			settings := map[string]string{"OPENAI_BASE_URL": script(t, row.writer...).BaseURL(), "OPENAI_MODEL": "small"}
			if row.reader != nil {
				settings["OPENAI_CHECK_BASE_URL"], settings["OPENAI_CHECK_MODEL"] = script(t, row.reader...).BaseURL(), "big"
			}
			if row.off {
				settings["PARLEY_SECOND_READING"] = "off"
			}
			if diff := cmp.Diff(answeredWell+row.want, modelReport(t, settings)); diff != "" {
				t.Errorf("doctor says (-want +got):\n%s", diff)
			}
		})
	}
}

// A model that does not answer is not asked again, and told of once; the one that reads is tried all the same, with the names of
// its own settings.
func TestDoctorTellsOfADeadModelOnce(t *testing.T) {
	t.Parallel()
	refusing := func() *modeltest.Server {
		server := modeltest.Start(modeltest.Answer{Status: 401, Body: `{"error":{"message":"Incorrect API key"}}`})
		t.Cleanup(server.Close)
		return server
	}
	writer := refusing()
	settings := map[string]string{"OPENAI_BASE_URL": writer.BaseURL(), "OPENAI_MODEL": "small"}
	const dead = "fix   model small at http://here/v1: the model's server answered with an error\n" +
		"      → check the key (OPENAI_API_KEY), and that it may use this model\n"
	if diff := cmp.Diff(dead, modelReport(t, settings)); diff != "" {
		t.Errorf("doctor says of one that both writes and reads (-want +got):\n%s", diff)
	}
	settings["OPENAI_CHECK_BASE_URL"], settings["OPENAI_CHECK_MODEL"] = refusing().BaseURL(), "big"
	want := dead + "fix   model big, which reads again: no result on planted lines: the model's server answered with an error\n" +
		"      → check the key (OPENAI_CHECK_API_KEY), and that it may use this model\n"
	if diff := cmp.Diff(want, modelReport(t, settings)); diff != "" {
		t.Errorf("doctor says of two (-want +got):\n%s", diff)
	}
	for _, request := range writer.Requests() {
		if bytes.Contains(request, []byte(`"name":"reading"`)) {
			t.Error("a model that does not write was asked to read")
		}
	}
}

// The second reading has the time of one brief of its own, whatever the trial before it took.
func TestDoctorDoesNotWaitForAReaderForEver(t *testing.T) {
	t.Parallel()
	server := modeltest.Start(modeltest.Answer{Content: doctorDraft}, modeltest.Answer{Content: "OK"}, modeltest.Answer{Hang: true})
	t.Cleanup(server.Close)
	settings := map[string]string{"OPENAI_BASE_URL": server.BaseURL(), "OPENAI_MODEL": "small", "OPENAI_TIMEOUT": "2s"}
	start := time.Now()
	want := answeredWell + "fix   model small: no result on planted lines: the model did not answer in time\n" +
		"      → raise OPENAI_TIMEOUT, or take a faster model\n"
	if diff := cmp.Diff(want, modelReport(t, settings)); diff != "" {
		t.Errorf("doctor says (-want +got):\n%s", diff)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %v; want two seconds for the reading, and little before", took)
	}
}
