package main

import (
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
		t.Logf("card %d: quality %d: %v %d frames, %d shown, p %.4f, right %v; read %q of %q hint %q times %v", i, i%3, last.Kind, last.Frames, last.Shown, last.Probability, last.Code == code, answers[0].Text, code, last.Hint, last.Times)
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
