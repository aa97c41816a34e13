package photo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/redeemkit/redeem"
)

// program returns an Engine whose program is a shell script.
func program(t *testing.T, script string) *Engine {
	t.Helper()
	name := filepath.Join(t.TempDir(), "tesseract")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return &Engine{Program: name, Limit: 300 * time.Millisecond}
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestEngineErrors runs programs that are not there, hang, fail, or write what
// is no answer. Each ends in an error that says so, within the limit.
func TestEngineErrors(t *testing.T) {
	picture := pngOf(t, image.NewGray(image.Rect(0, 0, 2000, 2000)))
	for _, c := range []struct {
		name   string
		engine *Engine
		want   error
	}{
		{"not installed", &Engine{Program: "no-such-program"}, ErrEngine},
		{"not installed", &Engine{Program: "/no/such/program"}, ErrEngine},
		{"no program", &Engine{Program: "/etc/passwd"}, ErrEngine},
		{"hangs", program(t, "exec sleep 60"), ErrTime},
		{"hangs after reading", program(t, "cat >/dev/null; exec sleep 60"), ErrTime},
		{"hangs in a child", program(t, "sleep 60 & exec sleep 60"), ErrTime},
		{"writes without end", program(t, `while :; do echo "<div class='ocr_carea'>X8KD"; done`), ErrFailed},
		{"fails", program(t, "echo X8KD49FJ2MZQ7WPT >&2; exit 1"), ErrFailed},
		{"fails after an answer", program(t, `cat >/dev/null; echo "<html class='ocr_page'></html>"; exit 3`), ErrFailed},
		{"is killed", program(t, "kill -9 $$"), ErrFailed},
		{"writes nothing", program(t, "cat >/dev/null"), ErrFailed},
		{"writes something else", program(t, "cat >/dev/null; echo X8KD49FJ2MZQ7WPT"), ErrFailed},
	} {
		if c.want != ErrTime {
			c.engine.Limit = time.Minute // however busy the machine is
		}
		began := time.Now()
		page, err := c.engine.Read(t.Context(), bytes.NewReader(picture))
		if page != nil || !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v, want %v", c.name, page, err, c.want)
		}
		if took := time.Since(began); took > 50*time.Second { // of the 60 that it sleeps
			t.Errorf("%s: took %v", c.name, took)
		}
		if text := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, "X8KD") {
			t.Errorf("%s: %s", c.name, text)
		}
	}
}

// TestContext ends with the caller's context, and says that it was that.
func TestContext(t *testing.T) {
	picture := pngOf(t, image.NewGray(image.Rect(0, 0, 20, 20)))
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	e := program(t, "exec sleep 60")
	e.Limit = time.Minute
	if _, err := e.Read(ctx, bytes.NewReader(picture)); err != context.Canceled {
		t.Errorf("Read with a cancelled context: %v", err)
	}
	if _, err := e.ReadCard(ctx, &redeem.Corrector{}, bytes.NewReader(picture)); err != context.Canceled {
		t.Errorf("ReadCard with a cancelled context: %v", err)
	}
}

