package summarize

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// keyQuotes chooses, for each side, the quotations that a reader should see first, best first. A quotation's score is the
// sum of figures that can be explained:
//
//	prominence   how often its speaker is mentioned, against the most mentioned speaker (0 to 1)
//	topic        how many of its words the article is about (0 for none, 1 for four)
//	length       1 for 8 to 40 words, falling to 0 at 2 and at 80
//	standing     0.5 when it does not open with a word that needs the text before it
//	pointing     0.5 when no "this" or "those" in it points at what it does not tell
//
// Fragments, quotations of the headline and speeches of more than maxQuoteWords are passed over, what hangs on the sentence before, and the
// half of what somebody says that a "But" takes back; where that leaves an article without a word, see lastResort. No speaker has a second one before every speaker of the side has one, no side more than
// maxKeyQuotes, and all together maxQuotes, or maxSecond with second ones.
func keyQuotes(t *transcript.Transcript, sides []*side) map[int][]check.DraftQuote {
	most := 1
	for i := range t.Quotations {
		if speaker := t.SpeakerOf(i + 1); speaker != nil {
			most = max(most, len(speaker.Mentions))
		}
	}
	isTopic := topicOf(t)
	score := func(d check.DraftQuote) float64 {
		q := t.Quotations[d.Quotation-1]
		return float64(len(t.SpeakerOf(d.Quotation).Mentions))/float64(most) + min(1, float64(onTopic(isTopic, q.Text))/4) + selfContained(q.Text)
	}
	ranked := make([][]check.DraftQuote, len(sides))
	for i, s := range sides {
		chosen := func(worth func(text, own, language string) bool) []check.DraftQuote {
			return slices.DeleteFunc(slices.Clone(s.quotes), func(d check.DraftQuote) bool {
				return wordsIn(t, d) > maxQuoteWords || !quotable(t, d.Quotation, isTopic, worth)
			})
		}
		ranked[i] = chosen(func(text, own, language string) bool { return !thin(own, language) && !isAside(isTopic, text) })
		if len(ranked[i]) == 0 {
			ranked[i] = wholePassage(t, s.quotes)
		}
		if len(ranked[i])+len(s.positions) == 0 { // a side with any words of its own is not left out
			ranked[i] = chosen(func(text, own, language string) bool { return !slight(own, language) && onTopic(isTopic, text) > 0 })
			ranked[i] = ranked[i][:min(1, len(ranked[i]))]
		}
		slices.SortStableFunc(ranked[i], func(a, b check.DraftQuote) int { return cmp.Compare(score(b), score(a)) })
		ranked[i] = firstOfEach(withoutRepeats(t, ranked[i]))
	}
	if i, only := lastResort(t, sides, isTopic, score); i >= 0 && !slices.ContainsFunc(ranked, func(r []check.DraftQuote) bool { return len(r) > 0 }) {
		ranked[i] = []check.DraftQuote{only}
	}
	return dealt(ranked, score)
}

// withoutRepeats leaves out what says in nearly the same words what a better one of the same side says: who is asked twice says it twice.
func withoutRepeats(t *transcript.Transcript, ranked []check.DraftQuote) (kept []check.DraftQuote) {
	text := func(d check.DraftQuote) string { return t.Quotations[d.Quotation-1].Text }
	for _, d := range ranked {
		if !slices.ContainsFunc(kept, func(k check.DraftQuote) bool { return repeats(text(d), text(k)) || repeats(text(k), text(d)) }) {
			kept = append(kept, d)
		}
	}
	return kept
}

const maxQuoteWords = 75 // of a key quotation

func wordsIn(t *transcript.Transcript, d check.DraftQuote) int {
	return len(strings.Fields(t.Quotations[d.Quotation-1].Text))
}

// lastResort is the best quotation that there is, whatever it is about and however long, where no side has a line: an article in which
// somebody speaks is not left without a word. Its side is -1 where there is none.
func lastResort(t *transcript.Transcript, sides []*side, isTopic func(string) bool, score func(check.DraftQuote) float64) (number int, best check.DraftQuote) {
	number = -1
	for i, s := range sides {
		if len(s.positions) > 0 {
			return -1, best
		}
		for _, d := range s.quotes {
			if quotable(t, d.Quotation, isTopic, func(_, own, language string) bool { return !slight(own, language) }) && (number < 0 || score(d) > score(best)) {
				number, best = i, d
			}
		}
	}
	return number, best
}

