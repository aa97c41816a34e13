package wire

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What is written is read back.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOf(rapid.Int32()).Draw(t, "numbers")
		texts := rapid.SliceOf(rapid.String()).Draw(t, "texts")
		share := rapid.Float64().Draw(t, "share")
		w := NewWriter(nil)
		w.List(func() int {
			for _, n := range numbers {
				w.Number(int(n))
			}
			return len(numbers)
		})
		w.Share(share)
		for _, text := range texts {
			w.Text(text)
			w.Append(func(b []byte) []byte { return append(b, text...) })
		}
		w.Flag(true)
		w.Flag(false)
		r := NewReader(w.Bytes())
		if got := r.Number(); got != len(numbers) {
			t.Fatalf("%d numbers, want %d", got, len(numbers))
		}
		for _, want := range numbers {
			if got := r.Number(); got != int(want) {
				t.Fatalf("number %d, want %d", got, want)
			}
		}
		if got := r.Share(); got != share {
			t.Fatalf("share %v, want %v", got, share)
		}
		for _, want := range texts {
			if got, again := r.Text(), r.Text(); got != want || again != want {
				t.Fatalf("texts %q and %q, want %q", got, again, want)
			}
		}
		if !r.More() || r.Number() != 1 || r.Number() != 0 || r.More() {
			t.Fatal("the flags are wrong")
		}
	})
}

// A request that was cut reads as zeros, whatever is asked for.
func TestBeyondTheEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOf(rapid.Byte()).Draw(t, "request")
		r := NewReader(b)
		for range len(b) + 1 {
			if text := r.Text(); len(text) > len(b) {
				t.Fatalf("a text of %d bytes in %d", len(text), len(b))
			}
		}
		if r.Number() != 0 || r.Share() != 0 || r.Text() != "" || r.More() {
			t.Fatal("there is something beyond the end")
		}
	})
}

// Text does not copy: to clear the request clears the text.
func TestTextIsNotCopied(t *testing.T) {
	w := NewWriter(nil)
	w.Text("X8KD")
	r := NewReader(w.Bytes())
	text := r.Text()
	clear(w.Bytes())
	if strings.Trim(text, "\x00") != "" {
		t.Errorf("the text is still %q", text)
	}
}
