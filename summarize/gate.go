package summarize

import (
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// The gate that every line of a position passes. Its word lists are English where grammar is in question; of other languages the
// predicates ask only what any language has. Better no line than a fragment.
var (
	// wanting verbs take an object or an infinitive, and say what somebody wants or how he judges.
	wanting = stemsOf(`want advocate applaud decry lambast bemoan hail tout demand urge ask request call propose support back oppose favor favour reject refuse accuse criticize criticise
		condemn blame praise denounce slam slammed assail label blast defend endorse welcome prefer object wish encourage appeal pledge promise vow threaten
		agree disagree hope describe view offer recommend plan intend dismiss deny doubt question fear worry apologize regret
		attack ridicule mock resist rebuke refute dispute`)
	// telling verbs say what somebody says or holds, and want a clause.
	telling = stemsOf(`say tell add argue claim insist note warn acknowledge concede maintain contend assert believe think feel suspect expect
		suggest predict estimate announce declare state explain stress emphasize emphasise point advise complain write tweet testify confirm
		reiterate repeat conclude caution lament admit rule indicate reply respond allege assure inform remind observe remark comment
		boast consider find hold recall reveal report express proclaim quip opine exclaim affirm`)

	finite = words.List(`is are was were am be has have had do does did will would can could should may might must shall isn’t aren’t
		wasn’t weren’t hasn’t haven’t hadn’t doesn’t don’t didn’t won’t wouldn’t can’t couldn’t shouldn’t cannot needs need remains remain
		seems seem makes make means mean gives give takes take goes go comes come gets get costs cost puts put lets let deserves deserve poses represents owes`)
	contracted = strings.Fields("’s ’re ’ll ’d ’ve n’t")
	// openers want a main clause behind their own.
	openers = words.List(`while although though as when whenever because since if unless after before until whereas once`)
	// ownings are of somebody whom the line does not name.
	ownings = words.List("his her their its my our your this that these those such it there here so then still also both neither either")
	// passives make the subject the one who is told.
	passives = words.List("was were been being be is are get got")
	// endings are words that no sentence ends with.
	endings = words.List(`is are was were be been has have had also not to will would can could even very such who which that because if than
		mr mrs ms dr sen rep gov more most like include includes included including saying adding who’s when while`)
	// singular are pronouns that mean one person.
	singular = words.List("he she er il elle él ella lui lei ele ela hij ze ona він вона он она on sie zij")
)

// wishing verbs say what somebody wants to be, and not only what he says or did.
var wishing = stemsOf(`want advocate demand urge ask request call propose support back oppose favor favour prefer wish encourage appeal pledge promise vow
	hope recommend plan intend object reject refuse offer`)

// actOf tells a wish from speech; what an article itself says somebody did is a deed.
func actOf(a attribution.Attribution, cue string) string {
	if a.Position || isOf(wishing, cue) || wantingPhrase.MatchString(cue) {
		return check.Wish
	}
	return check.Speech
}

func stemsOf(list string) map[string]bool {
	stems := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		stems[words.Stem(word)] = true
	}
	return stems
}

func isOf(verbs map[string]bool, cue string) bool {
	return slices.ContainsFunc(words.Folded(cue), func(word string) bool {
		if strings.HasPrefix(word, "appear") {
			return false // its stem is that of "appeal"
		}
		return verbs[words.Stem(word)] || verbs[words.Stem(transcript.BaseForm(word))]
	})
}

// voices says whether a cue is a verb of saying, wanting or judging. A "state" is a country more often.
func voices(cue string) bool { return cue != "state" && (wants(cue) || tells(cue)) }

// hasFiniteVerb says whether an English text has a word that is a finite verb, as far as words alone show.
func hasFiniteVerb(text string) bool {
	written := strings.Fields(strings.ReplaceAll(text, "'", "’"))
	for i := range written {
		if isFinite(written, i) {
			return true
		}
	}
	return strings.Contains(text, "It’s ") || strings.Contains(text, "it’s ")
}

