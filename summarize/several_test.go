package summarize

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"parley/article"
	"parley/summarize/modeltest"
)

// What a model says that articles agree and differ on comes into the brief with the sources as they were given.
func TestAModelTellsWhereArticlesDiffer(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 11, 3, 8, 0, 0, 0, time.UTC)
	older := &article.Article{Site: "Post", Language: "en", Published: day, Text: "The mill fire in Osterby killed 12 people on Tuesday.\n\nMayor Runa Feld closed the mill street until Friday.\n"}
	newer := &article.Article{Site: "Herald", Language: "en", Published: day.Add(24 * time.Hour), Text: "The mill fire in Osterby killed 14 people.\n\nMayor Runa Feld has closed the mill street until Friday.\n"}
	const draft = `{"gist":[{"s":[1],"t":"The mill fire in Osterby killed 14 people."}],"question":{"s":[],"t":""},"parties":[],
		"agreed":[{"s":[2,4],"t":"Runa Feld closed the mill street until Friday."}],
		"disputed":[{"versions":[{"s":[3],"t":"The mill fire killed 12 people."},{"s":[1],"t":"The mill fire killed 14 people."}]}]}`
	server := modeltest.Start(modeltest.Answer{Content: draft})
	t.Cleanup(server.Close)
	model := NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: "scripted", HTTPClient: &http.Client{}})
	s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, Model: model}
	brief, err := s.Brief(t.Context(), []*article.Article{older, newer}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if asked := string(server.Requests()[0]); !strings.Contains(asked, ": 1 of 2, Herald, 2026-11-04") || !strings.Contains(asked, "There are several of them") {
		t.Errorf("the question does not tell which article is which, or not what to do with several:\n%s", asked)
	}
	if len(brief.Agreed) != 1 || brief.Agreed[0].CarriedBy != 2 || len(brief.Agreed[0].Sources) != 2 || brief.Agreed[0].Sources[0] != 1 {
		t.Errorf("agreed: %+v, dropped: %+v", brief.Agreed, brief.Checks.Dropped)
	}
	if len(brief.Disputed) != 1 || brief.Disputed[0].Versions[0].Text != "The mill fire killed 14 people." || brief.Disputed[0].Versions[0].Sentences[0].Source != 1 || brief.Disputed[0].Versions[1].Sentences[0].Source != 0 {
		t.Errorf("disputed: %+v, dropped: %+v", brief.Disputed, brief.Checks.Dropped)
	}
}
