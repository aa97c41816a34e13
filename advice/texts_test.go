package advice

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/redeemkit/redeem"
)

var update = flag.Bool("update", false, "write testdata again")

// numbers are of all plural forms, and of the ones that other languages have.
var numbers = []uint64{0, 1, 2, 5, 11, 21, 100}

// golden compares what is said with the file in testdata.
func golden(t *testing.T, file, got string) {
	t.Helper()
	file = "testdata/" + file
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(strings.ReplaceAll(string(want), "\r", ""), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (-want +got): after a look at it, go test ./advice -update\n%s", file, diff)
	}
}

func TestEveryLanguageHasEveryMessageInOrder(t *testing.T) {
	for _, l := range translations {
		for k := range numKeys {
			if int(k) >= len(l.messages) || l.messages[k].key != k {
				t.Fatalf("%s: message %d is not that of key %d", l.tag, k, k)
			}
			if l.messages[k].other == "" {
				t.Errorf("%s: message %d (English %q) has no text", l.tag, k, english[k].other)
			}
		}
		if len(l.messages) != int(numKeys) {
			t.Errorf("%s: %d messages for %d keys", l.tag, len(l.messages), numKeys)
		}
	}
}

// placeholders returns what stands in braces in a form, sorted.
func placeholders(form string) []string {
	var names []string
	for {
		_, after, found := strings.Cut(form, "{")
		if !found {
			slices.Sort(names)
			return names
		}
		var name string
		name, form, _ = strings.Cut(after, "}")
		names = append(names, name)
	}
}

func TestPlaceholders(t *testing.T) {
	known := []string{"n", "prefix", "pairs", "serials", "card", "account"}
	for _, l := range translations {
		for k, m := range l.messages {
			want := placeholders(english[k].other)
			for _, name := range want {
				if !slices.Contains(known, name) {
					t.Errorf("unknown placeholder {%s} in %q", name, english[k].other)
				}
			}
			for _, form := range []string{m.one, m.other} {
				if form != "" && !slices.Equal(placeholders(form), want) {
					t.Errorf("%s: %q has placeholders %q, want %q", l.tag, form, placeholders(form), want)
				}
			}
			if len(placeholders(m.none)) != 0 {
				t.Errorf("%s: %q is for 0, which it need not say", l.tag, m.none)
			}
		}
	}
}

// TestPluralForms finds the forms of a language by asking package plural for
// many numbers.
func TestPluralForms(t *testing.T) {
	for _, l := range translations {
		singular := false
		tag := language.MustParse(l.tag)
		for n := range 1000 {
			switch form := plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0); form {
			case plural.One:
				singular = true
			case plural.Other:
			default:
				t.Errorf("%s: %d has the form %v, which a message cannot have", l.tag, n, form)
			}
		}
		for k, m := range l.messages {
			if want := singular && english[k].one != ""; (m.one != "") != want {
				t.Errorf("%s: %q: has a form one: %v, want %v", l.tag, m.other, m.one != "", want)
			}
			if (m.none != "") != (english[k].none != "") {
				t.Errorf("%s: %q: has a form none: %v, unlike English", l.tag, m.other, m.none != "")
			}
		}
	}
}

// newWriter returns a writer with every placeholder filled.
func newWriter(a *Advisor, column int) *writer {
	norway, _ := redeem.ParseRegion("NO")
	kosovo, _ := redeem.ParseRegion("XK")
	w := &writer{column: column, prefix: "X", pairs: "B/8, D/O", serials: a.serials, card: kosovo, account: norway}
	w.context = a.catalog.Context(a.tags[column], w)
	return w
}

func TestTextsAreWhole(t *testing.T) {
	a := New()
	for i, l := range translations {
		w := newWriter(a, i)
		for k := range numKeys {
			for _, n := range numbers {
				text := w.write(line{k, n})
				if wrong := artefact(text); wrong != "" {
					t.Errorf("%s: %d of %q: %s", l.tag, n, text, wrong)
				}
				m := l.messages[k]
				if m.none != "" && n == 0 {
					continue
				}
				if strings.Contains(m.other, "{n}") && !strings.Contains(text, fmt.Sprint(n)) {
					t.Errorf("%s: %q does not say %d", l.tag, text, n)
				}
			}
		}
	}
}

// artefact returns what is wrong with a text that a person is to read.
func artefact(text string) string {
	for _, wrong := range []string{"%", "{", "}", "$", "(MISSING", "  ", "..", " .", "unknown", "\t", "\n"} {
		if strings.Contains(text, wrong) {
			return fmt.Sprintf("%q in it", wrong)
		}
	}
	switch {
	case text == "":
		return "empty"
	case strings.TrimSpace(text) != text:
		return "space around it"
	}
	return ""
}

// TestTexts shows every message in all languages, side by side.
func TestTexts(t *testing.T) {
	a := New()
	var b strings.Builder
	for k := range numKeys {
		show := []uint64{0}
		if strings.Contains(english[k].other, "{n}") {
			show = []uint64{0, 1, 2, 21}
			if english[k].none == "" {
				show = show[1:]
			}
			if english[k].one == "" { // the number is no amount
				show = []uint64{0, 21}
			}
		}
		for _, n := range show {
			for i, l := range translations {
				fmt.Fprintf(&b, "%s  %s\n", l.tag, newWriter(a, i).write(line{k, n}))
			}
			b.WriteString("\n")
		}
	}
	golden(t, "texts.txt", b.String())
}

func TestEveryRegionHasAName(t *testing.T) {
	for r := range redeem.AllRegions().All() {
		for i, l := range translations {
			if name := regionName(r, i); name == r.String() || artefact(name) != "" {
				t.Errorf("%v in %s is %q", r, l.tag, name)
			}
		}
	}
}

// TestRegionNames holds a region whose name differs in most of the languages,
// one without a code of ISO 3166-1, and those that were renamed.
func TestRegionNames(t *testing.T) {
	for code, want := range map[string]string{
		"AT": "Austria Østerrike Österrike Østrig Österreich Autriche Austria オーストリア",
		"FR": "France Frankrike Frankrike Frankrig Frankreich France Francia フランス",
		"XK": "Kosovo Kosovo Kosovo Kosovo Kosovo Kosovo Kosovo コソボ",
		"SZ": "Eswatini Eswatini Eswatini Eswatini Eswatini Eswatini Esuatini エスワティニ",
		"AD": "Andorra Andorra Andorra Andorra Andorra Andorre Andorra アンドラ",
		"ZW": "Zimbabwe Zimbabwe Zimbabwe Zimbabwe Simbabwe Zimbabwe Zimbabue ジンバブエ",
	} {
		r, err := redeem.ParseRegion(code)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for i := range translations {
			names = append(names, regionName(r, i))
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}
