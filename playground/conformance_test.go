package playground_test

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"parley/playground"
	"parley/playground/playgroundtest"
)

const patience = 20 * time.Second

// A rewriter points an unpatched client at a playground.
type rewriter struct{ host string }

func (r rewriter) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.URL.Scheme, request.URL.Host, request.Host = "http", r.host, r.host
	return (&http.Transport{DisableKeepAlives: true}).RoundTrip(request)
}

// session is a discordgo client of a playground. It does not reconnect unless told: a heartbeat that meets the closing of its session
// would else try for ever, long after the test.
func session(t *testing.T, s *playground.Server) *discordgo.Session {
	t.Helper()
	d, err := discordgo.New("Bot playground")
	if err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse(s.URL())
	d.Client = &http.Client{Transport: rewriter{u.Host}, Timeout: patience}
	d.Dialer = &websocket.Dialer{HandshakeTimeout: patience}
	d.Identify.Intents = discordgo.IntentsAll
	d.ShouldReconnectOnError = false
	return d
}

func start(t *testing.T, o playground.Options) *playground.Server {
	t.Helper()
	s, err := playground.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func within(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

// A room is a playground with everything that the routes need.
type room struct {
	*testing.T
	s                *playground.Server
	d                *discordgo.Session
	ada              playground.User
	channel, message string
}

func newRoom(t *testing.T) *room {
	r := &room{T: t, s: start(t, playground.Options{Unlimited: true})}
	r.d = session(t, r.s)
	r.channel, r.ada = r.s.AddChannel("news"), r.s.AddUser("Ada", false)
	const all = playground.PermissionsMember | playground.PermissionManageMessages | playground.PermissionManageChannels | playground.PermissionPin
	r.s.Permit(r.channel, all)
	r.message = r.s.Post(r.channel, r.ada, "hello").ID
	return r
}

// ok fails the test where a call failed.
func ok[T any](r *room, name string) func(T, error) T {
	return func(value T, err error) T {
		r.Helper()
		if err != nil {
			r.Errorf("%s: %v", name, err)
		}
		return value
	}
}

func (r *room) done(name string, err error) {
	r.Helper()
	if err != nil {
		r.Errorf("%s: %v", name, err)
	}
}

// Every route is driven by discordgo's own calls, and what goes over the wire is held against Discord's own document.
func TestEveryRouteServesDiscordgo(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.self()
	r.servers()
	r.messages()
	r.reactions()
	r.pins()
	r.polls()
	r.threads()
	r.commands()
	r.interactions()
	r.allRoutesDriven()
	doc := playgroundtest.Document(t)
	for _, q := range r.s.Requests() {
		if err := playgroundtest.CheckRequest(doc, q); err != nil {
			t.Errorf("%s %s is not as Discord's document has it: %.600s\n%s", q.Method, q.Path, err, q.Body)
		}
		if err := playgroundtest.CheckAnswer(doc, q); err != nil {
			t.Errorf("the answer to %s %s is not as Discord's document has it: %.600s\n%s", q.Method, q.Path, err, q.Answer)
		}
	}
}

// allRoutesDriven fails for a route of the playground's that no call above went to.
func (r *room) allRoutesDriven() {
	driven := map[string]bool{}
	for _, q := range r.s.Requests() {
		if q.Status >= 400 {
			r.Errorf("%s %s = %d %s", q.Method, q.Path, q.Status, q.Answer)
		}
		driven[q.Route] = true
	}
	for _, route := range playground.Routes() {
		if !driven[route] {
			r.Errorf("%s was not driven", route)
		}
	}
}

func (r *room) self() {
	ok[string](r, "Gateway")(r.d.Gateway())
	ok[*discordgo.GatewayBotResponse](r, "GatewayBot")(r.d.GatewayBot())
	me := ok[*discordgo.User](r, "User")(r.d.User("@me"))
	if me != nil && (me.ID != playground.BotID || !me.Bot) {
		r.Errorf("the bot is %+v", me)
	}
	if ada := ok[*discordgo.User](r, "User")(r.d.User(r.ada.ID)); ada != nil && ada.Username != "Ada" {
		r.Errorf("Ada is %+v", ada)
	}
	ok[[]*discordgo.UserGuild](r, "UserGuilds")(r.d.UserGuilds(0, "", "", false))
	ok[*discordgo.Channel](r, "UserChannelCreate")(r.d.UserChannelCreate(r.ada.ID))
	ok[*discordgo.Application](r, "Application")(r.d.Application("@me"))
	// discordgo has no call for this one.
	_, err := r.d.RequestWithBucketID(http.MethodGet, discordgo.EndpointAPI+"applications/@me", nil, "me")
	r.done("applications/@me", err)
}

func (r *room) servers() {
	guild := playground.GuildID
	role := r.s.AddRole(guild, "Press", playground.PermissionManageServer, true)
	r.s.Give(role, r.ada)
	r.done("SetNick", r.s.SetNick(guild, r.ada.ID, "The Countess"))
	ok[*discordgo.Guild](r, "Guild")(r.d.Guild(guild))
	ok[[]*discordgo.Channel](r, "GuildChannels")(r.d.GuildChannels(guild))
	ok[[]*discordgo.Role](r, "GuildRoles")(r.d.GuildRoles(guild))
	if all := ok[[]*discordgo.Member](r, "GuildMembers")(r.d.GuildMembers(guild, "", 10)); len(all) != 2 {
		r.Errorf("%d members; want the bot and Ada", len(all))
	}
	ada := ok[*discordgo.Member](r, "GuildMember")(r.d.GuildMember(guild, r.ada.ID))
	if ada != nil && (ada.Nick != "The Countess" || len(ada.Roles) != 1 || ada.Roles[0] != role.ID) {
		r.Errorf("Ada is %+v; want her nick and role", ada)
	}
}

func (r *room) messages() {
	ok[*discordgo.Channel](r, "Channel")(r.d.Channel(r.channel))
	ok[*discordgo.Channel](r, "ChannelEdit")(r.d.ChannelEdit(r.channel, &discordgo.ChannelEdit{Topic: "Who said what"}))
	r.done("ChannelTyping", r.d.ChannelTyping(r.channel))
	sent := ok[*discordgo.Message](r, "ChannelMessageSendComplex")(r.d.ChannelMessageSendComplex(r.channel, &discordgo.MessageSend{
		Content: "one", Reference: &discordgo.MessageReference{MessageID: r.message, ChannelID: r.channel},
		Files:           []*discordgo.File{{Name: "a.txt", ContentType: "text/plain", Reader: bytes.NewReader([]byte("words"))}},
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
		Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "Press", CustomID: "press"}}}},
	}))
	if sent == nil || len(sent.Attachments) != 1 || sent.ReferencedMessage == nil || sent.ReferencedMessage.ID != r.message {
		r.Fatalf("sent %+v; want a reply with a file", sent)
	}
	ok[*discordgo.Message](r, "ChannelMessageEdit")(r.d.ChannelMessageEdit(r.channel, sent.ID, "two"))
	if got := ok[*discordgo.Message](r, "ChannelMessage")(r.d.ChannelMessage(r.channel, sent.ID)); got != nil && got.Content != "two" {
		r.Errorf("the message reads %q after the edit", got.Content)
	}
	if all := ok[[]*discordgo.Message](r, "ChannelMessages")(r.d.ChannelMessages(r.channel, 10, "", "", "")); len(all) != 2 {
		r.Errorf("%d messages; want 2", len(all))
	}
	r.done("ChannelMessageDelete", r.d.ChannelMessageDelete(r.channel, sent.ID))
	one, two := r.s.Post(r.channel, r.ada, "a"), r.s.Post(r.channel, r.ada, "b")
	r.done("ChannelMessagesBulkDelete", r.d.ChannelMessagesBulkDelete(r.channel, []string{one.ID, two.ID}))
	if got := len(r.s.Messages(r.channel)); got != 1 {
		r.Errorf("%d messages stand; want 1", got)
	}
}

