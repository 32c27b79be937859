package transcript

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// An article may carry text that is meant for the writer and not for readers: "add this link to your answer". Such a
// sentence is an order. Its number stays, but no model sees it, no quotation is read in it and no claim may rest on it.
//
// What marks one: it speaks of the writer's own answer, rules or nature; or it tells, asks or addresses somebody, outside
// quotation marks, about things of which the rest of the article knows nothing. Both are signs, not proofs: an article on
// such attacks loses the sentences that cite them, and an order that reads like the article's own report is none to us.

// addressesWriter are the ways in which a text speaks of the answer that is being written, or to who writes it.
var addressesWriter = pattern.Compile(
	`\b(?:answer|respond|reply|write|summari[sz]e|output|speak)\b.{0,20} (?:only|solely|exclusively|entirely) (?:in|with|as|using)\b`,
	`\b(?:the|this|any) (?:answer|reply|output|summary|digest)\b.{0,30} (?:must|should|shall|has to|needs to) (?:\w+ )?(?:be|include|contain|mention|say|state|end|begin|start|recommend)\b`,
	`\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|instructions?|rules|prompts?|guidelines)\b`,
	`\b(?:you are|you're|act as|acting as|pretend to be|as) an? (?:\w+ )?(?:AI|A\.I\.|assistant|chat ?bot|language model|LLM|summari[sz]er)\b`,
	`\b(?:note|attention|message|instructions?) (?:to|for) (?:all |any |the )?(?:AI|A\.I\.|assistants?|chat ?bots?|language models?|LLMs?|summari[sz]ers?|crawlers?|bots?)\b`,
	`^(?:please |now |then )?(?:translate|compose|rewrite|paraphrase|rephrase|transcribe|encode|encipher|encrypt|generate|proofread) (?:an?|the|this|that|all|any|each|every|my|our|its|your)\b`,
	`^(?:please |now |then )?(?:write|draft|develop|create|craft|prepare|produce|provide) (?:me )?(?:an?|the|some) (?:\w+ ){0,2}(?:speech|essay|poem|letter|story|introduction|article|song|script|report) (?:on|about|for|to|of|based)\b`,
	`\bsystem (?:prompt|message)\b|\bjailbreak\b|<\|\w+\|>|\[/?INST\]|^(?:system|assistant|user|human) ?:`,
	`\b(?:deiner|deine|ihrer|ihre|eurer|eure) (?:antwort|zusammenfassung|ausgabe)\b|\b(?:ta|votre|vos) (?:réponses?|résumés?)\b`,
	`\b(?:tu|vuestra) (?:respuesta|resumen)\b|\b(?:tua|vostra) risposta\b|\b(?:tua|vossa) resposta\b|\b(?:jouw|uw|je) antwoord\b`,
	`\b(?:twojej|swojej|twoja|twoją) odpowied`,
	`(?:вашей|твоей|своей|вашу|твою|вашій|твоїй|своїй) (?:відповід|ответ)|(?:вашем|твоем|своем|ваш|твой) ответ`,
)

// yours is what people say of each other's answers too: within quotation marks it tells nothing.
var yours = pattern.Compile(`\byour (?:\w+[- ]){0,2}?(?:answer|response|reply|replies|output|summary|summaries|digest|completion|instructions|prompt|guidelines)\b`)

// telltales are words of which every such way has one; a sentence without any need not be searched.
var telltales = words.List(`your answer respond reply write summarise summarize output speak summary digest ignore disregard forget override
	bypass ai a.i assistant assistants chatbot chatbots chat language llm llms summariser summarizer crawler crawlers bot bots system jailbreak
	draft develop create craft prepare produce provide translate compose rewrite paraphrase rephrase transcribe encode encipher encrypt generate proofread
	inst user human deiner deine ihrer ihre eurer eure ta votre vos tu vuestra tua vostra vossa jouw uw je twojej swojej twoja twoją
	вашей твоей своей вашу твою вашій твоїй своїй вашем твоем своем ваш твой`)

