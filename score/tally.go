package score

// A counter is one of the things that are counted for every article.
type counter int

const (
	quotesOut counter = iota // of the system
	quotesVerbatim
	quotesMatched
	quotesWrong
	quotesWrongUnattributed // in quotation marks, but nobody is given them
	quotesGold
	quotesGoldDirect
	quotesGoldMixed
	quotesGoldUnscorable
	quotesFoundDirect
	quotesFoundMixed

	speakersName // of matched quotes, by how the article names the speaker
	speakersNameRight
	speakersNominal
	speakersNominalRight
	speakersPronoun
	speakersPronounRight
	speakersAnaphor
	speakersAnaphorRight
	speakersUnscorable
	speakersNone

	statementsOut
	statementsUnlocated
	sentencesOut
	sentencesRight
	sentencesRightAny
	sentencesGold
	sentencesFound
	attributionsGold
	attributionsFound
	attributionsGoldIndirect
	attributionsFoundIndirect
	attributionsGoldMixed
	attributionsFoundMixed
	attributionsGoldSpeech
	attributionsFoundSpeech
	attributionsShown // by a statement whose speaker is sure
	statementSpeakers
	statementSpeakersRight

	partiesPerson // main sources
	partiesPersonFound
	partiesOther
	partiesOtherFound
	positionsOut
	positionsUnlocated
	positionsUnscorable
	positionsRight
	positionsWrongParty
	positionsNoAttribution

	counters
)

// A tally is what was counted, for one article or for many.
type tally [counters]int

func (t *tally) add(other tally) {
	for i, n := range other {
		t[i] += n
	}
}

// count adds one to of, and to hit where it was one.
func (t *tally) count(of, hit counter, ok bool) {
	t[of]++
	if ok {
		t[hit]++
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
