package summarize

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
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
func (m *Model) converse(ctx context.Context, spent *spending, server *model.Client, t *transcript.Transcript) (written, error) {
	r := request{nonce: strings.ToLower(rand.Text()[:6]), answer: min(maxAnswerTokens, server.Window()/answerShare)}
	first, best, err := m.hear(ctx, spent, server, t, r)
	if err != nil {
		return written{}, err
	}
	if !best.good() {
		again, err := m.sendBack(r, first, best)
		if err != nil {
			return written{}, err
		}
		// A second question that fails, or that there is no room for, leaves the first answer as it is.
		if _, other, err := m.hear(ctx, spent, server, t, again); err == nil && other.kept > best.kept {
			best = other
		}
	}
	if best.err != nil {
		return written{}, best.err
	}
	usage := spent.usage(server.Name(), m.prompts.Version)
	usage.Note = best.note(len(t.Sentences))
	return written{best.draft, usage}, nil
}

// hear asks one question, and judges its answer.
func (m *Model) hear(ctx context.Context, spent *spending, server *model.Client, t *transcript.Transcript, r request) (model.Answer, judgement, error) {
	q, read, err := m.question(server, t, r)
	if err != nil {
		return model.Answer{}, judgement{}, err
	}
	answer, err := spent.ask(ctx, server, q)
	if err != nil {
		return answer, judgement{}, err
	}
	j := judge(t, answer)
	j.read = read
	return answer, j, nil
}

// sendBack is the second question. An answer that was cut before it held anything is asked for again with more room:
// a model that thinks aloud may have used it up. Either takes room from the articles, of which less is sent where they fill the
// window: a server would refuse the question, and rightly.
func (m *Model) sendBack(r request, answer model.Answer, j judgement) (request, error) {
	if answer.Cut && j.err != nil {
		r.answer *= 2
		return r, nil
	}
	repair, err := m.prompts.Repair(j.complaints)
	if err != nil {
		return r, err
	}
	text := answer.Text[:min(len(answer.Text), maxSentBack)]
	r.further = []model.Message{{Role: "assistant", Content: text}, {Role: "user", Content: repair}}
	return r, nil
}

// A judgement is what became of one answer.
type judgement struct {
	draft       check.Draft
	partial     bool // the answer was cut; what was whole of it is here
	items, kept int
	read        int // sentences of the articles
	complaints  []string
	err         error // there is no draft, or nothing of it stood
}

// good says whether nothing fell: an answer of which a hard rule dropped anything is sent back.
func (j judgement) good() bool { return j.err == nil && len(j.complaints) == 0 }

// note says for people what was not read, and what is missing.
func (j judgement) note(sentences int) string {
	read, cut := "", ""
	if j.read < sentences {
		read = fmt.Sprintf("the model read %d of %d sentences", j.read, sentences)
	}
	if j.partial {
		cut = "the model's answer was cut off"
	}
	return joinNotes(read, cut)
}

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
