package digest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/article"
	"parley/summarize"
)

// The lines of a story on a list: what happened, who wants what, what somebody said. Nothing is told twice, and nothing that was told before.

// happened is one line of what happened: the brief's gist, or what a feed says of an article, where it can be read alone; or nothing. It says more than
// the story's title, or the story is called by another one from here on. What an opinion says did not happen. link is the article that has the line.
func (d *desk) happened(e *Entry, news Novelty) (line, link string) {
	lines, in := d.firstLines(e.Brief, news.New)
	lines = slices.DeleteFunc(news.NewClaims(lines), func(line string) bool {
		return line == "" || utf8.RuneCountInString(line) > longLine || hangs.MatchString(line)
	})
	titles, whole := []string{e.Title}, d.titles(news.New)
	for _, a := range news.New {
		if title := whole[a.Link]; title != "" && rankOf(a.Kind) == rankOf(news.New[0].Kind) {
			titles = append(titles, title)
		}
	}
	for _, isTwice := range []func(title, line string) bool{isAgain, isSame} {
		for _, line := range lines {
			if at := slices.IndexFunc(titles, func(title string) bool { return !isTwice(title, line) }); at >= 0 {
				e.call(titles[at])
				return line, in[line]
			}
		}
	}
	return "", ""
}

// firstLines are what a brief and the feeds tell of a story first, the best first, and the article of each.
func (d *desk) firstLines(b *summarize.Brief, articles []Article) (lines []string, in map[string]string) {
	in = map[string]string{}
	ours := true // in the language of the articles
	if b != nil && b.Kind != article.Opinion {
		for _, claim := range b.Gist {
			lines = append(lines, claim.Text)
			if len(claim.Sources) > 0 {
				in[claim.Text] = b.Sources[claim.Sources[0]].Link
			}
		}
		ours = b.Writer.Name != "model"
	}
	for _, a := range articles {
		if ours && rankOf(a.Kind) == 0 {
			first := summarize.FirstLine(a.Title, d.of[a.ID].Summary, a.Language)
			lines = append(lines, first)
			in[first] = cmp.Or(in[first], a.Link)
		}
	}
	return lines, in
}

// hangs is how a line opens that tells how things were before what happened, or that hangs on something else: "Thursday's announcement", "Shot by a
// photographer, the comedian".
var hangs = regexp.MustCompile(`^(?:(?:Prior to|Before|Previously|Formerly|Historically|Until|Once|In the past|For (?:years|decades|months|generations))\b|\p{Lu}\p{Ll}+day['’]s \p{Ll}|` +
	`(?:\p{Lu}\p{Ll}+(?:ed|ing)|Shot|Seen|Known|Born|Made|Given|Held|Hit|Told|Caught|Shown|Led|Sent|Brought)\b[^,]*, the \p{Ll})`)

// untold is a copy of a brief without what the channel was told before.
func untold(b *summarize.Brief, news Novelty) *summarize.Brief {
	fresh := *b
	if news.Continues == nil {
		return &fresh
	}
	isOld := func(text string) bool { return len(news.NewClaims([]string{text})) == 0 }
	fresh.Gist = slices.DeleteFunc(slices.Clone(b.Gist), func(c summarize.Claim) bool { return isOld(c.Text) })
	fresh.Agreed = slices.DeleteFunc(slices.Clone(b.Agreed), func(c summarize.Claim) bool { return isOld(c.Text) })
	fresh.Disputed = slices.DeleteFunc(slices.Clone(b.Disputed), func(d summarize.Difference) bool {
		return !slices.ContainsFunc(d.Versions, func(v summarize.Version) bool { return !isOld(v.Text) })
	})
	fresh.Quotes = slices.DeleteFunc(slices.Clone(b.Quotes), func(q summarize.Quote) bool { return isOld(q.Text) })
	fresh.Parties = nil
	for _, party := range b.Parties {
		party.Positions = slices.DeleteFunc(slices.Clone(party.Positions), func(p summarize.Position) bool { return isOld(p.Text) })
		party.Quotes = slices.DeleteFunc(slices.Clone(party.Quotes), func(id int) bool {
			return !slices.ContainsFunc(fresh.Quotes, func(q summarize.Quote) bool { return q.ID == id })
		})
		if len(party.Positions)+len(party.Quotes) > 0 {
			fresh.Parties = append(fresh.Parties, party)
		}
	}
	return &fresh
}

// claims are all that a brief says.
func claims(b *summarize.Brief) (claims []string) {
	for _, q := range b.Quotes {
		claims = append(claims, q.Text)
	}
	for _, party := range b.Parties {
		for _, position := range party.Positions {
			claims = append(claims, position.Text)
		}
	}
	for _, claim := range slices.Concat(b.Gist, b.Agreed) {
		claims = append(claims, claim.Text)
	}
	for _, d := range b.Disputed {
		for _, v := range d.Versions {
			claims = append(claims, v.Text)
		}
	}
	return claims
}

// shortText is the number of words below which an article is short: there whatever somebody is quoted with is about its story.
const shortText = 250

