package digest

import (
	"cmp"
	"container/heap"
	"math"
	"slices"
	"time"
)

const (
	postings   = 150  // documents kept for a term: what more have tells little, and looking at all would take quadratic time
	nearest    = 10   // neighbours of a document that it may be joined to
	passes     = 8    // over the pairs of neighbours: clusters become more alike as they grow
	leastAlike = 0.02 // what is less alike is not looked at

	fullFor  = 48 * time.Hour // apart without effect on how alike two articles count
	halfLife = 48 * time.Hour // beyond that
)

// A cluster is a set of documents that are taken for one story.
type cluster struct {
	sum         vector
	length      float64   // of sum
	first, last time.Time // zero when no time is known
	among       int       // articles of the same days, at the most crowded of its documents
	whole       bool      // all of its documents are whole texts
}

// A join of two clusters, and how alike they are.
type join struct {
	a, b  int
	alike float64
}

// joins is a heap, the most alike first; a tie goes by number, so that the result does not depend on order.
type joins []join

func (j joins) Len() int           { return len(j) }
func (j joins) Less(a, b int) bool { return compareJoins(j[a], j[b]) < 0 }
func (j joins) Swap(a, b int)      { j[a], j[b] = j[b], j[a] }
func (j *joins) Push(x any)        { *j = append(*j, x.(join)) }
func (j *joins) Pop() any {
	last := (*j)[len(*j)-1]
	*j = (*j)[:len(*j)-1]
	return last
}

