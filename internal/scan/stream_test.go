package scan_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/vectors"
)

// TestRedactorCuts is the promise that it does not matter how a text is cut
// into writes, and that not much is held back.
func TestRedactorCuts(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		var specs []redeem.Spec
		var formats []*redeem.Format
		for range rapid.IntRange(1, 3).Draw(t, "formats") {
			spec := drawSpec(t)
			specs, formats = append(specs, spec), append(formats, redeem.MustFormat(spec))
		}
		for range 2 {
			text := drawText(t, specs...)
			want := slowRedact(newSlowFormats(formats), text)
			piece := rapid.SampledFrom([]int{1, 2, 3, 17, len(text) + 1}).Draw(t, "piece")
			var out bytes.Buffer
			r := redeem.NewRedactor(&out, formats...)
			for rest := []byte(text); len(rest) > 0; {
				n := min(len(rest), rapid.IntRange(1, piece).Draw(t, "cut"))
				if wrote, err := r.Write(rest[:n]); wrote != n || err != nil {
					t.Fatalf("Write = %d, %v", wrote, err)
				}
				rest = rest[n:]
				if held := len(text) - len(rest) - slowSource(text, want, min(out.Len(), len(want))); held > redeem.MaxInput+maxGap+utf8.UTFMax {
					t.Fatalf("%d bytes held back", held)
				}
			}
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
			if out.String() != want {
				t.Errorf("%+v\nredacted %+q\n= %+q,\nwant %+q", specs, text, &out, want)
			}
			for _, f := range formats {
				for m := range f.FindBytes(out.Bytes()) {
					t.Errorf("%+v\nredacted %+q\n= %+q, has a code at %d", specs, text, &out, m.Start)
				}
			}
		}
	})
}

// TestRedactVectors runs vectors/redact.json, whole and cut in two at any place,
// and asserts that the order of the formats does not matter: what is a code of
// one and may go on as a code of another waits for the other, and less stays
// visible where they do not agree.
func TestRedactVectors(t *testing.T) {
	for _, v := range vectors.Redact.Load(t) {
		t.Run(v.Name, func(t *testing.T) {
			text, want := string(v.Input), string(v.Answer.Redacted)
			var formats []*redeem.Format
			for _, f := range v.Options.Formats {
				formats = append(formats, f.Make(t))
			}
			if got := slowRedact(newSlowFormats(formats), text); got != want {
				t.Errorf("%q: the reference has %q, want %q", text, got, want)
			}
			for range 2 {
				slices.Reverse(formats)
				for cut := range text {
					var out bytes.Buffer
					r := redeem.NewRedactor(&out, formats...)
					io.WriteString(r, text[:cut])
					io.WriteString(r, text[cut:])
					if err := r.Close(); err != nil || out.String() != want {
						t.Errorf("%q cut at %d: %q, want %q; %v", text, cut, &out, want, err)
					}
				}
			}
		})
	}
}

// redactIn writes a text to a Redactor in pieces of n bytes.
func redactIn(formats []*redeem.Format, text string, n int) string {
	var out strings.Builder
	r := redeem.NewRedactor(&out, formats...)
	for piece := range slices.Chunk([]byte(text), n) {
		r.Write(piece)
	}
	r.Close()
	return out.String()
}

