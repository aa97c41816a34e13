package redeemtest_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/leak"
	"github.com/redeemkit/redeem/redeemtest"
)

type (
	voucher struct{}
	defined redeem.Code
	bearer  struct {
		ID    int
		Text  string
		When  time.Time
		Shown any
		code  redeem.Code
		inner *bearer
	}
)

func (voucher) Format() *redeem.Format { return redeem.GiftCard() }

func reading(text string) (r redeem.Reading) {
	for _, char := range text {
		r.Add(redeem.Alternative{Char: char, Prob: 0.9}, redeem.Alternative{Char: '0', Prob: 0.05})
	}
	return r
}

// shapes returns what may hold a code, each with it alone.
func shapes(text string) map[string]any {
	c, err := redeem.Parse(text)
	if err != nil {
		panic(err)
	}
	r := reading(text)
	loop := &bearer{code: c}
	loop.inner = loop
	list := []any{c, nil}
	list[1] = list
	found := (&redeem.Corrector{}).Resolve(text)
	return map[string]any{
		"Code":                 c,
		"Plain":                redeem.Plain(c),
		"CodeOf":               redeem.CodeOf[voucher]{Code: c},
		"PlainOf":              redeem.PlainOf[voucher]{Plain: redeem.Plain(c)},
		"a defined type":       defined(c),
		"Reading":              r,
		"Change":               redeem.Change{Old: text, New: text[1:], Caret: 3},
		"Report":               redeem.GiftCard().Inspect(text),
		"Match":                redeem.Match{End: 16, Code: c, Format: redeem.GiftCard()},
		"Resolution":           found,
		"Candidate":            found.Best,
		"Recognition":          redeem.Recognition{Report: redeem.Report{Code: c}, Format: redeem.GiftCard()},
		"pointer":              &c,
		"pointer to a pointer": func() any { p := &c; return &p }(),
		"slice":                []redeem.Code{c, {}},
		"slice of pointers":    []*redeem.Code{&c, nil},
		"slice of Readings":    []*redeem.Reading{&r},
		"array":                [2]redeem.Plain{redeem.Plain(c)},
		"map":                  map[string]redeem.Code{"k": c},
		"map key":              map[redeem.Code]int{c: 1, {}: 2},
		"map key with a field": map[bearer]bool{{code: c}: true},
		"any":                  []any{1, c, nil, map[string]any{"k": []any{c}}},
		"struct":               struct{ Code redeem.Code }{c},
		"embedded":             struct{ redeem.Code }{c},
		"unexported":           bearer{ID: 1, code: c},
		"unexported pointer":   &bearer{inner: &bearer{Shown: &c}},
		"cycle":                loop,
		"slice in itself":      list,
		"error":                fmt.Errorf("an order: %w", secretError{c}),
		"joined errors":        errors.Join(redeem.ErrCheck, secretError{c}),
		"target":               redeem.GiftCard().Into(&c),
	}
}

type secretError struct{ code redeem.Code }

func (secretError) Error() string { return "refused" }

const (
	one   = "X8KD49FJ2MZQ7WPT"
	other = "X8KD49FJ2MZQ7WPS"
)

// TestHide: what Hide returns is equal where its argument is, has nothing of the
// code, is another one for another code, and leaves its argument alone.
func TestHide(t *testing.T) {
	want, again, others := shapes(one), shapes(one), shapes(other)
	for name := range want {
		hidden := redeemtest.Hide(want[name])
		if reflect.TypeOf(hidden) != reflect.TypeOf(want[name]) {
			t.Errorf("%s: %T, want %T", name, hidden, want[name])
		}
		if !reflect.DeepEqual(want[name], again[name]) {
			t.Errorf("%s: Hide has changed what it was given", name)
		}
		if reflect.DeepEqual(hidden, want[name]) {
			t.Errorf("%s: nothing is hidden", name)
		}
		if !reflect.DeepEqual(hidden, redeemtest.Hide(again[name])) {
			t.Errorf("%s: equal values are not equal when they are hidden", name)
		}
		if reflect.DeepEqual(hidden, redeemtest.Hide(others[name])) {
			t.Errorf("%s: values with other codes are equal when they are hidden", name)
		}
		if reflect.DeepEqual(redeemtest.Hide(hidden), hidden) {
			t.Errorf("%s: a stand-in is not hidden", name)
		}
	}
	code, same := redeemtest.Hide(want["Code"]).(redeem.Code), redeemtest.Hide(want["Plain"]).(redeem.Plain)
	if code != redeem.Code(same) || !strings.HasPrefix(same.String(), "REDACTED") || len(same.String()) != redeem.MaxLen {
		t.Errorf("a Code is hidden as %s, a Plain as %s", redeem.Plain(code), same)
	}
}

