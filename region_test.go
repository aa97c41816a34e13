package redeem_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/regiondata"
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

// TestRegionRoundTrips converts every region to each of its spellings and back.
func TestRegionRoundTrips(t *testing.T) {
	for _, row := range regionRows(t) {
		r := mustRegion(t, row.Alpha2)
		id, ok := r.StorefrontID()
		type properties struct {
			Alpha2, Alpha3      string
			Numeric, Storefront int
			Has, Valid          bool
		}
		got := properties{r.String(), r.Alpha3(), r.Numeric(), id, ok, r.IsValid()}
		want := properties{row.Alpha2, row.Alpha3, row.Numeric, row.Storefront, row.Storefront != 0, true}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", row.Name, diff)
		}
		for _, s := range regionSpellings(row) {
			for _, s := range letterCases(s) {
				expectRegion(t, s, r, redeem.ParseRegion)
				expectRegion(t, s, r, redeem.ParseStorefront)
				var text redeem.Region
				if err := text.UnmarshalText([]byte(s)); err != nil || text != r {
					t.Errorf("UnmarshalText(%q) gives %v, %v; want %v", s, text, err, r)
				}
			}
		}
		if ok {
			for _, rest := range []string{"", "-2", "-20", "-200", ",2", ",29", ",290", "-1,2", "-2,29", "-100,100"} {
				expectRegion(t, strconv.Itoa(id)+rest, r, redeem.ParseStorefront)
			}
		}
		checkTextAndColumn(t, r, row.Alpha2)
	}
}

func expectRegion(t *testing.T, s string, want redeem.Region, parse func(string) (redeem.Region, error)) {
	t.Helper()
	if got, err := parse(s); err != nil || got != want {
		t.Errorf("%q is %v, %v; want %v", s, got, err, want)
	}
}

// letterCases returns s with its letters in every mixture of cases.
func letterCases(s string) []string {
	var all []string
	for mask := range 1 << len(s) {
		b := []byte(s)
		for i := range b {
			if mask>>i&1 != 0 && 'A' <= b[i] && b[i] <= 'Z' {
				b[i] |= 0x20
			}
		}
		all = append(all, string(b))
	}
	return all
}

// checkTextAndColumn converts r to text and to a database column, and back.
func checkTextAndColumn(t *testing.T, r redeem.Region, alpha2 string) {
	t.Helper()
	if got := string(r.AppendTo([]byte("in "))); got != "in "+alpha2 {
		t.Errorf("AppendTo gives %q", got)
	}
	if got, err := r.AppendText([]byte("in ")); err != nil || string(got) != "in "+alpha2 {
		t.Errorf("AppendText gives %q, %v", got, err)
	}
	text, err := r.MarshalText()
	if err != nil || text == nil || string(text) != alpha2 {
		t.Errorf("MarshalText gives %q, %v", text, err)
	}
	back := mustRegion(t, "AD")
	if err := back.UnmarshalText(text); err != nil || back != r {
		t.Errorf("UnmarshalText(%q) gives %v, %v", text, back, err)
	}
	column, err := r.Value()
	if want := any(alpha2); err != nil || alpha2 != "" && column != want || alpha2 == "" && column != nil {
		t.Errorf("Value gives %v, %v", column, err)
	}
	for _, src := range []any{column, string(text), text} {
		back = mustRegion(t, "AD")
		if err := back.Scan(src); err != nil || back != r {
			t.Errorf("Scan(%T %q) gives %v, %v", src, src, back, err)
		}
	}
}

