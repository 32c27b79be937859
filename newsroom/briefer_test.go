package newsroom

import (
	"strings"
	"testing"
	"time"

	"parley/digest"
	"parley/settings"
)

// decided changes what the server of [morning] has decided, and returns its digest.
func decided(t *testing.T, room *Room, change func(*settings.Server)) digest.Plan {
	t.Helper()
	if _, err := room.ChangeSettings(t.Context(), testGuild, "admin", func(s *settings.Server) error { change(s); return nil }); err != nil {
		t.Fatal(err)
	}
	plans, err := room.Digests(t.Context(), testGuild)
	if err != nil || len(plans) != 1 {
		t.Fatalf("Digests = %v, %v", plans, err)
	}
	return plans[0]
}

// preview is what the server's digest would say, and how many stories of it a model wrote.
func preview(t *testing.T, room *Room, plan digest.Plan) (issue *digest.Issue, byModel int) {
	t.Helper()
	issue, err := room.PreviewDigest(t.Context(), plan)
	if err != nil || len(issue.Stories) == 0 {
		t.Fatalf("PreviewDigest = %+v, %v; want stories", issue, err)
	}
	return issue, writtenByModel(*issue)
}

func writtenByModel(issue digest.Issue) (n int) {
	for _, story := range issue.Stories {
		if story.Brief != nil && story.Brief.Writer.Name == "model" {
			n++
		}
	}
	return n
}

// prepareAll does the work of the jobs that prepare what is due soon, and returns how many there were.
func prepareAll(t *testing.T, room *Room) (n int) {
	t.Helper()
	if err := room.tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	plans, err := room.Digests(t.Context(), testGuild)
	if err != nil {
		t.Fatal(err)
	}
	for _, plan := range plans {
		d, err := room.DB.Digest(t.Context(), plan.ID)
		if err == nil {
			err = room.prepare(t.Context(), prepareKey(d))
		}
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

func TestAServerWithoutAIHasNoDigestWrittenByAModel(t *testing.T) {
	t.Parallel()
	room, w, discord := morning(t)
	calls := askCounting(t, room)
	plan := decided(t, room, func(s *settings.Server) { s.NoModel = true })
	if _, n := preview(t, room, plan); n != 0 {
		t.Errorf("a model wrote %d stories of a preview", n)
	}
	w.pass(56 * time.Minute)
	if prepareAll(t, room) != 1 {
		t.Fatal("no digest was prepared")
	}
	w.pass(5 * time.Minute)
	if err := room.work(t.Context()); err != nil {
		t.Fatal(err)
	}
	posted := discord.posts[testChannel]
	if len(posted) != 1 || len(posted[0].Stories) == 0 || writtenByModel(posted[0]) != 0 {
		t.Errorf("posted %+v; want one issue with stories, none by a model", posted)
	}
	if n := calls.Load(); n != 0 {
		t.Errorf("the model was asked %d times", n)
	}
}

func TestDigestsAreWithinTheDaysBudget(t *testing.T) {
	t.Parallel()
	room, w, discord := morning(t)
	calls := askCounting(t, room)
	used := func() settings.Usage {
		t.Helper()
		u, err := room.Used(t.Context(), testGuild, 1)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	w.pass(56 * time.Minute)
	prepareAll(t, room)
	asked := calls.Load()
	took := settings.Usage{Tokens: 960 * int(asked), Dollars: float64(96*asked) / 100}
	if asked == 0 || used() != took {
		t.Fatalf("%d answers took %+v, want %+v", asked, used(), took)
	}
	// The money is spent now; what was prepared with it is shown.
	plan := decided(t, room, func(s *settings.Server) { s.Budget.Dollars = .5 })
	w.pass(5 * time.Minute)
	if err := room.work(t.Context()); err != nil {
		t.Fatal(err)
	}
	if posted := discord.posts[testChannel]; len(posted) != 1 || writtenByModel(posted[0]) != int(asked) {
		t.Errorf("posted %+v; want an issue with the %d stories that a model wrote before", posted, asked)
	}
	w.pass(12 * time.Hour)
	if err := room.work(t.Context()); err != nil { // the feeds have news
		t.Fatal(err)
	}
	issue, n := preview(t, room, plan)
	if n != 0 || calls.Load() != asked || used() != took {
		t.Errorf("with the money spent, a model wrote %d stories, was asked %d times more, and took %+v", n, calls.Load()-asked, used())
	}
	for _, story := range issue.Stories {
		if story.Brief != nil && story.Brief.Writer.Failure != "" {
			t.Errorf("%q says that a model failed: %+v", story.Title, story.Brief.Writer)
		}
	}
	w.pass(4 * time.Hour) // to the next day
	if _, n := preview(t, room, plan); n == 0 {
		t.Error("with the budget renewed, no model wrote")
	}
}

func TestASiteThatAServerDoesNotHaveReadIsInNoDigest(t *testing.T) {
	t.Parallel()
	room, w, _ := morning(t)
	ctx := t.Context()
	plan := decided(t, room, func(*settings.Server) {})
	site := func(link string) string { return strings.Split(link, "/")[2] }
	items := func(plan digest.Plan) map[string]bool {
		sites := map[string]bool{}
		issue, _ := preview(t, room, plan)
		for _, item := range issue.Items {
			sites[site(item.Link)] = true
		}
		return sites
	}
	before := items(plan)
	issue, _ := preview(t, room, plan)
	blocked := site(issue.Items[0].Link)
	decided(t, room, func(s *settings.Server) { s.Blocked = []string{blocked, "site41.example"} })
	after := items(plan)
	if after[blocked] || len(after) != len(before)-1 {
		t.Errorf("with %s blocked, items are of %v; before, of %v", blocked, after, before)
	}

	plan.ID, plan.Name, plan.Channel, plan.Settings.From = "", "Links", "2002", digest.Links
	plan, err := room.SaveDigest(ctx, plan)
	if err != nil {
		t.Fatal(err)
	}
	if err := room.LinksPasted(ctx, testGuild, plan.Channel, []string{"https://site41.example/1", "https://site42.example/2"}); err != nil {
		t.Fatal(err)
	}
	kept, err := room.DB.Links(ctx, testGuild, plan.Channel, room.Now())
	if err != nil || len(kept) != 1 || site(kept[0].URL) != "site42.example" {
		t.Errorf("pasted links that are kept: %v, %v; want that of site42 alone", kept, err)
	}
	// One that was pasted before the site was blocked is not read either.
	if err := room.DB.AddLink(ctx, testGuild, plan.Channel, "https://site41.example/3", room.Now()); err != nil {
		t.Fatal(err)
	}
	preview(t, room, plan)
	if w.pages["site41.example"] != 0 || w.pages["site42.example"] != 1 {
		t.Errorf("pages were asked of %v; want none of site41, one of site42", w.pages)
	}
}
