package ocrdata

import (
	"slices"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/fit"
)

// FramesPath is where the frames are, from the module's root.
const FramesPath = "internal/fit/testdata/frames.tsv.gz"

// Engines of the frames.
const (
	PaddleOCR = "ppocr4"    // a neural one, whose alternatives have probabilities
	Tesseract = "tess-fast" // its alternatives have scores
)

// Frame is one of several pictures of a card, and what an engine made of it.
type Frame struct {
	Line
	// Alternatives has what the engine held possible for each character of Read,
	// what was read being the first; nil if nothing was read.
	Alternatives [][]fit.Alternative
}

// LoadFrames reads the frames that an engine read, those of a card in a row.
func LoadFrames(path, engine string) ([]Frame, error) {
	var frames []Frame
	var wrong error
	err := eachRow(path, 8, func(row []string) {
		if row[0] != engine {
			return
		}
		f := Frame{Line: newLine(row[1], row[2], row[5], row[6])}
		if alternatives := row[7]; alternatives != "" {
			var err error
			if f.Alternatives, err = fit.ReadAlternatives(alternatives); err != nil {
				wrong = err
			}
		}
		frames = append(frames, f)
	})
	if err == nil {
		err = wrong
	}
	slices.SortStableFunc(frames, func(x, y Frame) int { return strings.Compare(x.Truth, y.Truth) })
	return frames, err
}

// Frames returns the lines as frames, one of each card.
func Frames(lines []Line) []Frame {
	frames := make([]Frame, len(lines))
	for i, l := range lines {
		frames[i].Line = l
	}
	return frames
}

// Options are those for models of frames. Their fonts are others than those that
// Tesseract's model was fitted to.
func Options() fit.Options { return fit.Options{Prior: redeem.Tesseract()} }

// Lines returns the frames as lines.
func Lines(frames []Frame) []Line {
	lines := make([]Line, len(frames))
	for i, f := range frames {
		lines[i] = f.Line
	}
	return lines
}
