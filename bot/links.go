package bot

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	linkPattern = regexp.MustCompile(`https?://[^\s<>|"]+`)
	// Code is talked about, not shared; a spoiler hides its link on purpose.
	hiddenParts = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`|\\|\\|.*?\\|\\|")
)

// notArticles are endings and hosts that never hold an article: such links are let be in silence.
var (
	fileEndings  = strings.Fields(".jpg .jpeg .png .gif .webp .svg .mp4 .webm .mov .mp3 .ogg .wav .zip .gz .7z .exe .pdf .json .xml .css .js .apk .dmg")
	otherHosts   = strings.Fields("discord.com discord.gg discordapp.com discordapp.net discord.media tenor.com giphy.com youtube.com youtu.be twitch.tv vimeo.com tiktok.com instagram.com imgur.com spotify.com soundcloud.com steampowered.com open.spotify.com")
	trailingMark = ".,;:!?'*_~"
)

// articleLinks are the links of a message that may hold an article, each once, at most maxLinks.
func articleLinks(text string) []string {
	var links []string
	for _, raw := range linkPattern.FindAllString(hiddenParts.ReplaceAllString(text, " "), -1) {
		link := trimLink(raw)
		if mayBeArticle(link) && !slices.Contains(links, link) && len(links) < maxLinks {
			links = append(links, link)
		}
	}
	return links
}

// trimLink cuts what belongs to the sentence around a link: marks, and a bracket that the link did not open.
func trimLink(link string) string {
	for {
		trimmed := strings.TrimRight(link, trailingMark)
		if strings.HasSuffix(trimmed, ")") && strings.Count(trimmed, "(") < strings.Count(trimmed, ")") {
			trimmed = trimmed[:len(trimmed)-1]
		}
		if trimmed == link {
			return link
		}
		link = trimmed
	}
}

func mayBeArticle(link string) bool {
	u, err := url.Parse(link)
	if err != nil || u.Hostname() == "" || u.User != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	if slices.ContainsFunc(otherHosts, func(other string) bool { return host == other || strings.HasSuffix(host, "."+other) }) {
		return false
	}
	return !slices.Contains(fileEndings, strings.ToLower(path.Ext(u.Path)))
}
