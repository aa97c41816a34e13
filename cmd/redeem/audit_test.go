package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
)

// alike looks like good.
const alike = "XBKD49FJ2MZQ7WPT"

func TestAudit(t *testing.T) {
	const clean = "ok\t1\ntotal\t1\nduplicate\t0\nlookalike\t0\n"
	lines := file(t, good+"\n"+alike+"\n")
	for _, test := range []struct {
		args  []string
		stdin string
		want  string
	}{
		{nil, "", "ok\t0\ntotal\t0\nduplicate\t0\nlookalike\t0\n"},
		{nil, good, clean},
		{nil, good + "\r\n", clean},
		{nil, good + "\n\n", "2\tempty\t\t0\t\t\nok\t1\nempty\t1\ntotal\t2\nduplicate\t0\nlookalike\t0\n"},
		{nil, good + strings.Repeat(" ", 3*chunk) + "\n" + good, "1\ttoo long\t\t1024\t\t\nok\t1\ntoo long\t1\ntotal\t2\nduplicate\t0\nlookalike\t0\n"},
		{nil, good + "\n" + alike + "\n", "2\tlookalike\t************7WPT\t\t1\t************7WPT\nok\t2\ntotal\t2\nduplicate\t0\nlookalike\t1\n"},
		{[]string{"-show"}, alike + "\n" + good, "2\tlookalike\t" + good + "\t\t1\t" + alike + "\nok\t2\ntotal\t2\nduplicate\t0\nlookalike\t1\n"},
		{[]string{"-group"}, good + "\n x8kd-49fj 2mzq7wpt", "2\tduplicate\t****-****-****-7WPT\t\t1\t\nok\t2\ntotal\t2\nduplicate\t1\nlookalike\t0\n"},
		{[]string{"-group", "-show"}, good + "\n" + good, "2\tduplicate\tX8KD-49FJ-2MZQ-7WPT\t\t1\t\nok\t2\ntotal\t2\nduplicate\t1\nlookalike\t0\n"},
		{[]string{"-", lines}, good + "\nX\n", "1:2\ttoo short\t\t1\t\t\n2:1\tduplicate\t************7WPT\t\t1:1\t\n" +
			"2:2\tlookalike\t************7WPT\t\t1:1\t************7WPT\nok\t3\ntoo short\t1\ntotal\t4\nduplicate\t1\nlookalike\t1\n"},
		{[]string{"-summary", lines, lines}, "", "ok\t4\ntotal\t4\nduplicate\t2\nlookalike\t1\n"},
		{[]string{"-pairs=0", lines}, "", "ok\t2\ntotal\t2\nduplicate\t0\nlookalike\t1\nunlisted\t1\n"},
		{[]string{"-compare=2", lines, "-"}, "X8KD49FJZMZQ7WPT", "1:2\tlookalike\t************7WPT\t\t1:1\t************7WPT\nok\t3\ntotal\t3\nduplicate\t0\nlookalike\t>=1\nuncompared\t1\n"},
		{[]string{"-summary", "-model=ts1292"}, "XA00000000000000\nXH00000000000000", "ok\t2\ntotal\t2\nduplicate\t0\nlookalike\t1\n"},
		{[]string{"-summary", "-length=3"}, "ab0\nABO\n" + good, "ok\t2\ntoo long\t1\ntotal\t3\nduplicate\t0\nlookalike\t1\n"},
		{[]string{"-json", "-show"}, good + "\n" + alike + "\n" + good + "\nX8KD49FJ2MZQ7",
			`{"input":2,"result":"lookalike","code":"XBKD49FJ2MZQ7WPT","first":1,"other":"X8KD49FJ2MZQ7WPT"}` + "\n" +
				`{"input":3,"result":"duplicate","code":"X8KD49FJ2MZQ7WPT","first":1}` + "\n" +
				`{"input":4,"result":"too-short","offset":13}` + "\n" +
				`{"ok":3,"too-short":1,"total":4,"duplicate":1,"lookalike":1}` + "\n"},
		{[]string{"-json", "-", lines}, good + "\n\n",
			`{"file":1,"input":2,"result":"empty","offset":0}` + "\n" +
				`{"file":2,"input":1,"result":"duplicate","code":"************7WPT","first_file":1,"first":1}` + "\n" +
				`{"file":2,"input":2,"result":"lookalike","code":"************7WPT","first_file":1,"first":1,"other":"************7WPT"}` + "\n" +
				`{"ok":3,"empty":1,"total":4,"duplicate":1,"lookalike":1}` + "\n"},
		{[]string{"-json", "-summary", "-compare=1", lines}, "", `{"ok":2,"total":2,"duplicate":0,"lookalike":0,"uncompared":1}` + "\n"},
	} {
		got := runWith(test.stdin, append([]string{"audit"}, test.args...)...)
		if got.stdout != test.want || got.stderr != "" {
			t.Errorf("%q, %q: got %q and %q, want %q", test.args, test.stdin, got.stdout, got.stderr, test.want)
		}
		if (got.status == exitOK) != (strings.HasSuffix(test.want, "duplicate\t0\nlookalike\t0\n") && strings.Count(test.want, "\n") == 4) {
			t.Errorf("%q, %q: status %d", test.args, test.stdin, got.status)
		}
		for line := range strings.Lines(got.stdout) {
			if strings.HasPrefix(strings.Join(test.args, " "), "-json") && !json.Valid([]byte(line)) {
				t.Errorf("not JSON: %s", line)
			}
		}
	}
}

