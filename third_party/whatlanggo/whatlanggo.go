// Package whatlanggo stands in for github.com/RadhiFadlillah/whatlanggo, by which go-trafilatura guesses the language of every text that it returns: a
// twelfth of a page's time, for what Parley does not read. Parley tells languages by the library that the original is a fork of.
package whatlanggo

// A Lang is a language; here there is one, the unknown.
type Lang struct{}

// DetectLang returns the unknown language.
func DetectLang(string) Lang { return Lang{} }

// Iso6391 returns no code.
func (Lang) Iso6391() string { return "" }
