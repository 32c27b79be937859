package desk_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"parley/desk"
)

// enter takes a place at once, or fails.
func enter(t *testing.T, l *desk.Lanes, turn desk.Turn) (leave func()) {
	t.Helper()
	leave, err := l.Enter(t.Context(), turn)
	if err != nil {
		t.Fatal(err)
	}
	return leave
}

func TestEachLimitHoldsUpItsOwnAlone(t *testing.T) {
	t.Parallel()
	limits := desk.Limits{Site: 1, User: 2, Channel: 3, Server: 4, All: 5}
	for name, row := range map[string]struct {
		taken       int
		by          func(n string) desk.Turn // those who take the places: they share one name
		held, freed desk.Turn                // who must wait, and who must not
	}{
		"site":    {1, func(n string) desk.Turn { return desk.Turn{Server: n, Site: "slow"} }, desk.Turn{Server: "b", Site: "slow"}, desk.Turn{Server: "b", Site: "quick"}},
		"user":    {2, func(n string) desk.Turn { return desk.Turn{Server: n, User: "u", Site: n} }, desk.Turn{Server: "b", User: "u"}, desk.Turn{Server: "b", User: "v"}},
		"channel": {3, func(n string) desk.Turn { return desk.Turn{Channel: "c", User: n} }, desk.Turn{Channel: "c"}, desk.Turn{Channel: "d"}},
		"server":  {4, func(n string) desk.Turn { return desk.Turn{Server: "g", Channel: n} }, desk.Turn{Server: "g"}, desk.Turn{Server: "h"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				l := desk.NewLanes(limits)
				var first func()
				for i := range row.taken {
					leave := enter(t, l, row.by(fmt.Sprint("n", i)))
					if first == nil {
						first = leave
					}
				}
				in := make(chan struct{})
				go func() {
					if leave, err := l.Enter(t.Context(), row.held); err == nil {
						close(in)
						leave()
					}
				}()
				synctest.Wait()
				if use := l.Use(); use != (desk.Use{Taken: row.taken, Waiting: 1, Most: 5}) {
					t.Errorf("Use = %+v, want %d taken and one that waits", use, row.taken)
				}
				select {
				case <-in:
					t.Fatal("one more was let in than the limit says")
				default:
				}
				enter(t, l, row.freed)()
				first()
				first() // a second time gives nothing back
				<-in
			})
		})
	}
}

// One server's long row does not stand before another's short one.
func TestServersTakeTurns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := desk.NewLanes(desk.Limits{All: 1})
		leave := enter(t, l, desk.Turn{Server: "a"})
		var mu sync.Mutex
		var order string
		for _, server := range []string{"a", "a", "a", "a", "b", "c"} {
			go func() {
				leave, err := l.Enter(t.Context(), desk.Turn{Server: server})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				order += server
				mu.Unlock()
				leave()
			}()
			synctest.Wait() // it stands in the row before the next one comes
		}
		leave()
		synctest.Wait()
		if order != "abcaaa" {
			t.Errorf("places went to %s, want abcaaa", order)
		}
	})
}

func TestWhoGivesUpHoldsNoPlace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := desk.NewLanes(desk.Limits{All: 1})
		leave := enter(t, l, desk.Turn{Server: "a"})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := l.Enter(ctx, desk.Turn{Server: "b"}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Enter = %v when its context ended, want that", err)
		}
		leave()
		enter(t, l, desk.Turn{Server: "c"})()
	})
}

// However places are asked for, given up and given back, none is lost and no limit is passed.
func TestNoPlaceIsLostInAThrong(t *testing.T) {
	t.Parallel()
	const most = 7
	l := desk.NewLanes(desk.Limits{Site: 3, All: most})
	var all sync.WaitGroup
	var mu sync.Mutex
	inside, sites := 0, map[string]int{}
	for i := range 2000 {
		all.Go(func() {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if i%3 == 0 {
				go cancel()
			}
			turn := desk.Turn{Server: fmt.Sprint(i % 5), Site: fmt.Sprint("s", i%4)}
			leave, err := l.Enter(ctx, turn)
			if err != nil {
				return
			}
			count := func(by int) {
				mu.Lock()
				defer mu.Unlock()
				inside, sites[turn.Site] = inside+by, sites[turn.Site]+by
				if inside > most || sites[turn.Site] > 3 {
					t.Errorf("%d places taken, %d at one site", inside, sites[turn.Site])
				}
			}
			count(1)
			count(-1)
			leave()
		})
	}
	all.Wait()
	for range most {
		enter(t, l, desk.Turn{})
	}
}
