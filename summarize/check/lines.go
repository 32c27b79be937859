package check

// A Line is one of a draft that no hard rule dropped, for those who look at how a brief is made.
type Line struct {
	What   string   `json:"what"` // which one it is
	Text   string   `json:"text"`
	By     string   `json:"by"` // whose position; "" for one of the gist
	Doubts []string `json:"doubts"`
	Gone   bool     `json:"gone"` // the second reading, or a doubt where there is none, dropped it
}

// Lines are the lines as they stand now, in the order of the draft.
func (p *Proof) Lines() []Line {
	var all []Line
	for _, l := range p.lines {
		all = append(all, Line{What: l.what, Text: l.Text, By: l.By, Doubts: l.doubts, Gone: l.gone})
	}
	for _, d := range p.disputes {
		_, _, text := d.row()
		all = append(all, Line{What: d.what, Text: text, Doubts: d.doubts, Gone: d.gone})
	}
	return all
}
