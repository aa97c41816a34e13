package redeem_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/redeemkit/redeem"
)

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
