package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"

	"parley/prompts"
	"parley/summarize"
)

// newSummarizer wires the model of the settings, if they name one; cache, which may be nil, keeps its answers. Its error is a
// usageError.
func newSummarizer(sh *shell, config Config, cache summarize.Cache) (*summarize.Summarizer, error) {
	s := &summarize.Summarizer{Log: sh.logger(config), Timeout: config.ModelTimeout, Language: config.language()}
	if config.HasModel() {
		model, err := newModel(sh, config, cache)
		if err != nil {
			return nil, err
		}
		s.Model = model
		if s.Second, err = secondReader(sh, config, model, cache); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// secondReader is who reads a brief a second time: nobody, the model that wrote it, or another one.
func secondReader(sh *shell, config Config, writer *summarize.Model, cache summarize.Cache) (summarize.SecondReader, error) {
	switch {
	case config.SecondReading == "off":
		return nil, nil
	case config.CheckName == "":
		return writer, nil
	}
	return newModel(sh, config.forChecks(), cache)
}

// forChecks are the settings of the model that reads a second time. It has no fallback. A key goes to its own server only.
func (c Config) forChecks() Config {
	if c.CheckURL != "" && c.CheckURL != c.ModelURL {
		c.ModelURL, c.ModelKey, c.ModelWindow, c.ModelAtOnce = c.CheckURL, "", 0, 0
	}
	if c.CheckKey != "" {
		c.ModelKey = c.CheckKey
	}
	c.ModelName, c.FallbackName = c.CheckName, ""
	return c
}

// newModel reads and checks the operator's files. Its error is a usageError.
func newModel(sh *shell, config Config, cache summarize.Cache) (*summarize.Model, error) {
	c := summarize.ModelConfig{
		BaseURL:    config.ModelURL,
		Key:        config.ModelKey,
		Model:      config.ModelName,
		Effort:     config.ModelEffort,
		Window:     config.ModelWindow,
		AtOnce:     config.ModelAtOnce,
		Cache:      cache,
		HTTPClient: &http.Client{Timeout: config.ModelTimeout, Transport: sh.models},
		Log:        sh.logger(config),
	}
	if config.FallbackName != "" {
		c.Fallback = &summarize.ModelConfig{BaseURL: config.FallbackURL, Key: config.FallbackKey, Model: config.FallbackName}
	}
	var err error
	if config.Prices != "" {
		if c.Prices, err = readPrices(config.Prices); err != nil {
			return nil, usageError{fmt.Errorf("PARLEY_PRICES: %w", err)}
		}
	}
	if config.Prompts != "" {
		if c.Prompts, err = readPrompts(config.Prompts); err != nil {
			return nil, usageError{fmt.Errorf("PARLEY_PROMPTS: %w", err)}
		}
	}
	return summarize.NewModel(c), nil
}

func readPrices(path string) (summarize.Prices, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := readCapped(file)
	if err != nil {
		return nil, err
	}
	return summarize.ParsePrices(data)
}

func readPrompts(path string) (*prompts.Set, error) {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return nil, errors.Join(fmt.Errorf("%q is not a folder", path), err)
	}
	return prompts.Load(os.DirFS(path))
}
