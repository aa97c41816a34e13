package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

const root = "../../.."

// figures are what is measured of a way of asking.
type figures struct{ first, first16, whole, whole16, decided, calibration float64 }

func (e *engine) figures(way int) figures {
	var f figures
	_, f.first, f.first16 = ocrdata.Among(e.asked[way], misread)
	_, f.whole, f.whole16 = ocrdata.Among(e.asked[way], whole)
	f.decided, _ = ocrdata.Decided(e.asked[way], wrong)
	f.calibration = ocrdata.Reliability(e.asked[way]).Error()
	return f
}

// TestSample holds figures of a sample to what they were: a change of the engine or
// of the fit that makes them better or worse is to be seen.
func TestSample(t *testing.T) {
	e, err := loadFrames(root, "neural", ocrdata.PaddleOCR, 10)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range golden {
		got := e.figures(i)
		for _, x := range []struct {
			name      string
			got, want float64
		}{
			{"first", got.first, want.first},
			{"first 16", got.first16, want.first16},
			{"first of whole cards", got.whole, want.whole},
			{"first 16 of whole cards", got.whole16, want.whole16},
			{"decided", got.decided, want.decided},
			{"calibration error", got.calibration, want.calibration},
		} {
			// Machines differ in how they round.
			if math.Abs(x.got-x.want) > 0.006 {
				t.Errorf("%s, %s: %.3f, want %.3f", asks(e.ways[i]), x.name, x.got, x.want)
			}
		}
	}
	if r := e.repeats(); r.Equal != 1271 || r.EqualWrong != 361 {
		t.Errorf("%+v", r)
	}
}

// TestScores holds what the documentation says of Tesseract's scores.
func TestScores(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs", "models.md"))
	if err != nil {
		t.Fatal(err)
	}
	s := alike.TesseractScores
	got := strings.Join(strings.Fields(string(text)), " ")
	for _, want := range []string{
		fmt.Sprintf("choice n after it %g · n^-%g · e^(-d/%g)", s.Second, s.Rank, s.Distance),
		fmt.Sprintf("If its score is 0, the last factor is %g. The weight of a mistake, that none of them is right, is %g.", s.Zero, s.Other),
	} {
		if !strings.Contains(got, want) {
			t.Errorf("docs/models.md lacks %q", want)
		}
	}
}

// TestTargets holds what is promised, on all that there is, which takes seconds.
func TestTargets(t *testing.T) {
	for range exhaustive.Pick(0, 1) {
		testTargets(t)
	}
}

func testTargets(t *testing.T) {
	all, err := loadEngines(root, 1)
	if err != nil {
		t.Fatal(err)
	}
	neural, fast, lines := all.neural, all.fast, all.lines
	for _, of := range []struct {
		engine *engine
		want   []figures // the least; the most of the calibration error
	}{
		{neural, []figures{
			{0.50, 0.67, 0.50, 0.67, 0.55, 0.07},
			{0.63, 0.82, 0.63, 0.82, 0.68, 0.05},
			{0.59, 0.76, 0.64, 0.81, 0.61, 0.05},
			{0.67, 0.86, 0.70, 0.89, 0.70, 0.05},
			{0.63, 0.81, 0.69, 0.85, 0.63, 0.05},
			{0.69, 0.88, 0.73, 0.91, 0.71, 0.05},
			{0.64, 0.81, 0.67, 0.84, 0.63, 0.05},
			{0.69, 0.88, 0.72, 0.90, 0.70, 0.05},
		}},
		{fast, []figures{
			{0.37, 0.56, 0.37, 0.56, 0.24, 0.07},
			{0.40, 0.59, 0.40, 0.59, 0.36, 0.05},
			{0.46, 0.63, 0.57, 0.75, 0.36, 0.05},
			{0.44, 0.64, 0.53, 0.75, 0.38, 0.05},
			{0.50, 0.67, 0.65, 0.81, 0.42, 0.05},
			{0.48, 0.66, 0.62, 0.80, 0.43, 0.05},
			// With MaxIndels probabilities are lower bounds.
			{0.51, 0.68, 0.62, 0.80, 0.45, 0.07},
			{0.48, 0.67, 0.58, 0.78, 0.47, 0.05},
		}},
		{lines, []figures{{0.59, 0.83, 0.59, 0.83, 0.51, 0.04}}},
	} {
		for i, want := range of.want {
			got := of.engine.figures(i)
			if got.first < want.first || got.first16 < want.first16 || got.whole < want.whole || got.whole16 < want.whole16 ||
				got.decided < want.decided || got.calibration > want.calibration {
				t.Errorf("%s, %s: %.3f, want %.3f", of.engine.name, asks(of.engine.ways[i]), got, want)
			}
		}
	}

	for _, d := range documents {
		text, err := os.ReadFile(filepath.Join(root, d.path))
		if err != nil {
			t.Fatal(err)
		}
		if written, err := all.document(d, root, 1); err != nil || !bytes.Equal(written, text) {
			t.Errorf("%s has other figures (%v): run go -C internal/tools run ./evaluate -write", d.path, err)
		}
	}

	points, err := learn(neural, redeem.Tesseract())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range points[1:] {
		if p.reads >= 300 && (p.first < points[0].first+0.02 || p.first16 < points[0].first16+0.02) {
			t.Errorf("%+v is no better than a foreign model, %+v", p, points[0])
		}
	}
}

// TestWrite has tables written of a small sample, and all of them if tests are to
// try everything.
func TestWrite(t *testing.T) {
	e, err := loadFrames(root, "neural", ocrdata.PaddleOCR, 50)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	writeAccuracy(&b, []*engine{e})
	writeReliability(&b, []*engine{e})
	writeRepeats(&b, []*engine{e})
	writeLengths(&b, []*engine{e})
	headings := []string{"What was meant", "Whether probabilities", "What repeats", "Reads of another length"}
	for range exhaustive.Pick(0, 1) {
		b.Reset()
		all, err := loadEngines(root, 50)
		if err == nil {
			err = all.write(&b, 50)
		}
		if err != nil {
			t.Fatal(err)
		}
		headings = append(headings, "How many reads", "Models", "What a check scheme")
	}
	for _, heading := range headings {
		if !strings.Contains(b.String(), "## "+heading) {
			t.Errorf("nothing under %s", heading)
		}
	}
	if strings.Contains(b.String(), "NaN") {
		t.Error(b.String())
	}
	if _, err := loadEngines("none", 1); err == nil {
		t.Error("without data: no error")
	}
	if _, err := new(engines).document(document{path: "go.mod", begin: "<!--", end: "-->"}, root, 1); err == nil {
		t.Error("of a document without marks: no error")
	}
}

// golden are the figures of one question in ten.
var golden = []figures{
	{0.493, 0.700, 0.493, 0.700, 0.610, 0.035},
	{0.611, 0.856, 0.611, 0.856, 0.714, 0.027},
	{0.581, 0.792, 0.636, 0.846, 0.634, 0.030},
	{0.656, 0.922, 0.678, 0.961, 0.695, 0.046},
	{0.606, 0.803, 0.721, 0.884, 0.080, 0.026},
	{0.667, 0.922, 0.746, 0.971, 0.685, 0.026},
	{0.608, 0.792, 0.695, 0.877, 0.080, 0.021},
	{0.644, 0.911, 0.726, 0.973, 0.685, 0.036},
}
