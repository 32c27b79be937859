package playground

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Component types (https://discord.com/developers/docs/components/reference).
const (
	typeRow, typeButton, typeSelect = 1, 2, 3
	typeSection, typeText           = 9, 10
	typeSeparator, typeContainer    = 14, 17
)

// checkMessage says what Discord would refuse in a message, or "". The limits are those of its documentation
// (resources/message, components/reference) and, where that is silent, of its issue tracker (#8554: about 9,500 bytes).
func checkMessage(m object, files int) string {
	content, _ := m["content"].(string)
	components, _ := m["components"].([]any)
	embeds, _ := m["embeds"].([]any)
	isV2 := number(m["flags"])&flagV2 != 0
	c := componentCheck{v2: isV2, ids: map[string]bool{}}
	for _, component := range components {
		c.check(component, 0)
	}
	switch {
	case c.problem != "":
		return c.problem
	case utf8.RuneCountInString(content) > 2000:
		return "content: Must be 2000 or fewer in length."
	case isV2 && (content != "" || len(embeds) > 0):
		return "content and embeds cannot stand beside IS_COMPONENTS_V2"
	case isV2 && len(components) == 0, !isV2 && content == "" && len(embeds) == 0 && files == 0:
		return "Cannot send an empty message"
	case isV2 && c.count > 40:
		return "components: 40 or fewer, nested ones counted"
	case !isV2 && len(components) > 5:
		return "components: 5 or fewer rows"
	case c.runes > 4000:
		return "components: 4000 or fewer characters of text"
	case c.bytes > 9500:
		return "components: too many bytes of text"
	}
	if mentions, ok := m["allowed_mentions"].(object); ok && mentions["parse"] == nil && mentions["users"] == nil && mentions["roles"] == nil {
		return "allowed_mentions: parse is null, which allows everything"
	}
	return ""
}

// A componentCheck walks the components of a message.
type componentCheck struct {
	v2                  bool
	count, runes, bytes int
	ids                 map[string]bool
	problem             string
}

func (c *componentCheck) fail(format string, args ...any) {
	if c.problem == "" {
		c.problem = fmt.Sprintf(format, args...)
	}
}

func (c *componentCheck) check(value any, depth int) {
	component, ok := value.(object)
	if !ok || depth > 4 {
		c.fail("components: not a component")
		return
	}
	c.count++
	children, _ := component["components"].([]any)
	kind := number(component["type"])
	switch kind {
	case typeRow:
		if len(children) == 0 || len(children) > 5 {
			c.fail("components: a row has 1 to 5 components, not %d", len(children))
		}
	case typeButton:
		c.button(component, depth)
	case typeSelect:
		c.menu(component)
	case typeText:
		text, _ := component["content"].(string)
		c.runes += utf8.RuneCountInString(text)
		c.bytes += len(text)
		if text == "" {
			c.fail("components: an empty text")
		}
	case typeContainer:
		if depth > 0 || len(children) == 0 {
			c.fail("components: a container stands at the top and is not empty")
		}
	case typeSection:
		if len(children) == 0 || len(children) > 3 || component["accessory"] == nil {
			c.fail("components: a section has 1 to 3 texts and an accessory")
		}
		c.check(component["accessory"], depth+1)
	case typeSeparator:
	default:
		c.fail("components: unknown type %d", kind)
	}
	if kind >= typeSection && !c.v2 {
		c.fail("components: type %d needs IS_COMPONENTS_V2", kind)
	}
	for _, child := range children {
		c.check(child, depth+1)
	}
}

func (c *componentCheck) button(b object, depth int) {
	label, _ := b["label"].(string)
	id, _ := b["custom_id"].(string)
	link, _ := b["url"].(string)
	isLink := number(b["style"]) == 5
	switch {
	case depth == 0:
		c.fail("components: a button stands in a row")
	case utf8.RuneCountInString(label) > 80 || label == "" && b["emoji"] == nil:
		c.fail("components: a button's label has 1 to 80 characters")
	case isLink == (link == "") || isLink == (id != ""):
		c.fail("components: a button has either a url or a custom_id")
	case isLink:
		if u, err := url.Parse(link); err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "discord" || len(link) > 512 {
			c.fail("components: a button's url is http(s) and at most 512 long")
		}
	default:
		c.customID(id)
	}
}

func (c *componentCheck) customID(id string) {
	if id == "" || utf8.RuneCountInString(id) > 100 || c.ids[id] {
		c.fail("components: custom_id %q is empty, too long, or there twice", id)
	}
	c.ids[id] = true
}

func (c *componentCheck) menu(m object) {
	id, _ := m["custom_id"].(string)
	c.customID(id)
	options, _ := m["options"].([]any)
	if len(options) == 0 || len(options) > 25 {
		c.fail("components: a menu has 1 to 25 options, not %d", len(options))
	}
	seen := map[string]bool{}
	for _, item := range options {
		option, _ := item.(object)
		label, _ := option["label"].(string)
		value, _ := option["value"].(string)
		description, _ := option["description"].(string)
		if label == "" || value == "" || seen[value] || utf8.RuneCountInString(label) > 100 || utf8.RuneCountInString(value) > 100 || utf8.RuneCountInString(description) > 100 {
			c.fail("components: a menu's option needs a label and a value of its own, of at most 100 characters")
		}
		seen[value] = true
	}
}

// chatCommandName is the pattern for chat commands; menus of messages and people have free names.
var chatCommandName = regexp.MustCompile(`^[-_\p{Ll}\p{Lo}\p{N}]{1,32}$`)

// checkCommand says what Discord would refuse in a command, or "".
func checkCommand(c object) string {
	name, _ := c["name"].(string)
	description, _ := c["description"].(string)
	kind := number(c["type"])
	switch {
	case kind == 3 || kind == 2:
		if name == "" || utf8.RuneCountInString(name) > 32 || description != "" {
			return "a menu command has a name of 1 to 32 characters and no description"
		}
	case !chatCommandName.MatchString(name):
		return fmt.Sprintf("name: %q is no name for a chat command", name)
	case description == "" || utf8.RuneCountInString(description) > 100:
		return "description: 1 to 100 characters"
	}
	options, _ := c["options"].([]any)
	optional := false
	for _, item := range options {
		option, _ := item.(object)
		if text, _ := option["description"].(string); strings.TrimSpace(text) == "" || len(options) > 25 {
			return "options: each needs a description, and there are at most 25"
		}
		if optional && option["required"] == true {
			return "options: required ones come first"
		}
		optional = optional || option["required"] != true
	}
	return ""
}
