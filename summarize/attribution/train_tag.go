package attribution

// tagBuckets is how many hashed features the tagger keeps apart.
const tagBuckets = 1 << 14

// trainTags learns the tagger and the list of words with one tag from tokens that carry the tags to learn.
func trainTags(texts [][]token, rounds int) (linear, map[uint64]tag) {
	known := knownTags(texts)
	a := newAveraged(tagBuckets * tagStride)
	var buffer [16]feature
	for range rounds {
		for _, tokens := range texts {
			truth := make([]tag, len(tokens))
			for i := range tokens {
				truth[i] = tokens[i].tag
			}
			for i := range tokens {
				t := &tokens[i]
				if t.kind != word {
					continue
				}
				if k, ok := known[t.hash]; ok && !(t.is(capital) && k != tagName && k < tagDet) {
					t.tag = k
					continue
				}
				fs := tagFeatures(buffer[:0], tokens, i)
				best := guess(a.w, fs)
				if best != truth[i] {
					for _, f := range fs {
						row := int(f&(tagBuckets-1)) * tagStride
						a.add(row+int(truth[i]), 1)
						a.add(row+int(best), -1)
					}
				}
				a.step++
				t.tag = best
			}
			for i := range tokens {
				tokens[i].tag = truth[i]
			}
		}
	}
	return quantise(a.mean(), 0), known
}

func guess(w []float32, fs []feature) tag {
	var sums [tagStride]float32
	for _, f := range fs {
		row := int(f&(tagBuckets-1)) * tagStride
		for k := range sums {
			sums[k] += w[row+k]
		}
	}
	best := tagNoun
	for k := tagNoun; k < tagCount; k++ {
		if sums[k] > sums[best] {
			best = k
		}
	}
	return best
}

// knownTags are the words seen at least 20 times, at least 99 times in 100 with one tag.
func knownTags(texts [][]token) map[uint64]tag {
	counts := map[uint64]*[tagCount]int{}
	for _, tokens := range texts {
		for i := range tokens {
			if t := &tokens[i]; t.kind == word {
				if counts[t.hash] == nil {
					counts[t.hash] = new([tagCount]int)
				}
				counts[t.hash][t.tag]++
			}
		}
	}
	known := map[uint64]tag{}
	for h, c := range counts {
		best, all := tagNoun, 0
		for k, n := range c {
			all += n
			if n > c[best] {
				best = tag(k)
			}
		}
		if all >= 20 && c[best]*100 >= all*99 {
			known[h] = best
		}
	}
	return known
}

// commonWords are the words seen at least twice, inside sentences nine times in ten without a capital.
func commonWords(examples []example) map[uint64]bool {
	small, all := map[uint64]int{}, map[uint64]int{}
	for _, e := range examples {
		s := newScan(e.Text, lexicons()[0], nil)
		for i := 1; i < len(s.tokens); i++ {
			t := &s.tokens[i]
			if t.kind != word || s.tokens[i-1].sent != t.sent || s.tokens[i-1].kind != word {
				continue
			}
			all[t.hash]++
			small[t.hash] += boolInt(!t.is(capital))
		}
	}
	common := map[uint64]bool{}
	for h, n := range all {
		if n >= 2 && small[h]*10 >= n*9 {
			common[h] = true
		}
	}
	return common
}
