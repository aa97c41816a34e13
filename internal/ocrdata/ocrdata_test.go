package ocrdata

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

func mustLoad(t *testing.T) []Line {
	t.Helper()
	lines, err := Load("../fit/testdata/ocr.tsv.gz")
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestLoad(t *testing.T) {
	lines := mustLoad(t)
	fonts := Fonts(lines)
	if len(lines) != 30800 || len(fonts) != 14 || !slices.IsSorted(fonts) {
		t.Errorf("%d lines in the fonts %v", len(lines), fonts)
	}
	format := Format(Scheme)
	for _, l := range lines {
		if !format.Valid(l.Truth) || l.Level < 0 || l.Level > 4 {
			t.Fatalf("%+v is not as the file's README says", l)
		}
	}
	if _, err := Load("data.go"); err == nil {
		t.Error("a file that is not compressed: no error")
	}
	if _, err := Load("none"); err == nil {
		t.Error("no file: no error")
	}
}

func TestHalves(t *testing.T) {
	halves := Halves(mustLoad(t))
	for i, h := range halves {
		if fonts := Fonts(h); len(fonts) != 7 || len(h) != 15400 {
			t.Errorf("half %d: %d lines in the fonts %v", i, len(h), fonts)
		}
	}
	for _, font := range Fonts(halves[0]) {
		if slices.Contains(Fonts(halves[1]), font) {
			t.Errorf("%s is in both halves", font)
		}
	}
}

func TestTyped(t *testing.T) {
	for _, tt := range []struct {
		read, typed string
		misread     bool
	}{
		{"X123", "X123", false},
		{"K123", "X123", false},
		{"x12E", "X12E", true},
		{"K12", "K12", true},
		{"", "", true},
	} {
		l := Line{Truth: "X123", Read: tt.read}
		if got := l.Typed(); got != tt.typed || l.Misread() != tt.misread {
			t.Errorf("%q: %q, %v", tt.read, got, l.Misread())
		}
	}
}

func TestFind(t *testing.T) {
	pair := func(read, meant byte, cost uint8) redeem.Pair {
		return redeem.Pair{Read: read, Meant: meant, Cost: cost}
	}
	l, err := redeem.NewLookalikes(pair('A', 'B', 1), pair('A', 'C', 1), pair('A', 'D', 1), pair('A', 'E', 2))
	if err != nil {
		t.Fatal(err)
	}
	c := redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: 2}), Lookalikes: l}
	for _, tt := range []struct {
		read, truth, out string
		want             position
	}{
		{"1A", "1A", "", position{0, 1}},
		{"1A", "1C", "", position{1, 3}},
		{"1A", "1C", "1A", position{0, 3}},
		{"1A", "1E", "", position{4, 1}},
		{"1A", "1F", "", position{}},
		{"AA", "BB", "", position{7, 11}},
		{"AA", "EE", "", position{}},
	} {
		if got := find(c.Candidates(tt.read), tt.truth, tt.out); got != tt.want {
			t.Errorf("%s meant by %s: %+v, want %+v", tt.truth, tt.read, got, tt.want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, tt := range []struct {
		p    position
		n    int
		want Share
	}{
		{position{0, 1}, 1, Share{1, 1}},
		{position{0, 2}, 1, Share{0, 0.5}},
		{position{3, 1}, 4, Share{1, 1}},
		{position{3, 4}, 4, Share{0, 0.25}},
		{position{4, 1}, 4, Share{0, 0}},
		{position{}, 4, Share{0, 0}},
	} {
		var got Share
		if got.add(tt.p, tt.n); got != tt.want {
			t.Errorf("%+v among the first %d: %v, want %v", tt.p, tt.n, got, tt.want)
		}
	}
}

func TestRechecked(t *testing.T) {
	lines := Sample(mustLoad(t), 20)
	for _, scheme := range []string{Scheme, "iso7064-mod-37-36"} {
		format := Format(scheme)
		rechecked := Rechecked(lines, scheme)
		if len(rechecked) == 0 {
			t.Fatalf("%s: no lines", scheme)
		}
		for _, l := range rechecked {
			last := len(l.Truth) - 1
			if !format.Valid(l.Truth) || len(l.Read) != len(l.Truth) || l.Read[last] != l.Truth[last] {
				t.Fatalf("%s: %+v", scheme, l)
			}
		}
	}
}

func mustLoadFrames(t *testing.T, engine string) []Frame {
	t.Helper()
	frames, err := LoadFrames("../fit/testdata/frames.tsv.gz", engine)
	if err != nil {
		t.Fatal(err)
	}
	return frames
}

func TestLoadFrames(t *testing.T) {
	format := Format(Scheme)
	for _, engine := range []string{PaddleOCR, Tesseract} {
		frames := mustLoadFrames(t, engine)
		if fonts := Fonts(frames); len(frames) != 2310 || len(fonts) != 11 {
			t.Errorf("%s: %d frames in the fonts %v", engine, len(frames), fonts)
		}
		for i, f := range frames {
			if !format.Valid(f.Truth) || i%3 > 0 && f.Truth != frames[i-1].Truth {
				t.Fatalf("%s, frame %d: not three of each card", engine, i)
			}
			if len(f.Alternatives) != len(f.Read) {
				t.Fatalf("%s, frame %d: alternatives of %d characters for %d", engine, i, len(f.Alternatives), len(f.Read))
			}
			for j, place := range f.Alternatives {
				if engine == PaddleOCR && place[0].Char != rune(f.Read[j]) {
					t.Fatalf("%s, frame %d: what was read is not the first alternative", engine, i)
				}
			}
		}
	}
	if _, err := LoadFrames("../fit/testdata/ocr.tsv.gz", PaddleOCR); err == nil {
		t.Error("of lines: no error")
	}
}

func TestQuestions(t *testing.T) {
	frame := func(truth, read string) Frame { return Frame{Line: Line{Truth: truth, Read: read}} }
	frames := []Frame{
		frame("X123", "X123"), frame("X123", "X12"), frame("X123", "X1Z3"),
		frame("X456", "X4S6"), frame("X456", "X456"), frame("X456", "X4S6"),
	}
	var got []string
	for _, q := range Questions(frames, Way{Frames: 2}) {
		var text strings.Builder
		for _, f := range q.Frames {
			text.WriteString(f.Read + " ")
		}
		got = append(got, fmt.Sprint(text.String(), q.Lost, q.Misread()))
	}
	want := []string{"X123 1 false", "X1Z3 X123 0 true", "X4S6 X456 0 true", "X456 X4S6 0 false", "X4S6 X4S6 0 true"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	var r Repeats
	r.Add(Questions(frames, Way{Frames: 2}))
	if want := (Repeats{Equal: 1, EqualWrong: 1, Misread: 3, Same: 1, Right: 2}); r != want {
		t.Errorf("%+v, want %+v", r, want)
	}
}

func TestDecided(t *testing.T) {
	outcomes := []Outcome{{Right: 1, Probability: 0.5}, {Right: 1, Probability: 0.9}, {Right: 0, Probability: 0.4}, {Right: 1, Probability: 0.3}, {}}
	for wrong, want := range map[float64][2]float64{0: {0.4, 0.5}, 0.25: {0.6, 0.3}, 1: {0.6, 0.3}} {
		share, demanded := Decided(outcomes, wrong)
		if got := [2]float64{share, demanded}; got != want {
			t.Errorf("%v wrong: %v, want %v", wrong, got, want)
		}
	}
	tied := []Outcome{{Right: 1, Probability: 0.5}, {Right: 0, Probability: 0.5}}
	if share, _ := Decided(tied, 0.4); share != 0 {
		t.Errorf("of equal probabilities one is decided: %v", share)
	}
	if n, first, first16 := Among([]Outcome{{Question: &Question{Lost: 1}}, {Question: new(Question), truth: position{0, 2}}}, func(q *Question) bool { return q.Lost == 0 }); n != 1 || first != 0.5 || first16 != 1 {
		t.Errorf("Among: %d, %v, %v", n, first, first16)
	}
}
