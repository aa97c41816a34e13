package audit

import (
	"math"
	"testing"
)

// TestPlan adds up what is planned.
func TestPlan(t *testing.T) {
	for _, memory := range []int64{1 << 20, 3<<20 + 1, 1 << 30, 1 << 33, math.MaxInt64} {
		for _, widths := range [][2]int{{20, 34}, {lineBytes, rowHeadBytes}, {maxPacked + lineBytes, maxRecord}} {
			p := newPlan(memory, widths[0], widths[1])
			codes, rows := p.codes*widths[0]*p.workers, p.rows*widths[1]*(p.workers+1)
			merging, lines := p.buffer*p.fanIn, p.batch*(p.workers+2)
			if total := float64(codes) + float64(rows) + float64(merging) + float64(lines); total > float64(memory)*7/8 || codes < 0 || rows < 0 {
				t.Errorf("%d bytes: %d + %d + %d + %d", memory, codes, rows, merging, lines)
			}
			if codes < int(min(memory, math.MaxInt/2)/2) {
				t.Errorf("%d bytes: only %d for codes", memory, codes)
			}
			if p.workers < 1 || p.fanIn < 16 || p.buffer < 256 {
				t.Errorf("%d bytes: %+v", memory, p)
			}
		}
	}
	for _, memory := range []int64{math.MinInt64, -1, 0, 1, 1000} {
		if p := newPlan(memory, 20, 34); p.codes < 1 || p.rows < 1 || p.fanIn < 2 || p.batch < 1 {
			t.Errorf("%d bytes: %+v", memory, p)
		}
	}
}
