package inventory

import (
	"cmp"
	"slices"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/audit"
)

// distinctFn finds the first place of each code. It sees all entries of a code
// at once. There are no more of them than blocks.
type distinctFn struct{ common }

// ProcessElement emits different codes by bucket of their keys, codes that
// occur in a block again by block, duplicates by shard, and counts. It knows
// only the first duplicate in each block.
func (f *distinctFn) ProcessElement(from int, entries func(*[]byte) bool,
	emitCode, emitFirst, emitFinding func(int, []byte), emitCounts func(audit.Summary),
) error {
	all, err := f.sorted(entries)
	if err != nil {
		return err
	}
	codes, firsts, findings := newBatches(emitCode), newBatches(emitFirst), newBatches(emitFinding)
	var counts audit.Summary
	var first entry
	for _, e := range all {
		if e.code == first.code {
			counts.Duplicates++
			f.addFinding(findings, audit.Finding{Kind: audit.Duplicate, Place: e.first.audit(), Code: e.code, First: first.first.audit()})
		} else {
			first = e
			f.addEntry(codes, bucket(f.rules.Key(e.code), bucketsOf(from)), entry{code: e.code, first: e.first})
		}
		if e.again {
			f.addEntry(firsts, e.first.block(), entry{code: e.code, first: first.first})
		}
	}
	codes.flush()
	firsts.flush()
	findings.flush()
	emitCounts(counts)
	return nil
}

// sorted returns the entries by code, and the entries of a code by place.
func (f *distinctFn) sorted(entries func(*[]byte) bool) ([]entry, error) {
	var all []entry
	err := f.entries(entries, func(e entry) { all = append(all, e) })
	slices.SortFunc(all, func(x, y entry) int {
		return cmp.Or(x.code.Compare(y.code), cmp.Compare(x.first, y.first))
	})
	return all, err
}

// againFn finds the duplicates that distinctFn does not know: all but the first
// ones in a block.
type againFn struct{ common }

// ProcessElement takes the codes that occur in a block again, which readFn
// emitted, and their first places. It emits the duplicates by shard, and
// counts.
func (f *againFn) ProcessElement(_ int, again, firsts func(*[]byte) bool, emitFinding func(int, []byte), emitCounts func(audit.Summary)) error {
	first := make(map[redeem.Code]place)
	if err := f.entries(firsts, func(e entry) { first[e.code] = e.first }); err != nil {
		return err
	}
	findings := newBatches(emitFinding)
	var counts audit.Summary
	if err := f.entries(again, func(e entry) {
		counts.Duplicates++
		f.addFinding(findings, audit.Finding{Kind: audit.Duplicate, Place: e.first.audit(), Code: e.code, First: first[e.code].audit()})
	}); err != nil {
		return err
	}
	findings.flush()
	emitCounts(counts)
	return nil
}
