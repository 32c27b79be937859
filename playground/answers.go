package playground

import "net/http"

// This file is how a bot goes on answering an interaction, through its webhook.

// answerMessage stores a message that answers an interaction; one for a single person stands in no one else's channel.
func (s *Server) answerMessage(i *Interaction, body object) *Message {
	only := ""
	if number(body["flags"])&flagEphemeral != 0 {
		only = i.user.ID
	}
	body["application_id"], body["webhook_id"] = BotID, BotID
	body["interaction_metadata"] = s.metadata(i)
	switch {
	case i.original != nil: // a follow-up replies to the first answer
		body["interaction_metadata"].(object)["original_response_message_id"] = i.original.ID
	case i.kind == interactionCommand && commandType(i.command) == commandChat:
		body["type"] = messageSlash
	case i.kind == interactionCommand:
		body["type"] = messageMenu
	}
	m := s.addMessage(i.channel, BotID, only, body)
	s.announce("MESSAGE_CREATE", m)
	return m
}

// interaction is the acknowledged one whose token is in the path.
func (c *call) interaction() (*Interaction, *Refusal) {
	for _, i := range c.state.interactions {
		if i.Token != c.path("token") {
			continue
		}
		if i.Callback == 0 {
			break
		}
		if c.now().Sub(i.began) > tokenLife {
			return nil, &Refusal{Status: http.StatusUnauthorized, Code: 50027, Message: "Invalid Webhook Token"}
		}
		return i, nil
	}
	return nil, &Refusal{Status: http.StatusNotFound, Code: 10015, Message: "Unknown Webhook"}
}

// followUp posts another answer. The first one after a deferral takes the place of "thinking…", as at Discord,
// unless that was deleted.
func (c *call) followUp() (any, *Refusal) {
	i, err := c.interaction()
	if err != nil {
		return nil, err
	}
	if i.original != nil && !i.original.Deleted && i.original.Flags&flagLoading != 0 {
		return c.edit(i.original, c.body)
	}
	if err := checkMessage(c.body, c.files); err != nil {
		return nil, err
	}
	c.withFiles(i.channel, c.body, nil)
	m := c.answerMessage(i, c.body)
	i.followUps = append(i.followUps, m)
	return m.Raw, nil
}

// answer is the message in the path: the original response, or a follow-up.
func (c *call) answer() (*Message, *Refusal) {
	i, err := c.interaction()
	if err != nil {
		return nil, err
	}
	found := i.original
	if id := c.path("message"); id != "@original" && (found == nil || found.ID != id) {
		found = nil
		for _, m := range i.followUps {
			if m.ID == id {
				found = m
			}
		}
	}
	if found == nil || found.Deleted {
		return nil, errUnknownMessage
	}
	return found, nil
}

func (c *call) getAnswer() (any, *Refusal) {
	m, err := c.answer()
	if err != nil {
		return nil, err
	}
	return m.Raw, nil
}

func (c *call) editAnswer() (any, *Refusal) {
	m, err := c.answer()
	if err != nil {
		return nil, err
	}
	return c.edit(m, c.body)
}

func (c *call) deleteAnswer() (any, *Refusal) {
	m, err := c.answer()
	if err != nil {
		return nil, err
	}
	c.remove(m)
	return nil, nil
}
