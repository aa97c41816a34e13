package camera

import (
	"cmp"
	"math"
	"slices"
)

// Height is that of a line as the recognizer wants it, in pixels.
const Height = 48

const (
	mostWidth = 960 // of a line for the recognizer
	leastLine = 10  // pixels: lines that are lower cannot be read
	mostLines = 3   // of a picture
	mostTilt  = 10  // degrees
)

// Picture is the part of a frame that is looked at, in shades of gray from 0 to
// 255, row by row.
type Picture struct {
	Width, Height int
	Gray          []float32
}

// NewPicture returns the picture of pixels as a canvas has them: red, green,
// blue and opacity. It is empty if there are fewer pixels than it should have.
func NewPicture(width, height int, pixels []byte) Picture {
	if width <= 0 || height <= 0 || len(pixels)/4/width < height {
		return Picture{}
	}
	gray := make([]float32, width*height)
	for i := range gray {
		p := pixels[4*i:][:3]
		gray[i] = 0.299*float32(p[0]) + 0.587*float32(p[1]) + 0.114*float32(p[2])
	}
	return Picture{width, height, gray}
}

// Light returns the mean shade and the span between the darkest and the
// lightest two-hundredth: print covers little.
func (p Picture) Light() (mean, span float64) {
	if len(p.Gray) == 0 {
		return 0, 0
	}
	var count [256]int
	for _, v := range p.Gray {
		mean += float64(v)
		count[int(v)]++
	}
	few := len(p.Gray) / 200
	dark, light := 0, 255
	for n := count[dark]; n <= few && dark < 255; n += count[dark] {
		dark++
	}
	for n := count[light]; n <= few && light > 0; n += count[light] {
		light--
	}
	return mean / float64(len(p.Gray)), float64(max(light-dark, 0))
}

// Band is a line of print: its middle, its size in pixels of the picture, and how
// far it rises to the left, as a tangent.
type Band struct{ X, Y, Width, Height, Slope float64 }

// Lines returns the lines of print in the picture, at most three, the one nearest
// to its middle first.
//
// Print changes from dark to light along a line more often than paper does. So the
// changes are added up along each row, tilted so that their sums differ most, and where many
// are is a line.
func (p Picture) Lines() []Band {
	if len(p.Gray) == 0 {
		return nil
	}
	changes := p.changes()
	slope, best := 0.0, -1.0
	try := func(degrees float64) {
		tangent := math.Tan(degrees * math.Pi / 180)
		sum := 0.0
		for _, v := range p.profile(changes, tangent, 2) {
			sum += v * v
		}
		if sum > best {
			slope, best = tangent, sum
		}
	}
	for degrees := -mostTilt; degrees <= mostTilt; degrees++ {
		try(float64(degrees))
	}
	middle := math.Atan(slope) * 180 / math.Pi
	for _, off := range []float64{-0.6, -0.3, 0.3, 0.6} {
		try(middle + off)
	}
	rows := smooth(p.profile(changes, slope, 1), 1)
	var bands []Band
	least := 0.22 * slices.Max(rows)
	if least < 0.004*float64(p.Width) {
		return nil
	}
	for y := 0; y < len(rows); {
		if rows[y] < least {
			y++
			continue
		}
		top := y
		for y < len(rows) && rows[y] >= least {
			y++
		}
		if b, ok := p.band(changes, slope, top, y); ok {
			bands = append(bands, b)
		}
	}
	center := float64(p.Height) / 2
	slices.SortStableFunc(bands, func(x, y Band) int { return cmp.Compare(math.Abs(x.Y-center), math.Abs(y.Y-center)) })
	return bands[:min(len(bands), mostLines)]
}

// changes marks where the picture changes from left to right, by more than noise
// does.
func (p Picture) changes() []bool {
	strength := make([]float32, len(p.Gray))
	var sum float64
	for y := 1; y < p.Height-1; y++ {
		for x := 1; x < p.Width-1; x++ {
			i := y*p.Width + x
			d := p.Gray[i+1] - p.Gray[i-1] + (p.Gray[i+1-p.Width]-p.Gray[i-1-p.Width]+p.Gray[i+1+p.Width]-p.Gray[i-1+p.Width])/2
			strength[i] = max(d, -d) / 2
			sum += float64(strength[i])
		}
	}
	_, span := p.Light()
	least := float32(max(2.2*sum/float64(len(p.Gray)), 0.14*span, 6))
	marks := make([]bool, len(strength))
	for i, v := range strength {
		marks[i] = v >= least
	}
	return marks
}

// profile counts the changes along each row, which rises with the slope. It looks
// at one column of every step.
func (p Picture) profile(changes []bool, slope float64, step int) []float64 {
	rows := make([]float64, p.Height)
	for x := 0; x < p.Width; x += step {
		down := int(math.Round(slope * (float64(x) - float64(p.Width)/2)))
		for y := max(0, -down); y < min(p.Height, p.Height-down); y++ {
			if changes[(y+down)*p.Width+x] {
				rows[y]++
			}
		}
	}
	return rows
}

