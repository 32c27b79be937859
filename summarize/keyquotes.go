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

// keyQuotes chooses, for each side, the quotations that a reader should see first, best first by their merit.
//
// Fragments, quotations of the headline and speeches of more than maxQuoteWords are passed over, what hangs on the sentence before, and the
// half of what somebody says that a "But" takes back. No speaker has a second one before every speaker of the side has one, no side more than
// maxKeyQuotes, and all together maxQuotes, or maxSecond with second ones.
func keyQuotes(e *editor, sides []*side) map[int][]check.DraftQuote {
	ranked, passages := make([][]check.DraftQuote, len(sides)), map[int][]check.DraftQuote{}
	for i, s := range sides {
		if ranked[i] = rankedQuotes(e, s.quotes); len(ranked[i]) > 0 {
			continue
		}
		if passage := wholePassage(e.t, s.quotes); slices.ContainsFunc(passage, e.leavesQuote) {
			ranked[i], passages[i] = passage, passage
		}
	}
	chosen := dealt(ranked, e.meritOf)
	for i, passage := range passages {
		if len(chosen[i]) < len(passage) {
			chosen[i] = slices.DeleteFunc(chosen[i], func(d check.DraftQuote) bool { return !opensPassage(e.t, d) })
		}
	}
	return chosen
}

// rankedQuotes are those of a side's quotations that may be shown, best first.
func rankedQuotes(e *editor, quotes []check.DraftQuote) []check.DraftQuote {
	ranked := slices.DeleteFunc(slices.Clone(quotes), func(d check.DraftQuote) bool {
		return wordsIn(e.t, d) > maxQuoteWords || !e.leavesQuote(d) || !quotable(e.t, d.Quotation, e.isTopic)
	})
	slices.SortStableFunc(ranked, func(a, b check.DraftQuote) int { return cmp.Compare(e.meritOf(b), e.meritOf(a)) })
	return firstOfEach(withoutNews(e.t, withoutRepeats(e.t, ranked)))
}

// opensPassage says whether the first quotation of a passage may stand without the second one.
func opensPassage(t *transcript.Transcript, d check.DraftQuote) bool {
	q := t.Quotations[d.Quotation-1]
	language := t.Sources[q.Source].Reading.Language
	return understood(q.Text, language) && !slight(q.Text, language)
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

// withoutNews leaves out what only tells that somebody has heard the news, of who has another quotation.
func withoutNews(t *transcript.Transcript, ranked []check.DraftQuote) []check.DraftQuote {
	all := slices.Clone(ranked)
	isNews := func(d check.DraftQuote) bool { return hearsNews.MatchString(t.Quotations[d.Quotation-1].Text) }
	return slices.DeleteFunc(ranked, func(d check.DraftQuote) bool {
		return isNews(d) && slices.ContainsFunc(all, func(other check.DraftQuote) bool { return other.By == d.By && !isNews(other) })
	})
}

// hearsNews opens what somebody has only been told.
var hearsNews = pattern.Lazy(`^(?:I|We)(?:[’']ve| have)? (?:just |only )?(?:heard|learned|found out|was told|were told|been told) (?:that |about |of )[^.!?]*[.,]?$`)

const maxQuoteWords = 75 // of a key quotation

func wordsIn(t *transcript.Transcript, d check.DraftQuote) int {
	return len(strings.Fields(t.Quotations[d.Quotation-1].Text))
}

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
func dealt(ranked [][]check.DraftQuote, score func(check.DraftQuote) merit) map[int][]check.DraftQuote {
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

// quotable says whether a quotation may be a key one: it is whole, can be understood, and has enough in it.
func quotable(t *transcript.Transcript, number int, isTopic func(string) bool) bool {
	return quotableAlone(t, number, isTopic) && !isAside(isTopic, t.Quotations[number-1].Text)
}

// quotableAlone says the same of somebody's only line, whatever it is about.
func quotableAlone(t *transcript.Transcript, number int, isTopic func(string) bool) bool {
	const least = 4 // words
	q := t.Quotations[number-1]
	source := t.Sources[q.Source]
	n, own := len(strings.Fields(q.Text)), withTopics(q.Text, isTopic)
	speaker := t.SpeakerOf(number)
	a := t.AttributionOf(q)
	if isForOthers(q.Text) || isHalf(q.Text) || isManyVoices(speaker, source.Reading.Text[a.Cue.Start:a.Cue.End]) {
		return false
	}
	if isOf(stemsOf("ask"), source.Reading.Text[a.Cue.Start:a.Cue.End]) && !strings.Contains(q.Text, "?") || opensOnDeed(q.Text, source.Reading.Language) || opensOnNumber(q.Text, source.Reading.Language) {
		return false // the first half of a question, a thing
	}
	if isWithinTurn(source.Reading.Text, source.Reading.Quotations[q.Index].Outer.Start) {
		return false // what somebody quotes, in a transcript
	}
	if goesOnOutside(source.Reading, source.Reading.Quotations[q.Index]) || isTurnedNext(source.Reading, a) || isTurnedAfter(source.Reading, source.Reading.Quotations[q.Index].End) {
		return false // half of what somebody says: the other half is his point
	}
	return a.Sentences[0] != source.Headline() && !isHeading(q.Text) && n >= least && check.FormOf(q.Text, source.Reading.Language) == check.Whole &&
		understood(own, source.Reading.Language) && !repeats(q.Text, check.Headline(t)) && !thin(own, source.Reading.Language)
}

// isManyVoices says whether a speaker is people of a kind, as "critics" are, who do not speak with one voice. What they write they do.
func isManyVoices(speaker *attribution.Entity, cue string) bool {
	return speaker.Kind == attribution.Group && strings.ToLower(speaker.Name) == speaker.Name && !strings.HasPrefix(speaker.Name, "the ") && cue != "wrote" && cue != "write"
}

// isWithinTurn says whether a quotation is a part of somebody's turn of a transcript, which has no marks itself: "BERG: Nobody says “My
// boat is a ship.”" Where the name is not in capitals, it may be a heading, and only marks within marks tell.
func isWithinTurn(text string, from int) bool {
	before := text[strings.LastIndexByte(text[:from], '\n')+1 : from]
	if strings.HasSuffix(before, ": ") {
		return false
	}
	return capitalTurn.MatchString(before) || strings.HasPrefix(text[from:], "‘") && namedTurn.MatchString(before)
}

var (
	capitalTurn = pattern.Lazy(`^(?:\p{Lu}[\p{Lu}.’'-]* ?){1,3}: `)
	namedTurn   = pattern.Lazy(`^(?:\p{Lu}[\pL.’'-]* ?){1,3}: `)
)

// goesOnOutside says whether the article ends in its own words the sentence that somebody is quoted with: “They have no choice” but to go.
func goesOnOutside(r *attribution.Reading, q attribution.Quotation) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(r.Text[:q.End], " "))
	return unicode.IsLetter(last) && onward.MatchString(r.Text[q.End:min(len(r.Text), q.End+20)])
}

