package scan_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

const (
	kindCode = "X8KD49FJ2MZQ7WPT"
	kindMask = "************7WPT"
)

// checkKind compares a masked text with want: the text in one piece, by the
// reference, and cut in two at every byte. The sample cuts at every third byte, at
// others for a text with another character.
func checkKind(t *testing.T, f slowFormat, text, want string) {
	t.Helper()
	if got := string(f.AppendRedacted(nil, []byte(text))); got != want {
		t.Errorf("%+q\nbecomes %+q,\nwant    %+q", text, got, want)
		return
	}
	if got := slowRedact([]slowFormat{f}, text); got != want {
		t.Errorf("%+q\nbecomes %+q by the reference,\nwant    %+q", text, got, want)
	}
	step, first := exhaustive.Pick(3, 1), 0
	for _, x := range []byte(text) {
		first += int(x)
	}
	for cut := 1 + first%step; cut < len(text); cut += step {
		var out strings.Builder
		r := redeem.NewRedactor(&out, f.Format)
		io.WriteString(r, text[:cut])
		io.WriteString(r, text[cut:])
		if err := r.Close(); err != nil || out.String() != want {
			t.Errorf("%+q cut at %d\nbecomes %+q,\nwant    %+q; %v", text, cut, out.String(), want, err)
			return
		}
	}
}

// kindSequences are the terminal sequences of each kind.
func kindSequences() (all []string) {
	for final := byte('@'); final <= '~'; final++ {
		all = append(all, "\x1b["+string(rune(final)), "\x1b[1;31"+string(rune(final)), "\u009b0"+string(rune(final)))
	}
	for parameter := byte('0'); parameter <= '?'; parameter++ {
		all = append(all, "\x1b["+string(rune(parameter))+"m")
	}
	for between := byte(' '); between <= '/'; between++ {
		all = append(all, "\x1b[1"+string(rune(between))+"q", "\x1b"+string(rune(between))+"B", "\x1b"+string(rune(between))+"$7")
	}
	for final := byte('0'); final <= '~'; final++ {
		if final != '[' && final != ']' {
			all = append(all, "\x1b"+string(rune(final)))
		}
	}
	for _, end := range []string{"\a", "\x1b\\", "\u009c"} {
		all = append(all, "\x1b]0;a title"+end, "\x1b]8;;https://example.com/?a=1&b=2"+end)
	}
	for _, escape := range []string{`\x1b`, `\033`, `\e`, `\E`, `^[`, `#033`, `\u001b`, `\u001B`, `\u{1b}`, `%1B`, `%1b`, `=1B`, `&#27;`, `&#x1B;`, `\\x1b`, `\\u001b`, `%251B`} {
		for _, body := range []string{"[0m", "[38;5;201m", "[1;36m", "[K", "[?25h", "(B", `]0;title\a`} {
			all = append(all, escape+body)
		}
	}
	for _, escape := range []string{`\x9b`, `\u009b`, `\302\233`, `%C2%9B`} {
		all = append(all, escape+"0m", escape+"1;31m")
	}
	return append(all, "\x1b["+strings.Repeat("1;", 126)+"m", "\x1b[0m\x1b[1m\x1b[31m")
}

// TestKindsTerminal puts every kind of terminal sequence in front of a code, between its
// groups, between its symbols, and behind it.
func TestKindsTerminal(t *testing.T) {
	f := newSlowFormat(redeem.GiftCard())
	for _, sequence := range kindSequences() {
		for _, tt := range []struct{ text, want string }{
			{"code=" + sequence + kindCode, "code=" + sequence + kindMask},
			{sequence + kindCode + sequence + "\n", sequence + kindMask + sequence + "\n"},
			{"\x1b[36mcode=" + sequence + kindCode + "\x1b[0m.", "\x1b[36mcode=" + sequence + kindMask + "\x1b[0m."},
			{" X8KD" + sequence + " 49FJ " + sequence + "2MZQ 7WPT ", " ****" + sequence + " **** " + sequence + "**** 7WPT "},
			{" X8" + sequence + "KD49FJ2MZQ7WPT ", " **" + sequence + "**********7WPT "},
		} {
			checkKind(t, f, tt.text, tt.want)
		}
		if len(sequence) < 60 && isAlnum(sequence[len(sequence)-1]) { // what is in front of it is looked for
			text := "word" + sequence + kindCode
			checkKind(t, f, text, text)
		}
	}
	long := "\x1b[" + strings.Repeat("1;", 128) + "m"
	for _, text := range []string{"X8KD" + long + "49FJ2MZQ7WPT", "\x1b[X8KD49FJ2MZQ7WPT", "\x1bX8KD49FJ2MZQ7WPT"} {
		checkKind(t, f, text, text)
	}
}