func smooth(values []float64, radius int) []float64 {
	out := make([]float64, len(values))
	for i := range values {
		n := 0.0
		for j := max(0, i-radius); j <= min(len(values)-1, i+radius); j++ {
			out[i] += values[j]
			n++
		}
		out[i] /= n
	}
	return out
}

// band returns the line between two rows: from the first column to the last that
// has print. A mark that stands far from all others, such as the side of a box,
// does not count.
func (p Picture) band(changes []bool, slope float64, top, bottom int) (Band, bool) {
	height := bottom - top
	if height < leastLine {
		return Band{}, false
	}
	columns := make([]int, p.Width)
	for x := range columns {
		down := int(math.Round(slope * (float64(x) - float64(p.Width)/2)))
		for y := max(0, top+down); y < min(p.Height, bottom+down); y++ {
			if changes[y*p.Width+x] {
				columns[x]++
			}
		}
	}
	// Pieces with a gap between them that is wider than the line is high; the widest counts, and what is
	// beside it by no more than two and a half heights.
	type piece struct{ from, to int }
	var pieces []piece
	for x, n := range columns {
		if n < max(2, height/10) {
			continue
		}
		if k := len(pieces); k > 0 && x-pieces[k-1].to <= height {
			pieces[k-1].to = x
		} else {
			pieces = append(pieces, piece{x, x})
		}
	}
	if len(pieces) == 0 {
		return Band{}, false
	}
	widest := 0
	for i, s := range pieces {
		if s.to-s.from > pieces[widest].to-pieces[widest].from {
			widest = i
		}
	}
	from, to := pieces[widest].from, pieces[widest].to
	for i := widest - 1; i >= 0 && from-pieces[i].to <= 5*height/2 && pieces[i].to-pieces[i].from > height/3; i-- {
		from = pieces[i].from
	}
	for i := widest + 1; i < len(pieces) && pieces[i].from-to <= 5*height/2 && pieces[i].to-pieces[i].from > height/3; i++ {
		to = pieces[i].to
	}
	if to-from < 2*height {
		return Band{}, false
	}
	x := float64(from+to) / 2
	return Band{
		X:      x,
		Y:      float64(top+bottom)/2 + slope*(x-float64(p.Width)/2),
		Width:  float64(to-from) + 0.5*float64(height),
		Height: 1.45 * float64(height),
		Slope:  slope,
	}, true
}

// Width returns how wide the line is for the recognizer.
func (b Band) width() int {
	w := int(math.Round(Height*b.Width/b.Height/8)) * 8
	return min(max(w, Height), mostWidth)
}

// Straight appends the line as the recognizer wants it: turned, Height pixels
// high, three colors one after the other, each from -1 to 1.
func (p Picture) Straight(dst []float32, b Band) []float32 {
	w := b.width()
	start := len(dst)
	scaleX, scaleY := b.Width/float64(w), b.Height/Height
	norm := math.Hypot(1, b.Slope)
	cos, sin := 1/norm, b.Slope/norm
	// As many samples of each pixel as it has pixels of the picture in it.
	many := max(1, int(math.Round(max(scaleX, scaleY))))
	for y := range Height {
		for x := range w {
			var sum float32
			for i := range many * many {
				u := (float64(x)+(float64(i%many)+0.5)/float64(many))*scaleX - b.Width/2
				v := (float64(y)+(float64(i/many)+0.5)/float64(many))*scaleY - b.Height/2
				sum += p.at(b.X+u*cos-v*sin, b.Y+u*sin+v*cos)
			}
			dst = append(dst, sum/float32(many*many)/127.5-1)
		}
	}
	one := dst[start:]
	return append(append(dst, one...), one...)
}

// at returns the shade between pixels; beyond the edge it is that of the edge.
func (p Picture) at(x, y float64) float32 {
	x = min(max(x-0.5, 0), float64(p.Width-1))
	y = min(max(y-0.5, 0), float64(p.Height-1))
	x0, y0 := int(x), int(y)
	x1, y1 := min(x0+1, p.Width-1), min(y0+1, p.Height-1)
	fx, fy := float32(x)-float32(x0), float32(y)-float32(y0)
	top := p.Gray[y0*p.Width+x0]*(1-fx) + p.Gray[y0*p.Width+x1]*fx
	low := p.Gray[y1*p.Width+x0]*(1-fx) + p.Gray[y1*p.Width+x1]*fx
	return top*(1-fy) + low*fy
}

// Sharpness returns how much of the span of shades the steepest changes of a line
// take within three pixels: about 1 for print in focus, near 0 for a blur.
func (p Picture) Sharpness(b Band) float64 {
	values := p.Straight(nil, b)
	w := b.width()
	values = values[:w*Height]
	var steps []float32
	lowest, highest := float32(1), float32(-1)
	for i, v := range values {
		lowest, highest = min(lowest, v), max(highest, v)
		if x := i % w; x > 0 && x < w-1 {
			d := values[i+1] - values[i-1]
			steps = append(steps, max(d, -d))
		}
	}
	slices.Sort(steps)
	if len(steps) == 0 || highest <= lowest {
		return 0
	}
	return float64(steps[len(steps)*98/100] / (highest - lowest))
}
