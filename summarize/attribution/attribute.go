package attribution

// A cueing is a cue found, with its source: an attribution under construction.
type cueing struct {
	head      int32   // token
	source    int32   // mention, or noSource
	any       float32 // log-odds that it is a cue
	statement float32 // log-odds that its content is not all quoted
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
		c := cueing{head: int32(i), source: noSource, any: m.linear[modelCue].score(fs), statement: m.linear[modelStatement].score(fs)}
		if max(c.any, c.statement) < minCue {
			continue
		}
		options = s.sourceCandidates(options[:0], i)
		top := float32(0)
		for k, x := range options {
			fs = s.sourceFeatures(fs[:0], i, x)
			if v := m.linear[modelSource].score(fs); k == 0 || v > top {
				top, c.source = v, x
			}
		}
		s.cues = append(s.cues, c)
	}
}
