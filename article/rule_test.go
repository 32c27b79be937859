package article

import (
	"slices"
	"strings"
	"testing"
)

// FuzzRules holds what is looked for first to the expressions themselves: it may save work, never a match.
func FuzzRules(f *testing.F) {
	for _, line := range []string{"READ MORE", "Photo: Per Sand", "ﬁled under: ſports", "Follow us on Facebooﬀ", "Ada Berg contributed to this report.", "12-minute read", "Seen by ſome, via Twitter"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		folded := strings.Map(fold, line)
		for _, r := range furniture {
			if want := r.expression.MatchString(line); r.matches(line, folded) != want {
				t.Errorf("%q matches %s: %t, but %t with what it needs (%v)", line, r.expression, want, !want, r.needs)
			}
		}
	})
}

func TestEveryRuleNeedsSomething(t *testing.T) {
	t.Parallel()
	for _, r := range furniture {
		if len(r.needs) == 0 || slices.ContainsFunc(r.needs, func(n need) bool { return len(n.texts) == 0 }) {
			t.Errorf("%s is tried on every line, for nothing is known that its matches hold", r.expression)
		}
	}
}