func TestRegionZero(t *testing.T) {
	var zero redeem.Region
	id, ok := zero.StorefrontID()
	if zero.IsValid() || zero.String() != "unknown" || zero.Alpha3() != "" || zero.Numeric() != 0 || id != 0 || ok {
		t.Errorf("zero Region: %v %q %q %d %d %v", zero.IsValid(), zero, zero.Alpha3(), zero.Numeric(), id, ok)
	}
	checkTextAndColumn(t, zero, "")
	for _, empty := range [][]byte{nil, {}} {
		r := mustRegion(t, "NO")
		if err := r.UnmarshalText(empty); err != nil || r != zero {
			t.Errorf("UnmarshalText(%#v) gives %v, %v", empty, r, err)
		}
	}
	for _, empty := range []any{nil, "", []byte(nil), []byte{}} {
		r := mustRegion(t, "NO")
		if err := r.Scan(empty); err != nil || r != zero {
			t.Errorf("Scan(%#v) gives %v, %v", empty, r, err)
		}
	}
}

func TestRegionUnchangedOnError(t *testing.T) {
	norway := mustRegion(t, "NO")
	for in, want := range map[any]error{
		"ZZ": redeem.ErrRegion, " NO": redeem.ErrRegion, " ": redeem.ErrEmpty, "143457": redeem.ErrRegion,
		578: redeem.ErrType, int64(578): redeem.ErrType, 5.78: redeem.ErrType, true: redeem.ErrType, norway: redeem.ErrType,
	} {
		r := norway
		if err := r.Scan(in); !errors.Is(err, want) || r != norway {
			t.Errorf("Scan(%T %v) gives %v, %v; want %v", in, in, r, err, want)
		}
		s, ok := in.(string)
		if !ok {
			continue
		}
		if err := r.Scan([]byte(s)); !errors.Is(err, want) || r != norway {
			t.Errorf("Scan([]byte %q) gives %v, %v; want %v", s, r, err, want)
		}
		if err := r.UnmarshalText([]byte(s)); !errors.Is(err, want) || r != norway {
			t.Errorf("UnmarshalText(%q) gives %v, %v; want %v", s, r, err, want)
		}
	}
}

func TestRegionScanKeepsNothing(t *testing.T) {
	src := []byte("NO")
	var r redeem.Region
	if err := r.Scan(src); err != nil {
		t.Fatal(err)
	}
	copy(src, "SE")
	if r.String() != "NO" {
		t.Errorf("after the column's bytes changed, the region is %v", r)
	}
}

func TestRegionJSON(t *testing.T) {
	type account struct {
		Region redeem.Region `json:"region"`
		Bought redeem.Region `json:"bought,omitzero"`
	}
	want := map[redeem.Region]account{mustRegion(t, "NO"): {Region: mustRegion(t, "XK")}}
	b, err := json.Marshal(want)
	if err != nil || string(b) != `{"NO":{"region":"XK"}}` {
		t.Errorf("JSON is %s, %v", b, err)
	}
	var got map[redeem.Region]account
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b redeem.Region) bool { return a == b })); diff != "" {
		t.Errorf("after a round trip (-want +got):\n%s", diff)
	}
}

func TestRegionCompare(t *testing.T) {
	regions := []redeem.Region{{}}
	for r := range redeem.AllRegions().All() {
		regions = append(regions, r)
	}
	for _, a := range regions {
		for _, b := range regions {
			want := strings.Compare(string(a.AppendTo(nil)), string(b.AppendTo(nil)))
			if got := a.Compare(b); got != want {
				t.Errorf("%v.Compare(%v) = %d, want %d", a, b, got, want)
			}
		}
	}
}

// TestRegionFacts tests the numbers in the documentation.
func TestRegionFacts(t *testing.T) {
	var iso, ids, without int
	for r := range redeem.AllRegions().All() {
		_, has := r.StorefrontID()
		if has {
			ids++
		}
		switch {
		case r.Numeric() == 0:
			if r.String() != "XK" || r.Alpha3() != "XKS" || !has {
				t.Errorf("%v has no numeric code", r)
			}
		case !has:
			without++
			fallthrough
		default:
			iso++
		}
	}
	if iso != 249 || ids != 184 || without != 66 {
		t.Errorf("%d codes of ISO 3166-1, %d storefront ids, %d codes without one", iso, ids, without)
	}
	for id := 143441; id <= 143624; id++ {
		r, err := redeem.ParseStorefront(strconv.Itoa(id))
		if back, ok := r.StorefrontID(); err != nil || back != id || !ok {
			t.Errorf("storefront %d is %v, %v", id, r, err)
		}
	}
}

