package ocr_test

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/ocr"
)

func pages(t *testing.T, texts ...string) []*ocr.Page {
	var all []*ocr.Page
	for _, text := range texts {
		all = append(all, read(t, "text", text))
	}
	return all
}

// TestResolveOf resolves several pictures of one card.
func TestResolveOf(t *testing.T) {
	checked := &redeem.Corrector{Format: luhn(), Lookalikes: redeem.Tesseract()}
	const right = "XJ3A00D7TLH06UKS"
	for _, c := range []struct {
		name  string
		texts []string
		code  string
		page  int
		shown int // pages that show it
	}{
		{"one", []string{"Code: XJ3A 00D7 TLH0 6UKS"}, right, 0, 1},
		{"the same twice", []string{"Code: XJ3A 00D7 TLH0 6UKS", "Code: XJ3A 00D7 TLH0 6UKS"}, right, 0, 2},
		{"one without a code", []string{"Scratch to reveal", "Code: XJ3A 00D7 TLH0 6UKS"}, right, 1, 1},
		{"one that is empty", []string{"", "Code: XJ3A 00D7 TLH0 6UKS", ""}, right, 1, 1},
		{"two that complete each other", []string{"Code: XJ3A ?0D7 ??H0 6UKS", "XJ3A 00D7\nTLH0 6U?S"}, right, 0, 2},
		{"another layout", []string{"Code: XJ3A 00D7 TLH0 6UKS", "Code:\nXJ3A-00D7\nTLH0-6UKS"}, right, 0, 2},
		{"two against one", []string{"Code: XLVD 5W3P 3RCL 7WJW", "XJ3A 00D7 TLH0 6UKS", "Code XJ3A 00D7 TLH0 6UKS"}, right, 2, 2},
		{"a code of another card", []string{"XJ3A 00D7 TLH0 6UKS", "XJ3A 00D7 TLH0 6UKS", "X4Y1 EIT1 09YG 7ZDG"}, right, 0, 2},
	} {
		all := pages(t, c.texts...)
		found, ok := ocr.ResolveOf(checked, all...)
		if !ok {
			t.Errorf("%s: nothing found", c.name)
			continue
		}
		checkFound(t, found, all...)
		if code := redeem.Plain(found.Best.Code).String(); code != c.code || found.Page != c.page || len(found.Readings()) != c.shown {
			t.Errorf("%s: %s on page %d, shown by %d, want %s, %d, %d", c.name, code, found.Page, len(found.Readings()), c.code, c.page, c.shown)
		}
		if again := checked.ResolveOf(found.Readings()...); again != found.Resolution {
			t.Errorf("%s: the Readings resolve to %+v, want %+v", c.name, again, found.Resolution)
		}
	}
	for _, none := range [][]*ocr.Page{nil, {nil}, {nil, {}}, pages(t, "Scratch to reveal", "Xbox gift card")} {
		if found, ok := ocr.ResolveOf(checked, none...); ok || len(found.Readings()) > 0 {
			t.Errorf("%d pages without a code: %+v", len(none), found)
		}
	}
}

// TestAccept asks Accept for the codes of the likeliest part of a page first, and
// not more often than MaxTries for all parts.
func TestAccept(t *testing.T) {
	p := read(t, "text", "Code: X111 1111 1111 1111\nX2?? 2222 2222 2222\nX333 3333 3333 3333")
	var asked []string
	accept := func(want string) func(redeem.Code) bool {
		asked = nil
		return func(c redeem.Code) bool {
			asked = append(asked, redeem.Plain(c).String())
			return asked[len(asked)-1] == want
		}
	}
	c := &redeem.Corrector{Accept: accept("X333333333333333")}
	found, ok := p.Resolve(c)
	if !ok || at(p, found) != "X333 3333 3333 3333" || asked[0] != "X111111111111111" {
		t.Errorf("found %t, %q, asked for %v", ok, at(p, found), asked)
	}
	c.Accept = accept("none")
	c.MaxTries = 5
	if _, ok := p.Resolve(c); ok || len(asked) != 5 {
		t.Errorf("found %t after %d questions, want 5", ok, len(asked))
	}
	c.MaxIndels = 1
	c.Accept = accept("none")
	if _, ok := p.Resolve(c); ok || len(asked) != 5 {
		t.Errorf("MaxIndels: found %t after %d questions, want 5", ok, len(asked))
	}
	c.MaxTries = 0
	c.Accept = accept("none")
	if _, ok := p.Resolve(c); ok || len(asked) > 64 {
		t.Errorf("found %t after %d questions, want 64 at most", ok, len(asked))
	}
}

