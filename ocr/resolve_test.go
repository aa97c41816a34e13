package ocr_test

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/ocr"
)

// luhn returns a format with a check character: 16 symbols, X first.
func luhn() *redeem.Format {
	check, _ := checkdigit.Lookup("luhn-mod-36")
	return redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Groups: []int{4, 4, 4, 4}, Check: check})
}

// at returns the parts of the page where something was found.
func at(p *ocr.Page, f ocr.Found) string {
	var parts []string
	for i := f.Line; i <= f.EndLine; i++ {
		text := p.Lines[i].Text
		if i == f.EndLine {
			text = text[:f.End]
		}
		if i == f.Line {
			text = text[f.Start:]
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "/")
}

// TestResolve finds the code on pages as engines write them.
func TestResolve(t *testing.T) {
	gift := &redeem.Corrector{}
	checked := &redeem.Corrector{Format: luhn(), Lookalikes: redeem.Tesseract()}
	longer := &redeem.Corrector{Format: luhn(), Lookalikes: redeem.Tesseract(), MaxIndels: 1}
	short := &redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: 8, Groups: []int{4, 4}})}
	for _, c := range []struct {
		name      string
		corrector *redeem.Corrector
		text      string
		code, at  string
	}{
		{"a code alone", gift, "X8KD-49FJ-2MZQ-7WPT", "X8KD49FJ2MZQ7WPT", "X8KD-49FJ-2MZQ-7WPT"},
		{"groups as words", gift, "Code: X8KD 49FJ 2MZQ 7WPT", "X8KD49FJ2MZQ7WPT", "X8KD 49FJ 2MZQ 7WPT"},
		{"words that are no groups", gift, "X8KD49 FJ2M ZQ7WPT", "X8KD49FJ2MZQ7WPT", "X8KD49 FJ2M ZQ7WPT"},
		{"a label without a blank", gift, "Code:X8KD49FJ2MZQ7WPT", "X8KD49FJ2MZQ7WPT", "X8KD49FJ2MZQ7WPT"},
		{"a label without a colon or blank", gift, "KodeX8KD 49FJ 2MZQ 7WPT", "X8KD49FJ2MZQ7WPT", "X8KD 49FJ 2MZQ 7WPT"},
		{"a frame", gift, "Code | [X8KD-49FJ-2MZQ-7WPT] |", "X8KD49FJ2MZQ7WPT", "X8KD-49FJ-2MZQ-7WPT"},
		{"over two lines", gift, "Kode\nX8KD-49FJ\n2MZQ-7WPT\nS/N 1", "X8KD49FJ2MZQ7WPT", "X8KD-49FJ/2MZQ-7WPT"},
		{"over two lines, broken at a dash", gift, "Code: X8KD-49FJ-\n2MZQ-7WPT", "X8KD49FJ2MZQ7WPT", "X8KD-49FJ-/2MZQ-7WPT"},
		{"over two lines, in a frame", gift, "| X8KD 49FJ |\n| 2MZQ 7WPT |", "X8KD49FJ2MZQ7WPT", "X8KD 49FJ |/| 2MZQ 7WPT"},
		{"over four lines", gift, "X8KD\n49FJ\n2MZQ\n7WPT", "X8KD49FJ2MZQ7WPT", "X8KD/49FJ/2MZQ/7WPT"},
		{"prose with the form of a code", gift, "Xbox gift card here\nX8KD 49FJ 2MZQ 7WPT", "X8KD49FJ2MZQ7WPT", "X8KD 49FJ 2MZQ 7WPT"},
		{"prose alone", gift, "Scratch to reveal\nXbox gift card here", "", ""},
		{"prose in capitals", gift, "XBOX GIFT CARD HERE", "", ""},
		{"letters with dashes", gift, "XBOX-GIFT-CARD-HERE", "XBOXGIFTCARDHERE", "XBOX-GIFT-CARD-HERE"},
		{"letters with a label", gift, "Code: XBOX GIFT CARD HERE", "XBOXGIFTCARDHERE", "XBOX GIFT CARD HERE"},
		{"no code", gift, "Valid until 31.12.2031.\nNo cash value.", "", ""},
		{"nothing", gift, "", "", ""},
		{"the one with a label", gift, "X111 1111 1111 1111\nClaim code: X222 2222 2222 2222\nX333 3333 3333 3333", "X222222222222222", "X222 2222 2222 2222"},
		{"a label above", gift, "X111 1111 1111 1111\nCode\nX222 2222 2222 2222", "X222222222222222", "X222 2222 2222 2222"},
		{"a label in another language", gift, "X111 1111 1111 1111\nКод: X222 2222 2222 2222", "X222222222222222", "X222 2222 2222 2222"},
		{"a label nobody knows", gift, "X111 1111 1111 1111\nQelesi: X222 2222 2222 2222", "X222222222222222", "X222 2222 2222 2222"},
		{"the one in groups", gift, "X11 11111 1111 1111\nX222 2222 2222 2222", "X222222222222222", "X222 2222 2222 2222"},
		{"the first", gift, "X111 1111 1111 1111\nX222 2222 2222 2222", "X111111111111111", "X111 1111 1111 1111"},
		{"look-alikes", checked, "Code: XJ3A OOD7 TLH0 6UKS", "XJ3A00D7TLH06UKS", "XJ3A OOD7 TLH0 6UKS"},
		{"an unread character", checked, "Code: XJ3A 00D7 T?H0 6UKS", "XJ3A00D7TLH06UKS", "XJ3A 00D7 T?H0 6UKS"},
		{"a character too many", longer, "Code: X8KD 49FJ 2MZQ 71WPT", "", "X8KD 49FJ 2MZQ 71WPT"},
		{"a serial number is no code", short, "Card no. 6040 4747 3011 8273\nK8KD 49FJ", "K8KD49FJ", "K8KD 49FJ"},
	} {
		p := read(t, "text", c.text)
		found, ok := p.Resolve(c.corrector)
		if ok != (c.at != "") {
			t.Errorf("%s: found %t, %q", c.name, ok, at(p, found))
			continue
		}
		if !ok {
			continue
		}
		checkFound(t, found, p)
		if got := at(p, found); got != c.at {
			t.Errorf("%s: found at %q, want %q", c.name, got, c.at)
		}
		if got := redeem.Plain(found.Best.Code).String(); c.code != "" && got != c.code {
			t.Errorf("%s: %s, want %s", c.name, got, c.code)
		}
	}
}