func TestRegionDoesNotAllocate(t *testing.T) {
	var (
		r     redeem.Region
		set   redeem.Regions
		err   error
		n     int
		text  string
		long  = strings.Repeat(" ", 4096) + "NO"
		buf   = make([]byte, 0, 64)
		cell  = []byte("nor")
		cells = []any{nil, "NO", []byte("nor"), long, 1.5}
	)
	norway := mustRegion(t, "NO")
	for name, f := range map[string]func(){
		"ParseRegion": func() {
			for _, s := range []string{"NO", "nor", "578", "", "ZZ", "Norway", long} {
				r, err = redeem.ParseRegion(s)
			}
		},
		"ParseStorefront": func() {
			for _, s := range []string{"NO", "143457", "143457-2,29", "143457-", "", long} {
				r, err = redeem.ParseStorefront(s)
			}
		},
		"UnmarshalText": func() { err = r.UnmarshalText(cell) },
		"Scan": func() {
			for _, cell := range cells {
				err = r.Scan(cell)
			}
		},
		"texts":       func() { text = norway.String(); text = redeem.Region{}.String(); text = norway.Alpha3() },
		"AppendTo":    func() { buf = norway.AppendTo(buf[:0]) },
		"AppendText":  func() { buf, err = norway.AppendText(buf[:0]) },
		"CheckRegion": func() { err = redeem.CheckRegion(norway, r); err = redeem.CheckRegion(norway, norway) },
		"RegionsOf":   func() { set = redeem.RegionsOf(norway, r, norway) },
		"Regions.Check": func() {
			err = set.Check(norway)
			err = set.Check(redeem.Region{})
			err = redeem.Regions{}.Check(norway)
		},
		"Regions.All": func() {
			for r := range redeem.Storefronts().All() {
				n += r.Numeric()
				if r == norway {
					break
				}
			}
		},
	} {
		if allocs := testing.AllocsPerRun(100, f); allocs != 0 {
			t.Errorf("%s allocates %v times", name, allocs)
		}
	}
	_, _, _ = text, n, err
}

// regionDifferences lists the codes that ParseRegion and x/text read
// differently. All differences are intended: x/text knows the regions of CLDR
// and of IANA language subtags, and redeem knows the regions that ISO 3166-1
// officially assigns, and Kosovo.
var regionDifferences = []struct {
	why   string
	ours  string // our reading of all the codes, or "" if we refuse them
	xtext bool   // whether x/text accepts them
	codes string
}{
	{
		why: "the United Kingdom, which x/text keeps apart until it is canonicalized", ours: "GB", xtext: true,
		codes: "UK",
	},
	{
		why: "Kosovo as StoreKit and MusicKit spell it", ours: "XK",
		codes: "XKS XKX",
	},
	{
		why: "withdrawn from ISO 3166-1", xtext: true,
		codes: "AN BU CS CT DD DY FQ FX HV JT MI NH NQ NT PC PU PZ RH SU TP VD WK YD YU ZR " +
			"ANT ATN BUR CTE DDR DHY FXX HVO JTN MID NHB NTZ PCI PCZ PUS RHO SCG SUN TMP VDR WAK YMD YUG ZAR " +
			"230 249 278 280 530 536 720 736 810 886 891",
	},
	{
		why: "exceptionally reserved, or CLDR's own", xtext: true,
		codes: "AC CP CQ DG EA EU EZ IC TA UN " +
			"ASC CPT DGA TAA",
	},
	{
		why: "private use in ISO 3166-1", xtext: true,
		codes: "AA QM QN QO QP QQ QR QS QT QU QV QW QX QY QZ " +
			"XA XB XC XD XE XF XG XH XI XJ XL XM XN XO XP XQ XR XS XT XU XV XW XX XY XZ ZZ " +
			"AAA QMM QNN QOO QPP QQQ QRR QSS QTT QUU QVV QWW QXX QYY QZZ " +
			"XAA XBB XCC XDD XEE XFF XGG XHH XII XJJ XLL XMM XNN XOO XPP XQQ XRR XSS XTT XUU XVV XWW XXX XYY XZZ ZZZ",
	},
	{
		why: "numbers that x/text gives to private codes, among them 983 for Kosovo", xtext: true,
		codes: "958 959 960 961 962 963 964 965 966 967 968 969 970 971 972 973 974 975 976 977 978 " +
			"979 980 981 982 983 984 985 986 987 988 989 990 991 992 993 994 995 996 997 998 999",
	},
	{
		why: "groups of countries (UN M.49)", xtext: true,
		codes: "001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 " +
			"142 143 145 150 151 154 155 202 419",
	},
}

