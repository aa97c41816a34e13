package redeem_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

// TestRedactedQuarter is the promise that the last quarter stays, four symbols
// at most.
func TestRedactedQuarter(t *testing.T) {
	for n, left := range map[int]int{1: 0, 3: 0, 4: 1, 7: 1, 8: 2, 12: 3, 15: 3, 16: 4, 20: 4, 32: 4} {
		code := strings.Repeat("7", n)
		if got, want := string(redeem.MustFormat(redeem.Spec{Length: n}).AppendRedacted(nil, []byte(code))), strings.Repeat("*", n-left)+code[n-left:]; got != want {
			t.Errorf("AppendRedacted(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestRedactor(t *testing.T) {
	voucher := redeem.MustFormat(redeem.Spec{Length: 8, Alphabet: "0123456789", Groups: []int{4, 4}})
	const text = "X8KD-49FJ-2MZQ-7WPT, 1234-5678 and 12345678X8KD\n"
	for _, tt := range []struct {
		formats []*redeem.Format
		want    string
	}{
		{nil, "****-****-****-7WPT, 1234-5678 and 12345678X8KD\n"},
		{[]*redeem.Format{voucher}, "X8KD-49FJ-2MZQ-7WPT, ****-**78 and 12345678X8KD\n"},
		{[]*redeem.Format{voucher, redeem.GiftCard()}, "****-****-****-7WPT, ****-**78 and 12345678X8KD\n"},
	} {
		for cut := range len(text) + 1 {
			var out bytes.Buffer
			r := redeem.NewRedactor(&out, tt.formats...)
			io.WriteString(r, text[:cut])
			io.WriteString(r, text[cut:])
			if out.String() != tt.want {
				t.Errorf("cut at %d, before Close: %q, want %q", cut, &out, tt.want)
			}
			if err := r.Close(); err != nil || out.String() != tt.want {
				t.Errorf("cut at %d: %q, want %q; %v", cut, &out, tt.want, err)
			}
		}
	}
}

// wrongWriter says that it took a number of bytes that nobody offered.
type wrongWriter struct {
	n   int
	err error
}

func (w wrongWriter) Write([]byte) (int, error) { return w.n, w.err }

// TestRedactorWrongWriter is the promise that such a number counts for nothing,
// and that the writer's error is returned if it has one.
func TestRedactorWrongWriter(t *testing.T) {
	full := errors.New("disk full")
	for _, n := range []int{-1, 6, 1 << 30} {
		for err, want := range map[error]error{nil: io.ErrShortWrite, full: full} {
			r := redeem.NewRedactor(wrongWriter{n, err})
			if took, got := io.WriteString(r, "hello"); took != 0 || got != want {
				t.Errorf("a writer that took %d bytes with %v: %d, %v", n, err, took, got)
			}
		}
	}
}

func TestRedactorClosed(t *testing.T) {
	var out bytes.Buffer
	r := redeem.NewRedactor(&out)
	io.WriteString(r, "X8KD49FJ2MZQ7WPT")
	for range 2 {
		if err := r.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
	}
	if n, err := r.Write([]byte("more")); n != 0 || err != io.ErrClosedPipe {
		t.Errorf("Write after Close = %d, %v", n, err)
	}
	if got := out.String(); got != "************7WPT" {
		t.Errorf("wrote %q", got)
	}
}

// countWriter counts the writes to it.
type countWriter int

func (w *countWriter) Write(b []byte) (int, error) {
	*w++
	return len(b), nil
}

// TestRedactorOneWrite is the promise that a record stays one record.
func TestRedactorOneWrite(t *testing.T) {
	var writes countWriter
	r := redeem.NewRedactor(&writes)
	for i := range 10 {
		io.WriteString(r, strings.Repeat("a record with X8KD49FJ2MZQ7WPT; ", 1+i*100)+"\n")
		if int(writes) != i+1 {
			t.Fatalf("%d writes for %d records", writes, i+1)
		}
	}
	writes = 0
	io.WriteString(r, "X8KD")
	io.WriteString(r, "-49FJ")
	if writes != 0 {
		t.Errorf("%d writes of nothing", writes)
	}
}
