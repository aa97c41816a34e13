package photo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
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

// codeFonts are what codes are printed in, and textFonts what surrounds them:
// Debian's fonts-dejavu-core, fonts-liberation and fonts-freefont-ttf.
var (
	codeFonts = []string{
		"dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSansMono-Bold.ttf", "liberation/LiberationMono-Regular.ttf",
		"liberation/LiberationMono-Bold.ttf", "freefont/FreeMonoBold.ttf", "liberation/LiberationSans-Regular.ttf",
		"liberation/LiberationSans-Bold.ttf", "dejavu/DejaVuSans.ttf", "freefont/FreeSansBold.ttf", "dejavu/DejaVuSerif.ttf",
	}
	textFonts = []string{
		"liberation/LiberationSans-Regular.ttf", "dejavu/DejaVuSans.ttf", "liberation/LiberationSerif-Regular.ttf",
	}
)

// drawnCard is a card, and three pictures of it, each a JPEG file.
type drawnCard struct {
	format *redeem.Format
	code   redeem.Code
	serial redeem.Serial
	frames [][]byte
}

// voucher is the format of the cards that are drawn: 16 symbols, the last of
// them a check character.
func voucher() *redeem.Format {
	check, _ := checkdigit.Lookup("luhn-mod-36")
	return redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Groups: []int{4, 4, 4, 4}, Check: check})
}

// drawCard draws the card of a number. The same number always gives the same
// bytes.
func drawCard(tb testing.TB, number uint64) drawnCard {
	tb.Helper()
	r := rand.New(rand.NewPCG(number, 17))
	c := drawnCard{format: voucher()}
	var err error
	if c.code, err = issue.New(c.format, randomBytes{r}); err != nil {
		tb.Fatal(err)
	}
	serial := randomSerial(r)
	if c.serial, err = redeem.ParseSerial(serial); err != nil {
		tb.Fatal(err)
	}
	print := printCard(tb, r, string(c.format.AppendGrouped(nil, c.code)), serial)
	for range 3 {
		c.frames = append(c.frames, photograph(tb, r, print))
	}
	return c
}

type randomBytes struct{ *rand.Rand }

func (r randomBytes) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return len(b), nil
}

func randomSerial(r *rand.Rand) string {
	const digits = "0123456789"
	begin, more := "GCA", 13
	switch r.IntN(3) {
	case 0:
		begin, more = "60", 14
	case 1:
		begin, more = "EPY", 11
	}
	b := []byte(begin)
	for range more {
		b = append(b, digits[r.IntN(len(digits))])
	}
	return string(b)
}

// printCard returns the card as it lies on the table.
func printCard(tb testing.TB, r *rand.Rand, code, serial string) *image.Gray {
	p := printer{tb, image.NewGray(image.Rect(0, 0, 1000, 640))}
	paper, ink := uint8(225+r.IntN(30)), uint8(r.IntN(60))
	draw.Draw(p.img, p.img.Rect, image.NewUniform(color.Gray{paper}), image.Point{}, draw.Src)
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	text, codeFont := pick(textFonts), pick(codeFonts)

	brand := pick([]string{"NORTHWIND", "Fabrikam Store", "Contoso Play", "Adventure Works"})
	p.text(text, 46, 60, 90, ink, brand)
	p.text(text, 26, 640, 90, ink, pick([]string{"Gift Card  50 EUR", "Carte cadeau 25 EUR", "Gift card here", "GIFT CARD $100"}))

	line := pick([]string{"Scratch to reveal", "Xbox gift card here", "Gratter ici doucement", "Scratch gently here"})
	p.text(text, 24, 60, 200, ink, line)

	size, y := 34+2*float64(r.IntN(5)), 300
	label := pick([]string{"Code:", "Kode", "Code", "Código:", "Codice:", "PIN:", ""})
	groups := []string{code}
	if r.IntN(3) == 0 {
		groups = []string{code[:9], code[10:]}
	} else if r.IntN(2) == 0 {
		groups[0] = string(bytes.ReplaceAll([]byte(code), []byte("-"), []byte(" ")))
	}
	x := 60
	if label != "" {
		end := p.text(text, 28, x, y, ink, label)
		x = max(end+30, 180)
	}
	box := image.Rect(x-14, y-50, x-14, y+20+(len(groups)-1)*60)
	for i, g := range groups {
		box.Max.X = max(box.Max.X, p.text(codeFont, size, x, y+60*i, ink, g)+14)
	}
	if r.IntN(2) == 0 {
		p.frame(box, ink)
	}

	p.text(text, 22, 60, 470, ink, pick([]string{"Serial number: ", "S/N ", "Serial No. "})+serial)
	for i, terms := range []string{
		"Valid until 31.12.2031. Not for resale or refund. No cash value.",
		"Protect this card like cash. Terms: www.example.com/terms",
		"Need help? Call 0800 555 0199 and have the receipt ready.",
	} {
		p.text(text, 19, 60, 530+30*i, ink, terms)
	}
	return p.img
}

type printer struct {
	tb  testing.TB
	img *image.Gray
}

// text prints a line whose base is at y and returns where it ends.
func (p printer) text(name string, size float64, x, y int, ink uint8, line string) int {
	d := font.Drawer{Dst: p.img, Src: image.NewUniform(color.Gray{ink}), Face: face(p.tb, name, size), Dot: fixed.P(x, y)}
	d.DrawString(line)
	return d.Dot.X.Ceil()
}

