package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/redeemkit/redeem"
)

// cameras are the options of a browser whose camera shows a file.
func cameras(file string) []chromedp.ExecAllocatorOption {
	return []chromedp.ExecAllocatorOption{
		chromedp.Flag("use-fake-device-for-media-stream", true),
		chromedp.Flag("use-fake-ui-for-media-stream", true),
		chromedp.Flag("use-file-for-fake-video-capture", file),
	}
}

// overhear keeps what the worker answers, so that a test can see what the page
// does not show.
const overhear = `(() => {
	window.answers = [];
	const Real = Worker;
	window.Worker = class extends Real {
		constructor(...args) {
			super(...args);
			this.addEventListener("message", ({data}) => { if (data.answer) answers.push(data.answer); });
		}
	};
})()`

type answer struct {
	Kind, Text, Verdict, Code, Hint string
	Frames, Shown                   int
	Probability, Took               float64
	Times                           [][2]float64
}

// openCamera opens the page of the camera; the tab keeps the answers.
func openCamera(t *testing.T, more ...chromedp.ExecAllocatorOption) *tab {
	t.Helper()
	if _, err := os.Stat("node_modules/onnxruntime-web"); err != nil {
		t.Fatalf("this test needs the recognizer: run ./ci, or npm ci (%v)", err)
	}
	p := open(t, "form.html", more...)
	call(p, protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{Source: overhear})
	p.run(chromedp.Navigate(p.url+"camera.html"), chromedp.WaitReady(chromedp.CSS("[data-ready]")))
	return p
}

// scan shows the camera what the file has now, and waits until the page is done.
func (p *tab) scan() (answers []answer) {
	p.t.Helper()
	p.run(chromedp.Click(chromedp.CSS("#forget")))
	eval[any](p, `answers.length = 0`)
	p.run(chromedp.Click(chromedp.CSS("#start")))
	p.waitFor(`document.getElementById("scanner").dataset.state === "found"`)
	return eval[[]answer](p, `answers`)
}

func (p *tab) waitFor(condition string) {
	p.t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if eval[bool](p, condition) {
			return
		}
	}
	p.t.Errorf("in a minute this did not come: %s; the status is %q", condition, p.text("status-text"))
}

// TestCamera shows cards to the camera, each in another font, in three qualities. The code
// that the page is sure of is the one on the card.
func TestCamera(t *testing.T) {
	cards := 12
	if n, err := strconv.Atoi(os.Getenv("REDEEM_CAMERA_CARDS")); err == nil {
		cards = n
	}
	file := filepath.Join(t.TempDir(), "card.y4m")
	shoot := func(i int) redeem.Code {
		code := newCode(t, uint64(i))
		line := string(checkedFormat().AppendGrouped(nil, code))
		film(t, file, uint64(i), printed(t, uint64(i), "Scratch gently here", line, "Valid until 31.12.2031"), qualities[i%3], filmFrames)
		return code
	}
	shoot(0)
	p := openCamera(t, cameras(file)...)
	p.choose("format", "checked")
	sure, wrong, alone, frames := 0, 0, 0, 0
	var took []float64
	for i := range cards {
		code := redeem.Plain(shoot(i)).String()
		answers := p.scan()
		if len(answers) == 0 {
			t.Fatalf("card %d: no answer: %s", i, p.text("status-text"))
		}
		last := answers[len(answers)-1]
		isSure := last.Probability > 0.99
		if plain := strings.ReplaceAll(strings.ReplaceAll(answers[0].Text, "-", ""), " ", ""); plain == code {
			alone++
		}
		for _, a := range answers {
			if len(a.Times) > 0 {
				took = append(took, a.Took)
			}
		}
		t.Logf("card %d: quality %d, %d frames, probability %.4f, right %t", i, i%3, last.Shown, last.Probability, last.Code == code)
		switch {
		case isSure && last.Code != code:
			wrong++
			t.Errorf("card %d: it is sure of a wrong code", i)
		case isSure:
			sure++
			frames += last.Shown
			p.want("the code that is shown", strings.ReplaceAll(p.text("found"), "-", ""), code)
		}
		if eval[bool](p, `document.getElementById("video").srcObject !== null`) {
			t.Errorf("card %d: the camera goes on", i)
		}
	}
	t.Logf("%d of %d cards are read surely, and %d wrongly, with %.1f frames; the text of the first frame alone is right for %d; a frame takes %.0f ms",
		sure, cards, wrong, float64(frames)/float64(max(sure, 1)), alone, medianOf(took))
	if 4*sure < 3*cards {
		t.Errorf("%d of %d cards are read surely, want three quarters", sure, cards)
	}
}

