// Package web is what those who ask sites share: robots.txt, and what went wrong. Start with [HonourRobots].
package web

import (
	"context"
	"errors"
	"net"
	"net/url"
)

// IsTimeout says whether an error of an HTTP client came of no whole answer in time.
func IsTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}

// Cause strips the link that an HTTP client puts around its errors: a log is to have none of its query.
func Cause(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}
