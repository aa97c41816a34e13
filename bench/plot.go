package main

import (
	"bytes"
	"image/color"
	"os"
	"path/filepath"
	"strings"

	stdfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The chart has its own background, so that it can be read on a page of any
// color.
var (
	paper     = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	ink       = color.NRGBA{0x1F, 0x29, 0x33, 0xFF}
	rule      = color.NRGBA{0xE4, 0xE7, 0xEB, 0xFF}
	ours      = color.NRGBA{0x0B, 0x7A, 0x53, 0xFF}
	theirs    = color.NRGBA{0x9A, 0xA5, 0xB1, 0xFF}
	yardstick = color.NRGBA{0xD5, 0xDA, 0xE1, 0xFF}
)

const (
	barHeight = 0.72 // share of the distance between bars

	// These are in points.
	width      = vg.Length(700)
	margin     = vg.Length(10)
	lineHeight = vg.Length(15) // the distance between bars
)

// bars draws bars from the left end of the axis, because a logarithmic axis has
// no zero. Each bar has a line from quartile to quartile.
type bars struct {
	figures []figure
	at      []float64
	colors  []color.Color
}

func (b *bars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, f := range b.figures {
		low, high, right := y(b.at[i]-barHeight/2), y(b.at[i]+barHeight/2), x(f.ns)
		c.FillPolygon(b.colors[i], []vg.Point{{X: c.Min.X, Y: low}, {X: right, Y: low}, {X: right, Y: high}, {X: c.Min.X, Y: high}})
		c.StrokeLine2(draw.LineStyle{Color: ink, Width: vg.Points(1.5)}, x(f.middle[0]), y(b.at[i]), x(f.middle[1]), y(b.at[i]))
	}
}

// chart draws the tasks that belong in the chart, one below the other: a
// heading, a bar for redeem's time, and bars for the others.
func chart(results []result) (p *plot.Plot, height vg.Length, err error) {
	var (
		b              bars
		names          plot.ConstantTicks
		heads, values  plotter.XYLabels
		y              float64
		shortest, most = 1.0, 1.0 // nanoseconds
	)
	for _, r := range results {
		if !r.chart {
			continue
		}
		y--
		heads.XYs, heads.Labels = append(heads.XYs, plotter.XY{X: shortest, Y: y}), append(heads.Labels, r.name)
		for i, f := range r.figures[:r.shown()] {
			y--
			fill := theirs
			switch {
			case i == 0:
				fill = ours
			case r.isYardstick(i):
				fill = yardstick
			}
			b.at, b.figures, b.colors = append(b.at, y), append(b.figures, f), append(b.colors, color.Color(fill))
			names = append(names, plot.Tick{Value: y, Label: f.name})
			values.XYs, values.Labels = append(values.XYs, plotter.XY{X: max(f.ns, f.middle[1]), Y: y}), append(values.Labels, duration(f.ns))
			most = max(most, f.middle[1])
		}
		y -= 0.3
	}

	plot.DefaultFont = font.Font{Typeface: "Liberation", Variant: "Sans"}
	plotter.DefaultFont = plot.DefaultFont
	p = plot.New()
	p.BackgroundColor = nil // the canvas has a background
	p.Title.Text = "Time of one call: the median, and a line from quartile to quartile.\nGreen: redeem. Gray: what one would use instead. Light: a parser of something else."
	p.Title.Padding, p.Title.TextStyle.Color = vg.Points(4), ink
	p.X.Scale, p.X.Min, p.X.Max = plot.LogScale{}, shortest, 6*most // room for the label of the longest bar
	p.X.Tick.Marker = powers(most)
	p.X.LineStyle.Width, p.X.Tick.Length = 0, 0
	p.Y.Min, p.Y.Max = y-0.5, 0
	p.Y.Tick.Marker, p.Y.LineStyle.Width, p.Y.Tick.Length = names, 0, 0
	p.X.Tick.Label.Color, p.Y.Tick.Label.Color = ink, ink

	grid := plotter.NewGrid()
	grid.Horizontal.Width, grid.Vertical.Color = 0, rule
	p.Add(grid, &b)
	for i, text := range []plotter.XYLabels{heads, values} {
		labels, err := plotter.NewLabels(text)
		if err != nil {
			return nil, 0, err
		}
		for j := range labels.TextStyle {
			style := &labels.TextStyle[j]
			style.Color, style.YAlign = ink, draw.YCenter
			if i == 0 {
				style.Font.Weight = stdfont.WeightBold
			}
		}
		labels.Offset.X = vg.Points(4)
		p.Add(labels)
	}
	return p, vg.Length(-y+5)*lineHeight + 2*margin, nil
}

// powers marks the powers of ten up to the first one that is at least most.
func powers(most float64) (ticks plot.ConstantTicks) {
	for v := 1.0; ; v *= 10 {
		ticks = append(ticks, plot.Tick{Value: v, Label: strings.Replace(duration(v), ".0", "", 1)})
		if v >= most {
			return ticks
		}
	}
}

// drawChart writes the chart to a file. The extension of its name determines
// the format.
func drawChart(file string, results []result) error {
	p, height, err := chart(results)
	if err != nil {
		return err
	}
	kind := strings.TrimPrefix(filepath.Ext(file), ".")
	w, err := draw.NewFormattedCanvas(width, height, kind)
	if err != nil {
		return err
	}
	c := draw.New(w)
	c.FillPolygon(paper, []vg.Point{c.Min, {X: c.Max.X, Y: c.Min.Y}, c.Max, {X: c.Min.X, Y: c.Max.Y}})
	p.Draw(draw.Crop(c, margin, -margin, margin, -margin))
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		return err
	}
	// The replacement names further fonts, because few machines have this one,
	// and most have one with the same widths.
	picture := b.Bytes()
	if kind == "svg" {
		picture = bytes.ReplaceAll(picture, []byte("font-family:Liberation Sans"), []byte("font-family:Liberation Sans,Arial,Helvetica,sans-serif"))
	}
	return os.WriteFile(file, picture, 0o666)
}
