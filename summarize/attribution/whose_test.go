package attribution

import (
	"strings"
	"testing"
)

// TestWhoseWords holds the rules of whose words are to texts that show one each, among them such in which a rule must not act. want is the speaker
// of the words, "" where no speaker may count as sure.
func TestWhoseWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, words, want string }{
		{"who said so before", "Karl Moe left the port on Monday. But Jonas Lund said he had backed the ferry when Karl Moe argued for it, and he backed it now. “The ferry is safe,” he said.", "The ferry is safe", "Jonas Lund"},
		{"who said so before, of another gender", "Jonas Lund said he had backed the ferry when Ida Moe argued for it. “The ferry is safe,” she said.", "The ferry is safe", "Ida Moe"},
		{"who added", "“The bridge is old,” argued Jonas Lund, who met Karl Moe at the fair. Pointing to the rust, he added: “It must be closed.”", "It must be closed", "Jonas Lund"},
		{"since she", "Karl Moe spoke to the Halvik Herald. Karl Moe was angry.\n\nIda Lund has been in the news since she sailed to Halvik with a borrowed boat. She later said in a letter that she “crossed the line” that day.", "crossed the line", "Ida Lund"},
		{"the one of that age", "Mikael Lund, begging at Halvik's Old Quay Park, said he would not go to a shelter.\n\n“It is cold out here,” said the 32-year-old.", "It is cold out here", "Mikael Lund"},
		{"one of two", "Mikael Lund met Jonas Berg at the quay.\n\n“It is cold out here,” said the 32-year-old.", "It is cold out here", ""},
		{"the elder", "Karl Lund runs the ferry. Ida Lund, his wife, and Karl Lund Jr. sail it. Lund later wrote that the boat “should be sold.”", "should be sold", "Karl Lund"},
		{"the junior", "Karl Lund Jr. runs the ferry. “The boat is sound,” Lund said.", "The boat is sound", "Karl Lund Jr."},
		{"whom a looker-on hears", "After the storm, Jonas Lund saw a woman crying and murmuring “You saved my boat.”", "You saved my boat", ""},
		{"another's remark", "Ida Lund repeated her claim that the film was a joke, meant as an answer to Karl Moe's remark last summer that her boat had “holes in its hull, holes all over.”", "holes in its hull", ""},
		{"what she thinks of a remark", "Ida Lund said on Monday that Karl Moe's claim that the boat leaks is “simply not true.”", "simply not true", "Ida Lund"},
		{"a call from another", "Mayor Jonas Lund has vowed to build the bridge despite calls for him to “pause for thought” from Karl Moe.", "pause for thought", ""},
		{"her answer", "Mayor Jonas Lund wrote: “Waste no time with courts, my friend.” Her answer was desperate: “My firm and my accounts are empty.”", "My firm and my accounts", ""},
		{"his own answer", "Mayor Jonas Lund was asked again. His answer was short: “My firm and my accounts are empty,” he said.", "My firm and my accounts", "Jonas Lund"},
		{"a heading of quoted words", "“The price is too high,” Karl Moe said.\n\n‘There is one place for this boat’\n\nOn Monday, Captain Jonas Lund said the ferry would stay.\n\n“There is one place for this boat, and it is the bottom of the sea,” he said.", "There is one place for this boat", "Jonas Lund"},
		{"a quotation of two paragraphs", "The office is yet to open, according to the Ministry of Ferries.\n\n“It is beyond doubt that the river will suffer from the works.\n\n“The mud still holds most of it,” said Jonas Lund, a chief.", "It is beyond doubt", "Jonas Lund"},
		{"a forgotten mark", "Karl Moe was angry. “It is ridiculous,” Moe said.\n\n\"It is a disgrace, Halvik Police Chief Jonas Lund said. \"The crowd turned on us last night.\"", "The crowd turned on us", "Jonas Lund"},
		{"a body and where it is", "Jonas Lund is the head of the Harbour Dialogue Group in Turkey, which says on its site that it aims to “protect the rights of dockers.”", "protect the rights", "Harbour Dialogue Group"},
		{"where he works", "“The sea is shallow there,” Erik van Holm, a physical scientist at the University of Halvik in Sydney told the Herald.", "The sea is shallow", "Erik van Holm"},
		{"who says it, not who reports it", "“I want nobody's job to go,” Jonas Lund said on Friday in the old theatre of Halvik, according to the Halvik Herald.", "nobody's job", "Jonas Lund"},
		{"a department of two fields", "In a statement, the Department of Trade and Industry said the new policy meant there would be a “sharp fall in the number of boats”.", "sharp fall", "Department of Trade and Industry"},
		{"two departments", "The Department of Harbour Safety said it has dropped the rule. Later the Justice Department said “the rule stands for now” in Halvik.", "the rule stands", "Justice Department"},
		{"an authority of two fields", "The Competition and Markets Authority said the deal was “off the table for good”.", "off the table", "Competition and Markets Authority"},
		{"a study that others paid for", "A study, which was paid for by Harbour Council, Halvik Council and Quay Enterprise, found that the ferry could cover its costs.", "could cover its costs", "a study"},
		{"who is warned", "In the town 800 parents were warned they would receive a notice unless the children came.", "would receive a notice", "unclear"},
		{"say experts", "The Halvik Sea is shallow, making it easier to find the boat, say divers, but the wind drives it far away.", "making it easier", "divers"},
		{"no reef", "Deputy Mayor Ida Lund met the ambassador. The Whitsun Reef lies far out. She also cited a ruling that the reef is free.", "the reef is free", "Ida Lund"},
		{"the other campaign", "Ida Lund's campaign was late.\n\nThe Moe campaign said “the ferry is ours”.", "the ferry is ours", "the Moe campaign"},
		{"no shadow", "The shadow chancellor said the plan was “dross from start to end”. Later the chancellor said “the plan is sound and fair”.", "the plan is sound", "the chancellor"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := Read(c.text, Options{Language: "en"})
			if got := r.speakerOf(c.words); c.want == "" && r.isSureOf(c.words) || c.want != "" && got != c.want {
				t.Errorf("the speaker of %q is %q, want %q", c.words, got, c.want)
			}
		})
	}
}

// isSureOf reports whether a quotation that has the words has a speaker who counts as sure.
func (r *Reading) isSureOf(words string) bool {
	for _, q := range r.Quotations {
		if q.Attribution >= 0 && strings.Contains(r.Text[q.Start:q.End], words) && r.Attributions[q.Attribution].Sure {
			return true
		}
	}
	return false
}