// isFinite says whether a word of a text is a finite verb, by itself, by its ending or by the words beside it.
func isFinite(written []string, i int) bool {
	word := strings.Trim(strings.ToLower(written[i]), ".,;:!?()–—"+words.QuotationMarks)
	if finite[word] || slices.ContainsFunc(contracted, func(end string) bool { return end != "’s" && strings.HasSuffix(word, end) }) {
		return true
	}
	if i == 0 {
		return false // a name, or the noun of a sentence
	}
	pastForm := transcript.BaseForm(word) != word && !pluralEnd(word) || len(word) > 4 && strings.HasSuffix(word, "ed")
	afterSubject := subjects[strings.ToLower(written[i-1])] && !beforeVerb[word] && !strings.HasSuffix(word, "ing") && !words.StartsUpper(written[i]) // "if we sail"
	return pastForm || afterSubject || wanting[words.Stem(word)] || telling[words.Stem(word)] || takesObject(written, i, word)
}

// takesObject says whether a word that ends in s stands before a determiner or a number: "boats | needs | a quay". "Hicks, the chief" is no
// verb with its object.
func takesObject(written []string, i int, word string) bool {
	if i+1 == len(written) || words.StartsUpper(written[i]) || strings.HasSuffix(written[i], ",") || len(word) <= 3 || !strings.HasSuffix(word, "s") || strings.HasSuffix(word, "’s") {
		return false
	}
	next := strings.ToLower(written[i+1])
	return slices.Contains(determiners, next) || strings.ContainsAny(next[:1], "0123456789$£€")
}

// subjects are pronouns that only a verb follows.
var subjects = words.List("i we they")

// pluralEnd says whether an irregular form is a participle or a plural rather than a finite verb: "taken", "halves", "feet".
func pluralEnd(word string) bool {
	return slices.ContainsFunc([]string{"en", "ves", "feet", "teeth", "mice"}, func(end string) bool { return strings.HasSuffix(word, end) })
}

var determiners = strings.Fields("the a an his her their its no any more that to too very not")

// standsBefore says whether a clause may begin behind the given words of its sentence: behind none, or behind an opening phrase and
// its comma. Behind "Although Lund was born in" or "the week that" a name is no subject of the main clause, and behind a condition the
// clause is half of what was said.
func standsBefore(before string) bool {
	before = strings.TrimSpace(strings.Trim(before, words.QuotationMarks+" "))
	if toWhat.MatchString(before) {
		return false
	}
	if before == "" || onlyWhen.MatchString(before) || officeInCapitals.MatchString(before) || strings.HasSuffix(before, "—") || strings.HasSuffix(before, ";") || strings.HasSuffix(before, ":") {
		return true
	}
	first := strings.ToLower(words.First(before))
	if strings.HasSuffix(before, ",") {
		return first != "if" && first != "unless" && first != "wenn" && first != "si" && first != "se" && !slices.Contains(relatives, first)
	}
	last := strings.ToLower(words.Last(before))
	if teller, that := strings.CutSuffix(before, " that"); that && isOf(telling, words.Last(teller)) {
		return true // "A person briefed on the talks said that Lund …"
	}
	return slices.Contains(joints, last) && len(strings.Fields(before)) == 1 || slices.Contains(joints[:3], last) && strings.Contains(before, ", ") || slices.Contains(articles, strings.ToLower(before))
}

var (
	// onlyWhen is when somebody says something, with no comma behind it: "Last week Lund said".
	onlyWhen = pattern.Lazy(`^(?:(?:Early |Late |Earlier )?(?:[Ll]ast|[Tt]his) (?:week|month|\p{Lu}\p{Ll}+day)|(?:On |Late on |Early on )?\p{Lu}\p{Ll}+day)$`)
	// officeInCapitals is a party, house or body before a title and a name: "BJP MLA Vega", "MP Ada Berg".
	officeInCapitals = pattern.Lazy(`^(?:Opposition |Former |Senior )?\p{Lu}{2,5}$`)
)

