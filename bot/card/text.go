package card

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"parley/bot/phrases"
	"parley/summarize/words"
)

// lineUnits is how many units a line of a phone holds. A wide character, as of Chinese or Japanese, is two units, a narrow one is one.
const lineUnits = 36

func unitsOf(r rune) int {
	switch kind := width.LookupRune(r).Kind(); {
	case unicode.Is(unicode.Mn, r):
		return 0
	case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// units is how much room a text takes that is not yet escaped.
func units(text string) (n int) {
	for _, r := range text {
		n += unitsOf(r)
	}
	return n
}

// lines is how many lines of a phone a text takes.
func lines(text string) float64 { return float64((units(text) + lineUnits - 1) / lineUnits) }

// cut shortens text that is not yet escaped to at most n units, at a word where it can.
func cut(text string, n int) string {
	text = Clip(text, len(text)+1)
	if units(text) <= n {
		return text
	}
	room, runes := n-1, 0
	for _, r := range text {
		if room -= unitsOf(r); room < 0 {
			break
		}
		runes++
	}
	return Clip(text, runes+1)
}

// Marks around text whose direction is not that of the line it stands in: without them, clients tear such a line apart.
const (
	rightToLeft = "\u2067" // what follows is written so
	itsOwn      = "\u2068" // what follows has a direction of its own
	endOfIt     = "\u2069"
)

// A pen writes in one language and direction.
type pen struct {
	phrases.Language
	rtl, wide bool
}

func penFor(l phrases.Language) pen {
	word := l.Say("article")
	return pen{l, phrases.RightToLeft(word), units(word) > len([]rune(word))}
}

// plain is text from outside as it stands, kept apart from a line of another direction.
func (p pen) plain(text string) string { return p.apart(text, Escape(text)) }

func (p pen) apart(text, drawn string) string {
	if drawn != "" && (p.rtl || phrases.RightToLeft(text)) && phrases.RightToLeft(text) != p.rtl {
		return itsOwn + drawn + endOfIt
	}
	return drawn
}

// name is a name, bold or not, that opens the article at what says it.
func (p pen) name(name string, most int, target string) string {
	return p.apart(name, Link(cut(name, most), target))
}

// stamp is one of Discord's times, which are drawn in the reader's own language.
func (p pen) stamp(stamp string) string {
	if p.rtl && stamp != "" {
		return itsOwn + stamp + endOfIt
	}
	return stamp
}

// line puts a line in the pen's direction, behind the mark that tells Discord what sort of line it is.
func (p pen) line(mark, text string) string {
	if p.rtl {
		return mark + rightToLeft + text + endOfIt
	}
	return mark + text
}

// after is text behind a label of the bot's own. Scripts of wide letters put no space there.
func (p pen) after(label, text string) string {
	if p.wide {
		return label + text
	}
	return label + " " + text
}

// list joins names as the language does.
func (p pen) list(parts []string) string { return strings.Join(parts, p.Say("comma")) }

// bracket is text in brackets behind other text; "" for none.
func (p pen) bracket(text string) string {
	if text == "" {
		return ""
	}
	return p.Say("bracket", "Text", text)
}

// inMarks puts the marks of a language around words that have none.
func inMarks(text, language string) string {
	marks := [2]string{"“", "”"}
	if l := words.In(language); l != nil {
		marks = l.Marks
	}
	return marks[0] + text + marks[1]
}

// maxTarget is the most characters of a link; text fragments of scripts with long encodings are left out before.
const maxTarget = 400

// Link writes a masked link to one of the sources, or the bare label where the link is none that may be shown.
func Link(label, target string) string {
	shown := strings.NewReplacer(`\[`, "", `\]`, "", "[", "", "]", "").Replace(Escape(label))
	if len(target) > maxTarget {
		target, _, _ = strings.Cut(target, "#:~:text=")
	}
	u, err := url.Parse(target)
	if shown == "" || err != nil || u.Scheme != "http" && u.Scheme != "https" || len(u.String()) > maxTarget || strings.ContainsFunc(target, unsafeInTarget) {
		return shown
	}
	return "[" + shown + "](<" + strings.NewReplacer("(", "%28", ")", "%29").Replace(target) + ">)"
}

func unsafeInTarget(r rune) bool { return r <= ' ' || r == '<' || r == '>' || r == '\\' || r == 0x7f }

// Host is the host of a link, as people are shown it.
func Host(target string) string {
	u, err := url.Parse(target)
	if err != nil {
		return "source"
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// A said is a text's words, for finding what is told twice.
type said []saidWord

// A saidWord is a word, or one letter of a script without spaces: of those it takes twice as many in a row.
type saidWord struct {
	text   string
	weight int
}

const runOfWords = 5

func saidIn(text string) (all said) {
	for _, word := range words.Folded(text) {
		if words.Count(word) == 1 {
			all = append(all, saidWord{word, 2})
			continue
		}
		for _, r := range word {
			all = append(all, saidWord{string(r), 1})
		}
	}
	return all
}

// repeats says whether two texts have five words in a row in common.
func (s said) repeats(other said) bool {
	row := make([]int, len(other)+1) // weights of the runs that end at each word
	for _, word := range s {
		before := 0
		for j := range other {
			here := row[j+1]
			row[j+1] = 0
			if word == other[j] {
				if row[j+1] = before + word.weight; row[j+1] >= 2*runOfWords {
					return true
				}
			}
			before = here
		}
	}
	return false
}

// A Memory is what was said already, for forms of a brief that have more room than a card.
type Memory struct{ told []said }

// Again says whether a text has five words in a row of one that was said before; if not, it is said now.
func (m *Memory) Again(text string) bool {
	if isTold(text, m.told) {
		return true
	}
	m.told = append(m.told, saidIn(text))
	return false
}
