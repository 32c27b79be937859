package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/playground/pagetest"
)

// startPlayground runs the command until the test ends, and returns the link that it prints.
func startPlayground(t *testing.T, env map[string]string, args ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	var out, log syncBuffer
	done := make(chan int, 1)
	go func() {
		done <- run(append([]string{"playground", "--listen", "127.0.0.1:0"}, args...), shell{ctx: ctx, stdout: &out, stderr: &log,
			env: func() (map[string]string, error) {
				all := map[string]string{"PARLEY_DRAIN": "2s"}
				for name, value := range env {
					all[name] = value
				}
				return all, nil
			}})
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != exitOK {
			t.Errorf("the playground ended with %d", code)
		}
		if t.Failed() || log.String() != "" {
			t.Log(log.String())
		}
	})
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for range look.C {
		if _, after, found := strings.Cut(out.String(), "http://"); found && strings.Contains(after, "\n") {
			link, _, _ := strings.Cut(after, "\n")
			return "http://" + link
		}
		select {
		case code := <-done:
			done <- code
			t.Fatalf("the playground did not start: %s", log.String())
		default:
		}
	}
	return ""
}

// A visitor does what a newcomer does.
type visitor struct{ *pagetest.Tab }

// TestAFirstVisit does what a newcomer does, on each kind of screen.
func TestAFirstVisit(t *testing.T) {
	t.Parallel()
	pagetest.Chromium(t)
	for _, s := range pagetest.Screens {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			b := visitor{pagetest.Open(t, s, startPlayground(t, nil))}
			b.Sees(".welcome", "Paste a link")
			b.Step("welcome")
			b.readTheSample()
			b.pressEveryButton()
			b.lookBehindIt()
			b.summarize()
			b.readItAgain()
			b.useTheMessageMenu()
			b.makeADigest()
			b.deleteABrief()
		})
	}
}

// TestAGermanIsAnsweredInGerman: what one reader alone sees is in the language of their browser.
func TestAGermanIsAnsweredInGerman(t *testing.T) {
	t.Parallel()
	b := visitor{pagetest.Open(t, pagetest.Screen{Name: "phone-german", Width: 390, Height: 844, Phone: true, Language: "de-AT"}, startPlayground(t, nil))}
	b.Click(".sample button", "Lindenau")
	b.Sees(".container", "Gewerkschaftssprecherin")
	b.Click(".message button.button", "More")
	b.Sees(".message.ephemeral", "Wie diese Karte entstand")
	b.Click(".message.ephemeral button.button", "Quellen")
	b.Sees(".message.ephemeral", "Lindauer Tagblatt")
	b.Click(".message.ephemeral button.button", "Zurück")
	b.Sees(".message.ephemeral", "Wie diese Karte entstand")
	b.openCommand("summarize")
	b.Sees(".command-form", "Wer was gesagt hat")
	b.Step("german")
	b.openCommand("settings")
	b.Click(".command-form button", "Run")
	b.Sees(".message.ephemeral .section", "")
	b.Wait("buttons whose words are whole", `[...document.querySelectorAll(".section > .button")].every(e => e.getBoundingClientRect().height < 50)`)
	b.Step("settings")
}

// TestAPrivateCardIsShownInTheBrowser: who asked privately may let all others see the card, once.
func TestAPrivateCardIsShownInTheBrowser(t *testing.T) {
	t.Parallel()
	b := visitor{pagetest.Open(t, pagetest.Screens[0], startPlayground(t, nil))}
	b.Write("#text", "", "“Nobody asked the sea,” said Oda Wick, who has fished there for thirty years. Wick said that the harbour would not reopen before May, "+
		"whatever the council might promise, and that forty boats would be sold by then for want of a quay.")
	b.Do(pagetest.Enter)
	b.Sees(".message .content", "Nobody asked the sea")
	b.menuOf("Nobody asked the sea")
	b.Click("[role=menuitem]", "Privately")
	b.Sees(".message.ephemeral .components", "Nobody asked the sea")
	b.Click(".message.ephemeral button.button", "Show to all")
	b.Sees(".message:not(.ephemeral) .components", "Nobody asked the sea")
	b.Gone(".message.ephemeral button.button", "Show to all")
	b.Step("shown to all")
}

