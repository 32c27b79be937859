package attribution

import "testing"

// FuzzReadByRules reads any bytes by the rules of each language, and of one that has none.
func FuzzReadByRules(f *testing.F) {
	f.Add("– Nous partirons, dit-il. – Demain, « oui » ?\n„Nein“, sagte Bürgermeister Karl Ostrander, der am 3. Mai kam.", uint8(1))
	f.Add("— Мы ждём, — сказал Андрей. — «Да»\n— Нет", uint8(9))
	f.Add("L’opposition, d’après l’", uint8(2))
	f.Add("「はい」", uint8(200))
	f.Add("„“, sagte Bürgermeisterin Ada Lind. „Wir warten nicht länger“, sagte Per Holm.\n\n„“,sagte Ost.\n\n„“,a A", uint8(0))
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		var lex *lexicon
		if int(n) < len(lexicons()) {
			lex = lexicons()[n]
		}
		checkReading(t, readByRules(text, lex, nil))
	})
}
