package summarize

import (
	"strconv"
	"strings"
	"unicode"
)

// numberWords are the numbers that English news writes out, with their value; "" for a word that has none on its own.
var numberWords = func() map[string]string {
	words := map[string]string{}
	for i, word := range strings.Fields(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen`) {
		words[word] = strconv.Itoa(i + 2)
	}
	for i, word := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		words[word] = strconv.Itoa(10 * (i + 2))
	}
	for word := range strings.FieldsSeq("hundred thousand million billion trillion dozen half twice") {
		words[word] = word
	}
	return words
}()

// magnitudes are what headlines put behind a number: "3bn".
var magnitudes = map[string]string{"bn": "billion", "m": "million", "k": "thousand", "tn": "trillion"}

// numbersIn is the set of a text's numbers in one form: "twenty-five", "25" and "25%" are 25, "1,000" is 1000, "3bn" is 3
// and billion. One is no number here, for it is a pronoun as well.
func numbersIn(text string) map[string]bool {
	set := map[string]bool{}
	tens := 0 // of the word before, when it may go on: "twenty-"
	for _, word := range tokens(text) {
		folded := strings.ToLower(word)
		value := numberWords[folded]
		unit, err := strconv.Atoi(value)
		switch {
		case strings.ContainsFunc(folded, unicode.IsDigit):
			digits := strings.ReplaceAll(folded, ",", "")
			number := strings.TrimRightFunc(digits, unicode.IsLetter)
			if magnitude := magnitudes[digits[len(number):]]; magnitude != "" {
				set[magnitude] = true
				digits = number
			}
			set[digits] = true
		case err == nil && unit < 10 && tens > 0:
			delete(set, strconv.Itoa(tens))
			set[strconv.Itoa(tens+unit)] = true
		case folded == "one" && tens > 0:
			delete(set, strconv.Itoa(tens))
			set[strconv.Itoa(tens+1)] = true
		case value != "":
			set[value] = true
		}
		tens = 0
		if err == nil && unit >= 20 {
			tens = unit
		}
	}
	return set
}

func keepsNumbers(_ *Transcript, claim DraftClaim, cited string) string {
	known := numbersIn(cited)
	if anyOf(numbersIn(claim.Text), func(number string) bool { return !known[number] }) {
		return "has a number that its sentences lack"
	}
	return ""
}

// englishDates are days and months, with the short forms that news uses. They are dates only with a capital.
var englishDates = forms(`monday mon; tuesday tues tue; wednesday wed; thursday thurs thur thu; friday fri; saturday sat; sunday sun;
	january jan; february feb; march mar; april apr; may; june jun; july jul; august aug; september sept sep; october oct;
	november nov; december dec`)

// otherDates are days and months of the other languages that Parley reads, and what "today" is in all of them.
var otherDates = wordList(`today yesterday tomorrow tonight
	montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember heute gestern
	lundi mardi mercredi jeudi vendredi samedi dimanche janvier février avril juin juillet août septembre octobre novembre décembre
	aujourd'hui hier demain
	lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre
	noviembre diciembre ayer hoy mañana
	lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre
	dicembre ieri oggi domani
	janeiro fevereiro março maio junho julho setembro outubro dezembro ontem hoje amanhã
	maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart mei augustus gisteren vandaag
	poniedziałek wtorek środa środę czwartek piątek sobota sobotę niedziela niedzielę stycznia lutego marca kwietnia maja czerwca lipca
	sierpnia września października listopada grudnia wczoraj dzisiaj dziś jutro
	понеділок вівторок середа середу четвер пʼятниця п'ятницю субота суботу неділя неділю січня лютого березня квітня травня червня
	липня серпня вересня жовтня листопада грудня вчора сьогодні завтра
	понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье января февраля марта апреля мая июня июля
	августа сентября октября ноября декабря вчера сегодня`)

// forms maps each word of a group to the first of its group.
func forms(groups string) map[string]string {
	first := map[string]string{}
	for group := range strings.SplitSeq(groups, ";") {
		words := strings.Fields(group)
		for _, word := range words {
			first[word] = words[0]
		}
	}
	return first
}

// relatives of a date: "last week" is not "next week".
var (
	whichOne = forms("last past previous; next coming; this current")
	periods  = wordList("day week weekend month quarter year decade century night morning afternoon evening summer winter spring fall autumn season")
)

// datesIn is the set of a text's dates in one form.
func datesIn(text string) map[string]bool {
	set := map[string]bool{}
	before := ""
	for _, word := range tokens(text) {
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

func keepsDates(_ *Transcript, claim DraftClaim, cited string) string {
	known := datesIn(cited)
	if anyOf(datesIn(claim.Text), func(date string) bool { return !known[date] }) {
		return "has a date that its sentences lack"
	}
	return ""
}
