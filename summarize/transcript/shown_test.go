package transcript

import (
	"strings"
	"testing"

	"parley/article"
)

func TestNoQuotationOfWhatThePageDoesNotShow(t *testing.T) {
	t.Parallel()
	const text = "“We will sign the lease in May,” said Ana Brodin. “It is a fair price for the mill,” she said.\n\n“Nobody asked the tenants at all,” said Per Holm."
	gap, line := strings.Index(text, "sign"), strings.LastIndex(text, "“Nobody")
	tr := Read(&article.Article{Text: text, Language: "en", Gaps: []int{gap}, Unseen: []article.Span{{Start: line, End: len(text)}}})
	if len(tr.Quotations) != 1 || tr.Quotations[0].Text != "It is a fair price for the mill," {
		t.Errorf("quotations = %+v", tr.Quotations)
	}
	var carries []bool
	for _, s := range tr.Sentences {
		carries = append(carries, s.Carries())
	}
	if len(carries) != 3 || carries[0] || !carries[1] || carries[2] {
		t.Errorf("sentences carry %v", carries)
	}
	if s := tr.Sources[0]; !s.Hides(s.Reading.Attributions[0]) || s.Hides(s.Reading.Attributions[1]) {
		t.Errorf("hidden: %+v", s.Reading.Attributions)
	}
}

func TestScriptsWithoutSpaces(t *testing.T) {
	t.Parallel()
	for text, language := range map[string]string{
		"市長は「水車は誰にも売らないと決めた」と述べた。":                       "ja",
		"市长说：“我们决定不把磨坊卖给任何人。”":                           "zh",
		"นายกกล่าวว่า “เราจะไม่ขายโรงสีให้ใคร” เมื่อวาน": "th",
	} {
		tr := Read(&article.Article{Text: text, Language: language})
		if len(tr.Quotations) != 1 || tr.SpeakerOf(1) != nil {
			t.Errorf("%s: %+v", text, tr.Quotations)
		}
		if tr.Sources[0].Notice() == "" {
			t.Errorf("%s: nothing says that the language is not read", text)
		}
	}
	if tr := Read(&article.Article{Text: "The mill shut in May. Ana Brodin said that it was late."}); tr.Sources[0].Notice() != "" {
		t.Error("English is read")
	}
}
