package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"
	"unicode/utf8"

	"parley/article"
	"parley/summarize/attribution"
	"parley/summarize/transcript"
)

// maxLine is the longest line that read --jsonl takes, in bytes.
const maxLine = 64 << 20

type readCommand struct {
	Article string `arg:"" optional:"" default:"-" help:"A link, a file, or - for standard input (the default)."`
	JSON    bool   `help:"Print what was read as one JSON object." xor:"form"`
	HTML    bool   `name:"html" help:"Print an HTML page with the quotations in their speakers' colours." xor:"form"`
	JSONL   bool   `name:"jsonl" help:"Read lines of {\"id\",\"text\"} on standard input; print who said what, a line each." xor:"form"`
	Why     int    `placeholder:"N" help:"Tell why the Nth of those who said what has its speaker; with --json, as part of it."`
	fetchFlags
}

func (c *readCommand) Run(sh *shell) error {
	if c.Why != 0 && (c.JSONL || c.HTML) {
		return usageError{errors.New("--why goes with plain text or --json")}
	}
	if c.JSONL {
		if c.Article != "-" {
			return usageError{errors.New("--jsonl reads standard input: name no article")}
		}
		return readLines(sh)
	}
	config, err := sh.config()
	if err != nil {
		return err
	}
	progress := startProgress(sh.stderr)
	defer progress.stop()
	progress.step("Reading " + c.Article)
	got, err := openArticle(sh.ctx, c.fetcher(config), sh.stdin, c.Article)
	if err != nil {
		return err
	}
	transcript := transcript.Read(got)
	progress.stop()
	object := newReadObject(transcript)
	if said := len(transcript.Sources[0].Reading.Attributions); c.Why < 0 || c.Why > said {
		return usageError{fmt.Errorf("--why %d: the text has %d statements and quotations with a source", c.Why, said)}
	}
	if c.Why > 0 {
		why := transcript.Sources[0].Why(c.Why - 1)
		object.Why = &why
	}
	switch {
	case c.JSON:
		return writeJSON(sh.stdout, object)
	case c.Why > 0:
		return writeWhy(newPage(sh.stdout), c.Why, object.Why)
	case c.HTML:
		return writeTranscriptHTML(sh.stdout, transcript)
	}
	return writeTranscript(newPage(sh.stdout), transcript)
}

// readLine is one line of `read --jsonl`. Spans are Unicode code points into the text that was given.
type readLine struct {
	ID         string          `json:"id"`
	Quotes     []readQuote     `json:"quotes"`
	Statements []readStatement `json:"statements"`
	Parties    []readParty     `json:"parties"`
	Error      string          `json:"error,omitempty"`
}

type readQuote struct {
	Text string `json:"text"`
	readSpeaker
	Span [2]int `json:"span"`
}

// A readSpeaker is the best guess of who speaks. Only a sure one should be shown as certain.
type readSpeaker struct {
	Number      int         `json:"number"`      // in the list of who said what
	Speaker     string      `json:"speaker"`     // a resolved name; "" when unclear
	Probability float64     `json:"probability"` // that the speaker is right
	Sure        bool        `json:"sure"`
	RunnerUp    *readRunner `json:"runner_up,omitempty"`
}

// A readRunner is who else may speak, with its share among all that were weighed.
type readRunner struct {
	Speaker string  `json:"speaker"`
	Share   float64 `json:"share"`
}

// newReadSpeaker is of nobody where the attribution is missing.
func newReadSpeaker(r *attribution.Reading, index int) readSpeaker {
	if index < 0 {
		return readSpeaker{}
	}
	a := r.Attributions[index]
	s := readSpeaker{Number: index + 1, Speaker: speakerName(r, index), Probability: thousandths(a.Probability), Sure: a.Sure}
	for _, other := range a.Others {
		if share := thousandths(other.Share); share > 0 {
			s.RunnerUp = &readRunner{r.Entities[other.Entity].Name, share}
			break
		}
	}
	return s
}

// thousandths rounds a probability to what it can tell.
func thousandths(p float32) float64 { return math.Round(float64(p)*1000) / 1000 }

// A readStatement is indirect or mixed speech with the sentence, word for word, that carries it.
type readStatement struct {
	Text string `json:"text"`
	readSpeaker
	Evidence string `json:"evidence"`
}

// A readParty is one speaker here: sides are drawn up only in a brief.
type readParty struct {
	Name      string         `json:"name"`
	Positions []readPosition `json:"positions"`
}

type readPosition struct {
	Text     string `json:"text"`
	Evidence string `json:"evidence"`
}

// readObject is the JSON form of `read --json`: a readLine with the numbered sentences.
type readObject struct {
	Title     string         `json:"title"`
	Link      string         `json:"link"`
	Language  string         `json:"language"`
	Sentences []readSentence `json:"sentences"`
	readLine
	Why *attribution.Why `json:"why,omitempty"`
}

type readSentence struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

