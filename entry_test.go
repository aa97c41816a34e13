package redeem

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem/checkdigit"
)

// typedText runs AppendTyped on a field written with its caret as a bar.
func typedText(f *Format, field string) (string, Progress) {
	caret := strings.IndexByte(field, '|')
	out, at, p := f.AppendTyped(nil, strings.Replace(field, "|", "", 1), caret)
	return string(out[:at]) + "|" + string(out[at:]), p
}

func TestAppendTyped(t *testing.T) {
	couponCode, err := checkdigit.CouponCode(2, 4)
	if err != nil {
		t.Fatal(err)
	}
	coupon := MustFormat(Spec{Length: 8, Alphabet: couponCode.Alphabet(), Groups: []int{4, 4}, Check: couponCode})
	digits := MustFormat(Spec{Length: 6, Alphabet: "0123456789", Groups: []int{3, 3}})
	for _, tt := range []struct {
		name        string
		f           *Format
		field, want string
		p           Progress
	}{
		{"empty", GiftCard(), "|", "|", ProgressPossible},
		{"separators only", GiftCard(), " - |", "|", ProgressPossible},
		{"first symbol", GiftCard(), "x|", "X|", ProgressPossible},
		{"wrong first symbol", GiftCard(), "8|", "8|", ProgressImpossible},
		{"end of a group", GiftCard(), "X8KD|", "X8KD|", ProgressPossible},
		{"dash typed", GiftCard(), "X8KD-|", "X8KD|", ProgressPossible},
		{"next group", GiftCard(), "X8KD4|", "X8KD-4|", ProgressPossible},
		{"blank typed before the next group", GiftCard(), "X8KD 4|", "X8KD-4|", ProgressPossible},
		{"last symbol", GiftCard(), "X8KD-49FJ-2MZQ-7WPt|", "X8KD-49FJ-2MZQ-7WPT|", ProgressComplete},
		{"one symbol more", GiftCard(), "X8KD-49FJ-2MZQ-7WPTA|", "X8KD-49FJ-2MZQ-7WPTA|", ProgressImpossible},
		{"pasted", GiftCard(), " x8kd49fj2mzq7wpt\n|", "X8KD-49FJ-2MZQ-7WPT|", ProgressComplete},
		{"pasted full-width", GiftCard(), "Ｘ８ｋｄ|", "X8KD|", ProgressPossible},
		{"pasted into the middle", GiftCard(), "X849fj2m|KD", "X849-FJ2M|-KD", ProgressPossible},
		{"inserted in a full group", GiftCard(), "X8Z|KD-49", "X8Z|K-D49", ProgressPossible},
		{"inserted before a dash", GiftCard(), "X8KDZ|-49", "X8KD-Z|49", ProgressPossible},
		{"inserted behind a dash", GiftCard(), "X8KD-Z|49", "X8KD-Z|49", ProgressPossible},
		{"deleted in a group", GiftCard(), "X8|D-49FJ", "X8|D4-9FJ", ProgressPossible},
		{"deleted before a dash", GiftCard(), "X8K|-49FJ-2", "X8K|4-9FJ2", ProgressPossible},
		{"dash deleted", GiftCard(), "X8KD|49FJ-2", "X8K|4-9FJ2", ProgressPossible},
		{"second dash deleted", GiftCard(), "X8KD-49FJ|2MZQ-7", "X8KD-49F|2-MZQ7", ProgressPossible},
		{"dash deleted before two symbols", GiftCard(), "X8KD|49", "X8K|4-9", ProgressPossible},
		{"dash deleted before one symbol, or the one before it inserted", GiftCard(), "X8KD|4", "X8KD|-4", ProgressPossible},
		{"caret where a dash belongs, behind what was typed anew", GiftCard(), "x8kd|49FJ", "X8KD|-49FJ", ProgressPossible},
		{"caret behind a dash and an invisible character", GiftCard(), "x8kd-\u200b|49", "X8KD-|49", ProgressPossible},
		{"caret behind an invisible character", GiftCard(), "x8kd\u200b|49", "X8KD|-49", ProgressPossible},
		{"caret before a dash", GiftCard(), "x8KD|-49", "X8KD|-49", ProgressPossible},
		{"caret behind a dash", GiftCard(), "x8KD-|49", "X8KD-|49", ProgressPossible},
		{"caret at the start", GiftCard(), "|x8kd49", "|X8KD-49", ProgressPossible},
		{"no symbol", GiftCard(), "x8!|kd", "x8!|kd", ProgressImpossible},
		{"no UTF-8", GiftCard(), "x8\xff|kd", "x8\xff|kd", ProgressImpossible},
		{"serial number", GiftCard(), "gca4|", "GCA4|", ProgressImpossible},
		{"look-alike outside the alphabet", digits, "oB|", "08|", ProgressPossible},
		{"wrong check character of a part", coupon, "1K7C|", "1K7C|", ProgressImpossible},
		{"right check character of a part", coupon, "1K7Q|", "1K7Q|", ProgressPossible},
		{"wrong check character at the end", coupon, "1K7Q-CTFW|", "1K7Q-CTFW|", ProgressImpossible},
		{"right check character at the end", coupon, "1k7qctfm|", "1K7Q-CTFM|", ProgressComplete},
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
			want, wantCaret, wantP := GiftCard().AppendTyped(nil, field, caret)
			out, at, p := GiftCard().AppendTyped([]byte("code="), field, caret)
			if string(out) != "code="+string(want) || at != wantCaret || p != wantP {
				t.Errorf("%q with the caret at %d: got %q, %d, %v, want %q, %d, %v", field, caret, out, at, p, want, wantCaret, wantP)
			}
		}
	}
}

