package summarize

import (
	"context"
	"testing"
)

func TestNothingThatParleyWritesItselfIsDropped(t *testing.T) {
	t.Parallel()
	items := 0
	for i, transcript := range trainTranscripts(t, 120) {
		draft, _, err := Extractive{}.Write(context.Background(), transcript)
		if err != nil {
			t.Fatal(err)
		}
		all, dropped := trueItems(transcript, draft)
		items += all
		if len(dropped) > 0 {
			t.Errorf("article %d: dropped %v", i, dropped)
		}
	}
	t.Logf("%d items, all kept", items)
}
