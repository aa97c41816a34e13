package formats

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/redeemkit/redeem"
)

// TestBuiltIn asserts that built-in formats have unique names and a source, and accept the
// example of their source.
func TestBuiltIn(t *testing.T) {
	names := make(map[string]bool)
	for _, b := range All() {
		if names[b.Name()] || b.Name() == "" || strings.ContainsAny(b.Name(), "\t ./") || b.About == "" || !strings.HasPrefix(b.Source, "https://") {
			t.Errorf("%q, %q, %q", b.Name(), b.About, b.Source)
		}
		names[b.Name()] = true
	}
	for name, want := range map[string][2]string{
		"gift-card":   {"x8kd-49fj-2mzq-7wpt", "X8KD49FJ2MZQ7WPT"},
		"coupon-code": {"1k7q-ctfm-lmtc", "1K7QCTFMLMTC"},
	} {
		f, ok := Lookup(name)
		if !ok {
			t.Fatalf("no %s", name)
		}
		code, err := f.Parse(want[0])
		if err != nil || redeem.Plain(code).String() != want[1] {
			t.Errorf("%s: %q is %v, %v", name, want[0], redeem.Plain(code), err)
		}
	}
	// What the author of the coupon codes reads O, I, S and Z as.
	f, _ := Lookup("coupon-code")
	for i, letter := range "OISZ" {
		table := []string{"0", "1", "5", "2"}
		for _, rest := range []string{"K7Q-CTFM-LMTC"} {
			r := f.Inspect(string(letter) + rest)
			if r.Err == redeem.ErrSymbol || !r.Edits.Has(redeem.EditSubstitute) {
				t.Errorf("%c is not read as %s: %v", letter, table[i], r.Err)
			}
		}
	}
	if _, ok := Lookup("no such"); ok {
		t.Error("a format that is not there")
	}
}

