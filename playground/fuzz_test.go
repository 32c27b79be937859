package playground

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// Whatever a bot sends to any route is answered, and what it left behind can be looked at and used.
func FuzzCalls(f *testing.F) {
	at := func(route string) int { return slices.Index(Routes(), route) }
	f.Add(at("POST /channels/{channel}/messages"), []byte(`{"flags":32768,"components":[{"type":1,"components":[{"type":5,"custom_id":"x"}]}]}`), []byte(`{"type":4,"data":{"content":"x"}}`))
	f.Add(at("PUT /applications/{application}/commands"), []byte(`[{"name":"x","description":"y","options":[{"type":7,"name":"c","description":"z","channel_types":[0]}]}]`), []byte(`{}`))
	f.Add(at("POST /channels/{channel}/messages"), []byte(`{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"x","custom_id":"x"}]}]}`), []byte(`{"type":9,"data":{"custom_id":"f","title":"t","components":[{"type":18,"label":"l","component":{"type":21,"custom_id":"r","options":["x"]}}]}}`))
	f.Fuzz(func(t *testing.T, route int, first, second []byte) {
		o := Options{Unlimited: true}
		o.fill()
		s := newServer(o, stopped{})
		defer s.Close()
		s.http = &http.Server{}
		handler := s.handler()
		channel, ada := s.AddChannel("news"), s.AddUser("Ada", true)
		s.Permit(channel, permissionsAll)
		m := s.Post(channel, ada, "hello")
		w := s.Watch(View{Operator: true})
		send := func(method, path string, body []byte) {
			r := httptest.NewRequest(method, "http://127.0.0.1/api/v9"+path, bytes.NewReader(body))
			r.Header.Set("Authorization", "Bot playground")
			r.Header.Set("Content-Type", "application/json")
			answer := httptest.NewRecorder()
			handler.ServeHTTP(answer, r)
			if answer.Code < 200 {
				t.Errorf("%s %s = %d", method, path, answer.Code)
			}
		}
		all := Routes()
		method, path, _ := strings.Cut(all[(route%len(all)+len(all))%len(all)], " ")
		fill := strings.NewReplacer("{channel}", channel, "{message}", m.ID, "{guild}", GuildID, "{user}", ada.ID, "{application}", BotID, "{emoji}", "x", "{pins}", "pins", "{answer}", "1",
			"{command}", "3000001", "{token}", "x", "{interaction}", "5")
		send(method, fill.Replace(path), first)
		send(method, fill.Replace(path), second)
		s.Slash(channel, ada, "x", map[string]any{"c": channel})
		for _, m := range s.Messages(channel) {
			id := s.Click(ada, m.ID, "x", "0")
			send(http.MethodPost, "/interactions/"+id+"/"+s.token(id)+"/callback", second)
			s.Submit(ada, id, map[string]any{"r": "x"})
			s.As(ada.ID, "").Click(m.ID, "x", ada.ID)
		}
		w.History(channel, "", 10, "")
	})
}