func medianOf(values []float64) float64 {
	pairs := make([][2]float64, len(values))
	for i, v := range values {
		pairs[i][0] = v
	}
	return median(pairs, 0)
}

// TestCameraOfOtherThings shows the camera what is no code of the format, and wants a clear answer to each.
func TestCameraOfOtherThings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "card.y4m")
	shoot := func(number uint64, above, line string) {
		film(t, file, number, printed(t, number, above, line, "Valid until 31.12.2031"), qualities[0], filmFrames)
	}
	const serial, voucher = "GCA4567890123456", "X7KM-9QXR-2FHT"
	shoot(0, "Serial number", serial)
	p := openCamera(t, cameras(file)...)

	p.run(chromedp.Click(chromedp.CSS("#start")))
	p.waitFor(`document.getElementById("status").dataset.state === "serial"`)
	p.want("what is said aloud", p.text("announce"), serial+" is the serial number of the card. Its code is another one.")
	p.want("the advice for a serial number", eval[string](p, `document.querySelector("#advice h3").innerText`), advised("en", "serial-number"))
	p.choose("language", "nb")
	p.want("the advice in another language", eval[string](p, `document.querySelector("#advice h3").innerText`), advised("nb", "serial-number"))
	p.choose("language", "en")
	if !eval[bool](p, `document.getElementById("video").srcObject !== null`) {
		t.Error("the camera does not wait for the code")
	}

	// The page is hidden, and the camera stops.
	eval[any](p, `Object.defineProperty(document, "hidden", {value: true, configurable: true}); document.dispatchEvent(new Event("visibilitychange")); delete document.hidden`)
	if eval[bool](p, `document.getElementById("video").srcObject !== null`) {
		t.Error("the camera goes on where the page is hidden")
	}
	p.want("the status of a hidden page", p.text("status-text"), "The camera stopped because the page was hidden.")

	shoot(1, "Voucher", voucher)
	p.scan()
	p.want("the status of another format's code", p.text("status-text"), "This is not a code of this format. Four symbols to go.")
	p.want("its advice", eval[string](p, `document.querySelector("#advice h3").innerText`), advised("en", "not-recognized"))

	// Of a format that the page knows it says which.
	p.choose("format", "own")
	code := newCode(t, 1)
	shoot(1, "Gift card", string(checkedFormat().AppendGrouped(nil, code)))
	p.scan()
	if got := p.text("status-text"); !strings.HasPrefix(got, "This card has one of the gift card codes") {
		t.Errorf("the status of a gift card is %q", got)
	}

	shoot(2, "Happy birthday, dear friend", "")
	p.choose("format", "gift")
	p.scan()
	p.want("the status of a card without a code", p.text("status-text"), "No code is to be seen here. Please type it.")
	p.want("its advice", eval[string](p, `document.querySelector("#advice h3").innerText`), advised("en", "unreadable"))
}

func TestCameraDenied(t *testing.T) {
	for _, test := range []struct {
		name, status string
		options      []chromedp.ExecAllocatorOption
	}{
		{"denied", "The camera is not allowed here. Allow it in the browser’s settings, choose a picture, or type the code.",
			[]chromedp.ExecAllocatorOption{chromedp.Flag("use-fake-device-for-media-stream", true), chromedp.Flag("deny-permission-prompts", true)}},
		{"missing", "There is no camera here. Choose a picture of the card, or type the code.",
			[]chromedp.ExecAllocatorOption{chromedp.Flag("use-fake-ui-for-media-stream", true)}},
	} {
		p := openCamera(t, test.options...)
		p.run(chromedp.Click(chromedp.CSS("#start")))
		p.waitFor(`document.getElementById("status").dataset.state === "impossible"`)
		p.want("the status where the camera is "+test.name, p.text("status-text"), test.status)
		p.want("what is said aloud", p.text("announce"), test.status)
		p.run(chromedp.Focus(chromedp.CSS("#typed")))
		p.keys("x8kd49fj2mzq7wpt")
		p.want("what typing gives all the same", p.text("typed-status"), "It has the form of a code.")
	}
}

