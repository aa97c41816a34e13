package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var meta = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

// Hosts that send no header have the policy in the page, and it is the same.
func TestPolicy(t *testing.T) {
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range s {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "/"+name, nil))
		if w.Code != http.StatusOK || !bytes.Equal(w.Body.Bytes(), b) {
			t.Errorf("%s: status %d, %d bytes", name, w.Code, w.Body.Len())
		}
		if w.Header().Get("Content-Type") == "" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: header %v", name, w.Header())
		}
		header := w.Header().Get("Content-Security-Policy")
		switch {
		case !strings.HasSuffix(name, ".html"):
			if !strings.Contains(header, "connect-src 'none'") && !isForm(name) && !isCamera(name) {
				t.Errorf("%s: policy %q", name, header)
			}
			continue
		case (isForm(name) || isCamera(name)) != strings.Contains(header, "connect-src 'self'"):
			t.Errorf("%s: policy %q", name, header)
		}
		found := meta.FindSubmatch(b)
		if found == nil || string(found[1])+"; frame-ancestors 'none'" != header {
			t.Errorf("%s: its own policy is %q, the header's %q", name, found, header)
		}
		for _, forbidden := range []string{"unsafe-inline", "'unsafe-eval'", "http:", "https:", "style=", "onclick="} {
			if bytes.Contains(b, []byte(forbidden)) {
				t.Errorf("%s has %q in it", name, forbidden)
			}
		}
	}
	for _, test := range []struct {
		method, path string
		status       int
	}{{"GET", "/", 200}, {"HEAD", "/redeem.wasm", 200}, {"GET", "/../main.go", 404}, {"GET", "/nothing", 404}, {"POST", "/", 405}} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(test.method, test.path, nil))
		if w.Code != test.status {
			t.Errorf("%s %s: status %d, want %d", test.method, test.path, w.Code, test.status)
		}
	}
}

// The page cannot connect, wherever to.
func TestNoConnections(t *testing.T) {
	p := open(t, "index.html")
	for _, try := range []string{
		`fetch("redeem.wasm")`,
		`new Promise((done, fail) => { const r = new XMLHttpRequest(); r.onload = done; r.onerror = fail; r.open("GET", "redeem.wasm"); r.send(); })`,
		`new Promise((done, fail) => { const s = new EventSource("x"); s.onopen = done; s.onerror = fail; })`,
		`new Promise((done, fail) => { const s = new WebSocket("ws://" + location.host); s.onopen = done; s.onerror = fail; })`,
	} {
		if eval[bool](p, `Promise.resolve().then(() => %s).then(() => true, () => false)`, try) {
			t.Errorf("the page could connect: %s", try)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, path := range p.served {
		if path == "/x" || path == "/" || path == "/redeem.wasm" {
			t.Errorf("the server was asked for %s", path)
		}
	}
	for _, url := range p.sent {
		if host := strings.Replace(p.url, "http:", "ws:", 1); !strings.HasPrefix(url, p.url) && !strings.HasPrefix(url, host) && !strings.HasPrefix(url, "data:") {
			t.Errorf("somebody else was asked for %s", url)
		}
	}
}

// The files work on a host that knows nothing of them.
func TestStaticHost(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	var said bytes.Buffer
	if err := run("", dir, &said); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said.String(), "redeem.wasm") {
		t.Errorf("it says %q", said.String())
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := os.ReadFile(filepath.Join(dir, filepath.Clean(r.URL.Path)))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		types := map[string]string{".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
		w.Header().Set("Content-Type", types[filepath.Ext(r.URL.Path)]) // none for .wasm
		w.Write(b)
	}))
	t.Cleanup(server.Close)
	p := open(t, "index.html")
	for _, file := range []string{"index.html", "form.html"} {
		p.run(chromedp.Navigate(server.URL+"/"+file), chromedp.WaitReady(chromedp.CSS("[data-ready]")))
		p.run(chromedp.Focus(chromedp.CSS("#code")))
		p.keys("x8kd4")
		p.wantField("X8KD-4|")
	}
}

// A field in a page from right to left is written from the left.
func TestFormFromRightToLeft(t *testing.T) {
	p := open(t, "form-rtl.html")
	p.run(chromedp.Focus(chromedp.CSS("#code")))
	p.keys("x8kd49")
	p.wantField("X8KD-49|")
	p.want("the direction of the field", eval[string](p, `getComputedStyle(document.getElementById("code")).direction`), "ltr")
	p.want("the direction of the page", eval[string](p, `getComputedStyle(document.body).direction`), "rtl")
	if !eval[bool](p, `document.getElementById("redeem").disabled`) {
		t.Error("the button works too soon")
	}
	p.keys("fj2mzq7wpt")
	if eval[bool](p, `document.getElementById("redeem").disabled`) {
		t.Error("the button does not work")
	}
	p.run(chromedp.Click(chromedp.CSS("#redeem")))
	p.wantField("|")
	p.run(chromedp.Focus(chromedp.CSS("#code")))
	p.keys("gca4567890123456")
	p.want("what a serial number is told", eval[string](p, `document.getElementById("status").dataset.state`), "serial")
	for name, want := range map[string]string{"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters", "inputmode": "text"} {
		p.want(name, eval[string](p, `document.getElementById("code").getAttribute(%q)`, name), want)
	}
	p.run(chromedp.Navigate(p.url+"index.html"), chromedp.WaitReady(chromedp.CSS("[data-ready]")))
	p.run(chromedp.Click(chromedp.CSS("#direction")), chromedp.Focus(chromedp.CSS("#code")))
	p.keys("x8kd49")
	p.wantField("X8KD-49|")
	if left := eval[float64](p, `document.querySelectorAll(".cell")[1].getBoundingClientRect().left - document.querySelectorAll(".cell")[0].getBoundingClientRect().left`); left <= 0 {
		t.Error("the symbols run from the right")
	}
}

// Every name in the types is one that the library gives, and the reverse.
func TestTypes(t *testing.T) {
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, "form.html")
	declared := regexp.MustCompile(`(?s)export interface (\w+)[^{]*\{(.*?)\n\}`).FindAllSubmatch(s["redeem.d.ts"], -1)
	members := regexp.MustCompile(`(?m)^  (\w+)[?(:]`)
	want := map[string][]string{}
	for _, d := range declared {
		for _, m := range members.FindAllSubmatch(d[2], -1) {
			want[string(d[1])] = append(want[string(d[1])], string(m[1]))
		}
	}
	got := eval[map[string][]string](p, `(async () => {
		const redeem = await (await import("./redeem.js")).load();
		const format = redeem.format({length: 8});
		const field = document.createElement("input");
		let state;
		const attachment = redeem.attach(field, (s) => { state = s; });
		attachment.clear();
		const resolution = redeem.resolve(%q, {candidates: 1});
		const of = (o, ...without) => Object.keys(o).filter((name) => name !== "id" && !without.includes(name));
		return {
			Format: of(format), Redeem: of(redeem, ...of(format)), Report: of(redeem.inspect("")), Typed: of(redeem.typed("")),
			FieldState: of(state, ...of(redeem.typed(""))), Attachment: of(attachment), Resolution: of(resolution),
			Candidate: of(resolution.candidates[0]),
		};
	})()`, code)
	for name, members := range got {
		p.want("interface "+name, strings.Join(sorted(want[name]), " "), strings.Join(sorted(members), " "))
	}
}

func sorted(names []string) []string {
	names = slices.Clone(names)
	slices.Sort(names)
	return names
}
