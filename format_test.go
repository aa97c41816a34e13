package redeem

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem/checkdigit"
)

func mustScheme(t rapid.TB, name string) *checkdigit.Scheme {
	t.Helper()
	s, ok := checkdigit.Lookup(name)
	if !ok {
		t.Fatalf("no check scheme %s", name)
	}
	return s
}

// formatSchemes yields the check schemes that formats can have.
func formatSchemes(yield func(*checkdigit.Scheme) bool) {
	for s := range checkdigit.All() {
		if s.States() <= maxStates && !yield(s) {
			return
		}
	}
}

func TestNewFormatErrors(t *testing.T) {
	luhn := mustScheme(t, "luhn")
	coupon, twoParts := mustScheme(t, "coupon-code-3x4"), mustScheme(t, "coupon-code-2x4")
	rs := mustScheme(t, "rs-gf32-2")
	for _, tt := range []struct {
		spec Spec
		want string // part of the text
	}{
		{Spec{}, "length"},
		{Spec{Length: -1}, "length"},
		{Spec{Length: MaxLen + 1}, "length"},
		{Spec{Length: 1 << 30}, "length"},

		{Spec{Length: 16, Alphabet: "A"}, "less than two"},
		{Spec{Length: 16, Alphabet: "ABCA"}, "twice"},
		{Spec{Length: 16, Alphabet: "AA"}, "twice"},
		{Spec{Length: 16, Alphabet: "AB C"}, "cannot be a symbol"},
		{Spec{Length: 16, Alphabet: "AB\x00"}, "cannot be a symbol"},
		{Spec{Length: 16, Alphabet: "AB\x7F"}, "cannot be a symbol"},
		{Spec{Length: 16, Alphabet: "ABÆ"}, "cannot be a symbol"},
		{Spec{Length: 16, Alphabet: "AB\xC1"}, "cannot be a symbol"},
		{Spec{Length: 16, Alphabet: "\xFF\xFF"}, "cannot be a symbol"},
		{Spec{Length: 16, Alphabet: "AB-"}, "cannot be a symbol"},
		{Spec{Length: 16, Alphabet: "AB_"}, "cannot be a symbol"},
		{Spec{Length: 16, Alphabet: "AB."}, "cannot be a symbol"},
		{Spec{Length: 16, Alphabet: "AB/"}, "cannot be a symbol"},
		{Spec{Length: 16, Alphabet: "AB?"}, "cannot be a symbol"},
		{Spec{Length: 16, Alphabet: strings.Repeat("AB", 1<<20)}, "twice"},

		{Spec{Length: 2, Prefix: "AB"}, "prefix as long"},
		{Spec{Length: 2, Prefix: "ABC"}, "prefix as long"},
		{Spec{Length: 1, Prefix: "A"}, "prefix as long"},
		{Spec{Length: 16, Prefix: "x"}, "prefix with"},
		{Spec{Length: 16, Prefix: "X-"}, "prefix with"},
		{Spec{Length: 16, Prefix: "É"}, "prefix with"},
		{Spec{Length: 16, Prefix: "X", Alphabet: "0123456789"}, "prefix with"},

		{Spec{Length: 16, Groups: []int{4, 4, 4}}, "add up"},
		{Spec{Length: 16, Groups: []int{4, 4, 4, 4, 4}}, "add up"},
		{Spec{Length: 16, Groups: []int{15}}, "add up"},
		{Spec{Length: 16, Groups: []int{16, 0}}, "group of"},
		{Spec{Length: 16, Groups: []int{20, -4}}, "group of"},
		{Spec{Length: 16, Groups: []int{17}}, "group of"},

		{Spec{Length: 16, Check: luhn}, "check scheme does not know"},
		{Spec{Length: 16, Check: luhn, Alphabet: "01A"}, "check scheme does not know"},
		{Spec{Length: 1, Check: luhn, Alphabet: "0123456789"}, "no code satisfies"},
		{Spec{Length: 11, Check: coupon, Alphabet: coupon.Alphabet()}, "no code satisfies"},
		{Spec{Length: 13, Check: coupon, Alphabet: coupon.Alphabet()}, "length beyond that of the check scheme"},
		{Spec{Length: 2, Check: rs, Alphabet: rs.Alphabet()}, "no code satisfies"},
		{Spec{Length: 3, Check: rs, Alphabet: rs.Alphabet()}, ""},
		{Spec{Length: 31, Check: rs, Alphabet: rs.Alphabet()}, ""},
		{Spec{Length: 32, Check: rs, Alphabet: rs.Alphabet()}, "length beyond that of the check scheme"},
		{Spec{Length: 32, Check: mustScheme(t, "rs-gf37-2")}, ""},
		{Spec{Length: 16, Check: mustScheme(t, "rs-gf37-3")}, "too many states"},
		{Spec{Length: 8, Check: twoParts, Alphabet: coupon.Alphabet(), Prefix: "1K7C"}, "no code satisfies"},
		{Spec{Length: 8, Check: twoParts, Alphabet: coupon.Alphabet(), Prefix: "1K7Q"}, ""},
		{Spec{Length: 4, Check: luhn, Alphabet: "0123456789", Prefix: "123"}, ""},
		{Spec{Length: 4, Check: luhn, Alphabet: "0123456789", Prefix: "12"}, ""},
	} {
		f, err := NewFormat(tt.spec)
		if tt.want == "" {
			if f == nil || err != nil {
				t.Errorf("NewFormat(%+v): %v", tt.spec, err)
			}
			continue
		}
		if f != nil || !errors.Is(err, ErrSpec) || err == ErrSpec || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("NewFormat(%+v): %v, want ErrSpec and %q", tt.spec, err, tt.want)
		}
		if got := mustFormatPanic(tt.spec); got == nil || got.Error() != err.Error() || !errors.Is(got, ErrSpec) {
			t.Errorf("MustFormat(%+v) panics with %v, want %v", tt.spec, got, err)
		}
	}
}