// TestRedactorHolds is the promise that what is held back may be the beginning
// of a code.
func TestRedactorHolds(t *testing.T) {
	for _, tt := range []struct{ text, held string }{
		{"hello", ""},
		{"hello\n", ""},
		{"a code: X8KD-49FJ", "X8KD-49FJ"},
		{"a code: X8KD-49FJ-2MZQ-7WPT", "X8KD-49FJ-2MZQ-7WPT"}, // which may go on
		{"a code: X8KD-49FJ-2MZQ-7WPT.", ""},
		{"a code: X8KD-49FJ\n", ""},
		{"a code: X8KD49FJ2MZQ7WPTX", ""},
		{"max", ""},
		{"Max X", "X"},
		{"\u3042", ""},
		{"\xe3\x81", "\xe3\x81"},
		{"max \xe3\x81", "\xe3\x81"},
		{"X8KD49FJ2MZQ7WPT\u200B", "X8KD49FJ2MZQ7WPT\u200B"},
		{"X8KD49FJ2MZQ7WPT" + strings.Repeat("\u200B", 22), ""},
		{strings.Repeat("X", 1<<20), ""},
		{"X" + strings.Repeat("\u200B", redeem.MaxInput), ""},
		{"X8KD49FJ2MZQX000 1111", "X000 1111"}, // of which the first group follows a mask
	} {
		var out bytes.Buffer
		r := redeem.NewRedactor(&out)
		if n, err := io.WriteString(r, tt.text); n != len(tt.text) || err != nil {
			t.Errorf("Write = %d, %v", n, err)
		}
		whole := string(redeem.GiftCard().AppendRedacted(nil, []byte(tt.text)))
		if held := tt.text[slowSource(tt.text, whole, out.Len()):]; held != tt.held {
			t.Errorf("%.40q: held back %q, want %q", tt.text, held, tt.held)
		}
		if err := r.Close(); err != nil || out.String() != whole {
			t.Errorf("%.40q: %.40q, %v", tt.text, &out, err)
		}
	}
	var out bytes.Buffer
	r := redeem.NewRedactor(&out, redeem.GiftCard(), redeem.MustFormat(redeem.Spec{Length: 8, Alphabet: "0123456789"}))
	io.WriteString(r, "X8KD-49FJ-2MZQ-7WPT, 1234")
	if got := out.String(); got != "****-****-****-7WPT, " {
		t.Errorf("for one of two formats: wrote %q", got)
	}
}

// limitWriter takes so many bytes in all.
type limitWriter struct {
	room   int
	took   []byte
	err    error
	writes int
}

func (w *limitWriter) Write(b []byte) (int, error) {
	w.writes++
	n := min(len(b), w.room)
	w.room -= n
	w.took = append(w.took, b[:n]...)
	if n < len(b) {
		return n, w.err
	}
	return n, nil
}

// TestRedactorErrors is the promise that an error of the writer comes back
// with the number of bytes of the input that the writer took, and stays.
func TestRedactorErrors(t *testing.T) {
	full := errors.New("disk full")
	const text = "ab Х8КD-49FJ-2MZQ-7WРТ, é X8KD49FJ2MZQ7WPT\n"
	whole := string(redeem.GiftCard().AppendRedacted(nil, []byte(text)))
	for room := range len(whole) {
		for _, cut := range []int{0, 5, 12, len(text)} {
			w := &limitWriter{room: room, err: full}
			r := redeem.NewRedactor(w)
			total, err := 0, error(nil)
			for _, part := range []string{text[:cut], text[cut:]} {
				var n int
				if n, err = io.WriteString(r, part); err != nil {
					total += n
					break
				}
				total += len(part)
			}
			if err != full {
				t.Fatalf("room for %d bytes: %v", room, err)
			}
			// What was taken is what becomes of so much of the text; of a
			// character that is cut no more than that.
			if want := slowSource(text, whole, room); total != max(want, cut) && total != want {
				t.Errorf("room for %d bytes, cut at %d: %d bytes, want %d", room, cut, total, want)
			}
			if string(w.took) != whole[:room] {
				t.Errorf("room for %d bytes: took %q, want %q", room, w.took, whole[:room])
			}
			writes := w.writes
			if n, err := r.Write([]byte("more")); n != 0 || err != full {
				t.Errorf("Write after an error = %d, %v", n, err)
			}
			if err := r.Close(); err != full || w.writes != writes {
				t.Errorf("Close after an error: %v, %d writes", err, w.writes-writes)
			}
		}
	}
	r := redeem.NewRedactor(&limitWriter{room: 3})
	if n, err := io.WriteString(r, "hello"); n != 3 || err != io.ErrShortWrite {
		t.Errorf("a short write: %d, %v", n, err)
	}
	r = redeem.NewRedactor(&limitWriter{room: 3, err: full})
	if n, err := io.WriteString(r, "Х8КD49FJ2MZQ7WPT\n"); n != len("Х8К") || err != full {
		t.Errorf("three masks taken: %d, %v", n, err)
	}
	r = redeem.NewRedactor(&limitWriter{err: full})
	io.WriteString(r, "X8KD")
	if err := r.Close(); err != full {
		t.Errorf("Close = %v", err)
	}
	if err := r.Close(); err != full {
		t.Errorf("Close again = %v", err)
	}
}
