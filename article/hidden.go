package article

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// removeHidden takes out of doc what a reader of the page does not see: comments, scripts, and elements that are hidden
// by their attributes, their inline style, or a class whose very name says that it is for screen readers alone. Style
// sheets and scripts are not applied, so what only they hide stays.
func removeHidden(doc *html.Node) {
	var hidden []*html.Node
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if isHidden(c) {
				hidden = append(hidden, c)
				continue
			}
			walk(c)
		}
	}
	walk(doc)
	for _, n := range hidden {
		n.Parent.RemoveChild(n)
	}
}

func isHidden(n *html.Node) bool {
	if n.Type == html.CommentNode {
		return true
	}
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Object, atom.Canvas, atom.Svg, atom.Math:
		return true
	case atom.Html, atom.Head, atom.Body:
		return false // hidden while a script loads, then shown
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if strings.EqualFold(strings.TrimSpace(a.Val), "true") {
				return true
			}
		case "style":
			if styleHides(a.Val) {
				return true
			}
		case "class":
			if screenReaderClass.MatchString(a.Val) {
				return true
			}
		}
	}
	return n.DataAtom == atom.Dialog && attr(n, "open") == ""
}

// screenReaderClass matches the class names by which the common style sheets mark text that is read out but not shown.
var screenReaderClass = regexp.MustCompile(
	`(?i)(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-(?:text|only))?|element-invisible|off-?screen)(?:\s|$)`)

// styleHides reports inline styles that leave nothing to see. Each is one way of hiding text from people and showing it
// to programs.
func styleHides(style string) bool {
	rules := map[string]string{}
	for rule := range strings.SplitSeq(strings.ToLower(style), ";") {
		name, value, _ := strings.Cut(rule, ":")
		value = strings.TrimSpace(strings.Replace(value, "!important", "", 1))
		rules[strings.TrimSpace(name)] = value
	}
	switch {
	case rules["display"] == "none",
		rules["visibility"] == "hidden", rules["visibility"] == "collapse",
		rules["color"] == "transparent",
		isNought(rules["opacity"], .05),
		isNought(rules["font-size"], 1),
		clipped.MatchString(rules["clip"]), clipped.MatchString(rules["clip-path"]),
		strings.Contains(rules["transform"], "scale(0)"),
		isFarOff(rules["text-indent"]):
		return true
	}
	if rules["overflow"] == "hidden" {
		for _, name := range []string{"height", "width", "max-height", "max-width"} {
			if isNought(rules[name], 1) {
				return true
			}
		}
	}
	if rules["position"] == "absolute" || rules["position"] == "fixed" {
		for _, name := range []string{"left", "top", "right", "bottom"} {
			if isFarOff(rules[name]) {
				return true
			}
		}
	}
	return isFarOff(rules["margin-left"]) || isFarOff(rules["margin-top"])
}

var (
	clipped = regexp.MustCompile(`^(?:rect\(\s*[01](?:px)?\b|inset\(\s*(?:50|100)%|circle\(\s*0)`)
	length  = regexp.MustCompile(`^([-+]?[0-9]*\.?[0-9]+)(px|pt|em|rem|ex|ch|vw|vh|%)?$`)
)

// isNought reports lengths and numbers of at most limit. A number in em is no small one unless it is nearly 0.
func isNought(value string, limit float64) bool {
	number, unit, ok := parseLength(value)
	if unit != "px" && unit != "pt" && unit != "" {
		limit = .05
	}
	return ok && number <= limit
}

// isFarOff reports lengths that push text off any screen.
func isFarOff(value string) bool {
	number, unit, ok := parseLength(value)
	limit := 500.0
	if unit != "px" && unit != "pt" {
		limit = 90
	}
	return ok && number <= -limit
}

func parseLength(value string) (number float64, unit string, ok bool) {
	m := length.FindStringSubmatch(value)
	if m == nil {
		return 0, "", false
	}
	number, err := strconv.ParseFloat(m[1], 64)
	return number, m[2], err == nil
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
