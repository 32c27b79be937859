package desk

import (
	"context"
	"log/slog"
)

type subject struct{}

// About is a context of the work on one thing, such as a request by its id. Whatever is logged with it names the thing; see [Subject].
func About(ctx context.Context, what, id string) context.Context {
	return context.WithValue(ctx, subject{}, slog.String(what, id))
}

// Subject is what a context's work is on, as a log has it; ok is false where nothing says so.
func Subject(ctx context.Context) (a slog.Attr, ok bool) {
	a, ok = ctx.Value(subject{}).(slog.Attr)
	return a, ok
}
