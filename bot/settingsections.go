package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/settings"
)

const asTheServer = "server" // the value of what is left to the server's own language

// postable are the channels that take a message: a forum takes none.
var postable = []discordgo.ChannelType{discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews}

// sections are the subjects of the panel.
func sections(in phrases.Language) []section {
	return []section{linksSection(in), cardsSection(in), writerSection(in), sitesSection(in), peopleSection(in), quietSection(in), keepingSection(in)}
}

var modePhrases = map[settings.Mode]string{
	settings.Every: "links_every", settings.Reaction: "links_reaction", settings.Mention: "links_mention", settings.Off: "links_off",
}

func linksSection(in phrases.Language) section {
	var choices [][2]string
	for _, mode := range settings.Modes() {
		choices = append(choices, [2]string{modeValue(mode), in.Say(modePhrases[mode])})
	}
	return section{
		id: "links", title: in.Say("links_title"),
		now: func(p panel) string {
			text := in.Say("links_now", "When", in.Say(modePhrases[p.Mode]))
			if len(p.Channels) > 0 {
				text += "\n" + in.Say("links_there", "Channels", named("#", p.Channels, ""), "When", in.Say(modePhrases[p.ChannelMode]))
			}
			return text
		},
		hint: in.Say("links_hint"),
		menus: []menu{
			{id: "mode", label: in.Say("links_mode"), kind: discordgo.StringSelectMenu, choices: choices,
				get: func(s settings.Server) []string { return []string{modeValue(s.Mode)} },
				set: func(s *settings.Server, v []string) { s.Mode = modeOf(v) }},
			{id: "channels", label: in.Say("links_channels"), kind: discordgo.ChannelSelectMenu, most: settings.MaxChannels,
				channels: append(slices.Clone(postable), discordgo.ChannelTypeGuildForum),
				get:      func(s settings.Server) []string { return s.Channels },
				set:      func(s *settings.Server, v []string) { s.Channels = v }},
			{id: "other", label: in.Say("links_other"), kind: discordgo.StringSelectMenu, choices: choices,
				get: func(s settings.Server) []string { return []string{modeValue(s.ChannelMode)} },
				set: func(s *settings.Server, v []string) { s.ChannelMode = modeOf(v) }},
		},
	}
}

func modeValue(m settings.Mode) string { return cmp.Or(string(m), "every") }

func modeOf(values []string) settings.Mode {
	if value := strings.Join(values, ""); value != "every" {
		return settings.Mode(value)
	}
	return settings.Every
}

func cardsSection(in phrases.Language) section {
	languages := [][2]string{{asTheServer, in.Say("as_server")}}
	for _, code := range phrases.Languages() {
		languages = append(languages, [2]string{code, phrases.In(code).Say("language_name")})
	}
	return section{
		id: "cards", title: in.Say("cards_title"),
		now: func(p panel) string {
			place, length := "cards_replies", "cards_normal"
			if p.Threads {
				place = "cards_threads"
			}
			if p.Length == settings.Short {
				length = "cards_short"
			}
			return in.Say("cards_now", "Place", in.Say(place), "Length", in.Say(length), "Language", languageName(languages, p.Language))
		},
		menus: []menu{
			{id: "place", label: in.Say("cards_place"), kind: discordgo.StringSelectMenu,
				choices: [][2]string{{"reply", in.Say("as_reply")}, {"thread", in.Say("as_thread")}},
				get:     func(s settings.Server) []string { return one(s.Threads, "thread", "reply") },
				set:     func(s *settings.Server, v []string) { s.Threads = strings.Join(v, "") == "thread" }},
			{id: "length", label: in.Say("cards_length"), kind: discordgo.StringSelectMenu,
				choices: [][2]string{{"normal", in.Say("as_normal")}, {"short", in.Say("as_short")}},
				get:     func(s settings.Server) []string { return one(s.Length == settings.Short, "short", "normal") },
				set: func(s *settings.Server, v []string) {
					s.Length = settings.Normal
					if strings.Join(v, "") == "short" {
						s.Length = settings.Short
					}
				}},
			{id: "language", label: in.Say("cards_language"), kind: discordgo.StringSelectMenu, choices: languages,
				get: func(s settings.Server) []string { return []string{cmp.Or(s.Language, asTheServer)} },
				set: func(s *settings.Server, v []string) {
					if s.Language = strings.Join(v, ""); s.Language == asTheServer {
						s.Language = ""
					}
				}},
		},
		hint: in.Say("cards_hint"),
	}
}

