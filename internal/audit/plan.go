package audit

import (
	"math"
	"runtime"
)

// plan divides the memory.
type plan struct {
	workers int
	batch   int // bytes of lines that are given to a worker at a time
	codes   int // records in each worker's lane of codes
	rows    int // records in each lane of rows; there is one for each worker and one more
	buffer  int // bytes of each run that merging holds, at least
	fanIn   int
}

// maxWorkers is about how many parse and sort as fast as one goroutine reads
// lines.
const maxWorkers = 4

// newPlan gives five eighths of the memory to codes, an eighth to rows, and a
// sixteenth each to merging and to lines on their way. What remains is for what lanes
// have outgrown, a group, and the program itself. Too little memory is taken as
// the least that will do, a few records.
func newPlan(memory int64, codeWidth, rowWidth int) plan {
	// No lane and no sum of sizes is more than an int can hold.
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
