package bot

import (
	"errors"
	"strings"
	"testing"
	"time"

	"parley/playground"
)

// What a server is told stands in a channel that takes it, once, and names nothing that not all may see.
func TestAServerIsToldWhereParleyMayWrite(t *testing.T) {
	t.Parallel()
	discord, err := playground.Start(playground.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer discord.Close()
	guild := discord.AddGuild("Another server")
	closed, news, lobby := discord.AddChannelTo(guild, "closed"), discord.AddChannelTo(guild, "news"), discord.AddChannelTo(guild, "lobby")
	discord.Permit(closed, playground.PermissionView)
	p := NewPublisher(Options{Token: "playground", DiscordURL: discord.URL()})
	notice := Notice{Guild: guild, Channel: news, Why: mayNotWrite, Next: time.Now().Add(24 * time.Hour), Nonce: "n0tice"}
	for range 2 { // the second is the first, tried again
		if err := p.Tell(t.Context(), notice); err != nil {
			t.Fatal(err)
		}
	}
	told := discord.Messages(lobby)
	if len(told) != 1 || !strings.Contains(told[0].Text(), "<#"+news+">") || !strings.Contains(told[0].Text(), "give it View Channel") {
		t.Fatalf("the lobby has %v; want one notice that says where and why", told)
	}
	if others := len(discord.Messages(closed)) + len(discord.Messages(news)); others != 0 {
		t.Errorf("%d messages elsewhere", others)
	}
	notice.Language, notice.Nonce = "de", "auf deutsch"
	if err := p.Tell(t.Context(), notice); err != nil || !strings.Contains(discord.Messages(lobby)[1].Text(), "einmal am Tag") {
		t.Errorf("Tell in German = %v: %q", err, discord.Messages(lobby)[1].Text())
	}
	discord.Permit(lobby, playground.PermissionView)
	var known *PublishError
	if err := p.Tell(t.Context(), notice); !errors.As(err, &known) || !known.Named {
		t.Errorf("Tell where no channel takes it = %v, want a refusal", err)
	}
	for _, line := range (&world{T: t, discord: discord}).refused() {
		t.Errorf("Discord refused: %s", line)
	}
}
