package redeem_test

import (
	"bytes"
	"errors"
	"fmt"
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

// textCases returns the texts that the documentation of Redactor says are masked or stay,
// each with its result.
func textCases(t *testing.T) (texts, masked, why []string) {
	t.Helper()
	_, doc, _ := strings.Cut(readDoc(t), "\n # What is masked\n")
	doc, _, _ = strings.Cut(doc, "\n # ")
	waits := false // for the masked form of the last text
	for line := range strings.Lines(doc) {
		row, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		text, reason, more := strings.Cut(row, "   ")
		switch {
		case waits && more:
			masked, why = append(masked, text), append(why, reason)
		case !waits && more && strings.HasPrefix(reason, "stays: "):
			texts, masked, why = append(texts, text), append(masked, text), append(why, reason)
		case !waits && !more:
			texts = append(texts, text)
		default:
			t.Fatalf("not a text and what becomes of it: %s", row)
		}
		waits = !more
	}
	return texts, masked, why
}

// TestTextCases is the promise that texts are masked, or stay, as the documentation says.
func TestTextCases(t *testing.T) {
	const vouchers = 3 // texts at the end, in which the format is a voucher
	voucher := redeem.MustFormat(redeem.Spec{Length: 12, Groups: []int{4, 4, 4}})
	texts, masked, why := textCases(t)
	if len(texts) != 15 || len(masked) != len(texts) {
		t.Fatalf("%d texts, and %d masked, want 15", len(texts), len(masked))
	}
	for i, text := range texts {
		f := redeem.GiftCard()
		if i >= len(texts)-vouchers {
			f = voucher
		}
		var out strings.Builder
		r := redeem.NewRedactor(&out, f)
		if strings.Contains(why[i], "KeepNumbers") {
			r.KeepNumbers()
		}
		fmt.Fprint(r, text)
		if err := r.Close(); err != nil || out.String() != masked[i] {
			t.Errorf("%q becomes %q, want %q; %v", text, out.String(), masked[i], err)
		}
	}
}

// TestKeepNumbers is the promise that KeepNumbers keeps rows of digits if fewer than one
// code in 100,000 looks like them.
func TestKeepNumbers(t *testing.T) {
	hex := "0123456789abcdef"
	for _, tt := range []struct {
		spec       redeem.Spec
		text, want string // "" = unchanged
	}{
		{redeem.Spec{Length: 8}, "12345678 1234abcd", "******78 ******cd"}, // three of 100,000 codes are digits
		{redeem.Spec{Length: 9}, "123456789", ""},
		{redeem.Spec{Length: 9}, "1234abcde", "*******de"},
		{redeem.Spec{Length: 14}, "1234abcd1234ab", "***********4ab"},
		{redeem.Spec{Length: 15}, "1234abcd1234abc", ""},
		{redeem.Spec{Length: 16}, "4bf92f3577b34da6 1234567890123456", ""},
		{redeem.Spec{Length: 16}, "4BF92F3577B34DA6", "************4DA6"}, // codes are written so
		{redeem.Spec{Length: 16}, "4bF92f3577b34da6", "************4da6"},
		{redeem.Spec{Length: 16}, "4bf92f3577b34dag", "************4dag"},
		{redeem.Spec{Length: 16, Groups: []int{4, 4, 4, 4}}, "1234567890123456", ""},
		{redeem.Spec{Length: 16, Groups: []int{4, 4, 4, 4}}, "1234-5678-9012-3456", "****-****-****-3456"},
		{redeem.Spec{Length: 16, Groups: []int{4, 4, 4, 4}}, "1234 5678 9012 3456", "**** **** **** 3456"},
		{redeem.Spec{Length: 16, Alphabet: "0123456789"}, "1234567890123456", "************3456"},
		{redeem.Spec{Length: 16, Alphabet: hex}, "1234567890123456 4bf92f3577b34da6", "************3456 ************4da6"}, // one of 1,800 codes is digits alone
		{redeem.Spec{Length: 32, Alphabet: hex}, "12345678901234567890123456789012", ""},
		{redeem.Spec{Length: 16, Prefix: "X"}, "X234567890123456", "************3456"},
		{redeem.Spec{Length: 15, Prefix: "1234567"}, "123456789012345", "************345"}, // behind the prefix are eight digits
		{redeem.Spec{Length: 16, Prefix: "1234567"}, "1234567890123456", ""},
		{redeem.Spec{Length: 16}, "%34bf92f3577b34da6", "**************4da6"},
		{redeem.Spec{Length: 16}, "123456789012345６", "************345６"},
	} {
		want := tt.want
		if want == "" {
			want = tt.text
		}
		var out strings.Builder
		r := redeem.NewRedactor(&out, redeem.MustFormat(tt.spec))
		if r.KeepNumbers() != r {
			t.Error("KeepNumbers returns another Redactor")
		}
		fmt.Fprint(r, tt.text)
		if err := r.Close(); err != nil || out.String() != want {
			t.Errorf("%d symbols of %q, prefix %q: %q becomes %q, want %q; %v", tt.spec.Length, tt.spec.Alphabet, tt.spec.Prefix, tt.text, out.String(), want, err)
		}
		out.Reset()
		r = redeem.NewRedactor(&out, redeem.MustFormat(tt.spec))
		fmt.Fprint(r, tt.text)
		if r.Close(); out.String() == tt.text {
			t.Errorf("%q stays without being asked", tt.text)
		}
	}
}
