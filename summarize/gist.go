package summarize

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

const (
	minGistWords = 8   // of one
	fewOwn       = 3   // words of somebody's own that a sentence of ours may hold, without their marks: a name, a term
	someOwn      = 8   // where the sentence names whose they are
	shownGist    = 240 // runes of one that a card has room for
	earlyEnough  = 6   // sentences from which the gist is taken: further on, few tell the story
)

// extractGist is what each article tells first, word for word, while it is news to who has read the one before: a sentence of the article that
// leads, and one of another where it adds to it.
func extractGist(e *editor, sides []*side) (gist []check.DraftClaim) {
	for number := range e.t.Sources {
		told, ok := toldFirst(e, number, sides)
		if !ok {
			continue
		}
		at := slices.IndexFunc(gist, func(c check.DraftClaim) bool {
			return sharedWith(told.Text, c.Text) > toldTwice || sharedWith(c.Text, told.Text) > toldAgain
		})
		switch {
		case at >= 0:
			citeOther(e.t, &gist[at], told)
		case len(gist) < maxGist:
			gist = append(gist, told)
		}
	}
	return gist
}

const (
	maxGist   = 2   // sentences, of as many articles
	toldTwice = 0.4 // of a sentence's words in one that is told, from which on it tells nothing new
	toldAgain = 0.5 // of the words of one that is told in it, from which on it tells that one again
)

// toldFirst is the one of an article's first sentences that tells its story best and can stand alone: it is no quotation, nothing in it points at the
// text before, and it is not the headline again. Where little is past, it is a lead that tells what somebody is about. A second one of the same article is not told: too many of those that followed hung on one that was
// left out.
func toldFirst(e *editor, number int, sides []*side) (told check.DraftClaim, ok bool) {
	source, best := e.t.Sources[number], merit(0)
	news := tellsNews(source.Reading)
	for i := range source.Reading.Sentences[:min(len(source.Reading.Sentences), earlyEnough)] {
		first := gistSentenceAt(source, i)
		if first.text == "" || !news && !(first.lead && isGoingOn.MatchString(first.text)) || onlyByOffice(source.Reading, source.Reading.Sentences[i], first.text, e.title, nil) {
			continue
		}
		claim := check.DraftClaim{Sentences: source.Numbers([]int{i}), Text: first.text}
		m := e.ofGist(first)
		if worse := best > 0 && (m <= best || !e.canTell(gistLine, number)); worse || !e.maySayFirst(first, m, number) || !check.Stands(e.t, claim) {
			continue
		}
		switch {
		case strings.TrimSuffix(first.text, ".") == strings.TrimSuffix(e.title, "."):
			if !ok && isAllThereIs(source, first.text) && !slices.ContainsFunc(sides, func(s *side) bool { return s.holds(claim.Sentences[0]) }) {
				told, ok = claim, true // whatever comes is better
			}
		case !tellsAgain(e.title, first.text):
			told, ok, best = claim, true, m
		}
	}
	return told, ok
}

// maySayFirst says whether a sentence may be the gist: by its merit, or where that cannot tell, if nothing speaks against it.
func (e *editor) maySayFirst(o gistSentence, m merit, source int) bool {
	if e.canTell(gistLine, source) {
		return m >= leastMerit[gistLine]
	}
	return len(o.doubts(e.title)) == 0
}

// isAllThereIs says whether the sentence that stands for the headline of an article without one is told again, for there is little else.
func isAllThereIs(source transcript.Source, text string) bool {
	const few, long = 3, 15 // sentences of a note; words of what is no title
	return source.Title() == "" && (len(source.Reading.Sentences) <= few || len(strings.Fields(text)) > long)
}

// tellsAgain says whether a sentence has hardly a word that its headline lacks, and no number: it says the same in other words.
func tellsAgain(title, text string) bool {
	const few, most = 3, 0.5 // words that are new; the least share of the headline's
	own, there := words.Stems(text), words.Stems(title)
	fresh := 0
	for stem := range own {
		if !there[stem] {
			fresh++
		}
	}
	return !strings.HasSuffix(title, "…") && fresh <= few && sharedWith(title, text) >= most && !strings.ContainsAny(text, "0123456789")
}

