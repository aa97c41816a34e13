package ocr

import (
	"image"
	"math"
	"strconv"
	"unicode"
)

// isBlank reports whether a character stands between words: white space, and
// what engines write for a wide gap.
func isBlank(char rune) bool { return unicode.IsSpace(char) || char == '\u200B' || char == '\u3000' }

// number returns the number that a text is, and NaN if it is none.
func number[T string | []byte](s T) float64 {
	if len(s) > 32 {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(string(s), 64)
	if err != nil {
		return math.NaN()
	}
	return x
}

// box returns the rectangle between two corners, empty if one of the numbers
// is none, or it has no area.
func box(x0, y0, x1, y1 float64) image.Rectangle {
	var corners [4]int
	for i, x := range [4]float64{x0, y0, x1, y1} {
		if !(math.Abs(x) <= math.MaxInt32) {
			return image.Rectangle{}
		}
		corners[i] = int(math.Round(x))
	}
	r := image.Rectangle{image.Pt(corners[0], corners[1]), image.Pt(corners[2], corners[3])}
	if r.Empty() {
		return image.Rectangle{}
	}
	return r
}
