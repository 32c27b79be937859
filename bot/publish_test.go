package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/digest"
	"parley/playground"
)

func TestAPublisherPostsOnce(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		fault  *playground.Fault
		reason string // of a PublishError
		named  bool   // whether Discord said so itself
		waits  bool   // a PublishError that says when to come again
		doubt  bool   // any other error
	}{
		"all is well":              {},
		"too many requests":        {fault: ptr(playground.RateLimit("POST", "/messages", 2*time.Second, false)), waits: true},
		"a ban":                    {fault: ptr(playground.Ban("POST", "/messages")), waits: true},
		"may not write there":      {fault: &playground.Fault{Method: "POST", Path: "/messages", Status: 403, Body: `{"code":50013,"message":"Missing Permissions"}`}, reason: "may not write", named: true},
		"may not see it":           {fault: &playground.Fault{Method: "POST", Path: "/messages", Status: 403, Body: `{"code":50001,"message":"Missing Access"}`}, reason: "may not write", named: true},
		"a firewall's 403":         {fault: &playground.Fault{Method: "POST", Path: "/messages", Status: 403, Body: "<html>Forbidden</html>"}, reason: "did not take"},
		"a proxy's 404":            {fault: &playground.Fault{Method: "POST", Path: "/messages", Status: 404, Body: "<html>Not Found</html>"}, reason: "did not take"},
		"a bare 403":               {fault: &playground.Fault{Method: "POST", Path: "/messages", Status: 403, Body: `{"code":0,"message":"403: Forbidden"}`}, reason: "did not take"},
		"a token of a bad day":     {fault: &playground.Fault{Method: "POST", Path: "/messages", Status: 401, Body: `{"code":0,"message":"401: Unauthorized"}`}, reason: "token"},
		"a body that it dislikes":  {fault: &playground.Fault{Method: "POST", Path: "/messages", Status: 400, Body: `{"code":50035,"message":"Invalid Form Body"}`}, reason: "did not take"},
		"the channel is gone":      {fault: &playground.Fault{Method: "POST", Path: "/messages", Status: 404, Body: `{"code":10003,"message":"Unknown Channel"}`}, reason: "is gone", named: true},
		"Discord is in trouble":    {fault: &playground.Fault{Method: "POST", Path: "/messages", Status: 502, Body: "<html>"}, doubt: true},
		"the answer is cut on way": {fault: &playground.Fault{Method: "POST", Path: "/messages", Cut: true}, doubt: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			defer cancel()
			discord, err := playground.Start(playground.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer discord.Close()
			channel := discord.AddChannel("news")
			if row.fault != nil {
				discord.Fail(*row.fault)
			}
			p := NewPublisher(Options{Token: "playground", DiscordURL: discord.URL()})
			body := RenderIssue(ferryIssue(), digest.Settings{}, "post1")[0].Body
			began := time.Now()
			id, err := p.Post(ctx, playground.GuildID, channel, "", body, "n0nce")
			var known *PublishError
			switch {
			case row.fault == nil:
				if err != nil || id == "" {
					t.Fatalf("Post = %q, %v", id, err)
				}
			case row.doubt:
				if err == nil || errors.As(err, &known) {
					t.Fatalf("Post = %q, %v; want an error that leaves it open", id, err)
				}
			case !errors.As(err, &known) || row.waits != (known.RetryAfter > 0) || !strings.Contains(known.Reason, row.reason) || row.named != known.Named:
				t.Fatalf("Post = %q, %v (%+v); want a PublishError that waits: %v, is named: %v", id, err, known, row.waits, row.named)
			}
			// The second try finds what the first one posted, if it did, and else posts it.
			found, err := p.Find(ctx, playground.GuildID, channel, "", "n0nce", began)
			if err != nil {
				t.Fatal(err)
			}
			if cut := row.fault != nil && row.fault.Cut; (found != "") != (row.fault == nil || cut) {
				t.Errorf("Find = %q", found)
			}
			if found == "" {
				if _, err = p.Post(ctx, playground.GuildID, channel, "", body, "n0nce"); err != nil {
					t.Fatal(err)
				}
			}
			if got := discord.Messages(channel); len(got) != 1 {
				t.Errorf("%d messages, want 1", len(got))
			}
			if found, err = p.Find(ctx, playground.GuildID, channel, "", "another", began); err != nil || found != "" {
				t.Errorf("Find of another nonce = %q, %v", found, err)
			}
		})
	}
}

