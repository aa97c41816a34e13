package main

import (
	"encoding/json"
	"strings"
	"syscall"
	"testing"
)

// brandsText describes three brands: tickets of twelve symbols, PINs of sixteen
// digits, and anything of sixteen, which gift cards are as well.
const brandsText = `[
  {"name": "ticket", "length": 12, "alphabet": "CDFGHJKLMNPQRTVWXYZ2346789", "groups": [4, 4, 4]},
  {"name": "pin", "length": 16, "alphabet": "0123456789"},
  {"name": "any", "length": 16}
]
`

func TestFormats(t *testing.T) {
	got := runWith("", "formats")
	rows := strings.Split(strings.TrimSuffix(got.stdout, "\n"), "\n")
	if got.status != exitOK || got.stderr != "" || len(rows) != 2 {
		t.Fatalf("%+v", got)
	}
	const gift = "gift-card\t16\tX\t0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ\t4-4-4-4\t\tgift cards for the App Store, iTunes and Apple Music\thttps://support.apple.com/108285"
	if rows[0] != gift {
		t.Errorf("the first is %q, want %q", rows[0], gift)
	}
	if !strings.HasPrefix(rows[1], "coupon-code\t12\t\t0123456789ABCDEFGHJKLMNPQRTUVWXY\t4-4-4\tcoupon-code-3x4\t") {
		t.Errorf("the second is %q", rows[1])
	}
	if got := runWith("", "formats", "coupon-code"); got.stdout != rows[1]+"\n" {
		t.Errorf("one by name: %+v", got)
	}
	var object struct {
		Name, Prefix, Alphabet, Check, About, Source string
		Length                                       int
		Groups                                       []int
	}
	if err := json.Unmarshal([]byte(runWith("", "formats", "-json", "gift-card").stdout), &object); err != nil {
		t.Fatal(err)
	}
	if object.Name != "gift-card" || object.Length != 16 || object.Prefix != "X" || len(object.Groups) != 4 || object.Check != "" || !strings.HasPrefix(object.Source, "https://") {
		t.Errorf("as JSON: %+v", object)
	}
	if got := runWith("", "formats", good); got.status != exitTrouble || got.stdout != "" || !strings.Contains(got.stderr, "name 1: no such format") {
		t.Errorf("no such name: %+v", got)
	}
}

func TestCheckFormats(t *testing.T) {
	brands := file(t, brandsText)
	for _, test := range []struct {
		args  []string
		input string
		want  string
	}{
		{nil, "x8kd-49fj-2mzq-7wpt", "1\tok\t" + good + "\t\tcase|separator\tgift-card\t2\n"},
		{nil, "CDFG HJKL MNPQ", "1\tok\tCDFGHJKLMNPQ\t\tseparator\tticket\t1\n"},
		{[]string{"-group"}, "cdfghjklmnpq", "1\tok\tCDFG-HJKL-MNPQ\t\tcase\tticket\t1\n"},
		{[]string{"-mask", "-group"}, good, "1\tok\t****-****-****-7WPT\t\tnone\tgift-card\t2\n"},
		{nil, "1234567890123456", "1\tok\t1234567890123456\t\tnone\tpin\t2\n"},
		{nil, "A8KD49FJ2MZQ7WPT", "1\tok\tA8KD49FJ2MZQ7WPT\t\tnone\tany\t1\n"},
		{nil, "X8KD", "1\ttoo short\t\t4\tnone\tgift-card\t0\n"},
		{nil, "CDFG!", "1\tinvalid symbol\t\t4\tnone\tticket\t0\n"},
		{[]string{"-json"}, good, `{"input":1,"result":"ok","code":"` + good + `","edits":[],"format":"gift-card","matches":2}` + "\n"},
		{[]string{"-json"}, "X8KD", `{"input":1,"result":"too-short","offset":4,"edits":[],"format":"gift-card","matches":0}` + "\n"},
		{[]string{"-summary"}, good + "\nX8KD\nCDFGHJKLMNPQ\n", "ok\t2\ntoo short\t1\ntotal\t3\n"},
		{[]string{"-summary", "-json"}, good + "\nX8KD\n", `{"ok":1,"too-short":1,"total":2}` + "\n"},
	} {
		args := append([]string{"check", "-format", "gift-card", "-format", brands}, test.args...)
		if got := runWith(test.input, args...); got.stdout != test.want || got.stderr != "" {
			t.Errorf("%q, %q: got %+v, want %q", test.args, test.input, got, test.want)
		}
	}
	// One format is as it is by other flags.
	one := file(t, `{"length": 11, "groups": [5, 6], "check": "luhn"}`)
	if got := runWith("79927398713", "check", "-group", "-format", one); got.stdout != "1\tok\t79927-398713\t\tnone\n" {
		t.Errorf("one format: %+v", got)
	}
	if got := runWith("1k7q ctfm lmtd", "check", "-format=coupon-code"); got.stdout != "1\twrong check character\t\t13\tcase|separator\n" {
		t.Errorf("a built-in format: %+v", got)
	}
}

