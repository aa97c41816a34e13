package checkdigit_test

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// reedSolomons yields every field and number of check symbols, each with the
// textbook's code: those with a name and those over digits31.
func reedSolomons(t testing.TB) iter.Seq2[*checkdigit.Scheme, textbook] {
	return func(yield func(*checkdigit.Scheme, textbook) bool) {
		for checks := 2; checks <= 4; checks++ {
			prime, err := checkdigit.ReedSolomon(digits31, checks)
			if err != nil {
				t.Fatal(err)
			}
			if !yield(prime, textbook{field31, digits31, checks}) ||
				!yield(mustLookup(t, fmt.Sprintf("rs-gf32-%d", checks)), textbook{field32, digits32, checks}) ||
				!yield(mustLookup(t, fmt.Sprintf("rs-gf37-%d", checks)), textbook{field37, digits36 + "*", checks}) {
				return
			}
		}
	}
}

func mustAppend(t rapid.TB, s *checkdigit.Scheme, payload string) string {
	t.Helper()
	code, err := s.Append(nil, payload)
	if err != nil {
		t.Fatalf("%s: Append(nil, %q): %v", s.Name(), payload, err)
	}
	return string(code)
}

// TestTextbookFields asserts that the powers of each field's primitive element
// are all of the field but zero.
func TestTextbookFields(t *testing.T) {
	for _, f := range []field{field31, field32, field37} {
		powers := slices.Sorted(slices.Values(f.powers))
		if len(powers) != f.size-1 || len(slices.Compact(powers)) != f.size-1 || powers[0] != 1 || f.times(f.powers[1], f.powers[f.size-2]) != 1 {
			t.Errorf("GF(%d): powers %v", f.size, f.powers)
		}
	}
}

// TestReedSolomonAlgebra asserts that the states are the textbook's syndromes
// under other numbers: two beginnings lead to one state if and only if their
// syndromes are equal, and Valid is true where all are zero.
func TestReedSolomonAlgebra(t *testing.T) {
	rng := rand.New(rand.NewPCG(1960, 8))
	for s, c := range reedSolomons(t) {
		stateOf, syndromesOf := map[string]int{}, map[int]string{}
		rounds := 300
		if s.Len() == 2 {
			rounds = 3_000 // so that many meet in one state
		}
		met := 0
		for range rounds {
			word := randomPayload(rng, s, 1+rng.IntN(8))
			state := s.Start()
			for i := range len(word) {
				state = s.Step(state, i, s.MaxLen(), word[i])
			}
			syndromes := fmt.Sprint(c.syndromes(c.values(word)))
			if before, ok := stateOf[syndromes]; ok {
				met++
				if before != state {
					t.Fatalf("%s: syndromes %s in states %d and %d", s.Name(), syndromes, before, state)
				}
			}
			if before, ok := syndromesOf[state]; ok && before != syndromes {
				t.Fatalf("%s: state %d has syndromes %s and %s", s.Name(), state, before, syndromes)
			}
			stateOf[syndromes], syndromesOf[state] = state, syndromes
		}
		if s.Len() == 2 && met < 1_000 {
			t.Errorf("%s: only %d met", s.Name(), met)
		}
		for range 300 {
			length := s.Len() + 1 + rng.IntN(s.MaxLen()-s.Len())
			b := []byte(mustAppend(t, s, randomPayload(rng, s, length-s.Len())))
			for range rng.IntN(3) {
				b[rng.IntN(length-s.Len())] = s.Alphabet()[rng.IntN(len(s.Alphabet()))]
			}
			if got, want := s.Valid(string(b)), c.valid(string(b)); got != want {
				t.Fatalf("%s: Valid(%q) = %v, want %v", s.Name(), b, got, want)
			}
		}
	}
}

