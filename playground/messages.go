package playground

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// This file is what a bot does with messages.

// nonceWindow is how long a nonce is known: "the past few minutes", says Discord.
const nonceWindow = 3 * time.Minute

// message is the message in the path, where the bot sees it.
func (c *call) message() (*Message, *Refusal) {
	if _, err := c.channel(); err != nil {
		return nil, err
	}
	m := c.state.messages[c.path("message")]
	if m == nil || m.Deleted || m.only != "" || m.ChannelID != c.path("channel") {
		return nil, errUnknownMessage
	}
	return m, nil
}

func (c *call) getMessage() (any, *Refusal) {
	m, err := c.message()
	if err != nil {
		return nil, err
	}
	if !c.may(m.ChannelID, PermissionHistory) {
		return nil, errPermissions
	}
	return m.Raw, nil
}

// listMessages are a channel's messages, newest first.
func (c *call) listMessages() (any, *Refusal) {
	if _, err := c.channel(); err != nil {
		return nil, err
	}
	query := c.request.URL.Query()
	limit, err := pageSize(query.Get("limit"), 50, 100)
	if err != nil {
		return nil, err
	}
	found := []any{}
	if !c.may(c.path("channel"), PermissionHistory) {
		return found, nil
	}
	var all []string
	for _, id := range slices.Backward(c.state.order) {
		if m := c.state.messages[id]; m.ChannelID == c.path("channel") && !m.Deleted && m.only == "" {
			all = append(all, id)
		}
	}
	for _, id := range page(all, query, limit) {
		found = append(found, c.state.messages[id].Raw)
	}
	return found, nil
}

// page is what is asked for of ids, newest first: what is older than one, next newer than one, or around one.
func page(ids []string, query url.Values, limit int) []string {
	first := func(most int64) int { // index of the first that is no newer
		i := slices.IndexFunc(ids, func(id string) bool { return snowflake(id) <= most })
		if i < 0 {
			return len(ids)
		}
		return i
	}
	from := 0
	if before := snowflake(query.Get("before")); before != 0 {
		from = first(before - 1)
	} else if after := snowflake(query.Get("after")); after != 0 {
		ids = ids[:first(after)]
		from = len(ids) - limit
	} else if around := snowflake(query.Get("around")); around != 0 {
		from = first(around) - limit/2
	}
	from = max(from, 0)
	return ids[from:min(from+limit, len(ids))]
}

// pageSize reads how many are asked for.
func pageSize(given string, usual, most int) (int, *Refusal) {
	if given == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(given)
	if err != nil || n < 1 || n > most {
		var p problems
		p.add("limit", "NUMBER_TYPE_MAX", fmt.Sprintf("int value should be from 1 to %d.", most))
		return 0, p.refusal()
	}
	return n, nil
}

// snowflake reads an id as a number, 0 when it is none.
func snowflake(id string) int64 {
	n, _ := strconv.ParseInt(id, 10, 64)
	return n
}

func (c *call) createMessage() (any, *Refusal) {
	channel, err := c.channel()
	if err != nil {
		return nil, err
	}
	if err := c.maySend(channel); err != nil {
		return nil, err
	}
	key := fmt.Sprint(c.body["nonce"])
	if known, ok := c.state.nonces[key]; ok && c.body["enforce_nonce"] == true && c.now().Sub(known.sent) < nonceWindow {
		return c.state.messages[known.message].Raw, nil
	}
	if err := checkMessage(c.body, c.files); err != nil {
		return nil, err
	}
	if err := c.checkReference(); err != nil {
		return nil, err
	}
	c.withFiles(c.path("channel"), c.body, nil)
	m := c.addMessage(c.path("channel"), BotID, "", c.body)
	if c.body["nonce"] != nil {
		c.state.nonces[key] = nonce{m.ID, c.now()}
	}
	c.announce("MESSAGE_CREATE", m)
	return m.Raw, nil
}

func (c *call) maySend(channel object) *Refusal {
	needed := c.sending(text(channel, "id"))
	if len(c.files) > 0 {
		needed |= PermissionAttach
	}
	if !c.may(c.path("channel"), needed) {
		return errPermissions
	}
	return nil
}

