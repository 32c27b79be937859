// Package pagetest drives the playground's page in a browser, as people do. It is for tests alone: where there is no browser they skip,
// and where there is no axe nothing is said of accessibility. .ci/run installs both.
package pagetest

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	pageWaits   = 20 * time.Second
	lookingWait = 20 * time.Millisecond
)

// root is the repository's folder.
func root() string {
	_, here, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(here), "..", "..")
}

// A Screen is a kind of device.
type Screen struct {
	Name          string
	Width, Height int64
	Phone, Dark   bool
	Language      string // of the browser; "" is en-GB
}

// Screens are those that the page is made for.
var Screens = []Screen{
	{Name: "desktop-light", Width: 1440, Height: 900},
	{Name: "desktop-dark", Width: 1440, Height: 900, Dark: true},
	{Name: "phone-light", Width: 390, Height: 844, Phone: true},
	{Name: "phone-dark", Width: 390, Height: 844, Phone: true, Dark: true},
}

// A Tab is a page in a browser, at a playground of its own.
type Tab struct {
	*testing.T
	Screen
	ctx      context.Context
	axe      bool // it is there
	pictures int
}

// Chromium is the browser's path; where there is none, the test skips.
func Chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium here: apt-get install chromium fonts-noto-core fonts-noto-color-emoji")
	return ""
}

// turns are the browsers that may be open at once: each takes a core and 300 MB.
var turns = make(chan struct{}, 2)

// Open opens a playground's page in a browser of its own that reaches nothing but this machine.
func Open(t *testing.T, s Screen, url string) *Tab {
	t.Helper()
	path := Chromium(t)
	turns <- struct{}{}
	t.Cleanup(func() { <-turns })
	ctx, err := browser(t, path, s.Language)
	if err != nil { // a browser that dies at its start is no fault of the page
		t.Log("the browser is started again:", err)
		if ctx, err = browser(t, path, s.Language); err != nil {
			t.Fatal(err)
		}
	}
	b := &Tab{T: t, Screen: s, ctx: ctx}
	scheme := "light"
	if s.Dark {
		scheme = "dark"
	}
	colours := chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		_, err := cdp.Call(ctx, page, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
		return err
	})
	size := chromedp.EmulateViewport(s.Width, s.Height)
	if s.Phone {
		size = chromedp.EmulateViewport(s.Width, s.Height, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	b.Do(size, colours)
	b.watchConsole()
	b.Do(chromedp.Navigate(url))
	if script, err := os.ReadFile(filepath.Join(root(), "playground", "page", "node_modules", "axe-core", "axe.min.js")); err == nil {
		b.axe = true
		Eval[bool](b, string(script)+";true") // by the protocol: the page's policy stays as it is
	} else {
		t.Log("no axe here, so accessibility is not looked at: npm ci --prefix playground/page")
	}
	return b
}

// browser starts one; its context ends with the test.
func browser(t *testing.T, path, language string) (context.Context, error) {
	ctx, stop := context.WithTimeout(context.Background(), 4*time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("accept-lang", cmp.Or(language, "en-GB")), chromedp.Flag("proxy-server", "127.0.0.1:9"), chromedp.Flag("proxy-bypass-list", "127.0.0.1;localhost"))
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	return ctx, chromedp.Do(ctx)
}

// watchConsole fails the test for what the browser complains of: an error of ours, or something that the policy forbids.
func (b *Tab) watchConsole() {
	messages := chromedp.Console(b.ctx)
	go func() {
		for message, err := range messages {
			if err != nil {
				return
			}
			if message.IsException() || strings.Contains(message.String(), "Content Security Policy") || strings.Contains(message.String(), "Refused to") {
				b.Errorf("the browser says: %s", message)
			}
		}
	}()
}

// Do carries out actions.
func (b *Tab) Do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// Eval is the value of a script.
func Eval[T any](b *Tab, script string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", script, err)
	}
	return value
}

// Wait looks again and again until a script is true.
func (b *Tab) Wait(what, script string) {
	b.Helper()
	until := time.Now().Add(pageWaits)
	for !Eval[bool](b, "!!("+script+")") {
		if time.Now().After(until) {
			b.Picture("failed")
			b.Fatalf("waited for %s", what)
		}
		time.Sleep(lookingWait)
	}
}

