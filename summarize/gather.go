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

const (
	// leastSure is the probability from which a statement's speaker is sure enough for a line of ours: on pages that nobody had looked
	// at, most of the lines below it were wrong in some way, and few above.
	leastSure = 0.8
	// leastMeant is the same for a line that has a name in brackets in place of a pronoun.
	leastMeant = 0.92
	// leastCalled is the same where it stands in place of what somebody is called: "the union".
	leastCalled = 0.85
	// leastOfTwo is the probability from which a "he" is taken for the speaker of a quotation though the text has just named another.
	leastOfTwo = 0.95
)

// A side gathers what one party said, in the order of the articles.
type side struct {
	name, kind string
	positions  []candidate
	spare      []candidate // positions that only a side without another line may have
	quotes     []check.DraftQuote
}

// holds says whether a sentence has a line of the side's.
func (s *side) holds(number int) bool {
	return slices.ContainsFunc(s.positions, func(c candidate) bool { return c.claim.Sentences[0] == number })
}

// A candidate is a line that passed the gate.
type candidate struct {
	claim check.DraftClaim
	merit merit
}

// maxSaid is how many attributions of an article are looked at: a long one has two hundred.
const maxSaid = 1000

// gatherSides collects what each party said, wants or did, by the articles, as their editor weighs it. The checks are the same for this writer: it
// offers nothing that a rule would drop or doubt.
func gatherSides(t *transcript.Transcript, e *editor) []*side {
	var all sides
	hero := heroes(t)
	offer := func(s *side, claim check.DraftClaim, mixed bool) {
		if check.Stands(t, claim) {
			s.positions = append(s.positions, candidate{claim, e.ofPosition(s.name, claim, mixed)})
		}
	}
	for _, source := range t.Sources {
		for i := range source.Reading.Attributions[:min(len(source.Reading.Attributions), maxSaid)] {
			if speaker, claim, ok := told(t, source, i, hero); ok {
				name, kind := sideOf(speaker)
				if speaker.Kind == attribution.Person && favours.MatchString(claim.Text) {
					name, kind = speaker.Name, "person" // whom somebody is for is his own choice, whatever he is the head of
				}
				offer(all.of(name, kind), claim, source.Reading.Attributions[i].Kind == attribution.Mixed)
			}
		}
		for _, c := range commitments(source) {
			offer(all.of(c.party, c.kind), c.claim, false)
		}
	}
	for i := range t.Quotations {
		if speaker := surelySaid(t, i+1, hero); speaker != nil {
			s := all.of(sideOf(speaker))
			s.quotes = append(s.quotes, check.DraftQuote{Quotation: i + 1, By: speaker.Name})
		}
	}
	return apartAtHome(t, withOffices(all))
}

// officeOf is whose office, staff or team a side is.
var officeOf = pattern.Lazy(`^(.+)[’']s? (?:office|staff|aides)$`)

// withOffices gives what somebody's office says to the side of that somebody, where he has one: they are one side.
func withOffices(all sides) sides {
	return slices.DeleteFunc(all, func(office *side) bool {
		owner := officeOf.FindStringSubmatch(office.name)
		if owner == nil {
			return false
		}
		at := slices.IndexFunc(all, func(s *side) bool { return s != nil && s.kind == "person" && namesAgain(owner[1], s.name) })
		if at < 0 {
			return false
		}
		all[at].positions = append(all[at].positions, office.positions...)
		all[at].quotes = append(all[at].quotes, office.quotes...)
		return true
	})
}

// favours tells whom somebody is for: "is supporting Berg".
var favours = pattern.Lazy(`\b(?:endorse[ds]?|is (?:supporting|backing|endorsing)|support(?:s|ed)?|back(?:s|ed)) (?:\p{Lu}\pL+\.? ?)+(?:as|for|in|on|after|because|over|and|,|\.|$)`)

// sides are the parties so far.
type sides []*side

// of is the side of a name, a new one where there is none.
func (all *sides) of(name, kind string) *side {
	for _, s := range *all {
		if strings.EqualFold(s.name, name) || kind == s.kind && ofCampaign(name) != "" && ofCampaign(s.name) == ofCampaign(name) {
			return s
		}
	}
	*all = append(*all, &side{name: name, kind: kind})
	return (*all)[len(*all)-1]
}

