package words

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed languages.txt
var languagesFile string

// A Language is what Parley knows of a language's words beside how it says who spoke. A list that nobody has written is nil.
type Language struct {
	Grammar     map[string]bool // words that any text of it has
	FirstPerson map[string]bool // words by which a speaker means himself
	Denial      map[string]bool // words that turn a sentence around
	Beside      map[string]bool // words of denial that go together with those
	DenialParts []string        // the same within words, of scripts without blanks
	Leaning     map[string]bool // words that at a start tie a sentence to the one before it
	Marks       [2]string       // around a quotation
	NounsUpper  bool            // nouns are written with a capital, as names are
	Decimal     string          // before a number's fraction
	Sizes       map[string]float64
	Days        map[string]int // each form of a weekday, Monday is 1
	Months      map[string]int // and of a month, January is 1
}

// In is what is known of the language of an ISO 639-1 code without its region; nil for a language that is not known.
func In(code string) *Language {
	if code == "nb" || code == "nn" {
		code = "no"
	}
	return languages().of[code]
}

// Languages are the codes of all that are known, English first.
func Languages() []string { return languages().codes }

type table struct {
	codes []string
	of    map[string]*Language
}

var languages = sync.OnceValue(func() table {
	t := table{of: map[string]*Language{}}
	for line := range strings.Lines(languagesFile) {
		line = strings.TrimSpace(line)
		if code, isHead := strings.CutPrefix(line, "["); isHead {
			t.codes = append(t.codes, strings.TrimSuffix(code, "]"))
			t.of[t.codes[len(t.codes)-1]] = &Language{}
			continue
		}
		if name, list, found := strings.Cut(line, ": "); found && len(t.codes) > 0 && list != "-" {
			t.of[t.codes[len(t.codes)-1]].set(name, strings.Fields(list))
		}
	}
	return t
})

func (l *Language) set(name string, list []string) {
	blank := strings.NewReplacer("_", " ")
	switch name {
	case "grammar":
		l.Grammar = setOf(list)
	case "first person":
		l.FirstPerson = setOf(list)
	case "denial":
		l.Denial = setOf(list)
	case "denial beside":
		l.Beside = setOf(list)
	case "denial parts":
		for _, part := range list {
			l.DenialParts = append(l.DenialParts, blank.Replace(part))
		}
	case "leaning":
		l.Leaning = setOf(list)
	case "marks":
		l.Marks = [2]string{blank.Replace(list[0]), blank.Replace(list[len(list)-1])}
	case "capitals":
		l.NounsUpper = true
	case "decimal":
		l.Decimal = list[0]
	case "days":
		l.Days = placesOf(list)
	case "months":
		l.Months = placesOf(list)
	case "sizes":
		l.Sizes = map[string]float64{}
		for pair := range slices.Chunk(list, 2) {
			noughts, _ := strconv.Atoi(pair[len(pair)-1])
			l.Sizes[pair[0]] = math.Pow10(noughts)
		}
	}
}

// placesOf is where in a list each form of a word stands.
func placesOf(list []string) map[string]int {
	places := map[string]int{}
	for i, forms := range list {
		for form := range strings.SplitSeq(forms, "/") {
			places[form] = i + 1
		}
	}
	return places
}

func setOf(list []string) map[string]bool { return List(strings.Join(list, " ")) }