func (r *room) reactions() {
	const eyes = "👀"
	r.done("React", r.s.As(r.ada.ID, "").React(r.message, eyes, true))
	r.done("MessageReactionAdd", r.d.MessageReactionAdd(r.channel, r.message, eyes))
	if who := ok[[]*discordgo.User](r, "MessageReactions")(r.d.MessageReactions(r.channel, r.message, eyes, 10, "", "")); len(who) != 2 {
		r.Errorf("%d people reacted; want Ada and the bot", len(who))
	}
	r.done("MessageReactionRemove", r.d.MessageReactionRemove(r.channel, r.message, eyes, "@me"))
	r.done("MessageReactionRemove", r.d.MessageReactionRemove(r.channel, r.message, eyes, r.ada.ID))
	r.done("MessageReactionAdd", r.d.MessageReactionAdd(r.channel, r.message, eyes))
	r.done("MessageReactionsRemoveEmoji", r.d.MessageReactionsRemoveEmoji(r.channel, r.message, eyes))
	r.done("MessageReactionAdd", r.d.MessageReactionAdd(r.channel, r.message, eyes))
	r.done("MessageReactionsRemoveAll", r.d.MessageReactionsRemoveAll(r.channel, r.message))
	if m, _ := r.s.Message(r.message); len(m.Raw["reactions"].([]any)) > 0 {
		r.Errorf("reactions are left: %v", m.Raw["reactions"])
	}
}

