package bot

import (
	"net/http"
	"testing"

	"parley/playground"
)

// Discord's 5xx cost nothing: an acknowledgement, an answer and a post are tried again, and each stands once.
func TestFailuresOfDiscordsOwnAreTriedAgain(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]playground.Fault{
		"the acknowledgement fails":           {Method: http.MethodPost, Path: "/callback", Status: 503, Body: "<html>"},
		"the acknowledgement's answer is cut": {Method: http.MethodPost, Path: "/callback", Cut: true},
		"each try to acknowledge is cut":      {Method: http.MethodPost, Path: "/callback", Cut: true, Times: 3},
		"the edit of the answer fails":        {Method: http.MethodPatch, Path: "/webhooks/", Status: 500, Body: "{}"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, playground.Options{}, nil)
			w.discord.Fail(fault)
			id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.site.URL + "/ferry"})
			i := w.interaction(id, func(i playground.Interaction) bool { return says("We will not sign a cheque")(i.Answer) })
			if len(i.FollowUps) != 0 {
				t.Errorf("%d answers besides the one", len(i.FollowUps))
			}
			if left := w.discord.Faults(); len(left) != 0 {
				t.Errorf("faults that never came: %v", left)
			}
		})
	}
}

// A page that is not Discord's own word, such as a firewall's, costs a link its answer no more than an error of Discord's does.
func TestAPageOfWhateverStandsBetweenIsNoRefusal(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusForbidden, http.StatusNotFound, http.StatusUnauthorized, http.StatusTooManyRequests, http.StatusBadGateway} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, playground.Options{}, nil)
			w.discord.Fail(playground.Fault{Method: http.MethodPost, Path: "/messages", Status: status, Body: "<html><title>Attention required</title></html>"})
			w.answer(w.discord.Post(w.channel, w.ada, w.link("/ferry")), says("cheque"))
		})
	}
}
