package card

import (
	"net/netip"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
	"golang.org/x/text/unicode/norm"

	"parley/pattern"
	"parley/summarize/words"
)

// Names come from pages, and whoever writes a page may call themselves anything: another site, an address, a line of our own. So a
// name is shown where it can be nothing else than a name, and a site's name never without whose it is.

// ownWords are what a card says of itself.
var ownWords = pattern.Compile(`word for word`, `\bquot(e|es|ations?)\b`, `\bno ai\b`, `\btext read\b`, `speaker unclear`, `left out as`, `may be wrong`, `min of reading`,
	`in dispute`, `sources? (differ|carry)`, `quellen (sagen|haben)`, `not heard`, `also heard`, `in their words`, `passed on by`, `new since`, `\bdid not fit\b`, `speaks here`,
	`\bnot named\b`, `for subscribers`, `wortlich`, `\bzitate?\b`, `\bohne ki\b`, `sprecher unklar`, `nicht gehort`, `auch gehort`)

const (
	mostMarks    = 3 // combining marks on one letter; Hebrew and Thai come near
	mostOnLetter = 2 // of them on the average letter
)

// shown is a name as it may stand on a card, at most n runes long; "" for one that is not to be shown.
func shown(name string, n int) string {
	name = visible(name) // what falls away there must not keep words apart here
	folded := strings.ToLower(norm.NFKC.String(name))
	switch {
	case !legible(name), mixesScripts(folded), ownWords.Match(strings.Join(strings.Fields(unmarked(folded)), " ")):
		return ""
	case strings.Contains(folded, "://"), strings.Contains(folded, "www."), separates(folded):
		return ""
	}
	return Clip(name, n)
}

// ignorable is what is drawn as nothing, though its Unicode category says letter or mark.
func ignorable(r rune) bool {
	return unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// legible says whether a name has letters or digits, and no more marks on them than a language needs.
func legible(name string) bool {
	letters, marks, run := 0, 0, 0
	for _, r := range norm.NFC.String(name) {
		switch {
		case ignorable(r):
		case unicode.In(r, unicode.Mn, unicode.Me):
			marks++
			if run++; run > mostMarks {
				return false
			}
		case unicode.IsLetter(r), unicode.IsDigit(r):
			letters, run = letters+1, 0
		default:
			run = 0
		}
	}
	return letters > 0 && marks <= mostOnLetter*letters
}

// unmarked is text without what cannot be seen and without accents, as phrases are looked for in it.
func unmarked(text string) string {
	return strings.Map(func(r rune) rune {
		if ignorable(r) || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
}

// mixesScripts says whether one word has letters of scripts that look alike: nobody's name does.
func mixesScripts(text string) bool {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		scripts := 0
		for _, script := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek} {
			if strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(script, r) }) {
				scripts++
			}
		}
		if scripts > 1 {
			return true
		}
	}
	return false
}

// dots are those between the parts of our lines, and those that look like it.
const dots = "·•∙⋅‧・"

// separates says whether text has a dot that would seem to end a part of our line. Catalan has one within its double l, Japanese
// between the words of a foreign name.
func separates(text string) bool {
	text = strings.ReplaceAll(text, "l·l", "ll")
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Katakana) }) {
		text = strings.ReplaceAll(text, "・", "")
	}
	return strings.ContainsAny(text, dots)
}

// Source names the site that a link leads to: what it calls itself, where that is to be shown, and always its domain.
func Source(name, target string) string {
	name, domain := SiteName(name, target)
	switch {
	case name != "":
		return Link(name, target) + " (" + Escape(domain) + ")"
	case domain != "":
		return Link(domain, target)
	}
	return ""
}

// outlet is an outlet's name with its link. Its domain stands beside it where the name does not agree with it, for whoever writes a page may
// name it as they like.
func (p pen) outlet(name, target string) string {
	name, domain := SiteName(name, target)
	switch {
	case domain == "":
		return ""
	case name == "":
		return p.name(p.Say("article"), 40, target)
	case agrees(name, domain):
		return p.name(name, 40, target)
	}
	return p.name(name, 40, target) + p.bracket(Escape(domain))
}

// agrees says whether a domain is made of the first words of a site's name, or of the beginnings of all of them: "radionord", "nytimes".
func agrees(name, domain string) bool {
	const least = 3 // letters of a domain that tells anything
	label, _, _ := strings.Cut(domain, ".")
	label = strings.ReplaceAll(label, "-", "")
	all := words.Folded(unmarked(name))
	if len(all) > 1 && articles[all[0]] {
		all = all[1:]
	}
	joined := ""
	for _, word := range all {
		if joined += word; joined == label {
			return len(label) >= least
		}
	}
	return len(label) >= least && isBeginnings(label, all)
}

var articles = words.List("the der die das le la les el il lo o a de het")

// isBeginnings says whether a label is made of a beginning of each word. A page names its site as it likes, so no way through the label is
// tried twice: ends are all places to which the words so far may reach.
func isBeginnings(label string, all []string) bool {
	ends := map[int]bool{0: true}
	for _, word := range all {
		next := map[int]bool{}
		for end := range ends {
			for n := 1; n <= min(len(label)-end, len(word)) && label[end+n-1] == word[n-1]; n++ {
				next[end+n] = true
			}
		}
		ends = next
	}
	return ends[len(label)]
}

// SiteName is what a site calls itself, "" where that is not to be shown or tells no more than its domain, and that domain, which is to
// stand beside it. A link that leads nowhere has neither.
func SiteName(name, target string) (site, domain string) {
	domain = domainOf(target)
	name = shown(name, 60)
	if domain == "" || strings.EqualFold(name, domain) || strings.EqualFold(name, Host(target)) || namesAnother(name, domain) {
		return "", domain
	}
	return name, domain
}

// PersonName is the name of a person, a party or a role as people may be shown it, also elsewhere than in Discord; "" for one that poses
// as something else. It is not escaped.
func PersonName(name string) string { return shown(name, 100) }

// domainOf is the domain of a link that somebody has registered, in the letters in which it is registered; the whole host where that is
// an address, or all that there is; "" where the link leads nowhere.
func domainOf(target string) string {
	u, err := url.Parse(target)
	if err != nil {
		return ""
	}
	name := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if _, err := netip.ParseAddr(name); err == nil {
		return name
	}
	if ascii, err := idna.Lookup.ToASCII(name); err == nil {
		name = ascii
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(name); err == nil {
		return domain
	}
	return name
}

// namesAnother says whether a site's name has another domain in it than its own.
func namesAnother(name, domain string) bool {
	for _, word := range strings.Fields(strings.ToLower(name)) {
		word = strings.Trim(word, ".,;:()[]|/-–—!?\"'")
		if _, known := publicsuffix.PublicSuffix(word); !known || !strings.Contains(word, ".") {
			continue
		}
		if named, err := publicsuffix.EffectiveTLDPlusOne(word); err == nil && named != domain {
			return true
		}
	}
	return false
}