// still returns a picture of the card with a number, as a PNG in base64, and its
// code.
func still(t *testing.T, number uint64) (picture, code string) {
	t.Helper()
	c := newCode(t, number)
	card := printed(t, number, "Scratch gently here", string(checkedFormat().AppendGrouped(nil, c)), "Valid until 31.12.2031")
	shot := image.NewGray(image.Rect(0, 0, filmWidth, filmHeight))
	shot.Pix = photograph(rand.New(rand.NewPCG(number, 23)), card, qualities[0], view{turn: 0.03, scale: 1.6, y: 60})
	var file bytes.Buffer
	if err := png.Encode(&file, shot); err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(file.Bytes()), redeem.Plain(c).String()
}

// A picture that is chosen or pasted serves in place of the camera. Nothing of it
// stays but the code, and that only until it is cleared or the person leaves.
func TestCameraPicture(t *testing.T) {
	p := openCamera(t)
	p.choose("format", "checked")
	picture, code := still(t, 3)
	drop := fmt.Sprintf(`(async () => {
		const bytes = Uint8Array.from(atob(%q), (char) => char.charCodeAt(0));
		window.dropped = new DataTransfer();
		dropped.items.add(new File([bytes], "card.png", {type: "image/png"}));
	})()`, picture)
	ways := map[string]string{
		"chosen": `(() => { const file = document.getElementById("file"); file.files = dropped.files; file.dispatchEvent(new Event("change")); })()`,
		"pasted": `dispatchEvent(new ClipboardEvent("paste", {clipboardData: dropped}))`,
	}
	everything := `document.documentElement.outerHTML + [...document.querySelectorAll("input")].map(i => i.value).join(" ")`
	gone := func(when string) {
		t.Helper()
		if strings.Contains(letters(eval[string](p, everything)), code) {
			t.Errorf("the code is in the page %s", when)
		}
		if eval[int](p, `document.getElementById("picture").width`) != 1 {
			t.Errorf("the picture is in the page %s", when)
		}
	}
	for _, way := range []string{"chosen", "pasted"} {
		eval[any](p, drop)
		eval[any](p, ways[way])
		p.waitFor(`document.getElementById("scanner").dataset.state === "found"`)
		p.want("the code of a picture that was "+way, strings.ReplaceAll(p.text("found"), "-", ""), code)
		for what, script := range map[string]string{
			"the address": `location.href + document.title + JSON.stringify(history.state)`,
			"storage":     `JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])`,
			"databases":   `indexedDB.databases().then(JSON.stringify)`,
			"caches":      `caches.keys().then(JSON.stringify)`,
		} {
			if got := eval[string](p, script); strings.Contains(letters(got), code) || what != "the address" && len(letters(got)) > 0 {
				t.Errorf("after a picture was %s, %s has %q", way, what, got)
			}
		}
		if way == "chosen" {
			p.run(chromedp.Click(chromedp.CSS("#forget")))
			gone("after clearing")
		} else {
			eval[any](p, `dispatchEvent(new PageTransitionEvent("pagehide"))`)
			gone("that was left")
		}
	}
	sent, spoken := p.heard()
	if len(spoken) > 0 {
		t.Errorf("on the console: %q", spoken)
	}
	for _, url := range sent {
		if !strings.HasPrefix(url, p.url) && !strings.HasPrefix(url, "data:") {
			t.Errorf("somebody else was asked for %s", url)
		}
	}
	if eval[bool](p, `fetch("https://example.com/").then(() => true, () => false)`) {
		t.Error("the page could connect to another host")
	}
	// What is no picture says so.
	eval[any](p, `window.dropped = new DataTransfer(); dropped.items.add(new File(["no"], "card.png", {type: "image/png"}))`)
	eval[any](p, ways["chosen"])
	p.waitFor(`document.getElementById("status").dataset.state === "impossible"`)
	p.want("the status", p.text("status-text"), "This is not a picture that the browser can show.")
}

