package bot

import (
	"strconv"
	"testing"
)

func TestACacheHasABound(t *testing.T) {
	t.Parallel()
	var c cache
	for i := range 3 * maxCached {
		c.put(strconv.Itoa(i), "last")
	}
	if text, known := c.get(strconv.Itoa(3*maxCached - 1)); text != "last" || !known || len(c.texts) > maxCached {
		t.Errorf("%d are cached, of them the last: %v; want at most %d with it", len(c.texts), known, maxCached)
	}
}
