package feed

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/mmcdole/gofeed"
)

// root finds the first tag of an XML feed.
var root = regexp.MustCompile(`(?i)<(?:[a-z][\w.-]{0,40}:)?(?:rss|rdf|feed)(?:\s[^<>]*)?>`)

// parseText parses a decoded document, and returns how many entries of it were too broken. Whatever stands before the root is cut
// off, warnings of scripts and definitions of entities alike.
func parseText(text string) (parsed *gofeed.Feed, lost int, err error) {
	head := text[:min(len(text), 64<<10)]
	at := root.FindStringIndex(head)
	if page := strings.Index(strings.ToLower(head), "<html"); page >= 0 && (at == nil || page < at[0]) {
		return nil, 0, &Error{Kind: NotFeed}
	}
	if at == nil {
		return parseJSON(text)
	}
	text = repair(head[:at[0]], text[at[0]:])
	if parsed, err = parser().ParseString(text); err == nil {
		return parsed, 0, nil
	}
	if parsed, lost = salvage(text, at[1]-at[0]); parsed == nil {
		return nil, 0, &Error{Kind: Broken, Err: err}
	}
	return parsed, lost, nil
}

func parser() *gofeed.Parser {
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	return p
}

var (
	itemStart = regexp.MustCompile(`(?i)<((?:[a-z][\w.-]{0,40}:)?(?:item|entry))(?:\s[^<>]*)?>`)
	tagName   = regexp.MustCompile(`^<([^\s>]+)`)
)

// maxRoot is the longest root tag, in bytes, that salvage puts before each item.
const maxRoot = 8000

// salvage reads the items of a broken document one by one, and leaves out those that cannot be read. Of the head of the
// document it keeps the root tag, which is rootLen bytes long, and what else can be read. It returns nil when nothing can, and
// how many items cannot.
func salvage(text string, rootLen int) (whole *gofeed.Feed, lost int) {
	opening, name := text[:rootLen], tagName.FindStringSubmatch(text)[1]
	end := "</" + name + ">"
	if strings.EqualFold(name, "rss") {
		end = "</channel>" + end
	}
	starts := itemStart.FindAllStringSubmatchIndex(text, maxItems)
	if len(starts) == 0 || rootLen > maxRoot {
		return nil, 0
	}
	whole, err := parser().ParseString(text[:starts[0][0]] + end)
	if err != nil {
		whole = &gofeed.Feed{}
	}
	if strings.EqualFold(name, "rss") {
		opening += "<channel>"
	}
	whole.Items = nil
	for i, start := range starts {
		stop := len(text)
		if i+1 < len(starts) {
			stop = starts[i+1][0]
		}
		closing := "</" + text[start[2]:start[3]] + ">"
		entry, _, closed := strings.Cut(text[start[0]:stop], closing)
		part, err := parser().ParseString(opening + entry + closing + end)
		if !closed || err != nil {
			lost++
			continue
		}
		whole.Items = append(whole.Items, part.Items...)
	}
	if len(whole.Items) == 0 {
		return nil, 0
	}
	return whole, lost
}

var (
	entityDefinition = regexp.MustCompile(`<!ENTITY\s+([A-Za-z][\w.-]{0,40})\s+(?:"([^"&%<]{0,100})"|'([^'&%<]{0,100})')\s*>`)
	entityReference  = regexp.MustCompile(`&[A-Za-z][\w.-]{0,40};`)
	characterNumber  = regexp.MustCompile(`&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});`)
	rdfItem          = regexp.MustCompile(`<((?:[\w.-]{1,40}:)?)item\s[^<>]{0,1000}?\brdf:about\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')(?:[^<>]*[^<>/])?>`)
)

// maxExpansion is by how many bytes a document's own entities may make it longer.
const maxExpansion = 1 << 20

// repair makes well-formed what a parser of XML would refuse or pass over: entities that the document defines before its root,
// as far as they are plain text; numbers of characters that XML forbids; and rdf:about, which in RSS 1.0 is what a guid is.
func repair(before, text string) string {
	if definitions := entityDefinition.FindAllStringSubmatch(before, 100); len(definitions) > 0 {
		text = expand(text, definitions)
	}
	if strings.Contains(text, "&#") {
		text = characterNumber.ReplaceAllStringFunc(text, func(reference string) string {
			if n, err := strconv.ParseUint("0"+strings.ToLower(reference[2:len(reference)-1]), 0, 32); err != nil || !inXML(rune(n)) {
				return ""
			}
			return reference
		})
	}
	if strings.Contains(text, "rdf:about") {
		text = rdfItem.ReplaceAllString(text, `$0<${1}guid isPermaLink="false">$2$3</${1}guid>`)
	}
	return text
}

func expand(text string, definitions [][]string) string {
	values := map[string]string{}
	for _, d := range definitions {
		values["&"+d[1]+";"] = d[2] + d[3]
	}
	longer := 0
	return entityReference.ReplaceAllStringFunc(text, func(reference string) string {
		value, defined := values[reference]
		if longer += len(value); !defined || longer > maxExpansion {
			return reference
		}
		return value
	})
}

// inXML reports a character that XML 1.0 allows.
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r < 0xD800 || r >= 0xE000 && r <= 0x10FFFF && r != 0xFFFE && r != 0xFFFF
}
