package redeem_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

// textCases are what is masked of a text, what is not, and why: the table in the
// documentation of the package. A voucher has groups of 4-4-4 and no prefix, and
// keep says that it is for a Redactor that keeps numbers.
var textCases = []struct {
	voucher, keep     bool
	text, masked, why string
}{
	{false, false, `X8KD49FJ2MZQ7WPT x8kd-49fj-2mzq-7wpt`, `************7WPT ****-****-****-7wpt`, "in either case, in groups or not"},
	{false, false, `X8KD 49FJ 2MZQ 7WPT X8KD - 49FJ - 2MZQ - 7WPT`, `**** **** **** 7WPT **** - **** - **** - 7WPT`, "one to three separators between groups, or four blanks"},
	{false, false, `?code=X8KD+49FJ+2MZQ+7WPT X8KD%2049FJ%202MZQ%207WPT`, `?code=****+****+****+7WPT ****%20****%20****%207WPT`, "escapes are what they spell"},
	{false, false, `"\nX8KD\u00a049FJ\u00a02MZQ\u00a07WPT"`, `"\n****\u00a0****\u00a0****\u00a07WPT"`, "so they are in JSON, Go and C"},
	{false, false, `X8KD&nbsp;49FJ&nbsp;2MZQ&nbsp;7WPT code=3DX8KD49FJ2MZQ7WPT`, `****&nbsp;****&nbsp;****&nbsp;7WPT code=3D************7WPT`, "in HTML and quoted-printable"},
	{false, false, `%588KD49FJ2MZQ7WPT`, `**************7WPT`, "and when they spell a symbol"},
	{false, false, `code=^[[0mX8KD49FJ2MZQ7WPT^[[0m`, `code=^[[0m************7WPT^[[0m`, "terminal sequences are invisible"},
	{false, false, `_X8KD49FJ2MZQ7WPT_ **X8KD49FJ2MZQ7WPT**`, `_************7WPT_ **************7WPT**`, "marks are no part of a word"},
	{false, false, `Xbox gift card here`, `**** **** **** here`, "words may look like a code"},
	{false, false, `AX8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPT1`, `AX8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPT1`, "part of a longer word"},
	{false, false, `X8KD.49FJ.2MZQ.7WPT X8K-D49FJ-2MZQ-7WPT`, `X8KD.49FJ.2MZQ.7WPT X8K-D49FJ-2MZQ-7WPT`, "other separators, other groups"},
	{false, false, `X8KD\n49FJ\n2MZQ\n7WPT X8KD----49FJ-2MZQ-7WPT`, `X8KD\n49FJ\n2MZQ\n7WPT X8KD----49FJ-2MZQ-7WPT`, "a line end, four dashes"},
	{true, false, `id=3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a41`, `id=3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a41`, "a UUID is one word"},
	{true, false, `order 202507221184`, `order *********184`, "digits may be a code"},
	{true, true, `order 202507221184`, `order 202507221184`, "but hardly any is: KeepNumbers"},
}

// TestTextCases is the table of the documentation: that what it says is so, and
// that it says all.
func TestTextCases(t *testing.T) {
	voucher := redeem.MustFormat(redeem.Spec{Length: 12, Groups: []int{4, 4, 4}})
	doc := readDoc(t)
	for _, tt := range textCases {
		f := redeem.GiftCard()
		if tt.voucher {
			f = voucher
		}
		var out strings.Builder
		r := redeem.NewRedactor(&out, f)
		if tt.keep {
			r.KeepNumbers()
		}
		fmt.Fprint(r, tt.text)
		if err := r.Close(); err != nil || out.String() != tt.masked {
			t.Errorf("%q becomes %q, want %q; %v", tt.text, out.String(), tt.masked, err)
		}
		row := "\t" + tt.text + "\n\t" + tt.masked + "   " + tt.why + "\n"
		if tt.masked == tt.text {
			row = "\t" + tt.text + "   stays: " + tt.why + "\n"
		}
		if !strings.Contains(doc, row) {
			t.Errorf("the documentation lacks\n%s", row)
		}
	}
}

// TestKeepNumbers is the promise which rows of digits stay: those that less than
// one code in 100,000 looks like.
func TestKeepNumbers(t *testing.T) {
	hex := "0123456789abcdef"
	for _, tt := range []struct {
		spec       redeem.Spec
		text, want string // "" = unchanged
	}{
		{redeem.Spec{Length: 8}, "12345678 1234abcd", "******78 ******cd"}, // three of 100,000 codes are digits
		{redeem.Spec{Length: 9}, "123456789", ""},
		{redeem.Spec{Length: 9}, "1234abcde", "*******de"},
		{redeem.Spec{Length: 14}, "1234abcd1234ab", "***********4ab"},
		{redeem.Spec{Length: 15}, "1234abcd1234abc", ""},
		{redeem.Spec{Length: 16}, "4bf92f3577b34da6 1234567890123456", ""},
		{redeem.Spec{Length: 16}, "4BF92F3577B34DA6", "************4DA6"}, // codes are written so
		{redeem.Spec{Length: 16}, "4bF92f3577b34da6", "************4da6"},
		{redeem.Spec{Length: 16}, "4bf92f3577b34dag", "************4dag"},
		{redeem.Spec{Length: 16, Groups: []int{4, 4, 4, 4}}, "1234567890123456", ""},
		{redeem.Spec{Length: 16, Groups: []int{4, 4, 4, 4}}, "1234-5678-9012-3456", "****-****-****-3456"},
		{redeem.Spec{Length: 16, Groups: []int{4, 4, 4, 4}}, "1234 5678 9012 3456", "**** **** **** 3456"},
		{redeem.Spec{Length: 16, Alphabet: "0123456789"}, "1234567890123456", "************3456"},
		{redeem.Spec{Length: 16, Alphabet: hex}, "1234567890123456 4bf92f3577b34da6", "************3456 ************4da6"}, // one of 1,800 codes is digits alone
		{redeem.Spec{Length: 32, Alphabet: hex}, "12345678901234567890123456789012", ""},
		{redeem.Spec{Length: 16, Prefix: "X"}, "X234567890123456", "************3456"},
		{redeem.Spec{Length: 15, Prefix: "1234567"}, "123456789012345", "************345"}, // behind the prefix are eight digits
		{redeem.Spec{Length: 16, Prefix: "1234567"}, "1234567890123456", ""},
		{redeem.Spec{Length: 16}, "%34bf92f3577b34da6", "**************4da6"},
		{redeem.Spec{Length: 16}, "123456789012345６", "************345６"},
	} {
		want := tt.want
		if want == "" {
			want = tt.text
		}
		var out strings.Builder
		r := redeem.NewRedactor(&out, redeem.MustFormat(tt.spec))
		if r.KeepNumbers() != r {
			t.Error("KeepNumbers returns another Redactor")
		}
		fmt.Fprint(r, tt.text)
		if err := r.Close(); err != nil || out.String() != want {
			t.Errorf("%d symbols of %q, prefix %q: %q becomes %q, want %q; %v", tt.spec.Length, tt.spec.Alphabet, tt.spec.Prefix, tt.text, out.String(), want, err)
		}
		out.Reset()
		r = redeem.NewRedactor(&out, redeem.MustFormat(tt.spec))
		fmt.Fprint(r, tt.text)
		if r.Close(); out.String() == tt.text {
			t.Errorf("%q stays without being asked", tt.text)
		}
	}
}
