package redeem_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
)

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
