package summarize

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// A line's merit is how likely a demanding editor would leave it as it is, before a reader who has nothing but the headline. Some four thousand
// lines of real articles were judged so by readers who had not built the writer (testdata/merit.csv); a logistic regression over the clues
// below is what is learnt from them (merit.txt, written by TestMerit). The gate comes first: merit weighs what passes it.
type merit float64

// A lineKind is what a line would be.
type lineKind int

const (
	positionLine lineKind = iota
	quotationLine
	gistLine
	lineKinds
)

// leastMerit is the merit from which a line is shown, in English: of those below it, twice as many and more were found wrong, useless or hanging.
var leastMerit = [lineKinds]merit{positionLine: 0.65, quotationLine: 0.64, gistLine: 0.68}

// shortText is the number of sentences below which an article is short: of its lines the clues took a quarter away, and wrong ones hardly more
// often than others.
var shortText = [lineKinds]int{positionLine: 30, quotationLine: 20, gistLine: 12}

// clues are what speaks for or against a line, by name.
type clues map[string]float64

func (x clues) set(name string, is bool) {
	if is {
		x[name] = 1
	}
}

//go:embed merit.txt
var meritFile string

// meritWeights are the weights of the clues of each kind of line.
var meritWeights = sync.OnceValues(func() (map[string][lineKinds]float64, error) { return decodeMerit(meritFile) })

// decodeMerit reads a clue a line: its name and its weights for positions, quotations and the gist, tabs between.
func decodeMerit(text string) (map[string][lineKinds]float64, error) {
	weights := map[string][lineKinds]float64{}
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 1+int(lineKinds) {
			return nil, fmt.Errorf("merit: %q is not a name and %d weights", line, lineKinds)
		}
		var of [lineKinds]float64
		var err error
		for kind := range of {
			var failed error
			of[kind], failed = strconv.ParseFloat(fields[1+kind], 64)
			err = cmp.Or(err, failed)
		}
		if err != nil {
			return nil, fmt.Errorf("merit: %q: %w", line, err)
		}
		weights[fields[0]] = of
	}
	return weights, nil
}

// merit is what the clues of a line come to.
func (x clues) merit(kind lineKind) merit {
	weights, _ := meritWeights() // a test reads the file
	sum := 0.0
	for _, name := range slices.Sorted(maps.Keys(x)) { // in one order, for sums of fractions differ by it in their last bits
		sum += weights[name][kind] * x[name]
	}
	return merit(1 / (1 + math.Exp(-sum)))
}

// An editor weighs the lines of one transcript.
type editor struct {
	t       *transcript.Transcript
	title   string
	heading map[string]bool   // stems of the title
	stems   []map[string]bool // of each sentence
	isTopic func(stem string) bool
	most    int                         // mentions of whom the articles name most
	said    map[string]map[int]saidKind // how each speaker is heard, by the numbers of sentences
	quoted  map[int]merit               // of quotations by their number, as far as it is known
}

// A saidKind is how somebody is heard in a sentence.
type saidKind int

const (
	toldWords saidKind = 1 << iota // in the article's words
	ownWords                       // in his own
)

func newEditor(t *transcript.Transcript) *editor {
	e := &editor{t: t, title: check.Headline(t), heading: words.Stems(check.Headline(t)), most: 1, said: map[string]map[int]saidKind{}, quoted: map[int]merit{}}
	for _, sentence := range t.Sentences {
		e.stems = append(e.stems, words.Stems(sentence.Text))
	}
	e.isTopic = topicOf(e.stems, e.title)
	for _, source := range t.Sources {
		for i := range source.Reading.Entities {
			e.most = max(e.most, len(source.Reading.Entities[i].Mentions))
		}
		for _, a := range source.Reading.Attributions {
			if speaker := source.Speaker(a); speaker != nil {
				e.hear(speaker.Name, source.First+a.Sentences[0], a.Kind)
			}
		}
	}
	return e
}

// topicOf tells the words that articles are about, by the stems of their sentences: of a headline that they come back to, or of several sentences,
// more in a longer one. Of a few sentences every word is.
func topicOf(sentences []map[string]bool, headline string) func(stem string) bool {
	const few, long, most = 10, 25, 4 // sentences
	several := min(most, 2+len(sentences)/long)
	title, in := words.Stems(headline), map[string]int{}
	for _, stems := range sentences {
		for stem := range stems {
			in[stem]++
		}
	}
	return func(stem string) bool {
		return len(sentences) < few || !anyTopic[stem] && (in[stem] >= several || title[stem] && in[stem] > 1)
	}
}

