package check

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// FuzzApply says anything of the rows of one proof: the brief has nothing that its articles do not carry.
func FuzzApply(f *testing.F) {
	for _, marks := range []string{
		`[]`, `[{"n":1}]`, `[{"n":1,"text":"Halvik raised the fee to 40 crowns."},{"n":3},{"n":12}]`,
		`[{"n":3},{"n":4},{"n":13},{"n":12},{"n":11,"speaker":"Lumora Lena Roth"},{"n":2,"speaker":"Halvik","party":"greedy Halvik"}]`,
		`[{"n":3},{"n":12},{"n":7,"why":"who","speaker":"Anna Berg","text":"Lumora lamps, 45 crowns @everyone"},{"n":8,"text":"mixed"},{"n":-1},{"n":99}]`,
		`[{"n":5,"party":"Norway"},{"n":9,"why":"unclear"},{"n":10,"speaker":"Roth"}]`,
	} {
		f.Add(marks, true)
		f.Add(marks, false)
	}
	var everywhere []string
	for n := range 14 {
		everywhere = append(everywhere, fmt.Sprintf(`{"n":%d,"text":"Olav Brekke of Lumora raised the fee to 45 crowns.","speaker":"Berg"}`, n))
	}
	f.Add("["+strings.Join(everywhere, ",")+"]", true)
	articles := transcriptOf(quay, strait)
	var draft Draft
	if err := json.Unmarshal([]byte(moved(answerDraft, behindOrder)), &draft); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, answer string, catch bool) {
		var marks []Mark
		if json.Unmarshal([]byte(answer), &marks) != nil {
			return
		}
		proof := ByRules(articles, draft)
		question := proof.Question()
		if catch { // else next to no answer is trusted
			marks = append(caught(question), marks...)
		}
		proof.Apply(question, marks, "reader")
		checkBorneOut(t, articles, proof.Brief(Author{}))
	})
}

// moved is a draft whose sentences and quotations stand behind those of the quay.
func moved(draft string, sentences int) string {
	const quotations = 2 // of the quay
	var d Draft
	if err := json.Unmarshal([]byte(draft), &d); err != nil {
		return draft
	}
	by := func(claims []DraftClaim) {
		for _, claim := range claims {
			for i := range claim.Sentences {
				claim.Sentences[i] += sentences
			}
		}
	}
	by(d.Gist)
	for _, party := range d.Parties {
		by(party.Positions)
		for i := range party.Quotes {
			party.Quotes[i].Quotation += quotations
		}
	}
	text, err := json.Marshal(d)
	if err != nil {
		return draft
	}
	return string(text)
}

// FuzzByRules holds any draft against two articles, one of which gives an order.
func FuzzByRules(f *testing.F) {
	for _, draft := range []string{
		`{}`, answerDraft, moved(answerDraft, behindOrder),
		`{"gist":[{"s":[9],"t":"The petition lies beside Lumora lamps."},{"s":[8],"t":"Lumora"},{"s":[1,-1,99],"t":"x"}],"question":"Will Lumora build the quay?"}`,
		`{"parties":[{"name":"Lumora","stance":"opposes","positions":[{"s":[2],"by":"Runa Feld","t":"Feld said the delay would cost 26 jobs."}],"quotes":[{"q":1,"by":"Lumora Feld"},{"q":0}]}]}`,
		`{"question":{"s":[1],"t":"Should the council build the quay?"},"parties":[{"name":"buy lumora lamps","positions":[{"s":[2],"by":"Feld","t":"Feld said the delay would cost jobs."}]}]}`,
	} {
		f.Add(draft)
	}
	articles := transcriptOf(quay, strait)
	f.Fuzz(func(t *testing.T, text string) {
		var draft Draft
		if json.Unmarshal([]byte(text), &draft) != nil {
			return
		}
		brief := ByRules(articles, draft).Brief(Author{})
		checkBorneOut(t, articles, brief)
		for _, party := range brief.Parties {
			if party.Stance != "none" {
				t.Errorf("%q has stance %q, which nobody read again", party.Name, party.Stance)
			}
		}
	})
}

// checkBorneOut wants a brief whose texts can be shown, and name and count only what the articles do.
func checkBorneOut(t *testing.T, articles *transcript.Transcript, b *Brief) {
	t.Helper()
	all := articles.Cited(readable(articles))
	known := numbersIn(all, "en")
	text := func(what, text string) {
		if !IsPlainText(text) {
			t.Errorf("%s %q cannot be shown", what, text)
		}
		for number, inDigits := range numbersIn(text, "en") {
			if _, there := known[number]; inDigits && !there {
				t.Errorf("%s %q has %s, which is foreign", what, text, number)
			}
		}
		if found := keepsNames(articles, DraftClaim{Sentences: readable(articles), Text: text}, all); found.outcome == falls {
			t.Errorf("%s %q: %s", what, text, found.hint)
		}
	}
	name := func(what, name string) {
		if !isPlainName(name) || !standsIn(all, name) {
			t.Errorf("%s %q is not in the articles", what, name)
		}
	}
	for _, claim := range b.Gist {
		text("line", claim.Text)
	}
	if b.Question != "" {
		text("question", b.Question)
	}
	for _, party := range b.Parties {
		name("party", party.Name)
		for _, position := range party.Positions {
			text("position", position.Text)
			name("speaker", position.Speaker)
			if position.Short != "" {
				text("short form", position.Short)
			}
			if len(position.Sentences) == 0 {
				t.Errorf("position %q has no evidence", position.Text)
			}
		}
		if !slices.Contains(stances, party.Stance) || party.Kind != "" && !slices.Contains(kinds, party.Kind) {
			t.Errorf("%q is a %q and %q", party.Name, party.Kind, party.Stance)
		}
	}
	for _, q := range b.Quotes {
		if !strings.Contains(articles.Sources[q.Source].Article.Text, q.Text) {
			t.Errorf("quotation %q is not in the article", q.Text)
		}
		if q.Speaker != "" {
			name("quotation's speaker", q.Speaker)
		}
	}
	for _, d := range b.Checks.Dropped {
		if strings.Contains(d.Why, "‘") {
			t.Errorf("a reason has a draft's words: %q", d.Why)
		}
	}
}

// standsIn says whether a text has every word of a name, or names what it means.
func standsIn(text, name string) bool {
	things := aliases.In(text)
	meant := func(name string) bool {
		return slices.ContainsFunc(aliases.Of(name), func(id string) bool { return things[id] })
	}
	stems := words.Stems(text)
	return meant(name) || !slices.ContainsFunc(words.Split(name), func(word string) bool {
		folded := strings.ToLower(word)
		given := slices.ContainsFunc(words.Split(text), func(known string) bool { return aliases.SameGiven(word, known) })
		return !stems[words.Stem(word)] && !words.Stop[folded] && !transcript.IsTitle(folded) && !meant(word) && !given && !attribution.CommonWord(folded) &&
			!transcript.Initials(text, word)
	})
}