// ofCampaign is whose campaign somebody is, by his family name: "Sanders' team" and "the Bernie Sanders campaign" are one. Else "".
func ofCampaign(name string) string {
	all := words.Folded(name)
	if n := len(all); n > 1 && slices.Contains([]string{"campaign", "team", "camp"}, all[n-1]) && transcript.IsProper(name) {
		return strings.TrimSuffix(strings.TrimRight(strings.ReplaceAll(all[n-2], "'", "’"), "’"), "’s")
	}
	return ""
}

// told is an attribution of a source as a line, and whose; not ok where it is none, or its speaker may not have one. Of heroes, see there.
func told(t *transcript.Transcript, source transcript.Source, index int, hero func(*attribution.Entity) bool) (speaker *attribution.Entity, claim check.DraftClaim, ok bool) {
	r := source.Reading
	found := r.Attributions[index]
	speaker = source.Speaker(found)
	found = withPhrase(r, withFrame(r, found))
	if speaker == nil || !found.Sure || found.Kind == attribution.Direct || !mayHaveLine(source, speaker) || isOffice(r, found, speaker) {
		return nil, claim, false
	}
	cue := r.Text[found.Cue.Start:found.Cue.End]
	if onlyReports(r, speaker, cue) && !hero(speaker) || !isOfNow(source, found) || isToldByOther(source, index) ||
		onlyMeasures(speaker, cue, r.Text[found.Content[0].Start:found.Content[len(found.Content)-1].End]) {
		return nil, claim, false
	}
	text, act := positionText(r, found, speaker), actOf(found, cue)
	if text == "" || onlyByOffice(r, r.Sentences[found.Sentences[0]], text, check.Headline(t), speaker) || isDoubtful(r, found, text) || act == check.Wish && pastYear.MatchString(text) {
		return nil, claim, false
	}
	return speaker, check.DraftClaim{Sentences: check.FirstCites(source.Numbers(found.Sentences)), By: speaker.Name, Text: text, Act: act}, true
}

// mayHaveLine says whether somebody of a source can be a side with lines.
func mayHaveLine(source transcript.Source, e *attribution.Entity) bool {
	return isSide(e) && !isFamily(source.Reading, e) && !onlyInHeadline(source, e)
}

// isOffice says whether a source is an office alone, and its speaker no person: "the admiral" is no state.
func isOffice(r *attribution.Reading, found attribution.Attribution, speaker *attribution.Entity) bool {
	all := words.Folded(r.Text[found.Source.Start:found.Source.End])
	return len(all) == 2 && all[0] == "the" && transcript.IsRole(all[1]) && speaker.Kind != attribution.Person
}

// isOfNow says whether an attribution is of the article's own story: not of its headline or another one's, of what was said at a time before, or
// of a list under a heading.
func isOfNow(source transcript.Source, found attribution.Attribution) bool {
	r := source.Reading
	return found.Sentences[0] != source.Headline() && !isHeadline(r, found) && !isOfThen(r, found) && !isUnderHeading(r, found) &&
		!afterwards.MatchString(r.Text[r.Sentences[found.Sentences[0]].Start:])
}

// isFamily says whether a name is the plural of a person's family name: "the Lunds" of Ida Lund are no side.
func isFamily(r *attribution.Reading, e *attribution.Entity) bool {
	family, plural := strings.CutSuffix(strings.TrimPrefix(e.Name, "the "), "s")
	return plural && !strings.Contains(family, " ") && slices.ContainsFunc(r.Entities, func(o attribution.Entity) bool {
		return o.Kind == attribution.Person && strings.Contains(o.Name, " ") && words.Last(o.Name) == family
	})
}

// isHeadline says whether a verb has a capital within its sentence, as in the headlines of other articles that a page links to.
func isHeadline(r *attribution.Reading, found attribution.Attribution) bool {
	return r.Language == "en" && found.Cue.Start > r.Sentences[found.Sentences[0]].Start && words.StartsUpper(r.Text[found.Cue.Start:found.Cue.End])
}

// afterwards opens a sentence that tells of a time which the sentence before it has named.
var afterwards = pattern.Lazy(`^(?:Afterwards?,?|(?:At the time|At that time|Back then|(?:Earlier|Later) (?:in the|that) day),) `)

