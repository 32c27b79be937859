package bot

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"parley/feed"
)

var (
	linkStart = regexp.MustCompile(`(?i)https?://`)
	linkFirst = regexp.MustCompile(`^(?i)https?://`)
	// Code is talked about, not shared; a spoiler hides its link on purpose. What a backslash makes plain is neither.
	hiddenParts = regexp.MustCompile("(?s)\\\\[`|\\\\]|```.*?```|``[^`].*?``|`[^`\n]*`|\\|\\|.*?\\|\\|")
)

// notArticles are endings and hosts that never hold an article: such links are let be in silence.
var (
	fileEndings = strings.Fields(".jpg .jpeg .png .gif .webp .svg .mp4 .webm .mov .mp3 .ogg .wav .zip .gz .7z .exe .pdf .json .xml .css .js .apk .dmg")
	otherHosts  = strings.Fields(`discord.com discord.gg discordapp.com discordapp.net discord.media tenor.com giphy.com klipy.com imgur.com
		youtube.com youtu.be twitch.tv vimeo.com tiktok.com vxtiktok.com instagram.com ddinstagram.com kkinstagram.com
		twitter.com x.com t.co fxtwitter.com vxtwitter.com fixupx.com fixvx.com bsky.app fxbsky.app bskyx.app threads.net threads.com facebook.com fb.watch
		spotify.com soundcloud.com steampowered.com steamcommunity.com`)
)

// shared is what somebody shares by a message: its text and files, and those of a message that it forwards.
func shared(m *discordgo.Message) (text string, files []*discordgo.MessageAttachment) {
	text, files = m.Content, m.Attachments
	for _, snapshot := range m.MessageSnapshots {
		if forwarded := snapshot.Message; forwarded != nil {
			text = strings.TrimSpace(text + "\n" + forwarded.Content)
			files = slices.Concat(files, forwarded.Attachments)
		}
	}
	return text, files
}

// articleLinks are the links of a message that may hold an article, each article once, at most maxLinks.
func articleLinks(text string) []string {
	var links, known []string
	visible := hiddenParts.ReplaceAllStringFunc(text, func(part string) string {
		if part[0] == '\\' {
			return part
		}
		return " "
	})
	for _, link := range linksIn(visible) {
		id := feed.Canonical(link)
		if !mayBeArticle(link) || slices.Contains(known, id) || len(links) == maxLinks {
			continue
		}
		links, known = append(links, link), append(known, id)
	}
	return links
}

// linksIn returns the links of a text as they are written, each without what belongs to the text around it.
func linksIn(text string) []string {
	var links []string
	prose := "" // what came before, without the links
	for {
		at := linkStart.FindStringIndex(text)
		if at == nil {
			return links
		}
		prose += text[:at[0]]
		if within := text[:at[0]]; within != "" && (isWordByte(within[len(within)-1]) || within[len(within)-1] == '+') {
			prose, text = prose+text[at[0]:at[1]], text[at[1]:] // git+https://
			continue
		}
		text = text[at[0]:]
		link := trimLink(text[:linkEnd(text, at[1]-at[0])], prose)
		links, text = append(links, link), text[len(link):]
	}
}

func isWordByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// linkEnd returns where a link at the start of a text ends at the latest: before space and what no link holds, before a bracket
// that it did not open, and before another link.
func linkEnd(text string, after int) int {
	open := map[rune]int{}
	for at, r := range text[after:] {
		at += after
		switch r {
		case utf8.RuneError: // whose length is not that of what it stands for
			return at
		case '(', '[', '{':
			open[r]++
		case ')', ']', '}':
			opener := map[rune]rune{')': '(', ']': '[', '}': '{'}[r]
			if open[opener]--; open[opener] < 0 {
				return at
			}
		case '|':
			if strings.HasPrefix(text[at:], "||") {
				return at
			}
		case ',', ';':
			if linkFirst.MatchString(text[at+1:]) {
				return at
			}
		}
		if endsLink(r, text[:at], text[at+utf8.RuneLen(r):]) {
			return at
		}
	}
	return len(text)
}

// endsLink reports a character that no link holds as people write them: space, quotation marks, brackets and stops of any
// script, dashes, symbols, and what has no width. Between letters, hyphens and apostrophes of other scripts are part of a word,
// and so are the joiners of Persian and Indian ones.
func endsLink(r rune, before, after string) bool {
	switch {
	case r <= ' ', strings.ContainsRune("<>\"`", r):
		return true
	case r < utf8.RuneSelf:
		return false
	case strings.ContainsRune("–‐‑·‧’\u200C\u200D", r):
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(after)
		return !unicode.IsLetter(last) || !unicode.IsLetter(next) || unicode.Is(unicode.Cf, r) && last < utf8.RuneSelf
	}
	return unicode.In(r, unicode.P, unicode.S, unicode.Z, unicode.C)
}

// trimLink cuts marks at a link's end that belong to the sentence, or close what the prose before the link opened.
func trimLink(link, prose string) string {
	for {
		last := link[len(link)-1]
		switch {
		case strings.IndexByte(".,;:!?'\\|([{", last) >= 0:
		case strings.IndexByte("*_~", last) >= 0 && opens(prose, last):
		default:
			return link
		}
		link = link[:len(link)-1]
	}
}

// opens reports whether a text leaves emphasis of a mark open: it holds an odd number of runs of it that stand at a word's edge.
func opens(prose string, mark byte) bool {
	odd := false
	for at := 0; at < len(prose); {
		end := at
		for end < len(prose) && prose[end] == mark {
			end++
		}
		if end == at {
			at++
			continue
		}
		startsWord := at == 0 || !isWordByte(prose[at-1])
		endsWord := end == len(prose) || !isWordByte(prose[end])
		spaced := startsWord && at > 0 && prose[at-1] == ' ' && end < len(prose) && prose[end] == ' '
		if (startsWord || endsWord) && !spaced {
			odd = !odd
		}
		at = end
	}
	return odd
}

func mayBeArticle(link string) bool {
	u, err := url.Parse(link)
	if err != nil || u.User != nil || !strings.ContainsAny(u.Hostname(), ".:") {
		return false
	}
	host := strings.ToLower(u.Hostname())
	if slices.ContainsFunc(otherHosts, func(other string) bool { return host == other || strings.HasSuffix(host, "."+other) }) {
		return false
	}
	return feed.Canonical(link) != "" && !slices.Contains(fileEndings, strings.ToLower(path.Ext(u.Path)))
}
