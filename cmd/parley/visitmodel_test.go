package main

import (
	"os"
	"path/filepath"
	"testing"

	"parley/playground/pagetest"
	"parley/summarize/modeltest"
)

// draftOfTheBaths is what a model might write of the first sample; its last line of the gist has a number that the article lacks.
const draftOfTheBaths = `{"gist":[{"s":[1],"t":"Brackwater’s council put off the vote on its baths until 9 March."},{"s":[1],"t":"The new roof costs 19 million crowns."}],` +
	`"question":"","parties":[{"name":"Taxpayers’ League","kind":"group","stance":"none","claims":[{"s":[13],"by":"Rurik Vael","t":"The League would ask for a referendum if the council paid more than half."}],"quotes":[]}]}`

// TestWhatAModelWasAskedIsShown has a model behind the playground: its questions, answers and tokens are in the panel.
func TestWhatAModelWasAskedIsShown(t *testing.T) {
	t.Parallel()
	pagetest.Chromium(t)
	model := modeltest.Start(modeltest.Answer{Content: draftOfTheBaths})
	t.Cleanup(model.Close)
	b := visitor{pagetest.Open(t, pagetest.Screens[0], startPlayground(t, map[string]string{"OPENAI_BASE_URL": model.BaseURL(), "OPENAI_MODEL": "scripted", "PARLEY_SECOND_READING": "off"}))}
	b.Click(".sample button", "Brackwater")
	b.Sees(".container", "AI wrote the rest")
	b.Click("#open-panel", "Behind the brief")
	b.Click("[role=tab]", "Model")
	b.Sees(".questions", "scripted")
	b.Sees(".question summary", "tokens")
	b.Click(".question summary", "tokens")
	b.Sees(".question pre", "Quayside Swimmers") // the article, in the question
	b.Sees(".question pre", "put off the vote on its baths")
	b.Step("model-asked")
	b.Click("[role=tab]", "Checks")
	b.Sees(".checks li", "line of the gist 2")
	b.Step("model-checks")
}

// TestReadmePictures makes the pictures of the README with -update, and else sees that they are there.
func TestReadmePictures(t *testing.T) {
	t.Parallel()
	for _, screen := range []pagetest.Screen{{Name: "light", Width: 1280, Height: 900}, {Name: "dark", Width: 1280, Height: 900, Dark: true}} {
		picture(t, "playground-"+screen.Name, screen, func(b visitor) {
			b.Click(".sample button", "Brackwater")
			b.Sees(".container", "Brackwater puts off")
			b.showAQuotation()
			b.Sees(".why", "Who else might have said it")
		})
	}
}

// TestDiscordPictures makes the pictures of docs/discord.md with -update, and else sees that they are there.
func TestDiscordPictures(t *testing.T) {
	t.Parallel()
	for name, show := range map[string]func(visitor){
		"card": func(b visitor) {
			b.Click(".sample button", "Brackwater")
			b.Sees(".container", "Brackwater puts off")
		},
		"settings": func(b visitor) {
			b.openCommand("settings")
			b.Click(".command-form button", "Run")
			b.Sees(".message.ephemeral", "Quiet hours")
		},
	} {
		picture(t, "discord-"+name, pagetest.Screen{Name: name, Width: 900, Height: 900}, show)
	}
}

// picture makes a picture of docs/images with -update: what is shown on a screen, with the last message in sight.
func picture(t *testing.T, name string, screen pagetest.Screen, show func(visitor)) {
	t.Helper()
	path := filepath.Join("..", "..", "docs", "images", name+".png")
	if !*update {
		if info, err := os.Stat(path); err != nil || info.Size() > 400<<10 {
			t.Errorf("%s is not there, or is too large: go test ./cmd/parley -run Pictures -update (%v)", path, err)
		}
		return
	}
	pagetest.Chromium(t)
	t.Run(name, func(t *testing.T) { // its tab is closed at its end: there are not many at once
		b := visitor{pagetest.Open(t, screen, startPlayground(t, nil))}
		show(b)
		pagetest.Eval[bool](b.Tab, `(document.querySelector(".message:last-child").scrollIntoView(), true)`)
		b.Save(path, b.Shot())
	})
}