// checkReference holds a reply against what stands in the channel.
func (c *call) checkReference() *Refusal {
	reference, ok := c.body["message_reference"].(object)
	if !ok {
		return nil
	}
	if !c.may(c.path("channel"), PermissionHistory) {
		return &Refusal{Status: http.StatusBadRequest, Code: 160002, Message: "Cannot reply without permission to read message history"}
	}
	m := c.state.messages[text(reference, "message_id")]
	if reference["fail_if_not_exists"] != false && (m == nil || m.Deleted || m.ChannelID != c.path("channel")) {
		var p problems
		p.add("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
		return p.refusal()
	}
	return nil
}

// withFiles keeps the call's files and puts them in the body, after those of an edited message that the body still names.
func (c *call) withFiles(channel string, body object, before []any) {
	named, edits := body["attachments"]
	if !edits && len(c.files) == 0 {
		return
	}
	kept := before
	if edits {
		kept = slices.DeleteFunc(slices.Clone(before), func(old any) bool {
			return !slices.ContainsFunc(list(named), func(n any) bool {
				o, _ := n.(object)
				return o != nil && fmt.Sprint(o["id"]) == old.(object)["id"]
			})
		})
	}
	body["attachments"] = append(kept, c.keep(channel, c.files)...)
}

func (c *call) editMessage() (any, *Refusal) {
	m, err := c.message()
	if err != nil {
		return nil, err
	}
	if m.AuthorID != BotID {
		return nil, &Refusal{Status: http.StatusForbidden, Code: 50005, Message: "Cannot edit a message authored by another user"}
	}
	return c.edit(m, c.body)
}

// edit merges a body into a message, holding the whole to the same rules as a new one.
func (c *call) edit(m *Message, body object) (any, *Refusal) {
	if _, given := body["flags"]; given && body["flags"] != nil && m.Flags&flagV2 != 0 && number(body["flags"])&flagV2 == 0 {
		var p problems
		p.add("flags", "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", "The Components V2 flag cannot be removed from a message.")
		return nil, p.refusal()
	}
	merged := object{"attachments": m.Raw["attachments"]}
	for _, field := range []string{"content", "components", "embeds"} {
		merged[field] = m.Raw[field]
	}
	for field, value := range body {
		merged[field] = value
	}
	// Of the flags an edit changes only these; the rest is the message's nature.
	const editable = flagSuppressEmbeds | flagV2
	merged["flags"] = m.Flags &^ flagLoading
	if body["flags"] != nil {
		merged["flags"] = m.Flags&^(editable|flagLoading) | number(body["flags"])&editable
	}
	if err := checkMessage(merged, c.files); err != nil {
		return nil, err
	}
	c.withFiles(m.ChannelID, body, list(m.Raw["attachments"]))
	for _, field := range []string{"content", "components", "embeds", "attachments", "allowed_mentions"} {
		if value, given := body[field]; given {
			m.Raw[field] = value
		}
	}
	if m.Raw["content"] == nil {
		m.Raw["content"] = ""
	}
	for _, field := range []string{"components", "embeds", "attachments"} {
		m.Raw[field] = append([]any{}, list(m.Raw[field])...)
	}
	if m.Flags&flagLoading == 0 { // what takes the place of "thinking…" is no edit
		m.Raw["edited_timestamp"] = c.timestamp()
	}
	m.Raw["flags"] = merged["flags"]
	numberComponents(m.Raw["components"], new(int))
	c.notify(m)
	m.read()
	c.announce("MESSAGE_UPDATE", m)
	return m.Raw, nil
}

func (c *call) deleteMessage() (any, *Refusal) {
	m, err := c.message()
	if err != nil {
		return nil, err
	}
	if m.AuthorID != BotID && !c.may(m.ChannelID, PermissionManageMessages) {
		return nil, errPermissions
	}
	c.remove(m)
	return nil, nil
}

func (c *call) bulkDelete() (any, *Refusal) {
	if _, err := c.channel(); err != nil {
		return nil, err
	}
	if !c.may(c.path("channel"), PermissionManageMessages) {
		return nil, errPermissions
	}
	var ids []string
	for _, id := range list(c.body["messages"]) {
		ids = append(ids, fmt.Sprint(id))
	}
	if len(ids) < 2 || len(ids) > 100 {
		return nil, &Refusal{Status: http.StatusBadRequest, Code: 50016,
			Message: "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete"}
	}
	c.purge(c.path("channel"), ids)
	return nil, nil
}
