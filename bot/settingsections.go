package bot

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/settings"
)

const asTheServer = "server" // the value of what is left to the server's own language

// sections are the subjects of the panel.
func sections() []section {
	return []section{linksSection(), cardsSection(), writerSection(), sitesSection(), peopleSection(), quietSection(), keepingSection()}
}

var modeWords = map[settings.Mode]string{
	settings.Every: "every link", settings.Reaction: "with a 📰 under it", settings.Mention: "when Parley is mentioned", settings.Off: "never",
}

func linksSection() section {
	var choices [][2]string
	for _, mode := range settings.Modes() {
		choices = append(choices, [2]string{modeValue(mode), modeWords[mode]})
	}
	return section{
		id: "links", title: "Pasted links",
		now: func(p panel) string {
			text := "answered: " + modeWords[p.Mode]
			if len(p.Channels) > 0 {
				text += "\nin " + named("#", p.Channels, "") + ": " + modeWords[p.ChannelMode]
			}
			return text
		},
		hint: "Threads go by their channel. Commands work in all modes.",
		menus: []menu{
			{id: "mode", label: "In all channels", kind: discordgo.StringSelectMenu, choices: choices,
				get: func(s settings.Server) []string { return []string{modeValue(s.Mode)} },
				set: func(s *settings.Server, v []string) { s.Mode = modeOf(v) }},
			{id: "channels", label: "But not in these", kind: discordgo.ChannelSelectMenu, most: settings.MaxChannels,
				get: func(s settings.Server) []string { return s.Channels },
				set: func(s *settings.Server, v []string) { s.Channels = v }},
			{id: "other", label: "There", kind: discordgo.StringSelectMenu, choices: choices,
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

func cardsSection() section {
	languages := [][2]string{{asTheServer, "As this server"}, {"en", "English"}, {"de", "Deutsch"}}
	return section{
		id: "cards", title: "Cards",
		now: func(p panel) string {
			place, length := "replies", "normal"
			if p.Threads {
				place = "in threads"
			}
			if p.Length == settings.Short {
				length = "short"
			}
			return fmt.Sprintf("%s, %s, language: %s", place, length, languageName(languages, p.Language))
		},
		menus: []menu{
			{id: "place", label: "Where an answer stands", kind: discordgo.StringSelectMenu,
				choices: [][2]string{{"reply", "As a reply"}, {"thread", "In a thread of the message"}},
				get:     func(s settings.Server) []string { return one(s.Threads, "thread", "reply") },
				set:     func(s *settings.Server, v []string) { s.Threads = strings.Join(v, "") == "thread" }},
			{id: "length", label: "How long", kind: discordgo.StringSelectMenu,
				choices: [][2]string{{"normal", "Normal: one screen of a phone"}, {"short", "Short: half of that"}},
				get:     func(s settings.Server) []string { return one(s.Length == settings.Short, "short", "normal") },
				set: func(s *settings.Server, v []string) {
					s.Length = settings.Normal
					if strings.Join(v, "") == "short" {
						s.Length = settings.Short
					}
				}},
			{id: "language", label: "Language of Parley’s own words", kind: discordgo.StringSelectMenu, choices: languages,
				get: func(s settings.Server) []string { return []string{cmp.Or(s.Language, asTheServer)} },
				set: func(s *settings.Server, v []string) {
					if s.Language = strings.Join(v, ""); s.Language == asTheServer {
						s.Language = ""
					}
				}},
		},
		hint: "Quotes are always as the article has them.",
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

func writerSection() section {
	return section{
		id: "writer", title: "Writer and budget",
		now: func(p panel) string {
			switch {
			case p.model == "":
				return "no AI: Parley writes on its own\n" + budgetText(p)
			case p.NoModel:
				return "no AI, as this server wants it\n" + budgetText(p)
			}
			return card.Escape(p.model) + " writes and Parley checks\n" + budgetText(p)
		},
		hint: "A budget counts from midnight UTC; 0 sets no limit. When its money is spent, cards are made without AI.",
		menus: []menu{{id: "model", label: "AI", kind: discordgo.StringSelectMenu,
			choices: [][2]string{{"on", "As the operator set it up"}, {"off", "Never in this server"}},
			get:     func(s settings.Server) []string { return one(s.NoModel, "off", "on") },
			set:     func(s *settings.Server, v []string) { s.NoModel = strings.Join(v, "") == "off" }}},
		forms: []form{{id: "budget", label: "Change the budget", fields: []field{
			{id: "dollars", label: "Dollars a day", example: "2.00", get: func(s settings.Server) string { return fmt.Sprintf("%.2f", s.Budget.Dollars) }},
			{id: "cards", label: "Cards a day, this server", example: "200", get: func(s settings.Server) string { return strconv.Itoa(s.Budget.Cards) }},
			{id: "each", label: "Cards a day, each member", example: "20", get: func(s settings.Server) string { return strconv.Itoa(s.Budget.UserCards) }},
		}, set: setBudget}},
	}
}

func budgetText(p panel) string {
	var bounds []string
	if p.Budget.Dollars > 0 {
		bounds = append(bounds, dollars(p.Budget.Dollars))
	}
	if p.Budget.Cards > 0 {
		bounds = append(bounds, plural(p.Budget.Cards, "card", "cards"))
	}
	if p.Budget.UserCards > 0 {
		bounds = append(bounds, plural(p.Budget.UserCards, "card", "cards")+" each member")
	}
	return fmt.Sprintf("a day at most: %s; today: %s, %s", cmp.Or(strings.Join(bounds, ", "), "no limit"),
		plural(p.today.Cards, "card", "cards"), dollars(p.today.Dollars))
}

func setBudget(s *settings.Server, typed map[string]string) error {
	var b settings.Budget
	var errs [3]error
	b.Dollars, errs[0] = strconv.ParseFloat(number(typed["dollars"]), 64)
	b.Cards, errs[1] = strconv.Atoi(number(typed["cards"]))
	b.UserCards, errs[2] = strconv.Atoi(number(typed["each"]))
	for _, err := range errs {
		if err != nil {
			return settings.Complaint("Type numbers alone, such as 2.50 dollars and 100 cards; 0 sets no limit.")
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

func sitesSection() section {
	list := func(sites []string) string { return strings.Join(sites, "\n") }
	return section{
		id: "sites", title: "Sites",
		now: func(p panel) string {
			text := "pasted links: all sites"
			if len(p.Allowed) > 0 {
				text = "pasted links: only " + card.Escape(card.Clip(strings.Join(p.Allowed, ", "), 300))
			}
			if len(p.Blocked) > 0 {
				text += "\nnever read: " + card.Escape(card.Clip(strings.Join(p.Blocked, ", "), 300))
			}
			return text
		},
		hint: "A site stands for all that is below it: news.example also for www.news.example.",
		forms: []form{{id: "sites", label: "Change the sites", fields: []field{
			{id: "allowed", label: "Read pasted links of these only", example: "news.example, one a line; empty: all sites", long: true, get: func(s settings.Server) string { return list(s.Allowed) }},
			{id: "blocked", label: "Never read these", example: "one a line", long: true, get: func(s settings.Server) string { return list(s.Blocked) }},
		}, set: func(s *settings.Server, typed map[string]string) (err error) {
			if s.Allowed, err = settings.Sites(typed["allowed"]); err != nil {
				return err
			}
			s.Blocked, err = settings.Sites(typed["blocked"])
			return err
		}}},
	}
}

func peopleSection() section {
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
		id: "people", title: "Who may do what",
		now: func(p panel) string {
			askers, managers := "everybody", "who may manage the server"
			if p.Askers != "" {
				askers = "<@&" + p.Askers + ">"
			}
			if p.Managers != "" {
				managers += ", and <@&" + p.Managers + ">"
			}
			return "ask: " + askers + "\nchange this, feeds and digests: " + managers + "\ndelete a card: who asked, and moderators"
		},
		hint: "Discord shows these commands to who has Manage Server. Let your role see them in Server Settings, Integrations, Parley.",
		menus: []menu{
			{id: "askers", label: "Only this role may ask", kind: discordgo.RoleSelectMenu, get: getAskers, set: setAskers},
			{id: "managers", label: "This role may change settings, too", kind: discordgo.RoleSelectMenu, get: getManagers, set: setManagers},
		},
	}
}

func quietSection() section {
	return section{
		id: "quiet", title: "Quiet hours",
		now: func(p panel) string {
			if hours := p.Quiet.Hours(); hours != "" {
				return hours + ", " + card.Escape(p.Quiet.Zone) + ": pasted links are let be"
			}
			return "none"
		},
		hint: "Commands and digests go on.",
		forms: []form{{id: "hours", label: "Change the hours", fields: []field{
			{id: "hours", label: "From and to; empty: none", example: "22:00-7:00", get: func(s settings.Server) string { return s.Quiet.Hours() }},
			{id: "zone", label: "Time zone", example: "Europe/Berlin", get: func(s settings.Server) string { return s.Quiet.Zone }},
		}, set: func(s *settings.Server, typed map[string]string) (err error) {
			s.Quiet, err = settings.ParseQuiet(typed["hours"], typed["zone"])
			return err
		}}},
	}
}

func keepingSection() section {
	return section{
		id: "keeping", title: "Reports and memory",
		now: func(p panel) string {
			reports := "to whoever runs Parley"
			if p.Reports != "" {
				reports = "in <#" + p.Reports + ">"
			}
			days := int(p.KeptFor().Hours() / 24)
			return "mistakes are reported " + reports + "\nbuttons of a card work for " + plural(days, "day", "days")
		},
		hint: "Then what a card rests on is forgotten; the card itself stays in the channel.",
		menus: []menu{{id: "reports", label: "Report mistakes to this channel", kind: discordgo.ChannelSelectMenu,
			get: func(s settings.Server) []string {
				if s.Reports == "" {
					return nil
				}
				return []string{s.Reports}
			},
			set: func(s *settings.Server, v []string) { s.Reports = strings.Join(v, "") }}},
		forms: []form{{id: "days", label: "Change the days", fields: []field{
			{id: "days", label: "Days for which buttons work", example: strconv.Itoa(settings.DefaultRetention),
				get: func(s settings.Server) string { return strconv.Itoa(int(s.KeptFor().Hours() / 24)) }},
		}, set: func(s *settings.Server, typed map[string]string) error {
			days, err := strconv.Atoi(strings.TrimSpace(typed["days"]))
			if err != nil || days < 1 {
				return settings.Complaint("Type a number of days, 1 or more.")
			}
			s.Retention = days
			return nil
		}}},
	}
}
