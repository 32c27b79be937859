package main

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"parley/playground"
)

// asBot calls the playground as a bot does.
func asBot(t *testing.T, server *playground.Server, method, path, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, server.URL()+"/api/v10"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bot playground")
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= http.StatusMultipleChoices {
		t.Fatalf("%s %s: %d", method, path, response.StatusCode)
	}
}

func TestWhatComesOfACommandIsPrinted(t *testing.T) {
	t.Parallel()
	server, err := playground.Start(playground.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	channel, you := server.AddChannel("news"), server.AddUser("you", true)
	var out bytes.Buffer
	read(t.Context(), strings.NewReader("/summarize Too short.\n"), &out, server, channel, you)
	if want := "--- /summarize: the bot is not connected\n"; out.String() != want {
		t.Errorf("before there is a bot, %q is printed; want %q", out.String(), want)
	}
	out.Reset()
	asBot(t, server, http.MethodPut, "/applications/"+playground.BotID+"/commands", `[{"name":"summarize","description":"Who said what","options":[{"type":3,"name":"text","description":"A text"}]}]`)
	id := server.Slash(channel, you, "summarize", map[string]any{"text": "Too short."})
	asBot(t, server, http.MethodPost, "/interactions/"+id+"/"+server.Interaction(id).Token+"/callback", `{"type":4,"data":{"content":"That is no article.","flags":64}}`)
	shown := map[string]string{}
	if !show(&out, server, channel, you, shown) || !strings.Contains(out.String(), "\nThat is no article.\n") {
		t.Errorf("of a private answer %q is printed", out.String())
	}
	if show(&out, server, channel, you, shown) {
		t.Errorf("an answer is printed twice: %q", out.String())
	}
}