// TestHideNothing: without a code Hide returns its argument, pointers included.
func TestHideNothing(t *testing.T) {
	inner := &bearer{ID: 2}
	inner.inner = inner
	for _, v := range []any{
		nil, 0, "X8KD49FJ2MZQ7WPT", redeem.Code{}, redeem.Plain{}, redeem.Reading{}, redeem.Change{}, inner, []any{inner, nil, []any(nil)},
		redeem.GiftCard(), redeem.ErrCheck, []*redeem.Code{nil, {}}, map[redeem.Code]int{{}: 1}, time.Now(), func() {}, make(chan redeem.Code), any(nil), [0]redeem.Code{},
		redeem.Report{Err: redeem.ErrCheck},
	} {
		if hidden := redeemtest.Hide(v); fmt.Sprintf("%#v", hidden) != fmt.Sprintf("%#v", v) {
			t.Errorf("%T has become %T", v, hidden)
		}
	}
	serial, err := redeem.ParseSerial("GCA0123456789016")
	if err != nil || redeemtest.Hide(serial) != serial {
		t.Errorf("a serial number is no code: %v", err)
	}
	mixed := []*bearer{inner, {Shown: redeemtest.Hide(shapes(one)["Code"])}}
	if hidden := redeemtest.Hide(mixed); hidden[0] != inner || hidden[1] == mixed[1] {
		t.Error("Hide copies more than what leads to a code")
	}
	match := shapes(one)["Match"].(redeem.Match)
	if redeemtest.Hide(match).Format != match.Format {
		t.Error("Hide copies a Format")
	}
}

// TestHideShared: what is shared stays shared.
func TestHideShared(t *testing.T) {
	c, _ := redeem.Parse(one)
	b := &bearer{code: c}
	both := redeemtest.Hide([2]*bearer{b, b})
	if both[0] != both[1] || both[0] == b {
		t.Error("two pointers to one value are pointers to two")
	}
	loop := redeemtest.Hide(shapes(one)["cycle"]).(*bearer)
	if loop.inner != loop {
		t.Error("a cycle is none")
	}
}

// TestStandIns draws codes: each has its own stand-in.
func TestStandIns(t *testing.T) {
	seen := make(map[redeem.Code]redeem.Code)
	for i := range 2_000 {
		c, err := redeem.Parse(fmt.Sprintf("X%015d", i*i))
		if err != nil {
			t.Fatal(err)
		}
		hidden := redeemtest.Hide(c)
		if before, ok := seen[hidden]; ok && before != c {
			t.Fatal("two codes have one stand-in")
		}
		seen[hidden] = c
	}
}

// TestReadings: all that a Reading holds counts.
func TestReadings(t *testing.T) {
	var plain, likely, less redeem.Reading
	plain.AddString("X8")
	likely.Add(redeem.Alternative{Char: 'X', Prob: 0.9})
	likely.AddString("8")
	less.Add(redeem.Alternative{Char: 'X', Prob: 0.8})
	less.AddString("8")
	hidden := []redeem.Reading{redeemtest.Hide(plain), redeemtest.Hide(likely), redeemtest.Hide(less)}
	for i, x := range hidden {
		for j, y := range hidden {
			if reflect.DeepEqual(x, y) != (i == j) {
				t.Errorf("Readings %d and %d", i, j)
			}
		}
	}
	for _, c := range []redeem.Change{{New: "AB", Caret: 1}, {New: "AB", Caret: 2}, {New: "AB", Caret: 1, Forward: true}, {Old: "A", New: "B", Caret: 1}} {
		want := c == redeem.Change{New: "AB", Caret: 1}
		if (redeemtest.Hide(c) == redeemtest.Hide(redeem.Change{New: "AB", Caret: 1})) != want {
			t.Errorf("Caret %d, Forward %t", c.Caret, c.Forward)
		}
	}
}

// TestOption compares with go-cmp: equal is equal, other is other, and what it
// prints has no four symbols of a code in a row.
func TestOption(t *testing.T) {
	unexported := cmp.Exporter(func(reflect.Type) bool { return true })
	want, again, others := shapes(one), shapes(one), shapes(other)
	for name := range want {
		if name == "error" || name == "joined errors" || name == "target" || name == "slice in itself" {
			continue // go-cmp compares these with options of their own only
		}
		opts := []cmp.Option{redeemtest.Option(), unexported}
		if diff := cmp.Diff(want[name], again[name], opts...); diff != "" {
			t.Errorf("%s: equal values differ:\n%s", name, diff)
		}
		for _, diff := range []string{cmp.Diff(want[name], others[name], opts...), cmp.Diff(want[name], 7, opts...), cmp.Diff(redeemtest.Hide(want[name]), nil), cmp.Diff([]any{want[name]}, []any{}, opts...)} {
			if diff == "" {
				t.Errorf("%s: no difference", name)
			}
			if part := leak.Of(one, diff) + leak.Of(other, diff); part != "" {
				t.Errorf("%s: %q in\n%s", name, part, diff)
			}
		}
	}
	if leak.Of(one, cmp.Diff(want["unexported"], others["unexported"], unexported)) == "" {
		t.Error("without the option nothing is printed either")
	}
	// Other options are asked as well.
	type order struct {
		ID   int
		Code redeem.Code
	}
	x, y := order{1, want["Code"].(redeem.Code)}, order{2, want["Code"].(redeem.Code)}
	ignoreID := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".ID" }, cmp.Ignore())
	if diff := cmp.Diff(x, y, redeemtest.Option(), ignoreID); diff != "" {
		t.Errorf("a field that is ignored differs:\n%s", diff)
	}
}
