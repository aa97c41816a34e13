package meant_test

import (
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/spell"
)

// maskPlaces writes question marks at the check places of a code, or at all
// others.
func maskPlaces(f *redeem.Format, code string, checks bool) string {
	masked := []byte(code)
	for i := range masked {
		if f.Spec().Check.IsCheck(i, len(code)) == checks {
			masked[i] = '?'
		}
	}
	return string(masked)
}

// TestCandidatesOfChecked asserts how a check character helps to read a code, for every
// scheme.
func TestCandidatesOfChecked(t *testing.T) {
	for _, f := range draw.CheckedFormats(draw.ModelOf(t)) {
		c := &redeem.Corrector{Format: f}
		for n := range 20 {
			code := draw.CheckedCode(t, f, n)
			itself := []string{code + " 0 0"}
			checkListed(t, described(f), c, []string{code}, itself)
			checkListed(t, described(f), c, []string{maskPlaces(f, code, true)}, itself)

			// One unread symbol is known from the others, if the scheme detects
			// every single error; any of the candidates is as likely.
			place := n % f.Spec().Length
			all := candidatesOf(c, code[:place]+"?"+code[place+1:])
			if !slices.Contains(all, candidate{text: code}) || f.Spec().Check.Len() == 1 && len(all) != 1 {
				t.Errorf("%s: %s without symbol %d may be %q", described(f), code, place, listed(all))
			}
		}
	}
}

// TestCandidatesRepair is the promise that every scheme finds a look-alike and corrects it.
func TestCandidatesRepair(t *testing.T) {
	for _, f := range draw.CheckedFormats(nil) {
		spec := f.Spec()
		c := &redeem.Corrector{Format: f, MaxEdits: 2}
		repaired := 0
		for n := range 40 {
			code := draw.CheckedCode(t, f, n)
			for place := range code {
				for read, cost := range spec.Lookalikes.Of(code[place]) {
					if cost == 0 || !slices.Contains([]byte(reference.Alphabet(spec, place)), read) {
						continue
					}
					misread := code[:place] + string(rune(read)) + code[place+1:]
					all := candidatesOf(c, misread)
					if !slices.Contains(all, candidate{code, price{1, 1}}) {
						t.Errorf("%s: %s was not found from %s", described(f), code, misread)
					}
					if valid := f.Valid(misread); valid != (len(all) > 0 && all[0].cost == 0) {
						t.Errorf("%s: %s is valid: %t, candidates %q", described(f), misread, valid, listed(all))
					}
					repaired++
				}
			}
		}
		if hasAlike := spec.Alphabet == spell.Alphanumeric; hasAlike && repaired == 0 {
			t.Errorf("%s: nothing misread", described(f))
		}
	}
}

// TestCandidatesAtCheckPlaces is the promise that symbols that only a check
// position may hold are read there and nowhere else.
func TestCandidatesAtCheckPlaces(t *testing.T) {
	only := 0
	for _, f := range draw.CheckedFormats(draw.ModelOf(t)) {
		c := &redeem.Corrector{Format: f}
		spec := f.Spec()
		for _, symbol := range []byte(spec.Check.CheckAlphabet()) {
			if strings.IndexByte(spec.Alphabet, symbol) >= 0 {
				continue
			}
			only++
			code := checkedWith(t, f, symbol)
			checkListed(t, described(f), c, []string{code}, []string{code + " 0 0"})
			checkListed(t, described(f), c, []string{strings.ToLower(code)}, []string{code + " 0 0"})

			// Elsewhere it says nothing.
			odd, unread := string(rune(symbol))+code[1:], "?"+code[1:]
			if diff := cmp.Diff(listed(candidatesOf(c, unread)), listed(candidatesOf(c, odd))); diff != "" {
				t.Errorf("%s: candidates of %s and %s:\n%s", described(f), unread, odd, diff)
			}
		}
	}
	if want := len("X") + len("*") + len("*~$=U") + 3*len("*"); only != want {
		t.Errorf("%d symbols that only a check position may hold, want %d", only, want)
	}
}

// TestCandidatesSubstitute reads characters outside the alphabet of a place, which Parse
// takes for the symbol that looks like them.
func TestCandidatesSubstitute(t *testing.T) {
	crockford := draw.SchemeNamed(t, "crockford-mod-37")
	withU := checkedWith(t, redeem.MustFormat(redeem.Spec{Length: 6, Alphabet: crockford.Alphabet(), Check: crockford}), 'U')
	for _, tt := range []struct{ scheme, read, want string }{
		{"iso7064-mod-97-10", "5367O2", "536702"},
		{"iso7064-mod-97-10", "5367oz", "536702"},
		{"iso7064-mod-97-10", "4354111611551114E1", "435411161155111431"},
		{"iso7064-mod-11-2", "O79X", "079X"},
		{"iso7064-mod-11-2", "o79x", "079X"},
		{"crockford-mod-37", "16JD", "16JD"},
		{"crockford-mod-37", withU, withU}, // not the V that U is elsewhere
		{"crockford-mod-37", strings.ToLower(withU), withU},
	} {
		s := draw.SchemeNamed(t, tt.scheme)
		f := redeem.MustFormat(redeem.Spec{Length: len(tt.read), Alphabet: s.Alphabet(), Check: s})
		checkFirst(t, f, tt.read, tt.want)
	}

	// Check digits that in the payload would stand for one of its letters.
	s := draw.SchemeNamed(t, "iso7064-mod-97-10")
	for _, l := range []*redeem.Lookalikes{redeem.SupportArticle(), draw.ModelOf(t, pair('8', 'B', 1), pair('5', 'S', 1))} {
		f := redeem.MustFormat(redeem.Spec{Length: 6, Alphabet: "ABS", Check: s, Lookalikes: l})
		for n := range 81 {
			code := draw.CheckedCode(t, f, n)
			checkFirst(t, f, code, code)
		}
	}
}