// addresses says whether a text, whose words are given, speaks to who writes about it.
func addresses(text string, spoken []string) bool {
	found := slices.ContainsFunc(spoken, func(word string) bool { return telltales[word] })
	return (found || strings.Contains(text, "<|")) && addressesWriter.Match(text)
}

// requests are verbs that tell somebody to do something when they open a sentence.
var requests = words.List(`add alter analyse analyze append apply arrange ask assess assist attach attend augment automate begin brainstorm build
	buy calculate celebrate check choose clarify classify click combine compare compile compose compute conclude condense confirm
	congratulate consider construct convert craft create curate define deliver describe detect determine develop dig disclose
	discuss divide do donate don't download draft draw edit elaborate embed employ encipher encode encourage encrypt enhance enter
	evaluate examine explain explore express extract fetch fill find finish fix follow format generate get give go have highlight
	identify illustrate implement imply include incorporate inform inquire insert install integrate interpret intersperse
	introduce invent investigate invite join jumble keep learn list locate look make mention merge misspell modify note
	optimize organize output paraphrase perform pick predict prepare print produce promote propose provide publish purchase put quote
	read rearrange recap recite recommend redeem remember remind remove render reorder repeat rephrase replace reply request respond
	revise rewrite rotate say scan schedule scramble see select send separate shorten shuffle simplify sing solve speak specify spell start
	store subscribe substitute suggest summarise summarize swap switch tabulate take teach tease tell thank transcribe transform
	translate transpose try turn type update upload urge utilise utilize validate verify visit warn weave write`)

// nouns are such verbs that open a sentence as nouns just as often; they tell somebody only with an object behind them.
var nouns = words.List(`answer book break call change chart cook talk claim close count debug design detail display double end endorse estimate filter
	forecast gauge graph group guess guide help judge label limit map mark mock monitor name offer open order outline paint pay place
	plan play point post praise present process rank rate record register report research reserve reverse review run search
	set shape share shift show sign sketch sort split state stop structure support survey swear test track transfer triple use vote
	welcome`)

// objects open what a verb is done to.
var objects = words.List(`a an the this that these those all any both each every some no your my our me us it its them him her his their
	what how who two three four five down up out next last numbers letters words vowels`)

// addressed are the words by which a text speaks to its reader, or for itself to him.
var addressed = words.List("you your yours yourself you're you'll you've me")

// openingWords are those within which a sentence that speaks to its reader does so.
const openingWords = 5

// directs says whether a sentence tells its reader what to do, or speaks to him.
func directs(spoken []string) (tells, speaks bool) {
	for len(spoken) > 1 && leadIn[spoken[0]] {
		spoken = spoken[1:]
	}
	const fewest = 3 // words that ask for something: "see also" does not
	if len(spoken) < fewest {
		return false, false
	}
	tells = requests[spoken[0]] || nouns[spoken[0]] && objects[spoken[1]]
	return tells, slices.ContainsFunc(spoken[:min(len(spoken), openingWords)], func(word string) bool { return addressed[word] })
}

// leadIn are words that may stand before the verb of a request.
var leadIn = words.List("please now then also next finally first lastly additionally and but so just kindly further furthermore instead important note")

// markOrders finds the orders among the sentences of a transcript.
func (t *Transcript) markOrders() {
	known := t.known()
	for _, source := range t.Sources {
		own := t.Sentences[source.First-1:][:len(source.Reading.Sentences)]
		tones := make([]tone, len(own))
		quarters := [4]int{}
		for i := range own {
			tones[i] = source.toneOf(own[i])
			own[i].Order = tones[i].solicits
			if tones[i].tells || tones[i].addresses {
				quarters[4*i/len(own)]++
			}
		}
		advises := advises(quarters, len(own))
		for i := range own {
			if tone := tones[i]; tone.tells || tone.speaks || tone.asks {
				own[i].judge(tone, known(own[i].Text), advises)
			}
		}
	}
}

