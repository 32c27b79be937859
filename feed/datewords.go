package feed

import (
	"maps"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-playground/locales"
	"github.com/go-playground/locales/de"
	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/it"
	"github.com/go-playground/locales/nl"
	"github.com/go-playground/locales/pl"
	"github.com/go-playground/locales/pt"
	"github.com/go-playground/locales/ru"
	"github.com/go-playground/locales/uk"
	"golang.org/x/text/unicode/norm"
)

// moreMonths are names that the library's tables lack: CLDR's stand-alone forms, and what people write besides. Each line is a
// year; a "-" stands for nothing new.
var moreMonths = []string{
	"styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
	"січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
	"январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
	"jänner feber maerz - - - - - setiembre - - -",
	"- - mrz - - - - - - - - -",
}

// zones are the hours east of Greenwich of zones that go by one name: RFC 822's, and those whose name is no other zone's of
// many people. IST, AST and GST are left out: each is three zones.
var zones = map[string]float64{
	"z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
	"akst": -9, "akdt": -8, "hst": -10, "nst": -3.5, "ndt": -2.5, "brt": -3,
	"wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "мск": 3, "trt": 3,
	"cat": 2, "eat": 3, "sast": 2, "pkt": 5, "npt": 5.75, "wib": 7, "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "kst": 9,
	"acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}

// halves are the halves of a day, as English and Ukrainian have them; "a.m." with its dots is read apart.
var halves = []string{"am", "pm", "дп", "пп"}

// fillers are words in a date that say nothing more: endings of ordinals, prepositions, "o'clock".
var fillers = strings.Fields(`t st nd rd th on of at the and oclock o clock
	den der um uhr am le a er e h du de del el la las los do da dia as il di alle ore al om op uur van
	dnia r roku w godz godzina г г года год в р року о об година года 年 月 日 hrs hs`)

// A wordList tells the names of months, by number, and of weekdays, all folded.
type wordList struct {
	months map[string]int
	days   map[string]bool
}

// dateWords are the names in the languages that Parley reads, with every beginning of three letters or more that is one month's alone.
var dateWords = sync.OnceValue(func() wordList {
	known := wordList{months: map[string]int{}, days: map[string]bool{}}
	for _, l := range []locales.Translator{de.New(), en.New(), es.New(), fr.New(), it.New(), nl.New(), pl.New(), pt.New(), ru.New(), uk.New()} {
		known.addMonths(l.MonthsWide())
		known.addMonths(l.MonthsAbbreviated())
		for _, names := range [][]string{l.WeekdaysWide(), l.WeekdaysAbbreviated(), l.WeekdaysShort()} {
			known.addDays(names)
		}
	}
	for _, year := range moreMonths {
		known.addMonths(strings.Fields(year))
	}
	maps.DeleteFunc(known.months, func(_ string, month int) bool { return month == 0 })
	return known
})

// addMonths adds twelve names and their beginnings. A beginning of two months becomes neither's.
func (w wordList) addMonths(names []string) {
	for i, name := range names[len(names)-12:] {
		name = strings.Trim(fold(name), ".-")
		for n := range name + "." {
			beginning := name[:n]
			if utf8.RuneCountInString(beginning) < 3 {
				continue
			}
			if other, taken := w.months[beginning]; taken && other != i+1 {
				w.months[beginning] = 0
				continue
			}
			w.months[beginning] = i + 1
		}
	}
}

// addDays adds names of weekdays and their beginnings, of two letters or more.
func (w wordList) addDays(names []string) {
	for _, name := range names {
		name, _, _ := strings.Cut(strings.Trim(fold(name), "."), "-") // segunda-feira
		for n := range name + "." {
			if utf8.RuneCountInString(name[:n]) >= 2 {
				w.days[name[:n]] = true
			}
		}
	}
	w.days["feira"] = true
}

// fold returns a text in small letters, without accents and apostrophes.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), strings.ContainsRune("'’ʼ`", r):
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}