func TestAppendTypedCaretOutside(t *testing.T) {
	for _, field := range []string{"x8", "x!", strings.Repeat("x", MaxInput+1)} {
		for caret, want := range map[int]int{-1: 0, -9: 0, len(field) + 1: len(field), math.MaxInt: len(field)} {
			if _, at, _ := GiftCard().AppendTyped(nil, field, caret); at != want {
				t.Errorf("%.9q: caret %d becomes %d, want %d", field, caret, at, want)
			}
		}
	}
}

func TestAppendTypedLong(t *testing.T) {
	long := strings.Repeat("x", MaxInput+1)
	out, caret, p := GiftCard().AppendTyped(nil, long, 7)
	if string(out) != long || caret != 7 || p != ProgressImpossible {
		t.Errorf("%d bytes, %d, %v", len(out), caret, p)
	}
	// What is a byte shorter is an input, though none of a code.
	out, caret, p = GiftCard().AppendTyped(nil, long[1:], 7)
	if want := "XXXX-XXXX-XXXX-" + strings.Repeat("X", MaxInput-12); string(out) != want || caret != 8 || p != ProgressImpossible {
		t.Errorf("%d bytes, %d, %v", len(out), caret, p)
	}
}

func entryFormats() []*Format {
	luhn, _ := checkdigit.Lookup("luhn-mod-36")
	return []*Format{
		GiftCard(),
		MustFormat(Spec{Length: 10, Groups: []int{3, 4, 3}}),
		MustFormat(Spec{Length: 7, Groups: []int{1, 1, 5}, Alphabet: "abcXYZ"}),
		MustFormat(Spec{Length: 12, Groups: []int{4, 4, 4}, Prefix: "X", Check: luhn}),
		MustFormat(Spec{Length: 5}),
	}
}

// TestAppendTypedCaret: the symbols left of the caret before and after are the
// same, and so are all symbols.
func TestAppendTypedCaret(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(entryFormats()).Draw(t, "format")
		s := rapid.StringOfN(rapid.RuneFrom([]rune("aXbYcZ -–\u200bＸ")), 0, 20, -1).Draw(t, "field")
		caret := rapid.SampledFrom(runeStarts(s)).Draw(t, "caret")
		out, at, _ := f.AppendTyped(nil, s, caret)
		left, right := fieldSymbols(f, s[:caret]), fieldSymbols(f, s[caret:])
		gotLeft, gotRight := fieldSymbols(f, string(out[:at])), fieldSymbols(f, string(out[at:]))
		if gotRight != right {
			t.Fatalf("right of the caret of %q at %d: %q, want %q", s, caret, gotRight, right)
		}
		dashDeleted := left != "" && gotLeft == left[:len(left)-1] && f.breaks>>len(left)&1 != 0
		if gotLeft != left && !dashDeleted {
			t.Fatalf("left of the caret of %q at %d: %q, want %q", s, caret, gotLeft, left)
		}
		if again, _, _ := f.AppendTyped(nil, string(out), len(out)); string(again) != string(out) {
			t.Fatalf("%q becomes %q", out, again)
		}
	})
}

