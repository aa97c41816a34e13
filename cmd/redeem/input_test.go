package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// TestLongLine compares the answer to a line with the answer to the same input as an
// argument, which is not cut.
func TestLongLine(t *testing.T) {
	mega := exhaustive.Pick(4*chunk, 80*chunk)
	for _, input := range []string{
		strings.Repeat(" ", mega),
		strings.Repeat("X", mega),
		strings.Repeat("é", mega),
		strings.Repeat("Х", mega/2) + "\xff",
		good + strings.Repeat(" ", redeem.MaxInput-len(good)),
		good + strings.Repeat(" ", redeem.MaxInput-len(good)) + "\r",
		good + strings.Repeat(" ", redeem.MaxInput-len(good)+1),
		good + strings.Repeat("-", mega),
		good + strings.Repeat(" ", 100) + "!" + strings.Repeat("-", mega),
		good + strings.Repeat(" ", redeem.MaxInput) + "!",
		strings.Repeat("\u00ad", 400) + good + strings.Repeat("\u00ad", mega),
		"GCA" + strings.Repeat("1", 13) + strings.Repeat(" ", mega),
		"x" + strings.Repeat("\U0001D7D8", 255) + "\xf0\x9f", // a character cut in two at MaxInput+1
		"ab\xff" + strings.Repeat("a", mega),
		strings.Repeat(" ", mega) + "NO",
	} {
		for _, command := range []string{"check", "serial", "region", "fix"} {
			args := []string{command, "--", strings.TrimSuffix(input, "\r")}
			if command == "region" && len(input) <= redeem.MaxInput {
				args[2] = strings.TrimSpace(input)
			}
			want := runWith("", args...)
			for _, end := range []string{"", "\n", "\r\n"} {
				if strings.HasSuffix(input, "\r") && end == "\r\n" {
					continue
				}
				if got := runWith(input+end, command); got != want {
					t.Errorf("%s, %.20q… of %d bytes, end %q: got %+v, want %+v", command, input, len(input), end, got, want)
				}
			}
		}
	}
}

// TestConstantMemory reads a line, and many lines, whose copy would exceed the limit. Each
// worker has a block to read, and one to write or codes.
func TestConstantMemory(t *testing.T) {
	for _, test := range []struct {
		name, unit string
		size       int
	}{
		{"one line", "X123 ", exhaustive.Pick(4, 64) << 20},
		{"codes", good + "\n", exhaustive.Pick(1, 4) << 20},
		{"refused codes", "X8KD-49FJ-2MZQ-7WPT-0000-0000-0000-0000\r\n", exhaustive.Pick(1, 8) << 20},
		{"empty lines", "\n", 1 << 18},
	} {
		block := []byte(strings.Repeat(test.unit, chunk/len(test.unit)))
		for _, args := range [][]string{{"check"}, {"check", "-json", "-mask", "-group"}, {"check", "-summary"}} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var stderr bytes.Buffer
			status := run(args, &repeater{block: block, left: test.size}, io.Discard, &stderr)
			runtime.ReadMemStats(&after)
			if used := (after.TotalAlloc - before.TotalAlloc) / uint64(runtime.GOMAXPROCS(0)); used > 3*chunk+chunk/2 || status == exitTrouble {
				t.Errorf("%s, %q: %d bytes allocated for each worker, status %d, %q", test.name, args, used, status, &stderr)
			}
		}
	}
}

// repeater yields a block again and again.
type repeater struct {
	block    []byte
	at, left int
}

func (r *repeater) Read(b []byte) (int, error) {
	if r.left <= 0 {
		return 0, io.EOF
	}
	n := copy(b, r.block[r.at:])
	r.at = (r.at + n) % len(r.block)
	r.left -= n
	return n, nil
}

// TestAnswersAtOnce types lines and waits for the answer to each before it
// goes on.
func TestAnswersAtOnce(t *testing.T) {
	for _, args := range [][]string{{"check"}, {"serial"}, {"region"}, {"check", "-json", "-f", "-"}, {"fix"}, {"fix", "-reads"}} {
		typed, keyboard := io.Pipe()
		screen, stdout := io.Pipe()
		status := make(chan int)
		go func() {
			status <- run(args, typed, stdout, io.Discard)
			stdout.Close()
		}()
		answers := bufio.NewScanner(screen)
		for _, lines := range []string{"a\n", "b\nc\n", "\n", "d"} {
			io.WriteString(keyboard, lines)
			if lines == "d" {
				keyboard.Close()
			}
			for range max(strings.Count(lines, "\n"), 1) {
				if !answers.Scan() {
					t.Errorf("%q: no answer to %q", args, lines)
				}
			}
		}
		if got := <-status; got != exitRefused {
			t.Errorf("%q: status %d", args, got)
		}
		if answers.Scan() {
			t.Errorf("%q: one answer too many: %q", args, answers.Text())
		}
	}
}

// utf16Of encodes a text, with a byte order mark.
func utf16Of(text string, order binary.AppendByteOrder) string {
	b := order.AppendUint16(nil, 0xFEFF)
	for _, x := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, x)
	}
	return string(b)
}

// TestEncodings is the promise that inputs in UTF-16 are decoded, and that a lone
// CR ends a line.
func TestEncodings(t *testing.T) {
	const text = "X8KD-49FJ-2MZQ-7WPT\nХ8КD49FJ2MZQ7WPU\r\nhello 🎁 X8KD49FJ2MZQ7WPV\n"
	for _, command := range [][]string{{"check"}, {"check", "-summary"}, {"find"}, {"find", "-json"}, {"redact"}, {"audit"}, {"serial"}, {"fix"}} {
		want := runWith(text, command...)
		for name, encoded := range map[string]string{
			"little-endian": utf16Of(text, binary.LittleEndian),
			"big-endian":    utf16Of(text, binary.BigEndian),
		} {
			if got := runWith(encoded, command...); got != want {
				t.Errorf("%v, %s: got %+v, want %+v", command, name, got, want)
			}
		}
		if command[0] == "redact" {
			continue // what ends a line stays
		}
		returns := strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r")
		want = runWith(strings.ReplaceAll(text, "\r\n", "\n"), command...)
		if got := runWith(returns, command...); got != want {
			t.Errorf("%v, lone CR: got %+v, want %+v", command, got, want)
		}
	}
	if got := runWith("X8KD-49FJ\r2MZQ-7WPT\rX8KD49FJ2MZQ7WPT\r", "redact"); got.stdout != "X8KD-49FJ\r2MZQ-7WPT\r************7WPT\r" {
		t.Errorf("redact: %+v", got)
	}
}