func TestFindFormats(t *testing.T) {
	brands := file(t, brandsText)
	const text = "CDFG-HJKL-MNPQ or x8kd49fj2mzq7wpt, not X8KD\nPIN 1234567890123456\n"
	want := "1\t0\t14\tCDFGHJKLMNPQ\tticket\n1\t18\t34\t" + good + "\tgift-card\n2\t4\t20\t1234567890123456\tpin\n"
	if got := runWith(text, "find", "-format", "gift-card", "-format", brands); got.stdout != want || got.stderr != "" || got.status != exitOK {
		t.Errorf("find: got %+v, want %q", got, want)
	}
	object := `{"input":1,"start":0,"end":16,"code":"` + good + `","format":"gift-card"}` + "\n"
	if got := runWith("", "find", "-json", "-format", "gift-card", "-format", brands, "--", good); got.stdout != object {
		t.Errorf("find -json: got %+v, want %q", got, object)
	}
	if got := runWith(good, "find", "-format", "gift-card"); got.stdout != "1\t0\t16\t"+good+"\n" {
		t.Errorf("find with one format: %+v", got)
	}
	redacted := strings.NewReplacer("CDFG-HJKL-MNPQ", "****-****-*NPQ", "x8kd49fj2mzq7wpt", "************7wpt", "1234567890123456", "************3456").Replace(text)
	if got := runWith(text, "redact", "-format", "gift-card", "-format", brands); got.stdout != redacted || got.stderr != "" {
		t.Errorf("redact: got %+v, want %q", got, redacted)
	}
	if got := runWith("", "redact", "-format", brands, "--", text); got.stdout != redacted+"\n" {
		t.Errorf("redact of an argument: got %+v, want %q", got, redacted)
	}
}

// TestFormatFaults gives -format every kind of wrong value. No message contains a
// code.
func TestFormatFaults(t *testing.T) {
	many := "[{\"length\": 5}" + strings.Repeat(",\n{\"length\": 5}", 64) + "]"
	for _, test := range []struct {
		name string
		args []string
		want string
	}{
		{"no file", []string{"-format", good}, "reading the formats: -format 1: " + syscall.ENOENT.Error()},
		{"no name", []string{"-format", ""}, "-format: missing or invalid value"},
		{"a file of codes", []string{"-format", "gift-card", "-format", file(t, good+"\n")}, "reading the formats: -format 2: line 1: not JSON"},
		{"an unknown field", []string{"-format", file(t, "[\n{\"size\": 5}]")}, "reading the formats: -format 1: line 2: unknown field"},
		{"a wrong alphabet", []string{"-format", file(t, "[\n{\"length\": 5,\n\"alphabet\": \"A A\"}]")}, "reading the formats: -format 1: line 3: alphabet with a character that cannot be a symbol"},
		{"a name twice", []string{"-format", file(t, "[{\"length\": 5, \"name\": \"a\"},\n{\"length\": 5, \"name\": \"a\"}]")}, "reading the formats: -format 1: line 2: a name that another format has"},
		{"a built-in format twice", []string{"-format", "gift-card", "-format", "gift-card"}, "-format: two formats have the same name"},
		{"a name in two files", []string{"-format", file(t, `{"length": 5, "name": "a"}`), "-format", file(t, `{"length": 6, "name": "a"}`)}, "-format: two formats have the same name"},
		{"too many", []string{"-format", file(t, many)}, "-format: more than 64 formats"},
		{"another description", []string{"-format", "gift-card", "-length", "5"}, "-format and -length exclude each other"},
	} {
		for _, command := range []string{"check", "find", "redact"} {
			got := runWith(good, append([]string{command}, test.args...)...)
			if got.status != exitTrouble || got.stdout != "" || !strings.HasPrefix(got.stderr, "redeem "+command+": "+test.want) || strings.Contains(got.stderr, good) {
				t.Errorf("%s, %s: got %+v, want %q", command, test.name, got, test.want)
			}
		}
	}
	if got := runWith("", "find", "-serials", "-format", "gift-card"); got.status != exitTrouble || !strings.Contains(got.stderr, "-format is about codes") {
		t.Errorf("find -serials: %+v", got)
	}
}