// isLead says whether a sentence opens an article: its first one, or one that has nothing before it but headings and the like, a paragraph each.
func isLead(source transcript.Source, index int) bool {
	const heading = 12 // words of one at most
	all, text := source.Reading.Sentences, source.Reading.Text
	for i := source.Headline() + 1; i < index; i++ {
		long := all[i].Paragraph > 0 && len(strings.Fields(text[all[i].Start:all[i].End])) > heading // the first line may be a long headline
		if long || all[i].Paragraph == all[i+1].Paragraph {
			return false
		}
	}
	return true
}

// A gistSentence is one of the first sentences of an article as a line of the gist.
type gistSentence struct {
	source transcript.Source
	index  int
	lead   bool
	own    string // as the article has it
	text   string // as a line; "" where it is none, whatever it is worth
}

// gistSentenceAt is a sentence of a source as a line of the gist.
func gistSentenceAt(source transcript.Source, index int) gistSentence {
	r, sentence := source.Reading, source.Reading.Sentences[index]
	o := gistSentence{source: source, index: index, lead: isLead(source, index), own: r.Text[sentence.Start:sentence.End]}
	few := fewOwn
	if namesSpeaker(source, index) {
		few = someOwn
	}
	opened, _ := utf8.DecodeRuneInString(o.own)
	if index == source.Headline() || strings.ContainsRune(words.QuotationMarks, opened) || mostlyQuoted(r, sentence, few) || breaksIn(o.own) || pronounAway(r, sentence.Start, sentence.End, nil) {
		return o
	}
	text := gistText(o.own, few, r.Language)
	if endsLongAgo(r.Text, text) || check.SpeaksInFirstPerson(text, r.Language) || r.Language == "en" && (!hasFiniteVerb(text) || opensScene.MatchString(text)) {
		return o
	}
	o.text = text
	return o
}

// endsLongAgo says whether a sentence tells what happened in a year long before one that its article names: "Lund first warned of it in 1988."
func endsLongAgo(article, sentence string) bool {
	const long = 2 // years
	ends := endsOnYear.FindStringSubmatch(sentence)
	if ends == nil {
		return false
	}
	year, _ := strconv.Atoi(ends[1])
	return slices.ContainsFunc(aYear.FindAllStringSubmatch(article, -1), func(other []string) bool {
		then, _ := strconv.Atoi(other[1])
		return then >= year+long && then < year+100
	})
}

var (
	endsOnYear = pattern.Lazy(`\p{Ll}ed .* in ((?:19|20)\d\d)\.$`)
	aYear      = pattern.Lazy(`(?:\b[Ii]n|\b[Ss]ince|\b\p{Lu}\p{Ll}+|\d,) ((?:19|20)\d\d)\b`) // not "by 2050"
)

// opensScene opens a story on a scene that leads up to it: "When the boats came in, they found the quay empty.", "It was past noon when Lund …",
// "A dozen skippers were gathered on the quay when they were told …".
var opensScene = pattern.Lazy(`^When [^,]{10,160}, (?:they|he|she|it|there) |^It was [^,]{3,60} when |` +
	`^[^,]{5,160} (?:was|were) (?:gathered|sitting|standing|huddled|having|waiting|asleep) [^,]* when (?:they|he|she|the) `)

// tellsNews says whether an article tells what happened: enough of its sentences are in the past. Instructions and wisdom have no gist that
// a line of theirs could be. What is somebody's own words does not count. In other languages than English, where the past is not known by its words, it is enough that
// somebody says something.
func tellsNews(r *attribution.Reading) bool {
	if r.Language != "en" {
		return len(r.Attributions) > 0
	}
	const least = 0.2
	past, own := 0, 0
	for _, sentence := range r.Sentences {
		if !mostlyQuoted(r, sentence, someOwn) {
			own++
		}
		if slices.ContainsFunc(words.Folded(r.Text[sentence.Start:sentence.End]), func(word string) bool {
			return pastWords[word] || transcript.BaseForm(word) != word && !pluralEnd(word) && !finite[word]
		}) {
			past++
		}
	}
	return own > 0 && float64(past) >= least*float64(own)
}

