package redeem

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
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
	{"two joints", "X8KD--49FJ-2MZQ-7WPT", "", ""},
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
		for m := range GiftCard().Find(tt.text) {
			found = append(found, tt.text[m.Start:m.End])
		}
		if got := strings.Join(found, ","); got != tt.found {
			t.Errorf("%s: found %+q, want %+q", tt.name, got, tt.found)
		}
		checkFind(t, newSlowFormat(GiftCard()), tt.text)
	}
	for m := range GiftCard().Find("X8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPT") {
		if m.Start != 0 {
			t.Error("went on after break")
		}
		break
	}
}

func TestAppendRedacted(t *testing.T) {
	for _, tt := range scanTests {
		want := tt.masked
		if want == "" {
			want = tt.text
		}
		if got := string(GiftCard().AppendRedacted(nil, []byte(tt.text))); got != want {
			t.Errorf("%s: AppendRedacted = %+q, want %+q", tt.name, got, want)
		}
		checkRedact(t, newSlowFormat(GiftCard()), tt.text)
		src := []byte(tt.text)
		for n := range len(src) {
			GiftCard().AppendRedacted(nil, src[:n:n])
		}
		if string(src) != tt.text {
			t.Errorf("%s: AppendRedacted wrote to its source", tt.name)
		}
	}
}

// TestFindMaxInput puts a code at the border of what Inspect looks at.
func TestFindMaxInput(t *testing.T) {
	for n := range 8 {
		gap := strings.Repeat("\u00AD", (MaxInput-16)/2+n-4)
		text := "X8KD" + gap + "49FJ2MZQ7WPT and X8KD" + gap + "49FJ2MZQ7WPT."
		want := 2
		if 16+len(gap) > MaxInput {
			want = 0
		}
		if got := len(slices.Collect(GiftCard().Find(text))); got != want {
			t.Errorf("%d bytes: found %d, want %d", 16+len(gap), got, want)
		}
	}
}

// TestFindSeparators is the promise which separators may stand between groups:
// dashes, and blanks that end no line.
func TestFindSeparators(t *testing.T) {
	f := newSlowFormat(MustFormat(Spec{Length: 2, Groups: []int{1, 1}}))
	for r := range rune(unicode.MaxRune + 1) {
		if r < utf8.RuneSelf || foldRune(r) == foldSeparator {
			checkFind(t, f, "A"+string(r)+"B")
		}
	}
}

