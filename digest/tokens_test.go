package digest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestReadGivesStemsWithoutStopWords(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text, language string
		want           []string
	}{
		"plurals and long words are cut":                {"The passengers' ferries", "en", []string{"passen", "ferrie"}},
		"a possessive is no word":                       {"Tolmouth's harbour", "en", []string{"tolmou", "harbou"}},
		"thousands and decimals are written one way":    {"37,000 or 37.000, 1.8B or 1,8", "en", []string{"37000", "37000", "1.8b", "1.8"}},
		"another language's stop word is a word":        {"they die in war", "en", []string{"die", "war"}},
		"stop words of a language":                      {"die Fähre war in Not", "de", []string{"fahre", "not"}},
		"all stop words where no language is known":     {"die Fähre war", "", []string{"fahre"}},
		"accents do not matter":                         {"Müller Łódź Ørsted", "en", []string{"muller", "lodz", "orsted"}},
		"pairs of characters where there are no spaces": {"東京で地震", "ja", []string{"東京", "京で", "で地", "地震"}},
		"broken characters end a word":                  {"fer\xffry", "en", []string{"fer", "ry"}},
	}
	tokens := theTokenizer()
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, tok := range tokens.read(test.text, test.language, 100) {
				if tok.stem != "" {
					got = append(got, tok.stem)
				}
			}
			if !cmp.Equal(got, test.want) {
				t.Errorf("read(%q) = %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestNamesAreOneAcrossLanguages(t *testing.T) {
	t.Parallel()
	for _, names := range [][]string{
		{"Zelenskyy", "Selenskyj", "Zelensky", "Зеленський", "Зеленского"},
		{"Putin", "Poutine", "Путин", "Путина"},
		{"Merkel", "Меркель", "Merkels"},
		{"Athens", "Athènes"},
	} {
		want := skeleton(fold(names[0]))
		for _, name := range names[1:] {
			if got := skeleton(fold(name)); got != want {
				t.Errorf("skeleton(%q) = %q, want %q as of %q", name, got, want, names[0])
			}
		}
	}
	if got := skeleton("anna"); got != "" {
		t.Errorf("skeleton(%q) = %q, want none: one consonant tells nothing", "anna", got)
	}
}

func TestLanguageIsGuessedByStopWords(t *testing.T) {
	t.Parallel()
	tokens := theTokenizer()
	for _, a := range ownStories(t).articles {
		if got := tokens.language(a.Title + "\n" + a.Text); got != a.Language {
			t.Errorf("language of %s = %q, want %q", a.ID, got, a.Language)
		}
	}
	if got := tokens.language("Kestrel Point"); got != "" {
		t.Errorf("language of a name = %q, want none", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Ferry Marlene’s 1.8B – 東京で地震, д'Артаньян", "fr")
	f.Add("1,\xff.2.,3'", "")
	f.Fuzz(func(t *testing.T, text, language string) {
		tokens := theTokenizer()
		code := tokens.language(text)
		if len(code) > 2 {
			t.Errorf("language(%q) = %q", text, code)
		}
		read := tokens.read(text, language, 50)
		if len(read) > 50 {
			t.Errorf("read gives %d tokens, want 50 at most", len(read))
		}
		for _, tok := range read {
			if strings.ContainsAny(tok.stem, " \n\x00") || utf8.RuneCountInString(tok.name) > len(text) && tok.name == tok.stem {
				t.Errorf("read(%q) gives %q", text, tok)
			}
		}
	})
}
