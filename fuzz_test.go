package redeem_test

import (
	"cmp"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/reference"
)

func addCorpus(f *testing.F) {
	for _, s := range draw.Corpus {
		f.Add(s)
	}
	for _, n := range []int{redeem.MaxInput - 1, redeem.MaxInput, redeem.MaxInput + 1} { // ErrTooLong by the bytes alone
		f.Add(strings.Repeat(" ", n))
		f.Add(strings.Repeat("-", n-len(sample)) + sample)
		f.Add(strings.Repeat("\t", redeem.MaxInput-1) + "é"[:n-redeem.MaxInput+1])
	}
}

// FuzzInspect compares a few formats with the reference.
func FuzzInspect(f *testing.F) {
	addCorpus(f)
	formats := []*redeem.Format{
		redeem.GiftCard(),
		redeem.MustFormat(redeem.Spec{Length: 4, Alphabet: "0123456789"}),
		redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen, Alphabet: "abcdefghijklmnopqrstuvwxyz", Lookalikes: redeem.SupportTS1292()}),
		redeem.MustFormat(redeem.Spec{Length: 5, Alphabet: draw.SymbolChars, Prefix: "aA"}),
	}
	for _, name := range []string{"luhn-mod-36", "iso7064-mod-37-2", "crockford-mod-37", "coupon-code-3x4"} {
		s := draw.SchemeNamed(f, name)
		formats = append(formats, redeem.MustFormat(redeem.Spec{Length: 12, Alphabet: s.Alphabet(), Check: s}))
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, format := range formats {
			reference.CheckInspect(t, format, s)
		}
	})
}

// FuzzNormalize compares Normalize with the reference; normalizing twice
// changes nothing.
func FuzzNormalize(f *testing.F) {
	addCorpus(f)
	f.Fuzz(func(t *testing.T, s string) { reference.CheckNormalize(t, s) })
}

// FuzzParseLines compares ParseLines with Parse, line by line.
func FuzzParseLines(f *testing.F) {
	for _, s := range draw.Corpus {
		f.Add(s, uint16(7), uint8(0))
		f.Add(strings.Repeat(sample+"\n", 5)+s+"\r\n"+strings.Repeat(sample+"\r\n", 5)+s, uint16(1000), uint8(16))
	}
	formats := append(draw.Neighbours(f), redeem.MustFormat(redeem.Spec{Length: 16}))
	f.Fuzz(func(t *testing.T, text string, block uint16, room uint8) {
		for _, format := range formats {
			checkLines(t, format, text, int(block)+1, int(room))
		}
	})
}

// FuzzSerial compares ParseSerial with the reference; what it returns is read
// again as the same.
func FuzzSerial(f *testing.F) {
	addCorpus(f)
	f.Fuzz(func(t *testing.T, s string) { reference.CheckSerial(t, s) })
}

