package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

func TestFind(t *testing.T) {
	const grouped = "x8kd-49fj-2mzq-7wpt"
	for _, test := range []struct {
		name   string
		args   []string
		stdin  string
		stdout string
		status int
	}{
		{"arguments", []string{"no code", "it is " + grouped + "."}, "", "2\t6\t25\t" + good + "\n", 0},
		{"arguments of several lines", []string{"a\n" + good, good}, "", "1\t2\t18\t" + good + "\n2\t0\t16\t" + good + "\n", 0},
		{"lines", nil, "a\n\n" + good + "\r\n \"" + grouped + "\"," + good, "3\t0\t16\t" + good + "\n4\t2\t21\t" + good + "\n4\t23\t39\t" + good + "\n", 0},
		{"nothing", nil, "a\nX\n", "", 1},
		{"no input", nil, "", "", 1},
		{"JSON", []string{"-json", "é " + good}, "", `{"input":1,"start":3,"end":19,"code":"` + good + "\"}\n", 0},
		{"masked", []string{"-mask", "-group"}, grouped + "\n", "1\t0\t19\t****-****-****-7WPT\n", 0},
		{"format", []string{"-groups", "3-3", "-alphabet", "0123456789"}, "123-456 " + good + " 123456", "1\t0\t7\t123456\n1\t25\t31\t123456\n", 0},
		{"serials", []string{"-serials"}, good + "\nGCA4567890123456", "2\t0\t16\tGCA4567890123456\n", 0},
		{"serials, JSON", []string{"-serials", "-json"}, "GCA4567890123456", `{"input":1,"start":0,"end":16,"serial":"GCA4567890123456"}` + "\n", 0},
		{"not over a line end", nil, "X8KD\n49FJ\n2MZQ\n7WPT", "", 1},
	} {
		got := runWith(test.stdin, append([]string{"find"}, test.args...)...)
		if got.stdout != test.stdout || got.status != test.status || got.stderr != "" {
			t.Errorf("%s: got %+v, want status %d and %q", test.name, got, test.status, test.stdout)
		}
	}
	for _, args := range [][]string{
		{"-serials", "-mask", good}, {"-serials", "-length", "4"}, {"-f", "x", good}, {"-f", ""}, {"-length", "0"},
	} {
		if got := runWith("", append([]string{"find"}, args...)...); got.status != exitTrouble || got.stdout != "" || got.stderr == "" {
			t.Errorf("%q: %+v", args, got)
		}
	}
}

// findText makes a text of codes and lines of all lengths.
func findText(random *rand.Rand) string {
	var b strings.Builder
	for range random.IntN(40) {
		switch random.IntN(8) {
		case 0:
			b.WriteString(good)
		case 1:
			b.WriteString("X8KD-49FJ-2MZQ-7WPT")
		case 2:
			b.WriteString("\n")
		case 3:
			b.WriteString("A" + strings.Repeat("\u200b", random.IntN(30)))
		case 4:
			b.WriteString("X8KD" + strings.Repeat("\u00ad", random.IntN(600)) + "49FJ2MZQ7WPT")
		case 5:
			b.WriteString(strings.Repeat(". ", random.IntN(chunk)))
		case 6:
			b.WriteString(strings.Repeat("X8KD-", random.IntN(3000)))
		default:
			b.WriteString(" ")
		}
	}
	return b.String()
}

// TestFindStream compares what is found in a stream with what is in the text.
func TestFindStream(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range exhaustive.Pick(5, 30) {
		text := findText(random)
		want := foundRows(text)
		for name, r := range map[string]io.Reader{
			"whole": strings.NewReader(text),
			"half":  iotest.HalfReader(strings.NewReader(text)),
			"end":   iotest.DataErrReader(strings.NewReader(text)),
			"byte":  iotest.OneByteReader(strings.NewReader(text)),
		} {
			if name == "byte" && len(text) > chunk {
				continue
			}
			var stdout, stderr bytes.Buffer
			run([]string{"find"}, r, &stdout, &stderr)
			if stdout.String() != want || stderr.Len() > 0 {
				t.Fatalf("%d bytes, reader %s: got\n%s%s, want\n%s", len(text), name, &stdout, &stderr, want)
			}
		}
	}
}

