package main

import (
	_ "embed"
	"html/template"
	"io"

	"parley/summarize/transcript"
)

//go:embed html/transcript.tmpl
var transcriptTemplate string

// transcriptView is what the HTML page of a transcript shows, and the panel of the playground. Whoever draws it escapes every text.
type transcriptView struct {
	Title      string           `json:"title"`
	Language   string           `json:"language"`
	Speakers   []speakerView    `json:"speakers"`
	Paragraphs [][]sentenceView `json:"paragraphs"`
	Said       []saidView       `json:"said"`
}

type speakerView struct {
	Name string `json:"name"`
	Role string `json:"role"`
	Hue  int    `json:"hue"` // degrees
}

type sentenceView struct {
	Number int        `json:"number"`
	Parts  []partView `json:"parts"`
}

type partView struct {
	Text    string `json:"text"`
	Speaker string `json:"speaker"`
	Hue     int    `json:"hue"`
	Quoted  bool   `json:"quoted"`
	Said    int    `json:"said"` // index into Said, -1: nobody speaks
}

type saidView struct {
	Speaker string `json:"speaker"`
	Role    string `json:"role"`
	Kind    string `json:"kind"`
	Text    string `json:"text"`
	Hue     int    `json:"hue"`

	of attributionKey
}

// An attributionKey names an attribution of a transcript: its source, and its index in that one's reading.
type attributionKey struct{ source, index int }

// writeTranscriptHTML writes a page that stands alone: no script, no link, nothing from outside.
func writeTranscriptHTML(w io.Writer, t *transcript.Transcript) error {
	page, err := template.New("transcript").Parse(transcriptTemplate)
	if err != nil {
		return err
	}
	return page.Execute(w, newTranscriptView(t))
}

func newTranscriptView(t *transcript.Transcript) transcriptView {
	first := t.Sources[0]
	view := transcriptView{Title: first.Article.Title, Language: first.Reading.Language, Speakers: []speakerView{}, Said: []saidView{}}
	hues := map[string]int{}
	for number, source := range t.Sources {
		for i, found := range source.Reading.Attributions {
			if source.Hides(found) {
				continue
			}
			name, role := speakerName(source.Reading, i), ""
			if name != "" {
				role = source.Reading.Entities[found.Speaker].Role
			}
			if _, known := hues[name]; name != "" && !known {
				// The golden angle keeps neighbours apart however many there are.
				hues[name] = len(hues) * 137 % 360
				view.Speakers = append(view.Speakers, speakerView{name, role, hues[name]})
			}
			view.Said = append(view.Said, saidView{guess(found, name), role, string(found.Kind), clean(shownContent(source.Reading, found)), hues[name], attributionKey{number, i}})
		}
	}
	view.Paragraphs = paragraphViews(t, view.Said, hues)
	if view.Title == "" && len(t.Sentences) > 0 {
		view.Title = t.Sentences[0].Text
	}
	return view
}

func paragraphViews(t *transcript.Transcript, said []saidView, hues map[string]int) [][]sentenceView {
	at := map[attributionKey]int{}
	for i, s := range said {
		at[s.of] = i
	}
	var paragraphs [][]sentenceView
	last := [2]int{-1, -1}
	for i, sentence := range t.Sentences {
		source := t.Sources[sentence.Source]
		found := source.Reading.Sentences[sentence.Index]
		if here := [2]int{sentence.Source, found.Paragraph}; here != last {
			paragraphs = append(paragraphs, nil)
			last = here
		}
		view := sentenceView{Number: i + 1}
		for _, part := range cutAtSpeech(source, found.Span) {
			index, shown := at[attributionKey{sentence.Source, part.said}]
			if !shown {
				index = -1
			}
			view.Parts = append(view.Parts, partView{part.text, part.speaker, hues[part.speaker], part.quoted, index})
		}
		end := len(paragraphs) - 1
		paragraphs[end] = append(paragraphs[end], view)
	}
	return paragraphs
}
