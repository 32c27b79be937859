package playground

import (
	"maps"
	"slices"
)

// Routes, GuildOf and ShardOf are for the tests that see the playground from outside.

func Routes() []string { return slices.Sorted(maps.Keys(calls)) }

func GuildOf(s *Server, channel string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return text(s.state.channels[channel], "guild_id")
}

func ShardOf(guild string, shards int64) int { return int(snowflake(guild) >> 22 % shards) }