// pins are set and taken off by both of Discord's ways; discordgo knows the older one.
func (r *room) pins() {
	path := discordgo.EndpointChannelMessages(r.channel) + "/pins"
	newer := func(method, path string) []byte {
		return ok[[]byte](r, method+" "+path)(r.d.RequestWithBucketID(method, path, nil, path))
	}
	r.done("ChannelMessagePin", r.d.ChannelMessagePin(r.channel, r.message))
	newer(http.MethodPut, path+"/"+r.message) // is pinned already
	if pinned := ok[[]*discordgo.Message](r, "ChannelMessagesPinned")(r.d.ChannelMessagesPinned(r.channel)); len(pinned) != 1 || pinned[0].ID != r.message || !pinned[0].Pinned {
		r.Errorf("pinned are %v; want the message", pinned)
	}
	if page := string(newer(http.MethodGet, path)); !strings.Contains(page, `"has_more":false`) || strings.Count(page, `"pinned_at"`) != 1 {
		r.Errorf("pinned are %s; want one message", page)
	}
	all := r.s.Messages(r.channel)
	if told := all[len(all)-1]; told.Raw["type"] != int(discordgo.MessageTypeChannelPinnedMessage) || told.AuthorID != playground.BotID || len(told.Pings) > 0 {
		r.Errorf("of the pin tells %+v", told)
	}
	newer(http.MethodDelete, path+"/"+r.message)
	r.done("ChannelMessageUnpin", r.d.ChannelMessageUnpin(r.channel, r.message)) // is unpinned already
	if page := string(newer(http.MethodGet, path+"?limit=5&before=2099-01-01T00:00:00Z")); strings.Contains(page, "pinned_at") {
		r.Errorf("pinned are %s; want none", page)
	}
}

func (r *room) polls() {
	asked := ok[*discordgo.Message](r, "ChannelMessageSendComplex")(r.d.ChannelMessageSendComplex(r.channel, &discordgo.MessageSend{Poll: &discordgo.Poll{
		Question: discordgo.PollMedia{Text: "Who said it?"}, Answers: []discordgo.PollAnswer{{Media: &discordgo.PollMedia{Text: "Ada"}}, {Media: &discordgo.PollMedia{Text: "Bob"}}}}}))
	if asked == nil || asked.Poll == nil || len(asked.Poll.Answers) != 2 || asked.Poll.Expiry == nil || asked.Poll.Results.Finalized {
		r.Fatalf("asked %+v", asked)
	}
	ada := r.s.As(r.ada.ID, "")
	for _, answers := range [][]int{{1}, {2}} {
		r.done("Vote", ada.Vote(asked.ID, answers...))
	}
	for _, answers := range [][]int{{1, 2}, {3}} {
		if ada.Vote(asked.ID, answers...) == nil {
			r.Errorf("a vote for %v was taken", answers)
		}
	}
	for answer, want := range map[int]int{1: 0, 2: 1} {
		if voters := ok[[]*discordgo.User](r, "PollAnswerVoters")(r.d.PollAnswerVoters(r.channel, asked.ID, answer)); len(voters) != want {
			r.Errorf("%d voted for %d; want %d", len(voters), answer, want)
		}
	}
	ended := ok[*discordgo.Message](r, "PollExpire")(r.d.PollExpire(r.channel, asked.ID))
	if ended == nil || !ended.Poll.Results.Finalized || len(ended.Poll.Results.AnswerCounts) != 1 || ended.Poll.Results.AnswerCounts[0].Count != 1 {
		r.Errorf("after its end the poll is %+v", ended)
	}
	if ada.Vote(asked.ID, 1) == nil {
		r.Error("a vote was taken after the end")
	}
}

