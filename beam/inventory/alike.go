package inventory

import (
	"cmp"
	"iter"
	"slices"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/audit"
)

// alikeFn finds the codes that look alike. It sees all codes with one key at
// once, and keeps no more of them than are compared.
type alikeFn struct{ common }

// ProcessElement emits pairs by shard, counts, and tasks by key. It emits tasks
// for keys with more codes than one worker should compare.
func (f *alikeFn) ProcessElement(_ int, entries func(*[]byte) bool, emitTask, emitFinding func(int, []byte), emitCounts func(audit.Summary)) error {
	var counts audit.Summary
	all := gathered{most: f.Settings.Limits.Compared, room: gatherRoom, counts: &counts}
	if err := f.entries(entries, func(e entry) { all.add(keyed{f.rules.Key(e.code), e}) }); err != nil {
		return err
	}
	all.cut()
	findings := newBatches(emitFinding)
	group := f.rules.NewGroup(f.Settings.Limits)
	for same := range runs(all.codes) {
		switch n := len(same); {
		case n == 1:
			counts.Distinct++
			continue
		case n > f.Settings.TaskCodes:
			counts.Distinct += int64(n)
			f.emitTasks(same, emitTask)
			continue
		}
		for _, k := range same {
			group.Add(audit.Entry{Code: k.code, First: k.first.audit()})
		}
		if err := group.Findings(&counts, func(found audit.Finding) error {
			f.addFinding(findings, found)
			return nil
		}); err != nil {
			return err
		}
	}
	findings.flush()
	emitCounts(counts)
	return nil
}

// keyed is an entry with the key of its code.
type keyed struct {
	key redeem.Code
	entry
}

// gathered collects codes. For each key it keeps the codes with the first
// places, as many as are compared.
type gathered struct {
	most   int
	codes  []keyed
	room   int            // number of codes at which superfluous ones are removed
	counts *audit.Summary // counts of the removed codes
}

// gatherRoom is the number of codes that are gathered before it pays to look
// for keys with too many.
const gatherRoom = 1 << 18

func (g *gathered) add(k keyed) {
	if len(g.codes) >= g.room {
		g.cut()
		g.room = max(gatherRoom, 2*len(g.codes))
	}
	g.codes = append(g.codes, k)
}

// cut sorts the codes by key and place, and removes superfluous ones.
func (g *gathered) cut() {
	slices.SortFunc(g.codes, func(x, y keyed) int {
		return cmp.Or(x.key.Compare(y.key), cmp.Compare(x.first, y.first))
	})
	kept := g.codes[:0]
	for same := range runs(g.codes) {
		n := min(len(same), g.most)
		kept = append(kept, same[:n]...)
		g.counts.Distinct += int64(len(same) - n)
		g.counts.Uncompared += int64(len(same) - n)
	}
	g.codes = kept
}

// runs yields the codes of each key. The codes are sorted by key.
func runs(codes []keyed) iter.Seq[[]keyed] {
	return func(yield func([]keyed) bool) {
		for len(codes) > 0 {
			n := 1
			for n < len(codes) && codes[n].key == codes[0].key {
				n++
			}
			same := codes[:n:n]
			codes = codes[n:]
			if !yield(same) {
				return
			}
		}
	}
}
