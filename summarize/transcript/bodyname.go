package transcript

import (
	"strings"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// The whole name of a body that is of two things or more, of which a reading has one.

// wholePortfolio is the name of a body with all that it is of: "the Commons work and pensions committee", of which a reading has the last words.
func wholePortfolio(text string, e *attribution.Entity) string {
	if e.Kind == attribution.Person || !portfolios[words.First(e.Name)] {
		return e.Name
	}
	for _, m := range e.Mentions {
		before := text[max(0, m.Start-maxOwner):m.Start]
		if own := strings.TrimPrefix(text[m.Start:m.End], "the "); own == e.Name {
			if also := endsOnPortfolio.FindStringSubmatch(before); also != nil && portfolios[also[2]] {
				return also[1] + e.Name
			}
		}
	}
	return e.Name
}

// endsOnPortfolio ends on another thing that a body is of, and where the body sits.
var endsOnPortfolio = pattern.Lazy(`((?:(?:Commons|Lords|House|Senate|Assembly|National) )?(?:\p{Ll}+, )?(\p{Ll}+) and )$`)

// wholeMinistry is the name of a ministry with all that it is of: "Ministry of Boats, Fish and Mining".
func wholeMinistry(text string, e *attribution.Entity) string {
	if !ministryOf.MatchString(e.Name) {
		return e.Name
	}
	for _, rest := range strings.Split(text, e.Name)[1:] {
		if more := ministrysRest.FindStringSubmatch(rest[:min(len(rest), maxOwner)]); more != nil && portfolios[strings.ToLower(more[2])] {
			return e.Name + more[1]
		}
	}
	return e.Name
}

var (
	ministryOf    = pattern.Lazy(`\b(?:Ministry|Department|Secretariat|Bureau) (?:of|for) (?:the )?\p{Lu}[\pL ]+$`)
	ministrysRest = pattern.Lazy(`^((?:, \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)*,? and (?:the )?(\p{Lu}\p{Ll}+)(?: (?:Affairs|Development|Services|Security|Industry|Reform|Planning))?)`)
)