func TestRead(t *testing.T) {
	list, err := Read(strings.NewReader(`[
  {"name": "voucher", "length": 8, "prefix": "V", "groups": [4, 4], "check": "luhn-mod-36", "lookalikes": "crockford"},
  {"Name": "ticket", "Length": 12, "Alphabet": "CDFGHJKLMNPQRTVWXYZ2346789", "groups": null},
  {"length": 5},
  {"length": 6}
]
`))
	if err != nil || len(list) != 4 {
		t.Fatalf("%d formats, %v", len(list), err)
	}
	voucher := list[0].Spec()
	if voucher.Name != "voucher" || voucher.Length != 8 || voucher.Prefix != "V" || len(voucher.Groups) != 2 ||
		voucher.Check.Name() != "luhn-mod-36" || voucher.Lookalikes != redeem.Crockford() || voucher.Alphabet != voucher.Check.Alphabet() {
		t.Errorf("voucher is %+v", voucher)
	}
	if list[1].Name() != "ticket" || len(list[1].Alphabet()) != 26 || list[2].Len() != 5 || list[3].Name() != "" {
		t.Errorf("other formats are not as described")
	}
	for _, text := range []string{"{\"length\":5}", "{\"length\":5} {\"length\":6}\n", "\n[{\"length\":5}]\n"} {
		if list, err := Read(strings.NewReader(text)); err != nil || len(list) == 0 || list[0].Len() != 5 {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestReadFaults(t *testing.T) {
	const secret = "X8KD49FJ2MZQ7WPT"
	for _, test := range []struct{ name, text, want string }{
		{"nothing", "", "line 1: no format in it"},
		{"blank", "\n\n", "line 3: no format in it"},
		{"an empty array", "[\n]", "line 2: not an object that describes a format"},
		{"codes", secret + "\n", "line 1: not JSON"},
		{"a text", `"` + secret + `"`, "line 1: not an object that describes a format"},
		{"a number", "[\n16]", "line 2: not an object that describes a format"},
		{"an array in an array", "[[{}]]", "line 1: not an object that describes a format"},
		{"an unknown field", "[\n{\"length\": 5,\n \"lenght\": 5}]", "line 3: unknown field: there are name, length, prefix, alphabet, groups, check and lookalikes"},
		{"a field twice", "[\n{\"length\": 5,\n\n \"Length\": 5}]", "line 4: a field that is there twice"},
		{"no length", "[\n{\"name\": \"a\"}]", "line 2: length outside 1 to 32"},
		{"a length that is too large", "[{\n\"name\": \"a\",\n\"length\": 33}]", "line 3: length outside 1 to 32"},
		{"a text for a length", "[{\n\"length\": \"16\"}]", "line 2: not a whole number"},
		{"half a length", "[{\n\"length\": 1.5}]", "line 2: not a whole number"},
		{"a number for a name", "[{\n\n\"name\": 1}]", "line 3: not a text"},
		{"a text for groups", "[{\"groups\":\n\"4-4\"}]", "line 2: not a list of whole numbers"},
		{"a wrong alphabet", "[{\"length\": 5,\n\"alphabet\": \"AA\"}]", "line 2: alphabet with a symbol twice"},
		{"another", "[{\"alphabet\":\n\"A-B\",\n\"length\": 5}]", "line 1: alphabet with a character that cannot be a symbol"},
		{"a wrong prefix", "[{\"length\": 5,\n\"alphabet\": \"AB\",\n\"prefix\": \"C\"}]", "line 3: prefix with a symbol outside the alphabet"},
		{"wrong groups", "[{\"length\": 5,\n\"groups\": [4, 4]}]", "line 2: groups do not add up to the length"},
		{"a group of nothing", "[{\"length\": 5,\n\"groups\": [5, 0]}]", "line 2: group of impossible size"},
		{"no such scheme", "[{\"length\": 5,\n\"check\": \"luhn2\"}]", "line 2: check: no such scheme"},
		{"a scheme for other symbols", "[{\"length\": 5, \"alphabet\":\n\"AB\",\n\"check\": \"luhn\"}]", "line 1: alphabet with a symbol that the check scheme does not know"},
		{"no such model", "[{\"length\": 5,\n\"lookalikes\": \"x\"}]", "line 2: lookalikes: no such model, but article, ts1292, crockford, ocr, paddle"},
		{"a name twice", "[{\"length\": 5, \"name\": \"a\"},\n{\"length\": 6,\n \"name\": \"a\"}]", "line 3: a name that another format has"},
		{"a tab in a name", "[{\"length\": 5,\n\"name\": \"a\\tb\"}]", "line 2: a name with a control character"},
		{"an unfinished array", "[\n{\"length\": 5},\n", "line 3: the file ends too soon"},
		{"an unfinished object", "[\n{\"length\": 5", "line 2: the file ends too soon"},
		{"an unfinished text", "[\n{\"name\": \"a", "line 2: the file ends too soon"},
		{"a comma too many", "[{\"length\": 5},\n]", "line 2: not JSON"},
		{"no comma", "[{\"length\": 5}\n{\"length\": 5}]", "line 2: not JSON"},
		{"something behind", "[{\"length\": 5}]\n{}", "line 2: more behind the array"},
	} {
		list, err := Read(strings.NewReader(test.text))
		if list != nil || err == nil || err.Error() != test.want {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the error holds what is in the file", test.name)
		}
	}
	broken := errors.New("broken")
	if _, err := Read(iotest.ErrReader(broken)); err != broken {
		t.Errorf("a file that cannot be read: %v", err)
	}
	if _, err := Read(strings.NewReader(strings.Repeat(" ", most+1))); err == nil {
		t.Error("a file that is too large")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`[{"name": "a", "length": 8, "prefix": "V", "groups": [4, 4], "check": "luhn-mod-36", "lookalikes": "ocr"}, {"length": 5}]`)
	f.Add("{\"length\": 5}{\"length\": 5}")
	f.Add("[{\"length\": 5,\n\"alphabet\": \"AA\"}]")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := Read(strings.NewReader(text))
		if (err == nil) != (len(list) > 0) {
			t.Fatalf("%d formats, %v", len(list), err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "line ") {
			t.Errorf("an error without a line: %v", err)
		}
		names := make(map[string]bool)
		for _, f := range list {
			if f.Len() == 0 || f.Name() != "" && names[f.Name()] {
				t.Errorf("a format that should have been refused: %+v", f.Spec())
			}
			names[f.Name()] = true
		}
	})
}
