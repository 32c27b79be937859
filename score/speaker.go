package score

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
)

var (
	pronouns = set(`he him his himself she her hers herself they them their theirs themselves it its itself i me my mine myself
we us our ours you your who whom whose which that this these those one both some many others another all most
everyone someone anyone nobody a q none few each either neither`)
	roles = set(`mr mrs ms miss mister dr sen sens senator rep reps representative gov governor president vice president-elect
lt gen general col capt captain sgt maj major judge justice secretary prof professor rev reverend sir lord lady dame mayor
chief officer chairman chairwoman chair speaker ambassador congressman congresswoman king queen prince princess pope
first candidate nominee republican democrat democratic gop independent libertarian house senate majority minority leader
whip attorney counsel sheriff detective director host anchor author pastor bishop cardinal father sister brother state
minister prime chancellor premier deputy former ex then spokesman spokeswoman spokesperson alderman councilman councilwoman strategist adviser advisor
manager u.s us the a an`)
	generations = set(`jr sr ii iii iv`)
	// cuts end the head of a phrase: "a spokesman for …".
	cuts = set(`of for at in with who that which from on to by whose among against about near as during after between inside
outside around under over like including familiar close across within without behind whom when where told said`)
	// nicknames are pairs of first names that may be one person's.
	nicknames = pairs(`bill william bob robert rob robert mike michael jim james joe joseph
tom thomas dick richard rick richard ted edward ted rafael tony anthony jeb john jack john jeff jeffrey kate katherine liz elizabeth
beth elizabeth chuck charles charlie charles harry henry hank henry larry lawrence nick nicholas steve stephen steve steven
peggy margaret sandy sandra jerry gerald mitch addison bernie bernard mick michael rudy rudolph newt newton greg gregory ken kenneth`)
)

func pairs(words string) map[[2]string]bool {
	m := map[[2]string]bool{}
	all := strings.Fields(words)
	for i := 0; i+1 < len(all); i += 2 {
		m[[2]string{all[i], all[i+1]}], m[[2]string{all[i+1], all[i]}] = true, true
	}
	return m
}

func clean(word string) string { return strings.ToLower(strings.Trim(word, ".,;:!?\"'()[]")) }

func singular(word string) string {
	if utf8.RuneCountInString(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") {
		return word[:len(word)-1]
	}
	return word
}

// A head identifies a source: the last name or head noun, and the given names or modifiers beside it.
type head struct {
	key   string
	given map[string]bool
	name  bool
}

const letter = `\pL\pN_`

var (
	secretaryOf  = pattern.Lazy(`\b([Ss])ecretary of (?:[A-Z][` + letter + `]+|state|defense|labor|education|energy|commerce)`)
	speakerOf    = pattern.Lazy(`\b([Ss])peaker of the House`)
	universityOf = pattern.Lazy(`\bUniversity of [A-Z][` + letter + `]+`)
	capitalised  = pattern.Lazy(`[A-Z][` + letter + `.'’&-]*`)
	headWord     = pattern.Lazy(`[A-Za-z0-9\x{c0}-\x{24f}][` + letter + `.'’&-]*|—`)
	possessive   = pattern.Lazy(`['’]s?$`)
)

// segmentHead is the head of one simple phrase.
func segmentHead(segment string) (head, bool) {
	segment = secretaryOf.ReplaceAllString(segment, "${1}ecretary")
	segment = speakerOf.ReplaceAllString(segment, "${1}peaker")
	segment = universityOf.ReplaceAllString(segment, "University")
	modifiers := map[string]bool{}
	for _, word := range capitalised.FindAllString(segment, -1) {
		word = singular(clean(possessive.ReplaceAllString(word, "")))
		if utf8.RuneCountInString(word) > 1 && !roles[word] && !pronouns[word] {
			modifiers[word] = true
		}
	}
	words := headWords(segment)
	if len(words) == 0 {
		return head{}, false
	}
	last := words[len(words)-1]
	if strings.HasSuffix(last, "'s") {
		last = strings.TrimSuffix(last, "'s")
	} else if strings.HasSuffix(last, "s'") {
		last = strings.TrimSuffix(last, "'")
	}
	h := head{key: singular(clean(last)), given: map[string]bool{}}
	h.name = startsUpper(last) && !(len(words) == 1 && pronouns[clean(last)])
	if h.name {
		h.given = givenNames(words)
		if roles[clean(last)] && len(h.given) == 0 {
			h.name = false
		}
	}
	if !h.name { // "Trump campaign" is not "Clinton campaign"
		delete(modifiers, h.key)
		h.given = modifiers
	}
	return h, true
}

