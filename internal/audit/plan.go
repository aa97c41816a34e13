package audit

import (
	"math"
	"runtime"
)

// plan divides the memory.
type plan struct {
	workers int
	batch   int // size in bytes of the lines that a worker takes at a time
	codes   int // number of records in each worker's lane of codes
	rows    int // number of records in each lane of rows; there is one lane for each worker and one more
	buffer  int // least number of bytes of each run that merging keeps in memory
	fanIn   int
}

// maxWorkers is about the number of goroutines that parse and sort as fast as
// one goroutine reads lines.
const maxWorkers = 4

// newPlan assigns five eighths of the memory to codes, an eighth to rows, and a
// sixteenth each to merging and to lines on their way. The rest is for buffers
// that lanes have outgrown, for a group, and for the program itself. If there
// is too little memory, the plan is the least that works, a few records.
func newPlan(memory int64, codeWidth, rowWidth int) plan {
	// This keeps every lane and every sum of sizes within the range of int.
	m := int(min(max(memory, 0), math.MaxInt/2))
	workers := min(runtime.GOMAXPROCS(0), maxWorkers)
	p := plan{
		workers: workers,
		batch:   min(max(m/16/(workers+2), 64), 128<<10),
		codes:   max(m/8*5/workers/codeWidth, 4),
		rows:    max(m/8/(workers+1)/rowWidth, 4),
		buffer:  min(m/4096, 256<<10),
	}
	p.fanIn = min(max(m/16/max(p.buffer, 1), 2), 1024)
	return p
}
