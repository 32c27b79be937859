package newsroom

import (
	"testing"
	"time"

	"parley/digest"
)

// feed3.example moves for good twenty hours after the world began, as every tenth does. Digests that were set up before name its old address.
func TestADigestKeepsAFeedThatMoves(t *testing.T) {
	t.Parallel()
	const old, moved = "https://feed3.example/feed.xml", "https://feed3.example/moved.xml"
	for name, followed := range map[string][]string{
		"alone":                             {old},
		"to the address of one that it has": {old, moved},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Date(2026, 3, 10, 7, 0, 0, 0, time.UTC)
			w := &world{now: start, began: start}
			discord := &channelLog{posts: map[string][]digest.Issue{}, sent: map[string]string{}}
			room := newSoakRoom(t, w, discord, nil)
			ctx := t.Context()
			if _, err := room.Follow(ctx, testGuild, "admin", followed...); err != nil {
				t.Fatal(err)
			}
			plan, err := room.SaveDigest(ctx, digest.Plan{Guild: testGuild, Channel: testChannel, Name: "One", Settings: digest.Settings{
				Schedule: digest.Schedule{Hour: 8, Zone: "UTC"}, From: digest.Feeds, Feeds: []string{old}}})
			if err != nil {
				t.Fatal(err)
			}
			for range 7 * 24 { // an event is on this feed about once in half a day
				w.pass(time.Hour)
				if err := room.work(ctx); err != nil {
					t.Fatal(err)
				}
			}
			feeds, err := room.Feeds(ctx, testGuild)
			if err != nil || len(feeds) != 1 || feeds[0].URL != moved {
				t.Fatalf("feeds %+v, %v; want the one that moved", feeds, err)
			}
			issue, err := room.PreviewDigest(ctx, plan)
			last := discord.posts[testChannel]
			if err != nil || len(last) == 0 {
				t.Fatalf("%v: %d issues", err, len(last))
			}
			items := len(issue.Items)
			for _, posted := range last[max(0, len(last)-3):] {
				items += len(posted.Items)
			}
			if items == 0 {
				t.Error("since its feed moved, the digest has looked at nothing")
			}
			if plan, err = room.SaveDigest(ctx, plan); err != nil {
				t.Errorf("the digest can be edited no more: %v", err)
			}
			plan.Settings.Feeds = []string{moved}
			if _, err := room.SaveDigest(ctx, plan); err != nil {
				t.Errorf("its new address is not known: %v", err)
			}
		})
	}
}