// topicOf tells the words that articles are about: of a headline that they come back to, or of several sentences, more in a longer one. Of a few
// sentences every word is.
func topicOf(t *transcript.Transcript) func(stem string) bool {
	const few, most = 10, 4 // sentences
	several := min(most, 2+len(t.Sentences)/few)
	title, in := words.Stems(check.Headline(t)), map[string]int{}
	for _, sentence := range t.Sentences {
		for stem := range words.Stems(sentence.Text) {
			in[stem]++
		}
	}
	return func(stem string) bool {
		return len(t.Sentences) < few || !anyTopic[stem] && (in[stem] >= several || title[stem] && in[stem] > 1)
	}
}

// anyTopic are the stems of words that quotations have whatever they are about.
var anyTopic = stemsOf(`think know people thing time year way day good great lot want make get go come take look see need really right well like say tell
	mean happen talk work man woman american americans america country today`)

// onTopic counts the words of a text that an article is about.
func onTopic(isTopic func(string) bool, text string) (count int) {
	for stem := range words.Stems(text) {
		if isTopic(stem) {
			count++
		}
	}
	return count
}

// isAside says whether a quotation of one breath has no word of what the article is about: "I think they'll do the right thing".
func isAside(isTopic func(string) bool, text string) bool {
	const long = 20 // words
	return len(strings.Fields(text)) < long && onTopic(isTopic, text) == 0
}

// dealt deals out the places for quotations: everybody's first, the best first, then the second ones.
func dealt(ranked [][]check.DraftQuote, score func(check.DraftQuote) float64) map[int][]check.DraftQuote {
	chosen, dealt := map[int][]check.DraftQuote{}, 0
	for round := range maxKeyQuotes {
		most := maxQuotes
		if round > 0 {
			most = maxSecond
		}
		var turn []int
		for i := range ranked {
			if round < len(ranked[i]) {
				turn = append(turn, i)
			}
		}
		slices.SortStableFunc(turn, func(a, b int) int { return cmp.Compare(score(ranked[b][round]), score(ranked[a][round])) })
		turn = turn[:min(len(turn), max(0, most-dealt))]
		for _, i := range turn {
			chosen[i] = append(chosen[i], ranked[i][round])
		}
		dealt += len(turn)
	}
	return chosen
}

// quotable says whether a quotation may be a key one: it is whole, can be understood, and has enough in it by what worth says of it and of its
// words with the topic in place of what points at it.
func quotable(t *transcript.Transcript, number int, isTopic func(string) bool, worth func(text, own, language string) bool) bool {
	const least = 4 // words
	q := t.Quotations[number-1]
	source := t.Sources[q.Source]
	n, own := len(strings.Fields(q.Text)), withTopics(q.Text, isTopic)
	speaker := t.SpeakerOf(number)
	if ofDialogue.MatchString(q.Text) || profane.MatchString(q.Text) || handle.MatchString(q.Text) || opensWithin(q.Text) || isOpenEnded(q.Text) || onlyAsks.MatchString(q.Text) || notWhen.MatchString(q.Text) || moreAndMore.MatchString(q.Text) || speaker.Kind == attribution.Group && strings.ToLower(speaker.Name) == speaker.Name && !strings.HasPrefix(speaker.Name, "the ") {
		return false // "critics" do not speak with one voice
	}
	a := t.AttributionOf(q)
	if isOf(stemsOf("ask"), source.Reading.Text[a.Cue.Start:a.Cue.End]) && !strings.Contains(q.Text, "?") || opensOnGerund(q.Text, source.Reading.Language) {
		return false // the first half of a question, a thing
	}
	if goesOnOutside(source.Reading, source.Reading.Quotations[q.Index]) || isTurnedNext(source.Reading, a) || isTurnedAfter(source.Reading, source.Reading.Quotations[q.Index].End) {
		return false // half of what somebody says: the other half is his point
	}
	return a.Sentences[0] != source.Headline() && !isHeading(q.Text) && n >= least && check.FormOf(q.Text, source.Reading.Language) == check.Whole &&
		understood(own, source.Reading.Language) && !repeats(q.Text, check.Headline(t)) && worth(q.Text, own, source.Reading.Language)
}

