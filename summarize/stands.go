package summarize

import (
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

// What a line says must be understood without the sentences around it. These predicates find what points away from it.

// breaksIn says whether a line has words left out, or goes over into words that are somebody's own: "explains why, “More than any …".
func breaksIn(text string) bool {
	if strings.Contains(text, "…") || strings.Contains(text, "...") || strings.ContainsAny(text, "[]{}@*|") || strings.HasPrefix(text, "(") {
		return true
	}
	for i, r := range text {
		if i == 0 || !strings.ContainsRune("“«„\"", r) {
			continue
		}
		rest := text[i+utf8.RuneLen(r):]
		first, _ := utf8.DecodeRuneInString(rest)
		quoted := rest
		if end := strings.IndexAny(rest, "”»\""); end >= 0 {
			quoted = rest[:end]
		}
		const name = 4 // words: a shorter one is a title or a name
		if unicode.IsUpper(first) && len(strings.Fields(quoted)) > name && words.First(rest) != "I" {
			return true
		}
	}
	return false
}

var (
	// thisOf are words behind "this" that every reader knows.
	thisOf = words.List(`week month year morning afternoon evening summer winter spring autumn fall season decade century country nation city state
		weekend time election campaign day province region world planet moment point kind type sort article`)
	thoseOf   = words.List("who in with of whose that from at under on without already affected")
	heOrShe   = words.List("he she him her his hers himself herself er ihn ihm sein seine seiner seinem seinen il lui elle él ella lei")
	farAway   = pattern.Lazy(`(?i)\b(?:the (?:same|latter|former(?:[,.]| (?:is|was|has|had|will|would|said)\b)|(?:move|others?|two|three|pair|duo)\b)|the (?:number|amount|figure|result|answer|reason|question|statement|agreement) (?:will|would|is|was|has)|such (?:an?|\w{3,})\b|do(?:ing|es|ne)? so|because of (?:it|them|this|that)\b|a similar|similar(?: [^t]|[.,;])|that (?:some|many|others|both|several|most) (?:are|is|were|was|have|had|will|would)|(?:then|so|and) too|as (?:such|well)\.|the candidate (?:was|is|had|has|would|will|did|knew|said|himself|herself)\b|in that case|as it turns out|at that (?:time|point)|that way|since then|(?:in|by) contrast[,.]|nearby|instead(?:[.,;]|$)|the following (?:way|words|statement)|(?:about|against|at|by|for|from|of|on|over|to|under|with) that (?:\w+\b|[.,]))|, (?:an? |his |her )?(?:remarks?|comments?|claims?|statements?|swipe|reference|jab|dig)\b`)
	withOwner = pattern.Lazy(`(?i)^(?:another|others?|both|one|some|several|few|two|three|four|five|none|all|each|most|many)(?: (?:is|are|was|were|have|has|had|of (?:them|these|those))\b|,)`)
)

// ofTheNumber is a number of things that the text before has told, with what stands behind it: "12 of the 19 contain".
var ofTheNumber = pattern.Lazy(`(?i)\bof the (?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:[.,;]|((?: [\pL’'-]+){1,4}))`)

// countsAway says whether a text has such a number and no noun behind it that could be of many.
func countsAway(text string) bool {
	for _, found := range ofTheNumber.FindAllStringSubmatch(text, -1) {
		if !slices.ContainsFunc(strings.Fields(found[1]), func(word string) bool {
			return isPlural(word) || words.StartsUpper(word) || manyOf[word]
		}) {
			return true
		}
	}
	return false
}

var manyOf = words.List("people men women children percent million billion thousand hundred media criteria phenomena police")

var (
	// thatThing is one that the text before has told: "who wrote that tweet,".
	thatThing = pattern.Lazy(`\bthat(?:[’']s the case| \p{Ll}+(?:[,.;]|$))`)
	// verdict is the writer's on what somebody says, who would not say so himself: "said, again falsely, that".
	verdict = pattern.Lazy(`\b(?:falsely|wrongly|baselessly|incorrectly|misleadingly|without evidence)\b`)
	// inTheEnd goes over from what somebody says to what became of it, or to what it comes to: both are the writer's.
	inTheEnd = pattern.Lazy(`[,—–] ?(?:though|although|even though|but|yet|while) (?:(?:he|she|they|it) )?(?:ultimately|eventually|in the end|in (?:fact|reality)|as it turned out|later|there (?:is|was|has been|had been) (?:no|little|scant))\b|(?:,| -|[—–]) ?(?:meaning (?:that )?(?:s?he|they|it)|(?:essentially|effectively|apparently|evidently|seemingly|presumably) \pL+ing)\b`)
	// noComment says that nothing is said.
	noComment = pattern.Lazy(`(?i)\b(?:(?:could|would|can|will|did)(?:n[’']t| not) (?:comment|discuss|say|speculate)|ha(?:s|ve|d)(?:n[’']t| not) (?:yet )?(?:determined|decided)|said (?:that )?s?he d(?:id|oes)(?:n[’']t| not) know)\b`)
	// inQuestion is of a thing that the text before has told: "the boats in question", not "are in question".
	inQuestion = pattern.Lazy(`\b(?:the|that) \p{Ll}+ in question\b`)
	// othersCue ends a line with who else said it.
	othersCue = pattern.Lazy(`,[”"’']* (?:\p{Lu}[\pL’'.-]* ?){1,4}(?:said|says|testified|added|told|wrote|recalled|noted)\b`)
)

// pointsAway says whether what a line says rests on words outside it: a "those", or a "he" who is neither its speaker nor named in it.
func pointsAway(r *attribution.Reading, a attribution.Attribution, text string, keep int, speaker *attribution.Entity) bool {
	content := strings.TrimPrefix(strings.TrimLeft(text[min(keep, len(text)):], words.QuotationMarks+" "), "that ")
	if verdict.MatchString(text[:min(keep, len(text))]) || matchesAny(text, inTheEnd, noComment, inQuestion, farAway, thatThing) || matchesAny(content, othersCue, withOwner) || countsAway(text) || hasDemonstrative(text) {
		return true
	}
	if opensOnOther(r, a, content, speaker) && !askedOf.MatchString(text) {
		return true
	}
	at := strings.Index(r.Text[r.Sentences[a.Sentences[0]].Start:], text)
	if at < 0 {
		return heOrShe[firstOf(content)] // a line of two parts
	}
	from := r.Sentences[a.Sentences[0]].Start + at
	return pronounAway(r, from, from+len(text), speaker)
}

// firstOf is the first word of a text in small letters, without what is contracted with it: "it" of "It’s".
func firstOf(text string) string {
	return strings.ToLower(words.First(strings.NewReplacer("’", " ", "'", " ").Replace(text)))
}

// opensOnOther says whether a content opens on a pronoun that cannot mean its speaker: "it" of a person, "they" of a body, "called his death a crisis".
func opensOnOther(r *attribution.Reading, a attribution.Attribution, content string, speaker *attribution.Entity) bool {
	switch firstOf(content) {
	case "his", "her":
		return !ownRival.MatchString(content) && wants(r.Text[a.Cue.Start:a.Cue.End])
	case "it", "its":
		return speaker.Kind == attribution.Person
	case "they", "them", "their":
		return speaker.Kind == attribution.Person || speaker.Kind == attribution.Organisation && !isPlural(r.Text[a.Source.Start:a.Source.End])
	}
	return false
}

// ownRival opens with somebody whom only the speaker has.
var ownRival = pattern.Lazy(`^(?:his|her) (?:\p{Lu}\pL+ )?(?:rivals?|opponents?|challengers?|predecessors?|successor|critics|supporters|colleagues)\b`)

// isPlural says whether somebody is many by the last word of what he is called: "Democrats".
func isPlural(source string) bool {
	return strings.HasSuffix(source, "s") && !strings.HasSuffix(source, "ss")
}

// beThere are verbs beside a "there" that only says that there is something.
var beThere = words.List("is are was were isn't aren't wasn't weren't has have had hasn't haven't will would won't can can't could may might must should seems seem needs remain remains exists out over")

// somewhere is a "there" with the words beside it.
var somewhere = pattern.Lazy(`(?i)(?:(\pL+) )?\bthere\b('\pL+)?(?: ([\pL']+))?`)

// pointsThere says whether a text has a "there" that is a place.
func pointsThere(text string) bool {
	for _, found := range somewhere.FindAllStringSubmatch(strings.ReplaceAll(text, "’", "'"), -1) {
		if found[2] == "" && !beThere[strings.ToLower(found[1])] && !beThere[strings.ToLower(found[3])] {
			return true
		}
	}
	return false
}

// hasDemonstrative says whether a text has a "these", "those" or "there" that points at something.
func hasDemonstrative(text string) bool {
	if pointsThere(text) {
		return true
	}
	all := words.Folded(text)
	for i, word := range all {
		next := ""
		if i+1 < len(all) {
			next = all[i+1]
		}
		switch word {
		case "these":
			return true
		case "those":
			if !thoseOf[next] && (i+2 >= len(all) || !slices.Contains(relatives, all[i+2])) {
				return true
			}
		case "this":
			if !thisOf[next] {
				return true
			}
		}
	}
	return false
}

// pronounAway says whether a span has a "he" or "she" that means neither the speaker nor anybody whom the span names before it.
func pronounAway(r *attribution.Reading, from, to int, speaker *attribution.Entity) bool {
	for at := from; at < to; {
		size := strings.IndexFunc(r.Text[at:to], func(c rune) bool { return !unicode.IsLetter(c) })
		if size < 0 {
			size = to - at
		}
		if size > 0 && heOrShe[strings.ToLower(r.Text[at:at+size])] && !isNamedBefore(r, from, at, speaker) {
			return true
		}
		_, next := utf8.DecodeRuneInString(r.Text[at+size:])
		at += size + max(next, 1)
	}
	return false
}

// isNamedBefore says whether the pronoun at an offset means the speaker, or somebody whose name stands between from and there. Without a
// speaker, a sentence is shown as it stands, and anybody who is named there will do.
func isNamedBefore(r *attribution.Reading, from, at int, speaker *attribution.Entity) bool {
	for i := range r.Entities {
		e := &r.Entities[i]
		if speaker == nil && slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool { return m.Start == at }) && namedWithin(r, e, from) {
			return true // "While in Halvik, Lund …" may say "his" first
		}
		if speaker == nil || !slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool { return m.Start == at }) {
			continue
		}
		return e == speaker || slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
			return m.Start >= from && m.End <= at && !heOrShe[strings.ToLower(r.Text[m.Start:m.End])]
		})
	}
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool {
		return e.Kind == attribution.Person && transcript.IsProper(e.Name) && slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
			return m.Start >= from && m.End <= at && !heOrShe[strings.ToLower(r.Text[m.Start:m.End])]
		})
	})
}