// FuzzFormat makes formats of anything: NewFormat refuses them, or they keep
// every law.
func FuzzFormat(f *testing.F) {
	schemes := []*checkdigit.Scheme{nil}
	for s := range checkdigit.All() {
		schemes = append(schemes, s)
	}
	schemes = append(schemes, draw.SchemeNamed(f, "coupon-code-3x4"))
	for i, s := range draw.Corpus {
		f.Add(16, "", "X", []byte{4, 4, 4, 4}, byte(0), s) // the gift card's
		f.Add(12, draw.Alphabets[i%len(draw.Alphabets)], "", []byte{}, byte(0), s)
		f.Add(12, checkAlphabet(schemes[i%len(schemes)]), "", []byte{3, 9}, byte(i), s)
	}
	f.Add(0, "", "", []byte{}, byte(0), "")               // ErrSpec: length
	f.Add(redeem.MaxLen+1, "", "", []byte{}, byte(0), "") // ErrSpec: length
	f.Add(4, "AA", "", []byte{}, byte(0), "AAAA")         // ErrSpec: a symbol twice
	f.Add(4, "A-", "", []byte{}, byte(0), "A-A-")         // ErrSpec: no symbol
	f.Add(4, "", "ABCD", []byte{}, byte(0), "ABCD")       // ErrSpec: prefix
	f.Add(4, "", "", []byte{1, 2}, byte(0), "ABCD")       // ErrSpec: groups
	f.Add(4, "ABC", "", []byte{}, byte(1), "ABCA")        // ErrSpec: not the scheme's alphabet
	f.Add(1, "0123456789", "", []byte{}, byte(1), "0")    // ErrSpec: no code satisfies the scheme
	f.Add(4, "ab\xC1", "", []byte{}, byte(0), "ab\xC1a")  // ErrSpec: no symbol
	f.Fuzz(func(t *testing.T, length int, alphabet, prefix string, groups []byte, check byte, s string) {
		spec := redeem.Spec{Length: length, Alphabet: alphabet, Prefix: prefix, Check: schemes[int(check)%len(schemes)]}
		for _, n := range groups {
			spec.Groups = append(spec.Groups, int(n))
		}
		format, err := redeem.NewFormat(spec)
		if err != nil {
			if !errors.Is(err, redeem.ErrSpec) || format != nil {
				t.Errorf("NewFormat(%+v): %v", spec, err)
			}
			return
		}
		reference.CheckInspect(t, format, s)
		reference.CheckInspect(t, format, prefix+s)
		pattern, err := regexp.Compile(format.Pattern())
		if err != nil {
			t.Fatal(err)
		}
		if got, want := pattern.MatchString(s), format.Valid(s); got != want && (spec.Check == nil || want) {
			t.Errorf("%s matches %q: %t, but it is valid: %t", pattern, s, got, want)
		}
	})
}

func checkAlphabet(s *checkdigit.Scheme) string {
	if s == nil {
		return ""
	}
	return s.Alphabet()
}

// FuzzLookalikes makes models of anything.
func FuzzLookalikes(f *testing.F) {
	f.Add([]byte{}, "ABC", byte(0), "OSZB")
	f.Add([]byte("O0\x01"), "O0", byte(0x55), "0O")                            // one direction
	f.Add([]byte("O0\x010O\x02"), "O0DQ", byte(0xFF), "0O")                    // both
	f.Add([]byte("OO\x03O0\x00"), "O0", byte(1), "oO")                         // itself
	f.Add([]byte("AB\x01BC\x01CA\x01DE\x01EA\xFF"), "ABCDE", byte(0xAA), "zz") // a circle and a tail
	f.Add([]byte("O0\x01O0\x01"), "O", byte(0), "")                            // ErrSpec: twice
	f.Add([]byte("O \x01"), "O", byte(0), "")                                  // ErrSpec: no symbol
	f.Add([]byte("\xC1A\x01"), "A", byte(0), "A\xC1")                          // ErrSpec: no ASCII
	f.Add([]byte("!1\x01|1\x01-0\x01"), "1", byte(0), "!|?-")                  // punctuation, some of which separates
	f.Add([]byte("?0\x01"), "0", byte(0), "?")                                 // ErrSpec: stands for an unread character
	f.Fuzz(func(t *testing.T, b []byte, text string, choices byte, s string) {
		var pairs []redeem.Pair
		seen, wrong := make(map[[2]byte]bool), false
		for ; len(b) >= 3 && len(pairs) < 64; b = b[3:] {
			pairs = append(pairs, redeem.Pair{b[0], b[1], b[2]})
			key := [2]byte{b[0], b[1]}
			wrong = wrong || seen[key] || b[0] <= ' ' || b[0] >= 0x7F || b[1] <= ' ' || b[1] >= 0x7F || b[0] == '?' || b[1] == '?'
			seen[key] = true
		}
		l, err := redeem.NewLookalikes(pairs...)
		if wrong {
			if l != nil || !errors.Is(err, redeem.ErrSpec) {
				t.Errorf("NewLookalikes(%v): %v", pairs, err)
			}
			return
		}
		if err != nil {
			t.Fatalf("NewLookalikes(%v): %v", pairs, err)
		}
		checkLookalikes(t, l, pairs)
		if symbols := onlySymbols(text); symbols != "" {
			checkSkeleton(t, pairs, symbols, choices)
		}
		for _, alphabet := range []string{"01", "OQ", "ab1", "aB"} {
			reference.CheckInspect(t, redeem.MustFormat(redeem.Spec{Length: 2, Alphabet: alphabet, Lookalikes: l}), s)
		}
	})
}