// TestFindLongLines searches lines that are longer than a chunk, with codes near the
// places where the lines are cut, in words and texts of every kind. The sample gives each
// format half of the texts.
func TestFindLongLines(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 7))
	for i, test := range []struct {
		args  []string
		codes []string
		find  func(string) iter.Seq2[span, string]
	}{
		{nil, []string{good, "X8KD 49FJ 2MZQ 7WPT", "X111-X222-X333-X444"}, findsIn(redeem.GiftCard())},
		{
			[]string{"-length", "4", "-alphabet", "0123456789"}, []string{"1234", "12345", "1234 5678"},
			findsIn(redeem.MustFormat(redeem.Spec{Length: 4, Alphabet: "0123456789"})),
		},
		{
			[]string{"-length", "3", "-alphabet", "12!*", "-groups", "1-2"}, []string{"1!2", "!!!!!!", "1-2!1-2!", "12**!"},
			findsIn(redeem.MustFormat(redeem.Spec{Length: 3, Alphabet: "12!*", Groups: []int{1, 2}})),
		},
		{[]string{"-serials"}, []string{"GCA4567890123456", "6012-3456-7890-1234-567"}, func(text string) iter.Seq2[span, string] {
			return func(yield func(span, string) bool) {
				for m := range redeem.FindSerials(text) {
					if !yield(span{m.Start, m.End}, m.Serial.String()) {
						return
					}
				}
			}
		}},
	} {
		for j, filling := range []string{" ", "word ", "A", "7", "0123456789abcdef", "X111-", "X", "1-2-", "!", "*", "12*-", "ж", "ждать ", "世", "é", "\u200b", "a\u00ad", "\\x0a", "%20", "\xff", "😀"} {
			if (i+j)%2 > 0 && !exhaustive.On() {
				continue
			}
			var b strings.Builder
			for b.Len() < exhaustive.Pick(3, 10)*chunk/2 {
				b.WriteString(strings.Repeat(filling, 1+random.IntN(4000)/len(filling)))
				for range random.IntN(3) {
					b.WriteString(test.codes[random.IntN(len(test.codes))])
				}
			}
			text := b.String()
			var want strings.Builder
			for at, code := range test.find(text) {
				fmt.Fprintf(&want, "1\t%d\t%d\t%s\n", at.start, at.end, code)
			}
			var stdout, stderr bytes.Buffer
			run(append([]string{"find"}, test.args...), strings.NewReader(text), &stdout, &stderr)
			if stdout.String() != want.String() || stderr.Len() > 0 {
				t.Errorf("%v, a line of %+q: %d rows are not the %d of the whole text%s", test.args, filling, strings.Count(stdout.String(), "\n"), strings.Count(want.String(), "\n"), &stderr)
			}
		}
	}
}

// findsIn returns a function that finds the codes of a format.
func findsIn(f *redeem.Format) func(text string) iter.Seq2[span, string] {
	return func(text string) iter.Seq2[span, string] {
		return func(yield func(span, string) bool) {
			for m := range f.Find(text) {
				if !yield(span{m.Start, m.End}, redeem.Plain(m.Code).String()) {
					return
				}
			}
		}
	}
}

// foundRows is what find should print of a text.
func foundRows(text string) string {
	var rows strings.Builder
	line, begin := 1, 0
	for m := range redeem.GiftCard().Find(text) {
		for i := strings.IndexByte(text[begin:m.Start], '\n'); i >= 0; i = strings.IndexByte(text[begin:m.Start], '\n') {
			line, begin = line+1, begin+i+1
		}
		fmt.Fprintf(&rows, "%d\t%d\t%d\t%s\n", line, m.Start-begin, m.End-begin, redeem.Plain(m.Code))
	}
	return rows.String()
}

