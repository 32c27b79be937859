package playground

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// A tester is a page without a browser.
type tester struct {
	*testing.T
	ws *websocket.Conn
}

type heard struct {
	Kind string
	Data map[string]any
}

func servePage(t *testing.T) *Server {
	t.Helper()
	s, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	s.ServePage()
	return s
}

func visitAs(t *testing.T, s *Server, user string) *tester {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.DialContext(t.Context(), strings.Replace(s.URL(), "http", "ws", 1)+"/playground/socket?as="+user, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	ws.SetReadDeadline(time.Now().Add(20 * time.Second))
	return &tester{t, ws}
}

// hear waits for something of a kind that fits.
func (p *tester) hear(kind string, fits func(map[string]any) bool) map[string]any {
	p.Helper()
	for {
		var h heard
		if err := p.ws.ReadJSON(&h); err != nil {
			p.Fatalf("waiting for %s: %v", kind, err)
		}
		if h.Kind == kind && fits(h.Data) {
			return h.Data
		}
	}
}

func (p *tester) do(deed string) {
	p.Helper()
	if err := p.ws.WriteMessage(websocket.TextMessage, []byte(deed)); err != nil {
		p.Fatal(err)
	}
}

func anything(map[string]any) bool { return true }

func TestThePageIsServedWithAStrictPolicy(t *testing.T) {
	t.Parallel()
	s := servePage(t)
	for path, want := range map[string]string{"/": "<title>Playground</title>", "/playground/page.js": "playground/socket", "/playground/page.css": ".message", "/press/baths.html": "Quayside Baths"} {
		response, body := answered(t, asked(t, s, http.MethodGet, path, nil))
		if response.StatusCode != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("GET %s: %d, without %q", path, response.StatusCode, want)
		}
		policy := response.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
			t.Errorf("GET %s: the policy is %q", path, policy)
		}
	}
	for _, path := range []string{"/press/", "/press/none.html", "/press/frame.tmpl", "/press/../web.go", "/playground/other.js"} {
		if response, _ := answered(t, asked(t, s, http.MethodGet, path, nil)); response.StatusCode != http.StatusNotFound {
			t.Errorf("GET %s: %d; want 404", path, response.StatusCode)
		}
	}
}

func TestNoOtherSiteReachesTheSocket(t *testing.T) {
	t.Parallel()
	s := servePage(t)
	_, response, err := websocket.DefaultDialer.DialContext(t.Context(), strings.Replace(s.URL(), "http", "ws", 1)+"/playground/socket",
		http.Header{"Origin": {"https://example.test"}})
	if err == nil || response == nil || response.StatusCode != http.StatusForbidden {
		t.Errorf("a page of another site: %v, %v; want 403", response, err)
	}
}

// TestThePapersArePrinted looks at each article's page, and for those of the day in the feed.
func TestThePapersArePrinted(t *testing.T) {
	t.Parallel()
	s := servePage(t)
	_, feed := answered(t, asked(t, s, http.MethodGet, "/press/feed.xml", nil))
	inFeed := 0
	for _, a := range pressArticles {
		if _, page := answered(t, asked(t, s, http.MethodGet, "/press/"+a.File, nil)); !strings.Contains(page, "<h1>"+a.Title+"</h1>") || strings.Count(page, "<p>") < 4 || strings.Contains(page, "{{") {
			t.Errorf("%s has no title, or no text:\n%s", a.File, page)
		}
		if strings.Contains(feed, "<link>"+s.link(a)+"</link>") {
			inFeed++
		}
	}
	if inFeed != 3 {
		t.Errorf("the feed has %d of the articles; want 3:\n%s", inFeed, feed)
	}
}

// TestEachPaperHasAHostOfItsOwn and nothing but its pages is there: neither the page, nor its socket, nor what bots call.
func TestEachPaperHasAHostOfItsOwn(t *testing.T) {
	t.Parallel()
	s := servePage(t)
	hosts := map[string]bool{}
	for _, a := range pressArticles {
		hosts[a.Host] = true
		for path, want := range map[string]int{"/press/" + a.File: http.StatusOK, "/": http.StatusForbidden, "/playground/socket": http.StatusForbidden, "/api/v10/gateway": http.StatusForbidden} {
			if got := statusAt(t, s, a.Host, path); got != want {
				t.Errorf("GET %s at %s: %d; want %d", path, a.Host, got, want)
			}
		}
	}
	if got := statusAt(t, s, "other.localhost", "/press/baths.html"); len(hosts) != len(pressArticles) || got != http.StatusForbidden {
		t.Errorf("%d hosts for %d papers; a host that is none: %d", len(hosts), len(pressArticles), got)
	}
}

