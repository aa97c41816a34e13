package scan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/spell"
)

// TestFindBreak is the promise that a loop over Find may end early.
func TestFindBreak(t *testing.T) {
	for m := range redeem.GiftCard().Find("X8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPT") {
		if m.Start != 0 {
			t.Error("went on after break")
		}
		break
	}
}

func TestFindReference(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		spec := drawSpec(t)
		f := newSlowFormat(redeem.MustFormat(spec))
		for range 4 {
			checkFind(t, f, drawText(t, spec))
		}
	})
}

// checkFind compares Find with slowFind.
func checkFind(t rapid.TB, f slowFormat, text string) {
	t.Helper()
	got, want := slices.Collect(f.Find(text)), slowFind([]slowFormat{f}, text)
	if !slices.Equal(got, want) {
		t.Errorf("%+v\nFind(%+q)\n= %v, want %v", f.spec, text, spans(got), spans(want))
	}
	if inBytes := slices.Collect(f.FindBytes([]byte(text))); !slices.Equal(inBytes, got) {
		t.Errorf("FindBytes(%+q) = %v, want %v", text, spans(inBytes), spans(got))
	}
	end := 0
	for _, m := range got {
		s := text[m.Start:m.End]
		if m.Start < end || m.End <= m.Start || m.End-m.Start > redeem.MaxInput || utf8.RuneCountInString(text[:m.Start])+utf8.RuneCountInString(s)+utf8.RuneCountInString(text[m.End:]) != utf8.RuneCountInString(text) {
			t.Errorf("Find(%+q) = %v", text, spans(got))
		}
		end = m.End
	}
}

// TestFindCheck finds codes with a check character that no other place may have.
func TestFindCheck(t *testing.T) {
	plain, _ := redeem.NewLookalikes()
	for _, prefix := range []string{"", "0"} {
		f := newSlowFormat(redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: "0123456789", Prefix: prefix, Groups: []int{4, 4, 4, 4}, Lookalikes: plain,
			Check: draw.SchemeNamed(t, "iso7064-mod-11-2")}))
		for _, tt := range []struct {
			text string
			want int
		}{
			{"0000-0002-1694-233X", 1}, {"it is 000000021694233x, again 0000 0002 1694 233Х.", 2},
			{"000000021694233Y 0000000216942330 X000000021694233", 0},
		} {
			checkFind(t, f, tt.text)
			if got := slices.Collect(f.Find(tt.text)); len(got) != tt.want {
				t.Errorf("prefix %q: Find(%q) = %v", prefix, tt.text, spans(got))
			}
		}
	}
}

// TestFindOddCheck has codes in groups whose check character is no letter or digit:
// it ends the last row of them too soon.
func TestFindOddCheck(t *testing.T) {
	other := newSlowFormat(redeem.MustFormat(redeem.Spec{Length: 13}))
	for _, groups := range [][]int{{2, 2}, {4, 4}, {4, 1}, {1, 4}, {4, 4, 4}, {4, 4, 1}, {3, 2, 3}, {4, 4, 4, 4}, {2, 2, 2, 2, 2}} {
		spec := redeem.Spec{Groups: groups, Check: draw.SchemeNamed(t, "iso7064-mod-37-2")}
		for _, n := range groups {
			spec.Length += n
		}
		f := newSlowFormat(redeem.MustFormat(spec))
		var code string
		for n := 0; !strings.HasSuffix(code, "*"); n++ {
			text, err := spec.Check.Append(nil, fmt.Sprintf("%0*d", spec.Length-1, n))
			if err != nil {
				t.Fatal(err)
			}
			code = string(text)
		}
		grouped, at := "", 0
		for _, n := range groups {
			grouped += "-" + code[at:at+n]
			at += n
		}
		text := "code: " + grouped[1:] + ", " + code + ".\n"
		checkFind(t, f, text)
		both, err := redeem.NewFormats(f.Format, other.Format)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range [][]redeem.Match{slices.Collect(f.Find(text)), slices.Collect(both.Find(text))} {
			if len(got) != 2 {
				t.Errorf("%v: Find(%q) = %v", groups, text, spans(got))
			}
		}
	}
}

func spans(all []redeem.Match) (text string) {
	for _, m := range all {
		text += fmt.Sprintf("[%d:%d %s]", m.Start, m.End, redeem.Plain(m.Code))
	}
	return text
}

