package summarize

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"parley/prompts"
	"parley/summarize/check"
	"parley/summarize/model"
)

// A SecondReader reads the lines of a brief again, each against the sentences that it rests on, and marks those that are not
// right. Its usage names the model and what was spent even when there is an error.
type SecondReader interface {
	ReadAgain(ctx context.Context, q *check.Question) ([]check.Mark, Usage, error)
}

type reread struct {
	Marks []check.Mark
	Usage Usage
}

// ReadAgain asks the model; see [SecondReader]. Its errors are those of [Model.Write].
func (m *Model) ReadAgain(ctx context.Context, q *check.Question) ([]check.Mark, Usage, error) {
	parts := append([]string{"reading", strconv.Itoa(len(q.Sentences))}, q.Sentences...)
	spent := new(spending)
	answer, cached, err := answerOf(ctx, m, append(parts, q.Rows...), func(ctx context.Context, server *model.Client) (reread, bool, error) {
		answer, err := m.readWith(ctx, spent, server, q)
		return answer, true, err
	})
	if err != nil {
		return nil, m.inVain(spent), err
	}
	return answer.Marks, answer.Usage.again(cached), nil
}

func (m *Model) readWith(ctx context.Context, spent *spending, server *model.Client, q *check.Question) (reread, error) {
	nonce := strings.ToLower(rand.Text()[:6])
	system, user, err := m.prompts.Reading(prompts.ReadingRequest{Nonce: nonce, Sentences: q.Sentences, Rows: q.Rows})
	if err != nil {
		return reread{}, err
	}
	answer, err := spent.ask(ctx, server, model.Question{
		Messages:  []model.Message{{Role: "system", Content: system}, {Role: "user", Content: user}},
		Name:      "reading",
		Schema:    prompts.ReadingSchema,
		MaxTokens: min(maxAnswerTokens, server.Window()/answerShare),
	})
	if err != nil {
		return reread{}, err
	}
	marks, ok := decodeMarks(answer.Text)
	if !ok {
		return reread{}, fmt.Errorf("%w: no list of what is bad", ErrNonsense)
	}
	return reread{marks, spent.usage(server.Name(), m.prompts.Version)}, nil
}

// decodeMarks finds the marks in a model's answer, which may be none.
func decodeMarks(answer string) (marks []check.Mark, ok bool) {
	type list struct{ Bad *[]check.Mark }
	ok = findObject(answer, func(object string) bool {
		found, ok := parseObject[list](object)
		if ok && found.Bad != nil {
			marks = *found.Bad
		}
		return ok && found.Bad != nil
	})
	return marks, ok
}

// brief makes a brief of a proof, read a second time where there is somebody to ask. Without an answer that can be trusted, what
// the rules doubt falls.
func (s *Summarizer) brief(ctx context.Context, proof *check.Proof, author Author) *Brief {
	question := proof.Question()
	if s.Second == nil || question == nil {
		return proof.Brief(author)
	}
	marks, usage, err := s.Second.ReadAgain(ctx, question)
	author.Add(usage.TokensIn, usage.TokensOut, usage.Cost)
	if err != nil {
		s.Log.WarnContext(ctx, "nobody read a brief a second time; what the rules doubt is left out", "error", err)
		proof.Unread(question, usage.Model)
	} else {
		proof.Apply(question, marks, usage.Model)
	}
	return proof.Brief(author)
}

// mayRead says whether a model that failed to write may still be asked to read: it answered, though with no draft.
func mayRead(err error) bool {
	return errors.Is(err, errEmptyDraft) || errors.Is(err, ErrNonsense) || errors.Is(err, ErrRefused)
}