// regionReading is our reading of a code, and whether x/text accepts it.
type regionReading struct {
	ours  string
	xtext bool
}

// intendedReadings returns the readings of the codes in regionDifferences.
func intendedReadings(tb testing.TB) map[string]regionReading {
	tb.Helper()
	intended := map[string]regionReading{}
	for _, d := range regionDifferences {
		for code := range strings.FieldsSeq(d.codes) {
			if _, twice := intended[code]; twice {
				tb.Errorf("%s is in two classes", code)
			}
			intended[code] = regionReading{d.ours, d.xtext}
		}
	}
	return intended
}

// checkAgainstXText compares ParseRegion with x/text, which also reads both
// cases.
func checkAgainstXText(tb testing.TB, intended map[string]regionReading, code string) {
	tb.Helper()
	ours, err := redeem.ParseRegion(code)
	theirs, theirErr := language.ParseRegion(code)
	var want regionReading
	differs := false
	if slowCode.MatchString(code) { // ToUpper converts U+017F to S
		want, differs = intended[strings.ToUpper(code)]
	}
	switch {
	case differs:
		got := regionReading{string(ours.AppendTo(nil)), theirErr == nil}
		if got != want || theirErr == nil && theirs.String() == ours.String() {
			tb.Errorf("%q: we read %v, x/text %v, %v; want another difference: %v", code, ours, theirs, theirErr, want)
		}
	case (err == nil) != (theirErr == nil):
		tb.Errorf("%q: we say %v, %v; x/text says %v, %v", code, ours, err, theirs, theirErr)
	case err == nil && ours.String() != theirs.String():
		tb.Errorf("%q: we say %v; x/text says %v", code, ours, theirs)
	case err == nil && ours.Numeric() != 0 && (ours.Alpha3() != theirs.ISO3() || ours.Numeric() != theirs.M49()):
		tb.Errorf("%q: we say %s %03d; x/text says %s %03d", code, ours.Alpha3(), ours.Numeric(), theirs.ISO3(), theirs.M49())
	}
}

func TestParseRegionAgainstXText(t *testing.T) {
	intended := intendedReadings(t)
	unseen := maps.Clone(intended)
	for _, code := range allRegionCodes() {
		checkAgainstXText(t, intended, code)
		delete(unseen, code)
	}
	for code := range unseen {
		t.Errorf("%s is no code that was compared", code)
	}
}

// allRegionCodes returns every code of two or three capital letters or of
// three digits.
func allRegionCodes() []string {
	var codes []string
	letters := strings.Split("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "")
	for _, a := range letters {
		for _, b := range letters {
			codes = append(codes, a+b)
			for _, c := range letters {
				codes = append(codes, a+b+c)
			}
		}
	}
	for n := range 1000 {
		codes = append(codes, fmt.Sprintf("%03d", n))
	}
	return codes
}