// onlyByOffice says whether a line of a sentence has a person by what he is alone, "the Norvian senator", whom neither it nor the headline names. Of a
// position, speaker is whose name stands above it.
func onlyByOffice(r *attribution.Reading, sentence attribution.Sentence, line, title string, speaker *attribution.Entity) bool {
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool {
		if e.Kind != attribution.Person || !transcript.IsProper(e.Name) || speaker != nil && e.Name == speaker.Name || namesAgain(line, e.Name) || namesAgain(title, e.Name) {
			return false
		}
		return slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
			own := r.Text[m.Start:m.End]
			return m.Start >= sentence.Start && m.End <= sentence.End && strings.EqualFold(words.First(own), "the") && transcript.IsRole(words.Last(own)) && !known[strings.ToLower(words.Last(own))] && strings.Contains(strings.ToLower(line), strings.ToLower(own))
		})
	})
}

// namedWithin says whether a person's name stands in the sentence that begins at an offset.
func namedWithin(r *attribution.Reading, e *attribution.Entity, from int) bool {
	at, _ := slices.BinarySearchFunc(r.Sentences, from, func(s attribution.Sentence, from int) int { return s.Start - from })
	if at == len(r.Sentences) || !transcript.IsProper(e.Name) {
		return false
	}
	return slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
		return m.Start >= from && m.End <= r.Sentences[at].End && !heOrShe[strings.ToLower(r.Text[m.Start:m.End])]
	})
}

