package check

import (
	"parley/summarize/transcript"
	"parley/summarize/words"
	"strings"
)

// englishDates are days and months, with the short forms that news uses. They are dates only with a capital.
var englishDates = forms(`monday mon; tuesday tues tue; wednesday wed; thursday thurs thur thu; friday fri; saturday sat; sunday sun;
	january jan; february feb; march mar; april apr; may; june jun; july jul; august aug; september sept sep; october oct;
	november nov; december dec`)

// otherDates are days and months of the other languages that Parley reads, but what English writes so, too, and what "today" is in them.
var otherDates = func() map[string]bool {
	dates := words.List(`today yesterday tomorrow tonight heute gestern aujourd'hui hier demain ayer hoy mañana ieri oggi domani ontem hoje amanhã
		gisteren vandaag wczoraj dzisiaj dziś jutro вчора сьогодні завтра вчера сегодня`)
	for _, code := range words.Languages() {
		for _, names := range []map[string]int{words.In(code).Days, words.In(code).Months} {
			for name := range names {
				dates[name] = dates[name] || englishDates[name] == "" && name != "mars"
			}
		}
	}
	return dates
}()

// forms maps each word of a group to the first of its group.
func forms(groups string) map[string]string {
	first := map[string]string{}
	for group := range strings.SplitSeq(groups, ";") {
		group := strings.Fields(group)
		for _, word := range group {
			first[word] = group[0]
		}
	}
	return first
}

// relatives of a date: "last week" is not "next week".
var (
	whichOne = forms("last past previous; next coming; this current")
	periods  = words.List("day week weekend month quarter year decade century night morning afternoon evening summer winter spring fall autumn season")
)

// datesIn is the set of a text's dates in one form.
func datesIn(text string) map[string]bool {
	set := map[string]bool{}
	before := ""
	for _, word := range words.Split(text) {
		folded := strings.ToLower(word)
		date := englishDates[folded]
		if date == "" || word == folded {
			date = ""
		}
		if otherDates[folded] {
			date = folded
		}
		if date != "" {
			set[date] = true
		}
		if which := whichOne[before]; which != "" && (date != "" || periods[folded]) {
			set[which+" "+folded] = true
		}
		before = folded
	}
	return set
}

// keepsDates wants the days and months that a text names, and which week or year it speaks of, in its sentences. It only
// doubts: "on Thursday" may be said of what a dateline or the sentence before dates.
func keepsDates(_ *transcript.Transcript, claim DraftClaim, cited string) finding {
	known := datesIn(cited)
	if words.Any(datesIn(claim.Text), func(date string) bool { return !known[date] }) {
		return doubt("has a date that its sentences lack")
	}
	return finding{}
}
