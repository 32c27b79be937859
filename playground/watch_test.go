package playground

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// kinds reads all that a watcher has, as "KIND what".
func (st *stage) kinds(w *Watcher, what func(object) string) (all []string) {
	st.Helper()
	st.s.mu.Lock()
	queue := w.queue
	w.queue = nil
	st.s.mu.Unlock()
	for _, e := range queue {
		var data object
		if err := json.Unmarshal(e.Data, &data); err != nil {
			st.Fatalf("%s: %v", e.Kind, err)
		}
		all = append(all, strings.TrimSpace(e.Kind+" "+what(data)))
	}
	return all
}

// brief says the content of a message, the name of a channel, the status of an interaction, …
func brief(o object) string {
	user, _ := o["user"].(object)
	role, _ := o["role"].(object)
	for _, s := range []string{text(o, "content"), text(o, "name"), text(o, "status"), text(user, "username"), text(role, "name"), text(o, "username")} {
		if s != "" {
			return s
		}
	}
	return ""
}

func (st *stage) sees(w *Watcher, want ...string) {
	st.Helper()
	if got := st.kinds(w, brief); !slices.Equal(got, want) {
		st.Errorf("the watcher sees\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWatchersSeeWhatTheirPersonSees(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	s := st.s
	ada, bob, all := s.Watch(View{As: st.ada.ID}), s.Watch(View{As: st.bob.ID}), s.Watch(View{})
	for _, w := range []*Watcher{ada, bob, all} {
		st.sees(w, "snapshot")
	}
	m, err := s.As(st.ada.ID, "n1").Post(Draft{Channel: st.channel, Content: "hello"})
	if err != nil {
		t.Fatal(err)
	}
	secret := s.Post(st.hidden, st.bob, "secret")
	s.As(st.bob.ID, "").React(m.ID, "👀", true)
	s.As(st.bob.ID, "").React(m.ID, "👀", false)
	s.As(st.ada.ID, "").Edit(m.ID, "edited")
	s.As(st.ada.ID, "").Typing(st.channel)
	s.Purge(st.channel, m.ID)
	s.Delete(secret.ID)
	open := []string{"MESSAGE_CREATE hello", "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE", "MESSAGE_UPDATE edited", "TYPING_START", "MESSAGE_DELETE_BULK"}
	whole := append(slices.Insert(slices.Clone(open), 1, "MESSAGE_CREATE secret"), "MESSAGE_DELETE")
	st.sees(ada, open...)
	st.sees(bob, whole...)
	st.sees(all, whole...)

	direct := s.As(st.ada.ID, "").OpenDM()
	s.Post(direct, st.ada, "between us")
	st.sees(ada, "CHANNEL_CREATE", "MESSAGE_CREATE between us")
	st.sees(bob)

	s.Overwrite(st.hidden, st.ada.ID, PermissionView, 0)
	s.Overwrite(st.hidden, st.ada.ID, 0, PermissionView)
	st.sees(ada, "CHANNEL_CREATE hidden", "CHANNEL_DELETE")
	s.Rename(st.channel, "press")
	thread, _ := s.As(st.ada.ID, "").StartThread(st.channel, "", "more")
	s.Rename(thread, "less")
	s.DeleteChannel(st.channel)
	st.sees(ada, "CHANNEL_UPDATE press", "THREAD_CREATE more", "THREAD_UPDATE less", "THREAD_DELETE", "CHANNEL_DELETE")
}

// What a person did is marked as theirs, for them alone.
func TestWhatIsOnesOwnIsMarked(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	s := st.s
	m, err := s.As(st.ada.ID, "mine").Post(Draft{Channel: st.channel, Content: "hello"})
	if err != nil {
		t.Fatal(err)
	}
	s.As(st.ada.ID, "").React(m.ID, "👀", true)
	for _, row := range []struct {
		who   User
		nonce string
		me    bool
	}{{st.ada, "mine", true}, {st.bob, "", false}} {
		w := s.Watch(View{As: row.who.ID})
		w.History(st.channel, "", 1, "")
		s.As(st.bob.ID, "").React(m.ID, "🌍", true)
		s.As(st.bob.ID, "").React(m.ID, "🌍", false)
		own := func(o object) string { return fmt.Sprint(list(o["reactions"])[0].(object)["me"], text(o, "nonce")) }
		got := st.kinds(w, func(o object) string {
			if messages := list(o["messages"]); len(messages) > 0 {
				return own(messages[0].(object))
			}
			if o["reactions"] != nil {
				return own(o)
			}
			return ""
		})
		me := fmt.Sprint(row.me)
		want := []string{"snapshot", "history " + me + row.nonce, "MESSAGE_REACTION_ADD " + me, "MESSAGE_REACTION_REMOVE " + me}
		if !slices.Equal(got, want) {
			t.Errorf("%s sees %q; want %q", row.who.Name, got, want)
		}
	}
}

func TestWatchersSeeWhoAndWhatThereIs(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	s := st.s
	w := s.Watch(View{As: st.ada.ID})
	st.sees(w, "snapshot")
	s.AddUser("Carl", false)
	s.SetNick(GuildID, st.ada.ID, "The Countess")
	s.Rename(st.bob.ID, "Robert")
	role := s.AddRole(GuildID, "Press", 0, true)
	s.Rename(role.ID, "Reporters")
	s.Give(role, st.bob)
	s.Take(role, st.bob)
	guild := s.AddGuild("Elsewhere")
	s.Rename(guild, "Nowhere")
	png := append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 20)...)
	if err := s.SetAvatar(st.ada.ID, Attachment{Name: "a.png", Data: png}); err != nil {
		t.Fatal(err)
	}
	st.sees(w, "GUILD_MEMBER_ADD Carl", "GUILD_MEMBER_UPDATE Ada", "USER_UPDATE Robert", "GUILD_MEMBER_UPDATE Robert", "GUILD_ROLE_CREATE Press",
		"GUILD_ROLE_UPDATE Reporters", "GUILD_MEMBER_UPDATE Robert", "GUILD_MEMBER_UPDATE Robert", "GUILD_CREATE Elsewhere", "GUILD_UPDATE Nowhere",
		"USER_UPDATE Ada", "GUILD_MEMBER_UPDATE Ada", "GUILD_MEMBER_UPDATE Ada")
	s.mu.Lock()
	link := text(s.shownUser(st.ada.ID), "avatar_url")
	s.mu.Unlock()
	response, err := client.Get(s.URL() + link)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if got, _ := io.ReadAll(response.Body); string(got) != string(png) || response.Header.Get("Content-Type") != "image/png" {
		t.Errorf("GET %s = %d bytes %v; want the picture", link, len(got), response.Header)
	}
}