var onward = pattern.Lazy(`^[”"'’»“]+ (?:but|to|than|by|for|because|if|unless|until|as|when|with|in|on|of|from|and|or|that|which|who)\b`)

// opensOnDeed says whether an English text opens on what is done and has no verb of its own: "Reopening the hall to permit a vote", "To have a meeting".
func opensOnDeed(text, language string) bool {
	all := words.Folded(text)
	switch {
	case language != "en" || len(all) < 2:
		return false
	case all[0] == "to":
		all = all[2:]
	case !strings.HasSuffix(all[0], "ing"):
		return false
	}
	return !slices.ContainsFunc(all, func(word string) bool { return finite[word] && word != "be" })
}

// opensOnNumber says whether an English text opens on a number and has no verb: "100 percent confidence in my crew."
func opensOnNumber(text, language string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return language == "en" && unicode.IsDigit(first) && !hasFiniteVerb(text)
}

// thisThing is a thing that is pointed at.
var thisThing = pattern.Lazy(`\b[Tt]his (\pL+)|^These (\pL+)`)

// thisIsA opens on what somebody thinks of what he was asked about.
var thisIsA = pattern.Lazy(`^This is (?:an?|not|just) `)

// comparing opens with what is held against something that is told before.
var comparing = pattern.Lazy(`^This is an? (?:\p{Ll}+ )?(?:more|less|better|worse|different|further|another)\b`)

// withTopics is a text in which "this bill" is "the bill" where the articles are about a bill: everybody knows which. So does who hears "This is a bad bill".
func withTopics(text string, isTopic func(string) bool) string {
	if opened := thisIsA.FindString(text); opened != "" && !comparing.MatchString(text) && onTopic(isTopic, strings.SplitN(text, ".", 2)[0]) > 0 {
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
		if strings.Contains(between, "\n") || strings.Count(between, ". ") > 1 || breaksOff(b.Text) || saysNothing(a.Text, r.Language) || saysNothing(b.Text, r.Language) || isTurnedAfter(r, r.Quotations[b.Index].End) {
			continue
		}
		if t.AttributionOf(a).Sentences[0] != source.Headline() && understood(both, r.Language) && !thin(both, r.Language) && check.FormOf(a.Text, r.Language) == check.Whole && check.FormOf(b.Text, r.Language) == check.Whole {
			return quotes[i : i+2]
		}
	}
	return nil
}

// saysNothing says whether a part of a passage has no statement of its own to add to the other.
func saysNothing(text, language string) bool {
	return isForOthers(text) || onlyAsks.MatchString(text) || opensOnDeed(text, language)
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
