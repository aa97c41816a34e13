package scan_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/vectors"
)

// TestAppendRedactedSource is the promise that AppendRedacted does not change src, and
// reads nothing behind it.
func TestAppendRedactedSource(t *testing.T) {
	for _, v := range vectors.Find.Load(t) {
		f, src := v.Options.Format.Make(t), []byte(v.Input)
		for n := range len(src) {
			f.AppendRedacted(nil, src[:n:n])
		}
		if string(src) != string(v.Input) {
			t.Errorf("%s: AppendRedacted wrote to its source", v.Name)
		}
	}
}

func TestRedactReference(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		spec := drawSpec(t)
		f := newSlowFormat(redeem.MustFormat(spec))
		for range 3 {
			checkRedact(t, f, drawText(t, spec))
		}
	})
}

// checkRedact checks what AppendRedacted promises.
func checkRedact(t rapid.TB, f slowFormat, text string) {
	t.Helper()
	out := string(f.AppendRedacted([]byte("as it was "), []byte(text)))
	out, ok := strings.CutPrefix(out, "as it was ")
	if want := slowRedact([]slowFormat{f}, text); !ok || out != want {
		t.Errorf("%+v\nAppendRedacted(%+q)\n= %+q,\nwant %+q", f.spec, text, out, want)
	}
	if slowOpens(f.spec) {
		return
	}
	if left := slices.Collect(f.Find(out)); len(left) > 0 {
		t.Errorf("%+v\nAppendRedacted(%+q)\n= %+q, has %v", f.spec, text, out, spans(left))
	}
	if again := string(f.AppendRedacted(nil, []byte(out))); again != out {
		t.Errorf("%+v\nAppendRedacted(%+q) = %+q", f.spec, out, again)
	}
	found := false
	for range f.Find(text) {
		found = true
	}
	if found == (out == text) {
		t.Errorf("AppendRedacted(%+q) = %+q", text, out)
	}
	if len(out) > len(text) {
		t.Errorf("AppendRedacted(%+q) is longer: %+q", text, out)
	}
}
