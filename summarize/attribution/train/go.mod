module parley/summarize/attribution/train

go 1.26.8

require (
	github.com/jdkato/prose v1.2.1
	parley v0.0.0
)

require (
	github.com/montanaflynn/stats v0.6.3 // indirect
	github.com/shogo82148/go-shuffle v0.0.0-20180218125048-27e6095f230d // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace parley => ../../..