// toWhat opens a sentence on what somebody speaks of, or on one of many times that he spoke: what he says there hangs on it.
var toWhat = pattern.Lazy(`^(?:As for|In one of (?:his|her|their))\b`)

var (
	joints   = strings.Fields("and but yet so meanwhile still now today then")
	articles = strings.Fields("the a an der die das el la le il o os as los las les den het de")
)

// runsOn says whether the words behind a line belong to it, so that it must not end there: they limit it, hang on it, or are no
// clause of their own.
func runsOn(tail string) bool {
	tail = strings.TrimLeft(tail, " "+words.QuotationMarks+"'‘’")
	if tail == "" || strings.Trim(tail, ".!?"+words.QuotationMarks+"'’) ") == "" {
		return false
	}
	rest := strings.TrimLeft(tail, ",;—– ")
	next := strings.ToLower(words.First(rest))
	return rest == tail || slices.Contains(turns, next) || slices.Contains(relatives, next) || next == "or" || next == "and"
}

// strandedOpening is a line that opens with "While …" or "Asked …" and has no main clause.
func strandedOpening(text string) bool {
	first := strings.ToLower(words.First(text))
	return (openers[first] || participles[first]) && !strings.Contains(text, ", ")
}

// participles open what somebody does while he says something.
var participles = words.List("asked citing pressed speaking referring pointing questioned responding")

// breaksOff is a line whose last word wants another.
func breaksOff(text string) bool {
	text = strings.ToLower(strings.TrimRight(text, ".!?"))
	all := strings.Fields(text)
	return len(all) == 0 || endings[strings.Trim(all[len(all)-1], ",.")] || matchesAny(text, inFact, reporterBehind)
}

// reporterBehind is who wrote it, behind a dash.
var reporterBehind = pattern.Lazy(`[.!?] ?(?:--|—|–) ?\pL+ \pL+$`)

// inFact leads on to what was cut.
var inFact = pattern.Lazy(`[—–-] ?(?:in fact|that is|for example|for instance|among them)$`)

// pointsBack is a line that opens with a word whose meaning stands elsewhere.
func pointsBack(text string) bool {
	first := strings.ToLower(words.First(strings.ReplaceAll(text, "'", "’")))
	first, _, _ = strings.Cut(first, "’")
	return ownings[first] || slices.Contains(pronouns, first)
}

// mayBracket says whether a pronoun may be replaced by a name: one that means one person, who is one and has a name.
func mayBracket(pronoun string, speaker *attribution.Entity) bool {
	first := words.First(speaker.Name)
	return singular[strings.ToLower(pronoun)] && speaker.Kind == attribution.Person && transcript.IsProper(speaker.Name) && strings.ToLower(first) != first && surelyPerson(speaker)
}

// surelyPerson says whether more than the guess of the reading makes a name a person's: a family name alone, a role, or a given name.
// "Tall Ship" may be a firm.
func surelyPerson(e *attribution.Entity) bool {
	all := strings.Fields(e.Name)
	return len(all) == 1 || e.Role != "" || strings.HasSuffix(all[0], ".") || transcript.IsGiven(strings.ToLower(all[0]))
}

// namesAgain says whether a line names its speaker by the last word of the name.
func namesAgain(text, name string) bool {
	last := strings.ToLower(words.Last(name))
	return slices.Contains(words.Folded(text), last)
}

// isPassive says whether the words between a subject and its verb make the subject the one to whom it is done.
func isPassive(between, cue string) bool {
	return !strings.HasSuffix(cue, "ing") && slices.ContainsFunc(words.Folded(between), func(word string) bool { return passives[word] })
}

// straysTo says whether a cue is the verb of another clause than its source's: "Halvik has raised half of what it pledged".
func straysTo(between, cue string) bool {
	between, _, _ = strings.Cut(between, ",")
	if first, _, joined := strings.Cut(between, " and "); joined && slices.ContainsFunc(strings.Fields(first), voices) {
		return false // "said she would not go and predicted that": both are hers
	}
	return slices.ContainsFunc(words.Folded(between), func(word string) bool {
		return slices.Contains(pronouns, word) || slices.Contains([]string{"that", "what", "when", "if", "because", "while"}, word)
	})
}

