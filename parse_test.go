package redeem_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
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
		})
	}
}

// TestParseFaultsOfOthers holds what other libraries of this kind get wrong.
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
