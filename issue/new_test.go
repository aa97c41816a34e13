package issue

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"math"
	"math/big"
	mathrand "math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// seeded returns a source of random bytes that are the same in every run.
func seeded(seed string) *mathrand.ChaCha8 {
	var b [32]byte
	copy(b[:], seed)
	return mathrand.NewChaCha8(b)
}

// mustNew draws a code and checks that it is valid in the format.
func mustNew(t rapid.TB, f *redeem.Format, random io.Reader) redeem.Code {
	t.Helper()
	c, err := New(f, random)
	if err != nil {
		t.Fatalf("%s: New: %v", described(f), err)
	}
	if text := string(c.AppendTo(nil)); !f.Valid(text) {
		t.Fatalf("%s: New draws %q, which is not valid", described(f), text)
	}
	return c
}

// newFormats returns formats to draw codes of: one with each check scheme, and
// some whose alphabets leave few bytes unused or almost a third of them.
func newFormats(t testing.TB) []*redeem.Format {
	formats := []*redeem.Format{redeem.GiftCard()}
	for s := range draw.Schemes {
		formats = append(formats, redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: s.Alphabet(), Check: s}))
	}
	coupon := draw.SchemeNamed(t, "coupon-code-4x4")
	formats = append(formats, redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: coupon.Alphabet(), Check: coupon}))
	for _, alphabet := range draw.Alphabets {
		formats = append(formats, redeem.MustFormat(redeem.Spec{Length: 7, Alphabet: alphabet, Prefix: "b0"[:min(1, strings.Count(alphabet, "b"))]}))
	}
	return formats
}

// TestNewIsUniformAtEachPlace counts the symbols at each place that New draws.
func TestNewIsUniformAtEachPlace(t *testing.T) {
	for _, f := range newFormats(t) {
		spec := f.Spec()
		random := seeded("each place")
		var counts [redeem.MaxLen]['~' + 1]int
		for range exhaustive.Pick(50, 1000) * len(spec.Alphabet) {
			text := mustNew(t, f, random).AppendTo(nil)
			for place, symbol := range text {
				counts[place][symbol]++
			}
		}
		for place := range spec.Length {
			if place < len(spec.Prefix) || spec.Check != nil && spec.Check.IsCheck(place, spec.Length) {
				continue
			}
			var of []int
			for _, symbol := range []byte(spec.Alphabet) {
				of = append(of, counts[place][symbol])
			}
			if x := chi2(of); unlikely(x, len(of)-1) {
				t.Errorf("%s: chi-squared of place %d is %.1f: %v", described(f), place, x, of)
			}
		}
	}
}

// smallFormats returns formats with so few codes that a test draws each code
// many times: one with each check scheme, and coupon codes whose prefix
// contains whole parts.
func smallFormats(t testing.TB) (formats []*redeem.Format) {
	for s := range draw.Schemes {
		// The alphabet keeps its first symbols and its last one, which is the X
		// of MOD 11-2 and a letter for MOD 97-10.
		all, payload := s.Alphabet(), 3
		if s.Len() > 1 { // every pair of check symbols is tried
			payload = exhaustive.Pick(2, 3)
		}
		formats = append(formats, redeem.MustFormat(redeem.Spec{Length: payload + s.Len(), Alphabet: all[:4] + all[len(all)-1:], Check: s}))
	}
	coupon := draw.SchemeNamed(t, "coupon-code-2x3")
	first, err := coupon.Append(nil, "2345")
	if err != nil {
		t.Fatal(err)
	}
	return append(formats,
		redeem.MustFormat(redeem.Spec{Length: 6, Alphabet: "0234Y", Check: coupon}),
		redeem.MustFormat(redeem.Spec{Length: 6, Alphabet: coupon.Alphabet(), Check: coupon, Prefix: string(first[:4])}),
		redeem.MustFormat(redeem.Spec{Length: 6, Alphabet: coupon.Alphabet(), Check: coupon, Prefix: string(first[:5])}),
		redeem.MustFormat(redeem.Spec{Length: 4, Alphabet: "abcdefg", Prefix: "g"}),
		redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: draw.SymbolChars}),
	)
}

// validCodes returns all codes of a small format that New draws.
func validCodes(t testing.TB, f *redeem.Format) (codes []redeem.Code) {
	text, symbols := make([]byte, f.Len()), make([]string, f.Len())
	for place := range text {
		symbols[place] = drawnAt(f, place)
	}
	var from func(place int)
	from = func(place int) {
		if place < len(text) {
			for _, text[place] = range []byte(symbols[place]) {
				from(place + 1)
			}
		} else if f.Valid(string(text)) {
			codes = append(codes, codeOf(t, string(text)))
		}
	}
	from(0)
	return codes
}