var (
	// doing verbs of wanting tell what somebody did where they take an infinitive or are over: "agreed to a rescue".
	doing = stemsOf("agree accept apologize apologise")
	// answering is what somebody refuses who says nothing.
	answering   = words.List("comment answer provide say discuss disclose identify name elaborate give tell talk speak respond reveal confirm release testify")
	tidings     = stemsOf("announce reveal recall repeat tweet share unveil feel confirm")                             // of a thing as well as of a clause
	answers     = stemsOf("respond answer reply comment return")                                                       // which nobody gives who did not
	objecting   = stemsOf("accuse blame criticize criticise condemn praise denounce slam slammed assail blast defend") // of somebody, whom the line must name
	blamedFor   = words.List("for of by")
	plainSaying = stemsOf("say add write explain note argue proclaim quip opine exclaim affirm")
	remarking   = stemsOf("remark comment observe reflect report")
	addressing  = words.List("to at in on of about with during before after from under for as")
	tellings    = stemsOf("tell assure inform remind advise warn")
)

// pointing is at what speaks for somebody's view, which it leaves out.
var pointing = stemsOf("point refer")

const fewObjects = 7 // words of praise or blame that do not tell for what

// forWhat tells for what somebody is praised or blamed.
var forWhat = pattern.Lazy(`[’']s? | (?:for|as|over|of|that|because) `)

