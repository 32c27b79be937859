package article

import (
	"context"
	"fmt"
	"net/url"
	"runtime"
	"strings"

	"golang.org/x/net/html"
)

// slots bounds how many pages are read at once in the process: a hostile page may take some hundred megabytes.
var slots = make(chan struct{}, runtime.GOMAXPROCS(0))

// Extract finds the article in a page: HTML, XHTML or plain text in any declared charset. contentType is the HTTP header
// of that name, or ""; link is where the page was found, or "". Errors are an [*Error].
func Extract(page []byte, contentType, link string) (*Article, error) {
	return extract(context.Background(), page, contentType, link)
}

// extract is Extract that may be called off. It does not wait for the libraries, which take no context: what is under way then
// ends in its slot, and nobody has it.
func extract(ctx context.Context, page []byte, contentType, link string) (*Article, error) {
	select {
	case slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	var a *Article
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { <-slots }()
		a, err = extractNow(ctx, page, contentType, link)
	}()
	select {
	case <-done:
		return a, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func extractNow(ctx context.Context, page []byte, contentType, link string) (a *Article, err error) {
	defer recovered(&a, &err)
	if len(page) > maxPage {
		return nil, failure(TooLarge, "page of %d bytes", len(page))
	}
	text := decode(page, contentType)
	kind, err := sniff(text, contentType)
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(link)
	if err != nil {
		return nil, failure(NotLink, "link cannot be parsed")
	}
	if kind == isPlain {
		a, err = fromPlain(text)
	} else {
		a, err = fromPage(ctx, text, base)
	}
	if err != nil {
		return nil, err
	}
	if a.Link == "" {
		a.Link = absolute(nil, link)
	}
	return a, nil
}

// recovered is deferred where libraries read untrusted bytes: their bugs must cost one page, not the bot.
func recovered(a **Article, err *error) {
	if cause := recover(); cause != nil {
		*a, *err = nil, failure(NoArticle, "extraction panicked: %v", cause)
	}
}

// fromPage reads a page of HTML.
func fromPage(ctx context.Context, page string, base *url.URL) (*Article, error) {
	doc, err := parse(ctx, page)
	if ctx.Err() != nil {
		return nil, fmt.Errorf("parse: %w", ctx.Err())
	}
	if err != nil {
		return finish(&Article{Text: joinBlocks(rawBlocks(page))})
	}
	of := readFacts(doc, base)
	shell := asksForScript(doc)
	removeHidden(ctx, doc)
	if ctx.Err() != nil {
		return nil, fmt.Errorf("hidden text: %w", ctx.Err())
	}
	blocks := readBlocks(doc)
	ordinary := isOrdinary(doc)
	got := read(doc, base, of, ordinary) // changes doc
	body, told := findBody(blocks, got, of, ordinary)
	v := judged{facts: of, blocks: body, whole: runes(blocks), shell: shell, told: told, signs: readSigns(of, blocks, body, base)}
	if told {
		v.shows = letters(joinBlocks(blocks))
	}
	if err := v.verdict(); err != nil {
		return nil, err
	}
	return v.article(got)
}

// findBody returns the lines of the article among a page's blocks; or those of its JSON-LD, and true, where the page has too
// few of its own.
func findBody(blocks []block, got reading, of facts, ordinary bool) (body []block, told bool) {
	if ordinary {
		body = sight(blocks, got.trafilatura, got.readability, of).body()
	}
	if runes(body) < tooFew && runes(got.longer()) > runes(body) {
		body = got.longer()
	}
	body = dropFurniture(body, of.title)
	if linked := of.linked.blocks(); runes(body) < tooFew && runes(linked) > 2*runes(body) {
		return linked, true
	}
	return body, false
}

// isOrdinary reports trees that trafilatura reads in reasonable time.
func isOrdinary(doc *html.Node) bool {
	text, tags := 0, 0
	for n := range doc.Descendants() {
		switch n.Type {
		case html.TextNode:
			text += len(n.Data)
		case html.ElementNode:
			tags++
		}
	}
	return text <= ordinaryText && tags <= ordinaryTags
}

// textOf returns what an element says, as it stands in the page.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// find returns the first node of doc for which is holds, or nil.
func find(doc *html.Node, is func(*html.Node) bool) *html.Node {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			return n
		}
	}
	return nil
}
