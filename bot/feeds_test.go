package bot

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"parley/bot/phrases"
	"parley/feed"
	"parley/playground"
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

func TestWhatOfAFeedCouldNotBeReadIsSaidInItsReadersLanguage(t *testing.T) {
	t.Parallel()
	n := feed.Notice{Empty: true, Lost: 2, Undated: 3, Of: 4, Date: "*soon*"}
	for language, want := range map[string]string{
		"en": `The feed holds no entry with a title, a text or a link. Broken entries, left out: 2. Entries without a usable date: 3 of 4, such as “\*soon\*”.`,
		"de": `Der Feed hat keinen Eintrag mit Titel, Text oder Link. Kaputte Einträge, weggelassen: 2. Einträge ohne brauchbares Datum: 3 von 4, etwa „\*soon\*“.`,
	} {
		if got := strings.Join(notices(phrases.In(language), n), " "); got != want {
			t.Errorf("%s: %s\nwant: %s", language, got, want)
		}
	}
	n.Date = ""
	if got := notices(phrases.In("en"), n)[2]; got != "Entries without a usable date: 3 of 4." {
		t.Errorf("without a date: %s", got)
	}
	if got := notices(phrases.In("en"), feed.Notice{}); len(got) > 0 {
		t.Errorf("of nothing: %v", got)
	}
}

// A follower is a host that follows one feed.
type follower struct{ host }

func (follower) Feeds(context.Context, string) ([]feed.Feed, error) {
	return []feed.Feed{{URL: "https://gazette.example/feed", Title: "Gazette"}}, nil
}

func TestAnExportThatIsTriedAgainIsWhole(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	w.options.Newsroom = follower{}
	w.run()
	w.discord.Fail(playground.Fault{Method: http.MethodPatch, Path: "/webhooks/", Status: 503, Body: "<html>"})
	got := w.whispered(w.discord.Slash(w.channel, w.discord.AddUser("Mia", true), feedsName, map[string]any{"export": map[string]any{}}))
	link := got.Raw["attachments"].([]any)[0].(map[string]any)["url"].(string)
	response, err := http.Get(link)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if file, err := io.ReadAll(response.Body); err != nil || !strings.Contains(string(file), "https://gazette.example/feed") || len(w.discord.Faults()) > 0 {
		t.Errorf("the file is %q (%v)", file, err)
	}
}
