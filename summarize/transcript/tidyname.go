package transcript

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// A name as the article mostly has it, without what is no part of it.

// tidyName makes a name one that the text has, without what is no part of it.
func tidyName(r *attribution.Reading, e *attribution.Entity) {
	e.Name = withoutHalfBrackets(pastStop(strings.TrimLeft(inSmall(r.Text, e), "(")))
	rename(e, wholePortfolio(r.Text, e))
	rename(e, wholeMinistry(r.Text, e))
	rename(e, wholeOwned(r.Text, e.Name))
	rename(e, commonName(r.Text, e))
	if e.Kind == attribution.Person && !strings.Contains(e.Name, " ") {
		rename(e, peer(r.Text, e))
	}
}

// wholeOwned is a name that a reading has cut behind an owner, with what is his as the text tells it: "veterans of Norvia’s" coast guard.
func wholeOwned(text, name string) string {
	if !endsOnPossessor.MatchString(name) {
		return name
	}
	for _, behind := range strings.Split(text, name[1:])[1:] {
		if owned := ownedBehind.FindStringSubmatch(behind[:min(len(behind), maxOwner)]); owned != nil {
			return name + owned[1]
		}
	}
	return name
}

var (
	endsOnPossessor = pattern.Lazy(`^\p{L}\p{Ll}+ .*\pL[’']s$`)
	// ownedBehind is what somebody has, up to a verb that shows where it ends.
	ownedBehind = pattern.Lazy(`^((?: [\p{Ll}-]+){1,4}?) (?:have|has|had|say|says|said|are|were|is|was|want|wants|wanted|fear|feared|warn|warned|argue|argued|believe|hope|hoped|told|called|urged|will|would|did|do)\b`)
)

// peer is the name of somebody who goes by a title and one name: "Lord Lund". Without the title the name is a place's or another one's.
func peer(text string, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		before := text[max(0, m.Start-len("Baroness ")):m.End]
		if at := strings.LastIndex(before, " "); at > 0 && before[at+1:] == e.Name && peerages[words.Last(before[:at])] {
			return words.Last(before[:at]) + " " + e.Name
		}
	}
	return e.Name
}

var peerages = words.List("Lord Lady Baroness")

// withoutHalfBrackets is a name without its brackets, where one of them has no other.
func withoutHalfBrackets(name string) string {
	if strings.Count(name, "(") == strings.Count(name, ")") {
		return name
	}
	return strings.Join(strings.Fields(strings.NewReplacer("(", "", ")", "").Replace(name)), " ")
}

// rename gives an entity a name, and its party too where that goes by the old one.
func rename(e *attribution.Entity, name string) {
	if strings.EqualFold(e.Party.Name, e.Name) {
		e.Party.Name = name
	}
	e.Name = name
}

// commonName is a name as the text mostly has it, without what it has in one place: of "Lund’s 2008 campaign", which is "the Lund campaign" elsewhere,
// "Lund’s campaign"; of “Tidal Feed” between marks, which is "Feed" elsewhere, that.
func commonName(text string, e *attribution.Entity) string {
	if campaign := ofOneRace.FindStringSubmatch(e.Name); campaign != nil && mentions(text, e, func(own string) bool {
		return strings.HasSuffix(own, "campaign") && !strings.Contains(own, campaign[2])
	}) > 0 {
		return campaign[1] + " campaign"
	}
	const mostly = 4
	last := lastField(e.Name)
	calls := func(name string) int { return mentions(text, e, func(own string) bool { return own == name }) }
	if e.Kind == attribution.Organisation && last != e.Name && IsProper(last) && calls(e.Name) == 1 && calls(last) >= mostly && isMarkedFirst(text, e.Name) {
		return last
	}
	return e.Name
}

// isMarkedFirst says whether a name stands behind an opening mark where a text has it first.
func isMarkedFirst(text, name string) bool {
	at := max(0, strings.Index(text, name))
	return endsOnMark.MatchString(text[max(0, at-utf8.UTFMax):at])
}

var (
	// ofOneRace is a name of a campaign with when or where it was.
	ofOneRace  = pattern.Lazy(`^(.*\p{Lu}\pL+[’']s?) ((?:\d{4}|\p{Lu}\pL+(?: \p{Lu}\pL+)?)(?: \p{Ll}+)?) campaign$`)
	endsOnMark = pattern.Lazy(`[“"‘']$`)
)

// mentions is how many of an entity's in a text are as they are wanted.
func mentions(text string, e *attribution.Entity, wanted func(string) bool) (count int) {
	for _, m := range e.Mentions {
		if wanted(text[m.Start:m.End]) {
			count++
		}
	}
	return count
}

// inCapitals is a name in small letters with the capital of the people or country in its first word: "arab lawmakers".
func inCapitals(text, name string) string {
	first, rest, _ := strings.Cut(name, " ")
	if first == "" || first == "the" {
		return name
	}
	upper := strings.ToUpper(first[:1]) + first[1:]
	if root, _, _ := strings.Cut(upper, "-"); (aliases.IsPlace(root) || words.StartsUpper(rest)) && strings.Contains(text, upper) && !strings.Contains(text, " "+first) {
		return strings.TrimSpace(upper + " " + rest)
	}
	return name
}

// pastStop cuts off a name what stands before a full stop: "bill. Ada Berg".
func pastStop(name string) string {
	if before, rest, found := strings.Cut(name, ". "); found && len(before) > 2 && strings.ToLower(before) == before {
		return rest
	}
	return name
}

func isAdverb(word string) bool {
	return strings.ToLower(word) == word && strings.HasSuffix(word, "ly")
}

// inSmall is a name as the text writes it in running words, where a heading has it in capitals throughout.
func inSmall(text string, e *attribution.Entity) string {
	const longest = 5 // letters of an abbreviation
	_, size := utf8.DecodeRuneInString(e.Name)
	if strings.ToUpper(e.Name) != e.Name || len(e.Name) <= longest && !aliases.IsPlace(e.Name[:size]+strings.ToLower(e.Name[size:])) {
		return e.Name
	}
	best := ""
	for _, m := range e.Mentions {
		own := text[m.Start:m.End]
		if first, _ := utf8.DecodeRuneInString(own); unicode.IsUpper(first) && strings.ToUpper(own) != own && len(own) > len(best) && len(own) > 3 && len(own) <= len(e.Name) {
			best = own
		}
	}
	if best == "" {
		return e.Name
	}
	return best
}

// withoutClause cuts the verb of a clause off a name in small letters: of "the doctors pleaded with the board", the doctors.
func withoutClause(name string) string {
	if at := itsDoing.FindStringIndex(name); at != nil && IsProper(name[:at[0]]) {
		return name[:at[0]]
	}
	all := strings.Fields(name)
	if at := slices.IndexFunc(all, func(word string) bool { return verbsBehind[word] }); at > 0 {
		return strings.Join(all[:at], " ")
	}
	return name
}

// itsDoing opens what a text tells of somebody whom a proper name names: "Halvik Committee for their handling of it".
var itsDoing = pattern.Lazy(` (?:for|over|about|with|in|on) (?:its|their|his|her) `)

var verbsBehind = words.List("pleaded argued warned said say says agreed voted refused called urged hoped wanted claimed insisted complained protested")
