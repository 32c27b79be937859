package playground

import (
	"errors"
	"strings"
	"testing"
)

// A stage is a server with two people, and a channel that only one of them sees.
type stage struct {
	*testing.T
	s               *Server
	channel, hidden string
	ada, bob        User
}

func newStage(t *testing.T) *stage {
	s, channel := started(t, Options{})
	st := &stage{T: t, s: s, channel: channel, hidden: s.AddChannel("hidden"), ada: s.AddUser("Ada", false), bob: s.AddUser("Bob", true)}
	s.Overwrite(st.hidden, GuildID, 0, PermissionView)
	s.Overwrite(st.hidden, st.bob.ID, PermissionView, 0)
	return st
}

// code is Discord's code of a refusal, -1 where nothing was refused.
func code(err error) int {
	var refusal *Refusal
	if !errors.As(err, &refusal) {
		return -1
	}
	return refusal.Code
}

func TestWhatPeopleMayNotDoIsRefused(t *testing.T) {
	t.Parallel()
	st := newStage(t)
	s, ada, bob := st.s, st.s.As(st.ada.ID, ""), st.s.As(st.bob.ID, "")
	rules := s.AddChannel("rules")
	s.Overwrite(rules, GuildID, 0, PermissionSend|PermissionReact|PermissionStartThreads|PermissionAttach)
	mine, theirs := s.Post(st.channel, st.ada, "mine"), s.Post(st.channel, st.bob, "theirs")
	rule := s.Post(rules, st.bob, "be kind")
	post := func(a Actor, d Draft) func() error {
		return func() error { _, err := a.Post(d); return err }
	}
	for name, row := range map[string]struct {
		act  func() error
		want int
	}{
		"writing":                            {post(ada, Draft{Channel: st.channel, Content: "hello"}), -1},
		"writing where one sees nothing":     {post(ada, Draft{Channel: st.hidden, Content: "hello"}), 50001},
		"writing where one was let in":       {post(bob, Draft{Channel: st.hidden, Content: "hello"}), -1},
		"writing where one only reads":       {post(ada, Draft{Channel: rules, Content: "hello"}), 50013},
		"writing in no channel":              {post(ada, Draft{Channel: "5", Content: "hello"}), 10003},
		"writing as nobody":                  {post(s.As("5", ""), Draft{Channel: st.channel, Content: "hello"}), 10013},
		"writing nothing":                    {post(ada, Draft{Channel: st.channel, Content: " "}), 50006},
		"writing 2001 characters":            {post(ada, Draft{Channel: st.channel, Content: strings.Repeat("x", 2001)}), 50035},
		"a file alone":                       {post(ada, Draft{Channel: st.channel, Files: []Attachment{{Name: "a.txt", Data: []byte("x")}}}), -1},
		"a file without a name":              {post(ada, Draft{Channel: st.channel, Files: []Attachment{{Data: []byte("x")}}}), 50035},
		"a file too large":                   {post(ada, Draft{Channel: st.channel, Files: []Attachment{{Name: "a", Data: make([]byte, maxFile+1)}}}), 50035},
		"eleven files":                       {post(ada, Draft{Channel: st.channel, Files: make([]Attachment, 11)}), 50035},
		"a reply":                            {post(ada, Draft{Channel: st.channel, Content: "x", ReplyTo: theirs.ID}), -1},
		"a reply to another channel":         {post(ada, Draft{Channel: st.channel, Content: "x", ReplyTo: rule.ID}), 50035},
		"editing one's own":                  {func() error { return ada.Edit(mine.ID, "edited") }, -1},
		"editing another's":                  {func() error { return bob.Edit(mine.ID, "edited") }, 50005},
		"editing to nothing":                 {func() error { return ada.Edit(mine.ID, "") }, 50006},
		"deleting another's":                 {func() error { return ada.Delete(theirs.ID) }, 50013},
		"reacting":                           {func() error { return ada.React(mine.ID, "👀", true) }, -1},
		"reacting where one may not":         {func() error { return ada.React(rule.ID, "👀", true) }, 50013},
		"reacting to nothing":                {func() error { return ada.React("5", "👀", true) }, 10008},
		"reacting with nothing":              {func() error { return ada.React(mine.ID, "", true) }, 10014},
		"a thread":                           {func() error { _, err := ada.StartThread(st.channel, mine.ID, "more"); return err }, -1},
		"a thread where one may not":         {func() error { _, err := ada.StartThread(rules, "", "more"); return err }, 50013},
		"a thread without a name":            {func() error { _, err := ada.StartThread(st.channel, "", ""); return err }, 50035},
		"a thread in direct messages":        {func() error { _, err := ada.StartThread(ada.OpenDM(), "", "x"); return err }, 50024},
		"pinning":                            {func() error { return bob.Pin(theirs.ID, true) }, -1},
		"pinning where one may not":          {func() error { return ada.Pin(mine.ID, true) }, 50013},
		"pinning nothing":                    {func() error { return bob.Pin("5", true) }, 10008},
		"typing":                             {func() error { return ada.Typing(st.channel) }, -1},
		"typing where one only reads":        {func() error { return ada.Typing(rules) }, 50013},
		"writing in another's conversation":  {post(bob, Draft{Channel: ada.OpenDM(), Content: "x"}), 50001},
		"a nick of 33 characters":            {func() error { return s.SetNick(GuildID, st.ada.ID, strings.Repeat("x", 33)) }, 50035},
		"a picture that is none":             {func() error { return s.SetAvatar(st.ada.ID, Attachment{Name: "a.png", Data: []byte("<svg>")}) }, 50035},
		"a name of nothing":                  {func() error { return s.Rename(st.channel, " ") }, 50035},
		"a name for what there is not":       {func() error { return s.Rename("5", "x") }, 0},
		"deleting a channel that is not one": {func() error { return s.DeleteChannel("5") }, 10003},
	} {
		if err := row.act(); code(err) != row.want {
			t.Errorf("%s: %v; want code %d", name, err, row.want)
		}
	}
	if err := bob.Delete(mine.ID); err != nil {
		t.Errorf("a moderator deletes another's message: %v", err)
	}
}
