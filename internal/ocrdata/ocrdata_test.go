package ocrdata

import (
	"math"
	"slices"
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
		if got := find(&c, tt.read, tt.truth, tt.out); got != tt.want {
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

func TestDecisions(t *testing.T) {
	var d Decisions
	d.Reads = 100
	d.right[noOther], d.right[10], d.right[1] = 10, 40, 20
	d.wrong[10], d.wrong[3], d.wrong[0] = 1, 4, 5
	for margin, want := range map[int][2]float64{0: {0.7, 0.1}, 1: {0.7, 0.05}, 4: {0.5, 0.01}, 11: {0.1, 0}} {
		right, wrong := d.At(margin)
		if math.Abs(right-want[0]) > 1e-9 || math.Abs(wrong-want[1]) > 1e-9 {
			t.Errorf("margin %d: right %v, wrong %v; want %v", margin, right, wrong, want)
		}
	}
	if got := d.Least(0.02, false); got != 4 {
		t.Errorf("wrong below 2 %% of all from margin %d, want 4", got)
	}
	if got := d.Least(0.01, true); got != 11 {
		t.Errorf("wrong below 1 %% of those decided from margin %d, want 11", got)
	}
	d.Add(d)
	if right, _ := d.At(1); d.Reads != 200 || right != 0.7 {
		t.Errorf("twice the same: %v of %v are right", right, d.Reads)
	}
}

func TestAgain(t *testing.T) {
	lines := Sample(mustLoad(t), 2)
	a := NewAgain(lines)
	for _, l := range lines {
		reads := a.Reads(l, 3)
		if want := l.Misread() && len(l.Typed()) == len(l.Truth); want != (len(reads) == 3) {
			t.Fatalf("%d reads, the first a misread of the right length: %v", len(reads), want)
		}
		for i, read := range reads {
			if len(read) != len(l.Truth) || i == 0 && read != l.Typed() {
				t.Errorf("read %d of %s is %s", i, l.Truth, read)
			}
		}
	}
	format := Format("iso7064-mod-37-36")
	for _, l := range a.Rechecked(lines, "iso7064-mod-37-36") {
		if !format.Valid(l.Truth) || len(l.Read) != len(l.Truth) {
			t.Fatalf("%+v", l)
		}
	}
}
