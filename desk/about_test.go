package desk

import (
	"context"
	"testing"
)

func TestAContextKnowsItsSubject(t *testing.T) {
	t.Parallel()
	if _, ok := Subject(context.Background()); ok {
		t.Error("a context of nothing has a subject")
	}
	ctx := About(About(context.Background(), "job", "post/1"), "request", "42")
	if a, ok := Subject(context.WithoutCancel(ctx)); !ok || a.String() != "request=42" {
		t.Errorf("Subject = %v, %v; want that which was said last", a, ok)
	}
}