var pastWords = words.List("was were had did said told")

// namesSpeaker says whether a sentence tells in other words what somebody says whom it names: whose the words between marks in it are is
// clear without them.
func namesSpeaker(source transcript.Source, index int) bool {
	r, sentence := source.Reading, source.Reading.Sentences[index]
	return saidIn(source, index, func(a attribution.Attribution) bool {
		own := r.Text[a.Source.Start:a.Source.End]
		return a.Kind != attribution.Direct && a.Source.Start >= sentence.Start && (transcript.IsProper(own) || strings.Contains(own, " ") && strings.ContainsFunc(own, unicode.IsUpper))
	})
}

// saidIn says whether is holds for an attribution whose cue stands in a sentence: what is said stands there or in the next one.
func saidIn(source transcript.Source, index int, is func(attribution.Attribution) bool) bool {
	all := source.Reading.Sentences
	sentence := all[index]
	here := source.AttributionsAt(sentence.Start)
	if index+1 < len(all) {
		here = append(slices.Clone(here), source.AttributionsAt(all[index+1].Start)...)
	}
	return slices.ContainsFunc(here, func(i int) bool {
		a := source.Reading.Attributions[i]
		return a.Cue.Start >= sentence.Start && a.Cue.End <= sentence.End && a.Cue.End > a.Cue.Start && is(a)
	})
}

// mostlyQuoted says whether more than a few words of a sentence are somebody's own: a name or a word between marks leaves it ours.
func mostlyQuoted(r *attribution.Reading, sentence attribution.Sentence, few int) bool {
	return slices.ContainsFunc(r.Quotations, func(q attribution.Quotation) bool {
		inside := q.Outer.Start < sentence.End && q.Outer.End > sentence.Start
		return inside && (q.Outer.Start < sentence.Start || q.Outer.End > sentence.End || len(strings.Fields(r.Text[q.Start:q.End])) > few && !isHeading(r.Text[q.Start:q.End])) // "A Day Without Boats" is a name
	})
}

// sharedWith is the share of a headline's words that a text has.
func sharedWith(title, text string) float64 {
	own, shared := words.Stems(title), 0
	there := words.Stems(text)
	for stem := range own {
		if there[stem] {
			shared++
		}
	}
	return float64(shared) / float64(max(1, len(own)))
}

// leans says whether a sentence's first word ties it to the one before.
func leans(first, language string) bool {
	l := words.In(language)
	return l != nil && l.Leaning[first]
}

var personal = words.List("he she him his her they them their")

// namesNobody says whether an English sentence has a personal pronoun before any name or number of people that it could mean. "In one of her
// last speeches, Ada Lind" names her right behind.
func namesNobody(sentence string) bool {
	if before, after, found := strings.Cut(sentence, ", "); found && opensOnOwn.MatchString(before) && words.StartsUpper(after) {
		return false
	}
	for i, word := range words.Split(sentence) {
		if folded := strings.ToLower(word); personal[folded] {
			return folded != "they" && folded != "their" && folded != "them"
		} else if i > 0 && folded != word {
			return false
		}
	}
	return false
}

// opensOnOwn is what may stand before the name of whose it is.
var opensOnOwn = pattern.Lazy(`^(?:In|At|On|For|During|After|Before|With|By) (?:[a-z]+ ){0,4}(?:his|her|their) [a-z ]+$`)

// newly is what a site puts before a sentence to say that the page is new.
var newly = pattern.Lazy(`^(?i:updated?|breaking|developing): `)

