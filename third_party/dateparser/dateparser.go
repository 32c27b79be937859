// Package dateparser stands in for github.com/markusmobius/go-dateparser, which go-trafilatura links through go-htmldate.
// The original builds tables of 205 languages at every start, 78 MB of them, for a search that Parley turns off
// (article asks for go-trafilatura's Fast mode). This one has the names that go-htmldate compiles against, and reads nothing.
package dateparser

import (
	"errors"
	"time"
)

// A ParserType is never looked at.
type ParserType int

const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// A PreferredDateSource is never looked at.
type PreferredDateSource int

const Past PreferredDateSource = 0

// A Configuration is never looked at.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// A Date is what the original returns.
type Date struct{ Time time.Time }

// A Parser reads no date.
type Parser struct{ ParserTypes []ParserType }

// Parse returns an error.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) {
	return Date{}, errors.New("dateparser: left out of this program")
}