// ofHis open a thing, not a clause, behind "added".
var ofHis = words.List("his her its their a an two three four five six another")

// andDid goes over from what somebody wanted to what he did.
var andDid = pattern.Lazy(`\band (?:then |also |later |has |have |had )?\w{2,}ed\b`)

// mayOnly are words before a cue that make it what somebody might say.
var mayOnly = words.List("can could may might would should will must")

// onDay is when somebody said something, before what he said.
var onDay = pattern.Lazy(`^(?:(?:on |late |early |last )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|week|month|year|night)(?: (?:morning|afternoon|evening|night))? )+`)

// inAWay is how and when somebody said something that stands elsewhere: "said matter-of-factly as the band left".
var inAWay = pattern.Lazy(`^(?:[\w-]+ly )?(?:as|while|when|after|before|amid|during) `)

// auxiliaries want a subject before them: "the boats that he believes will sail" is no clause of his.
var auxiliaries = words.List("is are was were has had will would can could should may might must does did")

// clauseOpens begins a clause behind a verb.
var clauseOpens = pattern.Lazy(`^ (?:on \w+ |\w+day |yesterday )?(?:that|he|she|they|it|we|plans|there|how|why)\b`)

// tellsWhile tells when somebody was told, and not what: "told the crew as he left".
var tellsWhile = pattern.Lazy(`^(?:[\w’'-]+ ){1,5}(?:as|while|when|after|before) (?:s?he|they)\b|^[^,]{0,90} when asked\b`)

// whileTelling goes over to what somebody says in another verb: "said on Tuesday in Dunby, noting …".
var whileTelling = pattern.Lazy(`^[^,]{1,40}, (?:noting|adding|saying|arguing|explaining|warning|insisting|calling) `)

// isDeed says whether a cue and its content tell what somebody did and no view of his.
func isDeed(cue, content string) bool {
	return isOf(doing, cue) && !withThat.MatchString(content) ||
		isOf(stemsOf("offer"), cue) && words.First(content) != "to" || // "offered the man a job"
		isOf(stemsOf("ask"), cue) && isQuestion(content) ||
		tells(cue) && (tellsHow(content) || tellsOwnPast(content)) ||
		isOf(stemsOf("note recall"), cue) && tellsPast(content) ||
		isOf(stemsOf("add explain"), cue) && opensOnHis(content) && !strings.Contains(content, " that ") ||
		wants(cue) && goesOnToDo(content) ||
		isOf(objecting, cue) && tellsNoReason(content) ||
		isOf(stemsOf("refuse decline"), cue) && isAnswering(content)
}

// withThat opens on with whom somebody agrees, and that: "with the union that fees are high".
var withThat = pattern.Lazy(`^(?:with [^,.;]{2,40} )?that `)

// tellsHow says whether a content is how somebody says something: "stressed starting from the port".
func tellsHow(content string) bool {
	return strings.HasSuffix(words.First(content), "ing") && !gerundIs.MatchString(content)
}

// goesOnToDo says whether what somebody wants goes over to what he did: "urged a vote and left".
func goesOnToDo(content string) bool {
	did := words.Last(andDid.FindString(content))
	return did != "" && !voices(did) && did != "ruled" && !strings.HasPrefix(content, "that ")
}

// tellsNoReason says whether praise or blame of somebody does not say for what: "blasted Lund in an interview", "praised Lund on Monday".
func tellsNoReason(content string) bool {
	if words.StartsUpper(content) && !strings.Contains(words.First(content), "’s") && !forWhat.MatchString(content) {
		return true
	}
	all := words.Folded(content)
	return len(all) <= fewObjects && len(all) > 0 && !slices.Contains(all, "as") && !slices.Contains(all, "for")
}