// gistText is a sentence as a line of the gist, or "" when it cannot stand alone, or has more than a few words between marks.
func gistText(sentence string, few int, language string) string {
	sentence = newly.ReplaceAllString(check.DropDateline(sentence), "")
	first := strings.ToLower(words.First(sentence))
	if asTitle.MatchString(sentence) {
		first = "" // it tells of no order
	}
	if len(strings.Fields(sentence)) < minGistWords || !strings.HasSuffix(strings.TrimRight(sentence, words.QuotationMarks+"'’"), ".") || transcript.Silent(sentence) || labelled.MatchString(sentence) ||
		slices.Contains(pronouns, first) || slices.Contains(halfTurns, first) || leans(first, language) || !opensAsSentence(sentence) || isHeading(sentence) || namesNobody(sentence) {
		return ""
	}
	if slices.ContainsFunc(words.Quoted(sentence), func(own string) bool { return len(strings.Fields(own)) > few && !isHeading(own) }) {
		return ""
	}
	text := words.Unquoted(strings.Join(strings.Fields(sentence), " "))
	return cmp.Or(dropTail(text, shownGist), dropTail(apposed.ReplaceAllString(text, "$1 $2"), shownGist), dropTail(text, check.MaxCopied))
}

// apposed is what somebody is, between his name and what he does: "Ada Lund, a former mayor of Halvik, has built a lead."
var apposed = pattern.Lazy(`^((?:\p{Lu}[\pL.’'-]+ ){1,3}\p{Lu}[\pL.’'-]+), (?:an?|the|who) [^,;:—–()]{20,}, ((?:has|have|had|is|are|was|were|will|would|\p{Ll}{2,}ed) [^,].*)$`)

// asTitle opens on a title that begins with a word of order.
var asTitle = pattern.Lazy(`^First (?:[Ll]ady|Minister|[Rr]esponders|Lord|Lieutenant|Secretary|Deputy|Nations)\b`)

// halfTurns open what takes back a sentence before it.
var halfTurns = strings.Fields("but aber mais pero except nur sauf")

// labelled opens with what a list's item or a place is called: "For businesses: …".
var labelled = pattern.Lazy(`^[^:]{1,60}: `)

// tail is a part that a sentence can do without, from its comma on.
var tail = pattern.Lazy(`, (?:which|who|where|adding|making|leaving|sparking|prompting|bringing|raising|becoming|including|while|after|as|following|\p{Ll}{3,}ing) [^,]*\.$`)

// keptTail is whose word a sentence rests on, or a clause about somebody behind which it goes on about him: "Lund, who sold the quay in May is wrong."
var keptTail = pattern.Lazy(`^, (?:according\b|wh\pL+ .* (?:is|are|was|were|has|have|had) )`)

// dropTail shortens a text to at most limit runes by leaving out its last part, where that can be left out; else "".
func dropTail(text string, limit int) string {
	for utf8.RuneCountInString(text) > limit {
		at := tail.FindStringIndex(text)
		if at == nil || at[0] < limit/3 || keptTail.MatchString(text[at[0]:]) {
			return ""
		}
		text = text[:at[0]] + "."
	}
	return text
}

// opensAsSentence reports whether a text begins with a letter or a number, and not in the middle of a list.
func opensAsSentence(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, words.QuotationMarks+"'‘("))
	return unicode.IsLetter(first) || unicode.IsNumber(first)
}

// isHeading reports whether most longer words of a text have capitals: "The Faces of the Fight for Ferries."
func isHeading(text string) bool {
	const longer = 4 // letters
	long, capitals := 0, 0
	for _, word := range strings.Fields(text) {
		if first, _ := utf8.DecodeRuneInString(word); utf8.RuneCountInString(word) >= longer && unicode.IsLetter(first) {
			long++
			if unicode.IsUpper(first) {
				capitals++
			}
		}
	}
	return capitals*4 > long*3 && !tense.MatchString(text)
}

// tense has a small letter only in a sentence, however many names it has.
var tense = pattern.Lazy(` (?:is|are|was|were|has|have|had|will|said|says|told) `)