// TestAuditPackageComment runs the example of the package comment, where the
// tabs at the end of a line cannot be seen.
func TestAuditPackageComment(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	inventory := file(t, good+"\nX149FJ2MZQ7WPTXX\nX8KD49FJZMZQ7WPT\nx8kd-49fj-2mzq-7wpt\nX8KD49FJ2MZQ7\n")
	_, text, ok := strings.Cut(string(doc), "//\t$ redeem audit inventory.txt\n")
	if !ok {
		t.Fatal("no example")
	}
	for line := range strings.Lines(runWith("", "audit", inventory).stdout) {
		want, rest, _ := strings.Cut(text, "\n")
		if got := "//\t" + strings.TrimRight(line, "\t\n"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		text = rest
	}
}

// TestAuditLikeCheck has audit and check refuse the same lines.
func TestAuditLikeCheck(t *testing.T) {
	lines := strings.Join(spellings, "\n")
	for _, format := range [][]string{nil, {"-length=4"}, {"-check=luhn-mod-36"}, {"-length=16", "-alphabet=0123456789X"}} {
		refused := map[string]bool{}
		for line := range strings.Lines(runWith(lines, append([]string{"check"}, format...)...).stdout) {
			columns := strings.Split(line, "\t")
			if columns[1] != resultOK {
				refused[strings.Join(columns[:4], "\t")] = true
			}
		}
		audited := 0
		for line := range strings.Lines(runWith(lines, append([]string{"audit"}, format...)...).stdout) {
			columns := strings.Split(line, "\t")
			if len(columns) < 6 || columns[1] == "duplicate" || columns[1] == "lookalike" {
				continue
			}
			audited++
			if !refused[strings.Join(columns[:4], "\t")] {
				t.Errorf("%q: only audit says %q", format, line)
			}
		}
		if audited != len(refused) || audited == 0 {
			t.Errorf("%q: %d lines refused, audit refuses %d", format, len(refused), audited)
		}
	}
}

// TestAuditSpills audits with little memory and much.
func TestAuditSpills(t *testing.T) {
	const symbols = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	random := rand.New(rand.NewPCG(1, 2))
	var lines bytes.Buffer
	for i := range 100_000 {
		switch i % 100 {
		case 98:
			lines.WriteString(good)
		case 99:
			lines.WriteString(strconv.Itoa(i))
		default:
			lines.WriteByte('X')
			for range 15 {
				lines.WriteByte(symbols[random.IntN(len(symbols))])
			}
		}
		lines.WriteByte('\n')
	}
	want := runWith(lines.String(), "audit")
	const counts = "\nok\t99000\nwrong prefix\t1000\ntotal\t100000\nduplicate\t999\nlookalike\t0\n"
	if !strings.HasSuffix(want.stdout, counts) || want.status != exitRefused || want.stderr != "" {
		t.Errorf("status %d, stderr %q, stdout ends in %q", want.status, want.stderr, want.stdout[len(want.stdout)-len(counts):])
	}
	temp := t.TempDir()
	if got := runWith(lines.String(), "audit", "-memory=1M", "-tmp", temp); got != want {
		t.Error("with little memory the answer is another")
	}
	left, err := os.ReadDir(temp)
	if err != nil || len(left) > 0 {
		t.Errorf("%d temporary files left behind, %v", len(left), err)
	}
}

func TestAuditReadError(t *testing.T) {
	broken := errors.New("broken disk")
	var stdout, stderr bytes.Buffer
	stdin := &brokenReader{strings.NewReader(good + "\n" + good), broken}
	if status := run([]string{"audit", os.DevNull, "-"}, stdin, &stdout, &stderr); status != exitTrouble || stdout.Len() > 0 {
		t.Errorf("an audit of less than everything: status %d, stdout %q", status, &stdout)
	}
	if got, want := stderr.String(), "redeem audit: reading file 2: broken disk\n"; got != want {
		t.Errorf("stderr %q, want %q", got, want)
	}
}

func TestAuditWriteError(t *testing.T) {
	lines := strings.Repeat("\n", 100_000)
	for _, room := range []int{0, 1, 1000, 2*chunk + 1} {
		var stderr bytes.Buffer
		status := run([]string{"audit"}, strings.NewReader(lines), &fullWriter{room: room}, &stderr)
		if got, want := stderr.String(), "redeem audit: writing: disk full\n"; status != exitTrouble || got != want {
			t.Errorf("room for %d bytes: status %d, stderr %q", room, status, got)
		}
	}
}

func TestByteSize(t *testing.T) {
	for text, want := range map[string]struct {
		size  byteSize
		shown string
	}{
		"0": {0, "0"}, "1": {1, "1"}, "1000": {1000, "1000"}, "1024": {1024, "1K"}, "1k": {1024, "1K"}, "1536M": {1536 << 20, "1536M"},
		"1g": {1 << 30, "1G"}, "1024G": {1 << 40, "1T"}, "2048T": {2 << 50, "2048T"}, "8388607T": {8388607 << 40, "8388607T"},
	} {
		var s byteSize
		if err := s.Set(text); err != nil || s != want.size || s.String() != want.shown {
			t.Errorf("%s: %d, %s, %v", text, int64(s), s.String(), err)
		}
	}
	for _, text := range []string{"", "M", "1MB", "1.5G", "-1", "+1", " 1", "1 G", "1P", "8388608T", "9223372036854775808"} {
		var s byteSize
		if err := s.Set(text); err == nil {
			t.Errorf("%q: %d", text, int64(s))
		}
	}
}