func (p printer) frame(r image.Rectangle, ink uint8) {
	src := image.NewUniform(color.Gray{ink})
	for _, side := range []image.Rectangle{
		{r.Min, image.Pt(r.Max.X, r.Min.Y+2)}, {image.Pt(r.Min.X, r.Max.Y-2), r.Max},
		{r.Min, image.Pt(r.Min.X+2, r.Max.Y)}, {image.Pt(r.Max.X-2, r.Min.Y), r.Max},
	} {
		draw.Draw(p.img, side, src, image.Point{}, draw.Src)
	}
}

func face(tb testing.TB, name string, size float64) font.Face {
	file, err := os.ReadFile("/usr/share/fonts/truetype/" + name)
	if err != nil {
		tb.Fatalf("%v: ./ci installs the fonts", err)
	}
	parsed, err := opentype.Parse(file)
	if err != nil {
		tb.Fatal(err)
	}
	f, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// photograph returns a picture that a hand-held camera takes of the card:
// perspective, blur, light from one side, noise, and JPEG.
func photograph(tb testing.TB, r *rand.Rand, card *image.Gray) []byte {
	tb.Helper()
	w, h := float64(card.Rect.Dx()), float64(card.Rect.Dy())
	out := image.NewGray(image.Rect(0, 0, 1080, 720))
	off := func() float64 { return 34 * (2*r.Float64() - 1) }
	back := homography(
		[4][2]float64{{40 + off(), 40 + off()}, {1040 + off(), 40 + off()}, {1040 + off(), 680 + off()}, {40 + off(), 680 + off()}},
		[4][2]float64{{0, 0}, {w, 0}, {w, h}, {0, h}})
	lightX, lightY := 0.12*(2*r.Float64()-1), 0.12*(2*r.Float64()-1)
	table := 60 + 60*r.Float64()
	plane := make([]float64, len(out.Pix))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			fx, fy := float64(x), float64(y)
			d := back[6]*fx + back[7]*fy + 1
			v := sample(card, (back[0]*fx+back[1]*fy+back[2])/d, (back[3]*fx+back[4]*fy+back[5])/d, table)
			plane[y*out.Stride+x] = v * (1 + lightX*(fx/1080-0.5) + lightY*(fy/720-0.5))
		}
	}
	blur(plane, out.Stride, 0.6+1.4*r.Float64())
	noise := 3 + 12*r.Float64()
	for i, v := range plane {
		out.Pix[i] = uint8(min(max(v+noise*r.NormFloat64(), 0), 255))
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, out, &jpeg.Options{Quality: 35 + r.IntN(55)}); err != nil {
		tb.Fatal(err)
	}
	return file.Bytes()
}

// sample returns the light at a point of the card, between its pixels, and
// that of the table beside it.
func sample(m *image.Gray, x, y, table float64) float64 {
	x0, y0 := math.Floor(x), math.Floor(y)
	if x0 < 0 || y0 < 0 || int(x0)+1 >= m.Rect.Dx() || int(y0)+1 >= m.Rect.Dy() {
		return table
	}
	i := int(y0)*m.Stride + int(x0)
	fx, fy := x-x0, y-y0
	top := float64(m.Pix[i])*(1-fx) + float64(m.Pix[i+1])*fx
	low := float64(m.Pix[i+m.Stride])*(1-fx) + float64(m.Pix[i+m.Stride+1])*fx
	return top*(1-fy) + low*fy
}

// homography returns the eight numbers of the projection from one quadrangle
// to another: four points give eight linear equations.
func homography(from, to [4][2]float64) [8]float64 {
	var a [8][9]float64
	for i, p := range from {
		x, y, u, v := p[0], p[1], to[i][0], to[i][1]
		a[2*i] = [9]float64{x, y, 1, 0, 0, 0, -u * x, -u * y, u}
		a[2*i+1] = [9]float64{0, 0, 0, x, y, 1, -v * x, -v * y, v}
	}
	for c := range 8 {
		pivot := c
		for r := c; r < 8; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[pivot][c]) {
				pivot = r
			}
		}
		a[c], a[pivot] = a[pivot], a[c]
		for r := range 8 {
			if r == c {
				continue
			}
			f := a[r][c] / a[c][c]
			for k := c; k < 9; k++ {
				a[r][k] -= f * a[c][k]
			}
		}
	}
	var h [8]float64
	for i := range h {
		h[i] = a[i][8] / a[i][i]
	}
	return h
}

// blur is a Gaussian, first along the rows and then along the columns.
func blur(plane []float64, stride int, sigma float64) {
	radius := int(math.Ceil(2.5 * sigma))
	kernel, sum := make([]float64, 2*radius+1), 0.0
	for i := range kernel {
		d := float64(i - radius)
		kernel[i] = math.Exp(-d * d / (2 * sigma * sigma))
		sum += kernel[i]
	}
	src := make([]float64, len(plane))
	for _, step := range []int{1, stride} {
		copy(src, plane)
		for i := radius * step; i < len(plane)-radius*step; i++ {
			v := 0.0
			for k, weight := range kernel {
				v += weight * src[i+(k-radius)*step]
			}
			plane[i] = v / sum
		}
	}
}
