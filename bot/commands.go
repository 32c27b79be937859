package bot

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"parley/article"
	"parley/bot/card"
	"parley/bot/phrases"
	"parley/desk"
	"parley/settings"
)

const (
	summarizeName = "summarize"
	compareName   = "compare"
	whoSaidName   = "Who said what?"
	privatelyName = "Privately" // the same, for the asker alone
	maxAttachment = 8 << 20     // bytes
	longText      = 200         // runes; a shorter message is nothing to read
)

// register makes the bot's commands these, in all servers or in the one for development. Discord takes 200 new commands a day, and some time
// to show them: so where they are the same as last time, and are there, nothing is done.
func (b *bot) register(ctx context.Context) error {
	commands := b.commands()
	for _, c := range commands {
		if b.DevGuild != "" {
			c.Contexts, c.IntegrationTypes = nil, nil // a server's own have none
		}
	}
	definitions, err := json.Marshal(commands)
	if err != nil {
		return fmt.Errorf("bot: registering the commands: %w", err)
	}
	kind, name, hash := "commands", b.id+" "+b.DevGuild, fmt.Sprintf("%q", fmt.Sprintf("%x", sha256.Sum256(definitions)))
	kept, err := b.Desk.Kept(ctx, kind, name, time.Now())
	if err == nil && string(kept) == hash && b.haveNames(ctx, commands) {
		return nil
	}
	endpoint := b.commandsEndpoint()
	if _, err := b.call(ctx, http.MethodPut, endpoint, commands, endpoint); err != nil {
		return fmt.Errorf("bot: registering the commands: %w", err)
	}
	if err := b.Desk.Keep(ctx, kind, name, json.RawMessage(hash), time.Now().AddDate(1, 0, 0)); err != nil {
		b.Log.WarnContext(ctx, "that the commands are registered was not kept; they are registered again at the next start", "error", err)
	}
	return nil
}

func (b *bot) commandsEndpoint() string {
	if b.DevGuild == "" {
		return discordgo.EndpointApplicationGlobalCommands(b.id)
	}
	return discordgo.EndpointApplicationGuildCommands(b.id, b.DevGuild)
}

// haveNames says whether Discord has commands of these names and no others: somebody may have deleted them.
func (b *bot) haveNames(ctx context.Context, commands []*discordgo.ApplicationCommand) bool {
	var registered []*discordgo.ApplicationCommand
	if err := b.ask(ctx, b.commandsEndpoint(), &registered); err != nil {
		return false
	}
	names := func(commands []*discordgo.ApplicationCommand) (names []string) {
		for _, c := range commands {
			names = append(names, c.Name)
		}
		slices.Sort(names)
		return names
	}
	return slices.Equal(names(registered), names(commands))
}

func (b *bot) commands() []*discordgo.ApplicationCommand {
	const line, upload = discordgo.ApplicationCommandOptionString, discordgo.ApplicationCommandOptionAttachment
	summarizes := everywhereCommand(summarizeName, "command_summarize", append([]*discordgo.ApplicationCommandOption{
		described(line, "link", "option_link"), described(line, "text", "option_text"), described(upload, "file", "option_file")}, wayOptions()...)...)
	links := described(line, "links", "option_links")
	links.Required = true
	commands := []*discordgo.ApplicationCommand{summarizes,
		everywhereCommand(compareName, "command_compare", append([]*discordgo.ApplicationCommandOption{links}, wayOptions()...)...),
		everywhereCommand(helpName, "command_help")}
	for _, name := range []string{whoSaidName, privatelyName} {
		commands = append(commands, &discordgo.ApplicationCommand{Name: name, Type: discordgo.MessageApplicationCommand,
			Contexts: summarizes.Contexts, IntegrationTypes: summarizes.IntegrationTypes})
	}
	if b.Newsroom != nil {
		commands = append(commands, digestCommand(), feedsCommand(), settingsCommand(), privacyCommand(), usageCommand())
	}
	return commands
}

// described is an option that says what it is by a phrase.
func described(kind discordgo.ApplicationCommandOptionType, name, phrase string, values ...string) *discordgo.ApplicationCommandOption {
	return &discordgo.ApplicationCommandOption{Type: kind, Name: name, Description: phrases.In("en").Say(phrase, values...), DescriptionLocalizations: inLocales(phrase, values...)}
}

// inLocales is a phrase in all languages of Parley's that are Discord's, too. Names of commands stay English, so that people can tell each other.
func inLocales(phrase string, values ...string) map[discordgo.Locale]string {
	said := map[discordgo.Locale]string{}
	for _, code := range phrases.Languages() {
		if _, known := discordgo.Locales[discordgo.Locale(code)]; known {
			said[discordgo.Locale(code)] = phrases.In(code).Say(phrase, values...)
		}
	}
	return said
}

// wayOptions are how an answer is to be, in place of what the server has decided.
func wayOptions() []*discordgo.ApplicationCommandOption {
	language := described(discordgo.ApplicationCommandOptionString, "language", "option_language")
	language.Choices = languageChoices()
	length := choiceOption("length", "option_length", [2]string{"length_normal", lengthNormal}, [2]string{"length_short", string(settings.Short)})
	return []*discordgo.ApplicationCommandOption{language, length, described(discordgo.ApplicationCommandOptionBoolean, "private", "option_private")}
}

const lengthNormal = "normal" // in a wish "" leaves it to the server

// languages are those that can be asked for: Parley's own words are in the first, a model writes in all. A menu holds 25.
var languages = sync.OnceValue(func() []string {
	own := phrases.Languages()
	for _, code := range strings.Fields("es fr it pt nl pl uk cs da sv nb fi el ro hu tr ja ko zh ar hi id vi") {
		if !slices.Contains(own, code) {
			own = append(own, code)
		}
	}
	return own[:min(len(own), 25)]
})

