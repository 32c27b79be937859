package playground

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

const (
	maxCommandName  = 32
	maxDescription  = 100
	maxOptions      = 25
	maxChoices      = 25
	maxCommandChars = 8000 // over names, descriptions and values of a command
)

// Option types: the first two nest.
const (
	optionSubcommand, optionGroup, optionString, optionInteger, optionNumber, optionAttachment = 1, 2, 3, 4, 10, 11
)

// chatCommandName is the pattern for chat commands and options; menus of messages and people have free names.
var chatCommandName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)
})

// command checks a command.
func (p *problems) command(c object) {
	description := text(c, "description")
	p.localizations(c)
	switch kind := commandType(c); kind {
	case commandUser, commandMessage:
		p.length("name", text(c, "name"), 1, maxCommandName)
		if description != "" {
			p.add("description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET", "Context menu commands cannot have a description")
		}
		if len(list(c["options"])) > 0 {
			p.add("options", "APPLICATION_COMMAND_CONTEXT_MENU_CANNOT_HAVE_OPTIONS", "Context menu commands cannot have options")
		}
	case commandChat:
		p.commandName(text(c, "name"))
		p.length("description", strings.TrimSpace(description), 1, maxDescription)
		p.options(list(c["options"]), 0)
		if commandChars(c) > maxCommandChars {
			p.add("", "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
		}
	default:
		p.add("type", "BASE_TYPE_CHOICES", fmt.Sprintf("Value must be one of {1, 2, 3}, not %d.", kind))
	}
}

func (p *problems) commandName(name string) {
	p.length("name", name, 1, maxCommandName)
	if name != "" && (!chatCommandName().MatchString(name) || strings.ToLower(name) != name) {
		p.add("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

// locales are the languages that Discord has.
var locales = strings.Fields("id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko")

// nearestLocale are Discord's names of languages that browsers name otherwise.
var nearestLocale = map[string]string{"en": "en-US", "es": "es-ES", "pt": "pt-BR", "sv": "sv-SE", "zh": "zh-CN", "nb": "no", "nn": "no"}

// localeOf is Discord's language that is nearest to one as browsers name it: de for de-AT, es-419 for es-MX. Without one it is en-US.
func localeOf(tag string) string {
	base, region, _ := strings.Cut(tag, "-")
	switch {
	case slices.Contains(locales, tag):
		return tag
	case base == "en" && region != "":
		return "en-GB"
	case base == "es" && region != "":
		return "es-419"
	case base == "zh" && (strings.HasPrefix(region, "Hant") || region == "HK" || region == "MO"):
		return "zh-TW"
	case slices.Contains(locales, base):
		return base
	}
	return cmp.Or(nearestLocale[base], "en-US")
}

// localizations checks the names and descriptions in other languages.
func (p *problems) localizations(thing object) {
	for field, most := range map[string]int{"name_localizations": maxCommandName, "description_localizations": maxDescription} {
		given, _ := thing[field].(object)
		for locale := range given {
			if !slices.Contains(locales, locale) {
				p.at(field).add(locale, "LOCALE_INVALID", "There is no such language.")
			}
			p.at(field).length(locale, text(given, locale), 1, most)
		}
	}
}

// options checks the options of a command, or of a subcommand one or two levels down.
func (p *problems) options(options []any, depth int) {
	p.count("options", len(options), 0, maxOptions)
	optional := false
	seen := map[string]bool{}
	for i, item := range options {
		option, _ := item.(object)
		q := p.at("options").at(i)
		kind, name := number(option["type"]), text(option, "name")
		q.commandName(name)
		q.localizations(option)
		q.length("description", strings.TrimSpace(text(option, "description")), 1, maxDescription)
		if seen[name] {
			q.add("name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
		}
		seen[name] = true
		switch {
		case kind < optionSubcommand || kind > optionAttachment:
			q.add("type", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}.")
		case kind <= optionGroup && depth >= 3-kind:
			q.add("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Subcommands nest two levels deep")
		case kind <= optionGroup:
			q.options(list(option["options"]), depth+1)
		case option["required"] == true && optional:
			q.add("required", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || option["required"] != true
		q.option(option)
	}
}

// option checks what only an option with a value has.
func (p *problems) option(option object) {
	choices := list(option["choices"])
	if len(choices) > 0 && option["autocomplete"] == true {
		p.add("autocomplete", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", "An option has choices or autocomplete, not both")
	}
	if kind := number(option["type"]); (len(choices) > 0 || option["autocomplete"] == true) && !slices.Contains([]int{optionString, optionInteger, optionNumber}, kind) {
		p.add("choices", "APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE", "Only texts and numbers have choices")
	}
	p.choices(option)
}

// choices checks the choices of an option or of an autocomplete answer.
func (p *problems) choices(holder object) {
	choices := list(holder["choices"])
	p.count("choices", len(choices), 0, maxChoices)
	for i, item := range choices {
		choice, _ := item.(object)
		q := p.at("choices").at(i)
		q.length("name", text(choice, "name"), 1, 100)
		if value, ok := choice["value"].(string); ok {
			q.length("value", value, 0, 100)
		} else if choice["value"] == nil {
			q.required("value")
		}
	}
}

func commandChars(c object) int {
	n := utf8.RuneCountInString(text(c, "name")) + utf8.RuneCountInString(text(c, "description")) + utf8.RuneCountInString(text(c, "value"))
	for _, item := range slices.Concat(list(c["options"]), list(c["choices"])) {
		inner, _ := item.(object)
		n += commandChars(inner)
	}
	return n
}