// readTheSample pastes the first article by its button and logs how long the brief takes to be seen: it should be less than two seconds.
func (b visitor) readTheSample() {
	b.Helper()
	pagetest.Eval[bool](b.Tab, `(() => {
		addEventListener("click", (e) => { if (e.target.closest(".sample")) window.clicked = performance.now(); }, true);
		new MutationObserver(() => { if (document.querySelector(".message .container")) window.took ??= performance.now() - window.clicked; })
			.observe(document.querySelector("#messages"), {childList: true, subtree: true});
		return true;
	})()`)
	b.Click(".sample button", "Brackwater")
	b.Sees(".container", "Brackwater puts off")
	b.Wait("the time it took", "window.took")
	b.Logf("from the click to the brief: %.0f ms", pagetest.Eval[float64](b.Tab, "window.took"))
	b.Step("brief")
}

// pressEveryButton presses the buttons of the newest brief, whatever they are, but those that delete, and chooses in its menus.
func (b visitor) pressEveryButton() {
	b.Helper()
	labels := pagetest.Eval[[]string](b.Tab, `[...document.querySelectorAll(".message button.button")].map(e => e.textContent).filter(t => t !== "Delete")`)
	for _, label := range labels {
		before := pagetest.Eval[int](b.Tab, `document.querySelectorAll(".message.ephemeral").length`)
		b.Click(".message button.button", label)
		b.Wait("an answer to "+label, fmt.Sprintf(`document.querySelectorAll(".message.ephemeral").length > %d`, before))
	}
	entries := b.secondOf("One side at a time")
	for _, entry := range entries {
		b.Choose(".message select.menu", "One side at a time", entry)
		b.Sees(".message.ephemeral .level3", entry) // in place of the side before
	}
	for _, entry := range b.secondOf("In context") {
		b.Choose(".message select.menu", "In context", entry)
		b.Sees(".message.ephemeral strong", strings.TrimSuffix(entry, "…")) // the words of the quotation that was chosen
		b.Click(".message.ephemeral button.button", "Back")
		b.Sees(".message.ephemeral .level3", "Quotes 1 to 5")
		b.Click(".message.ephemeral button.button", "Next")
		b.Click(".message.ephemeral button.button", "Previous 5")
		b.Sees(".message.ephemeral .level3", "Quotes 1 to 5")
	}
	if len(labels)+len(entries) == 0 {
		b.Error("the brief has no button")
	}
	b.Step("buttons")
	for pagetest.Eval[int](b.Tab, `document.querySelectorAll(".message.ephemeral").length`) > 0 {
		before := pagetest.Eval[int](b.Tab, `document.querySelectorAll(".message.ephemeral").length`)
		b.Click(".message.ephemeral button", "Dismiss message")
		b.Wait("a message to go", fmt.Sprintf(`document.querySelectorAll(".message.ephemeral").length < %d`, before))
	}
}

// secondOf is the second entry of a menu, where there is such a menu.
func (b visitor) secondOf(label string) []string {
	b.Helper()
	return pagetest.Eval[[]string](b.Tab, fmt.Sprintf(`[...(%s?.options ?? [])].slice(2, 3).map(o => o.text.split(" · ")[0])`, pagetest.Element(".message select.menu", label)))
}

// showAQuotation clicks on the newest quotation of a card, whichever that is, and returns its first words.
func (b visitor) showAQuotation() (words string) {
	b.Helper()
	const quotation = `[...document.querySelectorAll(".message .traced")].map(e => e.textContent).filter(t => t.startsWith("“")).pop()`
	b.Wait("a quotation that leads to the article", quotation)
	words = string([]rune(pagetest.Eval[string](b.Tab, quotation))[1:25])
	b.Click(".message .traced", words)
	b.Sees(".sentence.marked", words)
	return words
}

// lookBehindIt uses the operator's panel.
func (b visitor) lookBehindIt() {
	b.Helper()
	if pagetest.Eval[bool](b.Tab, `!document.querySelector("#panel").hidden`) {
		b.Error("the panel opened unasked")
	}
	b.Sees("#tip", "the dotted words")
	words := b.showAQuotation()
	b.Sees(".why", "Who else might have said it")
	b.Gone("#tip", "")
	b.Step("transcript")
	b.Click("mark", words)
	b.Gone(".why", "")
	b.Click(".said summary", words)
	b.Sees(".said .why", "Who else might have said it")
	b.Click(".transcript summary", "how long each step took")
	b.Sees(".timings", "extract")
	b.Step("why")
	for _, name := range []string{"Checks", "Model", "Wire"} {
		b.Click("[role=tab]", name)
		b.Sees("[role=tab][aria-selected=true]", name)
		b.Step(strings.ToLower(name))
	}
	b.Sees(".wire-rows", "POST")
	b.Click("#panel button", "Close")
	b.Gone("#panel", "")
	pagetest.Eval[bool](b.Tab, `(document.querySelector(".traced").focus(), true)`)
	b.Do(pagetest.Enter)
	b.Sees(".sentence.marked", "")
	b.Click("#panel button", "Close")
	b.Wait("the focus to be where it was", `document.activeElement === document.querySelector(".traced")`)
}

