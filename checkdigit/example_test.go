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

// A voucher with two check symbols, of which one symbol was read wrong, nobody
// knows which: exactly one valid code differs from it in no more than that.
func ExampleReedSolomon() {
	s, err := checkdigit.ReedSolomon("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 2)
	if err != nil {
		panic(err)
	}
	voucher, _ := s.Append(nil, "7WPTX8KD49")
	fmt.Printf("%s %s\n", s.Name(), voucher)

	read := []byte("7WPTX8KQ49" + string(voucher[10:])) // D read as Q
	for i, symbol := range read {
		for _, other := range []byte(s.Alphabet()) {
			if read[i] = other; s.Valid(string(read)) {
				fmt.Printf("%s\n", read)
			}
		}
		read[i] = symbol
	}
	// Output:
	// rs-gf32-2 7WPTX8KD49Z5
	// 7WPTX8KD49Z5
}

// With a distance of three, two symbols that could not be read come back.
func ExampleScheme_Distance() {
	s, _ := checkdigit.Lookup("rs-gf37-2")
	fmt.Println(s.Distance())
	voucher, _ := s.Append(nil, "7WPTX8KD49")
	unread := make([]byte, len(voucher)) // 7??TX8KD49
	for _, a := range []byte(s.Alphabet()) {
		for _, b := range []byte(s.Alphabet()) {
			copy(unread, voucher)
			if unread[1], unread[2] = a, b; s.Valid(string(unread)) {
				fmt.Printf("%s\n", unread)
			}
		}
	}
	// Output:
	// 3
	// 7WPTX8KD49ZP
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
	// rs-gf37-2 2
	// rs-gf37-3 3
	// rs-gf37-4 4
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