// TestRedactStream compares a stream with the whole text.
func TestRedactStream(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range exhaustive.Pick(10, 50) {
		text := findText(random)
		want := string(redeem.GiftCard().AppendRedacted(nil, []byte(text)))
		if got := runWith(text, "redact"); got.stdout != want || got.status != exitOK || got.stderr != "" {
			t.Fatalf("%d bytes: status %d, stderr %q, %d bytes out", len(text), got.status, got.stderr, len(got.stdout))
		}
	}
	voucher := []string{"redact", "-length", "4", "-alphabet", "0123456789"}
	for _, test := range []struct {
		args        []string
		stdin, want string
	}{
		{[]string{"redact", good, "no code"}, "", "************7WPT\nno code\n"},
		{[]string{"redact", "-f", file(t, "a "+good)}, "", "a ************7WPT"},
		{voucher, "1234 12345 é\xff\r\n", "***4 12345 é\xff\r\n"},
		{[]string{"redact"}, "", ""},
	} {
		if got := runWith(test.stdin, test.args...); got != (result{exitOK, test.want, ""}) {
			t.Errorf("%q: %+v, want %q", test.args, got, test.want)
		}
	}
	for _, args := range [][]string{{"redact", "-f", "x", good}, {"redact", "-f", ""}, {"redact", "-length", "0"}} {
		if got := runWith("", args...); got.status != exitTrouble || got.stdout != "" || got.stderr == "" {
			t.Errorf("%q: %+v", args, got)
		}
	}
}

// TestFilterErrors breaks the disk on either side.
func TestFilterErrors(t *testing.T) {
	lines := strings.Repeat("code "+good+"\n", 50_000)
	for _, name := range []string{"find", "redact"} {
		for _, room := range []int{0, 1, 2*chunk + 1} {
			var stderr bytes.Buffer
			stdin := strings.NewReader(lines)
			status := run([]string{name}, stdin, &fullWriter{room: room}, &stderr)
			if got, want := stderr.String(), "redeem "+name+": writing: disk full\n"; status != exitTrouble || got != want || stdin.Len() < len(lines)/2 {
				t.Errorf("%s, room for %d bytes: status %d, stderr %q, %d bytes left", name, room, status, got, stdin.Len())
			}
		}
		var stderr bytes.Buffer
		if status := run([]string{name, good}, nil, &fullWriter{}, &stderr); status != exitTrouble || !strings.HasSuffix(stderr.String(), ": writing: disk full\n") {
			t.Errorf("%s: status %d, stderr %q", name, status, &stderr)
		}
		var stdout bytes.Buffer
		stderr.Reset()
		stdin := &brokenReader{strings.NewReader("a " + good), errors.New("broken disk")}
		status := run([]string{name}, stdin, &stdout, &stderr)
		want := map[string]string{"find": "1\t2\t18\t" + good + "\n", "redact": "a ************7WPT"}[name]
		if got := stderr.String(); status != exitTrouble || got != "redeem "+name+": reading: broken disk\n" || stdout.String() != want {
			t.Errorf("%s: status %d, stderr %q, stdout %q", name, status, got, &stdout)
		}
	}
}

// TestFilterMemory sends so much text that a copy of it would exceed the limit.
func TestFilterMemory(t *testing.T) {
	for _, unit := range []string{"X123 ", "a code: " + good + "\n", "\n", "X", "X\u200b", "\u00ad"} {
		block := []byte(strings.Repeat(unit, chunk/len(unit)))
		for name, most := range map[string]int{"find": 5 * chunk, "redact": 8 * chunk} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var stderr bytes.Buffer
			status := run([]string{name}, &repeater{block: block, left: exhaustive.Pick(most+chunk, 8<<20)}, io.Discard, &stderr)
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > uint64(most) || status == exitTrouble {
				t.Errorf("%s of %q: %d bytes allocated, status %d, %q", name, unit, used, status, &stderr)
			}
		}
	}
}

// TestFilterAtOnce types lines and waits for the answer to each.
func TestFilterAtOnce(t *testing.T) {
	for name, want := range map[string]string{"find": "\t0\t16\t" + good, "redact": "************7WPT"} {
		typed, keyboard := io.Pipe()
		screen, stdout := io.Pipe()
		status := make(chan int, 1)
		go func() {
			status <- run([]string{name}, typed, stdout, io.Discard)
			stdout.Close()
		}()
		answers := bufio.NewScanner(screen)
		for range 3 {
			io.WriteString(keyboard, good+"\n")
			if !answers.Scan() || !strings.HasSuffix(answers.Text(), want) {
				t.Errorf("%s: %q", name, answers.Text())
			}
		}
		io.WriteString(keyboard, good)
		keyboard.Close()
		if !answers.Scan() || !strings.HasSuffix(answers.Text(), want) {
			t.Errorf("%s: %q at the end", name, answers.Text())
		}
		if answers.Scan() {
			t.Errorf("%s: one line too many: %q", name, answers.Text())
		}
		if got := <-status; got != exitOK {
			t.Errorf("%s: status %d", name, got)
		}
	}
}
