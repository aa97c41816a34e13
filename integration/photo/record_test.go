package photo

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/redeemkit/redeem/ocr"
)

var record = flag.Bool("record", false, "write what Tesseract answers in all its forms into ../../ocr/testdata/tesseract")

// recordings are the forms and modes of Tesseract's answers by the names of the
// files.
var recordings = []struct {
	file    string
	read    func(io.Reader) (*ocr.Page, error)
	options []string
}{
	{"text.txt", ocr.ReadText, nil},
	{"words.tsv", ocr.ReadTSV, []string{"tessedit_create_tsv=1"}},
	{"words.alto.xml", ocr.ReadALTO, []string{"tessedit_create_alto=1"}},
	{"words.hocr", ocr.ReadHOCR, []string{"tessedit_create_hocr=1"}},
	{"boxes.hocr", ocr.ReadHOCR, []string{"tessedit_create_hocr=1", "hocr_char_boxes=1"}},
	{"steps.hocr", ocr.ReadHOCR, []string{"tessedit_create_hocr=1", "lstm_choice_mode=1"}},
	{"steps-boxes.hocr", ocr.ReadHOCR, []string{"tessedit_create_hocr=1", "lstm_choice_mode=1", "hocr_char_boxes=1"}},
	{"choices.hocr", ocr.ReadHOCR, []string{"tessedit_create_hocr=1", "lstm_choice_mode=2"}},
	{"choices-boxes.hocr", ocr.ReadHOCR, []string{"tessedit_create_hocr=1", "lstm_choice_mode=2", "hocr_char_boxes=1"}},
}

// TestRecordings compares the recordings that package ocr is tested with, with
// what the installed engine writes. Another version may write something else, but
// package ocr has to be able to read it.
func TestRecordings(t *testing.T) {
	needTesseract(t)
	const dir = "../../ocr/testdata/tesseract"
	picture := pgm(recorded(t))
	version, err := exec.Command("tesseract", "--version").CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	version, _, _ = bytes.Cut(version, []byte("\n"))
	files := map[string][]byte{"VERSION": append(version, '\n')}
	for _, r := range recordings {
		args := []string{"stdin", "stdout", "--psm", "6"}
		for _, option := range r.options {
			args = append(args, "-c", option)
		}
		cmd := exec.Command("tesseract", args...)
		cmd.Stdin = bytes.NewReader(picture)
		cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
		if files[r.file], err = cmd.Output(); err != nil {
			t.Fatal(err)
		}
		page, err := r.read(bytes.NewReader(files[r.file]))
		if err != nil || len(page.Lines) != 3 {
			t.Errorf("%s: %v, %v, want three lines", r.file, page, err)
		}
	}
	if *record {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	same, err := os.ReadFile(filepath.Join(dir, "VERSION"))
	for name, got := range files {
		name := filepath.Join(dir, name)
		if *record {
			err = os.WriteFile(name, got, 0o644)
		} else if want, wrong := os.ReadFile(name); wrong != nil || bytes.Equal(same, files["VERSION"]) && !bytes.Equal(got, want) {
			t.Errorf("%s is not what the engine writes, %v: go test -run TestRecordings -record .", name, wrong)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// recorded is a small card, blurred so that the engine errs.
func recorded(t *testing.T) *image.Gray {
	p := printer{t, image.NewGray(image.Rect(0, 0, 620, 190))}
	draw.Draw(p.img, p.img.Rect, image.NewUniform(color.Gray{235}), image.Point{}, draw.Src)
	p.text(textFonts[0], 28, 30, 60, 20, "Scratch to reveal")
	p.text(textFonts[0], 28, 30, 110, 20, "Code:")
	p.text(codeFonts[2], 28, 140, 110, 20, "X8KD 4OFJ 2MZQ 7I0T")
	p.text(textFonts[0], 24, 30, 160, 20, "S/N GCA0123456789016")
	plane := make([]float64, len(p.img.Pix))
	r := rand.New(rand.NewPCG(1, 1))
	for i, x := range p.img.Pix {
		plane[i] = float64(x)
	}
	blur(plane, p.img.Stride, 2.1)
	for i, x := range plane {
		p.img.Pix[i] = uint8(min(max(x+8*r.NormFloat64(), 0), 255))
	}
	return p.img
}

func needTesseract(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("tesseract"); err != nil {
		if os.Getenv("REDEEM_TESSERACT") == "none" {
			t.Skip("REDEEM_TESSERACT=none")
		}
		t.Fatal("no tesseract: ./ci installs it, REDEEM_TESSERACT=none leaves out what needs it")
	}
}
