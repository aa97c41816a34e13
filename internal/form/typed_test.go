package form_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/reference"
)

// typedFormats are formats whose groups and symbols differ, with check
// characters and without.
func typedFormats(t rapid.TB) []*redeem.Format {
	return []*redeem.Format{
		redeem.GiftCard(),
		redeem.MustFormat(redeem.Spec{Length: 10, Groups: []int{3, 4, 3}}),
		redeem.MustFormat(redeem.Spec{Length: 7, Groups: []int{1, 1, 5}, Alphabet: "abcXYZ"}),
		redeem.MustFormat(redeem.Spec{Length: 12, Groups: []int{4, 4, 4}, Prefix: "X", Check: draw.SchemeNamed(t, "luhn-mod-36")}),
		redeem.MustFormat(redeem.Spec{Length: 10, Groups: []int{5, 5}, Alphabet: "0123456789", Check: draw.SchemeNamed(t, "iso7064-mod-11-2")}),
		redeem.MustFormat(redeem.Spec{Length: 8, Groups: []int{4, 4}, Check: draw.SchemeNamed(t, "iso7064-mod-37-2")}),
		redeem.MustFormat(redeem.Spec{Length: 5}),
	}
}

// field is an input field with its caret.
type field struct {
	text  string
	caret int
}

func (f field) String() string { return f.text[:f.caret] + "|" + f.text[f.caret:] }

// grouped returns the field that shows symbols, with n of them left of the
// caret, which is behind a dash there if past is set.
func grouped(groups []int, symbols string, n int, past bool) field {
	var f field
	var text strings.Builder
	left := append([]int(nil), groups...)
	for i := range len(symbols) {
		if len(left) > 1 && left[0] == 0 {
			left = left[1:]
			text.WriteByte('-')
			if i == n && past {
				f.caret = text.Len()
			}
		}
		if len(left) > 0 {
			left[0]--
		}
		text.WriteByte(symbols[i])
		if i < n {
			f.caret = text.Len()
		}
	}
	f.text = text.String()
	return f
}

// edited returns what a field shows that held old and holds text now, both of
// capital letters and digits and of dashes and blanks. It is written from what
// the documentation of AppendTyped promises.
func edited(groups []int, old, text string, caret int, forward bool) field {
	bare := func(s string) string { return strings.NewReplacer("-", "", " ", "").Replace(s) }
	left, right := bare(text[:caret]), bare(text[caret:])
	past := left+right != "" && caret > 0 && strings.ContainsRune("- ", rune(text[caret-1]))
	shown := grouped(groups, left+right, len(left), past)
	if old == text[:caret]+"-"+text[caret:] && left != "" && right != "" && shown.text == old {
		if forward {
			right = right[1:]
		} else {
			left = left[:len(left)-1]
		}
		shown = grouped(groups, left+right, len(left), false)
	}
	return shown
}

// TestAppendTypedSelections deletes each selection of each beginning of a code,
// with either key, and types and pastes over it.
func TestAppendTypedSelections(t *testing.T) {
	const symbols = "X8KD49FJ2MZQ7WPT"
	changes := 0
	all := [][]int{{3, 3, 4}, {4, 4}, {5, 5, 5}, {4, 4, 4, 4}}
	for _, groups := range exhaustive.Pick(all[:2], all) {
		length := 0
		for _, n := range groups {
			length += n
		}
		f := redeem.MustFormat(redeem.Spec{Length: length, Groups: groups})
		var buf [128]byte
		for n := range length + 1 {
			if n < length && n%4 != 1 && !exhaustive.On() {
				continue
			}
			old := grouped(groups, symbols[:n], 0, false).text
			for from := range len(old) + 1 {
				for to := from; to <= len(old); to++ {
					for _, put := range []string{"", "A", "AB", "ABCABC", "-", "A-B", "-AB-", "AB CA", "ABCA-BCAB-CABC-ABCA", old[from:to], "D", "KD", "D4"} {
						for _, forward := range []bool{false, true} {
							text, caret := old[:from]+put+old[to:], from+len(put)
							want := edited(groups, old, text, caret, forward)
							out, at, p := f.AppendTyped(buf[:0], redeem.Change{Old: old, New: text, Caret: caret, Forward: forward})
							changes++
							if old == "" {
								want = edited(groups, text, text, caret, forward) // nothing can have been deleted
							}
							if got := (field{string(out), at}); got != want {
								t.Fatalf("%v: %q in place of %q in %q, forward %v: %v, want %v", groups, put, old[from:to], old, forward, got, want)
							}
							symbols := len(out) - strings.Count(string(out), "-")
							if complete, possible := symbols == length, symbols <= length; (p == redeem.ProgressComplete) != complete || (p != redeem.ProgressImpossible) != possible {
								t.Fatalf("%v: %q is %v", groups, out, p)
							}
							// A caller that knows that no dash was deleted says so.
							out, at, _ = f.AppendTyped(buf[:0], redeem.Change{Old: text, New: text, Caret: caret, Forward: forward})
							if got, want := (field{string(out), at}), edited(groups, text, text, caret, forward); text != "" && got != want {
								t.Fatalf("%v: %q in place of %q in %q, nothing deleted: %v, want %v", groups, put, old[from:to], old, got, want)
							}
						}
					}
				}
			}
		}
	}
	t.Logf("%d changes", changes)
}