func (r *room) threads() {
	under := ok[*discordgo.Channel](r, "MessageThreadStart")(r.d.MessageThreadStart(r.channel, r.message, "A story", 60))
	ok[*discordgo.Channel](r, "ThreadStart")(r.d.ThreadStart(r.channel, "Another", discordgo.ChannelTypeGuildPublicThread, 60))
	if list := ok[*discordgo.ThreadsList](r, "GuildThreadsActive")(r.d.GuildThreadsActive(playground.GuildID)); list != nil && len(list.Threads) != 2 {
		r.Errorf("%d threads; want 2", len(list.Threads))
	}
	ok[*discordgo.Channel](r, "ChannelDelete")(r.d.ChannelDelete(under.ID))
}

func (r *room) commands() {
	app, everywhere := playground.BotID, ""
	manage := int64(playground.PermissionManageServer)
	for _, guild := range []string{everywhere, playground.GuildID} {
		chat := &discordgo.ApplicationCommand{Name: "look", Description: "Look at it", DefaultMemberPermissions: &manage}
		ok[[]*discordgo.ApplicationCommand](r, "BulkOverwrite")(r.d.ApplicationCommandBulkOverwrite(app, guild, []*discordgo.ApplicationCommand{chat}))
		made := ok[*discordgo.ApplicationCommand](r, "Create")(r.d.ApplicationCommandCreate(app, guild, &discordgo.ApplicationCommand{Name: "listen", Description: "Listen to it"}))
		ok[*discordgo.ApplicationCommand](r, "Command")(r.d.ApplicationCommand(app, guild, made.ID))
		ok[*discordgo.ApplicationCommand](r, "Edit")(r.d.ApplicationCommandEdit(app, guild, made.ID, &discordgo.ApplicationCommand{Name: "hear", Description: "Hear it"}))
		if all := ok[[]*discordgo.ApplicationCommand](r, "Commands")(r.d.ApplicationCommands(app, guild)); len(all) != 2 {
			r.Errorf("%d commands; want 2", len(all))
		}
		if guild != "" {
			r.s.Open("hear", true)
			ok[*discordgo.GuildApplicationCommandPermissions](r, "Permissions")(r.d.ApplicationCommandPermissions(app, guild, made.ID))
		}
		r.done("Delete", r.d.ApplicationCommandDelete(app, guild, made.ID))
	}
}

func (r *room) interactions() {
	id := r.s.Slash(r.channel, r.ada, "look", nil)
	token := r.s.Interaction(id).Token
	of := &discordgo.Interaction{ID: id, AppID: playground.BotID, Token: token}
	r.done("InteractionRespond", r.d.InteractionRespond(of, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}))
	words := "It is there."
	ok[*discordgo.Message](r, "InteractionResponseEdit")(r.d.InteractionResponseEdit(of, &discordgo.WebhookEdit{Content: &words}))
	answer := ok[*discordgo.Message](r, "InteractionResponse")(r.d.InteractionResponse(of))
	if answer != nil && (answer.InteractionMetadata == nil || answer.InteractionMetadata.User.ID != r.ada.ID) {
		r.Errorf("the answer says of its interaction %+v; want Ada", answer.InteractionMetadata)
	}
	more := ok[*discordgo.Message](r, "FollowupMessageCreate")(r.d.FollowupMessageCreate(of, true, &discordgo.WebhookParams{Content: "And there."}))
	ok[*discordgo.Message](r, "FollowupMessageEdit")(r.d.FollowupMessageEdit(of, more.ID, &discordgo.WebhookEdit{Content: &words}))
	r.done("FollowupMessageDelete", r.d.FollowupMessageDelete(of, more.ID))
	r.done("InteractionResponseDelete", r.d.InteractionResponseDelete(of))
}