// TestReedSolomonOneAlgebra asserts that symbols have their values by place
// alone: a code over an alphabet of one's own is that over Crockford's or
// 0-9A-Z with the symbols replaced.
func TestReedSolomonOneAlgebra(t *testing.T) {
	reversed := func(s string) string {
		b := []byte(s)
		slices.Reverse(b)
		return string(b)
	}
	rng := rand.New(rand.NewPCG(5, 2))
	for _, alphabet := range []string{digits32, digits36} {
		for checks := 2; checks <= 4; checks++ {
			named, err := checkdigit.ReedSolomon(alphabet, checks)
			if found, ok := checkdigit.Lookup(named.Name()); err != nil || !ok || found != named {
				t.Fatalf("ReedSolomon(%q, %d) = %s, %v", alphabet, checks, named.Name(), err)
			}
			own, err := checkdigit.ReedSolomon(reversed(alphabet), checks)
			if err != nil {
				t.Fatal(err)
			}
			if own.States() != named.States() || own.MaxLen() != named.MaxLen() || own.Len() != checks || own.Start() != named.Start() {
				t.Errorf("%s and %s differ", own.Name(), named.Name())
			}
			for range 200 {
				payload := randomPayload(rng, named, 1+rng.IntN(named.MaxLen()-checks))
				replace := func(s string) string {
					return strings.Map(func(r rune) rune {
						return rune(own.CheckAlphabet()[strings.IndexRune(named.CheckAlphabet(), r)])
					}, s)
				}
				want := replace(mustAppend(t, named, payload))
				if got := mustAppend(t, own, replace(payload)); got != want {
					t.Fatalf("%s: Append(nil, %q) = %q, want %q", own.Name(), replace(payload), got, want)
				}
			}
		}
	}
	if s, err := checkdigit.ReedSolomon(digits36+"*", 2); err != nil || s.Alphabet() != digits36+"*" || s.CheckAlphabet() != s.Alphabet() ||
		!s.Valid(mustAppend(t, s, "A*")) || mustAppend(t, s, "A1") != mustAppend(t, mustLookup(t, "rs-gf37-2"), "A1") {
		t.Errorf("an alphabet of 37 symbols: %v", err)
	}
}

// TestDistance counts, over all codes with payloads of one symbol and of two, in
// how many symbols two of them differ. Reed-Solomon codes of each length have
// two that differ in no more than they must.
func TestDistance(t *testing.T) {
	for s := range everyScheme(t) {
		lengths := []int{1, 2}
		if s.Name() == "coupon-code-3x4" {
			s, lengths = mustLookup(t, "coupon-code-1x3"), []int{2}
		}
		least := 1000
		for _, n := range lengths {
			least = min(least, leastDistance(t, s, n))
			if isReedSolomon(s) && least != s.Distance() {
				t.Errorf("%s: payloads of %d: distance %d, want %d", s.Name(), n, least, s.Distance())
			}
		}
		if s.Distance() != least {
			t.Errorf("%s: Distance() = %d, and two codes differ in %d symbols", s.Name(), s.Distance(), least)
		}
	}
}

// leastDistance compares all codes of payloads so long, each with each until
// two differ in one symbol only.
func leastDistance(t *testing.T, s *checkdigit.Scheme, payload int) int {
	codes := allCodes(t, s, payload)
	least := 1000
	for i, a := range codes {
		for _, b := range codes[:i] {
			d := 0
			for k := range len(a) {
				if a[k] != b[k] {
					d++
				}
			}
			if least = min(least, d); least == 1 {
				return 1
			}
		}
	}
	return least
}

// allCodes returns the codes of all payloads so long.
func allCodes(t testing.TB, s *checkdigit.Scheme, payload int) (codes []string) {
	total := 1
	for range payload {
		total *= len(s.Alphabet())
	}
	for n := 0; n < total; n++ {
		b := make([]byte, payload)
		for i, rest := 0, n; i < payload; i++ {
			b[i] = s.Alphabet()[rest%len(s.Alphabet())]
			rest /= len(s.Alphabet())
		}
		codes = append(codes, mustAppend(t, s, string(b)))
	}
	return codes
}

// TestReedSolomonNoticesSwaps exchanges any two symbols of short codes, and of
// long ones.
func TestReedSolomonNoticesSwaps(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 6))
	for s, c := range reedSolomons(t) {
		codes := allCodes(t, s, 2)
		for range 20 {
			codes = append(codes, mustAppend(t, s, randomPayload(rng, s, s.MaxLen()-s.Len())))
		}
		for _, code := range codes {
			b := []byte(code)
			for i := range b {
				for j := range i {
					b[i], b[j] = b[j], b[i]
					if s.Valid(string(b)) != (b[i] == b[j]) {
						t.Fatalf("%s: %s and %s are valid", s.Name(), code, b)
					}
					b[i], b[j] = b[j], b[i]
				}
			}
		}
		// The textbook's code cannot tell * in the payload from another symbol.
		if len(c.symbols) == 37 && s.Valid("*0"+code0(t, s)) {
			t.Errorf("%s: * in the payload", s.Name())
		}
	}
}

