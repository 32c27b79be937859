package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// This file drives a browser. Where there is none, or no axe, the tests say so: .ci/run installs both.

const (
	axeFile     = "../../playground/page/node_modules/axe-core/axe.min.js"
	pictures    = "../../pictures" // ignored by git
	pageWaits   = 20 * time.Second
	lookingWait = 20 * time.Millisecond
)

// A screen is a kind of device.
type screen struct {
	name          string
	width, height int64
	phone, dark   bool
}

var screens = []screen{
	{"desktop-light", 1440, 900, false, false},
	{"desktop-dark", 1440, 900, false, true},
	{"phone-light", 390, 844, true, false},
	{"phone-dark", 390, 844, true, true},
}

// A tab is a page in a browser, at a playground of its own.
type tab struct {
	*testing.T
	screen
	ctx      context.Context
	url      string
	axe      bool // it is there
	pictures int
}

func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium here: apt-get install chromium fonts-noto-core fonts-noto-color-emoji")
	return ""
}

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
	look := time.NewTicker(lookingWait)
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

// openTab opens a playground's page in a browser of its own that reaches nothing but this machine.
func openTab(t *testing.T, s screen, url string) *tab {
	t.Helper()
	path := chromium(t)
	ctx, stop := context.WithTimeout(context.Background(), 4*time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("lang", "en-GB"), chromedp.Flag("proxy-server", "127.0.0.1:9"), chromedp.Flag("proxy-bypass-list", "127.0.0.1;localhost"))
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	b := &tab{T: t, screen: s, ctx: ctx, url: url}
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	colours := chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		_, err := cdp.Call(ctx, page, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
		return err
	})
	size := chromedp.EmulateViewport(s.width, s.height)
	if s.phone {
		size = chromedp.EmulateViewport(s.width, s.height, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	b.do(size, colours)
	b.watchConsole()
	b.do(chromedp.Navigate(url))
	if script, err := os.ReadFile(axeFile); err == nil {
		b.axe = true
		eval[bool](b, string(script)+";true") // by the protocol: the page's policy stays as it is
	} else {
		t.Log("no axe here, so accessibility is not looked at: npm ci --prefix playground/page")
	}
	return b
}

// watchConsole fails the test for what the browser complains of: an error of ours, or something that the policy forbids.
func (b *tab) watchConsole() {
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

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

func eval[T any](b *tab, script string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", script, err)
	}
	return value
}

// wait looks again and again until a script is true.
func (b *tab) wait(what, script string) {
	b.Helper()
	until := time.Now().Add(pageWaits)
	for !eval[bool](b, "!!("+script+")") {
		if time.Now().After(until) {
			b.picture("failed")
			b.Fatalf("waited for %s", what)
		}
		time.Sleep(lookingWait)
	}
}

// element is a script that finds the last visible element that fits a selector and has a text, in itself or as its label.
func element(selector, text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%s)].filter(e => e.checkVisibility({visibilityProperty: true}) && (e.textContent + " " + (e.getAttribute("aria-label") ?? "") + " " + (e.placeholder ?? "")).includes(%s)).pop()`,
		quoted(selector), quoted(text))
}

func quoted(text string) string {
	data, _ := json.Marshal(text)
	return string(data)
}

func (b *tab) sees(selector, text string) {
	b.Helper()
	b.wait(fmt.Sprintf("%q in %s", text, selector), element(selector, text))
}

func (b *tab) gone(selector, text string) {
	b.Helper()
	b.wait(fmt.Sprintf("%q to go from %s", text, selector), "!"+element(selector, text))
}

type point struct{ X, Y float64 }

// at is where an element can be clicked: it is there, can be seen, and nothing lies above it.
func (b *tab) at(selector, text string) point {
	b.Helper()
	find := fmt.Sprintf(`(() => {
		const e = %s;
		if (!e) return null;
		e.scrollIntoView({block: "nearest", inline: "nearest"});
		const r = e.getClientRects()[0], x = r.left + Math.min(r.width / 2, 60), y = r.top + r.height / 2;
		const top = document.elementFromPoint(x, y);
		return top && (e.contains(top) || top.contains(e) && top.closest("label, .popup, li")) ? {X: x, Y: y} : null;
	})()`, element(selector, text))
	until := time.Now().Add(pageWaits)
	for time.Now().Before(until) {
		if found := eval[*point](b, find); found != nil {
			return *found
		}
		time.Sleep(lookingWait)
	}
	b.picture("failed")
	b.Fatalf("nothing to click: %s with %q", selector, text)
	return point{}
}

// click clicks, or taps on a phone.
func (b *tab) click(selector, text string) {
	b.Helper()
	p := b.at(selector, text)
	if b.phone {
		b.do(chromedp.TapXY(p.X, p.Y))
		return
	}
	b.do(chromedp.MouseClickXY(p.X, p.Y))
}

// write types into a field, over what stands in it.
func (b *tab) write(selector, label, text string) {
	b.Helper()
	b.click(selector, label)
	eval[bool](b, `(() => { document.activeElement.select?.(); return true })()`)
	b.do(chromedp.KeyEvent(text))
}

// choose takes an entry of a menu of the browser's own.
func (b *tab) choose(selector, label, entry string) {
	b.Helper()
	b.wait("an entry "+entry, fmt.Sprintf(`(() => {
		const e = %s, o = e && [...e.options].find(o => o.text.includes(%s));
		if (!o) return false;
		e.value = o.value;
		e.dispatchEvent(new Event("input", {bubbles: true}));
		e.dispatchEvent(new Event("change", {bubbles: true}));
		return true;
	})()`, element(selector, label), quoted(entry)))
}

// upload puts a file into the last file field that fits.
func (b *tab) upload(selector string, file string) {
	b.Helper()
	path, err := filepath.Abs(file)
	if err != nil {
		b.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS(selector), []string{path}, chromedp.NodeReady))
}

// step takes a picture and asks axe; what it finds serious fails the test.
func (b *tab) step(name string) {
	b.Helper()
	b.picture(name)
	if !b.axe {
		return
	}
	const ask = `axe.run({resultTypes: ["violations"]}).then(r => r.violations.filter(v => /serious|critical/.test(v.impact)).map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target + " " + (n.any[0]?.message ?? n.failureSummary)).join("; ")).join("\n"))`
	if found := eval[string](b, ask); found != "" {
		b.Errorf("axe, at %s:\n%s", name, found)
	}
	if wide := eval[string](b, `document.documentElement.scrollWidth > innerWidth || document.querySelector("#messages").scrollWidth > document.querySelector("#messages").clientWidth ? "yes" : ""`); wide != "" {
		b.Errorf("at %s the page scrolls sideways", name)
	}
}

func (b *tab) picture(name string) {
	b.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Log("no picture:", err)
		return
	}
	b.pictures++
	b.save(filepath.Join(pictures, fmt.Sprintf("%s-%02d-%s.png", b.name, b.pictures, name)), png)
}

func (b *tab) save(path string, data []byte) {
	b.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, data, 0o644)); err != nil {
		b.Error(err)
	}
}

// enter presses the key as a person does: a page that takes it leaves no line end behind.
var enter = chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
	press := input.DispatchKeyEventParams{Type: "keyDown", Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13}
	_, err := cdp.Call(ctx, page, input.DispatchKeyEvent, press)
	if err == nil {
		press.Type, press.Text = "keyUp", ""
		_, err = cdp.Call(ctx, page, input.DispatchKeyEvent, press)
	}
	return err
})

func typed(text string) chromedp.Action[chromedp.Void] { return chromedp.KeyEvent(text) }