// goesOnOutside says whether the article ends in its own words the sentence that somebody is quoted with: “They have no choice” but to go.
func goesOnOutside(r *attribution.Reading, q attribution.Quotation) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(r.Text[:q.End], " "))
	return unicode.IsLetter(last) && onward.MatchString(r.Text[q.End:min(len(r.Text), q.End+20)])
}

var onward = pattern.Lazy(`^[”"'’»“]+ (?:but|to|than|by|for|because|if|unless|until|as|when|with|in|on|of|from|and|or|that|which|who)\b`)

// opensOnGerund says whether an English text opens on what is done and has no verb of its own: "Reopening the hall to permit a vote".
func opensOnGerund(text, language string) bool {
	return language == "en" && strings.HasSuffix(words.First(text), "ing") && !slices.ContainsFunc(words.Folded(text), func(word string) bool { return finite[word] && word != "be" })
}

// thisThing is a thing that is pointed at.
var thisThing = pattern.Lazy(`\b[Tt]his (\pL+)`)

// thisIsA opens on what somebody thinks of what he was asked about.
var thisIsA = pattern.Lazy(`^This is (?:an?|not|just) `)

// withTopics is a text in which "this bill" is "the bill" where the articles are about a bill: everybody knows which. So does who hears "This is a bad bill".
func withTopics(text string, isTopic func(string) bool) string {
	if opened := thisIsA.FindString(text); opened != "" && onTopic(isTopic, strings.SplitN(text, ".", 2)[0]) > 0 {
		text = "It" + strings.TrimPrefix(text, "This")
	}
	return thisThing.ReplaceAllStringFunc(text, func(thing string) string {
		if noun := words.Last(thing); len(noun) > 2 && isTopic(words.Stem(noun)) {
			return "The " + noun
		}
		return thing
	})
}

// wholePassage is the first two quotations that are one passage, broken by who said it, where both together can be understood though
// neither can alone: “Lund has lost it,” said Ada Berg. “His boats leak.”
func wholePassage(t *transcript.Transcript, quotes []check.DraftQuote) []check.DraftQuote {
	for i := range quotes[:max(0, len(quotes)-1)] {
		a, b := t.Quotations[quotes[i].Quotation-1], t.Quotations[quotes[i+1].Quotation-1]
		source := t.Sources[a.Source]
		if a.Source != b.Source || b.Index != a.Index+1 || quotes[i].By != quotes[i+1].By {
			continue
		}
		r := source.Reading
		between := r.Text[r.Quotations[a.Index].End:r.Quotations[b.Index].Start]
		both := strings.TrimRight(a.Text, ",") + ". " + b.Text
		if strings.Contains(between, "\n") || strings.Count(between, ". ") > 1 || breaksOff(b.Text) || isTurnedAfter(r, r.Quotations[b.Index].End) {
			continue
		}
		if t.AttributionOf(a).Sentences[0] != source.Headline() && understood(both, r.Language) && !thin(both, r.Language) && check.FormOf(a.Text, r.Language) == check.Whole && check.FormOf(b.Text, r.Language) == check.Whole {
			return quotes[i : i+2]
		}
	}
	return nil
}

// understood says whether words of somebody's own can be read without those before them.
func understood(text, language string) bool {
	return !leansBack(text) && !withOwner.MatchString(text) && !hangs(text, language) && !strings.Contains(text, "…") && !strings.Contains(text, ". . .") && !strings.HasPrefix(text, "[") && !ofThose.MatchString(text) && !ofThat.MatchString(text)
}

var (
	// ofThose has people or things that stand before it: "no daylight between the two".
	ofThose = pattern.Lazy(`\b(?:between|of|to|by|for) the (?:two|three|latter|former|pair|others?)\b`)
	// ofThat opens with a "that" which is told before it: "People should take a look at that".
	ofThat = pattern.Lazy(`^(?:[^\s,.]+ ){1,7}(?:of|at|about|for|to|with|by|on|take|do|did|say|know|see) that(?: into| but| and| as|[.,;!?]|$)`)
)

// articleEnds are words that no quotation ends on but one that was cut.
var articleEnds = strings.Fields("a an the and or of its my our")

// isOpenEnded says whether a text ends on a word that wants another: "his support of the".
func isOpenEnded(text string) bool {
	return slices.Contains(articleEnds, strings.ToLower(strings.TrimRight(words.Last(text), ".,")))
}

