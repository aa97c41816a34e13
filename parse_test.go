package redeem_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/vectors"
)

const sample = "X8KD49FJ2MZQ7WPT"

// TestParseVectors runs vectors/parse.json.
func TestParseVectors(t *testing.T) {
	for _, v := range vectors.Parse.Load(t) {
		t.Run(v.Name, func(t *testing.T) {
			f, in := v.Options.Format.Make(t), string(v.Input)
			r := f.Inspect(in)
			got := vectors.Report{
				Code:  redeem.Plain(r.Code).String(),
				Error: vectors.Key(r.Err),
				Edits: vectors.Edits(r.Edits),
				Kind:  r.Kind.String(),
			}
			if r.Err != nil {
				got.Offset = &r.Offset
			}
			if diff := cmp.Diff(v.Answer, got); diff != "" {
				t.Errorf("Inspect(%q):\n%s", in, diff)
			}
			reference.CheckInspect(t, f, in)
			reference.CheckNormalize(t, in)
			reference.CheckSerial(t, in)
		})
	}
}

// TestParseFaultsOfOthers tests what other libraries of this kind get wrong.
func TestParseFaultsOfOthers(t *testing.T) {
	t.Run("characters dropped without a word", func(t *testing.T) {
		for _, in := range []string{"\u200B", "\u200D", "\u2067", "\uFEFF", "\u00AD", "é", "\u0301", "\x00", "*", "😀"} {
			for i := range len(sample) + 1 {
				if r := reference.Reveal(redeem.GiftCard().Inspect(sample[:i] + in + sample[i:])); r.Err == nil && r.Edits == 0 {
					t.Errorf("%q at %d: %s", in, i, r)
				}
			}
		}
	})
	t.Run("nothing taken for a code", func(t *testing.T) {
		for _, in := range []string{"", " ", "\n", "-", "----", " - - - ", "\uFEFF", "\u200B", "·", "_./", strings.Repeat(" ", 16)} {
			for _, f := range []*redeem.Format{redeem.GiftCard(), redeem.MustFormat(redeem.Spec{Length: 1}), redeem.MustFormat(redeem.Spec{Length: 4, Alphabet: "01"})} {
				if c, err := f.Parse(in); err != redeem.ErrEmpty || c.IsValid() {
					t.Errorf("Parse(%q) = %s, %v", in, c, err)
				}
			}
			if _, err := redeem.ParseSerial(in); err != redeem.ErrEmpty {
				t.Errorf("ParseSerial(%q): %v", in, err)
			}
			if _, err := redeem.Normalize(in); err != redeem.ErrEmpty {
				t.Errorf("Normalize(%q): %v", in, err)
			}
		}
	})
	t.Run("garbage decoded to some value", func(t *testing.T) {
		for _, b := range []string{"!", "~", "@", "[", "`", "{", ":", "\x80", "\x00", "\xFF"} {
			in := "X" + strings.Repeat(b, 15)
			if c, err := redeem.Parse(in); err == nil || c.IsValid() || redeem.Valid(in) {
				t.Errorf("Parse(%q) = %s, %v", in, c, err)
			}
		}
	})
	t.Run("the input in the error", func(t *testing.T) {
		for _, v := range vectors.Parse.Load(t) {
			in := string(v.Input)
			_, err := redeem.Parse(in)
			if err == nil {
				continue
			}
			if _, ok := err.(redeem.Error); !ok {
				t.Errorf("%s: the error is a %T", v.Name, err)
			}
			if len(in) > 3 && strings.Contains(err.Error(), in) {
				t.Errorf("%s: %v", v.Name, err)
			}
		}
	})
	t.Run("the last row's code after NULL", func(t *testing.T) {
		c := redeem.MustParse(sample)
		if err := c.Scan(nil); err != nil || c != (redeem.Code{}) {
			t.Errorf("Scan(nil) = %v and leaves %s", err, c)
		}
		s, err := redeem.ParseSerial("GCA4567890123456")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Scan(nil); err != nil || s != (redeem.Serial{}) {
			t.Errorf("Scan(nil) = %v and leaves %s", err, s)
		}
	})
	t.Run("work that grows with the input", func(t *testing.T) {
		const huge = 16 << 20
		for in, want := range map[string]reference.Report{
			"X":      {Err: redeem.ErrTooLong, Offset: 16},
			" ":      {Err: redeem.ErrTooLong, Offset: redeem.MaxInput, Edits: redeem.EditSeparator},
			"\u200B": {Err: redeem.ErrTooLong, Offset: redeem.MaxInput, Edits: redeem.EditInvisible},
			"6":      {Err: redeem.ErrPrefix},
			"Ｘ":      {Err: redeem.ErrTooLong, Offset: 3 * 16, Edits: redeem.EditWidth},
			"\x80":   {Err: redeem.ErrEncoding},
			"\xE2":   {Err: redeem.ErrEncoding},
			"\x01":   {Err: redeem.ErrSymbol},
		} {
			in := strings.Repeat(in, huge/len(in))
			if got := reference.Reveal(redeem.GiftCard().Inspect(in)); got != want {
				t.Errorf("16 MiB of %q: %s, want %s", in[:3], got, want)
			}
			if _, err := redeem.Parse(in); err != want.Err {
				t.Errorf("16 MiB of %q: Parse says %v", in[:3], err)
			}
			redeem.Valid(in)
			redeem.Normalize(in)
			redeem.ParseSerial(in)
		}
	})
}

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
