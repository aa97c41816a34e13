package scan_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

func TestAppendRedacted(t *testing.T) {
	for _, tt := range scanTests {
		want := tt.masked
		if want == "" {
			want = tt.text
		}
		if got := string(redeem.GiftCard().AppendRedacted(nil, []byte(tt.text))); got != want {
			t.Errorf("%s: AppendRedacted = %+q, want %+q", tt.name, got, want)
		}
		checkRedact(t, newSlowFormat(redeem.GiftCard()), tt.text)
		src := []byte(tt.text)
		for n := range len(src) {
			redeem.GiftCard().AppendRedacted(nil, src[:n:n])
		}
		if string(src) != tt.text {
			t.Errorf("%s: AppendRedacted wrote to its source", tt.name)
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