// TestFindSeparators is the promise that dashes may stand between groups, and blanks that
// do not end a line.
func TestFindSeparators(t *testing.T) {
	f := newSlowFormat(redeem.MustFormat(redeem.Spec{Length: 2, Groups: []int{1, 1}}))
	long := newSlowFormat(redeem.MustFormat(redeem.Spec{Length: 8, Groups: []int{5, 3}}))
	for r := range rune(unicode.MaxRune + 1) {
		if _, edit := spell.FoldRune(r); r < utf8.RuneSelf || edit == spell.EditSeparator {
			checkFind(t, f, "A"+string(r)+"B")
			checkFind(t, long, "-- 0"+string(r)+"1234567")
		}
	}
}

// TestFindFirst replaces the first byte of a code by any byte, in formats for which one or
// several bytes mean the first symbol of the prefix.
func TestFindFirst(t *testing.T) {
	for _, spec := range []redeem.Spec{
		{Length: 4, Prefix: "A"},
		{Length: 4, Prefix: "A", Alphabet: "ABOab"},
		{Length: 4, Prefix: "O", Alphabet: "ABOab"},
		{Length: 4, Prefix: "a", Alphabet: "ABOab"},
		{Length: 4, Prefix: "0", Alphabet: "0123456789"},
		{Length: 4, Prefix: "3", Alphabet: "0123456789"},
		{Length: 4, Prefix: "!", Alphabet: "!~12"},
		{Length: 4, Prefix: "~", Alphabet: "!~12"},
		{Length: 4, Alphabet: "!~12"},
		{Length: 4, Prefix: "1", Alphabet: "0123456789", Check: draw.SchemeNamed(t, "iso7064-mod-11-2")},
	} {
		f := redeem.MustFormat(spec)
		slow := newSlowFormat(f)
		code := spec.Prefix + strings.Repeat(spec.Alphabet+"0", 4)[:4-len(spec.Prefix)]
		if spec.Check != nil {
			text, err := spec.Check.Append(nil, "128")
			if err != nil {
				t.Fatal(err)
			}
			code = string(text)
		}
		for x := range 256 {
			text := "of " + string([]byte{byte(x)}) + code[1:]
			checkFind(t, slow, text+" .")
			checkFind(t, slow, text+"! .") // which may follow a code of symbols like it
		}
	}
}

// TestFindBehindEscape tries codes behind all escapes in formats without a
// prefix, whose codes begin at any place of a word: in one piece and cut in two
// at any place. Some are so short that the end of an escape could be one, which
// must not become one when what is behind it is masked.
func TestFindBehindEscape(t *testing.T) {
	for _, spec := range []redeem.Spec{
		{Length: 1, Alphabet: "01"},
		{Length: 2, Alphabet: "0123456789"},
		{Length: 3, Alphabet: "0123456789ABCDEF"},
		{Length: 3, Alphabet: "01X"},
		{Length: 5, Alphabet: "01234U"},
		{Length: 3, Alphabet: `012\%`}, // of which a code may end with an escape
		{Length: 4, Groups: []int{2, 2}},
		{Length: 4, Alphabet: "0123456789", Groups: []int{1, 3}},
		{Length: 8, Alphabet: "0123456789ABCDEF", Groups: []int{4, 4}},
		{Length: 8, Groups: []int{3, 5}},
	} {
		format := []*redeem.Format{redeem.MustFormat(spec)}
		slow := newSlowFormat(format[0])
		code := "01234567"[:spec.Length]
		first := spec.Length
		if spec.Groups != nil {
			first = spec.Groups[0]
		}
		for _, escape := range []string{`\a`, `\b`, `\f`, `\n`, `\r`, `\t`, `\v`, `\0`, "%", "%0", "%00", "%000", `\x0`, `\x00`, `\x000`, `\u000`, `\u0000`, `\u00000`, `\\`, `\`} {
			for _, front := range []string{"", "0", "text of some length ", "0%"} {
				for _, behind := range []string{"", code, code + "0", code[:first] + "-" + code[first:]} {
					text := front + escape + behind + " ."
					checkFind(t, slow, text)
					checkRedact(t, slow, text)
					whole := redactIn(format, text, len(text))
					for n := 1; n < len(text); n += exhaustive.Pick(3, 1) { // pieces of 1 byte cut everywhere
						if pieces := redactIn(format, text, n); pieces != whole {
							t.Errorf("%+v\nredacted %+q in pieces of %d: %+q, in one %+q", spec, text, n, pieces, whole)
						}
					}
				}
			}
		}
	}
}