// FuzzCode compares codes of any symbols with their texts.
func FuzzCode(f *testing.F) {
	for _, s := range []string{"", "X", sample, sample[:15], "x" + sample, strings.Repeat("~", redeem.MaxLen), strings.Repeat("!", redeem.MaxLen)} {
		f.Add(s, sample)
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, x, y string) {
		x, y = onlySymbols(x), onlySymbols(y)
		c, other := reference.Code(x), reference.Code(y)
		if string(c.AppendTo([]byte("as it was "))) != "as it was "+x || redeem.Plain(c).String() != x || c.Len() != len(x) || c.IsValid() != (x != "") {
			t.Errorf("the code %q is %q of length %d", x, redeem.Plain(c), c.Len())
		}
		if got, want := c.Compare(other), cmp.Compare(x, y); got != want || other.Compare(c) != -want {
			t.Errorf("Compare(%q, %q) = %d, want %d", x, y, got, want)
		}
		if want := x == y; c.Equal(other) != want || (c == other) != want {
			t.Errorf("Equal(%q, %q) = %t", x, y, c.Equal(other))
		}
		shown := x[len(x)-min(len(x)/4, 4):]
		if got, want := string(c.AppendMasked([]byte("as it was "))), "as it was "+strings.Repeat("*", len(x)-len(shown))+shown; got != want {
			t.Errorf("AppendMasked(%q) = %q, want %q", x, got, want)
		}
	})
}

// onlySymbols returns the symbols in s, as many as a code may have.
func onlySymbols(s string) string {
	s = strings.Map(func(r rune) rune {
		if r > '~' || !strings.ContainsRune(draw.SymbolChars, r) {
			return -1
		}
		return r
	}, s)
	return s[:min(len(s), redeem.MaxLen)]
}

// FuzzReadText asserts that everything that reads text or a column reads what
// the function does that parses such text, and that what was read is written
// and read again as the same.
func FuzzReadText(f *testing.F) {
	addCorpus(f)
	for _, s := range []string{"EPY45678901234", "no", "578", "XKS", "abc-ABC", "ABCabc", "abcabx"} {
		f.Add(s)
	}
	oldCode, oldVoucher := redeem.MustParse("X000000000000000"), reference.Code("ffffff")
	oldSerial, _ := redeem.ParseSerial("GCA4567890123456")
	oldRegion, _ := redeem.ParseRegion("NO")
	f.Fuzz(func(t *testing.T, s string) {
		want, err := redeem.Parse(s)
		var code redeem.Code
		for name, reader := range codeReaders(&code) {
			code = oldCode
			checkReader(t, name, &code, reader, s, want, err)
		}
		if err == nil {
			checkWriter(t, redeem.Plain(want), (*redeem.Plain)(&code), string(want.AppendTo(nil)))
			checkSecret(t, want)
		}
		voucher, voucherErr := codeVoucher.Parse(s)
		code = oldVoucher
		checkReader(t, "voucher", &code, codeVoucher.Into(&code), s, voucher, voucherErr)

		serial, err := redeem.ParseSerial(s)
		readSerial := oldSerial
		checkReader(t, "Serial", &readSerial, &readSerial, s, serial, err)
		if err == nil {
			checkWriter(t, serial, &readSerial, serial.String())
		}
		region, err := redeem.ParseRegion(s)
		readRegion := oldRegion
		checkReader(t, "Region", &readRegion, &readRegion, s, region, err)
		if err == nil {
			checkWriter(t, region, &readRegion, region.String())
		}
	})
}
