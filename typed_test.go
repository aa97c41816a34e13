package redeem_test

import (
	"math"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// typedText runs AppendTyped on a field written with its caret as a bar.
func typedText(f *redeem.Format, field string) (string, redeem.Progress) {
	caret := strings.IndexByte(field, '|')
	out, at, p := f.AppendTyped(nil, strings.Replace(field, "|", "", 1), caret)
	return string(out[:at]) + "|" + string(out[at:]), p
}

func TestAppendTyped(t *testing.T) {
	couponCode, err := checkdigit.CouponCode(2, 4)
	if err != nil {
		t.Fatal(err)
	}
	coupon := redeem.MustFormat(redeem.Spec{Length: 8, Alphabet: couponCode.Alphabet(), Groups: []int{4, 4}, Check: couponCode})
	digits := redeem.MustFormat(redeem.Spec{Length: 6, Alphabet: "0123456789", Groups: []int{3, 3}})
	for _, tt := range []struct {
		name        string
		f           *redeem.Format
		field, want string
		p           redeem.Progress
	}{
		{"empty", redeem.GiftCard(), "|", "|", redeem.ProgressPossible},
		{"separators only", redeem.GiftCard(), " - |", "|", redeem.ProgressPossible},
		{"first symbol", redeem.GiftCard(), "x|", "X|", redeem.ProgressPossible},
		{"wrong first symbol", redeem.GiftCard(), "8|", "8|", redeem.ProgressImpossible},
		{"end of a group", redeem.GiftCard(), "X8KD|", "X8KD|", redeem.ProgressPossible},
		{"dash typed", redeem.GiftCard(), "X8KD-|", "X8KD|", redeem.ProgressPossible},
		{"next group", redeem.GiftCard(), "X8KD4|", "X8KD-4|", redeem.ProgressPossible},
		{"blank typed before the next group", redeem.GiftCard(), "X8KD 4|", "X8KD-4|", redeem.ProgressPossible},
		{"last symbol", redeem.GiftCard(), "X8KD-49FJ-2MZQ-7WPt|", "X8KD-49FJ-2MZQ-7WPT|", redeem.ProgressComplete},
		{"one symbol more", redeem.GiftCard(), "X8KD-49FJ-2MZQ-7WPTA|", "X8KD-49FJ-2MZQ-7WPTA|", redeem.ProgressImpossible},
		{"pasted", redeem.GiftCard(), " x8kd49fj2mzq7wpt\n|", "X8KD-49FJ-2MZQ-7WPT|", redeem.ProgressComplete},
		{"pasted full-width", redeem.GiftCard(), "Ｘ８ｋｄ|", "X8KD|", redeem.ProgressPossible},
		{"pasted into the middle", redeem.GiftCard(), "X849fj2m|KD", "X849-FJ2M|-KD", redeem.ProgressPossible},
		{"inserted in a full group", redeem.GiftCard(), "X8Z|KD-49", "X8Z|K-D49", redeem.ProgressPossible},
		{"inserted before a dash", redeem.GiftCard(), "X8KDZ|-49", "X8KD-Z|49", redeem.ProgressPossible},
		{"inserted behind a dash", redeem.GiftCard(), "X8KD-Z|49", "X8KD-Z|49", redeem.ProgressPossible},
		{"deleted in a group", redeem.GiftCard(), "X8|D-49FJ", "X8|D4-9FJ", redeem.ProgressPossible},
		{"deleted before a dash", redeem.GiftCard(), "X8K|-49FJ-2", "X8K|4-9FJ2", redeem.ProgressPossible},
		{"dash deleted", redeem.GiftCard(), "X8KD|49FJ-2", "X8K|4-9FJ2", redeem.ProgressPossible},
		{"second dash deleted", redeem.GiftCard(), "X8KD-49FJ|2MZQ-7", "X8KD-49F|2-MZQ7", redeem.ProgressPossible},
		{"dash deleted before two symbols", redeem.GiftCard(), "X8KD|49", "X8K|4-9", redeem.ProgressPossible},
		{"dash deleted before one symbol, or the one before it inserted", redeem.GiftCard(), "X8KD|4", "X8KD|-4", redeem.ProgressPossible},
		{"caret where a dash belongs, behind what was typed anew", redeem.GiftCard(), "x8kd|49FJ", "X8KD|-49FJ", redeem.ProgressPossible},
		{"caret behind a dash and an invisible character", redeem.GiftCard(), "x8kd-\u200b|49", "X8KD-|49", redeem.ProgressPossible},
		{"caret behind an invisible character", redeem.GiftCard(), "x8kd\u200b|49", "X8KD|-49", redeem.ProgressPossible},
		{"caret before a dash", redeem.GiftCard(), "x8KD|-49", "X8KD|-49", redeem.ProgressPossible},
		{"caret behind a dash", redeem.GiftCard(), "x8KD-|49", "X8KD-|49", redeem.ProgressPossible},
		{"caret at the start", redeem.GiftCard(), "|x8kd49", "|X8KD-49", redeem.ProgressPossible},
		{"no symbol", redeem.GiftCard(), "x8!|kd", "x8!|kd", redeem.ProgressImpossible},
		{"no UTF-8", redeem.GiftCard(), "x8\xff|kd", "x8\xff|kd", redeem.ProgressImpossible},
		{"serial number", redeem.GiftCard(), "gca4|", "GCA4|", redeem.ProgressImpossible},
		{"look-alike outside the alphabet", digits, "oB|", "08|", redeem.ProgressPossible},
		{"wrong check character of a part", coupon, "1K7C|", "1K7C|", redeem.ProgressImpossible},
		{"right check character of a part", coupon, "1K7Q|", "1K7Q|", redeem.ProgressPossible},
		{"wrong check character at the end", coupon, "1K7Q-CTFW|", "1K7Q-CTFW|", redeem.ProgressImpossible},
		{"right check character at the end", coupon, "1k7qctfm|", "1K7Q-CTFM|", redeem.ProgressComplete},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, p := typedText(tt.f, tt.field); got != tt.want || p != tt.p {
				t.Errorf("the field %q becomes %q, %v; want %q, %v", tt.field, got, p, tt.want, tt.p)
			}
		})
	}
}

