package newsroom

import (
	"errors"
	"testing"
	"time"

	"parley/settings"

	"golang.org/x/sync/errgroup"
)

func TestSettingsAreChangedAtOnceAndByManyTogether(t *testing.T) {
	t.Parallel()
	room, _, _ := morning(t)
	ctx := t.Context()
	var together errgroup.Group
	for _, change := range []func(*settings.Server){
		func(s *settings.Server) { s.Mode = settings.Mention },
		func(s *settings.Server) { s.Budget.Dollars = 2 },
		func(s *settings.Server) { s.Language = "de" },
	} {
		together.Go(func() error {
			_, err := room.ChangeSettings(ctx, testGuild, "admin", func(s *settings.Server) error { change(s); return nil })
			return err
		})
	}
	if err := together.Wait(); err != nil {
		t.Fatal(err)
	}
	got, err := room.Settings(ctx, testGuild)
	if err != nil || got.Mode != settings.Mention || got.Budget.Dollars != 2 || got.Language != "de" {
		t.Errorf("settings %+v, %v; want all three changes", got, err)
	}

	var complaint settings.Complaint
	_, err = room.ChangeSettings(ctx, testGuild, "admin", func(s *settings.Server) error { s.Retention = -1; return nil })
	if !errors.As(err, &complaint) {
		t.Errorf("a bad change: %v, want a complaint", err)
	}
	if again, _ := room.Settings(ctx, testGuild); again.Retention != 0 {
		t.Error("a bad change was kept")
	}
	if other, err := room.Settings(ctx, "9009"); err != nil || other.Mode != settings.Every {
		t.Errorf("another server has %+v, %v", other, err)
	}
}

func TestWhatCardsTookIsCountedByTheDay(t *testing.T) {
	t.Parallel()
	room, w, _ := morning(t)
	ctx := t.Context()
	for _, member := range []string{"ann", "bob"} {
		if err := room.Spend(ctx, testGuild, member, settings.Usage{Cards: 1, Asked: 1, Tokens: 900, Dollars: .1234567}); err != nil {
			t.Fatal(err)
		}
	}
	w.pass(24 * time.Hour)
	if err := room.Spend(ctx, testGuild, "ann", settings.Usage{Cards: 1}); err != nil {
		t.Fatal(err)
	}
	today, err := room.Used(ctx, testGuild, 1)
	if err != nil || today != (settings.Usage{Cards: 1}) {
		t.Errorf("today %+v, %v; want one card", today, err)
	}
	week, err := room.Used(ctx, testGuild, 7)
	if err != nil || week != (settings.Usage{Cards: 3, Asked: 2, Tokens: 1800, Dollars: .246914}) {
		t.Errorf("the week %+v, %v", week, err)
	}
	if own, err := room.UsedBy(ctx, testGuild, "ann"); err != nil || own.Cards != 1 {
		t.Errorf("ann today %+v, %v; want one card", own, err)
	}
}