// The same picture again counts for nothing.
func TestCameraSamePicture(t *testing.T) {
	file := filepath.Join(t.TempDir(), "card.y4m")
	code := newCode(t, 1)
	film(t, file, 1, printed(t, 1, "Gift card", string(checkedFormat().AppendGrouped(nil, code)), "Thank you"), qualities[0], 1)
	p := openCamera(t, cameras(file)...) // without a check character it is not sure at once
	answers := p.scan()
	last := answers[len(answers)-1]
	if last.Frames != 1 || last.Shown != 1 || last.Hint != "same" {
		t.Errorf("after %d frames of one picture: %d counted, %d show the code, hint %q", len(answers), last.Frames, last.Shown, last.Hint)
	}
	first := answers[0].Probability
	for _, a := range answers {
		if a.Probability != first {
			t.Errorf("the probability went from %v to %v", first, a.Probability)
		}
	}
}

func TestAxeOfTheCamera(t *testing.T) {
	p := openCamera(t)
	p.axe()
	p.choose("format", "checked")
	picture, _ := still(t, 3)
	states := []struct{ name, script string }{
		{"as it begins", `1`},
		{"own format", `(select => { select.value = "own"; select.dispatchEvent(new Event("change")) })(document.getElementById("format"))`},
		{"a code", fmt.Sprintf(`(async () => {
			const select = document.getElementById("format");
			select.value = "checked";
			select.dispatchEvent(new Event("change"));
			const dropped = new DataTransfer();
			dropped.items.add(new File([Uint8Array.from(atob(%q), (char) => char.charCodeAt(0))], "card.png", {type: "image/png"}));
			dispatchEvent(new ClipboardEvent("paste", {clipboardData: dropped}));
			while (document.getElementById("scanner").dataset.state !== "found") await new Promise(done => setTimeout(done, 50));
		})()`, picture)},
		{"no camera", `(async () => {
			document.getElementById("start").click();
			while (document.getElementById("status").dataset.state !== "impossible") await new Promise(done => setTimeout(done, 50));
		})()`},
	}
	for _, width := range []int64{320, 1600} {
		p.run(chromedp.EmulateViewport(width, 1000))
		for _, theme := range []string{"light", "dark"} {
			p.want("the theme", p.theme(), theme)
			for _, state := range states {
				eval[any](p, state.script)
				p.settled()
				for _, found := range p.violations() {
					t.Errorf("%d px, %s, %s: %s", width, theme, state.name, found)
				}
				if got := eval[int64](p, `document.documentElement.scrollWidth`); got > width {
					t.Errorf("%s: at %d px the page is %d px wide", state.name, width, got)
				}
			}
			p.run(chromedp.Click(chromedp.CSS("#theme")))
		}
	}
}

// What the camera still reads when a picture is pasted says nothing of the
// picture.
func TestCameraThenPicture(t *testing.T) {
	file := filepath.Join(t.TempDir(), "card.y4m")
	line := string(checkedFormat().AppendGrouped(nil, newCode(t, 0)))
	film(t, file, 0, printed(t, 0, "Gift card", line, "Thank you"), qualities[0], filmFrames)
	p := openCamera(t, cameras(file)...)
	p.choose("format", "checked")
	picture, code := still(t, 3)
	for range 3 {
		p.run(chromedp.Click(chromedp.CSS("#forget")))
		eval[any](p, `answers.length = 0`)
		p.run(chromedp.Click(chromedp.CSS("#start")))
		p.waitFor(`answers.length > 2`)
		eval[any](p, `(() => {
			const dropped = new DataTransfer();
			dropped.items.add(new File([Uint8Array.from(atob(%q), (char) => char.charCodeAt(0))], "card.png", {type: "image/png"}));
			dispatchEvent(new ClipboardEvent("paste", {clipboardData: dropped}));
		})()`, picture)
		p.waitFor(`document.getElementById("scanner").dataset.state === "found"`)
		p.want("the code of the picture", strings.ReplaceAll(p.text("found"), "-", ""), code)
	}
}
