//go:build unix

package attribution

import (
	"syscall"
	"testing"
	"time"
)

// TestTimeGrowsWithTheLength fails where four times the text takes more than eight times as long: in proportion it is four times, by
// the square sixteen. Both are measured side by side, the quickest of some runs each, and alone, for a busy machine only makes both
// slower.
func TestTimeGrowsWithTheLength(t *testing.T) {
	const size, times, most = 40 << 10, 4, 8.0
	short := hostileTexts(size)
	for name, long := range hostileTexts(times * size) {
		t.Run(name, func(t *testing.T) {
			if ratio := slowdown(short[name], long, most); ratio > most {
				t.Errorf("%d times the text took %.1f times as long, want at most %v", times, ratio, most)
			}
		})
	}
}

// slowdown is how many times as long the longer text takes to read; it measures again while that is more than most.
func slowdown(short, long string, most float64) float64 {
	const least, enough = 3, 12 // runs
	quickest := func(best time.Duration, text string) time.Duration {
		at := cpuTime()
		Read(text, Options{Language: "en"})
		return min(best, cpuTime()-at)
	}
	first, second := time.Hour, time.Hour
	ratio := most + 1
	for run := 0; run < least || ratio > most && run < enough; run++ {
		first, second = quickest(first, short), quickest(second, long)
		ratio = float64(second) / float64(first)
	}
	return ratio
}

// cpuTime is what the process has used of the processors: by the clock, a busy machine makes the longer text wait more often.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
