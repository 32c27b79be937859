package summarize

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

var (
	aNumber   = regexp.MustCompile(`\b\d[\d,.]*\d\b|\b\d\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred|million|billion)\b`)
	aDate     = regexp.MustCompile(`\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b|\b(?:yesterday|today|tomorrow)\b|\b(?:last|next|this) (?:week|month|year|summer|spring|fall)\b|\b(?:19|20)\d\d\b`)
	aNegation = regexp.MustCompile(`\b(?:not|never|no) |n['’]t\b|\bno longer `)
	aClause   = regexp.MustCompile(`[,;:()—–]|\b(?:and|but|or|that|who|which|because|if|when|while|as|whether)\b`)
	auxiliary = regexp.MustCompile(`\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|did|does|do) `)
	letters   = regexp.MustCompile(`\pL{4,}`)
)

// faults are the kinds that a writer's draft may have, each planted in an otherwise true draft.
var faults = []fault{
	{kind: "another number", plant: func(p *planter) (planted, bool) {
		return p.rewrite(func(c *check.DraftClaim) string { return p.replaceOne(c.Text, aNumber, p.otherNumber) })
	}},
	{kind: "another date", plant: func(p *planter) (planted, bool) {
		return p.rewrite(func(c *check.DraftClaim) string { return p.replaceOne(c.Text, aDate, p.otherDate) })
	}},
	{kind: "another name", least: 0.94, plant: plantName},
	{kind: "negation dropped", plant: func(p *planter) (planted, bool) {
		return p.rewrite(func(c *check.DraftClaim) string {
			return p.replaceOne(c.Text, aNegation, func(string) string { return "" }) // "can’t" becomes "ca": still the fault
		})
	}},
	{kind: "negation added", plant: func(p *planter) (planted, bool) {
		return p.rewrite(func(c *check.DraftClaim) string {
			// Only into a clause that has no negation: two of them may cancel out.
			text := p.replaceOne(c.Text, auxiliary, func(verb string) string { return verb + "not " })
			for _, clause := range aClause.Split(text, -1) {
				if strings.Contains(clause, " not ") && len(aNegation.FindAllString(clause+" ", -1)) > 1 || strings.Contains(clause, " not nothing ") {
					return ""
				}
			}
			return text
		})
	}},
	{kind: "speaker of a position swapped", plant: plantSpeaker},
	{kind: "speaker of a quotation swapped", plant: plantQuoteSpeaker},
	{kind: "sentence number shifted", plant: plantShift},
	// Whose side a speaker is on no rule asks any more: the one that did hit true lines most. The other rules catch 48.2 % of
	// these, where it was 98.2 with that rule; the rest is for the second reading.
	{kind: "another party's position", least: 0.40, plant: plantOthersPosition},
	{kind: "claim from outside", plant: func(p *planter) (planted, bool) {
		for range 50 {
			text := paraphrase(p.Rand, p.other, 1+p.IntN(len(p.other.Sentences)))
			if text != "" && len(p.draft.Gist) > 0 {
				at := p.IntN(len(p.draft.Gist))
				p.draft.Gist[at].Text = text
				return planted{text: text}, true
			}
		}
		return planted{}, false
	}},
	{kind: "quotation altered, in marks", certain: true, plant: func(p *planter) (planted, bool) { return plantQuotation(p, p.altered, p.marked) }},
	{kind: "quotations spliced, in marks", certain: true, plant: func(p *planter) (planted, bool) { return plantQuotation(p, p.spliced, p.marked) }},
	{kind: "quotation invented, in marks", certain: true, plant: func(p *planter) (planted, bool) { return plantQuotation(p, p.invented, p.marked) }},
	{kind: "quotation altered, marks left out", plant: func(p *planter) (planted, bool) { return plantQuotation(p, p.altered, unmarked) }},
	{kind: "quotations spliced, marks left out", plant: func(p *planter) (planted, bool) { return plantQuotation(p, p.spliced, unmarked) }},
	{kind: "quotation number invented", certain: true, plant: func(p *planter) (planted, bool) {
		if len(p.draft.Parties) == 0 {
			return planted{}, false
		}
		party := &p.draft.Parties[p.IntN(len(p.draft.Parties))]
		number := len(p.t.Quotations) + 1 + p.IntN(20)
		party.Quotes = append(party.Quotes, check.DraftQuote{Quotation: number, By: party.Name})
		return planted{quote: number, by: party.Name, party: party.Name}, true
	}},
}

func (p *planter) otherNumber(old string) string {
	for {
		if letters.MatchString(old) || strings.ContainsAny(old, "aeiou") {
			numbers := strings.Fields("two three four five six seven eight nine twelve twenty thirty fifty hundred million billion")
			if word := numbers[p.IntN(len(numbers))]; word != old {
				return word
			}
			continue
		}
		if len(old) == 4 && !strings.ContainsAny(old, ",.") && p.IntN(2) == 0 {
			return fmt.Sprint(1990 + p.IntN(50))
		}
		// One digit is another one: 3.4 becomes 3.9.
		digits := []byte(old)
		at := p.IntN(len(digits))
		if other := byte('1' + p.IntN(9)); digits[at] >= '0' && digits[at] <= '9' && digits[at] != other {
			digits[at] = other
			return string(digits)
		}
	}
}

