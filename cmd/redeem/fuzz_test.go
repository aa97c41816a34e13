package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/lines"
)

// FuzzRun gives any text to the commands that read one: each line has its
// answer, the same as an argument has; find and redact print what the library
// says; -mask and audit show no code; standard error says what failed, and
// nothing else.
func FuzzRun(f *testing.F) {
	runs := []struct {
		args []string
		rows bool // one for each line
	}{
		{[]string{"check"}, true},
		{[]string{"check", "-json", "-group"}, true},
		{[]string{"check", "-mask"}, true},
		{[]string{"check", "-summary"}, false},
		{[]string{"serial"}, true},
		{[]string{"serial", "-json"}, true},
		{[]string{"region"}, true},
		{[]string{"region", "-json", "-storefront", "NO"}, true},
		{[]string{"fix", "-n", "1", "-max-edits", "1"}, true},
		{[]string{"fix", "-json", "-mask", "-check", "iso7064-mod-37-2", "-max-edits", "1"}, true},
		{[]string{"find"}, false},
		{[]string{"find", "-json", "-mask"}, false},
		{[]string{"find", "-serials"}, false},
		{[]string{"redact"}, false},
		{[]string{"audit"}, false},
		{[]string{"audit", "-json", "-group"}, false},
	}
	texts := []string{"", good, good + "\n" + alike + "\n" + good, "a code: x8kd-49fj-2mzq-7wpt,\nX8KD49FJ2MZQ7WP?\r\n\r\n", checked + "\n" + misread,
		"NO\n nor \n143457-2,29\nFR", "GCA4567890123456 and EPY4-5678-9012-34\n6012345678901234567",
		"\xFF\xFE", utf16Of("a code: "+good+"\n", binary.BigEndian)}
	for i := range runs {
		for _, text := range append(texts, spellings...) {
			f.Add(byte(i), text, uint16(20))
		}
	}
	broken := errors.New("broken disk")
	f.Fuzz(func(t *testing.T, which byte, text string, room uint16) {
		test := runs[int(which)%len(runs)]
		got := runWith(text, test.args...)
		if got.status != exitOK && got.status != exitRefused || got.stderr != "" {
			t.Fatalf("%q of %q: status %d, stderr %q", test.args, text, got.status, got.stderr)
		}
		all := linesOf(text, lines.Enough, test.args[0] == "region")
		if test.rows {
			if n := strings.Count(got.stdout, "\n"); n != len(all) {
				t.Errorf("%q of %q: %d answers to %d lines", test.args, text, n, len(all))
			}
			if len(all) > 0 {
				if want := runWith("", slices.Concat(test.args, []string{"--"}, all)...); got != want {
					t.Errorf("%q of %q: %+v, as arguments %+v", test.args, text, got, want)
				}
			}
		}
		isJSON := slices.Contains(test.args, "-json")
		for row := range strings.Lines(got.stdout) {
			if isJSON && !json.Valid([]byte(row)) {
				t.Errorf("%q of %q: %q is no JSON", test.args, text, row)
			}
		}
		decoded, err := io.ReadAll(lines.Decode(strings.NewReader(text)))
		if err != nil {
			t.Fatal(err)
		}
		switch command := strings.Join(test.args, " "); command {
		case "find":
			if want := foundRows(string(decoded)); got.stdout != want {
				t.Errorf("find in %q: %q, want %q", text, got.stdout, want)
			}
		case "redact":
			if want := string(redeem.GiftCard().AppendRedacted(nil, decoded)); got.stdout != want {
				t.Errorf("redact %q: %q, want %q", text, got.stdout, want)
			}
		case "check -summary":
			if want := fmt.Sprintf("total\t%d\n", len(all)); !strings.HasSuffix(got.stdout, want) {
				t.Errorf("check -summary of %q: %q, want %q at the end", text, got.stdout, want)
			}
		}
		if slices.Contains(test.args, "-mask") || test.args[0] == "audit" {
			for _, line := range all {
				if c, err := redeem.Parse(line); err == nil && strings.Contains(strings.ReplaceAll(got.stdout, "-", ""), redeem.Plain(c).String()) {
					t.Errorf("%q of %q shows the code: %q", test.args, text, got.stdout)
				}
			}
		}
		var stderr strings.Builder
		status := run(test.args, &brokenReader{strings.NewReader(text), broken}, &fullWriter{room: int(room)}, &stderr)
		name := "redeem " + test.args[0]
		if said := stderr.String(); status != exitTrouble || said != name+": writing: disk full\n" && said != name+": reading: broken disk\n" {
			t.Errorf("%q of %q with broken disks: status %d, stderr %q", test.args, text, status, said)
		}
	})
}