func languageChoices() (choices []*discordgo.ApplicationCommandOptionChoice) {
	for _, code := range languages() {
		choices = append(choices, &discordgo.ApplicationCommandOptionChoice{Name: display.Self.Name(language.Make(code)), Value: code})
	}
	return choices
}

// command is /summarize, /compare and the menus of messages.
func (b *bot) command(ctx context.Context, i *interaction) {
	w, err := wished(i.ApplicationCommandData())
	w.Private = w.Private || i.name == privatelyName
	w.Compare = i.name == compareName
	switch {
	case w.Compare && err == nil && len(w.Links) < 2:
		err = plainError("compare_two")
	case i.name == summarizeName && err == nil && w.asksNothing():
		b.askForText(ctx, i, w)
		return
	}
	b.fulfil(ctx, i, w, err)
}

// fulfil writes down what a command asks for, acknowledges it, and begins. It always ends in an answer; complaint is the one where nothing can
// be asked for.
func (b *bot) fulfil(ctx context.Context, i *interaction, w wish, complaint error) {
	w.App, w.Token, w.Locale, w.ServerLocale = i.AppID, i.Token, string(i.Locale), b.locale(i.GuildID)
	r := desk.Request{ID: i.ID, Guild: i.GuildID, Channel: i.ChannelID, Asker: i.asker(), Wish: w.json(), Asked: time.Now()}
	if !b.take(ctx, &r, commandWithin) {
		return
	}
	if complaint == nil && !b.limit.allow(r.Asker, time.Now()) {
		complaint = plainError("a_lot")
	}
	if complaint == nil {
		complaint = b.forbids(ctx, i)
	}
	var flags discordgo.MessageFlags
	if w.Private = w.Private || complaint != nil; w.Private {
		flags = discordgo.MessageFlagsEphemeral
	}
	r.Wish = w.json()
	if err := b.acknowledge(ctx, i, flags); err != nil {
		b.Log.WarnContext(ctx, "a command could not be acknowledged", "error", err)
		if refusedForGood(err) { // another process did, or nobody waits any more; else it may have come through, and "thinking…" is to end
			complaint = errGone
		}
	}
	if complaint == nil && !b.serve(r) {
		complaint = plainError("busy")
	}
	if complaint == nil {
		return
	}
	p := b.replyTo(ctx, r)
	if !errors.Is(complaint, errGone) {
		b.answered(ctx, p.show(ctx, failureCard(complaint, p.own()), nil))
	}
	if err := b.Desk.FinishRequest(ctx, r.ID, b.name, w.done()); err != nil {
		b.Log.WarnContext(ctx, "how a request ended was not written down; it may be done again", "error", err)
	}
}

// answerText answers with a card of a text or a file.
func (b *bot) answerText(ctx context.Context, p *reply) error {
	a, err := b.read(ctx, p)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		b.Log.InfoContext(ctx, "a command's article could not be had", "error", private(err))
		return p.show(ctx, failureCard(err, p.own()), nil)
	}
	return b.deliver(ctx, p, []*article.Article{a})
}

// answerCommand answers the links of a command: each link that cannot be had by a sentence, and each story by a card.
func (b *bot) answerCommand(ctx context.Context, p *reply) error {
	fetched, errs := b.fetchAll(ctx, p, p.wish.Links)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	stories := storiesOf(fetched)
	answers := len(stories)
	for _, a := range fetched {
		if a == nil {
			answers++
		}
	}
	failed := p.announce(ctx, errs[0] == nil, answers)
	for n, err := range errs {
		if err != nil && failed == nil {
			failed = p.part(n).show(ctx, failureCard(err, p.own()), nil)
		}
	}
	if failed != nil {
		return b.worthAnotherTry(ctx, failed)
	}
	failed = b.tell(ctx, p, fetched, stories, func(at int) int { return at })
	if p.wish.Compare && len(stories) > 1 {
		note := *p
		note.n = len(p.wish.Links)
		failed = errors.Join(failed, b.worthAnotherTry(ctx, note.say(ctx, p.own().In.Say("not_one_story"))))
	}
	return failed
}

// announce says that several answers follow, where the first will be a card: as long as its place is empty, Discord puts there whichever
// comes first. A sentence comes first anyway.
func (p *reply) announce(ctx context.Context, card bool, answers int) error {
	if !card || answers < 2 {
		return nil
	}
	_, err := p.editAnswer(ctx, p.request.ID, p.wish, "@original", noticeCard(p.options.In.Count("answers_follow", answers), p.options))
	if p.request.Tries > 1 && refusedForGood(err) {
		return nil // an earlier try put a sentence for the asker alone in its place
	}
	return err
}

// A plainError is the phrase of a sentence for people. As text, for the log, it is English.
type plainError string

func (e plainError) Error() string { return phrases.In("").Say(string(e)) }

// actionPaste is paste:LANGUAGE:LENGTH:PRIVATE, a form for a text, with what was chosen before it was opened.
const actionPaste = "paste"

// askForText opens a form for a text that is too long to be typed into an option.
func (b *bot) askForText(ctx context.Context, i *interaction, w wish) {
	id := strings.Join([]string{actionPaste, w.Language, w.Length, strconv.FormatBool(w.Private)}, ":")
	b.answered(ctx, b.respond(ctx, i, discordgo.InteractionResponseModal, card.PasteForm(i.inPrivate(), id)))
}

// pasted answers a text that was put into the form. The form's id is its sender's word, and says no more than options do.
func (b *bot) pasted(ctx context.Context, i *interaction) {
	b.fulfil(ctx, i, wish{Text: written(i), Language: i.argument(1), Length: i.argument(2), Private: i.argument(3) == "true"}, nil)
}
