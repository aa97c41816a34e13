package reference

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/spell"
	"pgregory.net/rapid"
)

// CheckInspect compares Format.Inspect with Inspect, and asserts everything
// else that holds for any format and any input.
func CheckInspect(t rapid.TB, f *redeem.Format, s string) {
	t.Helper()
	r := f.Inspect(s)
	if want := Inspect(f.Spec(), s); Reveal(r) != want {
		t.Fatalf("%s: Inspect(%q) = %s, want %s", Describe(f), s, Reveal(r), want)
	}
	if c, err := f.Parse(s); c != r.Code || err != r.Err {
		t.Errorf("%s: Parse(%q) = %q, %v; Inspect says %s", Describe(f), s, redeem.Plain(c), err, Reveal(r))
	}
	b := []byte(s)
	if c, err := f.ParseBytes(b); c != r.Code || err != r.Err {
		t.Errorf("%s: ParseBytes(%q) = %q, %v; Inspect says %s", Describe(f), s, redeem.Plain(c), err, Reveal(r))
	}
	if got := f.InspectBytes(b); got != r {
		t.Errorf("%s: InspectBytes(%q) = %s; Inspect says %s", Describe(f), s, Reveal(got), Reveal(r))
	}
	if string(b) != s {
		t.Errorf("%s: ParseBytes or InspectBytes turns %q into %q", Describe(f), s, b)
	}
	if f == redeem.GiftCard() {
		checkGiftCard(t, s, r)
	}
	text := r.Code.AppendTo(nil)
	canonical := r.Err == nil && string(text) == s
	if got := f.Valid(s); got != canonical {
		t.Errorf("%s: Valid(%q) = %t; Inspect says %s", Describe(f), s, got, Reveal(r))
	}
	if r.Err == nil != r.Code.IsValid() || r.Err == nil != (r.Offset == -1) || r.Offset > len(s) ||
		r.Err == nil && canonical != (r.Edits == 0) {
		t.Errorf("%s: Inspect(%q) = %s", Describe(f), s, Reveal(r))
	}
	if r.Err != nil {
		if err, ok := r.Err.(redeem.Error); !ok || err < redeem.ErrEmpty || err > redeem.ErrSerial {
			t.Errorf("%s: Inspect(%q) = %s", Describe(f), s, Reveal(r))
		}
		return
	}
	if r.Code.Len() != f.Spec().Length || !bytes.HasPrefix(text, []byte(f.Spec().Prefix)) {
		t.Errorf("%s: Inspect(%q) = %s", Describe(f), s, Reveal(r))
	}
	if again := f.Inspect(string(text)); again != (redeem.Report{Code: r.Code, Offset: -1, Kind: redeem.KindCode}) {
		t.Errorf("%s: Inspect(%q) = %s: not canonical", Describe(f), text, Reveal(again))
	}
	grouped := f.AppendGrouped([]byte("as it was "), r.Code)
	rest, kept := bytes.CutPrefix(grouped, []byte("as it was "))
	if c, err := f.ParseBytes(rest); !kept || c != r.Code || err != nil {
		t.Errorf("%s: AppendGrouped = %q, which is %q, %v", Describe(f), grouped, redeem.Plain(c), err)
	}
}

// checkGiftCard compares the package-level functions with the result of
// Inspect.
func checkGiftCard(t rapid.TB, s string, r redeem.Report) {
	t.Helper()
	c, err := redeem.Parse(s)
	inBytes, bytesErr := redeem.ParseBytes([]byte(s))
	if c != r.Code || err != r.Err || inBytes != c || bytesErr != err {
		t.Errorf("Parse(%q) = %q, %v, ParseBytes %q, %v; Inspect says %s", s, redeem.Plain(c), err, redeem.Plain(inBytes), bytesErr, Reveal(r))
	}
	if redeem.Valid(s) != redeem.GiftCard().Valid(s) {
		t.Errorf("Valid(%q) = %t; Inspect says %s", s, redeem.Valid(s), Reveal(r))
	}
	var must redeem.Code
	var fault any
	func() {
		defer func() { fault = recover() }()
		must = redeem.MustParse(s)
	}()
	if fault != nil != (err != nil) || err != nil && fault != err || must != c {
		t.Errorf("MustParse(%q) = %q and panics with %v; Inspect says %s", s, redeem.Plain(must), fault, Reveal(r))
	}
}