// FuzzFormatFlags describes formats of anything: a command refuses them, as all
// do and without a code, or a code that new draws is one to check and find, and
// redact masks it.
func FuzzFormatFlags(f *testing.F) {
	f.Add(16, "", "X", "4-4-4-4", "")
	f.Add(12, "CDFGHJKLMNPQRTVWXYZ2346789", "", "", "")
	f.Add(12, "", "", "4-4-4", "coupon-code-3x4")
	f.Add(17, "", "", "", "luhn-mod-36")
	f.Add(4, "!*x", "x", "2-2", "")
	f.Add(1, "7", "", "", "")
	f.Add(0, "", "", "", "")
	f.Add(5, "", "X8KD49FJ", "", "")
	f.Add(5, "", "", "X8KD49FJ2MZQ7WPT", "X8KD49FJ2MZQ7WPT")
	f.Add(5, "X8KD49FJ2MZQ7WPTX", "", "1-4", "luhn")
	f.Fuzz(func(t *testing.T, length int, alphabet, prefix, groups, scheme string) {
		flags := []string{"-length=" + strconv.Itoa(length)}
		for _, value := range []struct{ name, value string }{{"alphabet", alphabet}, {"prefix", prefix}, {"groups", groups}, {"check", scheme}} {
			if value.value != "" {
				flags = append(flags, "-"+value.name+"="+value.value)
			}
		}
		with := func(name string, inputs ...string) result {
			return runWith("", slices.Concat([]string{name}, flags, []string{"--"}, inputs)...)
		}
		drawn := with("new")
		if drawn.status != exitOK {
			for _, name := range []string{"check", "find", "redact", "fix", "audit", "design"} {
				want := strings.ReplaceAll(drawn.stderr, "new", name)
				if got := with(name); got != (result{exitTrouble, "", want}) || !strings.HasPrefix(want, "redeem "+name+": ") {
					t.Errorf("%s %q: %+v, want %q", name, flags, got, want)
				}
			}
			if part := leaked(drawn.stderr); part != "" {
				t.Errorf("new %q: stderr %q", flags, drawn.stderr)
			}
			return
		}
		code, ok := strings.CutPrefix(strings.TrimSuffix(drawn.stdout, "\n"), "1\t")
		if !ok || len(code) != length || !strings.HasPrefix(code, prefix) || drawn.stderr != "" {
			t.Fatalf("new %q: %+v", flags, drawn)
		}
		for name, want := range map[string]string{
			"check": "1\tok\t" + code + "\t\tnone\n",
			"find":  fmt.Sprintf("1\t0\t%d\t%s\n", length, code),
		} {
			if got := with(name, code); got != (result{exitOK, want, ""}) {
				t.Errorf("%s %q %q: %+v, want %q", name, flags, code, got, want)
			}
		}
		visible := min(length/4, 4)
		masked := strings.TrimRight(with("redact", code).stdout, "\n")
		if strings.Trim(masked[:length-visible], "*") != "" && strings.Trim(masked[:length-visible], "_") != "" || masked[length-visible:] != code[length-visible:] {
			t.Errorf("redact %q %q: %q", flags, code, masked)
		}
	})
}
