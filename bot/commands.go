package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/bot/phrases"
	"parley/desk"
)

const (
	summarizeName = "summarize"
	whoSaidName   = "Who said what?"
	maxAttachment = 8 << 20 // bytes
	longText      = 200     // runes; a shorter message is nothing to read
)

// register replaces the bot's commands by these.
func (b *bot) register(ctx context.Context) error {
	_, err := b.rest.ApplicationCommandBulkOverwrite(b.id, "", b.commands(), discordgo.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("bot: registering the commands: %w", private(err))
	}
	return nil
}

func (b *bot) commands() []*discordgo.ApplicationCommand {
	everywhere := []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel}
	installs := []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall}
	commands := []*discordgo.ApplicationCommand{
		{
			Name: summarizeName, Type: discordgo.ChatApplicationCommand, Description: "Who said what in an article: a brief of a link, a text or a file",
			Contexts: &everywhere, IntegrationTypes: &installs,
			Options: []*discordgo.ApplicationCommandOption{
				{Type: discordgo.ApplicationCommandOptionString, Name: "link", Description: "A link to the article"},
				{Type: discordgo.ApplicationCommandOptionString, Name: "text", Description: "The article's text"},
				{Type: discordgo.ApplicationCommandOptionAttachment, Name: "file", Description: "A text, Markdown or HTML file"},
			},
		},
		everywhereCommand(helpName, "What Parley does, and how to ask"),
		{Name: whoSaidName, Type: discordgo.MessageApplicationCommand, Contexts: &everywhere, IntegrationTypes: &installs},
	}
	if b.Newsroom != nil {
		commands = append(commands, digestCommand(), feedsCommand(), settingsCommand(), privacyCommand(), usageCommand())
	}
	return commands
}

// command is /summarize and "Who said what?".
func (b *bot) command(ctx context.Context, i *interaction) {
	w, err := wished(i.ApplicationCommandData())
	b.fulfil(ctx, i, w, err)
}

// fulfil writes down what a command asks for, acknowledges it, and begins. It always ends in an answer; complaint is the one where nothing can
// be asked for.
func (b *bot) fulfil(ctx context.Context, i *interaction, w wish, complaint error) {
	w.App, w.Token = i.AppID, i.Token
	r := desk.Request{ID: i.ID, Guild: i.GuildID, Channel: i.ChannelID, Asker: i.asker(), Wish: w.json(), Asked: time.Now()}
	if !b.take(ctx, &r, commandWithin) {
		return
	}
	if err := b.acknowledge(ctx, i, 0); err != nil { // another process did, or nobody waits any more
		b.Log.Warn("a command could not be acknowledged", "error", err)
		complaint = errGone
	} else if complaint == nil && !b.limit.allow(r.Asker, time.Now()) {
		complaint = plainError("a_lot")
	}
	if complaint == nil && !b.serve(r) {
		complaint = plainError("busy")
	}
	if complaint == nil {
		return
	}
	p := b.replyTo(ctx, r)
	if !errors.Is(complaint, errGone) {
		b.answered(p.show(ctx, failureCard(complaint, p.options), nil))
	}
	if err := b.Desk.FinishRequest(ctx, r.ID, b.name, w.done()); err != nil {
		b.Log.Warn("how a request ended was not written down; it may be done again", "error", err)
	}
}

// answerCommand answers with one brief of all that was asked for.
func (b *bot) answerCommand(ctx context.Context, p *reply) error {
	articles, err := b.read(ctx, p)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		b.Log.Info("a command's article could not be had", "error", private(err))
		return p.show(ctx, failureCard(err, p.options), nil)
	}
	return b.deliver(ctx, p, articles)
}

// A plainError is the phrase of a sentence for people. As text, for the log, it is English.
type plainError string

func (e plainError) Error() string { return phrases.In("").Say(string(e)) }

