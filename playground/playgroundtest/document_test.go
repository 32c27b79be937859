package playgroundtest

import (
	"strings"
	"testing"

	"parley/playground"
)

func TestTheDocumentIsHeldAgainstACall(t *testing.T) {
	t.Parallel()
	doc := Document(t)
	command := `{"name":"look","description":"x","default_member_permissions":"32"}`
	for name, row := range map[string]struct {
		request playground.Request
		fine    bool
	}{
		"a message":                       {playground.Request{Method: "POST", Path: "/channels/5/messages", Body: []byte(`{"content":"x"}`)}, true},
		"a button of no style":            {playground.Request{Method: "POST", Path: "/channels/5/messages", Body: []byte(`{"components":[{"type":1,"components":[{"type":2,"style":9,"label":"x"}]}]}`)}, false},
		"permissions as text":             {playground.Request{Method: "POST", Path: "/applications/5/commands", Body: []byte(command)}, true},
		"a command without a name":        {playground.Request{Method: "POST", Path: "/applications/5/commands", Body: []byte(`{"description":"x"}`)}, false},
		"an answer that is too long":      {playground.Request{Method: "PATCH", Path: "/webhooks/5/t/messages/@original", Body: []byte(`{"content":"` + strings.Repeat("x", 2001) + `"}`)}, false},
		"a path that the document has no": {playground.Request{Method: "POST", Path: "/nowhere", Body: []byte(`{}`)}, true},
	} {
		if err := CheckRequest(doc, row.request); (err == nil) != row.fine {
			t.Errorf("%s: %v; want fine %v", name, err, row.fine)
		}
		if err := Check(row.request); (err == nil) != row.fine {
			t.Errorf("%s, by the check for a playground: %v; want fine %v", name, err, row.fine)
		}
	}
	for name, row := range map[string]struct {
		answer playground.Request
		fine   bool
	}{
		"a 429 without a code": {playground.Request{Method: "GET", Path: "/gateway", Status: 429, Answer: []byte(`{"message":"x","retry_after":1.5,"global":false}`)}, true},
		"a gateway":            {playground.Request{Method: "GET", Path: "/gateway", Status: 200, Answer: []byte(`{"url":"ws://127.0.0.1:1"}`)}, true},
		"a gateway of nowhere": {playground.Request{Method: "GET", Path: "/gateway", Status: 200, Answer: []byte(`{}`)}, false},
		"no body":              {playground.Request{Method: "GET", Path: "/gateway", Status: 200}, false},
		"a status of its own":  {playground.Request{Method: "GET", Path: "/gateway", Status: 302}, false},
		"a call of nobody's":   {playground.Request{Method: "GET", Path: "/nowhere", Status: 200}, false},
	} {
		if err := CheckAnswer(doc, row.answer); (err == nil) != row.fine {
			t.Errorf("%s: %v; want fine %v", name, err, row.fine)
		}
	}
}
