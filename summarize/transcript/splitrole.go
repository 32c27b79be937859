package transcript

import (
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/words"
)

// Where a role ends and a name begins, in what a reading takes for one name.

// splitRole parts what stands before somebody's given name from the name. What has no word of a role stays whole.
func splitRole(name string) (role, bare string) {
	all := strings.Fields(name)
	for len(all) > 1 && isAdverb(all[len(all)-1]) {
		all = all[:len(all)-1]
	}
	if opensOnOffices(all) {
		return "", strings.Join(all[1:], " ")
	}
	at := roleWords(all)
	return strings.Join(all[:at], " "), strings.Join(all[at:], " ")
}

// opensOnOffices says whether the first word is the end of what an office is of: "Secretary of State Lund", "envoy to Ukraine Kurt Volker".
func opensOnOffices(all []string) bool {
	return len(all) > 1 && ministries[all[0]] || len(all) > 2 && aliases.IsPlace(all[0]) && !aliases.IsGiven(all[0]) && (aliases.IsGiven(all[1]) || familyFirst[all[1]])
}

// roleWords is how many words before a whole name tell who somebody is.
func roleWords(all []string) int {
	if len(all) < 3 {
		return 0
	}
	if isLongTitle(all[0]) {
		return 1
	}
	if from := slices.IndexFunc(all, fromWhere.MatchString); from >= 0 && from+2 < len(all) && words.StartsUpper(all[from+1]) {
		return from + 1
	}
	if aliases.IsGiven(all[0]) {
		return 0
	}
	if from := len(all) - 2; isShort(all[from-1]) && IsRole(all[from-1]) {
		return from // "BJP MLA Anil Desai"
	}
	for i := 1; i+1 < len(all); i++ {
		if !opensName(all[i:]) {
			continue
		}
		if servesAnother(all[:i]) {
			return 0
		}
		if slices.ContainsFunc(all[:i], IsRole) || isShort(all[i-1]) || slices.Contains(partiesFirst, strings.Join(all[:i], " ")) {
			return i
		}
	}
	return 0
}

// partiesFirst are parties of two words whose members are told by them.
var partiesFirst = []string{"Lib Dem", "Liberal Democrat", "Plaid Cymru", "Sinn Fein", "Sinn Féin", "Ulster Unionist"}

// isLongTitle says whether a word is a title that is no abbreviation, which a reading takes for a given name.
func isLongTitle(word string) bool {
	return clerics[word] || locals[word] || elected.MatchString(word)
}

// opensName says whether words open on a given name, with what may be a family name behind it.
func opensName(all []string) bool {
	return aliases.IsGiven(all[0]) && !isNumeral(all[1]) && !IsRole(all[0])
}

// servesAnother says whether a role is that of somebody who serves the one who is named behind it: neither "a spokesman for candidate Bo Lund" nor
// "attorneys for Bo Lund" are Bo Lund.
func servesAnother(role []string) bool {
	whom := slices.IndexFunc(role, func(word string) bool { return servings[word] })
	return whom > 0 && IsRole(role[whom-1]) && (whom == len(role)-1 || IsRole(role[len(role)-1]))
}

// servings join somebody and whom he serves.
var servings = words.List("for to of with")

// fromWhere is a word for where somebody is from: "Norvian-born".
var fromWhere = pattern.Lazy(`^\p{Lu}[\pL.]*-(?:born|raised|based|educated)$`)

var clerics = words.List("Rabbi Imam Pastor Bishop Archbishop Ayatollah Sheikh Monsignor")

var locals = words.List("Assemblyman Assemblywoman Councilman Councilwoman Councilmember Alderman Selectman Sheriff")

// elected is a title of who has not taken his office yet: "Senator-elect".
var elected = pattern.Lazy(`^\p{Lu}\p{Ll}+-(?:elect|designate|to-be)$`)

var ministries = words.List("State Treasury Defense Staff Police")

func isNumeral(word string) bool { return strings.Trim(word, "IVX") == "" }

// isShort says whether a word is letters for what somebody is: "CEO", "DL".
func isShort(word string) bool {
	return len(word) > 1 && len(word) < 5 && strings.ToUpper(word) == word && !strings.Contains(word, ".")
}