// demonstrative says whether what somebody says opens with a word that points back.
func demonstrative(content string) bool {
	written := strings.Fields(strings.ReplaceAll(content, "'", "’"))
	all := strings.Fields(strings.ToLower(strings.Join(written, " ")))
	if thatWord.MatchString(content) {
		return true
	}
	pointing := func() bool { return len(all) > 1 && all[0] == "that" && finite[all[1]] } // "that was wrong"
	if pointing() || len(all) > 1 && all[0] == "that" && !hasFiniteVerb(content) && !slices.Contains(determiners, all[1]) && !words.StartsUpper(written[1]) {
		return true // "that report a lie", but "that the port pay for it"
	}
	if len(all) > 0 && all[0] == "that" {
		all = all[1:]
	}
	if pointing() {
		return true // "denied that that was so"
	}
	return len(all) > 0 && slices.Contains([]string{"that’s", "this", "these", "those", "it’s", "so", "such"}, strings.Trim(all[0], words.QuotationMarks))
}

// thatWord is what somebody said before, and when he says it again: "that statement when he met the crew".
var thatWord = pattern.Lazy(`^\s*that (?:statement|claim|view|sentiment|message|point|call|pledge|promise|warning|position|stance|argument|idea|charge|accusation|criticism|demand|comment|remark|vow|commitment|belief|theme|line) (?:when|while|as|in|on|at|during|to|with|by|after|before|again)\b`)

// saysLittle says whether a line is no position that can be read alone: what somebody meant by earlier words, whom he called onto a stage, what he
// only stressed or does not recall, what he says of one who is not named or with what another says, what he holds of "the statement" that the
// headline does not have, or a figure that a body counted and tells without its name.
func saysLittle(title, kind string, claim check.DraftClaim) bool {
	if onlyStresses(claim.Text) || matchesAny(claim.Text, ofOwnWords, toThosePresent, ofIt, inCapitals, ofOneUnnamed, didSay, recallsNot, whileOther) || isToll(claim.Text) {
		return true
	}
	if thing := saidOfThe.FindStringSubmatch(claim.Text); thing != nil && !words.Stems(title)[words.Stem(thing[1]+thing[2])] {
		return true
	}
	return kind != "person" && !namesAgain(claim.Text, claim.By) && aFigure.MatchString(claim.Text) && !isView(claim.Text)
}

// isToll says whether a line only tells how many were hurt or killed, and not by whom or why.
func isToll(text string) bool {
	return matchesAny(text, wereKilled, deathToll) && !byWhom.MatchString(text) && !isView(text)
}

var (
	wereKilled = pattern.Lazy(`\b(?:is|are|was|were|(?:had|have|has) been) (?:either |also )?(?:killed|injured|wounded|dead|missing|hurt|hospitali[sz]ed)(?: (?:or|and) (?:killed|injured|wounded|dead|missing|hurt))?(?: (?:in|on|at|during) [^,;]{2,60})?\.$`)
	deathToll  = pattern.Lazy(`\b(?:death toll|number of (?:dead|deaths|injured|casualties)) (?:has|had|have|stood|stands|rose|reached|was|is)\b|\bnumber of (?:people )?(?:infected|infections|cases)\b[^.]* (?:has|had|have|stood|stands|rose|reached|was|is)\b[^.]*\d`)
	byWhom     = pattern.Lazy(`\b(?:which|who|whose|whom|where|when|because|since|if|after|before|by|no|nobody|not)\b`)
)

// onlyStresses says whether a line tells what somebody spoke of and not what he said of it: "Lund stressed his plan for the harbour".
func onlyStresses(text string) bool {
	verb := stresses.FindStringIndex(text)
	return verb != nil && !clearlyVerb.MatchString(text[verb[1]:]) && !needOf.MatchString(text[verb[1]:])
}

