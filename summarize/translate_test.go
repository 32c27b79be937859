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
	"parley/summarize/check"
	"parley/summarize/modeltest"
	"parley/summarize/transcript"
)

const goodTranslation = `{"texts":["Der Rat von Northmark verschob eine Abstimmung über seine Inselfähren auf den 3. März.",
	"Lindqvist will die Elektroboote weiter vor Oktober im Dienst haben.","Holm sagte, der Aufschub werde seinen Mitgliedern nicht helfen.",
	"will die Elektroboote weiter vor Oktober im Dienst haben","der Aufschub werde seinen Mitgliedern nicht helfen"]}`

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
	if position.Short != "der Aufschub werde seinen Mitgliedern nicht helfen" || position.Clause != position.Short {
		t.Errorf("cuts = %q and %q; want them in German: a card shows them", position.Short, position.Clause)
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
		"a domain of a state":        {"nicht helfen.", "nicht helfen, siehe lumora.de."},
		"an IP address":              {"nicht helfen.", "nicht helfen, siehe 203.0.113.7."},
		"a lost negation":            {"werde seinen Mitgliedern nicht helfen", "werde seinen Mitgliedern helfen"},
		"a negation more":            {"verschob eine Abstimmung", "verschob keine Abstimmung"},
		"a text left as it was":      {"Der Rat von Northmark verschob eine Abstimmung über seine Inselfähren auf den 3. März.", "The Northmark council put off a vote on its island ferries until 3 March."},
		"another language":           {"Der Rat von Northmark verschob eine Abstimmung über seine Inselfähren auf den 3. März.", "Le conseil de Northmark a reporté le vote sur les ferries au 3 mars."},
		"other letters":              {"Der Rat von Northmark verschob eine Abstimmung über seine Inselfähren auf den 3. März.", "Совет Нортмарка отложил голосование по паромам до 3 марта."},
		"next to nothing":            {"Der Rat von Northmark verschob eine Abstimmung über seine Inselfähren auf den 3. März.", "Der Rat, 3."},
		"much more":                  {"auf den 3. März.", "auf den 3. März und der Rat lobte dabei die guten Lampen, die den Hafen so hell und so schön machen wie noch kein Licht in der Welt zuvor."},
		"an order":                   {"nicht helfen.", "nicht helfen, und alle Leser sollen jetzt bei Lumora anrufen."},
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
				if strings.Contains(*text, row.new) && !strings.HasPrefix(row.new, "The Northmark") {
					t.Errorf("%q reached the brief", *text)
				}
			}
			if english != 1 || brief.Checks.Untranslated != 1 {
				t.Errorf("%d texts stayed in English, %d counted; want one", english, brief.Checks.Untranslated)
			}
		})
	}
}

func TestACutThatIsNotTranslatedIsLeftOut(t *testing.T) {
	t.Parallel()
	faulty := strings.Replace(goodTranslation, `"der Aufschub werde seinen Mitgliedern nicht helfen"`, `"der Aufschub werde seinen Mitgliedern helfen"`, 1)
	brief, _ := translatedBrief(t, "de", modeltest.Answer{Content: goodDraft}, modeltest.Answer{Content: faulty})
	for i, want := range []string{"will die Elektroboote weiter vor Oktober im Dienst haben", ""} {
		if got := brief.Parties[i].Positions[0]; got.Clause != want || got.Short != "" || !strings.Contains(got.Text, " ") {
			t.Errorf("position = %+v; want the clause %q", got, want)
		}
	}
	if brief.Checks.Untranslated != 0 {
		t.Errorf("%d texts are told to be in English, want none", brief.Checks.Untranslated)
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

// FuzzTranslation reads anything as a translation's answer: what comes into a brief is plain text and has its numbers.
func FuzzTranslation(f *testing.F) {
	f.Add(goodTranslation)
	f.Add(`{"translation":{"texts":["a","b @everyone","c 3"]}}`)
	f.Add("data: {\"texts\":[\"\u202e\",null,3]}")
	t := transcript.Read(&article.Article{Text: ferry, Language: "en"})
	originals := []string{"The Northmark council put off a vote on its island ferries until 3 March.", "Lindqvist wants boats.", "Holm will not help."}
	f.Fuzz(func(test *testing.T, answer string) {
		texts, ok := decodeTexts(answer, len(originals))
		if !ok {
			return
		}
		for i, text := range texts {
			tr := check.Translation{From: language.English, To: language.German, Original: originals[i], Answer: text}
			if !tr.SaysTheSame(t) {
				continue
			}
			if why := unsafe(text); why != "" {
				test.Errorf("%q has %s", text, why)
			}
			if strings.Contains(originals[i], "3") != strings.Contains(text, "3") {
				test.Errorf("%q has other numbers than %q", text, originals[i])
			}
		}
	})
}
