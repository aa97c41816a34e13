package camera

import (
	"math"
	"testing"
)

// bars returns the pixels of a white picture with lines of upright bars, each a
// slope, a middle row and a height.
func bars(width, height int, slope float64, lines ...[2]int) []byte {
	pixels := make([]byte, 4*width*height)
	for i := range pixels {
		pixels[i] = 255
	}
	for y := range height {
		for x := width / 8; x < width*7/8; x++ {
			row := float64(y) - slope*(float64(x)-float64(width)/2)
			for _, line := range lines {
				if math.Abs(row-float64(line[0])) < float64(line[1])/2 && x/5%2 == 0 {
					for c := range 3 {
						pixels[4*(y*width+x)+c] = 30
					}
				}
			}
		}
	}
	return pixels
}

func TestLines(t *testing.T) {
	const width, height = 640, 160
	for _, degrees := range []float64{-8, -3, 0, 2.3, 8} {
		slope := math.Tan(degrees * math.Pi / 180)
		p := NewPicture(width, height, bars(width, height, slope, [2]int{80, 30}))
		lines := p.Lines()
		if len(lines) != 1 {
			t.Errorf("at %v degrees there are %d lines, want 1", degrees, len(lines))
			continue
		}
		l := lines[0]
		if math.Abs(math.Atan(l.Slope)*180/math.Pi-degrees) > 0.8 || math.Abs(l.X-320) > 12 || math.Abs(l.Y-80) > 6 || l.Width < 460 || l.Height < 30 || l.Height > 62 {
			t.Errorf("at %v degrees the line is %+v", degrees, l)
		}
		if got, want := len(p.Straight(nil, l)), 3*Height*l.width(); got != want {
			t.Errorf("a line of %d numbers, want %d", got, want)
		}
	}
	p := NewPicture(width, height, bars(width, height, 0, [2]int{30, 20}, [2]int{82, 20}, [2]int{130, 20}))
	lines := p.Lines()
	if len(lines) != 3 || math.Abs(lines[0].Y-82) > 5 {
		t.Errorf("of three lines %+v are found, the middle one is to be first", lines)
	}
	for _, empty := range []Picture{{}, NewPicture(width, height, bars(width, height, 0)), NewPicture(3, 3, make([]byte, 36)), NewPicture(1, 1, make([]byte, 4))} {
		if lines := empty.Lines(); len(lines) > 0 {
			t.Errorf("a picture of %d×%d without print has lines %+v", empty.Width, empty.Height, lines)
		}
	}
}

func TestNewPictureOfTooFewPixels(t *testing.T) {
	for _, p := range []Picture{NewPicture(2, 2, make([]byte, 15)), NewPicture(-1, 4, nil), NewPicture(1<<62, 1<<62, make([]byte, 64))} {
		if p.Width != 0 || len(p.Gray) != 0 {
			t.Errorf("a picture of %d×%d, want none", p.Width, p.Height)
		}
	}
}

func TestSharpness(t *testing.T) {
	const width, height = 640, 160
	p := NewPicture(width, height, bars(width, height, 0, [2]int{80, 30}))
	sharp := p.Sharpness(p.Lines()[0])
	line := p.Lines()[0]
	soft := Picture{width, height, make([]float32, width*height)}
	for i := range soft.Gray {
		for d := -12; d <= 12; d++ {
			soft.Gray[i] += p.Gray[min(max(i+d, 0), len(p.Gray)-1)] / 25
		}
	}
	if blurred := soft.Sharpness(line); sharp < 0.5 || blurred >= sharp {
		t.Errorf("sharpness %.2f in focus, %.2f blurred", sharp, blurred)
	}
}
