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
	if got := string(order[3 : 3+3*rounds]); got != "ABCABCABCABCABC" { // after one call each to calibrate
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

func TestMedian(t *testing.T) {
	if got := median([]float64{9, 1, 5, 2, 7}); got != 5 {
		t.Errorf("median %v, want 5", got)
	}
}
