package redeem

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// drawScanSpec draws the format of the codes in a text: often the gift card's
// or one that has surprises for its neighbours.
func drawScanSpec(t *rapid.T) Spec {
	switch rapid.IntRange(0, 5).Draw(t, "format") {
	case 0, 1:
		return giftCard.Spec()
	case 2:
		return Spec{Length: 6, Alphabet: "XA1", Prefix: "X", Groups: []int{2, 2, 2}}
	case 3:
		return Spec{Length: 4, Alphabet: "XA!*", Groups: rapid.SampledFrom([][]int{nil, {2, 2}, {1, 3}, {1, 1, 1, 1}}).Draw(t, "groups")}
	case 4:
		return Spec{Length: rapid.IntRange(1, 8).Draw(t, "length"), Alphabet: "0123456789"}
	}
	return drawSpec(t)
}

// drawScanText draws a text of codes, of what is almost one, and of what may
// stand between them.
func drawScanText(t *rapid.T, specs ...Spec) string {
	var b strings.Builder
	piece := rapid.IntRange(0, 11)
	between := rapid.SampledFrom([]string{
		" ", "-", ",", "\n", "\r\n", "\"", "'", "=", "&", "/", "_", "*", ".", "!", "(", ")", "?code=", "\t", "\u00A0", "\u2013", "\u2014",
		"\u00B7", "\u2028", "\u0085", "\u3000", "\u30FB", "\u200B", "\u00AD", "\u200B\u2060", strings.Repeat("\u00AD", 31), strings.Repeat("\u00AD", 32),
		strings.Repeat("\u00AD", 33), strings.Repeat("\u200B", 21), strings.Repeat("\u200B", 22), strings.Repeat("\u200B", 330), "\u0301", "é", "ß", "ж",
		"の", "한", "ع", "中", "\u0660", "\uFF58", "\u0425", "\u0445", "\xff", "\xD0", "\xE2\x80", "\xED\xA0\x80", "x", "X", "A", "1", "XX", "Xbox gift card ",
		"\\", "%", "\\n", "\\t", "\\r\\n", "%20", "%2", "%0A", "\\u00ab", "\\xAB", "\\x", "\\N", "u00ab",
	})
	for range rapid.IntRange(0, 8).Draw(t, "pieces") {
		spec := rapid.SampledFrom(specs).Draw(t, "spec")
		switch k := piece.Draw(t, "piece"); {
		case k < 5:
			b.WriteString(drawGrouped(t, spec))
		case k < 6:
			b.WriteString(drawSpelling(t, drawCode(t, spec), foldOf(spec.Alphabet) != foldNone))
		case k < 7:
			code := drawGrouped(t, spec)
			i := rapid.IntRange(0, len(code)).Draw(t, "cut")
			if rapid.Bool().Draw(t, "front") {
				code = code[i:]
			} else {
				code = code[:i]
			}
			b.WriteString(code)
		case k < 8:
			b.WriteString(drawGarbage(t))
		default:
			b.WriteString(between.Draw(t, "between"))
		}
		if rapid.IntRange(0, 2).Draw(t, "apart") > 0 {
			b.WriteString(between.Draw(t, "after"))
		}
	}
	return b.String()
}

// drawGrouped spells a code as it may stand in a text.
func drawGrouped(t *rapid.T, spec Spec) string {
	f := MustFormat(spec)
	code := drawCode(t, spec)
	joint := rapid.SampledFrom([]string{"", "-", " ", "\u2013", "\u00A0", "\u200B-", " \u200B", "_", "\n", "--"}).Draw(t, "joint")
	form := rapid.IntRange(0, 19)
	var b strings.Builder
	for i, x := range []byte(code) {
		if f.breaks>>i&1 != 0 {
			b.WriteString(joint)
		}
		if forms := spelled()[x]; len(forms) > 0 && form.Draw(t, "form") == 19 {
			b.WriteString(rapid.SampledFrom(forms).Draw(t, "other"))
			continue
		}
		if f.fold != foldNone && (isUpper(x) || isLower(x)) && form.Draw(t, "case") > 15 {
			x ^= 0x20
		}
		b.WriteByte(x)
		if form.Draw(t, "invisible") == 19 {
			b.WriteString("\u2060")
		}
	}
	return b.String()
}

// checkFind compares Find with slowFind.
func checkFind(t rapid.TB, f slowFormat, text string) {
	t.Helper()
	got, want := slices.Collect(f.Find(text)), slowFind(f, text)
	if !slices.Equal(got, want) {
		t.Errorf("%+v\nFind(%+q)\n= %v, want %v", f.spec, text, spans(got), spans(want))
	}
	if inBytes := slices.Collect(f.FindBytes([]byte(text))); !slices.Equal(inBytes, got) {
		t.Errorf("FindBytes(%+q) = %v, want %v", text, spans(inBytes), spans(got))
	}
	end := 0
	for _, m := range got {
		s := text[m.Start:m.End]
		if m.Start < end || m.End <= m.Start || m.End-m.Start > MaxInput || utf8.RuneCountInString(text[:m.Start])+utf8.RuneCountInString(s)+utf8.RuneCountInString(text[m.End:]) != utf8.RuneCountInString(text) {
			t.Errorf("Find(%+q) = %v", text, spans(got))
		}
		if c, err := f.Parse(s); err != nil || c != m.Code {
			t.Errorf("Find(%+q) takes %+q for a code", text, s)
		}
		end = m.End
	}
}

