package service

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pieceLen is the number of consecutive symbols that count as a piece of a
// code.
const pieceLen = 8

// leak returns a piece of a code that the data contains, in either case and
// with or without dashes, or "" if there is none.
func leak(data []byte, codes []string) string {
	pieces := map[string]bool{}
	for _, code := range codes {
		symbols := strings.ReplaceAll(code, "-", "")
		for i := 0; i+pieceLen <= len(symbols); i++ {
			pieces[symbols[i:i+pieceLen]] = true
		}
	}
	data = bytes.ToUpper(data)
	for _, text := range [][]byte{data, bytes.ReplaceAll(data, []byte("-"), nil)} {
		for i := 0; i+pieceLen <= len(text); i++ {
			if pieces[string(text[i:i+pieceLen])] {
				return string(text[i : i+pieceLen])
			}
		}
	}
	return ""
}

// noLeak reads all files in a folder.
func noLeak(t *testing.T, dir string, codes []string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(dir, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if leak(data, codes) != "" {
			t.Errorf("%s holds a piece of a code", file.Name())
		}
	}
}

// TestLeakIsSeen tests that leak finds codes.
func TestLeakIsSeen(t *testing.T) {
	codes := []string{"8KD4-9FJ2-MZQ7-WPTG"}
	for text, want := range map[string]bool{
		"code=8KD4-9FJ2-MZQ7-WPTG.": true, "8kd49fj2": true, "\x00MZQ7WPTG\x00": true, "d4-9fj2-mz": true,
		"8KD49FJ": false, "": false, "WPTG-8KD4": false,
	} {
		if got := leak([]byte(text), codes) != ""; got != want {
			t.Errorf("a leak in %q: %t, want %t", text, got, want)
		}
	}
}

// TestLeak puts codes into every part of a request, and then looks for them in
// the files of the database, while they are in use, and in the log.
func TestLeak(t *testing.T) { each(t, testLeak) }

func testLeak(t *testing.T, on kind) {
	p := on.new(t)
	s, log := newService(t, on, func(c *Config) { c.Database = p.address })
	codes := mustIssue(t, s, 50)
	for i, code := range codes {
		key := "a key, and a code in it: " + code
		body := `{"code": "` + code + `"}`
		for _, header := range [][]string{
			{"Idempotency-Key", key},
			{"Idempotency-Key", key, "Accept-Language", code, "User-Agent", code, "X-Forwarded-For", code, "Authorization", "Bearer " + code},
		} {
			if a := post(s, "/redemptions", body, header...); a.sent != 200 {
				t.Fatalf("%d %s", a.sent, a.body)
			}
			if a := post(s, "/redemptions?code="+code, body, append(header, "Idempotency-Key", "another key "+code)...); a.sent != http.StatusConflict {
				t.Fatalf("%d %s", a.sent, a.body)
			}
		}
		if a := orderUnder(s, 1, "with a code in its key: "+code); a.sent != 201 {
			t.Fatalf("an order: %d %s", a.sent, a.Title)
		}
		post(s, "/"+code, body)
		post(s, "/vouchers/"+code, code)
		if i == 0 && !strings.Contains(log.String(), "POST /redemptions") {
			t.Fatal("the log does not say what was asked for")
		}
	}
	if on == onSQLite {
		files, err := filepath.Glob(filepath.Join(filepath.Dir(p.address), "*"))
		if err != nil || len(files) != 3 {
			t.Fatalf("the files are %q, want the database, its WAL and its index: %v", files, err)
		}
	}
	p.noLeak(t, codes)
	if leak(log.Bytes(), codes) != "" {
		t.Error("the log holds a piece of a code")
	}
}

// TestLogRedacts tests the last line of defence: a code that should not be
// logged is masked.
func TestLogRedacts(t *testing.T) { each(t, testLogRedacts) }

func testLogRedacts(t *testing.T, on kind) {
	s, log := newService(t, on)
	code := mustIssue(t, s, 1)[0]
	s.log.Info("entered "+code, "code", code, "card", "X8KD49FJ2MZQ7WPT")
	if leak(log.Bytes(), []string{code, "X8KD49FJ2MZQ7WPT"}) != "" || !strings.Contains(log.String(), code[len(code)-4:]) {
		t.Error("the log is not redacted")
	}
}

// TestLogKeys has the log say by its key why an input is no code: a text may
// change, and an alert counts keys.
func TestLogKeys(t *testing.T) { each(t, testLogKeys) }

func testLogKeys(t *testing.T, on kind) {
	s, log := newService(t, on)
	for input, want := range map[string]string{
		"8KD4":             `"refused":"too-short"`,
		"GCA4567890123456": `"refused":"check"`,
		"EPY45678901234":   `"refused":"serial"`,
		"#":                `"refused":"wrong-symbol"`,
		"":                 `"refused":"empty"`,
	} {
		log.Reset()
		post(s, "/redemptions", `{"code": "`+input+`"}`, "Idempotency-Key", "the key of a request")
		if !strings.Contains(log.String(), want) {
			t.Errorf("%q: the log lacks %s: %s", input, want, log)
		}
	}
	log.Reset()
	post(s, "/redemptions", `{"code": "`+mustIssue(t, s, 1)[0]+`"}`, "Idempotency-Key", "the key of another request")
	if strings.Contains(log.String(), "refused") {
		t.Errorf("a code that was redeemed is logged as refused: %s", log)
	}
}