// code0 is the shortest code.
func code0(t testing.TB, s *checkdigit.Scheme) string { return mustAppend(t, s, s.Alphabet()[:1]) }

// TestReedSolomonRepairs is the promise: any c unread symbols, and any c/2
// wrong ones, come back, and nothing else does. All patterns of places on short
// codes, and some on the longest; that the textbook's decoder, which knows
// nothing of the scheme, finds the code is that one valid string has the other
// symbols. If exhaustive, all strings of codes with two check symbols are tried
// with Valid instead.
func TestReedSolomonRepairs(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 4))
	for s, c := range reedSolomons(t) {
		short := s.Len() + 2
		for _, length := range []int{short, s.MaxLen()} {
			for range 3 {
				code := mustAppend(t, s, randomPayload(rng, s, length-s.Len()))
				for places := range placesOf(rng, length, s.Len()) {
					checkUnread(t, c, code, places)
				}
				for places := range placesOf(rng, length, s.Len()/2) {
					checkWrong(t, rng, c, code, places)
				}
			}
		}
		if exhaustive.On() && s.Len() < 3 { // more takes minutes
			checkAllUnread(t, s, mustAppend(t, s, randomPayload(rng, s, short-s.Len())))
			checkAllWrong(t, s, c, short)
		}
	}
}

// placesOf yields all choices of n places, or five of them where they are
// many.
func placesOf(rng *rand.Rand, length, n int) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		if length > 10 {
			for range 5 {
				if !yield(rng.Perm(length)[:n]) {
					return
				}
			}
			return
		}
		for set := range 1 << length {
			var places []int
			for i := range length {
				if set>>i&1 == 1 {
					places = append(places, i)
				}
			}
			if len(places) == n && !yield(places) {
				return
			}
		}
	}
}

func checkUnread(t rapid.TB, c textbook, code string, places []int) {
	t.Helper()
	unread := []byte(code)
	for _, place := range places {
		unread[place] = c.symbols[0]
	}
	if got, ok := c.restored(string(unread), places...); !ok || got != code {
		t.Fatalf("GF(%d), %d checks: %s without %v is restored as %q", c.size, c.width, code, places, got)
	}
}

// checkWrong replaces the symbols at some places by others.
func checkWrong(t rapid.TB, rng *rand.Rand, c textbook, code string, places []int) {
	t.Helper()
	wrong := []byte(code)
	for _, place := range places {
		wrong[place] = c.symbols[(strings.IndexByte(c.symbols, code[place])+1+rng.IntN(c.size-1))%c.size]
	}
	if got := c.corrected(string(wrong)); len(got) != 1 || got[0] != code {
		t.Fatalf("GF(%d), %d checks: %s is corrected to %q, want %s", c.size, c.width, wrong, got, code)
	}
}

// checkAllUnread fills any places with all symbols, and asserts that one
// filling is valid.
func checkAllUnread(t *testing.T, s *checkdigit.Scheme, code string) {
	for places := range placesOf(nil, len(code), s.Len()) {
		b := []byte(code)
		valid := 0
		for n := range s.States() {
			for _, place := range places {
				b[place] = s.CheckAlphabet()[n%len(s.CheckAlphabet())]
				n /= len(s.CheckAlphabet())
			}
			if s.Valid(string(b)) {
				if valid++; string(b) != code {
					t.Fatalf("%s: %s and %s are valid", s.Name(), code, b)
				}
			}
		}
		if valid != 1 {
			t.Errorf("%s: %d fillings of %v in %s are valid", s.Name(), valid, places, code)
		}
	}
}

