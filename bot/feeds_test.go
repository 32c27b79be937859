package bot

import (
	"testing"
	"time"

	"parley/bot/phrases"
	"parley/feed"
)

func TestWhyAFeedIsInTroubleIsSaidInItsReadersLanguage(t *testing.T) {
	t.Parallel()
	since := time.Unix(1_767_000_000, 0)
	for _, row := range []struct {
		language string
		f        feed.Feed
		want     string
	}{
		{"en", feed.Feed{Failures: 1, FailingSince: since, Reason: "The site says 403: it does not let programs read this feed."},
			"failing since <t:1767000000:R>: The site says 403: it does not let programs read this feed."},
		{"de", feed.Feed{Failures: 1, FailingSince: since, Reason: "The site says 403: it does not let programs read this feed."},
			"gestört, zum ersten Mal <t:1767000000:R>: Die Website sagt 403: Sie lässt Programme diesen Feed nicht lesen."},
		{"de", feed.Feed{Stopped: true, Reason: "The site says 410: the feed is gone for good."}, "weg: Die Website sagt 410: Den Feed gibt es nicht mehr."},
		{"de", feed.Feed{Stopped: true, Reason: "As *another* version words it."}, `weg: As \*another\* version words it.`},
	} {
		if got := feedState(phrases.In(row.language), row.f); got != row.want {
			t.Errorf("%s: %s\nwant: %s", row.language, got, row.want)
		}
	}
}