func compareJoins(a, b join) int {
	return cmp.Or(cmp.Compare(b.alike, a.alike), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
}

// clusterDocuments joins documents bottom up: again and again two clusters whose centroids are most alike (cosine), down to
// the threshold for them. Only clusters of which a document of one is among the nearest of a document of the other are tried, and
// how alike two are is computed anew only when it is their turn, so that time grows nearly in proportion to the documents
// even where all tell one story. It returns a number for each document, the same within a story.
func clusterDocuments(documents []document, vectors []vector, times []time.Time, least threshold) []int {
	among := crowds(times)
	a := agglomeration{least: least, clusters: make([]*cluster, len(vectors), 2*len(vectors)), became: newUnion(2 * len(vectors))}
	for i, v := range vectors {
		a.clusters[i] = &cluster{sum: v, length: math.Sqrt(float64(dot(v, v))), first: times[i], last: times[i], among: among[i], whole: documents[i].whole}
	}
	pairs := nearestPairs(vectors)
	for range passes {
		before := len(a.clusters)
		a.offer(pairs)
		for a.queue.Len() > 0 {
			a.next()
		}
		if len(a.clusters) == before {
			break
		}
	}
	group := make([]int, len(vectors))
	for i := range group {
		group[i] = a.became.find(i)
	}
	return group
}

// An agglomeration is clusters on their way to stories. A cluster that was joined to another is nil.
type agglomeration struct {
	clusters []*cluster
	became   union // cluster → the one that it is part of now
	queue    joins
	offered  map[[2]int]bool // the pairs that are or were in the queue
	least    threshold
}

// crowds counts for each of the times those that lie within fullFor of it. What has no time is near everything.
func crowds(times []time.Time) []int {
	known := slices.DeleteFunc(slices.Clone(times), time.Time.IsZero)
	slices.SortFunc(known, time.Time.Compare)
	timeless := len(times) - len(known)
	among := make([]int, len(times))
	for i, at := range times {
		among[i] = len(times)
		if !at.IsZero() {
			from, _ := slices.BinarySearchFunc(known, at.Add(-fullFor), time.Time.Compare)
			to, _ := slices.BinarySearchFunc(known, at.Add(fullFor), time.Time.Compare)
			among[i] = timeless + to - from
		}
	}
	return among
}

// offer puts the clusters that pairs of documents are in into the queue.
func (a *agglomeration) offer(pairs []join) {
	a.offered = make(map[[2]int]bool, len(pairs))
	for _, p := range pairs {
		a.push(a.became.find(p.a), a.became.find(p.b))
	}
}

func (a *agglomeration) push(x, y int) {
	x, y = min(x, y), max(x, y)
	if pair := [2]int{x, y}; x != y && !a.offered[pair] {
		a.offered[pair] = true
		heap.Push(&a.queue, join{x, y, alike(a.clusters[x], a.clusters[y])})
	}
}

// next takes the first pair of the queue. When one of the two has grown since, it goes back as what it is now.
func (a *agglomeration) next() {
	j := heap.Pop(&a.queue).(join)
	if a.clusters[j.a] == nil || a.clusters[j.b] == nil {
		a.push(a.became.find(j.a), a.became.find(j.b))
		return
	}
	if x, y := a.clusters[j.a], a.clusters[j.b]; j.alike >= a.least(max(x.among, y.among), x.whole && y.whole) {
		a.join(j.a, j.b)
	}
}

// join makes one cluster of two.
func (a *agglomeration) join(i, j int) {
	x, y := a.clusters[i], a.clusters[j]
	both := &cluster{sum: plus(x.sum, y.sum), among: max(x.among, y.among), whole: x.whole && y.whole}
	both.length = math.Sqrt(x.length*x.length + y.length*y.length + 2*float64(dot(x.sum, y.sum)))
	both.first, both.last = span(x, y)
	number := len(a.clusters)
	a.clusters = append(a.clusters, both)
	a.clusters[i], a.clusters[j] = nil, nil
	a.became[i], a.became[j] = number, number
}

// span is from the first to the last known time of two clusters.
func span(x, y *cluster) (first, last time.Time) {
	first, last = x.first, x.last
	if first.IsZero() || !y.first.IsZero() && y.first.Before(first) {
		first = y.first
	}
	if y.last.After(last) {
		last = y.last
	}
	return first, last
}

// alike is the cosine of two clusters' centroids, less when they lie days apart.
func alike(x, y *cluster) float64 {
	if x.length == 0 || y.length == 0 {
		return 0
	}
	cosine := float64(dot(x.sum, y.sum)) / (x.length * y.length)
	if x.first.IsZero() || y.first.IsZero() {
		return cosine
	}
	if apart := max(x.first.Sub(y.last), y.first.Sub(x.last)) - fullFor; apart > 0 {
		cosine *= math.Exp2(-float64(apart) / float64(halfLife))
	}
	return cosine
}

// nearestPairs are the pairs of documents of which one is among the nearest of the other, found by the terms that they share.
func nearestPairs(vectors []vector) []join {
	index := map[int32][]entryOf{}
	for i, v := range vectors {
		for _, e := range v {
			if list := index[e.term]; len(list) < postings {
				index[e.term] = append(list, entryOf{int32(i), e.weight})
			}
		}
	}
	var pairs []join
	var touched []int32
	score := make([]float32, len(vectors))
	for i, v := range vectors {
		touched = touched[:0]
		for _, e := range v {
			for _, p := range index[e.term] {
				if score[p.document] == 0 {
					touched = append(touched, p.document)
				}
				score[p.document] += e.weight * p.weight
			}
		}
		var best []join
		for _, other := range touched {
			if n, alike := int(other), float64(score[other]); n != i && alike > leastAlike {
				best = insert(best, join{min(n, i), max(n, i), alike})
			}
			score[other] = 0
		}
		pairs = append(pairs, best...)
	}
	slices.SortFunc(pairs, func(x, y join) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return slices.CompactFunc(pairs, func(x, y join) bool { return x.a == y.a && x.b == y.b })
}

// insert puts a join into the best ones, which are in order and at most nearest.
func insert(best []join, j join) []join {
	if len(best) == nearest {
		if compareJoins(best[nearest-1], j) < 0 {
			return best
		}
		best = best[:nearest-1]
	}
	at, _ := slices.BinarySearchFunc(best, j, compareJoins)
	return slices.Insert(best, at, j)
}

// An entryOf is a term's weight in one document.
type entryOf struct {
	document int32
	weight   float32
}

// byGroup lists the members of each group, groups in the order of their first member.
func byGroup(group []int) [][]int {
	at := map[int]int{}
	var groups [][]int
	for i, g := range group {
		n, known := at[g]
		if !known {
			n = len(groups)
			at[g] = n
			groups = append(groups, nil)
		}
		groups[n] = append(groups[n], i)
	}
	return groups
}
