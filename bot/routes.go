package bot

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/desk"
)

// An interaction is what somebody asks for by a command, a component or a modal, with what discordgo leaves out of it.
type interaction struct {
	*discordgo.Interaction
	customID string                            // of a component or a modal
	channels map[string]int64                  // what the asker may do in the channels that options name
	name     string                            // of a command
	typed    map[string]string                 // in a modal, by the ids of its fields
	parent   string                            // of a thread: the channel that it is in
	answered discordgo.InteractionResponseType // its first answer; 0: there is none yet
}

// Kinds of routes.
const (
	toCommand   = "command "
	toChoices   = "choices "   // of a command's option that is being typed
	toComponent = "component " // by the action that its custom id begins with
	toModal     = "modal "     // likewise
)

// A route says who may ask for a thing, and what answers.
type route struct {
	who    right
	answer func(context.Context, *interaction)
}

// routes are everything that can be asked of the bot. What has no entry here is refused, and an entry without a right cannot
// be written, so that nothing new is open to all by oversight.
func (b *bot) routes() map[string]route {
	routes := map[string]route{
		toCommand + summarizeName: {everybody, b.command},
		toCommand + compareName:   {everybody, b.command},
		toModal + actionPaste:     {everybody, b.pasted},
		toCommand + whoSaidName:   {everybody, b.command},
		toCommand + privatelyName: {everybody, b.command},

		toComponent + card.ActionQuotes:  {whoeverSeesIt, b.shows(quotesDrawn)},
		toComponent + card.ActionContext: {whoeverSeesIt, b.shows(contextDrawn)},
		toComponent + card.ActionSides:   {whoeverSeesIt, b.shows(sideDrawn)},
		toComponent + card.ActionParty:   {whoeverSeesIt, b.shows(partyDrawn)},
		toComponent + card.ActionMore:    {whoeverSeesIt, b.whisperMore},
		toComponent + card.ActionHow:     {whoeverSeesIt, b.whisperMore},
		toComponent + card.ActionSources: {whoeverSeesIt, b.whisperSources},
		toComponent + card.ActionReport:  {whoeverSeesIt, b.askWhatIsWrong},
		toComponent + card.ActionMistake: {whoeverSeesIt, b.askForWords},
		toModal + card.ActionMistake:     {whoeverSeesIt, b.report},
		toComponent + card.ActionDelete:  {askerOrModerator, b.deleteAnswer},
		toComponent + actionAgain:        {whoeverSeesIt, b.readAgain},
		toComponent + actionShare:        {whoeverSeesIt, b.share},
		toCommand + helpName:             {everybody, b.help},
		toComponent + card.ActionExample: {everybody, b.showExample},
	}
	if b.Newsroom != nil {
		routes[toCommand+digestName] = route{b.managers, b.manage}
		routes[toCommand+feedsName] = route{b.managers, b.manage}
		routes[toChoices+digestName] = route{b.managers, b.complete}
		routes[toChoices+feedsName] = route{b.managers, b.complete}
		routes[toComponent+card.ActionStory] = route{whoeverSeesIt, b.whisperStory}
		routes[toCommand+settingsName] = route{b.managers, b.showSettings}
		routes[toComponent+card.ActionSettings] = route{b.managers, b.showSettings}
		routes[toComponent+card.ActionDaily] = route{everybody, b.showDaily}
		routes[toComponent+actionOpen] = route{b.managers, b.openSection}
		routes[toComponent+actionChoose] = route{b.managers, b.choose}
		routes[toComponent+actionType] = route{b.managers, b.typeIn}
		routes[toModal+actionType] = route{b.managers, b.typed}
		routes[toCommand+usageName] = route{everybody, b.usage}
		routes[toCommand+privacyName] = route{everybody, b.privacy}
		routes[toComponent+actionForget] = route{everybody, b.forget}
	}
	return routes
}

// onInteraction takes an interaction from the gateway. The type that discordgo has for one lacks what a member may do in the channels
// that options name, and the data of newer modals.
func (b *bot) onInteraction(data json.RawMessage) error {
	var known discordgo.Interaction
	unread := json.Unmarshal(data, &known) // of newer modals; what counts is there
	if known.ID == "" || asker(&known) == "" {
		return unread
	}
	i, err := readInteraction(&known, data)
	if err != nil {
		return err
	}
	b.begin("interaction", func(ctx context.Context) { b.dispatch(desk.About(ctx, "request", i.ID), i) })
	return nil
}

func readInteraction(known *discordgo.Interaction, raw []byte) (*interaction, error) {
	var event struct {
		Channel struct {
			ParentID string `json:"parent_id"`
		} `json:"channel"`
		Data struct {
			Name       string       `json:"name"`
			CustomID   string       `json:"custom_id"`
			Components []modalField `json:"components"`
			Resolved   struct {
				Channels map[string]struct {
					Permissions int64 `json:"permissions,string"`
				} `json:"channels"`
			} `json:"resolved"`
		} `json:"data"`
	}
	if err := json.Unmarshal(raw, &event); err != nil {
		return nil, err
	}
	i := &interaction{Interaction: known, customID: event.Data.CustomID, name: event.Data.Name, channels: map[string]int64{}, typed: map[string]string{},
		parent: event.Channel.ParentID}
	typedIn(event.Data.Components, i.typed)
	for id, channel := range event.Data.Resolved.Channels {
		i.channels[id] = channel.Permissions
	}
	return i, nil
}

// A modalField is a field of a modal, or what holds some: a row, or a label, which discordgo does not know.
type modalField struct {
	CustomID   string       `json:"custom_id"`
	Value      string       `json:"value"`
	Components []modalField `json:"components"`
	Component  *modalField  `json:"component"`
}

func typedIn(fields []modalField, typed map[string]string) {
	for _, f := range fields {
		if f.CustomID != "" {
			typed[f.CustomID] = f.Value
		}
		typedIn(f.Components, typed)
		if f.Component != nil {
			typedIn([]modalField{*f.Component}, typed)
		}
	}
}

// dispatch is the one way to everything that can be asked of the bot: it has it answered for who may ask, and refuses the rest.
func (b *bot) dispatch(ctx context.Context, i *interaction) {
	found, known := b.routes()[i.route()]
	err := error(plainError("button_unknown"))
	if i.name != "" {
		err = plainError("command_unknown")
	}
	if known {
		err = b.allowed(ctx, i, found.who)
	}
	switch {
	case err == nil:
		found.answer(ctx, i)
		b.tellSpent(ctx, i)
	case i.Type == discordgo.InteractionApplicationCommandAutocomplete:
		b.offer(ctx, i, nil)
	default:
		words, known := complaint(i.inPrivate().In, err)
		b.Log.Log(ctx, severity(known), "refused", "what", i.route(), "why", private(err))
		b.answered(ctx, b.whisper(ctx, i, discordgo.TextDisplay{Content: card.Escape(words)}))
	}
}

// route is the key of what is asked for in routes.
func (i *interaction) route() string {
	action, _, _ := strings.Cut(i.customID, ":")
	switch i.Type {
	case discordgo.InteractionApplicationCommand:
		return toCommand + i.name
	case discordgo.InteractionApplicationCommandAutocomplete:
		return toChoices + i.name
	case discordgo.InteractionMessageComponent:
		return toComponent + action
	case discordgo.InteractionModalSubmit:
		return toModal + action
	}
	return ""
}

func asker(i *discordgo.Interaction) string {
	switch {
	case i.Member != nil && i.Member.User != nil:
		return i.Member.User.ID
	case i.User != nil:
		return i.User.ID
	}
	return ""
}
