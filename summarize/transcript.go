package summarize

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"parley/article"
	"parley/summarize/attribution"
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

	words map[string]bool // every word of the sentences, as written and in small letters
	names map[string]bool // every word with a capital in the name of an entity
}

// A Source is one article of a transcript with its reading.
type Source struct {
	Article *article.Article
	Reading *attribution.Reading
	First   int // number of its first sentence
}

// A Sentence of a transcript, at Index in its source's reading.
type Sentence struct {
	Source, Index int
	Text          string // copied from the article by offset
	Order         bool   // meant for who writes about the article, not for its readers: nothing may rest on it
}

// A Quotation of a transcript: one that is attributed to someone and long enough to stand alone.
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
		reading := attribution.Read(a.Text, attribution.Options{Language: a.Language, Skip: skip})
		t.Sources = append(t.Sources, Source{Article: a, Reading: reading, First: len(t.Sentences) + 1})
		for i, s := range reading.Sentences {
			t.Sentences = append(t.Sentences, Sentence{Source: number, Index: i, Text: reading.Text[s.Start:s.End]})
		}
	}
	t.markOrders()
	for _, s := range t.Sentences {
		if s.Order {
			continue
		}
		for _, word := range tokens(s.Text) {
			t.words[word], t.words[strings.ToLower(word)] = true, true
		}
	}
	for number, source := range t.Sources {
		t.readQuotations(number, source)
		for _, entity := range source.Reading.Entities {
			for _, word := range tokens(entity.Name) {
				t.names[word] = strings.ToLower(word) != word
			}
		}
	}
	return t
}

func (t *Transcript) readQuotations(number int, source Source) {
	for i, q := range source.Reading.Quotations {
		text := source.Reading.Text[q.Start:q.End]
		if q.Attribution < 0 || len(strings.Fields(text)) < minQuotation {
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

// found is the quotation in its source's reading.
func (t *Transcript) found(q Quotation) attribution.Quotation {
	return t.Sources[q.Source].Reading.Quotations[q.Index]
}

// attributionOf is the attribution that a quotation belongs to.
func (t *Transcript) attributionOf(q Quotation) attribution.Attribution {
	return t.Sources[q.Source].Reading.Attributions[t.found(q).Attribution]
}

// speakerOf is the entity that a quotation is resolved to, or nil when that is unclear.
func (t *Transcript) speakerOf(q Quotation) *attribution.Entity {
	return t.Sources[q.Source].speaker(t.attributionOf(q))
}

func (s Source) speaker(a attribution.Attribution) *attribution.Entity {
	if a.Speaker < 0 {
		return nil
	}
	return &s.Reading.Entities[a.Speaker]
}

// title is the article's, or "" when it is meant for who writes about the article.
func (s Source) title() string {
	if addresses(s.Article.Title, foldedTokens(s.Article.Title)) {
		return ""
	}
	return s.Article.Title
}

// headline is the index of the sentence that is the source's headline, pasted along with its text, or -1: the first line,
// where it has no full stop or is written In Capitals Like This.
func (s Source) headline() int {
	if len(s.Reading.Sentences) < 2 || s.Reading.Sentences[1].Paragraph == s.Reading.Sentences[0].Paragraph {
		return -1
	}
	first := s.Reading.Sentences[0]
	text := s.Reading.Text[first.Start:first.End]
	long, capital := 0, 0
	for _, word := range tokens(text) {
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

// quoted says whether a part of a sentence stands between quotation marks; a sentence in the middle of a long quotation
// has no marks of its own.
func (s Source) quoted(sentence attribution.Sentence) bool {
	return slices.ContainsFunc(s.Reading.Quotations, func(q attribution.Quotation) bool {
		return q.Outer.Start < sentence.End && q.Outer.End > sentence.Start
	})
}

// numbers turns indexes of sentences in a source into their numbers in the transcript.
func (s Source) numbers(indexes []int) []int {
	numbers := make([]int, len(indexes))
	for i, index := range indexes {
		numbers[i] = s.First + index
	}
	return numbers
}

// lines renders the sentences of a source for the model: numbered, the quotations tagged where they stand. Tags that an
// article writes itself are defused, and of an order only the number is left.
func (t *Transcript) lines(source int) []string {
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
			line.WriteString(defuse(reading.Text[at:tag.at]) + tag.text)
			at = tag.at
		}
		line.WriteString(defuse(reading.Text[at:sentence.End]))
		lines = append(lines, line.String())
	}
	return lines
}

// defuse keeps article text from imitating the transcript's own marks: tags, line numbers and the roles of a chat.
func defuse(text string) string {
	return strings.NewReplacer("<", "‹", ">", "›", "|", "¦", "\n", " ", "[INST]", "(INST)").Replace(text)
}
