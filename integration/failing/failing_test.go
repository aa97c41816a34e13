package failing

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"

	"github.com/davecgh/go-spew/spew"
	"github.com/google/go-cmp/cmp"
	"github.com/k0kubun/pp/v3"
	"github.com/kr/pretty"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/leak"
	"github.com/redeemkit/redeem/redeemtest"
)

// fails says in the environment that tests which fail may run.
const fails = "REDEEM_TEST_FAILS"

func TestMain(m *testing.M) {
	flag.Parse()
	if os.Getenv(fails) == "" {
		if err := flag.Set("test.skip", "^TestFail"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// The codes that the tests compare.
var texts = []string{"X8KD49FJ2MZQ7WPT", "XR5HN3VY6BGC0TLE"}

type voucher struct{}

func (voucher) Format() *redeem.Format { return redeem.GiftCard() }

type order struct {
	ID      int
	Code    redeem.Code
	Shown   redeem.Plain
	Own     redeem.CodeOf[voucher]
	Pointer *redeem.Code
	List    []redeem.Code
	ByCode  map[redeem.Code]string
	Any     any
	hidden  redeem.Code
}

// values returns what services compare, with the code in it.
func values(text string) map[string]any {
	c, err := redeem.Parse(text)
	if err != nil {
		panic(err)
	}
	corrector := &redeem.Corrector{}
	var r redeem.Reading
	r.AddString(text)
	formats, err := redeem.NewFormats(redeem.GiftCard())
	if err != nil {
		panic(err)
	}
	o := order{1, c, redeem.Plain(c), redeem.CodeOf[voucher]{Code: c}, &c, []redeem.Code{c}, map[redeem.Code]string{c: "", {}: ""}, c, c}
	return map[string]any{
		"Code":          c,
		"Plain":         redeem.Plain(c),
		"CodeOf":        redeem.CodeOf[voucher]{Code: c},
		"PlainOf":       redeem.PlainOf[voucher]{Plain: redeem.Plain(c)},
		"slice":         []redeem.Code{c, {}},
		"map":           map[string]redeem.Code{"k": c},
		"map key":       map[redeem.Code]bool{c: true},
		"struct":        o,
		"pointer":       &o,
		"orders":        []*order{&o},
		"Report":        redeem.GiftCard().Inspect(text),
		"Resolution":    corrector.Resolve(text),
		"Resolution of": corrector.ResolveOf(&r),
		"Candidate":     redeem.Candidate{Code: c, Cost: 1},
		"Recognition":   formats.Recognize(text).Report,
		"Match":         redeem.Match{End: 16, Code: c},
		"Change":        redeem.Change{Old: text[:15], New: text, Caret: 16},
		"Reading":       r,
		"Readings":      []*redeem.Reading{&r},
	}
}

// compared calls f with each kind of value, for two codes.
func compared(t *testing.T, f func(t *testing.T, want, got any)) {
	wants, gots := values(texts[0]), values(texts[1])
	for name := range wants {
		t.Run(name, func(t *testing.T) { f(t, wants[name], gots[name]) })
	}
}

var unexported = cmp.Exporter(func(reflect.Type) bool { return true })

// What begins with TestFailHidden must not print a code, what begins with
// TestFailOpen shows that it would.

func TestFailHiddenCmp(t *testing.T) {
	compared(t, func(t *testing.T, want, got any) {
		for _, other := range []any{got, 7, []any{want, got}} {
			if diff := cmp.Diff(want, other, redeemtest.Option(), unexported); diff != "" {
				t.Error(diff)
			}
		}
		if diff := cmp.Diff([]any{want}, []any{want, got}, redeemtest.Option(), unexported); diff != "" {
			t.Error(diff)
		}
	})
}

func TestFailHiddenTestify(t *testing.T) {
	compared(t, func(t *testing.T, want, got any) {
		want, got = redeemtest.Hide(want), redeemtest.Hide(got)
		assert.Equal(t, want, got)
		assert.EqualValues(t, want, got)
		assert.Exactly(t, want, got)
		assert.ElementsMatch(t, []any{want}, []any{got})
		assert.Contains(t, []any{want}, got)
		assert.NotEqual(t, want, want)
		assert.Nil(t, got)
		assert.Empty(t, got)
		assert.Zero(t, got)
		assert.IsType(t, 0, got)
		require.Equal(t, want, got)
	})
}

func TestFailHiddenPretty(t *testing.T) {
	compared(t, func(t *testing.T, want, got any) {
		want, got = redeemtest.Hide(want), redeemtest.Hide(got)
		pretty.Ldiff(t, want, got)
		t.Errorf("%# v, want %s", pretty.Formatter(got), pretty.Sprint(want))
	})
}

func TestFailHiddenPP(t *testing.T) {
	compared(t, func(t *testing.T, want, got any) {
		t.Errorf("%s, want %s", pp.Sprint(redeemtest.Hide(got)), pp.Sprint(redeemtest.Hide(want)))
	})
}

func TestFailHiddenSpew(t *testing.T) {
	compared(t, func(t *testing.T, want, got any) {
		bare := spew.ConfigState{DisableMethods: true}
		t.Errorf("%s, want %s", spew.Sdump(redeemtest.Hide(got)), bare.Sdump(redeemtest.Hide(want)))
	})
}

func TestFailHiddenFmt(t *testing.T) {
	compared(t, func(t *testing.T, want, got any) {
		want, got = redeemtest.Hide(want), redeemtest.Hide(got)
		t.Errorf("%v %+v %#v %p, want %v", got, got, got, got, want)
	})
}

func TestFailOpenCmp(t *testing.T) {
	compared(t, func(t *testing.T, want, got any) { t.Error(cmp.Diff(want, got, unexported)) })
}

func TestFailOpenTestify(t *testing.T) {
	compared(t, func(t *testing.T, want, got any) { assert.Equal(t, want, got) })
}

func TestFailOpenPretty(t *testing.T) {
	compared(t, func(t *testing.T, want, got any) { t.Error(pretty.Diff(want, got), pretty.Sprint(got)) })
}

func TestFailOpenPP(t *testing.T) {
	compared(t, func(t *testing.T, want, got any) { t.Error(pp.Sprint(want, got)) })
}

func TestFailOpenSpew(t *testing.T) {
	compared(t, func(t *testing.T, want, got any) { t.Error((&spew.ConfigState{DisableMethods: true}).Sdump(want, got)) })
}

// fail runs one of the tests that fail, and returns what it prints.
func fail(t *testing.T, name string) string {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.v", "-test.run=^"+name+"$")
	cmd.Env = append(os.Environ(), fails+"=1")
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Errorf("%s passes", name)
	}
	for kind := range values(texts[0]) {
		if line := fmt.Sprintf("--- FAIL: %s/%s ", name, strings.ReplaceAll(kind, " ", "_")); !strings.Contains(string(out), line) {
			t.Errorf("%s: %s has not failed:\n%.2000s", name, kind, out)
		}
	}
	return string(out)
}

// TestOutput runs the tests that fail and reads what they print.
func TestOutput(t *testing.T) {
	for _, with := range []string{"Cmp", "Testify", "Pretty", "PP", "Spew", "Fmt"} {
		t.Run(with, func(t *testing.T) {
			t.Parallel()
			out := fail(t, "TestFailHidden"+with)
			for _, text := range texts {
				if part := leak.Of(text, out); part != "" {
					i := strings.Index(strings.ToUpper(out), part)
					t.Errorf("%q in …%q…", part, out[max(0, i-300):min(len(out), max(0, i)+300)])
				}
			}
			if with == "Fmt" {
				return // shows nothing of a Code by itself either
			}
			if out := fail(t, "TestFailOpen"+with); leak.Of(texts[0], out) == "" {
				t.Errorf("nothing leaks without package redeemtest: this test sees nothing\n%.1000s", out)
			}
		})
	}
}
