package score

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// A Figure is a share from 0 to 1, rounded to four places in JSON; NaN, where there was nothing to count, is null.
type Figure float64

// MarshalJSON rounds to four places.
func (f Figure) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(f)) {
		return []byte("null"), nil
	}
	return json.Marshal(math.Round(float64(f)*1e4) / 1e4)
}

// known reports whether there was something to count.
func (f Figure) known() bool { return !math.IsNaN(float64(f)) }

func (f Figure) String() string {
	if math.IsNaN(float64(f)) {
		return "–"
	}
	return fmt.Sprintf("%.3f", float64(f))
}

// A Report is the figures over all articles, micro-averaged: every item counts the same.
type Report struct {
	Articles int        `json:"articles"`
	Missing  int        `json:"articles_without_prediction"`
	Unknown  int        `json:"unknown_ids_ignored"`
	Quotes   Quotes     `json:"quotes"`
	Verbatim Figure     `json:"verbatim_rate"` // quotations that stand in the article but for white space and the shape of marks
	Altered  int        `json:"n_not_verbatim"`
	Speaker  Speakers   `json:"speaker"`
	Both     Figure     `json:"quote_and_speaker_f1"` // the quotation found and its speaker right
	Said     Statements `json:"statements"`
	Parties  Sides      `json:"parties"`
	// Quoted and Stated are the figures on the speakers that are shown: of quotations, and of statements.
	Quoted Sureness `json:"sure_quotes"`
	Stated Sureness `json:"sure_statements"`
	// Intervals are 95 % intervals by drawing articles anew, 500 times from a fixed seed.
	Intervals  map[string][2]Figure `json:"ci95_article_bootstrap,omitempty"`
	Publishers map[string]Publisher `json:"by_publisher,omitempty"`
	Misses     []Miss               `json:"-"`
}

// Quotes are the figures on quotations of three words or more that somebody is given. Two are one when their tokens agree
// by F1 ≥ 0.8, or one holds the other and is not longer than 1/0.6 of it.
type Quotes struct {
	Precision         Figure `json:"precision"`
	Recall            Figure `json:"recall"`
	F1                Figure `json:"f1"`
	PrecisionIgnoring Figure `json:"precision_ignoring_unattributed_quoted_text"`
	RecallDirect      Figure `json:"recall_direct"`
	RecallMixed       Figure `json:"recall_mixed"`
	Gold              int    `json:"n_gold"`
	Out               int    `json:"n_pred"`
	Matched           int    `json:"n_matched"`
	Unattributed      int    `json:"fp_quoted_but_unattributed"`
	OtherWrong        int    `json:"fp_other"`
}

// Speakers are the figures on the speakers of matched quotations; see [SameSpeaker]. Strict counts those that the article
// names by a name or a noun, Resolved those behind a pronoun or "the senator", Overall both.
type Speakers struct {
	Strict     Figure `json:"strict"`
	StrictN    int    `json:"strict_n"`
	Named      Figure `json:"named_only"`
	NamedN     int    `json:"named_n"`
	Nominal    Figure `json:"nominal_only"`
	NominalN   int    `json:"nominal_n"`
	Resolved   Figure `json:"resolved_only"`
	ResolvedN  int    `json:"resolved_n"`
	Overall    Figure `json:"overall"`
	OverallN   int    `json:"overall_n"`
	Unresolved int    `json:"excluded_unresolved"`
	NoSource   int    `json:"excluded_no_source"`
}

// Statements are the figures on indirect and mixed speech: Recall of attributions one of whose sentences was found,
// Precision of sentences.
type Statements struct {
	Recall         Figure `json:"recall"`
	Precision      Figure `json:"precision"`
	RecallSpeech   Figure `json:"recall_speech_cue"`
	RecallIndirect Figure `json:"recall_indirect"`
	RecallMixed    Figure `json:"recall_mixed"`
	RecallShown    Figure `json:"recall_shown"` // by statements whose speaker is sure
	SentenceRecall Figure `json:"sentence_recall"`
	SentenceF1     Figure `json:"sentence_f1"`
	PrecisionAny   Figure `json:"precision_any_attribution"`
	Speaker        Figure `json:"speaker_accuracy"`
	SpeakerN       int    `json:"speaker_n"`
	Gold           int    `json:"n_gold_attributions"`
	GoldSpeech     int    `json:"n_gold_speech_cue"`
	GoldSentences  int    `json:"n_gold_sentences"`
	Out            int    `json:"n_pred"`
	OutSentences   int    `json:"n_pred_sentences"`
	Unlocated      int    `json:"n_unlocated"`
}

