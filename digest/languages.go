package digest

import (
	"math"
	"slices"
	"time"
)

const (
	sharedNames = 3   // the fewest names and numbers that two stories in different languages share
	nameShare   = 0.3 // and the least cosine of their names and numbers
	namesKept   = 40  // the heaviest names of a story that are compared
	namePosting = 50  // stories that are looked up for a name; one that more have tells little
)

// acrossLanguages joins groups in different languages by the names and numbers that they share.
func acrossLanguages(documents []document, times []time.Time, group []int) []int {
	groups := byGroup(group)
	languages := make([]string, len(groups))
	mixed := map[string]bool{}
	for n, members := range groups {
		languages[n] = mainLanguage(documents, members)
		mixed[languages[n]] = true
	}
	if len(mixed) < 2 {
		return group
	}
	names := nameVectors(documents, groups)
	joined := newUnion(len(groups))
	taken := make([]map[string]bool, len(groups)) // the languages of a joined group: one story has one group a language
	for n := range taken {
		taken[n] = map[string]bool{languages[n]: true}
	}
	for _, j := range namePairs(names, languages) {
		a, b := joined.find(j.a), joined.find(j.b)
		if a == b || overlap(taken[a], taken[b]) || apart(times, groups[j.a], groups[j.b]) > fullFor {
			continue
		}
		joined.join(a, b)
		root := joined.find(a)
		for code := range taken[a+b-root] {
			taken[root][code] = true
		}
	}
	across := make([]int, len(group))
	for n, members := range groups {
		for _, i := range members {
			across[i] = joined.find(n)
		}
	}
	return across
}

// mainLanguage is the language of most of the members; a tie goes to the first in the alphabet.
func mainLanguage(documents []document, members []int) string {
	count := map[string]int{}
	best := ""
	for _, i := range members {
		code := documents[i].language
		count[code]++
		if count[code] > count[best] || count[code] == count[best] && code < best {
			best = code
		}
	}
	return best
}

func overlap(a, b map[string]bool) bool {
	for code := range a {
		if b[code] {
			return true
		}
	}
	return false
}

// apart is the time between the nearest articles of two groups, 0 when one has none with a time.
func apart(times []time.Time, a, b []int) time.Duration {
	firstA, lastA := bounds(times, a)
	firstB, lastB := bounds(times, b)
	if firstA.IsZero() || firstB.IsZero() {
		return 0
	}
	return max(0, firstA.Sub(lastB), firstB.Sub(lastA))
}

func bounds(times []time.Time, members []int) (first, last time.Time) {
	for _, i := range members {
		if t := times[i]; !t.IsZero() {
			if first.IsZero() || t.Before(first) {
				first = t
			}
			if t.After(last) {
				last = t
			}
		}
	}
	return first, last
}

// nameVectors weighs the names and numbers of each group: by the share of its members that have it, and by how few groups do.
func nameVectors(documents []document, groups [][]int) []vector {
	counts := make([]vector, len(groups))
	had := map[int32]float64{}
	for n, members := range groups {
		count := map[int32]float32{}
		for _, i := range members {
			for _, name := range documents[i].names {
				count[name]++
			}
		}
		for name, c := range count {
			counts[n] = append(counts[n], entry{name, c / float32(len(members))})
			had[name]++
		}
		sortVector(counts[n])
	}
	for _, w := range counts {
		for i, e := range w {
			w[i].weight = float32(math.Sqrt(float64(e.weight)) * math.Log((float64(len(groups))+1)/(had[e.term]+0.5)))
		}
	}
	for n := range counts {
		counts[n] = heaviest(counts[n], namesKept)
	}
	return counts
}

// namePairs are the pairs of groups in different languages that share enough names, the most alike first.
func namePairs(names []vector, languages []string) []join {
	index := map[int32][]int{}
	var pairs []join
	for n, w := range names {
		shared := map[int]int{}
		for _, e := range w {
			for _, other := range index[e.term] {
				if languages[other] != languages[n] {
					shared[other]++
				}
			}
			if len(index[e.term]) < namePosting {
				index[e.term] = append(index[e.term], n)
			}
		}
		for other, count := range shared {
			if alike := float64(dot(names[other], w)); count >= sharedNames && alike >= nameShare {
				pairs = append(pairs, join{other, n, alike})
			}
		}
	}
	slices.SortFunc(pairs, compareJoins)
	return pairs
}

// A union keeps sets of numbers that are joined one after the other.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

// find is the number that stands for the set of i.
func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

// join makes one set of two; the smaller number stands for it.
func (u union) join(a, b int) {
	a, b = u.find(a), u.find(b)
	u[max(a, b)] = min(a, b)
}
