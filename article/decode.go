package article

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"parley/pattern"
)

// declaredCharset finds a declaration further down than the 1,024 bytes in which browsers look for one.
var declaredCharset = pattern.Lazy(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{3,30})`)

// decode returns a page as UTF-8 without a byte order mark. What is UTF-8 stays so whatever the page declares, since
// declarations lie more often than bytes do.
func decode(page []byte, contentType string) string {
	text := page
	if e := pageEncoding(page, contentType); e != nil {
		if decoded, err := e.NewDecoder().Bytes(page); err == nil {
			text = decoded
		}
	}
	return strings.TrimPrefix(strings.ToValidUTF8(string(text), "\uFFFD"), "\uFEFF")
}

// pageEncoding returns nil for UTF-8.
func pageEncoding(page []byte, contentType string) encoding.Encoding {
	wide := bytes.HasPrefix(page, []byte{0xFE, 0xFF}) || bytes.HasPrefix(page, []byte{0xFF, 0xFE})
	// UTF-16 and ISO-2022-JP may consist of bytes that are UTF-8 too; NUL and ESC give them away, where they are declared.
	valid := !wide && utf8.Valid(page)
	if valid && bytes.IndexByte(page, 0) < 0 && bytes.IndexByte(page, 0x1B) < 0 {
		return nil
	}
	e, name, certain := charset.DetermineEncoding(page, contentType)
	if !certain {
		if m := declaredCharset.FindSubmatch(page[:min(len(page), 64<<10)]); m != nil {
			if declared, itsName := charset.Lookup(string(m[1])); declared != nil {
				e, name = declared, itsName
			}
		}
	}
	if name == "utf-8" || name == "replacement" || valid && !strings.HasPrefix(name, "utf-16") && !strings.HasPrefix(name, "iso-2022") {
		return nil
	}
	return e
}

// A mediaType is what a page turns out to be.
type mediaType int

const (
	isHTML mediaType = iota
	isPlain
)

// sniff tells HTML from plain text, and refuses everything else: by the header, and by the decoded text itself, because
// headers lie.
func sniff(text, contentType string) (mediaType, error) {
	declared, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		declared = ""
	}
	switch declared {
	case "", "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "application/octet-stream":
	default:
		return 0, failure(Unsupported, "Content-Type %q", declared)
	}
	trimmed := strings.TrimSpace(text)
	if trimmed == "" {
		return 0, failure(Empty, "no text")
	}
	found, _, _ := strings.Cut(http.DetectContentType([]byte(text[:min(len(text), 512)])), ";")
	if signature := found[:strings.IndexByte(found, '/')]; signature != "text" && signature != "application" && !isBinary(text) {
		found = "text/plain" // some signatures are letters: a text on BMW is no BMP
	}
	switch {
	case found == "text/xml" && !strings.Contains(strings.ToLower(text[:min(len(text), 4096)]), "<html"):
		return 0, failure(Unsupported, "XML that is no XHTML")
	case found != "text/html" && found != "text/plain" && found != "text/xml" || isBinary(text):
		return 0, failure(Unsupported, "content looks like %s", found)
	case strings.ContainsAny(trimmed[:1], "{[") && json.Valid([]byte(trimmed)):
		return 0, failure(Unsupported, "content is JSON")
	case found == "text/plain" && (declared == "text/plain" || !looksHTML(text)):
		return isPlain, nil
	}
	return isHTML, nil
}

// isBinary reports text of which more than a twentieth is no text at all.
func isBinary(text string) bool {
	bad := strings.Count(text, string(utf8.RuneError))
	for i := range len(text) {
		if c := text[i]; c < '\t' || c > '\r' && c < ' ' && c != '\x1b' {
			bad++
		}
	}
	return bad*20 > utf8.RuneCountInString(text)
}

var (
	documentTag = pattern.Lazy(`(?i)^\s*(?:<!--[^>]*-->\s*)?<(?:!doctype\s+html|html|head|body)\b`)
	blockTag    = pattern.Lazy(`(?i)</?(?:p|div|h[1-6]|ul|ol|li|blockquote|article|section|table)(?:\s[^<>]*)?>`)
)

// looksHTML reports a page, or a piece of one: text about HTML does not open with a tag.
func looksHTML(text string) bool {
	return documentTag.MatchString(text) ||
		strings.HasPrefix(strings.TrimSpace(text), "<") && len(blockTag.FindAllStringIndex(text, 2)) == 2
}