// mustFormatPanic returns what MustFormat panics with.
func mustFormatPanic(spec Spec) (err error) {
	defer func() { err, _ = recover().(error) }()
	MustFormat(spec)
	return nil
}

// TestNewFormatAlphabet tries every byte as a symbol.
func TestNewFormatAlphabet(t *testing.T) {
	for x := range 256 {
		b := string([]byte{byte(x)})
		other := "A"
		if b == other {
			other = "B"
		}
		f, err := NewFormat(Spec{Length: 3, Alphabet: other + b, Prefix: b})
		if ok := strings.Contains(symbolChars, b); ok != (err == nil) || ok && !f.Valid(b+b+other) {
			t.Errorf("alphabet with %q: %v", b, err)
		}
	}
}

// TestFoldCase is the promise that the other case is that of ASCII letters.
func TestFoldCase(t *testing.T) {
	for x := range 256 {
		b := byte(x)
		upper, lower := b, b
		if x < 0x80 {
			upper, lower = strings.ToUpper(string(rune(x)))[0], strings.ToLower(string(rune(x)))[0]
		}
		if got := foldUpper.apply(b); got != upper {
			t.Errorf("foldUpper makes %q of %q", got, b)
		}
		if got := foldLower.apply(b); got != lower {
			t.Errorf("foldLower makes %q of %q", got, b)
		}
		if got := foldNone.apply(b); got != b {
			t.Errorf("foldNone makes %q of %q", got, b)
		}
		if isLower(b) != (upper != b) || isUpper(b) != (lower != b) {
			t.Errorf("%q: isLower %t, isUpper %t", b, isLower(b), isUpper(b))
		}
	}
}

