package playground

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience bounds every wait of a test; nothing is waited out.
const patience = 20 * time.Second

func started(t *testing.T, o Options) (*Server, string) {
	t.Helper()
	o.Unlimited = true
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s, s.AddChannel("news")
}

func patient(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

// client keeps no connections, so that none outlives a test.
var client = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

// do sends one REST request as the bot and returns the answer's status and body.
func do(t *testing.T, s *Server, method, path string, body any) (int, string) {
	t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return doRaw(t, s, method, path, "application/json", data)
}

func doRaw(t *testing.T, s *Server, method, path, kind string, data []byte) (int, string) {
	t.Helper()
	request := asked(t, s, method, "/api/v9"+path, data)
	request.Header.Set("Content-Type", kind)
	response, reply := answered(t, request)
	return response.StatusCode, reply
}

// asked is a request as the bot makes it.
func asked(t *testing.T, s *Server, method, path string, data []byte) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.URL()+path, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bot playground")
	request.Header.Set("Content-Type", "application/json")
	return request
}

// answered is what comes back, with its whole body.
func answered(t *testing.T, request *http.Request) (*http.Response, string) {
	t.Helper()
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// posted posts a message as the bot and returns its id.
func posted(t *testing.T, s *Server, channel string, body object) string {
	t.Helper()
	status, reply := do(t, s, http.MethodPost, "/channels/"+channel+"/messages", body)
	if status != http.StatusOK {
		t.Fatalf("posting = %d %s", status, reply)
	}
	return field(t, reply, "id")
}

func field(t *testing.T, reply, name string) string {
	t.Helper()
	var o object
	if err := json.Unmarshal([]byte(reply), &o); err != nil {
		t.Fatalf("%q: %v", reply, err)
	}
	return text(o, name)
}
