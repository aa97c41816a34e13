package redeem_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/vectors"
)

// TestPaste asks the other doors about what vectors/parse.json has of pastes:
// inputs with what comes along from where they were copied. Their code is the
// sample.
func TestPaste(t *testing.T) {
	gift := redeem.GiftCard()
	for _, v := range vectors.Parse.Load(t) {
		if !strings.HasPrefix(v.Name, "paste: ") || v.Options.Format != nil {
			continue
		}
		in := string(v.Input)
		r := gift.Inspect(in)

		// A field shows what is read, and all of what is not.
		field, caret, p := gift.AppendTyped(nil, redeem.Change{New: in, Caret: len(in)})
		shown := "X8KD-49FJ-2MZQ-7WPT"
		switch r.Err {
		case redeem.ErrSymbol:
			shown = in
		case nil:
			if string(field) != shown || caret != len(shown) || p != redeem.ProgressComplete {
				t.Errorf("%s: AppendTyped(%q) = %q, %d, %v", v.Name, in, field, caret, p)
			}
		case redeem.ErrEmpty:
			if len(field) != 0 || caret != 0 || p != redeem.ProgressPossible {
				t.Errorf("%s: AppendTyped(%q) = %q, %d, %v", v.Name, in, field, caret, p)
			}
		}
		if r.Err == redeem.ErrSymbol && (string(field) != shown || p != redeem.ProgressImpossible) {
			t.Errorf("%s: AppendTyped(%q) = %q, %v", v.Name, in, field, p)
		}

		// A text that holds it.
		text := "code: " + in + " \n"
		for m := range gift.Find(text) {
			if redeem.Plain(m.Code).String() != sample {
				t.Errorf("%s: found in %q: %q", v.Name, text, text[m.Start:m.End])
			}
			if strings.ContainsAny(text[m.Start:m.Start+1]+text[m.End-1:m.End], "\"'`()[]{}<>*,;: ") {
				t.Errorf("%s: found in %q: %q, with what is around it", v.Name, text, text[m.Start:m.End])
			}
		}

		// A read of a card that a scanner has wrapped.
		if r.Err == nil {
			resolution := (&redeem.Corrector{}).Resolve(in)
			if resolution.Verdict != redeem.VerdictUnique || redeem.Plain(resolution.Best.Code).String() != sample {
				t.Errorf("%s: Resolve(%q) is %v", v.Name, in, resolution.Verdict)
			}
		}
	}
}

// TestPasteRead has reads whose last character is what a reader made of a
// symbol: it is left out only if it is one too many.
func TestPasteRead(t *testing.T) {
	var c redeem.Corrector
	for _, test := range []struct {
		read string
		want int // candidates
	}{
		{`X8KD49FJ2MZQ7WPT"`, 32},
		{`"X8KD49FJ2MZQ7WP"`, 0}, // one too few between the marks
		{`X8KD49FJ2MZQ7WP"`, 32 * 36},
		{`X8KD49FJ2MZQ7WP`, 0},
	} {
		if n, exact := c.Count(test.read); n != uint64(test.want) || !exact {
			t.Errorf("%s stands for %d codes, want %d", test.read, n, test.want)
		}
	}
}

// TestResolvePasted is the promise that a Corrector reads what a paste brings
// along as Parse does, in any alphabet: what Parse accepts is the candidate
// without cost, and every candidate is a code of the format.
func TestResolvePasted(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		spec := draw.Spec(t)
		spec.Lookalikes = nil // which read every symbol right without cost
		f := redeem.MustFormat(spec)
		marks := rapid.SampledFrom([]string{"", `"`, "'", "(", ")", "**", "=\"", ",", ".", "`", "“"})
		input := marks.Draw(t, "front") + draw.Spelling(t, draw.Code(t, spec), false) + marks.Draw(t, "behind")
		c := &redeem.Corrector{Format: f, MaxCost: 1}
		r := c.Resolve(input)
		if r.Verdict != redeem.VerdictNone && !f.Valid(redeem.Plain(r.Best.Code).String()) {
			t.Fatalf("%+q may have been meant as %q, which is not a code", input, redeem.Plain(r.Best.Code))
		}
		if code, err := f.Parse(input); err == nil && (r.Verdict == redeem.VerdictNone || r.Best.Cost == 0 && r.Ties == 1 && r.Best.Code != code) {
			t.Fatalf("%+q is %q, and resolves to %v %q", input, redeem.Plain(code), r.Verdict, redeem.Plain(r.Best.Code))
		}
	})
	vouchers := redeem.MustFormat(redeem.Spec{Length: 12, Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ"})
	code, err := vouchers.Parse("8KD49FJ2MZQ7")
	if err != nil {
		t.Fatal(err)
	}
	if r := (&redeem.Corrector{Format: vouchers}).Resolve(`"8KD49FJ2MZQ7"`); r.Best.Code != code || r.Best.Cost != 0 {
		t.Errorf("a quoted code resolves to %q at %d", redeem.Plain(r.Best.Code), r.Best.Cost)
	}
}
