package main

import (
	"testing"
	"time"
)

func TestMeasureTakesTurns(t *testing.T) {
	const rounds = 5
	var order []byte
	slow := func(name byte) contender {
		return contender{string(name), func(n int) {
			order = append(order, name)
			time.Sleep(time.Duration(n) * time.Millisecond)
		}}
	}
	figures := measure([]contender{slow('A'), slow('B'), slow('C')}, rounds, time.Millisecond)
	if len(figures) != 3 || figures[1].name != "B" {
		t.Fatalf("figures: %v", figures)
	}
	if figures[0].ratio != 1 {
		t.Errorf("the first contender takes %v of its own time", figures[0].ratio)
	}
	if got := string(order[3 : 3+3*rounds]); got != "ABCABCABCABCABC" { // calibration makes one call of each first
		t.Errorf("order: %s", got)
	}
}

func TestMeasureCountsAllocations(t *testing.T) {
	twice := contender{"twice", func(n int) {
		for range n {
			sink.bytes = make([]byte, 100)
			sink.bytes = make([]byte, 100)
		}
	}}
	if got := measure([]contender{twice}, 1, time.Millisecond)[0].allocs; got != 2 {
		t.Errorf("%v allocations, want 2", got)
	}
}

func TestFigure(t *testing.T) {
	first := timings{1, 2, 4, 8, 16}
	times := timings{10, 4, 16, 20, 8}
	want := figure{name: "name", ns: 10, middle: [2]float64{8, 16}, ratio: 0.4} // the median of 0.1 0.5 0.25 0.4 2
	if got := times.figure("name", first); got != want {
		t.Errorf("%v, want %v", got, want)
	}
	if times[0] != 10 || first[4] != 16 {
		t.Error("the times are sorted")
	}
	if got := (timings{3}).figure("name", timings{3}); got.middle != [2]float64{3, 3} {
		t.Errorf("quartiles of one time: %v", got.middle)
	}
}
