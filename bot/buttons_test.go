package bot

import (
	"strings"
	"testing"

	"parley/playground"
)

func TestTheDeleteButtonIsForTheAskerAndModerators(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	bob, mod := w.discord.AddUser("Bob", false), w.discord.AddUser("Mod", true)
	for _, user := range []playground.User{w.ada, mod} {
		m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
		answer := w.answer(m, says("cheque"))
		more, remove := "more:"+m.ID+":0:"+w.ada.ID, "delete:"+w.ada.ID+":"+answer.ID
		if got := w.press(bob, answer.ID, more); !got.Ephemeral || strings.Contains(got.Answer.Text(), "Delete") || !strings.Contains(got.Answer.Text(), "How this card was made") {
			t.Errorf("More for Bob = %+v; want it without Delete", got)
		}
		w.refusedAs("a button that is not there", w.discord.Click(bob, answer.ID, remove), foreign)
		opened := w.press(user, answer.ID, more)
		if got := w.press(user, opened.Answer.ID, remove); !strings.Contains(got.Answer.Text(), "Deleted.") {
			t.Errorf("Delete = %s", got.Answer.Text())
		}
		if m, _ := w.discord.Message(answer.ID); !m.Deleted {
			t.Error("the card still stands")
		}
	}
	w.nothingRefused()
}

func TestWhatIsBehindTheButtonsIsForWhoAsks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/fleet")
	answer := w.answer(m, says("Quotes (10)"))
	quotes := w.press(w.ada, answer.ID, "quotes:"+m.ID+":0:0")
	for _, opened := range []struct {
		what string
		got  playground.Interaction
		want string
	}{
		{"Quotes", quotes, "Quotes 1 to 5 of 10"},
		{"Next 5", w.press(w.ada, quotes.Answer.ID, "quotes:"+m.ID+":0:5"), "Quotes 6 to 10 of 10"},
		{"Previous 5", w.press(w.ada, quotes.Answer.ID, "quotes:"+m.ID+":0:0"), "Quotes 1 to 5 of 10"},
	} {
		if !opened.got.Ephemeral || !strings.Contains(opened.got.Answer.Text(), opened.want) {
			t.Errorf("%s = %+v %s; want %q for who asks alone", opened.what, opened.got, opened.got.Answer.Text(), opened.want)
		}
	}
	again := w.press(w.ada, answer.ID, "quotes:"+m.ID+":0:0")
	context := w.press(w.ada, again.Answer.ID, "context:"+m.ID+":0", "0")
	if context.Callback != 7 || !strings.Contains(context.Answer.Text(), "**“We will not sign a cheque that nobody has read,”** said Mayor") {
		t.Errorf("In context = %s; want the paragraph with the words in bold", context.Answer.Text())
	}
	if after := w.press(w.ada, context.Answer.ID, "context:"+m.ID+":0:1"); !strings.Contains(after.Answer.Text(), "spreadsheet") {
		t.Errorf("After = %s", after.Answer.Text())
	}
	if back := w.press(w.ada, context.Answer.ID, "quotes:"+m.ID+":0:0"); back.Callback != 7 || !strings.Contains(back.Answer.Text(), "Quotes 1 to 5 of 10") {
		t.Errorf("Back = %s", back.Answer.Text())
	}
	side := w.press(w.ada, answer.ID, "sides:"+m.ID+":0")
	if other := w.press(w.ada, side.Answer.ID, "party:"+m.ID+":0", "1"); other.Answer.Text() == side.Answer.Text() || other.Callback != 7 {
		t.Errorf("another side = %s; want it in place of the first", other.Answer.Text())
	}
	more := w.press(w.ada, answer.ID, "more:"+m.ID+":0:"+w.ada.ID)
	behind := w.behind(m.ID, answer)
	if got := w.press(w.ada, more.Answer.ID, "sources:"+behind); !strings.Contains(got.Answer.Text(), "words") {
		t.Errorf("Sources = %s", got.Answer.Text())
	}
	if back := w.press(w.ada, more.Answer.ID, "how:"+behind); back.Callback != 7 || !strings.Contains(back.Answer.Text(), "How this card was made") || !strings.Contains(back.Answer.Text(), "Delete") {
		t.Errorf("Back = %s; want it in place of the sources, with what it had", back.Answer.Text())
	}
	w.nothingRefused()
}

func TestAMistakeIsReportedWithItsReceipt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
	answer := w.answer(m, says("cheque"))
	more := w.press(w.ada, answer.ID, "more:"+m.ID+":0:"+w.ada.ID)
	asked := w.press(w.ada, more.Answer.ID, "report:"+w.behind(m.ID, answer))
	id := w.discord.Click(w.ada, asked.Answer.ID, "mistake:"+m.ID+":0", "wrong_speaker")
	w.interaction(id, func(i playground.Interaction) bool { return i.Callback == 9 })
	sent := w.discord.Submit(w.ada, id, map[string]any{"words": "Holm said that."})
	got := w.interaction(sent, func(i playground.Interaction) bool { return i.Callback != 0 })
	if !strings.Contains(got.Answer.Text(), "Thank you") {
		t.Errorf("a report = %+v %s", got, got.Answer.Text())
	}
	for _, want := range []string{"kind=wrong_speaker", `words="Holm said that."`, "texts=["} {
		if !strings.Contains(w.log.text(), want) {
			t.Errorf("the log lacks %s:\n%s", want, w.log.text())
		}
	}
	if strings.Contains(w.log.text(), w.ada.ID) {
		t.Error("the log names who reports")
	}
	w.nothingRefused()
}
