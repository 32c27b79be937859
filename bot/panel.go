package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/settings"
)

// The panel of /settings: a message that its asker alone sees, with a row for each subject. A row's button turns the message into that
// subject's page, whose menus and forms change what is so at once; sections (settingsections.go) is the list of all of them.

const settingsName = "settings"

// What the panel's components do stands in their custom ids.
const (
	actionOpen   = "settings" // settings:SECTION, or settings: for the list
	actionChoose = "choose"   // choose:SECTION:MENU
	actionType   = "type"     // type:SECTION:FORM opens a form, which comes back as a modal of that id; with :again behind it, as it was filled in last
)

// typedFor is how long what was typed in a form is kept that was not taken: Discord cannot open a form in answer to a form, so a button
// below the complaint opens it anew.
const typedFor = 15 * time.Minute

// A panel is what there is to show.
type panel struct {
	settings.Server
	in      phrases.Language
	today   settings.Usage
	model   string // that the operator has set up; "" for none
	digests string // the server's digests in a line
	trouble []string
}

// A section is a subject of the panel.
type section struct {
	id, title string
	now       func(panel) string // what is so, as Markdown of our own
	hint      string             // on its page, what its controls do
	menus     []menu
	forms     []form
}

// A menu chooses one or more values of a setting.
type menu struct {
	id, label string
	kind      discordgo.SelectMenuType
	choices   [][2]string // value and label, where kind is a menu of texts. A value is never "": Discord takes none
	channels  []discordgo.ChannelType
	most      int // values; 0: one, or none where kind is a menu of channels or roles
	get       func(settings.Server) []string
	set       func(*settings.Server, []string)
}

// A form is typed in.
type form struct {
	id, label string
	fields    []field
	set       func(s *settings.Server, typed map[string]string) error
}

type field struct {
	id, label, example string
	long               bool
	get                func(settings.Server) string
}

func settingsCommand() *discordgo.ApplicationCommand {
	return guildCommand(settingsName, "command_settings")
}

// list is the panel's first page.
func (p panel) list() message {
	var all []card.Setting
	for _, s := range sections(p.in) {
		all = append(all, card.Setting{Name: s.title, Value: s.now(p), ID: actionOpen + ":" + s.id})
	}
	all = append(all, card.Setting{Name: p.in.Say("daily_news"), Value: p.digests, Opens: true, ID: card.ActionDaily})
	return componentMessage(card.Settings(card.Options{In: p.in}, p.trouble, all))
}

// page is a section's. wrong is the form that was not taken, if one was, and complaint says why nothing was changed.
func (p panel) page(s section, wrong, complaint string) message {
	text := "## " + s.title + "\n" + s.now(p)
	if s.hint != "" {
		text += "\n-# " + s.hint
	}
	var controls []discordgo.MessageComponent
	for _, m := range s.menus {
		controls = append(controls, discordgo.TextDisplay{Content: "**" + m.label + "**"},
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{m.component(p.in, s.id, p.Server)}})
	}
	if complaint != "" {
		controls = append(controls, discordgo.TextDisplay{Content: p.in.Say("not_changed", "Why", card.Escape(complaint))})
	}
	buttons := []discordgo.MessageComponent{discordgo.Button{Label: p.in.Say("back"), Style: discordgo.SecondaryButton, CustomID: actionOpen + ":"}}
	for _, f := range s.forms {
		label, id := f.label, actionType+":"+s.id+":"+f.id
		if f.id == wrong {
			label, id = p.in.Say("type_again"), id+":again"
		}
		buttons = append(buttons, discordgo.Button{Label: label, Style: discordgo.PrimaryButton, CustomID: id})
	}
	return componentMessage(card.SettingPage(text, controls...), discordgo.ActionsRow{Components: buttons})
}

func (m menu) component(in phrases.Language, section string, server settings.Server) discordgo.SelectMenu {
	chosen := m.get(server)
	out := discordgo.SelectMenu{MenuType: m.kind, CustomID: actionChoose + ":" + section + ":" + m.id, MaxValues: max(m.most, 1)}
	if m.kind == discordgo.StringSelectMenu {
		for _, c := range m.choices {
			out.Options = append(out.Options, discordgo.SelectMenuOption{Value: c[0], Label: c[1], Default: slices.Contains(chosen, c[0])})
		}
		return out
	}
	none := 0
	out.MinValues, out.Placeholder = &none, in.Say("none_chosen")
	kind := discordgo.SelectMenuDefaultValueRole
	if m.kind == discordgo.ChannelSelectMenu {
		kind = discordgo.SelectMenuDefaultValueChannel
		out.ChannelTypes = m.channels
	}
	for _, id := range chosen {
		out.DefaultValues = append(out.DefaultValues, discordgo.SelectMenuDefaultValue{ID: id, Type: kind})
	}
	return out
}