func one(yes bool, then, otherwise string) []string {
	if yes {
		return []string{then}
	}
	return []string{otherwise}
}

func languageName(languages [][2]string, code string) string {
	for _, l := range languages {
		if l[0] == cmp.Or(code, asTheServer) {
			return l[1]
		}
	}
	return code
}

// writerID and budgetID are of the section that says who writes, and of its form.
const writerID, budgetID = "writer", "budget"

func writerSection(in phrases.Language) section {
	return section{
		id: writerID, title: in.Say("writer_title"),
		now: func(p panel) string {
			switch {
			case p.model == "":
				return in.Say("writer_none") + "\n" + budgetText(in, p)
			case p.NoModel:
				return in.Say("writer_off") + "\n" + budgetText(in, p)
			}
			return in.Say("writer_model", "Model", card.Escape(p.model)) + "\n" + budgetText(in, p)
		},
		hint: in.Say("writer_hint"),
		menus: []menu{{id: "model", label: in.Say("writer_ai"), kind: discordgo.StringSelectMenu,
			choices: [][2]string{{"on", in.Say("ai_on")}, {"off", in.Say("ai_off")}},
			get:     func(s settings.Server) []string { return one(s.NoModel, "off", "on") },
			set:     func(s *settings.Server, v []string) { s.NoModel = strings.Join(v, "") == "off" }}},
		forms: []form{{id: budgetID, label: in.Say("budget_change"), fields: []field{
			{id: "dollars", label: in.Say("budget_dollars"), example: "2.00", get: func(s settings.Server) string { return fmt.Sprintf("%.2f", s.Budget.Dollars) }},
			{id: "cards", label: in.Say("budget_cards"), example: "200", get: func(s settings.Server) string { return strconv.Itoa(s.Budget.Cards) }},
			{id: "each", label: in.Say("budget_members"), example: "20", get: func(s settings.Server) string { return strconv.Itoa(s.Budget.UserCards) }},
		}, set: setBudget}},
	}
}

func budgetText(in phrases.Language, p panel) string {
	var bounds []string
	if p.Budget.Dollars > 0 {
		bounds = append(bounds, dollars(in, p.Budget.Dollars))
	}
	if p.Budget.Cards > 0 {
		bounds = append(bounds, in.Count("cards", p.Budget.Cards))
	}
	if p.Budget.UserCards > 0 {
		bounds = append(bounds, in.Count("budget_each", p.Budget.UserCards))
	}
	return in.Say("budget_now", "Limits", cmp.Or(strings.Join(bounds, in.Say("comma")), in.Say("budget_none")),
		"Cards", in.Count("cards", p.today.Cards), "Dollars", dollars(in, p.today.Dollars))
}

func setBudget(s *settings.Server, typed map[string]string) error {
	var b settings.Budget
	var errs [3]error
	b.Dollars, errs[0] = strconv.ParseFloat(number(typed["dollars"]), 64)
	b.Cards, errs[1] = strconv.Atoi(number(typed["cards"]))
	b.UserCards, errs[2] = strconv.Atoi(number(typed["each"]))
	for _, err := range errs {
		if err != nil {
			return plainError("budget_numbers")
		}
	}
	s.Budget = b
	return nil
}

// number is what is typed as a number, as Go reads it: some type a comma, a dollar, or nothing for no limit.
func number(typed string) string {
	typed = strings.Trim(strings.TrimSpace(typed), "$ ")
	return cmp.Or(strings.ReplaceAll(typed, ",", "."), "0")
}

func sitesSection(in phrases.Language) section {
	list := func(sites []string) string { return strings.Join(sites, "\n") }
	return section{
		id: "sites", title: in.Say("sites_title"),
		now: func(p panel) string {
			text := in.Say("sites_all")
			if len(p.Allowed) > 0 {
				text = in.Say("sites_only", "Sites", card.Escape(card.Clip(strings.Join(p.Allowed, ", "), 300)))
			}
			if len(p.Blocked) > 0 {
				text += "\n" + in.Say("sites_never", "Sites", card.Escape(card.Clip(strings.Join(p.Blocked, ", "), 300)))
			}
			return text
		},
		hint: in.Say("sites_hint"),
		forms: []form{{id: "sites", label: in.Say("sites_change"), fields: []field{
			{id: "allowed", label: in.Say("sites_allowed"), example: in.Say("sites_example"), long: true, get: func(s settings.Server) string { return list(s.Allowed) }},
			{id: "blocked", label: in.Say("sites_blocked"), example: in.Say("one_a_line"), long: true, get: func(s settings.Server) string { return list(s.Blocked) }},
		}, set: func(s *settings.Server, typed map[string]string) (err error) {
			if s.Allowed, err = settings.Sites(typed["allowed"]); err != nil {
				return err
			}
			s.Blocked, err = settings.Sites(typed["blocked"])
			return err
		}}},
	}
}