// checkAllWrong replaces up to half as many symbols as there are check symbols,
// by all others, in all codes with one check symbol less than four, and in some
// of those with four.
func checkAllWrong(t *testing.T, s *checkdigit.Scheme, c textbook, length int) {
	codes := allCodes(t, s, length-s.Len())
	if s.Len() == 4 {
		codes = codes[:2]
	}
	for _, code := range codes {
		for places := range placesOf(nil, length, s.Len()/2) {
			b := []byte(code)
			total := 1
			for range places {
				total *= c.size
			}
			for n := range total {
				for _, place := range places {
					b[place] = c.symbols[n%c.size]
					n /= c.size
				}
				if got := c.corrected(string(b)); len(got) != 1 || got[0] != code {
					t.Fatalf("%s: %s is corrected to %q, want %s", s.Name(), b, got, code)
				}
			}
		}
	}
}

// TestPropReedSolomonRepairs does so for the textbook's code over any alphabet.
func TestPropReedSolomonRepairs(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		s, c := drawReedSolomon(t)
		payload := drawPayload(t, s)
		code := mustAppend(t, s, payload)
		if !c.valid(code) {
			t.Fatalf("%s: %s", s.Name(), code)
		}
		places := rapid.Permutation(indices(len(code))).Draw(t, "places")
		checkUnread(t, c, code, places[:rapid.IntRange(0, s.Len()).Draw(t, "unread")])
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		checkWrong(t, rng, c, code, places[:rapid.IntRange(0, s.Len()/2).Draw(t, "wrong")])
	})
}

