package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// maxReply is the most bytes of a reply that are read; go-openai itself has no limit.
const maxReply = 4 << 20

// An exchange is what one request adds to go-openai's own, and what came back: go-openai keeps neither the headers of all
// errors nor a body that it cannot decode.
type exchange struct {
	fields map[string]any

	status int // 0: there was no reply
	header http.Header
	body   []byte
}

type exchangeKey struct{}

// wire is go-openai's way to the network.
type wire struct {
	client *http.Client
	key    string
}

// Do sends a request with the fields of the exchange in its context, and keeps the reply there.
func (w wire) Do(request *http.Request) (*http.Response, error) {
	x, ok := request.Context().Value(exchangeKey{}).(*exchange)
	if !ok {
		return nil, fmt.Errorf("model: a request without its exchange")
	}
	if err := x.addFields(request); err != nil {
		return nil, err
	}
	if isAzure(request.URL.Hostname()) {
		// Azure takes a bearer for a login of its own kind, and keys in this header.
		request.Header.Del("Authorization")
		request.Header.Set("api-key", w.key)
	}
	response, err := w.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxReply+1))
	if err != nil {
		return nil, err
	}
	if len(body) > maxReply {
		return nil, fmt.Errorf("model: a reply of more than %d MiB", maxReply>>20)
	}
	body = unstreamed(bytes.TrimPrefix(body, []byte("\ufeff")))
	x.status, x.header, x.body = response.StatusCode, response.Header, body
	response.Body = io.NopCloser(bytes.NewReader(plainReply(body)))
	return response, nil
}

func (x *exchange) addFields(request *http.Request) error {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return err
	}
	request.Body.Close()
	var all map[string]json.RawMessage
	if err := json.Unmarshal(body, &all); err != nil {
		return err
	}
	for name, value := range x.fields {
		if all[name], err = json.Marshal(value); err != nil {
			return err
		}
	}
	// Keys go out in order, so that the same question has the same bytes.
	if body, err = json.Marshal(all); err != nil {
		return err
	}
	request.Body, request.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	return nil
}

// plainReply leaves out what Parley does not use and servers get wrong: a numeric id or a fractional time would make
// go-openai refuse the whole reply.
func plainReply(body []byte) []byte {
	var all map[string]json.RawMessage
	if json.Unmarshal(body, &all) != nil {
		return body
	}
	used := map[string]json.RawMessage{}
	for _, name := range []string{"choices", "usage", "error"} {
		if value, ok := all[name]; ok {
			used[name] = value
		}
	}
	plain, err := json.Marshal(used)
	if err != nil {
		return body
	}
	return plain
}