func runeStarts(s string) (starts []int) {
	for i := range s {
		starts = append(starts, i)
	}
	return append(starts, len(s))
}

func fieldSymbols(f *Format, s string) string {
	var symbols []byte
	for i := 0; i < len(s); {
		e, size := f.table.next([]byte(s), i)
		if e.isSymbol() {
			symbols = append(symbols, e.symbol())
		}
		i += max(size, 1)
	}
	return string(symbols)
}

// TestAppendTypedEditor types, deletes and pastes at random in a field that
// shows what AppendTyped says, beside a list of symbols with a caret.
func TestAppendTypedEditor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(entryFormats()).Draw(t, "format")
		field, caret := "", 0
		model, before := "", 0 // all symbols, and how many are left of the caret
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			switch rapid.SampledFrom([]string{"type", "type", "paste", "backspace", "delete", "move"}).Draw(t, "step") {
			case "type", "paste":
				text := rapid.StringOfN(rapid.RuneFrom([]rune("aXbYcZ")), 1, 6, -1).Draw(t, "text")
				if len(model)+len(text) > f.spec.Length {
					continue
				}
				if len(text) > 1 && f.breaks>>(before+len(text))&1 != 0 && !strings.Contains(field[caret:], "-") {
					continue // looks as if a dash was deleted: see AppendTyped
				}
				field, caret = field[:caret]+text+field[caret:], caret+len(text)
				model, before = model[:before]+text+model[before:], before+len(text)
			case "backspace":
				if caret == 0 {
					continue
				}
				dash := field[caret-1] == '-'
				field, caret = field[:caret-1]+field[caret:], caret-1
				if !dash || len(model) > before+1 {
					model, before = model[:before-1]+model[before:], before-1
				}
			case "delete":
				if caret == len(field) || field[caret] == '-' {
					continue // which then deletes to the left: see AppendTyped
				}
				field = field[:caret] + field[caret+1:]
				model = model[:before] + model[before+1:]
			case "move":
				caret = rapid.IntRange(0, len(field)).Draw(t, "caret")
				before = len(fieldSymbols(f, field[:caret]))
			}
			out, at, p := f.AppendTyped(nil, field, caret)
			field, caret = string(out), at
			if want := fieldSymbols(f, model); fieldSymbols(f, field) != want || fieldSymbols(f, field[:caret]) != want[:before] {
				t.Fatalf("the field is %q with the caret at %d, want %q with it at %d", field, caret, want, before)
			}
			if c, err := f.Parse(field); (p == ProgressComplete) != (err == nil) || p == ProgressComplete && string(f.AppendGrouped(nil, c)) != field {
				t.Fatalf("the field %q is %v, and parses with %v", field, p, err)
			}
		}
	})
}

func TestProgressString(t *testing.T) {
	for p, want := range map[Progress]string{ProgressImpossible: "impossible", ProgressPossible: "possible", ProgressComplete: "complete", 9: "impossible"} {
		if p.String() != want {
			t.Errorf("%d is %q, want %q", p, p, want)
		}
	}
}

func FuzzAppendTyped(f *testing.F) {
	for _, s := range []string{"", "x8kd4", "X8KD49FJ", "X8KD-49FJ-2MZQ-7WPT", "x8!", "\xff", "Ｘ８\u200b", strings.Repeat("-", 2000)} {
		f.Add(s, 4)
	}
	f.Fuzz(func(t *testing.T, s string, caret int) {
		for _, format := range entryFormats() {
			out, at, p := format.AppendTyped(nil, s, caret)
			if at < 0 || at > len(out) {
				t.Fatalf("caret %d in %d bytes", at, len(out))
			}
			if r := format.Inspect(string(out)); (p == ProgressComplete) != (r.Err == nil) {
				t.Fatalf("%q is %v, and parses with %v", out, p, r.Err)
			}
			if p == ProgressImpossible {
				continue
			}
			again, _, q := format.AppendTyped(nil, string(out), len(out))
			if string(again) != string(out) || q != p {
				t.Fatalf("%q, %v becomes %q, %v", out, p, again, q)
			}
		}
	})
}

func BenchmarkAppendTyped(b *testing.B) {
	b.ReportAllocs()
	buf := make([]byte, 0, 64)
	for b.Loop() {
		buf, _, _ = GiftCard().AppendTyped(buf[:0], "X8KD-49FJ-2m", 12)
	}
}
