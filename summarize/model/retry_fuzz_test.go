package model

import (
	"net/http"
	"testing"
	"time"
)

func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"2", "-1", "1e309", "NaN", "+Inf", "Fri, 31 Dec 9999 23:59:59 GMT", `{"retryDelay":"7.5s"}`, "try again in 99999999999999999999s"} {
		f.Add(seed)
	}
	now := func() time.Time { return time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC) }
	f.Fuzz(func(t *testing.T, said string) {
		for _, x := range []*exchange{
			{status: 429, header: http.Header{"Retry-After": {said}}}, {status: 429, header: http.Header{"Retry-After-Ms": {said}}}, {status: 503, header: http.Header{}, body: []byte(said)},
		} {
			if wait := retryAfter(x, now); wait < 0 || wait > time.Hour {
				t.Fatalf("retryAfter(%q) = %v", said, wait)
			}
		}
	})
}
