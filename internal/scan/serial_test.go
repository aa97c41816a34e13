package scan_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/spell"
)

// slowSerials are the families as formats for slowMatch, the longer first.
var slowSerials = sync.OnceValue(func() (formats []slowFormat) {
	plain, _ := redeem.NewLookalikes()
	for _, f := range reference.Families {
		for _, n := range slices.Backward(f.Lengths) {
			spec := redeem.Spec{Length: n, Prefix: f.Prefix, Alphabet: f.Body, Lookalikes: plain}
			for left := n; left > 0; left -= 4 {
				spec.Groups = append(spec.Groups, min(left, 4))
			}
			formats = append(formats, newSlowFormat(redeem.MustFormat(spec)))
		}
	}
	return formats
})

func slowFindSerials(text string) (found []redeem.SerialMatch) {
	for _, m := range slowFindBest(slowSerials(), text, func(f, g *redeem.Format) bool { return f.Len() > g.Len() }) {
		s, _ := redeem.ParseSerial(redeem.Plain(m.Code).String())
		found = append(found, redeem.SerialMatch{Start: m.Start, End: m.End, Serial: s})
	}
	return found
}

func checkFindSerials(t rapid.TB, text string) {
	t.Helper()
	got, want := slices.Collect(redeem.FindSerials(text)), slowFindSerials(text)
	if !slices.Equal(got, want) {
		t.Errorf("FindSerials(%+q)\n= %v, want %v", text, got, want)
	}
}

func TestFindSerialsReference(t *testing.T) {
	var specs []redeem.Spec
	for _, f := range slowSerials() {
		specs = append(specs, f.spec)
	}
	draw.Check(t, func(t *rapid.T) {
		text := drawText(t, specs...)
		checkFindSerials(t, text)
	})
}

// TestSerialFormats compares the formats that FindSerials goes by with what
// form.New makes of the families. All read letters as symbols; digits alone are
// accepted where a family has no letters.
func TestSerialFormats(t *testing.T) {
	formats := slowSerials()
	if len(formats) != len(form.Serials) {
		t.Fatalf("%d formats, want %d", len(form.Serials), len(formats))
	}
	for i, family := range formats {
		spec := family.spec
		got := &form.Serials[i]
		want := form.New(form.Spec{Length: spec.Length, Prefix: spec.Prefix, Alphabet: spell.Alphanumeric, Groups: spec.Groups, Model: &alike.Model{}})
		if got.Length != want.Length || got.Prefix != want.Prefix || got.Breaks != want.Breaks || got.Text != want.Text ||
			got.Table != want.Table || got.Check != nil {
			t.Errorf("%s, %d symbols: %+v", spec.Prefix, spec.Length, got)
		}
		for place := len(spec.Prefix); place < spec.Length; place++ {
			for _, symbol := range []byte(spell.Alphanumeric) {
				text := []byte(spec.Prefix + strings.Repeat("7", spec.Length-len(spec.Prefix)))
				text[place] = symbol
				if accepts := got.Accepts(spell.Pack(text)); accepts != strings.Contains(spec.Alphabet, string(rune(symbol))) {
					t.Errorf("Accepts(%s) = %t", text, accepts)
				}
			}
		}
	}
}
