package check

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/corpora"
)

// The handed cases: each is an article with a true draft, of which the program of then lost or changed lines. Their texts may
// not stand here.
func TestHandedCases(t *testing.T) {
	t.Parallel()
	folder := corpora.Path(t, "cases", "checks")
	for name, check := range map[string]func(*testing.T, Draft, *Proof, *Brief){
		"01-surname":                 keepsNamesake,
		"01b-surname":                keepsNamesake,
		"02-affiliation":             losesNoLineToAnotherParty,
		"03-acronym":                 keepsEveryLine,
		"05-paraphrase-of-quotation": isDoubtedByQuotationsAtMost,
		"06-negation":                keepsAllButGuarantees,
		"07-group":                   keepsEveryLine,
		"09-mend":                    keepsSpeakersOfQuotations,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(filepath.Join(folder, name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(filepath.Join(folder, name+".draft.json"))
			if err != nil {
				t.Fatal(err)
			}
			var draft Draft
			if err := json.Unmarshal(data, &draft); err != nil {
				t.Fatal(err)
			}
			proof := ByRules(transcriptOf(string(text)), draft)
			brief := proof.Brief(Author{})
			check(t, draft, proof, brief)
			if t.Failed() {
				t.Logf("the brief has:\n%s", strings.Join(lines(brief), "\n"))
			}
		})
	}
}

func keepsEveryLine(t *testing.T, draft Draft, _ *Proof, brief *Brief) {
	for _, claim := range draft.Gist {
		if !slices.ContainsFunc(brief.Gist, func(c Claim) bool { return c.Text == claim.Text }) {
			t.Errorf("the brief lacks the line %q", claim.Text)
		}
	}
	for _, party := range draft.Parties {
		for _, claim := range party.Positions {
			if len(positionsOf(brief, claim.Text)) == 0 {
				t.Errorf("the brief lacks the position %q", claim.Text)
			}
		}
	}
}

// keepsAllButGuarantees lets one line fall: that a deal which guarantees against something will not do it takes more than words to see.
func keepsAllButGuarantees(t *testing.T, draft Draft, proof *Proof, brief *Brief) {
	draft.Gist = slices.DeleteFunc(slices.Clone(draft.Gist), func(c DraftClaim) bool { return strings.Contains(c.Text, "guarantee") })
	keepsEveryLine(t, draft, proof, brief)
}

func positionsOf(brief *Brief, text string) []Position {
	var found []Position
	for _, party := range brief.Parties {
		for _, position := range party.Positions {
			if position.Text == text {
				found = append(found, position)
			}
		}
	}
	return found
}

func keepsNamesake(t *testing.T, draft Draft, proof *Proof, brief *Brief) {
	keepsEveryLine(t, draft, proof, brief)
	for _, party := range draft.Parties {
		for _, claim := range party.Positions {
			for _, position := range positionsOf(brief, claim.Text) {
				if position.Speaker != claim.By {
					t.Errorf("%q is by %q, want %q", claim.Text, position.Speaker, claim.By)
				}
			}
		}
	}
	keepsSpeakersOfQuotations(t, draft, proof, brief)
}

func losesNoLineToAnotherParty(t *testing.T, draft Draft, proof *Proof, brief *Brief) {
	keepsEveryLine(t, draft, proof, brief)
	for _, d := range brief.Checks.Dropped {
		if strings.Contains(d.Why, "party") {
			t.Errorf("%s fell: %s", d.What, d.Why)
		}
	}
}

func isDoubtedByQuotationsAtMost(t *testing.T, draft Draft, proof *Proof, _ *Brief) {
	want := 0
	for _, party := range draft.Parties {
		want += len(party.Positions)
	}
	if len(proof.lines) != want {
		t.Errorf("%d lines did not fall, want %d", len(proof.lines), want)
	}
	for _, l := range proof.lines {
		for _, doubt := range l.doubts {
			if !strings.Contains(doubt, "quotation") {
				t.Errorf("%q is doubted: %s", l.Text, doubt)
			}
		}
	}
}

func keepsSpeakersOfQuotations(t *testing.T, draft Draft, _ *Proof, brief *Brief) {
	for _, party := range draft.Parties {
		for _, q := range party.Quotes {
			at := slices.IndexFunc(brief.Quotes, func(own Quote) bool { return own.ID == q.Quotation })
			if at >= 0 && brief.Quotes[at].Speaker != "" && brief.Quotes[at].Speaker != q.By {
				t.Errorf("quotation %d is by %q, want %q or nobody", q.Quotation, brief.Quotes[at].Speaker, q.By)
			}
		}
	}
}
