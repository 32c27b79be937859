//go:build unix

package growthtest

import (
	"syscall"
	"time"
)

// Slowdown is how many times as long the longer work takes, each at its quickest of some runs, by turns; it measures again while that is more
// than most. A busy machine makes both slower.
func Slowdown(short, long func(), most float64) float64 {
	const least, enough = 3, 12 // runs
	quickest := func(best time.Duration, work func()) time.Duration {
		at := cpuTime()
		work()
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

// cpuTime is what the process has used of the processors: by the clock, a busy machine makes the longer work wait more often.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
