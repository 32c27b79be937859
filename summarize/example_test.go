package summarize_test

import (
	"context"
	"fmt"

	"parley/article"
	"parley/summarize"
)

// A brief without a model: Parley's own writer. With one, set Model to what [summarize.NewModel] makes, and Log.
func ExampleSummarizer() {
	a, err := article.FromText(`Northmark council puts off ferry vote

The Northmark council on Tuesday put off a vote on its island ferries until 3 March, after its finance office raised the price of the boats.

“We will not sign a cheque that nobody has read,” said Mayor Ada Lindqvist, who wants an honest number before the spring.

“You are asking a pensioner to wait for a spreadsheet,” said Lars Holm, the chairman of the Islanders’ Association, after the meeting.`)
	if err != nil {
		fmt.Println(article.Sentence(err))
		return
	}
	summarizer := &summarize.Summarizer{}
	brief, err := summarizer.Brief(context.Background(), []*article.Article{a}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(brief.Headline)
	for _, quote := range brief.Quotes {
		fmt.Printf("%s, %s: %s\n", quote.Speaker, quote.Role, quote.Shown())
	}
	// Output:
	// Northmark council puts off ferry vote
	// Ada Lindqvist, Mayor: We will not sign a cheque that nobody has read
	// Lars Holm, chairman of the Islanders’ Association: You are asking a pensioner to wait for a spreadsheet
}