// modal is a form as Discord opens it, with what is so now, or what was typed in it before.
func (f form) modal(section string, server settings.Server, typed map[string]string) discordgo.InteractionResponseData {
	var rows []discordgo.MessageComponent
	for _, one := range f.fields {
		input := discordgo.TextInput{CustomID: one.id, Label: one.label, Placeholder: one.example, Value: one.get(server), Style: discordgo.TextInputShort, MaxLength: 100}
		if before, ok := typed[one.id]; ok {
			input.Value = before
		}
		if one.long {
			input.Style, input.MaxLength = discordgo.TextInputParagraph, 4000
		}
		rows = append(rows, discordgo.ActionsRow{Components: []discordgo.MessageComponent{input}})
	}
	return discordgo.InteractionResponseData{Title: f.label, CustomID: actionType + ":" + section + ":" + f.id, Components: rows}
}

// found are the section and the place of its menu or form that a custom id names.
func (i *interaction) section() (section, bool) {
	all := sections(i.inPrivate().In)
	at := slices.IndexFunc(all, func(s section) bool { return s.id == i.argument(1) })
	if at < 0 {
		return section{}, false
	}
	return all[at], true
}

// panelOf gathers what the panel shows.
func (b *bot) panelOf(ctx context.Context, i *interaction) (panel, error) {
	p := panel{in: i.inPrivate().In, model: b.ModelName}
	var err error
	if p.Server, err = b.Newsroom.Settings(ctx, i.GuildID); err != nil {
		return p, err
	}
	if p.today, err = b.Newsroom.Used(ctx, i.GuildID, 1); err != nil {
		return p, err
	}
	plans, err := b.Newsroom.Digests(ctx, i.GuildID)
	p.digests = p.in.Say("digests_none")
	if len(plans) > 0 {
		p.digests = p.in.Count("digests_some", len(plans))
	}
	return p, err
}

// showSettings answers /settings.
func (b *bot) showSettings(ctx context.Context, i *interaction) {
	if err := b.acknowledge(ctx, i, discordgo.MessageFlagsEphemeral); err != nil {
		b.Log.WarnContext(ctx, "a command could not be acknowledged", "error", err)
		return
	}
	p, err := b.panelOf(ctx, i)
	if err == nil {
		p.trouble = b.missing(i, p.Server)
		b.answerAll(ctx, i, []message{p.list()})
		return
	}
	b.Log.ErrorContext(ctx, "the settings could not be shown", "error", err)
	b.answerAll(ctx, i, text(p.in.Say("went_wrong")))
}

// openSection turns the panel into a page of it, or back.
func (b *bot) openSection(ctx context.Context, i *interaction) {
	p, err := b.panelOf(ctx, i)
	if s, known := i.section(); err == nil && known {
		b.turn(ctx, i, p.page(s, "", ""))
		return
	}
	if err == nil {
		p.trouble = b.missing(i, p.Server)
		b.turn(ctx, i, p.list())
		return
	}
	b.Log.ErrorContext(ctx, "the settings could not be shown", "error", err)
	b.answered(ctx, b.whisper(ctx, i, discordgo.TextDisplay{Content: p.in.Say("went_wrong")}))
}

// turn puts another message in the place of the one that a component stands on.
func (b *bot) turn(ctx context.Context, i *interaction, m message) {
	b.answered(ctx, b.respond(ctx, i, discordgo.InteractionResponseUpdateMessage, m))
}

// choose carries out what was chosen in a menu of the panel.
func (b *bot) choose(ctx context.Context, i *interaction) {
	s, known := i.section()
	at := slices.IndexFunc(s.menus, func(m menu) bool { return m.id == i.argument(2) })
	if !known || at < 0 {
		b.say(ctx, i, "button_unknown")
		return
	}
	values := i.MessageComponentData().Values
	b.changeSettings(ctx, i, s, "", func(server *settings.Server) error {
		s.menus[at].set(server, values)
		return nil
	})
}