// said is the best of a brief's quotations for a list, or nil: a key one, or any of a short article; one that can be read alone, of somebody with a role,
// the nearest to what the list tells of the story, and then of another one than whose line stands above it. One that is long is not shown, for
// quotations are never cut.
func said(e Entry, once *memo) *summarize.Quote {
	if e.Brief == nil {
		return nil
	}
	key := map[int]bool{}
	for _, party := range e.Brief.Parties {
		for _, id := range party.Quotes {
			key[id] = true
		}
	}
	var best *summarize.Quote
	var most []int
	story := newMemo(e.Title, e.What)
	for i := range e.Brief.Quotes {
		q := &e.Brief.Quotes[i]
		if q.Speaker == "" || q.Form != "sentence" && !key[q.ID] || utf8.RuneCountInString(q.Text) > longLine || once.breaksOff(q.Text) || !once.adds(q.Text, newInQuote) {
			continue
		}
		isOther := len(e.Wants) == 0 || e.Wants[0].Party != q.Party && e.Wants[0].Party != q.Speaker
		may := key[q.ID] || e.Brief.Sources[q.Source].Words < shortText
		near := 2*story.shared(q.Text) + story.shared(q.Role+" "+q.Party)
		if fit := []int{one(may), one(q.Alone), one(q.Role != ""), near, one(isOther)}; slices.Compare(fit, most) > 0 {
			best, most = q, fit
		}
	}
	if best != nil {
		once.tell(best.Text)
	}
	return best
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// wants is who wants what: of each of the first parties, its first wish, or else what it says. What somebody only did is for the line of what happened.
func wants(b *summarize.Brief, once *memo) (wants []Want) {
	if b == nil || b.Kind == article.Opinion {
		return nil
	}
	for _, act := range []string{wish, speech} {
		for _, party := range b.Parties {
			if len(wants) < wantsShown && !slices.ContainsFunc(wants, func(w Want) bool { return w.Party == party.Name }) {
				wants = append(wants, wantOf(party, act, once)...)
			}
		}
	}
	return wants
}

const maxWant = 90 // runes of what a party wants

// What package check calls positions that are no deeds.
const wish, speech = "wish", "speech"

// pointsBack is how a clause opens that cannot be read without what stood before it.
var pointsBack = regexp.MustCompile(`(?i)^(?:it|its|he|she|his|her|hers|they|them|their|theirs|this|that|these|those|such|there)\b`)

// wantOf is a party's first position of a sort that is a whole clause, as it goes on behind the party's name, or none.
func wantOf(party summarize.Party, act string, once *memo) []Want {
	if first, _ := utf8.DecodeRuneInString(party.Name); unicode.IsLower(first) {
		return nil // "the president's campaign" is nobody's name
	}
	for _, p := range party.Positions {
		text := p.Clause
		if text == "" || utf8.RuneCountInString(text) > maxWant {
			text = p.Short
		}
		text = ofItself(text, p.Text, party.Name)
		if p.Act != act || !goesOn(text, p.Text) || !once.adds(text, newInLine) {
			continue
		}
		once.tell(text)
		w := Want{Party: party.Name, Role: cmp.Or(party.Role, party.Tag), Text: text}
		if p.Speaker != party.Name {
			w.Speaker = p.Speaker
		}
		if len(p.Sentences) > 0 {
			w.Link = p.Sentences[0].Link
		}
		return []Want{w}
	}
	return nil
}

// ofItself is a clause behind "says" where it opens on a pronoun that means who says so: "the union said that it would go on" is "says it would go on"
// behind the union's name. What an "it" that is nobody can do ("it would be", "it would take") is left as it is, and so is what somebody would do to another one.
func ofItself(clause, line, party string) string {
	would := promise.FindStringSubmatch(clause)
	if would == nil || slices.Contains(ofNobody, would[1]) || another.MatchString(clause) {
		return clause
	}
	line = strings.TrimPrefix(line, "The ")
	if last := party[strings.LastIndexByte(party, ' ')+1:]; !strings.HasPrefix(line, party) && !strings.HasPrefix(strings.ToLower(line), strings.ToLower(last)) {
		return clause
	}
	return "says " + clause
}

var (
	promise  = regexp.MustCompile(`^(?:it|he|she|they) (?:would|will) (?:not |also |never |only )?([a-z]+)\b`)
	ofNobody = strings.Fields("be take make mean cost help seem depend have need happen become")
	another  = regexp.MustCompile(`\b(?:him|her|them)\b`)
)

// goesOn says whether a clause of a line can be read behind a name. It cannot where it points back, has a subject of its own that is the name again
// ("Mr. Stone vowed"), or begins with whom somebody told it.
func goesOn(clause, line string) bool {
	return clause != "" && !pointsBack.MatchString(clause) && !strings.EqualFold(strings.TrimSuffix(line, "."), strings.TrimSuffix(clause, ".")) &&
		!toWhom.MatchString(clause)
}

// toWhom is how a clause opens that begins with whom somebody told it: "a full hall that the boats leak".
var toWhom = regexp.MustCompile(`(?i)^(?:an?|the) [\p{L} -]{1,40} that `)
