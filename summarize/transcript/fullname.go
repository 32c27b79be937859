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

// A nameIndex finds the words of a text that have a capital, and its persons by the first word of their names. Without it, a text of
// many names would be searched once a name.
type nameIndex struct {
	text   string
	at     map[string][]int
	opened map[string][]string
}

func indexNames(r *attribution.Reading) nameIndex {
	index := nameIndex{r.Text, map[string][]int{}, map[string][]string{}}
	before := ' '
	for i, c := range r.Text {
		if unicode.IsUpper(c) && !unicode.IsLetter(before) {
			word := letters(r.Text[i:])
			index.at[word] = append(index.at[word], i)
		}
		before = c
	}
	for _, e := range r.Entities {
		if first, _, more := strings.Cut(e.Name, " "); more && e.Kind == attribution.Person && IsProper(e.Name) {
			index.opened[first] = append(index.opened[first], e.Name)
		}
	}
	return index
}

// letters are those that a text begins with.
func letters(text string) string {
	if end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		return text[:end]
	}
	return text
}

// beforeFamily ends in what stands before a family name: a given name, then an initial, a nickname between marks and "de" or "van".
var beforeFamily = pattern.Lazy(`(\p{Lu}[\pL’'-]+)(?: \p{Lu}\.)?(?: ["“]\p{Lu}\pL+["”])?(?: (?:de|van|von|der|den|du|la|al|bin))* $`)

// fullName is the whole name of somebody who goes by a part of it, where the text has one whole name with that part: the family name
// behind a given one, or a given name that opens one other person's name. "" where it has none, or two.
func (index nameIndex) fullName(e *attribution.Entity) string {
	if e.Kind == attribution.Person && familyFirst[e.Name] {
		if full := index.familyFirst(e.Name); full != "" {
			return full
		}
	}
	if e.Kind != attribution.Person || strings.ContainsAny(e.Name, ". ") || len(e.Name) < 3 {
		return ""
	}
	full, several := index.behindGiven(e.Name)
	switch {
	case full != "" || several:
		return full
	case !aliases.IsGiven(e.Name):
		return index.mentioned(e)
	}
	if names := slices.Compact(slices.Sorted(slices.Values(index.opened[e.Name]))); len(names) == 1 {
		return names[0]
	}
	return ""
}

// familyFirst are names of families that stand before the given name, and are no given names.
var familyFirst = words.List("Liu Wang Li Zhang Chen Yang Zhao Huang Zhou Wu Xu Zhu Guo Luo Zheng Xie Tang Feng Deng Xiao Cheng Cai Peng Pan Yuan Dong Jiang Du Wei Jia Xi Hua Geng Lu Kim Park Choi Jung Moon Yoon Kang Nguyen Tran Pham Hoang")

// oftenWords are those among them that are often something else: "Kim Lund", "Park Avenue".
var oftenWords = words.List("Kim Park Choi Jung Moon Yoon Kang Du Hua Long Lu")

// familyFirst is the one whole name that opens on a family's; "" where the text has none, or two.
func (index nameIndex) familyFirst(family string) string {
	full := ""
	for _, at := range index.at[family] {
		found := givenBehind.FindStringSubmatch(index.text[at+len(family) : min(len(index.text), at+len(family)+maxOwner)])
		before := words.Last(index.text[max(0, at-maxOwner):at])
		if found == nil || oftenWords[family] && !strings.Contains(found[1], "-") || attribution.CommonWord(strings.ToLower(found[1])) || IsRole(found[1]) || aliases.IsPlace(found[1]) || aliases.IsGiven(before) {
			continue
		}
		if name := family + " " + found[1]; full == "" || full == name {
			full = name
			continue
		}
		return ""
	}
	return full
}

// givenBehind is a given name behind a family's.
var givenBehind = pattern.Lazy(`^ (\p{Lu}\p{Ll}+(?:-\pL\p{Ll}+)?)\b`)

// mentioned is a whole name by which the text mentions somebody, behind a given name that no list has: "Solvei Lund".
func (index nameIndex) mentioned(e *attribution.Entity) string {
	for _, m := range e.Mentions {
		given, family, two := strings.Cut(index.text[m.Start:m.End], " ")
		plain := given == letters(given) && words.StartsUpper(given) && strings.ToUpper(given) != given
		if two && family == e.Name && plain && !attribution.CommonWord(strings.ToLower(given)) && !IsRole(given) && !IsTitle(strings.ToLower(given)) && !aliases.IsPlace(given) {
			return given + " " + family
		}
	}
	return ""
}

// ofThatName tells which one of a family's somebody is.
var ofThatName = pattern.Lazy(`^ (?:Jr\.|Sr\.|III?\b|IV\b)`)

// behindGiven is a family name with what stands before it, from the given name on; several tells that the text has two of the family.
func (index nameIndex) behindGiven(family string) (full string, several bool) {
	const most = 80 // bytes before it
	for _, at := range index.at[letters(family)] {
		rest, found := strings.CutPrefix(index.text[at:], family)
		if next, _ := utf8.DecodeRuneInString(rest); !found || unicode.IsLetter(next) {
			continue
		}
		before := index.text[max(0, at-most):at]
		m := beforeFamily.FindStringSubmatchIndex(before)
		if m == nil || !aliases.IsGiven(before[m[2]:m[3]]) {
			continue
		}
		if full != "" && words.First(full) != before[m[2]:m[3]] {
			return "", true
		}
		if full == "" {
			full = before[m[0]:] + family + ofThatName.FindString(rest)
		}
	}
	return full, false
}
