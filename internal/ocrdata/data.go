// Package ocrdata has the reads of a real OCR engine that [redeem.Tesseract] was
// fitted to, and measures on them how well a model of look-alikes does.
package ocrdata

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"github.com/redeemkit/redeem/internal/fit"
)

// Path is where the reads are, from the module's root.
const Path = "internal/fit/testdata/ocr.tsv.gz"

// Line is a picture of a code and what the engine made of it.
type Line struct {
	Font  string
	Level int // 0 clean to 4 severe
	Truth string
	Read  string // without blanks
}

// Load reads the lines of a file.
func Load(path string) ([]Line, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var lines []Line
	rows := bufio.NewScanner(unzipped)
	rows.Scan() // the header
	for rows.Scan() {
		fields := strings.Split(rows.Text(), "\t")
		if len(fields) != 5 || len(fields[2]) != 1 {
			return nil, fmt.Errorf("%s: not as its header says", path)
		}
		lines = append(lines, Line{
			Font:  fields[1],
			Level: int(fields[2][0] - '0'),
			Truth: fields[3],
			Read:  strings.ReplaceAll(fields[4], " ", ""),
		})
	}
	return lines, rows.Err()
}

// Typed returns what is read as a code: every card's begins with X, so a read
// of the right length does, whatever the engine made of its first character.
func (l Line) Typed() string {
	read := strings.ToUpper(l.Read)
	if len(read) == len(l.Truth) {
		read = l.Truth[:1] + read[1:]
	}
	return read
}

// Misread reports whether the line is misread.
func (l Line) Misread() bool { return l.Typed() != l.Truth }

// Fonts returns the names of the fonts, sorted.
func Fonts(lines []Line) []string {
	var fonts []string
	for _, l := range lines {
		if !slices.Contains(fonts, l.Font) {
			fonts = append(fonts, l.Font)
		}
	}
	slices.Sort(fonts)
	return fonts
}

// Halves returns the lines in every other font, by name, and the rest.
func Halves(lines []Line) [2][]Line {
	var halves [2][]Line
	fonts := Fonts(lines)
	for _, l := range lines {
		half := slices.Index(fonts, l.Font) % 2
		halves[half] = append(halves[half], l)
	}
	return halves
}

// Sample returns one of n lines, drawn at random but always the same.
func Sample(lines []Line, n int) []Line {
	random := rand.New(rand.NewPCG(3, 4))
	var sample []Line
	for _, l := range lines {
		if random.IntN(n) == 0 {
			sample = append(sample, l)
		}
	}
	return sample
}

// Examples returns the lines to fit a model to.
func Examples(lines []Line) []fit.Example {
	examples := make([]fit.Example, len(lines))
	for i, l := range lines {
		examples[i] = fit.Example{Meant: l.Truth, Read: l.Read}
	}
	return examples
}
