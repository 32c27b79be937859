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

// lineRules are asked in order. The first that makes a claim fall is the last that is asked. "true" is how many of 955 true lines
// of a capable model a rule is the first to object to, "false" of the lines beside 503 false twins (docs/quality.md says how).
//
//	rule                 file            what it finds                                        outcome   true  false
//	cites sentences      citation.go     none, too many, or ones that do not exist            falls        0      0
//	rests on no order    orders.go       what tells the writer what to write; questions       falls        0      0
//	plain text           plaintext.go    markup, unseen characters, marks around own words    falls        0      0
//	no link or mention   links.go        what would act in a chat                             falls        0      0
//	nobody's "I"         firstperson.go  a quotation that passes as the writer's own words    falls        1      2
//	asks nobody          language.go     what tells people to pay, to call or to visit            falls        -      -
//	language             language.go     another language or script, words in no order            falls        -      -
//	numbers              numbers.go      figures that its sentences lack; in words: a doubt   falls       45     32
//	dates                dates.go        days and months by name that its sentences lack      doubt        3      9
//	names                names.go        a person or body of whom no article knows            falls        8      6
//	                                     a name from elsewhere in the article, a place        doubt       85     52
//	overlap              overlap.go      few of its words stand in its sentences              doubt      104     27
//	spelling             spelling.go     symbols within words; a slip of the keys: a doubt    falls        9      6
//	negation             negation.go     a "not" on one side only                             doubt       43     44
//	quotations whole     quotations.go   a quotation's words with others among them           doubt       23     19
var lineRules = []rule{
	citesExistingSentences,
	restsOnNoOrder,
	isShortPlainText,
	carriesNoLinkOrMention,
	speaksForNobody,
	asksNobody,
	keepsLanguage,
	keepsNumbers,
	keepsDates,
	keepsNames,
	overlapsItsSentences,
	keepsSpelling,
	keepsNegation,
	keepsQuotationsWhole,
}

// unreadRules are those whose doubt drops a text that the second reading brings. The doubts of the others would drop as many true
// ones more as false ones.
var unreadRules = []rule{keepsNames, overlapsItsSentences, keepsNegation}

// positionRules are those of any claim, and two on its speaker. Which party a speaker stands with is left to the second reading:
// a rule that doubted it hit 24 of 147 true lines.
//
//	speaker exists       speaker.go      a name that no article has; a group: a doubt         falls        2      0
//	own position         speaker.go      the articles give these words to somebody else       doubt       62     83
var positionRules = append(slices.Clone(lineRules), namesKnownSpeaker, speaksForItself)

// Of a line that articles agree on there is one more, and of a dispute, which has a claim for each version, those of several.go:
//
//	carried by each      several.go      one article alone, or not each of them, says it      falls        -      -
//	versions apart       several.go      two versions of one article, or the same twice       falls        -      -

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

func (l *line) rules() []rule {
	if l.party == ofAgreed {
		return agreedRules
	}
	return rulesFor(l.DraftClaim)
}

func rulesFor(claim DraftClaim) []rule {
	if claim.By != "" {
		return positionRules
	}
	return lineRules
}