// anyTopic are the stems of words that quotations have whatever they are about.
var anyTopic = stemsOf(`think know people thing time year way day good great lot want make get go come take look see need really right well like say tell
	mean happen talk work man woman american americans america country today`)

func (e *editor) hear(speaker string, number int, kind attribution.Kind) {
	if e.said[speaker] == nil {
		e.said[speaker] = map[int]saidKind{}
	}
	own := toldWords
	if kind == attribution.Direct {
		own = ownWords
	}
	e.said[speaker][number] |= own
}

// leaves says whether an editor would leave a line of an article as it is, where the clues can tell.
func (e *editor) leaves(kind lineKind, m merit, source int) bool {
	return m >= leastMerit[kind] || !e.canTell(kind, source)
}

// canTell says whether the clues are enough to tell of an article's lines: they are English, and the article is not short.
func (e *editor) canTell(kind lineKind, source int) bool {
	r := e.t.Sources[source].Reading
	return r.Language == "en" && len(r.Sentences) >= shortText[kind]
}

// ofPosition is the merit of a position that stands under a name; mixed says that some of its words are the speaker's own.
func (e *editor) ofPosition(name string, claim check.DraftClaim, mixed bool) merit {
	return e.positionClues(name, claim, mixed).merit(positionLine)
}

func (e *editor) positionClues(name string, claim check.DraftClaim, mixed bool) clues {
	x, number := clues{}, claim.Sentences[0]
	e.ofText(x, claim.Text, name+" "+claim.By, number)
	e.ofSpeaker(x, e.t.EntityNamed(claim.By), number)
	x.set("some of the speaker's own words", mixed)
	x.set("a clause behind it", clauseBehind.MatchString(claim.Text))
	x.set("a stand", stands.MatchString(claim.Text))
	return x
}

// stands has a verb of who is for something or against it, and does not only say something.
var stands = pattern.Lazy(`^(?:[^,]{0,60}\b)?(?:argue|insist|contend|claim|urge|demand|want|pledge|promise|vow|accuse|critici[sz]|condemn|oppose|support|call|warn|reject|believe)`)

// clauseBehind is more than what somebody says.
var clauseBehind = pattern.Lazy(`, (?:but|and|as|while|though|although|something|an?|the|which|even)\b`)

// meritOf is the merit of a quotation that has a speaker.
func (e *editor) meritOf(d check.DraftQuote) merit {
	m, known := e.quoted[d.Quotation]
	if !known {
		m = e.quotationClues(d.Quotation).merit(quotationLine)
		e.quoted[d.Quotation] = m
	}
	return m
}

func (e *editor) leavesQuote(d check.DraftQuote) bool {
	return e.leaves(quotationLine, e.meritOf(d), e.t.Quotations[d.Quotation-1].Source)
}

func (e *editor) quotationClues(number int) clues {
	x, q, speaker := clues{}, e.t.Quotations[number-1], e.t.SpeakerOf(number)
	source := e.t.Sources[q.Source]
	at := source.First + e.t.AttributionOf(q).Sentences[0]
	e.ofText(x, q.Text, speaker.Name, at)
	e.ofSpeaker(x, speaker, at)
	return x
}

// ofGist is the merit of a sentence as a line of the gist.
func (e *editor) ofGist(o gistSentence) merit { return e.gistClues(o).merit(gistLine) }

func (e *editor) gistClues(o gistSentence) clues {
	x := clues{}
	e.ofText(x, o.text, "", o.source.First+o.index)
	x.set("the lead", o.lead)
	x["sentences before it"] = min(4, float64(o.index))
	x.set("somebody says or wants", slices.ContainsFunc(words.Folded(o.text), voices))
	x.set("a day", aDay.MatchString(o.text))
	for _, doubt := range o.doubts(e.title) {
		x.set(doubt, true)
	}
	return x
}

var (
	aDay    = pattern.Lazy(`\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b`)
	weighty = pattern.Lazy(`(?i)\b(?:wrong|right|best|worst|bad|good|great|better|worse|dangerous|important|never|always|only|must|should|need|needs|unacceptable|failed|fail|threat|fight|against|because|not|no|n[’']t)\b`)
	figures = pattern.Lazy(`\d`)
)