// TestAppendTypedCaret asserts that the symbols left of the caret stay left of it, and the
// others right of it, for any text in the field before and now. The exception is a symbol
// beside a dash that was deleted.
func TestAppendTypedCaret(t *testing.T) {
	formats := typedFormats(t)
	draw.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(formats).Draw(t, "format")
		texts := rapid.StringOfN(rapid.RuneFrom([]rune("aXbYcZ1*o -–\u200bＸ")), 0, 20, -1)
		s := texts.Draw(t, "field")
		caret := rapid.SampledFrom(runeStarts(s)).Draw(t, "caret")
		old := rapid.SampledFrom([]string{"", s, s[:caret] + "-" + s[caret:], "X"}).Draw(t, "old")
		forward := rapid.Bool().Draw(t, "forward")
		out, at, p := f.AppendTyped(nil, redeem.Change{Old: old, New: s, Caret: caret, Forward: forward})
		if _, ok := reading(f, s); !ok {
			if string(out) != s || at != caret || p != redeem.ProgressImpossible {
				t.Fatalf("%q at %d becomes %q at %d, %v, and should stay", s, caret, out, at, p)
			}
			return
		}
		left, right := fieldSymbols(f, s, 0, caret), fieldSymbols(f, s, caret, len(s))
		gotLeft, gotRight := fieldSymbols(f, string(out), 0, at), fieldSymbols(f, string(out), at, len(out))
		if gotLeft == left && gotRight == right {
			return
		}
		lacks := [2]int{len(left) - len(gotLeft), len(right) - len(gotRight)}
		switch {
		case old != "" && old != s[:caret]+"-"+s[caret:], !breaksAt(f, len(left)), right == "", separated(s, caret):
		case forward && lacks == [2]int{0, 1}, !forward && lacks == [2]int{1, 0}:
			return
		}
		t.Fatalf("%q at %d, shown %q, forward %v, becomes %q at %d", s, caret, old, forward, out, at)
	})
}

// separated reports whether a separator stands at the caret, where others may be
// that no one sees.
func separated(s string, caret int) bool {
	left, right := strings.TrimRight(s[:caret], "\u200b"), strings.TrimLeft(s[caret:], "\u200b")
	return strings.TrimRight(left, "-– ") != left || strings.TrimLeft(right, "-– ") != right
}

