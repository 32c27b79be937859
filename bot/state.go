package bot

import (
	"parley/desk"
)

// A State is how a bot is doing, for whoever looks on.
type State struct {
	Connected bool  // all shards of this process are
	Sessions  int64 // of the gateway, begun since the start; each but a shard's first is because one could not be resumed
	Resumes   int64 // of the gateway, taken up again where they were lost
	Slots     map[string]desk.Use
}

// state looks at each part of the bot. It takes the locks that all work needs, so that it does not return where nothing goes on any more.
func (b *bot) state() State {
	return State{
		Connected: b.isConnected(), Sessions: b.sessions.Load(), Resumes: b.resumes.Load(),
		Slots: map[string]desk.Use{
			"requests":  {Taken: mostLive - b.live.room(), Most: mostLive},
			"fetching":  b.fetching.Use(),
			"composing": b.composing.Use(),
			"asking":    b.asking.Use(),
			"readback":  b.reading.Use(),
		},
	}
}
