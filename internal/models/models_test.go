package models

import (
	"testing"

	"github.com/redeemkit/redeem"
)

func TestNamesAndLookup(t *testing.T) {
	want := map[string]*redeem.Lookalikes{
		"article":   redeem.SupportArticle(),
		"ts1292":    redeem.SupportTS1292(),
		"crockford": redeem.Crockford(),
		"ocr":       redeem.Tesseract(),
		"paddle":    redeem.PaddleOCR(),
	}
	names := Names()
	if len(names) != len(want) {
		t.Errorf("Names() has %d names, want %d", len(names), len(want))
	}
	if want := redeem.GiftCard().Spec().Lookalikes; len(names) > 0 {
		if got, _ := Lookup(names[0]); got != want {
			t.Errorf("the first name is %q, which is not the default model", names[0])
		}
	}
	for _, name := range names {
		if got, ok := Lookup(name); !ok || got == nil || got != want[name] {
			t.Errorf("Lookup(%q) = %p, %v, want %p", name, got, ok, want[name])
		}
	}
	for _, name := range []string{"", "OCR", "ocr "} {
		if got, ok := Lookup(name); ok || got != nil {
			t.Errorf("Lookup(%q) found a model", name)
		}
	}
}
