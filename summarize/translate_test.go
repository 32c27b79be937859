package summarize

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"parley/article"
	"parley/summarize/modeltest"
)

const goodTranslation = `{"texts":["Der Rat von Northmark verschob eine Abstimmung über seine Inselfähren auf den 3. März.",
	"Lindqvist will die Elektroboote weiter vor Oktober im Dienst haben.","Holm sagte, der Aufschub werde seinen Mitgliedern nicht helfen."]}`

func translatedBrief(t *testing.T, to string, answers ...modeltest.Answer) (*Brief, *modeltest.Server) {
	t.Helper()
	server := modeltest.Start(answers...)
	t.Cleanup(server.Close)
	s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, Language: language.Make(to), Model: NewModel(ModelConfig{
		BaseURL: server.BaseURL(), Model: "scripted", HTTPClient: &http.Client{},
	})}
	brief, err := s.Brief(context.Background(), []*article.Article{{Text: ferry, Language: "en"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return brief, server
}

func TestABriefIsTranslatedAfterItsChecks(t *testing.T) {
	t.Parallel()
	brief, server := translatedBrief(t, "de", modeltest.Answer{Content: goodDraft}, modeltest.Answer{Content: "```json\n" + goodTranslation + "\n```"})
	if len(server.Requests()) != 2 {
		t.Fatalf("%d requests; want a draft and a translation", len(server.Requests()))
	}
	if got := brief.Gist[0].Text; !strings.HasPrefix(got, "Der Rat von Northmark") {
		t.Errorf("gist = %q; want it in German", got)
	}
	position := brief.Parties[1].Positions[0]
	if !strings.Contains(position.Text, "Aufschub") || position.Sentences[0].Text != "Lars Holm of the Islanders’ Association said the delay would not help his members." {
		t.Errorf("position = %+v; want it in German, with the article's own sentence", position)
	}
	if got := brief.Quotes[0].Text; got != "We will not sign a cheque that nobody has read," && got != "We will not sign a cheque that nobody has read" {
		t.Errorf("quotation = %q; want the article's own words", got)
	}
	if !strings.Contains(brief.Writer.Note, "into German") {
		t.Errorf("note = %q; want it to say that the sentences were translated", brief.Writer.Note)
	}
}

func TestATranslationThatSaysSomethingElseIsLeftOut(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ old, new string }{
		"another number":             {"3. März", "5. März"},
		"another person":             {"Holm sagte", "Lindqvist sagte"},
		"a link":                     {"nicht helfen.", "nicht helfen: https://evil.example/a"},
		"a mention":                  {"nicht helfen.", "nicht helfen @everyone."},
		"a quotation":                {"nicht helfen.", "nicht “helfen”."},
		"markup":                     {"nicht helfen.", "**nicht** helfen."},
		"a character nobody can see": {"nicht helfen.", "nicht\u202e helfen."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			faulty := strings.Replace(goodTranslation, row.old, row.new, 1)
			faulty = strings.ReplaceAll(faulty, "\n\t", "")
			brief, _ := translatedBrief(t, "de", modeltest.Answer{Content: goodDraft}, modeltest.Answer{Content: faulty})
			english := 0
			for _, text := range ownTexts(brief) {
				if strings.Contains(*text, "the delay would not help") || strings.Contains(*text, "put off a vote") {
					english++
				}
				if strings.Contains(*text, row.new) {
					t.Errorf("%q reached the brief", *text)
				}
			}
			if english != 1 || !strings.Contains(brief.Writer.Note, "but for 1") {
				t.Errorf("%d texts stayed in English, note %q; want one, and that said", english, brief.Writer.Note)
			}
		})
	}
}

func TestABriefThatCannotBeTranslatedStays(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]modeltest.Answer{
		"too few texts": {Content: `{"texts":["Nur einer."]}`},
		"no JSON":       {Content: "Das geht nicht."},
		"a refusal":     {Refusal: "no"},
		"a broken body": {HalfABody: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			brief, _ := translatedBrief(t, "de", modeltest.Answer{Content: goodDraft}, answer)
			if !strings.Contains(brief.Gist[0].Text, "put off a vote") || !strings.Contains(brief.Writer.Note, "could not be translated") {
				t.Errorf("gist %q, note %q; want the checked brief and a note", brief.Gist[0].Text, brief.Writer.Note)
			}
		})
	}
}

func TestABriefInItsArticlesLanguageIsNotTranslated(t *testing.T) {
	t.Parallel()
	_, server := translatedBrief(t, "en-GB", modeltest.Answer{Content: goodDraft})
	if n := len(server.Requests()); n != 1 {
		t.Errorf("%d requests; want the draft alone", n)
	}
}

func TestFiguresAreTheSameInEveryLanguage(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		one, other string
		same       bool
	}{
		"marks between digits":       {"1,000.5 tons", "1.000,5 Tonnen", true},
		"a space between digits":     {"12,500 people", "12\u202f500 personnes", true},
		"another order":              {"on 3 March 2026", "2026年3月", true},
		"a figure less":              {"3 of 4", "3", false},
		"another figure":             {"3 of 4", "4 of 5", false},
		"a full stop after a number": {"It rose by 3. It fell.", "Es stieg um 3. Es fiel.", true},
	} {
		one, other := figures(row.one), figures(row.other)
		if got := strings.Join(one, " ") == strings.Join(other, " "); got != row.same {
			t.Errorf("%s: figures(%q) = %q, figures(%q) = %q", name, row.one, one, row.other, other)
		}
	}
}