// typeIn opens a form, and typed carries out what was typed in it.
func (b *bot) typeIn(ctx context.Context, i *interaction) {
	s, f, known := i.form()
	if !known {
		b.say(ctx, i, "button_unknown")
		return
	}
	server, err := b.Newsroom.Settings(ctx, i.GuildID)
	if err != nil {
		b.Log.ErrorContext(ctx, "the settings could not be shown", "error", err)
		b.answered(ctx, b.whisper(ctx, i, discordgo.TextDisplay{Content: i.inPrivate().In.Say("went_wrong")}))
		return
	}
	b.answered(ctx, b.respond(ctx, i, discordgo.InteractionResponseModal, f.modal(s.id, server, b.typedBefore(ctx, i))))
}

// typedBefore is what was typed in a form that was not taken, where that is wanted again; nil for none.
func (b *bot) typedBefore(ctx context.Context, i *interaction) (typed map[string]string) {
	if i.argument(3) != "again" {
		return nil
	}
	kept, err := b.Desk.Kept(ctx, keptTyped, i.formOf(), time.Now())
	if err == nil {
		err = json.Unmarshal(kept, &typed)
	}
	if err != nil {
		b.Log.InfoContext(ctx, "what was typed in a form is kept no longer", "error", err)
	}
	return typed
}

const keptTyped = "typed"

// formOf names a form of a panel by the panel's message, which its asker alone sees: nothing that is kept names them.
func (i *interaction) formOf() string {
	return strings.Join([]string{i.Message.ID, i.argument(1), i.argument(2)}, ":")
}

// keepTyped keeps what was typed in a form, for who wants to correct it.
func (b *bot) keepTyped(ctx context.Context, i *interaction) {
	if i.Message == nil {
		return // it was sent by no panel
	}
	typed, err := json.Marshal(i.typed)
	if err == nil {
		err = b.Desk.Keep(ctx, keptTyped, i.formOf(), typed, time.Now().Add(typedFor))
	}
	if err != nil {
		b.Log.WarnContext(ctx, "what was typed in a form was not kept", "error", err)
	}
}

func (b *bot) typed(ctx context.Context, i *interaction) {
	s, f, known := i.form()
	if !known {
		b.say(ctx, i, "button_unknown")
		return
	}
	b.changeSettings(ctx, i, s, f.id, func(server *settings.Server) error { return f.set(server, i.typed) })
}

func (i *interaction) form() (section, form, bool) {
	s, _ := i.section()
	at := slices.IndexFunc(s.forms, func(f form) bool { return f.id == i.argument(2) })
	if at < 0 {
		return s, form{}, false
	}
	return s, s.forms[at], true
}

// changeSettings changes them, by a menu or by the form that is named, and shows the page as it is then, with what stood in the way if
// something did.
func (b *bot) changeSettings(ctx context.Context, i *interaction, s section, form string, change func(*settings.Server) error) {
	_, err := b.Newsroom.ChangeSettings(ctx, i.GuildID, i.asker(), change)
	wrong, words := "", ""
	if err != nil {
		if wrong = form; form != "" {
			b.keepTyped(ctx, i)
		}
		var known bool
		if words, known = complaint(i.inPrivate().In, err); !known {
			b.Log.ErrorContext(ctx, "settings could not be changed", "error", err)
		}
	}
	p, err := b.panelOf(ctx, i)
	if err != nil {
		b.Log.ErrorContext(ctx, "the settings could not be shown", "error", err)
		b.answered(ctx, b.whisper(ctx, i, discordgo.TextDisplay{Content: p.in.Say("went_wrong")}))
		return
	}
	b.turn(ctx, i, p.page(s, wrong, words))
}

func dollars(in phrases.Language, sum float64) string {
	return in.Say("dollars", "Sum", decimal(in, sum, 2))
}

func decimal(in phrases.Language, n float64, places int) string {
	return strings.ReplaceAll(fmt.Sprintf("%.*f", places, n), ".", in.Say("point"))
}

// named lists channels or roles; in what only their reader sees they ping nobody, and allowed mentions are none.
func named(sigil string, ids []string, none string) string {
	var all []string
	for _, id := range ids {
		all = append(all, "<"+sigil+id+">")
	}
	return cmp.Or(strings.Join(all, ", "), none)
}
