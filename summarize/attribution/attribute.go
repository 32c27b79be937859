package attribution

// A cueing is a cue found, with its source: an attribution under construction.
type cueing struct {
	head      int32   // token
	source    int32   // mention, or noSource
	odds      float32 // log-odds that it is a cue
	statement float32 // log-odds that its content is not all quoted
	margin    float32 // by how much the source beat the next candidate
	states    bool    // chosen for an attribution of indirect or mixed speech
	goesOn    bool    // the sentence goes on with what the one before it tells, with no cue of its own
	channel   int32   // mention of who passed it on, or noSource
	sources   ballot  // the best few mentions, as the tables have them
}

// minCue is the log-odds below which a word is not taken for a cue of a quotation.
const minCue = -2.2

// findCues scores every word that could be a cue and chooses the sources of those that may be one.
func (s *scan) findCues(m *models) {
	fs := make([]feature, 0, 64)
	var options []int32
	for i := range s.tokens {
		if !s.mayCue(i) {
			continue
		}
		fs = s.cueFeatures(fs[:0], i)
		c := cueing{head: int32(i), source: noSource, channel: noSource, odds: m.linear[modelCue].score(fs), statement: m.linear[modelStatement].score(fs)}
		if s.isRelayed(i) {
			c.source, c.margin = s.ends[i-1], minMargin
			s.cues = append(s.cues, c)
			continue
		}
		if max(c.odds, c.statement) < minCue {
			continue
		}
		options = s.sourceCandidates(options[:0], i)
		for _, x := range options {
			if !s.cannotBeSource(i, x) {
				fs = s.sourceFeatures(fs[:0], i, x)
				c.sources.add(x, m.linear[modelSource].score(fs))
			}
		}
		s.chooseSource(&c)
		s.cues = append(s.cues, c)
	}
}

// chooseSource takes the best source; nobody only where that is clear.
func (s *scan) chooseSource(c *cueing) {
	best := 0
	c.margin = c.sources.lead()
	if c.sources.who[0] == noSource && c.margin < minNobody {
		best, c.margin = 1, 0
	}
	for k := range c.sources.n {
		if to := s.whoseAccount(s.bodyOfField(s.whoComesFrom(c.sources.who[k]))); !s.cannotBeSource(int(c.head), to) {
			c.sources.who[k] = to
		}
	}
	c.source = c.sources.who[best]
	if m := s.invertedSubject(int(c.head)); m != noSource {
		c.source, c.margin, c.sources = m, certain, ballot{}
		c.sources.add(m, certain)
	}
}

// invertedSubject is who stands behind the verb of speech at token i, both set off by commas, or noSource: "The sea is shallow, say experts, but …".
func (s *scan) invertedSubject(i int) int32 {
	if !invertible[s.tokens[i].hash] || s.around(i, -1).sign != ',' || i+1 >= len(s.tokens) {
		return noSource
	}
	m := s.mentionAt(i + 1)
	if m == noSource || s.mentions[m].kind == pronoun || s.tokens[s.mentions[m].head].sent != s.tokens[i].sent || !s.isSomebody(&s.mentions[m]) {
		return noSource
	}
	if end := s.around(int(s.mentions[m].to)-1, 1); end.sign == '.' || end.sign == ',' && s.mentions[m].kind == nominal {
		return m // of "Lund, a senator, said Berg, who left, knew" Berg is spoken of
	}
	return noSource
}

var invertible = hashWords("say", "says", "said")

// bodyOfField goes from what a body is for to the body: of "the Department of Trade and Industry", "Industry" is no source. Others stay.
func (s *scan) bodyOfField(source int32) int32 {
	if source == noSource || s.mentions[source].kind == pronoun {
		return source
	}
	x := &s.mentions[source]
	if !s.tokens[x.from].in(field) || !s.tokens[x.head].in(field) || !s.tokens[x.from].is(capital) {
		return source
	}
	i := int(x.from) - 1
	for i > 0 && s.tokens[i].sent == s.tokens[x.head].sent && (s.tokens[i].hash == andHash || s.tokens[i].sign == ',' || s.isCapitalWord(i, i)) {
		i--
	}
	if i == int(x.from)-1 || i < 1 || !s.tokens[i].in(complement) || s.ends[i-1] < 0 || !s.tokens[i-1].in(bodyWord) || s.tokens[i-1].sent != s.tokens[x.head].sent {
		return source
	}
	return s.ends[i-1]
}

// whoComesFrom goes from a place to the person who comes from it: "Stacy Baker of Columbia, South Carolina," and "Jane Doe, 24, from
// Manchester," mean the person. Other sources stay.
func (s *scan) whoComesFrom(source int32) int32 {
	const most = 12 // tokens between
	if source == noSource || s.mentions[source].kind != named || s.isPerson(source) {
		return source
	}
	place := false
	at := int(s.mentions[source].from) - 1
	for i := at; i >= 0 && i > at-most && s.tokens[i].sent == s.tokens[at+1].sent; i-- {
		t := &s.tokens[i]
		if m := s.ends[i]; m >= 0 && s.isPerson(m) {
			if place {
				return m
			}
			return source
		}
		switch {
		case t.in(partOf), t.tag == tagPrep && t.in(complement):
			place = true
		case t.sign != ',' && t.kind != number && !(t.kind == word && t.is(capital)):
			return source
		}
	}
	return source
}

