package redeem_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/vectors"
)

// TestAppendTypedZero has the one case that vectors/typing.json cannot hold.
func TestAppendTypedZero(t *testing.T) {
	out, caret, p := new(redeem.Format).AppendTyped(nil, redeem.Change{New: "x8kd", Caret: 2})
	if string(out) != "x8kd" || caret != 2 || p != redeem.ProgressImpossible {
		t.Errorf("the zero Format makes it %q, %d, %v", out, caret, p)
	}
}

// TestTypingVectors runs vectors/typing.json.
func TestTypingVectors(t *testing.T) {
	for _, v := range vectors.Typing.Load(t) {
		t.Run(v.Name, func(t *testing.T) {
			c := redeem.Change{Old: string(v.Input.Old), New: string(v.Input.New), Caret: v.Input.Caret, Forward: v.Input.Forward}
			specs := v.Options.Formats
			one := len(specs) == 0
			if one {
				specs = []*vectors.Format{v.Options.Format}
			}
			var list []*redeem.Format
			for _, spec := range specs {
				list = append(list, spec.Make(t))
			}
			fs, err := redeem.NewFormats(list...)
			if err != nil {
				t.Fatal(err)
			}
			check := func(door string, got vectors.Field) {
				t.Helper()
				if diff := cmp.Diff(v.Answer, got); diff != "" {
					t.Errorf("%s of %+q at %d, shown %+q:\n%s", door, c.New, c.Caret, c.Old, diff)
				}
			}
			out, caret, p, f := fs.AppendTyped(nil, c)
			got := vectors.Field{Text: vectors.Text(out), Caret: caret, Progress: p.String()}
			if i := slices.Index(list, f); i >= 0 && !one {
				got.Format = &i
			}
			check("Formats.AppendTyped", got)
			if one {
				out, caret, p = list[0].AppendTyped(nil, c)
				check("Format.AppendTyped", vectors.Field{Text: vectors.Text(out), Caret: caret, Progress: p.String()})
			}
		})
	}
}

// TestAppendTypedZeroFormat is the promise that the zero Format has no symbols.
func TestAppendTypedZeroFormat(t *testing.T) {
	out, caret, p := new(redeem.Format).AppendTyped(nil, redeem.Change{New: "x8kd", Caret: 2})
	if string(out) != "x8kd" || caret != 2 || p != redeem.ProgressImpossible {
		t.Errorf("the field becomes %q, %d, %v", out, caret, p)
	}
}

func TestAppendTypedKeepsDst(t *testing.T) {
	check := redeem.MustFormat(redeem.Spec{Length: 10, Alphabet: "0123456789", Groups: []int{5, 5}, Check: scheme(t, "iso7064-mod-11-2")})
	for _, f := range []*redeem.Format{redeem.GiftCard(), check} {
		for _, c := range []redeem.Change{
			{New: "x8kd4"}, {New: "x8kd-4"}, {New: "!"}, {Old: "X8KD-49FJ", New: "X8KD49FJ"},
			{New: "123456"}, {Old: "12345-6789X", New: "123456789X"},
		} {
			for c.Caret = range len(c.New) + 1 {
				want, wantCaret, wantP := f.AppendTyped(nil, c)
				out, at, p := f.AppendTyped([]byte("code="), c)
				if string(out) != "code="+string(want) || at != wantCaret || p != wantP {
					t.Errorf("%q at %d, shown %q: got %q, %d, %v, want %q, %d, %v", c.New, c.Caret, c.Old, out, at, p, want, wantCaret, wantP)
				}
			}
		}
	}
}

func scheme(t *testing.T, name string) *checkdigit.Scheme {
	t.Helper()
	s, ok := checkdigit.Lookup(name)
	if !ok {
		t.Fatalf("no scheme %s", name)
	}
	return s
}

func TestAppendTypedCaretOutside(t *testing.T) {
	for _, field := range []string{"x8", "x!", strings.Repeat("x", redeem.MaxInput+1)} {
		for caret, want := range map[int]int{-1: 0, -9: 0, len(field) + 1: len(field), math.MaxInt: len(field)} {
			if _, at, _ := redeem.GiftCard().AppendTyped(nil, redeem.Change{New: field, Caret: caret}); at != want {
				t.Errorf("%.9q: caret %d becomes %d, want %d", field, caret, at, want)
			}
		}
	}
}

