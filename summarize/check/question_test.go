package check

import (
	"testing"
)

func TestIsYesOrNo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Should the ferry be sold?":               true,
		"Will the council build the quay?":        true,
		"whether the ferry should be sold":        true,
		"Soll die Fähre verkauft werden?":         true,
		"ob die Fähre verkauft wird":              true,
		"¿Debe venderse el transbordador?":        true,
		"La France doit-elle vendre le bac ?":     true,
		"How should the ferry be sold?":           false,
		"What should the council do?":             false,
		"Who will pay for the quay?":              false,
		"Should the ferry be sold":                false,
		"The council should build the quay, no?":  false,
		"whether, when and how the ferry is sold": false,
		"The ferry should be sold.":               false,
		"":                                        false,
	} {
		if got := isYesOrNo(text); got != want {
			t.Errorf("isYesOrNo(%q) = %t, want %t", text, got, want)
		}
	}
}

func TestQuestionOfADraft(t *testing.T) {
	t.Parallel()
	const kept = "question Should the council raise the ferry fee?"
	for name, row := range map[string]struct{ question, want string }{
		"a bare string":                  {`"Should the council raise the ferry fee?"`, kept},
		"an object":                      {`{"s":[1],"t":"Should the council raise the ferry fee?"}`, kept},
		"an object without sentences":    {`{"t":"Should the council raise the ferry fee?"}`, kept},
		"a sentence that does not exist": {`{"s":[1,99,-1],"t":"Should the council raise the ferry fee?"}`, kept},
		"blanks around":                  {`"  Should the council raise the ferry fee? "`, kept},
		"none":                           {`""`, "no question"},
		"nothing":                        {`null`, "no question"},
		"one of how":                     {`"How should the council raise the ferry fee?"`, "dropped the question: is not one of yes or no"},
		"one of something else":          {`"Should timber taxes follow inflation?"`, "dropped the question: is not carried by the articles"},
		"one with a name of nobody":      {`"Should Olav Brekke raise the ferry fee?"`, "dropped the question: has a name that its sentences lack"},
		"one with a number of nobody":    {`"Should the council raise the ferry fee to 45?"`, "dropped the question: has a number that its sentences lack"},
		"one with a link":                {`"Should the ferry fee go to lumora.shop?"`, "dropped the question: holds a link"},
		"one in the first person":        {`"Should we raise the ferry fee?"`, "dropped the question: speaks in the first person"},
		"one with marks":                 {`"Should the council raise the ❝ferry fee❞?"`, "dropped the question: holds a quotation mark"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkLines(t, proofOf(t, `{"question":`+row.question+`}`, strait).Brief(Author{}), row.want)
		})
	}
}
