package feed

import (
	"net/http"
	"testing"
	"time"
)

func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"120", "-1", "99999999999999999999", "Wed, 21 Oct 2015 07:28:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "1e300", "NaN", " 5 "} {
		f.Add(seed)
	}
	now := time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, said string) {
		if wait := retryAfter(http.Header{"Retry-After": {said}}, now); wait < 0 {
			t.Fatalf("retryAfter(%q) = %v", said, wait)
		}
	})
}
