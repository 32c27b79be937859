// Package transcript numbers the sentences and quotations of one or more articles, with who said what: all that a writer
// sees, and all that its draft is held against. Start with [Read]. It uses no network and no model; the same articles give
// the same transcript.
package transcript

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"parley/article"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// minQuotation is the fewest words that make a quotation one that can stand alone; shorter ones are labels and scare
// quotes.
const minQuotation = 3

// A Transcript is what the writers see: the sentences of one or more articles, numbered through, their quotations,
// numbered through, and who said what. It is deterministic: [Read] uses no network and no model.
type Transcript struct {
	Sources    []Source
	Sentences  []Sentence  // Sentences[i] has number i+1
	Quotations []Quotation // Quotations[i] has number i+1

	words    map[string]bool        // every word of the sentences, as written and in small letters
	names    map[string]bool        // every word with a capital in the name of an entity
	stems    func() map[string]bool // of all words that carry meaning
	things   func() aliases.Set     // all that the sentences name
	ranked   func() ranking
	uttered  func() map[int]*utterance
	original func() []int
	named    sync.Map // name -> *attribution.Entity, what EntityNamed found: it is asked anew for each line
}

// A Source is one article of a transcript with its reading.
type Source struct {
	Article *article.Article
	Reading *attribution.Reading
	First   int // number of its first sentence
	options attribution.Options
	index   func() index
}

// A Sentence of a transcript, at Index in its source's reading.
type Sentence struct {
	Source, Index int
	Text          string // copied from the article by offset
	Order         bool   // meant for who writes about the article, not for its readers: nothing may rest on it
	Aside         bool   // a model may read it, but nothing rests on it: a question about things of which the articles know nothing, or words in quotation marks that no reader of the page sees so
}

// Carries says whether a line may rest on a sentence.
func (s Sentence) Carries() bool { return !s.Order && !s.Aside }

// A Quotation of a transcript: one that is attributed to someone, or may be speech, and is long enough to stand alone.
type Quotation struct {
	Source, Index int
	Text          string // copied from the article by offset, never trimmed inside
}

// Read makes one transcript of one or more articles. Page furniture is passed over.
func Read(articles ...*article.Article) *Transcript {
	t := &Transcript{words: map[string]bool{}, names: map[string]bool{}}
	for number, a := range articles {
		var skip []attribution.Span
		for _, span := range article.Furniture(a.Text) {
			skip = append(skip, attribution.Span(span))
		}
		options := attribution.Options{Language: a.Language, Skip: skip}
		reading := attribution.Read(a.Text, options)
		tidyNames(reading)
		t.Sources = append(t.Sources, Source{Article: a, Reading: reading, First: len(t.Sentences) + 1, options: options,
			index: sync.OnceValue(func() index { return newIndex(reading) })})
		for i, s := range reading.Sentences {
			t.Sentences = append(t.Sentences, Sentence{Source: number, Index: i, Text: reading.Text[s.Start:s.End]})
		}
	}
	if len(t.Sources) > 1 {
		t.unite()
	}
	t.markOrders()
	t.markUnshown()
	for _, s := range t.Sentences {
		if !s.Carries() {
			continue
		}
		for _, word := range words.Split(s.Text) {
			t.words[word], t.words[strings.ToLower(word)] = true, true
		}
	}
	t.ranked = sync.OnceValue(t.rank)
	t.uttered = sync.OnceValue(t.utterances)
	t.original = sync.OnceValue(t.copies)
	t.stems = sync.OnceValue(func() map[string]bool { return words.Stems(t.readable()) })
	t.things = sync.OnceValue(func() aliases.Set { return aliases.In(t.readable()) })
	for number, source := range t.Sources {
		t.readQuotations(number, source)
		for _, entity := range source.Reading.Entities {
			for _, word := range words.Split(entity.Name) {
				t.names[word] = strings.ToLower(word) != word
			}
		}
	}
	return t
}

