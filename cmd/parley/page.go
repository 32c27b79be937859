package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"
)

const (
	plainWidth = 80  // columns where the terminal does not tell
	maxWidth   = 100 // wider lines are hard to read
)

// A page is text for a person at a terminal: wrapped to its width, in colour only on a terminal. It gathers everything
// and is written at once.
type page struct {
	out    io.Writer
	text   bytes.Buffer
	width  int
	colour bool
}

func newPage(out io.Writer) *page {
	p := &page{out: out, width: plainWidth}
	if file := terminal(out); file != nil {
		if columns, _, err := term.GetSize(int(file.Fd())); err == nil && columns > 20 {
			p.width = min(columns, maxWidth)
		}
		// https://no-color.org: any value turns colour off.
		p.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return p
}

// terminal is the terminal behind w, or nil where w is a file, a pipe or anything else.
func terminal(w io.Writer) *os.File {
	if file, ok := w.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		return file
	}
	return nil
}

// flush writes the page.
func (p *page) flush() error {
	_, err := p.text.WriteTo(p.out)
	return err
}

// line writes one paragraph, every line of it indented, in a style.
func (p *page) line(indent string, style ansi.Style, text string) {
	p.wrap(indent, indent, p.styled(style, clean(text)))
}

// wrap writes text that is clean and styled already: its first line after first, the others after rest.
func (p *page) wrap(first, rest, text string) {
	wrapped := ansi.Wordwrap(text, p.width-max(ansi.StringWidth(first), ansi.StringWidth(rest)), "")
	for i, line := range strings.Split(wrapped, "\n") {
		indent := first
		if i > 0 {
			indent = rest
		}
		p.text.WriteString(indent + strings.TrimRight(line, " ") + "\n")
	}
}

func (p *page) blank() { p.text.WriteByte('\n') }

func (p *page) styled(style ansi.Style, text string) string {
	if !p.colour || text == "" || len(style) == 0 {
		return text
	}
	return style.Styled(text)
}

var (
	plain = ansi.NewStyle()
	bold  = ansi.NewStyle().Bold()
	faint = ansi.NewStyle().Faint()
)

// clean folds white space and drops control characters: article text must not steer the terminal.
func clean(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}