// Sides are the figures on sources: MainRecall of those with two attributions or more, and Support, the share of positions
// whose sentence holds an attribution to that same source.
type Sides struct {
	MainRecall    Figure `json:"main_source_recall"`
	Main          int    `json:"n_main_sources"`
	PersonRecall  Figure `json:"person_recall"`
	Person        int    `json:"n_person"`
	OtherRecall   Figure `json:"org_or_group_recall"`
	Other         int    `json:"n_org_or_group"`
	Support       Figure `json:"position_support"`
	Positions     int    `json:"n_positions"`
	Scorable      int    `json:"n_scorable"`
	WrongParty    int    `json:"wrong_party"`
	NoAttribution int    `json:"no_attribution_in_sentence"`
	Unlocated     int    `json:"unlocated"`
}

// A Publisher has the main figures on one publisher's articles.
type Publisher struct {
	QuotesF1           Figure `json:"quotes_f1"`
	SpeakerStrict      Figure `json:"speaker_strict"`
	SpeakerOverall     Figure `json:"speaker_overall"`
	StatementRecall    Figure `json:"statement_recall"`
	StatementPrecision Figure `json:"statement_precision"`
}

// Score compares output with a corpus. An article without output counts as one of which nothing was said.
func Score(gold []Gold, output map[string]Output) Report {
	tallies := make([]tally, len(gold))
	known, byPublisher := map[string]bool{}, map[string]*tally{}
	var total tally
	var misses []Miss
	var quoted, said []outcome
	missing := 0
	for i, g := range gold {
		out, ok := output[g.ID]
		if !ok {
			missing++
		}
		known[g.ID] = ok
		one := scoreArticle(g, out)
		tallies[i], misses = one.tally, append(misses, one.misses...)
		quoted, said = append(quoted, one.quoted...), append(said, one.said...)
		total.add(one.tally)
		if byPublisher[g.Publisher] == nil {
			byPublisher[g.Publisher] = &tally{}
		}
		byPublisher[g.Publisher].add(one.tally)
	}
	report := figures(total)
	report.Quoted, report.Stated = sureness(quoted), sureness(said)
	report.Articles, report.Missing, report.Misses = len(gold), missing, misses
	for id := range output {
		if !known[id] {
			report.Unknown++
		}
	}
	report.Intervals = intervals(tallies)
	report.Publishers = map[string]Publisher{}
	for name, t := range byPublisher {
		f := figures(*t)
		report.Publishers[name] = Publisher{f.Quotes.F1, f.Speaker.Strict, f.Speaker.Overall, f.Said.Recall, f.Said.Precision}
	}
	return report
}

func share(part, whole int) Figure {
	if whole == 0 {
		return Figure(math.NaN())
	}
	return Figure(float64(part) / float64(whole))
}

func harmonic(p, r Figure) Figure {
	if p == 0 || r == 0 {
		return 0 * p * r // NaN where one is
	}
	return 2 * p * r / (p + r)
}