// withFrame is an attribution of a few words between marks with the article's own clause that they stand in, where that is what is said: "Guns
// are “a crisis” and “stunt growth,” Ada Berg said". Any other comes back as it is.
func withFrame(r *attribution.Reading, a attribution.Attribution) attribution.Attribution {
	if a.Kind != attribution.Direct || len(a.Content) == 0 || r.Language != "en" {
		return a
	}
	sentence := r.Sentences[a.Sentences[0]]
	from, end := opening(r.Text, sentence), a.Content[len(a.Content)-1].End
	behind := min(a.Source.Start, a.Cue.Start)
	if a.Content[0].Start <= from || from != sentence.Start || behind < end || max(a.Source.End, a.Cue.End) > sentence.End || strings.Trim(r.Text[end:behind], " ,"+words.QuotationMarks+"'’") != "" {
		return a
	}
	if framed := strings.TrimRight(r.Text[from:a.Content[0].Start], words.QuotationMarks+"'‘"); strings.ContainsAny(framed, words.QuotationMarks+":;") || !hasFiniteVerb("x "+words.Unquoted(r.Text[from:end])) || !hasFiniteVerb("x "+framed) {
		return a
	}
	a.Kind, a.Content = attribution.Mixed, []attribution.Span{{Start: from, End: end}}
	return a
}

// onlyMeasures says whether a body tells a figure that it has found, which is no view of anybody's: "Pew found that 65 percent …".
func onlyMeasures(speaker *attribution.Entity, cue, content string) bool {
	whole := speaker.Kind == attribution.Person && strings.Contains(speaker.Name, " ")
	return !whole && isOf(measuring, cue) && strings.ContainsAny(content, "0123456789")
}

var measuring = stemsOf("find show measure count rank poll survey")

// apartAtHome gives everybody a side of his own where only one state is heard: in news of one country its president and its senators do
// not speak as that country.
func apartAtHome(t *transcript.Transcript, all sides) sides {
	isState := func(s *side) bool { return s.kind == "state" || s.kind == "government" }
	at := slices.IndexFunc(all, isState)
	if at < 0 || slices.ContainsFunc(all[at+1:], isState) {
		return all
	}
	home, others := all[at], slices.Delete(slices.Clone(all), at, at+1)
	apart := others
	of := func(by string) *side {
		kind := "institution"
		if e := t.EntityNamed(by); e != nil && e.Kind == attribution.Person {
			kind = "person"
		}
		return apart.of(by, kind)
	}
	for _, c := range home.positions {
		s := of(c.claim.By)
		s.positions = append(s.positions, c)
	}
	for _, q := range home.quotes {
		s := of(q.By)
		s.quotes = append(s.quotes, q)
	}
	return slices.Concat(others[:at], apart[len(others):], others[at:])
}

// pastYear is when somebody wanted or chose something that is history: "endorsed Lund in the 2008 primaries".
var pastYear = pattern.Lazy(`\bin (?:the )?(?:19|20)\d\d\b|\bin (?:January|February|March|April|May|June|July|August|September|October|November|December) (?:after|when|because)\b`)

// surelySaid is who said a quotation, where he may be shown with it; else nil. "They" are seldom who was named last.
func surelySaid(t *transcript.Transcript, number int, hero func(*attribution.Entity) bool) *attribution.Entity {
	q := t.Quotations[t.NamedAt(number)-1]
	speaker, found, reading := t.SpeakerOf(number), t.AttributionOf(q), t.Sources[q.Source].Reading
	if speaker == nil || t.IsCopy(number) || !t.SurelySpoken(number) || !isSide(speaker) || isOutlet(reading, speaker) && !hero(speaker) || onlyInHeadline(t.Sources[q.Source], speaker) || check.TurnedRound(t, number) || namesItself(q.Text, speaker) {
		return nil
	}
	who := strings.ToLower(reading.Text[found.Source.Start:found.Source.End])
	if isOfThen(reading, found) || who == "they" || who == "it" || heOrShe[who] && found.Probability < leastOfTwo && isOfTwo(reading, found, speaker) || namesOther(reading.Text[found.Source.Start:found.Source.End], speaker) {
		return nil
	}
	return speaker
}

