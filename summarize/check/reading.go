package check

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/summarize/transcript"
	"parley/summarize/words"
)

// A Question is what is asked in the second reading: sentences of the articles, and the lines that rest on them, one a row. Among
// the rows is one that was spoilt on purpose; an answer that overlooks it comes from nobody who has read.
type Question struct {
	Sentences []string // 14| The council met.
	Rows      []string // 2 (9,10) [Green Party; Ada Lind] Lind wants …

	rows []row // rows[i] has number i+1
}

// A row is what is asked about: a line, a dispute, a quotation, or a party's stance; or a spoilt copy of one of them.
type row struct {
	line    *line
	dispute *dispute
	quote   *quote
	stance  int // index of the party, where none of them is set

	cites   []int  // the sentences that it names
	shown   []int  // those and the ones before them, as far as the speaker's name
	bracket string // whose line it is, or that several articles are to say it
	text    string

	language string
	spoilt   bool
	of       *row // the row that a spoilt one copies
}

// A Mark is what the second reading says of one row that is not right. All but N may be empty.
type Mark struct {
	N       int    `json:"n"`
	Why     string `json:"why"`
	Speaker string `json:"speaker"`
	Party   string `json:"party"`
	Text    string `json:"text"`
}

// UnmarshalJSON reads a number however it is written.
func (m *Mark) UnmarshalJSON(data []byte) error {
	type plain Mark
	shadow := struct {
		*plain
		N number `json:"n"`
	}{plain: (*plain)(m)}
	_ = json.Unmarshal(data, &shadow) // a mark of no row marks none
	m.N = int(shadow.N)
	return nil
}

// Question is what to ask of a proof; nil when there is nothing to read. The same proof gives the same question.
func (p *Proof) Question() *Question {
	rows := p.realRows()
	if len(rows) == 0 {
		return nil
	}
	q := &Question{}
	shown := map[int]bool{}
	for _, r := range withSpoilt(rows) {
		q.rows = append(q.rows, *r)
		q.Rows = append(q.Rows, r.write(len(q.rows)))
		for _, number := range r.shown {
			shown[number] = true
		}
	}
	for i := range p.transcript.Sentences {
		if shown[i+1] {
			q.Sentences = append(q.Sentences, p.transcript.Line(i+1))
		}
	}
	return q
}

// realRows are the lines that a brief would show, the gist first, then what articles agree on and what they do not, then party by party.
func (p *Proof) realRows() []*row {
	var rows []*row
	for _, l := range p.lines {
		if l.party < 0 {
			rows = append(rows, p.lineRow(l))
		}
	}
	for _, d := range p.disputes {
		rows = append(rows, p.disputeRow(d))
	}
	for i := range p.parties {
		rest := []int{} // of the party's stance
		for _, l := range p.lines {
			if l.party == i {
				rows = append(rows, p.lineRow(l))
				rest = append(rest, l.Sentences...)
			}
		}
		for _, q := range p.quotes {
			if q.party == i {
				rows = append(rows, p.quoteRow(q))
				rest = append(rest, rows[len(rows)-1].cites...)
			}
		}
		if stance := p.parties[i].Stance; stance != "none" && p.question != "" && len(rest) > 0 {
			cites := slices.Compact(slices.Sorted(slices.Values(rest)))
			rows = append(rows, &row{stance: i, cites: cites, shown: cites, bracket: bracket(p.parties[i].Name, ""), text: stance + ": " + p.question})
		}
	}
	return rows
}

func (p *Proof) lineRow(l *line) *row {
	r := &row{line: l, cites: l.Sentences, text: l.Text, language: p.transcript.LanguageOf(l.Sentences)}
	switch {
	case l.party >= 0:
		r.bracket = bracket(p.parties[l.party].Name, l.By)
	case l.party == ofAgreed:
		r.bracket = "agree (" + groupsText(p.transcript.BySource(l.Sentences)) + "): "
	}
	r.shown = p.context(l.Sentences, l.By, l.Text)
	if l.party == ofAgreed { // who "he" is must be seen in each article
		for _, own := range p.transcript.BySource(l.Sentences) {
			r.shown = append(r.shown, p.context(own, "", l.Text)...)
		}
	}
	return r
}

func (p *Proof) disputeRow(d *dispute) *row {
	r := &row{dispute: d}
	r.cites, r.bracket, r.text = d.row()
	for _, v := range d.versions {
		r.shown = append(r.shown, p.context(v.Sentences, "", v.Text)...)
	}
	return r
}

// quotedRunes is how much of a quotation a row shows: enough to find it by.
const quotedRunes = 45

func (p *Proof) quoteRow(q *quote) *row {
	quotation := p.transcript.Quotations[q.Quotation-1]
	text := strings.Join(strings.Fields(transcript.Defuse(quotation.Text)), " ")
	if runes := []rune(text); len(runes) > quotedRunes {
		text = string(runes[:quotedRunes]) + "…"
	}
	cites := FirstCites(p.transcript.SentencesOf(quotation))
	return &row{
		quote: q, cites: cites, shown: p.context(cites, q.speaker, ""),
		bracket: bracket(p.parties[q.party].Name, q.speaker), text: "«" + text + "»",
	}
}

// FirstCites are as many sentences as a line may cite.
func FirstCites(numbers []int) []int { return numbers[:min(len(numbers), MaxCites)] }

// bracket holds a party and, where there is one, its speaker. What would end it is left out of the names.
func bracket(party, speaker string) string {
	clean := func(name string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune("[];", r) {
				return -1
			}
			return r
		}, name)
	}
	if speaker == "" {
		return "[" + clean(party) + "] "
	}
	return "[" + clean(party) + "; " + clean(speaker) + "] "
}

// context are a line's sentences, and where they leave out its speaker's name or another one that it has, those before them: back to
// the one with the speaker's name, three at most and one at least.
func (p *Proof) context(cites []int, speaker, text string) []int {
	cited := p.transcript.Cited(cites)
	if (speaker == "" || transcript.HasName(cited, speaker)) && !lacksName(cited, text) {
		return cites
	}
	all := p.transcript.Context(cites)
	before := len(all) - len(cites)
	from := max(0, before-1)
	for speaker != "" && from > 0 && !transcript.HasName(p.transcript.Cited(all[from:before+1]), speaker) {
		from--
	}
	return all[from:]
}

// lacksName says whether a text has a name behind its first word that its sentences lack.
func lacksName(cited, text string) bool {
	here := namesOf(cited)
	for i, word := range words.Split(text) {
		if i > 0 && mayBeName(word) && !here.has(word) {
			return true
		}
	}
	return false
}

// write renders a row under its number.
func (r *row) write(number int) string {
	text := transcript.Defuse(r.text)
	if r.dispute != nil || r.line != nil && r.line.party < 0 { // the brief's own voice; a name that it puts in brackets is nobody's
		text = strings.NewReplacer("[", "(", "]", ")").Replace(text)
	}
	return fmt.Sprintf("%d (%s) %s%s", number, numbersText(r.cites), r.bracket, text)
}

// numbersText is numbers as a row has them.
func numbersText(numbers []int) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ",")
}
