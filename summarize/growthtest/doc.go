// Package growthtest tells for tests how the time of some work grows with its text. Start with [Slowdown].
package growthtest
