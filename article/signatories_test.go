package article

import (
	"strings"
	"testing"
)

func TestSignatoriesAreNoPartOfAText(t *testing.T) {
	t.Parallel()
	const names = "Ada Lind, harbour master\nBo Moe, Tern Marine\nProf. Lena Roth, University of Dunby\nPer Holm\nIna Vell, Chalk Union"
	letter := strings.Split("The ferry must stay, for the islands have no bridge.\nWe ask the council to wait.", "\n")
	for name, row := range map[string]struct {
		heading, list string
		want          int // blocks
	}{
		"a list":                   {"Signatories:", names, 2},
		"in German":                {"Die Unterzeichnenden", names, 2},
		"a letter's end":           {"Signed", "Ada Lind\nBo Moe", 5},
		"prose under such a word":  {"Signed by the king", strings.Repeat("The bill was read and passed on Monday.\n", 5) + "It holds.", 9},
		"names under another word": {"The winners", names, 8},
	} {
		var blocks []block
		for _, text := range letter {
			blocks = append(blocks, block{text: text})
		}
		blocks = append(blocks, block{text: row.heading, heading: true})
		for line := range strings.Lines(row.list) {
			blocks = append(blocks, block{text: strings.TrimSpace(line)})
		}
		if got := withoutSignatories(blocks); len(got) != row.want {
			t.Errorf("%s: %d blocks are left, want %d", name, len(got), row.want)
		}
	}
}