// TestNewIsUniform draws codes of formats that have few of them. It finds the
// valid codes by trial, and each must be as likely as any other.
func TestNewIsUniform(t *testing.T) {
	for _, f := range smallFormats(t) {
		codes := validCodes(t, f)
		if got := math.Exp2(Bits(f)); math.Abs(got-float64(len(codes))) > 1e-9 {
			t.Errorf("%s: Bits says %v codes, there are %d", described(f), got, len(codes))
		}
		index := make(map[redeem.Code]int, len(codes))
		for i, c := range codes {
			index[c] = i
		}
		random := seeded("every code")
		counts := make([]int, len(codes))
		for range exhaustive.Pick(20, 400) * len(codes) {
			counts[index[mustNew(t, f, random)]]++
		}
		if x := chi2(counts); len(codes) > 1 && unlikely(x, len(codes)-1) {
			t.Errorf("%s: chi-squared of %d codes is %.1f", described(f), len(codes), x)
		}
	}
}

// drawnAt returns the symbols that a code that New draws may have at a place.
func drawnAt(f *redeem.Format, place int) string {
	symbols := symbolsAt(f, place)
	if s := f.Scheme(); s != nil && strings.HasPrefix(s.Name(), "rs-gf37") && len(f.Prefix()) < f.Len()-s.Len() {
		return strings.TrimSuffix(symbols, "*")
	}
	return symbols
}

// codesThrough counts, with its check automaton, the codes of a format that New
// draws.
func codesThrough(f *redeem.Format) *big.Int {
	spec := f.Spec()
	scheme := spec.Check
	if scheme == nil {
		n := big.NewInt(int64(len(spec.Alphabet)))
		return n.Exp(n, big.NewInt(int64(spec.Length-len(spec.Prefix))), nil)
	}
	ways := make([]*big.Int, scheme.States())
	for state := range ways {
		ways[state] = new(big.Int)
	}
	ways[scheme.Start()].SetInt64(1)
	for place := range spec.Length {
		next := make([]*big.Int, len(ways))
		for state := range next {
			next[state] = new(big.Int)
		}
		symbols := drawnAt(f, place)
		for state, n := range ways {
			for _, symbol := range []byte(symbols) {
				if to := scheme.Step(state, place, spec.Length, symbol); to >= 0 {
					next[to].Add(next[to], n)
				}
			}
		}
		ways = next
	}
	for state, n := range ways {
		if scheme.Accept(state) {
			return n
		}
	}
	return nil
}

// log2 returns the binary logarithm of a number that may be too large for a
// float64.
func log2(n *big.Int) float64 {
	mantissa := new(big.Float)
	exponent := new(big.Float).SetInt(n).MantExp(mantissa)
	m, _ := mantissa.Float64()
	return float64(exponent) + math.Log2(m)
}

