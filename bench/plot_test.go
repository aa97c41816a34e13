package main

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func TestChart(t *testing.T) {
	r := sample(0.1, 0.5, 0)
	r.chart, r.contenders = true, make([]contender, 3)
	hidden := sample(0.1, 0.5, 0)
	hidden.name = "hidden"
	draw := func(name string) []byte {
		file := filepath.Join(t.TempDir(), name)
		if err := drawChart(file, []result{r, hidden}); err != nil {
			t.Fatal(err)
		}
		picture, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return picture
	}

	picture := draw("chart.svg")
	for _, want := range []string{`style="fill:#FFFFFF"`, ">task</text>", ">redeem</text>", ">one</text>", ">10 ns</text>", "stroke-width:1.5", ",sans-serif"} {
		if !bytes.Contains(picture, []byte(want)) {
			t.Errorf("the picture has no %s", want)
		}
	}
	if bytes.Contains(picture, []byte("hidden")) {
		t.Error("the picture has a task that does not belong there")
	}
	if !bytes.Equal(picture, draw("chart.svg")) {
		t.Error("the same figures give two pictures")
	}

	image, err := png.Decode(bytes.NewReader(draw("chart.png")))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, a := image.At(0, 0).RGBA(); r&g&b&a != 0xFFFF {
		t.Errorf("the background is %v", image.At(0, 0))
	}
}
