package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/lines"
)

// eachWorkers calls a test with so many workers, at most.
func eachWorkers(t *testing.T, test func(t *testing.T)) {
	for _, n := range []int{1, 2, 8} {
		t.Run(fmt.Sprintf("workers=%d", n), func(t *testing.T) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
			test(t)
		})
	}
}

// randomLines is a text of some size, of lines of all kinds and lengths.
func randomLines(random *rand.Rand, size int) string {
	var b strings.Builder
	for b.Len() < size {
		switch n := random.IntN(1000); {
		case n == 0 && random.IntN(20) == 0:
			b.WriteString(strings.Repeat("X 8", random.IntN(chunk)))
		case n < 100:
			b.WriteString(spellings[random.IntN(len(spellings)-2)]) // the last two are long
		case n < 110:
			b.WriteString(strings.Repeat("\n", random.IntN(100)))
		case n < 200:
			b.WriteString("GCA1234567890123")
		case n < 300:
			b.WriteString(" no ")
		default:
			b.WriteString(good)
		}
		b.WriteString([]string{"\n", "\n", "\r\n"}[random.IntN(3)])
	}
	return b.String()
}

// randomReader reads as much as there is room for, or less.
type randomReader struct {
	r      io.Reader
	random *rand.Rand
}

func (r randomReader) Read(b []byte) (int, error) {
	if r.random.IntN(2) == 0 {
		b = b[:1+r.random.IntN(len(b))]
	}
	return r.r.Read(b)
}

// TestLinesAsArguments compares the answers of several workers to lines with those of one
// worker to the same inputs as arguments.
func TestLinesAsArguments(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, test := range []struct {
		args []string
		size int
	}{
		{[]string{"check"}, 10 * chunk},
		{[]string{"check", "-json", "-mask"}, 5 * chunk},
		{[]string{"check", "-summary"}, 20 * chunk},
		{[]string{"serial"}, 5 * chunk},
		{[]string{"region", "-storefront", "NO"}, 5 * chunk},
		{[]string{"fix", "-n", "1", "-max-edits", "1"}, exhaustive.Pick(chunk, 2*chunk)},
	} {
		text := randomLines(random, test.size/exhaustive.Pick(4, 1))
		lines := linesOf(text, lines.Enough, test.args[0] == "region")
		want := runWith("", append(append(test.args, "--"), lines...)...)
		eachWorkers(t, func(t *testing.T) {
			for name, r := range map[string]io.Reader{
				"whole":  strings.NewReader(text),
				"random": randomReader{strings.NewReader(text), random},
				"half":   iotest.HalfReader(strings.NewReader(text)),
				"end":    iotest.DataErrReader(strings.NewReader(text)),
			} {
				var stdout, stderr bytes.Buffer
				status := run(test.args, r, &stdout, &stderr)
				if got := (result{status, stdout.String(), stderr.String()}); got != want {
					t.Errorf("%q, %s: status %d, %d bytes, stderr %q, want %d, %d, %q",
						test.args, name, got.status, len(got.stdout), got.stderr, want.status, len(want.stdout), want.stderr)
				}
			}
		})
	}
}

// sleeper is a handler that takes its time.
type sleeper struct{ random *rand.Rand }

func (h *sleeper) answer(dst []byte, n int64, input []byte) ([]byte, bool) {
	if h.random.IntN(1000) == 0 {
		time.Sleep(time.Duration(h.random.IntN(100)) * time.Microsecond)
	}
	return fmt.Appendf(dst, "%d %s\n", n, input), true
}

func TestAnswersInOrder(t *testing.T) {
	var text, want strings.Builder
	for n := 1; n <= 100_000; n++ {
		fmt.Fprintf(&text, "%x\n", n)
		fmt.Fprintf(&want, "%d %x\n", n, n)
	}
	eachWorkers(t, func(t *testing.T) {
		seed := uint64(0)
		var out strings.Builder
		s := newStream(&out, func() handler {
			seed++
			return &sleeper{rand.New(rand.NewPCG(5, seed))}
		})
		err := s.answerLines(runtime.GOMAXPROCS(0), lines.NewReader(strings.NewReader(text.String()), lines.Enough, false, nil))
		if err != nil || s.failed != nil || s.refused {
			t.Errorf("ended with %v, %v, refused %t", err, s.failed, s.refused)
		}
		if out.String() != want.String() {
			t.Error("answers out of order")
		}
	})
}

// meeting is a handler that answers nothing until as many are at it.
type meeting struct {
	open *sync.WaitGroup
	came bool
}

func (h *meeting) answer(dst []byte, _ int64, _ []byte) ([]byte, bool) {
	if !h.came {
		h.came = true
		h.open.Done()
		h.open.Wait()
	}
	return dst, true
}

