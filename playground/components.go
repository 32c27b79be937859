package playground

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Component types (https://discord.com/developers/docs/components/reference).
const (
	typeRow, typeButton, typeSelect, typeInput       = 1, 2, 3, 4
	typeUsers, typeRoles, typeMentionables           = 5, 6, 7
	typeChannels, typeSection, typeText              = 8, 9, 10
	typeThumbnail, typeGallery, typeFile             = 11, 12, 13
	typeSeparator, typeContainer, typeLabel          = 14, 17, 18
	typeUpload, typeRadio, typeCheckboxes, typeCheck = 19, 21, 22, 23
)

// Button styles.
const (
	styleDanger, styleLink, stylePremium = 4, 5, 6
)

var (
	inRow       = []int{typeButton, typeSelect, typeUsers, typeRoles, typeMentionables, typeChannels}
	inContainer = []int{typeRow, typeSection, typeText, typeGallery, typeFile, typeSeparator}
	inMessage   = append([]int{typeContainer}, inContainer...)
	inLegacy    = []int{typeRow}
	inSection   = []int{typeText}
	accessories = []int{typeButton, typeThumbnail}
	inModal     = []int{typeRow, typeText, typeLabel}
	inModalRow  = []int{typeInput}
	inLabel     = []int{typeInput, typeSelect, typeUsers, typeRoles, typeMentionables, typeChannels, typeUpload, typeRadio, typeCheckboxes, typeCheck}
)

func placeTop(v2 bool) []int {
	if v2 {
		return inMessage
	}
	return inLegacy
}

// A componentCheck walks the components of a message or a modal.
type componentCheck struct {
	v2, modal           bool
	files               map[string]bool
	count, runes, bytes int
	ids                 map[string]bool // custom_ids
}

// all checks the components of one place. Where one cannot stand, what is in it is not looked at, so that the depth of
// the walk is bounded by the places that there are.
func (c *componentCheck) all(p *problems, allowed []int, components []any) {
	for i, item := range components {
		component, _ := item.(object)
		c.one(p.at(i), allowed, component)
	}
}

func (c *componentCheck) one(p *problems, allowed []int, component object) {
	c.count++
	kind := number(component["type"])
	if !slices.Contains(allowed, kind) {
		message := fmt.Sprintf("Value of field \"type\" must be one of %v, not %d.", allowed, kind)
		if slices.Contains(inMessage, kind) && !c.v2 && !c.modal {
			message += " It needs MessageFlags.IS_COMPONENTS_V2."
		}
		p.add("type", "UNION_TYPE_CHOICES", message)
		return
	}
	children := list(component["components"])
	switch kind {
	case typeRow:
		c.row(p, children)
	case typeButton:
		c.button(p, component)
	case typeSelect:
		c.menu(p, component)
	case typeUsers, typeRoles, typeMentionables, typeChannels:
		c.customID(p, component)
		p.length("placeholder", text(component, "placeholder"), 0, 150)
	case typeInput:
		c.input(p, component)
	case typeSection:
		c.section(p, component, children)
	case typeText:
		c.text(p, component)
	case typeThumbnail:
		c.media(p, component, "media")
	case typeGallery:
		c.gallery(p, list(component["items"]))
	case typeFile:
		c.media(p, component, "file")
	case typeContainer:
		p.count("components", len(children), 1, maxComponents)
		c.all(p.at("components"), inContainer, children)
	case typeLabel:
		p.length("label", text(component, "label"), 1, 45)
		p.length("description", text(component, "description"), 0, 100)
		inner, _ := component["component"].(object)
		c.one(p.at("component"), inLabel, inner)
	case typeRadio:
		c.customID(p, component)
		p.values(component, p.offers(component, 2, 10), 1)
	case typeCheckboxes:
		c.customID(p, component)
		p.values(component, p.offers(component, 1, 10), len(list(component["options"])))
	case typeUpload, typeCheck:
		c.customID(p, component)
	}
}

func (c *componentCheck) row(p *problems, children []any) {
	most, allowed := 5, inRow
	if c.modal {
		most, allowed = 1, inModalRow
	}
	for _, child := range children {
		if component, _ := child.(object); number(component["type"]) != typeButton {
			most = 1 // a menu fills its row
		}
	}
	p.count("components", len(children), 1, most)
	c.all(p.at("components"), allowed, children)
}

func (c *componentCheck) section(p *problems, component object, children []any) {
	p.count("components", len(children), 1, 3)
	c.all(p.at("components"), inSection, children)
	accessory, ok := component["accessory"].(object)
	if !ok {
		p.required("accessory")
		return
	}
	c.one(p.at("accessory"), accessories, accessory)
}

func (c *componentCheck) text(p *problems, component object) {
	words := text(component, "content")
	p.length("content", words, 1, maxText)
	c.runes += utf8.RuneCountInString(words)
	c.bytes += len(words)
}

func (c *componentCheck) button(p *problems, b object) {
	p.length("label", text(b, "label"), 0, 80)
	style := number(b["style"])
	if style < 1 || style > stylePremium {
		p.add("style", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
		return
	}
	if style == stylePremium {
		p.length("sku_id", text(b, "sku_id"), 1, 32)
		return
	}
	if text(b, "label") == "" && b["emoji"] == nil {
		p.required("label")
	}
	link, id := text(b, "url"), text(b, "custom_id")
	if link != "" && id != "" {
		p.add("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		return
	}
	if style != styleLink {
		if link != "" {
			p.add("url", "BUTTON_COMPONENT_INVALID_STYLE", "Only a link button has a url")
		}
		c.customID(p, b)
		return
	}
	p.length("url", link, 1, maxLink)
	if link != "" {
		p.link("url", link, "http", "https", "discord")
	}
}

// customID asks for an id that no other component of the message has.
func (c *componentCheck) customID(p *problems, component object) {
	id := text(component, "custom_id")
	p.length("custom_id", id, 1, 100)
	if c.ids[id] {
		p.add("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	}
	c.ids[id] = true
}

func (c *componentCheck) menu(p *problems, m object) {
	c.customID(p, m)
	p.length("placeholder", text(m, "placeholder"), 0, 150)
	p.values(m, p.offers(m, 1, 25), 1)
}

// offers checks what can be chosen, and counts how many are chosen to begin with.
func (p *problems) offers(of object, least, most int) (chosen int) {
	options := list(of["options"])
	p.count("options", len(options), least, most)
	seen := map[string]bool{}
	for i, item := range options {
		option, _ := item.(object)
		q := p.at("options").at(i)
		q.length("label", text(option, "label"), 1, 100)
		q.length("value", text(option, "value"), 1, 100)
		q.length("description", text(option, "description"), 0, 100)
		if seen[text(option, "value")] {
			q.add("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		seen[text(option, "value")] = true
		if option["default"] == true {
			chosen++
		}
	}
	return chosen
}

// values checks how many may be chosen: at most the usual number, where it is not said.
func (p *problems) values(of object, chosen, usual int) {
	least, most := 1, usual
	if of["min_values"] != nil {
		least = number(of["min_values"])
	}
	if of["max_values"] != nil {
		most = number(of["max_values"])
	}
	if least < 0 || least > most || most < 1 || most > len(list(of["options"])) {
		p.add("max_values", "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", "min_values and max_values must fit each other and the number of options.")
	}
	if chosen > most {
		p.add("options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More options are default than max_values allows.")
	}
}

func (c *componentCheck) input(p *problems, input object) {
	c.customID(p, input)
	if style := number(input["style"]); style != 1 && style != 2 {
		p.add("style", "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")
	}
	p.length("label", text(input, "label"), 0, 45)
	p.length("placeholder", text(input, "placeholder"), 0, 100)
	p.length("value", text(input, "value"), 0, 4000)
}

func (c *componentCheck) gallery(p *problems, items []any) {
	p.count("items", len(items), 1, 10)
	for i, item := range items {
		picture, _ := item.(object)
		c.media(p.at("items").at(i), picture, "media")
	}
}

// media checks a picture or a file: a link, or a file of this message.
func (c *componentCheck) media(p *problems, component object, field string) {
	p.length("description", text(component, "description"), 0, 1024)
	item, _ := component[field].(object)
	link := text(item, "url")
	if name, attached := strings.CutPrefix(link, "attachment://"); attached {
		if !c.files[name] {
			p.at(field).add("url", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", fmt.Sprintf("The referenced attachment %q was not found in this message.", name))
		}
		return
	}
	if number(component["type"]) == typeFile {
		p.at(field).add("url", "UNFURLED_MEDIA_ITEM_FILE_ONLY_ATTACHMENTS", "A file component shows an attachment:// of its message.")
		return
	}
	p.at(field).link("url", link, "http", "https")
}

// modal checks a form that answers an interaction.
func (p *problems) modal(data object) {
	p.length("custom_id", text(data, "custom_id"), 1, 100)
	p.length("title", text(data, "title"), 1, 45)
	components := list(data["components"])
	p.count("components", len(components), 1, 5)
	c := componentCheck{modal: true, ids: map[string]bool{}}
	c.all(p.at("components"), inModal, components)
}
