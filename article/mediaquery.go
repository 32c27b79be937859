package article

import (
	"strings"

	"parley/pattern"
)

// On what screens the rules of a style sheet count.

// holds reports at-rules whose content counts on a wide screen.
func holds(name, condition string) bool {
	switch strings.ToLower(name) {
	case "@media", "@container":
		return isForScreens(condition)
	case "@supports":
		return !strings.HasPrefix(strings.ToLower(strings.TrimSpace(condition)), "not")
	case "@layer":
		return true
	}
	return false
}

// isForScreens takes any of a list of media queries for a lit screen of some 1,280 pixels by 720 and a mouse.
func isForScreens(queries string) bool {
	for query := range strings.SplitSeq(strings.ToLower(strings.ReplaceAll(queries, " ", "")), ",") {
		other, isNot := strings.CutPrefix(query, "not")
		if isForScreen(other) != isNot {
			return true
		}
	}
	return false
}

func isForScreen(query string) bool {
	for _, other := range []string{"print", "speech", "dark", "reduce", "hover:none", "coarse", "portrait", "width<", ">width", ">=width", "max-device-width", "scripting:none"} {
		if strings.Contains(query, other) {
			return false
		}
	}
	for _, m := range sizeQuery.FindAllStringSubmatch(query, -1) {
		size := 1280.0
		if m[2] == "height" {
			size = 720
		}
		if number, ok := pixels(m[3]); m[1] == "max" && (!ok || number < size) || m[1] == "min" && ok && number > size {
			return false
		}
	}
	return true
}

var sizeQuery = pattern.Lazy(`\b(min|max)-(width|height):([^)]*)`)

// pixels returns a length of a media query, where an em is 16 pixels.
func pixels(value string) (float64, bool) {
	number, unit, ok := parseLength(value)
	if unit == "em" || unit == "rem" {
		return 16 * number, ok
	}
	return number, ok && unit == "px"
}