func newReadObject(t *transcript.Transcript) readObject {
	source := t.Sources[0]
	object := readObject{
		Title:     source.Article.Title,
		Link:      source.Article.Link,
		Language:  source.Reading.Language,
		Sentences: []readSentence{},
		readLine:  newReadLine(source.Article.Link, t),
	}
	for i, sentence := range t.Sentences {
		object.Sentences = append(object.Sentences, readSentence{Number: i + 1, Text: sentence.Text})
	}
	return object
}

// readLines answers every line, in order and as soon as it is read: who asks over a pipe may wait for the answer before he asks
// again. A line that cannot be read is answered with its error, and nothing is lost.
func readLines(sh *shell) error {
	lines := bufio.NewScanner(sh.stdin)
	lines.Buffer(nil, maxLine)
	encoder := json.NewEncoder(sh.stdout)
	encoder.SetEscapeHTML(false)
	bad := 0
	err := inOrder(sh.ctx, numbered(lines), readNumbered, func(line readLine) error {
		if line.Error != "" {
			bad++
			fmt.Fprintln(sh.stderr, "parley:", line.Error)
		}
		return encoder.Encode(line)
	})
	if err == nil {
		err = lines.Err()
	}
	if err != nil {
		return fmt.Errorf("standard input: %w", err)
	}
	if bad > 0 {
		return reportedError{fmt.Errorf("%d lines could not be read", bad)}
	}
	return nil
}

type numberedLine struct {
	number int
	text   []byte
}

// numbered are the lines that are not blank.
func numbered(lines *bufio.Scanner) iter.Seq[numberedLine] {
	return func(yield func(numberedLine) bool) {
		for number := 1; lines.Scan(); number++ {
			text := bytes.TrimSpace(lines.Bytes())
			if len(text) > 0 && !yield(numberedLine{number, bytes.Clone(text)}) {
				return
			}
		}
	}
}

func readNumbered(line numberedLine) readLine {
	var in struct {
		ID   string  `json:"id"`
		Text *string `json:"text"`
	}
	err := json.Unmarshal(line.text, &in)
	if err == nil && in.Text == nil {
		err = errors.New(`no "text"`)
	}
	if err != nil {
		answer := emptyReadLine(in.ID)
		answer.Error = fmt.Sprintf("line %d: %v", line.number, err)
		return answer
	}
	return newReadLine(in.ID, transcript.Read(&article.Article{Text: *in.Text}))
}

func emptyReadLine(id string) readLine {
	return readLine{ID: id, Quotes: []readQuote{}, Statements: []readStatement{}, Parties: []readParty{}}
}

func newReadLine(id string, t *transcript.Transcript) readLine {
	line := emptyReadLine(id)
	source, at, start := -1, 0, 0 // characters are counted from the quotation before, for a text may have thousands
	for _, quotation := range t.Quotations {
		reading := t.Sources[quotation.Source].Reading
		found := reading.Quotations[quotation.Index]
		if found.Attribution < 0 {
			continue // it may be speech, but nobody is told to have said it
		}
		if quotation.Source != source || found.Start < at {
			source, at, start = quotation.Source, 0, 0
		}
		start += utf8.RuneCountInString(reading.Text[at:found.Start])
		at = found.Start
		line.Quotes = append(line.Quotes, readQuote{
			Text:        quotation.Text,
			readSpeaker: newReadSpeaker(reading, found.Attribution),
			Span:        [2]int{start, start + utf8.RuneCountInString(quotation.Text)},
		})
	}
	bySpeaker := map[string]int{}
	for _, source := range t.Sources {
		reading := source.Reading
		for i, found := range reading.Attributions {
			if source.Hides(found) {
				continue
			}
			name, position := speakerName(reading, i), readPosition{strings.Join(contentParts(reading, found), " "), evidence(reading, found)}
			if found.Kind != attribution.Direct {
				line.Statements = append(line.Statements, readStatement{position.Text, newReadSpeaker(reading, i), position.Evidence})
			}
			if name == "" {
				continue
			}
			at, known := bySpeaker[name]
			if !known {
				at = len(line.Parties)
				bySpeaker[name] = at
				line.Parties = append(line.Parties, readParty{Name: name})
			}
			line.Parties[at].Positions = append(line.Parties[at].Positions, position)
		}
	}
	return line
}

// speakerName is "" where the attribution is missing or its speaker is unclear.
func speakerName(r *attribution.Reading, index int) string {
	if index < 0 || r.Attributions[index].Speaker < 0 {
		return ""
	}
	return r.Entities[r.Attributions[index].Speaker].Name
}

func contentParts(r *attribution.Reading, a attribution.Attribution) []string {
	var parts []string
	for _, span := range a.Content {
		parts = append(parts, strings.TrimSpace(r.Text[span.Start:span.End]))
	}
	return parts
}

// evidence is the text from the first sentence that holds the content to the last, word for word.
func evidence(r *attribution.Reading, a attribution.Attribution) string {
	if len(a.Sentences) == 0 {
		return ""
	}
	first, last := r.Sentences[a.Sentences[0]], r.Sentences[a.Sentences[len(a.Sentences)-1]]
	return r.Text[first.Start:last.End]
}