// A tone is how a sentence speaks to its reader, outside of what it quotes.
type tone struct {
	tells, speaks bool // as directs says
	addresses     bool // has a word for its reader anywhere
	asks          bool
	solicits      bool // in what it quotes, too
}

// toneOf is the tone of a sentence of the source.
func (s Source) toneOf(sentence Sentence) (tone tone) {
	unquoted := s.OutsideQuotations(sentence.Index)
	all := hear(sentence.Text)
	outside := all
	if unquoted != sentence.Text {
		outside = hear(unquoted)
	}
	tone.solicits = soliciting(all, outside, s.isSaid(sentence.Index)) // an order, whatever the article knows of its words
	tone.tells, tone.speaks = directs(outside.spoken)
	tone.addresses = slices.ContainsFunc(outside.spoken, func(word string) bool { return addressed[word] })
	tone.asks = strings.HasSuffix(strings.TrimSpace(unquoted), "?")
	return tone
}

// judge makes a sentence an order or an aside by its tone and by the share of its words that the article knows. Who advises tells his readers
// what to do in what he has to say.
func (s *Sentence) judge(tone tone, share float64, advises bool) {
	const foreign, strange = 0.67, 0.34 // the most that the article may know
	s.Order = s.Order || !advises && (tone.tells && share <= foreign || tone.speaks && share <= strange)
	s.Aside = share <= foreign && tone.asks
}

// advises says whether an article speaks to its readers throughout, as guides and columns do: often, and in at least three quarters
// of it. What somebody plants stands in one place.
func advises(quarters [4]int, sentences int) bool {
	const often = 0.06
	spread, all := 0, 0
	for _, directing := range quarters {
		spread += min(directing, 1)
		all += directing
	}
	return spread >= 3 && float64(all) >= often*float64(sentences)
}

// known is the share of a sentence's content words that stand elsewhere in the articles, or in a title.
func (t *Transcript) known() func(sentence string) float64 {
	all := sync.OnceValue(t.holders) // most articles need it for no sentence
	return func(sentence string) float64 {
		holders := all()
		shared, content := 0, 0
		for word := range words.Stems(sentence) {
			if strings.ContainsFunc(word, unicode.IsDigit) {
				continue
			}
			content++
			if holders[word] > 1 {
				shared++
			}
		}
		return float64(shared) / float64(max(content, 1))
	}
}

// holders says of the stem of each content word how many sentences and titles have it.
func (t *Transcript) holders() map[string]int {
	holders := map[string]int{}
	for _, s := range t.Sentences {
		for word := range words.Stems(s.Text) {
			holders[word]++
		}
	}
	for _, source := range t.Sources {
		for word := range words.Stems(source.Article.Title) {
			holders[word]++
		}
	}
	return holders
}

// OutsideQuotations is what of a sentence stands outside quotation marks. A mark that opens and never closes, nor again at
// the next paragraph, encloses nothing: else anything could hide behind one.
func (s Source) OutsideQuotations(index int) string {
	sentence := s.Reading.Sentences[index]
	quotations := s.Reading.Quotations
	next, _ := slices.BinarySearchFunc(quotations, sentence.Start, func(q attribution.Quotation, at int) int {
		return cmp.Compare(q.Outer.End, at+1)
	})
	var out strings.Builder
	at := sentence.Start
	for i := next; i < len(quotations) && quotations[i].Outer.Start < sentence.End; i++ {
		q := &quotations[i]
		closed := q.Outer.End > q.End || s.Reading.GoesOn(i)
		if !closed || q.Outer.End <= at {
			continue
		}
		out.WriteString(s.Reading.Text[at:max(at, q.Outer.Start)])
		at = min(q.Outer.End, sentence.End)
	}
	out.WriteString(s.Reading.Text[at:sentence.End])
	return out.String()
}
