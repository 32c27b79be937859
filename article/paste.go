package article

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/pattern"
)

// maxText is the longest text that an article has, in bytes: some seventy thousand words. The rest is left out at the
// end of a paragraph, and the article is marked Cut.
const maxText = 400 << 10

// FromText makes an article of what someone pasted. HTML and Markdown are read as such where they plainly are; of
// anything else the paragraphs and the wording stay as they are. Errors are an [*Error].
func FromText(text string) (a *Article, err error) {
	defer recovered(&a, &err)
	switch {
	case len(text) > maxPage:
		return nil, failure(TooLarge, "text of %d bytes", len(text))
	case looksHTML(text):
		return fromHTML(text)
	case looksMarkdown(text):
		return fromMarkdown(text)
	}
	return fromPlain(text)
}

// FromFile makes an article of a file's content by the ending of its name: .txt, .md, .html or .htm, each also gzipped
// with .gz after it. Errors are an [*Error].
func FromFile(name string, data []byte) (a *Article, err error) {
	defer recovered(&a, &err)
	ending, zipped := fileEnding(name)
	if zipped {
		if data, err = unzip(data); err != nil {
			return nil, err
		}
	}
	if len(data) > maxPage {
		return nil, failure(TooLarge, "file of %d bytes", len(data))
	}
	switch {
	case !slices.Contains(fileEndings, ending):
		return nil, failure(Unsupported, "file ending %q", ending)
	case strings.HasPrefix(ending, ".htm"):
		return Extract(data, "text/html", "")
	}
	text := decode(data, "text/plain")
	if _, err := sniff(text, ""); err != nil {
		return nil, err
	}
	if ending == ".md" || ending == ".markdown" {
		return fromMarkdown(text)
	}
	return FromText(text)
}

var fileEndings = strings.Fields(".html .htm .md .markdown .txt .text")

// fileEnding is the ending of a file's name that says what the file holds, and whether that is gzipped.
func fileEnding(name string) (ending string, zipped bool) {
	name, zipped = strings.CutSuffix(strings.ToLower(name), ".gz")
	return path.Ext(name), zipped
}

// ReadsFile says whether [FromFile] reads files of such a name.
func ReadsFile(name string) bool {
	ending, _ := fileEnding(name)
	return slices.Contains(fileEndings, ending)
}

func unzip(data []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, failure(Unsupported, "gzip: %w", err)
	}
	data, err = io.ReadAll(io.LimitReader(z, maxPage+1))
	if err != nil {
		return nil, failure(Unsupported, "gzip: %w", err)
	}
	return data, nil
}

// fromPlain takes text as it is.
func fromPlain(text string) (*Article, error) {
	return finish(&Article{Text: cleanText(text)})
}

// fromHTML reads a pasted page, or the piece of one that someone copied out of it.
func fromHTML(text string) (*Article, error) {
	text = decode([]byte(text), "text/html") // a page that is piped in may not be UTF-8
	if !documentTag.MatchString(text) {
		return fromFragment(text)
	}
	a, err := Extract([]byte(text), "text/html; charset=utf-8", "")
	if known := (*Error)(nil); !errors.As(err, &known) || known.Kind != NoArticle {
		return a, err
	}
	return fromFragment(text)
}

// fromMarkdown reads a document by its rendering, which leaves raw HTML out.
func fromMarkdown(text string) (*Article, error) {
	if len(text) > maxText || costlyMarkdown(text) {
		return fromPlain(text)
	}
	var page bytes.Buffer
	page.WriteString("<body>")
	if err := goldmark.Convert([]byte(frontMatter.ReplaceAllString(text, "")), &page); err != nil {
		return fromPlain(text)
	}
	return fromFragment(page.String())
}

// costlyMarkdown reports what the library's time grows with the square of: quotations and lists in one another, and links in one
// paragraph that may have no end.
func costlyMarkdown(text string) bool {
	const enough = 200 << 20
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if strings.Count(paragraph, "](")*len(paragraph) > enough {
			return true
		}
	}
	return nested.MatchString(text)
}

// fromFragment takes every visible line of HTML.
func fromFragment(text string) (*Article, error) {
	doc, err := parse(context.Background(), text)
	if err != nil {
		return finish(&Article{Text: joinBlocks(rawBlocks(text))})
	}
	removeHidden(context.Background(), doc)
	a := &Article{Text: joinBlocks(readBlocks(doc))}
	if h1 := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.H1 }); h1 != nil {
		a.Title = cleanLine(textOf(h1))
	}
	return finish(a)
}

