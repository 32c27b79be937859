package attribution

// issued are the documents whose words are those of who put them out.
var issued = hashWords("statement", "letter", "email", "e-mail", "memo", "report", "release", "announcement", "tweet", "post", "filing", "notice", "communique", "text", "remarks")

// issuer is the entity that put out the document that mention m, a source, is: whose it is ("the union's statement"), from whom
// ("the report from Halvik Data"), or who said something in one before ("…, the Coast Guard said in a statement"). -1 where nothing
// tells.
func (s *scan) issuer(m int32) int32 {
	x := &s.mentions[m]
	if !s.speaks[m] || !issued[s.tokens[x.head].hash] {
		return -1
	}
	if x.owner >= 0 {
		return s.mentions[x.owner].entity
	}
	if n := s.around(int(x.to)-1, 1); n.in(complement) && n.in(preposition) && !n.in(partOf) || n.hash == byHash {
		if y := s.mentionAt(min(int(x.to)+1, len(s.tokens)-1)); y != noSource && s.mentions[y].kind == named {
			return s.mentions[y].entity
		}
	}
	if x.head != x.from+1 || !s.tokens[x.from].in(definite) {
		return -1
	}
	return s.saidInOne(m)
}

var byHash = hashWord("by")

// saidInOne is who said something in a document such as mention m in the sentences before it, and nobody else in another: the entity,
// or -1.
func (s *scan) saidInOne(m int32) int32 {
	const reach = 4 // sentences
	h := &s.tokens[s.mentions[m].head]
	for k := m - 1; k >= 0 && k > m-maxReach && h.sent-s.tokens[s.mentions[k].head].sent <= reach; k-- {
		y := &s.mentions[k]
		if y.kind != nominal || s.tokens[y.head].lemma != h.lemma || s.around(int(y.from), -1).tag != tagPrep {
			continue
		}
		for i := len(s.cues) - 1; i >= 0; i-- {
			c := &s.cues[i]
			if s.tokens[c.head].sent == s.tokens[y.head].sent && c.head < y.from && c.source != k && s.hasSpeaker(c) {
				return s.mentions[c.source].entity
			}
		}
		return -1
	}
	return -1
}
