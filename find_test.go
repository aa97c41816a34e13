package redeem_test

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/vectors"
)

// TestFindMaxInput puts a code at the border of what Inspect looks at.
func TestFindMaxInput(t *testing.T) {
	for n := range 8 {
		gap := strings.Repeat("\u00AD", (redeem.MaxInput-16)/2+n-4)
		text := "X8KD" + gap + "49FJ2MZQ7WPT and X8KD" + gap + "49FJ2MZQ7WPT."
		want := 2
		if 16+len(gap) > redeem.MaxInput {
			want = 0
		}
		if got := len(slices.Collect(redeem.GiftCard().Find(text))); got != want {
			t.Errorf("%d bytes: found %d, want %d", 16+len(gap), got, want)
		}
	}
}

// TestFindAnywhere has a code at each place of a text of several words, whose
// bytes are looked at many at a time.
func TestFindAnywhere(t *testing.T) {
	const sample = "X8KD49FJ2MZQ7WPT"
	for _, spec := range []redeem.Spec{redeem.GiftCard().Spec(), {Length: 16}, {Length: 16, Alphabet: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ!"}} {
		f := redeem.MustFormat(spec)
		for at := range 100 {
			for _, code := range []string{sample, "Ｘ" + sample[1:]} {
				for _, behind := range []int{0, 40} {
					text := strings.Repeat(".", at) + code + strings.Repeat(".", behind)
					if got := slices.Collect(f.Find(text)); len(got) != 1 || got[0].Start != at {
						t.Errorf("%+v: %q at %d: found %d", spec, code, at, len(got))
					}
				}
			}
		}
	}
}

// TestFindGap: what a code touches is looked for behind 64 bytes of invisible
// characters, in one piece and in two.
func TestFindGap(t *testing.T) {
	const sample = "X8KD49FJ2MZQ7WPT"
	for size := 60; size < 70; size++ {
		gap := strings.Repeat("\u200B", size%2) + strings.Repeat("\u00AD", (size-size%2*3)/2)
		for _, text := range []string{"A" + gap + sample, sample + gap + "A", "é" + gap + sample, sample + gap + "é"} {
			want := text
			if size > 64 {
				want = strings.Replace(text, sample, "************7WPT", 1)
			}
			if got := slices.Collect(redeem.GiftCard().Find(text)); len(got) == 1 != (size > 64) {
				t.Errorf("%d bytes between: found %d in %+q", len(gap), len(got), text)
			}
			for cut := range text {
				var out bytes.Buffer
				r := redeem.NewRedactor(&out)
				io.WriteString(r, text[:cut])
				io.WriteString(r, text[cut:])
				if err := r.Close(); err != nil || out.String() != want {
					t.Errorf("%d bytes between, cut at %d: %+q, want %+q; %v", len(gap), cut, out.String(), want, err)
				}
			}
		}
	}
}

// TestFindSerialsVectors runs vectors/find-serials.json.
func TestFindSerialsVectors(t *testing.T) {
	for _, v := range vectors.FindSerials.Load(t) {
		text := string(v.Input)
		found := []vectors.Text{}
		for m := range redeem.FindSerials(text) {
			found = append(found, vectors.Text(text[m.Start:m.End]))
		}
		if !slices.Equal(found, v.Answer.Found) {
			t.Errorf("%s: FindSerials(%q) = %q, want %q", v.Name, text, found, v.Answer.Found)
		}
	}
	for range redeem.FindSerials("GCA4567890123456 GCA4567890123456") {
		break
	}
}

// TestFindZeroFormat is the promise that to the zero Format nothing is a code.
func TestFindZeroFormat(t *testing.T) {
	const text = "it is X8KD49FJ2MZQ7WPT"
	f := new(redeem.Format)
	if found := slices.Collect(f.Find(text)); found != nil {
		t.Errorf("Find = %v", found)
	}
	if found := slices.Collect(f.FindBytes([]byte(text))); found != nil {
		t.Errorf("FindBytes = %v", found)
	}
	if got := string(f.AppendRedacted(nil, []byte(text))); got != text {
		t.Errorf("AppendRedacted = %q", got)
	}
	var out bytes.Buffer
	r := redeem.NewRedactor(&out, f)
	io.WriteString(r, text)
	if err := r.Close(); err != nil || out.String() != text {
		t.Errorf("a Redactor wrote %q; %v", out.String(), err)
	}
}
