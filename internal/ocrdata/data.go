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
	var lines []Line
	err := eachRow(path, 5, func(row []string) {
		lines = append(lines, newLine(row[1], row[2], row[3], row[4]))
	})
	return lines, err
}

func newLine(font, level, truth, read string) Line {
	return Line{
		Font:  font,
		Level: int(level[0] - '0'),
		Truth: truth,
		Read:  strings.ReplaceAll(read, " ", ""),
	}
}

// eachRow calls f with the columns of every row but the header, the third of
// which is one digit.
func eachRow(path string, columns int, f func(row []string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	rows := bufio.NewScanner(unzipped)
	rows.Scan() // the header
	for rows.Scan() {
		row := strings.Split(rows.Text(), "\t")
		if len(row) != columns || len(row[2]) != 1 {
			return fmt.Errorf("%s: not as its header says", path)
		}
		f(row)
	}
	return rows.Err()
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

// InFont returns the name of the font of the picture.
func (l Line) InFont() string { return l.Font }

// picture is a Line, or what has one.
type picture interface{ InFont() string }

// Fonts returns the names of the fonts, sorted.
func Fonts[P picture](pictures []P) []string {
	var fonts []string
	for _, p := range pictures {
		if !slices.Contains(fonts, p.InFont()) {
			fonts = append(fonts, p.InFont())
		}
	}
	slices.Sort(fonts)
	return fonts
}

// Halves returns the pictures in every other font, by name, and the rest.
func Halves[P picture](pictures []P) [2][]P {
	var halves [2][]P
	fonts := Fonts(pictures)
	for _, p := range pictures {
		half := slices.Index(fonts, p.InFont()) % 2
		halves[half] = append(halves[half], p)
	}
	return halves
}

// Sample returns one of n, drawn at random but always the same.
func Sample[T any](all []T, n int) []T {
	random := rand.New(rand.NewPCG(3, 4))
	var sample []T
	for _, x := range all {
		if random.IntN(n) == 0 {
			sample = append(sample, x)
		}
	}
	return sample
}

// Examples returns what to fit a model to.
func Examples(frames []Frame) []fit.Example {
	examples := make([]fit.Example, len(frames))
	for i, f := range frames {
		examples[i] = fit.Example{Meant: f.Truth, Read: f.Read, Alternatives: f.Alternatives}
	}
	return examples
}
