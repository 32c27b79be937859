package summarize

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"parley/pattern"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// What articles tell differently, told without a model: a count that every story of its kind has (the dead, the injured, the arrested), a
// magnitude, a vote. A difference that is none is worse than one that is not told, so both sentences must surely be of the same thing:
// the same head noun, words in common besides those of the count, the only count of its kind in each article, and nothing that makes the number a bound, a part, or one of another time.

// A measure is a kind of number, with how it stands in English. The number is group "n", a bound before it "b", its noun "of".
type measure struct {
	name  string
	forms []*regexp.Regexp
	say   string // the number goes in the place of N
}

// inWords are the numbers that news writes out, from two on.
var inWords = strings.Fields("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")

var figure = `(?P<n>\d{1,3}(?:,\d{3})+|\d+|` + strings.Join(inWords, "|") + `)`

const (
	bounds  = `(?:(?P<b>at least|more than|over|nearly|almost|close to|about|around|some|up to|as many as|fewer than|less than|approximately|roughly|an estimated|scores of) )?`
	counted = `(?P<of>(?: [a-z-]+){0,3}?)`
)

// countOf are the forms of a count: what is done to so many, in the active and in the passive.
func countOf(active, passive string) []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)\b(?:` + active + `) ` + bounds + figure + counted + `(?:[,.;]| (?:in|on|at|and|when|after|as|near|during|before|from|by|over|since|with)\b|$)`),
		regexp.MustCompile(`(?i)\b` + bounds + figure + counted + `(?: (?:were|are|was|have been|had been))?(?: confirmed)? (?:` + passive + `)\b`),
	}
}

// measures are those that are looked for.
var measures = sync.OnceValue(func() []measure {
	return []measure{
		{"dead", append(countOf("killed|killing|kills", "dead|killed|died"),
			regexp.MustCompile(`(?i)\bdeath toll (?:[a-z]+ ){0,7}(?:at|to|of|reached|is|was) `+bounds+figure+`(?P<of>)`)), "N dead"},
		{"injured", countOf("injured|injuring|wounded|wounding", "injured|wounded|hurt"), "N injured"},
		{"arrested", countOf("arrested|arresting|detained", "arrested|detained"), "N arrested"},
		{"magnitude", []*regexp.Regexp{
			regexp.MustCompile(`(?i)\bmagnitude[ -](?:of )?` + bounds + `(?P<n>\d\.\d)(?P<of>)`),
			regexp.MustCompile(`(?i)\b` + bounds + `(?P<n>\d\.\d)[ -]magnitude(?P<of>)`),
		}, "a magnitude of N"},
		{"vote", []*regexp.Regexp{
			regexp.MustCompile(`(?i)\b(?:vote|votes|voted|voting|passed|passing|approved|rejected|won|lost|defeated)\b[^.;\d]{0,60}?(?P<b>)\b(?P<n>\d{1,3}(?:-| ?– ?| to )\d{1,3})\b(?P<of>)`),
		}, "a vote of N"},
	}
})

// elsewhen makes a number one of another time, another event, a part of the whole, or one that is not so.
var elsewhen = pattern.Lazy(`(?i)\b(?:earlier|initial(?:ly)?|previous(?:ly)?|at first|originally|first reported|revised|up from|down from|rose|rising|risen|so far this|last|ago|in (?:the )?(?:19|20)\d\d|since|` +
	`each|every|annual(?:ly)?|a (?:day|week|month|year)|per|history|anniversary|including|among them|of (?:them|whom|those)|others?|another|more people|additional(?:ly)?|further|` +
	`could|would|might|may|if|not|never|no|deny|denied|fear(?:ed|s)?|expected|plan(?:s|ned)?|threat(?:en(?:ed)?)?|alleged(?:ly)?|claim(?:s|ed)?|estimate[ds]?|projected|wants?|called|needed|majority|` +
	`the (?:first|second|third|next|other) (?:day|time|vote|attack|blast|night|week))\b`)

// An amount is a number of an article, with where it stands.
type amount struct {
	measure int
	of      string // whose, where that is not simply people
	low     int    // it is this at least, in tenths
	high    int    // and this at most
	said    string // with its bound, as the article has it
	number  int    // of the sentence
}

// differences are the disputes that the articles have in their numbers.
func differences(t *transcript.Transcript) (disputes []check.DraftDispute) {
	if len(t.Sources) < 2 {
		return nil
	}
	counts := map[[2]string][]amount{} // by measure and noun, at most one a source
	for i, source := range t.Sources {
		if source.Reading.Language == "en" && t.Original(i) == i {
			for key, c := range countsIn(t, i) {
				counts[key] = append(counts[key], c)
			}
		}
	}
	for _, key := range slices.SortedFunc(maps.Keys(counts), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		if d := disputeOf(t, counts[key]); d != nil {
			disputes = append(disputes, *d)
		}
	}
	return disputes
}

// countsIn are the counts of an article that has no other of the same thing: of one with two numbers, nobody knows which is meant.
func countsIn(t *transcript.Transcript, number int) map[[2]string]amount {
	source, found, torn := t.Sources[number], map[[2]string]amount{}, map[[2]string]bool{}
	for i, sentence := range source.Reading.Sentences {
		text := strings.Join(strings.Fields(source.Reading.Text[sentence.Start:sentence.End]), " ")
		at := source.First + i
		if !t.Sentences[at-1].Carries() || source.Quoted(sentence) || !mayCount(text) || elsewhen.MatchString(text) {
			continue
		}
		for m := range measures() {
			for _, c := range measures()[m].in(text) {
				c.measure, c.number = m, at
				key := [2]string{measures()[m].name, c.of}
				other, known := found[key]
				torn[key] = torn[key] || known && (other.low != c.low || other.high != c.high)
				if !known || other.number == source.First+source.Headline() { // a headline has too few words to tell what it counts
					found[key] = c
				}
			}
		}
	}
	maps.DeleteFunc(found, func(key [2]string, _ amount) bool { return torn[key] })
	return found
}

// mayCount says whether a sentence has a word of a measure at all: most have none, and the expressions are slow.
func mayCount(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc([]string{"kill", "dead", "died", "death toll", "injur", "wounded", "wounding", "hurt", "arrest", "detained", "magnitude",
		"vote", "voting", "pass", "approved", "rejected", "won", "lost", "defeated"}, func(word string) bool { return strings.Contains(text, word) })
}

// in are the counts of one sentence.
func (m measure) in(text string) (counts []amount) {
	for _, form := range m.forms {
		for _, match := range form.FindAllStringSubmatch(text, -1) {
			part := func(name string) string { return match[form.SubexpIndex(name)] }
			value, ok := valueOf(part("n"))
			noun, plain := nounOf(part("of"))
			if !ok || !plain {
				continue
			}
			c := amount{of: noun, low: value, high: value, said: strings.TrimSpace(part("b") + " " + part("n") + part("of"))}
			c.bound(part("b"))
			counts = append(counts, c)
		}
	}
	return counts
}

// bound widens a count to what its bound leaves open.
func (c *amount) bound(word string) {
	const most = 1 << 40
	switch strings.ToLower(word) {
	case "":
	case "at least", "more than", "over", "scores of":
		c.high = most
	case "up to", "as many as", "fewer than", "less than":
		c.low = 0
	default: // "about"
		c.low, c.high = c.low*8/10, c.high*12/10
	}
}

// valueOf is a number in tenths, or a vote as one number.
func valueOf(text string) (tenths int, ok bool) {
	if ours, theirs, vote := strings.Cut(strings.NewReplacer(" to ", "-", "–", "-", " ", "").Replace(text), "-"); vote {
		a, b := numberOf(ours), numberOf(theirs)
		return 10000*max(a, b) + min(a, b), a != b
	}
	if whole, tenth, found := strings.Cut(text, "."); found {
		return 10*numberOf(whole) + numberOf(tenth), true
	}
	n := numberOf(text)
	return 10 * n, n > 1 && (n < 1900 || n > 2100) // a year is no count
}

func numberOf(text string) int {
	if n, err := strconv.Atoi(strings.ReplaceAll(text, ",", "")); err == nil {
		return n
	}
	return 2 + slices.Index(inWords, strings.ToLower(text))
}

// nounOf is whose a count is, "" for people; not plain is what is no noun of persons that stands alone.
func nounOf(text string) (noun string, plain bool) {
	all := strings.Fields(text)
	if len(all) == 0 {
		return "", true
	}
	if slices.ContainsFunc(all, func(word string) bool { return words.Stop[word] }) {
		return "", false
	}
	if last := all[len(all)-1]; len(all) > 1 || !anybody[last] {
		return words.Stem(last) + " " + strings.Join(all[:len(all)-1], " "), true
	}
	return "", true
}

var anybody = words.List("people persons")

// ofAnyEvent are the stems that sentences on such numbers share whatever they are about.
var ofAnyEvent = sync.OnceValue(func() map[string]bool {
	return words.Stems("people persons killed killing dead died death toll injured wounded hurt arrested detained magnitude vote voted passed approved rejected won lost monday tuesday wednesday thursday friday saturday sunday police officials authorities")
})

// disputeOf is what differs among counts of one thing, one an article, or nil: all of them that are of the first one's event, in as many
// versions as there are numbers that cannot all be so.
func disputeOf(t *transcript.Transcript, counts []amount) *check.DraftDispute {
	if len(counts) < 2 {
		return nil
	}
	var versions []check.DraftClaim
	var told []amount
	for _, c := range counts {
		if len(told) > 0 && !ofOneEvent(t, told[0], c) {
			continue
		}
		at := slices.IndexFunc(told, func(other amount) bool { return c.low == other.low && c.high == other.high })
		if at >= 0 {
			versions[at].Sentences = append(versions[at].Sentences, c.number)
			continue
		}
		if slices.ContainsFunc(told, func(other amount) bool { return c.low <= other.high && other.low <= c.high }) {
			return nil // both may be so
		}
		text := strings.Replace(measures()[c.measure].say, "N", c.said, 1)
		told, versions = append(told, c), append(versions, check.DraftClaim{Sentences: check.Numbers{c.number}, Text: text})
	}
	if len(versions) < 2 {
		return nil
	}
	return &check.DraftDispute{Versions: versions}
}

// ofOneEvent says whether the sentences of two amounts have enough words in common: two, of arrests three and of votes
// four, of which a story has many.
func ofOneEvent(t *transcript.Transcript, a, b amount) bool {
	least := map[string]int{"arrested": 3, "vote": 4}[measures()[a.measure].name]
	least = max(least, 2)
	x, y := words.Stems(t.Sentences[a.number-1].Text), words.Stems(t.Sentences[b.number-1].Text)
	for stem := range x {
		if y[stem] && !ofAnyEvent()[stem] && !strings.ContainsFunc(stem, unicode.IsDigit) {
			least--
		}
	}
	return least <= 0
}