func TestAppendTypedKeepsDst(t *testing.T) {
	for _, field := range []string{"x8kd4", "x8kd-4", "!"} {
		for caret := range len(field) + 1 {
			want, wantCaret, wantP := redeem.GiftCard().AppendTyped(nil, field, caret)
			out, at, p := redeem.GiftCard().AppendTyped([]byte("code="), field, caret)
			if string(out) != "code="+string(want) || at != wantCaret || p != wantP {
				t.Errorf("%q with the caret at %d: got %q, %d, %v, want %q, %d, %v", field, caret, out, at, p, want, wantCaret, wantP)
			}
		}
	}
}

func TestAppendTypedCaretOutside(t *testing.T) {
	for _, field := range []string{"x8", "x!", strings.Repeat("x", redeem.MaxInput+1)} {
		for caret, want := range map[int]int{-1: 0, -9: 0, len(field) + 1: len(field), math.MaxInt: len(field)} {
			if _, at, _ := redeem.GiftCard().AppendTyped(nil, field, caret); at != want {
				t.Errorf("%.9q: caret %d becomes %d, want %d", field, caret, at, want)
			}
		}
	}
}

func TestAppendTypedLong(t *testing.T) {
	long := strings.Repeat("x", redeem.MaxInput+1)
	out, caret, p := redeem.GiftCard().AppendTyped(nil, long, 7)
	if string(out) != long || caret != 7 || p != redeem.ProgressImpossible {
		t.Errorf("%d bytes, %d, %v", len(out), caret, p)
	}
	// What is a byte shorter is an input, though none of a code.
	out, caret, p = redeem.GiftCard().AppendTyped(nil, long[1:], 7)
	if want := "XXXX-XXXX-XXXX-" + strings.Repeat("X", redeem.MaxInput-12); string(out) != want || caret != 8 || p != redeem.ProgressImpossible {
		t.Errorf("%d bytes, %d, %v", len(out), caret, p)
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
		buf, _, _ = redeem.GiftCard().AppendTyped(buf[:0], "X8KD-49FJ-2m", 12)
	}
}
