package main

import (
	"errors"

	"parley/bot"
)

type runCommand struct{ fetchFlags }

func (c *runCommand) Run(sh *shell) error {
	config, err := sh.config()
	if err != nil {
		return err
	}
	if config.DiscordToken == "" {
		return usageError{errors.New("the bot needs a token: set DISCORD_TOKEN in the environment or in .env (see .env.example)")}
	}
	summarizer, err := newSummarizer(sh, config)
	if err != nil {
		return err
	}
	log := sh.logger(config.LogLevel)
	log.Info("starting", "version", version(), "model", config.ModelName)
	return bot.Run(sh.ctx, bot.Options{
		Token:      config.DiscordToken,
		DiscordURL: config.DiscordURL,
		Channels:   config.Channels,
		Fetcher:    c.fetcher(config),
		Summarizer: summarizer,
		Log:        log,
		Drain:      config.Drain,
	})
}
