package playground

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestStartRefusesOtherAddresses(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"0.0.0.0:0", ":8080", "192.168.0.1:80", "example.com:80", "127.0.0.1"} {
		if s, err := Start(Options{Addr: address}); err == nil {
			s.Close()
			t.Errorf("Start(%q) = nil error; want loopback only", address)
		}
	}
}

func TestStrangersAreTurnedAway(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	for name, row := range map[string]struct {
		host, token string
		want        int
	}{
		"the bot":               {"", "Bot playground", http.StatusOK},
		"by the name localhost": {"localhost:80", "Bot playground", http.StatusOK},
		"no token":              {"", "", http.StatusUnauthorized},
		"another token":         {"", "Bot other", http.StatusUnauthorized},
		"another host":          {"rebound.example:80", "Bot playground", http.StatusForbidden},
		"a host like loopback":  {"127.0.0.1.example", "Bot playground", http.StatusForbidden},
	} {
		request := asked(t, s, http.MethodGet, "/api/v9/channels/"+channel, nil)
		request.Host = row.host
		request.Header.Set("Authorization", row.token)
		if response, _ := answered(t, request); response.StatusCode != row.want {
			t.Errorf("%s = %d; want %d", name, response.StatusCode, row.want)
		}
	}
}

func TestABodyThatIsNotSaidToBeJSONIsRefused(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	for kind, want := range map[string]int{"application/json": 200, "application/json; charset=utf-8": 200, "text/plain": 400, "": 400} {
		if status, reply := doRaw(t, s, http.MethodPost, "/channels/"+channel+"/messages", kind, []byte(`{"content":"x"}`)); status != want {
			t.Errorf("as %q = %d %s; want %d", kind, status, reply, want)
		}
	}
}

func TestTheSameNoncePostsOnceForAWhile(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	clock := make(chan time.Time, 1)
	clock <- now
	s, channel := started(t, Options{Now: func() time.Time { at := <-clock; clock <- at; return at }})
	body := func() object { return object{"content": "once", "nonce": "n1", "enforce_nonce": true} }
	first := posted(t, s, channel, body())
	if again := posted(t, s, channel, body()); again != first {
		t.Errorf("the same nonce posted %s after %s; want the same message", again, first)
	}
	<-clock
	clock <- now.Add(nonceWindow)
	if later := posted(t, s, channel, body()); later == first {
		t.Error("a nonce from before the window still holds")
	}
	if got := len(s.Messages(channel)); got != 2 {
		t.Errorf("%d messages; want 2", got)
	}
}

func TestAnEditKeepsWhatItDoesNotName(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	card := []any{object{"type": typeText, "content": "a card"}}
	id := posted(t, s, channel, object{"content": "before", "unknown_field": "kept"})
	path := "/channels/" + channel + "/messages/" + id
	for _, row := range []struct {
		name string
		body object
		want int
	}{
		{"an edit of nothing", object{}, 200},
		{"the card beside the old content", object{"flags": flagV2, "components": card}, 400},
		{"the card in place of the content", object{"flags": flagV2, "components": card, "content": nil}, 200},
		{"the card, again, without flags", object{"components": card}, 200},
		{"the flag taken back", object{"flags": 0, "components": []any{}, "content": "plain"}, 400},
	} {
		if status, reply := do(t, s, http.MethodPatch, path, row.body); status != row.want {
			t.Errorf("%s = %d %s; want %d", row.name, status, reply, row.want)
		}
	}
	m, _ := s.Message(id)
	if m.Text() != "a card\n" || m.Raw["unknown_field"] != "kept" {
		t.Errorf("after the edits the message reads %q and has %v", m.Text(), m.Raw)
	}
	theirs := s.Post(channel, s.AddUser("Ada", false), "hello")
	if status, reply := do(t, s, http.MethodPatch, "/channels/"+channel+"/messages/"+theirs.ID, object{"content": "x"}); status != 403 {
		t.Errorf("editing another's message = %d %s; want 403", status, reply)
	}
}

