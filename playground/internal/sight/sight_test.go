package sight

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/playground/internal/wire"
)

type step struct{ text, symbol, edits, err string }

func traced(f *redeem.Format, text string) (steps []step) {
	tracerOf(f).trace(text, func(char, symbol string, edits redeem.Edits, err error) {
		name := ""
		if err != nil {
			name = err.Error()
		}
		steps = append(steps, step{char, symbol, edits.String(), name})
	})
	return steps
}

var modulo = redeem.MustFormat(redeem.Spec{Length: 8, Check: scheme("iso7064-mod-37-2")})

func scheme(name string) *checkdigit.Scheme {
	s, _ := checkdigit.Lookup(name)
	return s
}

func TestTrace(t *testing.T) {
	for _, test := range []struct {
		format *redeem.Format
		text   string
		want   string
	}{
		{redeem.GiftCard(), "x8-К", "x=X/case 8=8/none -=/separator К=K/homoglyph"},
		{redeem.GiftCard(), "ab", "a=A/case b=B/case"}, // the prefix does not stand in the way
		{redeem.GiftCard(), "X?8", "X=X/none ?=!/none 8=8/none"},
		{modulo, "*ABCDEF*", "*=!/none A=A/none B=B/none C=C/none D=D/none E=E/none F=F/none *=*/none"}, // the place decides
		{modulo, "ABCDEFG*Z", "A=A/none B=B/none C=C/none D=D/none E=E/none F=F/none G=G/none *=*/none Z=Z/none"},
	} {
		var got []string
		for _, s := range traced(test.format, test.text) {
			symbol := s.symbol
			if s.err != "" {
				symbol = "!"
			}
			got = append(got, s.text+"="+symbol+"/"+s.edits)
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%q: %s, want %s", test.text, got, test.want)
		}
	}
}

// Character by character it says what Inspect says of the whole, and what the
// field shows.
func TestTraceAgrees(t *testing.T) {
	chars := []rune("xX8kK49-_ \u200bХОſ٥𝟗é?OIL*")
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom([]*redeem.Format{redeem.GiftCard(), modulo}).Draw(t, "format")
		text := string(rapid.SliceOfN(rapid.SampledFrom(chars), 0, 40).Draw(t, "text"))
		shown, _, _ := f.AppendTyped(nil, redeem.Change{New: text})
		symbols, edits, faults := "", redeem.Edits(0), false
		tracerOf(f).trace(text, func(_, symbol string, e redeem.Edits, err error) {
			symbols += symbol
			edits |= e
			faults = faults || err != nil
		})
		if got := strings.ReplaceAll(string(shown), "-", ""); !faults && got != symbols {
			t.Fatalf("symbols %q, the field shows %q", symbols, got)
		}
		if r := f.Inspect(text); faults != (r.Err == redeem.ErrSymbol) && r.Err != redeem.ErrPrefix && r.Err != redeem.ErrSerial {
			t.Fatalf("faults: %v, Inspect says %v", faults, r.Err)
		} else if r.Err == nil && r.Edits != edits {
			t.Fatalf("edits %v, Inspect says %v", edits, r.Edits)
		}
	})
}

// A misreading of a format that is too large to count is not counted, and the
// rest is said all the same.
func TestDesignOfALargeScheme(t *testing.T) {
	for _, test := range []struct {
		check string
		swaps bool
	}{{"luhn-mod-36", true}, {"iso7064-mod-1271-36", false}} {
		w := wire.NewWriter(nil)
		w.Share(1000)
		w.Share(10)
		w.Number(10)
		w.Text("")
		w.Text("")
		w.Text(test.check)
		w.Text("")
		w.Number(0)
		in, out := wire.NewReader(w.Bytes()), wire.NewWriter(nil)
		Design(&in, &out)
		answer := wire.NewReader(out.Bytes())
		if wrong := answer.Text(); wrong != "" {
			t.Fatal(wrong)
		}
		codes, bits, chance, guesses, days := answer.Share(), answer.Share(), answer.Share(), answer.Share(), answer.Share()
		if codes < 1e12 || bits < 40 || chance != 1000/codes || guesses < 1e9 || days != guesses/10 {
			t.Errorf("%s: %v %v %v %v %v", test.check, codes, bits, chance, guesses, days)
		}
		if swaps := answer.Number(); (swaps > 0) != test.swaps {
			t.Errorf("%s: %d swaps", test.check, swaps)
		}
	}
}