// ofText are the clues of a line's words, by is whom it stands under, and number the sentence that it is from.
func (e *editor) ofText(x clues, text, by string, number int) {
	all, stems := words.Split(text), words.Stems(text)
	topics, shared := 0, 0
	for stem := range stems {
		if e.isTopic(stem) {
			topics++
		}
		if e.heading[stem] {
			shared++
		}
	}
	x["as a rule"] = 1
	x["words of the headline"] = min(1, float64(shared)/4)
	x["share of the headline"] = float64(shared) / float64(max(1, len(e.heading)))
	x.set("a word of the headline", shared > 0)
	x["like the first sentences"] = e.likeFirst(stems, number)
	x["words of the topic"] = min(1, float64(topics)/5)
	x.set("no word of the topic", topics == 0)
	x.set("short", len(all) < 8)
	x.set("long", len(all) > 35)
	x["words that weigh"] = min(3, float64(len(weighty.FindAllString(text, -1))))
	x.set("what may be", isView(text))
	x.set("figures", figures.MatchString(text))
	for clue, pronouns := range pronounClues {
		x[clue] = min(2, timesOf(all, pronouns))
	}
	e.ofNames(x, all, words.Stems(by), number)
	sentence := e.t.Sentences[number-1]
	r := e.t.Sources[sentence.Source].Reading
	x["place in the text"] = float64(number) / float64(len(e.t.Sentences))
	x.set("opens a paragraph", sentence.Index == 0 || r.Sentences[sentence.Index-1].Paragraph != r.Sentences[sentence.Index].Paragraph)
}

// likeFirst is how much a line's words are like those of one of the first sentences (their cosine), at most; the line's own sentence does not count.
func (e *editor) likeFirst(stems map[string]bool, number int) (most float64) {
	const first = 3
	for i, other := range e.stems[:min(first, len(e.stems))] {
		if i+1 == number || len(other) == 0 || len(stems) == 0 {
			continue
		}
		shared := 0
		for stem := range stems {
			if other[stem] {
				shared++
			}
		}
		most = max(most, float64(shared)/math.Sqrt(float64(len(stems)*len(other))))
	}
	return most
}

// pronounClues are words that mean who or what stands elsewhere.
var pronounClues = map[string]map[string]bool{
	"“they”": words.List("they them their"),
	"“it”":   words.List("it its it’s it's"),
	"“we”":   words.List("we our us we’re we're"),
	"“that”": words.List("that this these those such"),
}

func timesOf(all []string, set map[string]bool) (count float64) {
	for _, word := range all {
		if set[strings.ToLower(word)] {
			count++
		}
	}
	return count
}

// ofNames are the clues of the names in a line, besides whom it stands under: those of the headline, and last names alone that a sentence
// before has told in full.
func (e *editor) ofNames(x clues, all []string, own map[string]bool, number int) {
	for i, word := range all {
		if i == 0 || !words.StartsUpper(word) || own[words.Stem(word)] || strings.EqualFold(words.First(word), "i") {
			continue
		}
		alone := !words.StartsUpper(all[i-1]) && (i+1 == len(all) || !words.StartsUpper(all[i+1]))
		switch {
		case e.heading[words.Stem(word)]:
			x["names of the headline"] = min(2, x["names of the headline"]+1)
		case alone && e.toldBefore(number, word):
			x["names told before"] = min(3, x["names told before"]+1)
		}
	}
}

// toldBefore says whether a word stands in a sentence before one.
func (e *editor) toldBefore(number int, word string) bool {
	stem := words.Stem(word)
	return slices.ContainsFunc(e.stems[:number-1], func(stems map[string]bool) bool { return stems[stem] })
}

// ofSpeaker are the clues of who says a line, and of what else he says around it.
func (e *editor) ofSpeaker(x clues, speaker *attribution.Entity, number int) {
	if speaker == nil {
		return
	}
	x["mentions of the speaker"] = float64(len(speaker.Mentions)) / float64(e.most)
	x.set("the speaker has a role", speaker.Role != "")
	said := e.said[speaker.Name]
	first := true
	for other := range said {
		first = first && other >= number
	}
	x.set("the speaker's first", first)
	x.set("goes on from the sentence before", said[number-1] != 0)
	x.set("goes on in the next sentence", said[number+1] != 0)
	x.set("quoted in the next sentence", said[number+1]&ownWords != 0)
}
