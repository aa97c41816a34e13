package audit

import (
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// good is a made-up code, as are all codes in these tests.
const good = "X8KD49FJ2MZQ7WPT"

// setups returns rules of every sort: few symbols and many; none of them, some,
// and all of them look alike.
func setups(t testing.TB) map[string]*Rules {
	t.Helper()
	mod, ok := checkdigit.Lookup("iso7064-mod-37-2")
	if !ok {
		t.Fatal("no such scheme")
	}
	none, err := redeem.NewLookalikes()
	if err != nil {
		t.Fatal(err)
	}
	oneWay, err := redeem.NewLookalikes(redeem.Pair{Read: 'a', Meant: 'b'}, redeem.Pair{Read: 'c', Meant: 'B'}, redeem.Pair{Read: 'b', Meant: 'c', Cost: 255}, redeem.Pair{Read: 'x', Meant: 'x', Cost: 9})
	if err != nil {
		t.Fatal(err)
	}
	short := redeem.MustFormat(redeem.Spec{Length: 3, Alphabet: "0DOQ58SB"})
	long := redeem.MustFormat(redeem.Spec{Length: 32, Prefix: "QO", Alphabet: "0DOQ1"})
	return map[string]*Rules{
		"gift card":       NewRules(nil, nil),
		"gift card, OCR":  NewRules(nil, redeem.Tesseract()),
		"gift card, none": NewRules(nil, none),
		"short":           NewRules(short, nil),
		"short, TS1292":   NewRules(short, redeem.SupportTS1292()),
		"long":            NewRules(long, nil),
		"long, OCR":       NewRules(long, redeem.Tesseract()),
		"check character": NewRules(redeem.MustFormat(redeem.Spec{Length: 5, Alphabet: "0OQD1", Check: mod}), nil),
		"both cases":      NewRules(redeem.MustFormat(redeem.Spec{Length: 4, Prefix: "a", Alphabet: `abcABC<"\x`}), oneWay),
	}
}

func TestRulesCode(t *testing.T) {
	r := NewRules(nil, nil)
	for _, test := range []struct {
		input  string
		code   string
		reason redeem.Error
		offset int
	}{
		{good, good, 0, 0},
		{" x8kd-49fj-2mzq-7wpt\n", good, 0, 0},
		{"", "", redeem.ErrEmpty, 0},
		{"X8KD$9FJ2MZQ7WPT", "", redeem.ErrSymbol, 4},
		{"X8KD49FJ2MZQ7", "", redeem.ErrTooShort, 13},
		{"GCA1234567890123", "", redeem.ErrSerial, 0},
	} {
		var input = []byte(test.input)
		code, reason, offset := r.Code(input)
		if got := string(code.AppendTo(nil)); got != test.code || reason != test.reason || offset != test.offset {
			t.Errorf("%q: %s, %v, %d", test.input, got, reason, offset)
		}
		if allocs := testing.AllocsPerRun(10, func() { r.Code(input) }); allocs != 0 {
			t.Errorf("%q: %v allocations", test.input, allocs)
		}
	}
}

func TestRulesKeyAndAlike(t *testing.T) {
	r := NewRules(nil, nil)
	code := func(text string) redeem.Code { return redeem.MustParse(text) }
	for _, test := range []struct {
		x, y    string
		sameKey bool
		alike   bool
	}{
		{"X000000000000000", "X000000000000000", true, false},
		{"X000000000000000", "XO00000000000000", true, true},
		{"X000000000000000", "XD00000000000000", true, false}, // each looks like O
		{"XO00000000000000", "XD00000000000000", true, true},
		{"X000000000000000", "X100000000000000", false, false},
		{"X2222222222BBBBB", "XZZZZZZZZZZ88888", true, true},
	} {
		x, y := code(test.x), code(test.y)
		if got := r.Key(x) == r.Key(y); got != test.sameKey {
			t.Errorf("%s and %s have the same key: %v", test.x, test.y, got)
		}
		if got := r.Alike(x, y); got != test.alike || r.Alike(y, x) != got {
			t.Errorf("%s and %s are alike: %v", test.x, test.y, got)
		}
	}
}

// TestSymbols compares classes with keys, and members with look-alikes, for
// every two symbols of every format.
func TestSymbols(t *testing.T) {
	for name, r := range setups(t) {
		all := []byte{}
		for class, members := range r.symbols.classes {
			for i, x := range members {
				if int(r.symbols.class[x]) != class || int(r.symbols.member[x]) != i || i >= r.symbols.widest {
					t.Errorf("%s: %c is not member %d of class %d", name, x, i, class)
				}
			}
			all = append(all, members...)
		}
		alphabet := r.format.Spec().Alphabet
		code := redeem.MustFormat(redeem.Spec{Length: 2, Alphabet: string(all)})
		for i := range alphabet {
			if r.symbols.classes[r.symbols.class[alphabet[i]]][r.symbols.member[alphabet[i]]] != alphabet[i] {
				t.Errorf("%s: %c is in no class", name, alphabet[i])
			}
		}
		for _, x := range all {
			for _, y := range all {
				p, err := code.ParseBytes([]byte{x, x})
				if err != nil {
					t.Fatal(err)
				}
				q, err := code.ParseBytes([]byte{y, y})
				if err != nil {
					t.Fatal(err)
				}
				sameKey := r.symbols.class[x] == r.symbols.class[y]
				if sameKey != (r.Key(p) == r.Key(q)) {
					t.Errorf("%s: %c and %c are of one class: %v", name, x, y, sameKey)
				}
				near := false
				for _, m := range r.symbols.near[x] {
					near = near || r.symbols.classes[r.symbols.class[x]][m] == y
				}
				if near != (x == y || r.Alike(p, q)) {
					t.Errorf("%s: %c is near %c: %v", name, x, y, near)
				}
			}
		}
	}
}