func (s *scan) isPerson(m int32) bool {
	x := &s.mentions[m]
	return x.kind == named && x.entity >= 0 && s.entities[x.entity].kind == Person
}

// Thresholds on log-odds, chosen by cross-validation on the corpus.
const (
	minStatement = -0.85 // the strongest cue of a sentence
	minSecond    = 1.5   // the others
	minMargin    = 1.0   // the source of the others
	minNobody    = 0.7   // nobody as the source of a cue
)

// chooseStatements marks the cues that make an attribution of indirect or mixed speech: of each sentence the strongest,
// and those that are sure both of themselves and of their source.
func (s *scan) chooseStatements() {
	for i := 0; i < len(s.cues); {
		best, j := -1, i
		for ; j < len(s.cues) && s.tokens[s.cues[j].head].sent == s.tokens[s.cues[i].head].sent; j++ {
			if s.cues[j].statement >= minStatement && !s.deniesThat(&s.cues[j]) && (best < 0 || s.strength(j) > s.strength(best)) {
				best = j
			}
		}
		for k := i; k < j; k++ {
			c := &s.cues[k]
			c.states = !s.deniesThat(c) && c.statement >= minSecond && c.margin >= minMargin && s.hasSpeaker(c) || k == best || s.isFramed(c)
		}
		i = j
	}
}

// strength orders the cues of a sentence: those with a speaker first where they are nearly as likely.
func (s *scan) strength(i int) float32 {
	c := &s.cues[i]
	if !s.hasSpeaker(c) {
		return min(c.statement, minStatement)
	}
	return c.statement + min(c.margin, 3)*marginWeight
}

const marginWeight = 0.5

// hasSpeaker reports whether the cue's source means somebody that the text names.
func (s *scan) hasSpeaker(c *cueing) bool {
	return c.source != noSource && s.mentions[c.source].entity >= 0
}

// findChannels gives second-hand words to the person they are said to be of: in "a person briefed on the talks said that
// Jane Doe believed …" the words are Doe's, and the person passed them on.
func (s *scan) findChannels() {
	inner := make([]int, len(s.cues))
	for i := range s.cues {
		if inner[i] = s.passesOn(i); inner[i] < 0 {
			continue
		}
		if c, own := &s.cues[i], &s.cues[inner[i]]; c.states {
			c.states, own.states, own.channel = false, true, c.source
		}
	}
	for q := range s.choices {
		x := &s.choices[q]
		if x.kind != byCue || inner[x.cue] < 0 {
			continue
		}
		from, _ := s.quoteTokens(q)
		if own := &s.cues[inner[x.cue]]; from > int(own.head) && s.tokens[from].sent == s.tokens[own.head].sent {
			own.channel = s.cues[x.cue].source
			x.cue = int32(inner[x.cue])
		}
	}
}

// isRelayed reports whether token i is the verb of what somebody is said to think or say: "said that Jane Doe believed".
func (s *scan) isRelayed(i int) bool {
	t := &s.tokens[i]
	if !t.in(stance|speech) || !t.tag.isFinite() || i == 0 || s.ends[i-1] < 0 || !s.isPerson(s.ends[i-1]) {
		return false
	}
	from := int(s.mentions[s.ends[i-1]].from)
	return from > 1 && s.tokens[from-1].in(subordinator) && s.tokens[from-2].in(speech) && s.tokens[from-2].sent == t.sent
}

// passesOn is the cue whose words cue i passes on, or -1: the next one, when the source of i is somebody whom nobody names
// and the clause begins with the name of a person who is its source.
func (s *scan) passesOn(i int) int {
	c := &s.cues[i]
	if !s.hasSpeaker(c) || i+1 >= len(s.cues) {
		return -1
	}
	x := &s.mentions[c.source]
	if x.kind != nominal || !s.tokens[x.head].in(groupNoun) || s.entities[x.entity].mentionKind(s) != nominal || x.head > c.head {
		return -1
	}
	own := &s.cues[i+1]
	if own.source == noSource || !s.isPerson(own.source) || s.tokens[own.head].sent != s.tokens[c.head].sent || s.tokens[own.head].quote >= 0 {
		return -1
	}
	from := s.mentions[own.source].from
	if from > own.head || from != c.head+2 || !s.tokens[c.head+1].in(subordinator) || own.head > s.mentions[own.source].to+1 {
		return -1
	}
	return i + 1
}

// accounts are what people write by, and what stands for them.
var accounts = hashWords("account", "feed")

// whoseAccount goes from what a person writes by to the person: "Lund's account posted". Other sources stay.
func (s *scan) whoseAccount(source int32) int32 {
	if source == noSource {
		return source
	}
	if x := &s.mentions[source]; x.kind == nominal && x.owner >= 0 && accounts[s.tokens[x.head].hash] && s.mentions[x.owner].kind == named && s.isPerson(x.owner) {
		return x.owner
	}
	return source
}