// TestBits tests that Bits returns the logarithm of the number of codes, and
// that New draws only valid codes.
func TestBits(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		f := drawFormat(t)
		if got, want := Bits(f), log2(codesThrough(f)); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: Bits = %v, want %v", described(f), got, want)
		}
		mustNew(t, f, seeded(rapid.String().Draw(t, "seed")))
		mustNew(t, f, nil)
	})
	for _, test := range []struct {
		spec redeem.Spec
		want float64
	}{
		{redeem.Spec{Length: 16, Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ"}, 80},
		{redeem.Spec{Length: redeem.MaxLen, Alphabet: "01"}, 32},
		{redeem.Spec{Length: 2, Alphabet: "01", Prefix: "0"}, 1},
		{redeem.Spec{Length: 2, Check: draw.SchemeNamed(t, "luhn-mod-36"), Prefix: "0"}, 0},
		{redeem.Spec{Length: 17, Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ", Check: draw.SchemeNamed(t, "crockford-mod-37")}, 80},
	} {
		if got := Bits(redeem.MustFormat(test.spec)); got != test.want {
			t.Errorf("%+v: Bits = %v, want %v", test.spec, got, test.want)
		}
	}
	if got := Bits(redeem.GiftCard()); math.Abs(got-77.5488750216) > 1e-9 {
		t.Errorf("GiftCard: Bits = %v", got)
	}
}

// TestNewFromCryptoRand tests that a nil reader and crypto/rand.Reader give
// different codes every time.
func TestNewFromCryptoRand(t *testing.T) {
	seen := map[redeem.Code]bool{}
	for range 100 {
		for _, random := range []io.Reader{nil, rand.Reader} {
			c := mustNew(t, redeem.GiftCard(), random)
			if seen[c] {
				t.Fatal("the same code twice")
			}
			seen[c] = true
		}
	}
}

// TestNewReadsInPieces tests that the code does not depend on how many bytes a
// reader returns at a time.
func TestNewReadsInPieces(t *testing.T) {
	for _, f := range newFormats(t) {
		want := mustNew(t, f, seeded("pieces"))
		if got := mustNew(t, f, iotest.OneByteReader(seeded("pieces"))); got != want {
			t.Errorf("%s: another code from a reader of one byte at a time", described(f))
		}
		if got := mustNew(t, f, iotest.DataErrReader(io.LimitReader(seeded("pieces"), 1000))); got != want {
			t.Errorf("%s: another code from a reader that ends with its data", described(f))
		}
	}
}

// constant is a reader that returns the same byte again and again.
type constant byte

func (b constant) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(b)
	}
	return len(p), nil
}

// TestNewErrors tests the errors for readers that fail.
func TestNewErrors(t *testing.T) {
	broken := errors.New("broken")
	digits := redeem.MustFormat(redeem.Spec{Length: 8, Alphabet: "0123456789", Check: draw.SchemeNamed(t, "luhn")})
	for _, test := range []struct {
		name   string
		random io.Reader
		want   error
	}{
		{"nothing", strings.NewReader(""), io.EOF},
		{"short", strings.NewReader("123456"), io.ErrUnexpectedEOF},
		{"short by what is not used", strings.NewReader("123456\xff"), io.ErrUnexpectedEOF},
		{"short after that", strings.NewReader("12345\xff\xff7"), io.ErrUnexpectedEOF},
		{"broken", iotest.ErrReader(broken), broken},
		{"broken later", io.MultiReader(strings.NewReader("123"), iotest.ErrReader(broken)), broken},
		{"no use", constant(250), redeem.ErrRandom},
		{"no use any more", io.MultiReader(strings.NewReader("123456"), constant(255)), redeem.ErrRandom},
		{"enough", strings.NewReader("1234567"), nil},
		{"enough at last", io.MultiReader(bytes.NewReader(bytes.Repeat([]byte{0xFF}, 7*(maxDraws-1))), constant(7)), nil},
		{"the same, but of use", constant(249), nil},
	} {
		c, err := New(digits, test.random)
		if err != test.want || c.IsValid() != (err == nil) {
			t.Errorf("%s: New = %v, %v, want error %v", test.name, c, err, test.want)
		}
	}
}

// TestNewOfOneCode has formats without a random symbol: the prefix is
// everything but the check characters, or everything but the last of them.
func TestNewOfOneCode(t *testing.T) {
	mod1271 := draw.SchemeNamed(t, "iso7064-mod-1271-36")
	text, err := mod1271.Append(nil, "ABC")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []*redeem.Format{
		redeem.MustFormat(redeem.Spec{Length: 4, Prefix: "ABC", Check: draw.SchemeNamed(t, "luhn-mod-36")}),
		redeem.MustFormat(redeem.Spec{Length: 5, Prefix: "ABC", Check: mod1271}),
		redeem.MustFormat(redeem.Spec{Length: 5, Prefix: string(text[:4]), Check: mod1271}),
	} {
		want := validCodes(t, f)
		if len(want) != 1 {
			t.Fatalf("%s: %d codes", described(f), len(want))
		}
		if c, err := New(f, strings.NewReader("")); c != want[0] || err != nil || Bits(f) != 0 {
			t.Errorf("%s: New = %v, %v, of %v bits", described(f), redeem.Plain(c), err, Bits(f))
		}
	}
}

// TestMaxDrawsIsEnough tests that at least half of all bytes are usable for
// every possible alphabet, so that New fails for a symbol with a probability of
// at most 2^-100.
func TestMaxDrawsIsEnough(t *testing.T) {
	for n := 2; n <= len(draw.SymbolChars); n++ {
		if 256%n > 128 {
			t.Errorf("%d symbols: %d bytes of no use", n, 256%n)
		}
	}
	if maxDraws < 100 {
		t.Errorf("%d draws", maxDraws)
	}
}

// TestNewUsesBytes tests that New discards a byte only if it would make some
// symbols more likely.
func TestNewUsesBytes(t *testing.T) {
	for n := 2; n <= len(draw.SymbolChars); n++ {
		f := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: draw.SymbolChars[:n]})
		for x := range 256 {
			c, err := New(f, bytes.NewReader([]byte{byte(x)}))
			switch used := x < 256-256%n; {
			case used && (err != nil || string(c.AppendTo(nil)) != draw.SymbolChars[x%n:][:1]):
				t.Errorf("%d symbols: byte %d draws %v, %v", n, x, redeem.Plain(c), err)
			case !used && err != io.ErrUnexpectedEOF:
				t.Errorf("%d symbols: byte %d draws %v, %v, and is of no use", n, x, redeem.Plain(c), err)
			}
		}
	}
}

// FuzzNew draws codes from any bytes.
func FuzzNew(f *testing.F) {
	formats := append(newFormats(f), smallFormats(f)...)
	for i := range formats {
		f.Add(byte(i), []byte("0123456789abcdef0123456789abcdef"))
		f.Add(byte(i), []byte{})
		f.Add(byte(i), []byte("\xff\xfe\xfd\xfc\xff\xfe\xfd\xfc\xff\xfe\xfd\xfc\xff\xfe\xfd\xfc\xff\xfe\xfd"))
	}
	f.Fuzz(func(t *testing.T, format byte, random []byte) {
		f := formats[int(format)%len(formats)]
		c, err := New(f, bytes.NewReader(random))
		if err == nil {
			if !f.Valid(string(c.AppendTo(nil))) {
				t.Errorf("%s: New draws %v", described(f), redeem.Plain(c))
			}
			return
		}
		short := err == io.ErrUnexpectedEOF || err == io.EOF && len(random) == 0
		if c.IsValid() || !short && err != redeem.ErrRandom {
			t.Errorf("%s: New of %d bytes = %v, %v", described(f), len(random), c, err)
		}
	})
}
