package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium returns the browser to test with.
func chromium(t *testing.T) string {
	t.Helper()
	names := []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"}
	for _, name := range names {
		if name == "" {
			continue
		}
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	t.Fatal("these tests need Chromium: install your distribution's package chromium, or set CHROMIUM to a browser's path")
	return ""
}

// built is the site, compiled once for all tests.
var built = sync.OnceValues(build)

// patience is how long a test may look at a page.
const patience = 30 * time.Minute

// tab is a page that a test looks at.
type tab struct {
	t   *testing.T
	ctx context.Context
	url string // of the site

	mu     sync.Mutex
	served []string // the paths that came to the server
	sent   []string // the URLs that were asked for, also those that the browser refused
	spoken []string // what came to the console, exceptions and warnings included
}

// open opens a file of the site in a browser of its own, with more options if
// need be, and waits until it is ready.
func open(t *testing.T, file string, more ...chromedp.ExecAllocatorOption) *tab {
	t.Helper()
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	p := &tab{t: t}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.served = append(p.served, r.URL.Path)
		p.mu.Unlock()
		s.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)),
		chromedp.NoSandbox, // which root, as in a container, cannot have
		chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-component-update", true),
	)
	options = append(options, more...)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, _ = chromedp.NewContext(ctx)
	t.Cleanup(func() { chromedp.Cancel(ctx) }) // and wait, since it writes to its folder
	p.ctx, p.url = ctx, server.URL+"/"
	if err := chromedp.Listen(ctx, p.note); err != nil {
		t.Fatal(err)
	}
	call(p, network.Enable, network.EnableParams{})
	p.run(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(p.url+file), chromedp.WaitReady(chromedp.CSS("[data-ready]")))
	return p
}

func (p *tab) note(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch event := event.(type) {
	case *network.EventRequestWillBeSent:
		p.sent = append(p.sent, event.Request.URL)
	case *runtime.EventConsoleAPICalled:
		p.spoken = append(p.spoken, fmt.Sprint(event.Type, len(event.Args)))
		for _, arg := range event.Args {
			p.spoken = append(p.spoken, fmt.Sprintf("%s %s", arg.Value, arg.Description))
		}
	case *runtime.EventExceptionThrown:
		p.spoken = append(p.spoken, event.ExceptionDetails.Text)
		if thrown := event.ExceptionDetails.Exception; thrown != nil {
			p.spoken = append(p.spoken, thrown.Description)
		}
	case *log.EventEntryAdded:
		p.spoken = append(p.spoken, event.Entry.Text)
	}
}

// heard returns what was requested and what came to the console so far.
func (p *tab) heard() (sent, spoken []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.sent), slices.Clone(p.spoken)
}

func (p *tab) check(err error) {
	p.t.Helper()
	if err != nil {
		_, spoken := p.heard()
		p.t.Fatalf("%v; on the console: %q", err, spoken)
	}
}

func (p *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	p.check(chromedp.Do(p.ctx, actions...))
}

// get runs an action that returns something.
func get[T any](p *tab, action chromedp.Action[T]) T {
	p.t.Helper()
	value, err := chromedp.Run(p.ctx, action)
	p.check(err)
	return value
}

// call runs a command of the protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	result, err := chromedp.Call(p.ctx, command, params)
	p.check(err)
	return result
}

// eval returns what an expression of JavaScript is, or what its promise comes
// to.
func eval[T any](p *tab, script string, args ...any) T {
	p.t.Helper()
	if len(args) > 0 {
		script = fmt.Sprintf(script, args...)
	}
	return get(p, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// text returns the text of the element with the id, as it is shown.
func (p *tab) text(id string) string {
	p.t.Helper()
	return strings.TrimSpace(eval[string](p, `document.getElementById(%q).innerText`, id))
}

// value returns the text of the field with the id and where its caret is.
func (p *tab) value(id string) (text string, caret int) {
	p.t.Helper()
	field := eval[struct {
		Text  string
		Caret int
	}](p, `(field => ({Text: field.value, Caret: field.selectionStart}))(document.getElementById(%q))`, id)
	return field.Text, field.Caret
}

// keys types on the keyboard.
func (p *tab) keys(keys string) {
	p.t.Helper()
	p.run(chromedp.KeyEvent(keys))
}

// insert inserts a text as a paste or an input method does.
func (p *tab) insert(text string) {
	p.t.Helper()
	call(p, input.InsertText, input.InsertTextParams{Text: text})
}
