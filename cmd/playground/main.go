// Command playground serves a small Discord on this machine, for trying Parley without an account. Lines typed on standard
// input are posted in its channel; what stands in the channel is printed as text.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"parley/playground"
)

func main() {
	address := flag.String("listen", "127.0.0.1:8098", "loopback address to serve on")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *address, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "playground:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, address string, in io.Reader, out io.Writer) error {
	server, err := playground.Start(playground.Options{Addr: address})
	if err != nil {
		return err
	}
	defer server.Close()
	channel, you := server.AddChannel("news"), server.AddUser("you", true)
	fmt.Fprintf(out, "A small Discord is up. In another terminal:\n\n  PARLEY_DISCORD_URL=%s DISCORD_TOKEN=playground go run ./cmd/parley run\n\nThen paste a link here. A line that begins with /summarize is the command with that text. Ctrl-C ends.\n\n", server.URL())
	go read(ctx, in, out, server, channel, you)
	shown := map[string]string{}
	for ctx.Err() == nil {
		server.Wait(ctx, func() bool { return show(out, server, channel, you, shown) })
	}
	return nil
}

// read posts what is typed. It ends with the program: a read of standard input cannot be called off.
func read(ctx context.Context, in io.Reader, out io.Writer, server *playground.Server, channel string, you playground.User) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if text, command := strings.CutPrefix(lines.Text(), "/summarize "); command {
			summarize(ctx, out, server, channel, you, text)
		} else if text := strings.TrimSpace(lines.Text()); text != "" {
			server.Post(channel, you, text)
		}
	}
}

// summarize runs the command, and says why where no answer comes of it.
func summarize(ctx context.Context, out io.Writer, server *playground.Server, channel string, you playground.User, text string) {
	id := server.Slash(channel, you, "summarize", map[string]any{"text": text})
	i, _ := server.WaitInteraction(ctx, id, func(i playground.Interaction) bool { return i.Failed || i.Callback != 0 })
	switch {
	case !i.Failed:
	case !server.Connected():
		fmt.Fprintln(out, "--- /summarize: the bot is not connected")
	case i.Refused != nil:
		fmt.Fprintln(out, "--- /summarize:", i.Refused)
	default:
		fmt.Fprintln(out, "--- /summarize: this interaction failed")
	}
}

// show prints the messages of others that you see and that are new or have changed, and says whether there were any.
func show(out io.Writer, server *playground.Server, channel string, you playground.User, shown map[string]string) bool {
	news := false
	for _, m := range server.Seen(channel, you) {
		if text := m.Text(); m.AuthorID != you.ID && shown[m.ID] != text {
			shown[m.ID] = text
			news = true
			fmt.Fprintf(out, "--- Parley (message %s)\n%s\n", m.ID, text)
		}
	}
	return news
}