// TestFindFirst has codes that begin with any byte, in formats to which one or
// several mean the first symbol of the prefix.
func TestFindFirst(t *testing.T) {
	for _, spec := range []Spec{
		{Length: 4, Prefix: "A"},
		{Length: 4, Prefix: "A", Alphabet: "ABOab"},
		{Length: 4, Prefix: "O", Alphabet: "ABOab"},
		{Length: 4, Prefix: "a", Alphabet: "ABOab"},
		{Length: 4, Prefix: "0", Alphabet: "0123456789"},
		{Length: 4, Prefix: "3", Alphabet: "0123456789"},
		{Length: 4, Prefix: "!", Alphabet: "!~12"},
		{Length: 4, Prefix: "~", Alphabet: "!~12"},
		{Length: 4, Alphabet: "!~12"},
		{Length: 4, Prefix: "1", Alphabet: "0123456789", Check: mustScheme(t, "iso7064-mod-11-2")},
	} {
		f := MustFormat(spec)
		slow := newSlowFormat(f)
		code := spec.Prefix + strings.Repeat(spec.Alphabet+"0", 4)[:4-len(spec.Prefix)]
		if spec.Check != nil {
			code = checkedCode(t, f, 1)
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
	for _, spec := range []Spec{
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
		format := []*Format{MustFormat(spec)}
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

func spans(all []Match) (text string) {
	for _, m := range all {
		text += fmt.Sprintf("[%d:%d %s]", m.Start, m.End, Plain(m.Code))
	}
	return text
}

// checkRedact checks what AppendRedacted promises.
func checkRedact(t rapid.TB, f slowFormat, text string) {
	t.Helper()
	out := string(f.AppendRedacted([]byte("as it was "), []byte(text)))
	out, ok := strings.CutPrefix(out, "as it was ")
	if want := slowRedact([]slowFormat{f}, text); !ok || out != want {
		t.Errorf("%+v\nAppendRedacted(%+q)\n= %+q,\nwant %+q", f.spec, text, out, want)
	}
	if left := slices.Collect(f.Find(out)); len(left) > 0 {
		t.Errorf("%+v\nAppendRedacted(%+q)\n= %+q, has %v", f.spec, text, out, spans(left))
	}
	if again := string(f.AppendRedacted(nil, []byte(out))); again != out {
		t.Errorf("%+v\nAppendRedacted(%+q) = %+q", f.spec, out, again)
	}
	found := false
	for range f.Find(text) {
		found = true
	}
	if found == (out == text) {
		t.Errorf("AppendRedacted(%+q) = %+q", text, out)
	}
	if len(out) > len(text) {
		t.Errorf("AppendRedacted(%+q) is longer: %+q", text, out)
	}
}

func TestFindReference(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		spec := drawScanSpec(t)
		f := newSlowFormat(MustFormat(spec))
		for range 4 {
			checkFind(t, f, drawScanText(t, spec))
		}
	})
}

func TestRedactReference(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		spec := drawScanSpec(t)
		f := newSlowFormat(MustFormat(spec))
		for range 3 {
			checkRedact(t, f, drawScanText(t, spec))
		}
	})
}

// TestRedactorCuts is the promise that it does not matter how a text is cut
// into writes, and that not much is held back.
func TestRedactorCuts(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		var specs []Spec
		var formats []*Format
		for range rapid.IntRange(1, 3).Draw(t, "formats") {
			spec := drawScanSpec(t)
			specs, formats = append(specs, spec), append(formats, MustFormat(spec))
		}
		for range 2 {
			text := drawScanText(t, specs...)
			want := slowRedact(newSlowFormats(formats), text)
			piece := rapid.SampledFrom([]int{1, 2, 3, 17, len(text) + 1}).Draw(t, "piece")
			var out bytes.Buffer
			r := NewRedactor(&out, formats...)
			for rest := []byte(text); len(rest) > 0; {
				n := min(len(rest), rapid.IntRange(1, piece).Draw(t, "cut"))
				if wrote, err := r.Write(rest[:n]); wrote != n || err != nil {
					t.Fatalf("Write = %d, %v", wrote, err)
				}
				if len((*r.state).in) > MaxInput+maxGap+utf8.UTFMax {
					t.Fatalf("%d bytes held back", len((*r.state).in))
				}
				rest = rest[n:]
			}
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
			if out.String() != want {
				t.Errorf("%+v\nredacted %+q\n= %+q,\nwant %+q", specs, text, &out, want)
			}
			for _, f := range formats {
				for m := range f.FindBytes(out.Bytes()) {
					t.Errorf("%+v\nredacted %+q\n= %+q, has a code at %d", specs, text, &out, m.Start)
				}
			}
		}
	})
}
