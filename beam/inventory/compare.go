package inventory

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/redeemkit/redeem/internal/audit"
)

// A task compares some of the codes with one key with codes that come before
// them, or with each other. It consists of the number of codes that come
// before, and of the entries; those that come before are first.

// emitTasks emits the tasks for codes with one key, which are in order of their
// places. Each part is compared with itself and with each part before it.
func (f *alikeFn) emitTasks(same []keyed, emit func(int, []byte)) {
	id := int(same[0].first) // unique, because no other key has a code at that place
	var parts [][]byte
	for part := range slices.Chunk(same, f.Settings.TaskCodes) {
		var b []byte
		for _, k := range part {
			b = f.records.appendEntry(b, k.entry)
		}
		for _, before := range append(parts, nil) { // nil compares the part with itself
			n := len(before) / f.records.entryWidth()
			emit(id, slices.Concat(binary.AppendUvarint(nil, uint64(n)), before, b))
		}
		parts = append(parts, b)
	}
}

// compareFn performs a task.
type compareFn struct{ common }

// ProcessElement emits the result of a task by key: the number of pairs, and
// the first of them, as many as may be listed for the key.
func (f *compareFn) ProcessElement(id int, task []byte, emit func(int, []byte)) error {
	before, n := binary.Uvarint(task)
	if n <= 0 {
		return errRecord
	}
	group := f.rules.NewGroup(audit.Limits{Compared: math.MaxInt, Listed: f.Settings.Limits.Listed})
	err := f.records.entries(task[n:], func(e entry) {
		group.Add(audit.Entry{Code: e.code, First: e.first.audit()})
	})
	if err != nil {
		return err
	}
	var counts audit.Summary
	var found []byte
	if err := group.FindingsAcross(int(before), &counts, func(x audit.Finding) error {
		found = f.records.appendFinding(found, x)
		return nil
	}); err != nil {
		return err
	}
	emit(id, append(binary.AppendUvarint(nil, uint64(counts.Lookalikes)), found...))
	return nil
}

// mergeFn merges the results for one key.
type mergeFn struct{ common }

// ProcessElement emits the first pairs by shard, as many as may be listed, and
// counts.
func (f *mergeFn) ProcessElement(_ int, results func(*[]byte) bool, emitFinding func(int, []byte), emitCounts func(audit.Summary)) error {
	var counts audit.Summary
	var all []audit.Finding
	most := f.Settings.Limits.Listed
	cut := func() {
		slices.SortFunc(all, audit.Finding.Compare)
		all = all[:min(len(all), most)]
	}
	var result []byte
	for results(&result) {
		pairs, n := binary.Uvarint(result)
		if n <= 0 {
			return errRecord
		}
		counts.Lookalikes += int64(pairs)
		if err := f.records.findings(result[n:], func(found audit.Finding) { all = append(all, found) }); err != nil {
			return err
		}
		if len(all) >= 2*most {
			cut()
		}
	}
	cut()
	counts.Unlisted = counts.Lookalikes - int64(len(all))
	findings := newBatches(emitFinding)
	for _, found := range all {
		f.addFinding(findings, found)
	}
	findings.flush()
	emitCounts(counts)
	return nil
}
