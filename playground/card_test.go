package main

import (
	"bufio"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/issue"
)

// fonts are what codes are printed in: Debian's fonts-dejavu-core,
// fonts-liberation and fonts-freefont-ttf.
var fonts = []string{
	"dejavu/DejaVuSansMono.ttf", "liberation/LiberationMono-Regular.ttf", "freefont/FreeMonoBold.ttf",
	"dejavu/DejaVuSansMono-Bold.ttf", "liberation/LiberationSans-Regular.ttf", "liberation/LiberationMono-Bold.ttf",
	"dejavu/DejaVuSans.ttf", "liberation/LiberationSans-Bold.ttf", "freefont/FreeSansBold.ttf", "dejavu/DejaVuSerif.ttf",
}

// quality is how well a camera sees: blur in pixels, noise in shades, and how
// much of the difference between paper and ink is left.
type quality struct{ blur, noise, contrast float64 }

var qualities = [...]quality{{0.5, 2, 1}, {1, 6, 0.75}, {1.5, 10, 0.55}}

// The size of the film, and the number of its frames, after which it begins
// again.
const filmWidth, filmHeight, filmFrames = 960, 540, 30

func checkedFormat() *redeem.Format {
	check, _ := checkdigit.Lookup("luhn-mod-36")
	return redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Groups: []int{4, 4, 4, 4}, Check: check})
}

// newCode returns the code of the card with a number, always the same.
func newCode(t *testing.T, number uint64) redeem.Code {
	t.Helper()
	r := rand.New(rand.NewPCG(number, 20))
	c, err := issue.New(checkedFormat(), source{r})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

type source struct{ *rand.Rand }

func (s source) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(s.Uint32())
	}
	return len(b), nil
}

// printed returns a card with lines of text, the middle one in the middle, large
// and in a box; there is no box around nothing.
func printed(t *testing.T, number uint64, above, line, below string) *image.Gray {
	t.Helper()
	r := rand.New(rand.NewPCG(number, 21))
	card := image.NewGray(image.Rect(0, 0, 1400, 800))
	paper, ink := uint8(225+r.IntN(30)), image.NewUniform(color.Gray{uint8(r.IntN(60))})
	draw.Draw(card, card.Rect, image.NewUniform(color.Gray{paper}), image.Point{}, draw.Src)
	write := func(file string, size float64, y int, text string) (width int) {
		d := font.Drawer{Dst: card, Src: ink, Face: face(t, file, size)}
		width = d.MeasureString(text).Ceil()
		d.Dot = fixed.P(700-width/2, y)
		d.DrawString(text)
		return width
	}
	small := fonts[4]
	write(small, 34, 270, above)
	write(small, 30, 560, below)
	if line == "" {
		return card
	}
	file, size := fonts[int(number)%len(fonts)], 64.0
	f := font.MeasureString(face(t, file, size), line).Ceil()
	size *= min(1, 980/float64(f))
	width := write(file, size, 420, line)
	box := image.Rect(700-width/2-30, 420-int(size)-14, 700+width/2+30, 420+34)
	for _, side := range []image.Rectangle{
		{box.Min, image.Pt(box.Max.X, box.Min.Y+3)}, {image.Pt(box.Min.X, box.Max.Y-3), box.Max},
		{box.Min, image.Pt(box.Min.X+3, box.Max.Y)}, {image.Pt(box.Max.X-3, box.Min.Y), box.Max},
	} {
		draw.Draw(card, side, ink, image.Point{}, draw.Src)
	}
	return card
}

func face(t *testing.T, name string, size float64) font.Face {
	t.Helper()
	file, err := os.ReadFile("/usr/share/fonts/truetype/" + name)
	if err != nil {
		t.Fatalf("%v: ./ci installs the fonts", err)
	}
	parsed, err := opentype.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// film writes what a camera sees of a card that a hand holds: it moves, turns and
// tilts, and each frame has noise of its own. The file is Y4M.
func film(t *testing.T, name string, number uint64, card *image.Gray, q quality, frames int) {
	t.Helper()
	// Chromium may still hold the old file open: it is replaced, not written over.
	f, err := os.Create(name + ".new")
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprintf(w, "YUV4MPEG2 W%d H%d F15:1 Ip A1:1 C420jpeg\n", filmWidth, filmHeight)
	r := rand.New(rand.NewPCG(number, 22))
	gray := make([]byte, filmWidth*filmHeight/2)
	for i := range gray {
		gray[i] = 128
	}
	turn, phase := 0.1*(r.Float64()-0.5), 2*math.Pi*r.Float64()
	for i := range frames {
		fmt.Fprintln(w, "FRAME")
		at := phase + 0.5*float64(i)
		w.Write(photograph(r, card, q, view{
			turn:  turn + 0.02*math.Sin(at),
			scale: 1.75 + 0.12*math.Sin(0.7*at) + 0.1*r.Float64(),
			x:     9*math.Sin(at) + 3*r.NormFloat64(),
			y:     9*math.Cos(0.8*at) + 3*r.NormFloat64(),
			tiltX: 1.2e-4 * math.Sin(1.3*at),
			tiltY: 2e-4 * math.Cos(at),
		}))
		w.Write(gray)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(name+".new", name); err != nil {
		t.Fatal(err)
	}
}

// view is from where a card is seen: turned, so many of its pixels in one of the
// film, shifted, and tilted.
type view struct{ turn, scale, x, y, tiltX, tiltY float64 }

func photograph(r *rand.Rand, card *image.Gray, q quality, v view) []byte {
	plane := make([]float64, filmWidth*filmHeight)
	sin, cos := math.Sincos(v.turn)
	light := 0.1 * (r.Float64() - 0.5)
	for y := range filmHeight {
		for x := range filmWidth {
			dx, dy := float64(x)-filmWidth/2+v.x, float64(y)-filmHeight/2+v.y
			d := v.scale / (1 + v.tiltX*dx + v.tiltY*dy)
			shade := shadeOf(card, 700+d*(dx*cos-dy*sin), 400+d*(dx*sin+dy*cos))
			plane[y*filmWidth+x] = (128 + (shade-128)*q.contrast) * (1 + light*dx/filmWidth)
		}
	}
	soften(plane, q.blur)
	out := make([]byte, len(plane))
	for i, shade := range plane {
		out[i] = byte(min(max(shade+q.noise*r.NormFloat64(), 0), 255))
	}
	return out
}

// shadeOf returns the shade of a place of the card, the mean of four pixels, or
// that of the table.
func shadeOf(card *image.Gray, x, y float64) float64 {
	i, j := int(x), int(y)
	if x < 0 || y < 0 || i+1 >= card.Rect.Dx() || j+1 >= card.Rect.Dy() {
		return 90
	}
	at := j*card.Stride + i
	return (float64(card.Pix[at]) + float64(card.Pix[at+1]) + float64(card.Pix[at+card.Stride]) + float64(card.Pix[at+card.Stride+1])) / 4
}

// soften blurs a plane along rows and columns.
func soften(plane []float64, sigma float64) {
	side := math.Exp(-1 / (2 * sigma * sigma))
	far := math.Exp(-4 / (2 * sigma * sigma))
	sum := 1 + 2*side + 2*far
	from := make([]float64, len(plane))
	for _, step := range []int{1, filmWidth} {
		copy(from, plane)
		for i := 2 * step; i < len(plane)-2*step; i++ {
			plane[i] = (from[i] + side*(from[i-step]+from[i+step]) + far*(from[i-2*step]+from[i+2*step])) / sum
		}
	}
}
