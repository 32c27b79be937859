package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
)

// What stands before somebody's name in a sentence and tells when, where or on what occasion he spoke.

const (
	aDay      = `(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day`
	aMonth    = `(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)`
	occasions = `interviews?|statements?|speech|address|letter|email|e-mail|memo|rally|rallies|debate|briefing|conference|hearing|testimony|meeting|forum|summit|fundraiser|event|appearance|visit|trip|tour|tweets?|post|posting|` +
		`ruling|opinion|filing|essay|column|op-ed|report|message|remarks|call|gathering|town hall|ceremony|session|broadcast|podcast|swing|stop|slums|news release|press release`
)

var (
	// occasion opens a sentence with a day of these weeks, or with an occasion, which a reader of the line can do without.
	occasion = pattern.Lazy(`^(?:(?:Late |Early |Earlier |Later )?(?:[Oo]n |[Ll]ast |[Tt]his )?` + aDay + `(?: (?:morning|afternoon|evening|night))?(?: (?:in|at) [^,;:“”".]{2,50})?|(?:[Ll]ast|Earlier this|Later this|This) (?:week|weekend|month)|Yesterday|Today|Earlier|Later|Overnight|In recent (?:days|weeks)|` +
		`(?:In|At|On|During|After|Following) (?:an?|the|his|her|its|their|one|\p{Lu}[\pL’']*) (?:[^,;:“”".]{0,60}[ -])?(?:` + occasions + `)(?: [^,;:“”".]{1,110})?|` +
		`(?:In|At|During|After|Following) [^,;:“”".]{2,60} (?:on ` + aDay + `|last week|this week|earlier this week|` + aDay + `)(?: (?:morning|afternoon|evening|night))?|` +
		`Speaking (?:at|in|to|on|from|after|before|during) [^,;:“”"]{3,60}), `)
	// longAgo opens it with a time that a view must not lose: "In May", "Two years ago".
	longAgo = pattern.Lazy(`^(?:(?:(?:Back )?[Ii]n (?:early |late |mid-)?` + aMonth + `(?: \d{4})?|In (?:early |late )?\d{4}|Last (?:year|spring|summer|fall|autumn|winter|` + aMonth + `)|Earlier this year|(?:A|Two|Three|Four|Five|Six|Several) (?:weeks?|months?|years?) ago)), `)
	// ofClause is in an opening that is more than a time or an occasion: "At a rally that Berg called off".
	ofClause = pattern.Lazy(`\b(?:that|which|who|whom|whose|if|unless|not|without|said|says|event of)\b`)
)

// cutFrame takes the opening off a text that tells when or on what occasion somebody spoke. A time long ago is kept beside it: "in May, ".
func cutFrame(text string) (when, rest string) {
	if frame := longAgo.FindString(text); frame != "" {
		first, size := utf8.DecodeRuneInString(frame)
		return string(unicode.ToLower(first)) + frame[size:], text[len(frame):]
	}
	frame := occasion.FindString(text)
	if ofClause.MatchString(frame) {
		return "", text
	}
	return "", strings.TrimPrefix(text, frame)
}