var (
	// onlyAsks is questions and nothing else: its answer is what somebody holds.
	onlyAsks = pattern.Lazy(`^[^.!]*\?$`)
	// ofDialogue is a turn of a transcript, whose speaker stands in it: "Ada Berg: Seriously".
	ofDialogue = pattern.Lazy(`^(?:\p{Lu}[\pL’'-]+ ){1,3}\p{Lu}[\pL’'-]+: `)
	// handle is somebody's name on a network: who writes to it is a passer-by more often than a party.
	handle = pattern.Lazy(`(?:^|\s)\.?@\pL`)
	// profane is what a brief does not shout at its readers; it stays behind the button.
	profane = pattern.Lazy(`(?i)\b(?:fuck\pL*|motherfuck\pL*|assholes?|shit|bullshit|cunts?)\b`)
	// notWhen is half of an answer.
	notWhen = pattern.Lazy(`^Not (?:when|if|until|because|that)\b`)
	// moreAndMore is half of "The sooner we sail, the better".
	moreAndMore = pattern.Lazy(`^The \w+er (?:we|they|you|I|he|she)\b[^,]*,?$`)
)

// opensWithin says whether a quotation opens another one within it and breaks off before that ends: “She looked at me and said, ‘You weren’t”.
func opensWithin(text string) bool {
	at := strings.LastIndex(text, ", '")
	if at < 0 {
		at = strings.LastIndex(text, ", ‘")
	}
	return at >= 0 && !closes.MatchString(text[at+3:])
}

// closes ends a quotation within another.
var closes = pattern.Lazy(`[\pL.,!?]['’](?:[^\pL]|$)`)

// thisIs opens with a "this" that means something told before, and not "this fee".
var thisIs = pattern.Lazy(`^(?:This|These|Those) (?:is|was|are|were|has|have|will|would|can|could|should|may|might)\b`)

// endsOnThat ends on a word for what was told before.
var endsOnThat = pattern.Lazy(`\b(?:that|this|so)[.,!?”"]*$`)

// announces is what only says that something follows, or that somebody knows nothing.
var announces = pattern.Lazy(`^(?:Here[’']s|This is) (?:what|why|how)\b|^There are (?:two|three|four|several|a (?:few|couple of|number of)) (?:\p{Ll}+ )?(?:differences|reasons|things|ways|points|problems|questions)\b|^I don[’']t know\b[^.]{0,20}[.,]?$`)

// condoles is what everybody says of a calamity.
var condoles = pattern.Lazy(`(?i)\b(?:saddened|heartbroken|condolences|thoughts and prayers|(?:thoughts|prayers|hearts?) (?:are|is|go(?:es)?)(?: out)? (?:with|to))\b`)

// toYou is said to somebody whom it does not name: "Your reputation is amazing".
var toYou = pattern.Lazy(`(?i)\byour?\b`)

// didThat tells of what was told before.
var didThat = pattern.Lazy(`\b(?:do|does|did|done|doing) (?:exactly )?(?:the same|so)\b`)

// thin says whether a quotation has too little in it to be worth a reader's time: few words that mean something.
func thin(text, language string) bool {
	const least, brief, short, longer, long = 3, 8, 10, 14, 20 // words that carry meaning; words
	n, telling := len(strings.Fields(text)), len(words.Stems(text))
	if n < longer && hasDemonstrative(text) || n < long && (endsOnThat.MatchString(text) || thatThing.MatchString(text)) || announces.MatchString(text) || n < long && condoles.MatchString(text) || didThat.MatchString(text) || n < brief && toYou.MatchString(text) || n < short && language == "en" && !hasFiniteVerb(text) {
		return true
	}
	return telling < least || n < short && telling == least
}

// slight says whether a quotation has next to nothing in it: all that is asked of somebody's only words.
func slight(text, language string) bool {
	const least, telling = 5, 2 // words; words that carry meaning
	return len(strings.Fields(text)) < least || len(words.Stems(text)) < telling || announces.MatchString(text) || hasDemonstrative(text) || language == "en" && !hasFiniteVerb(text)
}

// leaning are words that a quotation opens with whose meaning stands before it. "It" and "and" weigh less: see selfContained.
var leaning = words.List("he she they that him her them his their which who such and but so or because then therefore however another yeah no now er sie ils elles él ella ellos lui lei loro ele ela")

func leansBack(text string) bool {
	first, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(words.First(text)), "'", "’"), "’")
	return leaning[first] || thisIs.MatchString(text) || asksOfIt.MatchString(text) || answersIt.MatchString(text) || first == "it" && (!dummyIt.MatchString(text) || standsFor(isOfIt.FindString(text)))
}

