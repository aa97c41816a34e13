package photo

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	_ "image/gif" // what [image.Decode] knows
	_ "image/jpeg"
	_ "image/png"
	"io"

	"golang.org/x/image/draw"
)

const (
	maxFile   = 32 << 20 // bytes
	maxPixels = 40 << 20 // of a picture; some telephones have as many
	maxSide   = 3000     // of what the engine is given; print on a card is legible with less
)

// decode returns a picture as grey pixels in the form PGM, turned upright.
func decode(r io.Reader) ([]byte, error) {
	limited := &io.LimitedReader{R: r, N: maxFile + 1}
	file, err := io.ReadAll(bufio.NewReader(limited))
	switch {
	case err != nil:
		return nil, err
	case limited.N <= 0:
		return nil, ErrSize
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(file))
	switch {
	case err != nil || config.Width <= 0 || config.Height <= 0:
		return nil, ErrPicture
	case config.Width > maxPixels/config.Height:
		return nil, ErrSize
	}
	picture, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, ErrPicture
	}
	return pgm(turn(grey(picture), orientation(file))), nil
}

// grey returns the picture in grey, and smaller if it is larger than maxSide.
// What is transparent is white.
func grey(picture image.Image) *image.Gray {
	from := picture.Bounds()
	size := from.Size()
	if most := max(size.X, size.Y); most > maxSide {
		size = image.Pt(max(1, size.X*maxSide/most), max(1, size.Y*maxSide/most))
	}
	g := image.NewGray(image.Rectangle{Max: size})
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	if size == from.Size() {
		draw.Draw(g, g.Rect, picture, from.Min, draw.Over)
	} else {
		draw.BiLinear.Scale(g, g.Rect, picture, from, draw.Over, nil)
	}
	return g
}

// turn returns the picture as it is to be looked at: orientation is the number
// that Exif has for it, 1 to 8.
func turn(g *image.Gray, orientation int) *image.Gray {
	if orientation < 2 || orientation > 8 {
		return g
	}
	w, h := g.Rect.Dx(), g.Rect.Dy()
	turned := image.NewGray(image.Rect(0, 0, w, h))
	if orientation > 4 {
		turned = image.NewGray(image.Rect(0, 0, h, w))
	}
	for y := range turned.Rect.Dy() {
		for x := range turned.Rect.Dx() {
			fromX, fromY := x, y
			if orientation > 4 {
				fromX, fromY = y, x
			}
			switch orientation {
			case 2, 3, 7, 8:
				fromX = w - 1 - fromX
			}
			switch orientation {
			case 3, 4, 6, 7:
				fromY = h - 1 - fromY
			}
			turned.Pix[y*turned.Stride+x] = g.Pix[fromY*g.Stride+fromX]
		}
	}
	return turned
}

// pgm returns the pixels in the plainest form that Tesseract reads.
func pgm(g *image.Gray) []byte {
	b := fmt.Appendf(nil, "P5\n%d %d\n255\n", g.Rect.Dx(), g.Rect.Dy())
	for y := range g.Rect.Dy() {
		b = append(b, g.Pix[y*g.Stride:][:g.Rect.Dx()]...)
	}
	return b
}
