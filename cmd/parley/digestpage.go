package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley/bot/card"
	"parley/digest"
	"parley/summarize"
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
		writeEntry(p, entry, s)
	}
	if why {
		writeVerdicts(p, issue)
	}
	p.blank()
	p.line("", faint, issueFooter(issue))
	return p.flush()
}

// writeEntry is what stands below a story's title: what happened, who wants what, a quotation, the outlets, and a link to the first of them.
func writeEntry(p *page, entry digest.Entry, s digest.Settings) {
	if s.Length != digest.Short {
		if what := whatIsNew(entry); what != "" {
			p.line("   ", plain, what)
		}
		for _, want := range wantsOf(entry, s) {
			p.wrap("   ", "     ", p.styled(bold, clean(want.who))+": "+clean(want.text))
		}
		if entry.Said != nil {
			p.line("   ", plain, "“"+entry.Said.Shown()+"”")
			p.line("     ", faint, "— "+byline(*entry.Said))
		}
	}
	p.line("   ", faint, strings.Join(append(outletNames(entry, outletName), entryMarks(entry)...), " · "))
	if len(entry.Sources) > 0 {
		p.line("   ", faint, entry.Sources[0].Link)
	}
}

// whatIsNew is what happened, or of a story that goes on what has since.
func whatIsNew(e digest.Entry) string {
	if e.Since.IsZero() || e.What == "" {
		return e.What
	}
	return "New since " + e.Since.Format("2 January 15:04") + ": " + e.What
}

// wantsOf are the lines of who wants what: of two sides, or all that there are where much is wanted.
func wantsOf(entry digest.Entry, s digest.Settings) (lines []sideLine) {
	for _, want := range entry.Wants {
		who := card.PersonName(want.Party)
		if who == "" || len(lines) > 1 && s.Length != digest.Long {
			continue
		}
		if role := card.PersonName(want.Role); role != "" {
			who += ", " + role
		}
		text := want.Text
		if speaker := card.PersonName(want.Speaker); speaker != "" && !strings.Contains(text, speaker) {
			text += " (" + speaker + ")"
		}
		lines = append(lines, sideLine{who: who, text: text, sentences: []summarize.Evidence{{Link: want.Link}}})
	}
	return lines
}

// writeVerdicts tells of every article which story it is in, the first story first, or why it is out.
func writeVerdicts(p *page, issue *digest.Issue) {
	p.blank()
	p.line("", bold, "WHY")
	items := slices.Clone(issue.Items)
	slices.SortStableFunc(items, func(a, b digest.Verdict) int {
		return cmp.Compare(cmp.Or(a.Story, len(items)), cmp.Or(b.Story, len(items)))
	})
	for _, item := range items {
		mark, reason := "out", " ("+item.Reason()+")"
		if item.In {
			mark = fmt.Sprintf("in %d", item.Story)
		}
		if item.Why == digest.WhyRead {
			reason = ""
		}
		outlet := card.OutletName(item.Outlet, item.Link)
		p.wrap("  ", "        ", fmt.Sprintf("%-5s %s · %s%s", mark, clean(outlet), clean(cmp.Or(item.Title, item.Link)), reason))
	}
}

func issueTitle(issue *digest.Issue) string {
	return issue.Name + " · " + issueTime(issue)
}

func issueTime(issue *digest.Issue) string {
	return issue.From.Format("2 January 15:04") + " to " + issue.To.Format("2 January 15:04 MST")
}

// outletNames are the outlets of a story that write for themselves in one text, and those that carry the text of another in one behind it.
func outletNames(e digest.Entry, draw func(digest.Source) string) (texts []string) {
	var own, same []string
	for _, source := range e.Sources {
		if source.Same {
			same = append(same, draw(source))
		} else {
			own = append(own, draw(source))
		}
	}
	texts = append(texts, strings.Join(own, ", "))
	if len(same) > 0 {
		texts = append(texts, "the same text: "+strings.Join(same, ", "))
	}
	return texts
}

func outletName(s digest.Source) string { return card.OutletName(s.Name, s.Link) }

// entryMarks are what else is to be said of a story.
func entryMarks(e digest.Entry) (marks []string) {
	if e.Continued {
		marks = append(marks, "continued")
	}
	if n := e.ToldBefore(); n > 0 {
		lines := "lines"
		if n == 1 {
			lines = "line"
		}
		marks = append(marks, fmt.Sprintf("without %d %s told before", n, lines))
	}
	if kind := e.KindWord(); kind != "" {
		marks = append(marks, kind)
	}
	if e.Notice != "" {
		marks = append(marks, e.Notice)
	}
	return marks
}

func issueFooter(issue *digest.Issue) string {
	stories := "stories"
	if len(issue.Stories) == 1 {
		stories = "story"
	}
	parts := []string{fmt.Sprintf("%d %s from %d of %d articles", len(issue.Stories), stories, issue.InStories(), len(issue.Items))}
	if out := issue.LeftOutText(); out != "" {
		parts = append(parts, "left out: "+out)
	}
	return strings.Join(append(parts, issue.Cost.String()), " · ")
}

// writeIssueMarkdown writes a digest as a document: of each story what happened, who wants what, a quotation, and its outlets.
func writeIssueMarkdown(w io.Writer, issue *digest.Issue, s digest.Settings) error {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n*%s*\n", escape(issue.Name), escape(issueTime(issue)))
	for n, entry := range issue.Stories {
		fmt.Fprintf(&out, "\n## %d. %s\n\n", n+1, escape(entry.Title))
		if s.Length != digest.Short {
			markdownEntry(&out, entry, s)
		}
		out.WriteString(markdownOutlets(entry) + "\n")
	}
	fmt.Fprintf(&out, "\n---\n%s\n", escape(issueFooter(issue)))
	_, err := io.WriteString(w, out.String())
	return err
}

func markdownEntry(out *strings.Builder, entry digest.Entry, s digest.Settings) {
	markdownLine(out, "", whatIsNew(entry))
	markdownSides(out, &summarize.Brief{}, wantsOf(entry, s))
	if quote := entry.Said; quote != nil {
		fmt.Fprintf(out, "> “%s” — %s\n\n", escape(quote.Shown()), linked(escape(byline(*quote)), quote.Link))
	}
}

// markdownOutlets names the outlets, each with its link, and what else is to be said of a story.
func markdownOutlets(entry digest.Entry) string {
	texts := outletNames(entry, func(s digest.Source) string { return linked(escape(outletName(s)), s.Link) })
	for _, mark := range entryMarks(entry) {
		texts = append(texts, "*"+escape(mark)+"*")
	}
	return strings.Join(texts, " · ")
}