// statusAt is what a server answers under a host.
func statusAt(t *testing.T, s *Server, host, path string) int {
	t.Helper()
	request := asked(t, s, http.MethodGet, path, nil)
	request.Host = host
	response, _ := answered(t, request)
	return response.StatusCode
}

func TestWhatIsDoneOnThePageIsSeenAndAnswered(t *testing.T) {
	t.Parallel()
	s := servePage(t)
	channel, ada, ben := s.AddChannel("news"), s.AddUser("ada", true), s.AddUser("ben", false)
	p, other := visitAs(t, s, ada.ID), visitAs(t, s, ben.ID)
	if visit := p.hear("page", anything); len(list(visit["samples"])) != 3 || visit["feed"] != s.URL()+"/press/feed.xml" {
		t.Errorf("a newcomer is offered %v", visit)
	}
	if me := p.hear("snapshot", anything)["me"].(map[string]any); me["id"] != ada.ID {
		t.Errorf("the page acts as %v", me)
	}
	other.hear("snapshot", anything) // from then on it hears what happens

	p.do(fmt.Sprintf(`{"do":"post","nonce":"n1","channel":%q,"content":"hello","files":[{"name":"a.txt","type":"text/plain","data":"aGk="}]}`, channel))
	posted := other.hear("MESSAGE_CREATE", anything)
	if posted["content"] != "hello" || posted["nonce"] != nil {
		t.Errorf("another person sees %v", posted)
	}
	file := list(posted["attachments"])[0].(map[string]any)
	if _, body := answered(t, asked(t, s, http.MethodGet, text(file, "url"), nil)); body != "hi" {
		t.Errorf("the file holds %q", body)
	}
	id := text(posted, "id")
	if done := p.hear("done", anything); done["nonce"] != "n1" || done["id"] != id {
		t.Errorf("the page is told %v", done)
	}

	other.do(fmt.Sprintf(`{"do":"delete","nonce":"n2","message":%q}`, id))
	if refused := other.hear("refused", anything); refused["nonce"] != "n2" || refused["message"] != "Missing Permissions" {
		t.Errorf("who may not delete is told %v", refused)
	}
	p.do(`{"do":"fly","nonce":"n3"}`)
	p.hear("refused", func(d map[string]any) bool { return d["nonce"] == "n3" })
	p.do(`{"do":3}`)
	p.hear("refused", anything)
	p.do(`{"do":"make","nonce":"n4","what":"channel","guild":"` + GuildID + `","name":"Sea News"}`)
	if made := other.hear("CHANNEL_CREATE", anything); made["name"] != "sea-news" {
		t.Errorf("a channel came to be as %v", made["name"])
	}
	p.do(fmt.Sprintf(`{"do":"history","nonce":"n5","channel":%q,"limit":10}`, channel))
	if history := p.hear("history", anything); len(list(history["messages"])) != 1 {
		t.Errorf("the history is %v", history)
	}
}

// What is made has a name, and the role that the page offers beside those that were made is given and taken, too.
func TestWhatIsMadeAndGiven(t *testing.T) {
	t.Parallel()
	s := servePage(t)
	ada := s.AddUser("ada", true)
	p := visitAs(t, s, ada.ID)
	for _, what := range []string{"server", "channel", "person", "role"} {
		for _, name := range []string{" ", strings.Repeat("x", 101)} {
			p.do(fmt.Sprintf(`{"do":"make","nonce":"m","what":%q,"guild":%q,"name":%q}`, what, GuildID, name))
			if refused := p.hear("refused", anything); !strings.HasPrefix(text(refused, "message"), "name: ") {
				t.Errorf("a %s called %.10q: %v", what, name, refused)
			}
		}
	}
	if len(s.People()) != 1 {
		t.Errorf("there are %v", s.People())
	}
	for _, on := range []bool{false, true} {
		p.do(fmt.Sprintf(`{"do":"give","nonce":"g","guild":%q,"role":%q,"user":%q,"on":%t}`, GuildID, moderatorRole(GuildID).ID, ada.ID, on))
		if member := p.hear("GUILD_MEMBER_UPDATE", anything); len(list(member["roles"])) == 1 != on {
			t.Errorf("given: %t; then the roles are %v", on, member["roles"])
		}
		if got := s.People()[0].Moderator; got != on {
			t.Errorf("given: %t; a moderator: %t", on, got)
		}
	}
	p.do(fmt.Sprintf(`{"do":"give","nonce":"g","guild":%q,"role":"1","user":%q,"on":true}`, GuildID, ada.ID))
	p.hear("refused", anything)
}

// A stuckConn is the connection of a page that does not read.
type stuckConn struct {
	net.Conn
	opened, closed bool
	deadline       time.Time
}

