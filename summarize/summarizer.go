// Package summarize makes briefs: it reads articles into a transcript, lets a writer draft, and holds the draft against
// the articles. Start with [Summarizer.Brief]; the steps are [Read], a [Writer] ([Extractive] or [Model]) and [Check].
// It knows nothing of Discord.
package summarize

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"time"

	"golang.org/x/text/language"

	"parley/article"
	"parley/summarize/check"
	"parley/summarize/model"
	"parley/summarize/transcript"
)

// ErrNothing is returned when there is no article, or none with a word in it.
var ErrNothing = errors.New("summarize: there is no text to read")

// A Summarizer turns articles into briefs. It may be used by many goroutines at once.
type Summarizer struct {
	Model   Writer        // nil: Parley writes on its own
	Second  SecondReader  // reads what a model wrote a second time; nil: the rules alone hold it
	Timeout time.Duration // the longest that a brief waits for the model, to write and to read again; 0 means as long as its context lasts
	Log     *slog.Logger  // hears why a model failed; needed where there is one

	Recorder Recorder // looks on; may be nil

	// Language is the one that a model's texts are in; the zero value means that of the articles. It takes effect where
	// the model is a [Translator].
	Language language.Tag
}

// Kept is a summarizer that asks no server: a brief is a model's where it was written before, and Parley's own where not.
func (s *Summarizer) Kept() *Summarizer {
	own := *s
	own.Model, own.Second = nil, nil
	if model, ok := s.Model.(*Model); ok {
		own.Model = model.keptOnly()
	}
	if reader, ok := s.Second.(*Model); ok {
		own.Second = reader.keptOnly()
	}
	return &own
}

// Brief makes one brief over all articles. Where there is a model, preview (which may be nil) gets the extractive brief
// first; that brief is also what is returned when the model fails, with a note that says so. The only errors are
// [ErrNothing] and that of a context which ended.
//
// The order of the articles changes nothing but that of the brief's sources: what leads the story comes first.
func (s *Summarizer) Brief(ctx context.Context, articles []*article.Article, preview func(*Brief)) (*Brief, error) {
	if len(articles) < 2 {
		return s.read(ctx, articles, preview)
	}
	order := leadFirst(articles)
	ordered := make([]*article.Article, len(order))
	for place, at := range order {
		ordered[place] = articles[at]
	}
	show := preview
	if preview != nil {
		show = func(b *Brief) { preview(asGiven(b, order)) }
	}
	brief, err := s.read(ctx, ordered, show)
	if err != nil {
		return nil, err
	}
	return asGiven(brief, order), nil
}

// read makes a brief over articles of which the first leads.
func (s *Summarizer) read(ctx context.Context, articles []*article.Article, preview func(*Brief)) (*Brief, error) {
	began := time.Now()
	transcript := transcript.Read(articles...)
	if len(transcript.Sentences) == 0 {
		return nil, ErrNothing
	}
	notes := &diary{recorder: s.Recorder, transcript: transcript}
	notes.step("read", began)
	if s.Recorder != nil {
		ctx = s.Recorder.Begin(ctx, transcript)
	}
	began = time.Now()
	draft, _, err := Extractive{}.Write(ctx, transcript)
	if err != nil {
		return nil, err
	}
	notes.step("draft", began)
	began = time.Now()
	proof := check.ByRules(transcript, draft)
	drafted := proof.Lines()
	plain := proof.Brief(Author{Name: "extractive"})
	notes.step("check", began)
	notes.made(plain, drafted, proof, s.Model == nil)
	if s.Model == nil {
		return plain, ctx.Err()
	}
	if preview != nil {
		preview(plain)
	}
	timed, cancel := s.timed(ctx)
	defer cancel()
	written, spent, err := s.ask(timed, transcript, notes)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if errors.Is(err, errNotKept) {
		notes.made(plain, drafted, proof, true)
		return plain, nil
	}
	if err != nil {
		s.Log.WarnContext(ctx, "the model failed; the extractive brief stands", "error", err)
		plain.Writer.TokensIn, plain.Writer.TokensOut, plain.Writer.Cost = spent.TokensIn, spent.TokensOut, spent.Cost
		if mayRead(err) {
			plain = s.brief(timed, proof, plain.Writer)
		}
		plain.Writer.Failure, plain.Writer.Note = failureOf(err), modelNote(err)
		notes.made(plain, drafted, proof, true)
		return plain, nil
	}
	return written, nil
}

