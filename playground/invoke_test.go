package playground

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// registered registers commands of every kind of option, and returns their ids.
func (st *stage) registered() map[string]string {
	st.Helper()
	option := func(kind int, name string, more object) object {
		o := object{"type": kind, "name": name, "description": "x"}
		for k, v := range more {
			o[k] = v
		}
		return o
	}
	sub := func(name string, options ...any) object { return option(1, name, object{"options": options}) }
	status, reply := do(st.T, st.s, http.MethodPut, "/applications/"+BotID+"/commands", []any{
		object{"name": "set", "description": "x", "options": []any{
			option(3, "words", object{"required": true, "max_length": 5}),
			option(4, "whole", object{"min_value": 1, "max_value": 9}), option(10, "number", nil), option(5, "flag", nil),
			option(6, "person", nil), option(7, "channel", object{"channel_types": []any{0}}), option(8, "role", nil), option(9, "anyone", nil),
			option(11, "file", nil), option(3, "choice", object{"choices": []any{object{"name": "One", "value": "1"}}}), option(3, "typed", object{"autocomplete": true}),
		}},
		object{"name": "digest", "description": "x", "default_member_permissions": "32", "contexts": []any{0}, "options": []any{
			option(2, "feeds", object{"options": []any{sub("add", option(3, "link", object{"required": true}))}}), sub("list"),
		}},
		object{"name": "admins", "description": "x", "default_member_permissions": "0"},
		object{"name": "Who said what?", "type": 3}, object{"name": "About", "type": 2},
	})
	if status != http.StatusOK {
		st.Fatalf("registering = %d %s", status, reply)
	}
	ids := map[string]string{}
	for _, c := range st.s.RegisteredCommands("") {
		ids[text(c, "name")] = text(c, "id")
	}
	return ids
}

// told is what the bot was told of an interaction.
func (st *stage) told(id string) object {
	st.s.mu.Lock()
	defer st.s.mu.Unlock()
	return st.s.state.interactions[id].event["data"].(object)
}

