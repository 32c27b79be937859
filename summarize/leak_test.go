package summarize

import (
	"testing"

	"go.uber.org/goleak"
)

// No goroutine outlives the tests: questions that nobody waits for any more are stopped.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
