package check

import (
	"slices"

	"parley/summarize/transcript"
)

// An outcome is what a rule says of a line.
type outcome int

const (
	stands outcome = iota
	doubted
	falls
)

// A finding is an outcome with its reason: a fixed text, for nothing of a claim that fell may reach a reader through it. hint
// is for the writer, in a question to put it right; it may have the claim's words.
type finding struct {
	outcome outcome
	why     string
	hint    string
}

// fall and doubt are findings of a reason alone.
func fall(why string) finding  { return finding{outcome: falls, why: why} }
func doubt(why string) finding { return finding{outcome: doubted, why: why} }

// A rule says what ails a claim. cited is the text of the sentences that it cites.
type rule func(t *transcript.Transcript, claim DraftClaim, cited string) finding

// lineRules are asked in order. The first that makes a claim fall is the last that is asked.
//
//	rule                 file            what it finds                                              outcome
//	cites sentences      citation.go     none, too many, or ones that do not exist                  falls
//	rests on no order    orders.go       sentences that tell the writer what to write, questions    falls
//	plain text           plaintext.go    markup, unseen characters, marks around words of nobody's  falls
//	no link or mention   links.go        what would act in a chat                                   falls
//	nobody's "I"         firstperson.go  a quotation that passes as the writer's own words          falls
//	numbers              numbers.go      figures that its sentences lack; in words: a doubt         falls
//	dates                dates.go        days and months by name that its sentences lack            doubt
//	names                names.go        a person or body of whom no article knows; from elsewhere
//	                                     in the article, or a place: a doubt                        falls
//	overlap              overlap.go      few of its words stand in its sentences                    doubt
//	spelling             spelling.go     symbols within words; a slip of the keys: a doubt          falls
//	negation             negation.go     a "not" on one side only                                   doubt
//	quotations whole     quotations.go   a quotation's words with others among them                 doubt
var lineRules = []rule{
	citesExistingSentences,
	restsOnNoOrder,
	isShortPlainText,
	carriesNoLinkOrMention,
	speaksForNobody,
	keepsNumbers,
	keepsDates,
	keepsNames,
	overlapsItsSentences,
	keepsSpelling,
	keepsNegation,
	keepsQuotationsWhole,
}

// positionRules are those of any claim, and two on its speaker. Which party a speaker stands with is left to the second reading:
// a rule that doubted it hit 24 of 147 true lines.
//
//	speaker exists       speaker.go      a name that no article has; a group that none has: a doubt  falls
//	own position         speaker.go      the articles give these words to somebody else             doubt
var positionRules = append(slices.Clone(lineRules), namesKnownSpeaker, speaksForItself)

// hold is the fault of a claim by the given rules, if it falls, else its doubts.
func hold(t *transcript.Transcript, claim DraftClaim, cited string, rules []rule) (fault *finding, doubts []string) {
	for _, rule := range rules {
		switch found := rule(t, claim, cited); found.outcome {
		case falls:
			return &found, nil
		case doubted:
			doubts = append(doubts, found.why)
		}
	}
	return nil, doubts
}

// Stands says whether no rule objects to a claim, nor doubts it: a position where it has a speaker, else a line of the gist.
func Stands(t *transcript.Transcript, claim DraftClaim) bool {
	fault, doubts := hold(t, claim, t.Cited(claim.Sentences), rulesFor(claim))
	return fault == nil && len(doubts) == 0
}

func rulesFor(claim DraftClaim) []rule {
	if claim.By != "" {
		return positionRules
	}
	return lineRules
}
