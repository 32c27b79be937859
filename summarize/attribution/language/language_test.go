package language

import (
	"strings"
	"testing"
)

const (
	speech Class = 1 << iota
	speaker
	thing
)

var classes = map[string]Class{"speech": speech, "speaker": speaker, "thing": thing}

func TestEveryFileIsRead(t *testing.T) {
	t.Parallel()
	for _, l := range Open(classes).All {
		if len(l.words) < 100 {
			t.Errorf("%s knows %d words; want hundreds", l.Code, len(l.words))
		}
	}
}

func TestEveryTraitIsKnown(t *testing.T) {
	t.Parallel()
	for _, code := range Codes {
		data, err := files.ReadFile("words/" + code + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		_, section, found := strings.Cut(string(data), "[trait]")
		section, _, _ = strings.Cut(section, "[")
		if names := strings.Fields(section); found && len(names) == 0 {
			t.Errorf("%s: an empty section of traits", code)
		} else {
			for _, name := range names {
				if traits[name] == 0 {
					t.Errorf("%s has a trait %q, which nothing knows", code, name)
				}
			}
		}
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	l := parse("xx", "# words\n[speech]\nsay says said\n@vow\n[nickname]\nbob robert\n[speaker-ending]\nist\n[trait]\nbare-clauses\n[nonsense]\nrain\n", classes)
	if a, b := l.Word("says", Hash("says")), l.Word("said", Hash("said")); a.Lemma != b.Lemma || a.Class != speech {
		t.Errorf("says = %+v, said = %+v; want one verb of speech", a, b)
	}
	if got := l.Word("vowed", Hash("vowed")).Class; got != speech {
		t.Errorf("a form of @vow = %b, want %b", got, speech)
	}
	if !l.Nicknames(Hash("Robert"), Hash("Bob")) || l.Nicknames(Hash("Bob"), Hash("Bill")) {
		t.Error("a pair of given names is one both ways round, and no other is")
	}
	if got := l.NounEnd("pianist"); got != speaker {
		t.Errorf("a pianist is %b, want %b", got, speaker)
	}
	if !l.Has(BareClauses) || l.Has(CapitalNouns) {
		t.Error("the language has the traits of its file and no others")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("[speech]\nsay says\n@vow\n[nickname]\nbob", "vowed")
	f.Fuzz(func(_ *testing.T, data, word string) {
		l := parse("xx", data, classes)
		l.Word(word, Hash(word))
		l.Enclitic(word)
		l.Title(word)
		l.CaseStem(word)
		l.NounEnd(word)
	})
}
