package summarize

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Check holds a draft against its transcript and makes the brief: what does not stand is dropped, counted with its
// reason. It is the same for both writers and never fails; a draft of nothing but faults gives a brief with the articles'
// quotations and no more. Quotations are copied from the articles by offset; a draft only points at them.
func Check(t *Transcript, draft Draft, author Author) *Brief {
	c := &checker{transcript: t, owner: map[int]int{}}
	brief := &Brief{Headline: headline(t), Gist: []Claim{}, Parties: []Party{}, Writer: author}
	for _, claim := range draft.Gist {
		if c.stands("gist", claim, claimRules) {
			brief.Gist = append(brief.Gist, Claim{Text: strings.TrimSpace(claim.Text), Sentences: claim.Sentences})
		}
	}
	brief.Question = c.question(draft.Question)
	for _, party := range draft.Parties[:min(len(draft.Parties), maxParties)] {
		c.party(brief, party)
	}
	c.assignQuotes(brief, draft)
	brief.Parties = slices.DeleteFunc(brief.Parties, func(p Party) bool { return len(p.Positions)+len(p.Quotes) == 0 })
	brief.Quotes = t.quotes(brief)
	brief.NotHeard = notHeard(t)
	brief.Sources = t.origins()
	brief.Checks = Checks{Quotations: len(t.Quotations), Kept: len(c.owner), Dropped: c.dropped}
	if brief.Checks.Dropped == nil {
		brief.Checks.Dropped = []Dropped{}
	}
	return brief
}

type checker struct {
	transcript *Transcript
	owner      map[int]int // quotation number -> index of the party that has it
	dropped    []Dropped
}

func (c *checker) drop(what, why string) {
	runes := []rune(strings.ToValidUTF8(what, ""))
	if len(runes) > maxDropText {
		what = string(runes[:maxDropText]) + "…"
	}
	c.dropped = append(c.dropped, Dropped{what, why})
}

func (c *checker) stands(kind string, claim DraftClaim, rules []claimRule) bool {
	cited := c.transcript.cited(claim.Sentences)
	for _, rule := range rules {
		if why := rule(c.transcript, claim, cited); why != "" {
			c.drop(kind+": "+claim.Text, why)
			return false
		}
	}
	return true
}

// question keeps a question that says nothing the articles do not: it cites no sentences, so all of them are its evidence.
func (c *checker) question(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	var all []int
	for i := range c.transcript.Sentences {
		all = append(all, i+1)
	}
	claim := DraftClaim{Sentences: all, Text: text}
	if !c.stands("question", claim, []claimRule{isShortPlainText, carriesNoLinkOrMention, keepsNumbers, keepsNames, overlapsItsSentences}) {
		return ""
	}
	return text
}

var (
	kinds   = []string{"state", "government", "political party", "institution", "company", "group", "person"}
	stances = []string{"supports", "opposes", "conditional", "mixed", "none"}
)

// party adds a draft's party with the positions that stand, under the index that its quotes will be given.
func (c *checker) party(brief *Brief, draft DraftParty) {
	name := strings.TrimSpace(draft.Name)
	if why := isShortPlainText(nil, DraftClaim{Text: name}, ""); why != "" || !c.transcript.occurs(name) {
		c.drop("party: "+name, "names a party that is not in the articles")
		return
	}
	if slices.ContainsFunc(brief.Parties, func(p Party) bool { return strings.EqualFold(p.Name, name) }) {
		c.drop("party: "+name, "is there already")
		return
	}
	party := Party{Name: name, Kind: oneOf(draft.Kind, kinds, ""), Stance: oneOf(draft.Stance, stances, "none"), Positions: []Position{}, Quotes: []int{}}
	for _, claim := range draft.Positions {
		if c.stands("position", claim, append(slices.Clone(claimRules), speaksForItself)) {
			party.Positions = append(party.Positions, Position{strings.TrimSpace(claim.Text), c.transcript.fullName(claim), c.transcript.evidence(claim.Sentences)})
		}
	}
	brief.Parties = append(brief.Parties, party)
}

func oneOf(value string, known []string, otherwise string) string {
	if slices.Contains(known, value) {
		return value
	}
	return otherwise
}

// assignQuotes gives each quotation of the draft to its one owner.
func (c *checker) assignQuotes(brief *Brief, draft Draft) {
	for _, party := range draft.Parties[:min(len(draft.Parties), maxParties)] {
		at := slices.IndexFunc(brief.Parties, func(p Party) bool { return strings.EqualFold(p.Name, strings.TrimSpace(party.Name)) })
		if at < 0 {
			continue
		}
		for _, q := range party.Quotes {
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
		c.drop(what, "had another speaker; mended to the article's own, "+speaker.Name)
	}
	side, _ := partyOf(speaker)
	if own := slices.IndexFunc(brief.Parties, func(p Party) bool {
		return strings.EqualFold(p.Name, side) || strings.EqualFold(p.Name, speaker.Name)
	}); own >= 0 {
		party = own
	} else if !names(q.By, speaker) {
		c.drop(what, "belongs to none of the draft's parties")
		return
	}
	c.owner[q.Quotation] = party
	brief.Parties[party].Quotes = append(brief.Parties[party].Quotes, q.Quotation)
}

// fullName is the article's own name for the speaker of a claim.
func (t *Transcript) fullName(claim DraftClaim) string {
	for _, e := range t.speakersIn(claim.Sentences) {
		if names(claim.By, e) {
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
	text := t.Sources[0].Article.Title
	if text == "" && len(t.Sentences) > 0 {
		text = t.Sentences[0].Text
	}
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= most {
		return string(runes)
	}
	cut := string(runes[:most])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}
