package playground

import (
	"net/http"
	"slices"
	"time"
)

// This file pins messages: as bots do, and as people do from the page.

const (
	maxPins      = 250 // of a channel
	maxPinsAsked = 50  // of one call
	stampForm    = "2006-01-02T15:04:05.000000-07:00"
)

// pinned are a channel's pinned messages, the latest pin first.
func (s *Server) pinned(channel string) (all []*Message) {
	for _, id := range s.state.order {
		if m := s.state.messages[id]; m.ChannelID == channel && !m.Deleted && !m.pinnedAt.IsZero() {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b *Message) int { return b.pinnedAt.Compare(a.pinnedAt) })
	return all
}

// pin pins a message, which a message of its own tells, or takes the pin off.
func (s *Server) pin(m *Message, who string, on bool) *Refusal {
	if on != m.pinnedAt.IsZero() {
		return nil
	}
	if on && len(s.pinned(m.ChannelID)) >= maxPins {
		return &Refusal{Status: http.StatusBadRequest, Code: 30003, Message: "Maximum number of pins reached for the channel (250)"}
	}
	m.pinnedAt = time.Time{}
	if on {
		m.pinnedAt = s.now().UTC()
	}
	m.Raw["pinned"] = on
	s.announce("MESSAGE_UPDATE", m)
	event := s.inGuild(m.ChannelID, object{"channel_id": m.ChannelID, "last_pin_timestamp": nil})
	if all := s.pinned(m.ChannelID); len(all) > 0 {
		event["last_pin_timestamp"] = all[0].pinnedAt.Format(stampForm)
	}
	s.dispatch("CHANNEL_PINS_UPDATE", m.ChannelID, event)
	if on {
		told := s.addMessage(m.ChannelID, who, "", object{"type": messagePinned})
		told.Raw["message_reference"] = object{"type": 0, "message_id": m.ID, "channel_id": m.ChannelID} // no reply: nobody is notified
		s.announce("MESSAGE_CREATE", told)
	}
	return nil
}

// Pin pins a message, or takes the pin off.
func (a Actor) Pin(message string, on bool) error {
	a.server.mu.Lock()
	defer a.server.mu.Unlock()
	m, err := a.message(message)
	if err != nil {
		return err
	}
	if m.only != "" {
		return errUnknownMessage
	}
	if err := a.may(m.ChannelID, PermissionPin); err != nil {
		return err
	}
	return a.server.pin(m, a.user, on).or(nil)
}

func (c *call) putPin() (any, *Refusal) {
	m, err := c.message()
	if err != nil {
		return nil, err
	}
	if !c.may(m.ChannelID, PermissionPin) {
		return nil, errPermissions
	}
	return nil, c.pin(m, BotID, c.request.Method == http.MethodPut)
}

// removePin stands at a path that a reaction's could be, too: only its third part tells them apart.
func (c *call) removePin() (any, *Refusal) {
	if c.path("pins") != "pins" {
		return nil, errNotFound
	}
	return c.putPin()
}

// readablePins are a channel's, where the bot may read what was.
func (c *call) readablePins() ([]*Message, *Refusal) {
	if _, err := c.channel(); err != nil {
		return nil, err
	}
	if !c.may(c.path("channel"), PermissionHistory) {
		return nil, nil
	}
	return c.pinned(c.path("channel")), nil
}

// listPins are all of a channel's pinned messages, by the older of Discord's two calls.
func (c *call) listPins() (any, *Refusal) {
	pinned, err := c.readablePins()
	found := []any{}
	for _, m := range pinned[:min(len(pinned), maxPinsAsked)] {
		found = append(found, m.Raw)
	}
	return found, err
}

// pagePins are those pinned before a time, by the newer one.
func (c *call) pagePins() (any, *Refusal) {
	query := c.request.URL.Query()
	limit, err := pageSize(query.Get("limit"), maxPinsAsked, maxPinsAsked)
	if err != nil {
		return nil, err
	}
	pinned, err := c.readablePins()
	if before, noTime := time.Parse(time.RFC3339, query.Get("before")); noTime == nil {
		pinned = slices.DeleteFunc(pinned, func(m *Message) bool { return !m.pinnedAt.Before(before) })
	}
	items := []any{}
	for _, m := range pinned[:min(len(pinned), limit)] {
		items = append(items, object{"pinned_at": m.pinnedAt.Format(stampForm), "message": m.Raw})
	}
	return object{"items": items, "has_more": len(pinned) > limit}, err
}