// TestKindsOSC puts a code in the text of an operating system command, where a terminal
// has a link.
func TestKindsOSC(t *testing.T) {
	f := newSlowFormat(redeem.GiftCard())
	checkKind(t, f, "\x1b]8;;https://example.com/?code="+kindCode+"\x1b\\redeem\x1b]8;;\x1b\\", "\x1b]8;;https://example.com/?code="+kindMask+"\x1b\\redeem\x1b]8;;\x1b\\")
}

// kindSpelled returns how a byte or character of ASCII may be spelled.
func kindSpelled(x byte) []string {
	forms := []string{`\x%02x`, `\x%02X`, `\%03o`, `\u%04x`, `\u%04X`, `\u{%x}`, `\U%08x`, `%%%02X`, `%%%02x`, `%%25%02X`, `%%u%04X`, `=%02X`, `=%02x`, `&#%d;`, `&#x%X;`, `&#X%x;`, `\\x%02x`, `\\u%04x`, `&amp;#%d;`, `=3D%02X`}
	if x < ' ' || x == 0x7F {
		forms = append(forms, `#%03o`)
	}
	var all []string
	for _, form := range forms {
		all = append(all, fmt.Sprintf(form, x))
	}
	return all
}

// TestKindsInFront puts every byte of ASCII, in every spelling, in front of a code. A
// spelling has the effect of the byte. The sample has every other spelling of each byte.
func TestKindsInFront(t *testing.T) {
	f := newSlowFormat(redeem.GiftCard())
	for x := range byte(utf8.RuneSelf) {
		for i, spelled := range kindSpelled(x) {
			if (int(x)+i)%2 > 0 && !exhaustive.On() {
				continue
			}
			want := "?code=" + spelled + kindMask
			if isAlnum(x) {
				want = "?code=" + spelled + kindCode
			}
			if x == 0x1B {
				want = "?code=" + spelled + kindMask // no sequence, for nothing else is behind it
			}
			checkKind(t, f, "?code="+spelled+kindCode, want)
		}
	}
	for x := 0x80; x < 0x100; x++ { // alone, they are no UTF-8
		for _, spelled := range []string{fmt.Sprintf(`\x%02x`, x), fmt.Sprintf("%%%02X", x), fmt.Sprintf("=%02X", x), fmt.Sprintf(`\%03o`, x), fmt.Sprintf("#%03o", x), fmt.Sprintf("%%25%02x", x)} {
			want := " " + spelled + kindMask
			if x == 0x9B {
				want = " " + spelled + kindCode // begins a sequence, which X ends
			}
			checkKind(t, f, " "+spelled+kindCode, want)
		}
	}
	for _, tt := range []struct {
		front string
		open  bool
	}{
		{`\302\240`, true}, {`\U0001f381`, true}, {"]C1", true}, {"]d2", true}, {"]Q3", true}, {`\n`, true}, {`\r`, true}, {`\t`, true}, {`\0`, true},
		{"%E2%80%91", true}, {"%C3%A9", false}, {`\u00e9`, false}, {`\u00ab`, true}, {"&nbsp;", true}, {"&shy;", true}, {"A&shy;", false},
		{`\ud83c\udf81`, true}, {"%253D", true}, {"=E2=80=91", true}, {"#302#240", true}, {"C1", false},
		{"]1", false}, {"]CC1", false},
		{`\x5cn`, true}, {`\134r`, true}, {"%5Ct", true}, {"&bsol;n", true}, {`\u{5C}v`, true}, {`\x5cz`, false},
		{`\x9bz`, true}, {"%C2%9Bz", true}, {`\u009Bz`, true}, {`\x1bz`, false},
		{`\u0041`, false}, {"&#65;", false}, {"&eacute;", true}, {"%zz", false}, {"=4", false}, {`\q`, false}, {"#65", false}, {"#101", false},
	} {
		want := kindCode
		if tt.open {
			want = kindMask
		}
		checkKind(t, f, "code: "+tt.front+kindCode+"\n", "code: "+tt.front+want+"\n")
	}
}

// TestKindsBehind puts every byte of ASCII, in every spelling, behind a code. The sample
// has every other spelling of each byte.
func TestKindsBehind(t *testing.T) {
	f := newSlowFormat(redeem.GiftCard())
	for x := range byte(utf8.RuneSelf) {
		for i, spelled := range append([]string{string(rune(x))}, kindSpelled(x)...) {
			if i > 0 && (int(x)+i)%2 > 0 && !exhaustive.On() {
				continue
			}
			want := kindMask
			if len(spelled) == 1 && isAlnum(x) {
				want = kindCode
			}
			checkKind(t, f, " "+kindCode+spelled+"\n", " "+want+spelled+"\n")
		}
	}
}

