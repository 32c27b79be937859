package transcript

import (
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// What belongs to an office or a title by the words around it.

// isBareTitle says whether a role is a rank or a title that tells of nothing: "Chief Superintendent".
func isBareTitle(role string) bool {
	all := strings.Fields(role)
	return len(all) > 0 && !partisans[strings.ToLower(all[len(all)-1])] && !slices.ContainsFunc(all, func(word string) bool { return !isRoleWord(word) && !beforeTitle[strings.ToLower(word)] })
}

var beforeTitle = words.List("detective assistant deputy senior vice acting chief staff associate police master first lead")

// wholeOffice is somebody's role with what stands before it at a mention: "chairman of " the Harbour Committee, "shadow" secretary.
func wholeOffice(r *attribution.Reading, e *attribution.Entity, m attribution.Span) string {
	own := strings.TrimPrefix(r.Text[m.Start:m.End], "the ")
	if e.Role == "" || !strings.HasPrefix(own, e.Role) {
		return ""
	}
	before := r.Text[max(0, m.Start-maxOwner):m.Start]
	if office := opensOffice.FindStringSubmatch(before); office != nil {
		return office[1] + "the " + endsOnTitleOf.ReplaceAllString(e.Role, "")
	}
	first := words.Last(before)
	if small := strings.ToLower(first); strings.HasSuffix(before, first+" ") && standIns[small] {
		return small + " " + e.Role
	}
	return ""
}

// endsOnTitleOf is the short title at the end of a role, which tells less than what stands before it.
var endsOnTitleOf = pattern.Lazy(` (?:Rep|Sen|Gov|Dr)\.$`)

// standIns tell that somebody does not hold the office that follows, or not for good.
var standIns = words.List("shadow acting interim")

// withTeam is a role with the club's name that stands before it and is a common word: "Wild coach Bo Lund".
func withTeam(r *attribution.Reading, e *attribution.Entity, role string) string {
	if role == "" || strings.ToLower(role) != role {
		return role
	}
	for _, m := range e.Mentions {
		name := m.Start + max(0, strings.LastIndex(r.Text[m.Start:m.End], e.Name))
		before, found := strings.CutSuffix(r.Text[max(0, name-maxOwner):name], " "+role+" ")
		if team := words.Last(before); found && strings.HasSuffix(before, team) && isTeam(r, team) {
			return team + " " + role
		}
	}
	return role
}

// isTeam says whether a text has a word with a capital behind "the" in its sentences, as it has a club's name that is a common word: "the Wild".
func isTeam(r *attribution.Reading, word string) bool {
	return words.StartsUpper(word) && !IsRole(word) && !IsTitle(strings.ToLower(word)) && (strings.Count(r.Text, " the "+word+" ") > 1 || isPersons(r, word))
}

// opensOffice ends on an office that the name of a body follows.
var opensOffice = pattern.Lazy(`\b((?:vice |deputy )?(?:[Cc]hair(?:man|woman)?|[Hh]ead|[Dd]irector) of )(?:the )?$`)
