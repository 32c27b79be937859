package summarize

import (
	"parley/article"
	"parley/summarize/attribution"
)

// A Transcript is what the writers see: the sentences of one or more articles, numbered through, their quotations,
// numbered through, and who said what. It is deterministic: [Read] uses no network and no model.
type Transcript struct {
	Sources    []Source
	Sentences  []Sentence  // Sentences[i] has number i+1
	Quotations []Quotation // Quotations[i] has number i+1
}

// A Source is one article of a transcript with its reading.
type Source struct {
	Article *article.Article
	Reading *attribution.Reading
}

// A Sentence of a transcript, at Index in its source's reading.
type Sentence struct {
	Source, Index int
	Text          string // copied from the article by offset
}

// A Quotation of a transcript: one that is attributed to someone and long enough to stand alone.
type Quotation struct {
	Source, Index int
	Text          string // copied from the article by offset, never trimmed inside
}