// isOfThen says whether somebody said something at another time, of which the article tells: "she said at the time", "Eight years ago he said",
// "said in a September 2015 statement", and what "he" said in the sentence behind one of those.
func isOfThen(r *attribution.Reading, found attribution.Attribution) bool {
	end, at := max(found.Cue.End, found.Source.End), found.Sentences[0]
	if matchesAny(r.Text[end:], inYear, whenInYear, saidAgo) || opensLongAgo(r.Text[r.Sentences[at].Start:]) {
		return true
	}
	if at == 0 {
		return false
	}
	before := r.Sentences[at-1]
	goesOn := before.Paragraph == r.Sentences[at].Paragraph && heOrShe[strings.ToLower(words.First(r.Text[r.Sentences[at].Start:r.Sentences[at].End]))]
	return goesOn && yearsAgo.MatchString(r.Text[before.Start:]) || opensSpeech.MatchString(r.Text[before.Start:before.End]) && isHeardAgain(r, found, before)
}

// isHeardAgain says whether the sentence before who is quoted names him or his words, and he does not speak now: "In a 2013 speech, Lund hailed the
// quay. “It will last,” he said."
func isHeardAgain(r *attribution.Reading, found attribution.Attribution, before attribution.Sentence) bool {
	if found.Kind != attribution.Direct || found.Speaker < 0 || strings.HasSuffix(r.Text[found.Cue.Start:found.Cue.End], "says") {
		return false
	}
	return slices.ContainsFunc(r.Entities[found.Speaker].Mentions, func(m attribution.Span) bool { return m.Start >= before.Start && m.End <= before.End })
}

func opensLongAgo(text string) bool { return matchesAny(text, yearsAgo, opensSpeech, whenYearsAgo) }

const (
	ofYear = `(?:(?:early|late|mid)[ -])?(?:\p{Lu}\p{Ll}+\.? )?(?:\d\d?, )?(?:19|20)\d\d\b`
	whose  = `(?:an? |the |his |her |their |its )`
)

var (
	// inYear is behind who said something the year in which he did.
	inYear = pattern.Lazy(`^ (?:back )?(?:in|at|during) ` + whose + `?` + ofYear)
	// whenInYear is behind him, too, and tells what he did in that year: "when he opened the mine in 1999".
	whenInYear = pattern.Lazy(`^,? (?:when|while|as|before|after|during|at|on) [^“”".;:,]{3,90} (?:in|of|from) ` + ofYear)
	// saidAgo is behind him and tells how long ago it is: "said two years ago", "told the council last summer".
	saidAgo = pattern.Lazy(`^ (?:at the time\b|(?:(?:the \p{Ll}+|reporters|parliament|lawmakers|voters|(?:the )?\p{Lu}\S*(?: \p{Lu}\S*){0,3}|on (?:the )?\p{Ll}+) )?(?:last (?:year|spring|summer|autumn|winter)|(?:an?|\d+|\p{Ll}+) (?:years?|months|decades?) ago)\b)`)
)

var (
	// yearsAgo opens a sentence about what is history.
	yearsAgo = pattern.Lazy(`^(?:In the past|(?:Back )?[Ii]n (?:\p{Lu}\pL+ )?(?:19|20)\d\d|[Ll]ast (?:year|month|spring|summer|fall|autumn|winter)|(?:\pL+ ){1,3}(?:years?|months|decades?) (?:ago|earlier|before)),? `)
	// opensSpeech opens one on what somebody said or wrote in another year: "In his September 2013 address to the parliament, Lund".
	opensSpeech = pattern.Lazy(`^(?:In|At|During) ` + whose + `(?:` + ofYear + ` (?:\pL+ ){0,2}?` + speech + `|(?:\p{Ll}+ ){0,2}?` + speech + `[^,“”".;]{0,90} (?:(?:in|from|of|dated) ` + ofYear + `|last year,))`)
	// whenYearsAgo opens one on what happened when it was said: "When he opened the mine in 1999, Lund said".
	whenYearsAgo = pattern.Lazy(`^(?:When|While|As|After|Before) [^,“”".;]{3,90} in ` + ofYear + `,`)
)

// speech is what somebody is heard or read in.
const speech = `(?:address|speech|interview|letter|statement|memoir|memo|book|essay|article|column|email|e-mail|tweet|post|report|debate|hearing|lecture|testimony|documentary|podcast|press conference|news conference)`

