package redeem_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/gen/regiondata"
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

// regionInputs are inputs by hand, with what the two parsers make of them: an
// alpha-2 code, or an error.
var regionInputs = []struct{ in, region, storefront string }{
	{"NO", "NO", "NO"},
	{"no", "NO", "NO"},
	{"nO", "NO", "NO"},
	{"NOR", "NO", "NO"},
	{"nor", "NO", "NO"},
	{"578", "NO", "NO"},
	{"AFG", "AF", "AF"},
	{"004", "AF", "AF"},
	{"GB", "GB", "GB"},
	{"UK", "GB", "GB"},
	{"uk", "GB", "GB"},
	{"GBR", "GB", "GB"},
	{"XK", "XK", "XK"},
	{"XKS", "XK", "XK"},
	{"xkx", "XK", "XK"},
	{"XKK", "XK", "XK"},
	{"AQ", "AQ", "AQ"}, // no storefront, and yet a region

	{"143441", "region", "US"},
	{"143457", "region", "NO"},
	{"143457-2,29", "region", "NO"},
	{"143457-2", "region", "NO"},
	{"143457,29", "region", "NO"},
	{"143457-123,456", "region", "NO"},
	{"143624", "region", "XK"},

	{"143440", "region", "region"},
	{"143625", "region", "region"},
	{"143957", "region", "region"},
	{"043457", "region", "region"},
	{"1434571", "region", "region"},
	{"14345", "region", "region"},
	{"14345A", "region", "region"},
	{"1434A7", "region", "region"},
	{"A43457", "region", "region"},
	{"143457-", "region", "region"},
	{"143457,", "region", "region"},
	{"143457-,29", "region", "region"},
	{"143457-2,", "region", "region"},
	{"143457,29-2", "region", "region"},
	{"143457-2-2", "region", "region"},
	{"143457,2,2", "region", "region"},
	{"143457-1234", "region", "region"},
	{"143457,1234", "region", "region"},
	{"143457-1234,29", "region", "region"},
	{"143457-2,1234", "region", "region"},
	{"143457-12,1234", "region", "region"},
	{"143457-2,29 ", "region", "NO"},
	{"143443-2,29 t:apps3", "region", "DE"},
	{"143441-1,29 au:p", "region", "US"},
	{"143465-19,29 ab:" + strings.Repeat("x", 2000) + " t:native", "region", "CN"},
	{"143457 t:music3", "region", "NO"},
	{"143457-2 \xff\n", "region", "NO"},
	{"143457-100,100 t:music3", "region", "NO"},
	{"143457-2, 29", "region", "region"},
	{"143457-2,29\tt:apps3", "region", "region"},
	{"143457-2,29t:apps3", "region", "region"},
	{"143441-1,29x", "region", "region"},
	{"143457-1234 t:apps3", "region", "region"},
	{"143457-123,1234 t:apps3", "region", "region"},
	{"143440-1,29 t:apps3", "region", "region"},
	{"US t:native", "region", "region"},
	{"USA t:native", "region", "region"},
	{"840 t:native", "region", "region"},
	{"143457-A,29", "region", "region"},
	{" 143457", "region", "region"},

	{" NO", "region", "region"},
	{"NO ", "region", "region"},
	{"N", "region", "region"},
	{"N O", "region", "region"},
	{"N-O", "region", "region"},
	{"NORW", "region", "region"},
	{"Norway", "region", "region"},
	{"78", "region", "region"},
	{"4", "region", "region"},
	{"04", "region", "region"},
	{"0578", "region", "region"},
	{"+78", "region", "region"},
	{"57A", "region", "region"},
	{"N78", "region", "region"},
	{"ＮＯ", "region", "region"},       // full width
	{"\u212ane", "region", "region"}, // Kelvin sign, k in Unicode's lower case
	{"\u212aE", "region", "region"},
	{"\u017fE", "region", "region"}, // long s, S in Unicode's upper case
	{"\u0131s", "region", "region"}, // dotless i
	{"N\x00", "region", "region"},
	{"\xff\xff", "region", "region"},
	{"?", "region", "region"},
	{"$$", "region", "region"},

	{"AN", "region", "region"}, // withdrawn
	{"FX", "region", "region"},
	{"SU", "region", "region"},
	{"YUG", "region", "region"},
	{"AC", "region", "region"}, // exceptionally reserved
	{"EU", "region", "region"},
	{"UN", "region", "region"},
	{"AA", "region", "region"}, // private
	{"QM", "region", "region"},
	{"XA", "region", "region"},
	{"ZZ", "region", "region"},
	{"XXK", "region", "region"},
	{"983", "region", "region"},
	{"000", "region", "region"}, // no country
	{"001", "region", "region"},
	{"999", "region", "region"},

	{"", "empty", "empty"},
	{" ", "empty", "empty"},
	{"\t\n", "empty", "empty"},
	{"---", "empty", "empty"},
	{"-_./", "empty", "empty"},
	{"\u00b7", "empty", "empty"},
	{"\u00a0", "empty", "empty"},
	{"\u200b", "empty", "empty"},
	{"\ufeff\u3000", "empty", "empty"},
	{"      ", "empty", "empty"},

	{strings.Repeat("N", 1<<20), "region", "region"},
	{strings.Repeat(" ", 1<<20), "empty", "empty"},
	{strings.Repeat(" ", redeem.MaxInput-1) + "NO", "region", "region"},
	{strings.Repeat(" ", redeem.MaxInput) + "NO", "empty", "empty"},
	{strings.Repeat(" ", redeem.MaxInput-1) + "\u00a0", "empty", "empty"},
}

func TestParseRegionAndStorefront(t *testing.T) {
	check := func(name, in, want string, parse func(string) (redeem.Region, error)) {
		wantErr := map[string]error{"region": redeem.ErrRegion, "empty": redeem.ErrEmpty}[want]
		if wantErr != nil {
			want = "unknown"
		}
		if got, err := parse(in); got.String() != want || err != wantErr {
			t.Errorf("%s(%.50q) = %v, %v; want %v, %v", name, in, got, err, want, wantErr)
		}
	}
	for _, test := range regionInputs {
		check("ParseRegion", test.in, test.region, redeem.ParseRegion)
		check("ParseStorefront", test.in, test.storefront, redeem.ParseStorefront)
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
	for _, test := range regionInputs {
		if len(test.in) < 32 {
			f.Add(test.in)
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
