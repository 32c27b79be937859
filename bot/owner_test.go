package bot

import (
	"context"
	"slices"
	"testing"

	"parley/playground"
)

// A forgetter is a host that notes what it is to forget.
type forgetter struct {
	host
	noted *leaver
}

func (f forgetter) ForgetMember(_ context.Context, member string) error {
	return f.noted.note("member " + member)
}

func (f forgetter) ForgetGuild(_ context.Context, guild string) error {
	return f.noted.note("guild " + guild)
}

// Who has their server forgotten is not forgotten themselves, in other servers too, and the other way round.
func TestWhatIsAskedForAloneIsForgotten(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	noted := &leaver{}
	w.options.Newsroom = forgetter{noted: noted}
	w.run()
	manager := w.discord.AddUser("Mia", true)
	for what, want := range map[string]string{forgetServer: "guild " + playground.GuildID, forgetMe: "member " + manager.ID} {
		noted.events = nil
		page := w.whispered(w.discord.Slash(w.channel, manager, privacyName, nil))
		w.press(manager, page.ID, actionForget+":"+what)
		w.press(manager, page.ID, actionForget+":"+what+":yes")
		if !slices.Equal(noted.events, []string{want}) {
			t.Errorf("%s forgets %q; want %q alone", what, noted.events, want)
		}
	}
	w.nothingRefused()
}
