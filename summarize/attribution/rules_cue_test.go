package attribution

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// statementLines lists the statements of a reading: "Speaker | words", with a question mark behind who is not sure.
func statementLines(r *Reading) string {
	var lines strings.Builder
	for i, a := range r.Attributions {
		if a.Kind == Direct {
			continue
		}
		who := r.Speaker(i)
		if !a.Sure {
			who += "?"
		}
		lines.WriteString(who + " | " + r.Text[a.Content[0].Start:a.Content[0].End] + "\n")
	}
	return lines.String()
}

func TestStatementsByRules(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, language, text, want string }{
		{"behind whom it is told", "de", "Die Stadtverwaltung teilte dem Radiosender Nordwelle mit, dass die Schleuse gesperrt bleibt.",
			"Stadtverwaltung | dass die Schleuse gesperrt bleibt\n"},
		{"a clause without a joining word", "de", "Die Neue Norderauer Zeitung behauptete, die Werft habe ihre Akten vernichtet.",
			"Neue Norderauer Zeitung | die Werft habe ihre Akten vernichtet\n"},
		{"goes on in the mood of reported speech", "de", "Nach Angaben von Kai Lorenz wurde niemand verletzt. Die Strecke sei ab Mittag wieder frei. Man rechne mit hohen Schäden. Der Zug steht noch dort.",
			"Kai Lorenz | wurde niemand verletzt\nKai Lorenz | Die Strecke sei ab Mittag wieder frei\nKai Lorenz | Man rechne mit hohen Schäden\n"},
		{"another paragraph goes on with nothing", "de", "Nach Angaben von Kai Lorenz wurde niemand verletzt.\n\nDie Strecke sei ab Mittag wieder frei.",
			"Kai Lorenz | wurde niemand verletzt\n"},
		{"a pronoun that could mean two", "de", "Kai Lorenz sprach mit Jens Petersen über den Damm. Er betonte, dass die Pumpen noch eine Nacht halten werden.",
			"Jens Petersen? | dass die Pumpen noch eine Nacht halten werden\n"},
		{"a pronoun that can mean one", "de", "Jens Petersen prüfte am Abend den Damm. Er betonte, dass die Pumpen noch eine Nacht halten werden.",
			"Jens Petersen | dass die Pumpen noch eine Nacht halten werden\n"},
		{"a subject left out", "es", "La alcaldesa Marta Ruiz visitó el puerto el lunes. Añadió que las obras del muelle empezarán en otoño.",
			"Marta Ruiz? | que las obras del muelle empezarán en otoño\n"},
	} {
		t.Run(c.language+" "+c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, statementLines(Read(c.text, Options{Language: c.language}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
