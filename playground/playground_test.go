package playground

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// call sends one REST request as the bot and returns the answer's status and body.
func (s *Server) testCall(t *testing.T, method, path string, body any) (int, string) {
	t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequest(method, s.URL()+"/api/v9"+path, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bot playground")
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var out bytes.Buffer
	out.ReadFrom(response.Body)
	return response.StatusCode, out.String()
}

func started(t *testing.T) (*Server, string) {
	t.Helper()
	s, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s, s.AddChannel("news")
}

func TestStartRefusesOtherAddresses(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"0.0.0.0:0", ":8080", "192.168.0.1:80", "example.com:80"} {
		if s, err := Start(Options{Addr: address}); err == nil {
			s.Close()
			t.Errorf("Start(%q) = nil error; want loopback only", address)
		}
	}
}

func TestMalformedMessagesAreRefused(t *testing.T) {
	t.Parallel()
	s, channel := started(t)
	text := func(n int) object { return object{"type": typeText, "content": strings.Repeat("x", n)} }
	button := func(b object) object {
		b["type"] = typeButton
		return object{"type": typeRow, "components": []any{b}}
	}
	for name, row := range map[string]struct {
		message object
		want    int
	}{
		"a plain message":           {object{"content": "hello"}, 200},
		"nothing":                   {object{}, 400},
		"2001 characters":           {object{"content": strings.Repeat("x", 2001)}, 400},
		"a card":                    {object{"flags": flagV2, "components": []any{text(4000)}}, 200},
		"a card without its flag":   {object{"components": []any{text(5)}}, 400},
		"a card with content":       {object{"flags": flagV2, "content": "x", "components": []any{text(5)}}, 400},
		"4001 characters of text":   {object{"flags": flagV2, "components": []any{text(4000), text(1)}}, 400},
		"an unknown component":      {object{"flags": flagV2, "components": []any{object{"type": 99}}}, 400},
		"a button with id and link": {object{"content": "x", "components": []any{button(object{"label": "a", "style": 5, "url": "https://a.example", "custom_id": "a"})}}, 400},
		"a script behind a button":  {object{"content": "x", "components": []any{button(object{"label": "a", "style": 5, "url": "javascript:x"})}}, 400},
		"parse left null":           {object{"content": "x", "allowed_mentions": object{"parse": nil}}, 400},
		"a reply to nothing":        {object{"content": "x", "message_reference": object{"message_id": "5"}}, 400},
	} {
		if status, reply := s.testCall(t, http.MethodPost, "/channels/"+channel+"/messages", row.message); status != row.want {
			t.Errorf("%s = %d %s; want %d", name, status, reply, row.want)
		}
	}
}

func TestTheSameNoncePostsOnce(t *testing.T) {
	t.Parallel()
	s, channel := started(t)
	for range 2 {
		s.testCall(t, http.MethodPost, "/channels/"+channel+"/messages", object{"content": "once", "nonce": "n1", "enforce_nonce": true})
	}
	if got := len(s.Messages(channel)); got != 1 {
		t.Errorf("%d messages for one nonce; want 1", got)
	}
}

func TestStrangersAreTurnedAway(t *testing.T) {
	t.Parallel()
	s, channel := started(t)
	request, _ := http.NewRequest(http.MethodGet, s.URL()+"/api/v9/channels/"+channel, nil)
	for name, change := range map[string]struct {
		do   func()
		want int
	}{
		"no token":     {func() {}, http.StatusUnauthorized},
		"another host": {func() { request.Host = "rebound.example:80" }, http.StatusForbidden},
	} {
		request.Host = ""
		change.do()
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != change.want {
			t.Errorf("%s = %d; want %d", name, response.StatusCode, change.want)
		}
	}
}

func FuzzMessageBody(f *testing.F) {
	f.Add([]byte(`{"flags":32768,"components":[{"type":17,"components":[{"type":9,"accessory":null}]}]}`))
	f.Add([]byte(`{"content":"x","allowed_mentions":{"parse":null}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var body object
		if json.Unmarshal(data, &body) == nil {
			checkMessage(body, 0)
			checkCommand(body)
			readable(body)
		}
	})
}
