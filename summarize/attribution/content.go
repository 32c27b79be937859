package attribution

// Where the words stand that a cue tells of, in sentences that put them elsewhere than behind it.

var accordingHash = hashWord("according")

// accordingContent is what stands "according to" somebody, whom the whole phrase behind it names, up to its comma. Where the
// phrase opens the sentence the content stands behind that comma, else before the cue. It is false for any other cue, and
// where the phrase stands between subject and verb.
func (s *scan) accordingContent(c *cueing) (from, to int, ok bool) {
	i := int(c.head)
	if s.tokens[i].hash != accordingHash {
		return 0, 0, false
	}
	first, last := int(s.first[s.tokens[i].sent]), int(s.first[s.tokens[i].sent+1])
	if s.finiteBetween(first, i) > 0 {
		return first, i, true
	}
	open := 0
	for k := i + 1; k < last-1; k++ {
		switch s.tokens[k].sign {
		case '(':
			open++
		case ')':
			open--
		case ',':
			if open <= 0 && s.finiteBetween(first, i) == 0 && i <= first+1 && s.finiteBetween(k+1, last) > 0 {
				return k + 1, last, true
			}
		}
	}
	return 0, 0, false
}

// trim takes the signs and a joining word off the ends of [from, to) and leaves its words.
func (s *scan) trim(from, to int) (int, int) {
	for to-1 > from && s.tokens[to-1].kind == punct && s.tokens[to-1].sign != ')' && s.tokens[to-1].sign != '%' {
		to--
	}
	for from < to-1 && (s.tokens[from].sign == ',' || s.tokens[from].sign == ';' || s.tokens[from].in(conjunction)) {
		from++
	}
	return from, to
}

// plainSaying are the verbs that can stand behind all that they report.
var plainSaying = hashWords("said", "says", "say", "wrote", "writes", "announced", "reported", "reports", "confirmed", "noted", "notes", "tweeted", "explained", "added", "told")

// saidBefore reports whether the clause before the cue is what it says, though words follow the cue: they only tell where
// and when, in "Two were killed, the Coast Guard said in a statement on Wednesday".
func (s *scan) saidBefore(c *cueing, begin, from, to int) bool {
	first := int(s.first[s.tokens[c.head].sent])
	if from >= to || begin <= first+2 || s.tokens[begin-1].sign != ',' || !plainSaying[s.tokens[c.head].hash] {
		return false
	}
	t := &s.tokens[from]
	return (t.tag == tagPrep || t.in(day|month)) && s.finiteBetween(from, to) == 0 && s.finiteBetween(first, begin) > 0
}
