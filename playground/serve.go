package main

import (
	"bytes"
	"net/http"
	"path"
	"strings"
	"time"
)

// policy is what the page may do. Every page says the same in a meta element,
// for hosts that send no such header.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; " +
	"connect-src 'none'; base-uri 'none'; form-action 'none'"

// formPolicy is that of the pages that fetch a file of their own: the examples of
// a form fetch redeem.wasm, the camera its recognizer.
var formPolicy = strings.Replace(policy, "connect-src 'none'", "connect-src 'self'", 1)

// isForm reports whether a file is of an example of a form.
func isForm(name string) bool { return strings.HasPrefix(name, "form") }

// isCamera reports whether a file is of the page of the camera, which fetches the
// recognizer.
func isCamera(name string) bool { return strings.HasPrefix(name, "camera") }

// The types are not left to the machine: some know no .wasm, and to many a .ts
// is a film.
var types = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".ts":   "text/plain; charset=utf-8",
	".svg":  "image/svg+xml",
	".wasm": "application/wasm",
	".mjs":  "text/javascript; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
	".onnx": "application/octet-stream",
}

// ServeHTTP serves the file that the path names.
func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" {
		name = "index.html"
	}
	h := w.Header()
	h.Set("Content-Security-Policy", policy+"; frame-ancestors 'none'")
	if isForm(name) || isCamera(name) {
		h.Set("Content-Security-Policy", formPolicy+"; frame-ancestors 'none'")
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
	b, ok := s[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h.Set("Content-Type", types[path.Ext(name)])
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(b))
}
