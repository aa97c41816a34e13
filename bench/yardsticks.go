package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"
)

// These are variables, so that the compiler does not know the inputs.
var (
	inUUID = "f47ac10b-58cc-0372-8567-0e02b2c3d479"
	inULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
)

// Yardsticks do other work than redeem, with a well-known cost.
var (
	uuidParse = &contender{"uuid.Parse of a UUID", func(n int) {
		for range n {
			sink.uuid, sink.err = uuid.Parse(inUUID)
		}
	}}
	ulidParse = &contender{"ulid.ParseStrict of a ULID", func(n int) {
		for range n {
			sink.ulid, sink.err = ulid.ParseStrict(inULID)
		}
	}}
	regionParse = &contender{"language.ParseRegion of NO", textRegion.bind("NO")}

	// cleanLog is the yardstick for texts and formats that take more work.
	cleanLog = &contender{"the Redactor, 1 format, clean log", redeemRedactor.bind(logText)}
)

// yardsticks returns the yardsticks of the tasks, each once.
func yardsticks(tasks []task) (list []*contender) {
	for _, t := range tasks {
		if t.yardstick != nil && !slices.Contains(list, t.yardstick) {
			list = append(list, t.yardstick)
		}
	}
	return list
}

// A scale holds the times of the yardsticks in a run.
type scale struct {
	list    []*contender
	figures []figure // in the order of list
}

// measureScale measures each yardstick alone.
func measureScale(tasks []task, rounds int, each time.Duration) *scale {
	s := &scale{list: yardsticks(tasks)}
	for _, y := range s.list {
		s.figures = append(s.figures, measure([]contender{*y}, rounds, each)[0])
	}
	return s
}

// of returns the figure of a yardstick.
func (s *scale) of(yardstick *contender) figure { return s.figures[slices.Index(s.list, yardstick)] }

// drift is how far a yardstick may move during a run before the ratios to it
// become unreliable.
const drift = 0.1

// warn prints the yardsticks whose time at the end of a run differs from that
// at its beginning.
func (s *scale) warn(w io.Writer, end *scale) {
	for i, f := range s.figures {
		if change := end.figures[i].ns/f.ns - 1; math.Abs(change) > drift {
			fmt.Fprintf(w, "bench: the machine is not quiet: %s takes %+.0f %% at the end of the run\n", f.name, 100*change)
		}
	}
}

// measure measures the contenders of a task. It takes the yardstick from the
// scale. Without a scale, the yardstick alternates with redeem: that is for a
// busy machine, which may be half as fast a second later.
func (t *task) measure(s *scale, rounds int, each time.Duration) []figure {
	figures := measure(t.contenders, rounds, each)
	if t.yardstick == nil {
		return figures
	}
	var y figure
	if s != nil {
		y = s.of(t.yardstick)
		y.ratio = figures[0].ns / y.ns
	} else {
		y = measure([]contender{t.contenders[0], *t.yardstick}, rounds, each)[1]
	}
	return append(figures, y)
}
