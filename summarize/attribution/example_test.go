package attribution_test

import (
	"fmt"

	"parley/summarize/attribution"
)

// Who said what: each attribution has its content as spans of the text, and its speaker as an entity.
func ExampleRead() {
	reading := attribution.Read(`Mayor Ada Lindqvist put off the vote on Tuesday.

“We will not sign a cheque that nobody has read,” she said. The ferry company, Nordvik Lines, said it would sail for two more years.`, attribution.Options{})
	for _, a := range reading.Attributions {
		speaker := "somebody"
		if a.Speaker >= 0 && a.Sure {
			speaker = reading.Entities[a.Speaker].Name
		}
		for _, words := range a.Content {
			fmt.Printf("%s (%s): %s\n", speaker, a.Kind, reading.Text[words.Start:words.End])
		}
	}
	// Output:
	// Ada Lindqvist (direct): We will not sign a cheque that nobody has read,
	// the ferry company (indirect): it would sail for two more years
}