// CheckNormalize compares redeem.Normalize with Normalize, and asserts
// everything else that holds for any input.
func CheckNormalize(t rapid.TB, s string) {
	t.Helper()
	want, wantErr := Normalize(s)
	got, err := redeem.Normalize(s)
	if got != want || err != wantErr {
		t.Errorf("Normalize(%q) = %q, %v, want %q, %v", s, got, err, want, wantErr)
	}
	// The buffer has room, and its first part must not change.
	dst := append(make([]byte, 0, 2*redeem.MaxInput), "as it was "...)
	out, err := redeem.AppendNormalized(dst, s)
	if string(out) != "as it was "+want || err != wantErr || string(dst) != "as it was " {
		t.Errorf("AppendNormalized(dst, %q) = %q, %v, want %q, %v", s, out, err, want, wantErr)
	}
	if room := dst[len(dst):cap(dst)]; err != nil && string(room) != string(make([]byte, len(room))) {
		t.Errorf("AppendNormalized(dst, %q) leaves %q behind dst", s, strings.TrimRight(string(room), "\x00"))
	}
	if out, err = redeem.AppendNormalized(nil, s); string(out) != want || err != wantErr || err != nil && out != nil {
		t.Errorf("AppendNormalized(nil, %q) = %q, %v, want %q, %v", s, out, err, want, wantErr)
	}
	if err != nil {
		return
	}
	if again, err := redeem.Normalize(got); again != got || err != nil {
		t.Errorf("Normalize(%q) = %q, %v, which should change nothing", got, again, err)
	}
	if strings.Trim(got, spell.Alphanumeric) != "" {
		t.Errorf("Normalize(%q) = %q", s, got)
	}
	if c, err := redeem.Parse(s); err == nil && redeem.Plain(c).String() != got {
		t.Errorf("Parse(%q) = %s, Normalize makes it %q", s, redeem.Plain(c), got)
	}
}

// CheckSerial compares redeem.ParseSerial with Serial, and asserts everything
// else that holds for any input.
func CheckSerial(t rapid.TB, in string) {
	t.Helper()
	want, _, wantErr := Serial(in)
	s, err := redeem.ParseSerial(in)
	if s.String() != want || err != wantErr {
		t.Errorf("ParseSerial(%q) = %q, %v, want %q, %v", in, s, err, want, wantErr)
	}
	kind := redeem.SerialUnknown
	for _, f := range Families {
		if err == nil && strings.HasPrefix(want, f.Prefix) {
			kind = f.Kind
		}
	}
	if s.Kind() != kind || redeem.ClassifySerial(in) != kind || s.IsValid() != (err == nil) {
		t.Errorf("%q: Kind = %s, ClassifySerial = %s, IsValid = %t, want %s", in, s.Kind(), redeem.ClassifySerial(in), s.IsValid(), kind)
	}
	text := []byte(in)
	before, _ := redeem.ParseSerial("EPY45678901234")
	after := before
	unmarshalErr := after.UnmarshalText(text)
	switch {
	case string(text) != in:
		t.Errorf("UnmarshalText(%q) leaves %q", in, text)
	case in == "": // UnmarshalText reads empty text as the zero Serial
	case unmarshalErr != err || err == nil && after != s || err != nil && after != before:
		t.Errorf("UnmarshalText(%q) = %v and leaves %q, want %q, %v", in, unmarshalErr, after, s, err)
	}
	if got, wantOrder := s.Compare(before), strings.Compare(want, before.String()); got != wantOrder || before.Compare(s) != -wantOrder {
		t.Errorf("%q: Compare = %d, want %d", in, got, wantOrder)
	}
	if err == nil {
		if again, err := redeem.ParseSerial(want); again != s || err != nil {
			t.Errorf("ParseSerial(%q) = %q, %v: not canonical", want, again, err)
		}
		// A serial number is one in every format, unless it is a code.
		if r := redeem.GiftCard().Inspect(in); r.Err != redeem.ErrSerial || r.Kind != redeem.KindSerial || r.Offset != 0 {
			t.Errorf("Inspect(%q) = %s", in, Reveal(r))
		}
	}
}

// Describe prints the Spec of a Format without its look-alikes.
func Describe(f *redeem.Format) string {
	s := f.Spec()
	name := "none"
	if s.Check != nil {
		name = s.Check.Name()
	}
	models := []*redeem.Lookalikes{redeem.SupportArticle(), redeem.SupportTS1292()}
	return fmt.Sprintf("{length %d, prefix %q, alphabet %q, check %s, look-alikes %d}",
		s.Length, s.Prefix, s.Alphabet, name, slices.Index(models, s.Lookalikes))
}