// gerundIs opens on what is done and says what it is: "closing the port is wrong".
var gerundIs = pattern.Lazy(`^\pL+ing [^,;:]* (?:is|are|was|would|will|could|can|may|might|should|must|has|does)\b`)

// opensOnHis says whether a content is a thing, and no clause: "added his seventh".
func opensOnHis(content string) bool {
	all := words.Folded(content)
	return len(all) > 0 && ofHis[all[0]]
}

// isAnswering says whether what somebody refuses is to say anything.
func isAnswering(content string) bool {
	all := words.Folded(content)
	return len(all) > 1 && all[0] == "to" && answering[all[1]]
}

// isQuestion says whether somebody asks what is so, and not for what he wants: "asked if", not "asked the court to find out if".
func isQuestion(content string) bool {
	all := words.Folded(content)
	to := slices.Index(all, "to")
	whether := slices.IndexFunc(all, func(word string) bool { return word == "if" || word == "whether" || word == "about" })
	return strings.Contains(content, "?") || to < 0 && !slices.Contains(all, "for") || whether >= 0 && (to < 0 || whether < to)
}

// ownPast opens what somebody says on what he did himself: "he began talks in May".
var ownPast = pattern.Lazy(`^(?:(?:[\w’']+ ){0,4}that )?(?:s?he|they)(?: (?:first|then|also|had|has|have))* (\w+)(?: |$)`)

// tellsOwnPast says whether somebody tells what he did, and not what he thinks or thought.
func tellsOwnPast(content string) bool {
	found := ownPast.FindStringSubmatch(content)
	if found == nil || holding[found[1]] || finite[found[1]] {
		return false
	}
	return strings.HasSuffix(found[1], "ed") || transcript.BaseForm(found[1]) != found[1]
}

// holding are verbs of what somebody thinks, in the past that English has behind "said".
var holding = words.List(`thought felt knew understood meant saw seen found heard regretted hoped wanted believed supported opposed favored favoured agreed disagreed planned
	intended expected doubted feared preferred needed backed wished looked`)

// joinsVerbs says whether the words between a subject and its cue have another verb of the subject's: "grabs his wrist and asks".
func joinsVerbs(between string) bool {
	first, _, joined := strings.Cut(between, " and ")
	return joined && !strings.Contains(between, ",") && hasFiniteVerb("x"+first) && !slices.ContainsFunc(strings.Fields(first), voices)
}

// opensAside says whether a comma right behind a subject is never closed before its verb: then the subject ends another phrase.
func opensAside(source, between string) bool {
	return !strings.Contains(source, ",") && strings.HasPrefix(between, ",") && strings.Count(between, ",") == 1
}

var did = pattern.Lazy(`\bdid(?:n[’']t| not)\b`)

// didNot says whether a cue tells of what somebody has not done, and not of what he is against.
func didNot(between, cue string) bool {
	if check.Negated(between) && isOf(plainSaying, cue) {
		return true // "has not said what he will do"
	}
	return did.MatchString(between) && !tells(cue) || check.Negated(between) && isOf(answers, cue)
}

// opensOnThing says whether what a person says has an "it" or "they" before any noun that it may mean: "he’s not sure it will happen".
func opensOnThing(content string) bool {
	for i, word := range words.Split(strings.ReplaceAll(content, "'", "’")) {
		folded := strings.ToLower(word)
		bare, _, _ := strings.Cut(folded, "’")
		switch {
		case things[bare]:
			return true
		case nounAhead[folded], i > 0 && folded != word && folded != "i", unicode.IsDigit(rune(word[0])), len(word) > 4 && strings.HasSuffix(word, "s"):
			return false
		}
	}
	return false
}

var (
	things    = words.List("it they them its their")
	nounAhead = words.List("the a an his her my our no any some more every each all")
)