func TestAppendTypedLong(t *testing.T) {
	long := strings.Repeat("x", redeem.MaxInput+1)
	for _, old := range []string{"", "-" + long, long} {
		out, caret, p := redeem.GiftCard().AppendTyped(nil, redeem.Change{Old: old, New: long, Caret: 7})
		if string(out) != long || caret != 7 || p != redeem.ProgressImpossible {
			t.Errorf("%d bytes, %d, %v", len(out), caret, p)
		}
	}
	// What is a byte shorter is an input, though none of a code.
	out, caret, p := redeem.GiftCard().AppendTyped(nil, redeem.Change{New: long[1:], Caret: 7})
	if want := "XXXX-XXXX-XXXX-" + strings.Repeat("X", redeem.MaxInput-12); string(out) != want || caret != 8 || p != redeem.ProgressImpossible {
		t.Errorf("%d bytes, %d, %v", len(out), caret, p)
	}
}

// The last of as many formats as there may be is found; without formats there is
// none.
func TestFormatsAppendTyped(t *testing.T) {
	list := make([]*redeem.Format, redeem.MaxFormats)
	for i := range list {
		list[i] = redeem.MustFormat(redeem.Spec{Length: 8, Prefix: string([]byte{'A' + byte(i/8), 'A' + byte(i%8)}), Groups: []int{2, 6}})
	}
	fs, err := redeem.NewFormats(list...)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range list {
		c := redeem.Change{New: want.Prefix() + "123", Caret: 5}
		if out, caret, p, f := fs.AppendTyped(nil, c); string(out) != want.Prefix()+"-123" || caret != 6 || p != redeem.ProgressPossible || f != want {
			t.Errorf("format %d: %q, %d, %v, %v", i, out, caret, p, f)
		}
	}
	if out, caret, p, f := new(redeem.Formats).AppendTyped(nil, redeem.Change{New: "x8", Caret: 1}); string(out) != "x8" || caret != 1 || p != redeem.ProgressImpossible || f != nil {
		t.Errorf("no formats: %q, %d, %v, %v", out, caret, p, f)
	}
}

func TestProgressString(t *testing.T) {
	for p, want := range map[redeem.Progress]string{redeem.ProgressImpossible: "impossible", redeem.ProgressPossible: "possible", redeem.ProgressComplete: "complete", 9: "impossible"} {
		if p.String() != want {
			t.Errorf("%d is %q, want %q", p, p, want)
		}
	}
}

func BenchmarkAppendTyped(b *testing.B) {
	b.ReportAllocs()
	buf := make([]byte, 0, 64)
	for b.Loop() {
		buf, _, _ = redeem.GiftCard().AppendTyped(buf[:0], redeem.Change{Old: "X8KD-49FJ-2", New: "X8KD-49FJ-2m", Caret: 12})
	}
}

func BenchmarkFormatsAppendTyped(b *testing.B) {
	fs, err := redeem.NewFormats(redeem.GiftCard(), redeem.MustFormat(redeem.Spec{Length: 15, Groups: []int{5, 5, 5}}))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	buf := make([]byte, 0, 64)
	for b.Loop() {
		buf, _, _, _ = fs.AppendTyped(buf[:0], redeem.Change{Old: "X8KD-49FJ-2", New: "X8KD-49FJ-2m", Caret: 12})
	}
}

// TestProgressNumbers: the engine's values are converted to the exported ones number for
// number.
func TestProgressNumbers(t *testing.T) {
	for inside, progress := range map[form.Progress]redeem.Progress{
		form.Impossible: redeem.ProgressImpossible,
		form.Possible:   redeem.ProgressPossible,
		form.Complete:   redeem.ProgressComplete,
	} {
		if uint8(inside) != uint8(progress) {
			t.Errorf("%v is %d, inside %d", progress, progress, inside)
		}
	}
}