// asksOfIt opens with a question about what stands before it.
var asksOfIt = pattern.Lazy(`^(?:Is|Are|Was|Were|Will|Would|Do|Does|Did|Can|Could|Should|Has|Have) (?:it|that|this|he|she|they|those|these)\b[^.!?]*\?`)

// answersIt opens with an answer to what stands before it: "I don't. But luckily, I can."
var answersIt = pattern.Lazy(`^(?:I|We|They|He|She|You) (?:do|did|can|could|will|would|have|had|am|are|is|was|were)(?:n[’']t| not)?[.,!]`)

// isOfIt opens with what something is that stands before it: "It's one of the best", and not "It's a shame that …".
var isOfIt = pattern.Lazy(`^It(?:[’']s| is| was) (?:one of|an?|the|his|her|their|our|just|part|like|all|not|also) [^.!?]*`)

// standsFor says whether an "it" that something is does not mean the clause behind it.
func standsFor(sentence string) bool { return sentence != "" && !laterClause.MatchString(sentence) }

var laterClause = pattern.Lazy(`[ ,](?:to|that|when|how|if|whether|what|why|who|for|because)\b`)

// dummyIt opens with an "it" that stands for nothing: "It is wrong to …", "It takes a town …".
var dummyIt = pattern.Lazy(`^It(?:[’']s| is| was| would be| will be| takes| took| seems| looks| appears)\b`)

// ofThing is a thing with what is told of it, and no sentence: "policies that they oppose".
var ofThing = pattern.Lazy(`^[^,;]*? (?:that|which|who) `)

// hangs says whether an English quotation is about a "he" or "she" whom it does not name, or is the half of a sentence.
func hangs(text, language string) bool {
	if language != "en" {
		return false
	}
	if thing := ofThing.FindString(text); thing != "" && !hasFiniteVerb(strings.TrimSuffix(thing, "that ")) && !slices.ContainsFunc(words.Folded(thing), isSubject) && !strings.ContainsAny(text, ",;?!") {
		return true
	}
	if meansOthers(text) {
		return true
	}
	all := words.Split(text)
	for i, word := range words.Folded(text) {
		if own := all[i]; i > 0 && own != word && word != "i" && !strings.HasPrefix(word, "i’") {
			return false // a name that it may mean
		}
		if bare, _, _ := strings.Cut(strings.ReplaceAll(word, "'", "’"), "’"); heAlone[bare] {
			return true
		}
	}
	return false
}

// meansOthers says whether a text has a "they" near its start and nobody before it.
func meansOthers(text string) bool {
	const near = 8 // words
	all := words.Split(strings.ReplaceAll(text, "'", "’"))
	for i, word := range all[:min(len(all), near)] {
		bare, _, _ := strings.Cut(strings.ToLower(word), "’")
		switch {
		case bare == "they" || bare == "them":
			return true
		case nounAhead[bare] && bare != "any" && bare != "some", i > 0 && strings.ToLower(word) != word && bare != "i", bare == "people", i > 0 && len(bare) > 4 && strings.HasSuffix(bare, "s"):
			return false
		}
	}
	return false
}

// heAlone are words for somebody who must be named; "his" may be anybody's whom the sentence tells of.
var heAlone = words.List("he she him himself herself")

func isSubject(word string) bool {
	return slices.Contains([]string{"i", "we", "you", "they", "it"}, word)
}

// firstOfEach moves the best quotation of each speaker before anybody's second.
func firstOfEach(ranked []check.DraftQuote) []check.DraftQuote {
	var firsts, others []check.DraftQuote
	seen := map[string]bool{}
	for _, d := range ranked {
		if seen[d.By] {
			others = append(others, d)
			continue
		}
		seen[d.By] = true
		firsts = append(firsts, d)
	}
	return append(firsts, others...)
}

// selfContained scores how well a quotation's words stand alone, from 0 to 2.
func selfContained(text string) float64 {
	score := 0.0
	switch n := len(strings.Fields(text)); {
	case n < 8:
		score = float64(n-2) / 6
	case n <= 40:
		score = 1
	default:
		score = max(0, 1-float64(n-40)/40)
	}
	if check.StandsAlone(text, "en") {
		score += 0.5
	}
	if !hasDemonstrative(text) {
		score += 0.5
	}
	return score
}