func TestASnapshotIsAPersonsOwn(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	st.registered()
	st.s.AddDM(st.bob)
	st.s.Tell("transcript", []int{1})
	shot := func(v View) string {
		e, err := st.s.Watch(v).Next(patient(t))
		if err != nil || e.Kind != "snapshot" || e.Seq != 1 {
			t.Fatalf("first event %+v, %v; want the snapshot", e, err)
		}
		return string(e.Data)
	}
	ada, bob, operator := shot(View{As: st.ada.ID}), shot(View{As: st.bob.ID}), shot(View{Operator: true})
	for what, row := range map[string]struct {
		text                 string
		ada, bob, everything bool
	}{
		"the open channel":   {`"name":"news"`, true, true, true},
		"the hidden channel": {`"name":"hidden"`, false, true, true},
		"the bot":            {`"username":"Parley"`, true, true, true},
		"Bob's conversation": {`"recipients":[`, false, true, true},
		"what was told":      {`"kind":"transcript"`, false, false, true},
		"the wire":           {`"dir":"rest"`, false, false, true},
	} {
		for who, has := range map[string][2]bool{"Ada": {row.ada, strings.Contains(ada, row.text)}, "Bob": {row.bob, strings.Contains(bob, row.text)},
			"the operator": {row.everything, strings.Contains(operator, row.text)}} {
			if has[0] != has[1] {
				t.Errorf("%s in %s's snapshot: %v; want %v", what, who, has[1], has[0])
			}
		}
	}
	var parsed struct {
		Commands map[string][]struct {
			Name   string
			Usable []string `json:"usable_in"`
		}
	}
	json.Unmarshal([]byte(ada), &parsed)
	usable := map[string]string{}
	for _, c := range parsed.Commands[""] {
		usable[c.Name] = strings.Join(c.Usable, " ")
	}
	if usable["set"] != GuildID+" @me" || usable["digest"] != "" {
		t.Errorf("Ada may run %v; want set everywhere and digest nowhere", usable)
	}
}