// timed is a context that ends when a brief has waited for the model for as long as it may.
func (s *Summarizer) timed(ctx context.Context) (context.Context, context.CancelFunc) {
	if s.Timeout <= 0 {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, s.Timeout)
}

// errEmptyDraft is a draft of which nothing stood.
var errEmptyDraft = errors.New("nothing in the model's answer stood up to the article")

// ask has the model write the brief. Where there is none, spent is what was paid in vain.
func (s *Summarizer) ask(ctx context.Context, t *transcript.Transcript, notes *diary) (written *Brief, spent Author, err error) {
	began := time.Now()
	draft, usage, err := s.Model.Write(ctx, t)
	notes.step("model", began)
	if err != nil {
		return nil, usage.author(), err
	}
	began = time.Now()
	proof := check.ByRules(t, draft)
	drafted := proof.Lines()
	brief := s.brief(ctx, proof, usage.author())
	notes.step("check again", began)
	if len(brief.Gist)+len(brief.Parties) == 0 {
		return nil, brief.Writer, errEmptyDraft
	}
	if translator, ok := s.Model.(Translator); ok && s.Language != language.Und && !isIn(t, s.Language) {
		if err := translate(t, ctx, brief, translator, s.Language); err != nil {
			s.Log.WarnContext(ctx, "a brief stays in its articles' language", "error", err)
			brief.Writer.Note = joinNotes(brief.Writer.Note, "it could not be translated")
		}
	}
	notes.made(brief, drafted, proof, true)
	return brief, brief.Writer, nil
}

// isIn says whether all articles are in a language.
func isIn(t *transcript.Transcript, tag language.Tag) bool {
	wanted, _ := tag.Base()
	for _, source := range t.Sources {
		own, err := language.Parse(source.Reading.Language)
		if base, _ := own.Base(); err != nil || base != wanted {
			return false
		}
	}
	return true
}

func (u Usage) author() Author {
	return Author{
		Name: "model", Model: u.Model, Prompt: u.Prompt, TokensIn: u.TokensIn, TokensOut: u.TokensOut,
		Cost: u.Cost, Cached: u.Cached, Note: u.Note,
	}
}

// modelNote says for people why no model wrote the brief.
func modelNote(err error) string { return failures[failureOf(err)] }

var failures = map[string]string{
	"refused":     "the model refused to answer",
	"error":       "the model's server answered with an error",
	"useless":     "the model's answer was of no use",
	"long":        "the article is too long for the model",
	"down":        "the model's server is down",
	"late":        "the model did not answer in time",
	"unreachable": "the model could not be reached",
}

// Failures are the words for why no model wrote a brief; see [Author].
func Failures() []string { return slices.Sorted(maps.Keys(failures)) }

// failureOf is a word for why no model wrote the brief.
func failureOf(err error) string {
	var failure *model.Failure
	var long *model.TooLong
	switch {
	case errors.Is(err, ErrRefused):
		return "refused"
	case errors.As(err, &failure):
		return "error"
	case errors.Is(err, errEmptyDraft), errors.Is(err, ErrNonsense), errors.Is(err, model.ErrNoAnswer):
		return "useless"
	case errors.As(err, &long):
		return "long"
	case errors.Is(err, model.ErrDown):
		return "down"
	case errors.Is(err, context.DeadlineExceeded):
		return "late"
	}
	return "unreachable"
}
