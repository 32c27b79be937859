package pattern

import (
	"regexp"
	"sync"
)

// An Expression is a regular expression that is compiled at its first use. A program with hundreds of them starts in half the time,
// for most of its commands use a few.
type Expression struct{ compiled func() *regexp.Regexp }

// Lazy makes an expression. Its first use panics, as [regexp.MustCompile] does, where it is none; a test holds all of them to that.
func Lazy(expression string) *Expression {
	return &Expression{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })}
}

// What follows is of [regexp.Regexp].

func (e *Expression) MatchString(text string) bool { return e.compiled().MatchString(text) }

func (e *Expression) FindString(text string) string { return e.compiled().FindString(text) }

func (e *Expression) FindStringIndex(text string) []int { return e.compiled().FindStringIndex(text) }

func (e *Expression) FindStringSubmatch(text string) []string {
	return e.compiled().FindStringSubmatch(text)
}

func (e *Expression) FindStringSubmatchIndex(text string) []int {
	return e.compiled().FindStringSubmatchIndex(text)
}

func (e *Expression) FindSubmatch(text []byte) [][]byte { return e.compiled().FindSubmatch(text) }

func (e *Expression) FindAllString(text string, n int) []string {
	return e.compiled().FindAllString(text, n)
}

func (e *Expression) FindAllStringIndex(text string, n int) [][]int {
	return e.compiled().FindAllStringIndex(text, n)
}

func (e *Expression) FindAllStringSubmatch(text string, n int) [][]string {
	return e.compiled().FindAllStringSubmatch(text, n)
}

func (e *Expression) FindAllStringSubmatchIndex(text string, n int) [][]int {
	return e.compiled().FindAllStringSubmatchIndex(text, n)
}

func (e *Expression) ReplaceAllString(text, by string) string {
	return e.compiled().ReplaceAllString(text, by)
}

func (e *Expression) ReplaceAllStringFunc(text string, by func(string) string) string {
	return e.compiled().ReplaceAllStringFunc(text, by)
}

func (e *Expression) Split(text string, n int) []string { return e.compiled().Split(text, n) }