func (p *planter) otherDate(old string) string {
	first, rest, two := strings.Cut(old, " ")
	sets := [][]string{
		strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
		strings.Fields("January February March April June July August September October November December"),
		strings.Fields("yesterday today tomorrow"),
		strings.Fields("last next"),
	}
	for _, set := range sets {
		if slices.Contains(set, first) || first == "this" && set[0] == "last" {
			for {
				if other := set[p.IntN(len(set))]; other != first {
					if two {
						return other + " " + rest
					}
					return other
				}
			}
		}
	}
	return p.otherNumber(old)
}

// plantName puts another name for one that a claim has: of somebody whom the sentences do not mention, or of nobody.
func plantName(p *planter) (planted, bool) {
	return p.rewrite(func(c *check.DraftClaim) string {
		var here []*attribution.Entity
		p.t.EachEntityIn(c.Sentences, func(e *attribution.Entity) { here = append(here, e) })
		cited := p.t.Cited(c.Sentences)
		others := p.entitiesBesides(func(e *attribution.Entity) bool {
			return e.Kind == attribution.Person && len(e.Name) > 3 && !slices.Contains(here, e) && !shareWord(e.Name, cited+" "+c.By)
		})
		others = append(others, "Olav Brekke")
		if p.IntN(4) == 0 {
			others = []string{"Ingrid Solvang", "Veldania", "Brekke"}[p.IntN(3):][:1]
		}
		for _, e := range here {
			for _, name := range []string{e.Name, lastName(e.Name)} {
				pattern := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`)
				if transcript.IsSide(e) && !strings.HasPrefix(c.Text, "["+name) && pattern.MatchString(c.Text) {
					return pattern.ReplaceAllLiteralString(c.Text, others[0])
				}
			}
		}
		return ""
	})
}

func lastName(name string) string {
	all := strings.Fields(name)
	return all[len(all)-1]
}

// plantSpeaker gives a position to somebody else who speaks in the article.
func plantSpeaker(p *planter) (planted, bool) {
	claims, parties := p.claims()
	for i, claim := range claims {
		if parties[i] < 0 {
			continue
		}
		others := p.otherSpeakers(claim.By)
		if len(others) == 0 {
			continue
		}
		claim.By = others[0]
		return planted{text: claim.Text, by: claim.By, party: p.draft.Parties[parties[i]].Name}, true
	}
	return planted{}, false
}

// otherSpeakers are those who are heard in the article and have no word of their name, party and role in common with by.
func (p *planter) otherSpeakers(by string) []string {
	var found []string
	for _, source := range p.t.Sources {
		for _, a := range source.Reading.Attributions {
			e := source.Speaker(a)
			if e == nil || !transcript.IsSide(e) || slices.Contains(found, e.Name) || shareWord(by, e.Name+" "+e.Party.Name+" "+e.Role) {
				continue
			}
			found = append(found, e.Name)
		}
	}
	p.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
	return found
}

func plantQuoteSpeaker(p *planter) (planted, bool) {
	for _, i := range p.Perm(len(p.draft.Parties)) {
		for j := range p.draft.Parties[i].Quotes {
			q := &p.draft.Parties[i].Quotes[j]
			for _, other := range p.otherSpeakers(q.By + " " + p.draft.Parties[i].Name) {
				for k := range p.draft.Parties {
					if k != i && slices.ContainsFunc(p.draft.Parties[k].Positions, func(c check.DraftClaim) bool { return c.By == other }) {
						number := q.Quotation
						p.draft.Parties[i].Quotes = slices.Delete(p.draft.Parties[i].Quotes, j, j+1)
						p.draft.Parties[k].Quotes = append(p.draft.Parties[k].Quotes, check.DraftQuote{Quotation: number, By: other})
						return planted{quote: number, by: other, party: p.draft.Parties[k].Name}, true
					}
				}
			}
		}
	}
	return planted{}, false
}

// plantShift cites a sentence one to three places on that does not say the same.
func plantShift(p *planter) (planted, bool) {
	claims, parties := p.claims()
	for i, claim := range claims {
		number := claim.Sentences[0] + []int{-3, -2, -1, 1, 2, 3}[p.IntN(6)]
		if number < 1 || number > len(p.t.Sentences) || slices.Contains(claim.Sentences, number) {
			continue
		}
		shared, own := 0, words.Stems(claim.Text)
		there := words.Stems(p.t.Cited([]int{number}))
		for word := range own {
			if there[word] {
				shared++
			}
		}
		if 10*shared >= 8*len(own) {
			continue // the other sentence carries it as well
		}
		claim.Sentences = []int{number}
		found := planted{text: claim.Text, by: claim.By}
		if parties[i] >= 0 {
			found.party = p.draft.Parties[parties[i]].Name
		}
		return found, true
	}
	return planted{}, false
}

// plantOthersPosition gives a party a position of another one, under its own speaker or under the other's.
func plantOthersPosition(p *planter) (planted, bool) {
	claims, parties := p.claims()
	for i, claim := range claims {
		if parties[i] < 0 {
			continue
		}
		from := p.draft.Parties[parties[i]]
		for _, k := range p.Perm(len(p.draft.Parties)) {
			to := &p.draft.Parties[k]
			if k == parties[i] || len(to.Positions) == 0 || len(to.Positions) == check.MaxClaims || shareWord(from.Name+" "+claim.By, to.Name+" "+to.Positions[0].By) {
				continue
			}
			if from.Name == claim.By && slices.Contains([]string{"political party", "state", "government"}, to.Kind) {
				continue // whose side the speaker is on stands nowhere: it may be this one
			}
			taken := *claim
			if p.IntN(2) == 0 {
				taken.By = to.Positions[0].By
			}
			to.Positions = append(to.Positions, taken)
			return planted{text: taken.Text, by: taken.By, party: to.Name}, true
		}
	}
	return planted{}, false
}

// plantQuotation writes a quotation of a writer's own making into a claim.
func plantQuotation(p *planter, made func() (string, []int), write func(string) string) (planted, bool) {
	claims, parties := p.claims()
	text, sentences := made()
	if text == "" || len(claims) == 0 {
		return planted{}, false
	}
	claim := claims[0]
	found := planted{by: claim.By}
	if parties[0] >= 0 {
		found.party = p.draft.Parties[parties[0]].Name
	}
	if len(sentences) > 0 {
		claim.Sentences = sentences
	}
	claim.Text = write(text)
	found.text = claim.Text
	return found, true
}

// quotation is one of the article that fits into a claim, with the sentences that hold it.
func (p *planter) quotation() (transcript.Quotation, []int) {
	for _, i := range p.Perm(len(p.t.Quotations)) {
		q := p.t.Quotations[i]
		source := p.t.Sources[q.Source]
		span := p.t.Found(q).Span
		var numbers []int
		for k, s := range source.Reading.Sentences {
			if s.Start < span.End && s.End > span.Start {
				numbers = append(numbers, source.First+k)
			}
		}
		if n := len(strings.Fields(q.Text)); n >= 6 && n <= 25 && len(numbers) <= check.MaxCites {
			return q, numbers
		}
	}
	return transcript.Quotation{}, nil
}

// altered is a quotation with one word of it another one.
func (p *planter) altered() (string, []int) {
	q, numbers := p.quotation()
	if numbers == nil {
		return "", nil
	}
	with := strings.Fields("terrible wonderful bridges farmers always taxes secretly harvest")
	return strings.Join(strings.Fields(p.replaceOne(q.Text, letters, func(string) string { return with[p.IntN(len(with))] })), " "), numbers
}

// spliced is the front of one quotation with the back of another.
func (p *planter) spliced() (string, []int) {
	a, in := p.quotation()
	for range 10 {
		b, and := p.quotation()
		if in == nil || a.Index == b.Index || shareWord(strings.Join(strings.Fields(b.Text)[:4], " "), a.Text) {
			continue
		}
		front, back := strings.Fields(a.Text), strings.Fields(b.Text)
		numbers := slices.Compact(slices.Sorted(slices.Values(slices.Concat(in, and))))
		return strings.Join(front[:max(5, len(front)/2)], " ") + " " + strings.Join(back[min(len(back)-5, len(back)/2):], " "), check.FirstCites(numbers)
	}
	return "", nil
}

// invented is a quotation that nobody gave.
func (p *planter) invented() (string, []int) {
	return []string{"We will never agree to this", "they lied to us all", "a shameful day for the country"}[p.IntN(3)], nil
}

// marked puts words between marks as writers of many languages do, with a cue or without.
func (p *planter) marked(text string) string {
	marks := [][2]string{
		{"“", "”"}, {`"`, `"`}, {"„", "“"}, {"«", "»"}, {"‘", "’"}, {"'", "'"}, {"‹", "›"}, {"「", "」"}, {"＂", "＂"}, {"``", "''"}, {"″", "″"},
		{"❝", "❞"}, {"〝", "〞"}, {"›", "‹"}, {"‚", "‘"}, {"”", "”"}, {"“", ""}, {"´´", "´´"}, {"ˮ", "ˮ"}, {"❮", "❯"}, {"⹂", "”"},
	}
	mark := marks[p.IntN(len(marks))]
	quoted := mark[0] + strings.TrimRight(text, ",.;") + mark[1]
	return []string{quoted + ".", "The official said: " + quoted + ".", "He called it " + quoted + " on the day."}[p.IntN(3)]
}

func unmarked(text string) string {
	return strings.ToUpper(text[:1]) + strings.TrimRight(words.Unquoted(text[1:]), ",.;") + "."
}
