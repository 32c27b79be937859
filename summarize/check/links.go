package check

import (
	"regexp"
	"strings"

	"parley/summarize/transcript"
)

// A top-level domain of two letters or more right after a dot, with a word before it, reads as a link.
var linkLike = regexp.MustCompile(`(?i)://|\bwww\.|\[[^\]]*\]\(|\b[a-z0-9-]+\.(com|org|net|io|co|info|biz|ru|cn|xyz|top|example|dev|app|gg|me|link|site|online|shop|news)\b`)

// carriesNoLinkOrMention wants a text in which nothing acts once it stands in a chat.
func carriesNoLinkOrMention(_ *transcript.Transcript, claim DraftClaim, _ string) finding {
	if strings.Contains(claim.Text, "@") {
		return fall("holds a mention")
	}
	if mayLink(claim.Text) && linkLike.MatchString(claim.Text) {
		return fall("holds a link")
	}
	return finding{}
}

// mayLink says whether a text has a colon, a bracket, or a dot that ends no word: only such a one is searched for links.
func mayLink(text string) bool {
	for i := range len(text) - 1 {
		if b := text[i]; b == ':' || b == '[' || b == '.' && text[i+1] != ' ' || b == '.' && i >= 3 && strings.EqualFold(text[i-3:i], "www") {
			return true
		}
	}
	return false
}
