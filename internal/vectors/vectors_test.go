package vectors

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

var update = flag.Bool("update", false, "write the files as they should be written: sorted by name, one field a line")

// canonical are the files by name.
var canonical = map[string]func([]byte) (string, error){
	"parse.json":        Parse.canonical,
	"normalize.json":    Normalize.canonical,
	"serial.json":       Serial.canonical,
	"region.json":       Region.canonical,
	"check-region.json": CheckRegion.canonical,
	"checkdigit.json":   CheckDigit.canonical,
	"find.json":         Find.canonical,
	"find-serials.json": FindSerials.canonical,
	"redact.json":       Redact.canonical,
	"typing.json":       Typing.canonical,
	"correction.json":   Correction.canonical,
}

// TestFiles is about how the files are written, and that no file is forgotten.
func TestFiles(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(folder(t), "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	readme := string(read(t, "README.md"))
	for _, path := range paths {
		name := filepath.Base(path)
		if !strings.Contains(readme, "`"+name+"`") {
			t.Errorf("the README does not name %s", name)
		}
		if name == "schema.json" {
			continue
		}
		format, ok := canonical[name]
		if !ok {
			t.Errorf("no test reads %s", name)
			continue
		}
		text := read(t, name)
		want, err := format(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Error(err)
			}
		} else if want != string(text) {
			t.Errorf("%s is not written as it should be; run go test ./internal/vectors -update\n%s", name, cmp.Diff(want, string(text)))
		}
	}
	if len(paths) != len(canonical)+1 {
		t.Errorf("%d files, want %d and the schema", len(paths), len(canonical))
	}
}

