package transcript

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// Who somebody is by the words before his name.

// roleBefore is who somebody is by the words that lead up to his name, more of them than a title: "Salesforce founder and co-CEO".
func roleBefore(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		at := strings.LastIndex(r.Text[m.Start:m.End], e.Name)
		if at < 0 || headlineOf(r) == 0 && m.Start < r.Sentences[0].End {
			continue // a headline's verb looks like a part of a role: "Endorses House Speaker Lund"
		}
		before := r.Text[max(0, m.Start+at-maxBehind) : m.Start+at]
		if role := ofBoth(before, r.Text[m.End:min(len(r.Text), m.End+maxBehind)]); role != "" {
			return role
		}
		if work := starOf.FindStringSubmatch(before); work != nil {
			return strings.ToLower(work[1]) + "“" + work[2] + "” " + work[3]
		}
		if title := listTitle.FindStringSubmatch(before); title != nil {
			return map[string]string{"Reps": "representative", "Sens": "senator", "Govs": "governor"}[title[1]]
		}
		if role := roleAtEnd(before[:len(before)-len(endsOnRank.FindString(before))]); role != "" {
			return role
		}
	}
	return ""
}

// starOf ends on what somebody is of a work by its title: ‘former “Harbour Nights” star’.
var starOf = pattern.Lazy(`((?:[Ff]ormer )?)["“](\p{Lu}[\pL\d’'&:!-]*(?: (?:\p{Lu}[\pL\d’'&:!-]*|[\d&-]+|of|the|and|in|a|to|for|on|with|at|is|from)){0,6})["”] ((?:co-)?(?:star|actor|actress|director|creator|host|singer|author|producer|alum|showrunner|contestant|writer)) $`)

// endsOnRank is a rank or title between what somebody is and his name: "Army spokesman Col. Bo Lund".
var endsOnRank = pattern.Lazy(`(?:\b(?:(?:Col|Lt|Gen|Maj|Capt|Sgt|Cmdr|Adm|Brig|Dr|Rev|Prof)\. |(?:Sir|Dame|Lord|Lady|Baroness|Dr|Prof|Professor|Rev) ))+$`)

// roleAtEnd is the role of more than a title that a text ends on, or "".
func roleAtEnd(text string) string {
	text = withoutStops.Replace(text)
	all := strings.Fields(text[strings.LastIndexAny(text, ".,;:—–\n“”\"()")+1:])
	head := headBeforeName(all)
	from := startOfRole(all, head)
	role := strings.ReplaceAll(strings.Join(all[from:], " "), "·", ".")
	if from > head || !IsRole(all[head]) && !(from < head && beforeName[all[head]]) || IsTitle(strings.ToLower(role)) || isTooLong(role) {
		return ""
	}
	return role
}

// headBeforeName is where the noun of what somebody is stands in the words before his name: last, or before what an office is of, "secretary of
// state".
func headBeforeName(all []string) int {
	head := len(all) - 1
	if head > 1 && all[head-1] == "of" && officesOf[strings.ToLower(all[head-2])] || head > 1 && all[head-1] == "to" && aliases.IsPlace(all[head]) && IsRole(all[head-2]) {
		return head - 2
	}
	return head
}

// startOfRole is where the role begins whose noun is the head, behind what the words before it tell of others.
func startOfRole(all []string, head int) int {
	from := head + 1
	for from > 0 && !isOthers(all, from-1) && (leadsUp(all[from-1]) || beforeName[all[from-1]] || from > 1 && isOfName(all[from-1])) {
		from--
	}
	for from < len(all) && strings.ToLower(all[from]) == "and" {
		from++
	}
	if and := slices.Index(all[from:], "and"); and > 0 && !endsRole(all[from+and-1]) && !portfolios[strings.ToLower(all[from+and-1])] {
		from += and + 1 // "of Ohio and Senator Lund"
	}
	if at := slices.Index(all[from:], "former"); at > 0 && all[from+at-1] != "and" {
		from += at // "Count former mayor Bo Lund among them"
	}
	return from
}

// isOthers says whether a word before a title is of several who are not the one with the title: "promised by workers Mayor Bo Lund sent".
func isOthers(all []string, at int) bool {
	return at+1 < len(all) && isOfSeveral(all[at]) && words.StartsUpper(all[at+1]) && IsTitle(strings.ToLower(all[at+1]))
}

// endsRole says whether a word before an "and" is what somebody is: a noun or a short title, "Gov. and".
func endsRole(word string) bool { return IsRole(word) || strings.HasSuffix(word, "·") }

// withoutStops takes away the full stops that end nothing.
var withoutStops = strings.NewReplacer("U.S. ", "U·S· ", "Gov. and ", "Gov· and ", "Sen. and ", "Sen· and ", "Rep. and ", "Rep· and ", "Gen. and ", "Gen· and ")

