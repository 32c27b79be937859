package summarize

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"parley/summarize/attribution"
)

// Check holds a draft against its transcript and makes the brief: what does not stand is dropped, counted with its
// reason. It is the same for both writers and never fails; a draft of nothing but faults gives a brief with the articles'
// quotations and no more. Quotations are copied from the articles by offset; a draft only points at them.
func Check(t *Transcript, draft Draft, author Author) *Brief {
	c := &checker{transcript: t, owner: map[int]int{}, dropped: []Dropped{}}
	brief := &Brief{Headline: headline(t), Gist: []Claim{}, Parties: []Party{}, Writer: author}
	for _, claim := range c.standing("line of the gist", draft.Gist, claimRules) {
		brief.Gist = append(brief.Gist, Claim{Text: claim.Text, Sentences: claim.Sentences})
	}
	brief.Question = c.question(draft.Question)
	if over := len(draft.Parties) - maxParties; over > 0 {
		c.drop(fmt.Sprintf("%d parties", over), "are too many")
		draft.Parties = draft.Parties[:maxParties]
	}
	for i, party := range draft.Parties {
		c.party(brief, i, party)
	}
	c.assignQuotes(brief, draft)
	brief.Parties = slices.DeleteFunc(brief.Parties, func(p Party) bool { return len(p.Positions)+len(p.Quotes) == 0 })
	slices.SortStableFunc(brief.Parties, func(a, b Party) int { return t.firstSentence(a) - t.firstSentence(b) })
	brief.Quotes = t.quotes(brief)
	brief.NotHeard = notHeard(t)
	brief.Sources = t.origins()
	brief.Checks = Checks{Quotations: len(t.Quotations), Kept: len(c.owner), Dropped: c.dropped}
	return brief
}

type checker struct {
	transcript *Transcript
	owner      map[int]int // quotation number -> index of the party that has it
	dropped    []Dropped
}

// drop counts an item that fell. what says which one it was, in none of the draft's own words.
func (c *checker) drop(what, why string) { c.dropped = append(c.dropped, Dropped{what, why}) }

// standing are the claims that stand, of the first few, tidied.
func (c *checker) standing(what string, claims []DraftClaim, rules []claimRule) []DraftClaim {
	var standing []DraftClaim
	if over := len(claims) - maxClaims; over > 0 {
		c.drop(fmt.Sprintf("%s, %d of them", what, over), "are too many")
		claims = claims[:maxClaims]
	}
	for i, claim := range claims {
		claim.Text = strings.TrimSpace(claim.Text)
		claim.Sentences = slices.Compact(slices.Sorted(slices.Values(claim.Sentences)))
		if why := c.transcript.fault(claim, rules); why != "" {
			c.drop(fmt.Sprintf("%s %d", what, i+1), why)
			continue
		}
		standing = append(standing, claim)
	}
	return standing
}

// fault is why a claim may not stand, or "".
func (t *Transcript) fault(claim DraftClaim, rules []claimRule) string {
	cited := t.cited(claim.Sentences)
	for _, rule := range rules {
		if why := rule(t, claim, cited); why != "" {
			return why
		}
	}
	return ""
}

var questionRules = []claimRule{isShortPlainText, carriesNoLinkOrMention, speaksForNobody, keepsNumbers, keepsDates, keepsNames, keepsSpelling, overlapsClosely}

// positionRules are those of any claim, and two on its speaker.
func positionRules(party string) []claimRule {
	return append(slices.Clone(claimRules), speaksForItself, belongsTo(party))
}

// question keeps a question that the articles raise. It cites no sentences; a few that stand together must carry it.
func (c *checker) question(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	why := "is not carried by the articles"
	for first := range c.transcript.Sentences {
		claim := DraftClaim{Sentences: c.transcript.from(first), Text: text}
		if why = c.transcript.fault(claim, questionRules); why == "" {
			return text
		}
	}
	c.drop("the question", why)
	return ""
}

// from are the numbers of as many sentences as a text may cite, from the given index on, that stand together in one source
// and give no orders.
func (t *Transcript) from(first int) []int {
	var numbers []int
	for i := first; i < min(first+maxCites, len(t.Sentences)) && t.Sentences[i].Source == t.Sentences[first].Source; i++ {
		if !t.Sentences[i].Order {
			numbers = append(numbers, i+1)
		}
	}
	return numbers
}