// TestFindCheck has a check character that is no other symbol's.
func TestFindCheck(t *testing.T) {
	plain, _ := NewLookalikes()
	for _, prefix := range []string{"", "0"} {
		f := newSlowFormat(MustFormat(Spec{Length: 16, Alphabet: "0123456789", Prefix: prefix, Groups: []int{4, 4, 4, 4}, Lookalikes: plain,
			Check: mustScheme(t, "iso7064-mod-11-2")}))
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

// TestRedactedQuarter is the promise that the last quarter stays, four symbols
// at most.
func TestRedactedQuarter(t *testing.T) {
	for n, left := range map[int]int{1: 0, 3: 0, 4: 1, 7: 1, 8: 2, 12: 3, 15: 3, 16: 4, 20: 4, 32: 4} {
		code := strings.Repeat("7", n)
		if got, want := string(MustFormat(Spec{Length: n}).AppendRedacted(nil, []byte(code))), strings.Repeat("*", n-left)+code[n-left:]; got != want {
			t.Errorf("AppendRedacted(%q) = %q, want %q", code, got, want)
		}
	}
}

// TestFindAnywhere has a code at each place of a text of several words, whose
// bytes are looked at many at a time.
func TestFindAnywhere(t *testing.T) {
	for _, spec := range []Spec{giftCard.Spec(), {Length: 16}, {Length: 16, Alphabet: alnumAlphabet + "!"}} {
		f := MustFormat(spec)
		for at := range 100 {
			for _, code := range []string{sample, "Ｘ" + sample[1:]} {
				for _, behind := range []int{0, 40} {
					text := strings.Repeat(".", at) + code + strings.Repeat(".", behind)
					if got := slices.Collect(f.Find(text)); len(got) != 1 || got[0].Start != at {
						t.Errorf("%+v: %q at %d: found %v", spec, code, at, spans(got))
					}
				}
			}
		}
	}
}

// TestMaskOfStars is about formats that read a star as a symbol.
func TestMaskOfStars(t *testing.T) {
	f := MustFormat(Spec{Length: 8, Alphabet: "AB*!", Groups: []int{4, 4}})
	mod := MustFormat(Spec{Length: 12, Check: mustScheme(t, "iso7064-mod-37-2")})
	for _, tt := range []struct {
		f          *Format
		text, want string
	}{
		{f, "AB*!AB*!", "______*!"},
		{f, "ab*!-ab*!, ****-****", "____-__*!, ____-__**"},
		{f, "!!!!!!!!!", "_______!!"},           // two that overlap
		{f, "BBBBBBAA!!!!!!", "______AA!!!!!!"}, // a mask is like a letter
		{f, ".ＡＢＡＢＡＢＡＢ.", ".______ＡＢ."},
		{f, "_AB*!AB*!", "_AB*!AB*!"},
		{mod, "3AHOV29GNU1*", "3AHOV29GNU1*"}, // not the right check character
	} {
		if got := string(tt.f.AppendRedacted(nil, []byte(tt.text))); got != tt.want {
			t.Errorf("AppendRedacted(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestFindGap: what a code touches is looked for behind 64 bytes of invisible
// characters, in one piece and in two.
func TestFindGap(t *testing.T) {
	for size := 60; size < 70; size++ {
		gap := strings.Repeat("\u200B", size%2) + strings.Repeat("\u00AD", (size-size%2*3)/2)
		for _, text := range []string{"A" + gap + sample, sample + gap + "A", "é" + gap + sample, sample + gap + "é"} {
			want := text
			if size > 64 {
				want = strings.Replace(text, sample, "************7WPT", 1)
			}
			if got := slices.Collect(GiftCard().Find(text)); len(got) == 1 != (size > 64) {
				t.Errorf("%d bytes between: Find(%+q) = %v", len(gap), text, spans(got))
			}
			for cut := range text {
				var out bytes.Buffer
				r := NewRedactor(&out)
				io.WriteString(r, text[:cut])
				io.WriteString(r, text[cut:])
				if err := r.Close(); err != nil || out.String() != want {
					t.Errorf("%d bytes between, cut at %d: %+q, want %+q; %v", len(gap), cut, out.String(), want, err)
				}
			}
		}
	}
}

func TestRedactor(t *testing.T) {
	voucher := MustFormat(Spec{Length: 8, Alphabet: "0123456789", Groups: []int{4, 4}})
	const text = "X8KD-49FJ-2MZQ-7WPT, 1234-5678 and 12345678X8KD\n"
	for _, tt := range []struct {
		formats []*Format
		want    string
	}{
		{nil, "****-****-****-7WPT, 1234-5678 and 12345678X8KD\n"},
		{[]*Format{voucher}, "X8KD-49FJ-2MZQ-7WPT, ****-**78 and 12345678X8KD\n"},
		{[]*Format{voucher, GiftCard()}, "****-****-****-7WPT, ****-**78 and 12345678X8KD\n"},
	} {
		for cut := range len(text) + 1 {
			var out bytes.Buffer
			r := NewRedactor(&out, tt.formats...)
			io.WriteString(r, text[:cut])
			io.WriteString(r, text[cut:])
			if out.String() != tt.want {
				t.Errorf("cut at %d, before Close: %q, want %q", cut, &out, tt.want)
			}
			if err := r.Close(); err != nil || out.String() != tt.want {
				t.Errorf("cut at %d: %q, want %q; %v", cut, &out, tt.want, err)
			}
		}
	}
}

// TestRedactorFormatsInOrder is the promise that the formats have no order: what
// is a code of one and may go on as a code of another waits for the other, and
// less stays visible where they do not agree.
func TestRedactorFormatsInOrder(t *testing.T) {
	short, long := Spec{Length: 4}, Spec{Length: 8, Groups: []int{4, 4}}
	odd := Spec{Length: 8, Alphabet: alnumAlphabet + "!", Prefix: "7", Groups: []int{4, 4}}
	for _, tt := range []struct {
		specs      []Spec
		text, want string
	}{
		{[]Spec{short, long}, "A1B2 C3D4.", "**** ***4."},
		{[]Spec{short, long}, "A1B2-C3D4.", "****-***4."},
		{[]Spec{short, long}, "A1B2 C3D4E", "***2 C3D4E"},
		{[]Spec{short, long}, "A1B2  C3D4.", "***2  ***4."},
		{[]Spec{{Length: 4, Prefix: "AB", Groups: []int{2, 2}}, {Length: 8, Prefix: "CD", Groups: []int{2, 2, 2, 2}}, {Length: 3, Prefix: "D", Groups: []int{1, 2}}},
			"AB-CD-EF-GH-JK.", "**-**-**-**-JK."}, // what begins with D, a mask before it, is a code as well
		{[]Spec{giftCard.Spec(), {Length: 8, Alphabet: "0123456789"}}, "X8KD-49FJ-2MZQ-7WPT, 12345678.", "****-****-****-7WPT, ******78."},
		{[]Spec{giftCard.Spec(), odd}, "X8KD49FJ2MZQX000 1111 2222 3333.", "**************** **** **** 3333."},
		{[]Spec{giftCard.Spec(), {Length: 4, Prefix: "4"}}, "X8KD-49FJ-2MZQ-7WPT.", "****-****-****-7WPT."},
		{[]Spec{giftCard.Spec(), short, odd}, "X8KD-49FJ-2MZQ-7WPT-AB!C.", "****-****-****-****-**!C."},
		// The long one that begins at the edge fails too late to hide any of it.
		{[]Spec{giftCard.Spec(), {Length: 4, Prefix: "7"}, {Length: 8, Prefix: "7", Groups: []int{4, 4}}},
			"X8KD49FJ2MZQ7WPT-ABC.", "***************T-ABC."},
		{[]Spec{giftCard.Spec(), {Length: 4, Prefix: "7"}, {Length: 8, Prefix: "7", Groups: []int{4, 4}}},
			"X8KD49FJ2MZQ7WPT-ABCDE.", "***************T-ABCDE."},
	} {
		var formats []*Format
		for _, spec := range tt.specs {
			formats = append(formats, MustFormat(spec))
		}
		if got := slowRedact(newSlowFormats(formats), tt.text); got != tt.want {
			t.Errorf("%q: the reference has %q, want %q", tt.text, got, tt.want)
		}
		for range 2 {
			slices.Reverse(formats)
			for cut := range tt.text {
				var out bytes.Buffer
				r := NewRedactor(&out, formats...)
				io.WriteString(r, tt.text[:cut])
				io.WriteString(r, tt.text[cut:])
				if err := r.Close(); err != nil || out.String() != tt.want {
					t.Errorf("%q cut at %d: %q, want %q; %v", tt.text, cut, &out, tt.want, err)
				}
			}
		}
	}
}

// TestRedactorHolds is the promise that what is held back may be the beginning
// of a code.
func TestRedactorHolds(t *testing.T) {
	for _, tt := range []struct{ text, held string }{
		{"hello", ""},
		{"hello\n", ""},
		{"a code: X8KD-49FJ", "X8KD-49FJ"},
		{"a code: X8KD-49FJ-2MZQ-7WPT", "X8KD-49FJ-2MZQ-7WPT"}, // which may go on
		{"a code: X8KD-49FJ-2MZQ-7WPT.", ""},
		{"a code: X8KD-49FJ\n", ""},
		{"a code: X8KD49FJ2MZQ7WPTX", ""},
		{"max", ""},
		{"Max X", "X"},
		{"\u3042", ""},
		{"\xe3\x81", "\xe3\x81"},
		{"max \xe3\x81", "\xe3\x81"},
		{"X8KD49FJ2MZQ7WPT\u200B", "X8KD49FJ2MZQ7WPT\u200B"},
		{"X8KD49FJ2MZQ7WPT" + strings.Repeat("\u200B", 22), ""},
		{strings.Repeat("X", 1<<20), ""},
		{"X" + strings.Repeat("\u200B", MaxInput), ""},
		{"X8KD49FJ2MZQX000 1111", "X000 1111"}, // of which the first group follows a mask
	} {
		var out bytes.Buffer
		r := NewRedactor(&out)
		if n, err := io.WriteString(r, tt.text); n != len(tt.text) || err != nil {
			t.Errorf("Write = %d, %v", n, err)
		}
		if string((*r.state).in) != tt.held {
			t.Errorf("%.40q: held back %q, want %q", tt.text, (*r.state).in, tt.held)
		}
		if err := r.Close(); err != nil || out.String() != string(GiftCard().AppendRedacted(nil, []byte(tt.text))) {
			t.Errorf("%.40q: %.40q, %v", tt.text, &out, err)
		}
	}
	r := NewRedactor(io.Discard, GiftCard(), MustFormat(Spec{Length: 8, Alphabet: "0123456789"}))
	io.WriteString(r, "X8KD-49FJ-2MZQ-7WPT, 1234")
	if held := string((*r.state).in); held != "1234" {
		t.Errorf("for one of two formats: held back %q", held)
	}
}

// limitWriter takes so many bytes in all.
type limitWriter struct {
	room   int
	took   []byte
	err    error
	writes int
}

func (w *limitWriter) Write(b []byte) (int, error) {
	w.writes++
	n := min(len(b), w.room)
	w.room -= n
	w.took = append(w.took, b[:n]...)
	if n < len(b) {
		return n, w.err
	}
	return n, nil
}

// TestRedactorErrors is the promise that an error of the writer comes back
// with the number of bytes of the input that the writer took, and stays.
func TestRedactorErrors(t *testing.T) {
	full := errors.New("disk full")
	const text = "ab Х8КD-49FJ-2MZQ-7WРТ, é X8KD49FJ2MZQ7WPT\n"
	whole := GiftCard().AppendRedacted(nil, []byte(text))
	for room := range whole {
		for _, cut := range []int{0, 5, 12, len(text)} {
			w := &limitWriter{room: room, err: full}
			r := NewRedactor(w)
			total, err := 0, error(nil)
			for _, part := range []string{text[:cut], text[cut:]} {
				var n int
				if n, err = io.WriteString(r, part); err != nil {
					total += n
					break
				}
				total += len(part)
			}
			if err != full {
				t.Fatalf("room for %d bytes: %v", room, err)
			}
			// What was taken is what becomes of so much of the text; of a
			// character that is cut no more than that.
			if want := source([]byte(text), whole, room); total != max(want, cut) && total != want {
				t.Errorf("room for %d bytes, cut at %d: %d bytes, want %d", room, cut, total, want)
			}
			if string(w.took) != string(whole[:room]) {
				t.Errorf("room for %d bytes: took %q, want %q", room, w.took, whole[:room])
			}
			writes := w.writes
			if n, err := r.Write([]byte("more")); n != 0 || err != full {
				t.Errorf("Write after an error = %d, %v", n, err)
			}
			if err := r.Close(); err != full || w.writes != writes {
				t.Errorf("Close after an error: %v, %d writes", err, w.writes-writes)
			}
		}
	}
	r := NewRedactor(&limitWriter{room: 3})
	if n, err := io.WriteString(r, "hello"); n != 3 || err != io.ErrShortWrite {
		t.Errorf("a short write: %d, %v", n, err)
	}
	r = NewRedactor(&limitWriter{room: 3, err: full})
	if n, err := io.WriteString(r, "Х8КD49FJ2MZQ7WPT\n"); n != len("Х8К") || err != full {
		t.Errorf("three masks taken: %d, %v", n, err)
	}
	r = NewRedactor(&limitWriter{err: full})
	io.WriteString(r, "X8KD")
	if err := r.Close(); err != full {
		t.Errorf("Close = %v", err)
	}
	if err := r.Close(); err != full {
		t.Errorf("Close again = %v", err)
	}
}

// wrongWriter says that it took a number of bytes that nobody offered.
type wrongWriter struct {
	n   int
	err error
}

func (w wrongWriter) Write([]byte) (int, error) { return w.n, w.err }

// TestRedactorWrongWriter is the promise that such a number counts for nothing,
// and that the writer's error is returned if it has one.
func TestRedactorWrongWriter(t *testing.T) {
	full := errors.New("disk full")
	for _, n := range []int{-1, 6, 1 << 30} {
		for err, want := range map[error]error{nil: io.ErrShortWrite, full: full} {
			r := NewRedactor(wrongWriter{n, err})
			if took, got := io.WriteString(r, "hello"); took != 0 || got != want {
				t.Errorf("a writer that took %d bytes with %v: %d, %v", n, err, took, got)
			}
		}
	}
}

func TestRedactorClosed(t *testing.T) {
	var out bytes.Buffer
	r := NewRedactor(&out)
	io.WriteString(r, sample)
	for range 2 {
		if err := r.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
	}
	if n, err := r.Write([]byte("more")); n != 0 || err != io.ErrClosedPipe {
		t.Errorf("Write after Close = %d, %v", n, err)
	}
	if got := out.String(); got != "************7WPT" {
		t.Errorf("wrote %q", got)
	}
}

// TestRedactorOneWrite is the promise that a record stays one record.
func TestRedactorOneWrite(t *testing.T) {
	w := &limitWriter{room: 1 << 30}
	r := NewRedactor(w)
	for i := range 10 {
		io.WriteString(r, strings.Repeat("a record with X8KD49FJ2MZQ7WPT; ", 1+i*100)+"\n")
		if w.writes != i+1 {
			t.Fatalf("%d writes for %d records", w.writes, i+1)
		}
	}
	w.writes = 0
	io.WriteString(r, "X8KD")
	io.WriteString(r, "-49FJ")
	if w.writes != 0 {
		t.Errorf("%d writes of nothing", w.writes)
	}
}