// TestWorkersAtOnce ends only if every processor has a worker.
func TestWorkersAtOnce(t *testing.T) {
	eachWorkers(t, func(t *testing.T) {
		workers := runtime.GOMAXPROCS(0)
		var open sync.WaitGroup
		open.Add(workers)
		made := 0
		s := newStream(io.Discard, func() handler {
			made++
			return &meeting{open: &open}
		})
		text := strings.Repeat(good+"\n", (workers+4)*chunk/len(good))
		ended := make(chan error)
		go func() {
			ended <- s.answerLines(runtime.GOMAXPROCS(0), lines.NewReader(strings.NewReader(text), lines.Enough, false, nil))
		}()
		select {
		case err := <-ended:
			if err != nil || made != workers {
				t.Errorf("%v, %d handlers", err, made)
			}
		case <-time.After(time.Minute):
			t.Errorf("fewer than %d workers", workers)
		}
	})
}

// TestAnswersToFullBlock sends as much as is read at a time, and waits for the
// answers before it goes on.
func TestAnswersToFullBlock(t *testing.T) {
	eachWorkers(t, func(t *testing.T) {
		typed, keyboard := io.Pipe()
		screen, stdout := io.Pipe()
		status := make(chan int, 1)
		go func() {
			status <- run([]string{"serial"}, typed, stdout, io.Discard)
			stdout.Close()
		}()
		const line = "GCA1234567890123\n"
		lines := strings.Repeat(line, chunk/len(line)) + strings.Repeat("\n", chunk%len(line))
		answers := strings.Count(lines, "\n")
		room := make([]byte, chunk)
		for range 3 {
			go io.WriteString(keyboard, lines)
			for left := answers; left > 0; {
				n, err := screen.Read(room)
				if err != nil {
					t.Fatal(err)
				}
				left -= bytes.Count(room[:n], []byte{'\n'})
			}
		}
		keyboard.Close()
		if rest, err := io.ReadAll(screen); len(rest) > 0 || err != nil {
			t.Errorf("%d bytes too many, %v", len(rest), err)
		}
		if got := <-status; got != exitRefused {
			t.Errorf("status %d", got)
		}
	})
}

// TestReadErrorAfterBlocks answers the lines before an error.
func TestReadErrorAfterBlocks(t *testing.T) {
	broken := errors.New("broken disk")
	lines := strings.Repeat(good+"\n", 20*chunk/len(good))
	want := runWith(lines, "check").stdout
	eachWorkers(t, func(t *testing.T) {
		var stdout, stderr bytes.Buffer
		status := run([]string{"check"}, &brokenReader{strings.NewReader(lines + good), broken}, &stdout, &stderr)
		if status != exitTrouble || stderr.String() != "redeem check: reading: broken disk\n" || stdout.String() != want {
			t.Errorf("status %d, stderr %q, %d bytes, want %d", status, &stderr, stdout.Len(), len(want))
		}
		stdout.Reset()
		status = run([]string{"check", "-summary"}, &brokenReader{strings.NewReader(lines), broken}, &stdout, io.Discard)
		if status != exitTrouble || stdout.Len() > 0 {
			t.Errorf("a summary of less than everything: status %d, %q", status, &stdout)
		}
	})
}

// TestWriteErrorAfterBlocks writes what comes first, and nothing after an error.
func TestWriteErrorAfterBlocks(t *testing.T) {
	lines := strings.Repeat(good+"\n", 40*chunk/len(good))
	want := runWith(lines, "check").stdout
	eachWorkers(t, func(t *testing.T) {
		for _, room := range []int{0, chunk - 1, 5 * chunk} {
			var stdout, stderr bytes.Buffer
			stdin := strings.NewReader(lines)
			status := run([]string{"check"}, stdin, io.MultiWriter(&fullWriter{room: room}, &stdout), &stderr)
			if status != exitTrouble || stderr.String() != "redeem check: writing: disk full\n" {
				t.Errorf("room for %d bytes: status %d, stderr %q", room, status, &stderr)
			}
			if !strings.HasPrefix(want, stdout.String()) || stdout.Len() > room {
				t.Errorf("room for %d bytes: %d other bytes", room, stdout.Len())
			}
			if stdin.Len() < len(lines)/2 {
				t.Errorf("room for %d bytes: read on, %d bytes left", room, stdin.Len())
			}
		}
	})
}

// linesOf returns the lines of a text.
func linesOf(text string, most int, trim bool) []string {
	var all []string
	lines.NewReader(strings.NewReader(text), most, trim, nil).Each(func(line []byte) error {
		all = append(all, string(line))
		return nil
	})
	return all
}