// TestSerial finds the serial number, which is not the code.
func TestSerial(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"alone", "GCA0123456789016", "GCA0123456789016"},
		{"with a label", "Serial number: 6040 4747 3011 8273", "6040474730118273"},
		{"in German", "Seriennummer EPY12345678901", "EPY12345678901"},
		{"over two lines", "S/N 60404747\n30118273", "6040474730118273"},
		{"beside a code", "Code: X8KD 49FJ 2MZQ 7WPT\nS/N GCA 0123 4567 8901 6", "GCA0123456789016"},
		{"letters for digits", "S/N GCAO1234567890I6", "GCA0123456789016"},
		{"letters for digits only", "S/N 6O4O47473O118273", "6040474730118273"},
		{"how it begins is misread", "Serial No. 6CA0123456789016", "GCA0123456789016"},
		{"how it begins is misread, without a label", "6CA0123456789016", ""},
		{"letters", "GCAB1C2D3E4F5G6H", "GCAB1C2D3E4F5G6H"},
		{"nineteen digits", "60 4047 4730 1182 7301 2", "6040474730118273012"},
		{"the one with a label", "Call 6011 1111 1111 1111\nSerial: 6022 2222 2222 2222", "6022222222222222"},
		{"an unread digit", "S/N 6040474730?18273", ""},
		{"a telephone number", "Need help? Call 0800 555 0199", ""},
		{"prose", "Epyphany cardholders", ""},
		{"a code", "Code: X8KD 49FJ 2MZQ 7WPT", ""},
		{"nothing", "", ""},
	} {
		p := read(t, "text", c.text)
		got, ok := p.Serial()
		if ok != (c.want != "") || got.String() != c.want {
			t.Errorf("%s: %v, %t, want %q", c.name, got, ok, c.want)
		}
		if several, ok := ocr.SerialOf(p, nil, &ocr.Page{}, p); several != got || ok != (c.want != "") {
			t.Errorf("%s: twice, %v, %t, want %v", c.name, several, ok, got)
		}
	}
	if got, ok := ocr.SerialOf(pages(t, "S/N 6040474730118273", "S/N 6040474750118273", "S/N 6040474730118273")...); !ok || got.String() != "6040474730118273" {
		t.Errorf("two against one: %v, %t", got, ok)
	}
	if got, ok := ocr.SerialOf(); ok || got.IsValid() {
		t.Errorf("no pages: %v", got)
	}
}

// TestHostilePage searches pages that are full of what has the length of a code.
// The time is bounded because 64 parts of a page are resolved.
func TestHostilePage(t *testing.T) {
	wild := &redeem.Corrector{
		Format:     redeem.MustFormat(redeem.Spec{Length: 16}),
		Lookalikes: redeem.Tesseract().WithAny(60),
		MaxIndels:  4,
	}
	n := exhaustive.Pick(100, 3000) // already the smaller page has more than 64 parts
	for name, text := range map[string]string{
		"words of one letter": strings.Repeat("1 ", 10*n),
		"lines of one letter": strings.Repeat("1\n", 10*n),
		"marks":               strings.Repeat("[1] |", 2*n) + "\n" + strings.Repeat("?", 2*n),
		"labels":              strings.Repeat("Code: 1=", 4*n/3),
		"codes":               strings.Repeat("X8KD 49FJ 2MZQ 7WP? ", n),
	} {
		p := read(t, "text", text)
		for _, c := range []*redeem.Corrector{{}, {MaxIndels: 1}, wild} {
			n := 0
			counted := *c
			counted.Accept = func(redeem.Code) bool { n++; return false }
			if _, ok := p.Resolve(&counted); ok || n > 64 {
				t.Errorf("%s: found %t, asked %d times", name, ok, n)
			}
		}
		p.Serial()
	}
}
