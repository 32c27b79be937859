package transcript

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// tidyNames makes the names of a reading ones that a reader would write: a role before a name is no part of it ("company CEO Rune
// Moberg"), nor is an adverb behind it, and who somebody is stands in an apposition more fully than in a title ("Scott Aker, Ostra
// Light's chief forecaster"). English only: other languages' rules know where a role ends.
func tidyNames(r *attribution.Reading) {
	if r.Language != "en" {
		return
	}
	for i := range r.Entities {
		e := &r.Entities[i]
		if e.Kind != attribution.Person || !IsProper(e.Name) && !isAdverb(words.Last(e.Name)) {
			continue
		}
		own := strings.EqualFold(e.Party.Name, e.Name)
		role, name := splitRole(e.Name)
		if name != e.Name && !isTaken(r, name) {
			e.Name = name
			if own {
				e.Party.Name = name
			}
			if e.Role == "" {
				e.Role = role
			}
		}
		if told := apposition(r, e); told != "" {
			e.Role = told
		}
	}
}

func isAdverb(word string) bool {
	return strings.ToLower(word) == word && strings.HasSuffix(word, "ly")
}

// isTaken says whether another entity has the name: then it is not given to a second one.
func isTaken(r *attribution.Reading, name string) bool {
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool { return e.Name == name })
}

// splitRole parts what stands before somebody's given name from the name. What has no word of a role stays whole.
func splitRole(name string) (role, bare string) {
	all := strings.Fields(name)
	for len(all) > 1 && isAdverb(all[len(all)-1]) {
		all = all[:len(all)-1]
	}
	for i := 1; i+1 < len(all); i++ {
		before := all[:i]
		if aliases.IsGiven(all[0]) || !aliases.IsGiven(all[i]) || isNumeral(all[i+1]) || isRoleWord(all[i]) {
			continue
		}
		if slices.ContainsFunc(before, isRoleWord) || isShort(before[i-1]) {
			return strings.Join(before, " "), strings.Join(all[i:], " ")
		}
	}
	return "", strings.Join(all, " ")
}

func isNumeral(word string) bool { return strings.Trim(word, "IVX") == "" }

// isShort says whether a word is letters for what somebody is: "CEO", "DL".
func isShort(word string) bool {
	return len(word) > 1 && len(word) < 5 && strings.ToUpper(word) == word && !strings.Contains(word, ".")
}

func isRoleWord(word string) bool {
	word = strings.ToLower(strings.Trim(word, ".,"))
	return roleNouns[word] || roleNouns[strings.TrimSuffix(word, "s")] || len(word) > 4 && roleNouns[word[strings.LastIndexByte(word, '-')+1:]]
}

// roleNouns are the nouns of what somebody is that an apposition is of.
var roleNouns = words.List(`president vice-president minister premier chancellor secretary undersecretary ambassador envoy senator congressman
	congresswoman representative governor mayor lawmaker legislator councillor councilor councilman councilwoman alderman commissioner
	chief head director chair chairman chairwoman chairperson leader ceo cfo coo cto founder co-founder owner partner principal manager
	executive officer boss deputy spokesman spokeswoman spokesperson strategist adviser advisor aide counsel attorney lawyer prosecutor
	judge justice sheriff detective sergeant captain lieutenant general admiral colonel commander superintendent
	professor lecturer teacher scientist researcher scholar fellow historian economist analyst expert specialist engineer architect
	doctor physician surgeon nurse psychologist biologist ecologist geologist chemist physicist forecaster meteorologist epidemiologist
	author co-author writer editor reporter correspondent journalist columnist anchor host presenter producer filmmaker photographer
	actor actress singer musician rapper artist comedian designer player coach quarterback goalkeeper striker midfielder defender trainer
	pastor bishop archbishop cardinal priest rabbi imam activist campaigner organizer organiser advocate consultant lobbyist
	farmer fisherman driver pilot worker student pensioner retiree resident voter veteran survivor member candidate nominee
	king queen prince princess pope chairwoman treasurer coordinator administrator investigator inspector trustee dean provost rector
	therapist winner champion developer entrepreneur investor banker trader broker dealer contractor insider pollster blogger
	icon legend pioneer billionaire businessman businesswoman mogul mother father brother sister son daughter wife husband widow`)

// apposition is who somebody is by the words behind a name of his, whole: ", chief executive of Tern Marine,". "" where there is none
// that is surely his.
func apposition(r *attribution.Reading, e *attribution.Entity) string {
	last := words.Last(e.Name)
	for _, m := range e.Mentions {
		if m.End > len(r.Text) || !strings.HasSuffix(r.Text[m.Start:m.End], last) {
			continue
		}
		rest, found := strings.CutPrefix(r.Text[m.End:min(len(r.Text), m.End+maxBehind)], ", ")
		if !found {
			continue
		}
		if role := roleIn(rest); role != "" {
			return role
		}
	}
	return ""
}

const (
	maxBehind = 220 // bytes behind a name that are looked at
	maxRole   = 60  // runes of a role, as a byline has room for
)

// roleIn reads a role from the start of the words behind a name and its comma: a noun phrase whose head is what somebody is. A phrase
// too long for a byline is cut before what it is of.
func roleIn(rest string) string {
	end := strings.IndexAny(rest, ",.;:—–\n“”\"()")
	for end > 0 && rest[end] == '.' && end+1 < len(rest) && rest[end+1] != ' ' && rest[end+1] != '\n' || end > 0 && isInitial(rest[:end+1]) {
		next := strings.IndexAny(rest[end+1:], ",.;:—–\n“”\"()")
		if next < 0 {
			return ""
		}
		end += 1 + next
	}
	if end <= 0 {
		return ""
	}
	all := strings.Fields(rest[:end])
	if at := slices.IndexFunc(all, func(word string) bool { return clauseWords[strings.ToLower(word)] }); at >= 0 {
		all = all[:at]
	}
	if len(all) > 0 && (roleArticles[strings.ToLower(all[0])]) {
		all = all[1:]
	}
	if len(all) == 0 {
		return ""
	}
	head := slices.IndexFunc(all, func(word string) bool { return roleLinks[strings.ToLower(word)] })
	if head < 0 {
		head = len(all)
	}
	if head == 0 || !isRoleWord(all[head-1]) || slices.ContainsFunc(all[:head], notInRole) {
		return ""
	}
	role := strings.Join(all, " ")
	if utf8.RuneCountInString(role) > maxRole {
		role = strings.Join(all[:head], " ")
	}
	if utf8.RuneCountInString(role) > maxRole || roleLinks[strings.ToLower(words.Last(role))] {
		return ""
	}
	return role
}

// isInitial says whether a text ends in a letter with its full stop: "the U.", "chief of John F.".
func isInitial(text string) bool {
	letter, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(text, "."))
	before, _ := utf8.DecodeLastRuneInString(text[:max(0, len(text)-2)])
	return strings.HasSuffix(text, ".") && unicode.IsUpper(letter) && (before == ' ' || before == '.')
}

// notInRole are words that no noun phrase of a role has: a verb or a pronoun.
func notInRole(word string) bool {
	word = strings.ToLower(word)
	return slices.Contains([]string{"he", "she", "they", "it", "we", "i", "you", "said", "says", "told", "was", "is", "were", "are", "has", "had"}, word)
}

var (
	roleArticles = words.List("the a an one")
	roleLinks    = words.List("of for at in on with to from by under and")
	clauseWords  = words.List("who whose which that said says told when where after before while as during but because told was is has had were are will wrote added")
)