// ofBoth is the role of each of two whom a noun in the plural stands before: "former Norvian presidents Ada Berg and Bo Lund". "" where the name
// between the words before and behind it is not one of the two.
func ofBoth(before, behind string) string {
	found := pluralFirst.FindStringSubmatch(before)
	if found == nil || found[3] == "" && !secondOfTwo.MatchString(behind) {
		return ""
	}
	noun := strings.TrimSuffix(found[2], "s")
	if !IsRole(noun) || !leadsUp(words.First(found[1]+noun)) {
		return ""
	}
	return strings.TrimPrefix(found[1], "the ") + noun
}

var (
	pluralFirst = pattern.Lazy(`(?:^|[\n.,;“”"] ?|\b(?:said|by|from|to|with|and|while|as|that|like|of) )((?:[Ff]ormer |vice |deputy |state |presidential |\p{Lu}[\pL-]+ ){0,4})((?:\p{Lu}\p{Ll}+-)?\p{Ll}+s) (\p{Lu}[\pL.’'-]+(?: \p{Lu}[\pL.’'-]+){1,2} and )?$`)
	secondOfTwo = pattern.Lazy(`^ and \p{Lu}[\pL.’'-]+(?: \p{Lu}[\pL.’'-]+){1,2}`)
)

// titleBefore is the mere title before the whole name of somebody of whom the text tells no more: "Mayor Bo Lund".
func titleBefore(r *attribution.Reading, e *attribution.Entity) string {
	for _, m := range e.Mentions {
		at := strings.LastIndex(r.Text[m.Start:m.End], e.Name)
		if at < 0 || !strings.Contains(e.Name, " ") {
			continue
		}
		if lady := firstLady.FindString(r.Text[max(0, m.Start+at-maxOwner) : m.Start+at]); lady != "" {
			return strings.TrimSpace(strings.ToLower(lady))
		}
		title := endsOnTitle.FindStringSubmatch(r.Text[max(0, m.Start+at-maxOwner) : m.Start+at])
		if title != nil && IsRole(title[1]) && IsTitle(strings.ToLower(title[1])) {
			return plainRole(strings.TrimSpace(title[0]))
		}
	}
	return ""
}

var firstLady = pattern.Lazy(`\b(?:[Ff]ormer )?[Ff]irst (?:[Ll]ady|[Gg]entleman) $`)

var endsOnTitle = pattern.Lazy(`(?:former )?(\p{Lu}\p{Ll}+) $`)

// officesOf are nouns of offices that are named with what they are of before a name, too.
var officesOf = words.List("chief secretary minister superintendent commissioner director")

// listTitle is the title of all whom a list names, before one of them: "Reps. Ada Berg (Calif.), Bo Lund (Wis.) and".
var listTitle = pattern.Lazy(`\b(Reps|Sens|Govs)\. (?:\p{Lu}[\pL.'’ -]+(?: \([^)]*\))?,? (?:and )?)*$`)

// isOfName says whether a word that opens no sentence is a part of a name by its capital: "Halvik News host".
func isOfName(word string) bool {
	return words.StartsUpper(word) && !beforeRole[strings.ToLower(word)] && !isDateline(word)
}

// beforeNoun are the small words that may stand before what somebody is.
var beforeNoun = words.List("airline oil mining tech telecoms insurance retail motor music film football rugby cricket tennis basketball baseball hockey golf racing casino property fashion steel gas power rail railway shipping pharmacy supermarket brewery mafia crime gang spy intelligence military navy rescue opposition rebel campaign opinion politics policy press communications finance operations research program security marketing sales sports business news science technology data media field outreach elections trade energy climate immigration defense defence retired school shop council club union hospital church farm city town state village parish federal hotel and vice deputy senior police fire county")

// portfolios are what ministers, secretaries and councillors are of: a common word that opens a sentence as "Transport Minister Bo Lund" is a part of his title.
var portfolios = words.List("agriculture budget business culture defence defense economy education energy environment finance fisheries foreign health home housing immigration " +
	"mining fisheries water irrigation science technology innovation communications information forestry development environmental human rural urban youth women children social veterans " +
	"industry interior justice labor labour media opposition pensions skills sport work planning prime sports tourism trade transport transportation treasury")

// inTitles are common words that are a part of the names of places and of titles: "North Halvik mayor", "District Judge".
var inTitles = words.List("New North South East West District Circuit Superior Magistrate Court")

// leadsUp says whether a word may stand in a role before a name: a noun of what somebody is, a name, or an adjective by its ending.
func leadsUp(word string) bool {
	if beforeRole[strings.ToLower(word)] || isDoing(word) || isDateline(word) {
		return false
	}
	if IsRole(word) || beforeNoun[word] || strings.HasSuffix(word, "-time") || portfolios[strings.ToLower(word)] || strings.EqualFold(word, "former") {
		return true
	}
	if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
		return !attribution.CommonWord(strings.ToLower(word)) || isShort(word) || inTitles[word]
	}
	return len(word) > 5 && slices.ContainsFunc([]string{"ive", "al", "ant", "aging"}, func(end string) bool { return strings.HasSuffix(word, end) })
}