// summarize runs the command with a link, a text and a file.
func (b visitor) summarize() {
	b.Helper()
	b.Write("#text", "", "/")
	b.Sees(".listbox-note", "commands")
	b.Sees(".listbox-item[aria-selected=true] .option-names", "link")
	if !b.Phone {
		b.Hover(".listbox-item", "/digest list")
		b.Wait("the row under the mouse to be the only one chosen", `[...document.querySelectorAll(".listbox-item[aria-selected=true]")].map(e => e.textContent).join().includes("/digest list")`)
	}
	b.Step("commands")
	b.Do(pagetest.Typed("sum"))
	b.Sees(".listbox-item[aria-selected=true]", "/summarize")
	b.Do(pagetest.Enter)
	b.Sees(".command-form", "One field is enough")
	b.Step("summarize")
	b.fill("link", pagetest.Eval[string](b.Tab, `document.querySelector(".sample:nth-child(2) a").href`))
	b.Do(pagetest.Enter)
	b.Sees(".container", "Pflegekräfte")

	b.openCommand("summarize")
	b.fill("text", "")
	pagetest.Eval[bool](b.Tab, `document.execCommand("insertText", false, "one line\nand another")`) // as pasted
	b.Wait("the text to be a line", `[...document.querySelectorAll(".command-form textarea")].some(e => e.value === "one line and another")`)
	b.Click(".command-form button", "Close the command")
	b.openCommand("summarize")
	b.fill("text", "The mayor of Ostmere, Ada Lind, said on Monday that the tram would come. “It will run in March,” Lind said.")
	b.Click(".command-form button", "Run")
	b.Sees(".message .container", "the tram would come")

	file := filepath.Join(b.TempDir(), "fair.txt")
	if err := os.WriteFile(file, []byte(inventedNews[2][0]+"\n\n"+inventedNews[2][1]), 0o644); err != nil {
		b.Fatal(err)
	}
	b.openCommand("summarize")
	b.Upload(".command-form input[type=file]", file)
	b.Click(".command-form button", "Run")
	b.Sees(".message", "forty dairies")
	b.Step("summaries")
}

// readItAgain pastes the first link a second time, has it read again, and pastes one that leads into this machine.
func (b visitor) readItAgain() {
	b.Helper()
	before := pagetest.Eval[int](b.Tab, `document.querySelectorAll(".message .container").length`)
	b.Write("#text", "", pagetest.Eval[string](b.Tab, `document.querySelector(".sample a").href`))
	b.Do(pagetest.Enter)
	b.Click(".message button.button", "Read it again")
	b.Wait("a second brief", fmt.Sprintf(`document.querySelectorAll(".message .container").length > %d`, before))
	b.Click("#open-panel", "Behind the brief")
	b.Click("[role=tab]", "Transcript")
	b.Wait("readings that can be told apart", `(() => {
		const all = [...document.querySelectorAll(".readings option")].map(o => o.textContent);
		return all.length > 2 && new Set(all).size === all.length;
	})()`)
	b.Step("again")
	b.Click("#panel button", "Close")
	b.Write("#text", "", "and http://localhost:1/notes")
	b.Do(pagetest.Enter)
	b.Sees(".message .aside", "into your own machine")
	b.Step("inside")
	if asides := pagetest.Eval[int](b.Tab, `document.querySelectorAll(".message .aside").length`); asides != 1 {
		b.Errorf("%d messages are said to lead inside; want 1", asides)
	}
}

// openCommand chooses a command by what is typed.
func (b visitor) openCommand(name string) {
	b.Helper()
	b.Write("#text", "", "/"+name)
	b.Sees(".listbox-item", "/"+name)
	b.Do(pagetest.Enter)
	b.Sees(".command-form", "/"+name)
}

