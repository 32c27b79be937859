package check

import (
	"net/netip"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"

	"parley/pattern"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// carriesNoLinkOrMention wants a text in which nothing acts once it stands in a chat.
func carriesNoLinkOrMention(_ *transcript.Transcript, claim DraftClaim, _ string) finding {
	if strings.ContainsAny(claim.Text, "@＠﹫") {
		return fall("holds a mention")
	}
	if holdsLink(claim.Text) {
		return fall("holds a link")
	}
	return finding{}
}

var (
	marked = pattern.Lazy(`(?i)://|www\.|\[[^\]]*\]\(`)
	domain = pattern.Lazy(`(?:[\pL\pN](?:[\pL\pN-]*[\pL\pN])?\.)+(?:\pL{2,24}|(?i:xn)--[\w-]+)`)
	spoken = pattern.Lazy(`(?i)[\w-]+ ?(?:[\[(](?:dot|\.)[\])]| dot ) ?([a-z]{2,12})\b`)
	dots   = strings.NewReplacer("。", ".", "｡", ".", "．", ".")
)

// holdsLink says whether a text has what a browser would open: an address with or without a scheme, a domain under a public suffix,
// an IP address.
func holdsLink(text string) bool {
	if !mayLink(text) {
		return false
	}
	text = words.Plainest(dots.Replace(text))
	if marked.MatchString(text) {
		return true
	}
	for _, found := range spoken.FindAllStringSubmatch(text, -1) { // "its dot plot" is none
		if isDomain("a." + found[1]) {
			return true
		}
	}
	for _, host := range domain.FindAllString(text, -1) {
		if isDomain(host) {
			return true
		}
	}
	return strings.ContainsFunc(text, unicode.IsDigit) && holdsIP(text)
}

// isDomain says whether the end of a name is a suffix under which somebody can have a domain, or one of those kept for examples and
// hidden services. A full stop with no blank behind it is none: "in May.It rained".
func isDomain(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if first := []rune(last)[0]; unicode.IsUpper(first) && words.Stop[strings.ToLower(last)] {
		return false
	}
	host = strings.ToLower(host)
	if ascii, err := idna.ToASCII(host); err == nil {
		host = ascii // as the list of suffixes has it
	}
	if _, listed := publicsuffix.PublicSuffix(host); listed {
		return true
	}
	switch strings.ToLower(last) {
	case "example", "test", "localhost", "local", "onion":
		return true
	}
	return strings.HasPrefix(strings.ToLower(last), "xn--")
}

func holdsIP(text string) bool {
	for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()[],;/“”\"'", r) }) {
		field = strings.TrimRight(field, ".!?:")
		if host, port, found := strings.Cut(field, ":"); found && !strings.Contains(port, ":") {
			field = host
		}
		if _, err := netip.ParseAddr(field); err == nil {
			return true
		}
	}
	return false
}

// mayLink says whether a text has a colon, a bracket, a dot that ends no word, or one in another shape: only such a one is searched
// for links.
func mayLink(text string) bool {
	for i := range len(text) - 1 {
		if b := text[i]; b == ':' || b == '[' || b == '(' && text[i+1] == '.' || b == '.' && text[i+1] != ' ' || b == '.' && i >= 3 && strings.EqualFold(text[i-3:i], "www") {
			return true
		}
	}
	return strings.ContainsAny(text, "。｡．") || strings.Contains(text, "dot")
}
