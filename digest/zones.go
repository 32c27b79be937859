package digest

import (
	_ "embed"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// zoneNames are the zones of the IANA database that Go ships, one a line, without those that only repeat others for old
// programs.
//
//go:generate sh -c "unzip -Z1 $(go env GOROOT)/lib/time/zoneinfo.zip | grep -E '^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[^/]+(/[^/]+)?$|^UTC$' | grep -v '/$' | sort > zones.txt"
//go:embed zones.txt
var zoneNames string

// Zones returns at most some names of time zones that fit what somebody has typed: a city, a part of the name. Those in
// which a word begins with it come first.
func Zones(typed string, most int) []string {
	wanted := plainName(typed)
	var first, then []string
	for name := range strings.Lines(zoneNames) {
		name = strings.TrimSpace(name)
		plain := " " + plainName(name)
		switch {
		case strings.Contains(plain, " "+wanted):
			first = append(first, name)
		case strings.Contains(plain, wanted):
			then = append(then, name)
		}
	}
	all := append(first, then...)
	return all[:min(len(all), most)]
}

// plainName is a name in small letters without accents, with blanks for what parts its words.
func plainName(name string) string {
	bare, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn))), name)
	if err != nil {
		bare = name
	}
	return strings.Join(strings.FieldsFunc(strings.ToLower(bare), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' && r != '-' }), " ")
}
