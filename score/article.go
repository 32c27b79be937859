package score

import (
	"slices"
	"sort"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A Miss is one thing that a system got wrong.
type Miss struct {
	ID   string   `json:"id"`
	Kind string   `json:"kind"`
	Text string   `json:"text"`           // of the article, or of the output where it is in no place
	Got  string   `json:"got,omitempty"`  // the speaker that was given
	Want []string `json:"want,omitempty"` // those that the label allows
}

// Kinds of a [Miss].
const (
	NotVerbatim          = "quotation that is not in the article"
	QuoteExtra           = "quotation that nobody is given"
	QuoteUnattributed    = "title or scare quote taken for speech"
	QuoteMissed          = "quotation not found"
	SpeakerUnclear       = "speaker of a quotation left unclear"
	SpeakerWrong         = "speaker of a quotation wrong"
	StatementExtra       = "statement that nobody makes"
	StatementDirect      = "statement that is a quotation"
	StatementUnlocated   = "statement that is in no sentence"
	StatementMissed      = "statement not found, with a verb of speech"
	StatementMissedOther = "statement not found, with another cue"
	StatementSpeaker     = "speaker of a statement wrong"
	PartyMissed          = "main source not found"
	PositionUnsupported  = "position that the sentence does not carry"
	PositionOther        = "position of another source"
)

// A scorer holds one article and what was said of it.
type scorer struct {
	gold      Gold
	text      []rune
	folded    folded
	sentences []Span
	tokens    [][]string // of each sentence
	tally     tally
	misses    []Miss
	// what was shown of speakers that the labels tell, of quotations and of statements
	quoted, said []outcome
}

// A label is an attribution with the sentences that hold its content, and those that hold any of it.
type label struct {
	Attribution
	content, all map[int]bool
}

func (l label) speakers() []string { return present(l.SourceText, l.Resolved) }

func present(names ...string) []string {
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

// unresolved is a pronoun or "the senator" whose referent nobody labelled: there is no right answer to compare with.
func unresolved(kind, resolved string) bool {
	return (kind == "pronoun" || kind == "anaphor") && resolved == ""
}

// scoreArticle counts one article.
func scoreArticle(gold Gold, out Output) *scorer {
	s := &scorer{gold: gold, text: []rune(gold.Text)}
	s.folded, s.sentences = fold(s.text), sentences(s.text)
	for _, span := range s.sentences {
		s.tokens = append(s.tokens, tokens(string(s.text[span[0]:span[1]])))
	}
	var labels []label
	for _, a := range gold.Attributions {
		labels = append(labels, label{a, touched(s.text, s.sentences, a.Content...), touched(s.text, s.sentences, slices.Concat(a.Content, a.Source, a.Cue)...)})
	}
	s.quotes(out.Quotes)
	s.statements(out.Statements, labels)
	s.parties(out, labels)
	return s
}

func (s *scorer) miss(kind, text, got string, want []string) {
	s.misses = append(s.misses, Miss{s.gold.ID, kind, text, got, want})
}

// sentence is the text of a sentence.
func (s *scorer) sentence(n int) string { return string(s.text[s.sentences[n][0]:s.sentences[n][1]]) }

// locate is the sentences that an item is found in.
func (s *scorer) locate(item Item) map[int]bool {
	if at := item.Span; at != nil && 0 <= at[0] && at[0] < at[1] && at[1] <= len(s.text) {
		return touched(s.text, s.sentences, *at)
	}
	names := map[string]bool{}
	for _, h := range heads(item.Speaker) {
		names[h.key] = !pronouns[h.key]
	}
	for _, words := range []string{item.Evidence, item.Text} {
		if at := s.find(words, names); at != nil {
			return at
		}
	}
	words := item.Evidence
	if words == "" {
		words = item.Text
	}
	return s.nearest(tokens(words))
}

// find is where words stand in the article: of several places the first that names the speaker, else the first.
func (s *scorer) find(words string, names map[string]bool) map[int]bool {
	var first map[int]bool
	words = bare(normal(words))
	if words == "" {
		return nil
	}
	for _, span := range s.folded.find(words) {
		at := touched(s.text, s.sentences, span)
		if len(at) == 0 {
			continue
		}
		if first == nil {
			first = at
		}
		for n := range at {
			if slices.ContainsFunc(s.tokens[n], func(word string) bool { return names[singular(word)] }) {
				return at
			}
		}
	}
	return first
}

// nearest is the sentence that shares most tokens, where those are half of them at the least.
func (s *scorer) nearest(words []string) map[int]bool {
	best, at := 0.0, -1
	for n, own := range s.tokens {
		if f := tokenF1(words, own); f > best {
			best, at = f, n
		}
	}
	if best < 0.5 {
		return nil
	}
	return map[int]bool{at: true}
}

// quote is a quotation with its tokens and the speakers that count.
type quote struct {
	GoldQuote
	tokens   []string
	speakers []string
}

// goldQuotes joins quotations that an article repeats: a headline, a pull quote.
func (s *scorer) goldQuotes() []quote {
	var all []quote
	known := map[string]int{}
	for _, q := range s.gold.Quotes {
		words, speakers := tokens(q.Text), present(q.Speaker, q.Resolved)
		key := strings.Join(words, " ")
		if at, again := known[key]; again {
			all[at].speakers = append(all[at].speakers, speakers...)
			continue
		}
		known[key] = len(all)
		all = append(all, quote{q, words, speakers})
	}
	return all
}

func (s *scorer) quotes(out []Item) {
	gold := s.goldQuotes()
	var items []Item
	var words [][]string
	seen := map[string]bool{}
	for _, item := range out {
		own := tokens(item.Text)
		if key := strings.Join(own, " "); key != "" && !seen[key] {
			seen[key] = true
			items, words = append(items, item), append(words, own)
		}
	}
	matched := assign(words, gold)
	whole := norm.NFC.String(normal(s.gold.Text))
	found := map[int]bool{}
	for i, item := range items {
		s.tally[quotesOut]++
		if text := bare(normal(item.Text)); text != "" && strings.Contains(whole, norm.NFC.String(text)) {
			s.tally[quotesVerbatim]++
		} else {
			s.miss(NotVerbatim, item.Text, item.Speaker, nil)
		}
		at, ok := matched[i]
		if !ok {
			s.extraQuote(item, words[i])
			continue
		}
		found[at] = true
		s.tally[quotesMatched]++
		s.quoteSpeaker(item, gold[at])
	}
	for i, q := range gold {
		s.goldQuote(q, found[i])
	}
}

func (s *scorer) extraQuote(item Item, words []string) {
	s.tally[quotesWrong]++
	kind := QuoteExtra
	if slices.ContainsFunc(s.gold.Unattributed, func(q GoldQuote) bool { return matches(words, tokens(q.Text)) > 0 }) {
		s.tally[quotesWrongUnattributed]++
		kind = QuoteUnattributed
	}
	s.miss(kind, item.Text, item.Speaker, nil)
}

func (s *scorer) goldQuote(q quote, found bool) {
	s.tally[quotesGold]++
	if q.SpeakerKind == "none" || unresolved(q.SpeakerKind, q.Resolved) {
		s.tally[quotesGoldUnscorable]++
	}
	switch q.Type {
	case "direct":
		s.tally.count(quotesGoldDirect, quotesFoundDirect, found)
	case "mixed":
		s.tally.count(quotesGoldMixed, quotesFoundMixed, found)
	}
	if !found {
		s.miss(QuoteMissed, q.Text, "", q.speakers)
	}
}

// quoteSpeaker counts the speaker of a matched quotation.
func (s *scorer) quoteSpeaker(item Item, gold quote) {
	right := slices.ContainsFunc(gold.speakers, func(name string) bool { return SameSpeaker(item.Speaker, name) })
	switch {
	case gold.SpeakerKind == "none":
		s.tally[speakersNone]++
		return
	case unresolved(gold.SpeakerKind, gold.Resolved):
		s.tally[speakersUnscorable]++
		return
	case gold.SpeakerKind == "name":
		s.tally.count(speakersName, speakersNameRight, right)
	case gold.SpeakerKind == "nominal":
		s.tally.count(speakersNominal, speakersNominalRight, right)
	case gold.SpeakerKind == "pronoun":
		s.tally.count(speakersPronoun, speakersPronounRight, right)
	case gold.SpeakerKind == "anaphor":
		s.tally.count(speakersAnaphor, speakersAnaphorRight, right)
	}
	if gold.Speaker != NoSpeaker {
		s.quoted = append(s.quoted, item.outcome(right))
	}
	if kind := SpeakerWrong; !right {
		if item.Speaker == "" {
			kind = SpeakerUnclear
		}
		s.miss(kind, gold.Text, item.Speaker, gold.speakers)
	}
}

// matches is 0 for quotations that are not one, else how alike they are.
func matches(a, b []string) float64 {
	f := tokenF1(a, b)
	if f >= 0.8 {
		return f
	}
	long, short := a, b
	if len(long) < len(short) {
		long, short = short, long
	}
	if len(short) > 0 && float64(len(short)) >= 0.6*float64(len(long)) && contains(long, short) {
		return f
	}
	return 0
}

// assign pairs quotations one to one, the most alike first.
func assign(out [][]string, gold []quote) map[int]int {
	type pair struct {
		out, gold int
		score     float64
	}
	var pairs []pair
	for i, words := range out {
		for j, q := range gold {
			if score := matches(words, q.tokens); score > 0 {
				pairs = append(pairs, pair{i, j, score})
			}
		}
	}
	sort.SliceStable(pairs, func(a, b int) bool { return pairs[a].score > pairs[b].score })
	matched, taken := map[int]int{}, map[int]bool{}
	for _, p := range pairs {
		if _, done := matched[p.out]; !done && !taken[p.gold] {
			matched[p.out], taken[p.gold] = p.gold, true
		}
	}
	return matched
}