func TestNewFormatLimits(t *testing.T) {
	ones := slices.Repeat([]int{1}, MaxLen)
	for _, tt := range []struct {
		name    string
		spec    Spec
		code    string
		grouped string
	}{
		{"one symbol", Spec{Length: 1}, "A", "A"},
		{"one symbol of two", Spec{Length: 1, Alphabet: "01"}, "1", "1"},
		{"MaxLen symbols", Spec{Length: MaxLen}, "0123456789ABCDEFGHIJKLMNOPQRSTUV", "0123456789ABCDEFGHIJKLMNOPQRSTUV"},
		{"a prefix of all but one", Spec{Length: MaxLen, Prefix: strings.Repeat("X", MaxLen-1)},
			strings.Repeat("X", MaxLen-1) + "Y", strings.Repeat("X", MaxLen-1) + "Y"},
		{"a prefix over every word", Spec{Length: 25, Prefix: "ABCDEFGHIJKLMNOPQRSTUVWX"},
			"ABCDEFGHIJKLMNOPQRSTUVWXY", "ABCDEFGHIJKLMNOPQRSTUVWXY"},
		{"groups of one", Spec{Length: MaxLen, Groups: ones},
			"0123456789ABCDEFGHIJKLMNOPQRSTUV", "0-1-2-3-4-5-6-7-8-9-A-B-C-D-E-F-G-H-I-J-K-L-M-N-O-P-Q-R-S-T-U-V"},
		{"one group", Spec{Length: 4, Groups: []int{4}}, "ABCD", "ABCD"},
		{"groups of several sizes", Spec{Length: 10, Groups: []int{1, 2, 3, 4}}, "ABCDEFGHIJ", "A-BC-DEF-GHIJ"},
		{"every symbol there is", Spec{Length: 3, Alphabet: symbolChars, Groups: []int{1, 2}}, "~!a", "~-!a"},
	} {
		f := MustFormat(tt.spec)
		c, err := f.Parse(tt.code)
		if err != nil || !f.Valid(tt.code) {
			t.Errorf("%s: Parse(%q): %v", tt.name, tt.code, err)
		}
		if got := f.AppendGrouped([]byte("as it was "), c); string(got) != "as it was "+tt.grouped {
			t.Errorf("%s: AppendGrouped = %q, want %q", tt.name, got, tt.grouped)
		}
		if got := f.AppendGrouped(nil, Code{}); len(got) != 0 {
			t.Errorf("%s: AppendGrouped of no code = %q", tt.name, got)
		}
		for _, s := range []string{tt.code, tt.code[1:], tt.code + "A", tt.code[:len(tt.code)-1] + "-", tt.grouped} {
			checkInspect(t, f, s)
		}
	}
}

// TestFormatIsImmutable is the promise that nobody can change a Format.
func TestFormatIsImmutable(t *testing.T) {
	groups := []int{4, 4}
	f := MustFormat(Spec{Name: "voucher", Length: 8, Groups: groups})
	groups[0] = 1
	got := f.Spec()
	want := Spec{Name: "voucher", Length: 8, Groups: []int{4, 4}, Alphabet: alnumAlphabet, Lookalikes: SupportArticle()}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Lookalikes{}, edge{})); diff != "" {
		t.Errorf("Spec changes with the one it was made of:\n%s", diff)
	}
	got.Groups[0] = 1
	if f.Spec().Groups[0] != 4 {
		t.Error("Spec hands out the groups that the Format keeps")
	}
	if f.String() != "voucher" || MustFormat(Spec{Length: 8}).String() != "" {
		t.Errorf("String = %q", f)
	}
}

func TestGiftCardIsNewFormat(t *testing.T) {
	want := MustFormat(GiftCard().Spec())
	internals := cmp.AllowUnexported(Format{}, Code{}, Lookalikes{}, edge{})
	if diff := cmp.Diff(want, GiftCard(), internals); diff != "" {
		t.Errorf("GiftCard is not what NewFormat makes of its Spec:\n%s", diff)
	}
	if want == GiftCard() || GiftCard() != &giftCard {
		t.Error("the test compares a thing with itself")
	}
	s := GiftCard().Spec()
	if s.Length != 16 || s.Prefix != "X" || s.Alphabet != alnumAlphabet || s.Check != nil || s.Lookalikes != SupportArticle() ||
		!slices.Equal(s.Groups, []int{4, 4, 4, 4}) {
		t.Errorf("GiftCard is %+v", s)
	}
	if diff := cmp.Diff(*newTable(alnumAlphabet, SupportArticle()), alnumTable); diff != "" {
		t.Errorf("alnumTable is not what newTable makes of 0-9A-Z:\n%s", diff)
	}
}

