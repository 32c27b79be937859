package article

import (
	"slices"
	"strconv"
	"strings"

	"parley/pattern"
)

// styleHides reports styles that leave nothing of an element to see. Each is one way of hiding text from people and
// showing it to programs.
func styleHides(s style) bool {
	if len(s) == 0 {
		return false
	}
	switch {
	case s.get("content-visibility") == "hidden",
		clipped.MatchString(s.get("clip")), clipped.MatchString(s.get("clip-path")),
		noSize.MatchString(s.get("transform")), s.get("scale") == "0",
		isFarOff(s.get("text-indent")), isFarOff(s.get("margin-left")), isFarOff(s.get("margin-top")),
		movedOff(s.get("transform")), movedOff(s.get("translate")):
		return true
	}
	overflow := s.get("overflow") + s.get("overflow-x") + s.get("overflow-y")
	if strings.Contains(overflow, "hidden") || strings.Contains(overflow, "clip") {
		for _, name := range []string{"height", "width", "max-height", "max-width"} {
			if isNought(s.get(name), 1) {
				return true
			}
		}
	}
	if s.get("position") == "absolute" || s.get("position") == "fixed" {
		for _, name := range []string{"left", "top", "right", "bottom"} {
			if isFarOff(s.get(name)) || isBeyond(s.get(name)) {
				return true
			}
		}
	}
	return false
}

var (
	clipped      = pattern.Lazy(`^(?:rect\(\s*[01](?:px)?\b|inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0(?:px|%)?\s+0(?:px|%)?\s*,\s*0(?:px|%)?\s+0(?:px|%)?\s*,\s*0(?:px|%)?\s+0)`)
	noSize       = pattern.Lazy(`\bscale(?:3d|x|y)?\(\s*0*\.?0+\s*[,)]`)
	moved        = pattern.Lazy(`(-[0-9.]+[a-z%]+)`)
	length       = pattern.Lazy(`^([-+]?[0-9]*\.?[0-9]+)(px|pt|em|rem|ex|ch|vw|vh|%)?$`)
	relativeSize = pattern.Lazy(`[\d.](?:em|ex|%)$`)
	fontLength   = pattern.Lazy(`(?:^|\s)([0-9.]+(?:px|pt|em|rem|%)?)(?:/|\s)`)
	hexColor     = pattern.Lazy(`#[0-9a-f]{3,8}\b`)
	rgbColor     = pattern.Lazy(`rgba?\(([^)]*)\)`)
)

// movedOff reports a transform that moves an element off the screen; its own size (100 %) is too little to tell.
func movedOff(value string) bool {
	return strings.Contains(value, "-") && slices.ContainsFunc(moved.FindAllString(value, -1), func(by string) bool {
		return isFarOff(by) && !strings.HasSuffix(by, "100%")
	})
}

// isBeyond reports a distance far over the width of any screen.
func isBeyond(value string) bool {
	number, unit, ok := parseLength(value)
	return ok && (unit == "px" && number >= 5000 || (unit == "vw" || unit == "vh" || unit == "%") && number >= 200)
}

func fontSize(font string) string {
	if m := fontLength.FindStringSubmatch(font); m != nil {
		return m[1]
	}
	return ""
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

const transparent = "transparent"

// colorOf returns a colour as #rrggbb, transparent for one that cannot be seen, and "" for what is not known.
func colorOf(value string) string {
	switch {
	case value == "":
		return ""
	case strings.Contains(value, transparent):
		return transparent
	case value == "white":
		return "#ffffff"
	case value == "black":
		return "#000000"
	}
	if hex := hexColor.FindString(value); hex != "" {
		return longHex(hex)
	}
	if m := rgbColor.FindStringSubmatch(value); m != nil {
		return rgbHex(m[1])
	}
	return ""
}

func longHex(hex string) string {
	if len(hex) == 4 || len(hex) == 5 {
		var b strings.Builder
		b.WriteByte('#')
		for _, r := range hex[1:] {
			b.WriteRune(r)
			b.WriteRune(r)
		}
		hex = b.String()
	}
	switch {
	case len(hex) == 9 && hex[7:] == "00":
		return transparent
	case len(hex) >= 7:
		return hex[:7]
	}
	return ""
}

func rgbHex(parts string) string {
	numbers := strings.FieldsFunc(parts, func(r rune) bool { return r == ',' || r == '/' || r == ' ' })
	if len(numbers) < 3 {
		return ""
	}
	if len(numbers) > 3 && isNought(numbers[3], .05) {
		return transparent
	}
	color := "#"
	for _, number := range numbers[:3] {
		n, err := strconv.ParseUint(number, 10, 8)
		if err != nil {
			return ""
		}
		color += string("0123456789abcdef"[n>>4]) + string("0123456789abcdef"[n&15])
	}
	return color
}

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