var (
	kinds   = []string{"state", "government", "political party", "institution", "company", "group", "person"}
	stances = []string{"supports", "opposes", "conditional", "mixed", "none"}
)

// party adds a draft's party, the one at the given place, with the positions that stand.
func (c *checker) party(brief *Brief, place int, draft DraftParty) {
	name, what := strings.TrimSpace(draft.Name), fmt.Sprintf("party %d", place+1)
	if !c.transcript.mayBeParty(name) {
		c.drop(what, "is not in the articles")
		return
	}
	if partyNamed(brief, name) >= 0 {
		c.drop(what, "is there already")
		return
	}
	party := Party{Name: name, Kind: oneOf(draft.Kind, kinds, ""), Stance: oneOf(draft.Stance, stances, "none"), Positions: []Position{}, Quotes: []int{}}
	for _, claim := range c.standing("position of "+name, draft.Positions, positionRules(name)) {
		party.Positions = append(party.Positions, Position{claim.Text, c.transcript.fullName(claim), c.transcript.evidence(claim.Sentences)})
	}
	brief.Parties = append(brief.Parties, party)
}

// mayBeParty says whether a name stands in the articles and can be shown.
func (t *Transcript) mayBeParty(name string) bool { return isPlainName(name) && t.occurs(name) }

func partyNamed(brief *Brief, names ...string) int {
	return slices.IndexFunc(brief.Parties, func(p Party) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(p.Name, strings.TrimSpace(name)) })
	})
}

// firstSentence is the number of the first sentence that a party's positions and quotations show.
func (t *Transcript) firstSentence(p Party) int {
	first := len(t.Sentences) + 1
	for _, position := range p.Positions {
		first = min(first, position.Sentences[0].Number)
	}
	for _, id := range p.Quotes {
		q := t.Quotations[id-1]
		first = min(first, t.Sources[q.Source].First+t.attributionOf(q).Sentences[0])
	}
	return first
}

func oneOf(value string, known []string, otherwise string) string {
	if slices.Contains(known, value) {
		return value
	}
	return otherwise
}

// assignQuotes gives each quotation of the draft to its one owner.
func (c *checker) assignQuotes(brief *Brief, draft Draft) {
	for _, party := range draft.Parties {
		at := partyNamed(brief, party.Name)
		if at < 0 {
			continue
		}
		for _, q := range party.Quotes[:min(len(party.Quotes), len(c.transcript.Quotations)+1)] {
			c.quote(brief, at, q)
		}
	}
}

// quote holds one quotation against what the article says of its speaker. The article is right: a wrong speaker is
// mended, and the quotation moves to the party of its speaker where the brief has that party.
func (c *checker) quote(brief *Brief, party int, q DraftQuote) {
	what := fmt.Sprintf("quotation %d", q.Quotation)
	if q.Quotation < 1 || q.Quotation > len(c.transcript.Quotations) {
		c.drop(what, "does not exist")
		return
	}
	if _, taken := c.owner[q.Quotation]; taken {
		c.drop(what, "is used twice")
		return
	}
	speaker := c.transcript.speakerOf(c.transcript.Quotations[q.Quotation-1])
	if speaker == nil {
		c.drop(what, "has a speaker whom the article leaves unclear")
		return
	}
	if !names(q.By, speaker) {
		c.drop(what, "had another speaker; mended to the article's own")
	}
	side, _ := partyOf(speaker)
	if own := partyNamed(brief, side, speaker.Name); own >= 0 {
		party = own
	} else if !names(q.By, speaker) || !c.transcript.maySpeakFor(speaker, brief.Parties[party].Name) {
		c.drop(what, "belongs to none of the draft's parties")
		return
	}
	c.owner[q.Quotation] = party
	brief.Parties[party].Quotes = append(brief.Parties[party].Quotes, q.Quotation)
}