// tellsPast says whether the first finite verb of an English text is in the past or the perfect, and none of saying or wanting: it tells
// what happened.
func tellsPast(text string) bool {
	for i, word := range strings.Fields(strings.ToLower(strings.ReplaceAll(text, "'", "’"))) {
		word = strings.Trim(word, ".,;:!?()"+words.QuotationMarks)
		switch {
		case i > 0 && voices(word):
			return false // "26 nations pledged": it tells what somebody wants
		case pastWords[word], i > 0 && len(word) > 4 && strings.HasSuffix(word, "ed"):
			return true
		case word == "has" || word == "have":
			return true
		case finite[word] || slices.ContainsFunc(contracted, func(end string) bool { return end != "’s" && strings.HasSuffix(word, end) }):
			return false
		case i > 0 && transcript.BaseForm(word) != word && !pluralEnd(word):
			return true
		}
	}
	return false
}

// noThing opens a clause on what there is none of: "no class have more than 24 pupils".
var noThing = pattern.Lazy(`^no \p{Ll}{3,} (?:\p{Ll}+ ){0,4}(?:\p{Ll}+ed|is|are|was|be|has|have|will|would|can|could|should|must|may)\b`)

// finishes says whether what stands behind a cue is what somebody says: whoever is told something is told a clause.
func finishes(cue, content string) bool {
	content = content[len(onDay.FindString(content)):]
	if opensOnNoClause(content) || goesElsewhere(cue, content) || whileTelling.MatchString(content) && !hasFiniteVerb(beforeComma(content)) {
		return false
	}
	lower := " " + strings.ToLower(content)
	switch that := strings.Contains(lower, " that "); {
	case isOf(stemsOf("add"), cue):
		return that || hasFiniteVerb("x "+beforeComma(content)) // not "added trucks, and …"
	case isOf(stemsOf("express hold"), cue):
		return that
	case isOf(stemsOf("describe"), cue):
		return strings.Contains(lower, " as ")
	case isOf(tidings, cue):
		return clauseOpens.MatchString(lower)
	case isOf(tellings, cue):
		return !tellsWhile.MatchString(content) && (that || isOf(stemsOf("warn advise"), cue) || hasSubject(lower) || isToldClause(content))
	}
	return true
}

// isToldClause says whether a content is to whom something is told and, with no "that" between, what: "told the Halvik Post the ferry was sold".
func isToldClause(content string) bool {
	told := toldWhom.FindString(content)
	clause := content[len(told):]
	return told != "" && !strings.HasSuffix(strings.Fields(clause)[0], ",") && (words.StartsUpper(clause) || slices.Contains(determiners, strings.ToLower(words.First(clause)))) && hasFiniteVerb(clause)
}

var toldWhom = pattern.Lazy(`^(?:(?:[Tt]he )?(?:\p{Lu}[\pL&.’'-]* ){1,4}|reporters |lawmakers |supporters |voters |journalists )(?:on \pL+ |\pL+day )?`)

func beforeComma(text string) string {
	before, _, _ := strings.Cut(text, ",")
	return before
}

// hasSubject says whether a text in small letters has a pronoun that may be the subject of a clause, also in "he’d".
func hasSubject(lower string) bool {
	lower = strings.NewReplacer("’", " ", "'", " ").Replace(lower)
	return slices.ContainsFunc([]string{" he ", " she ", " they ", " it ", " we "}, func(word string) bool { return strings.Contains(lower, word) })
}

// opensOnNoClause says whether a content opens on how something is said, on an answer, or on the rest of a verb: "said not", "held up".
func opensOnNoClause(content string) bool {
	switch first := strings.ToLower(words.First(content)); first {
	case "yes", "not", "up", "away":
		return true
	case "no":
		return !noThing.MatchString(content)
	case "out":
		return !strings.HasPrefix(strings.ToLower(content), "out that ")
	default:
		return inAWay.MatchString(content) || auxiliaries[first]
	}
}

// goesElsewhere says whether the word behind a cue leads to whom or on what somebody speaks, and not to what he says.
func goesElsewhere(cue, content string) bool {
	first := strings.ToLower(words.First(content))
	switch {
	case isOf(remarking, cue):
		return first == "upon" || addressing[first] // upon what somebody else said
	case isOf(stemsOf("describe"), cue):
		return first == "himself" || first == "herself" || first == "themselves" // how he sees himself
	case isOf(objecting, cue):
		return blamedFor[first]
	case isOf(pointing, cue):
		return first == "to" || words.Last(cue) == "to"
	case isOf(plainSaying, cue), isOf(answers, cue):
		return addressing[first] && (first == "to" || !strings.Contains(strings.ToLower(content), " that "))
	}
	return false
}