// However much was said before the look-back, what is there is found and posted no second time.
func TestALookBackGoesOnUntilThePresent(t *testing.T) {
	t.Parallel()
	discord, err := playground.Start(playground.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer discord.Close()
	ada := discord.AddUser("Ada", false)
	p := NewPublisher(Options{Token: "playground", DiscordURL: discord.URL()})
	body := RenderIssue(ferryIssue(), digest.Settings{}, "post1")[0].Body
	for before, pages := range map[int]int{130: 2, 99: 1, 100: 2, 0: 1} {
		channel, nonce := discord.AddChannel("news"), fmt.Sprint("nonce", before)
		began := time.Now()
		for range before {
			discord.Post(channel, ada, "a word")
		}
		id, err := p.Post(t.Context(), playground.GuildID, channel, "", body, nonce)
		if err != nil {
			t.Fatal(err)
		}
		if found, err := p.Find(t.Context(), playground.GuildID, channel, "", nonce, began); err != nil || found != id {
			t.Errorf("after %d messages: Find = %q, %v; want %q", before, found, err, id)
		}
		for range before {
			discord.Post(channel, ada, "a word")
		}
		if found, err := p.Find(t.Context(), playground.GuildID, channel, "", "another", began); err != nil || found != "" {
			t.Errorf("Find of what is not there = %q, %v", found, err)
		}
		looks := 0
		for _, r := range discord.Requests() {
			if r.Method == "GET" && r.Path == "/channels/"+channel+"/messages" {
				looks++
			}
		}
		if want := pages + (2*before+1)/100 + 1; looks != want {
			t.Errorf("after %d messages: %d looks, want %d", before, looks, want)
		}
	}
}

// A look-back that does not reach the present says so: what it did not see may be there.
func TestALookBackHasAnEnd(t *testing.T) {
	t.Parallel()
	looks := 0
	id, err := findMarked("1", "n0nce", time.Now(), func(_ string, answer any) error {
		looks++
		page := make([]map[string]string, 100)
		for i := range page {
			page[i] = map[string]string{"id": strconv.FormatInt(snowflakeAt(time.Now())+int64(looks*100-i), 10)}
		}
		data, err := json.Marshal(page)
		if err != nil {
			return err
		}
		return json.Unmarshal(data, answer)
	})
	if id != "" || !errors.Is(err, errTooMuchSaid) || looks != mostPages {
		t.Errorf("findMarked = %q, %v after %d looks; want it to say that it cannot know", id, err, looks)
	}
}

func ptr[T any](value T) *T { return &value }

func TestBriefsStandInAThread(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	discord, err := playground.Start(playground.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer discord.Close()
	channel := discord.AddChannel("news")
	p := NewPublisher(Options{Token: "playground", DiscordURL: discord.URL()})
	began := time.Now()
	parts := RenderIssue(ferryIssue(), digest.Settings{Layout: digest.OneThread}, "post1")
	list, err := p.Post(ctx, playground.GuildID, channel, "", parts[0].Body, "p0")
	if err != nil {
		t.Fatal(err)
	}
	if found, err := p.Find(ctx, playground.GuildID, channel, list, "p1", began); err != nil || found != "" {
		t.Errorf("Find in a thread that is not there = %q, %v", found, err)
	}
	for n, part := range parts[1:] { // the second finds the thread open
		if _, err := p.Post(ctx, playground.GuildID, channel, list, part.Body, "p"+string(rune('1'+n))); err != nil {
			t.Fatal(err)
		}
	}
	inThread := discord.Messages(list)
	if len(inThread) != len(parts)-1 || !strings.Contains(inThread[0].Text(), "word for word") {
		t.Errorf("the thread holds %d messages, want %d with briefs", len(inThread), len(parts)-1)
	}
	if found, err := p.Find(ctx, playground.GuildID, channel, list, "p1", began); err != nil || found != inThread[0].ID {
		t.Errorf("Find in the thread = %q, %v; want %q", found, err, inThread[0].ID)
	}
	if got := discord.Messages(channel); len(got) != 1 {
		t.Errorf("%d messages in the channel, want the list alone", len(got))
	}
	for _, line := range (&world{T: t, discord: discord}).refused() {
		if !strings.Contains(line, "/threads") { // a thread that is there already
			t.Errorf("Discord refused: %s", line)
		}
	}
}

func TestABodyOfAnotherVersionIsRefused(t *testing.T) {
	t.Parallel()
	p := NewPublisher(Options{Token: "playground", DiscordURL: "http://127.0.0.1:1"})
	for _, body := range []string{`"text"`, `{}`, `{"message":{"components":[]}}`} {
		var known *PublishError
		if _, err := p.Post(context.Background(), "1", "2", "", json.RawMessage(body), "n"); !errors.As(err, &known) || known.Reason == "" {
			t.Errorf("Post(%s) = %v, want a final PublishError", body, err)
		}
	}
}

func TestAPublisherPostsInTheServersChannelsAlone(t *testing.T) {
	t.Parallel()
	discord, err := playground.Start(playground.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer discord.Close()
	channel, theirs := discord.AddChannel("news"), discord.AddChannelTo(discord.AddGuild("Another server"), "news")
	p := NewPublisher(Options{Token: "playground", DiscordURL: discord.URL()})
	body := RenderIssue(ferryIssue(), digest.Settings{}, "post1")[0].Body
	for _, row := range [][3]string{
		{playground.GuildID, theirs, ""}, {playground.GuildID, theirs, ""}, {playground.GuildID, "1/../../users/@me", ""}, {playground.GuildID, "", ""},
		{playground.GuildID, channel + "?x=", ""}, {playground.GuildID, channel, "../" + theirs}, {"", channel, ""}, {playground.GuildID, "99", ""},
	} {
		var known *PublishError
		if _, err := p.Post(t.Context(), row[0], row[1], row[2], body, "n"); !errors.As(err, &known) || known.Reason == "" {
			t.Errorf("Post to %q = %v; want a final refusal", row, err)
		}
		if _, err := p.Find(t.Context(), row[0], row[1], row[2], "n", time.Now()); !errors.As(err, &known) || known.Reason == "" {
			t.Errorf("Find in %q = %v; want a final refusal", row, err)
		}
	}
	if _, err := p.Post(t.Context(), playground.GuildID, channel, "", body, "n"); err != nil {
		t.Errorf("Post in its own channel: %v", err)
	}
	for _, r := range discord.Requests() {
		if r.Method == "POST" && r.Path != "/channels/"+channel+"/messages" || strings.Contains(r.Path, "..") || strings.Contains(r.Path, "users") {
			t.Errorf("a call went astray: %s %s", r.Method, r.Path)
		}
	}
	// Whether a channel is the server's is not known while Discord fails, and nothing is posted then.
	discord.Fail(playground.Fault{Method: "GET", Path: "/channels/" + channel, Status: 500, Body: "{}"})
	var busy *PublishError
	if _, err := NewPublisher(Options{Token: "playground", DiscordURL: discord.URL()}).Post(t.Context(), playground.GuildID, channel, "", body, "m"); !errors.As(err, &busy) || busy.RetryAfter == 0 {
		t.Errorf("Post while Discord fails = %v; want to be tried again", err)
	}
}

// Whatever Discord, or who poses as it, says of a wait, a post waits a moment at least and not for long.
func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{`{"retry_after":0.3}`, `{"retry_after":-5}`, `{"retry_after":1e300,"global":true}`, `{"retry_after":"x"}`, `<html>`, `null`, `{"retry_after":9e18}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		limit := &discordgo.TooManyRequests{}
		err := error(&discordgo.RateLimitError{RateLimit: &discordgo.RateLimit{TooManyRequests: limit}})
		if failed := discordgo.Unmarshal(body, limit); failed != nil {
			err = failed
		}
		var known *PublishError
		if errors.As(published(err), &known) && (known.RetryAfter < time.Second || known.RetryAfter > longestWait) {
			t.Fatalf("%s waits %v", body, known.RetryAfter)
		}
	})
}
