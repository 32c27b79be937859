package main

import (
	_ "embed"
	"html/template"
	"io"

	"parley/summarize/attribution"
	"parley/summarize/transcript"
)

//go:embed html/transcript.tmpl
var transcriptTemplate string

// transcriptView is what the HTML page of a transcript shows. The template escapes every text of the article.
type transcriptView struct {
	Title, Language string
	Speakers        []speakerView
	Paragraphs      [][]sentenceView
	Said            []saidView
}

type speakerView struct {
	Name, Role string
	Hue        int // degrees
}

type sentenceView struct {
	Number int
	Parts  []partView
}

type partView struct {
	Text, Speaker string
	Hue           int
	Quoted        bool
}

type saidView struct {
	Speaker, Kind, Text string
	Hue                 int
}

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
	view := transcriptView{Title: first.Article.Title, Language: first.Reading.Language}
	hues := map[string]int{}
	for _, source := range t.Sources {
		for i, found := range source.Reading.Attributions {
			if source.Hides(found) {
				continue
			}
			name := speakerName(source.Reading, i)
			if _, known := hues[name]; name != "" && !known {
				// The golden angle keeps neighbours apart however many there are.
				hues[name] = len(hues) * 137 % 360
				view.Speakers = append(view.Speakers, speakerView{name, source.Reading.Entities[found.Speaker].Role, hues[name]})
			}
			view.Said = append(view.Said, saidView{guess(found, name), string(found.Kind), clean(shownContent(source.Reading, found)), hues[name]})
		}
	}
	view.Paragraphs = paragraphViews(t, hues)
	if view.Title == "" && len(t.Sentences) > 0 {
		view.Title = t.Sentences[0].Text
	}
	return view
}

func paragraphViews(t *transcript.Transcript, hues map[string]int) [][]sentenceView {
	var paragraphs [][]sentenceView
	last := [2]int{-1, -1}
	for i, sentence := range t.Sentences {
		source := t.Sources[sentence.Source]
		found := source.Reading.Sentences[sentence.Index]
		if at := [2]int{sentence.Source, found.Paragraph}; at != last {
			paragraphs = append(paragraphs, nil)
			last = at
		}
		end := len(paragraphs) - 1
		paragraphs[end] = append(paragraphs[end], sentenceView{i + 1, partViews(source, found.Span, hues)})
	}
	return paragraphs
}

func partViews(source transcript.Source, sentence attribution.Span, hues map[string]int) []partView {
	var views []partView
	for _, part := range cutAtSpeech(source, sentence) {
		views = append(views, partView{part.text, part.speaker, hues[part.speaker], part.quoted})
	}
	return views
}
