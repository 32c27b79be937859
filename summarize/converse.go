package summarize

import (
	"context"
	"errors"
	"sync"

	"parley/summarize/check"
	"parley/summarize/model"
	"parley/summarize/transcript"
)

const (
	maxComplaints = 12    // that are sent back to a model
	maxSentBack   = 16000 // bytes of its answer that go with them
)

// converse asks, judges the answer, and where a hard rule drops anything of it sends it back once with what is wrong. The
// better of the two answers counts.
func (m *Model) converse(ctx context.Context, spent *spending, server *model.Client, t *transcript.Transcript, q model.Question) (written, error) {
	first, err := spent.ask(ctx, server, q)
	if err != nil {
		return written{}, err
	}
	best := judge(t, first)
	if !best.good() {
		again, err := m.sendBack(q, first, best)
		if err != nil {
			return written{}, err
		}
		// A second question that fails leaves the first answer as it is.
		if second, err := spent.ask(ctx, server, again); err == nil {
			if other := judge(t, second); other.kept > best.kept {
				best = other
			}
		}
	}
	if best.err != nil {
		return written{}, best.err
	}
	usage := spent.usage(server.Name(), m.prompts.Version)
	if best.partial {
		usage.Note = "the model's answer was cut off"
	}
	return written{best.draft, usage}, nil
}

// sendBack is the second question. An answer that was cut before it held anything is asked for again with more room:
// a model that thinks aloud may have used it up.
func (m *Model) sendBack(q model.Question, answer model.Answer, j judgement) (model.Question, error) {
	if answer.Cut && j.err != nil {
		q.MaxTokens *= 2
		return q, nil
	}
	repair, err := m.prompts.Repair(j.complaints)
	if err != nil {
		return q, err
	}
	text := answer.Text[:min(len(answer.Text), maxSentBack)]
	q.Messages = append(q.Messages[:len(q.Messages):len(q.Messages)],
		model.Message{Role: "assistant", Content: text}, model.Message{Role: "user", Content: repair})
	return q, nil
}

// A judgement is what became of one answer.
type judgement struct {
	draft       check.Draft
	partial     bool // the answer was cut; what was whole of it is here
	items, kept int
	complaints  []string
	err         error // there is no draft, or nothing of it stood
}

// good says whether nothing fell: an answer of which a hard rule dropped anything is sent back.
func (j judgement) good() bool { return j.err == nil && len(j.complaints) == 0 }

// judge holds an answer against the articles.
func judge(t *transcript.Transcript, a model.Answer) judgement {
	draft, err := decodeDraft(a.Text)
	partial := false
	if err != nil && a.Cut {
		draft, err = salvageDraft(a.Text)
		partial = true
	}
	if err != nil {
		return judgement{err: err, complaints: []string{"it holds no JSON object of the shape asked for"}}
	}
	proof := check.ByRules(t, draft)
	kept, items := proof.Standing()
	j := judgement{draft: draft, partial: partial, kept: kept, items: items, complaints: proof.Complaints(maxComplaints)}
	if kept == 0 {
		j.err = errEmptyDraft
	}
	return j
}

// spending adds up what all requests for one thing cost, whoever was asked and whatever came of them: what is useless is paid
// for too. Whoever gave up may read it while the last request still runs.
type spending struct {
	mu      sync.Mutex
	in, out int
	cost    *float64 // nil as long as nobody with a known price was asked
}

func (s *spending) ask(ctx context.Context, server *model.Client, q model.Question) (model.Answer, error) {
	answer, err := server.Ask(ctx, q)
	s.add(server, answer)
	if errors.Is(err, context.Canceled) {
		return answer, context.Canceled
	}
	return answer, err
}

func (s *spending) add(server *model.Client, answer model.Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.in += answer.TokensIn
	s.out += answer.TokensOut
	if cost, priced := server.Cost(answer); priced {
		if s.cost != nil {
			cost += *s.cost
		}
		s.cost = &cost
	}
}

func (s *spending) usage(name, version string) Usage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Usage{Model: name, Prompt: version, TokensIn: s.in, TokensOut: s.out, Cost: s.cost}
}

// inVain is what a question without an answer cost.
func (m *Model) inVain(s *spending) Usage { return s.usage(m.servers[0].Name(), m.prompts.Version) }