// TestKindsOfSymbols spells the symbols of a code in every way: an escape is
// masked over its whole length, or stays.
func TestKindsOfSymbols(t *testing.T) {
	f := newSlowFormat(redeem.GiftCard())
	for form := range kindSpelled('X') {
		spell := func(text string) (spelled string) {
			for _, x := range []byte(text) {
				spelled += kindSpelled(x)[form]
			}
			return spelled
		}
		stars := strings.Repeat("*", len(spell("X")))
		for _, tt := range []struct{ text, want string }{
			{spell(kindCode), strings.Repeat("*", len(spell(kindCode[:12]))) + spell("7WPT")},
			{spell("X") + kindCode[1:], stars + "***********7WPT"},
			{spell("x") + kindCode[1:], strings.Repeat("*", len(spell("x"))) + "***********7WPT"},
			{kindCode[:3] + spell("D") + kindCode[4:], "***" + strings.Repeat("*", len(spell("D"))) + "********7WPT"},
			{kindCode[:15] + spell("T"), "************7WP" + spell("T")},
			{kindCode[:15] + spell("!"), kindCode[:15] + spell("!")},
		} {
			checkKind(t, f, "code: "+tt.text+".", "code: "+tt.want+".")
		}
	}
	// An equal sign in codes of which it may be the check character.
	owner := newSlowFormat(redeem.MustFormat(redeem.Spec{Length: 3, Groups: []int{1, 2}, Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ", Check: draw.SchemeNamed(t, "crockford-mod-37")}))
	for n := range 100 {
		if text, err := owner.spec.Check.Append(nil, fmt.Sprintf("%02d", n)); err == nil {
			for _, joint := range []string{"-=\n", "=A0", "-"} {
				checkKind(t, owner, string(text[:1])+joint+string(text[1:]), "_"+joint+"__")
			}
		}
	}
	// An equal sign behind what is like a letter, however the text is cut.
	for _, escape := range []string{`\xAB`, `\u00AB`, `\302\240\xAB`, "%AB", "&#xAB;", `\a`, "code\xE2"} {
		checkKind(t, f, "code: "+escape+"=588KD49FJ2MZQ7WPT, and more behind it than a few words.\n", "code: "+escape+"**************7WPT, and more behind it than a few words.\n")
	}
	// Full-width symbols, as JSON in ASCII spells them.
	checkKind(t, f, `"\uff388KD49FJ2MZQ7WPT"`, `"*****************7WPT"`)
	checkKind(t, f, "%EF%BC%B88KD49FJ2MZQ7WPT", "********************7WPT")
	checkKind(t, f, `\ud835\udfcf X8KD49FJ2MZQ7WPT`, `\ud835\udfcf ************7WPT`)
}

// TestKindsOfJoints puts characters between the groups of a code that may stand there, and
// others that may not.
func TestKindsOfJoints(t *testing.T) {
	f := newSlowFormat(redeem.GiftCard())
	groups := []string{"X8KD", "49FJ", "2MZQ", "7WPT"}
	joined := func(joint string) string { return "code: " + strings.Join(groups, joint) + ".\n" }
	masked := func(joint string) string {
		return "code: " + strings.Join([]string{"****", "****", "****", "7WPT"}, joint) + ".\n"
	}
	joints := []string{
		"-", " ", "+", "\t", "  ", " - ", "---", "\u00a0", "\u2011", "\u2013", "\u3000", "%20", "%E2%80%91", "%2D", "%09", "%C2%A0", "%A0", "%u00A0", "%2520", "%2B",
		`\u00a0`, `\t`, `\x20`, `\040`, `\302\240`, `\u{2011}`, `\\t`, `\\u00a0`, "&nbsp;", "&#160;", "&#xA0;", "&ndash;", "&mdash;", "&ensp;", "&amp;nbsp;", "=20", "=A0", "=C2=A0",
		"=E2=80=91", "-=\n", "-=\r\n", "=\n-", "#011", "#302#240", "-\x1b[0m", "\x1b[0m \x1b[1m", "-&shy;", "-%C2%AD", "-\u200b", "\\u200b-", "%20-%20", " + ",
		"    ", "  \x1b[0m  ",
	}
	for _, joint := range joints {
		checkKind(t, f, joined(joint), masked(joint))
	}
	for _, joint := range []string{"----", "     ", "   \t", " -  ", "   %20", "    \u200b "} {
		checkKind(t, f, joined(joint), joined(joint))
	}
	for _, invisible := range []string{"", "&shy;", "%C2%AD", `\u200b`, "\u2060", "=\n", "=\r\n", "\x1b[0m", "&zwnj;"} {
		checkKind(t, f, joined(invisible), masked(invisible))
	}
	for _, none := range []string{
		"\n", "\r\n", `\n`, `\r\n`, "%0A", "%0D%0A", "#012", "#015", "=0A", `\x0a`, "&#10;", "&NewLine;", `\u2028`, "%C2%85", ".", "_", "/", "%2E", "%5F", "%2F", `\u00b7`,
		"----", " -- -", "%20%20%20%20", "\u00a0 \u00a0 ", ",", "%2C", `\`, "%", "=", "&", "&lt;", `\"`, " %0A ", "\x00\n",
	} {
		checkKind(t, f, joined(none), joined(none))
	}
}

// TestKindsBothWays masks texts that can be read in two ways.
func TestKindsBothWays(t *testing.T) {
	voucher := newSlowFormat(redeem.MustFormat(redeem.Spec{Length: 12, Groups: []int{4, 4, 4}}))
	gift := newSlowFormat(redeem.GiftCard())
	for _, tt := range []struct {
		f          slowFormat
		text, want string
	}{
		{voucher, "id=7A2P9D4MXWQ3.", "id=*********WQ3."},
		{voucher, "id=7A2P-9D4M-XWQ3.", "id=****-****-*WQ3."},
		{voucher, "a=7A2P9D4MXWQ3.", "***********WQ3."}, // with the a it is one too, the third letter a quoted-printable z
		{voucher, `\xab2P9D4MXWQ3AB.`, `\xab*********3AB.`},
		{gift, " =588KD49FJ2MZQ7WPT.", " **************7WPT."},
		{gift, "code=588KD49FJ2MZQ7WPT.", "code=588KD49FJ2MZQ7WPT."}, // in front of it stands a word
		{gift, "%2X8KD49FJ2MZQ7WPT", "%2X8KD49FJ2MZQ7WPT"},
	} {
		checkKind(t, tt.f, tt.text, tt.want)
	}
}

// TestKindsUUID is the promise that nothing inside a UUID is a code, unless the
// whole of it is one.
func TestKindsUUID(t *testing.T) {
	const uuid = "3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a41"
	for _, spec := range []redeem.Spec{
		{Length: 12, Groups: []int{4, 4, 4}}, {Length: 12}, {Length: 8}, {Length: 4}, {Length: 16, Groups: []int{8, 4, 4}}, {Length: 16, Groups: []int{4, 12}},
		{Length: 8, Groups: []int{4, 4}}, {Length: 12, Groups: []int{4, 8}}, {Length: 1, Alphabet: "0123456789"},
	} {
		f := newSlowFormat(redeem.MustFormat(spec))
		for _, text := range []string{uuid, strings.ToUpper(uuid), "id=" + uuid + " ", "{" + uuid + "}", "%20" + uuid + ",", `\n` + uuid + `\n`, "\x1b[0m" + uuid} {
			checkKind(t, f, text, text)
		}
	}
	whole := newSlowFormat(redeem.MustFormat(redeem.Spec{Length: 32, Groups: []int{8, 4, 4, 4, 12}}))
	checkKind(t, whole, " "+uuid+".", " ********-****-****-****-********6a41.")
	voucher := newSlowFormat(redeem.MustFormat(redeem.Spec{Length: 12, Groups: []int{4, 4, 4}}))
	for _, tt := range []struct{ text, want string }{
		{"3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a4", "3f2a9c1e-****-****-*a10-5d0e8b7c6a4"}, // a digit is missing
		{"3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a412", "3f2a9c1e-****-****-*a10-5d0e8b7c6a412"},
		{"x3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a41", "x3f2a9c1e-****-****-*a10-*********a41"},
		{"3f2a9c1g-77bd-4c7e-9a10-5d0e8b7c6a41", "3f2a9c1g-****-****-*a10-*********a41"},
	} {
		checkKind(t, voucher, tt.text, tt.want)
	}
}

// TestFindFormats is the promise that Formats.Find yields the best of several codes that
// overlap.
func TestFindFormats(t *testing.T) {
	plain := redeem.MustFormat(redeem.Spec{Name: "plain", Length: 8})
	same := redeem.MustFormat(redeem.Spec{Name: "same", Length: 8})
	prefix := redeem.MustFormat(redeem.Spec{Name: "prefix", Length: 8, Prefix: "AB"})
	grouped := redeem.MustFormat(redeem.Spec{Name: "grouped", Length: 16, Groups: []int{8, 8}})
	checked := redeem.MustFormat(redeem.Spec{Name: "checked", Length: 8, Check: draw.SchemeNamed(t, "luhn-mod-36")})
	for _, tt := range []struct {
		formats []*redeem.Format
		text    string
		want    string
	}{
		{[]*redeem.Format{plain, prefix}, "ABCDEFGH ZBCDEFGH", "prefix:ABCDEFGH plain:ZBCDEFGH"},
		{[]*redeem.Format{plain, same}, "ABCDEFGH", "plain:ABCDEFGH"},
		{[]*redeem.Format{same, plain}, "ABCDEFGH", "same:ABCDEFGH"},
		{[]*redeem.Format{plain, grouped}, "12345678-87654321 12345678", "grouped:12345678-87654321 plain:12345678"},
		{[]*redeem.Format{grouped, redeem.GiftCard()}, "X8KD49FJ2MZQ7WPT", "gift card:X8KD49FJ2MZQ7WPT"},
		{[]*redeem.Format{plain, checked}, "AAAAAAAA", "plain:AAAAAAAA"},
		{[]*redeem.Format{plain, prefix}, "", ""},
	} {
		fs, err := redeem.NewFormats(tt.formats...)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for m := range fs.Find(tt.text) {
			got = append(got, m.Format.Name()+":"+tt.text[m.Start:m.End])
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("found %q in %q, want %q", got, tt.text, tt.want)
		}
		if inBytes := slices.Collect(fs.FindBytes([]byte(tt.text))); len(inBytes) != len(got) {
			t.Errorf("FindBytes(%q) = %v", tt.text, inBytes)
		}
	}
}

// TestKindsOfMasks has codes whose masks could become part of a terminal sequence, behind
// which another code would begin.
func TestKindsOfMasks(t *testing.T) {
	f := newSlowFormat(redeem.MustFormat(redeem.Spec{Length: 6, Alphabet: "XA1", Prefix: "X", Groups: []int{2, 2, 2}}))
	for _, escape := range []string{`\e`, `\x1b`, "^["} {
		want := escape + "*****1%58%58X1%58%58"
		checkKind(t, f, escape+"XXXXX1%58%58X1%58%58", want)
		checkKind(t, f, want, want)
	}
}

// TestManyFormats is the promise that a Redactor takes any number of formats: they differ
// by prefix, and by the lengths of codes and groups.
func TestManyFormats(t *testing.T) {
	var formats []*redeem.Format
	for i := range 150 {
		spec := redeem.Spec{Length: 8 + i%5, Prefix: fmt.Sprintf("%03d", i)}
		if i%3 > 0 {
			spec.Groups = []int{3 + i%2, spec.Length - 3 - i%2}
		}
		formats = append(formats, redeem.MustFormat(spec))
	}
	for i := range 200 {
		n := 8 + i%5
		code := fmt.Sprintf("%03d", i) + "ABCDEFGHI"[:n-3]
		grouped := code[:3+i%2] + "-" + code[3+i%2:]
		want := code + " " + grouped
		if i < len(formats) {
			shown := n - min(n/4, 4)
			if want = strings.Repeat("*", shown) + code[shown:] + " " + grouped; i%3 > 0 {
				want = want[:n+1] + strings.Repeat("*", 3+i%2) + "-" + strings.Repeat("*", shown-3-i%2) + code[shown:]
			}
		}
		if got := redactIn(formats, code+" "+grouped, 100); got != want {
			t.Errorf("%s %s becomes %s, want %s", code, grouped, got, want)
		}
	}
}

// TestKindsOfFinals is the promise that a code touches what stands in front of a
// terminal sequence, whichever character ends that.
func TestKindsOfFinals(t *testing.T) {
	long := newSlowFormat(redeem.MustFormat(redeem.Spec{Length: 8, Groups: []int{5, 3}}))
	for final := byte(0x30); final < 0x7F; final++ {
		for _, sequence := range []string{"\x1b", "\x1b(", "\x1b[", "\x1b[1", "\x1b[0;", "\u009b1"} {
			sequence += string(final)
			checkFind(t, newSlowFormat(redeem.GiftCard()), "5"+sequence+"X8KD49FJ2MZQ7WPT")
			checkFind(t, long, "5"+sequence+"0KD49FJ2 - "+sequence+"0KD49FJ2")
		}
	}
}