// headWords are the words of a phrase up to its head.
func headWords(segment string) []string {
	words := headWord.FindAllString(strings.ReplaceAll(segment, "’", "'"), -1)
	for i, word := range words {
		if i > 0 && (cuts[clean(word)] || word == "—") {
			words = words[:i]
			break
		}
	}
	for len(words) > 0 {
		last := clean(words[len(words)-1])
		if last != "" && !generations[last] {
			break
		}
		words = words[:len(words)-1]
	}
	return words
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// givenNames are the capitalised words before a last name, up to a title or a possessive.
func givenNames(words []string) map[string]bool {
	given := map[string]bool{}
	for i := len(words) - 2; i >= 0; i-- {
		word := words[i]
		if !startsUpper(word) || possessive.MatchString(word) || roles[clean(word)] {
			break
		}
		if word = clean(word); utf8.RuneCountInString(word) > 1 {
			given[word] = true
		}
	}
	return given
}

var (
	bracketed  = pattern.Lazy(`\([^)]*\)|\[[^\]]*\]`)
	allBracket = pattern.Lazy(`^[(\[].*[)\]]$`)
	reflexive  = pattern.Lazy(`\s+(?:himself|herself|itself|themselves)([^` + letter + `]|$)`)
	partOf     = pattern.Lazy(`(?i)^(?:by\s+)?(?:not\s+)?(?:so\s+)?(?:how\s+)?(?:some|many|most|all|one|none|both|each|several|any|few|a few|two|three|half|others|members?)\s+of\s+([` + letter + `])`)
	inQuotes   = pattern.Lazy(`"[^"]*"`)
	generation = pattern.Lazy(`,?\s+(?:Jr|Sr)\.?([^` + letter + `]|$)`)
	segmentEnd = pattern.Lazy(`\s*[,;]\s*|\s+-+\s+|—`)
	conjoined  = pattern.Lazy(`\s+(?:and|&|or)\s+`)
	andOr      = pattern.Lazy(`\s*\b(?:and|or)\s+`)
	hasAndOr   = pattern.Lazy(`(?:^|\s)(?:and|or)\s`)
	nameList   = pattern.Lazy(`^(?:(?:and|or)\s+)?` + names + `(?:\s+(?:and|or)\s+` + names + `)?$`)
)

const names = `[A-Z][` + letter + `.'&-]*(?:\s[A-Z][` + letter + `.'&-]*)*`

// heads are all that may identify a source: "Mr. Smith, a spokesman" and "Trump, Clinton and Sanders" have one and three.
func heads(source string) []head {
	segments := segmentsOf(source)
	if len(segments) == 0 {
		return nil
	}
	var found []head
	for _, part := range conjoined.Split(segments[0], -1) {
		if h, ok := segmentHead(part); ok {
			found = append(found, h)
		}
	}
	if len(found) == 0 {
		return nil
	}
	first, rest := found[0], segments[1:]
	if !first.name { // "his campaign manager, Robby Mook"
		for _, segment := range rest {
			if h, ok := segmentHead(segment); ok && h.name && startsUpper(strings.TrimSpace(segment)) {
				return append(found, h)
			}
		}
		return found
	}
	if len(rest) == 0 {
		return found
	}
	last := strings.TrimSpace(rest[len(rest)-1])
	if !nameList.MatchString(last) || !hasAndOr.MatchString(rest[len(rest)-1]) {
		return found
	}
	for _, segment := range rest {
		for _, part := range andOr.Split(segment, -1) {
			if h, ok := segmentHead(part); ok && h.name {
				found = append(found, h)
			}
		}
	}
	return found
}

// segmentsOf cuts a source at commas and dashes, without brackets, long quotations and "some of".
func segmentsOf(source string) []string {
	s := normal(source)
	if allBracket.MatchString(s) {
		s = s[1 : len(s)-1]
	} else {
		s = bracketed.ReplaceAllString(s, " ")
	}
	s = reflexive.ReplaceAllString(s, "$1")
	s = partOf.ReplaceAllString(s, "$1")
	s = inQuotes.ReplaceAllStringFunc(s, func(quoted string) string {
		if utf8.RuneCountInString(quoted) < 25 {
			return quoted
		}
		return " "
	})
	s = generation.ReplaceAllString(strings.ReplaceAll(s, `"`, " "), " $1")
	var segments []string
	for _, segment := range segmentEnd.Split(s, -1) {
		if strings.TrimSpace(segment) != "" {
			segments = append(segments, segment)
		}
	}
	return segments
}

var contraction = pattern.Lazy(`'(?:s|d|ll|ve|re|m)$`)

func isPronoun(source string) bool {
	words := strings.Fields(normal(source))
	for i, word := range words {
		words[i] = contraction.ReplaceAllString(clean(word), "")
	}
	switch len(words) {
	case 1:
		return pronouns[words[0]]
	case 2:
		return pronouns[words[1]] && (pronouns[words[0]] || words[0] == "all" || words[0] == "of" || words[0] == "the")
	}
	return false
}

func givenAgree(a, b map[string]bool) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	for x := range a {
		for y := range b {
			if strings.HasPrefix(x, y) || strings.HasPrefix(y, x) || nicknames[[2]string{x, y}] {
				return true
			}
		}
	}
	return false
}

// SameSpeaker says whether two names may be one speaker's: the same last name or head noun, honorifics aside, and no
// conflict of first names. Father and son of one name are not told apart. A pronoun is nobody.
func SameSpeaker(a, b string) bool {
	if a == "" || b == "" || isPronoun(a) || isPronoun(b) {
		return false
	}
	theirs := heads(b)
	for _, one := range heads(a) {
		for _, other := range theirs {
			if one.key != "" && one.key == other.key && !pronouns[one.key] && givenAgree(one.given, other.given) {
				return true
			}
		}
	}
	return false
}
