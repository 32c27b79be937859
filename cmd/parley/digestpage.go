package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"parley/bot/card"
	"parley/digest"
)

// writeIssue shows a digest to a person at a terminal.
func writeIssue(p *page, issue *digest.Issue, s digest.Settings, why bool) error {
	p.line("", bold, issueTitle(issue))
	if len(issue.Stories) == 0 {
		p.blank()
		p.line("", plain, "There is nothing new in this time. --since looks further back.")
	}
	for n, entry := range issue.Stories {
		p.blank()
		p.line("", bold, fmt.Sprintf("%d. %s", n+1, entry.Title))
		if s.Length != digest.Short {
			for _, want := range entry.Wants {
				if party := card.PersonName(want.Party); party != "" {
					p.line("   ", plain, party+": "+want.Text)
				}
			}
			if quote := entry.Quote(); quote != nil {
				p.line("   ", plain, "“"+quote.Shown()+"”")
				p.line("     ", faint, "— "+byline(*quote))
			}
		}
		p.line("   ", faint, sourceNames(entry))
		for _, source := range entry.Sources {
			p.line("   ", faint, source.Link)
		}
	}
	if why {
		writeVerdicts(p, issue)
	}
	p.blank()
	p.line("", faint, issueFooter(issue))
	return p.flush()
}

func writeVerdicts(p *page, issue *digest.Issue) {
	p.blank()
	p.line("", bold, "WHY")
	for _, item := range issue.Items {
		mark := "out"
		if item.In {
			mark = "in "
		}
		title := item.Title
		if title == "" {
			title = item.Link
		}
		p.line("  ", plain, mark+"  "+title+": "+item.Why)
	}
}

func issueTitle(issue *digest.Issue) string {
	return fmt.Sprintf("%s · %s to %s", issue.Name, issue.From.Local().Format("2 January 15:04"), issue.To.Local().Format("2 January 15:04"))
}

func sourceNames(e digest.Entry) string {
	var names []string
	for _, source := range e.Sources {
		names = append(names, siteName(source.Name, source.Link))
	}
	if kind := e.KindWord(); kind != "" {
		names = append(names, kind)
	}
	if e.Notice != "" {
		names = append(names, e.Notice)
	}
	return strings.Join(names, " · ")
}

func issueFooter(issue *digest.Issue) string {
	parts := []string{fmt.Sprintf("stories: %d of %d articles", len(issue.Stories), len(issue.Items))}
	if out := issue.LeftOutText(); out != "" {
		parts = append(parts, "left out: "+out)
	}
	return strings.Join(append(parts, issue.Cost.String()), " · ")
}

// writeIssueMarkdown writes a digest as a document: the list, each story with its brief's positions and quotations.
func writeIssueMarkdown(w io.Writer, issue *digest.Issue) error {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n*%s to %s*\n", escape(issue.Name), issue.From.UTC().Format(time.RFC1123), issue.To.UTC().Format(time.RFC1123))
	for n, entry := range issue.Stories {
		fmt.Fprintf(&out, "\n## %d. %s\n\n", n+1, escape(entry.Title))
		for _, want := range entry.Wants {
			if party := card.PersonName(want.Party); party != "" {
				fmt.Fprintf(&out, "- **%s:** %s\n", escape(party), escape(want.Text))
			}
		}
		if quote := entry.Quote(); quote != nil {
			fmt.Fprintf(&out, "\n> “%s” — %s\n", escape(quote.Shown()), linked(escape(byline(*quote)), quote.Link))
		}
		var sources []string
		for _, source := range entry.Sources {
			sources = append(sources, linked(escape(siteName(source.Name, source.Link)), source.Link))
		}
		fmt.Fprintf(&out, "\n%s\n", strings.Join(sources, " · "))
		if kind := entry.KindWord(); kind != "" {
			fmt.Fprintf(&out, "\n*%s*\n", escape(kind))
		}
		if entry.Notice != "" {
			fmt.Fprintf(&out, "\n*%s*\n", escape(entry.Notice))
		}
	}
	fmt.Fprintf(&out, "\n---\n%s\n", escape(issueFooter(issue)))
	_, err := io.WriteString(w, out.String())
	return err
}