func TestWhomAMessageNotifies(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	ada := s.AddUser("Ada", false)
	question := s.Post(channel, ada, "who?")
	words := "<@" + ada.ID + "> <@&77> @everyone"
	reply := object{"message_id": question.ID}
	for name, row := range map[string]struct {
		body object
		want []string
	}{
		"no word of mentions":        {object{"content": words}, []string{ada.ID, "77", "everyone"}},
		"none allowed":               {object{"content": words, "allowed_mentions": object{"parse": []any{}}}, nil},
		"parse left null":            {object{"content": words, "allowed_mentions": object{"parse": nil}}, []string{ada.ID, "77", "everyone"}},
		"people only":                {object{"content": words, "allowed_mentions": object{"parse": []any{"users"}}}, []string{ada.ID}},
		"one role by its id":         {object{"content": words, "allowed_mentions": object{"parse": []any{}, "roles": []any{"77"}}}, []string{"77"}},
		"a reply":                    {object{"content": "a", "message_reference": reply}, []string{ada.ID}},
		"a reply that pings nobody":  {object{"content": "a", "message_reference": reply, "allowed_mentions": object{"parse": []any{}, "replied_user": false}}, nil},
		"a mention in a card's text": {object{"flags": flagV2, "components": []any{object{"type": typeText, "content": "@here"}}}, []string{"everyone"}},
	} {
		m, _ := s.Message(posted(t, s, channel, row.body))
		if !slices.Equal(m.Pings, row.want) {
			t.Errorf("%s notifies %q; want %q", name, m.Pings, row.want)
		}
	}
}

func TestPeopleNotifyWhomTheyMay(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	member, moderator := s.AddUser("Ada", false), s.AddUser("Bob", true)
	open, closed := s.AddRole(GuildID, "Readers", 0, true), s.AddRole(GuildID, "Press", 0, false)
	words := "<@&" + open.ID + "> <@&" + closed.ID + "> @everyone"
	if got := s.Post(channel, member, words).Pings; !slices.Equal(got, []string{open.ID}) {
		t.Errorf("a member notifies %q; want the open role alone", got)
	}
	if got := s.Post(channel, moderator, words).Pings; len(got) != 3 {
		t.Errorf("a moderator notifies %q; want all", got)
	}
}

func TestPermissionsOfAChannel(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	hidden, readOnly, noHistory := s.AddChannel("hidden"), s.AddChannel("rules"), s.AddChannel("new")
	s.Permit(hidden, 0)
	rule := s.Post(readOnly, s.AddUser("Bob", false), "be kind")
	s.Permit(readOnly, PermissionView|PermissionHistory)
	s.Permit(noHistory, PermissionView|PermissionSend)
	theirs := s.Post(channel, s.AddUser("Ada", false), "hello")
	for name, row := range map[string]struct {
		method, path string
		body         object
		want, code   int
	}{
		"reading a hidden channel":       {"GET", "/channels/" + hidden + "/messages", nil, 403, 50001},
		"writing where one may not":      {"POST", "/channels/" + readOnly + "/messages", object{"content": "x"}, 403, 50013},
		"reacting where one may not":     {"PUT", "/channels/" + readOnly + "/messages/" + rule.ID + "/reactions/x/@me", nil, 403, 50013},
		"clearing reactions":             {"DELETE", "/channels/" + channel + "/messages/" + theirs.ID + "/reactions", nil, 403, 50013},
		"changing a channel":             {"PATCH", "/channels/" + channel, object{"name": "x"}, 403, 50013},
		"deleting a channel":             {"DELETE", "/channels/" + channel, nil, 403, 50013},
		"somebody who does not exist":    {"GET", "/users/5", nil, 404, 10013},
		"a server that does not exist":   {"GET", "/guilds/5/roles", nil, 404, 10004},
		"too many members at once":       {"GET", "/guilds/" + GuildID + "/members?limit=1001", nil, 400, 50035},
		"a command that nobody opened":   {"GET", "/applications/" + BotID + "/guilds/" + GuildID + "/commands/5/permissions", nil, 404, 10066},
		"replying without the history":   {"POST", "/channels/" + noHistory + "/messages", object{"content": "x", "message_reference": object{"message_id": theirs.ID}}, 400, 160002},
		"deleting another's message":     {"DELETE", "/channels/" + channel + "/messages/" + theirs.ID, nil, 403, 50013},
		"a channel that does not exist":  {"GET", "/channels/5", nil, 404, 10003},
		"a message that does not exist":  {"GET", "/channels/" + channel + "/messages/5", nil, 404, 10008},
		"a call that nobody knows":       {"GET", "/nothing", nil, 404, 0},
		"purging without the permission": {"POST", "/channels/" + channel + "/messages/bulk-delete", object{"messages": []any{theirs.ID, "5"}}, 403, 50013},
	} {
		status, reply := do(t, s, row.method, row.path, row.body)
		if want := fmt.Sprintf(`"code":%d,`, row.code); status != row.want || !strings.Contains(reply, want) {
			t.Errorf("%s = %d %s; want %d with %s", name, status, reply, row.want, want)
		}
	}
}