func (c *stuckConn) Write(data []byte) (int, error) {
	if !c.opened {
		c.opened = true
		return len(data), nil
	}
	return 0, os.ErrDeadlineExceeded
}

func (c *stuckConn) Close() error                       { c.closed = true; return nil }
func (c *stuckConn) SetDeadline(time.Time) error        { return nil }
func (c *stuckConn) SetWriteDeadline(t time.Time) error { c.deadline = t; return nil }

// A hijackable response hands its connection over.
type hijackable struct {
	http.ResponseWriter
	conn net.Conn
}

func (h hijackable) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return h.conn, bufio.NewReadWriter(bufio.NewReader(h.conn), bufio.NewWriter(h.conn)), nil
}

func TestAPageThatDoesNotReadIsLeft(t *testing.T) {
	t.Parallel()
	conn := &stuckConn{}
	request := httptest.NewRequest(http.MethodGet, "/playground/socket", nil)
	request.Header = http.Header{"Connection": {"Upgrade"}, "Upgrade": {"websocket"}, "Sec-Websocket-Version": {"13"}, "Sec-Websocket-Key": {"AAAAAAAAAAAAAAAAAAAAAA=="}}
	ws, err := (&websocket.Upgrader{}).Upgrade(hijackable{httptest.NewRecorder(), conn}, request, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := (&visitor{ws: ws}).send("a message"); err == nil || conn.deadline.IsZero() || !conn.closed {
		t.Errorf("%v; to be written by %v; closed: %t", err, conn.deadline, conn.closed)
	}
}

func TestValuesAreReadAsTheyWereFilledIn(t *testing.T) {
	t.Parallel()
	raw := map[string]json.RawMessage{"text": json.RawMessage(`"a"`), "many": json.RawMessage(`["a","b"]`), "number": json.RawMessage(`3`), "yes": json.RawMessage(`true`), "none": json.RawMessage(`null`),
		"file": json.RawMessage(`{"file":{"name":"a.txt","data":"aGk="}}`), "files": json.RawMessage(`{"files":[{"name":"b.txt","data":"aGk="}]}`)}
	values := valuesOf(raw)
	file, _ := values["file"].(Attachment)
	files, _ := values["files"].([]Attachment)
	if values["text"] != "a" || fmt.Sprint(values["many"]) != "[a b]" || values["number"] != 3.0 || values["yes"] != true || len(values) != 6 ||
		string(file.Data) != "hi" || !strings.HasPrefix(file.ContentType, "text/plain") || len(files) != 1 {
		t.Errorf("read as %v", values)
	}
}

func FuzzDeeds(f *testing.F) {
	for _, seed := range []string{`{"do":"post","channel":"1","content":"x"}`, `{"do":"command","options":{"a":{"file":{"data":"eA=="}}}}`, `{"do":"click","values":["a"]}`, `{"do":"make","what":"role"}`, `{"do":"history","limit":-1}`, `[]`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var d deed
		if json.Unmarshal(data, &d) != nil {
			return
		}
		s, err := Start(Options{})
		if err != nil {
			t.Skip(err)
		}
		defer s.Close()
		user := s.AddUser("ada", true)
		v := &visitor{Server: s, user: user.ID, watcher: s.Watch(View{As: user.ID})}
		if do, known := deeds[d.Do]; known {
			do(v, d)
		}
	})
}

func TestOthersComeOnlyWhereTheyAreLetIn(t *testing.T) {
	t.Parallel()
	if s, err := Start(Options{Addr: "0.0.0.0:0"}); err == nil {
		s.Close()
		t.Error("it serves every address without being told to")
	}
	s, err := Start(Options{Addr: "0.0.0.0:0", Network: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	s.ServePage()
	for host, want := range map[string]int{"192.0.2.7:8080": http.StatusOK, "localhost:8080": http.StatusOK, "news.example.test": http.StatusForbidden} {
		if got := statusAt(t, s, host, "/"); got != want {
			t.Errorf("Host %s: %d; want %d", host, got, want)
		}
	}
}

func TestABrowsersLanguageIsDiscordsNearest(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{"de-AT": "de", "en": "en-US", "en-AU": "en-GB", "es": "es-ES", "es-MX": "es-419", "pt": "pt-BR", "nb": "no", "zh-HK": "zh-TW",
		"zh": "zh-CN", "zh-Hant-TW": "zh-TW", "en-US": "en-US", "eo": "en-US", "": "en-US", "no such": "en-US"} {
		if got := localeOf(tag); got != want {
			t.Errorf("%q is %s for Discord; want %s", tag, got, want)
		}
	}
}
