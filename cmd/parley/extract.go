package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/article"
)

type extractCommand struct {
	Pages []string `arg:"" name:"page" help:"A link, a file, or a folder of .html and .html.gz files."`
	JSON  bool     `help:"Print one JSON object, a member a page."`
	fetchFlags
}

// extractedPage is the JSON form of an article as Parley sees it.
type extractedPage struct {
	ArticleBody      string           `json:"articleBody"`
	Title            string           `json:"title"`
	Byline           string           `json:"byline"`
	Site             string           `json:"site"`
	Published        string           `json:"published"`
	PublishedGuessed bool             `json:"published_guessed,omitempty"`
	Language         string           `json:"language"`
	Link             string           `json:"link,omitempty"`
	Image            string           `json:"image,omitempty"`
	Kind             article.PageKind `json:"kind,omitempty"`
	Partial          bool             `json:"partial"`
	PartialReason    article.Partial  `json:"partial_reason,omitempty"`
	Error            string           `json:"error,omitempty"`
}

func (c *extractCommand) Run(sh *shell) error {
	config, err := sh.config()
	if err != nil {
		return err
	}
	names, err := expandFolders(c.Pages)
	if err != nil {
		return err
	}
	progress := startProgress(sh.stderr)
	defer progress.stop()
	fetcher := c.fetcher(config)

	pages := map[string]extractedPage{}
	members := memberNames(names)
	failed, named := 0, false
	open := func(name string) opened {
		progress.step("Reading " + name)
		got, err := openArticle(sh.ctx, fetcher, sh.stdin, name)
		return opened{name, got, err}
	}
	err = inOrder(sh.ctx, slices.Values(names), open, func(page opened) error {
		if usage := (usageError{}); errors.As(page.err, &usage) {
			return page.err
		}
		if page.err != nil {
			failed++
			named = named || slices.Contains(c.Pages, page.name)
		}
		switch {
		case c.JSON:
			pages[members[page.name]] = newExtractedPage(page.got, page.err)
		case page.err != nil:
			fmt.Fprintf(sh.stderr, "parley: %s: %s\n", page.name, article.Sentence(page.err))
		default:
			return writeArticle(newPage(sh.stdout), page.got)
		}
		return nil
	})
	if err != nil {
		return err
	}
	progress.stop()
	if c.JSON {
		if err := writeJSON(sh.stdout, pages); err != nil {
			return err
		}
	}
	// A folder is a survey: pages without an article are a finding there, not a failure, as they are of a page that was named.
	if named || failed == len(names) {
		return reportedError{fmt.Errorf("no article in %d of %d pages", failed, len(names))}
	}
	return nil
}

// opened is what came of an argument.
type opened struct {
	name string
	got  *article.Article
	err  error
}

// expandFolders replaces each folder by the pages in it, by name.
func expandFolders(names []string) ([]string, error) {
	var pages []string
	for _, name := range names {
		info, err := os.Stat(name)
		if isLink(name) || name == "-" || err != nil || !info.IsDir() {
			pages = append(pages, name)
			continue
		}
		entries, err := os.ReadDir(name)
		if err != nil {
			return nil, err
		}
		before := len(pages)
		for _, entry := range entries {
			if isPage(entry) {
				pages = append(pages, filepath.Join(name, entry.Name()))
			}
		}
		if len(pages) == before {
			return nil, usageError{fmt.Errorf("no .html or .html.gz file in %q", name)}
		}
	}
	return pages, nil
}

func isPage(entry fs.DirEntry) bool {
	name := strings.ToLower(strings.TrimSuffix(entry.Name(), ".gz"))
	return !entry.IsDir() && strings.HasSuffix(name, ".html")
}

// pageName is a link as it stands, or a file's name without folder and ending.
func pageName(name string) string {
	if isLink(name) || name == "-" {
		return name
	}
	base := strings.TrimSuffix(filepath.Base(name), ".gz")
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// memberNames gives each argument its member of the JSON object: the page's name where no other has it, else the whole
// argument.
func memberNames(names []string) map[string]string {
	count := map[string]int{}
	members := map[string]string{}
	for _, name := range names {
		if members[name] == "" {
			members[name] = pageName(name)
			count[pageName(name)]++
		}
	}
	for name, member := range members {
		if count[member] > 1 {
			members[name] = name
		}
	}
	return members
}

func newExtractedPage(a *article.Article, err error) extractedPage {
	if err != nil {
		return extractedPage{Error: article.Sentence(err)}
	}
	return extractedPage{
		ArticleBody:      a.Text,
		Title:            a.Title,
		Byline:           a.Byline,
		Site:             a.Site,
		Published:        a.PublishedText(),
		PublishedGuessed: a.PublishedGuessed,
		Language:         a.Language,
		Link:             a.Link,
		Image:            a.Image,
		Kind:             a.Kind,
		Partial:          a.Partial != "",
		PartialReason:    a.Partial,
	}
}

func writeArticle(p *page, a *article.Article) error {
	p.line("", bold, a.Title)
	for _, field := range [][2]string{
		{"Site", a.Site}, {"Byline", a.Byline}, {"Published", a.PublishedText()}, {"Language", a.Language}, {"Kind", string(a.Kind)}, {"Link", a.Link},
	} {
		if field[1] != "" {
			p.line("", faint, field[0]+": "+field[1])
		}
	}
	if a.Partial != "" {
		p.line("", faint, a.Partial.Sentence())
	}
	for paragraph := range strings.Lines(a.Text) {
		if text := strings.TrimSpace(paragraph); text != "" {
			p.blank()
			p.line("", plain, text)
		}
	}
	p.blank()
	return p.flush()
}
