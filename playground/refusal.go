package playground

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// A Refusal is Discord's answer to what it does not carry out, for a bot and for a person alike.
type Refusal struct {
	Status  int    `json:"-"`
	Code    int    `json:"code"`
	Message string `json:"message"`
	Errors  object `json:"errors,omitempty"` // by field

	limited, global bool // a 429
	wait            time.Duration
}

// body is the answer as Discord gives it.
func (r *Refusal) body() []byte {
	if r.limited {
		return encode(object{"message": r.Message, "retry_after": r.wait.Seconds(), "global": r.global})
	}
	return encode(r)
}

// Error says what is wrong and with which field, for people.
func (r *Refusal) Error() string {
	var all []string
	tell(&all, "", r.Errors)
	if len(all) == 0 {
		return r.Message
	}
	return strings.Join(all, "; ")
}

// tell gathers the messages of a tree of errors, each with the path of its field.
func tell(all *[]string, path string, tree object) {
	for _, step := range slices.Sorted(maps.Keys(tree)) {
		if inner, nested := tree[step].(object); nested {
			tell(all, strings.TrimPrefix(path+"."+step, "."), inner)
			continue
		}
		for _, item := range list(tree[step]) {
			*all = append(*all, strings.TrimPrefix(fmt.Sprintf("%s: %s", path, text(item.(object), "message")), ": "))
		}
	}
}

// or is the refusal as an error; a plain conversion would make a nil one that is not nil.
func (r *Refusal) or(err error) error {
	if r != nil {
		return r
	}
	return err
}

var (
	errNotFound     = &Refusal{Status: http.StatusNotFound, Message: "404: Not Found"}
	errInternal     = &Refusal{Status: http.StatusInternalServerError, Message: "500: Internal Server Error"}
	errUnauthorized = &Refusal{Status: http.StatusUnauthorized, Message: "401: Unauthorized"}
	errTooLarge     = &Refusal{Status: http.StatusRequestEntityTooLarge, Code: 40005, Message: "Request entity too large"}
	errJSON         = &Refusal{Status: http.StatusBadRequest, Code: 50109, Message: "The request body contains invalid JSON."}
	errForm         = &Refusal{Status: http.StatusBadRequest, Code: 50035, Message: "Invalid Form Body"}
	errContentType  = &Refusal{Status: http.StatusBadRequest, Code: 50035,
		Message: "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}."}
	errUnknownChannel = &Refusal{Status: http.StatusNotFound, Code: 10003, Message: "Unknown Channel"}
	errUnknownGuild   = &Refusal{Status: http.StatusNotFound, Code: 10004, Message: "Unknown Guild"}
	errUnknownMessage = &Refusal{Status: http.StatusNotFound, Code: 10008, Message: "Unknown Message"}
	errAccess         = &Refusal{Status: http.StatusForbidden, Code: 50001, Message: "Missing Access"}
	errPermissions    = &Refusal{Status: http.StatusForbidden, Code: 50013, Message: "Missing Permissions"}
)
