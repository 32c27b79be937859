package feed

import (
	"errors"
	"slices"
	"strings"
)

// What a document may make of its bytes: a parser takes hundreds for an element of four. Feeds that people publish have a
// depth of about ten, and one of 5 MiB some 50,000 elements.
const (
	deepest     = 100
	mostTags    = 250_000 // elements and attributes together; of JSON, its objects and lists
	itemTags    = 10      // what an item counts for: the parser makes a large structure of each
	sectionTags = 5       // and a comment or CDATA: the parser copies the text before it
)

var (
	errBounds    = errors.New("more nested or more numerous elements than a feed has")
	errDirective = errors.New("a directive behind the root")
)

// withinBounds says whether a parser may see a document, which begins with its root. It reads tags more loosely than any parser
// does, so that it finds no fewer than one would. What ends a directive, with its quotes, comments and brackets, depends on the
// parser, and so does what tags follow: none may stand there.
func withinBounds(text string, deepest int) error {
	var open []string
	times := map[string]int{} // that a name is open
	tags := 0
	for {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			return nil
		}
		tag, rest := cutTag(text[at:])
		text = rest
		name := nameOf(tag)
		switch {
		case isDirective(tag):
			return errDirective
		case strings.HasPrefix(tag, "<!"), strings.HasPrefix(tag, "<?"):
			tags += sectionTags
		case strings.HasPrefix(tag, "</"):
			// Like a forgiving parser: the end of an element ends those that were left open in it.
			for closed := times[name] == 0; !closed; open = open[:len(open)-1] {
				last := open[len(open)-1]
				times[last]--
				closed = last == name
			}
		default:
			if !strings.HasSuffix(tag, "/>") {
				open = append(open, name)
				times[name]++
			}
			tags += 1 + strings.Count(tag, "=")
			if local := name[strings.LastIndexByte(name, ':')+1:]; strings.EqualFold(local, "item") || strings.EqualFold(local, "entry") {
				tags += itemTags
			}
		}
		if len(open) > deepest || tags > mostTags {
			return errBounds
		}
	}
}

// isDirective reports <!DOCTYPE and the like. A parser takes what begins with <!- or <![ for a comment, for CDATA or for an error.
func isDirective(tag string) bool {
	return len(tag) > 2 && strings.HasPrefix(tag, "<!") && tag[2] != '-' && tag[2] != '['
}

// crowded reports more pieces of markup than the items of a broken document may have together. Where its quotes do not close,
// [withinBounds] tells of each item alone.
func crowded(text string) bool {
	return strings.Count(text, "<")+strings.Count(text, "=") > 2*mostTags
}

// cutTag takes the tag, comment or section off that a text begins with. What does not end is a tag up to the end.
func cutTag(text string) (tag, rest string) {
	for _, section := range [][2]string{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}} {
		if strings.HasPrefix(text, section[0]) {
			inside, rest, _ := strings.Cut(text[len(section[0]):], section[1])
			return text[:len(section[0])+len(inside)], rest
		}
	}
	quote := byte(0)
	for i := 1; i < len(text); i++ {
		switch b := text[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '>':
			return text[:i+1], text[i+1:]
		case (b == '"' || b == '\'') && text[1] != '/':
			quote = b
		}
	}
	return text, ""
}

func nameOf(tag string) string {
	name := strings.TrimPrefix(tag[1:], "/")
	if end := strings.IndexAny(name, " \t\r\n/>"); end >= 0 {
		name = name[:end]
	}
	return name
}

// withinJSONBounds is the same for a JSON feed. Brackets within texts count too, a thousand times fewer than the limit.
func withinJSONBounds(text string) error {
	depth, values := 0, 0
	inString, escaped := false, false
	for i := range len(text) {
		switch b := text[i]; {
		case escaped:
			escaped = false
		case inString:
			escaped, inString = b == '\\', b != '"'
		case b == '"':
			inString = true
		case slices.Contains([]byte("{["), b):
			depth++
			values += itemTags
		case b == ']' || b == '}':
			depth--
		}
		if depth > deepest || values > mostTags {
			return errBounds
		}
	}
	return nil
}
