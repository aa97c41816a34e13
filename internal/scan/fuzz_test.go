package scan_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/vectors"
)

// FuzzFind compares Find and FindSerials with their references.
func FuzzFind(f *testing.F) {
	for _, text := range scanTexts(f) {
		f.Add(text)
	}
	formats := newSlowFormats(draw.Neighbours(f))
	f.Fuzz(func(t *testing.T, text string) {
		text = text[:min(len(text), 2*redeem.MaxInput)]
		for _, format := range formats {
			checkFind(t, format, text)
		}
		checkFindSerials(t, text)
	})
}

// FuzzRedact is the promise that no code is left in a text that was redacted,
// and that a text without codes is left alone, in one piece or in several, and
// if the writer takes a part of it.
func FuzzRedact(f *testing.F) {
	for _, text := range scanTexts(f) {
		f.Add(text, uint16(4), uint16(20))
		f.Add(text, uint16(len(text)/2), uint16(len(text)/3))
	}
	formats := draw.Neighbours(f)
	slow := newSlowFormats(formats)
	full := errors.New("disk full")
	f.Fuzz(func(t *testing.T, text string, cut, room uint16) {
		text = text[:min(len(text), 2*redeem.MaxInput)]
		for _, format := range slow {
			checkRedact(t, format, text)
		}
		whole := redactIn(formats, text, len(text)+1)
		if want := slowRedact(slow, text); whole != want {
			t.Errorf("redacted %+q: %+q, want %+q", text, whole, want)
		}
		for _, format := range formats {
			for m := range format.Find(whole) {
				t.Errorf("redacted %+q: %+q, has a code at %d", text, whole, m.Start)
			}
		}
		for _, n := range []int{1, 1 + int(cut)%(len(text)+1)} {
			if pieces := redactIn(formats, text, n); pieces != whole {
				t.Errorf("redacted %+q in pieces of %d: %+q, in one %+q", text, n, pieces, whole)
			}
		}
		w := &limitWriter{room: int(room) % (len(whole) + 1), err: full}
		r := redeem.NewRedactor(w, formats...)
		n, err := r.Write([]byte(text))
		if want := slowSource(text, whole, len(w.took)); err != nil && (err != full || n != want) || err == nil && n != len(text) {
			t.Errorf("Write(%+q) with room for %d bytes = %d, %v, want %d", text, len(w.took), n, err, want)
		}
		closed := r.Close()
		switch {
		case err != nil && (closed != nil), err == nil && (closed == nil) != (len(w.took) == len(whole)),
			!strings.HasPrefix(whole, string(w.took)):
			t.Errorf("redacted %+q: %+q and %v, without a limit %+q", text, w.took, closed, whole)
		}
	})
}

// scanTexts are texts with codes, and with what is almost one.
func scanTexts(t testing.TB) []string {
	texts := slices.Clone(draw.Corpus)
	for _, v := range vectors.Find.Load(t) {
		texts = append(texts, string(v.Input))
	}
	return append(texts, "000000 000\x1b]8;;x\x1b\\000", "ooX8KD49FJ2MZQ7WPT", "000 00\x1b %0000000000", "^[=", "^[=588KD49FJ2MZQ7WPT", "\xE2=588KD49FJ2MZQ7WPT and more than a few words behind", "12345-678 AbCdE 12345-678 aBc. 12345678", "X8KD49FJ2MZQ7WPT"+strings.Repeat(" ", redeem.MaxInput)+"X8KD49FJ2MZQ7WPT")
}