func (t *Transcript) readQuotations(number int, source Source) {
	for i, q := range source.Reading.Quotations {
		text := source.Reading.Text[q.Start:q.End]
		if words.Count(text) < minQuotation || q.Attribution < 0 && !mayBeSpeech(text) || !source.Shows(q.Outer) || isTorn(source.Reading, i) {
			continue
		}
		inOrder := false // the quotation's own sentences count: its speaker may be named for words in an order too
		at := sort.Search(len(source.Reading.Sentences), func(n int) bool { return source.Reading.Sentences[n].End > q.Start })
		for n := at; n < len(source.Reading.Sentences) && source.Reading.Sentences[n].Start < q.End; n++ {
			inOrder = inOrder || t.Sentences[source.First-1+n].Order
		}
		if !inOrder {
			t.Quotations = append(t.Quotations, Quotation{number, i, text})
		}
	}
}

// isTorn says whether a quotation, by its index, opens another one that ends outside it, or breaks off where the next one opens and does not go
// on with it: where its own end is nobody knows.
func isTorn(r *attribution.Reading, index int) bool {
	q := r.Quotations[index]
	text := r.Text[q.Start:q.End]
	if strings.Contains(text, "„") {
		return false
	}
	broken := q.End == q.Outer.End && strings.HasPrefix(strings.TrimLeft(r.Text[q.End:], " "), "“")
	return broken && !r.GoesOn(index) || strings.Count(text, "“") > strings.Count(text, "”")
}

// mayBeSpeech tells words that somebody may have said, where nobody is named for them, from titles and names: they are a few,
// and most of the longer ones have no capital.
func mayBeSpeech(text string) bool {
	const least, long = 4, 4 // words; bytes of a longer word
	all := strings.Fields(text)
	longer, capitals := 0, 0
	for _, word := range all {
		if len(word) >= long {
			longer++
			if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
				capitals++
			}
		}
	}
	return words.Count(text) >= least && capitals*2 <= longer
}

// Found is the quotation in its source's reading.
func (t *Transcript) Found(q Quotation) attribution.Quotation {
	return t.Sources[q.Source].Reading.Quotations[q.Index]
}

// AttributionOf is the attribution that a quotation belongs to; of one that nobody is told to have said, one without a speaker.
func (t *Transcript) AttributionOf(q Quotation) attribution.Attribution {
	found := t.Found(q)
	reading := t.Sources[q.Source].Reading
	if found.Attribution >= 0 {
		return reading.Attributions[found.Attribution]
	}
	a := attribution.Attribution{Kind: attribution.Direct, Speaker: -1, Quotations: []int{q.Index}}
	for i, sentence := range reading.Sentences {
		if sentence.Start < found.End && sentence.End > found.Start {
			a.Sentences = append(a.Sentences, i)
		}
	}
	return a
}

// SpeakerOf is the entity that a quotation is resolved to by all articles that have it, or nil when that is unclear.
func (t *Transcript) SpeakerOf(number int) *attribution.Entity { return t.uttered()[number].speaker }

// readSpeaker is the entity that its own article resolves a quotation to, or nil.
func (t *Transcript) readSpeaker(q Quotation) *attribution.Entity {
	return t.Sources[q.Source].Speaker(t.AttributionOf(q))
}

// Speaker is the entity that an attribution is resolved to, or nil when that is unclear.
func (s Source) Speaker(a attribution.Attribution) *attribution.Entity {
	if a.Speaker < 0 {
		return nil
	}
	return &s.Reading.Entities[a.Speaker]
}

// Why tells why an attribution of the source, one of its reading's by index, has its speaker.
func (s Source) Why(index int) attribution.Why {
	return attribution.Explain(s.Reading, s.options, index)
}

// Title is the article's, or "" when it is meant for who writes about the article.
func (s Source) Title() string {
	if IsSoliciting(s.Article.Title) {
		return ""
	}
	return s.Article.Title
}

// Headline is the index of the sentence that is the source's headline, pasted along with its text, or -1: the first line,
// where it has no full stop or is written In Capitals Like This.
func (s Source) Headline() int { return headlineOf(s.Reading) }

func headlineOf(r *attribution.Reading) int {
	if len(r.Sentences) < 2 || r.Sentences[1].Paragraph == r.Sentences[0].Paragraph {
		return -1
	}
	text := r.Text[r.Sentences[0].Start:r.Sentences[0].End]
	long, capital := 0, 0
	for _, word := range words.Split(text) {
		if len(word) > 3 {
			long++
			if strings.ToLower(word) != word {
				capital++
			}
		}
	}
	if strings.ContainsAny(text[len(text)-1:], ".!?") && (long < 4 || capital*4 < long*3) {
		return -1
	}
	return 0
}

