package redeem_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/gen/regiondata"
	"github.com/redeemkit/redeem/internal/vectors"
)

// regionRows returns what the tables were made from.
func regionRows(tb testing.TB) []regiondata.Region {
	tb.Helper()
	rows, err := regiondata.Regions()
	if err != nil {
		tb.Fatal(err)
	}
	return rows
}

// regionSpellings returns every spelling of a row that ParseRegion accepts, in
// upper case.
func regionSpellings(row regiondata.Region) []string {
	spellings := append([]string{row.Alpha2, row.Alpha3}, row.Aliases...)
	if row.Numeric != 0 {
		spellings = append(spellings, fmt.Sprintf("%03d", row.Numeric))
	}
	return spellings
}

// slowRegions parses as the documentation says: all spellings in one map, and
// a regular expression.
type slowRegions map[string]string // spelling to alpha-2

func newSlowRegions(tb testing.TB) slowRegions {
	slow := make(slowRegions)
	for _, row := range regionRows(tb) {
		for _, s := range regionSpellings(row) {
			slow[s] = row.Alpha2
		}
		if row.Storefront != 0 {
			slow[strconv.Itoa(row.Storefront)] = row.Alpha2
		}
	}
	return slow
}

var (
	slowCode       = regexp.MustCompile(`\A(?:[A-Za-z]{2}|[A-Za-z]{3}|[0-9]{3})\z`)
	slowStorefront = regexp.MustCompile(`\A([0-9]{6})(?:-[0-9]{1,3})?(?:,[0-9]{1,3})?(?: (?s:.*))?\z`)
)

// parse returns the alpha-2 code and the error.
func (slow slowRegions) parse(s string, storefront bool) (string, error) {
	key := ""
	if slowCode.MatchString(s) {
		key = strings.ToUpper(s)
	} else if m := slowStorefront.FindStringSubmatch(s); m != nil && storefront {
		key = m[1]
	}
	if alpha2, ok := slow[key]; ok {
		return alpha2, nil
	}
	for i, r := range s {
		if i >= redeem.MaxInput {
			break
		}
		if _, err := redeem.Normalize(string(r)); err != redeem.ErrEmpty {
			return "unknown", redeem.ErrRegion
		}
	}
	return "unknown", redeem.ErrEmpty
}

// check compares both parsers with the slow ones.
func (slow slowRegions) check(tb testing.TB, s string) {
	tb.Helper()
	want, wantErr := slow.parse(s, false)
	if got, err := redeem.ParseRegion(s); got.String() != want || err != wantErr {
		tb.Errorf("ParseRegion(%+q) = %v, %v; want %v, %v", s, got, err, want, wantErr)
	}
	want, wantErr = slow.parse(s, true)
	if got, err := redeem.ParseStorefront(s); got.String() != want || err != wantErr {
		tb.Errorf("ParseStorefront(%+q) = %v, %v; want %v, %v", s, got, err, want, wantErr)
	}
}

func mustRegion(tb testing.TB, s string) redeem.Region {
	tb.Helper()
	r, err := redeem.ParseRegion(s)
	if err != nil {
		tb.Fatalf("ParseRegion(%q): %v", s, err)
	}
	return r
}

// TestRegionVectors runs vectors/region.json.
func TestRegionVectors(t *testing.T) {
	for _, v := range vectors.Region.Load(t) {
		for name, parse := range map[string]func(string) (redeem.Region, error){"region": redeem.ParseRegion, "storefront": redeem.ParseStorefront} {
			if v.Options.Parser != "" && v.Options.Parser != name {
				continue
			}
			r, err := parse(string(v.Input))
			if got := country(r, err); got != v.Answer {
				t.Errorf("%s: the parser of a %s makes %+v of %.50q, want %+v", v.Name, name, got, v.Input, v.Answer)
			}
		}
	}
}

func country(r redeem.Region, err error) vectors.Country {
	if err != nil {
		return vectors.Country{Error: vectors.Key(err)}
	}
	return vectors.Country{Region: r.String()}
}

// TestCheckRegionVectors runs vectors/check-region.json.
func TestCheckRegionVectors(t *testing.T) {
	for _, v := range vectors.CheckRegion.Load(t) {
		// A spelling that is not known gives the zero Region.
		card, _ := redeem.ParseRegion(string(v.Input.Card))
		storefront, _ := redeem.ParseStorefront(string(v.Input.Storefront))
		if got := vectors.Key(redeem.CheckRegion(card, storefront)); got != v.Answer.Error {
			t.Errorf("%s: a card of %q in %q: %q, want %q", v.Name, v.Input.Card, v.Input.Storefront, got, v.Answer.Error)
		}
	}
}

// TestParseRegionShortInputs goes through all inputs of two and three bytes,
// as far as three bytes differ to a parser.
func TestParseRegionShortInputs(t *testing.T) {
	slow := newSlowRegions(t)
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for _, a := range all {
		for _, b := range all {
			slow.check(t, string([]byte{a, b}))
		}
	}
	some := []byte("0123456789ACIKMNORSUXZabiknorsuxz/:@[`{ -,\x00\x1f\x7f\x80\xa0\xc2\xe2\x84\xaa\xff")
	for _, a := range some {
		for _, b := range some {
			for _, c := range some {
				slow.check(t, string([]byte{a, b, c}))
			}
		}
	}
}

func TestParseRegionMutations(t *testing.T) {
	slow := newSlowRegions(t)
	for _, valid := range []string{"NO", "nor", "578", "UK", "XKX", "143441", "143624", "143457-2", "143457,29", "143457-2,29", "143499-100,200"} {
		for i := range len(valid) + 1 {
			for x := range 256 {
				slow.check(t, valid[:i]+string([]byte{byte(x)})+valid[i:])
				if i < len(valid) {
					slow.check(t, valid[:i]+string([]byte{byte(x)})+valid[i+1:])
				}
			}
			if i < len(valid) {
				slow.check(t, valid[:i]+valid[i+1:])
			}
		}
	}
}

// FuzzParseStorefront compares both parsers with the slow ones, and ParseRegion
// with x/text.
func FuzzParseStorefront(f *testing.F) {
	for _, v := range vectors.Region.Load(f) {
		if len(v.Input) < 32 {
			f.Add(string(v.Input))
		}
	}
	f.Add("\u017FU") // which is SU in upper case, for Unicode
	for _, d := range regionDifferences {
		codes := strings.Fields(d.codes)
		f.Add(codes[0])
		f.Add(strings.ToLower(codes[len(codes)-1]))
	}
	slow, intended := newSlowRegions(f), intendedReadings(f)
	f.Fuzz(func(t *testing.T, s string) {
		slow.check(t, s)
		checkAgainstXText(t, intended, s)
		if r, err := redeem.ParseStorefront(s); err == nil {
			for _, spelling := range []string{r.String(), r.Alpha3()} {
				expectRegion(t, spelling, r, redeem.ParseRegion)
			}
			if id, ok := r.StorefrontID(); ok != redeem.Storefronts().Contains(r) || ok && strings.HasPrefix(s, "143") && !strings.HasPrefix(s, strconv.Itoa(id)) {
				t.Errorf("ParseStorefront(%q) = %v, of which the storefront is %d, %t", s, r, id, ok)
			}
		}
	})
}
