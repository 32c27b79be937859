package newsroom

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"parley/settings"
	"parley/store"
)

// Settings are what has been decided for a server.
func (r *Room) Settings(ctx context.Context, guild string) (settings.Server, error) {
	server, _, err := r.settings(ctx, guild)
	return server, err
}

func (r *Room) settings(ctx context.Context, guild string) (server settings.Server, kept store.Settings, err error) {
	kept, err = r.DB.Settings(ctx, guild)
	if errors.Is(err, store.ErrNotFound) {
		return server, kept, nil
	}
	if err == nil {
		err = json.Unmarshal(kept.Value, &server)
	}
	if err != nil {
		return server, kept, fmt.Errorf("newsroom: settings of server %q: %w", guild, err)
	}
	return server, kept, nil
}

// changes are tried so often: two managers may press a button in the same moment.
const changeTries = 5

// ChangeSettings changes what has been decided for a server, at once and for all processes, and logs by whom. change may be called
// several times; its error, or a [settings.Complaint] about what it leaves, ends it with nothing changed.
func (r *Room) ChangeSettings(ctx context.Context, guild, by string, change func(*settings.Server) error) (settings.Server, error) {
	for try := 1; ; try++ {
		server, kept, err := r.settings(ctx, guild)
		if err != nil {
			return server, err
		}
		if err = change(&server); err == nil {
			err = server.Validate()
		}
		if err != nil {
			return server, err
		}
		before := kept.Value
		if kept.Value, err = json.Marshal(server); err != nil {
			return server, err
		}
		kept.ChangedBy, kept.Keep = by, server.KeptFor()
		err = r.DB.SaveSettings(ctx, kept, r.Now())
		if errors.Is(err, store.ErrConflict) && try < changeTries {
			continue
		}
		if err == nil {
			r.Log.InfoContext(ctx, "settings were changed", "guild", guild, "by", by, "from", string(before), "to", string(kept.Value))
		}
		return server, err
	}
}

// Greet says whether a server is new here, once: it has no settings yet, and has then.
func (r *Room) Greet(ctx context.Context, guild string) (first bool, err error) {
	err = r.DB.SaveSettings(ctx, store.Settings{Guild: guild, Value: json.RawMessage("{}")}, r.Now())
	if errors.Is(err, store.ErrConflict) {
		return false, nil
	}
	return err == nil, err
}

const dollar = 1_000_000 // micros

// Spend notes what a card took that a member asked for, or a digest, which is nobody's: "". Outside servers guild is "".
func (r *Room) Spend(ctx context.Context, guild, member string, u settings.Usage) error {
	return r.DB.AddSpent(ctx, guild, member, settings.Day(r.Now()),
		store.Spent{Cards: u.Cards, Asked: u.Asked, Tokens: u.Tokens, Micros: int64(math.Round(u.Dollars * dollar))})
}

// TakeCard counts a card that a member asks for, unless the budget of the day has none left. One that is not made is given back as -1 to Spend.
func (r *Room) TakeCard(ctx context.Context, guild, member string, b settings.Budget) (bool, error) {
	return r.DB.TakeCard(ctx, guild, member, settings.Day(r.Now()), b.Cards, b.UserCards)
}

// Used is what a server took in the last days, today included.
func (r *Room) Used(ctx context.Context, guild string, days int) (settings.Usage, error) {
	now := r.Now()
	s, err := r.DB.Spent(ctx, guild, settings.Day(now.AddDate(0, 0, 1-days)), settings.Day(now))
	return usage(s), err
}

// UsedBy is what one member of a server took today.
func (r *Room) UsedBy(ctx context.Context, guild, member string) (settings.Usage, error) {
	today := settings.Day(r.Now())
	s, err := r.DB.SpentBy(ctx, guild, member, today, today)
	return usage(s), err
}

func usage(s store.Spent) settings.Usage {
	return settings.Usage{Cards: s.Cards, Asked: s.Asked, Tokens: s.Tokens, Dollars: float64(s.Micros) / dollar}
}

// ForgetMember takes somebody out of all that is kept, in every server.
func (r *Room) ForgetMember(ctx context.Context, member string) error {
	return r.DB.ForgetMember(ctx, member)
}

// ForgetGuild forgets a server at once.
func (r *Room) ForgetGuild(ctx context.Context, guild string) error {
	return r.DB.ForgetGuild(ctx, guild)
}
