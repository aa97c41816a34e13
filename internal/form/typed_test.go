package form_test

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/reference"
	"pgregory.net/rapid"
)

// typedFormats are formats whose groups and symbols differ, with check
// characters and without.
func typedFormats() []*redeem.Format {
	luhn, _ := checkdigit.Lookup("luhn-mod-36")
	return []*redeem.Format{
		redeem.GiftCard(),
		redeem.MustFormat(redeem.Spec{Length: 10, Groups: []int{3, 4, 3}}),
		redeem.MustFormat(redeem.Spec{Length: 7, Groups: []int{1, 1, 5}, Alphabet: "abcXYZ"}),
		redeem.MustFormat(redeem.Spec{Length: 12, Groups: []int{4, 4, 4}, Prefix: "X", Check: luhn}),
		redeem.MustFormat(redeem.Spec{Length: 5}),
	}
}

// TestAppendTypedCaret: the symbols left of the caret before and after are the
// same, and so are all symbols.
func TestAppendTypedCaret(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(typedFormats()).Draw(t, "format")
		s := rapid.StringOfN(rapid.RuneFrom([]rune("aXbYcZ -–\u200bＸ")), 0, 20, -1).Draw(t, "field")
		caret := rapid.SampledFrom(runeStarts(s)).Draw(t, "caret")
		out, at, _ := f.AppendTyped(nil, s, caret)
		left, right := fieldSymbols(f, s[:caret]), fieldSymbols(f, s[caret:])
		gotLeft, gotRight := fieldSymbols(f, string(out[:at])), fieldSymbols(f, string(out[at:]))
		if gotRight != right {
			t.Fatalf("right of the caret of %q at %d: %q, want %q", s, caret, gotRight, right)
		}
		deleted := left != "" && gotLeft == left[:len(left)-1] && breaksAt(f, len(left))
		if gotLeft != left && !deleted {
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

// fieldSymbols returns the symbols that the characters of a field stand for.
func fieldSymbols(f *redeem.Format, s string) string {
	var symbols []byte
	chars, _ := reference.Chars(s)
	for _, c := range chars {
		if symbol, _, ok := reference.Meaning(f.Alphabet(), f.Spec().Lookalikes, c.ASCII); c.ASCII != 0 && ok {
			symbols = append(symbols, symbol)
		}
	}
	return string(symbols)
}

// breaksAt reports whether a group of the format begins behind n symbols.
func breaksAt(f *redeem.Format, n int) bool {
	groups := f.Spec().Groups
	for len(groups) > 1 && n > 0 {
		n -= groups[0]
		groups = groups[1:]
		if n == 0 {
			return true
		}
	}
	return false
}

// dashDeleted reports whether a field looks as if a dash was deleted from it at
// the caret, though something may have been inserted: see AppendTyped.
func dashDeleted(f *redeem.Format, field string, caret int) bool {
	before := field[:caret] + "-" + field[caret:]
	out, _, _ := f.AppendTyped(nil, before, len(before))
	return string(out) == before && len(field) > caret+1
}

// TestAppendTypedEditor types, deletes and pastes at random in a field that
// shows what AppendTyped says, beside a list of symbols with a caret.
func TestAppendTypedEditor(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(typedFormats()).Draw(t, "format")
		field, caret := "", 0
		model, before := "", 0 // all symbols, and how many are left of the caret
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			switch rapid.SampledFrom([]string{"type", "type", "paste", "backspace", "delete", "move"}).Draw(t, "step") {
			case "type", "paste":
				text := rapid.StringOfN(rapid.RuneFrom([]rune("aXbYcZ")), 1, 6, -1).Draw(t, "text")
				if len(model)+len(text) > f.Len() {
					continue
				}
				typed, at := field[:caret]+text+field[caret:], caret+len(text)
				if dashDeleted(f, typed, at) {
					continue
				}
				field, caret = typed, at
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
			if c, err := f.Parse(field); (p == redeem.ProgressComplete) != (err == nil) || p == redeem.ProgressComplete && string(f.AppendGrouped(nil, c)) != field {
				t.Fatalf("the field %q is %v, and parses with %v", field, p, err)
			}
		}
	})
}

func FuzzAppendTyped(f *testing.F) {
	for _, s := range []string{"", "x8kd4", "X8KD49FJ", "X8KD-49FJ-2MZQ-7WPT", "x8!", "\xff", "Ｘ８\u200b", strings.Repeat("-", 2000)} {
		f.Add(s, 4)
	}
	f.Fuzz(func(t *testing.T, s string, caret int) {
		for _, format := range typedFormats() {
			out, at, p := format.AppendTyped(nil, s, caret)
			if at < 0 || at > len(out) {
				t.Fatalf("caret %d in %d bytes", at, len(out))
			}
			if r := reference.Reveal(format.Inspect(string(out))); (p == redeem.ProgressComplete) != (r.Err == nil) {
				t.Fatalf("%q is %v, and parses with %v", out, p, r.Err)
			}
			if p == redeem.ProgressImpossible {
				continue
			}
			again, _, q := format.AppendTyped(nil, string(out), len(out))
			if string(again) != string(out) || q != p {
				t.Fatalf("%q, %v becomes %q, %v", out, p, again, q)
			}
		}
	})
}
