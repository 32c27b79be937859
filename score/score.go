// Package score measures who-said-what output against articles that people have labelled. It is the Go form of the measure
// that comes with the PolNeAR data (score.py): both give the same figures. Start with [ReadGold], [ReadOutput] and
// [Score]; the fields of [Report] define the figures.
//
// # Labelling articles
//
// A corpus is JSON Lines, an article a line: id, publisher, text, and what is in it. Offsets are Unicode code points into
// text, [start, end).
//
//	attributions   type (direct, mixed, indirect), content, source, cue: lists of spans; content_text, source_text;
//	               source_kind (name, nominal, anaphor "the senator", pronoun, none); source_resolved, the name behind an
//	               anaphor or a pronoun; cue_class (speech or other)
//	quotes         quotations of three words or more that somebody is given: text, type, speaker, speaker_kind,
//	               speaker_resolved
//	unattributed_quotes   other quoted text, such as titles: text
//	parties        sources with their names: name, kind (person, other, anaphor), aliases, n_attributions
//	discard        spans to pass over
package score

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxLine is the longest line of a corpus, in bytes.
const maxLine = 64 << 20

// A Span is a range of Unicode code points, [start, end).
type Span [2]int

// Gold is one labelled article. The package's comment describes the fields.
type Gold struct {
	ID           string        `json:"id"`
	Publisher    string        `json:"publisher"`
	Text         string        `json:"text"`
	Attributions []Attribution `json:"attributions"`
	Quotes       []GoldQuote   `json:"quotes"`
	Unattributed []GoldQuote   `json:"unattributed_quotes"`
	Parties      []GoldParty   `json:"parties"`
	Discard      []Span        `json:"discard"`
}

// An Attribution of a labelled article: who (source), how (cue), what (content).
type Attribution struct {
	Type        string `json:"type"`
	Content     []Span `json:"content"`
	Source      []Span `json:"source"`
	Cue         []Span `json:"cue"`
	ContentText string `json:"content_text"`
	SourceText  string `json:"source_text"`
	SourceKind  string `json:"source_kind"`
	Resolved    string `json:"source_resolved"`
	CueClass    string `json:"cue_class"`
}

// A GoldQuote is a quotation of a labelled article.
type GoldQuote struct {
	Text        string `json:"text"`
	Type        string `json:"type"`
	Speaker     string `json:"speaker"`
	SpeakerKind string `json:"speaker_kind"`
	Resolved    string `json:"speaker_resolved"`
}

// A GoldParty is a source of a labelled article with all its names.
type GoldParty struct {
	Name         string   `json:"name"`
	Kind         string   `json:"kind"`
	Aliases      []string `json:"aliases"`
	Attributions int      `json:"n_attributions"`
}

// Output is what a system says of one article. An item is found in the article by its span, else by its evidence (a
// sentence, word for word), else by its text. Without parties, quotes and statements stand for their positions.
type Output struct {
	ID         string  `json:"id"`
	Quotes     []Item  `json:"quotes"`
	Statements []Item  `json:"statements"`
	Parties    []Party `json:"parties"`
}

// An Item is a quotation, a statement or a position. What is not sure has its best guess as the speaker, which people are not
// to be shown as certain; without Sure every speaker counts as shown.
type Item struct {
	Text     string `json:"text"`
	Speaker  string `json:"speaker,omitempty"`
	Span     *Span  `json:"span,omitempty"`
	Evidence string `json:"evidence,omitempty"`

	Probability *float64 `json:"probability,omitempty"` // that the speaker is right
	Sure        *bool    `json:"sure,omitempty"`
}

// A Party is a name with what it wants or holds.
type Party struct {
	Name      string `json:"name"`
	Positions []Item `json:"positions"`
}

// ReadGold reads a corpus. Its error names the line; an empty corpus is one, too.
func ReadGold(r io.Reader) ([]Gold, error) {
	gold, err := readLines(r, func(g Gold) string { return g.ID })
	if err == nil && len(gold) == 0 {
		err = errors.New("score: the corpus holds no article")
	}
	return gold, err
}

// ReadOutput reads what a system said, by article. Its error names the line.
func ReadOutput(r io.Reader) (map[string]Output, error) {
	lines, err := readLines(r, func(o Output) string { return o.ID })
	output := map[string]Output{}
	for _, line := range lines {
		output[line.ID] = line
	}
	return output, err
}

func readLines[T any](r io.Reader, id func(T) string) ([]T, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	var all []T
	seen := map[string]bool{}
	for number := 1; lines.Scan(); number++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var one T
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("score: line %d: %w", number, err)
		}
		if seen[id(one)] {
			return nil, fmt.Errorf("score: line %d: a second article with id %q", number, id(one))
		}
		seen[id(one)] = true
		all = append(all, one)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("score: reading lines: %w", err)
	}
	return all, nil
}