// decoded is a file as any port would read it.
func decoded(t *testing.T, name string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(read(t, name), &v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}

func TestSchema(t *testing.T) {
	s := decoded(t, "schema.json").(map[string]any)
	for name := range canonical {
		if err := (validator{s}).check(s, decoded(t, name), strings.TrimSuffix(name, ".json")); err != nil {
			t.Error(err)
		}
	}
}

// TestSchemaRefuses has files that the schema must not accept.
func TestSchemaRefuses(t *testing.T) {
	s := decoded(t, "schema.json").(map[string]any)
	for _, text := range []string{
		`{}`, `[]`,
		`{"function": "parse", "vectors": []}`,
		`{"function": "guess", "vectors": [{}]}`,
		`{"function": "serial", "vectors": [{"name": "", "why": "It is.", "input": "", "answer": {"error": "empty"}}]}`,
		`{"function": "serial", "vectors": [{"name": "x", "why": "no sentence", "input": "", "answer": {"error": "empty"}}]}`,
		`{"function": "serial", "vectors": [{"name": "x", "why": "It is.", "input": [{"hex": "f"}], "answer": {"error": "empty"}}]}`,
		`{"function": "serial", "vectors": [{"name": "x", "why": "It is.", "input": [], "answer": {"error": "empty"}}]}`,
		`{"function": "serial", "vectors": [{"name": "x", "why": "It is.", "input": "", "answer": {"error": "check"}}]}`,
		`{"function": "serial", "vectors": [{"name": "x", "why": "It is.", "input": "", "answer": {"error": "empty", "kind": "GCA"}}]}`,
		`{"function": "serial", "vectors": [{"name": "x", "why": "It is.", "input": "", "answer": {"error": "empty"}, "options": {}}]}`,
		`{"function": "serial", "vectors": [{"name": "x", "why": "It is.", "input": ""}]}`,
		`{"function": "correction", "vectors": [{"name": "x", "why": "It is.", "input": [""], "options": {"lookalikes": {"pairs": [["0", "O", 256]]}}, "answer": {"candidates": [], "verdict": "none", "ties": 0, "margin": -1}}]}`,
		`{"function": "correction", "vectors": [{"name": "x", "why": "It is.", "input": [""], "options": {"maxCost": 0.5}, "answer": {"candidates": [], "verdict": "none", "ties": 0, "margin": -1}}]}`,
	} {
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if (validator{s}).check(s, v, "") == nil {
			t.Errorf("the schema accepts %s", text)
		}
	}
}

func TestNamesAreUnique(t *testing.T) {
	for file := range canonical {
		seen := make(map[string]bool)
		for _, v := range decoded(t, file).(map[string]any)["vectors"].([]any) {
			name := v.(map[string]any)["name"].(string)
			if seen[name] {
				t.Errorf("%s: two vectors are named %q", file, name)
			}
			seen[name] = true
		}
	}
}

// TestEverythingOccurs is the promise that a port that runs the vectors meets
// each error, edit, kind, verdict, progress and check scheme that there is.
func TestEverythingOccurs(t *testing.T) {
	occurs := make(map[string]bool)
	for file := range canonical {
		for _, v := range decoded(t, file).(map[string]any)["vectors"].([]any) {
			collect(v.(map[string]any)["options"], occurs)
			collect(v.(map[string]any)["answer"], occurs)
		}
	}
	var want []string
	for e := redeem.Error(1); e.Error() != redeem.Error(255).Error(); e++ {
		switch e {
		case redeem.ErrRegionLocked, redeem.ErrExpired, redeem.ErrWrongStore: // of package card
		case redeem.ErrSecret, redeem.ErrType, redeem.ErrSpec, redeem.ErrRandom: // of programs, not of inputs
		default:
			want = append(want, Key(e))
		}
	}
	for e := redeem.Edits(1); !strings.Contains(e.String(), "?"); e <<= 1 {
		want = append(want, e.String())
	}
	want = append(want, names[redeem.Kind]()...)
	want = append(want, names[redeem.SerialKind]()...)
	want = append(want, names[redeem.Verdict]()...)
	want = append(want, names[redeem.Progress]()...)
	for s := range checkdigit.All() {
		want = append(want, s.Name())
	}
	for _, name := range want {
		if !occurs[name] {
			t.Errorf("%q is in no vector", name)
		}
	}
}

// names returns the names of all values of a type that counts up.
func names[T interface {
	~uint8
	String() string
}]() (all []string) {
	for x := T(0); !slices.Contains(all, x.String()); x++ {
		all = append(all, x.String())
	}
	return all
}

// collect collects all strings in a value.
func collect(v any, into map[string]bool) {
	switch v := v.(type) {
	case string:
		into[v] = true
	case []any:
		for _, item := range v {
			collect(item, into)
		}
	case map[string]any:
		for _, item := range v {
			collect(item, into)
		}
	}
}

// TestText is the promise that a text in a file is read as it was written.
func TestText(t *testing.T) {
	for text, want := range map[Text]string{
		"":                         `""`,
		"X8KD":                     `"X8KD"`,
		"a\x80b\xff\xfe":           `["a",{"hex":"80"},"b",{"hex":"FFFE"}]`,
		"\xE2\x80":                 `[{"hex":"E280"}]`,
		"<\uFFFD&\u2028\n":         `"<` + "\uFFFD" + `&\u2028\n"`,
		long("é", 64):              `[{"repeat":"é","times":64}]`,
		"é" + long("e", 64) + "-":  `["é",{"repeat":"e","times":64},"-"]`,
		"x" + long(" ", 63) + "xx": fmt.Sprintf(`"x%sxx"`, strings.Repeat(" ", 63)),
	} {
		got, err := text.MarshalJSON()
		if err != nil || string(got) != want {
			t.Errorf("%+q is written %s, want %s; %v", text, got, want, err)
		}
		var back Text
		if err := json.Unmarshal(got, &back); err != nil || back != text {
			t.Errorf("%s is read as %+q, want %+q; %v", got, back, text, err)
		}
	}
	for _, text := range []string{`7`, `[7]`, `[{"hex":"8"}]`, `[{}]`, `[{"hex":"80","repeat":"x","times":2}]`, `[{"base64":"gA=="}]`} {
		if err := json.Unmarshal([]byte(text), new(Text)); err == nil {
			t.Errorf("%s is read as a text", text)
		}
	}
}

func long(s string, n int) Text { return Text(strings.Repeat(s, n)) }

func TestLegible(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":[1,"b:c,d"],"e":"\"f\\"}`:     `{"a": [1, "b:c,d"], "e": "\"f\\"}`,
		`"é漢"`:                              `"é漢"`,
		"\"a\u200b\u00a0\u3164\u0301\x7f\"": `"a\u200b\u00a0\u3164\u0301\u007f"`,
		"\"\U000E0041\"":                    `"\udb40\udc41"`,
	} {
		if got := legible(text); got != want {
			t.Errorf("%q is written %s, want %s", text, got, want)
		}
	}
}
