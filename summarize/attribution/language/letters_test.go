package language

import "testing"

func TestLettersTellALanguage(t *testing.T) {
	t.Parallel()
	s := Open(classes)
	for name, row := range map[string]struct{ text, want string }{
		"Ukrainian":  {"Міст знову зачинено, кажуть у громаді.", "uk"},
		"Russian":    {"Мост опять закрыли, говорят жители.", "ru"},
		"Polish":     {"Most znów zamknięto, mówił wójt.", "pl"},
		"Belarusian": {"Мост зноў зачынілі, кажуць жыхары.", ""},
		"Bulgarian":  {"Мостът отново е затворен, казват хората.", ""},
		"Kazakh":     {"Көпір қайтадан жабылды, дейді тұрғындар.", ""},
		"Serbian":    {"Мост је поново затворен, кажу људи.", ""},
		"Sorbian":    {"Móst je zaso začinjeny, praji wjesnjanosta, kiž je přišoł.", ""},
	} {
		got := ""
		if l := s.byLetters(row.text); l != nil {
			got = l.Code
		}
		if got != row.want {
			t.Errorf("%s: byLetters(%q) = %q, want %q", name, row.text, got, row.want)
		}
	}
}
