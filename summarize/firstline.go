package summarize

import (
	"strings"

	"parley/article"
	"parley/pattern"
	"parley/summarize/transcript"
)

// teaser is how a line sounds that is to make its reader click, and does not tell.
var teaser = pattern.Lazy(`(?i)\bhere(?:['’]s| is| are)\b|\b(?:find out|read (?:on|more)|click|(?:will|could|might) surprise|you (?:need|have) to|won['’]t believe|happened next|everything (?:we|you)|what (?:we|you|to) (?:know|need|expect)|` +
	`(?:this|that) is (?:why|how|what)|these are the|all the latest|(?:latest|live) (?:news|updates|coverage)|follow (?:our|along|live)|subscribe|sign up|newsletter|explains? (?:why|how|what)|takes? a look|looks? at|the reason why|as it happened)\b|[?…]|\.\.\.`)

// FirstLine is what a short text, such as a feed's description of an article, tells first of what happened: its first sentence, where it is whole,
// can be read alone and is no teaser, and has to do with the title; else "".
func FirstLine(title, text, language string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	t := transcript.Read(&article.Article{Title: title, Text: text, Language: language})
	told, ok := toldFirst(newEditor(t), 0, nil)
	if !ok || told.Sentences[0] != 1 || teaser.MatchString(t.Sentences[0].Text) {
		return ""
	}
	return told.Text
}