func runeStarts(s string) (starts []int) {
	for i := range s {
		starts = append(starts, i)
	}
	return append(starts, len(s))
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

// TestAppendTypedEditor types, deletes and pastes at random in a field that
// shows what AppendTyped says, beside a list of symbols with a caret. Selections
// are replaced, and keys that delete are pressed at dashes.
func TestAppendTypedEditor(t *testing.T) {
	formats := typedFormats(t)
	draw.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(formats).Draw(t, "format")
		shown, caret := "", 0
		model, before := "", 0 // all symbols, and how many are left of the caret
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			c := redeem.Change{Old: shown}
			count := func(s string) int { return len(fieldSymbols(f, s, 0, len(s))) }
			step := rapid.SampledFrom([]string{"put", "put", "backspace", "delete", "move"}).Draw(t, "step")
			from, to := caret, caret
			if rapid.IntRange(0, 3).Draw(t, "selects") == 0 {
				from = rapid.IntRange(0, len(shown)).Draw(t, "from")
				to = rapid.IntRange(from, len(shown)).Draw(t, "to")
			}
			var put string
			switch step {
			case "put":
				put = rapid.StringOfN(rapid.RuneFrom([]rune("aXbYcZ019-")), 1, 6, -1).Draw(t, "put")
				c.Old = shown[:from] + put + shown[to:] // nothing alone was deleted
			case "backspace":
				if from == to && from > 0 {
					from--
				}
			case "delete":
				c.Forward = true
				if from == to && to < len(shown) {
					to++
				}
			case "move":
				to = from
			}
			c.New, c.Caret = shown[:from]+put+shown[to:], from+len(put)
			first, last := count(shown[:from]), count(shown[:to])
			if put == "" && shown[from:to] == "-" && last < len(model) && breaksAt(f, first) {
				if c.Forward {
					last++
				} else {
					first--
				}
			}
			symbols := strings.ReplaceAll(put, "-", "")
			wanted := model[:first] + symbols + model[last:]
			if _, ok := reading(f, wanted); !ok {
				continue // it would be shown as it is: see TestAppendTypedCaret
			}
			out, at, p := f.AppendTyped(nil, c)
			shown, caret = string(out), at
			before = first + len(symbols)
			model, _ = reading(f, wanted)
			if got, _ := reading(f, shown); got != model || count(shown[:caret]) != before {
				t.Fatalf("the field is %q with the caret at %d, want %q with it at %d", shown, caret, model, before)
			}
			if code, err := f.Parse(shown); (p == redeem.ProgressComplete) != (err == nil) || p == redeem.ProgressComplete && string(f.AppendGrouped(nil, code)) != shown {
				t.Fatalf("the field %q is %v, and parses with %v", shown, p, err)
			}
		}
	})
}

// reading returns the symbols that a format reads in s, and whether each
// character stands for one or is left out.
func reading(f *redeem.Format, s string) (symbols string, ok bool) {
	symbols = fieldSymbols(f, s, 0, len(s))
	return symbols, !strings.Contains(symbols, "?")
}

// fieldSymbols returns the symbols that the characters of s from one offset to
// another stand for, and a question mark for what stands for none.
func fieldSymbols(f *redeem.Format, s string, from, to int) string {
	var symbols []byte
	n := 0
	spec := f.Spec()
	chars, _ := reference.Chars(s)
	chars = reference.Unwrap(chars, s, func(ascii byte) bool { return reference.IsSymbol(spec, ascii) })
	for _, c := range chars {
		if c.ASCII == 0 && c.Err == 0 {
			continue
		}
		symbol, _, ok := reference.Meaning(reference.Alphabet(spec, n), spec.Lookalikes, c.ASCII)
		if !ok || c.Err != 0 {
			symbol = '?'
		}
		if from <= c.Offset && c.Offset < to {
			symbols = append(symbols, symbol)
		}
		n++
	}
	return string(symbols)
}

// TestFormatsAppendTyped asserts that a field of several formats shows its symbols in the
// groups of the format that AppendTyped returns, and keeps every symbol that one of the
// possible formats reads.
func TestFormatsAppendTyped(t *testing.T) {
	const digits, upper, lower = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
	all := append(typedFormats(t)[:1],
		redeem.MustFormat(redeem.Spec{Length: 6, Groups: []int{2, 2, 2}, Alphabet: digits}),
		redeem.MustFormat(redeem.Spec{Length: 8, Groups: []int{4, 4}}),
		redeem.MustFormat(redeem.Spec{Length: 6, Groups: []int{3, 3}, Alphabet: digits + upper}),
		redeem.MustFormat(redeem.Spec{Length: 7, Groups: []int{3, 4}, Alphabet: digits + upper + lower}),
		redeem.MustFormat(redeem.Spec{Length: 5, Groups: []int{1, 4}, Alphabet: lower}),
		redeem.MustFormat(redeem.Spec{Length: 5, Groups: []int{2, 3}, Check: draw.SchemeNamed(t, "iso7064-mod-37-2")}),
	)
	draw.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, 6, rapid.ID).Draw(t, "formats")
		fs, err := redeem.NewFormats(list...)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			checkFormatsTyped(t, fs, list)
		}
	})
}

