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
	"github.com/redeemkit/redeem/internal/spell"
)

// scanTests are texts and what is found in them, between commas; masked is the
// text redacted, "" if it is unchanged.
var scanTests = []struct{ name, text, found, masked string }{
	{"nothing", "", "", ""},
	{"no code", "lorem ipsum x, X and 0x00", "", ""},
	{"all", "X8KD49FJ2MZQ7WPT", "X8KD49FJ2MZQ7WPT", "************7WPT"},
	{"start", "X8KD49FJ2MZQ7WPT is it", "X8KD49FJ2MZQ7WPT", "************7WPT is it"},
	{"end", "it is X8KD49FJ2MZQ7WPT", "X8KD49FJ2MZQ7WPT", "it is ************7WPT"},
	{"lower case", "it is x8kd49fj2mzq7wpt.", "x8kd49fj2mzq7wpt", "it is ************7wpt."},
	{"dashes", "X8KD-49FJ-2MZQ-7WPT", "X8KD-49FJ-2MZQ-7WPT", "****-****-****-7WPT"},
	{"blanks", "X8KD 49FJ 2MZQ 7WPT", "X8KD 49FJ 2MZQ 7WPT", "**** **** **** 7WPT"},
	{"mixed joints", "X8KD-49FJ 2MZQ\u20137WPT", "X8KD-49FJ 2MZQ\u20137WPT", "****-**** ****\u20137WPT"},
	{"no-break space and tab", "X8KD\u00A049FJ\t2MZQ\u30007WPT", "X8KD\u00A049FJ\t2MZQ\u30007WPT", "****\u00A0****\t****\u30007WPT"},
	{"some joints", "X8KD-49FJ-2MZQ7WPT", "", ""},
	{"joint elsewhere", "X8K-D49FJ-2MZQ-7WPT", "", ""},
	{"two and three joints", "X8KD--49FJ - 2MZQ  7WPT, X8KD \u2013 49FJ -\t2MZQ---7WPT", "X8KD--49FJ - 2MZQ  7WPT,X8KD \u2013 49FJ -\t2MZQ---7WPT",
		"****--**** - ****  7WPT, **** \u2013 **** -\t****---7WPT"},
	{"four joints", "X8KD----49FJ-2MZQ-7WPT X8KD -\u00A0-49FJ-2MZQ-7WPT", "", ""},
	{"underscores", "X8KD_49FJ_2MZQ_7WPT", "", ""},
	{"periods", "X8KD.49FJ.2MZQ.7WPT", "", ""},
	{"line ends", "X8KD\n49FJ\n2MZQ\n7WPT X8KD\r49FJ\r2MZQ\r7WPT X8KD\u202849FJ\u20282MZQ\u20287WPT X8KD\u008549FJ\u00852MZQ\u00857WPT", "", ""},
	{"form feeds", "X8KD\f49FJ\f2MZQ\f7WPT X8KD\v49FJ\v2MZQ\v7WPT", "", ""},
	{"full-width", "コードＸ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴです", "Ｘ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴ", "コード************７ＷＰＴです"},
	{"homoglyphs", "код: Х8КD49FJ2МZQ7WРТ.", "Х8КD49FJ2МZQ7WРТ", "код: ************7WРТ."},
	{"invisible", "\uFEFFX8KD\u200B49FJ\u00AD2MZQ7W\u2060PT\u200B", "X8KD\u200B49FJ\u00AD2MZQ7W\u2060PT", "\uFEFF****\u200B****\u00AD****7W\u2060PT\u200B"},
	{"quotes", `"X8KD49FJ2MZQ7WPT" 'X000000000000000' “X111111111111111” «X222222222222222»`,
		"X8KD49FJ2MZQ7WPT,X000000000000000,X111111111111111,X222222222222222",
		`"************7WPT" '************0000' “************1111” «************2222»`},
	{"URL", "/redeem?code=X8KD49FJ2MZQ7WPT&to=x000000000000000#X111111111111111", "X8KD49FJ2MZQ7WPT,x000000000000000,X111111111111111",
		"/redeem?code=************7WPT&to=************0000#************1111"},
	{"path", "/codes/X8KD49FJ2MZQ7WPT/redeem.html", "X8KD49FJ2MZQ7WPT", "/codes/************7WPT/redeem.html"},
	{"JSON", `{"code":"X8KD-49FJ-2MZQ-7WPT","n":1}`, "X8KD-49FJ-2MZQ-7WPT", `{"code":"****-****-****-7WPT","n":1}`},
	{"underscore around", "code_X8KD49FJ2MZQ7WPT_", "X8KD49FJ2MZQ7WPT", "code_************7WPT_"},
	{"stars around", "**X8KD49FJ2MZQ7WPT**", "X8KD49FJ2MZQ7WPT", "**************7WPT**"},
	{"tags around", "<b>X8KD49FJ2MZQ7WPT</b>", "X8KD49FJ2MZQ7WPT", "<b>************7WPT</b>"},
	{"lines", "X8KD49FJ2MZQ7WPT\r\nX000-0000-0000-0000\nx", "X8KD49FJ2MZQ7WPT,X000-0000-0000-0000", "************7WPT\r\n****-****-****-0000\nx"},
	{"in a word", "AX8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPTA 1X8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPT1", "", ""},
	{"in a word beyond ASCII", "éX8KD49FJ2MZQ7WPT \u00C0X8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPTж X8KD49FJ2MZQ7WPT\u0301 ٣X8KD49FJ2MZQ7WPT ХX8KD49FJ2MZQ7WPT", "", ""},
	{"in a word, invisibly", "A\u200BX8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPT\u2060\u00AD1", "", ""},
	{"scripts without case", "코드X8KD49FJ2MZQ7WPT입니다 الرمزX000000000000000نعم 码X111111111111111。",
		"X8KD49FJ2MZQ7WPT,X000000000000000,X111111111111111", "코드************7WPT입니다 الرمز************0000نعم 码************1111。"},
	{"behind an escape", `{"text":"Your code:\nX8KD49FJ2MZQ7WPT\tx000-0000-0000-0000\u00abX111111111111111\u00bb"} %20X222222222222222%0Ax333333333333333 \x0aX444444444444444`,
		"X8KD49FJ2MZQ7WPT,x000-0000-0000-0000,X111111111111111,X222222222222222,x333333333333333,X444444444444444",
		`{"text":"Your code:\n************7WPT\t****-****-****-0000\u00ab************1111\u00bb"} %20************2222%0A************3333 \x0a************4444`},
	{"behind an escape, invisibly", "\\n\u200BX8KD49FJ2MZQ7WPT", "X8KD49FJ2MZQ7WPT", "\\n\u200B************7WPT"},
	{"behind no escape", `nX8KD49FJ2MZQ7WPT \mX8KD49FJ2MZQ7WPT %2X8KD49FJ2MZQ7WPT %2GX8KD49FJ2MZQ7WPT \u0abX8KD49FJ2MZQ7WPT \nnX8KD49FJ2MZQ7WPT x0aX8KD49FJ2MZQ7WPT`, "", ""},
	{"behind nothing hexadecimal", "%/0X8KD49FJ2MZQ7WPT %:0X8KD49FJ2MZQ7WPT %@0X8KD49FJ2MZQ7WPT %G0X8KD49FJ2MZQ7WPT %`0X8KD49FJ2MZQ7WPT %g0X8KD49FJ2MZQ7WPT u00abX8KD49FJ2MZQ7WPT", "", ""},
	{"behind x without a backslash", "x0aX8KD49FJ2MZQ7WPT", "", ""},
	{"behind u without a backslash", "u00abX8KD49FJ2MZQ7WPT", "", ""},
	{"behind u and what is not hexadecimal", `\u00gbX8KD49FJ2MZQ7WPT`, "", ""},
	{"behind all that is hexadecimal", "%09X8KD49FJ2MZQ7WPT %9AX000000000000000 %fFX111111111111111 %aAX222222222222222",
		"X8KD49FJ2MZQ7WPT,X000000000000000,X111111111111111,X222222222222222",
		"%09************7WPT %9A************0000 %fF************1111 %aA************2222"},
	{"invalid UTF-8 around", "\xffX8KD49FJ2MZQ7WPT\xe2\x80 \x80X000000000000000\xf0", "X8KD49FJ2MZQ7WPT,X000000000000000",
		"\xff************7WPT\xe2\x80 \x80************0000\xf0"},
	{"invalid UTF-8 inside", "X8KD49FJ\xff2MZQ7WPT X8KD\xc0\xad49FJ2MZQ7WPT", "", ""},
	{"too short, too long", "X8KD49FJ2MZQ7WP X8KD49FJ2MZQ7WPTT X8KD-49FJ-2MZQ-7WP X8KD-49FJ-2MZQ-7WPTT", "", ""},
	{"dash after", "X8KD-49FJ-2MZQ-7WPT-0000", "X8KD-49FJ-2MZQ-7WPT", "****-****-****-7WPT-0000"},
	{"shared prefix", "XXX8KD49FJ2MZQ7WPT XXX8KD49FJ2MZQ7W", "XXX8KD49FJ2MZQ7W", "XXX8KD49FJ2MZQ7WPT ************ZQ7W"},
	{"candidate in front", "X8KD-X8KD-49FJ-2MZQ-7WPT", "X8KD-X8KD-49FJ-2MZQ", "****-****-****-****-7WPT"},
	{"candidate that fails", "X8KD-X8KD49FJ2MZQ7WPT X X X8KD 49FJ 2MZQ 7WPT", "X8KD49FJ2MZQ7WPT,X8KD 49FJ 2MZQ 7WPT", "X8KD-************7WPT X X **** **** **** 7WPT"},
	{"side by side", "X8KD49FJ2MZQ7WPT,X000000000000000 X111-1111-1111-1111 X222222222222222",
		"X8KD49FJ2MZQ7WPT,X000000000000000,X111-1111-1111-1111,X222222222222222",
		"************7WPT,************0000 ****-****-****-1111 ************2222"},
	{"words like a code", "Xbox Gift Card X8KD 49FJ 2MZQ 7WPT", "Xbox Gift Card X8KD", "**** **** **** **** **** **** 7WPT"},
	{"one after the mask", "X8KD49FJ2MZQX000 1111 2222 3333", "X8KD49FJ2MZQX000", "**************** **** **** 3333"},
	{"none after the mask", "X8KD49FJ2MZQX000 1111 2222 33333", "X8KD49FJ2MZQX000", "************X000 1111 2222 33333"},
	{"serial number", "GCA4567890123456", "", ""},
}

func TestFind(t *testing.T) {
	for _, tt := range scanTests {
		var found []string
		for m := range redeem.GiftCard().Find(tt.text) {
			found = append(found, tt.text[m.Start:m.End])
		}
		if got := strings.Join(found, ","); got != tt.found {
			t.Errorf("%s: found %+q, want %+q", tt.name, got, tt.found)
		}
		checkFind(t, newSlowFormat(redeem.GiftCard()), tt.text)
	}
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

// TestFindCheck has a check character that is no other symbol's.
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

func spans(all []redeem.Match) (text string) {
	for _, m := range all {
		text += fmt.Sprintf("[%d:%d %s]", m.Start, m.End, redeem.Plain(m.Code))
	}
	return text
}

// TestFindSeparators is the promise which separators may stand between groups:
// dashes, and blanks that end no line.
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

// TestFindFirst has codes that begin with any byte, in formats to which one or
// several mean the first symbol of the prefix.
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
					for n := 1; n < len(text); n++ {
						if pieces := redactIn(format, text, n); pieces != whole {
							t.Errorf("%+v\nredacted %+q in pieces of %d: %+q, in one %+q", spec, text, n, pieces, whole)
						}
					}
				}
			}
		}
	}
}
