package playground

import "fmt"

// This file fills in forms.

// modalData is what the bot is told of a form that was sent off.
func (v *invocation) modalData(modal object, fields map[string]any) object {
	filled := []any{}
	for _, item := range list(modal["components"]) {
		outer, _ := item.(object)
		row := object{"type": outer["type"], "id": outer["id"]}
		if input, labelled := outer["component"].(object); labelled {
			row["component"] = v.fill(input, fields)
		} else if inputs := list(outer["components"]); len(inputs) > 0 {
			row["components"] = []any{v.fill(inputs[0].(object), fields)}
		}
		filled = append(filled, row)
	}
	data := object{"custom_id": modal["custom_id"], "components": filled}
	if len(v.resolved) > 0 {
		data["resolved"] = v.resolved
	}
	return data
}

// fill is one field with what was put into it.
func (v *invocation) fill(input object, fields map[string]any) object {
	kind, id := number(input["type"]), text(input, "custom_id")
	p := v.problems.at(id)
	value := fields[id]
	filled := object{"type": kind, "id": input["id"], "custom_id": id}
	required := input["required"] != false
	least := 0
	if required {
		least = 1
	}
	switch kind {
	case typeInput:
		filled["value"] = v.typed(p, input, value, required)
	case typeCheck:
		filled["value"] = value == true
	case typeRadio:
		filled["value"] = nil
		if chosen := v.choose(p, input, texts(value), least); len(chosen) > 0 {
			filled["value"] = chosen[0]
		}
	case typeUpload:
		filled["values"] = v.upload(p, input, value, least)
	default:
		chosen := texts(value)
		if len(chosen) == 0 && !required {
			filled["values"] = []any{}
			break
		}
		filled["values"] = v.choose(p, input, chosen, least)
	}
	return filled
}

// texts reads one choice, or several.
func texts(value any) (all []string) {
	switch value := value.(type) {
	case string:
		if value != "" {
			all = []string{value}
		}
	case []string:
		all = value
	case []any:
		for _, item := range value {
			all = append(all, fmt.Sprint(item))
		}
	}
	return all
}

func (v *invocation) typed(p *problems, input object, value any, required bool) string {
	words, _ := value.(string)
	if words == "" {
		if required {
			p.required("value")
		}
		return ""
	}
	least, most := number(input["min_length"]), 4000
	if input["max_length"] != nil {
		most = number(input["max_length"])
	}
	p.length("value", words, least, most)
	return words
}

func (v *invocation) upload(p *problems, input object, value any, least int) []any {
	files, _ := value.([]Attachment)
	most := 1
	if input["min_values"] != nil {
		least = number(input["min_values"])
	}
	if input["max_values"] != nil {
		most = number(input["max_values"])
	}
	p.count("values", len(files), least, most)
	ids := []any{}
	for _, file := range files {
		ids = append(ids, v.file(p, file))
	}
	return ids
}
