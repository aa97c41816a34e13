// Command evaluate measures, on the reads of real OCR engines, how well the
// library brings back what was meant, and whether its probabilities can be
// believed. Run it from the repository's root:
//
//	go -C internal/tools run ./evaluate
//
// Each model that is fitted was fitted to one half of the fonts and is measured on
// the other: the halves are every other font, by name. It takes half a
// minute; -few takes one in ten questions.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/redeemkit/redeem/internal/fit"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

func main() {
	few := flag.Bool("few", false, "take one in ten questions")
	write := flag.Bool("write", false, "write README.md and docs/models.md anew, between their marks")
	printed := flag.Bool("printed", false, "write only the table of package design: what each check scheme decides")
	flag.Parse()
	every := 1
	if *few {
		every = 10
	}
	measure := func() error { return run(os.Stdout, every, *write) }
	if *printed {
		measure = func() error { return evaluatePrinted(os.Stdout, ".") }
	}
	err := os.Chdir(filepath.Join("..", "..")) // from this module to the repository's root
	if err == nil {
		err = measure()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(2)
	}
}

func run(w io.Writer, every int, write bool) error {
	engines, err := loadEngines(".", every)
	if err != nil {
		return err
	}
	if !write {
		return engines.write(w, every)
	}
	for _, d := range documents {
		text, err := engines.document(d, ".", every)
		if err == nil {
			err = os.WriteFile(d.path, text, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// engines are those whose reads there are.
type engines struct{ neural, fast, lines *engine }

// loadEngines fits, and asks one question in every. The module's root is in a
// folder.
func loadEngines(root string, every int) (all engines, err error) {
	if all.neural, err = loadFrames(root, "neural (PP-OCRv4)", ocrdata.PaddleOCR, every); err != nil {
		return all, err
	}
	if all.fast, err = loadFrames(root, "Tesseract, fast", ocrdata.Tesseract, every); err != nil {
		return all, err
	}
	all.lines, err = loadLines(root, every)
	return all, err
}

// write writes everything, one question in every being asked.
func (all engines) write(w io.Writer, every int) error {
	writeAccuracy(w, []*engine{all.neural, all.fast, all.lines})
	writeReliability(w, []*engine{all.neural, all.fast, all.lines})
	writeRepeats(w, []*engine{all.neural, all.fast})
	writeLengths(w, []*engine{all.neural, all.fast})
	if err := writeCurve(w, all.neural); err != nil {
		return err
	}
	writeModels(w, all.lines, every)
	writeSchemes(w, all.lines, every)
	return nil
}

// engine is what an engine read, and two models of it.
type engine struct {
	name    string
	ways    []ocrdata.Way
	options fit.Options
	halves  [2][]ocrdata.Frame
	models  [2]*ocrdata.Model   // each fitted to the other half
	asked   [][]ocrdata.Outcome // for each of the ways
}

func loadFrames(root, name, of string, every int) (*engine, error) {
	frames, err := ocrdata.LoadFrames(root+"/"+ocrdata.FramesPath, of)
	if err != nil {
		return nil, err
	}
	e := &engine{name: name, options: ocrdata.Options(), halves: ocrdata.Halves(frames), ways: ocrdata.Ways[:]}
	ocrdata.ToProbabilities(&e.halves)
	return e, e.ask(every)
}

func loadLines(root string, every int) (*engine, error) {
	lines, err := ocrdata.Load(root + "/" + ocrdata.Path)
	if err != nil {
		return nil, err
	}
	e := &engine{name: "Tesseract, ocr.tsv.gz", halves: ocrdata.Halves(ocrdata.Frames(lines)), ways: ocrdata.Ways[:1]}
	return e, e.ask(every)
}

// ask fits the models, and asks one question in every, each way.
func (e *engine) ask(every int) error {
	var err error
	if e.models, err = ocrdata.FitHalves(e.halves, e.options, every, e.ways...); err != nil {
		return err
	}
	for _, way := range e.ways {
		e.asked = append(e.asked, e.outcomes(func(frames []ocrdata.Frame) []ocrdata.Question {
			return ocrdata.Sample(ocrdata.Questions(frames, way), every)
		}))
	}
	return nil
}

// outcomes asks the questions about each half with the model of the other.
func (e *engine) outcomes(questions func([]ocrdata.Frame) []ocrdata.Question) []ocrdata.Outcome {
	var outcomes []ocrdata.Outcome
	for i, frames := range e.halves {
		outcomes = append(outcomes, ocrdata.Outcomes(e.models[i], questions(frames))...)
	}
	return outcomes
}
