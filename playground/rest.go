package playground

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
)

const maxBody = 25 << 20 // bytes of one request, Discord's own limit

// flagV2 marks a message made of components alone.
const flagV2 = 1 << 15

const flagEphemeral = 1 << 6

// readBody reads a request: JSON, or a multipart form whose payload_json is the JSON and whose other parts are files.
func readBody(r *http.Request) ([]byte, []Attachment, error) {
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil || len(body) > maxBody {
		return nil, nil, errors.New("request entity too large")
	}
	if kind != "multipart/form-data" {
		return body, nil, nil
	}
	var payload []byte
	var files []Attachment
	parts := multipart.NewReader(strings.NewReader(string(body)), params["boundary"])
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return payload, files, nil
		}
		if err != nil {
			return nil, nil, errors.New("invalid form body")
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, nil, errors.New("invalid form body")
		}
		if part.FormName() == "payload_json" {
			payload = data
		} else {
			files = append(files, Attachment{part.FileName(), part.Header.Get("Content-Type"), data})
		}
	}
}

// A call is one REST request on its way.
type call struct {
	server *Server
	parts  []string // of the path
	query  func(string) string
	body   object
	list   []any // the body, where it is a list
	files  []Attachment
}

// routes answers REST calls: status and reply.
func (s *Server) routes() func(method, path string, r *http.Request, body []byte, files []Attachment) (int, any) {
	return func(method, path string, r *http.Request, body []byte, files []Attachment) (int, any) {
		c := call{server: s, parts: strings.Split(strings.Trim(path, "/"), "/"), query: r.URL.Query().Get, files: files}
		if len(body) > 0 {
			var value any
			if json.Unmarshal(body, &value) != nil {
				return http.StatusBadRequest, apiError{50109, "The request body contains invalid JSON."}
			}
			c.body, _ = value.(object)
			c.list, _ = value.([]any)
		}
		if c.body == nil {
			c.body = object{}
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		return c.answer(method)
	}
}

func (c *call) answer(method string) (int, any) {
	route := method + " " + c.parts[0]
	n := len(c.parts)
	switch {
	case route == "GET gateway":
		return http.StatusOK, object{"url": "ws://" + c.server.listener.Addr().String(), "shards": 1,
			"session_start_limit": object{"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}}
	case route == "GET users":
		return http.StatusOK, c.server.userObject(BotID)
	case (route == "GET applications" || route == "GET oauth2") && c.parts[n-1] == "@me":
		flags := 1 << 18 // message content
		if c.server.options.NoMessageContent {
			flags = 0
		}
		return http.StatusOK, object{"id": BotID, "name": botName, "flags": flags, "description": "", "icon": nil, "bot_public": true}
	case route == "GET guilds" && n == 2:
		return http.StatusOK, object{"id": GuildID, "name": "Playground", "owner_id": "1", "roles": []any{}}
	case c.parts[0] == "channels" && n >= 2:
		return c.channel(method)
	case c.parts[0] == "applications" && c.parts[n-1] == "commands":
		return c.commands(method)
	case route == "POST interactions" && n == 4:
		return c.callback(c.parts[1], c.parts[2])
	case c.parts[0] == "webhooks" && n >= 3:
		return c.webhook(method)
	}
	return http.StatusNotFound, apiError{0, "404: Not Found"}
}

var unknownMessage = apiError{10008, "Unknown Message"}

func (c *call) channel(method string) (int, any) {
	channel := c.server.state.channels[c.parts[1]]
	if channel == nil {
		return http.StatusNotFound, apiError{10003, "Unknown Channel"}
	}
	switch n := len(c.parts); {
	case n == 2 && method == http.MethodGet:
		return http.StatusOK, channel
	case n == 3 && c.parts[2] == "typing":
		return http.StatusNoContent, nil
	case n == 3 && c.parts[2] == "messages" && method == http.MethodPost:
		return c.createMessage(c.parts[1])
	case n == 3 && c.parts[2] == "messages":
		return http.StatusOK, c.latest(c.parts[1])
	case n == 4 && c.parts[2] == "messages":
		m := c.server.state.messages[c.parts[3]]
		if m == nil || m.Deleted || m.ChannelID != c.parts[1] {
			return http.StatusNotFound, unknownMessage
		}
		return c.message(method, m)
	}
	return http.StatusNotFound, apiError{0, "404: Not Found"}
}

// latest are the channel's last 50 messages, newest first.
func (c *call) latest(channel string) []any {
	found := []any{}
	for _, id := range slices.Backward(c.server.state.order) {
		if m := c.server.state.messages[id]; m.ChannelID == channel && !m.Deleted && len(found) < 50 {
			found = append(found, m.Raw)
		}
	}
	return found
}

func (c *call) createMessage(channel string) (int, any) {
	s := c.server
	if nonce := fmt.Sprint(c.body["nonce"]); c.body["enforce_nonce"] == true && c.body["nonce"] != nil {
		if id, known := s.state.nonces[nonce]; known {
			return http.StatusOK, s.state.messages[id].Raw
		}
		defer func() { s.state.nonces[nonce] = s.state.order[len(s.state.order)-1] }()
	}
	if problem := checkMessage(c.body, len(c.files)); problem != "" {
		return http.StatusBadRequest, formError(problem)
	}
	if reference, ok := c.body["message_reference"].(object); ok && reference["fail_if_not_exists"] != false {
		if m := s.state.messages[fmt.Sprint(reference["message_id"])]; m == nil || m.Deleted {
			return http.StatusBadRequest, formError("message_reference: Unknown message")
		}
	}
	m := s.addMessage(channel, BotID, s.withFiles(c.body, c.files))
	s.dispatch("MESSAGE_CREATE", m.Raw)
	return http.StatusOK, m.Raw
}

func (s *Server) withFiles(body object, files []Attachment) object {
	if len(files) > 0 {
		body["attachments"] = s.keep(files)
	}
	return body
}

func (c *call) message(method string, m *Message) (int, any) {
	switch {
	case method == http.MethodGet:
		return http.StatusOK, m.Raw
	case method == http.MethodDelete:
		c.server.deleteMessage(m)
		return http.StatusNoContent, nil
	case method == http.MethodPatch && m.AuthorID != BotID:
		return http.StatusForbidden, apiError{50005, "Cannot edit a message authored by another user"}
	case method == http.MethodPatch:
		return c.edit(m)
	}
	return http.StatusMethodNotAllowed, apiError{0, "405: Method Not Allowed"}
}

// edit merges the body into a message, holding the whole to the same rules as a new one.
func (c *call) edit(m *Message) (int, any) {
	merged := object{"flags": m.Raw["flags"], "content": m.Raw["content"], "components": m.Raw["components"], "embeds": m.Raw["embeds"]}
	for key, value := range c.body {
		merged[key] = value
	}
	if m.Flags&flagV2 != 0 {
		merged["flags"] = number(merged["flags"]) | flagV2 // it cannot be taken back
	}
	if problem := checkMessage(merged, len(c.files)); problem != "" {
		return http.StatusBadRequest, formError(problem)
	}
	for key, value := range merged {
		m.Raw[key] = value
	}
	m.read()
	c.server.dispatch("MESSAGE_UPDATE", m.Raw)
	c.server.touch()
	return http.StatusOK, m.Raw
}

func (c *call) commands(method string) (int, any) {
	s := c.server
	switch method {
	case http.MethodGet:
		return http.StatusOK, s.state.commands
	case http.MethodPut:
		var kept []object
		for _, item := range c.list {
			command, _ := item.(object)
			if problem := checkCommand(command); problem != "" {
				return http.StatusBadRequest, formError(problem)
			}
			command["id"], command["application_id"], command["version"] = s.id(), BotID, "1"
			kept = append(kept, command)
		}
		s.state.commands = kept
		s.touch()
		return http.StatusOK, kept
	}
	return http.StatusMethodNotAllowed, apiError{0, "405: Method Not Allowed"}
}

func (s *Server) serveAttachment(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	file, ok := s.state.attachments[strings.TrimPrefix(r.URL.Path, "/attachments/")]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", file.ContentType)
	w.Write(file.Data)
}

// formError has the shape of Discord's answer to a malformed form.
func formError(problem string) object {
	return object{"code": 50035, "message": "Invalid Form Body", "errors": object{"_errors": []any{object{"code": "INVALID", "message": problem}}}}
}

// token is the interaction's secret, as long as a real one.
func token(id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte("interaction:" + id))
}
