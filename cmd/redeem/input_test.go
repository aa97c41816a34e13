package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/redeemkit/redeem"
)

func readLines(t *testing.T, r io.Reader, most int, trim bool) []string {
	t.Helper()
	src := newLineReader(r, most, trim, nil)
	var lines []string
	for b := new(block); ; {
		err := src.read(b)
		if err != nil {
			if again := src.read(b); err != io.EOF || again != io.EOF {
				t.Fatalf("ended with %v, then %v", err, again)
			}
			return lines
		}
		if want := int64(len(lines) + 1); b.first != want {
			t.Fatalf("first line of a block is number %d, want %d", b.first, want)
		}
		before := len(lines)
		for line, more := b.next(); more; line, more = b.next() {
			lines = append(lines, string(line))
		}
		if len(lines) == before {
			t.Fatal("a block without a line")
		}
	}
}

// slowLines is what blocks should yield.
func slowLines(text string, most int, trim bool) []string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		line = strings.TrimSuffix(line, "\r")
		switch {
		case len(line) >= most:
			line = line[:most]
		case trim:
			line = strings.TrimSpace(line)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestLines(t *testing.T) {
	texts := []string{
		"", "\n", "\r\n", "\r", "\n\n", "a", "a\n", "a\nb", "a\r\nb\r\n", "a\rb\n", "a\r\r\n", "a\n\r\nb", "\n\na",
		"a\x00b\n\x00\n", "\xff\n\xc3", "\ufeffa\n", "\u2028\n", " a \t\n\u00a0b\u2003\r\n \n",
	}
	for _, size := range []int{redeem.MaxInput, enoughReads, chunk, 2 * chunk} {
		for n := size - 4; n <= size+4; n++ {
			for _, end := range []string{"", "\n", "\r\n", "\r", "\r\r\n", " \n"} {
				texts = append(texts, "a\n"+strings.Repeat("b", n)+end+"c\n", " "+strings.Repeat("b", n)+end, strings.Repeat(" ", n)+"b"+end)
			}
		}
	}
	for _, most := range []int{enough, enoughReads} {
		for n := most - 2; n <= most+2; n++ { // a CR where a long line is cut
			texts = append(texts, strings.Repeat("b", n)+"\r"+strings.Repeat("b", 2*chunk)+"\n")
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var b strings.Builder
		for range random.IntN(40) {
			b.WriteString([]string{"\n", "\r", "a", " ", "bc", strings.Repeat("x", random.IntN(3*chunk))}[random.IntN(6)])
		}
		texts = append(texts, b.String())
	}
	for _, text := range texts {
		for i, most := range []int{enough, enoughReads, enough} {
			trim := i == 2
			want := fmt.Sprintf("%q", slowLines(text, most, trim))
			for name, r := range map[string]io.Reader{
				"whole": strings.NewReader(text),
				"half":  iotest.HalfReader(strings.NewReader(text)),
				"end":   iotest.DataErrReader(strings.NewReader(text)),
				"byte":  iotest.OneByteReader(strings.NewReader(text)),
			} {
				if name == "byte" && len(text) > 2*redeem.MaxInput {
					continue
				}
				if got := fmt.Sprintf("%q", readLines(t, r, most, trim)); got != want {
					t.Errorf("%.40q of %d bytes, reader %s, most %d, trim %t: got %.200s, want %.200s", text, len(text), name, most, trim, got, want)
				}
			}
		}
	}
}

// TestLongLine compares the answer to a line with the answer to the same
// input as an argument, of which nothing is cut off.
func TestLongLine(t *testing.T) {
	const mega = 5 << 20
	for _, input := range []string{
		strings.Repeat(" ", mega),
		strings.Repeat("X", mega),
		strings.Repeat("é", mega),
		strings.Repeat("Х", mega/2) + "\xff",
		good + strings.Repeat(" ", redeem.MaxInput-len(good)),
		good + strings.Repeat(" ", redeem.MaxInput-len(good)) + "\r",
		good + strings.Repeat(" ", redeem.MaxInput-len(good)) + "\rX",
		good + strings.Repeat(" ", redeem.MaxInput-len(good)) + "\r" + strings.Repeat("X", mega),
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

// TestConstantMemory reads a line, and lines, of which a copy would be seen. Each
// worker has a block to read, and one to write or codes.
func TestConstantMemory(t *testing.T) {
	for _, test := range []struct {
		name, unit string
		size       int
	}{
		{"one line", "X123 ", 64 << 20},
		{"codes", good + "\n", 4 << 20},
		{"refused codes", "X8KD-49FJ-2MZQ-7WPT-0000-0000-0000-0000\r\n", 8 << 20},
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
