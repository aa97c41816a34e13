package door

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/playground/internal/wire"
)

// Every error that an input or a card can have has a name, and the types know
// it.
func TestErrorNames(t *testing.T) {
	types, err := os.ReadFile("../../page/redeem.d.ts")
	if err != nil {
		t.Fatal(err)
	}
	_, declared, _ := strings.Cut(string(types), "export type Fault =")
	declared, _, _ = strings.Cut(declared, ";")
	known := map[string]bool{}
	for _, name := range regexp.MustCompile(`"([a-z-]+)"`).FindAllStringSubmatch(declared, -1) {
		known[name[1]] = true
	}
	for e := redeem.ErrEmpty; e <= redeem.ErrWrongStore; e++ {
		name := ErrorName(e)
		if name == "" || !known[name] {
			t.Errorf("%v: name %q, declared: %v", e, name, known[name])
		}
		delete(known, name)
	}
	if len(known) > 0 {
		t.Errorf("declared and never given: %v", known)
	}
	for _, err := range []error{nil, redeem.ErrSecret, redeem.Error(0), os.ErrNotExist} {
		if name := ErrorName(err); name != "" {
			t.Errorf("%v has the name %q", err, name)
		}
	}
}

func TestNewFormat(t *testing.T) {
	for _, test := range []struct {
		length                      int
		prefix, alphabet, check, of string
		wrong                       string
	}{
		{12, "", "", "", "", ""},
		{16, "X", "", "luhn-mod-36", "ocr", ""},
		{33, "", "", "", "", "length outside 1 to 32"},
		{12, "", "", "luhn-mod-99", "", "no such check scheme"},
		{12, "", "", "", "eyes", "no such look-alike model"},
	} {
		before := len(formats)
		w := wire.NewWriter(nil)
		w.Number(test.length)
		for _, text := range []string{test.prefix, test.alphabet, test.check, test.of} {
			w.Text(text)
		}
		w.Number(0)
		in, out := wire.NewReader(w.Bytes()), wire.NewWriter(nil)
		NewFormat(&in, &out)
		answer := wire.NewReader(out.Bytes())
		if wrong := answer.Text(); wrong != test.wrong {
			t.Errorf("%+v: %q", test, wrong)
		}
		if made := len(formats) - before; made != 1 && test.wrong == "" || made != 0 && test.wrong != "" {
			t.Errorf("%+v: %d formats made", test, made)
		}
		if number := answer.Number(); test.wrong == "" && number != len(formats) {
			t.Errorf("%+v: number %d", test, number)
		}
	}
}

func TestNewFormats(t *testing.T) {
	for _, test := range []struct {
		numbers []int
		wrong   string
	}{
		{[]int{0}, ""},
		{nil, "no formats"},
		{[]int{0, 0}, "a format given twice"},
	} {
		before := len(several)
		w := wire.NewWriter(nil)
		w.Number(len(test.numbers))
		for _, n := range test.numbers {
			w.Number(n)
		}
		in, out := wire.NewReader(w.Bytes()), wire.NewWriter(nil)
		NewFormats(&in, &out)
		answer := wire.NewReader(out.Bytes())
		if wrong := answer.Text(); wrong != test.wrong {
			t.Errorf("%v: %q, want %q", test.numbers, wrong, test.wrong)
		}
		if number := answer.Number(); test.wrong == "" && (number != -len(several) || len(several) != before+1) {
			t.Errorf("%v: number %d, %d made", test.numbers, number, len(several)-before)
		}
	}
}