func figures(t tally) (r Report) {
	precision, recall := share(t[quotesMatched], t[quotesOut]), share(t[quotesMatched], t[quotesGold])
	r.Quotes = Quotes{
		Precision: precision, Recall: recall, F1: harmonic(precision, recall),
		PrecisionIgnoring: share(t[quotesMatched], t[quotesOut]-t[quotesWrongUnattributed]),
		RecallDirect:      share(t[quotesFoundDirect], t[quotesGoldDirect]), RecallMixed: share(t[quotesFoundMixed], t[quotesGoldMixed]),
		Gold: t[quotesGold], Out: t[quotesOut], Matched: t[quotesMatched],
		Unattributed: t[quotesWrongUnattributed], OtherWrong: t[quotesWrong] - t[quotesWrongUnattributed],
	}
	r.Verbatim, r.Altered = share(t[quotesVerbatim], t[quotesOut]), t[quotesOut]-t[quotesVerbatim]
	r.Speaker = speakerFigures(t)
	right := t[speakersNameRight] + t[speakersNominalRight] + t[speakersPronounRight] + t[speakersAnaphorRight]
	r.Both = harmonic(share(right, t[quotesOut]-t[speakersUnscorable]-t[speakersNone]), share(right, t[quotesGold]-t[quotesGoldUnscorable]))
	r.Said = statementFigures(t)
	main, scorable := t[partiesPerson]+t[partiesOther], t[positionsOut]-t[positionsUnscorable]
	r.Parties = Sides{
		MainRecall: share(t[partiesPersonFound]+t[partiesOtherFound], main), Main: main,
		PersonRecall: share(t[partiesPersonFound], t[partiesPerson]), Person: t[partiesPerson],
		OtherRecall: share(t[partiesOtherFound], t[partiesOther]), Other: t[partiesOther],
		Support: share(t[positionsRight], scorable), Positions: t[positionsOut], Scorable: scorable,
		WrongParty: t[positionsWrongParty], NoAttribution: t[positionsNoAttribution], Unlocated: t[positionsUnlocated],
	}
	return r
}

func speakerFigures(t tally) Speakers {
	strict, resolved := t[speakersName]+t[speakersNominal], t[speakersPronoun]+t[speakersAnaphor]
	strictRight, resolvedRight := t[speakersNameRight]+t[speakersNominalRight], t[speakersPronounRight]+t[speakersAnaphorRight]
	return Speakers{
		Strict: share(strictRight, strict), StrictN: strict,
		Named: share(t[speakersNameRight], t[speakersName]), NamedN: t[speakersName],
		Nominal: share(t[speakersNominalRight], t[speakersNominal]), NominalN: t[speakersNominal],
		Resolved: share(resolvedRight, resolved), ResolvedN: resolved,
		Overall: share(strictRight+resolvedRight, strict+resolved), OverallN: strict + resolved,
		Unresolved: t[speakersUnscorable], NoSource: t[speakersNone],
	}
}

func statementFigures(t tally) Statements {
	precision, recall := share(t[sentencesRight], t[sentencesOut]), share(t[sentencesFound], t[sentencesGold])
	return Statements{
		Recall: share(t[attributionsFound], t[attributionsGold]), Precision: precision,
		RecallSpeech:   share(t[attributionsFoundSpeech], t[attributionsGoldSpeech]),
		RecallIndirect: share(t[attributionsFoundIndirect], t[attributionsGoldIndirect]),
		RecallMixed:    share(t[attributionsFoundMixed], t[attributionsGoldMixed]),
		SentenceRecall: recall, SentenceF1: harmonic(precision, recall),
		RecallShown:  share(t[attributionsShown], t[attributionsGold]),
		PrecisionAny: share(t[sentencesRightAny], t[sentencesOut]),
		Speaker:      share(t[statementSpeakersRight], t[statementSpeakers]), SpeakerN: t[statementSpeakers],
		Gold: t[attributionsGold], GoldSpeech: t[attributionsGoldSpeech], GoldSentences: t[sentencesGold],
		Out: t[statementsOut], OutSentences: t[sentencesOut], Unlocated: t[statementsUnlocated],
	}
}

// A line is one figure as people read it.
type line struct {
	name   string
	figure Figure
	n      int
	key    string // of its interval
}