func TestAppendGrouped(t *testing.T) {
	c := MustParse(sample)
	if got := GiftCard().AppendGrouped(nil, c); string(got) != "X8KD-49FJ-2MZQ-7WPT" {
		t.Errorf("AppendGrouped = %q", got)
	}
	room := make([]byte, 3, 64)
	if got := GiftCard().AppendGrouped(room, c); &got[0] != &room[0] {
		t.Error("AppendGrouped leaves a buffer with room")
	}
}

func TestPattern(t *testing.T) {
	for _, tt := range []struct {
		spec Spec
		want string
	}{
		{GiftCard().Spec(), `^X[0-9A-Z]{15}$`},
		{Spec{Length: 1}, `^[0-9A-Z]$`},
		{Spec{Length: 4, Prefix: "ABB"}, `^AB{2}[0-9A-Z]$`},
		{Spec{Length: 2, Alphabet: "10"}, `^[01]{2}$`},
		{Spec{Length: 2, Alphabet: "cab"}, `^[a-c]{2}$`},
		{Spec{Length: 3, Alphabet: "^$*+|", Prefix: "$^"}, `^\$\^[\$\*\+\^\|]$`},
		{Spec{Length: 2, Alphabet: `[]\(){}`}, `^[\(\)\[-\]\{\}]{2}$`},
		{Spec{Length: 2, Alphabet: symbolChars}, "^[!-,0->@-\\^`-~]{2}$"},
	} {
		got := MustFormat(tt.spec).Pattern()
		if got != tt.want {
			t.Errorf("Pattern = %s, want %s", got, tt.want)
		}
		if _, err := regexp.Compile(got); err != nil {
			t.Error(err)
		}
	}
}

// TestPatternECMA holds the rules of ECMA-262's mode v, in which HTML's
// pattern attribute is read: what must be escaped in a class, and that two
// same signs in a row are reserved.
func TestPatternECMA(t *testing.T) {
	for i := range symbolChars {
		for j := range symbolChars[:i] {
			pattern := MustFormat(Spec{Length: 2, Alphabet: symbolChars[j : i+1], Prefix: symbolChars[i : i+1]}).Pattern()
			if _, err := regexp.Compile(pattern); err != nil {
				t.Error(err)
			}
			// ^, the prefix, of which an escape is the first half, and the class.
			rest := strings.TrimPrefix(pattern[1:], `\`)[1:]
			class := strings.TrimSuffix(strings.TrimPrefix(rest, "["), "]$")
			if "["+class+"]$" != rest {
				t.Fatalf("%s has no class at its end", pattern)
			}
			if class[0] == '^' {
				t.Errorf("%s is negated", pattern)
			}
			for k := 0; k < len(class); k++ {
				switch b := class[k]; {
				case b == '\\':
					if k++; !strings.Contains(`^$\.*+?()[]{}|/`, class[k:k+1]) {
						t.Errorf("%s escapes %q, which mode u refuses", pattern, class[k])
					}
				case strings.IndexByte(`()[]{}/|`, b) >= 0, b == '-' && (k == 0 || k == len(class)-1):
					t.Errorf("%s holds %q as it is", pattern, b)
				case k > 0 && class[k-1] == b && strings.IndexByte("&!#$%*+,.:;<=>?@^`~", b) >= 0:
					t.Errorf("%s holds %q twice in a row", pattern, b)
				}
			}
		}
	}
}
