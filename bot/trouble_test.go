package bot

import (
	"testing"

	"parley/bot/phrases"
	"parley/desk"
)

func TestWhyAPostIsNotOutIsToldInTheServersLanguage(t *testing.T) {
	t.Parallel()
	for why, want := range map[string]string{
		notTaken:                                "Discord hat die Nachricht nicht angenommen.",
		desk.PostedTooLate:                      "Es war zu spät, um ihn noch zu posten.",
		desk.PerhapsPosted:                      "Vielleicht ist er gepostet; Parley konnte nicht nachsehen, ob er da ist.",
		desk.PerhapsPosted + " " + channelGone:  "Vielleicht ist er gepostet; Parley konnte nicht nachsehen, ob er da ist. Den Kanal gibt es nicht mehr.",
		"Something that an older Parley noted.": "Something that an older Parley noted.",
	} {
		if got := trouble(phrases.In("de"), why); got != want {
			t.Errorf("%q is told as %q, want %q", why, got, want)
		}
	}
}
