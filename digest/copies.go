package digest

import (
	"cmp"
	"slices"
	"strings"
)

const (
	sketchWords  = 800 // of a text that a copy would repeat
	shingleWords = 4   // words of a shingle: what two writers seldom choose alike in a row
	sketchSize   = 64  // shingles that are kept of a text, those with the smallest hashes (bottom-k sketch, Broder 1997)
	leastSketch  = 12  // shingles without which a text is too short to be told a copy by them
	copyShare    = 0.5 // of the shingles that both sketches could have in common, which a copy has; see docs/quality.md
	copiedBy     = 8   // texts that are looked up for a shingle: one in more is a site's furniture
	siteWords    = 4   // words of a site's name
	titleWords   = 5   // words of a title without which equal titles say nothing
)

// A sketch is the smallest hashes of a text's shingles, in order, and the hash of its title.
type sketch struct {
	shingles []uint64
	title    uint64 // 0 for a short title
}

// sketchOf is an article's sketch.
func sketchOf(a Article) sketch {
	var s sketch
	if words := foldedWords(withoutSite(a.Title), leadWords); len(words) >= titleWords {
		s.title = hash(words...)
	}
	words := foldedWords(a.Text, sketchWords)
	for i := range max(0, len(words)-shingleWords+1) {
		s.shingles = append(s.shingles, hash(words[i:i+shingleWords]...))
	}
	slices.Sort(s.shingles)
	s.shingles = slices.Compact(s.shingles)
	s.shingles = slices.Clone(s.shingles[:min(len(s.shingles), sketchSize)])
	return s
}

// withoutSite is a title without the site's name that some put behind it: "Rain in Tolmouth | The Harbour Post".
func withoutSite(title string) string {
	for _, mark := range []string{" | ", " - ", " – ", " — "} {
		at := strings.LastIndex(title, mark)
		if at >= 0 && len(strings.Fields(title[at+len(mark):])) <= siteWords && len(strings.Fields(title[:at])) >= titleWords {
			return title[:at]
		}
	}
	return title
}

// foldedWords are the first most words of a text, folded.
func foldedWords(text string, most int) []string {
	var words []string
	scanWords(text, func(word, _ string) bool {
		words = append(words, fold(word))
		return len(words) < most
	})
	return words
}

// copyOf says whether two texts are the same but for small changes. Where one has no text to compare, the titles decide.
func (s sketch) copyOf(other sketch) bool {
	if len(s.shingles) < leastSketch || len(other.shingles) < leastSketch {
		return s.title != 0 && s.title == other.title
	}
	return s.resembles(other) >= copyShare
}

// resembles estimates the share of shingles that two texts have in common (Jaccard): of the smallest hashes of both together,
// those that both have.
func (s sketch) resembles(other sketch) float64 {
	both, seen := 0, 0
	for i, j := 0, 0; i < len(s.shingles) && j < len(other.shingles) && seen < sketchSize; seen++ {
		switch {
		case s.shingles[i] < other.shingles[j]:
			i++
		case s.shingles[i] > other.shingles[j]:
			j++
		default:
			both++
			i, j = i+1, j+1
		}
	}
	return float64(both) / float64(max(1, seen))
}

// withoutCopies divides articles, which are in the order of their time, into originals and copies, and counts the independent
// sources.
func withoutCopies(articles []Article) (originals, copies []Article, sources int) {
	var kept []sketch
	index := map[uint64][]int{} // shingle or title → the originals that have it
	source := map[string]int{}  // → an article of it
	voices := newUnion(len(articles))
	at := []int{} // of the originals in articles
	for i, a := range articles {
		s := sketchOf(a)
		if name := strings.ToLower(a.Source); name != "" {
			if first, known := source[name]; known {
				voices.join(first, i)
			} else {
				source[name] = i
			}
		}
		if original := copied(s, kept, index); original >= 0 {
			voices.join(at[original], i)
			if name := originals[original].Source; name != "" && strings.EqualFold(name, a.Source) {
				a, originals[original] = originals[original], a // of one site, what it says now stands for what it said before
			}
			copies = append(copies, a)
			continue
		}
		for _, key := range append(s.shingles, s.title) {
			if key != 0 && len(index[key]) < copiedBy {
				index[key] = append(index[key], len(kept))
			}
		}
		kept, at, originals = append(kept, s), append(at, i), append(originals, a)
	}
	return originals, copies, countVoices(articles, voices)
}

// countVoices counts the voices that report, or all of a story that nobody reports.
func countVoices(articles []Article, voices union) int {
	reporting, all := map[int]bool{}, map[int]bool{}
	for i, a := range articles {
		voice := voices.find(i)
		if all[voice] = true; asideOf(a.Kind) == "" {
			reporting[voice] = true
		}
	}
	return cmp.Or(len(reporting), len(all))
}

// copied is the first of kept that s is a copy of, or -1.
func copied(s sketch, kept []sketch, index map[uint64][]int) int {
	found := -1
	tried := map[int]bool{}
	for _, key := range append(slices.Clone(s.shingles), s.title) {
		for _, n := range index[key] {
			if !tried[n] && (found < 0 || n < found) && s.copyOf(kept[n]) {
				found = n
			}
			tried[n] = true
		}
	}
	return found
}
