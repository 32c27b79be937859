package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A Finding is one thing that [Diagnose] looked at.
type Finding struct {
	OK        bool
	What, Fix string
}

// Diagnose tries the token and says what an operator should know: whose it is, which intents are on, and what the bot may
// not do in the servers that it is a member of.
func Diagnose(ctx context.Context, o Options) []Finding {
	session := newSession(o)
	app, err := application(ctx, session)
	switch {
	case errors.Is(err, ErrToken):
		return []Finding{{false, "the token is not valid", "copy it again from the application's Bot page in the Developer Portal"}}
	case err != nil:
		if o.Proxy != "" {
			return []Finding{{false, "Discord could not be reached by its proxy", "check that what PARLEY_DISCORD_PROXY names is up, and answers /api/v9"}}
		}
		return []Finding{{false, "Discord could not be reached", "check this machine's network"}}
	}
	findings := []Finding{{true, fmt.Sprintf("the token belongs to %s; invite it with %s", app.Name, inviteLink(app.ID)), ""}}
	if app.Flags&(flagMessageContent|flagMessageContentLimited) == 0 {
		findings = append(findings, Finding{false, "the Message Content intent is off: pasted links will not be seen", "switch it on on the application's Bot page"})
	} else {
		findings = append(findings, Finding{true, "the Message Content intent is on", ""})
	}
	findings = append(findings, shardFinding(ctx, session, o))
	return append(findings, serverFindings(ctx, session, inviteLink(app.ID))...)
}

// shardFinding says which parts of the servers this process would serve, and whether Discord lets it connect now.
func shardFinding(ctx context.Context, session *discordgo.Session, o Options) Finding {
	a, err := advised(ctx, session)
	if err != nil {
		return Finding{false, "what its gateway advises could not be had", "try again in a minute"}
	}
	own := o.shards(a)
	what := fmt.Sprintf("shards: %s of %d (advised: %d); gateway sessions left today: %d of %d", inWords(own), cmp.Or(o.ShardCount, a.Shards), a.Shards, a.Limit.Remaining, a.Limit.Total)
	if a.Limit.Remaining < len(own) {
		wait := time.Duration(a.Limit.ResetAfter) * time.Millisecond
		return Finding{false, what, fmt.Sprintf("parley run waits for %s; see in its log what ends its connections", wait.Round(time.Minute))}
	}
	return Finding{true, what, ""}
}

// needed are the permissions that the bot works with.
var needed = []struct {
	bit  int64
	name string
}{
	{discordgo.PermissionViewChannel, "View Channels"},
	{discordgo.PermissionSendMessages, "Send Messages"},
	{discordgo.PermissionSendMessagesInThreads, "Send Messages in Threads"},
	{discordgo.PermissionCreatePublicThreads, "Create Public Threads"}, // for digests
	{discordgo.PermissionEmbedLinks, "Embed Links"},
	{discordgo.PermissionReadMessageHistory, "Read Message History"}, // to reply
}

func inviteLink(id string) string {
	var permissions int64
	for _, p := range needed {
		permissions |= p.bit
	}
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d", id, permissions)
}

// serverFindings looks at the first 200 servers, which is one call. A channel may still take a permission away.
func serverFindings(ctx context.Context, session *discordgo.Session, invite string) []Finding {
	endpoint := discordgo.EndpointUserGuilds("@me")
	body, err := heeding(ctx, func() ([]byte, error) {
		return session.RequestWithBucketID("GET", endpoint+"?limit=200", nil, endpoint, discordgo.WithContext(ctx))
	})
	var servers []struct {
		Name        string
		Permissions int64 `json:",string"`
	}
	if err == nil {
		err = json.Unmarshal(body, &servers)
	}
	if err != nil {
		return []Finding{{false, "the list of its servers could not be had", "try again in a minute"}}
	}
	if len(servers) == 0 {
		return []Finding{{false, "it is in no server yet", "open " + invite}}
	}
	var findings []Finding
	for _, server := range servers {
		if missing := missingPermissions(server.Permissions); len(missing) > 0 {
			findings = append(findings, Finding{false, fmt.Sprintf("in %s it may not: %s", server.Name, strings.Join(missing, ", ")),
				"give its role these permissions, or invite it again with the link above"})
		}
	}
	if len(findings) == 0 {
		findings = append(findings, Finding{true, fmt.Sprintf("servers looked at: %d; it may do in each what it needs", len(servers)), ""})
	}
	return findings
}

func missingPermissions(granted int64) (missing []string) {
	if granted&discordgo.PermissionAdministrator != 0 {
		return nil
	}
	for _, p := range needed {
		if granted&p.bit == 0 {
			missing = append(missing, p.name)
		}
	}
	return missing
}
