package digest

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Topics says which texts a digest is about. The zero value matches every text.
//
// It is written as words with "and", "or", "not" and parentheses between them: climate and (tax or levy) not football. Words
// side by side mean "and", a comma means "or", a hyphen before a word means "not"; a phrase stands in quotation marks; a
// word that ends in * matches all that begin so.
type Topics struct {
	root node // nil matches everything
}

// A node is a word or phrase, or an operation on others.
type node interface {
	match(text string) bool // of a folded text
	String() string
}

type (
	phraseNode struct {
		words  []string // folded
		prefix bool     // the last word is a beginning
	}
	notNode struct{ of node }
	andNode []node
	orNode  []node
)

const (
	maxTopics = 500 // characters
	maxDepth  = 20  // parentheses and nots in one another
)

// ParseTopics reads topics. Its error is a [Complaint].
func ParseTopics(text string) (Topics, error) {
	if utf8.RuneCountInString(text) > maxTopics {
		return Topics{}, Complain("not_topics_length", maxTopics, fmt.Sprintf("The topics are too long: at most %d characters.", maxTopics))
	}
	if strings.TrimSpace(text) == "" {
		return Topics{}, nil
	}
	p := &topicParser{tokens: topicTokens(text)}
	root, err := p.or(0)
	if err == nil && p.at < len(p.tokens) {
		err = p.complain("not_topics_here", "is not expected here")
	}
	return Topics{root}, err
}

// Match says whether texts, taken together, are about the topics.
func (t Topics) Match(texts ...string) bool {
	return t.root == nil || t.root.match(" "+strings.Join(foldWords(strings.Join(texts, " \n ")), " ")+" ")
}

// String writes topics so that ParseTopics reads the same from it.
func (t Topics) String() string {
	if t.root == nil {
		return ""
	}
	return t.root.String()
}

func (n phraseNode) match(text string) bool {
	wanted := " " + strings.Join(n.words, " ")
	if !n.prefix {
		wanted += " "
	}
	return strings.Contains(text, wanted)
}

func (n phraseNode) String() string {
	text := strings.Join(n.words, " ")
	if n.prefix {
		text += "*"
	}
	return `"` + text + `"`
}

func (n notNode) match(text string) bool { return !n.of.match(text) }
func (n notNode) String() string         { return "not " + n.of.String() }

func (n andNode) match(text string) bool {
	for _, of := range n {
		if !of.match(text) {
			return false
		}
	}
	return true
}

func (n andNode) String() string { return joined(n, " and ") }

func (n orNode) match(text string) bool {
	for _, of := range n {
		if of.match(text) {
			return true
		}
	}
	return false
}

func (n orNode) String() string { return joined(n, " or ") }

func joined(nodes []node, by string) string {
	var parts []string
	for _, n := range nodes {
		parts = append(parts, n.String())
	}
	return "(" + strings.Join(parts, by) + ")"
}

// foldWords are a text's words in a form in which case, width and accents of composition do not matter.
func foldWords(text string) []string {
	folded := cases.Fold().String(norm.NFKC.String(strings.ToValidUTF8(text, " ")))
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// A topicToken is an operator, or a word or phrase.
type topicToken struct {
	kind string // and, or, not, (, ), word
	text string
	at   int // its place, from 1, in characters
}

var topicMarks = map[rune]string{'(': "(", ')': ")", ',': "or", '|': "or", ';': "or", '&': "and", '+': "and", '!': "not"}

func topicTokens(text string) []topicToken {
	var tokens []topicToken
	rest, at := text, 1
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		taken := size
		switch kind := topicMarks[r]; {
		case unicode.IsSpace(r):
		case kind != "":
			tokens = append(tokens, topicToken{kind, string(r), at})
		case r == '-' && len(rest) > 1 && rest[1] != ' ':
			tokens = append(tokens, topicToken{"not", "-", at})
		case strings.ContainsRune(`"“”„«»`, r):
			end := strings.IndexAny(rest[size:], `"“”«»`)
			phrase := rest[size:]
			if taken = len(rest); end >= 0 {
				phrase = rest[size : size+end]
				_, closing := utf8.DecodeRuneInString(rest[size+end:])
				taken = size + end + closing
			}
			tokens = append(tokens, topicToken{"word", phrase, at})
		default:
			if end := strings.IndexFunc(rest, func(r rune) bool {
				return unicode.IsSpace(r) || topicMarks[r] != "" && r != '!' && r != '+' && r != '&' || strings.ContainsRune(`"“”„«»`, r)
			}); end > 0 {
				taken = end
			} else {
				taken = len(rest)
			}
			tokens = append(tokens, topicWord(rest[:taken], at))
		}
		at += utf8.RuneCountInString(rest[:taken])
		rest = rest[taken:]
	}
	return tokens
}

func topicWord(word string, at int) topicToken {
	switch operator := strings.ToLower(word); operator {
	case "and", "or", "not":
		return topicToken{operator, word, at}
	}
	return topicToken{"word", word, at}
}

type topicParser struct {
	tokens []topicToken
	at     int
}

func (p *topicParser) peek() string {
	if p.at == len(p.tokens) {
		return ""
	}
	return p.tokens[p.at].kind
}

func (p *topicParser) complain(phrase, what string) error {
	if p.at == len(p.tokens) {
		return Complain("not_topics_end", 0, "The topics break off: a word is missing at the end.")
	}
	token := p.tokens[p.at]
	return Complain(phrase, 0,
		fmt.Sprintf("The topics cannot be read: %q at character %d %s. An example: climate and (tax or levy) not football.", token.text, token.at, what),
		"Word", token.text, "At", strconv.Itoa(token.at))
}

func (p *topicParser) or(depth int) (node, error) {
	first, err := p.and(depth)
	all := orNode{first}
	for err == nil && p.peek() == "or" {
		p.at++
		var next node
		next, err = p.and(depth)
		all = append(all, next)
	}
	if len(all) == 1 {
		return first, err
	}
	return all, err
}

func (p *topicParser) and(depth int) (node, error) {
	first, err := p.not(depth)
	all := andNode{first}
	for err == nil && (p.peek() == "and" || p.peek() == "not" || p.peek() == "(" || p.peek() == "word") {
		if p.peek() == "and" {
			p.at++
		}
		var next node
		next, err = p.not(depth)
		all = append(all, next)
	}
	if len(all) == 1 {
		return first, err
	}
	return all, err
}

func (p *topicParser) not(depth int) (node, error) {
	if depth > maxDepth {
		return nil, p.complain("not_topics_deep", "is too deep in parentheses")
	}
	switch p.peek() {
	case "not":
		p.at++
		of, err := p.not(depth + 1)
		return notNode{of}, err
	case "(":
		p.at++
		inside, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.peek() != ")" {
			if p.at == len(p.tokens) {
				return nil, Complain("not_topics_closed", 0, "The topics lack a closing parenthesis.")
			}
			return nil, p.complain("not_topics_closing", "stands where a closing parenthesis was expected")
		}
		p.at++
		return inside, nil
	case "word":
		phrase := phraseNode{words: foldWords(p.tokens[p.at].text), prefix: strings.HasSuffix(strings.TrimSpace(p.tokens[p.at].text), "*")}
		if len(phrase.words) == 0 {
			return nil, p.complain("not_topics_word", "holds no letter and no digit")
		}
		p.at++
		return phrase, nil
	}
	return nil, p.complain("not_topics_here", "is not expected here")
}
