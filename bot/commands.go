package bot

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/article"
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
		{Name: whoSaidName, Type: discordgo.MessageApplicationCommand, Contexts: &everywhere, IntegrationTypes: &installs},
	}
	if b.Newsroom != nil {
		commands = append(commands, digestCommand(), feedsCommand())
	}
	return commands
}

// command acknowledges at once and always ends in an answer, whatever happens on the way.
func (b *bot) command(ctx context.Context, i *interaction) {
	if err := b.acknowledge(ctx, i, 0); err != nil {
		b.Log.Warn("a command could not be acknowledged", "error", err)
		return
	}
	out := &answerOutlet{bot: b, interaction: i}
	defer func() {
		if !out.shown {
			out.show(context.WithoutCancel(ctx), noticeCard("Something went wrong. Please try again."), i.ID)
		}
	}()
	if !b.limit.allow(i.asker(), time.Now()) {
		out.show(ctx, noticeCard("That is a lot at once. Please try again in a minute."), i.ID)
		return
	}
	work, cancel := context.WithCancel(ctx)
	defer cancel()
	b.jobs.add(i.ID, i.ChannelID, cancel)
	release, err := b.slot(work)
	if err != nil {
		return
	}
	defer release()
	articles, err := b.read(work, i.ApplicationCommandData())
	if err != nil {
		b.Log.Info("a command's article could not be had", "error", private(err))
		out.show(ctx, failureCard(err), i.ID)
		return
	}
	b.deliver(work, i.ID, i.asker(), articles, out)
}

// An answerOutlet answers a command.
type answerOutlet struct {
	bot         *bot
	interaction *interaction
	shown       bool
}

func (o *answerOutlet) show(ctx context.Context, m message, key string) error {
	id, err := o.bot.editAnswer(ctx, o.interaction, m)
	if err == nil {
		if !o.shown {
			o.bot.jobs.answered(key, id)
		}
		o.shown = true
	}
	return err
}

// A plainError is a sentence for people.
type plainError string

func (e plainError) Error() string { return string(e) }

// read gets what a command points at.
func (b *bot) read(ctx context.Context, data discordgo.ApplicationCommandInteractionData) ([]*article.Article, error) {
	if data.CommandType == discordgo.MessageApplicationCommand || data.TargetID != "" {
		if data.Resolved == nil || data.Resolved.Messages[data.TargetID] == nil {
			return nil, plainError("That message cannot be read any more.")
		}
		return b.readMessage(ctx, data.Resolved.Messages[data.TargetID])
	}
	for _, option := range data.Options {
		switch option.Name {
		case "link":
			a, err := b.Fetcher.Fetch(ctx, strings.TrimSpace(option.StringValue()))
			return []*article.Article{a}, err
		case "text":
			a, err := article.FromText(option.StringValue())
			return []*article.Article{a}, err
		case "file":
			id, _ := option.Value.(string)
			if data.Resolved != nil && data.Resolved.Attachments[id] != nil {
				a, err := b.readFile(ctx, data.Resolved.Attachments[id])
				return []*article.Article{a}, err
			}
		}
	}
	return nil, plainError("Give me a link, a text or a file: one of the three.")
}

// readMessage takes a message's links, else its first file, else its text when it is long.
func (b *bot) readMessage(ctx context.Context, m *discordgo.Message) ([]*article.Article, error) {
	text, files := shared(m)
	if links := articleLinks(text); len(links) > 0 {
		articles, failures := b.fetchAll(ctx, links)
		if len(articles) == 0 {
			return nil, failures[0]
		}
		return articles, nil
	}
	for _, file := range files {
		a, err := b.readFile(ctx, file)
		return []*article.Article{a}, err
	}
	if len([]rune(text)) < longText {
		return nil, plainError("There is no link, no file and no long text in that message.")
	}
	a, err := article.FromText(text)
	return []*article.Article{a}, err
}

// readFile reads an attached article. Whose it is and where it stands is only what the file says, so it is not shown: anybody can
// write a page that names another's.
func (b *bot) readFile(ctx context.Context, file *discordgo.MessageAttachment) (*article.Article, error) {
	data, err := b.download(ctx, file)
	if err != nil {
		return nil, err
	}
	a, err := article.FromFile(file.Filename, data)
	if err != nil {
		return nil, err
	}
	a.Site, a.Link = "", ""
	return a, nil
}

// download gets a file from Discord's own hosts, or the playground's, and from nowhere else: neither by a redirect nor by a
// name that leads inside the network.
func (b *bot) download(ctx context.Context, file *discordgo.MessageAttachment) ([]byte, error) {
	if file.Size > maxAttachment {
		return nil, plainError("That file is larger than the 8 MiB that Parley reads.")
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, file.URL, nil)
	if err != nil || !b.keepsFiles(request.URL) {
		return nil, plainError("That file cannot be read from where it lies.")
	}
	client := http.Client{
		Transport: article.NewTransport(article.Guard{AllowLoopback: b.DiscordURL != ""}),
		CheckRedirect: func(to *http.Request, via []*http.Request) error {
			if len(via) > 3 || !b.keepsFiles(to.URL) {
				return plainError("That file cannot be read from where it lies.")
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
		return nil, plainError("That file could not be downloaded. Please try again.")
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
