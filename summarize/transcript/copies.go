package transcript

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// Articles that quote the same words seldom quote them alike: one has the whole sentence, the other its end. Such quotations are copies of
// one; the longest stands for all. One article may have the same words twice, too: in its text, and as a picture of words.

const (
	shingle     = 3   // words in a row
	leastShared = 0.6 // of the shorter quotation's shingles, from which two are the same words
	mostAlike   = 64  // quotations with one shingle that are looked at: only invented texts have more
)

// An utterance is words that one or more articles quote, and whose they are by all of them.
type utterance struct {
	copies  []int // numbers of quotations, the one that stands for all first
	speaker *attribution.Entity
	named   int // the one of them whose article names the speaker so
	sure    bool
}

// utterances finds the copies among the quotations of several articles, each a copy of the one that it has most in common with, and decides whose
// they are; by the number of each quotation.
func (t *Transcript) utterances() map[int]*utterance {
	having, shingles, figures := map[string][]int{}, make([]map[string]bool, len(t.Quotations)), make([][]string, len(t.Quotations))
	found := make(map[int]*utterance, len(t.Quotations))
	for i, q := range t.Quotations {
		shingles[i], figures[i] = shinglesOf(withoutNested(q.Text)), figuresIn(q.Text)
		shared := map[int]int{}
		for s := range shingles[i] {
			for _, other := range having[s] {
				shared[other]++
			}
			if len(having[s]) < mostAlike {
				having[s] = append(having[s], i)
			}
		}
		own, most := &utterance{}, -1
		for _, other := range slices.Sorted(maps.Keys(shared)) {
			shorter, share := min(len(shingles[i]), len(shingles[other])), leastShared
			if t.Quotations[other].Source == q.Source { // where somebody says nearly the same twice, he says two things
				share = 1
			}
			same := float64(shared[other]) >= share*float64(shorter) && sameFigures(figures[other], figures[i])
			if (same || withoutStop(t.Quotations[other].Text) == withoutStop(q.Text)) && shared[other] > most {
				own, most = found[other+1], shared[other]
			}
		}
		own.copies = append(own.copies, i+1)
		found[i+1] = own
	}
	voted := map[*utterance]bool{}
	for _, u := range found {
		if voted[u] {
			continue
		}
		voted[u] = true
		slices.SortFunc(u.copies, func(a, b int) int {
			return cmp.Or(cmp.Compare(len(t.Quotations[b-1].Text), len(t.Quotations[a-1].Text)), cmp.Compare(a, b))
		})
		t.vote(u)
	}
	return found
}

// sameFigures says whether all figures of one of two texts are in the other: "boat 7 leaks" is not "boat 8 leaks".
func sameFigures(a, b []string) bool { return holdsAll(a, b) || holdsAll(b, a) }

func holdsAll(set, part []string) bool {
	return !slices.ContainsFunc(part, func(figure string) bool { return !slices.Contains(set, figure) })
}

func figuresIn(text string) []string {
	return slices.DeleteFunc(words.Split(text), func(word string) bool { return !strings.ContainsFunc(word, unicode.IsDigit) })
}

func withoutStop(text string) string { return strings.TrimRight(text, ",. ") }

// withoutNested takes out of a quotation what it quotes in turn: those are another's words, and make no copy of where he says them.
func withoutNested(text string) string {
	if own := nested.ReplaceAllString(text, " … "); words.Count(own) >= shingle {
		return own
	}
	return text
}

// nested are words between marks within a quotation. An apostrophe is the closing mark, too: it has a letter behind it, and no stop before it.
var nested = pattern.Lazy(`(?:^|[ (])‘[^‘’]*(?:’\pL[^‘’]*)*’(?:\PL|$)`)

func shinglesOf(text string) map[string]bool {
	all := words.Folded(text)
	set := map[string]bool{}
	for i := 0; i+shingle <= len(all); i++ {
		set[all[i]+" "+all[i+1]+" "+all[i+2]] = true
	}
	return set
}

// vote decides whose the copies are: who most articles name among those that are sure, a person before a body and a name before
// what is none. Two articles that name the same one make each other sure. Where two names are level, neither is sure.
func (t *Transcript) vote(u *utterance) {
	type candidate struct {
		entity *attribution.Entity
		named  int
		votes  int
		sure   int     // votes
		most   float64 // likely, of those
	}
	u.named = u.copies[0]
	var all []*candidate
	for _, number := range u.copies {
		q := t.Quotations[number-1]
		e := t.readSpeaker(q)
		if e == nil {
			continue
		}
		at := slices.IndexFunc(all, func(c *candidate) bool { return c.entity.Name == e.Name })
		if at < 0 {
			at, all = len(all), append(all, &candidate{entity: e, named: number})
		}
		all[at].votes++
		all[at].most = max(all[at].most, float64(t.AttributionOf(q).Probability))
		if t.AttributionOf(q).Sure {
			if all[at].sure++; all[at].sure == 1 {
				all[at].entity, all[at].named = e, number
			}
		}
	}
	if named := func(c *candidate) bool { return standing(c.entity) > 0 }; slices.ContainsFunc(all, named) {
		all = slices.DeleteFunc(all, func(c *candidate) bool { return !named(c) }) // "the congressman" is he, or somebody else
	}
	if len(all) == 0 {
		return
	}
	grain := 20.0 // two articles that are nearly as sure as each other are level; of one article the surer place is right
	if t.Quotations[u.copies[0]-1].Source == t.Quotations[u.copies[len(u.copies)-1]-1].Source {
		grain = 1e6
	}
	better := func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(min(a.sure, 1), min(b.sure, 1)), cmp.Compare(standing(a.entity), standing(b.entity)), cmp.Compare(a.votes, b.votes),
			cmp.Compare(math.Round(a.most*grain), math.Round(b.most*grain)))
	}
	slices.SortStableFunc(all, func(a, b *candidate) int { return better(b, a) })
	best := all[0]
	level := len(all) > 1 && better(best, all[1]) == 0
	u.speaker, u.named, u.sure = best.entity, best.named, !level && (best.sure > 0 || best.votes > 1)
}

// standing is how much of a speaker somebody is: a person with a name, a body, and what is none.
func standing(e *attribution.Entity) int {
	switch {
	case !IsProper(e.Name) || Carries(e) || isMereOffice(e):
		return 0
	case e.Kind != attribution.Person:
		return 1
	}
	return 2
}

// isMereOffice says whether a headline calls a person by his office alone, "Former Norvian President:": that is no name.
// Ada Baker has one.
func isMereOffice(e *attribution.Entity) bool {
	return e.Kind == attribution.Person && IsRole(words.Last(e.Name)) && !slices.ContainsFunc(words.Split(e.Name), IsGiven)
}

// Copies are the numbers of the quotations that are the same words as one of that number, itself among them; the first, which has most
// of them, stands for all.
func (t *Transcript) Copies(number int) []int { return t.uttered()[number].copies }

// IsCopy says whether a quotation is one of several of the same words, and another stands for it.
func (t *Transcript) IsCopy(number int) bool { return t.Copies(number)[0] != number }

// NamedAt is the number of the copy of a quotation whose article names the speaker: what is around it tells how.
func (t *Transcript) NamedAt(number int) int { return t.uttered()[number].named }

// SurelySpoken says whether the speaker of a quotation is hardly wrong.
func (t *Transcript) SurelySpoken(number int) bool { return t.uttered()[number].sure }
