package checkdigit_test

import (
	"fmt"

	"github.com/redeemkit/redeem/checkdigit"
)

func ExampleScheme_Valid() {
	s, _ := checkdigit.Lookup("iso7064-mod-37-2")
	fmt.Println(s.Valid("G123489654321Y"))
	fmt.Println(s.Valid("G123498654321Y")) // 89 typed as 98
	fmt.Println(s.Valid("g123489654321y")) // letter case is the caller's to fold
	// Output:
	// true
	// false
	// false
}

func ExampleScheme_Append() {
	s, _ := checkdigit.Lookup("iso7064-mod-1271-36")
	code, err := s.Append(nil, "ISO79")
	fmt.Printf("%s %v\n", code, err)

	_, err = s.Append(nil, "ISO 79")
	fmt.Println(err)
	// Output:
	// ISO793W <nil>
	// checkdigit: invalid symbol
}

func ExampleCouponCode() {
	s, err := checkdigit.CouponCode(3, 4)
	if err != nil {
		panic(err)
	}
	code, _ := s.Append(nil, "1K7CTFLMT")
	fmt.Printf("%s %s\n", s.Name(), code)
	fmt.Println(s.Valid("1K7QCTFMLMTC"))
	fmt.Println(s.Valid("CTFM1K7QLMTC")) // parts exchanged
	// Output:
	// coupon-code-3x4 1K7QCTFMLMTC
	// true
	// false
}

// The schemes for letters and digits that catch every exchange of neighbors.
func ExampleAll() {
	for s := range checkdigit.All() {
		if d, ok := s.Detects(); ok && len(s.Alphabet()) == 36 && d.Transposition == 1 {
			fmt.Println(s.Name(), s.Len())
		}
	}
	// Output:
	// iso7064-mod-37-2 1
	// iso7064-mod-1271-36 2
}

// A scheme is an automaton: from the state that a code's beginning leads to,
// one can see which check symbol it needs.
func ExampleScheme_Step() {
	s, _ := checkdigit.Lookup("luhn-mod-36")
	const code = "X8KD49FJ2MZQ7WP?"
	state := s.Start()
	for i := range len(code) - 1 {
		state = s.Step(state, i, len(code), code[i])
	}
	for _, c := range []byte(s.CheckAlphabet()) {
		if s.Accept(s.Step(state, len(code)-1, len(code), c)) {
			fmt.Printf("%c\n", c)
		}
	}
	// Output:
	// H
}
