package playground

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// This file is the page's connection. Events go out as a [Watcher] gives them; what the person does comes in as a deed, and is
// answered by "done" or "refused" with the deed's nonce. An answer may overtake events of what was done, and the other way about.

// maxDeed is the most bytes of a deed: ten files, in base64.
const maxDeed = 140 << 20

// maxWrite is how long a page may take to read what is sent to it.
const maxWrite = 10 * time.Second

// A visitor is one open page, acting for one person.
type visitor struct {
	*Server
	user    string
	locale  string // of the browser
	watcher *Watcher

	ws      *websocket.Conn
	writing sync.Mutex
}

// serveSocket serves one page. The upgrader takes no request of another site's page.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer ws.Close()
	stop := context.AfterFunc(s.ctx, func() { ws.Close() })
	defer stop()
	ws.SetReadLimit(maxDeed)
	v := &visitor{Server: s, user: s.personOf(r.URL.Query().Get("as")), locale: localeOf(r.URL.Query().Get("locale")), ws: ws}
	v.watcher = s.Watch(View{As: v.user, Operator: true})
	defer v.watcher.Close()
	s.work.Go(func() { v.tellEvents() })
	v.hear()
}

// personOf is the person of an id, or the first there is.
func (s *Server) personOf(id string) string {
	people := s.People()
	for _, user := range people {
		if user.ID == id {
			return id
		}
	}
	if len(people) == 0 {
		return ""
	}
	return people[0].ID
}

// tellEvents writes events until the page or the playground is gone.
func (v *visitor) tellEvents() {
	page := v.visit()
	page["locale"] = v.locale
	v.write("page", page)
	for {
		event, err := v.watcher.Next(v.ctx)
		if err != nil {
			v.ws.Close()
			return
		}
		if v.send(event) != nil {
			return
		}
	}
}

// send ends the connection of a page that does not read; whoever hears the page then ends its watch.
func (v *visitor) send(value any) error {
	v.writing.Lock()
	defer v.writing.Unlock()
	v.ws.SetWriteDeadline(time.Now().Add(maxWrite))
	err := v.ws.WriteJSON(value)
	if err != nil {
		v.ws.Close()
	}
	return err
}

// write sends something that is no event of the watcher's.
func (v *visitor) write(kind string, data any) {
	v.send(struct {
		Kind string `json:"kind"`
		Data any    `json:"data"`
	}{kind, data})
}

// hear does what the page asks for, one thing after the other.
func (v *visitor) hear() {
	for {
		_, message, err := v.ws.ReadMessage()
		if err != nil {
			return
		}
		var d deed
		if err := json.Unmarshal(message, &d); err != nil {
			v.write("refused", object{"nonce": d.Nonce, "message": "The page and the program are of different versions: load the page again."})
			continue
		}
		v.answer(d)
	}
}

func (v *visitor) answer(d deed) {
	do, known := deeds[d.Do]
	if !known {
		v.write("refused", object{"nonce": d.Nonce, "message": "The playground does not know how to do that."})
		return
	}
	id, err := do(v, d)
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal):
		v.write("refused", object{"nonce": d.Nonce, "message": refusal.Error(), "code": refusal.Code})
	case err != nil:
		v.write("refused", object{"nonce": d.Nonce, "message": err.Error()})
	default:
		v.write("done", object{"nonce": d.Nonce, "id": id})
	}
}
