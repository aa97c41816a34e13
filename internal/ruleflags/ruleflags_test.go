package ruleflags

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/redeemkit/redeem"
)

func TestFormatMake(t *testing.T) {
	for _, test := range []struct {
		args   []string
		length int
		prefix string
		groups int
		wrong  string
	}{
		{nil, 16, "X", 4, ""},
		{[]string{"-length=12"}, 12, "", 0, ""},
		{[]string{"-groups=3-3", "-prefix=Q"}, 6, "Q", 2, ""},
		{[]string{"-check=luhn-mod-36"}, 16, "X", 4, ""},
		{[]string{"-check=luhn-mod-36", "-prefix="}, 16, "", 4, ""},
		{[]string{"-check=none"}, 0, "", 0, "-check: no such scheme; 'redeem schemes' lists them"},
		{[]string{"-alphabet=AB"}, 0, "", 0, "another format than the gift card's needs -length"},
		{[]string{"-length=99"}, 0, "", 0, "invalid specification: length outside 1 to 32"},
	} {
		flags := flag.NewFlagSet("", flag.ContinueOnError)
		var f Format
		f.Declare(flags)
		if err := flags.Parse(test.args); err != nil {
			t.Fatal(err)
		}
		format, wrong := f.Make(flags)
		if wrong != test.wrong {
			t.Errorf("%q: %q, want %q", test.args, wrong, test.wrong)
		}
		if format == nil {
			continue
		}
		if spec := format.Spec(); spec.Length != test.length || spec.Prefix != test.prefix || len(spec.Groups) != test.groups {
			t.Errorf("%q: %+v", test.args, spec)
		}
	}
}

// TestFormatSpec sets what no flag says.
func TestFormatSpec(t *testing.T) {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	var f Format
	f.Declare(flags)
	f.Spec.Lookalikes = redeem.Tesseract()
	if err := flags.Parse([]string{"-length=5"}); err != nil {
		t.Fatal(err)
	}
	if format, wrong := f.Make(flags); wrong != "" || format.Spec().Lookalikes != redeem.Tesseract() {
		t.Errorf("%q", wrong)
	}
}

func TestLoadModel(t *testing.T) {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	value := Model(flags)
	if model, err := LoadModel(*value); err != nil || model != redeem.SupportArticle() {
		t.Errorf("without -model: %v", err)
	}
	for name, want := range map[string]*redeem.Lookalikes{"article": redeem.SupportArticle(), "ts1292": redeem.SupportTS1292(), "ocr": redeem.Tesseract()} {
		if got, err := LoadModel(name); err != nil || got != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	path := filepath.Join(t.TempDir(), "model")
	if _, err := LoadModel(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if err := os.WriteFile(path, []byte("I\t1\t7\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	model, err := LoadModel(path)
	if err != nil {
		t.Fatal(err)
	}
	if cost, ok := model.Cost('I', '1'); cost != 7 || !ok {
		t.Errorf("cost %d, %v", cost, ok)
	}
}
