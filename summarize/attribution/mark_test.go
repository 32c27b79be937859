package attribution

import (
	"strings"
	"testing"
)

func TestFormsOfQuotations(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		",,We will not sell the mill,'' said Ana Brodin.":                          "We will not sell the mill,|Ana Brodin",
		"It rained.\n\n,,We will not sell the mill,'' said Ana Brodin.":            "We will not sell the mill,|Ana Brodin",
		"´´We will not sell the mill,´´ said Ana Brodin.":                          "We will not sell the mill,|Ana Brodin",
		"``We will not sell the mill,´´ said Ana Brodin.":                          "We will not sell the mill,|Ana Brodin",
		"<<We will not sell the mill,>> said Ana Brodin.":                          "We will not sell the mill,|Ana Brodin",
		"<‹We will not sell the mill,›> said Ana Brodin.":                          "We will not sell the mill,|Ana Brodin",
		"＂We will not sell the mill,＂ said Ana Brodin.":                            "We will not sell the mill,|Ana Brodin",
		"\"We will keep the “Mill Bill,” which is ours,\" said Ana Brodin.":        "We will keep the “Mill Bill,” which is ours,|Ana Brodin",
		"Ana Brodin said: \"We will stay.\n\nWe will not go.\" It rained.":         "We will stay.|Ana Brodin We will not go.|Ana Brodin",
		"Ana Brodin said: “We will stay.\n\nIt rained. “The mill shut,” she said.": "We will stay.|Ana Brodin The mill shut,|Ana Brodin",
		"It is so in the code: x << 2, y >> 3, 1,,2 and a<b>c.":                    "",
	} {
		r := Read(in, Options{Language: "en"})
		var got []string
		for _, q := range r.Quotations {
			if q.Attribution >= 0 {
				got = append(got, r.Text[q.Start:q.End]+"|"+r.Speaker(q.Attribution))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s = %q, want %q", in, got, want)
		}
	}
}

func TestSpeechBehindADashWithinAParagraph(t *testing.T) {
	t.Parallel()
	r := Read("Radni spotkali się w środę z mieszkańcami. – Nie sprzedamy młyna nikomu z zewnątrz – powiedziała Anna Brodzka, prezes spółki. – Będziemy czekać.", Options{Language: "pl"})
	var got []string
	for _, q := range r.Quotations {
		got = append(got, r.Text[q.Start:q.End]+"|"+r.Speaker(max(q.Attribution, 0)))
	}
	if want := "Nie sprzedamy młyna nikomu z zewnątrz|Anna Brodzka Będziemy czekać.|Anna Brodzka"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNamesOfFirms(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Brodin's Boats & Tackle said the shop would close.": "Brodin's Boats & Tackle",
		"Tull & Hask said the shop would close.":             "Tull & Hask",
	} {
		if r := Read(in, Options{Language: "en"}); len(r.Attributions) == 0 || r.Speaker(0) != want {
			t.Errorf("%s: %+v, want %s", in, r.Attributions, want)
		}
	}
}

func TestTheyAreSureOnlyOfOneGroup(t *testing.T) {
	t.Parallel()
	r := Read("The farmers met the fishermen and the officials on Monday. They said the bridge was unsafe.", Options{Language: "en"})
	for _, a := range r.Attributions {
		if a.Sure {
			t.Errorf("%+v is sure", a)
		}
	}
}
