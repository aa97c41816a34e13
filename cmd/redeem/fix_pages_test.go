package main

import (
	"strings"
	"syscall"
	"testing"
)

// TestFixPages finds the code on pages in every form.
func TestFixPages(t *testing.T) {
	const testdata = "../../ocr/testdata/"
	card := file(t, "Scratch to reveal\nXbox gift card here\nCode: X8KD 49FJ\n2MZQ 7WPT\nS/N GCA0123456789016\n")
	other := file(t, "Code:\nX8KD 49FJ 2MZQ 7WP?\n")
	nothing := file(t, "Scratch to reveal\nXbox gift card here\n")
	for _, test := range []struct {
		flags, files string
		stdin        string
		want         string // the verdict and the code
	}{
		{"-ocr=text", card, "", "unique\t" + good},
		{"-ocr=text -group", card, "", "unique\tX8KD-49FJ-2MZQ-7WPT"},
		{"-ocr=text -mask", card, "", "unique\t************7WPT"},
		{"-ocr=text", other + " " + card, "", "unique\t" + good},
		{"-ocr=text", card + " " + nothing, "", "unique\t" + good},
		{"-ocr=text", other, "", "ambiguous\tX8KD49FJ2MZQ7WP"},
		{"-ocr=text", nothing, "", "none\t"},
		{"-ocr=text -accept=" + file(t, "XAAA AAAA AAAA AAAA"), card, "", "none\t"},
		{"-ocr=text -accept=" + file(t, "X8KD 49FJ 2MZQ 7WPT"), other, "", "unique\t" + good},
		{"-ocr=text -f=" + card, "", "", "unique\t" + good},
		{"-ocr=text", "", "X8KD 49FJ 2MZQ 7WPT", "unique\t" + good},
		{"-ocr=text", "", "", "none\t"},
		{"-ocr=hocr", testdata + "tesseract/choices-boxes.hocr", "", "unique\tX8KD4"},
		{"-ocr=alto", testdata + "glyphs.alto.xml", "", "ambiguous\tX8KD4"},
		{"-ocr=tsv", testdata + "tesseract/words.tsv", "", "\tX8KD4"},
		{"-ocr=vision", testdata + "vision.json", "", "unique\tX8KD4"},
		{"-ocr=hocr -json", testdata + "tesseract/choices-boxes.hocr", "", `"verdict":"unique","code":"X8KD4`},
		{"-ocr=hocr -json", testdata + "tesseract/choices-boxes.hocr", "", `,"probability":0.`},
	} {
		args := append([]string{"fix"}, strings.Fields(test.flags+" "+test.files)...)
		got := runWith(test.stdin, args...)
		status := exitRefused
		if strings.Contains(got.stdout, "unique") {
			status = exitOK
		}
		if !strings.HasPrefix(got.stdout, "1\t") && !strings.HasPrefix(got.stdout, `{"input":1,`) || !strings.Contains(got.stdout, test.want) || strings.Count(got.stdout, "\n") != 1 ||
			got.stderr != "" || got.status != status {
			t.Errorf("%s %s: got %+v, want %q", test.flags, test.files, got, test.want)
		}
	}
}

// TestFixPagesFaults quotes neither a file's name nor what is in it.
func TestFixPagesFaults(t *testing.T) {
	hidden := file(t, good)
	for _, test := range []struct{ args, want string }{
		{"-ocr=" + good, "-ocr is hocr, alto, tsv, vision or text"},
		{"-ocr= " + hidden, "-ocr is hocr, alto, tsv, vision or text"},
		{"-ocr=text -reads " + hidden, "-ocr and -reads exclude each other"},
		{"-ocr=text -f=" + hidden + " " + hidden, "-f and inputs as arguments exclude each other"},
		{"-ocr=text " + good, "opening file 1: " + syscall.ENOENT.Error()},
		{"-ocr=text -f=" + good, "opening the file: " + syscall.ENOENT.Error()},
		{"-ocr=hocr " + hidden, "reading file 1: ocr: not in the expected form"},
		{"-ocr=alto -f=" + hidden, "reading: ocr: not in the expected form"},
	} {
		got := runWith("", append([]string{"fix"}, strings.Fields(test.args)...)...)
		if got.status != exitTrouble || got.stdout != "" || !strings.Contains(got.stderr, test.want) || strings.Contains(got.stderr, good) {
			t.Errorf("%s: got %+v, want %q", test.args, got, test.want)
		}
	}
}