func TestAnInteractionIsFollowedByItsNonce(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	s := st.s
	ids := st.registered()
	ada, bob := s.Watch(View{As: st.ada.ID}), s.Watch(View{As: st.bob.ID})
	run := func(nonce string) string {
		id, err := s.As(st.ada.ID, nonce).Command(Invocation{Channel: st.channel, Command: ids["set"], Options: map[string]any{"words": "x"}})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	statuses := func(w *Watcher) []string {
		return slices.DeleteFunc(st.kinds(w, func(o object) string {
			metadata, _ := o["interaction_metadata"].(object)
			return fmt.Sprint(text(o, "nonce"), text(metadata, "nonce"), " ", text(o, "status"), text(o, "content"))
		}), func(s string) bool { return s == "snapshot" })
	}
	st.answered(run("a"), callbackMessage, object{"content": "open"})
	st.answered(run("b"), callbackMessage, object{"content": "whispered", "flags": flagEphemeral})
	st.answered(run("c"), callbackModal, object{"custom_id": "f", "title": "T", "components": []any{row(object{"type": typeInput, "custom_id": "i", "label": "L", "style": 1})}})
	deferred := run("d")
	st.answered(deferred, callbackDeferred, object{})
	do(t, s, http.MethodPatch, "/webhooks/"+BotID+"/"+s.Interaction(deferred).Token+"/messages/@original", object{"content": "late"})
	typed, err := s.As(st.ada.ID, "e").Autocomplete(Invocation{Channel: st.channel, Command: ids["set"], Options: map[string]any{"typed": "x"}}, "typed")
	if err != nil {
		t.Fatal(err)
	}
	st.answered(typed, callbackChoices, object{"choices": []any{object{"name": "X", "value": "x"}}})
	want := []string{
		"interaction a sent", "MESSAGE_CREATE a open", "interaction a message",
		"interaction b sent", "MESSAGE_CREATE b whispered", "interaction b message",
		"interaction c sent", "interaction c modal",
		"interaction d sent", "MESSAGE_CREATE d", "interaction d acknowledged", "MESSAGE_UPDATE d late",
		"interaction e sent", "interaction e choices",
	}
	if got := statuses(ada); !slices.Equal(got, want) {
		t.Errorf("Ada sees\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	whispered := s.Seen(st.channel, st.ada)[1]
	if err := s.As(st.bob.ID, "").Delete(whispered.ID); code(err) != 10008 {
		t.Errorf("Bob dismisses what he does not see: %v", err)
	}
	if err := s.As(st.ada.ID, "").Delete(whispered.ID); err != nil {
		t.Errorf("Ada dismisses a whispered answer: %v", err)
	}
	if got := statuses(bob); !slices.Equal(got, []string{"MESSAGE_CREATE  open", "MESSAGE_CREATE", "MESSAGE_UPDATE  late"}) {
		t.Errorf("Bob sees %q; want the open answers and nothing of the rest", got)
	}
}

func TestAnInteractionThatNobodyAnswersFails(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{AnswerWithin: time.Millisecond})
	ada := s.AddUser("Ada", false)
	m := posted(t, s, channel, plain(row(button(object{"custom_id": "go"}))))
	w := s.Watch(View{As: ada.ID})
	if _, err := s.As(ada.ID, "n").Click(m, "go"); err != nil {
		t.Fatal(err)
	}
	var got []string
	for range 3 {
		e, err := w.Next(patient(t))
		if err != nil {
			t.Fatal(err)
		}
		var o object
		json.Unmarshal(e.Data, &o)
		got = append(got, e.Kind+" "+text(o, "nonce")+" "+text(o, "status"))
	}
	if !slices.Equal(got, []string{"snapshot  ", "interaction n sent", "interaction n failed"}) {
		t.Errorf("events = %q", got)
	}
}

func TestFilesAreReachedFromWhereThePageIs(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	w := st.s.Watch(View{As: st.ada.ID})
	m := st.s.Post(st.channel, st.ada, "hello", Attachment{Name: "a.txt", Data: []byte("x")})
	st.s.Reply(m, st.bob, "a reply")
	st.s.Forward(st.channel, st.bob, m)
	for _, e := range w.queue[1:] {
		if !strings.Contains(string(e.Data), `"url":"/attachments/`) || strings.Contains(string(e.Data), st.s.URL()) {
			t.Errorf("%s = %s; want links without the address", e.Kind, e.Data)
		}
	}
	if url := text(m.Raw["attachments"].([]any)[0].(object), "url"); !strings.HasPrefix(url, st.s.URL()) {
		t.Errorf("for the bot the link is %q; want it whole", url)
	}
}

func TestHistoryStandsAmongTheChanges(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	s := st.s
	var ids []string
	for n := range 5 {
		ids = append(ids, s.Post(st.channel, st.ada, fmt.Sprint(n)).ID)
	}
	s.Delete(ids[1])
	w := s.Watch(View{As: st.ada.ID})
	w.History(st.channel, "", 2, "newest")
	w.History(st.channel, ids[3], 50, "older")
	w.History(st.hidden, "", 50, "hidden")
	s.Edit(ids[4], "edited")
	got := st.kinds(w, func(o object) string {
		var words []string
		for _, m := range list(o["messages"]) {
			words = append(words, text(m.(object), "content"))
		}
		return fmt.Sprint(text(o, "nonce"), words, o["more"])
	})
	want := []string{"snapshot [] <nil>", "history newest[3 4] true", "history older[0 2] false", "history hidden[] false", "MESSAGE_UPDATE [] <nil>"}
	if !slices.Equal(got, want) {
		t.Errorf("events = %q; want %q", got, want)
	}
}

func TestOperatorsSeeTheWire(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	w, ada := st.s.Watch(View{Operator: true}), st.s.Watch(View{As: st.ada.ID})
	l, _, _ := identified(t, st.s, everyIntent)
	st.s.Fail(Fault{Path: "/gateway", Status: 500})
	do(t, st.s, http.MethodGet, "/gateway", nil)
	st.s.Tell("transcript", object{"text": "words"})
	st.s.DropGateway()
	if err := st.s.Wait(patient(t), func() bool { return !st.s.Connected() }); err != nil {
		t.Fatal(err)
	}
	l.ws.Close()
	got := st.kinds(w, func(o object) string {
		d, _ := o["d"].(object)
		return strings.Join(strings.Fields(fmt.Sprint(text(o, "dir"), " ", o["op"], " ", text(o, "t"), " ", text(o, "path"), " ", o["status"], " ", text(o, "kind"), " ", text(d, "token"))), " ")
	})
	for _, want := range []string{"wire out 10 <nil>", "wire in 2 <nil> …", "wire out 0 READY <nil>", "wire rest <nil> /gateway 500", "told <nil> <nil> transcript", "bot <nil> <nil>"} {
		if !slices.Contains(got, want) {
			t.Errorf("the operator sees\n%s\nwithout %q", strings.Join(got, "\n"), want)
		}
	}
	st.sees(ada, "snapshot", "bot", "bot")
}

func TestAWatcherEnds(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	s := st.s
	closed, slow, served := s.Watch(View{}), s.Watch(View{}), s.Watch(View{})
	closed.Close()
	closed.Close()
	if _, err := closed.Next(patient(t)); !errors.Is(err, io.EOF) {
		t.Errorf("after Close: %v; want EOF", err)
	}
	for range maxBehind {
		s.As(st.ada.ID, "").Typing(st.channel)
		served.take()
	}
	if _, err := slow.Next(patient(t)); !errors.Is(err, io.EOF) {
		t.Errorf("far behind: %v; want EOF", err)
	}
	for {
		if _, ok, _ := served.take(); !ok {
			break
		}
	}
	heavy, read := s.Watch(View{}), s.Watch(View{})
	read.take()
	large := strings.Repeat("x", maxBehindBytes/2)
	for range 3 {
		s.mu.Lock()
		s.show("large", large)
		s.mu.Unlock()
		read.take()
		served.take()
	}
	if _, err := heavy.Next(patient(t)); !errors.Is(err, io.EOF) {
		t.Errorf("few events behind, but large ones: %v; want EOF", err)
	}
	if _, _, ended := read.take(); ended {
		t.Error("who reads large events is sent away")
	}
	s.Close()
	if _, err := served.Next(patient(t)); !errors.Is(err, io.EOF) {
		t.Errorf("after the server's end: %v; want EOF", err)
	}
}

func TestASeedGivesTheSameIdsAndTimes(t *testing.T) {
	t.Parallel()
	run := func(seed int64, busy bool) (ids []string) {
		s, channel := started(t, Options{Seed: seed})
		if busy { // the bot's own doings change nothing
			do(t, s, http.MethodPut, "/applications/"+BotID+"/commands", []any{object{"name": "x", "description": "x"}})
			s.Watch(View{})
			identified(t, s, everyIntent)
		}
		m := s.Post(channel, s.AddUser("Ada", false), "hello", Attachment{Name: "a.txt"})
		if later := s.Post(channel, s.AddUser("Bob", false), "later"); text(later.Raw, "timestamp") <= text(m.Raw, "timestamp") {
			t.Errorf("a later message is of %v, the first one of %v", later.Raw["timestamp"], m.Raw["timestamp"])
		}
		return []string{channel, m.ID, text(m.Raw, "timestamp"), text(m.Raw["attachments"].([]any)[0].(object), "id"), s.AddGuild("x")}
	}
	first := run(7, false)
	if again := run(7, true); !slices.Equal(first, again) {
		t.Errorf("one seed gives %q and %q", first, again)
	}
	if other := run(8, false); slices.Equal(first, other) {
		t.Errorf("two seeds give %q", other)
	}
}