// fill types into a field of a command's form.
func (b visitor) fill(option, text string) {
	b.Helper()
	b.Wait("the option "+option, fmt.Sprintf(`(() => {
		const label = [...document.querySelectorAll(".command-form label")].find(l => l.firstChild.textContent === %s);
		if (!label) return false;
		label.closest("details")?.setAttribute("open", "");
		document.getElementById(label.htmlFor).focus();
		return true;
	})()`, pagetest.Quoted(option)))
	b.Do(pagetest.Typed(text))
}

// useTheMessageMenu asks who said what in a message that somebody else posted.
func (b visitor) useTheMessageMenu() {
	b.Helper()
	b.Write("#text", "", "“Nobody asked the sea,” said Oda Wick, who has fished there for thirty years. Wick said that the harbour would not reopen before May, "+
		"whatever the council might promise, and that forty boats would be sold by then for want of a quay.")
	b.Do(pagetest.Enter)
	b.Sees(".message .content", "Nobody asked the sea")
	b.menuOf("Nobody asked the sea")
	b.Sees("[role=menuitem]", "Who said what?")
	b.Step("menu")
	b.Click("[role=menuitem]", "Who said what?")
	b.Sees(".message .components", "Nobody asked the sea")
	b.menuOf("Nobody asked the sea")
	b.Click("[role=menuitem]", "Reply")
	b.Sees(".note", "Replying to")
	b.Do(pagetest.Typed("Quite **so**"), pagetest.Enter)
	b.Sees(".message strong", "so")
	b.Step("reply")
}

// menuOf opens the menu of the newest message of people's with a text.
func (b visitor) menuOf(text string) {
	b.Helper()
	const words = ".message:not(:has(.components)) .content"
	b.Click(words, text) // the tools of a message come when one is over it
	id := pagetest.Eval[string](b.Tab, pagetest.Element(words, text)+`.closest(".message").id`)
	b.Click("#"+id+" [aria-label=More]", "")
}

// makeADigest follows the feed, sets a digest up, looks at it and runs it, by the links of the first visit.
func (b visitor) makeADigest() {
	b.Helper()
	pagetest.Eval[bool](b.Tab, `(() => { document.querySelector("#messages").scrollTop = 0; return true })()`)
	b.Click(".digest-tour button", "Follow the feed")
	b.Sees(".command-form", "/feeds add")
	b.Click(".command-form button", "Run")
	b.Sees(".message.ephemeral", "Following")
	pagetest.Eval[bool](b.Tab, `(() => { document.querySelector("#messages").scrollTop = 0; return true })()`)
	b.Click(".digest-tour button", "Set up a digest")
	b.Sees(".command-form", "/digest create")
	b.Step("digest-create")
	b.Choose(".command-form select", "a thread of briefs", "a thread of briefs")
	b.Click(".command-form button", "Run")
	b.Sees(".message.ephemeral", "Morning")
	b.openCommand("digest preview")
	b.Sees(".command-form .listbox-item", "Morning") // what the bot suggests
	b.Click(".command-form .listbox-item", "Morning")
	b.Click(".command-form button", "Run")
	b.Sees(".message.ephemeral .reference", "used /digest preview")
	b.Sees(".message.ephemeral:last-child .components", "")
	b.Step("digest-preview")
	b.openCommand("digest run")
	b.fill("name", "Morning")
	b.Click(".command-form button", "Run")
	b.Sees(".message:not(.ephemeral) .container", "Velmar")
	b.Step("digest")
	b.Click(".message .thread", "Morning")
	b.Sees(".message .container", "Velmar")
	b.Step("thread")
	if b.Phone {
		b.Click("#open-sidebar", "")
		b.Step("drawer")
	}
	b.Click(".place", "news")
	b.Sees("#title", "news")
}

// deleteABrief deletes one by its button, where it has one, and a question with its answer.
func (b visitor) deleteABrief() {
	b.Helper()
	b.menuOf("Nobody asked the sea")
	b.Click("[role=menuitem]", "Delete")
	b.Sees("dialog", "Delete this message?")
	b.Step("delete")
	b.Click("dialog button", "Delete")
	b.Gone(".message .content", "whatever the council might promise")
	before := pagetest.Eval[int](b.Tab, `document.querySelectorAll(".message:not(.ephemeral) .container").length`)
	b.Click(".message button.button", "More")
	b.Click(".message.ephemeral button.button", "Delete")
	b.Sees(".message.ephemeral", "Deleted.")
	b.Wait("a brief to go", fmt.Sprintf(`document.querySelectorAll(".message:not(.ephemeral) .container").length < %d`, before))
}
