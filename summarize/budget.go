package summarize

import (
	"slices"
	"time"

	"parley/prompts"
	"parley/summarize/transcript"
)

// How much a sentence is worth to a brief: the smaller, the sooner it is read.
const (
	worthQuotation = iota // it holds a quotation, or opens an article
	worthSpeech           // it says who said or wants something
	worthNeighbour        // it stands beside such a one
	worthRest
)

// firstSentences is how many sentences at the start of an article say what it is about.
const firstSentences = 2

// fit renders the transcript for a model: all of it, or of a long one the sentences that who-said-what needs most, until
// the budget of tokens is used up. Order and numbers stay. read is how many sentences it is.
func fit(t *transcript.Transcript, budget int, count func(string) int) (articles []prompts.Article, read int) {
	var lines []string
	total := 0
	for i, source := range t.Sources {
		a := source.Article
		articles = append(articles, prompts.Article{Title: transcript.Defuse(source.Title()), Site: transcript.Defuse(a.Site), Date: day(a.Published)})
		lines = append(lines, t.Lines(i)...)
		budget -= count(a.Title) + count(a.Site) + labelTokens
	}
	costs := make([]int, len(lines))
	for i, line := range lines {
		costs[i] = count(line) + 1
		total += costs[i]
	}
	var taken []bool
	if total > budget {
		taken = take(t, budget, costs)
	}
	for i, sentence := range t.Sentences {
		if taken == nil || taken[i] {
			articles[sentence.Source].Lines = append(articles[sentence.Source].Lines, lines[i])
			read++
		}
	}
	return articles, read
}

// labelTokens is what the lines around an article cost, but for its title and site.
const labelTokens = 32

// day is the day of a time, or "".
func day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.DateOnly)
}

// take chooses sentences by worth, the articles taking turns, until the budget is used up.
func take(t *transcript.Transcript, budget int, costs []int) []bool {
	worth := worth(t)
	order := make([]int, len(worth))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if d := worth[a] - worth[b]; d != 0 {
			return d
		}
		return t.Sentences[a].Index - t.Sentences[b].Index
	})
	taken := make([]bool, len(worth))
	for _, i := range order {
		if costs[i] <= budget {
			taken[i] = true
			budget -= costs[i]
		}
	}
	return taken
}

// worth is the worth of each sentence, after what attribution found.
func worth(t *transcript.Transcript) []int {
	worth := make([]int, len(t.Sentences))
	for i, sentence := range t.Sentences {
		worth[i] = worthRest
		if sentence.Index < firstSentences {
			worth[i] = worthQuotation
		}
	}
	raise := func(number, to int) {
		if i := number - 1; i >= 0 && i < len(worth) {
			worth[i] = min(worth[i], to)
		}
	}
	for _, source := range t.Sources {
		for _, found := range source.Reading.Attributions {
			for _, number := range source.Numbers(found.Sentences) {
				raise(number, worthSpeech)
			}
		}
		for _, c := range commitments(source) {
			for _, number := range c.claim.Sentences {
				raise(number, worthSpeech)
			}
		}
	}
	for _, q := range t.Quotations {
		for _, number := range t.Sources[q.Source].Numbers(t.AttributionOf(q).Sentences) {
			raise(number, worthQuotation)
		}
	}
	for i, own := range slices.Clone(worth) {
		if own <= worthSpeech {
			for _, number := range []int{i, i + 2} {
				if n := number - 1; n >= 0 && n < len(worth) && t.Sentences[n].Source == t.Sentences[i].Source {
					raise(number, worthNeighbour)
				}
			}
		}
	}
	return worth
}