func TestOptionsAreTypedByWhatIsRegistered(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	ids := st.registered()
	role := st.s.AddRole(GuildID, "Press", 0, true)
	abroad := st.s.AddChannelTo(st.s.AddGuild("Elsewhere"), "news")
	thread, _ := st.s.As(st.ada.ID, "").StartThread(st.channel, "", "more")
	file := Attachment{Name: "a.txt", ContentType: "text/plain", Data: []byte("x")}
	for name, row := range map[string]struct {
		option string
		value  any
		want   string // the option as the bot has it; "" is refused
		entity string // the kind of what it resolves to
	}{
		"words":                     {"words", "four", `{"name":"words","type":3,"value":"four"}`, ""},
		"too many words":            {"words", "sixsix", "", ""},
		"a whole number":            {"whole", "7", `{"name":"whole","type":4,"value":7}`, ""},
		"a whole number from JSON":  {"whole", 7.0, `{"name":"whole","type":4,"value":7}`, ""},
		"a number too large":        {"whole", 10, "", ""},
		"a fraction of a whole one": {"whole", 1.5, "", ""},
		"no number":                 {"whole", "Noon", "", ""},
		"a number":                  {"number", "1.5", `{"name":"number","type":10,"value":1.5}`, ""},
		"a flag":                    {"flag", true, `{"name":"flag","type":5,"value":true}`, ""},
		"a flag as text":            {"flag", "false", `{"name":"flag","type":5,"value":false}`, ""},
		"no flag":                   {"flag", "perhaps", "", ""},
		"a person":                  {"person", st.bob.ID, `{"name":"person","type":6,"value":"` + st.bob.ID + `"}`, "members"},
		"nobody":                    {"person", "5", "", ""},
		"a channel":                 {"channel", st.channel, `{"name":"channel","type":7,"value":"` + st.channel + `"}`, "channels"},
		"another server's channel":  {"channel", abroad, "", ""},
		"a thread for a channel":    {"channel", thread, "", ""},
		"a role":                    {"role", role.ID, `{"name":"role","type":8,"value":"` + role.ID + `"}`, "roles"},
		"everybody's role":          {"role", GuildID, `{"name":"role","type":8,"value":"` + GuildID + `"}`, "roles"},
		"a role for anyone":         {"anyone", role.ID, `{"name":"anyone","type":9,"value":"` + role.ID + `"}`, "roles"},
		"a person for anyone":       {"anyone", st.bob.ID, `{"name":"anyone","type":9,"value":"` + st.bob.ID + `"}`, "users"},
		"a choice":                  {"choice", "1", `{"name":"choice","type":3,"value":"1"}`, ""},
		"what is no choice":         {"choice", "2", "", ""},
		"an option that is none":    {"other", "2", "", ""},
		"text for a file":           {"file", "a.txt", "", ""},
	} {
		options := map[string]any{"words": "x", row.option: row.value}
		id, err := st.s.As(st.ada.ID, "").Command(Invocation{Channel: st.channel, Command: ids["set"], Options: options})
		if row.want == "" {
			if code(err) != 50035 {
				t.Errorf("%s: %v; want it refused", name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		data := st.told(id)
		got := list(data["options"])
		i := slices.IndexFunc(got, func(o any) bool { return o.(object)["name"] == row.option })
		if string(encode(got[i])) != row.want {
			t.Errorf("%s = %s; want %s", name, encode(got[i]), row.want)
		}
		resolved, _ := data["resolved"].(object)
		if entities, _ := resolved[row.entity].(object); row.entity != "" && entities[fmt.Sprint(row.value)] == nil {
			t.Errorf("%s resolves to %s; want it among %s", name, encode(resolved), row.entity)
		}
	}
	id, err := st.s.As(st.ada.ID, "").Command(Invocation{Channel: st.channel, Command: ids["set"], Options: map[string]any{"words": "x", "file": file}})
	if err != nil || !strings.Contains(string(encode(st.told(id)["resolved"])), `"filename":"a.txt"`) {
		t.Errorf("a file: %v; want it resolved", err)
	}
	if _, err := st.s.As(st.ada.ID, "").Command(Invocation{Channel: st.channel, Command: ids["set"]}); code(err) != 50035 {
		t.Errorf("without what is required: %v; want it refused", err)
	}
}

func TestWhoMayRunACommand(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	ids := st.registered()
	list := Invocation{Channel: st.channel, Command: ids["digest"], Path: []string{"list"}}
	run := func(user User, i Invocation) error {
		_, err := st.s.As(user.ID, "").Command(i)
		return err
	}
	direct := list
	direct.Channel = st.s.AddDM(st.bob)
	quiet := list
	quiet.Channel = st.s.AddChannel("quiet")
	st.s.Overwrite(quiet.Channel, GuildID, 0, PermissionCommands)
	group := Invocation{Channel: st.channel, Command: ids["digest"], Path: []string{"feeds", "add"}, Options: map[string]any{"link": "x"}}
	message := st.s.Post(st.channel, st.ada, "hello")
	boss := st.s.AddUser("Boss", false)
	st.s.Give(st.s.AddRole(GuildID, "Administrators", PermissionAdministrator, false), boss)
	for name, row := range map[string]struct {
		who  User
		what Invocation
		want int
	}{
		"a moderator":                     {st.bob, list, -1},
		"a member":                        {st.ada, list, 50013},
		"one for administrators alone":    {st.bob, Invocation{Channel: st.channel, Command: ids["admins"]}, 50013},
		"an administrator":                {boss, Invocation{Channel: st.channel, Command: ids["admins"]}, -1},
		"a subcommand of a group":         {st.bob, group, -1},
		"a group without its subcommand":  {st.bob, Invocation{Channel: st.channel, Command: ids["digest"], Path: []string{"feeds"}}, 50035},
		"a command without a subcommand":  {st.bob, Invocation{Channel: st.channel, Command: ids["digest"]}, 50035},
		"a server's command in a DM":      {st.bob, direct, 10063},
		"where commands are not allowed":  {st.bob, quiet, 50013},
		"a command that is not there":     {st.bob, Invocation{Channel: st.channel, Command: "5"}, 10063},
		"a menu on a message":             {st.ada, Invocation{Channel: st.channel, Command: ids["Who said what?"], Target: message.ID}, -1},
		"a menu on nothing":               {st.ada, Invocation{Channel: st.channel, Command: ids["Who said what?"]}, 10008},
		"a menu on a person":              {st.ada, Invocation{Channel: st.channel, Command: ids["About"], Target: st.bob.ID}, -1},
		"a menu on nobody":                {st.ada, Invocation{Channel: st.channel, Command: ids["About"], Target: "5"}, 10013},
		"in a channel that one sees not":  {st.ada, Invocation{Channel: st.hidden, Command: ids["set"], Options: map[string]any{"words": "x"}}, 50001},
		"in another's direct messages":    {st.ada, Invocation{Channel: direct.Channel, Command: ids["set"], Options: map[string]any{"words": "x"}}, 50001},
		"a command with options in a DM":  {st.bob, Invocation{Channel: direct.Channel, Command: ids["set"], Options: map[string]any{"words": "x"}}, -1},
		"a person that acts for nobody":   {User{ID: "5"}, list, 10013},
		"a channel option in a DM":        {st.bob, Invocation{Channel: direct.Channel, Command: ids["set"], Options: map[string]any{"words": "x", "channel": st.channel}}, 50035},
		"a value that the command has no": {st.bob, Invocation{Channel: st.channel, Command: ids["digest"], Path: []string{"list"}, Options: map[string]any{"x": "y"}}, 50035},
	} {
		if err := run(row.who, row.what); code(err) != row.want {
			t.Errorf("%s: %v; want code %d", name, err, row.want)
		}
	}
	st.s.Open("digest", true)
	if err := run(st.ada, list); err != nil {
		t.Errorf("a member, when the server opened the command: %v", err)
	}
	st.s.Open("digest", false)
	st.s.Give(st.s.AddRole(GuildID, "Managers", PermissionManageServer, false), st.ada)
	if err := run(st.ada, list); err != nil {
		t.Errorf("a member with the role that it takes: %v", err)
	}
	if i := st.s.Interaction(st.s.Slash(st.channel, st.ada, "nothing", nil)); !i.Failed || i.Refused == nil || i.Refused.Code != 10063 {
		t.Errorf("a command that the bot did not register: %+v; want it refused", i)
	}
}

func TestAutocompleteTellsAllThatWasTyped(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	ids := st.registered()
	i := Invocation{Channel: st.channel, Command: ids["set"], Options: map[string]any{"whole": "7", "channel": st.channel, "typed": "ab"}}
	id, err := st.s.As(st.ada.ID, "").Autocomplete(i, "typed")
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"name":"whole","type":4,"value":7},{"name":"channel","type":7,"value":"` + st.channel + `"},{"focused":true,"name":"typed","type":3,"value":"ab"}]`
	if got := string(encode(st.told(id)["options"])); got != want {
		t.Errorf("options = %s; want %s", got, want)
	}
}

// panel posts a message of the bot's with a component of every kind that people use.
func (st *stage) panel() string {
	st.Helper()
	off := button(object{"custom_id": "off", "disabled": true})
	return posted(st.T, st.s, st.channel, card(
		object{"type": typeSection, "components": []any{words(1)}, "accessory": button(object{"custom_id": "beside"})},
		row(button(object{"custom_id": "go"}), off, button(object{"style": 5, "url": "https://a.example"})),
		row(menu(3, object{"max_values": 2})), row(object{"type": typeUsers, "custom_id": "users"}), row(object{"type": typeChannels, "custom_id": "channels"}),
		row(object{"type": typeMentionables, "custom_id": "anyone"}), row(object{"type": typeRoles, "custom_id": "roles"})))
}

func TestAClickIsWhatTheComponentIs(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	panel := st.panel()
	for name, row := range map[string]struct {
		id     string
		values []string
		kind   int // 0 is refused
		holds  string
	}{
		"a button":                {"go", nil, typeButton, ""},
		"a button in a section":   {"beside", nil, typeButton, ""},
		"a button with values":    {"go", []string{"0"}, 0, ""},
		"a button that is off":    {"off", nil, 0, ""},
		"a button of nowhere":     {"other", nil, 0, ""},
		"a link":                  {"", nil, 0, ""},
		"two of a menu":           {"m", []string{"0", "2"}, typeSelect, `"values":["0","2"]`},
		"three of a menu for two": {"m", []string{"0", "1", "2"}, 0, ""},
		"none of a menu":          {"m", nil, 0, ""},
		"what a menu has not":     {"m", []string{"7"}, 0, ""},
		"a person":                {"users", []string{st.bob.ID}, typeUsers, `"username":"Bob"`},
		"nobody":                  {"users", []string{"5"}, 0, ""},
		"a channel":               {"channels", []string{st.hidden}, typeChannels, `"name":"hidden"`},
		"anyone":                  {"anyone", []string{st.ada.ID}, typeMentionables, `"username":"Ada"`},
		"a role":                  {"roles", []string{GuildID}, typeRoles, `"name":"@everyone"`},
	} {
		id, err := st.s.As(st.ada.ID, "n").Click(panel, row.id, row.values...)
		if row.kind == 0 {
			if err == nil {
				t.Errorf("%s went through; want it refused", name)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if data := st.told(id); number(data["component_type"]) != row.kind || !strings.Contains(string(encode(data)), row.holds) {
			t.Errorf("%s = %s; want type %d and %s", name, encode(data), row.kind, row.holds)
		}
	}
}

// answered answers an interaction as the bot.
func (st *stage) answered(id string, kind int, data object) {
	st.Helper()
	path := "/interactions/" + id + "/" + st.s.Interaction(id).Token + "/callback"
	if status, reply := do(st.T, st.s, http.MethodPost, path, object{"type": kind, "data": data}); status != http.StatusNoContent {
		st.Fatalf("answering = %d %s", status, reply)
	}
}

func labelled(component object) object {
	return object{"type": typeLabel, "label": "A", "component": component}
}

// form opens one for Ada.
func (st *stage) form(components ...any) string {
	st.Helper()
	id, err := st.s.As(st.ada.ID, "").Click(st.panel(), "go")
	if err != nil {
		st.Fatal(err)
	}
	st.answered(id, callbackModal, object{"custom_id": "form", "title": "A form", "components": components})
	return id
}

func TestAFormIsTicked(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	options := menu(3, nil)["options"]
	open := func() string {
		return st.form(labelled(object{"type": typeRadio, "custom_id": "one", "options": options}),
			labelled(object{"type": typeCheckboxes, "custom_id": "some", "options": options, "max_values": 2}))
	}
	for name, fields := range map[string]map[string]any{"nothing": {}, "none of them": {"one": "0"}, "two of one": {"one": []string{"0", "1"}, "some": "0"},
		"three of two": {"one": "0", "some": []string{"0", "1", "2"}}, "one that is not there": {"one": "3", "some": "0"}} {
		if _, err := st.s.As(st.ada.ID, "").Submit(open(), fields); code(err) != 50035 {
			t.Errorf("%s: %v; want it refused", name, err)
		}
	}
	id, err := st.s.As(st.ada.ID, "").Submit(open(), map[string]any{"one": "2", "some": []any{"0", "1"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(encode(st.told(id))); !strings.Contains(got, `"type":21,"value":"2"`) || !strings.Contains(got, `"type":22,"values":["0","1"]`) {
		t.Errorf("the form = %s", got)
	}
}

func TestMalformedFormsAreRefused(t *testing.T) {
	t.Parallel()
	of := func(kind, options int, fields object) object {
		component := menu(options, fields)
		component["type"] = kind
		return labelled(component)
	}
	for name, test := range map[string]struct {
		component object
		want      string
	}{
		"two radios":                          {of(typeRadio, 2, nil), ""},
		"one radio":                           {of(typeRadio, 1, nil), "BASE_TYPE_BAD_LENGTH"},
		"eleven radios":                       {of(typeRadio, 11, nil), "BASE_TYPE_BAD_LENGTH"},
		"one box of a group":                  {of(typeCheckboxes, 1, nil), ""},
		"a group without a box":               {of(typeCheckboxes, 0, nil), "BASE_TYPE_BAD_LENGTH"},
		"a group that wants more than it has": {of(typeCheckboxes, 2, object{"min_values": 3}), "MAX_VALUES_TOO_LARGE"},
		"two radios that are chosen": {labelled(object{"type": typeRadio, "custom_id": "a", "options": []any{
			object{"label": "a", "value": "a", "default": true}, object{"label": "b", "value": "b", "default": true}}}), "TOO_MANY_DEFAULT"},
		"a box":               {labelled(object{"type": typeCheck, "custom_id": "a"}), ""},
		"a box without an id": {labelled(object{"type": typeCheck}), "BASE_TYPE_REQUIRED"},
	} {
		var p problems
		p.modal(object{"custom_id": "f", "title": "F", "components": []any{test.component}})
		p.refusedWith(t, name, test.want)
	}
}

func TestAFormTakesEveryField(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	open := func() string {
		return st.form(row(object{"type": typeInput, "custom_id": "words", "label": "Words", "style": 1, "min_length": 2}),
			labelled(object{"type": typeSelect, "custom_id": "one", "options": menu(2, nil)["options"]}),
			labelled(object{"type": typeUsers, "custom_id": "who", "required": false}),
			labelled(object{"type": typeUpload, "custom_id": "files", "max_values": 2, "required": false}),
			labelled(object{"type": typeCheck, "custom_id": "sure"}))
	}
	fields := func(more object) map[string]any {
		all := map[string]any{"words": "hello", "one": "1", "sure": true}
		for k, v := range more {
			all[k] = v
		}
		return all
	}
	for name, more := range map[string]object{
		"no words": {"words": ""}, "too few words": {"words": "x"}, "no choice": {"one": ""}, "a choice that is none": {"one": "9"},
		"nobody": {"who": []string{"5"}}, "three files": {"files": make([]Attachment, 3)},
	} {
		if _, err := st.s.As(st.ada.ID, "").Submit(open(), fields(more)); code(err) != 50035 {
			t.Errorf("%s: %v; want it refused", name, err)
		}
	}
	id := open()
	if _, err := st.s.As(st.bob.ID, "").Submit(id, fields(nil)); err == nil {
		t.Error("another sent off Ada's form")
	}
	id, err := st.s.As(st.ada.ID, "").Submit(id, fields(object{"who": []string{st.bob.ID}, "files": []Attachment{{Name: "a.txt", Data: []byte("x")}}}))
	if err != nil {
		t.Fatal(err)
	}
	got := string(encode(st.told(id)))
	for _, want := range []string{`"custom_id":"words","id":2,"type":4,"value":"hello"`, `"values":["1"]`, `"values":["` + st.bob.ID + `"]`, `"username":"Bob"`, `"filename":"a.txt"`, `"type":23,"value":true`} {
		if !strings.Contains(got, want) {
			t.Errorf("the form = %s; want %s in it", got, want)
		}
	}
}