// TestPictureErrors reads what is no picture, a damaged one, or one too large,
// without an engine.
func TestPictureErrors(t *testing.T) {
	whole := pngOf(t, image.NewGray(image.Rect(0, 0, 50, 50)))
	broken := errors.New("broken")
	for _, c := range []struct {
		name    string
		picture io.Reader
		want    error
	}{
		{"nothing", strings.NewReader(""), ErrPicture},
		{"a text", strings.NewReader("X8KD49FJ2MZQ7WPT"), ErrPicture},
		{"a part", bytes.NewReader(whole[:len(whole)/2]), ErrPicture},
		{"more than any screen", bytes.NewReader(headOf(40000, 40000)), ErrSize},
		{"no height", bytes.NewReader(headOf(40000, 0)), ErrPicture},
		{"a large file", io.LimitReader(zeros{}, maxFile+1), ErrSize},
		{"a broken reader", iotest.ErrReader(broken), broken},
	} {
		e := Engine{Program: "no-such-program"}
		if _, err := e.Read(t.Context(), c.picture); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

// headOf returns the beginning of a GIF file of that size.
func headOf(w, h uint16) []byte {
	return append([]byte("GIF89a"), byte(w), byte(w>>8), byte(h), byte(h>>8), 0, 0, 0)
}

// TestUpright turns pictures as their Exif data say.
func TestUpright(t *testing.T) {
	// The upper left quarter is dark.
	upright := image.NewGray(image.Rect(0, 0, 64, 32))
	for y := range 32 {
		for x := range 64 {
			if x >= 32 || y >= 16 {
				upright.SetGray(x, y, color.Gray{255})
			}
		}
	}
	// Where the camera stored the upper left corner, by the number of the tag.
	for n, corner := range []image.Point{1: {0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {0, 1}, {1, 1}, {1, 0}} {
		if n == 0 {
			continue
		}
		w, h := 64, 32
		if n > 4 {
			w, h = h, w
		}
		stored := image.NewGray(image.Rect(0, 0, w, h))
		for y := range h {
			for x := range w {
				if x/(w/2) != corner.X || y/(h/2) != corner.Y {
					stored.SetGray(x, y, color.Gray{255})
				}
			}
		}
		for _, order := range []string{"II", "MM"} {
			var b bytes.Buffer
			if err := jpeg.Encode(&b, stored, &jpeg.Options{Quality: 100}); err != nil {
				t.Fatal(err)
			}
			file := withExif(b.Bytes(), order, uint16(n))
			got, err := decode(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			head := []byte("P5\n64 32\n255\n")
			if !bytes.HasPrefix(got, head) {
				t.Errorf("orientation %d: %.16q", n, got)
				continue
			}
			for i, x := range got[len(head):] {
				if want := upright.Pix[i]; int(x)-int(want) > 8 || int(want)-int(x) > 8 {
					t.Errorf("orientation %d, %s: pixel %d is %d, want %d", n, order, i, x, want)
					break
				}
			}
		}
	}
}

// withExif returns a JPEG file with the tag for the orientation in it.
func withExif(file []byte, order string, orientation uint16) []byte {
	tiff := "II*\x00\x08\x00\x00\x00\x02\x00" + "\x0F\x01\x02\x00\x01\x00\x00\x00X\x00\x00\x00" +
		"\x12\x01\x03\x00\x01\x00\x00\x00" + string([]byte{byte(orientation), 0, 0, 0}) + "\x00\x00\x00\x00"
	if order == "MM" {
		tiff = "MM\x00*\x00\x00\x00\x08\x00\x02" + "\x01\x0F\x00\x02\x00\x00\x00\x01X\x00\x00\x00" +
			"\x01\x12\x00\x03\x00\x00\x00\x01" + string([]byte{0, byte(orientation), 0, 0}) + "\x00\x00\x00\x00"
	}
	app1 := "Exif\x00\x00" + tiff
	size := len(app1) + 2
	return []byte(string(file[:2]) + "\xFF\xE1" + string([]byte{byte(size >> 8), byte(size)}) + app1 + string(file[2:]))
}

// FuzzOrientation looks for Exif data in anything.
func FuzzOrientation(f *testing.F) {
	f.Add(withExif([]byte("\xFF\xD8\xFF\xD9"), "II", 6))
	f.Add(withExif([]byte("\xFF\xD8\xFF\xD9"), "MM", 3))
	f.Fuzz(func(t *testing.T, file []byte) {
		if n := orientation(file); n < 1 || n > 8 {
			t.Errorf("orientation %d", n)
		}
	})
}

// TestForms reads every form of picture that is named.
func TestForms(t *testing.T) {
	m := image.NewPaletted(image.Rect(5, 5, 25, 15), color.Palette{color.White, color.Black, color.Transparent})
	m.SetColorIndex(5, 5, 1)
	m.SetColorIndex(6, 5, 2)
	var asGIF bytes.Buffer
	if err := gif.Encode(&asGIF, m, nil); err != nil {
		t.Fatal(err)
	}
	want := append([]byte("P5\n20 10\n255\n"), bytes.Repeat([]byte{255}, 200)...)
	want[len(want)-200] = 0
	for name, file := range map[string][]byte{"png": pngOf(t, m), "gif": asGIF.Bytes()} {
		if got, err := decode(bytes.NewReader(file)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %q, %v, want %q", name, got, err, want)
		}
	}
	large, err := decode(bytes.NewReader(pngOf(t, image.NewGray(image.Rect(0, 0, 6000, 1500)))))
	if err != nil || !bytes.HasPrefix(large, []byte("P5\n3000 750\n")) {
		t.Errorf("a large picture: %.16q, %v", large, err)
	}
}

// TestNothingOnDisk runs the engine in an empty folder that is also the one for
// temporary files.
func TestNothingOnDisk(t *testing.T) {
	needTesseract(t)
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("TMPDIR", dir)
	t.Setenv("HOME", dir)
	card := drawCard(t, 3)
	var e Engine
	if _, err := e.ReadCard(t.Context(), &redeem.Corrector{Format: card.format}, bytes.NewReader(card.frames[0])); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) > 0 {
		t.Errorf("%v, %v, want nothing", files, err)
	}
}
