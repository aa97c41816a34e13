package scan_test

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/vectors"
)

// TestFindVectors runs vectors/find.json.
func TestFindVectors(t *testing.T) {
	for _, v := range vectors.Find.Load(t) {
		t.Run(v.Name, func(t *testing.T) {
			f, text := v.Options.Format.Make(t), string(v.Input)
			got := vectors.Searched{Found: []vectors.Text{}}
			for m := range f.Find(text) {
				got.Found = append(got.Found, vectors.Text(text[m.Start:m.End]))
			}
			if redacted := string(f.AppendRedacted(nil, []byte(text))); redacted != text {
				got.Redacted = vectors.Text(redacted)
			}
			if diff := cmp.Diff(v.Answer, got); diff != "" {
				t.Errorf("%+q:\n%s", text, diff)
			}
			checkFind(t, newSlowFormat(f), text)
			checkRedact(t, newSlowFormat(f), text)
		})
	}
}

// TestRedactVectors runs vectors/redact.json, whole and cut in two at any place,
// and asserts that the order of the formats does not matter: what is a code of
// one and may go on as a code of another waits for the other, and less stays
// visible where they do not agree.
func TestRedactVectors(t *testing.T) {
	for _, v := range vectors.Redact.Load(t) {
		t.Run(v.Name, func(t *testing.T) {
			text, want := string(v.Input), string(v.Answer.Redacted)
			var formats []*redeem.Format
			for _, f := range v.Options.Formats {
				formats = append(formats, f.Make(t))
			}
			if got := slowRedact(newSlowFormats(formats), text); got != want {
				t.Errorf("%q: the reference has %q, want %q", text, got, want)
			}
			for range 2 {
				slices.Reverse(formats)
				for cut := range text {
					var out bytes.Buffer
					r := redeem.NewRedactor(&out, formats...)
					io.WriteString(r, text[:cut])
					io.WriteString(r, text[cut:])
					if err := r.Close(); err != nil || out.String() != want {
						t.Errorf("%q cut at %d: %q, want %q; %v", text, cut, &out, want, err)
					}
				}
			}
		})
	}
}
