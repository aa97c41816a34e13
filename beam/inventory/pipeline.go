package inventory

import (
	"context"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/redeemkit/redeem/internal/audit"
)

// Audit adds an audit to a pipeline. The audit reads the inputs and writes the
// output. Audit fails if the options are invalid.
func Audit(s beam.Scope, o Options) error {
	set, err := newSettings(o)
	if err != nil {
		return err
	}
	s = s.Scope("redeem.Audit")
	c := common{Settings: set}
	step := func(name string) beam.Scope { return s.Scope(name) }

	files, stretches := beam.ParDo2(step("Plan"), &planFn{set}, beam.Impulse(s))
	beam.ParDo0(step("WriteFiles"), &filesFn{set.Output}, files)

	r := step("Read")
	entries, again, invalid, lines, counts1 := beam.ParDo5(r, &readFn{c}, beam.Reshuffle(r, stretches))
	d := step("Distinct")
	codes, firsts, duplicates, counts2 := beam.ParDo4(d, &distinctFn{c}, beam.GroupByKey(d, entries))
	a := step("Again")
	more, counts3 := beam.ParDo2(a, &againFn{c}, beam.CoGroupByKey(a, again, firsts))
	l := step("Alike")
	tasks, pairs, counts4 := beam.ParDo3(l, &alikeFn{c}, beam.GroupByKey(l, codes))
	t := step("Tasks")
	results := beam.ParDo(t, &compareFn{c}, beam.Reshuffle(t, tasks))
	tasked, counts5 := beam.ParDo2(t, &mergeFn{c}, beam.GroupByKey(t, results))

	w := step("Write")
	findings := beam.Flatten(w, invalid, duplicates, more, pairs, tasked)
	beam.ParDo0(w, &writeFn{common: c}, beam.GroupByKey(w, findings), beam.SideInput{Input: lines})
	u := step("Summary")
	counts := beam.Combine(u, addCounts, beam.Flatten(u, counts1, counts2, counts3, counts4, counts5))
	beam.ParDo0(u, &summaryFn{set.Output}, counts)
	return nil
}

type (
	batchIter = func(*[]byte) bool
	emitBatch = func(int, []byte)
	emitCount = func(audit.Summary)
)

// Workers find the functions by name. Those that are registered when the
// program starts run without reflection.
func init() {
	beam.RegisterCoder(reflect.TypeFor[audit.Summary](), encodeCounts, decodeCounts)
	register.Function1x2(encodeCounts)
	register.Function1x2(decodeCounts)
	register.Function2x1(addCounts)

	register.DoFn4x1[context.Context, []byte, func([]string), func(stretch), error](&planFn{})
	register.DoFn7x1[context.Context, stretch, emitBatch, emitBatch, emitBatch, func(counted), emitCount, error](&readFn{})
	register.DoFn6x1[int, batchIter, emitBatch, emitBatch, emitBatch, emitCount, error](&distinctFn{})
	register.DoFn5x1[int, batchIter, batchIter, emitBatch, emitCount, error](&againFn{})
	register.DoFn5x1[int, batchIter, emitBatch, emitBatch, emitCount, error](&alikeFn{})
	register.DoFn3x1[int, []byte, emitBatch, error](&compareFn{})
	register.DoFn4x1[int, batchIter, emitBatch, emitCount, error](&mergeFn{})
	register.DoFn4x1[context.Context, int, batchIter, func(*counted) bool, error](&writeFn{})
	register.DoFn2x1[context.Context, audit.Summary, error](&summaryFn{})
	register.DoFn2x1[context.Context, []string, error](&filesFn{})

	register.Emitter1[[]string]()
	register.Emitter1[stretch]()
	register.Emitter1[counted]()
	register.Emitter1[audit.Summary]()
	register.Emitter2[int, []byte]()
	register.Iter1[[]byte]()
	register.Iter1[counted]()
}