// Element is a script that finds the last visible element that fits a selector and has a text, in itself or as its label.
func Element(selector, text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%s)].filter(e => e.checkVisibility({visibilityProperty: true}) && (e.textContent + " " + (e.getAttribute("aria-label") ?? "") + " " + (e.placeholder ?? "")).includes(%s)).pop()`,
		Quoted(selector), Quoted(text))
}

// Quoted is a text as a script's.
func Quoted(text string) string {
	data, _ := json.Marshal(text)
	return string(data)
}

// Sees waits for an element with a text.
func (b *Tab) Sees(selector, text string) {
	b.Helper()
	b.Wait(fmt.Sprintf("%q in %s", text, selector), Element(selector, text))
}

// Gone waits until there is none.
func (b *Tab) Gone(selector, text string) {
	b.Helper()
	b.Wait(fmt.Sprintf("%q to go from %s", text, selector), "!"+Element(selector, text))
}

type point struct{ X, Y float64 }

// at is where an element can be clicked: it is there, can be seen, nothing lies above it, and it stands still. A tap on what has just been
// scrolled to may fall where it was before.
func (b *Tab) at(selector, text string) point {
	b.Helper()
	find := fmt.Sprintf(`(() => {
		const e = %s;
		if (!e) return null;
		e.scrollIntoView({block: "nearest", inline: "nearest"});
		const r = e.getClientRects()[0], x = r.left + Math.min(r.width / 2, 60), y = r.top + r.height / 2;
		const top = document.elementFromPoint(x, y);
		return top && (e.contains(top) || top.contains(e) && top.closest("label, .popup, li")) ? {X: x, Y: y} : null;
	})()`, Element(selector, text))
	var before *point
	until := time.Now().Add(pageWaits)
	for time.Now().Before(until) {
		found := Eval[*point](b, find)
		if found != nil && before != nil && *found == *before {
			return *found
		}
		before = found
		time.Sleep(lookingWait)
	}
	b.Picture("failed")
	b.Fatalf("nothing to click: %s with %q", selector, text)
	return point{}
}

// Click clicks, or taps on a phone.
func (b *Tab) Click(selector, text string) {
	b.Helper()
	p := b.at(selector, text)
	if b.Phone {
		b.Do(chromedp.TapXY(p.X, p.Y))
		return
	}
	b.Do(chromedp.MouseClickXY(p.X, p.Y))
}

// Hover puts the mouse over something.
func (b *Tab) Hover(selector, text string) {
	b.Helper()
	p := b.at(selector, text)
	b.Do(chromedp.MouseEvent(chromedp.MouseMoved, p.X, p.Y))
}

// Write types into a field, over what stands in it.
func (b *Tab) Write(selector, label, text string) {
	b.Helper()
	b.Click(selector, label)
	Eval[bool](b, `(() => { document.activeElement.select?.(); return true })()`)
	b.Do(chromedp.KeyEvent(text))
}

// Choose takes an entry of a menu of the browser's own.
func (b *Tab) Choose(selector, label, entry string) {
	b.Helper()
	b.Wait("an entry "+entry, fmt.Sprintf(`(() => {
		const e = %s, o = e && [...e.options].find(o => o.text.includes(%s));
		if (!o) return false;
		e.value = o.value;
		e.dispatchEvent(new Event("input", {bubbles: true}));
		e.dispatchEvent(new Event("change", {bubbles: true}));
		return true;
	})()`, Element(selector, label), Quoted(entry)))
}

// Upload puts a file into the last file field that fits.
func (b *Tab) Upload(selector string, file string) {
	b.Helper()
	path, err := filepath.Abs(file)
	if err != nil {
		b.Fatal(err)
	}
	b.Do(chromedp.SetUploadFiles(chromedp.CSS(selector), []string{path}, chromedp.NodeReady))
}

// Step takes a picture and asks axe; what it finds serious fails the test.
func (b *Tab) Step(name string) {
	b.Helper()
	b.Picture(name)
	if !b.axe {
		return
	}
	const ask = `axe.run({resultTypes: ["violations"]}).then(r => r.violations.filter(v => /serious|critical/.test(v.impact)).map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target + " " + (n.any[0]?.message ?? n.failureSummary)).join("; ")).join("\n"))`
	if found := Eval[string](b, ask); found != "" {
		b.Errorf("axe, at %s:\n%s", name, found)
	}
	if wide := Eval[string](b, `document.documentElement.scrollWidth > innerWidth || document.querySelector("#messages").scrollWidth > document.querySelector("#messages").clientWidth ? "yes" : ""`); wide != "" {
		b.Errorf("at %s the page scrolls sideways", name)
	}
}

// Picture keeps a picture in the folder that git ignores.
func (b *Tab) Picture(name string) {
	b.Helper()
	png := b.Shot()
	b.pictures++
	b.Save(filepath.Join(root(), "pictures", fmt.Sprintf("%s-%02d-%s.png", b.Name, b.pictures, name)), png)
}

// Shot is what is seen now, as PNG.
func (b *Tab) Shot() []byte {
	b.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Error("no picture:", err)
	}
	return png
}

// Save writes a file, and its folder where it is missing.
func (b *Tab) Save(path string, data []byte) {
	b.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, data, 0o644)); err != nil {
		b.Error(err)
	}
}

// Enter presses the key as a person does: a page that takes it leaves no line end behind.
var Enter = chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
	press := input.DispatchKeyEventParams{Type: "keyDown", Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13}
	_, err := cdp.Call(ctx, page, input.DispatchKeyEvent, press)
	if err == nil {
		press.Type, press.Text = "keyUp", ""
		_, err = cdp.Call(ctx, page, input.DispatchKeyEvent, press)
	}
	return err
})

// Typed is text that is typed where the focus is.
func Typed(text string) chromedp.Action[chromedp.Void] { return chromedp.KeyEvent(text) }

// ArrowUp presses the key.
var ArrowUp = chromedp.KeyEvent(kb.ArrowUp)
