package feed

import (
	"strconv"
	"strings"

	"parley/pattern"
)

var (
	entityDefinition = pattern.Lazy(`<!ENTITY\s+([A-Za-z][\w.-]{0,40})\s+(?:"([^"&%<]{0,100})"|'([^'&%<]{0,100})')\s*>`)
	entityReference  = pattern.Lazy(`&[A-Za-z][\w.-]{0,40};`)
	characterNumber  = pattern.Lazy(`&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});`)
	rdfItem          = pattern.Lazy(`<((?:[\w.-]{1,40}:)?)item\s[^<>]*?\brdf:about\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')(?:[^<>]*[^<>/])?>`)
)

// maxExpansion is by how many bytes a document's own entities may make it longer.
const maxExpansion = 1 << 20

// repair makes well-formed what a parser of XML would refuse or pass over: entities that the document defines before its root,
// as far as they are plain text; numbers of characters that XML forbids; and rdf:about, which in RSS 1.0 is what a guid is. A second declaration of XML is none
// any more: the parser would read all behind it in the encoding that it names, and other tags than [withinBounds] sees.
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
	return strings.ReplaceAll(text, "<?xml", "<?_xml")
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
