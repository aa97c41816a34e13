package service

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzRequest sends requests of all kinds, with the token and without. Each is
// answered with JSON, none as if the fault were the service's, and none with a
// piece of itself.
func FuzzRequest(f *testing.F) {
	s, err := Open(f.Context(), Config{
		Database: filepath.Join(f.TempDir(), "vouchers.db"), Secret: testSecret, Token: testToken, Burst: 100_000_000,
	}, io.Discard)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	const key = "a key of sixteen characters"
	for _, body := range []string{`{"code": "8KD4-9FJ2-MZQ7-WPTG"}`, `{"value": 1, "count": 2}`, `null`, `{`, `{"code": "????????????????"}`} {
		f.Add("POST", "/redemptions", body, key, false)
		f.Add("POST", "/vouchers", body, key, true)
	}
	f.Add("GET", "/orders", "", "", true)
	f.Add("DELETE", "/orders/1", "", "", true)
	f.Add("GET", "/health/../8KD4-9FJ2-MZQ7-WPTG", "", "", false)
	f.Fuzz(func(t *testing.T, method, path, body, key string, trusted bool) {
		r := httptest.NewRequest("POST", "/", strings.NewReader(body))
		r.Method, r.URL = method, &url.URL{Path: path}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", key)
		r.Header.Set("Accept-Language", key)
		if trusted {
			r.Header.Set("Authorization", "Bearer "+testToken)
		} else {
			r.RemoteAddr = "192.0.2.2:1" // whose wrong tokens cost nobody else
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if kind := w.Header().Get("Content-Type"); w.Code >= 500 || kind != jsonType && kind != problemType {
			t.Errorf("%d %s", w.Code, kind)
		}
		if w.Code < http.StatusBadRequest {
			return
		}
		answer := fmt.Sprint(w.Header(), w.Body)
		for _, sent := range []string{method, path, body, key} {
			if len(sent) > 20 && strings.Contains(answer, sent) {
				t.Errorf("%d with a piece of the request", w.Code)
			}
		}
	})
}