func TestListingMessages(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	ada := s.AddUser("Ada", false)
	var ids []string
	for range 5 {
		ids = append(ids, s.Post(channel, ada, "hello").ID)
	}
	s.Delete(ids[3])
	for query, want := range map[string][]string{
		"":                            {ids[4], ids[2], ids[1], ids[0]},
		"?limit=2":                    {ids[4], ids[2]},
		"?before=" + ids[2]:           {ids[1], ids[0]},
		"?after=" + ids[0]:            {ids[4], ids[2], ids[1]},
		"?limit=1&after=" + ids[0]:    {ids[1]},
		"?limit=100&before=" + ids[0]: nil,
		"?limit=1&before=" + ids[4]:   {ids[2]},
		"?around=" + ids[1]:           {ids[4], ids[2], ids[1], ids[0]},
		"?limit=3&around=" + ids[1]:   {ids[2], ids[1], ids[0]},
		"?limit=2&around=" + ids[4]:   {ids[4], ids[2]},
		"?limit=2&around=" + ids[3]:   {ids[4], ids[2]},
		"?limit=2&around=" + ids[0]:   {ids[1], ids[0]},
	} {
		_, reply := do(t, s, http.MethodGet, "/channels/"+channel+"/messages"+query, nil)
		var page []struct{ ID string }
		if err := json.Unmarshal([]byte(reply), &page); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range page {
			got = append(got, m.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("messages%s = %q; want %q", query, got, want)
		}
	}
}

func TestFilesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	parts.WriteField("payload_json", `{"flags":32768,"components":[{"type":13,"file":{"url":"attachment://a b.txt"}}],"attachments":[{"id":0,"filename":"a b.txt"}]}`)
	file, _ := parts.CreateFormFile("files[0]", "a b.txt")
	file.Write([]byte("the text"))
	parts.Close()
	status, reply := doRaw(t, s, http.MethodPost, "/channels/"+channel+"/messages", parts.FormDataContentType(), form.Bytes())
	if status != http.StatusOK {
		t.Fatalf("posting a file = %d %s", status, reply)
	}
	m, _ := s.Message(field(t, reply, "id"))
	link := text(m.Raw["attachments"].([]any)[0].(object), "url")
	response, got := answered(t, asked(t, s, http.MethodGet, strings.TrimPrefix(link, s.URL()), nil))
	if got != "the text" || response.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("GET %s = %q %v; want the file, not to be sniffed", link, got, response.Header)
	}
}

func TestReactionsAndThreads(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	m := s.Post(channel, s.AddUser("Ada", false), "hello")
	path := "/channels/" + channel + "/messages/" + m.ID
	reactions := func() int {
		m, _ := s.Message(m.ID)
		return len(list(m.Raw["reactions"]))
	}
	for _, step := range []struct {
		method string
		want   int
	}{{"PUT", 1}, {"PUT", 1}, {"DELETE", 0}, {"DELETE", 0}} {
		if status, reply := do(t, s, step.method, path+"/reactions/%F0%9F%91%80/@me", nil); status != 204 || reactions() != step.want {
			t.Errorf("%s reaction = %d %s, then %d reactions; want %d", step.method, status, reply, reactions(), step.want)
		}
	}
	if status, reply := do(t, s, http.MethodPost, path+"/threads", object{"name": "A story"}); status != 201 || field(t, reply, "id") != m.ID {
		t.Errorf("a thread = %d %s; want 201 and the message's id", status, reply)
	}
	if status, _ := do(t, s, http.MethodPost, path+"/threads", object{"name": "Again"}); status != 400 {
		t.Errorf("a second thread = %d; want 400", status)
	}
	posted(t, s, m.ID, object{"content": "in the thread"})
	if got := len(s.Messages(m.ID)); got != 1 {
		t.Errorf("%d messages in the thread; want 1", got)
	}
}