var (
	stresses = pattern.Lazy(`\b(?:stressed|emphasi[sz]ed|highlighted|touted|discussed|outlined) `)
	// clearlyVerb is the verb of a clause, whatever stands before it; "plan" and "change" may be nouns.
	clearlyVerb = pattern.Lazy(`\b(?:is|are|was|were|be|has|have|had|will|would|should|must|can|could|may|might|does|do|did|needs?|wants?)\b|\bthat\b`)
	needOf      = pattern.Lazy(`^(?:how|what|why|whether|that|(?:the |a )?(?:\p{Ll}+ )?(?:need|importance|risks?|dangers?|right)\b)`)
	// ofOneUnnamed is about somebody whom only the article names: "said his fellow Norvian is ready".
	ofOneUnnamed = pattern.Lazy(`(?:^|\b(?:said|says|argued|argues|insisted|added|believes|thinks|that) )(?:(?:his|her) fellow \p{Lu}\p{Ll}+|the (?:\p{Lu}\pL+ )?(?:senator|governor|congressman|congresswoman|mogul|businessman|businesswoman|billionaire|front-?runner)) (?:is|was|are|has|had|will|would|should|must|can|could|cannot|may|might|does|did|wants?|needs?)\b`)
	// didSay holds what somebody said against what he did not, which stands before it.
	didSay     = pattern.Lazy(`^(?:[\pL’'.\[\]-]+ ){0,4}[Dd]id (?:suggest|say|admit|acknowledge|concede|note|tell|call|offer|add|warn|hope|want|promise|ask)\b`)
	recallsNot = pattern.Lazy(`\b(?:did|do|does|could)(?: not|n[’']t) (?:recall|remember)\b`)
	// whileOther goes on to what somebody else says: "…, while Ada Berg in a letter said …".
	whileOther = pattern.Lazy(`, while (?:\p{Lu}[\pL.’'-]+ ){1,3}(?:[^,;.]{0,40} )?(?:said|says|called|told|urged|promised|vowed|proposed)\b`)
	// inCapitals is how a heading is written, and no sentence.
	inCapitals     = pattern.Lazy(`\pL (?:To|Of|For|With|And|From|By|At|Is|Are|Their|His|Her) \p{Lu}\p{Ll}`)
	ofOwnWords     = pattern.Lazy(`\b(?:was|were) (?:only |just )?(?:joking|kidding|referring)`)
	toThosePresent = pattern.Lazy(`\basked the (?:crowd|congregation|audience|woman|man|women|men|room|reporters?|supporters) to\b|\b(?:called|invited) [^.;]{2,90} (?:on|onto|to) (?:the )?stage\b`)
	ofIt           = pattern.Lazy(`^(?:Perhaps|Maybe) (?:they|he|she|it)\b|^(?:\S+ ){1,10}(?:with|about|to|of|for) it\.$`)
	saidOfThe      = pattern.Lazy(`\b(?:said|says|called|calls|that|dismissed|rejected|condemned|defended) the (issue|group|moment|statement|warning|images?|matter|comments?|remarks?|incident|tweet|photo|ad|amendment|move) (?:is|was|were|are|had|has|should|would|will|remained|and|an?|\p{Ll}+ and|\p{Ll}+ive)\b|\b(?:denied|denies|rejected|dismissed) the (charge|allegation|accusation|claim|comment)s?(?:[.,]| (?:through|in|on|by|as|during)\b)`)
	aFigure        = pattern.Lazy(`\d|\b(?:percent|per cent|half|one-third|two-thirds|a (?:third|quarter) of|majority)\b`)
)

// repeats says whether most of what a line says stands in another.
func repeats(line, other string) bool {
	const most = 0.6
	own, there := words.Stems(line), words.Stems(other)
	shared := 0
	for stem := range own {
		if there[stem] {
			shared++
		}
	}
	return float64(shared) > most*float64(len(own))
}
