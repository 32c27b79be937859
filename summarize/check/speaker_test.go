package check

import (
	"testing"
)

func TestNamesKnownSpeaker(t *testing.T) {
	t.Parallel()
	checkRule(t, strait, namesKnownSpeaker, map[string]ruleRow{
		"a person":                        {[]int{anna}, "Anna Berg", "x", "stands"},
		"a person by the last name":       {[]int{anna}, "Berg", "x", "stands"},
		"a body by another name":          {[]int{gift}, "the White House", "x", "stands"},
		"a group as the article calls it": {[]int{owners}, "Ship owners", "x", "stands"},
		"a group by a part of its name":   {[]int{owners}, "Owners", "x", "stands"},
		"a group by other words":          {[]int{owners}, "shipping magnates", "x", "doubted: names a speaker who is not in the articles"},
		"nobody":                          {[]int{anna}, "Olav Brekke", "x", "falls: names a speaker who is not in the articles (‘Olav Brekke’ is in no sentence; name the speaker as the articles do)"},
		"no speaker at all":               {[]int{anna}, "", "x", "falls: names a speaker who is not in the articles"},
		"a name that acts":                {[]int{anna}, "Berg@everyone", "x", "falls: names a speaker who is not in the articles"},
	})
}
func TestSpeaksForItself(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, speaksForItself, map[string]ruleRow{
		"the speaker":                             {[]int{mayorSaid}, "Runa Feld", "x", "stands"},
		"by the last name":                        {[]int{mayorSaid}, "Feld", "x", "stands"},
		"somebody else who is heard":              {[]int{mayorSaid}, "Tor Lindgaard", "x", "doubted: is somebody else's position"},
		"nobody of the article":                   {[]int{mayorSaid}, "Olav Brekke", "x", "doubted: is somebody else's position"},
		"mentioned where nobody is heard":         {[]int{council}, "Osterby", "x", "stands"},
		"mentioned before, where nobody is heard": {[]int{behindOrder}, "Tor Lindgaard", "x", "stands"},
		"unmentioned where nobody is heard":       {[]int{council}, "Tor Lindgaard", "x", "doubted: is somebody else's position"},
	})
}
func TestSpeaksForItselfOfGroupsAndNamesakes(t *testing.T) {
	t.Parallel()
	checkRule(t, strait, speaksForItself, map[string]ruleRow{
		"a group":                                 {[]int{owners}, "Ship owners", "x", "stands"},
		"a body for its people":                   {[]int{senators}, "Democrats", "x", "stands"},
		"a namesake of who speaks":                {[]int{anna}, "Karl Berg", "x", "doubted: is somebody else's position"},
		"whose words nobody is told to have said": {[]int{nobodyQuoted}, "Mads Thorne", "x", "stands"},
	})
}

func TestUnnamedSpeakerIsNobodyNamedNearby(t *testing.T) {
	t.Parallel()
	const met = "Karl Roe, who leads the Harbour Board, met the council on Monday. "
	for name, row := range map[string]struct{ said, by, want string }{
		"one of many":                  {"“The ferry is unsafe and rotten to the core,” a dock worker said.", "Karl Roe", otherSpeaker},
		"many":                         {"“The ferry is unsafe and rotten to the core,” critics said.", "Karl Roe", otherSpeaker},
		"the writer names them, too":   {"“The ferry is unsafe and rotten to the core,” critics said.", "critics", ""},
		"the one of whom is told":      {"“The ferry is safe and sound to the core,” the director said.", "Karl Roe", ""},
		"a body, for which one speaks": {"“The ferry is safe and sound to the core,” a spokesman said.", "the Harbour Board", ""},
	} {
		proof := &Proof{transcript: transcriptOf(met + row.said)}
		if _, against := proof.firstVote(DraftQuote{Quotation: 1, By: row.by}); against != row.want {
			t.Errorf("%s: against %s speaks %q, want %q", name, row.by, against, row.want)
		}
	}
	checkRule(t, met+"Critics said the ferry is unsafe. Rivals, including Karl Roe, said the quay is dear.", speaksForItself, map[string]ruleRow{
		"many who are not he":    {[]int{2}, "Karl Roe", "x", "doubted: is somebody else's position"},
		"many of whom he is one": {[]int{3}, "Karl Roe", "x", "stands"},
	})
}