// wished is what a command points at.
func wished(data discordgo.ApplicationCommandInteractionData) (wish, error) {
	if data.CommandType == discordgo.MessageApplicationCommand || data.TargetID != "" {
		if data.Resolved == nil || data.Resolved.Messages[data.TargetID] == nil {
			return wish{}, plainError("message_gone")
		}
		return wishedOf(data.Resolved.Messages[data.TargetID])
	}
	for _, option := range data.Options {
		switch option.Name {
		case "link":
			return wish{Links: []string{strings.TrimSpace(option.StringValue())}}, nil
		case "text":
			return wish{Text: option.StringValue()}, nil
		case "file":
			id, _ := option.Value.(string)
			if data.Resolved != nil && data.Resolved.Attachments[id] != nil {
				return wish{File: fileOf(data.Resolved.Attachments[id])}, nil
			}
		}
	}
	return wish{}, plainError("give_one")
}

// wishedOf takes a message's links, else its first file, else its text when it is long.
func wishedOf(m *discordgo.Message) (wish, error) {
	text, files := shared(m)
	links := articleLinks(text)
	switch {
	case len(links) > 0:
		return wish{Links: links}, nil
	case len(files) > 0:
		return wish{File: fileOf(files[0])}, nil
	case len([]rune(text)) < longText:
		return wish{}, plainError("nothing_in_message")
	}
	return wish{Text: text}, nil
}

func fileOf(a *discordgo.MessageAttachment) *file {
	return &file{Name: a.Filename, URL: a.URL, Size: a.Size}
}

// read gets the articles that a command asks for, at least one.
func (b *bot) read(ctx context.Context, p *reply) ([]*article.Article, error) {
	var a *article.Article
	var err error
	switch {
	case len(p.wish.Links) > 0:
		return b.readLinks(ctx, p)
	case p.wish.File != nil:
		a, err = b.readFile(ctx, turn(p.request), p.wish.File)
	default:
		a, err = article.FromText(p.wish.Text)
	}
	return []*article.Article{a}, err
}

func (b *bot) readLinks(ctx context.Context, p *reply) (articles []*article.Article, err error) {
	fetched, errs := b.fetchAll(ctx, turn(p.request), p.wish.Links)
	for i, a := range fetched {
		if errs[i] == nil {
			articles, p.links = append(articles, a), append(p.links, p.wish.Links[i])
		}
	}
	if len(articles) == 0 {
		return nil, errs[0]
	}
	return articles, nil
}

// readFile reads an attached article. Whose it is and where it stands is only what the file says, so it is not shown: anybody can
// write a page that names another's.
func (b *bot) readFile(ctx context.Context, t desk.Turn, file *file) (*article.Article, error) {
	t.Site = "files"
	leave, err := b.fetching.Enter(ctx, t)
	if err != nil {
		return nil, err
	}
	defer leave()
	data, err := b.download(ctx, file)
	if err != nil {
		return nil, err
	}
	a, err := article.FromFile(file.Name, data)
	if err != nil {
		return nil, err
	}
	a.Site, a.Link = "", ""
	return a, nil
}

// download gets a file from Discord's own hosts, or the playground's, and from nowhere else: neither by a redirect nor by a
// name that leads inside the network.
func (b *bot) download(ctx context.Context, file *file) ([]byte, error) {
	if file.Size > maxAttachment {
		return nil, plainError("file_large")
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, file.URL, nil)
	if err != nil || !b.keepsFiles(request.URL) {
		return nil, plainError("file_elsewhere")
	}
	client := http.Client{
		Transport: article.NewTransport(article.Guard{AllowLoopback: b.DiscordURL != ""}),
		CheckRedirect: func(to *http.Request, via []*http.Request) error {
			if len(via) > 3 || !b.keepsFiles(to.URL) {
				return plainError("file_elsewhere")
			}
			return nil
		},
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("bot: downloading a file: %w", private(err))
	}
	defer response.Body.Close()
	data, err := io.ReadAll(io.LimitReader(response.Body, maxAttachment+1))
	if err != nil || response.StatusCode != http.StatusOK || len(data) > maxAttachment {
		return nil, plainError("file_failed")
	}
	return data, nil
}

// keepsFiles says whether an address is one of Discord's for attachments, or the playground's.
func (b *bot) keepsFiles(u *url.URL) bool {
	if u.User != nil {
		return false
	}
	if b.DiscordURL != "" {
		return u.Scheme+"://"+u.Host == b.DiscordURL
	}
	return u.Scheme == "https" && (u.Host == "cdn.discordapp.com" || u.Host == "media.discordapp.net")
}
