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
)

// TestRedactorCuts is the promise that a Redactor writes the same for any cuts of a text
// into writes, and holds back little.
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
				if held := len(text) - len(rest) - slowSource(text, want, min(out.Len(), len(want))); held > redeem.MaxInput+slowGap+utf8.UTFMax {
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
				if slices.ContainsFunc(formats, func(f *redeem.Format) bool { return slowOpens(f.Spec()) }) {
					break
				}
				for m := range f.FindBytes(out.Bytes()) {
					t.Errorf("%+v\nredacted %+q\n= %+q, has a code at %d", specs, text, &out, m.Start)
				}
			}
		}
	})
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

// TestRedactorHolds is the promise that a Redactor holds back only what may be the
// beginning of a code.
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

// TestRedactorErrors is the promise that an error of the writer comes back with
// the number of bytes of the input that the writer took, that what was held back
// and the rest of the line are dropped, and that the next line is written and
// masked as ever.
func TestRedactorErrors(t *testing.T) {
	full := errors.New("disk full")
	const text = "ab Х8КD-49FJ-2MZQ-7WРТ, é %58%38KD49FJ2MZQ7WPT\n"
	whole := string(redeem.GiftCard().AppendRedacted(nil, []byte(text)))
	for room := range len(whole) {
		for _, cut := range []int{0, 5, 12, len(text) - 1, len(text)} {
			w := &limitWriter{room: room, err: full}
			r := redeem.NewRedactor(w)
			total, parts, err := 0, []string{text[:cut], text[cut:]}, error(nil)
			for len(parts) > 0 && err == nil {
				var n int
				n, err = io.WriteString(r, parts[0])
				total, parts = total+n, parts[1:]
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
			w.room, w.took = 1<<20, nil
			parts = append(parts, "next X000-00", "00-0000-0000\n")
			for _, part := range parts {
				if n, err := io.WriteString(r, part); n != len(part) || err != nil {
					t.Errorf("Write after an error = %d, %v", n, err)
				}
			}
			if err := r.Close(); err != nil || string(w.took) != "next ****-****-****-0000\n" {
				t.Errorf("room for %d bytes, cut at %d: then wrote %q; Close = %v", room, cut, w.took, err)
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
}

// TestRedactorErrorInLongWrite is the promise that of a write that failed nothing
// is written later, however long it is, and that what follows goes on with the
// next line.
func TestRedactorErrorInLongWrite(t *testing.T) {
	full := errors.New("disk full")
	line := "a line with X8KD49FJ2MZQ7WPT in it\n"
	for _, text := range []string{strings.Repeat(line, 10_000), strings.Repeat(line, 10_000) + "X8KD-49FJ-2M"} {
		w := &limitWriter{room: 100_000, err: full}
		r := redeem.NewRedactor(w)
		if n, err := io.WriteString(r, text); n != 100_000 || err != full {
			t.Errorf("Write = %d, %v", n, err)
		}
		w.room, w.took = 1<<20, nil
		io.WriteString(r, "ZQ-7WPT\n"+line)
		want := strings.Replace(line, "X8KD49FJ2MZQ", "************", 1)
		if strings.HasSuffix(text, "\n") {
			want = "ZQ-7WPT\n" + want
		}
		if string(w.took) != want {
			t.Errorf("then wrote %q, want %q", w.took, want)
		}
	}
}

// TestRedactorCloseError is the promise that Close returns the error, and closes
// nevertheless.
func TestRedactorCloseError(t *testing.T) {
	full := errors.New("disk full")
	w := &limitWriter{err: full}
	r := redeem.NewRedactor(w)
	io.WriteString(r, "X8KD")
	if err := r.Close(); err != full {
		t.Errorf("Close = %v", err)
	}
	w.room = 100
	if err := r.Close(); err != nil || w.took != nil {
		t.Errorf("Close again = %v, wrote %q", err, w.took)
	}
	if n, err := io.WriteString(r, "more"); n != 0 || err != io.ErrClosedPipe {
		t.Errorf("Write after Close = %d, %v", n, err)
	}
}