// finish holds a text to its limits, and finds the headline and the language that nothing has told.
func finish(a *Article) (*Article, error) {
	a.Text, a.Gaps = takeGaps(a.Text)
	if a.Text == "" {
		return nil, failure(Empty, "no text")
	}
	if len(a.Text) > maxText {
		a.Text = cutText(a.Text)
		a.Gaps = slices.DeleteFunc(a.Gaps, func(at int) bool { return at >= len(a.Text) })
		a.Partial = Cut
	}
	if a.Title = clip(a.Title, maxName); a.Title == "" {
		a.Title = headline(a.Text)
	}
	if a.Language == "" {
		a.Language = textLanguage(a.Text)
	}
	return a, nil
}

// takeGaps takes the gap marks out of a text and returns where they stood. A mark between spaces leaves one of them, a line
// of marks alone leaves nothing.
func takeGaps(text string) (string, []int) {
	text = strings.Trim(text, "\n "+gapMark)
	if !strings.Contains(text, gapMark) {
		return text, nil
	}
	var out strings.Builder
	var gaps []int
	for n, line := range strings.Split(text, "\n") {
		if strings.Contains(line, gapMark) && strings.Trim(line, " "+gapMark) == "" {
			continue
		}
		if n > 0 {
			out.WriteByte('\n')
		}
		for k, part := range strings.Split(line, gapMark) {
			written := out.String()
			if k > 0 {
				if first, _ := utf8.DecodeRuneInString(part); unicode.Is(unicode.M, first) {
					part = " " + part // it must not join what it did not stand on
				}
				if strings.HasSuffix(written, " ") || strings.HasSuffix(written, "\n") {
					part = strings.TrimLeft(part, " ")
				}
				gaps = append(gaps, len(written))
			}
			out.WriteString(part)
		}
	}
	return out.String(), slices.Compact(gaps)
}

// cutText ends a text that is too long after its last whole line, or where it must.
func cutText(text string) string {
	text = strings.ToValidUTF8(text[:maxText], "")
	if i := strings.LastIndexByte(text, '\n'); i > maxText/2 {
		text = strings.TrimRight(text[:i], "\n ")
	}
	return text
}

// headline returns a first line that stands alone and is no sentence.
func headline(text string) string {
	line, rest, found := strings.Cut(text, "\n")
	line = strings.TrimSpace(line)
	if !found || utf8.RuneCountInString(line) > 150 || len(rest) < 2*len(line) || strings.HasSuffix(line, ".") ||
		strings.HasSuffix(line, ":") || strings.ContainsAny(line, "“”\"") && !strings.HasPrefix(rest, "\n") {
		return ""
	}
	return line
}

var (
	frontMatter = pattern.Lazy(`\A---\n(?:[\w-]+:[^\n]*\n){1,50}---\n`)
	nested      = pattern.Lazy(`(?m)^[ \t]*(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+){50}`)
	inMarkdown  = []*pattern.Expression{
		pattern.Lazy(`\[[^\[\]\n]{1,200}\]\((?:https?://|/)[^()\s]{1,500}\)`),
		pattern.Lazy(`\*\*[^*\n]{1,200}\*\*`),
		frontMatter,
	}
	linesOfMarkdown = []*pattern.Expression{
		pattern.Lazy(`^#{1,6} \S`),
		pattern.Lazy(`^(?:=|-){4,}\n?$`),
		pattern.Lazy(`^> \S`),
		pattern.Lazy(`^(?:[-*+]|\d+\.) \S`),
	}
)

// looksMarkdown asks for two kinds of marks: one alone occurs in ordinary text.
func looksMarkdown(text string) bool {
	kinds := 0
	for _, mark := range inMarkdown {
		if mark.MatchString(text) {
			kinds++
		}
	}
	seen := make([]bool, len(linesOfMarkdown))
	for line := range strings.Lines(text) {
		if !strings.Contains("#=->*+0123456789", line[:1]) {
			continue // most lines, at no cost
		}
		for i, mark := range linesOfMarkdown {
			if !seen[i] && mark.MatchString(line) {
				seen[i] = true
				kinds++
			}
		}
	}
	return kinds >= 2
}
