package main

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

func TestPlaygroundTakesTheNextPort(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	link := startPlayground(t, nil, "--listen", taken.Addr().String())
	_, first, _ := net.SplitHostPort(taken.Addr().String())
	if !strings.HasPrefix(link, "http://localhost:") || strings.HasSuffix(link, ":"+first) {
		t.Errorf("the link is %s; want one of localhost, with another port than %s", link, first)
	}
	response, err := http.Get(link)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %v, %v", link, response, err)
	}
	response.Body.Close()
}

func TestPlaygroundKeepsToThisMachine(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ address, want string }{{"192.0.2.1:8080", "--network"}, {"0.0.0.0:8080", "--network"}, {"news", "--listen"}} {
		var out strings.Builder
		code := run([]string{"playground", "--listen", row.address}, shell{ctx: t.Context(), stdout: io.Discard, stderr: &out,
			env: func() (map[string]string, error) { return map[string]string{}, nil }})
		if code != exitUsage || !strings.Contains(out.String(), row.want) {
			t.Errorf("--listen %s: %d, %s; want a refusal that names %s", row.address, code, out.String(), row.want)
		}
	}
}

// TestABriefIsToldWithItsReasons pastes a sample over the page's own socket and reads what the page is told of the brief.
func TestABriefIsToldWithItsReasons(t *testing.T) {
	t.Parallel()
	link := startPlayground(t, map[string]string{"DISCORD_TOKEN": "a real one", "PARLEY_CHANNELS": "1", "DATABASE_URL": "postgres://nowhere"})
	ctx, cancel := context.WithTimeout(t.Context(), botPatience)
	defer cancel()
	page, _, err := websocket.DefaultDialer.DialContext(ctx, strings.Replace(link, "http", "ws", 1)+"/playground/socket", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer page.Close()
	context.AfterFunc(ctx, func() { page.Close() })
	var visit struct {
		Samples []struct{ Link string }
		Guilds  []struct{ Channels []struct{ ID string } }
		Kind    string
		Data    toldBrief
	}
	hear := func(kind string, into any) {
		for {
			var event struct {
				Kind string
				Data json.RawMessage
			}
			if err := page.ReadJSON(&event); err != nil {
				t.Fatalf("waiting for %s: %v", kind, err)
			}
			if event.Kind == kind && json.Unmarshal(event.Data, into) == nil {
				return
			}
		}
	}
	hear("page", &visit)
	hear("snapshot", &visit)
	if err := page.WriteJSON(map[string]any{"do": "post", "channel": visit.Guilds[0].Channels[0].ID, "content": visit.Samples[0].Link}); err != nil {
		t.Fatal(err)
	}
	hear("told", &visit)
	told := visit.Data
	if visit.Kind != "reading" || len(told.Speakers) < 5 || len(told.Paragraphs) < 10 || told.Brief == nil || len(told.Lines) < 5 {
		t.Fatalf("told of a %s: %+v", visit.Kind, told)
	}
	var steps []string
	for _, step := range told.Steps {
		steps = append(steps, step.Name)
	}
	if got := strings.Join(steps, " "); got != "fetch extract read draft check" {
		t.Errorf("the steps are %s", got)
	}
	for path, status := range map[string]int{told.Why + "0": http.StatusOK, told.Why + "999": http.StatusNotFound, "/playground/why/77/0": http.StatusNotFound} {
		response, err := http.Get(link + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode != status || status == http.StatusOK && !strings.Contains(string(body), `"speakers"`) {
			t.Errorf("GET %s: %d %s", path, response.StatusCode, body)
		}
	}
}