// Quoted says whether a part of a sentence stands between quotation marks; a sentence in the middle of a long quotation
// has no marks of its own.
func (s Source) Quoted(sentence attribution.Sentence) bool {
	return slices.ContainsFunc(s.Reading.Quotations, func(q attribution.Quotation) bool {
		return q.Outer.Start < sentence.End && q.Outer.End > sentence.Start
	})
}

// Numbers turns indexes of sentences in a source into their numbers in the transcript.
func (s Source) Numbers(indexes []int) []int {
	numbers := make([]int, len(indexes))
	for i, index := range indexes {
		numbers[i] = s.First + index
	}
	return numbers
}

// Lines renders the sentences of a source for the model: numbered, the quotations tagged where they stand. Tags that an
// article writes itself are defused, and of an order only the number is left.
func (t *Transcript) Lines(source int) []string {
	reading := t.Sources[source].Reading
	type tag struct {
		at    int
		text  string
		close bool
	}
	var tags []tag
	for i, q := range t.Quotations {
		if q.Source == source {
			span := reading.Quotations[q.Index].Span
			tags = append(tags, tag{span.Start, fmt.Sprintf("<q%d>", i+1), false}, tag{span.End, fmt.Sprintf("</q%d>", i+1), true})
		}
	}
	slices.SortStableFunc(tags, func(a, b tag) int { return a.at - b.at })
	var lines []string
	for i, sentence := range reading.Sentences {
		var line strings.Builder
		fmt.Fprintf(&line, "%d| ", t.Sources[source].First+i)
		if t.Sentences[t.Sources[source].First-1+i].Order {
			lines = append(lines, line.String()+"…")
			continue
		}
		at := sentence.Start
		for _, tag := range tags {
			if tag.at < at || tag.at > sentence.End || tag.at == sentence.End && !tag.close {
				continue
			}
			line.WriteString(Defuse(reading.Text[at:tag.at]) + tag.text)
			at = tag.at
		}
		line.WriteString(Defuse(reading.Text[at:sentence.End]))
		lines = append(lines, line.String())
	}
	return lines
}

// Defuse keeps article text from imitating the transcript's own marks: tags, line numbers and the roles of a chat.
func Defuse(text string) string {
	return strings.NewReplacer("<", "‹", ">", "›", "|", "¦", "\n", " ", "[INST]", "(INST)").Replace(text)
}

// readable is the text of all sentences that lines may rest on, and the titles.
func (t *Transcript) readable() string {
	var all strings.Builder
	for _, source := range t.Sources {
		all.WriteString(source.Title() + ".\n")
	}
	for _, s := range t.Sentences {
		if s.Carries() {
			all.WriteString(s.Text + "\n")
		}
	}
	return all.String()
}

// Has says whether the articles have a word, as written or in small letters.
func (t *Transcript) Has(word string) bool { return t.words[word] }

// IsName says whether a word, as written, is one with a capital in the name of an entity.
func (t *Transcript) IsName(word string) bool { return t.names[word] }

// SentencesOf are the numbers of the sentences that hold a quotation, of a long one the first few; where it is attributed, those
// of its attribution.
func (t *Transcript) SentencesOf(q Quotation) []int {
	source := t.Sources[q.Source]
	return source.Numbers(t.AttributionOf(q).Sentences)
}

// NumberOf is the number of the sentence in which a quotation begins.
func (t *Transcript) NumberOf(q Quotation) int {
	source, start := t.Sources[q.Source], t.Found(q).Start
	at := sort.Search(len(source.Reading.Sentences), func(n int) bool { return source.Reading.Sentences[n].End > start })
	return source.First + min(at, len(source.Reading.Sentences)-1)
}

// Line renders one sentence for a model, numbered, without the tags of its quotations; of an order only the number is left.
func (t *Transcript) Line(number int) string {
	sentence := t.Sentences[number-1]
	if sentence.Order {
		return fmt.Sprintf("%d| …", number)
	}
	return fmt.Sprintf("%d| %s", number, Defuse(sentence.Text))
}
