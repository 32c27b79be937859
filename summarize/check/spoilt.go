package check

import (
	"crypto/sha256"
	"math/rand/v2"
	"slices"
	"strings"

	"parley/pattern"
)

// An answer of "all is right" costs a lazy reader nothing, and looks like an honest one. So among the rows goes a copy of a line
// that was spoilt: a digit changed, a "not" put in, another speaker. Who does not mark it has not read.

// withSpoilt puts a spoilt copy among rows, at a place that the rows themselves decide, so that the same draft asks the same
// question and no article can know where it is.
func withSpoilt(rows []*row) []*row {
	digest := sha256.New()
	for _, r := range rows {
		digest.Write([]byte(r.write(0) + "\n"))
	}
	dice := rand.New(rand.NewChaCha8([32]byte(digest.Sum(nil))))
	spoilt := spoil(rows, dice)
	if spoilt == nil {
		return rows
	}
	return slices.Insert(slices.Clone(rows), dice.IntN(len(rows)+1), spoilt)
}

// spoil copies a row and makes it false in one word: best one that no rule doubts, for a copy of a false line may be true. It is nil
// where no row can be spoilt.
func spoil(rows []*row, dice *rand.Rand) *row {
	order := slices.Clone(rows)
	dice.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	slices.SortStableFunc(order, func(a, b *row) int { return a.doubts() - b.doubts() })
	for _, how := range []func(*row, []*row) (*row, bool){changeDigit, putNot, changeSpeaker, putDidNot} {
		for _, r := range order {
			if spoilt, ok := how(r, rows); ok {
				spoilt.spoilt, spoilt.of = true, r
				return spoilt
			}
		}
	}
	return nil
}

func (r *row) doubts() int {
	if r.line == nil {
		return 0
	}
	return len(r.line.doubts)
}

// changeDigit changes the last digit of a line's last number.
func changeDigit(r *row, _ []*row) (*row, bool) {
	at := strings.LastIndexAny(r.text, "0123456789")
	if r.line == nil || at < 0 {
		return nil, false
	}
	spoilt := *r
	digit := '0' + (r.text[at]-'0'+3)%10
	spoilt.text = r.text[:at] + string(digit) + r.text[at+1:]
	return &spoilt, true
}

// Auxiliaries take a "not" behind them, those of German a "nicht". In another language a "not" would be gibberish, which an honest reader
// need not find wrong.
var (
	auxiliaries = pattern.Lazy(`(?i)\b(?:is|are|was|were|will|would|can|could|may|might|should|must|has|have|had|does|do|did)\b`)
	germanVerbs = pattern.Lazy(`(?i)\b(?:wird|werden|ist|sind|war|waren|hat|haben|kann|können|soll|sollen|will|wollen|darf|dürfen|muss|müssen)\b`)
)

// putNot puts a "not" behind the first auxiliary verb, where none is there.
func putNot(r *row, _ []*row) (*row, bool) {
	verbs, not := auxiliaries, " not"
	if r.language == "de" {
		verbs, not = germanVerbs, " nicht"
	}
	at := verbs.FindStringIndex(r.text)
	if r.line == nil || at == nil || r.language != "en" && r.language != "de" || Negated(r.text, r.language) {
		return nil, false
	}
	spoilt := *r
	spoilt.text = r.text[:at[1]] + not + r.text[at[1]:]
	return &spoilt, true
}

// changeSpeaker puts a line into the mouth of another party's speaker, who is somebody else.
func changeSpeaker(r *row, rows []*row) (*row, bool) {
	for _, other := range rows {
		if r.line != nil && r.line.party >= 0 && other.line != nil && other.line.party >= 0 && other.line.party != r.line.party && !isNamesake(other.line.By, r.line.By) {
			spoilt := *r
			spoilt.bracket = other.bracket
			return &spoilt, true
		}
	}
	return nil, false
}

// plainVerb is a verb in its present or past that a "did not" can stand before.
var plainVerb = pattern.Lazy(`\b(?:says?|said|wants?|calls?|hopes?|thinks?|opposes?|supports?|fears?|rejects?|backs?|denies|demands?|urges?|expects?|seeks?|warns?|accuses?|insists?|argues?|believes?|refuses?|promises|\pL{3,}ed)\b`)

// putDidNot negates a line of English that has no auxiliary verb. It is poor English, and false all the same.
func putDidNot(r *row, _ []*row) (*row, bool) {
	at := plainVerb.FindStringIndex(r.text)
	if r.line == nil || r.language != "en" || at == nil || Negated(r.text, r.language) {
		return nil, false
	}
	spoilt := *r
	spoilt.text = r.text[:at[0]] + "did not " + r.text[at[0]:]
	return &spoilt, true
}