func indices(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// printable are the symbols that an alphabet may have, but for the star, which
// an alphabet of 36 symbols must not have.
func printable() (symbols []byte) {
	for b := byte('!'); b <= '~'; b++ {
		if b != '*' {
			symbols = append(symbols, b)
		}
	}
	return symbols
}

func drawReedSolomon(t *rapid.T) (*checkdigit.Scheme, textbook) {
	alphabet := string(rapid.Permutation(printable()).Draw(t, "alphabet")[:rapid.SampledFrom([]int{31, 32, 36, 37}).Draw(t, "size")])
	checks := rapid.IntRange(2, 4).Draw(t, "checks")
	s, err := checkdigit.ReedSolomon(alphabet, checks)
	if err != nil {
		t.Fatal(err)
	}
	fields := map[int]field{31: field31, 32: field32, 36: field37, 37: field37}
	return s, textbook{fields[len(alphabet)], s.CheckAlphabet(), checks}
}

// TestMaxLen asserts that the longest strings are as long as MaxLen says.
func TestMaxLen(t *testing.T) {
	want := map[string]int{
		"coupon-code-3x4": 12, "rs-gf31-2:" + digits31: 30,
		"rs-gf32-2": 31, "rs-gf32-3": 31, "rs-gf32-4": 31, "rs-gf37-2": 36, "rs-gf37-3": 36, "rs-gf37-4": 36,
	}
	for s := range everyScheme(t) {
		if s.MaxLen() != want[s.Name()] {
			t.Errorf("%s: MaxLen() = %d, want %d", s.Name(), s.MaxLen(), want[s.Name()])
		}
		n := s.MaxLen()
		if n == 0 {
			n = 1_000
		}
		payload := strings.Repeat(s.Alphabet()[1:2], n-s.Len())
		code := mustAppend(t, s, payload)
		if !s.Valid(code) || s.Step(s.Start(), 0, n, code[0]) < 0 || !s.IsCheck(n-1, n) {
			t.Errorf("%s: nothing of %d symbols is valid", s.Name(), n)
		}
		if s.MaxLen() == 0 {
			continue
		}
		if s.Step(s.Start(), 0, n+1, code[0]) != -1 || s.IsCheck(n, n+1) {
			t.Errorf("%s: something of %d symbols is valid", s.Name(), n+1)
		}
		for _, more := range s.CheckAlphabet() {
			if s.Valid(code + string(more)) {
				t.Errorf("%s: Valid(%q)", s.Name(), code+string(more))
			}
		}
		checkRefused(t, s, payload+payload[:1], checkdigit.ErrLength)
		checkRefused(t, s, strings.Repeat(payload, 100), checkdigit.ErrLength)
	}
}

func TestReedSolomonRefused(t *testing.T) {
	const least, most = "fewer than two check symbols", "more than four check symbols"
	const size, twice, printable = "there is no field for it", "a symbol twice", "a symbol that is not printable ASCII"
	for _, test := range []struct {
		alphabet string
		checks   int
		want     string
	}{
		{"", 2, size}, {"0123456789", 2, size}, {letters, 2, size}, {digits32[:30], 2, size}, {digits36[:33], 2, size},
		{digits36[:35], 2, size}, {digits36 + "*$", 2, size}, {strings.Repeat("0", 1<<16), 2, size},
		{digits32[:31] + "0", 2, twice}, {"ZZ" + digits36[:35], 2, twice}, {digits36[:35] + "*", 2, twice},
		{digits32[:31] + " ", 2, printable}, {digits32[:31] + "\x7f", 2, printable}, {digits32[:31] + "\n", 2, printable},
		{digits32[:30] + "é", 2, printable}, {"\x00" + digits31[1:], 2, printable}, {digits36 + "\xff", 2, printable},
		{digits32, 1, least}, {digits31, 0, least}, {digits36, -1, least}, {digits36, -1 << 31, least},
		{digits32, 5, most}, {digits31, 5, most}, {digits36, 1<<31 - 1, most},
	} {
		s, err := checkdigit.ReedSolomon(test.alphabet, test.checks)
		if s != nil || !errors.Is(err, checkdigit.ErrParts) || !strings.HasSuffix(err.Error(), test.want) {
			t.Errorf("ReedSolomon(%q, %d) = %v, %v, want ErrParts: %s", test.alphabet, test.checks, s, err, test.want)
		}
		var e checkdigit.Error
		if !errors.As(err, &e) || e != checkdigit.ErrParts {
			t.Errorf("ReedSolomon(%q, %d): %v is no Error", test.alphabet, test.checks, err)
		}
	}
}

// FuzzReedSolomon makes schemes of any alphabet: ReedSolomon refuses it, or the
// scheme has the name by which Lookup finds it and computes as the textbook
// does.
func FuzzReedSolomon(f *testing.F) {
	f.Add(digits32, 2, "X8KD49FJ2MZQ7W", "X8KD49FJ2MZQ7W00")
	f.Add(digits36, 4, "ISO79", "ISO79****")
	f.Add(digits31, 3, strings.Repeat("Y", 27), strings.Repeat("Y", 30))
	f.Add(digits36+"*", 2, "*", "***")
	f.Add(digits36[:35]+"*", 2, "0", "000")
	f.Add(digits32[:31]+"0", 5, "0", "")
	f.Add("", -1, "", "\xff")
	f.Fuzz(func(t *testing.T, alphabet string, checks int, payload, str string) {
		s, err := checkdigit.ReedSolomon(alphabet, checks)
		if err != nil {
			if s != nil || !errors.Is(err, checkdigit.ErrParts) {
				t.Fatalf("ReedSolomon(%q, %d) = %v, %v", alphabet, checks, s, err)
			}
			return
		}
		found, ok := checkdigit.Lookup(s.Name())
		if !ok || found.Name() != s.Name() || found.Alphabet() != alphabet || s.Len() != checks || s.Distance() != checks+1 {
			t.Fatalf("ReedSolomon(%q, %d) is %s, Lookup finds it: %t", alphabet, checks, s.Name(), ok)
		}
		c := textbook{map[int]field{31: field31, 32: field32, 36: field37, 37: field37}[len(alphabet)], s.CheckAlphabet(), checks}
		code, err := s.Append(nil, payload)
		fits := payload != "" && len(payload)+checks <= s.MaxLen() && strings.Trim(payload, alphabet) == ""
		if fits != (err == nil) || fits && string(code) != payload+c.checks(payload) {
			t.Fatalf("%s: Append(nil, %q) = %q, %v", s.Name(), payload, code, err)
		}
		for _, in := range []string{payload, str, string(code)} {
			n := len(in) - checks
			want := n > 0 && len(in) <= s.MaxLen() && strings.Trim(in[:n], alphabet) == "" && strings.Trim(in[n:], c.symbols) == "" && c.valid(in)
			if got := s.Valid(in); got != want {
				t.Fatalf("%s: Valid(%q) = %t, want %t", s.Name(), in, got, want)
			}
			checkSteps(t, s, in)
		}
	})
}
