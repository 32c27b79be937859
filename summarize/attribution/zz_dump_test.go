package attribution

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"
)

func TestZDump(t *testing.T) {
	in := os.Getenv("ZIN")
	if in == "" {
		t.Skip()
	}
	f, _ := os.Open(in)
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var d struct{ ID, Text string }
		json.Unmarshal(sc.Bytes(), &d)
		lex := vocabulary().Choose(d.Text, "")
		if lex == nil || lex.Code == "en" {
			continue
		}
		s := newScan(d.Text, lex, nil)
		s.trimQuotations()
		s.tagByRules()
		s.dialogue()
		s.mentions = s.phrasesByRules()
		s.indexMentions()
		s.foldCases()
		s.resolveNames()
		s.cuesByRules()
		s.resolveByRules()
		s.chooseByRules()
		dump := func(kind, text string, c *cueing, q int) {
			x := &s.mentions[c.source]
			if x.entity < 0 {
				return
			}
			b, _ := json.Marshal(map[string]any{"id": d.ID, "kind": kind, "text": text, "rule": fmt.Sprint(zrule(s, c, q)), "name": s.entityName(x.entity), "sure": s.chanceByRules(c, kind == "q") >= minSureRules})
			fmt.Println("ZZ", string(b))
		}
		for q, ch := range s.choices {
			if ch.kind == byCue {
				dump("q", d.Text[s.quotations[q].Start:s.quotations[q].End], &s.cues[ch.cue], q)
			}
		}
		for i := range s.cues {
			if c := &s.cues[i]; c.states {
				from, to := s.content(c)
				sp := s.span(from, to)
				dump("s", d.Text[sp.Start:sp.End], c, -1)
			}
		}
	}
}

func zrule(s *scan, c *cueing, q int) string {
	x := &s.mentions[c.source]
	e := &s.entities[x.entity]
	k := ""
	switch {
	case x.kind == pronoun:
		k = fmt.Sprintf("pron%v", x.lead > 0)
	case x.kind == nominal:
		h := &s.tokens[x.head]
		switch {
		case e.mentionKind(s) == named:
			k = "nom-named"
		case h.in(title | groupNoun | speaker | bodyNoun):
			k = "nom-speaker"
		default:
			k = "nom-other"
		}
	default:
		y := &s.mentions[e.mention]
		switch {
		case e.role >= 0 || x.name > x.from && s.hasTitle(x):
			k = "name-role"
		case e.gender != 0:
			k = "name-gender"
		case y.head > y.name:
			k = "name-full"
		default:
			k = "name-single"
		}
	}
	cont := ""
	if q >= 0 {
		f, _ := s.quoteTokens(q)
		if s.tokens[f].sent != s.tokens[c.head].sent {
			cont = "+othersent"
		}
	}
	return fmt.Sprintf("%s %s%s", []string{"before", "far", "behind", "farbehind", "colon", "noun", "unknown", "elsewhere"}[s.foundBy(c)], k, cont)
}
