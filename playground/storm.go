package playground

import (
	"context"
	"math/rand/v2"
	"net/http"
	"time"
)

// Storm gives the bot a bad day until ctx ends. Every so often, by chance, its connections are cut, go dead or are asked to come back, or its
// next calls, up to three, meet a rate limit, an error of Discord's, a firewall's page or silence, or are carried out and not answered. It
// calls off what is left of that, and counts the troubles.
func (s *Server) Storm(ctx context.Context, every time.Duration) (troubles int) {
	defer s.ClearFaults()
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for ; ; troubles++ {
		select {
		case <-ctx.Done():
			return troubles
		case <-ticker.C:
		}
		if all := s.troubles(); rand.IntN(2) == 0 {
			all[rand.IntN(len(all))]()
		} else {
			f := stormFaults[rand.IntN(len(stormFaults))]
			f.Times = 1 + rand.IntN(3)
			s.Fail(f)
		}
	}
}

// troubles are those of the gateway, of which none ends a session.
func (s *Server) troubles() []func() {
	return []func(){s.DropGateway, s.Mute, s.Reconnect, func() { s.Invalidate(true) }, func() { s.CloseGateway(4000) },
		func() { s.ReconnectOnResume(); s.DropGateway() }}
}

// stormFaults are those of calls. That a token is unknown is not among them: a bot may believe it.
var stormFaults = []Fault{
	RateLimit("", "", 2*time.Second, false),
	RateLimit("", "", time.Second, true),
	Ban("", ""),
	{Status: http.StatusInternalServerError, Body: `{"message":"500: Internal Server Error","code":0}`},
	{Status: http.StatusBadGateway, Header: html, Body: "<html><title>502 Bad Gateway</title></html>"},
	{Status: http.StatusForbidden, Header: html, Body: "<html><title>Attention required</title></html>"},
	{Hang: true},
	{Cut: true},
}

var html = map[string]string{"Content-Type": "text/html"}