// namesItself says whether a quotation without an "I" tells of its own speaker by his whole name: then it is somebody else's account of him.
func namesItself(text string, speaker *attribution.Entity) bool {
	all := words.Split(speaker.Name)
	if speaker.Kind != attribution.Person || len(all) < 2 || firstPerson.MatchString(text) {
		return false
	}
	last := all[len(all)-1]
	return strings.Contains(text, all[0]+" "+last) || strings.HasPrefix(text, last+" ") || strings.Contains(text, " But "+last+" ")
}

var firstPerson = pattern.Lazy(`\b(?:I|[Mm]y|me|[Ww]e|[Oo]ur)\b[^-]`)

// isOfTwo says whether a "he" or "she" may be somebody else than the speaker: the last sentence before it that names people names another
// one first.
func isOfTwo(r *attribution.Reading, found attribution.Attribution, speaker *attribution.Entity) bool {
	for i := found.Sentences[0] - 1; i >= 0; i-- {
		var first *attribution.Entity
		start, named := r.Sentences[i].End, false
		for j := range r.Entities {
			e := &r.Entities[j]
			for _, m := range e.Mentions {
				if e.Kind != attribution.Person || m.Start < r.Sentences[i].Start || m.End > r.Sentences[i].End {
					continue
				}
				named = named || e == speaker
				if m.Start < start {
					first, start = e, m.Start
				}
			}
		}
		if first != nil {
			// "The retired surgeon has told nothing. He added:" is no he who was named further up.
			return first != speaker && (named || start == r.Sentences[i].Start && !transcript.IsProper(first.Name))
		}
	}
	return false
}

// isDoubtful says whether an English attribution is less sure than its line must be.
func isDoubtful(r *attribution.Reading, found attribution.Attribution, line string) bool {
	least := float32(leastSure)
	switch opened := strings.ToLower(words.First(r.Text[found.Source.Start:found.Source.End])); {
	case !strings.HasPrefix(line, "["):
	case opened == "the":
		least = leastCalled
	default:
		least = leastMeant
	}
	return r.Language == "en" && found.Probability < least
}

// isUnderHeading says whether a "he" or "she" opens a paragraph of one sentence, as several do: they head the parts of a list, and mean who
// it is about, not who was named last.
func isUnderHeading(r *attribution.Reading, found attribution.Attribution) bool {
	const several = 3
	heads := func(i int) bool {
		alone := (i == 0 || r.Sentences[i-1].Paragraph != r.Sentences[i].Paragraph) && (i+1 == len(r.Sentences) || r.Sentences[i+1].Paragraph != r.Sentences[i].Paragraph)
		return alone && heOrShe[strings.ToLower(words.First(r.Text[r.Sentences[i].Start:r.Sentences[i].End]))]
	}
	if !heads(found.Sentences[0]) {
		return false
	}
	count := 0
	for i := range r.Sentences {
		if heads(i) {
			count++
		}
	}
	return count >= several
}

// onlyInHeadline says whether somebody is named in the headline and nowhere else: its capitals make names of verbs.
func onlyInHeadline(source transcript.Source, e *attribution.Entity) bool {
	if source.Headline() < 0 {
		return false
	}
	end := source.Reading.Sentences[source.Headline()].End
	return !slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
		return m.Start >= end && !slices.Contains(pronouns, strings.ToLower(source.Reading.Text[m.Start:m.End]))
	})
}

// isToldByOther says whether an attribution is a part of what somebody else is told to have said, or has its content from somebody
// else: then the line would make a claim of one the other's.
func isToldByOther(source transcript.Source, index int) bool {
	a := source.Reading.Attributions[index]
	if len(a.Content) == 0 {
		return true
	}
	for _, i := range append(slices.Clone(source.AttributionsAt(a.Source.Start)), source.AttributionsAt(a.Content[0].Start)...) {
		b := source.Reading.Attributions[i]
		if i == index || b.Speaker == a.Speaker || len(b.Content) == 0 || a.Channel != "" {
			continue
		}
		inside := slices.ContainsFunc(b.Content, func(c attribution.Span) bool { return c.Start <= a.Source.Start && a.Cue.End <= c.End })
		same := b.Content[0].Start == a.Content[0].Start && b.Cue != a.Cue
		if !(inside && a.Cue.End > a.Cue.Start || same) {
			continue
		}
		if other := source.Speaker(b); other == nil || !isOutlet(source.Reading, other) {
			return true
		}
	}
	return false
}
