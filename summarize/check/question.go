package check

import (
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// A question that stances answer is one of yes or no. "How should he be judged?" has none.
var (
	askingWords = words.List(`should shall is are was were does do did can could will would has have had may might must
		soll sollen sollte sollten ist sind darf dürfen kann können muss müssen wird werden hat haben
		faut-il est-ce doit doivent peut peuvent va debe deben debería deberían es son puede pueden tiene
		deve devono dovrebbe è può bisogna devem deveria pode moet moeten mag kan zal czy чи ли следует должен должна`)
	whether = pattern.Lazy(`(?i)^(?:whether|ob|si|se|of)\s[^,]`)
)

// isYesOrNo says whether a question, or its indirect form, asks for yes or no.
func isYesOrNo(text string) bool {
	if whether.MatchString(text) {
		return true
	}
	first := strings.ToLower(words.First(strings.TrimLeft(text, "¿")))
	return strings.HasSuffix(text, "?") && (askingWords[first] || inverted.MatchString(text))
}

// inverted is a verb of French or Portuguese with its subject behind a hyphen: "La France doit-elle …?"
var inverted = pattern.Lazy(`\pL-(?:t-)?(?:il|elle|ils|elles|on)\b`)

// carriedShare is the least share of a question's content words that must stand in the articles: of a short one more, for two of three words
// stand together in many a text by chance.
func carriedShare(text string) float64 {
	const few = 4
	if len(words.Stems(text)) <= few {
		return 0.75
	}
	return 0.5
}

// questionRules are those that a question can be held against: it cites more than it is about.
var questionRules = []rule{isShortPlainText, carriesNoLinkOrMention, speaksForNobody, asksNobody, keepsNumbers, keepsNames, keepsSpelling}

// keepQuestion is the question of a draft where it is one of yes or no that the articles raise, else "". One that cites no
// sentences is held against the whole articles.
func (p *Proof) keepQuestion(q DraftQuestion) string {
	text := strings.TrimSpace(q.Text)
	if text == "" {
		return ""
	}
	if !isYesOrNo(text) {
		p.drop("the question", "is not one of yes or no", "")
		return ""
	}
	all := readable(p.transcript)
	claim := DraftClaim{Sentences: all, Text: text}
	fault, _ := hold(p.transcript, claim, p.transcript.Cited(all), questionRules)
	if fault != nil {
		p.drop("the question", fault.why, "")
		return ""
	}
	if !p.raised(text, q.Sentences) {
		p.drop("the question", "is not carried by the articles", "")
		return ""
	}
	return text
}

// isItTrue opens a question about anything: none of its words tells what.
var isItTrue = pattern.Lazy(`(?i)^(?:is|was) it (?:true|right|correct|the case) that `)

// raised says whether the sentences that a question cites carry it; of one that cites none, any few that stand together.
func (p *Proof) raised(text string, cited []int) bool {
	text = isItTrue.ReplaceAllString(text, "")
	least := carriedShare(text)
	all := readable(p.transcript)
	cited = slices.DeleteFunc(slices.Clone(cited), func(n int) bool { return !slices.Contains(all, n) })
	if len(cited) > 0 {
		claim := DraftClaim{Sentences: cited[:min(len(cited), MaxCites)], Text: text}
		if overlap(p.transcript, claim, p.transcript.Cited(claim.Sentences)) >= least {
			return true
		}
	}
	for i := range all {
		claim := DraftClaim{Sentences: all[i:min(i+MaxCites, len(all))], Text: text}
		if overlap(p.transcript, claim, p.transcript.Cited(claim.Sentences)) >= least {
			return true
		}
	}
	return false
}

// readable are the numbers of all sentences that lines may rest on.
func readable(t *transcript.Transcript) []int {
	var numbers []int
	for i, sentence := range t.Sentences {
		if sentence.Carries() {
			numbers = append(numbers, i+1)
		}
	}
	return numbers
}