func TestCommandsAreKept(t *testing.T) {
	t.Parallel()
	s, _ := started(t, Options{})
	all := "/applications/" + BotID + "/commands"
	chat := func(name string) object { return object{"name": name, "description": "a command"} }
	if status, reply := do(t, s, http.MethodPut, all, []any{chat("one"), chat("two")}); status != 200 {
		t.Fatalf("PUT = %d %s", status, reply)
	}
	one := s.RegisteredCommands("")[0]["id"].(string)
	for _, step := range []struct {
		method, path string
		body         any
		status       int
		want         []string
	}{
		{"PUT", all, []any{chat("one"), chat("three")}, 200, []string{"one", "three"}},
		{"POST", all, chat("four"), 201, []string{"one", "three", "four"}},
		{"POST", all, chat("four"), 200, []string{"one", "three", "four"}},
		{"PATCH", all + "/" + one, object{"name": "first"}, 200, []string{"first", "three", "four"}},
		{"DELETE", all + "/" + one, nil, 204, []string{"three", "four"}},
		{"DELETE", all + "/" + one, nil, 404, []string{"three", "four"}},
		{"PUT", all, []any{chat("twice"), chat("twice")}, 400, []string{"three", "four"}},
		{"PUT", "/applications/" + BotID + "/guilds/" + GuildID + "/commands", []any{chat("here")}, 200, []string{"three", "four"}},
	} {
		status, reply := do(t, s, step.method, step.path, step.body)
		if got := s.Commands(); status != step.status || !slices.Equal(got, step.want) {
			t.Errorf("%s %s = %d %s, commands %q; want %d, %q", step.method, step.path, status, reply, got, step.status, step.want)
		}
	}
	if got := len(s.RegisteredCommands(GuildID)); got != 1 {
		t.Errorf("%d commands in the server; want 1", got)
	}
}

func TestACutAnswerWasCarriedOut(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	s.Fail(Fault{Method: http.MethodPost, Path: "/messages", Cut: true})
	request := asked(t, s, http.MethodPost, "/api/v9/channels/"+channel+"/messages", []byte(`{"content":"x"}`))
	if response, err := client.Do(request); err == nil {
		_, err = io.ReadAll(response.Body)
		response.Body.Close()
		if err == nil {
			t.Error("the answer arrived whole; want it cut")
		}
	}
	if got := len(s.Messages(channel)); got != 1 {
		t.Errorf("%d messages; want 1: only the answer is lost", got)
	}
}

func TestAHangingFaultEndsWithClose(t *testing.T) {
	t.Parallel()
	s, _ := started(t, Options{})
	s.Fail(Fault{Hang: true})
	answered := make(chan error, 1)
	go func() {
		response, err := client.Get(s.URL() + "/api/v9/gateway")
		if err == nil {
			response.Body.Close()
		}
		answered <- err
	}()
	if err := s.Wait(patient(t), func() bool { return len(s.Requests()) == 1 }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s.Close()
	if err := <-answered; err == nil {
		t.Error("a hanging call was answered")
	}
}

func FuzzBody(f *testing.F) {
	f.Add("application/json", []byte(`{"flags":32768,"components":[{"type":17,"components":[{"type":9,"accessory":null}]}]}`))
	f.Add("application/json", []byte(`{"content":"<@5> @everyone","allowed_mentions":{"parse":null},"message_reference":{"message_id":"5"},"embeds":[{}]}`))
	f.Add("application/json", []byte(`[{"name":"a","type":1,"options":[{"type":1,"options":[{}]}]}]`))
	f.Add("multipart/form-data; boundary=b", []byte("--b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n{}\r\n--b--\r\n"))
	f.Fuzz(func(t *testing.T, kind string, data []byte) {
		s := &Server{changed: make(chan struct{}), state: newState(), gateway: newGateway()}
		s.options.fill()
		request, err := http.NewRequest(http.MethodPost, "/", bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", kind)
		c, _, failure := s.readCall(request)
		if failure != nil {
			return
		}
		c.overwriteCommands()
		var p problems
		p.modal(c.body)
		p.command(c.body)
		p.choices(c.body)
		if checkMessage(c.body, nil) == nil {
			encode(s.addMessage("5", BotID, "", c.body).copy().Text())
		}
	})
}
