package attribution

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhoSpeaksByRules(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, language, text, want string }{
		{"a thing before a colon", "de", "Die Zeugin Jana Brehm schilderte später den Hergang: „Der Kran kippte ganz langsam zur Seite.“",
			"Jana Brehm | Der Kran kippte ganz langsam zur Seite.\n"},
		{"an abstract noun before a colon", "de", "Uwe Tiede sieht in dem Beschluss eine Bestätigung seiner Auffassung: „Die Mieter waren im Recht, von Anfang an.“",
			"Uwe Tiede | Die Mieter waren im Recht, von Anfang an.\n"},
		{"a thing that opens the sentence", "de", "Ihre Zuversicht gründet auf früheren Abschlüssen: „Am Ende haben sich bisher immer alle geeinigt.“",
			"speaker unclear | Am Ende haben sich bisher immer alle geeinigt.\n"},
		{"the one subject before a colon", "de", "Anders sieht das der Landrat Bernd Kolbe mit Blick auf die Kosten: „Wir können das nicht allein bezahlen.“",
			"Bernd Kolbe, Landrat | Wir können das nicht allein bezahlen.\n"},
		{"two subjects before a colon", "de", "Bernd Kolbe trifft am Abend Petra Lindt: „Wir können das nicht allein bezahlen, niemals.“",
			"speaker unclear | Wir können das nicht allein bezahlen, niemals.\n"},
		{"an addressee before the verb", "de", "Der örtlichen Zeitung sagte Fiete Harms: „Ich sitze hier, aber ich bereue nichts davon.“",
			"Fiete Harms | Ich sitze hier, aber ich bereue nichts davon.\n"},
		{"an addressee in the dative", "de", "„Wir brauchen einen Neuanfang im Hafen“, sagte Arno Veltheim der Zeitung am Montag.",
			"Arno Veltheim | Wir brauchen einen Neuanfang im Hafen\n"},
		{"an addressee behind the verb", "de", "Olga Reimann sagte gegenüber der Nachrichtenagentur: „Wir gehen nicht zurück in die Halle.“",
			"Olga Reimann | Wir gehen nicht zurück in die Halle.\n"},
		{"the holder behind a long office", "de", "„Der Deich hält noch eine Nacht“, sagte der Leiter des Wasserverbandes in Norderau, Kai Petersen.",
			"Kai Petersen, Leiter des Wasserverbandes in Norderau | Der Deich hält noch eine Nacht\n"},
		{"the holder with a party in brackets", "de", "Ministerin Susanne Ahlers wies das zurück, die Sprecherin der Fraktion, Sina Bohm (Grüne), erklärte: „Diese Debatte schadet allen.“",
			"Sina Bohm, Sprecherin der Fraktion | Diese Debatte schadet allen.\n"},
		{"a name and where it is from", "de", "Theo Kranz vom Institut Nordlicht sagte: „So etwas haben wir noch nie gemessen.“",
			"Theo Kranz | So etwas haben wir noch nie gemessen.\n"},
		{"an apposition that no comma closes", "de", "Sven Sieger, ein Forscher vom Institut sagte: „So etwas haben wir noch nie gemessen.“",
			"Sven Sieger | So etwas haben wir noch nie gemessen.\n"},
		{"a result behind so", "de", "„Viele der alten Leitungen sind undicht geworden“, so das Ergebnis der Prüfung.",
			"speaker unclear | Viele der alten Leitungen sind undicht geworden\n"},
		{"so before an adjective", "de", "Das Angebot war so groß, dass viele Kunden kamen. „Wir haben so etwas noch nie erlebt“, sagte Ina Voss.",
			"Ina Voss | Wir haben so etwas noch nie erlebt\n"},
		{"a passive", "de", "Lars Kuhn lobte das Werk. Es wird von Kennern als „ein Meilenstein der neueren Musik“ bezeichnet.", ""},
		{"a film", "de", "Die Regisseurin Ute Lamm sagte, der Film „Das Haus am alten Kanal“ werde im Herbst gezeigt.", ""},
		{"a body between marks", "de", "Wie die „Aktion Licht für Norderau“ mitteilte, sprach Ute Lamm mit der Stadt.", ""},
		{"a title behind a colon", "de", "Ute Lamm nennt den Titel: „Das Haus am Kanal“. Mehr sagte sie nicht.", ""},
		{"a body in the genitive", "de", "Nach Angaben des Wasserverbandes wurde niemand verletzt. „Die Pumpen laufen seit heute früh“, sagte eine Sprecherin des Verbandes.",
			"Sprecherin des Verbandes | Die Pumpen laufen seit heute früh\n"},
		{"an office of two words", "de", "„Wir sind gut vorbereitet und warten ab“, sagte ein Sprecher der Nord Werft gestern dem Anzeiger.",
			"Sprecher der Nord Werft | Wir sind gut vorbereitet und warten ab\n"},
		{"an object before a late participle", "de", "Die Ministerin Ute Lamm hat am Montag ein neues Gesetz angekündigt: „Wir fangen damit noch im Herbst an.“",
			"Ute Lamm, Ministerin | Wir fangen damit noch im Herbst an.\n"},
		{"a document that somebody put out", "de", "Der Strom fiel am Abend aus. „Die Pumpen laufen seit gestern ohne jede Störung“, heißt es in einer Mitteilung der Wasserwerke vom Montag.",
			"Wasserwerke | Die Pumpen laufen seit gestern ohne jede Störung\n"},
		{"a document that nobody put out", "de", "Der Strom fiel am Abend aus. „Die Pumpen laufen seit gestern ohne jede Störung“, heißt es in einer Mitteilung vom Montag.",
			"speaker unclear | Die Pumpen laufen seit gestern ohne jede Störung\n"},
		{"a name and a body behind it", "de", "Im Hafen wird gestreikt. Jost Kern von Nordlotse sagte: „So etwas haben wir noch nie erlebt.“",
			"Jost Kern | So etwas haben wir noch nie erlebt.\n"},
		{"a name of a body between marks", "de", "Im Hafen wird gestreikt, sagte Ute Lamm vom „Norderauer Lotsen Kollektiv“ gestern dem Anzeiger.", ""},
		{"a name between marks behind a colon", "de", "Den Namen der Sendung gab Ute Lamm auch bekannt: „Karla Voss – Geheimnisse einer Lotsin“. Mehr sagte sie nicht.", ""},
		{"a wording that could be a name", "de", "Ute Lamm sprach am Montag von einer „Gefahr für Leib und Leben“.",
			"Ute Lamm | Gefahr für Leib und Leben\n"},
		{"a participle that is a noun, too", "es", "Arrieta aseguró que no sabe de dónde ha partido la noticia, pero manifestó que no piensa \"hablar más de lo que me ha ocurrido\".",
			"speaker unclear | hablar más de lo que me ha ocurrido\n"},
		{"a name within the quotation", "es", "\"Si gana el Norte, bien, y si no, porque nos toca el Sur, pasar será difícil\", aseguró el zaguero del equipo.",
			"speaker unclear | Si gana el Norte, bien, y si no, porque nos toca el Sur, pasar será difícil\n"},
		{"a title behind a name it does not go with", "es", "Sobre la compra de Aeronorte e Iberluz, el presidente señaló que \"no tengo por qué decir nada al respecto\".",
			"presidente | no tengo por qué decir nada al respecto\n"},
	} {
		t.Run(c.language+" "+c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, quotationLines(Read(c.text, Options{Language: c.language}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
