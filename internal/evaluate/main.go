// Command evaluate measures, on the reads of real OCR engines, how well the
// library brings back what was meant, and whether its probabilities can be
// believed. Run it from the module's root:
//
//	go run ./internal/evaluate
//
// Each model that is fitted was fitted to one half of the fonts and is measured on
// the other: the halves are every other font, by name. It takes a few minutes;
// -few takes one in ten questions.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/redeemkit/redeem/internal/fit"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

func main() {
	few := flag.Bool("few", false, "take one in ten questions")
	flag.Parse()
	every := 1
	if *few {
		every = 10
	}
	if err := evaluate(os.Stdout, ".", every); err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(2)
	}
}

// evaluate writes everything, one question in every being asked. The module's
// root is in a folder.
func evaluate(w io.Writer, root string, every int) error {
	lines, err := ocrdata.Load(root + "/" + ocrdata.Path)
	if err != nil {
		return err
	}
	engines, err := loadEngines(root, lines, every)
	if err != nil {
		return err
	}
	writeAccuracy(w, engines)
	writeReliability(w, engines)
	writeFrames(w, engines)
	if err := writeCurve(w, engines[0]); err != nil {
		return err
	}
	writeModels(w, engines[len(engines)-1], every)
	writeSchemes(w, engines[len(engines)-1], every)
	writeTimes(w, lines)
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

// ask asks one question in every, each way.
func (e *engine) ask(every int) {
	for _, way := range e.ways {
		var outcomes []ocrdata.Outcome
		for i, frames := range e.halves {
			questions := ocrdata.Sample(ocrdata.Questions(frames, way.Frames, way.Alternatives), every)
			outcomes = append(outcomes, ocrdata.Outcomes(e.models[i], questions)...)
		}
		e.asked = append(e.asked, outcomes)
	}
}

func loadEngines(root string, lines []ocrdata.Line, every int) ([]*engine, error) {
	var engines []*engine
	for _, of := range []struct{ name, engine string }{
		{"neural (PP-OCRv4)", ocrdata.PaddleOCR},
		{"Tesseract, fast", ocrdata.Tesseract},
	} {
		frames, err := ocrdata.LoadFrames(root+"/"+ocrdata.FramesPath, of.engine)
		if err != nil {
			return nil, err
		}
		engines = append(engines, &engine{name: of.name, options: ocrdata.Options(), halves: ocrdata.Halves(frames), ways: ocrdata.Ways[:]})
	}
	engines = append(engines, &engine{name: "Tesseract, ocr.tsv.gz", halves: ocrdata.Halves(ocrdata.Frames(lines)), ways: ocrdata.Ways[:1]})
	for _, e := range engines {
		ocrdata.ToProbabilities(&e.halves)
		var err error
		if e.models, err = ocrdata.FitHalves(e.halves, e.options, every, e.ways...); err != nil {
			return nil, err
		}
		e.ask(every)
	}
	return engines, nil
}