func checkFormatsTyped(t *rapid.T, fs *redeem.Formats, list []*redeem.Format) {
	s := rapid.StringOfN(rapid.RuneFrom([]rune("oO0bB8aXＯｏ1* -")), 0, 9, -1).Draw(t, "field")
	caret := rapid.SampledFrom(runeStarts(s)).Draw(t, "caret")
	c := redeem.Change{Old: s, New: s, Caret: caret}
	out, at, p, f := fs.AppendTyped(nil, c)
	if len(list) == 1 {
		alone, aloneAt, aloneP := list[0].AppendTyped(nil, c)
		if string(out) != string(alone) || at != aloneAt || p != aloneP {
			t.Fatalf("%q becomes %q at %d, %v; with one format %q at %d, %v", s, out, at, p, alone, aloneAt, aloneP)
		}
	}
	best, first := redeem.ProgressImpossible, -1
	possible := 0
	for i, one := range list {
		alone, _, progress := one.AppendTyped(nil, c)
		if progress != redeem.ProgressImpossible {
			possible++
		}
		if _, ok := reading(one, s); ok && (progress > best || first < 0) {
			best, first = progress, i
		}
		// What the field shows now, each reads as it read what was typed.
		again, _, progressAgain := one.AppendTyped(nil, redeem.Change{Old: string(out), New: string(out), Caret: len(out)})
		if progress != redeem.ProgressImpossible && (string(again) != string(alone) || progressAgain != progress) {
			t.Fatalf("format %d reads %q as %q, %v; what is shown, %q, as %q, %v", i, s, alone, progress, out, again, progressAgain)
		}
	}
	switch {
	case p != best:
		t.Fatalf("%q is %v, want %v", s, p, best)
	case first < 0 && (f != nil || string(out) != s || at != caret):
		t.Fatalf("%q, which nobody reads, becomes %q at %d, %v", s, out, at, f)
	case best != redeem.ProgressImpossible && f != list[first]:
		t.Fatalf("%q is of %v, want format %d", s, f, first)
	}
	if possible == 1 {
		if alone, aloneAt, _ := f.AppendTyped(nil, c); string(out) != string(alone) || at != aloneAt {
			t.Fatalf("only one is possible: %q becomes %q at %d, want %q at %d", s, out, at, alone, aloneAt)
		}
	}
}

func FuzzAppendTyped(f *testing.F) {
	for _, s := range []string{"", "x8kd4", "X8KD49FJ", "X8KD-49FJ-2MZQ-7WPT", "x8!", "\xff", "Ｘ８\u200b", "123456789X", strings.Repeat("-", 2000)} {
		f.Add("", s, 4, false)
		f.Add(s[:min(len(s), 4)]+"-"+s[min(len(s), 4):], s, 4, false)
		f.Add(s[:min(len(s), 5)]+"-"+s[min(len(s), 5):], s, 5, true)
	}
	formats := typedFormats(f)
	several, err := redeem.NewFormats(formats...)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, old, s string, caret int, forward bool) {
		c := redeem.Change{Old: old, New: s, Caret: caret, Forward: forward}
		check := func(format *redeem.Format, out []byte, at int, p redeem.Progress) {
			if at < 0 || at > len(out) {
				t.Fatalf("caret %d in %d bytes", at, len(out))
			}
			if r := reference.Reveal(format.Inspect(string(out))); (p == redeem.ProgressComplete) != (r.Err == nil) {
				t.Fatalf("%q is %v, and parses with %v", out, p, r.Err)
			}
			// At most one symbol goes.
			was, is := fieldSymbols(format, s, 0, len(s)), fieldSymbols(format, string(out), 0, len(out))
			if n := len(was) - len(is); n < 0 || n > 1 || n == 1 && old != "" && len(old) != len(s)+1 {
				t.Fatalf("%q, shown %q, becomes %q: %d symbols fewer", s, old, out, n)
			}
		}
		for _, format := range formats {
			out, at, p := format.AppendTyped(nil, c)
			check(format, out, at, p)
			if p == redeem.ProgressImpossible {
				continue
			}
			again, _, q := format.AppendTyped(nil, redeem.Change{Old: string(out), New: string(out), Caret: len(out)})
			if string(again) != string(out) || q != p {
				t.Fatalf("%q, %v becomes %q, %v", out, p, again, q)
			}
		}
		out, at, p, format := several.AppendTyped(nil, c)
		if format == nil {
			format = redeem.GiftCard()
		}
		check(format, out, at, p)
	})
}