// checkFirst checks that a read is first of all a code, as it stands.
func checkFirst(t *testing.T, f *redeem.Format, read, code string) {
	t.Helper()
	got := candidatesOf(&redeem.Corrector{Format: f}, read)
	if len(got) == 0 || got[0] != (candidate{text: code}) {
		t.Errorf("%s: candidates of %s: %q, want %s first", described(f), read, listed(got), code)
	}
}

// TestCandidatesOfCoupons repairs parts that each have a check character.
func TestCandidatesOfCoupons(t *testing.T) {
	s := draw.SchemeNamed(t, "coupon-code-3x4")
	alike := draw.ModelOf(t, append(draw.BothWays("B8 G6 UV"), pair('I', '1', 1), pair('O', '0', 1), pair('S', '5', 1), pair('Z', '2', 1))...)
	c := &redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: 12, Alphabet: s.Alphabet(), Check: s, Lookalikes: alike})}
	for _, tt := range []struct {
		read string
		want []string
	}{
		{"190D-V467-8D52", []string{"190DV4678D52 0 0"}},
		{"i9oD/V467/8Dsz", []string{"190DV4678D52 0 0"}}, // as Parse takes it
		{"!90D-V467-8D52", []string{"190DV4678D52 0 0"}}, // unread, and the check character says what it was
		{"190D-U467-8D52", []string{"190DV4678D52 1 1"}},
		{"190D-U4G7-BD52", []string{"190DV4678D52 3 3"}},
		{"19?D-V467-8D52", []string{"190DV4678D52 0 0", "19YDV4678D52 0 0"}}, // modulo 31, in which Y is 0
		{"V467-190D-8D52", nil},
	} {
		checkListed(t, "coupon code", c, []string{tt.read}, tt.want)
	}
}

// TestCorrectorUnread asks about question marks only, which may be any code.
func TestCorrectorUnread(t *testing.T) {
	read := strings.Repeat("?", 16)
	formats := append(draw.CheckedFormats(nil), redeem.GiftCard(), redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: draw.SymbolChars}))
	for _, f := range formats {
		spec := f.Spec()
		if spec.Check != nil && spec.Check.States() > 100 && !exhaustive.On() { // which takes its time
			continue
		}
		free := spec.Length - len(spec.Prefix)
		if spec.Check != nil { // every payload has one code
			free -= spec.Check.Len()
		}
		codes := new(big.Int).Exp(big.NewInt(int64(len(spec.Alphabet))), big.NewInt(int64(free)), nil)
		want, wantExact, ties := uint64(math.MaxUint64), false, math.MaxInt
		if codes.IsUint64() {
			want, wantExact = codes.Uint64(), true
		}
		if codes.IsInt64() && codes.Int64() < math.MaxInt {
			ties = int(codes.Int64())
		}
		for _, c := range []*redeem.Corrector{{Format: f}, {Format: f, MaxEdits: 2}, {Format: f, MaxIndels: 1}} {
			n := 0
			for _, candidate := range firstOf(100, c, read, read) {
				if candidate.price != (price{}) || !f.Valid(candidate.text) {
					t.Errorf("%s: candidate %s", described(f), candidate)
				}
				n++
			}
			r := c.Resolve(read)
			got, exact := c.Count(read)
			if n == 0 && r.Verdict == redeem.VerdictNone && r.Capped && spec.Check != nil && spec.Check.States() > 2000 {
				continue // it says that it gave up
			}
			if c.MaxIndels > 0 {
				if n != 100 || r.Verdict != redeem.VerdictAmbiguous || !r.Capped || exact || got < want {
					t.Errorf("%s: %d candidates with MaxIndels, Resolve = %+v, Count = %d, %t", described(f), n, r, got, exact)
				}
				continue
			}
			if n != 100 || r.Verdict != redeem.VerdictAmbiguous || r.Ties != ties || r.Margin != 0 || r.Capped || r.Best.Cost != 0 {
				t.Errorf("%s: %d candidates, Resolve = %+v, want %d ties", described(f), n, r, ties)
			}
			if got != want || exact != wantExact {
				t.Errorf("%s: Count = %d, %t, want %d, %t", described(f), got, exact, want, wantExact)
			}
		}
	}
}

// TestCandidatesOfManyUnread reads a symbol behind two unread places, which have as many
// options as there is room for at first: 64.
func TestCandidatesOfManyUnread(t *testing.T) {
	scheme := draw.SchemeNamed(t, "luhn-mod-32")
	f := redeem.MustFormat(redeem.Spec{Length: 4, Alphabet: scheme.Alphabet(), Check: scheme})
	c := &redeem.Corrector{Format: f, Lookalikes: draw.ModelOf(t)}
	code := draw.CheckedCode(t, f, 7)
	found := candidatesOf(c, "??"+code[2:])
	for _, candidate := range found {
		if text := candidate.text; !f.Valid(text) || text[2:] != code[2:] || candidate.cost != 0 {
			t.Errorf("candidate %s for %s", candidate, code)
		}
	}
	if len(found) != 32 { // the first symbol is free
		t.Errorf("%d candidates", len(found))
	}
}