func peopleSection(in phrases.Language) section {
	role := func(get func(*settings.Server) *string) (func(settings.Server) []string, func(*settings.Server, []string)) {
		return func(s settings.Server) []string {
				if id := *get(&s); id != "" {
					return []string{id}
				}
				return nil
			}, func(s *settings.Server, v []string) {
				*get(s) = strings.Join(v, "")
			}
	}
	getAskers, setAskers := role(func(s *settings.Server) *string { return &s.Askers })
	getManagers, setManagers := role(func(s *settings.Server) *string { return &s.Managers })
	return section{
		id: "people", title: in.Say("people_title"),
		now: func(p panel) string {
			askers, managers := in.Say("people_all"), in.Say("people_managers")
			if p.Askers != "" {
				askers = "<@&" + p.Askers + ">"
			}
			if p.Managers != "" {
				managers = in.Say("people_also", "Role", "<@&"+p.Managers+">")
			}
			return in.Say("people_now", "Askers", askers, "Managers", managers)
		},
		hint: in.Say("people_hint"),
		menus: []menu{
			{id: "askers", label: in.Say("people_askers"), kind: discordgo.RoleSelectMenu, get: getAskers, set: setAskers},
			{id: "managers", label: in.Say("people_role"), kind: discordgo.RoleSelectMenu, get: getManagers, set: setManagers},
		},
	}
}

func quietSection(in phrases.Language) section {
	return section{
		id: "quiet", title: in.Say("quiet_title"),
		now: func(p panel) string {
			if hours := p.Quiet.Hours(); hours != "" {
				return in.Say("quiet_now", "Hours", hours, "Zone", card.Escape(p.Quiet.Zone))
			}
			return in.Say("quiet_none")
		},
		hint: in.Say("quiet_hint"),
		forms: []form{{id: "hours", label: in.Say("quiet_change"), fields: []field{
			{id: "hours", label: in.Say("quiet_hours"), example: "22:00-7:00", get: func(s settings.Server) string { return s.Quiet.Hours() }},
			{id: "zone", label: in.Say("quiet_zone"), example: "Europe/Berlin", get: func(s settings.Server) string { return s.Quiet.Zone }},
		}, set: func(s *settings.Server, typed map[string]string) (err error) {
			s.Quiet, err = settings.ParseQuiet(typed["hours"], typed["zone"])
			return err
		}}},
	}
}

func keepingSection(in phrases.Language) section {
	return section{
		id: "keeping", title: in.Say("keeping_title"),
		now: func(p panel) string {
			reports := in.Say("keeping_operator")
			if p.Reports != "" {
				reports = in.Say("keeping_channel", "Channel", "<#"+p.Reports+">")
			}
			return reports + "\n" + in.Count("keeping_days", int(p.KeptFor().Hours()/24))
		},
		hint: in.Say("keeping_hint"),
		menus: []menu{{id: "reports", label: in.Say("keeping_reports"), kind: discordgo.ChannelSelectMenu, channels: postable,
			get: func(s settings.Server) []string {
				if s.Reports == "" {
					return nil
				}
				return []string{s.Reports}
			},
			set: func(s *settings.Server, v []string) { s.Reports = strings.Join(v, "") }}},
		forms: []form{{id: "days", label: in.Say("keeping_change"), fields: []field{
			{id: "days", label: in.Say("keeping_label"), example: strconv.Itoa(settings.DefaultRetention),
				get: func(s settings.Server) string { return strconv.Itoa(int(s.KeptFor().Hours() / 24)) }},
		}, set: func(s *settings.Server, typed map[string]string) error {
			days, err := strconv.Atoi(strings.TrimSpace(typed["days"]))
			if err != nil || days < 1 {
				return plainError("keeping_number")
			}
			s.Retention = days
			return nil
		}}},
	}
}
