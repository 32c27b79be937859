package feed

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"parley/pattern"
)

// xmlDeclaration finds the declaration of a document that has one, and the encoding it names.
var xmlDeclaration = pattern.Lazy(`^\s*<\?xml\b(?:[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["'])?[^>]{0,200}>`)

// decode returns a document as UTF-8 without byte order mark and XML declaration. What is UTF-8 stays so whatever header and
// declaration say, since they lie more often than bytes do.
func decode(body []byte, contentType string) string {
	text := string(body)
	if e := encodingOf(body, contentType); e != nil {
		if decoded, err := e.NewDecoder().Bytes(body); err == nil {
			text = string(decoded)
		}
	}
	text = strings.TrimPrefix(strings.ToValidUTF8(text, "\uFFFD"), "\uFEFF")
	if at := xmlDeclaration.FindStringIndex(text); at != nil {
		text = text[at[1]:]
	}
	return text
}

// encodingOf returns nil for UTF-8.
func encodingOf(body []byte, contentType string) encoding.Encoding {
	if e := wide(body); e != nil {
		return e
	}
	// ISO-2022-JP consists of bytes that are UTF-8 too; ESC gives it away.
	if utf8.Valid(body) && bytes.IndexByte(body, 0x1B) < 0 {
		return nil
	}
	claimsUTF8 := false
	for _, name := range []string{headerCharset(contentType), declaredEncoding(body)} {
		e, canonical := charset.Lookup(name)
		switch canonical {
		case "utf-8":
			claimsUTF8 = true
		case "", "replacement":
		default:
			return e
		}
	}
	if claimsUTF8 && severalBytes(body) {
		return nil // UTF-8 with faults in it
	}
	return charmap.Windows1252
}

// wide recognises UTF-16 by its mark, or by the NUL beside the first "<".
func wide(body []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(body, []byte{0xFE, 0xFF}), bytes.HasPrefix(body, []byte{0, '<'}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case bytes.HasPrefix(body, []byte{0xFF, 0xFE}), bytes.HasPrefix(body, []byte{'<', 0}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	}
	return nil
}

func headerCharset(contentType string) string {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return parameters["charset"]
}

func declaredEncoding(body []byte) string {
	if m := xmlDeclaration.FindSubmatch(body[:min(len(body), 1024)]); m != nil {
		return string(m[1])
	}
	return ""
}

// severalBytes reports whether any letter is written in several bytes as UTF-8 does, which hardly happens by chance.
func severalBytes(body []byte) bool {
	for len(body) > 0 {
		r, size := utf8.DecodeRune(body)
		if r != utf8.RuneError && size > 1 {
			return true
		}
		body = body[size:]
	}
	return false
}
