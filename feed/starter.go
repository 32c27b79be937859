package feed

import (
	"bytes"
	_ "embed"
)

//go:embed starter.opml
var starter []byte

// Starter returns suggestions to begin with, by region and topic: feeds of public broadcasters and the United Nations. They
// stand in starter.opml, an ordinary list that operators may edit, or replace by one of their own read with [ReadOPML].
func Starter() []Subscription {
	// A test holds the file to being readable, so that there is no error to hand on.
	list, _, _ := ReadOPML(bytes.NewReader(starter))
	return list
}