// maySpeakFor says whether the articles leave it open that an entity speaks for a party: they name the two side by side,
// and neither give the entity another party that has a side of its own, nor is the party another person.
func (t *Transcript) maySpeakFor(e *attribution.Entity, party string) bool {
	own, kind := partyOf(e)
	if strings.EqualFold(own, party) || names(party, e) {
		return true
	}
	open := kind == "person" || kind == "group"
	together := false
	for _, source := range t.Sources {
		for i := range source.Reading.Entities {
			other := &source.Reading.Entities[i]
			side, _ := partyOf(other)
			person := other.Kind == attribution.Person && strings.EqualFold(lastWord(other.Name), lastWord(party)) && !names(e.Name, other)
			if person || !open && strings.EqualFold(side, party) {
				return false
			}
		}
		together = together || source.tied(e, party)
	}
	return together
}

func lastWord(name string) string {
	words := tokens(name)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// fullName is the article's own name for the speaker of a claim, where it is the fuller one.
func (t *Transcript) fullName(claim DraftClaim) string {
	for _, e := range t.speakersIn(claim.Sentences) {
		if names(claim.By, e) && len(tokens(e.Name)) >= len(tokens(claim.By)) {
			return e.Name
		}
	}
	return claim.By
}

func (t *Transcript) evidence(numbers []int) []Evidence {
	var evidence []Evidence
	for _, number := range numbers {
		sentence := t.Sentences[number-1]
		evidence = append(evidence, Evidence{
			Source: sentence.Source,
			Number: number,
			Text:   sentence.Text,
			Link:   fragmentLink(t.Sources[sentence.Source].Article.Link, sentence.Text),
		})
	}
	return evidence
}

// quotes are all attributed quotations of the articles, in order.
func (t *Transcript) quotes(brief *Brief) []Quote {
	quotes := []Quote{}
	for i, q := range t.Quotations {
		reading := t.Sources[q.Source].Reading
		start := utf8.RuneCountInString(reading.Text[:t.found(q).Start])
		quote := Quote{
			ID:      i + 1,
			Text:    q.Text,
			Channel: t.attributionOf(q).Channel,
			Source:  q.Source,
			Start:   start,
			End:     start + utf8.RuneCountInString(q.Text),
			Link:    fragmentLink(t.Sources[q.Source].Article.Link, q.Text),
		}
		if speaker := t.speakerOf(q); speaker != nil {
			quote.Speaker, quote.Role = speaker.Name, dropPossessive(speaker.Role)
			quote.Party, _ = partyOf(speaker)
		}
		for _, party := range brief.Parties {
			if slices.Contains(party.Quotes, quote.ID) {
				quote.Party = party.Name
			}
		}
		quotes = append(quotes, quote)
	}
	return quotes
}

// dropPossessive makes "its chairman" a role that stands alone.
func dropPossessive(role string) string {
	first, rest, found := strings.Cut(role, " ")
	if found && slices.Contains([]string{"its", "his", "her", "their", "the"}, strings.ToLower(first)) {
		return rest
	}
	return role
}

func (t *Transcript) origins() []Origin {
	origins := []Origin{}
	for _, source := range t.Sources {
		a := source.Article
		origin := Origin{
			Link: a.Link, Site: a.Site, Title: a.Title, Byline: a.Byline, Language: source.Reading.Language,
			PublishedGuessed: a.PublishedGuessed,
			Words:            len(strings.Fields(a.Text)),
			Partial:          a.Partial != "",
			Published:        published(a.Published),
		}
		if a.Partial != "" {
			origin.Notice = a.Partial.Sentence()
		}
		origins = append(origins, origin)
	}
	return origins
}

// published gives the day alone where the page gave no time of day.
func published(at time.Time) string {
	switch {
	case at.IsZero():
		return ""
	case at.Hour()+at.Minute()+at.Second() == 0:
		return at.Format(time.DateOnly)
	}
	return at.Format(time.RFC3339)
}

// headline is the first article's title, else its first sentence, cut to a line.
func headline(t *Transcript) string {
	const most = 120 // runes
	if len(t.Sources) == 0 {
		return ""
	}
	text := t.Sources[0].title()
	tells := func(s Sentence) bool { return !s.Order && !strings.HasSuffix(s.Text, "?") }
	if first := slices.IndexFunc(t.Sentences, tells); text == "" && first >= 0 {
		text = dropDateline(t.Sentences[first].Text)
	}
	runes := []rune(strings.TrimRight(strings.Join(strings.Fields(text), " "), " ,;:"))
	if len(runes) <= most {
		return string(runes)
	}
	cut := string(runes[:most])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}
