package feed

import (
	"testing"
	"time"
)

func TestReadDate(t *testing.T) {
	t.Parallel()
	const day, morning = "2024-03-05T00:00:00Z", "2024-03-05T09:30:00Z"
	for _, row := range []struct{ text, language, want string }{
		{"Tue, 05 Mar 2024 09:30:00 GMT", "", morning},
		{"Tue, 5 Mar 24 11:30 +0200", "", morning},
		{"Tuesday, 05-Mar-24 09:30:00 UTC", "", morning},
		{"Tuesday, 5 March 2024 09:30", "", morning},
		{"Tue Mar  5 09:30:00 2024", "", morning},
		{"Tue Mar 05 2024 10:30:00 GMT+0100 (Central European Standard Time)", "", morning},
		{"March 5th, 2024, 9:30 a.m.", "", morning},
		{"Mar. 5, 2024 9:30 AM", "", morning},
		{"2024 March 5", "", day},
		{"Sept 5, 2024", "", "2024-09-05T00:00:00Z"},

		{"2024-03-05T09:30:00Z", "", morning},
		{"2024-03-05T10:30:00.123456+01:00", "", morning},
		{"2024-03-05T10:30:00+01:00[Europe/Vienna]", "", morning},
		{"2024-03-05T09:30", "", morning},
		{"2024-3-5 9:30", "", morning},
		{"20240305T093000Z", "", morning},
		{"20240305093000", "", morning},
		{"2024-03-05", "", day},
		{"2024年3月5日 9:30", "", morning},
		{"1709631000", "", morning},
		{"1709631000000", "", morning},
		{"1709631000.25", "", morning},

		{"Di, 05 Mrz 2024 10:30:00 +0100", "", morning},
		{"Dienstag, den 5. März 2024 um 10:30 Uhr MEZ", "", morning},
		{"Di., 5. Maerz 2024, 9.30 Uhr", "", morning},
		{"05.03.2024 09.30", "", morning},
		{"mar., 05 mars 2024 10:30:00 +0100", "", morning},
		{"mardi 5 mars 2024 à 9h30", "", morning},
		{"1er févr. 2024", "", "2024-02-01T00:00:00Z"},
		{"mar, 05 mar 2024 09:30:00 GMT", "", morning},
		{"martes, 5 de marzo de 2024, a las 9:30 a. m.", "", morning},
		{"mié, 14 ago 2024 00:00", "", "2024-08-14T00:00:00Z"},
		{"martedì 5 marzo 2024 alle ore 09:30", "", morning},
		{"gio, 05 dic 2024", "", "2024-12-05T00:00:00Z"},
		{"Ter, 05 mar. 2024 06:30:00 -0300", "", morning},
		{"terça-feira, 5 de março de 2024 às 9h30", "", morning},
		{"di 5 mrt 2024 9:30 uur", "", morning},
		{"dinsdag 5 maart 2024 om 10:30 CET", "", morning},
		{"wt., 05 marca 2024, godz. 9:30", "", morning},
		{"5 paź 2024 r.", "", "2024-10-05T00:00:00Z"},
		{"wtorek, 5 marzec 2024", "", day},
		{"Вт, 05 Бер 2024 11:30:00 +0200", "", morning},
		{"вівторок, 5 березня 2024 р. о 9:30", "", morning},
		{"Сер, 14 Серп 2024", "", "2024-08-14T00:00:00Z"},
		{"Вт, 05 Мар 2024 12:30:00 MSK", "", morning},
		{"5 марта 2024 года в 12:30 мск", "", morning},
		{"05 Май 2024", "", "2024-05-05T00:00:00Z"},

		{"Tue, 05 Mar 2024 18:30:00 JST", "", morning},
		{"Tue, 05 Mar 2024 20:30:00 AEDT", "", morning},
		{"Tue, 05 Mar 2024 11:30:00 GMT+2", "", morning},
		{"Tue, 05 Mar 2024 04:30:00 EST", "", morning},
		{"Tue, 05 Mar 2024 04:30:00 -5:00", "", morning},
		{"Tue, 05 Mar 2024 12:05:00 AM", "", "2024-03-05T00:05:00Z"},
		{"Tue, 05 Mar 2024 12:05 pm", "", "2024-03-05T12:05:00Z"},
		{"09:30 - 05.03.2024", "", morning},
		{"29 Feb 2024", "", "2024-02-29T00:00:00Z"},

		{"3/5/2024 9:30", "en-US", morning},
		{"5/3/2024 9:30", "fr", morning},
		{"05-03-2024", "en_GB", day},
		{"25/3/2024", "", "2024-03-25T00:00:00Z"},
		{"3/25/2024", "", "2024-03-25T00:00:00Z"},
		{"3/3/2024", "", "2024-03-03T00:00:00Z"},

		// What would have to be guessed is not read.
		{"3/5/2024", "", ""},
		{"3/5/2024", "en", ""},
		{"5 Mar, 9:30", "", ""},
		{"Tue, 05 Mar 2024 09:30:00 IST", "", ""},
		{"Tue, 05 Mar 2024 09:30:00 XYZ", "", ""},
		{"30 Feb 2024", "", ""},
		{"5 jui 2024", "", ""},
		{"5 March 6 April 2024", "", ""},
		{"2 hours ago", "", ""},
		{"yesterday", "", ""},
		{"14:30 AM, 5 March 2024", "", ""},
		{"2024-03-05T25:00", "", ""},
		{"12345", "", ""},
		{"", "", ""},
	} {
		want, _ := time.Parse(time.RFC3339, row.want)
		if got := readDate(row.text, row.language); !got.Equal(want) {
			t.Errorf("readDate(%q, %q) = %s, want %s", row.text, row.language, got, want)
		}
	}
}

func TestPlausible(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Time{
		"4 Mar 2031 11:59": noon.Add(-time.Minute),
		"4 Mar 2031 12:01": noon, // a clock that is fast
		"5 Mar 2031 01:59": noon, // the local time of an islander who tells no zone
		"5 Mar 2031 02:01": {},
		"1 Jan 1970":       {},
	} {
		if got := plausible(readDate(text, ""), noon); !got.Equal(want) {
			t.Errorf("plausible(%q) at noon = %s, want %s", text, got, want)
		}
	}
}

func FuzzReadDate(f *testing.F) {
	for _, text := range []string{"Tue, 05 Mar 2024 09:30:00 GMT+2", "martes, 5 de marzo de 2024, a las 9:30 a. m.", "20240305T093000Z", "1709631000", "3/5/24 (", "- + -"} {
		f.Add(text, "en-US")
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		got := readDate(text, language)
		if got.IsZero() {
			return
		}
		if got.Location() != time.UTC {
			t.Errorf("readDate(%q) = %s, not in UTC", text, got)
		}
		// A date that was read is read again from the standard form.
		if year := got.Year(); year >= 1000 && year <= 9999 {
			if again := readDate(got.Format(time.RFC3339Nano), ""); !again.Equal(got.Truncate(time.Second)) {
				t.Errorf("readDate(%q) = %s, and of that %s", text, got, again)
			}
		}
	})
}
