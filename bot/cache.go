package bot

import "sync"

// maxCached bounds a cache: then it begins anew, and what is wanted is asked for again.
const maxCached = 10_000

// A cache remembers texts by their keys. Its zero value is empty; it may be used by many goroutines at once.
type cache struct {
	mu    sync.Mutex
	texts map[string]string
}

func (c *cache) get(key string) (text string, known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	text, known = c.texts[key]
	return text, known
}

func (c *cache) put(key, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.texts == nil || len(c.texts) >= maxCached {
		c.texts = map[string]string{}
	}
	c.texts[key] = text
}
