package playground

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func times(n int, make func(i int) any) (all []any) {
	for i := range n {
		all = append(all, make(i))
	}
	return all
}

func words(n int) object { return object{"type": typeText, "content": strings.Repeat("x", n)} }

func row(components ...any) object { return object{"type": typeRow, "components": components} }

func button(fields object) object {
	b := object{"type": typeButton, "style": 2, "label": "a"}
	for k, v := range fields {
		b[k] = v
	}
	return b
}

func menu(options int, fields object) object {
	m := object{"type": typeSelect, "custom_id": "m", "options": times(options, func(i int) any {
		return object{"label": "l", "value": fmt.Sprint(i)}
	})}
	for k, v := range fields {
		m[k] = v
	}
	return m
}

func poll(question string, answers int, hours any) object {
	return object{"question": object{"text": question}, "duration": hours, "answers": times(answers, func(int) any { return object{"poll_media": object{"text": "a"}} })}
}

func card(components ...any) object { return object{"flags": flagV2, "components": components} }

func plain(components ...any) object { return object{"content": "x", "components": components} }

func TestMalformedMessagesAreRefused(t *testing.T) {
	t.Parallel()
	s, channel := started(t, Options{})
	long := strings.Repeat("x", 3000)
	id := func(i int) any { return button(object{"custom_id": fmt.Sprint(i)}) }
	for name, test := range map[string]struct {
		message object
		want    string // in the answer; "" is no refusal
	}{
		"a plain message":              {object{"content": "hello"}, ""},
		"nothing":                      {object{}, `"code":50006`},
		"only spaces":                  {object{"content": "  "}, `"code":50006`},
		"2000 characters beyond ASCII": {object{"content": strings.Repeat("漢", 2000)}, ""},
		"2001 characters":              {object{"content": strings.Repeat("x", 2001)}, `"content":{"_errors"`},
		"a nonce of 26 characters":     {object{"content": "x", "nonce": strings.Repeat("n", 26)}, `"nonce"`},
		"mentions that conflict":       {object{"content": "x", "allowed_mentions": object{"parse": []any{"users"}, "users": []any{"5"}}}, "mutually exclusive"},
		"a reply to nothing":           {object{"content": "x", "message_reference": object{"message_id": "5"}}, "REPLIES_UNKNOWN_MESSAGE"},
		"a reply that may fail":        {object{"content": "x", "message_reference": object{"message_id": "5", "fail_if_not_exists": false}}, ""},

		"embeds of 6001 characters":   {object{"embeds": []any{object{"description": long}, object{"description": long, "title": "x"}}}, "MAX_EMBED_SIZE_EXCEEDED"},
		"11 embeds":                   {object{"embeds": times(11, func(int) any { return object{"title": "x"} })}, "BASE_TYPE_BAD_LENGTH"},
		"an empty embed":              {object{"embeds": []any{object{}}}, "BASE_TYPE_REQUIRED"},
		"an embed's field of no name": {object{"embeds": []any{object{"fields": []any{object{"value": "x"}}}}}, `"fields":{"0":{"name"`},

		"a card":                             {card(words(4000)), ""},
		"a card without its flag":            {plain(words(5)), "IS_COMPONENTS_V2"},
		"a card with content":                {object{"flags": flagV2, "content": "x", "components": []any{words(5)}}, "MESSAGE_CANNOT_USE_LEGACY_FIELDS"},
		"a card with an embed":               {object{"flags": flagV2, "embeds": []any{object{"title": "x"}}, "components": []any{words(5)}}, "MESSAGE_CANNOT_USE_LEGACY_FIELDS"},
		"a card with nothing else set":       {object{"flags": flagV2, "content": "", "embeds": []any{}, "components": []any{words(5)}}, ""},
		"an empty card":                      {card(), `"code":50006`},
		"4001 characters of text":            {card(words(4000), words(1)), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"},
		"a text of none":                     {card(words(0)), "BASE_TYPE_REQUIRED"},
		"4000 characters in 12000 bytes":     {card(object{"type": typeText, "content": strings.Repeat("漢", 4000)}), "500: Internal Server Error"},
		"40 components with nested ones":     {card(object{"type": typeContainer, "components": times(39, func(int) any { return words(1) })}), ""},
		"41 components with nested ones":     {card(object{"type": typeContainer, "components": times(40, func(int) any { return words(1) })}), "COMPONENT_MAX_TOTAL"},
		"an unknown component":               {card(object{"type": 99}), "UNION_TYPE_CHOICES"},
		"a component that is no object":      {card("text"), "UNION_TYPE_CHOICES"},
		"a container in a container":         {card(object{"type": typeContainer, "components": []any{object{"type": typeContainer}}}), "UNION_TYPE_CHOICES"},
		"a section without an accessory":     {card(object{"type": typeSection, "components": []any{words(1)}}), `"accessory"`},
		"a section with four texts":          {card(object{"type": typeSection, "components": []any{words(1), words(1), words(1), words(1)}, "accessory": id(0)}), "BASE_TYPE_BAD_LENGTH"},
		"a section":                          {card(object{"type": typeSection, "components": []any{words(1)}, "accessory": id(0)}), ""},
		"a file that is not there":           {card(object{"type": typeFile, "file": object{"url": "attachment://a.txt"}}), "ATTACHMENT_NOT_FOUND"},
		"a text input outside a modal":       {plain(row(object{"type": typeInput, "custom_id": "a", "style": 1})), "UNION_TYPE_CHOICES"},
		"a gallery of eleven":                {card(object{"type": typeGallery, "items": times(11, func(int) any { return object{"media": object{"url": "https://a.example/b"}} })}), "BASE_TYPE_BAD_LENGTH"},
		"six rows":                           {plain(times(6, func(i int) any { return row(id(i)) })...), "BASE_TYPE_BAD_LENGTH"},
		"five buttons":                       {plain(row(times(5, id)...)), ""},
		"six buttons":                        {plain(row(times(6, id)...)), "BASE_TYPE_BAD_LENGTH"},
		"a poll":                             {object{"poll": poll("who?", 2, nil)}, ""},
		"a poll without a question":          {object{"poll": poll("", 2, nil)}, "BASE_TYPE_REQUIRED"},
		"a poll of eleven answers":           {object{"poll": poll("who?", 11, nil)}, "BASE_TYPE_BAD_LENGTH"},
		"a poll of 769 hours":                {object{"poll": poll("who?", 2, 769)}, "NUMBER_TYPE_MAX"},
		"a button on its own":                {plain(id(0)), "UNION_TYPE_CHOICES"},
		"two buttons of one id":              {plain(row(id(0), id(0))), "COMPONENT_CUSTOM_ID_DUPLICATED"},
		"a button with id and link":          {plain(row(button(object{"style": 5, "url": "https://a.example", "custom_id": "a"}))), "MUTUALLY_EXCLUSIVE"},
		"a button with neither":              {plain(row(button(nil))), "BASE_TYPE_REQUIRED"},
		"a link button":                      {plain(row(button(object{"style": 5, "url": "https://a.example/b"}))), ""},
		"a script behind a button":           {plain(row(button(object{"style": 5, "url": "javascript:x"}))), "URL_TYPE_INVALID_SCHEME"},
		"words behind a button":              {plain(row(button(object{"style": 5, "url": "not a url"}))), "URL_TYPE_INVALID_URL"},
		"a link of 513 characters":           {plain(row(button(object{"style": 5, "url": "https://a.example/" + strings.Repeat("x", 495)}))), "BASE_TYPE_BAD_LENGTH"},
		"a label of 81 characters":           {plain(row(button(object{"custom_id": "a", "label": strings.Repeat("x", 81)}))), "BASE_TYPE_BAD_LENGTH"},
		"a custom_id of 101 characters":      {plain(row(button(object{"custom_id": strings.Repeat("x", 101)}))), "BASE_TYPE_BAD_LENGTH"},
		"a menu of 25":                       {plain(row(menu(25, nil))), ""},
		"a menu of 26":                       {plain(row(menu(26, nil))), "BASE_TYPE_BAD_LENGTH"},
		"a menu of none":                     {plain(row(menu(0, nil))), "BASE_TYPE_BAD_LENGTH"},
		"a menu that wants more than it has": {plain(row(menu(2, object{"max_values": 3}))), "MAX_VALUES_TOO_LARGE"},
		"a menu beside a button":             {plain(row(menu(2, nil), id(0))), "BASE_TYPE_BAD_LENGTH"},
		"a menu with one value twice":        {plain(row(menu(0, object{"options": []any{object{"label": "a", "value": "v"}, object{"label": "b", "value": "v"}}}))), "VALUE_DUPLICATED"},
	} {
		status, reply := do(t, s, http.MethodPost, "/channels/"+channel+"/messages", test.message)
		if (test.want == "") != (status == http.StatusOK) || !strings.Contains(reply, test.want) {
			t.Errorf("%s = %d %s; want %q", name, status, reply, test.want)
		}
	}
}

func TestMalformedCommandsAreRefused(t *testing.T) {
	t.Parallel()
	command := func(fields object) object {
		c := object{"name": "read", "description": "a command"}
		for k, v := range fields {
			c[k] = v
		}
		return c
	}
	option := func(fields object) object {
		o := object{"type": 3, "name": "a", "description": "an option"}
		for k, v := range fields {
			o[k] = v
		}
		return o
	}
	options := func(all ...any) object { return command(object{"options": all}) }
	for name, test := range map[string]struct {
		command object
		want    string
	}{
		"a command":                    {command(nil), ""},
		"a name in a language":         {command(object{"name_localizations": object{"de": "lesen"}}), ""},
		"a name in no language":        {command(object{"name_localizations": object{"xx": "lesen"}}), "LOCALE_INVALID"},
		"a name in another script":     {command(object{"name": "читать"}), ""},
		"a menu command":               {object{"type": 3, "name": "Who said what?"}, ""},
		"a menu command with words":    {object{"type": 3, "name": "Who?", "description": "x"}, "CONTEXT_MENU_DESCRIPTION"},
		"a name with capitals":         {command(object{"name": "Read"}), "INVALID_NAME"},
		"a name of two words":          {command(object{"name": "read it"}), "INVALID_NAME"},
		"no description":               {command(object{"description": " "}), "BASE_TYPE_REQUIRED"},
		"a description of 101":         {command(object{"description": strings.Repeat("x", 101)}), "BASE_TYPE_BAD_LENGTH"},
		"26 options":                   {options(times(26, func(i int) any { return option(object{"name": fmt.Sprint("o", i)}) })...), "BASE_TYPE_BAD_LENGTH"},
		"required after optional":      {options(option(nil), option(object{"name": "b", "required": true})), "OPTIONS_REQUIRED_INVALID"},
		"one option twice":             {options(option(nil), option(nil)), "unique"},
		"choices and autocomplete":     {options(option(object{"autocomplete": true, "choices": []any{object{"name": "a", "value": "a"}}})), "AUTOCOMPLETE_CHOICES"},
		"26 choices":                   {options(option(object{"choices": times(26, func(i int) any { return object{"name": "a", "value": "a"} })})), "BASE_TYPE_BAD_LENGTH"},
		"choices for a file":           {options(option(object{"type": 11, "choices": []any{object{"name": "a", "value": "a"}}})), "CHOICES_TYPE"},
		"an option of no type":         {options(option(object{"type": 0})), "BASE_TYPE_CHOICES"},
		"a subcommand in a group":      {options(option(object{"type": 2, "options": []any{option(object{"type": 1})}})), ""},
		"a group in a group":           {options(option(object{"type": 2, "options": []any{option(object{"type": 2})}})), "TYPE_INVALID"},
		"a command of 8001 characters": {options(option(object{"choices": times(25, func(i int) any { return object{"name": strings.Repeat("x", 100), "value": strings.Repeat("v", 100)} })}), option(object{"name": "b", "choices": times(25, func(i int) any { return object{"name": strings.Repeat("x", 100), "value": strings.Repeat("v", 100)} })})), "TOO_LARGE"},
	} {
		var p problems
		p.command(test.command)
		p.refusedWith(t, name, test.want)
	}
}

// refusedWith holds what is refused against what is wanted; "" is nothing.
func (p *problems) refusedWith(t *testing.T, name, want string) {
	t.Helper()
	got := ""
	if refusal := p.refusal(); refusal != nil {
		got = string(encode(refusal))
	}
	if (want == "") != (got == "") || !strings.Contains(got, want) {
		t.Errorf("%s is refused with %q; want %q", name, got, want)
	}
}
