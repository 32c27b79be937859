package playground

import (
	"fmt"
	"maps"
	"net/http"
)

// callback is the first answer to an interaction.
func (c *call) callback() (any, *Refusal) {
	i := c.state.interactions[c.path("interaction")]
	if i == nil || c.path("token") != i.Token || i.Failed {
		return nil, &Refusal{Status: http.StatusNotFound, Code: 10062, Message: "Unknown interaction"}
	}
	if i.Callback != 0 {
		return nil, &Refusal{Status: http.StatusBadRequest, Code: 40060, Message: "Interaction has already been acknowledged."}
	}
	data, _ := c.body["data"].(object)
	if data == nil {
		data = object{}
	}
	kind := number(c.body["type"])
	if err := c.checkCallback(i, kind, data); err != nil {
		return nil, err
	}
	i.Data, i.Ephemeral = maps.Clone(data), number(data["flags"])&flagEphemeral != 0
	switch kind {
	case callbackMessage:
		c.withFiles(i.channel, data, nil)
		i.original = c.answerMessage(i, data)
	case callbackDeferred:
		i.original = c.answerMessage(i, object{"flags": number(data["flags"])&flagEphemeral | flagLoading})
	case callbackUpdate:
		if _, err := c.edit(i.source, data); err != nil {
			return nil, err
		}
		i.original = i.source
	case callbackDeferredUpdate:
		i.original = i.source
	}
	i.Callback = kind
	close(i.answered)
	c.showAnswer(i)
	c.touch()
	if c.request.URL.Query().Get("with_response") == "true" {
		return c.callbackResponse(i), nil
	}
	return nil, nil
}

// checkCallback holds a first answer against the kind of interaction, and its data against Discord's limits.
func (c *call) checkCallback(i *Interaction, kind int, data object) *Refusal {
	var p problems
	switch kind {
	case callbackMessage:
		if err := checkMessage(data, c.files); err != nil {
			return err
		}
	case callbackUpdate, callbackDeferredUpdate:
		if i.source == nil {
			p.add("type", "INTERACTION_TYPE_INVALID", "Only a component's interaction can update its message.")
		}
	case callbackChoices:
		p.choices(data)
	case callbackModal:
		if i.kind == interactionModal {
			p.add("type", "INTERACTION_TYPE_INVALID", "A modal cannot answer a modal.")
		}
		p.modal(data)
		numberComponents(data["components"], new(int))
	case callbackDeferred:
	default:
		p.add("type", "BASE_TYPE_CHOICES", fmt.Sprintf("Value must be one of {1, 4, 5, 6, 7, 8, 9, 12}, not %d.", kind))
	}
	if (kind == callbackChoices) != (i.kind == interactionAutocomplete) {
		p.add("type", "INTERACTION_TYPE_INVALID", "Choices answer an autocomplete interaction, and nothing else does.")
	}
	return p.refusal()
}

func (c *call) callbackResponse(i *Interaction) object {
	response := object{"interaction": object{"id": i.ID, "type": i.kind, "response_message_loading": i.Callback == callbackDeferred,
		"response_message_ephemeral": i.Ephemeral}}
	if i.original != nil {
		response["interaction"].(object)["response_message_id"] = i.original.ID
		response["resource"] = object{"type": i.Callback, "message": i.original.Raw}
	}
	return response
}

// showAnswer tells whoever acted what the first answer is.
func (s *Server) showAnswer(i *Interaction) {
	switch i.Callback {
	case callbackMessage:
		s.showInteraction(i, "message", object{"message_id": i.original.ID, "ephemeral": i.Ephemeral})
	case callbackDeferred:
		s.showInteraction(i, "acknowledged", object{"message_id": i.original.ID, "ephemeral": i.Ephemeral})
	case callbackDeferredUpdate:
		s.showInteraction(i, "acknowledged", nil)
	case callbackUpdate:
		s.showInteraction(i, "updated", object{"message_id": i.original.ID})
	case callbackChoices:
		s.showInteraction(i, "choices", object{"choices": list(i.Data["choices"])})
	case callbackModal:
		s.showInteraction(i, "modal", object{"modal": i.Data})
	}
}