func (r Report) lines() []line {
	lines := []line{
		{"quotations found, precision", r.Quotes.Precision, r.Quotes.Out, "quotes.precision"},
		{"quotations found, recall", r.Quotes.Recall, r.Quotes.Gold, "quotes.recall"},
		{"quotations found, F1", r.Quotes.F1, r.Quotes.Gold, "quotes.f1"},
		{"quotations that stand in the text, word for word", r.Verbatim, r.Quotes.Out, ""},
		{"speaker right, where the text names one", r.Speaker.Strict, r.Speaker.StrictN, "speaker.strict"},
		{"speaker right, pronouns and roles included", r.Speaker.Overall, r.Speaker.OverallN, "speaker.overall"},
		{"quotation and speaker, F1", r.Both, r.Quotes.Gold, ""},
		{"statements, precision", r.Said.Precision, r.Said.OutSentences, "statements.precision"},
		{"statements, recall", r.Said.Recall, r.Said.Gold, "statements.recall"},
		{"statements, speaker right", r.Said.Speaker, r.Said.SpeakerN, ""},
		{"main sources found, persons", r.Parties.PersonRecall, r.Parties.Person, ""},
		{"main sources found, all", r.Parties.MainRecall, r.Parties.Main, "parties.main_source_recall"},
		{"positions whose sentence is that source's", r.Parties.Support, r.Parties.Scorable, "parties.position_support"},
	}
	if r.Quoted.Calibration.known() {
		lines = append(lines,
			line{"quotations that show a speaker", r.Quoted.Shown, r.Quoted.N, ""},
			line{"speaker right, of quotations that show one", r.Quoted.Right, r.Quoted.ShownN, ""},
			line{"calibration error, speakers of quotations", r.Quoted.Calibration, r.Quoted.N, ""})
	}
	if r.Stated.Calibration.known() {
		lines = append(lines,
			line{"statements that show a speaker", r.Stated.Shown, r.Stated.N, ""},
			line{"statements that show a speaker, recall", r.Said.RecallShown, r.Said.Gold, ""},
			line{"speaker right, of statements that show one", r.Stated.Right, r.Stated.ShownN, ""},
			line{"calibration error, speakers of statements", r.Stated.Calibration, r.Stated.N, ""})
	}
	return lines
}

// intervals draws articles anew, as many as there are, 500 times.
func intervals(tallies []tally) map[string][2]Figure {
	const draws = 500
	if len(tallies) < 2 {
		return nil
	}
	random := rand.New(rand.NewPCG(0, 0))
	drawn := map[string][]Figure{}
	for range draws {
		var total tally
		for range tallies {
			total.add(tallies[random.IntN(len(tallies))])
		}
		for _, l := range figures(total).lines() {
			if l.key != "" && !math.IsNaN(float64(l.figure)) {
				drawn[l.key] = append(drawn[l.key], l.figure)
			}
		}
	}
	found := map[string][2]Figure{}
	for key, all := range drawn {
		slices.Sort(all)
		n := float64(len(all))
		found[key] = [2]Figure{all[int(.025*n)], all[max(0, int(.975*n)-1)]}
	}
	return found
}

// WriteTable prints the main figures for people: the figure, its 95 % interval, and how many items it is of.
func (r Report) WriteTable(w io.Writer) error {
	var out strings.Builder
	fmt.Fprintf(&out, "%-50s %6s  %-12s %7s\n", fmt.Sprintf("%d articles", r.Articles), "", "95 %", "of")
	for _, l := range r.lines() {
		interval := ""
		if ci, ok := r.Intervals[l.key]; ok {
			interval = ci[0].String() + "–" + ci[1].String()
		}
		fmt.Fprintf(&out, "%-50s %6s  %-12s %7d\n", l.name, l.figure, interval, l.n)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// WriteMisses prints how often each kind of fault occurs, most first, each with up to examples of it.
func (r Report) WriteMisses(w io.Writer, examples int) error {
	byKind := map[string][]Miss{}
	for _, m := range r.Misses {
		byKind[m.Kind] = append(byKind[m.Kind], m)
	}
	var kinds []string
	for kind := range byKind {
		kinds = append(kinds, kind)
	}
	slices.SortFunc(kinds, func(a, b string) int {
		if d := len(byKind[b]) - len(byKind[a]); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	var out strings.Builder
	for _, kind := range kinds {
		fmt.Fprintf(&out, "%6d  %s\n", len(byKind[kind]), kind)
		for _, m := range byKind[kind][:min(examples, len(byKind[kind]))] {
			fmt.Fprintf(&out, "          %s: %s\n", m.ID, strings.Join(strings.Fields(m.Text), " "))
			if m.Got != "" || len(m.Want) > 0 {
				fmt.Fprintf(&out, "            given %q, labelled %q\n", m.Got, m.Want)
			}
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}
