package card

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"parley/bot/phrases"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

// tree draws components as the design does: what each is, and its Markdown.
func tree(components ...discordgo.MessageComponent) string {
	var out strings.Builder
	drawTree(&out, "", components)
	return out.String()
}

func drawTree(out *strings.Builder, indent string, components []discordgo.MessageComponent) {
	for _, c := range components {
		out.WriteString(indent + "- ")
		switch c := c.(type) {
		case discordgo.Container:
			out.WriteString("Container\n")
			drawTree(out, indent+"  ", c.Components)
		case discordgo.ActionsRow:
			out.WriteString("Action Row\n")
			drawTree(out, indent+"  ", c.Components)
		case discordgo.Section:
			out.WriteString("Section\n")
			drawTree(out, indent+"  ", append(c.Components, c.Accessory))
		case discordgo.TextDisplay:
			out.WriteString("Text Display\n" + indent + "    | " + strings.ReplaceAll(c.Content, "\n", "\n"+indent+"    | ") + "\n")
		case discordgo.Separator:
			out.WriteString("Separator\n")
		case discordgo.Button:
			fmt.Fprintf(out, "Button “%s” %s\n", c.Label, c.CustomID)
		case discordgo.SelectMenu:
			fmt.Fprintf(out, "String Select “%s” %s\n", c.Placeholder, c.CustomID)
			for _, o := range c.Options {
				chosen := ""
				if o.Default {
					chosen = " (chosen)"
				}
				fmt.Fprintf(out, "%s    · %s — %s = %s%s\n", indent, o.Label, o.Description, o.Value, chosen)
			}
		default:
			fmt.Fprintf(out, "%T\n", c)
		}
	}
}

// texts is what stands in components, without what they are.
func texts(components ...discordgo.MessageComponent) string {
	var out strings.Builder
	for _, c := range components {
		switch c := c.(type) {
		case discordgo.Container:
			out.WriteString(texts(c.Components...))
		case discordgo.Section:
			out.WriteString(texts(c.Components...))
		case discordgo.TextDisplay:
			out.WriteString(c.Content + "\n")
		}
	}
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// all are the languages that Parley ships, and two drafts that no one has to read: one from right to left, one of wide letters.
func all(t *testing.T) *phrases.Catalogue {
	t.Helper()
	c, err := phrases.With(os.DirFS(filepath.Join("testdata", "phrases")))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// whole is a card with its buttons.
func whole(c brief) []discordgo.MessageComponent {
	return []discordgo.MessageComponent{Brief(c.of, c.options), Buttons(c.of, c.options, "7:0", "42")}
}

func TestCardsLookAsDesigned(t *testing.T) {
	t.Parallel()
	for name, cards := range briefs(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got strings.Builder
			for _, c := range cards {
				fmt.Fprintf(&got, "## %s\n%s\n", c.what, tree(whole(c)...))
			}
			golden(t, name, got.String())
		})
	}
}
