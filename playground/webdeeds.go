package playground

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
)

// This file is what people do from the page. What they may do is decided by the [Actor]; making and renaming is free to all.

// A deed is what the page asks for; each uses some of the fields.
type deed struct {
	Do, Nonce                                string
	Channel, Message, Content, Reply         string
	Before                                   string
	Limit                                    int
	Command, Target, Focused                 string
	Path, Values                             []string
	Answers                                  []int
	Options, Fields                          map[string]json.RawMessage
	Interaction                              string
	CustomID                                 string `json:"custom_id"`
	Emoji, Name, ID, Guild, Role, User, Nick string
	Topic, What, Rank                        string
	On                                       bool
	Files                                    []upload
}

// An upload is a file as the page sends it; its data is in base64.
type upload struct {
	Name, Type string
	Data       []byte
}

func (u upload) attachment() Attachment {
	kind := u.Type
	if kind == "" {
		kind = http.DetectContentType(u.Data)
	}
	return Attachment{Name: u.Name, ContentType: kind, Data: u.Data}
}

func attachmentsOf(uploads []upload) (files []Attachment) {
	for _, u := range uploads {
		files = append(files, u.attachment())
	}
	return files
}

// deeds are all that the page can do, by name. Some give back the id of what came of it.
var deeds = map[string]func(*visitor, deed) (id string, err error){
	"history": func(v *visitor, d deed) (string, error) {
		v.watcher.History(d.Channel, d.Before, d.Limit, d.Nonce)
		return "", nil
	},
	"post": func(v *visitor, d deed) (string, error) {
		m, err := v.as(d).Post(Draft{Channel: d.Channel, Content: d.Content, ReplyTo: d.Reply, Files: attachmentsOf(d.Files)})
		return m.ID, err
	},
	"edit":   func(v *visitor, d deed) (string, error) { return "", v.as(d).Edit(d.Message, d.Content) },
	"delete": func(v *visitor, d deed) (string, error) { return "", v.as(d).Delete(d.Message) },
	"react":  func(v *visitor, d deed) (string, error) { return "", v.as(d).React(d.Message, d.Emoji, d.On) },
	"pin":    func(v *visitor, d deed) (string, error) { return "", v.as(d).Pin(d.Message, d.On) },
	"vote":   func(v *visitor, d deed) (string, error) { return "", v.as(d).Vote(d.Message, d.Answers...) },
	"typing": func(v *visitor, d deed) (string, error) { return "", v.as(d).Typing(d.Channel) },
	"thread": func(v *visitor, d deed) (string, error) { return v.as(d).StartThread(d.Channel, d.Message, d.Name) },
	"dm":     func(v *visitor, d deed) (string, error) { return v.as(d).OpenDM(), nil },

	"command":      func(v *visitor, d deed) (string, error) { return v.as(d).Command(d.invocation()) },
	"autocomplete": func(v *visitor, d deed) (string, error) { return v.as(d).Autocomplete(d.invocation(), d.Focused) },
	"click":        func(v *visitor, d deed) (string, error) { return v.as(d).Click(d.Message, d.CustomID, d.Values...) },
	"submit":       func(v *visitor, d deed) (string, error) { return v.as(d).Submit(d.Interaction, valuesOf(d.Fields)) },

	"make":           func(v *visitor, d deed) (string, error) { return v.make(d) },
	"rename":         func(v *visitor, d deed) (string, error) { return "", v.Rename(d.ID, d.Name) },
	"topic":          func(v *visitor, d deed) (string, error) { return "", v.Topic(d.Channel, d.Topic) },
	"nick":           func(v *visitor, d deed) (string, error) { return "", v.SetNick(d.Guild, d.User, d.Nick) },
	"avatar":         func(v *visitor, d deed) (string, error) { return "", v.setAvatar(d) },
	"give":           func(v *visitor, d deed) (string, error) { return "", v.give(d) },
	"delete-channel": func(v *visitor, d deed) (string, error) { return "", v.DeleteChannel(d.Channel) },
	"fault":          func(v *visitor, d deed) (string, error) { return "", v.fault(d.Name) },
}

func (v *visitor) as(d deed) Actor { return v.As(v.user, d.Nonce).Speaking(v.locale) }

func (d deed) invocation() Invocation {
	return Invocation{Channel: d.Channel, Command: d.Command, Path: d.Path, Options: valuesOf(d.Options), Target: d.Target}
}

// valuesOf reads what was filled in: {"file": …} is one file, {"files": […]} are several, and a list is one of texts.
func valuesOf(raw map[string]json.RawMessage) map[string]any {
	values := map[string]any{}
	for name, data := range raw {
		var files struct {
			File  *upload
			Files []upload
		}
		var texts []string
		var plain any
		switch {
		case json.Unmarshal(data, &files) == nil && files.File != nil:
			values[name] = files.File.attachment()
		case files.Files != nil:
			values[name] = attachmentsOf(files.Files)
		case json.Unmarshal(data, &texts) == nil && texts != nil:
			values[name] = texts
		case json.Unmarshal(data, &plain) == nil && plain != nil:
			values[name] = plain
		}
	}
	return values
}

// make makes a person, a channel, a role or a server.
func (v *visitor) make(d deed) (string, error) {
	name, refusal := checkName(d.Name)
	if refusal != nil {
		return "", refusal
	}
	moderator := d.Rank == "moderator"
	switch d.What {
	case "person":
		return v.AddUser(name, moderator).ID, nil
	case "role":
		permissions := int64(PermissionsMember)
		if moderator {
			permissions |= PermissionsModerator
		}
		return v.AddRole(d.Guild, name, permissions, true).ID, nil
	case "server":
		guild := v.AddGuild(name)
		v.AddChannelTo(guild, "general")
		return guild, nil
	}
	return v.AddChannelTo(d.Guild, strings.ReplaceAll(strings.ToLower(name), " ", "-")), nil
}

// give gives or takes a role.
func (v *visitor) give(d deed) error {
	v.mu.Lock()
	i := slices.IndexFunc(v.state.roles, func(r Role) bool { return r.ID == d.Role })
	user, known := v.state.users[d.User]
	var role Role
	if i >= 0 {
		role = v.state.roles[i]
	}
	v.mu.Unlock()
	switch {
	case !known:
		return errNotFound
	case d.Role == moderatorRole(d.Guild).ID:
		v.setModerator(user.ID, d.On)
	case i < 0:
		return errNotFound
	case d.On:
		v.Give(role, user)
	default:
		v.Take(role, user)
	}
	return nil
}

// setAvatar takes the picture away where there is no file.
func (v *visitor) setAvatar(d deed) error {
	picture := Attachment{}
	if len(d.Files) > 0 {
		picture = d.Files[0].attachment()
	}
	return v.SetAvatar(d.User, picture)
}

// fault makes the playground misbehave as Discord sometimes does.
func (v *visitor) fault(name string) error {
	switch name {
	case "error":
		v.Fail(Fault{Status: http.StatusInternalServerError, Body: `{"message":"500: Internal Server Error","code":0}`})
	case "limit":
		v.Fail(RateLimit("", "", time.Second, false))
	case "cut":
		v.Fail(Fault{Cut: true})
	case "drop":
		v.DropGateway()
	case "reconnect":
		v.Reconnect()
	default:
		return errNotFound
	}
	return nil
}
