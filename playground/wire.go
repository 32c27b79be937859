package playground

import (
	"encoding/json"
	"net/http"
	"time"
)

// This file is the wire log: what bot and Discord said to each other, as operators see it. Tokens are blanked.

const maxLogged = 64 << 10 // bytes of a body; of a longer one only the size is told

// logged is JSON for the log, nil where it is none or too much.
func logged(data []byte) any {
	if len(data) == 0 || len(data) > maxLogged || !json.Valid(data) {
		return nil
	}
	return json.RawMessage(data)
}

// log notes a REST call.
func (c *call) log(r Request, header http.Header) {
	files := []any{}
	for _, f := range r.Files {
		files = append(files, object{"name": f.Name, "size": len(f.Data)})
	}
	c.wired(object{"dir": "rest", "method": r.Method, "path": r.Path, "query": r.Query, "status": r.Status, "fault": r.Fault,
		"ms": float64(time.Since(c.began).Microseconds()) / 1000, "body": logged(r.Body), "answer": logged(r.Answer),
		"size":  len(r.Body) + len(r.Answer),
		"files": files, "bucket": header.Get("X-RateLimit-Bucket"), "remaining": header.Get("X-RateLimit-Remaining")})
}

// logFrame notes a frame of the gateway.
func (s *Server) logFrame(c *connection, dir string, data []byte) {
	var f struct {
		Op int             `json:"op"`
		T  any             `json:"t"`
		S  any             `json:"s"`
		D  json.RawMessage `json:"d"`
	}
	json.Unmarshal(data, &f) // what is no JSON is logged by its size
	s.wired(object{"dir": dir, "connection": c.number, "op": f.Op, "t": f.T, "s": f.S, "d": blanked(f.Op, f.D), "size": len(data)})
}

// blanked takes the token out of what a bot begins a session with.
func blanked(op int, data json.RawMessage) any {
	var fields object
	if op != opIdentify && op != opResume {
		return logged(data)
	}
	if json.Unmarshal(data, &fields) != nil {
		return nil
	}
	fields["token"] = "…"
	return fields
}
