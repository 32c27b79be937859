package playground

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// This file is polls: bots ask, and people answer from the page. Of a poll's end no message of its own tells.

const (
	maxQuestion, maxAnswer     = 300, 55 // characters
	maxAnswers                 = 10
	usualPollHours, maxPollFor = 24, 768 // hours that it is open
)

var errPollEnded = &Refusal{Status: http.StatusForbidden, Code: 520001, Message: "Poll expired"}

// poll checks one that a bot wants to ask.
func (p *problems) poll(poll object) {
	question, _ := poll["question"].(object)
	p.at("question").length("text", text(question, "text"), 1, maxQuestion)
	answers := list(poll["answers"])
	p.count("answers", len(answers), 1, maxAnswers)
	for i, item := range answers {
		answer, _ := item.(object)
		media, _ := answer["poll_media"].(object)
		p.at("answers").at(i).at("poll_media").length("text", text(media, "text"), 1, maxAnswer)
	}
	if hours := number(poll["duration"]); poll["duration"] != nil && (hours < 1 || hours > maxPollFor) {
		p.add("duration", "NUMBER_TYPE_MAX", fmt.Sprintf("int value should be from 1 to %d.", maxPollFor))
	}
}

// ask makes of the poll of a new message what is shown of it.
func (s *Server) ask(m *Message) {
	poll, ok := m.Raw["poll"].(object)
	if !ok {
		return
	}
	hours, answers := usualPollHours, []any{}
	if poll["duration"] != nil {
		hours = number(poll["duration"])
	}
	for i, item := range list(poll["answers"]) {
		answers = append(answers, object{"answer_id": i + 1, "poll_media": item.(object)["poll_media"]})
	}
	m.pollEnds = s.now().Add(time.Duration(hours) * time.Hour)
	m.Raw["poll"] = object{"question": poll["question"], "answers": answers, "allow_multiselect": poll["allow_multiselect"] == true, "layout_type": 1}
	m.Raw["poll"] = s.pollFor(m, BotID)
}

// pollFor is a message's poll as somebody sees it: with the votes so far, and theirs.
func (s *Server) pollFor(m *Message, person string) object {
	poll := maps.Clone(m.Raw["poll"].(object))
	counts := []any{}
	for id := range len(list(poll["answers"])) + 1 {
		if votes := m.votes[id]; len(votes) > 0 {
			counts = append(counts, object{"id": id, "count": len(votes), "me_voted": slices.Contains(votes, person)})
		}
	}
	poll["expiry"] = m.pollEnds.UTC().Format(stampForm)
	poll["results"] = object{"is_finalized": !s.now().Before(m.pollEnds), "answer_counts": counts}
	return poll
}

// Vote gives a person's answers to a poll, by their numbers from 1, in place of those that they gave before.
func (a Actor) Vote(message string, answers ...int) error {
	s := a.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m, refusal := a.message(message)
	if refusal != nil {
		return refusal
	}
	poll, asked := m.Raw["poll"].(object)
	if !asked {
		return errUnknownMessage
	}
	if refusal := a.may(m.ChannelID, PermissionHistory); refusal != nil {
		return refusal
	}
	if !s.now().Before(m.pollEnds) {
		return errPollEnded
	}
	var p problems
	offered := len(list(poll["answers"]))
	if slices.ContainsFunc(answers, func(id int) bool { return id < 1 || id > offered }) || len(answers) > 1 && poll["allow_multiselect"] != true {
		p.add("answer_ids", "BASE_TYPE_CHOICES", "Choose from the poll's answers, one where it takes one.")
		return p.refusal()
	}
	for id := range offered {
		s.vote(m, a.user, id+1, slices.Contains(answers, id+1))
	}
	s.tellPoll(m)
	return nil
}

// vote gives an answer or takes it back.
func (s *Server) vote(m *Message, who string, answer int, on bool) {
	if slices.Contains(m.votes[answer], who) == on {
		return
	}
	kind, votes := "MESSAGE_POLL_VOTE_ADD", append(slices.Clone(m.votes[answer]), who)
	if !on {
		kind, votes = "MESSAGE_POLL_VOTE_REMOVE", slices.DeleteFunc(votes, func(id string) bool { return id == who })
	}
	m.votes = maps.Clone(m.votes)
	if m.votes == nil {
		m.votes = map[int][]string{}
	}
	m.votes[answer] = votes
	s.dispatch(kind, m.ChannelID, s.inGuild(m.ChannelID, object{"user_id": who, "channel_id": m.ChannelID, "message_id": m.ID, "answer_id": answer}))
}

// tellPoll tells those who look on how a poll stands now.
func (s *Server) tellPoll(m *Message) {
	m.Raw["poll"] = s.pollFor(m, BotID)
	s.showMessage("MESSAGE_UPDATE", m, func(person string) any { return s.shownMessage(person, m) })
	s.touch()
}

// asked is the message in the path, where it asks something.
func (c *call) asked() (*Message, *Refusal) {
	m, err := c.message()
	if err == nil && m.Raw["poll"] == nil {
		return nil, errUnknownMessage
	}
	return m, err
}

func (c *call) listVoters() (any, *Refusal) {
	m, err := c.asked()
	if err != nil {
		return nil, err
	}
	answer, _ := strconv.Atoi(c.path("answer"))
	people := []any{}
	for _, id := range m.votes[answer] {
		people = append(people, c.userObject(id))
	}
	return object{"users": people}, nil
}

func (c *call) endPoll() (any, *Refusal) {
	m, err := c.asked()
	if err != nil {
		return nil, err
	}
	if m.AuthorID != BotID {
		return nil, errPermissions
	}
	if m.pollEnds.After(c.now()) {
		m.pollEnds = c.now()
	}
	m.Raw["poll"] = c.pollFor(m, BotID)
	c.announce("MESSAGE_UPDATE", m)
	return m.Raw, nil
}
