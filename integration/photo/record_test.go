package photo

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var record = flag.Bool("record", false, "write what Tesseract answers in all its forms into ../../ocr/testdata/tesseract")

// recordings are the forms and modes of Tesseract's answers by the names of the
// files.
var recordings = []struct {
	file    string
	options []string
}{
	{"text.txt", nil},
	{"words.tsv", []string{"tessedit_create_tsv=1"}},
	{"words.alto.xml", []string{"tessedit_create_alto=1"}},
	{"words.hocr", []string{"tessedit_create_hocr=1"}},
	{"boxes.hocr", []string{"tessedit_create_hocr=1", "hocr_char_boxes=1"}},
	{"steps.hocr", []string{"tessedit_create_hocr=1", "lstm_choice_mode=1"}},
	{"steps-boxes.hocr", []string{"tessedit_create_hocr=1", "lstm_choice_mode=1", "hocr_char_boxes=1"}},
	{"choices.hocr", []string{"tessedit_create_hocr=1", "lstm_choice_mode=2"}},
	{"choices-boxes.hocr", []string{"tessedit_create_hocr=1", "lstm_choice_mode=2", "hocr_char_boxes=1"}},
}

// TestRecordings compares the recordings that package ocr is tested with, with
// what the installed engine writes. Another version may write something else.
func TestRecordings(t *testing.T) {
	needTesseract(t)
	const dir = "../../ocr/testdata/tesseract"
	picture := pgm(recorded(t))
	version, err := exec.Command("tesseract", "--version").CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := bytes.Cut(version, []byte("\n"))
	if *record {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	} else if want, err := os.ReadFile(filepath.Join(dir, "VERSION")); err != nil || !bytes.Equal(bytes.TrimSpace(want), first) {
		t.Logf("the recordings are of %s, this is %s: only their being readable is compared", want, first)
		return
	}
	for _, r := range recordings {
		args := []string{"stdin", "stdout", "--psm", "6"}
		for _, option := range r.options {
			args = append(args, "-c", option)
		}
		cmd := exec.Command("tesseract", args...)
		cmd.Stdin = bytes.NewReader(picture)
		cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
		got, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, r.file)
		if *record {
			err = os.WriteFile(name, got, 0o644)
		} else if want, wrong := os.ReadFile(name); wrong != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the engine writes, %v: go test -run TestRecordings -record .", r.file, wrong)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if *record {
		if err := os.WriteFile(filepath.Join(dir, "VERSION"), append(first, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
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
